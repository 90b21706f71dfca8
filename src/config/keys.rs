//! `[keys]`: sequences of keys in place of the default ones, by the names of actions.

use toml::Spanned;
use toml::de::DeValue;

use crate::config::section::Section;
use crate::input::action::{ACTIONS, Action};
use crate::input::key::{Code, Key, sequence, show};
use crate::input::keymap::{Keymap, clash};

/// What the value of an action must be.
const EXPECTED: &str = "a list of keys such as [\"j\", \"Ctrl-n\", \"g g\"]; [] for none";

/// A sequence that the file binds.
struct Binding<'t> {
    keys: Vec<Key>,
    action: Action,
    value: &'t Spanned<DeValue<'t>>,
}

/// Reads the section and checks that every sequence can be typed.
pub(super) fn read(section: &mut Section<'_>) -> Keymap {
    section.listed("parallax --print-keys lists the actions");
    let mut bound = Vec::new();
    let mut overrides: Vec<(Action, Vec<Vec<Key>>)> = Vec::new();
    for entry in ACTIONS {
        let Some(value) = section.value(entry.name) else { continue };
        let DeValue::Array(list) = value.get_ref() else {
            section.wrong_type(entry.name, value, EXPECTED);
            continue;
        };
        let before = bound.len();
        for value in list {
            let DeValue::String(text) = value.get_ref() else {
                section.wrong_type(entry.name, value, EXPECTED);
                continue;
            };
            match sequence(text) {
                Err(error) => section.mistaken(value, error.problem(), error.help().to_owned()),
                Ok(keys) => bound.push(Binding { keys, action: entry.action, value }),
            }
        }
        overrides.push((entry.action, bound[before..].iter().map(|b| b.keys.clone()).collect()));
    }
    let overridden = |action| overrides.iter().any(|(a, _)| *a == action);
    let defaults = Keymap::default();
    let kept: Vec<_> = defaults.bindings().filter(|(_, action)| !overridden(*action)).collect();
    for (i, binding) in bound.iter().enumerate() {
        if let Some((message, help)) = unreachable(&binding.keys, binding.action) {
            section.mistaken(binding.value, message, help.to_owned());
            continue;
        }
        let this = (binding.keys.as_slice(), binding.action);
        let mut others = bound[..i].iter().map(|b| (b.keys.as_slice(), b.action)).chain(kept.iter().copied());
        if let Some(other) = others.find(|other| clash(this, *other)) {
            let (message, help) = explain(this, other);
            section.mistaken(binding.value, message, help);
        }
    }
    Keymap::new(&overrides)
}

/// Why a sequence can never be typed, whatever else is bound; `None` if it can.
fn unreachable(keys: &[Key], action: Action) -> Option<(String, &'static str)> {
    let shown = show(keys);
    let is = |key: &Key, code| key.code == code;
    if action != Action::Quit && keys.first().is_some_and(|k| k.ctrl && is(k, Code::Char('c'))) {
        return Some((format!("`{shown}` cannot be bound"), "Ctrl-c always quits"));
    }
    if keys.first().and_then(|k| k.typed()).is_some_and(|c| ('1'..='9').contains(&c)) {
        return Some((format!("`{shown}` begins with a digit"), "digits are counts in front of a key"));
    }
    if keys.iter().skip(1).any(|k| is(k, Code::Esc) || k.ctrl && is(k, Code::Char('c'))) {
        return Some((format!("`{shown}` can never be typed"), "Esc and Ctrl-c end a sequence"));
    }
    None
}

/// What is wrong with two sequences that clash, said at the first of them.
fn explain(this: (&[Key], Action), other: (&[Key], Action)) -> (String, String) {
    let (keys, others, name) = (show(this.0), show(other.0), other.1.entry().name);
    if this.0 != other.0 {
        let message = if this.0.len() < other.0.len() {
            format!("`{keys}` hides `{others}`, which is bound to {name}")
        } else {
            format!("`{keys}` begins with `{others}`, which is bound to {name}")
        };
        return (message, "no sequence may be the beginning of another".to_owned());
    }
    if this.1 == other.1 {
        return (format!("`{keys}` stands here twice"), "leave one of them out".to_owned());
    }
    let help = format!("bind another key to one of them, or set `{name} = []`");
    (format!("`{keys}` is bound to {name} already"), help)
}

#[cfg(test)]
mod tests {
    use crate::config::schema::parse;
    use crate::input::action::{Action, Context};
    use crate::input::key::sequence;
    use crate::input::keymap::Match;

    #[track_caller]
    fn check(keys: &str, mistakes: &[&str]) {
        let found = parse(&format!("[keys]\n{keys}")).err().unwrap_or_default();
        let found: Vec<_> = found.iter().map(|m| format!("{}; {}", m.message, m.help)).collect();
        assert_eq!(found, mistakes, "{keys}");
    }

    #[test]
    fn sequences_can_be_bound_and_taken_away() {
        let config = parse("[keys]\ndown = ['Ctrl-n', 'é']\nclose = []\nread = ['Enter', 'gr']\n").unwrap();
        let find = |keys| config.keymap.find(&[Context::List, Context::Anywhere], &sequence(keys).unwrap());
        assert_eq!(find("é"), Match::Action(Action::Down));
        assert_eq!(find("gr"), Match::Action(Action::Read));
        assert_eq!(find("j"), Match::None);
        assert_eq!(find("q"), Match::None);
        assert_eq!(find("gg"), Match::Action(Action::Top));
    }

    #[test]
    fn keys_that_others_have_are_mistakes() {
        check(
            "board = ['n']",
            &["`n` is bound to next-hit already; bind another key to one of them, or set `next-hit = []`"],
        );
        check("board = ['n']\nnext-hit = []", &[]);
        check("down = ['e e', 'ee']", &["`ee` stands here twice; leave one of them out"]);
        check("board = ['g']", &["`g` hides `gg`, which is bound to top; no sequence may be the beginning of another"]);
        check(
            "board = ['wx']",
            &["`wx` begins with `w`, which is bound to why; no sequence may be the beginning of another"],
        );
        // The list and the side panel never have the focus together.
        check("read = ['I']\ngo-to-first-mention = ['I']", &[]);
        check("swap-sides = ['B']", &[]);
    }

    #[test]
    fn keys_that_cannot_be_typed_are_mistakes() {
        check("board = ['Ctrl-c']", &["`Ctrl-c` cannot be bound; Ctrl-c always quits"]);
        check("quit = ['Ctrl-c']", &[]);
        check("board = ['3x']", &["`3x` begins with a digit; digits are counts in front of a key"]);
        check("board = ['x Esc']", &["`x Esc` can never be typed; Esc and Ctrl-c end a sequence"]);
    }

    #[test]
    fn what_is_no_key_or_no_action_is_named() {
        check("dwon = ['x']", &["unknown setting `keys.dwon`; did you mean `down`?"]);
        check("fly = ['x']", &["unknown setting `keys.fly`; parallax --print-keys lists the actions"]);
        check(
            "down = ['hyper-x']",
            &[
                "“hyper-x” is no key; write a character, a name such as Enter or F1, with Ctrl-, Alt- or Shift- in front",
            ],
        );
        check(
            "down = ['']",
            &["“” is no key; write a character, a name such as Enter or F1, with Ctrl-, Alt- or Shift- in front"],
        );
        check(
            "down = 'j'",
            &[
                "`down` cannot be a value of type string; must be a list of keys such as [\"j\", \"Ctrl-n\", \"g g\"]; [] for none",
            ],
        );
    }
}
