//! What each article calls the same thing: every form of a name with the title in front of it and the office behind it,
//! and every phrase for one issue.

use std::collections::HashMap;

use crate::analysis::across::text::Text;
use crate::analysis::across::{Linked, Links};
use crate::analysis::compare::empty::Empty;
use crate::language::hash;
use crate::language::stem::{Stem, stem};
use crate::language::vocabulary;
use crate::model::across::Place;
use crate::model::across::naming::{NameForm, Named};
use crate::model::entity::{Entity, EntityKind};
use crate::text::span::Span;

/// The longest office behind a name that is taken for a part of what somebody is called, in bytes.
const LONGEST_OFFICE: usize = 60;

/// What at least two articles name and call in different ways.
pub(super) fn find(texts: &[Text<'_>], links: &Links) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    for linked in &links.entities {
        let mut forms = Forms::default();
        for (article, id) in &linked.members {
            let Some(text) = texts.get(*article) else { continue };
            let Some(entity) = text.findings.entity(*id) else { continue };
            for mention in &entity.mentions {
                forms.add(text, *article, with_titles(text, entity, mention.span));
            }
        }
        out.extend(forms.named(linked));
    }
    let empty = Empty::new();
    let stems_of = |phrase: &str| -> Vec<Stem> {
        let mut buffer = String::new();
        let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.filter(|w| !empty.has(hash::fold(w))).map(|w| stem(w, &mut buffer)).collect()
    };
    for linked in &links.issues {
        let name = stems_of(&linked.name);
        let mut forms = Forms::default();
        for (article, id) in &linked.members {
            let Some(text) = texts.get(*article) else { continue };
            let mentions = text.findings.issue(*id).map_or(&[][..], |i| &i.mentions);
            // A phrase that shares no word with the name may be about something near.
            for span in mentions.iter().filter(|span| stems_of(span.of(text.text())).iter().any(|s| name.contains(s))) {
                forms.add(text, *article, *span);
            }
        }
        out.extend(forms.named(linked));
    }
    out
}

/// The forms of one name, by their words without case.
#[derive(Default)]
struct Forms {
    forms: HashMap<u64, NameForm>,
}

impl Forms {
    fn add(&mut self, text: &Text<'_>, article: usize, span: Span) {
        let written = span.of(text.text());
        let words = || written.split_whitespace();
        let Some(key) = words().map(hash::fold).reduce(hash::combine) else { return };
        let form = self.forms.entry(key);
        let form = form.or_insert_with(|| NameForm { text: String::new(), places: Vec::new() });
        // Headlines in capitals are no other name.
        if form.text.is_empty() || !form.text.contains(char::is_lowercase) {
            form.text = words().collect::<Vec<_>>().join(" ");
        }
        form.places.push(Place { article, span });
    }

    /// The thing with its forms, where at least two articles have it and it has more than one.
    fn named<T>(self, linked: &Linked<T>) -> Option<Named> {
        let forms: Vec<NameForm> = self.forms.into_values().collect();
        let mut articles = forms.iter().flat_map(|f| &f.places).map(|p| p.article);
        let first = articles.next()?;
        let several = articles.any(|article| article != first);
        (several && forms.len() > 1).then(|| Named { name: linked.name.clone(), kind: linked.kind, forms })
    }
}

/// A mention of a person with the title in front of it and the office behind it.
fn with_titles(text: &Text<'_>, entity: &Entity, mention: Span) -> Span {
    if entity.kind != EntityKind::Person {
        return mention;
    }
    let (before, behind) = (text.text().get(..mention.from()), text.text().get(mention.to()..));
    let (Some(before), Some(behind)) = (before, behind) else { return mention };
    let roles = || entity.roles.iter().filter(|role| role.len() <= LONGEST_OFFICE);
    let trimmed = before.trim_end();
    // A title in small letters may be the end of a longer one.
    let capital = |role: &&String| role.starts_with(char::is_uppercase);
    let title = roles().filter(capital).filter(|role| ends_with_word(trimmed, role)).map(String::len).max();
    let title = title.or_else(|| {
        let at = text.document.tokens.partition_point(|t| t.span.start < mention.start).checked_sub(1)?;
        let word = text.document.word(at);
        let is_title = vocabulary::word(hash::fold(word)).flags & vocabulary::TITLE != 0;
        (is_title && word.starts_with(char::is_uppercase) && trimmed.ends_with(word)).then_some(word.len())
    });
    let start = title.map_or(mention.from(), |length| trimmed.len() - length);
    let office = behind
        .strip_prefix(", ")
        .and_then(|rest| roles().filter(|role| rest.starts_with(role.as_str())).map(String::len).max());
    Span::new(start, mention.to() + office.map_or(0, |length| length + 2))
}

/// Whether a text ends with a phrase that begins where a word does.
fn ends_with_word(text: &str, phrase: &str) -> bool {
    text.strip_suffix(phrase).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}
