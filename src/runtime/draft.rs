//! A text in a file of its own while another program changes it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What is written by hand is shorter, in bytes.
const LARGEST: u64 = 1 << 20;
/// How many names are tried: as many files could be left of programs that were killed.
const NAMES: u32 = 100;

/// The file, which the user alone can read.
pub struct Draft {
    path: PathBuf,
    lines: usize,
}

impl Draft {
    /// Writes a text to a new file in the system's folder for such.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn new(text: &str) -> io::Result<Self> {
        Self::within(&std::env::temp_dir(), text)
    }

    fn within(folder: &Path, text: &str) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        // Fails for whatever is there already, a symbolic link as well.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut number = 0;
        let (path, mut file) = loop {
            let path = folder.join(format!("parallax-note-{}-{number}.md", std::process::id()));
            match options.open(&path) {
                Ok(file) => break (path, file),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < NAMES => number += 1,
                Err(error) => return Err(error),
            }
        };
        // Editors end a file with a line end, and ask for one.
        let end = if text.is_empty() { "" } else { "\n" };
        let written = file.write_all(text.as_bytes()).and_then(|()| file.write_all(end.as_bytes()));
        let draft = Self { path, lines: text.lines().count().max(1) };
        match written {
            Ok(()) => Ok(draft),
            Err(error) => {
                let _ = fs::remove_file(&draft.path);
                Err(error)
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of its last line, from 1.
    pub fn last_line(&self) -> usize {
        self.lines
    }

    /// The text as it is now. The file goes away, unless it cannot be read: the error is a sentence that says where it is.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is longer than anything that is written by hand.
    pub fn finish(self) -> Result<String, String> {
        let place = self.path.display();
        let mut bytes = Vec::new();
        let read = File::open(&self.path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        if let Err(error) = read {
            return Err(format!("the text could not be read from {place}: {error}"));
        }
        if bytes.len() as u64 > LARGEST {
            return Err(format!("the text is longer than a megabyte and was left in {place}"));
        }
        // It was read: one that cannot be removed harms nobody.
        let _ = fs::remove_file(&self.path);
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_wrote_comes_back_and_the_file_goes() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::within(folder.path(), "one\ntwo").unwrap();
        assert_eq!((fs::read_to_string(draft.path()).unwrap().as_str(), draft.last_line()), ("one\ntwo\n", 2));
        fs::write(draft.path(), b"three \xff").unwrap();
        assert_eq!(draft.finish().unwrap(), "three \u{fffd}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_cannot_be_taken_is_left_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft::within(folder.path(), "one").unwrap();
        let path = draft.path().to_owned();
        fs::write(&path, "x".repeat(LARGEST as usize + 1)).unwrap();
        assert!(draft.finish().unwrap_err().contains(path.to_str().unwrap()));
        assert!(path.is_file());
        let draft = Draft::within(folder.path(), "one").unwrap();
        assert_ne!(draft.path(), path, "a name that is taken is not used");
        fs::remove_file(draft.path()).unwrap();
        assert!(draft.finish().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it_and_links_are_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let victim = folder.path().join("victim");
        fs::write(&victim, "precious").unwrap();
        symlink(&victim, folder.path().join(format!("parallax-note-{}-0.md", std::process::id()))).unwrap();
        let draft = Draft::within(folder.path(), "one").unwrap();
        assert_eq!(fs::metadata(draft.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    }
}
