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
        let of = |e: &'static crate::input::action::Entry| {
            e.keys.iter().filter_map(move |k| Some((e.context, sequence(k).ok()?, e.action)))
        };
        Self { bindings: ACTIONS.iter().flat_map(of).collect() }
    }
}

impl Keymap {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_do_not_collide() {
        let map = Keymap::default();
        let together = |a: Context, b: Context| {
            use Context::{Anywhere, Browse, Compare, Overlay, Panes};
            let reading = |c| !matches!(c, Anywhere | Overlay | Compare);
            let both = |x: Context, y: Context| {
                x == Anywhere && y != x || x == Panes && y != Overlay || x == Browse && reading(y)
            };
            a == b || both(a, b) || both(b, a)
        };
        for (i, (context, keys, action)) in map.bindings.iter().enumerate() {
            for (other, longer, second) in &map.bindings[i + 1..] {
                let clash = longer.starts_with(keys) || keys.starts_with(longer);
                assert!(!(together(*context, *other) && clash), "{action:?} and {second:?} share {keys:?}");
            }
        }
    }

    #[test]
    fn a_sequence_is_found_step_by_step() {
        let map = Keymap::default();
        let here = [Context::Text, Context::Browse, Context::Panes, Context::Anywhere];
        assert_eq!(map.find(&here, &sequence("g").unwrap()), Match::Prefix);
        assert_eq!(map.find(&here, &sequence("gg").unwrap()), Match::Action(Action::Top));
        assert_eq!(map.find(&here, &sequence("gt").unwrap()), Match::Action(Action::GoToText));
        assert_eq!(map.find(&here, &sequence("gx").unwrap()), Match::None);
        let next: Vec<_> = map.continuations(&here, &sequence("]").unwrap()).map(|(_, a)| a).collect();
        assert_eq!(next, [Action::NextEntity, Action::NextIssue, Action::NextQuotation]);
    }
}
