//! What several articles about one story say about the same things: the nouns.
//!
//! Articles are named by their place in the list that was looked at ([`Place::article`]), not by their id in a corpus:
//! the articles of a story and the two of a comparison are looked at in the same way.

use crate::model::across::ledger::{Counted, Dated};
use crate::model::across::naming::Named;
use crate::model::across::quotation::Utterance;
use crate::model::across::silence::Absence;
use crate::model::across::voices::Voices;
use crate::model::across::wording::Wording;
use crate::text::span::Span;

pub mod ledger;
pub mod naming;
pub mod quotation;
pub mod silence;
pub mod voices;
pub mod wording;

/// Everything that was found across a few articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Across {
    /// Utterances that at least two of them quote, the one that most of them quote first.
    pub quotations: Vec<Utterance>,
    /// Numbers of the same thing in at least two of them; those that differ first.
    pub figures: Vec<Counted>,
    /// Days of the same happening in at least two of them; those that differ first.
    pub dates: Vec<Dated>,
    /// What each of them calls the same people, bodies, places and issues; the most named first.
    pub naming: Vec<Named>,
    /// Passages that are the same word for word, and how many independent texts there are.
    pub wording: Wording,
    /// Whose words fill each article, by article.
    pub voices: Vec<Voices>,
    /// What others have and one of them lacks; what most others have first.
    pub silence: Vec<Absence>,
}

/// A passage of one of the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article, counted from 0 in the list that was looked at.
    pub article: usize,
    /// The passage in its text.
    pub span: Span,
}

impl Across {
    /// The same with every list in its order.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        for utterance in &mut self.quotations {
            utterance.versions.sort_by_key(|v| v.article);
        }
        self.quotations.sort_by_cached_key(|u| {
            let first = u.versions.first().map(|v| (v.article, v.spans.first().copied()));
            (std::cmp::Reverse(u.versions.len()), first)
        });
        for counted in &mut self.figures {
            counted.readings.sort_by_key(|r| (r.article, r.span));
        }
        self.figures.sort_by_cached_key(|c| {
            let places: Vec<_> = c.readings.iter().map(|r| (r.article, r.span)).collect();
            (c.agrees, std::cmp::Reverse(places.len()), places)
        });
        for dated in &mut self.dates {
            dated.readings.sort_by_key(|r| (r.article, r.span));
        }
        self.dates.sort_by_cached_key(|d| {
            let places: Vec<_> = d.readings.iter().map(|r| (r.article, r.span)).collect();
            (d.agrees, std::cmp::Reverse(places.len()), places)
        });
        for named in &mut self.naming {
            named.forms.iter_mut().for_each(|f| f.places.sort_unstable());
            named.forms.sort_by_cached_key(|f| (std::cmp::Reverse(f.places.len()), f.places.clone()));
        }
        let mentions = |named: &Named| named.forms.iter().map(|f| f.places.len()).sum::<usize>();
        let first = |named: &Named| named.forms.first().and_then(|f| f.places.first().copied());
        self.naming
            .sort_by_cached_key(|n| (std::cmp::Reverse(mentions(n)), n.kind.is_none(), n.name.clone(), first(n)));
        self.wording.passages.iter_mut().for_each(|p| p.places.sort_unstable());
        self.wording.passages.sort_by(|a, b| b.words.cmp(&a.words).then_with(|| a.places.cmp(&b.places)));
        self.silence.iter_mut().for_each(|a| a.others.sort_unstable());
        self.silence.sort_by_cached_key(|a| {
            (a.article, std::cmp::Reverse(a.others.len()), a.kind, a.name.clone(), a.others.clone())
        });
        self
    }

    /// What was found across two articles, the other way round.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        let swap = |article: &mut usize| *article = 1 - (*article).min(1);
        self.quotations.iter_mut().flat_map(|u| &mut u.versions).for_each(|v| swap(&mut v.article));
        self.figures.iter_mut().flat_map(|c| &mut c.readings).for_each(|r| swap(&mut r.article));
        self.dates.iter_mut().flat_map(|d| &mut d.readings).for_each(|r| swap(&mut r.article));
        let forms = self.naming.iter_mut().flat_map(|n| &mut n.forms);
        forms.flat_map(|f| &mut f.places).for_each(|p| swap(&mut p.article));
        self.wording.passages.iter_mut().flat_map(|p| &mut p.places).for_each(|p| swap(&mut p.article));
        self.voices.reverse();
        for absence in &mut self.silence {
            swap(&mut absence.article);
            absence.others.iter_mut().for_each(|p| swap(&mut p.article));
        }
        self.in_order()
    }
}
