//! Which files there are to read: a path that was given, or everything readable below a folder, in sorted order.

use std::collections::{BTreeMap, HashSet};
use std::fs::{FileType, Metadata};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Options, formats, source};
use crate::model::problem::{Problem, Severity};

/// What a scan finds.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// A file to read and its size in bytes.
    File(PathBuf, u64),
    /// Something that keeps a file from being read.
    Problem(Problem),
}

/// Hands every file at or below `path` to `visit`. A file that is named itself is always read, whatever it is called;
/// in folders hidden files and foreign extensions are passed over. What a link inside a folder leads to is read at its
/// own place, where that is inside the folder too; links that lead out are followed only when that is asked for.
pub(super) fn scan(path: &Path, options: &Options, visit: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => folder(path, options, visit),
        Ok(metadata) => visit(file(path, &metadata)),
        Err(error) => visit(problem(path, Severity::Error, source::describe(&error))),
    }
}

/// So many links of one kind are named; the others are counted.
const NAMED: usize = 1;

fn folder(root: &Path, options: &Options, visit: &mut dyn FnMut(Found) -> ControlFlow<()>) -> ControlFlow<()> {
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let mut out = Links::default();
    let mut passed = Passed::default();
    let mut waiting = vec![root.to_owned()];
    // Every folder once, however many links lead to it.
    let mut seen: HashSet<PathBuf> = HashSet::from([canonical.clone()]);
    while let Some(folder) = waiting.pop() {
        let visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry.path());
        let mut walk = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(visible);
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    visit(walk_problem(root, &error))?;
                    continue;
                }
            };
            let path = entry.path();
            if entry.path_is_symlink() && entry.depth() > 0 {
                match out.target(path, &canonical, options.follow_links) {
                    Target::File(metadata) if is_read(path) => visit(file(path, &metadata))?,
                    Target::Folder(to) if seen.insert(to.clone()) => waiting.push(path.to_owned()),
                    Target::Nothing if is_read(path) => {
                        visit(problem(path, Severity::Warning, "is a link to nothing".to_owned()))?;
                    }
                    _ => {}
                }
                continue;
            }
            if entry.file_type().is_dir() {
                let mut is_new = || seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
                if options.follow_links && entry.depth() > 0 && !is_new() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if is_read(path) {
                visit(match entry.metadata() {
                    Ok(metadata) => file(path, &metadata),
                    Err(error) => walk_problem(root, &error),
                })?;
            } else {
                passed.note(path);
            }
        }
    }
    for note in out.notes(root).into_iter().chain(passed.note_of(root)) {
        visit(note)?;
    }
    ControlFlow::Continue(())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Whether a file in a folder is read, by its name.
fn is_read(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    formats::is_read_in_folders(&name)
}

/// Where a link leads.
enum Target {
    File(Metadata),
    Folder(PathBuf),
    Nothing,
    /// To where nothing is to be read that is not read elsewhere.
    Elsewhere,
}

/// Links that are not followed.
#[derive(Default)]
struct Links {
    /// How many lead back to a folder they stand in, and the first of them.
    back: (usize, Vec<PathBuf>),
    /// The same for those that lead out of the folder that was named.
    out: (usize, Vec<PathBuf>),
}

impl Links {
    fn target(&mut self, path: &Path, root: &Path, follow: bool) -> Target {
        let (Ok(to), Ok(metadata)) = (path.canonicalize(), path.metadata()) else { return Target::Nothing };
        let is_inside = to.starts_with(root);
        if is_inside {
            let here = path.parent().and_then(|folder| folder.canonicalize().ok()).unwrap_or_default();
            if metadata.is_dir() && here.starts_with(&to) {
                note(&mut self.back, path);
            }
            // A file under another name: the link may be what makes it readable.
            let hidden = to.strip_prefix(root).is_ok_and(|inner| inner.iter().any(|part| is_hidden(Path::new(part))));
            let needed = !metadata.is_dir() && (hidden || !is_read(&to));
            return if needed { Target::File(metadata) } else { Target::Elsewhere };
        }
        if !follow {
            if metadata.is_dir() || is_read(path) {
                note(&mut self.out, path);
            }
            return Target::Elsewhere;
        }
        if metadata.is_dir() { Target::Folder(to) } else { Target::File(metadata) }
    }

    fn notes(&self, root: &Path) -> Vec<Found> {
        let mut notes = Vec::new();
        for ((count, named), severity, one, many) in [
            (
                &self.back,
                Severity::Note,
                "is a link back to a folder that holds it, so it is not followed",
                "links back to a folder that holds them are not followed",
            ),
            (
                &self.out,
                Severity::Warning,
                "is a link that leads out of the folder, so it is not followed (--follow-links does)",
                "links that lead out of the folder are not followed (--follow-links does)",
            ),
        ] {
            notes.extend(named.iter().map(|path| problem(path, severity, one.to_owned())));
            let more = count - named.len();
            if more > 0 {
                notes.push(problem(root, severity, format!("{more} more {many}")));
            }
        }
        notes
    }
}

fn note((count, named): &mut (usize, Vec<PathBuf>), path: &Path) {
    *count += 1;
    if named.len() < NAMED {
        named.push(path.to_owned());
    }
}

/// Files of other formats, which are not worth a line each.
#[derive(Default)]
struct Passed(BTreeMap<String, usize>);

impl Passed {
    fn note(&mut self, path: &Path) {
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        if DOCUMENTS.contains(&extension.as_str()) {
            *self.0.entry(extension).or_default() += 1;
        }
    }

    fn note_of(&self, root: &Path) -> Vec<Found> {
        let say = |(extension, count): (&String, &usize)| {
            let files = if *count == 1 { "file is" } else { "files are" };
            problem(root, Severity::Note, format!("{count} .{extension} {files} passed over: {}", advice(extension)))
        };
        self.0.iter().map(say).collect()
    }
}

/// What can be done to read files of an extension.
fn advice(extension: &str) -> &'static str {
    match extension {
        "7z" | "rar" | "xz" | "txz" => "unpack to read what they hold",
        "xls" | "xlsx" | "ods" | "sqlite" | "db" | "parquet" => "export as CSV or JSON Lines to read them",
        _ => "save as web page, plain text or Markdown to read them",
    }
}

/// Extensions of formats that may hold articles and are not read.
const DOCUMENTS: &[&str] = &[
    "pdf",
    "doc",
    "docx",
    "odt",
    "rtf",
    "epub",
    "mobi",
    "azw3",
    "pages",
    "webarchive",
    "warc",
    "xls",
    "xlsx",
    "ods",
    "sqlite",
    "db",
    "parquet",
    "7z",
    "rar",
    "xz",
    "txz",
];

/// A file, or why it cannot be one: reading a pipe would wait for somebody to write into it.
fn file(path: &Path, metadata: &Metadata) -> Found {
    match special(path, metadata.file_type()) {
        Some(kind) => problem(path, Severity::Error, format!("is {kind}, not a file")),
        None => Found::File(path.to_owned(), if metadata.is_file() { metadata.len() } else { 0 }),
    }
}

/// What stands at a path, where opening it could wait without end or do something: a pipe, a socket, a device. What a
/// shell hands over for `<(command)` is a pipe with its writer at work, and is not one of them.
#[cfg(unix)]
pub(crate) fn special(path: &Path, kind: FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    if path.starts_with("/dev/fd") || path == Path::new("/dev/stdin") {
        None
    } else if kind.is_fifo() {
        Some("a named pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_char_device() || kind.is_block_device() {
        Some("a device")
    } else {
        None
    }
}

/// The same elsewhere.
#[cfg(not(unix))]
pub(crate) fn special(_: &Path, kind: FileType) -> Option<&'static str> {
    (!kind.is_file() && !kind.is_dir()).then_some("something special")
}

fn problem(path: &Path, severity: Severity, message: String) -> Found {
    Found::Problem(Problem { path: Some(path.to_owned()), line: None, severity, message })
}

fn walk_problem(root: &Path, error: &walkdir::Error) -> Found {
    let path = error.path().unwrap_or(root);
    let is_link = path.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink());
    match error.io_error() {
        Some(error) if error.kind() == std::io::ErrorKind::NotFound && is_link => {
            problem(path, Severity::Warning, "is a link to nothing".to_owned())
        }
        Some(error) => problem(path, Severity::Error, source::describe(error)),
        None => problem(path, Severity::Error, error.to_string()),
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
        let flow = scan(path, &Options::default(), &mut |found| {
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
        let root = folder_with(&[
            "b.txt",
            "a/z.md",
            "a/b.JSONL",
            ".hidden.txt",
            ".git/x.txt",
            "p.pdf",
            "all.7z",
            "photo.png",
            "x.html",
            "y.htm",
        ]);
        assert_eq!(
            found(root.path(), root.path()),
            [
                "a/b.JSONL 4",
                "a/z.md 4",
                "b.txt 4",
                "x.html 4",
                "y.htm 4",
                "Note : 1 .7z file is passed over: unpack to read what they hold",
                "Note : 1 .pdf file is passed over: save as web page, plain text or Markdown to read them",
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
                "Warning c.txt: is a link to nothing",
                "Note a/loop: is a link back to a folder that holds it, so it is not followed",
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_links_lead_to_is_read_once_and_nothing_outside_unless_asked() {
        use std::os::unix::fs::symlink;
        let root = folder_with(&["in/a.txt", "in/data", "out/b.txt", "out/sub/c.txt"]);
        let inside = root.path().join("in");
        symlink("a.txt", inside.join("again.txt")).expect("a link");
        symlink("data", inside.join("named.txt")).expect("a link");
        symlink("..", inside.join("up")).expect("a link");
        symlink("../out/sub", inside.join("z1")).expect("a link");
        symlink("../out", inside.join("z2")).expect("a link");
        assert_eq!(
            found(&inside, &inside),
            [
                "a.txt 4",
                "named.txt 4",
                "Warning up: is a link that leads out of the folder, so it is not followed (--follow-links does)",
                "Warning : 2 more links that lead out of the folder are not followed (--follow-links does)",
            ]
        );
        let mut all = Vec::new();
        let options = Options { follow_links: true, ..Options::default() };
        let flow = scan(&inside, &options, &mut |found| {
            if let Found::File(path, _) = found {
                all.push(path.file_name().expect("a name").to_string_lossy().into_owned());
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        all.sort();
        assert_eq!(all, ["a.txt", "b.txt", "c.txt", "named.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_mesh_of_links_is_read_once() {
        let root = folder_with(&["only.txt"]);
        for i in 0..8 {
            fs::create_dir(root.path().join(format!("d{i}"))).expect("a folder");
        }
        for (i, j) in (0..8).flat_map(|i| (0..8).map(move |j| (i, j))) {
            let link = root.path().join(format!("d{i}/l{j}"));
            std::os::unix::fs::symlink(format!("../d{j}"), link).expect("a link");
        }
        let files: Vec<_> = found(root.path(), root.path()).into_iter().filter(|f| f.ends_with(" 4")).collect();
        assert_eq!(files, ["only.txt 4"]);
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
