//! Configurations that are right, and those that are wrong with everything that is printed about them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use parallax::app::App;
use parallax::app::message::{Effect, Message};
use parallax::app::settings::Settings;
use parallax::config::{self, Choice};
use parallax::input::key::sequence;

/// The files of a folder below `tests/configs`, by name. Paths are relative, as a user would give them.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/configs").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn right_ones_are_read_and_printed_so_that_they_read_the_same() {
    for path in files("valid") {
        let (config, from) = config::load(&Choice::File(path.clone())).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(from.as_ref(), Some(&path));
        let printed = config.to_toml();
        let again = config::schema::parse(&printed).unwrap_or_else(|error| panic!("{path:?}: {error:?}"));
        assert_eq!(again.to_toml(), printed, "{path:?}");
        assert_eq!(
            (again.theme, again.keymap, again.filters),
            (config.theme, config.keymap, config.filters),
            "{path:?}"
        );
    }
}

#[test]
fn wrong_ones_are_explained() {
    for path in files("invalid") {
        let Err(error) = config::load(&Choice::File(path.clone())) else { panic!("{path:?} is taken as right") };
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::with_settings!({ snapshot_path => "configs/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, error.to_string());
        });
    }
}

#[test]
fn the_reader_can_be_left_without_its_keys() {
    let (config, _) = config::load(&Choice::File("tests/configs/valid/keys.toml".into())).unwrap();
    let mut app = App::new(Settings { keymap: config.keymap, ..Settings::default() }, 80, 24);
    let mut press = |keys: &str| {
        let keys = sequence(keys).unwrap();
        keys.into_iter().flat_map(|key| app.update(Message::Key(key))).any(|effect| matches!(effect, Effect::Quit))
    };
    assert!(!press("q"));
    assert!(press("Ctrl-c"));
}
