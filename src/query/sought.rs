//! What of a query stands in texts, so that its hits can be shown where they stand.

use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::ArticleFindings;
use crate::query::ast::{Field, Query};
use crate::query::filter::{Filter, needle};
use crate::query::names::Pattern;
use crate::query::needle::Needle;
use crate::query::search;
use crate::text::span::Span;

/// A query taken apart: its words, which may have to be looked for in texts, and all else, which is known.
#[derive(Debug)]
pub struct Sought {
    /// Words that an article has to have, all of them; those that no list of words decides come last.
    pub all: Vec<Needle>,
    /// What else has to be so.
    pub rest: Filter,
    /// Words of which a hit can be shown: those of [`all`](Self::all), and alternatives.
    pub words: Vec<Needle>,
    /// Names of which a mention can be shown.
    names: Vec<(Field, Pattern)>,
}

impl Sought {
    /// Of a query.
    pub fn of(query: &Query) -> Self {
        let parts = match query {
            Query::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (texts, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|part| matches!(part, Query::Text(_)));
        let mut all: Vec<Needle> = texts.into_iter().filter_map(words_of).collect();
        all.sort_by_key(|needle| !needle.is_piece());
        let rest = rest.into_iter().cloned().reduce(Query::and).unwrap_or_default();
        let (mut words, mut names) = (Vec::new(), Vec::new());
        visible(query, &mut words, &mut names);
        Self { all, rest: Filter::new(&rest), words, names }
    }

    /// Where its words and names stand in an article, in order and not overlapping. `whole` says what an entity of the
    /// article is called across articles.
    pub fn hits(
        &self,
        article: &Article,
        findings: Option<&ArticleFindings>,
        whole: &dyn Fn(usize) -> Option<String>,
    ) -> Vec<Span> {
        let mut spans: Vec<Span> = self.words.iter().flat_map(|needle| search::hits(article, needle)).collect();
        for ((field, pattern), findings) in self.names.iter().zip(std::iter::repeat(findings)) {
            let Some(findings) = findings else { continue };
            spans.extend(mentions(*field, pattern, article, findings, whole));
        }
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match apart.last_mut() {
                Some(last) if span.start < last.end => {}
                // Words that stand side by side are one hit, as they were typed side by side.
                Some(last) if self.words.len() > 1 && is_blank(article, last.to(), span.from()) => {
                    *last = Span::new(last.from(), span.to());
                }
                _ => apart.push(span),
            }
        }
        apart
    }
}

fn is_blank(article: &Article, from: usize, to: usize) -> bool {
    article.text.get(from..to).is_some_and(|between| !between.contains('\n') && between.trim().is_empty())
}

fn words_of(query: &Query) -> Option<Needle> {
    match query {
        Query::Text(value) => Some(needle(value)),
        _ => None,
    }
}

/// Collects what can be shown of a query: not what must not be there.
fn visible(query: &Query, words: &mut Vec<Needle>, names: &mut Vec<(Field, Pattern)>) {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| visible(part, words, names)),
        Query::Text(value) => words.push(needle(value)),
        Query::Field(field @ (Field::Entity | Field::Issue | Field::Speaker), value) => {
            names.push((*field, Pattern::new(value)));
        }
        _ => {}
    }
}

/// Where what has a name of a pattern is mentioned, or quoted.
fn mentions(
    field: Field,
    pattern: &Pattern,
    article: &Article,
    findings: &ArticleFindings,
    whole: &dyn Fn(usize) -> Option<String>,
) -> Vec<Span> {
    let fits = |span: Span| pattern.fits(span.of(&article.text));
    let is_called = |entity: &Entity| pattern.fits(&entity.name) || entity.mentions.iter().any(|m| fits(m.span));
    match field {
        Field::Entity => {
            let all = findings.entities.iter().enumerate();
            let fitting = all.filter(|(i, e)| is_called(e) || whole(*i).is_some_and(|name| pattern.fits(&name)));
            fitting.flat_map(|(_, entity)| entity.mentions.iter().map(|mention| mention.span)).collect()
        }
        Field::Issue => {
            let fitting = findings.issues.iter();
            let fitting = fitting.filter(|issue| pattern.fits(&issue.name) || issue.mentions.iter().any(|m| fits(*m)));
            fitting.flat_map(|issue| issue.mentions.iter().copied()).collect()
        }
        Field::Speaker => {
            let is_his = |speaker: Option<&Entity>| speaker.is_some_and(|entity| pattern.fits(&entity.name));
            let quotations = findings.quotations.iter().filter(|quotation| {
                is_his(quotation.speaker.and_then(|id| findings.entity(id))) || quotation.source.is_some_and(fits)
            });
            quotations.filter_map(|quotation| quotation.source.or(quotation.cue)).collect()
        }
        _ => Vec::new(),
    }
}
