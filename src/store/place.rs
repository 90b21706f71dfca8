//! Where the cache is, and that nobody else can read it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// The user's own folder for what can be made anew: `~/.cache/parallax` or below `XDG_CACHE_HOME`; on Windows below
/// `%LOCALAPPDATA%`. A home that is not a full path counts as none.
pub fn of_user() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::choose_base_strategy().ok()?;
    let folder = folders.cache_dir().join("parallax");
    folder.is_absolute().then_some(folder)
}

/// Makes a folder for the user alone.
///
/// # Errors
///
/// The system refuses.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a new file for the user alone, to be written and read. Whatever stands at that path, also a link, is an error.
///
/// # Errors
///
/// The system refuses.
pub fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Opens a file of the cache to read it. A link is none: nothing of ours is one.
pub fn open(path: &Path) -> Option<File> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
    if is_file { File::open(path).ok() } else { None }
}
