//! Which keys do what in which context.

use crate::input::action::{ACTIONS, Action, Context};
use crate::input::key::{Key, sequence};

/// What a sequence of keys means so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is this action.
    Action(Action),
    /// It is the beginning of at least one.
    Prefix,
    /// It is nothing.
    None,
}

/// All bindings. A sequence is looked up among the given contexts, the first that knows it wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Context, Vec<Key>, Action)>,
}

impl Default for Keymap {
    /// The bindings of the table of actions.
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Keymap {
    /// The bindings of the table of actions, but those of the given actions as they are given. Nothing is checked:
    /// sequences that [`clash`] make one of their actions unreachable.
    pub fn new(overrides: &[(Action, Vec<Vec<Key>>)]) -> Self {
        let mut bindings = Vec::new();
        for entry in ACTIONS {
            let sequences = match overrides.iter().find(|(action, _)| *action == entry.action) {
                Some((_, sequences)) => sequences.clone(),
                None => entry.keys.iter().filter_map(|keys| sequence(keys).ok()).collect(),
            };
            bindings.extend(sequences.into_iter().map(|keys| (entry.context, keys, entry.action)));
        }
        Self { bindings }
    }

    /// Every binding, in the order of the table of actions.
    pub fn bindings(&self) -> impl Iterator<Item = (&[Key], Action)> {
        self.bindings.iter().map(|(_, keys, action)| (keys.as_slice(), *action))
    }

    /// What `keys` mean in `contexts`, the most specific context first.
    pub fn find(&self, contexts: &[Context], keys: &[Key]) -> Match {
        for context in contexts {
            let mut prefix = false;
            for (_, bound, action) in self.bindings.iter().filter(|(c, ..)| c == context) {
                if bound == keys {
                    return Match::Action(*action);
                }
                prefix |= bound.starts_with(keys);
            }
            if prefix {
                return Match::Prefix;
            }
        }
        Match::None
    }

    /// The sequences that lead to `action`.
    pub fn keys_of(&self, action: Action) -> impl Iterator<Item = &[Key]> {
        self.bindings.iter().filter(move |(_, _, a)| *a == action).map(|(_, keys, _)| keys.as_slice())
    }

    /// What can follow `keys` in `contexts`: the rest of each sequence with its action.
    pub fn continuations<'a>(
        &'a self,
        contexts: &'a [Context],
        keys: &'a [Key],
    ) -> impl Iterator<Item = (&'a [Key], Action)> {
        self.bindings
            .iter()
            .filter(move |(c, bound, _)| contexts.contains(c) && bound.len() > keys.len() && bound.starts_with(keys))
            .map(move |(_, bound, action)| (&bound[keys.len()..], *action))
    }
}

/// Whether one of two sequences could never be typed because the other is the same or its beginning, somewhere where
/// both mean something.
pub fn clash(a: (&[Key], Action), b: (&[Key], Action)) -> bool {
    let together = a.1.entry().context.meets(b.1.entry().context);
    together && (a.0.starts_with(b.0) || b.0.starts_with(a.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_do_not_collide() {
        let map = Keymap::default();
        let bindings: Vec<_> = map.bindings().collect();
        for (i, one) in bindings.iter().enumerate() {
            for other in &bindings[i + 1..] {
                assert!(!clash(*one, *other), "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn keys_that_are_set_take_the_place_of_the_defaults() {
        let map = Keymap::new(&[(Action::Down, vec![sequence("Alt-j").unwrap()]), (Action::Close, Vec::new())]);
        let anywhere = [Context::Anywhere];
        assert_eq!(map.find(&anywhere, &sequence("Alt-j").unwrap()), Match::Action(Action::Down));
        assert_eq!(map.find(&anywhere, &sequence("j").unwrap()), Match::None);
        assert_eq!(map.find(&anywhere, &sequence("q").unwrap()), Match::None);
        assert_eq!(map.find(&anywhere, &sequence("k").unwrap()), Match::Action(Action::Up));
    }

    #[test]
    fn sequences_clash_where_both_mean_something() {
        #[track_caller]
        fn check(a: &str, one: Action, b: &str, other: Action, expected: bool) {
            let (a, b) = (sequence(a).unwrap(), sequence(b).unwrap());
            assert_eq!(clash((&a, one), (&b, other)), expected, "{a:?} {b:?}");
            assert_eq!(clash((&b, other), (&a, one)), expected, "{b:?} {a:?}");
        }
        check("x", Action::Down, "x", Action::Board, true);
        check("x", Action::Down, "xy", Action::Choose, true);
        check("xy", Action::Board, "xz", Action::Why, false);
        check("x", Action::Read, "x", Action::GoToFirstMention, false);
        check("x", Action::Board, "x", Action::SwapSides, false);
        check("x", Action::NextPane, "x", Action::SwapSides, true);
        check("x", Action::NextPane, "x", Action::Choose, false);
    }

    #[test]
    fn a_sequence_is_found_step_by_step() {
        let map = Keymap::default();
        let here = [Context::Text, Context::Browse, Context::Panes, Context::Anywhere];
        assert_eq!(map.find(&here, &sequence("g").unwrap()), Match::Prefix);
        assert_eq!(map.find(&here, &sequence("gg").unwrap()), Match::Action(Action::Top));
        assert_eq!(map.find(&here, &sequence("gt").unwrap()), Match::Action(Action::GoToText));
        assert_eq!(map.find(&here, &sequence("gX").unwrap()), Match::None);
        let next: Vec<_> = map.continuations(&here, &sequence("]").unwrap()).map(|(_, a)| a).collect();
        assert_eq!(next, [Action::NextEntity, Action::NextIssue, Action::NextQuotation, Action::NextInStory]);
    }
}
