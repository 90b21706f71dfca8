//! Where the configuration is found when the command line names none.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The first of `config.toml` in the current folder and `parallax/config.toml` in the platform's configuration
/// folder that exists.
pub fn find() -> Option<PathBuf> {
    std::iter::once(PathBuf::from("config.toml")).chain(of_user()).find(|path| path.exists())
}

/// The user's own configuration file (`~/.config/parallax/config.toml`, or below `%APPDATA%` on Windows), whether it exists or not.
pub fn of_user() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("parallax").join("config.toml"))
}
