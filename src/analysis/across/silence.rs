//! What others have and one article lacks: looked for in its whole text under every name that the others use.
//!
//! Nothing is called missing that some other finding or a mere word of the text could be. Where there are two articles,
//! what one of them has counts; where there are more, at least two others must have it.

use std::collections::HashSet;

use crate::analysis::across::amounts;
use crate::analysis::across::lookup::Lookup;
use crate::analysis::across::text::Text;
use crate::analysis::across::{Linked, Links};
use crate::language::hash;
use crate::language::vocabulary;
use crate::model::across::Place;
use crate::model::across::ledger::Counted;
use crate::model::across::quotation::Utterance;
use crate::model::across::silence::{Absence, AbsentKind};
use crate::model::article::Article;
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::text::span::Span;

/// How often those who have it must name an entity or an issue, taken together.
const WEIGHT: usize = 3;
/// The fewest words of a quotation that is missed.
const QUOTED: usize = 6;
/// So many words of a quotation in a row are taken for the quotation.
const RUN: usize = 4;
/// How many names are looked for at most.
const NAMES: usize = 12;

/// What each of the articles lacks. `quotations` and `figures` are what was found across them.
pub(super) fn find(
    articles: &[(&Article, &ArticleFindings)],
    texts: &[Text<'_>],
    links: &Links,
    quotations: &[Utterance],
    figures: &[Counted],
) -> Vec<Absence> {
    if articles.len() < 2 {
        return Vec::new();
    }
    let all = All {
        texts,
        lookups: articles.iter().map(|(article, _)| Lookup::new(article)).collect(),
        enough: if articles.len() == 2 { 1 } else { 2 },
    };
    let mut out = Vec::new();
    for linked in &links.entities {
        all.entity(linked, &mut out);
        all.speaker(linked, &mut out);
    }
    for linked in &links.issues {
        all.issue(linked, &mut out);
    }
    for utterance in quotations {
        all.utterance(utterance, &mut out);
    }
    for counted in figures {
        all.figure(counted, &mut out);
    }
    if articles.len() == 2 {
        all.single_quotations(&mut out);
    }
    out
}

/// What is looked for.
struct Sought<'s> {
    kind: AbsentKind,
    name: &'s str,
    /// Where others have it.
    others: &'s [Place],
    /// The words that stand for it.
    names: &'s [String],
}

struct All<'a, 'd> {
    texts: &'a [Text<'d>],
    /// The whole text of each article.
    lookups: Vec<Lookup<'a>>,
    /// How many others must have what one lacks.
    enough: usize,
}

impl All<'_, '_> {
    /// The articles that are none of these places' articles, if enough others have it.
    fn without(&self, others: &[Place]) -> Vec<usize> {
        let having: HashSet<usize> = others.iter().map(|p| p.article).collect();
        if having.len() < self.enough {
            return Vec::new();
        }
        (0..self.texts.len()).filter(|article| !having.contains(article)).collect()
    }

    fn entity(&self, linked: &Linked<EntityId>, out: &mut Vec<Absence>) {
        let of = |article: usize, id: EntityId| self.texts.get(article)?.findings.entity(id);
        let mentions = || linked.members.iter().filter_map(|(a, id)| Some((*a, of(*a, *id)?)));
        let weight: usize = mentions().map(|(_, e)| e.mentions.len()).sum();
        if weight < WEIGHT || !mentions().all(|(_, e)| e.resolved) {
            return;
        }
        let others: Vec<Place> = first_of_each(
            mentions().filter_map(|(article, e)| Some(Place { article, span: e.mentions.first()?.span })),
        );
        let missing = self.without(&others);
        if missing.is_empty() {
            return;
        }
        let forms = mentions().flat_map(|(article, e)| e.mentions.iter().map(move |m| (article, m.span)));
        let mut names = vec![linked.name.clone()];
        names.extend(forms.map(|(article, span)| one_line(span.of(self.texts[article].text()))));
        names.extend(shorter(linked));
        let names = distinct(names);
        let nation = vocabulary::nation_of(&linked.name);
        let has = |lookup: &Lookup<'_>| {
            names.iter().any(|name| lookup.has(name)) || nation.is_some_and(|nation| lookup.has_nation(nation))
        };
        let sought = Sought { kind: AbsentKind::Entity, name: &linked.name, others: &others, names: &names };
        self.add(&sought, missing, has, out);
    }

    /// Somebody who is named in an article that has no words of theirs.
    fn speaker(&self, linked: &Linked<EntityId>, out: &mut Vec<Absence>) {
        let said = |article: usize, id: EntityId| {
            let quotation = self.texts.get(article)?.findings.quotations.iter().find(|q| q.speaker == Some(id))?;
            quotation.content.first().map(|span| Place { article, span: *span })
        };
        let others = first_of_each(linked.members.iter().filter_map(|(article, id)| said(*article, *id)));
        let missing: HashSet<usize> = self.without(&others).into_iter().collect();
        if linked.kind != Some(EntityKind::Person) || missing.is_empty() {
            return;
        }
        let named = linked.members.iter().filter(|(article, _)| missing.contains(article));
        for (article, id) in named {
            let Some(text) = self.texts.get(*article) else { continue };
            let mentions = text.findings.entity(*id).map_or(&[][..], |e| &e.mentions);
            // Where it is not known who speaks, it could be this one.
            let could_be = |q: &Quotation| {
                let source = q.source.map(|s| s.of(text.text()));
                q.speaker.is_none() && source.is_none_or(|s| !s.contains(' '))
                    || q.source.is_some_and(|s| mentions.iter().any(|m| s.overlaps(m.span)))
            };
            if text.findings.quotations.iter().any(could_be) {
                continue;
            }
            out.push(Absence {
                article: *article,
                kind: AbsentKind::Speaker,
                name: linked.name.clone(),
                others: others.clone(),
                looked_for: Vec::new(),
            });
        }
    }

    fn issue(&self, linked: &Linked<IssueId>, out: &mut Vec<Absence>) {
        let of = |article: usize, id: IssueId| self.texts.get(article)?.findings.issue(id);
        let issues = || linked.members.iter().filter_map(|(a, id)| Some((*a, of(*a, *id)?)));
        let weight: usize = issues().map(|(_, i)| i.mentions.len() + i.positions.len()).sum();
        let others =
            first_of_each(issues().filter_map(|(article, i)| Some(Place { article, span: *i.mentions.first()? })));
        let missing = self.without(&others);
        if weight < WEIGHT || missing.is_empty() {
            return;
        }
        let mut names = vec![linked.name.clone()];
        let forms = issues().flat_map(|(article, i)| i.mentions.iter().map(move |m| (article, *m)));
        names.extend(forms.map(|(article, span)| one_line(span.of(self.texts[article].text()))));
        let names = distinct(names);
        let has = |lookup: &Lookup<'_>| names.iter().any(|name| lookup.has_words(name));
        let sought = Sought { kind: AbsentKind::Issue, name: &linked.name, others: &others, names: &names };
        self.add(&sought, missing, has, out);
    }

    /// An utterance that others quote, and of which no run of words stands here, quoted or not.
    fn utterance(&self, utterance: &Utterance, out: &mut Vec<Absence>) {
        let place = |article: usize, spans: &[Span]| Some(Place { article, span: *spans.first()? });
        let others: Vec<Place> = utterance.versions.iter().filter_map(|v| place(v.article, &v.spans)).collect();
        let text = |place: &Place| one_line(place.span.of(self.texts[place.article].text()));
        let versions: Vec<String> = distinct(others.iter().map(text).collect());
        let Some(name) = versions.iter().min_by_key(|v| (v.len(), v.as_str())) else { return };
        let has = |lookup: &Lookup<'_>| versions.iter().any(|v| lookup.has_run(v, RUN));
        let names = std::slice::from_ref(name);
        let sought = Sought { kind: AbsentKind::Quotation, name, others: &others, names };
        self.add(&sought, self.without(&others), has, out);
    }

    /// A number that others agree on, where no number here could mean the same.
    fn figure(&self, counted: &Counted, out: &mut Vec<Absence>) {
        let others = first_of_each(counted.readings.iter().map(|r| Place { article: r.article, span: r.span }));
        let missing = self.without(&others);
        let missing = missing.into_iter().filter(|article| {
            let text = &self.texts[*article];
            let amounts = text.findings.figures.iter().map(|f| amounts::of(text.document, f).0);
            amounts.into_iter().all(|amount| counted.readings.iter().all(|r| !r.amount.agrees(amount)))
        });
        let words = |p: &Place| one_line(p.span.of(self.texts[p.article].text()));
        let names = distinct(others.iter().map(words).collect());
        let digits: Vec<&str> = names.iter().flat_map(|n| n.split_whitespace()).filter(|w| has_digit(w)).collect();
        let has = |lookup: &Lookup<'_>| digits.iter().any(|number| lookup.has(number));
        let sought = Sought { kind: AbsentKind::Figure, name: &counted.what, others: &others, names: &names };
        self.add(&sought, missing, has, out);
    }

    /// What only one of two articles quotes: whole sentences of which no run of words stands in the other.
    fn single_quotations(&self, out: &mut Vec<Absence>) {
        for (article, text) in self.texts.iter().enumerate() {
            let direct = text.findings.quotations.iter().filter(|q| q.kind == QuotationKind::Direct);
            for span in direct.filter_map(|q| q.content.iter().copied().max_by_key(|span| span.len())) {
                let words = text.words[text.words_in(span)].iter();
                if words.clone().count() < QUOTED || words.filter(|w| w.stretch.is_some()).count() < QUOTED {
                    continue;
                }
                let name = one_line(span.of(text.text()));
                let others = [Place { article, span }];
                let has = |lookup: &Lookup<'_>| lookup.has_run(&name, RUN);
                let names = std::slice::from_ref(&name);
                let sought = Sought { kind: AbsentKind::Quotation, name: &name, others: &others, names };
                self.add(&sought, self.without(&others), has, out);
            }
        }
    }

    /// Adds what is missing in each of the articles whose text does not have it.
    fn add(
        &self,
        sought: &Sought<'_>,
        missing: impl IntoIterator<Item = usize>,
        has: impl Fn(&Lookup<'_>) -> bool,
        out: &mut Vec<Absence>,
    ) {
        out.extend(missing.into_iter().filter(|article| !has(&self.lookups[*article])).map(|article| Absence {
            article,
            kind: sought.kind,
            name: sought.name.to_owned(),
            others: sought.others.to_vec(),
            looked_for: sought.names.to_vec(),
        }));
    }
}

/// The first place in each article.
fn first_of_each(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut out: Vec<Place> = places.collect();
    out.sort_unstable();
    out.dedup_by_key(|p| p.article);
    out
}

/// Shorter names that may stand for an entity: a person's surname, the initials of a long name.
fn shorter(linked: &Linked<EntityId>) -> Vec<String> {
    let words: Vec<&str> = linked.name.split_whitespace().collect();
    if linked.kind == Some(EntityKind::Person) {
        let surname = words.last().filter(|_| words.len() > 1);
        return surname.map(|surname| (*surname).to_owned()).into_iter().collect();
    }
    let first = || words.iter().filter_map(|w| w.chars().next());
    let capitals: String = first().filter(|c| c.is_uppercase()).collect();
    let all: String = first().flat_map(char::to_uppercase).collect();
    [capitals, all].into_iter().filter(|initials| initials.chars().count() > 2).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each name once whatever its case, in their order.
fn distinct(names: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let key = |name: &str| name.split_whitespace().map(hash::fold).reduce(hash::combine);
    names.into_iter().filter(|name| seen.insert(key(name))).take(NAMES).collect()
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}
