//! Small files that are never lost: read, and changed as a whole.
//!
//! A change is written to a new file in the same folder, brought to the disk, and renamed over the old one; so a reader sees
//! the old text or the new one, whatever happens in between. What another instance wrote meanwhile is read first and
//! handed to the change, which merges. A file that cannot be understood is never overwritten: it is set aside, or left
//! alone if a newer version of the program wrote it.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// How long an instance waits for another that writes at the same time. A write takes some milliseconds, so this passes
/// only where the other one was stopped.
const PATIENCE: Duration = Duration::from_secs(1);

/// No file of ours comes near it, in bytes.
const LARGEST: u64 = 256 << 20;

/// How often a change is made anew because the file changed under it, where files cannot be locked.
const ATTEMPTS: usize = 16;

/// What a file says.
pub trait Record: Sized {
    /// Understands the text of a file.
    ///
    /// # Errors
    ///
    /// When it was written by a newer version, or is damaged.
    fn parse(text: &str) -> Result<Self, Fault>;

    /// The text that is understood as this, in full.
    fn print(&self) -> String;
}

/// Why a text cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A newer version of the program wrote it; the number of its format.
    Newer(i64),
    /// It is damaged: one clause, with the line where that is known.
    Damaged(String),
}

/// Why a file cannot be read or written.
#[derive(Debug)]
pub enum Trouble {
    /// A newer version of the program wrote it. It is left alone.
    Newer(PathBuf, i64),
    /// It is damaged, and is where it was: nothing has been written.
    Damaged(PathBuf, String),
    /// It is a symbolic link, a folder or a device. It is left alone.
    NoFile(PathBuf),
    /// The system refuses.
    Refused(PathBuf, io::Error),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(path, version) => {
                write!(f, "{}: a newer Parallax wrote it (format {version}); it is left alone", path.display())
            }
            Self::Damaged(path, reason) => write!(f, "{}: it is damaged: {reason}", path.display()),
            Self::NoFile(path) => {
                write!(f, "{}: it is no regular file (links are not followed); it is left alone", path.display())
            }
            Self::Refused(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Trouble {}

/// A damaged file that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it was.
    pub path: PathBuf,
    /// Where it is now.
    pub aside: PathBuf,
    /// What is wrong with it: one clause.
    pub reason: String,
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, aside) = (self.path.display(), self.aside.display());
        write!(f, "{path} was damaged ({}) and is now {aside}; nothing of it was lost or used", self.reason)
    }
}

/// What the file at `path` says; `None` where there is none. Changes nothing.
///
/// # Errors
///
/// See [`Trouble`].
pub fn read<R: Record>(path: &Path) -> Result<Option<R>, Trouble> {
    let Some(bytes) = bytes(path)? else { return Ok(None) };
    understand(path, bytes).map(Some)
}

/// Reads the file at `path`, gives `change` what it says, and writes what that returns, all or nothing. Another instance
/// that does the same waits, and gets what this one wrote. A damaged file is set aside first; `change` gets `None`
/// then. Where `change` returns the same text as before nothing is written.
///
/// `change` may run more than once, and has to merge: what it gets may be newer than anything this instance knows.
///
/// # Errors
///
/// See [`Trouble`]; the file is as it was then.
pub fn update<R: Record>(
    path: &Path,
    mut change: impl FnMut(Option<R>) -> R,
) -> Result<(R, Option<SetAside>), Trouble> {
    let refused = |error| Trouble::Refused(path.to_owned(), error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make(folder).map_err(refused)?;
    let lock = Lock::new(folder);
    if lock.is_held() {
        sweep(folder, path);
    }
    let mut aside = None;
    for _ in 0..ATTEMPTS {
        let before = stamp(path);
        let present = bytes(path)?;
        let said = match present.clone().map(|bytes| understand(path, bytes)) {
            None => None,
            Some(Ok(record)) => Some(record),
            Some(Err(Trouble::Damaged(_, reason))) => {
                aside = Some(set_aside(path, reason).map_err(refused)?);
                continue;
            }
            Some(Err(trouble)) => return Err(trouble),
        };
        let changed = change(said);
        let text = changed.print();
        if present.as_deref() == Some(text.as_bytes()) {
            return Ok((changed, aside));
        }
        let new = write_beside(path, text.as_bytes()).map_err(refused)?;
        // Somebody who could not have the lock may have been faster.
        if stamp(path) != before {
            let _ = fs::remove_file(&new);
            continue;
        }
        if let Err(error) = fs::rename(&new, path) {
            // Who holds the lock that was not to be had may have swept it away.
            if error.kind() == io::ErrorKind::NotFound && !lock.is_held() {
                continue;
            }
            let _ = fs::remove_file(&new);
            return Err(refused(error));
        }
        sync_folder(folder);
        return Ok((changed, aside));
    }
    Err(refused(io::Error::other("other programs change it all the time")))
}

/// Makes a folder that only the user can look into, with those above it.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The bytes of a regular file; `None` where there is nothing.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    let refused = |error| Trouble::Refused(path.to_owned(), error);
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error)),
        Ok(about) if !about.is_file() => return Err(Trouble::NoFile(path.to_owned())),
        Ok(about) if about.len() > LARGEST => return Err(Trouble::NoFile(path.to_owned())),
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(error)),
    }
}

fn understand<R: Record>(path: &Path, bytes: Vec<u8>) -> Result<R, Trouble> {
    let damaged = |reason: String| Trouble::Damaged(path.to_owned(), reason);
    let text = String::from_utf8(bytes).map_err(|_| damaged("it is not UTF-8 text".into()))?;
    R::parse(&text).map_err(|fault| match fault {
        Fault::Newer(version) => Trouble::Newer(path.to_owned(), version),
        Fault::Damaged(reason) => damaged(reason),
    })
}

/// What changes when somebody else replaces the file.
fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let about = fs::symlink_metadata(path).ok()?;
    Some((about.len(), about.modified().ok()?))
}

/// Gives a damaged file a name that nothing has yet.
fn set_aside(path: &Path, reason: String) -> io::Result<SetAside> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    let aside = loop {
        let aside = path.with_file_name(format!("{name}.damaged-{number}"));
        if fs::symlink_metadata(&aside).is_err() {
            break aside;
        }
        number += 1;
    };
    fs::rename(path, &aside)?;
    Ok(SetAside { path: path.to_owned(), aside, reason })
}

/// Sets a damaged file aside, if it still is; what else there is stays. `None` where nothing was done.
pub fn set_aside_damaged<R: Record>(path: &Path) -> Option<SetAside> {
    let lock = Lock::new(path.parent()?);
    let Err(Trouble::Damaged(_, reason)) = read::<R>(path) else { return None };
    let aside = set_aside(path, reason).ok();
    drop(lock);
    aside
}

/// How many files this process has written; makes their names differ.
static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// Writes a new file beside `path`, to be renamed over it, and brings it to the disk.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = path.with_file_name(format!("{}{}-{number}", unfinished(&name), std::process::id()));
    let mut options = OpenOptions::new();
    // Fails for whatever is there already, a symbolic link as well.
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written {
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    Ok(new)
}

/// How the names of files that are being written begin.
fn unfinished(name: &str) -> String {
    format!(".{name}.new-")
}

/// Removes what instances left that were killed while they wrote. The folder is locked, so nobody writes now.
fn sweep(folder: &Path, path: &Path) {
    let prefix = unfinished(&path.file_name().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a rename last. Not every system can, and the text is safe either way.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// The lock of a folder, which is free again when this is dropped or the process ends.
struct Lock(Option<File>);

impl Lock {
    /// Waits for the lock, but not for ever.
    fn new(folder: &Path) -> Self {
        let path = folder.join("lock");
        let regular = fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
        let mut options = OpenOptions::new();
        options.write(true).create_new(!regular);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = match options.open(&path) {
            Ok(file) => file,
            // Another instance may have made it between the two calls.
            Err(_) => match OpenOptions::new().write(true).open(&path) {
                Ok(file) if fs::symlink_metadata(&path).is_ok_and(|about| about.is_file()) => file,
                _ => return Self(None),
            },
        };
        let until = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Self(Some(file)),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(Duration::from_millis(2)),
                Err(_) => return Self(None),
            }
        }
    }

    fn is_held(&self) -> bool {
        self.0.is_some()
    }
}

#[cfg(test)]
mod tests;
