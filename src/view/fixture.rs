//! A small invented corpus with findings made by hand, so that pictures do not change when finders do.

use std::sync::Arc;

use jiff::civil::date;

use crate::app::App;
use crate::app::message::Message;
use crate::app::settings::Settings;
use crate::input::key::sequence;
use crate::model::across::Across;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::article::{Article, Head, Metadata};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::board::{Board, Cell, Part, Passage, Row, Sheet, SheetKind, Tone};
use crate::model::comparison::{Comparison, Difference, Matched, Pair, Relation, Respect};
use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::figure::Figure;
use crate::model::findings::{ArticleFindings, CorpusEntity, CorpusFindings};
use crate::model::issue::{Issue, IssueId, Polarity, Position, Stance};
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::text::segment;
use crate::text::span::Span;

const HARBOUR: &str = "Harbour talks end without a deal\n\n\
    By Ines Duval\n\n\
    Northport and Southisle ended two days of talks on the harbour toll on Tuesday without a deal. Mayor Odile Brandt \
    of Northport said the toll was “a tax on every fisherman on this coast”.\n\n\
    Southisle rejected the charge. Its envoy, Tomas Reyes, said that the toll pays for the dredging from which both \
    ports live, and that it would stay.\n\n\
    A boat in the harbour of Northport. Photo: Coast Press\n\n\
    What comes next\n\n\
    Brandt warned that Northport would take the harbour toll to the Coast Council. Reyes welcomed that. A ruling is \
    not expected before spring.\n\n\
    Share this article\n\n\
    Subscribe to our newsletter";

const DREDGING: &str = "The dredging must be paid for, and the ships that need it should pay\n\n\
    Nobody likes a toll. But the harbour toll keeps the channel open, Reyes writes in the Southisle Courier, and \
    Brandt knows it.";

/// Two articles in a reader of that size, analysed and linked, with the focus on the list.
pub fn app(width: u16, height: u16) -> App {
    let mut app = loaded(width, height, articles());
    app.update(Message::analysed(ArticleId(0), Arc::new(harbour_findings())));
    app.update(Message::analysed(ArticleId(1), Arc::new(dredging_findings())));
    app.update(crate::app::tests::corpus_analysed(2, across()));
    app
}

/// Some articles in a reader of that size, not analysed yet.
pub fn loaded(width: u16, height: u16, articles: Vec<Article>) -> App {
    let mut app = App::new(Settings::default(), width, height);
    app.update(Message::loaded(app.library.next_id(), articles.into_iter().map(Arc::new).collect()));
    app.update(Message::LoadingDone);
    app
}

/// Presses keys, as [`sequence`] reads them.
pub fn press(app: &mut App, keys: &str) {
    for key in sequence(keys).unwrap() {
        app.update(Message::Key(key));
    }
}

/// The two articles.
pub fn articles() -> Vec<Article> {
    let harbour = Article {
        head: Head {
            id: "coast/harbour.md".into(),
            path: Some("coast/harbour.md".into()),
            metadata: Metadata {
                title: Some("Harbour talks end without a deal".into()),
                source: Some("Coast Press".into()),
                byline: Some("Ines Duval".into()),
                published: Some(date(2024, 3, 6)),
                ..Metadata::default()
            },
        },
        blocks: blocks(
            HARBOUR,
            &[(0, BlockKind::Title), (1, BlockKind::Byline), (4, BlockKind::Caption), (5, BlockKind::Heading)],
            &[7, 8],
        ),
        text: HARBOUR.into(),
        ..Article::default()
    };
    let dredging = Article {
        head: Head {
            id: "coast/dredging.txt".into(),
            path: Some("coast/dredging.txt".into()),
            metadata: Metadata {
                title: Some("The dredging must be paid for, and the ships that need it should pay".into()),
                source: Some("The Southisle Courier and Shipping Gazette".into()),
                published: Some(date(2024, 3, 11)),
                ..Metadata::default()
            },
        },
        blocks: blocks(DREDGING, &[(0, BlockKind::Title)], &[]),
        text: DREDGING.into(),
        encoding: Some("windows-1252, detected".into()),
        ..Article::default()
    };
    vec![harbour, dredging]
}

/// The paragraphs of a text: body, but for those that `kinds` names and boilerplate.
fn blocks(text: &str, kinds: &[(usize, BlockKind)], boilerplate: &[usize]) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for (i, paragraph) in text.split("\n\n").enumerate() {
        let named = kinds.iter().find(|(n, _)| *n == i).map(|(_, kind)| *kind);
        let kind = if boilerplate.contains(&i) { BlockKind::Boilerplate } else { named.unwrap_or(BlockKind::Body) };
        out.push(Block { kind, span: Span::new(at, at + paragraph.len()) });
        at += paragraph.len() + 2;
    }
    out
}

/// The `n`-th place, from 0, where `words` stand in `text`.
pub fn place(text: &str, words: &str, n: usize) -> Span {
    let (at, _) = text.match_indices(words).nth(n).unwrap_or_else(|| panic!("no “{words}” number {n}"));
    Span::new(at, at + words.len())
}

fn entity(text: &str, name: &str, kind: EntityKind, role: &str, mentions: &[(&str, usize)]) -> Entity {
    let mention = |(words, n): &(&str, usize)| Mention { span: place(text, words, *n), reason: Reason::rule("hand") };
    Entity {
        name: name.into(),
        kind,
        mentions: mentions.iter().map(mention).collect(),
        roles: if role.is_empty() { vec![] } else { vec![role.into()] },
        nominals: Vec::new(),
        resolved: true,
    }
}

fn position(text: &str, who: (&str, &str, Option<u32>), stance: Stance, polarity: Polarity, words: &str) -> Position {
    Position {
        holder: who.0.into(),
        entity: who.2.map(EntityId),
        side: Some(who.1.into()),
        stance,
        polarity,
        evidence: place(text, words, 0),
        cue: None,
        inferred: true,
        score: 0.9,
        shown: true,
        reason: Reason::rule("hand"),
    }
}

fn harbour_findings() -> ArticleFindings {
    let text = HARBOUR;
    let entities = vec![
        entity(text, "Northport", EntityKind::Place, "", &[("Northport", 0), ("Northport", 1), ("Northport", 3)]),
        entity(text, "Southisle", EntityKind::Place, "", &[("Southisle", 0), ("Southisle", 1)]),
        entity(text, "Odile Brandt", EntityKind::Person, "mayor", &[("Odile Brandt", 0), ("Brandt", 1)]),
        entity(text, "Tomas Reyes", EntityKind::Person, "envoy", &[("Tomas Reyes", 0), ("Reyes", 1)]),
        entity(text, "Coast Council", EntityKind::Organisation, "", &[("Coast Council", 0)]),
    ];
    let toll = Issue {
        name: "harbour toll".into(),
        mentions: vec![place(text, "harbour toll", 0), place(text, "toll was", 0), place(text, "harbour toll", 1)],
        positions: vec![
            position(text, ("Odile Brandt", "Northport", Some(2)), Stance::Accuses, Polarity::Against, "Mayor Odile"),
            position(text, ("Tomas Reyes", "Southisle", Some(3)), Stance::Supports, Polarity::For, "Its envoy"),
        ],
        disputed: true,
        reason: Reason::rule("hand"),
    };
    let ruling = Issue {
        name: "a ruling of the council".into(),
        mentions: vec![place(text, "ruling", 0)],
        positions: vec![position(
            text,
            ("Reyes", "Southisle", Some(3)),
            Stance::Supports,
            Polarity::For,
            "Reyes welcomed that",
        )],
        disputed: false,
        reason: Reason::rule("hand"),
    };
    let direct = Quotation {
        kind: QuotationKind::Mixed,
        source: Some(place(text, "Mayor Odile Brandt of Northport", 0)),
        speaker: Some(EntityId(2)),
        cue: Some(place(text, "said", 0)),
        content: vec![place(text, "the toll was “a tax on every fisherman on this coast”", 0)],
        reason: Reason::rule("hand"),
    };
    let warning = Quotation {
        kind: QuotationKind::Indirect,
        source: None,
        speaker: None,
        cue: None,
        content: vec![place(text, "A ruling is not expected before spring.", 0)],
        reason: Reason::rule("hand"),
    };
    let date = |words, value: Option<&str>| DateMention {
        span: place(text, words, 0),
        value: value.map(String::from),
        reason: Reason::rule("hand"),
    };
    ArticleFindings {
        sentences: sentences_of(0),
        entities,
        quotations: vec![direct, warning],
        issues: vec![toll, ruling],
        dates: vec![date("Tuesday", Some("2024-03-05")), date("spring", None)],
        figures: vec![Figure { span: place(text, "two days", 0), value: 2.0, unit: Some("days".into()) }],
        ..ArticleFindings::default()
    }
}

fn dredging_findings() -> ArticleFindings {
    let text = DREDGING;
    let mut reyes = entity(text, "Reyes", EntityKind::Person, "", &[("Reyes", 0)]);
    reyes.resolved = false;
    ArticleFindings { sentences: sentences_of(1), entities: vec![reyes], ..ArticleFindings::default() }
}

/// The sentences of one of the articles.
fn sentences_of(article: usize) -> Vec<Span> {
    let article = &articles()[article];
    article.blocks.iter().flat_map(|b| segment::sentences(&article.text, b.span)).collect()
}

/// The sentence of a text that holds `words`.
fn sentence(text: &str, words: &str) -> Span {
    let at = place(text, words, 0);
    let all = [HARBOUR, DREDGING].iter().position(|t| *t == text).map(sentences_of).unwrap_or_default();
    all.into_iter().find(|s| s.covers(at)).unwrap_or(at)
}

fn across() -> CorpusFindings {
    CorpusFindings {
        entities: vec![CorpusEntity {
            name: "Tomas Reyes".into(),
            kind: EntityKind::Person,
            members: vec![(ArticleId(0), EntityId(3)), (ArticleId(1), EntityId(0))],
        }],
        stories: vec![0, 0],
        story_names: vec!["Harbour talks end without a deal".into()],
        ..CorpusFindings::default()
    }
}

/// The two articles side by side, with two pairs of passages and what both have.
pub fn compared(width: u16, height: u16) -> App {
    let mut app = app(width, height);
    app.open_comparison(ArticleId(0), ArticleId(1));
    let pair = |left, right, differences| Pair {
        left: sentence(HARBOUR, left),
        right: sentence(DREDGING, right),
        score: 0.8,
        relation: Relation::Same,
        reason: Reason::rule("hand"),
        differences,
    };
    let harbour = place(HARBOUR, "the toll pays for the dredging", 0);
    let dredging = place(DREDGING, "the harbour toll keeps the channel open", 0);
    let version = |article, span| Version {
        article,
        spans: vec![span],
        speaker: None,
        source: None,
        cue: (article == 0).then(|| place(HARBOUR, "said", 1)),
        is_fullest: article == 1,
        dropped: if article == 0 { vec![place(DREDGING, "the channel open", 0)] } else { vec![] },
        own: vec![],
    };
    let other_words = Difference {
        respect: Respect::Words,
        left: vec![place(HARBOUR, "pays for the dredging", 0)],
        right: vec![place(DREDGING, "keeps the channel open", 0)],
    };
    let comparison = Comparison {
        pairs: vec![
            pair("Southisle rejected the charge.", "Nobody likes a toll.", vec![]),
            pair("Its envoy, Tomas Reyes", "But the harbour toll keeps", vec![other_words]),
        ],
        entities: vec![
            Matched { name: "Tomas Reyes".into(), left: Some(EntityId(3)), right: Some(EntityId(0)) },
            Matched { name: "Coast Council".into(), left: Some(EntityId(4)), right: None },
        ],
        issues: vec![Matched { name: "harbour toll".into(), left: Some(IssueId(0)), right: None }],
        across: Across {
            quotations: vec![Utterance { versions: vec![version(0, harbour), version(1, dredging)] }],
            ..Across::default()
        },
        ..Comparison::default()
    };
    app.update(Message::Compared([ArticleId(0), ArticleId(1)], Arc::new(comparison)));
    app
}

/// The board of the two articles: a disputed issue, one that only one of them has, and a figure on which they differ.
pub fn boarded(width: u16, height: u16) -> App {
    let mut app = app(width, height);
    press(&mut app, "B");
    let passage = |text: &str, words: &str, group: &str, label: &str, does: &str, tone| Passage {
        span: place(text, words, 0),
        cue: words.split_whitespace().nth(1).map(|cue| {
            let (sentence, cue) = (place(text, words, 0), place(words, cue, 0));
            Span::new(sentence.from() + cue.from(), sentence.from() + cue.to())
        }),
        group: group.into(),
        label: label.into(),
        does: does.into(),
        tone,
        reason: Reason::rule("hand"),
    };
    let part = |text: &str, tone, count| Part { text: text.into(), tone, party: !text.is_empty(), count };
    let stands = Cell {
        column: 0,
        parts: vec![part("Northport", Tone::Against, 2), part("Southisle", Tone::For, 1)],
        passages: vec![
            passage(
                HARBOUR,
                "Mayor Odile Brandt of Northport said the toll was “a tax on every fisherman on this coast”.",
                "Northport",
                "Odile Brandt",
                "accuses",
                Tone::Against,
            ),
            passage(
                HARBOUR,
                "Brandt warned that Northport would take the harbour toll to the Coast Council.",
                "Northport",
                "Odile Brandt",
                "warns",
                Tone::Against,
            ),
            passage(
                HARBOUR,
                "Its envoy, Tomas Reyes, said that the toll pays for the dredging from which both ports live, and that \
                 it would stay.",
                "Southisle",
                "Tomas Reyes",
                "supports",
                Tone::For,
            ),
        ],
    };
    let named = |column, words: &str, text: &str| Cell {
        column,
        parts: vec![part("", Tone::Mentioned, 1)],
        passages: vec![passage(text, words, "", "", "", Tone::Mentioned)],
    };
    let figure = |column, number: &str, words: &str, text: &str| Cell {
        column,
        parts: vec![Part { party: false, ..part(number, Tone::Plain, 1) }],
        passages: vec![passage(text, words, "", number, "", Tone::Plain)],
    };
    let row = |name: &str, differs, cells| Row {
        name: name.into(),
        differs,
        doubtful: false,
        cells,
        looked_for: vec![name.to_owned()],
        ..Row::default()
    };
    let issues = vec![
        row("harbour toll", true, vec![stands, named(1, "But the harbour toll keeps the channel open", DREDGING)]),
        row("a ruling of the council", false, vec![named(0, "A ruling is not expected before spring.", HARBOUR)]),
    ];
    let figures = vec![row(
        "days of talks",
        true,
        vec![figure(0, "two", "ended two days of talks", HARBOUR), figure(1, "none", "Nobody likes a toll", DREDGING)],
    )];
    let sheets =
        vec![Sheet { kind: SheetKind::Issues, rows: issues }, Sheet { kind: SheetKind::Figures, rows: figures }];
    app.update(Message::Boarded(Arc::new(Board { articles: vec![ArticleId(0), ArticleId(1)], sheets })));
    app
}
