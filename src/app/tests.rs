//! Key strings against the state: what the tests share.

use std::fmt::Write;
use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::app::settings::Settings;
use crate::input::key::Key;
use crate::model::article::{Article, Head, Metadata};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::findings::{ArticleFindings, CorpusEntity, CorpusFindings};
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::query::index::AcrossEntry;
use crate::text::segment::sentences;
use crate::text::span::Span;

mod again;
mod board;
mod comparing;
mod comparing_passages;
mod copying;
mod filtering;
mod keeping;
mod keys;
mod noting;
mod outside;
mod pointing;
mod reading;
mod side;
mod stories;
mod wanting;
mod workspaces;

/// An article with a title block, a share line and `paragraphs` paragraphs; the first and every fifth name Ann Lee.
pub(super) fn article(name: &str, paragraphs: usize) -> Article {
    let mut text = format!("The {name} bridge vote\n\nShare this on a network\n\n");
    for i in 1..=paragraphs {
        let who = if i % 5 == 1 { "Ann Lee" } else { "Nobody" };
        let _ = write!(
            text,
            "Sentence {i} of {name} says that {who} crossed the river café at dawn. “We will build it,” said the mayor, \
             who wanted the toll bridge to be finished before winter.\n\n"
        );
    }
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n").filter(|p| !p.is_empty()) {
        let kind = match blocks.len() {
            0 => BlockKind::Title,
            1 => BlockKind::Boilerplate,
            _ => BlockKind::Body,
        };
        blocks.push(Block { kind, span: Span::new(at, at + part.len()) });
        at += part.len() + 2;
    }
    let metadata = Metadata { title: Some(format!("The {name} bridge vote")), ..Metadata::default() };
    Article { head: Head { id: name.to_owned(), metadata, ..Head::default() }, text, blocks, ..Article::default() }
}

fn all(text: &str, needle: &str) -> Vec<Span> {
    text.match_indices(needle).map(|(at, m)| Span::new(at, at + m.len())).collect()
}

pub(super) fn findings(article: &Article) -> ArticleFindings {
    let text = &article.text;
    let entity = |name: &str, kind| Entity {
        name: name.to_owned(),
        kind,
        mentions: all(text, name).into_iter().map(|span| Mention { span, reason: Reason::rule("test") }).collect(),
        roles: Vec::new(),
        nominals: Vec::new(),
        resolved: true,
    };
    let evidence = |n: usize| sentences(text, article.blocks[n].span)[0];
    let position = |holder: &str, polarity, n| Position {
        holder: holder.to_owned(),
        entity: None,
        side: None,
        stance: Stance::Supports,
        polarity,
        evidence: evidence(n),
        cue: None,
        inferred: true,
        score: 0.9,
        shown: true,
        reason: Reason::rule("test"),
    };
    ArticleFindings {
        sentences: article.blocks.iter().flat_map(|b| sentences(text, b.span)).collect(),
        entities: vec![entity("Ann Lee", EntityKind::Person)],
        quotations: all(text, "“We will build it,”")
            .into_iter()
            .map(|span| Quotation {
                kind: QuotationKind::Direct,
                source: None,
                speaker: None,
                cue: None,
                content: vec![span],
                reason: Reason::rule("test"),
            })
            .collect(),
        issues: vec![Issue {
            name: "the toll bridge".to_owned(),
            mentions: all(text, "the toll bridge"),
            positions: vec![position("the mayor", Polarity::For, 2), position("the union", Polarity::Against, 3)],
            disputed: true,
            reason: Reason::rule("test"),
        }],
        ..ArticleFindings::default()
    }
}

/// The message that brings what holds across the first `articles` articles.
pub(crate) fn corpus_analysed(articles: usize, findings: CorpusFindings) -> Message {
    let entry = Box::new(AcrossEntry::new(&findings, &[]));
    Message::CorpusAnalysed(articles, Arc::new(findings), entry)
}

/// A reader with three articles that are analysed and linked; the second does not name Ann Lee.
pub(super) fn full(width: u16, height: u16) -> App {
    let mut app = App::new(Settings::default(), width, height);
    let articles = [article("north", 40), article("middle", 0), article("south", 12)];
    let found: Vec<_> =
        articles.iter().map(|a| if a.id == "middle" { ArticleFindings::default() } else { findings(a) }).collect();
    app.update(Message::loaded(app.library.next_id(), articles.into_iter().map(Arc::new).collect()));
    app.update(Message::LoadingDone);
    for (i, f) in found.into_iter().enumerate() {
        app.update(Message::analysed(ArticleId(i as u32), Arc::new(f)));
    }
    let lee = CorpusEntity {
        name: "Ann Lee".to_owned(),
        kind: EntityKind::Person,
        members: vec![(ArticleId(0), EntityId(0)), (ArticleId(2), EntityId(0))],
    };
    let corpus = CorpusFindings { entities: vec![lee], stories: vec![0, 1, 2], ..CorpusFindings::default() };
    app.update(corpus_analysed(3, corpus));
    app
}

/// Presses keys written as `jj<Enter>/café<Enter>`.
#[track_caller]
pub(super) fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|r| r.split_once('>')).filter(|(n, _)| n.len() > 1);
        let key: Key = match named {
            Some((name, tail)) => {
                rest = tail;
                name.parse().unwrap()
            }
            None => {
                rest = &rest[c.len_utf8()..];
                Key::char(c)
            }
        };
        effects.extend(app.update(Message::Key(key)));
    }
    effects
}

/// The first text that shows in the text pane.
fn on_top(app: &App) -> String {
    let page = &app.reader.page;
    let row = page.rows()[app.reader.top..].iter().find(|r| !r.span.is_empty()).unwrap();
    row.span.of(&app.article().unwrap().text).to_owned()
}
