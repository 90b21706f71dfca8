//! Where state is kept.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// What the command line and the configuration say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// In the platform's folder for the state of programs.
    #[default]
    Platform,
    /// In this folder. It is made when something is written.
    Folder(PathBuf),
    /// Nowhere: nothing is read and nothing is written.
    Nowhere,
}

impl Choice {
    /// The folder; `None` for nowhere, and where the user has no home.
    pub fn folder(&self) -> Option<PathBuf> {
        match self {
            Self::Platform => of_user(),
            Self::Folder(folder) => Some(folder.clone()),
            Self::Nowhere => None,
        }
    }
}

/// The user's own folder: `~/.local/state/parallax` or below `XDG_STATE_HOME`; on Windows below `%APPDATA%`. A home that is
/// not a full path counts as none.
pub fn of_user() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::choose_base_strategy().ok()?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("parallax");
    folder.is_absolute().then_some(folder)
}
