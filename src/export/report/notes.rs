//! What people wrote on the articles and on passages of them.

use crate::export::report::gather::{Material, Noted};
use crate::export::report::html::{At, Id, Page};
use crate::export::report::sheets;

/// Writes the notes.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    page.element("ul", &[At::Class("notes")], |page| {
        for (i, (n, noted)) in material.notes.iter().enumerate() {
            let source = &material.articles[*n];
            let id = Id::Note(i);
            page.element("li", &[At::Id(id)], |page| {
                page.element("p", &[At::Class("who")], |page| {
                    page.leaf("a", &[At::To(Id::Article(*n))], &format!("{} {}", n + 1, source.outlet()));
                    if let Some(day) = noted.note.made {
                        page.text(&format!(" · noted {day}"));
                    }
                });
                if let Some(words) = words(noted, &source.article.text) {
                    page.element("p", &[], |page| {
                        page.leaf("q", &[], &words);
                        page.text(" ");
                        match noted.place {
                            Some(place) => sheets::cite(page, *n, source, place, Some(id)),
                            None => page.leaf("span", &[At::Class("tag unsure")], "no longer in the text"),
                        }
                    });
                }
                for line in noted.note.text.lines().filter(|line| !line.trim().is_empty()) {
                    page.leaf("p", &[At::Class("noted")], line);
                }
            });
            page.line();
        }
    });
}

/// The words that a note is on; `None` for the whole article.
pub(super) fn words(noted: &Noted, text: &str) -> Option<String> {
    match (noted.place, &noted.note.passage) {
        (Some(place), _) => Some(place.of(text).to_owned()),
        (None, Some(passage)) => Some(passage.exact.clone()),
        (None, None) => None,
    }
}
