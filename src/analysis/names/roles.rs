//! Offices and affiliations of people, as the text states them before or behind a name.

use std::ops::Range;

use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::spelling::Form;
use crate::language::vocabulary::TITLE;

/// The longest apposition that is taken for a role, in words.
const LONGEST: usize = 24;

/// The roles that the text gives the person at `name`.
pub(in crate::analysis) fn of(words: &Words<'_>, name: &Name) -> Vec<String> {
    let mut roles = Vec::new();
    if let Some(title) = &name.title {
        let text = words.span(title).of(words.text);
        if !is_form_of_address(text) {
            roles.push(one_line(text));
        }
    }
    if let Some(range) = apposition(words, name.words.end) {
        roles.push(one_line(words.span(&range).of(words.text)));
    }
    roles
}

/// Whether a title says nothing about an office.
pub(in crate::analysis) fn is_form_of_address(title: &str) -> bool {
    matches!(
        title.trim_end_matches('.'),
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Sir"
            | "Dame"
            | "Lady"
            | "Madam"
            | "Dr"
            | "former"
            | "Don"
            | "Herr"
            | "Monsieur"
    )
}

/// The words between the comma at `at` and the end of what it sets off, where they state an office.
fn apposition(words: &Words<'_>, at: usize) -> Option<Range<usize>> {
    if words.text_of(at) != "," {
        return None;
    }
    let start = at + 1;
    let first = words.get(start)?;
    let article = matches!(words.text_of(start), "a" | "an" | "the");
    if !article && (!first.is(TITLE) || first.form != Form::Lower) && !matches!(words.text_of(start), "head" | "former")
    {
        return None;
    }
    let line = words.lines.get(words.lines.partition_point(|l| l.words.end <= at))?;
    let stop = line.words.end.min(start + LONGEST);
    let mut named = false;
    let mut end = start;
    while end < stop {
        let word = words.get(end)?;
        let text = words.text_of(end);
        match text {
            "," => {
                // `, a professor at the Center for American Studies, Fudan University,` goes on with a name.
                let goes_on = words.get(end + 1).is_some_and(|w| w.is_capital() && !w.is(TITLE));
                let closes = (end + 2..(end + 8).min(stop)).find(|i| matches!(words.text_of(*i), "," | "."));
                let all_names = |to: usize| {
                    (end + 1..to).all(|i| words.get(i).is_some_and(|w| w.is_capital() || words.text_of(i) == "of"))
                };
                match closes.filter(|to| goes_on && all_names(*to)) {
                    Some(to) => end = to,
                    None => break,
                }
                continue;
            }
            "." | ";" | ":" | "(" | "—" | "–" | "who" | "which" | "told" | "said" | "says" => break,
            _ if matches!(word.form, Form::Quote) => break,
            _ => {}
        }
        named |= word.is(TITLE) || matches!(text, "head" | "member" | "fellow" | "dean" | "chief");
        end += 1;
    }
    (named && end > start && end < line.words.end && end < stop).then_some(start..end)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
