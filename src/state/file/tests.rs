//! Files under difficulties, in a folder of the test's own.

use std::sync::Barrier;

use super::*;

/// A set of numbers: `version = 1` and a number a line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Numbers(Vec<u32>);

impl Record for Numbers {
    fn parse(text: &str) -> Result<Self, Fault> {
        let mut lines = text.lines();
        match lines.next() {
            Some("version = 1") => {}
            Some("version = 2") => return Err(Fault::Newer(2)),
            _ => return Err(Fault::Damaged("line 1: no version".into())),
        }
        let number =
            |(i, line): (usize, &str)| line.parse().map_err(|_| Fault::Damaged(format!("line {}: no number", i + 2)));
        lines.enumerate().map(number).collect::<Result<_, _>>().map(Self)
    }

    fn print(&self) -> String {
        let lines = self.0.iter().map(|n| format!("{n}\n"));
        std::iter::once("version = 1\n".to_owned()).chain(lines).collect()
    }
}

fn with(number: u32) -> impl FnMut(Option<Numbers>) -> Numbers {
    move |present| {
        let mut numbers = present.unwrap_or_default();
        if !numbers.0.contains(&number) {
            numbers.0.push(number);
        }
        numbers
    }
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(name).collect();
    names.sort();
    names
}

#[test]
fn what_is_written_is_read_and_only_the_user_reads_it() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a/b/numbers");
    assert!(read::<Numbers>(&path).unwrap().is_none());
    for number in [3, 5, 3] {
        update(&path, with(number)).unwrap();
    }
    assert_eq!(read(&path).unwrap(), Some(Numbers(vec![3, 5])));
    assert_eq!(names(path.parent().unwrap()), ["lock", "numbers"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_its_text_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    for (i, text) in ["version = 1\nseven\n", "", "version = 1\n\u{0}\u{0}"].into_iter().enumerate() {
        fs::write(&path, text).unwrap();
        assert!(matches!(read::<Numbers>(&path), Err(Trouble::Damaged(..))), "{text:?}");
        let (_, aside) = update(&path, with(1)).unwrap();
        let aside = aside.unwrap();
        assert_eq!(aside.aside, folder.path().join(format!("numbers.damaged-{}", i + 1)));
        assert_eq!(fs::read_to_string(aside.aside).unwrap(), text);
        assert_eq!(read(&path).unwrap(), Some(Numbers(vec![1])));
    }
    assert_eq!(set_aside_damaged::<Numbers>(&path), None, "it is sound now");
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    fs::write(&path, "version = 2\nnot for us\n").unwrap();
    let trouble = update(&path, with(1)).unwrap_err();
    assert!(trouble.to_string().ends_with("a newer Parallax wrote it (format 2); it is left alone"), "{trouble}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "version = 2\nnot for us\n");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, target) = (folder.path().join("numbers"), folder.path().join("target"));
    fs::write(&target, "version = 1\n9\n").unwrap();
    std::os::unix::fs::symlink(&target, &path).unwrap();
    assert!(matches!(read::<Numbers>(&path), Err(Trouble::NoFile(_))));
    assert!(matches!(update(&path, with(1)), Err(Trouble::NoFile(_))));
    assert_eq!(fs::read_to_string(&target).unwrap(), "version = 1\n9\n");
    // Nor is a lock that leads elsewhere.
    fs::remove_file(&path).unwrap();
    fs::remove_file(folder.path().join("lock")).unwrap();
    std::os::unix::fs::symlink(&target, folder.path().join("lock")).unwrap();
    update(&path, with(1)).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "version = 1\n9\n");
}

#[test]
fn what_a_killed_instance_left_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    fs::write(folder.path().join(".numbers.new-77-1"), "version = 1\n4").unwrap();
    fs::write(folder.path().join(".others.new-77-1"), "").unwrap();
    update(&path, with(1)).unwrap();
    assert_eq!(names(folder.path()), [".others.new-77-1", "lock", "numbers"]);
}

#[test]
fn of_many_writers_at_once_none_loses() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("numbers");
    let start = Barrier::new(8);
    thread::scope(|scope| {
        for writer in 0..8 {
            let (path, start) = (&path, &start);
            scope.spawn(move || {
                start.wait();
                for i in 0..5 {
                    update(path, with(writer * 100 + i)).unwrap();
                }
            });
        }
    });
    assert_eq!(read::<Numbers>(&path).unwrap().unwrap().0.len(), 40);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let trouble = update(&folder.path().join("file/numbers"), with(1)).unwrap_err();
    assert!(matches!(trouble, Trouble::Refused(..)), "{trouble}");
}
