//! The README says what the program does.

use parallax::input::keymap::Keymap;
use parallax::input::reference;

const README: &str = include_str!("../README.md");

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    let expected = reference::markdown(&Keymap::default());
    let begin = "<!-- keys: made from the table of actions -->\n";
    let (_, rest) = README.split_once(begin).expect("the README marks where the keys begin");
    let (found, _) = rest.split_once("<!-- end of keys -->").expect("and where they end");
    assert_eq!(found.trim(), expected.trim(), "put this into the README:\n{expected}");
}

#[test]
fn it_opens_with_the_two_commands() {
    let head: String = README.lines().take(40).collect::<Vec<_>>().join("\n");
    assert!(head.contains("cargo run --release") && head.contains("cargo test") && head.contains("docs/screen.svg"));
}

#[test]
fn its_table_of_formats_is_that_of_the_program() {
    for format in parallax::load::FORMATS {
        for extension in format.extensions {
            let named = format!(".{extension}");
            let rows = README.lines().filter(|line| line.starts_with('|') && line.matches('|').count() >= 4);
            let is_named = rows.flat_map(|row| row.split([' ', ','])).any(|word| word == named);
            assert!(is_named, "the README's table of formats lacks {named} ({})", format.name);
        }
    }
}
