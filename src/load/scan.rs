//! Which files there are to read: a path that was given, or everything readable below a folder, in sorted order.

use std::collections::BTreeMap;
use std::fs::{FileType, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::model::problem::{Problem, Severity};

/// What a scan finds.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// A file to read and its size in bytes.
    File(PathBuf, u64),
    /// Something that keeps a file from being read.
    Problem(Problem),
}

/// Extensions of the files that are read inside folders, in lower case.
const READ: &[&str] = &["jsonl", "markdown", "md", "mdown", "mkd", "ndjson", "text", "txt"];

/// Extensions of formats that hold articles and are not read yet, and what they are called.
const NOT_YET: &[(&str, &str)] = &[
    ("atom", "Atom"),
    ("htm", "HTML"),
    ("html", "HTML"),
    ("json", "JSON"),
    ("rss", "RSS"),
    ("xhtml", "HTML"),
    ("xml", "XML"),
];

/// Hands every file at or below `path` to `visit`. A file that is named itself is always read, whatever it is called;
/// in folders hidden files and other extensions are passed over.
pub(super) fn scan(path: &Path, visit: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => folder(path, visit),
        Ok(metadata) => visit(file(path, &metadata)),
        Err(error) => visit(problem(path, Severity::Error, describe(&error))),
    }
}

fn folder(root: &Path, visit: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // Links to nowhere with an extension that would not be read are nobody's loss.
                visit(walk_problem(root, &error))?;
                continue;
            }
        };
        let extension = entry.path().extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if entry.file_type().is_dir() {
            continue;
        }
        if READ.contains(&extension.as_str()) {
            visit(match entry.metadata() {
                Ok(metadata) => file(entry.path(), &metadata),
                Err(error) => walk_problem(root, &error),
            })?;
        } else if let Some((_, format)) = NOT_YET.iter().find(|(e, _)| *e == extension) {
            *skipped.entry(format).or_default() += 1;
        }
    }
    for (format, count) in skipped {
        let files = if count == 1 { "file is" } else { "files are" };
        visit(problem(
            root,
            Severity::Note,
            format!("{count} {format} {files} passed over: the format is not read in folders"),
        ))?;
    }
    ControlFlow::Continue(())
}

/// A file, or why it cannot be one: reading a pipe would wait for somebody to write into it.
fn file(path: &Path, metadata: &Metadata) -> Found {
    match special(metadata.file_type()) {
        // What a shell hands over for `<(command)` is a pipe with its writer at work.
        Some(_) if path.starts_with("/dev/fd") || path == Path::new("/dev/stdin") => Found::File(path.to_owned(), 0),
        Some(kind) => problem(path, Severity::Error, format!("is {kind}, not a file")),
        None => Found::File(path.to_owned(), metadata.len()),
    }
}

#[cfg(unix)]
fn special(kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_char_device() || kind.is_block_device() {
        Some("a device")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn special(kind: FileType) -> Option<&'static str> {
    (!kind.is_file()).then_some("something special")
}

fn problem(path: &Path, severity: Severity, message: String) -> Found {
    Found::Problem(Problem { path: Some(path.to_owned()), line: None, severity, message })
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().unwrap_or(root);
    if error.loop_ancestor().is_some() {
        return problem(
            path,
            Severity::Note,
            "is a link back to a folder that holds it, so it is not followed".to_owned(),
        );
    }
    let is_link = path.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink());
    match error.io_error() {
        Some(error) if error.kind() == std::io::ErrorKind::NotFound && is_link => {
            problem(path, Severity::Warning, "is a link to nothing".to_owned())
        }
        Some(error) => problem(path, Severity::Error, describe(error)),
        None => problem(path, Severity::Error, error.to_string()),
    }
}

/// An error of the file system in plain words.
pub(super) fn describe(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => "cannot be opened: permission denied".to_owned(),
        ErrorKind::NotADirectory => "does not exist: a part of the path is not a folder".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// What a scan of `path` yields, as text, with paths relative to `root`.
    fn found(root: &Path, path: &Path) -> Vec<String> {
        let mut out = Vec::new();
        let short = |p: &Path| p.strip_prefix(root).unwrap_or(p).display().to_string();
        let flow = scan(path, &mut |found| {
            out.push(match found {
                Found::File(path, size) => format!("{} {size}", short(&path)),
                Found::Problem(p) => format!("{:?} {}: {}", p.severity, short(&p.path.unwrap_or_default()), p.message),
            });
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        out
    }

    fn folder_with(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for name in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
            fs::write(path, "text").expect("a file");
        }
        root
    }

    #[test]
    fn folders_are_read_in_order_and_foreign_files_are_not() {
        let root =
            folder_with(&["b.txt", "a/z.md", "a/b.JSONL", ".hidden.txt", ".git/x.txt", "photo.png", "x.html", "y.htm"]);
        assert_eq!(
            found(root.path(), root.path()),
            [
                "a/b.JSONL 4",
                "a/z.md 4",
                "b.txt 4",
                "Note : 2 HTML files are passed over: the format is not read in folders",
            ]
        );
    }

    #[test]
    fn a_named_file_is_always_read() {
        let root = folder_with(&[".hidden", "page.html"]);
        assert_eq!(found(root.path(), &root.path().join(".hidden")), [".hidden 4"]);
        assert_eq!(found(root.path(), &root.path().join("page.html")), ["page.html 4"]);
        assert_eq!(found(root.path(), &root.path().join("none.txt")), ["Error none.txt: does not exist"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_and_links_to_nothing_are_said_so() {
        let root = folder_with(&["a/b.txt"]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).expect("a link");
        std::os::unix::fs::symlink("gone", root.path().join("c.txt")).expect("a link");
        assert_eq!(
            found(root.path(), root.path()),
            [
                "a/b.txt 4",
                "Note a/loop: is a link back to a folder that holds it, so it is not followed",
                "Warning c.txt: is a link to nothing",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_and_devices_are_never_opened() {
        let root = folder_with(&["a.txt"]);
        let pipe = root.path().join("pipe.txt");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket.txt")).expect("a socket");
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(found(root.path(), &pipe), ["Error pipe.txt: is a named pipe, not a file"]);
        }
        assert_eq!(
            found(root.path(), root.path()).last().map(String::as_str),
            Some("Error socket.txt: is a socket, not a file")
        );
        assert_eq!(found(root.path(), Path::new("/dev/null")), ["Error /dev/null: is a device, not a file"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_without_permission_is_said_so() {
        use std::os::unix::fs::PermissionsExt;
        let root = folder_with(&["a/x.txt", "b.txt"]);
        let closed = root.path().join("a");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions");
        let readable = fs::read_dir(&closed).is_ok();
        let found = found(root.path(), root.path());
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("permissions");
        // The superuser may read everything.
        let first = if readable { "a/x.txt 4" } else { "Error a: cannot be opened: permission denied" };
        assert_eq!(found, [first, "b.txt 4"]);
    }
}
