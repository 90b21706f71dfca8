//! What the word under the cursor of a query could become.

use std::cmp::Reverse;

use crate::query::ast::{Field, Key, State};
use crate::query::lexer::{self, Kind, Quoted, Term, tokens};
use crate::query::names::Pattern;
use crate::text::fold::fold;
use crate::text::span::Span;

/// How many completions are offered at most.
const MAX: usize = 20;

/// Where names are had from.
pub type Offered<'a, 'n> = dyn Fn(Field, &Pattern, &mut dyn FnMut(&'n str, usize, bool)) + 'a;

/// One way to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in bytes of the query.
    pub span: Span,
    /// What to put there.
    pub text: String,
    /// What it is, in few words: what a field asks for, or how many articles a name has.
    pub note: String,
}

/// What the word in front of `cursor`, a byte offset, could become, the best first: the names of fields, states, and
/// the names that articles have in a field. Those that begin as typed come before those with a later word that does,
/// then those of more articles.
///
/// `offered` hands the names in a field that fit a pattern to its last argument, each with the number of its articles and
/// whether the pattern stands at its beginning.
pub fn complete(query: &str, cursor: usize, offered: &Offered<'_, '_>) -> Vec<Completion> {
    let cursor = (0..=cursor.min(query.len())).rev().find(|at| query.is_char_boundary(*at)).unwrap_or(0);
    let Some(in_front) = query.get(..cursor) else { return Vec::new() };
    let typed = tokens(in_front).into_iter().next_back().filter(|token| token.span.to() == cursor);
    let Some(typed) = typed else { return keys("", Span::new(cursor, cursor)) };
    let term = match typed.kind {
        Kind::Term(term) => term,
        // `NOT` may become a longer word, but hardly one that is offered.
        Kind::Open | Kind::Not => return keys("", Span::new(cursor, cursor)),
        Kind::Close | Kind::And | Kind::Or => return Vec::new(),
    };
    let words = term.value.of(query);
    // The rest of the word behind the cursor goes too. A quotation mark that is not closed would take all behind it.
    let whole = tokens(query).into_iter().find(|token| token.span.start == typed.span.start);
    let whole_term = whole.as_ref().and_then(|token| match token.kind {
        Kind::Term(term) if term.quoted != Quoted::Unclosed => Some((token.span, term)),
        _ => None,
    });
    let end = whole_term.map_or(cursor, |(span, _)| span.to());
    match term.name {
        None if term.quoted == Quoted::No => {
            let end = match whole_term {
                // The colon is there already, and what follows it stays.
                Some((span, Term { name: Some(name), .. })) => {
                    let colon = query.get(name.to()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                    (name.to() + colon).min(span.to())
                }
                _ => end,
            };
            keys(words, Span::new(typed.span.from(), end))
        }
        None => Vec::new(),
        // Behind a closed phrase there is nothing to complete.
        Some(_) if term.quoted == Quoted::Yes => Vec::new(),
        Some(name) => {
            let name = fold(name.of(query));
            let key = Key::ALL.into_iter().map(|(key, _)| key).find(|key| key.name() == name.text());
            match key {
                Some(Key::Field(field)) => names(field, words, term, Span::new(typed.span.from(), end), offered),
                Some(Key::Is) => states(words, Span::new(typed.span.from(), end)),
                Some(Key::After | Key::Before) | None => Vec::new(),
            }
        }
    }
}

fn keys(typed: &str, span: Span) -> Vec<Completion> {
    let typed = fold(typed);
    let begun = Key::ALL.into_iter().filter(|(key, _)| key.name().starts_with(typed.text()));
    begun.map(|(key, note)| Completion { span, text: format!("{}:", key.name()), note: note.to_owned() }).collect()
}

fn states(typed: &str, span: Span) -> Vec<Completion> {
    let typed = fold(typed);
    let begun = State::ALL.into_iter().filter(|state| state.name().starts_with(typed.text()));
    begun.map(|s| Completion { span, text: format!("is:{}", s.name()), note: String::new() }).collect()
}

fn names<'n>(field: Field, typed: &str, term: Term, span: Span, offered: &Offered<'_, 'n>) -> Vec<Completion> {
    let pattern = Pattern::begun(typed);
    // The best so far, in order; most of many thousand names are worse than the last of them.
    let mut best: Vec<(Reverse<(bool, usize)>, &'n str)> = Vec::with_capacity(MAX + 1);
    offered(field, &pattern, &mut |name, articles, leads| {
        let offer = (Reverse((leads, articles)), name);
        if best.len() < MAX || best.last().is_some_and(|last| offer < *last) {
            best.insert(best.partition_point(|other| *other < offer), offer);
            best.truncate(MAX);
        }
    });
    let equals = if term.whole { "=" } else { "" };
    let completion = |(Reverse((_, articles)), name): (Reverse<(bool, usize)>, &str)| {
        // Quotation marks would end the phrase, and are nothing to a comparison of names.
        let name = name.replace(lexer::is_quotation_mark, " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = lexer::is_plain_value(&name) && term.quoted == Quoted::No;
        let value = if plain { name } else { format!("\"{name}\"") };
        let note = if articles == 1 { "1 article".to_owned() } else { format!("{articles} articles") };
        Completion { span, text: format!("{}:{equals}{value}", field.name()), note }
    };
    best.into_iter().map(completion).collect()
}

#[cfg(test)]
mod tests;
