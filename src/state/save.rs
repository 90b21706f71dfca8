//! Writing a file that somebody named, without harm to what is there.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file is not written.
#[derive(Debug)]
pub enum Refused {
    /// There is a file of that name, and nobody said that it may be replaced.
    Exists(PathBuf),
    /// It is an article, which is never replaced.
    Article(PathBuf),
    /// It is a symbolic link, a folder or a device.
    NoFile(PathBuf),
    /// The system refuses.
    System(PathBuf, io::Error),
}

impl fmt::Display for Refused {
    /// A path is shown as it is: clean it at the edge.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => write!(f, "{} is there already", path.display()),
            Self::Article(path) => write!(f, "{} is an article; articles are never replaced", path.display()),
            Self::NoFile(path) => {
                write!(f, "{} is no regular file; links, folders and devices are not written to", path.display())
            }
            Self::System(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Refused {}

/// Whether a file may be written: not when it is there unless it may be replaced, never when it is an article, a link, a
/// folder or a device.
///
/// # Errors
///
/// Why not.
pub fn allowed<'p>(path: &Path, replace: bool, articles: impl IntoIterator<Item = &'p Path>) -> Result<(), Refused> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound && path.file_name().is_some() => return Ok(()),
        Err(error) => return Err(Refused::System(path.to_owned(), error)),
    };
    if !kind.is_file() {
        return Err(Refused::NoFile(path.to_owned()));
    }
    if articles.into_iter().any(|article| is_same(path, article)) {
        return Err(Refused::Article(path.to_owned()));
    }
    if replace { Ok(()) } else { Err(Refused::Exists(path.to_owned())) }
}

/// Whether two paths lead to one file, whatever they are called.
#[cfg(unix)]
fn is_same(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |path: &Path| fs::metadata(path).ok().map(|m| (m.dev(), m.ino()));
    id(one).is_some_and(|one| id(other) == Some(one))
}

/// Whether two paths lead to one file, whatever they are called.
#[cfg(not(unix))]
fn is_same(one: &Path, other: &Path) -> bool {
    let id = |path: &Path| fs::canonicalize(path).ok();
    id(one).is_some_and(|one| id(other) == Some(one))
}

/// Writes a file if it is [`allowed`]. It is there as a whole or not at all: it is written under another name in the same
/// folder, brought to the disk and given its name.
///
/// # Errors
///
/// Why it was not written.
pub fn save<'p>(
    path: &Path,
    bytes: &[u8],
    replace: bool,
    articles: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Refused> {
    allowed(path, replace, articles)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
    let refused = |error| Refused::System(path.to_owned(), error);
    let written = write(&beside, bytes).and_then(|()| place(&beside, path, replace));
    if written.is_err() {
        // What is left of it is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&beside);
    }
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Refused::Exists(path.to_owned())),
        other => other.map_err(refused),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives a file its name. One that came up in the meantime is not replaced unless that was said.
fn place(beside: &Path, path: &Path, replace: bool) -> io::Result<()> {
    if replace {
        return fs::rename(beside, path);
    }
    match fs::hard_link(beside, path) {
        Ok(()) => fs::remove_file(beside),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Not every file system has links.
        Err(_) => fs::rename(beside, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> std::iter::Empty<&'static Path> {
        std::iter::empty()
    }

    #[test]
    fn a_file_is_replaced_only_when_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        save(&path, b"one", false, none()).unwrap();
        assert!(matches!(save(&path, b"two", false, none()), Err(Refused::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        save(&path, b"two", true, none()).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn an_article_is_never_replaced_whatever_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("a.txt");
        fs::write(&article, "text").unwrap();
        let again = folder.path().join("b.html");
        fs::hard_link(&article, &again).unwrap();
        for path in [article.clone(), folder.path().join("./a.txt"), again] {
            for replace in [false, true] {
                let refused = save(&path, b"x", replace, [article.as_path()]);
                assert!(matches!(refused, Err(Refused::Article(_))), "{path:?} {refused:?}");
            }
        }
        assert_eq!(fs::read(&article).unwrap(), b"text");
    }

    #[test]
    fn nothing_is_written_into_a_folder_or_a_place_that_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(save(folder.path(), b"x", true, none()), Err(Refused::NoFile(_))));
        assert!(matches!(save(&folder.path().join("no/a.html"), b"x", true, none()), Err(Refused::System(..))));
        assert!(save(Path::new(""), b"x", true, none()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let [target, link, dangling] = ["target", "link", "dangling"].map(|name| folder.path().join(name));
        fs::write(&target, "text").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        std::os::unix::fs::symlink(folder.path().join("nowhere"), &dangling).unwrap();
        for path in [&link, &dangling] {
            assert!(matches!(save(path, b"x", true, none()), Err(Refused::NoFile(_))));
        }
        assert_eq!(fs::read(&target).unwrap(), b"text");
        assert!(!folder.path().join("nowhere").exists());
    }
}
