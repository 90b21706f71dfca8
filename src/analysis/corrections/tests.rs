//! Corrections: what each does, and that all of them undone leave nothing.

use proptest::prelude::*;

use crate::analysis::corrected;
use crate::model::article::{Article, Head};
use crate::model::block::{Block, BlockKind};
use crate::model::correction::list::Corrections;
use crate::model::correction::{Correction, Place, Scope, What};
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::findings::ArticleFindings;
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::knowledge::Knowledge;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::text::span::Span;

const TEXT: &str = "Ada Berg met Bo Lind on Tuesday. “The port stays open,” she said. Berg rejected the port fee. \
                    The union backed the harbour tax. “We pay,” Lind said.";

fn article() -> Article {
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, TEXT.len()) }];
    let path = Some("news/a.md".into());
    Article { head: Head { id: "a".into(), path, ..Head::default() }, text: TEXT.into(), blocks, ..Article::default() }
}

#[track_caller]
fn span(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn entity(name: &str, mentions: &[&str]) -> Entity {
    let mentions = mentions.iter().map(|m| Mention { span: span(m), reason: Reason::rule("found") }).collect();
    let name = name.to_owned();
    Entity { name, kind: EntityKind::Person, mentions, nominals: Vec::new(), roles: Vec::new(), resolved: true }
}

fn position(holder: &str, entity: Option<u32>, polarity: Polarity, evidence: &str) -> Position {
    Position {
        holder: holder.to_owned(),
        entity: entity.map(EntityId),
        side: Some("Norland".to_owned()),
        stance: if polarity == Polarity::For { Stance::Supports } else { Stance::Opposes },
        polarity,
        evidence: span(evidence),
        cue: None,
        inferred: true,
        score: 0.4,
        shown: false,
        reason: Reason::rule("found"),
    }
}

fn issue(name: &str, mentions: &[&str], positions: Vec<Position>) -> Issue {
    let mentions = mentions.iter().map(|m| span(m)).collect();
    Issue { name: name.to_owned(), mentions, positions, disputed: false, reason: Reason::rule("found") }
}

fn findings() -> ArticleFindings {
    let quotation = |words: &str, source: &str, speaker: Option<u32>| Quotation {
        kind: QuotationKind::Direct,
        source: Some(span(source)),
        speaker: speaker.map(EntityId),
        cue: None,
        content: vec![span(words)],
        reason: Reason::rule("found"),
    };
    ArticleFindings {
        entities: vec![
            entity("Ada Berg", &["Ada Berg", "Berg rejected"]),
            entity("Bo Lind", &["Bo Lind", "Lind said"]),
        ],
        quotations: vec![quotation("“The port stays open,”", "she", None), quotation("“We pay,”", "Lind", Some(1))],
        issues: vec![
            issue(
                "port fee",
                &["the port fee"],
                vec![position("Ada Berg", Some(0), Polarity::Against, "Berg rejected the port fee")],
            ),
            issue(
                "harbour tax",
                &["the harbour tax"],
                vec![position("the union", None, Polarity::For, "The union backed the harbour tax")],
            ),
        ],
        ..ArticleFindings::default()
    }
}

/// A correction of every article that has the name.
fn everywhere(what: What, was: &str, now: &str) -> Correction {
    let names = vec![was.to_owned()];
    Correction { what, scope: Scope::Everywhere, was: was.into(), now: now.into(), names, ..Correction::default() }
}

/// A correction of the passage that has these words.
fn at(what: What, words: &str, now: &str) -> Correction {
    let place = Place::new(&article(), Some(span(words)));
    Correction { what, place, now: now.into(), ..Correction::default() }
}

#[track_caller]
fn after(corrections: &[Correction]) -> ArticleFindings {
    let list = Corrections::new(corrections.to_vec());
    let corrected = corrected(&article(), &findings(), &list, &Knowledge::default()).expect("something concerns it");
    assert!(corrected.found.iter().all(|(_, found)| *found), "{:?}", corrected.found);
    corrected.findings
}

fn names(findings: &ArticleFindings) -> Vec<&str> {
    findings.entities.iter().map(|e| e.name.as_str()).collect()
}

#[test]
fn an_entity_gets_another_name_kind_and_side_and_goes() {
    let found = after(&[everywhere(What::EntityName, "Ada Berg", "Ada Bergson")]);
    assert_eq!(names(&found), ["Ada Bergson", "Bo Lind"]);
    assert_eq!(found.issues[0].positions[0].holder, "Ada Bergson");
    assert!(
        found.entities[0].mentions.iter().all(|m| m.reason.is_by_hand())
            && !found.entities[1].mentions[0].reason.is_by_hand()
    );
    let found = after(&[everywhere(What::EntityKind, "Bo Lind", "organisation")]);
    assert_eq!(found.entities[1].kind, EntityKind::Organisation);
    let found = after(&[everywhere(What::EntitySide, "the union", "Sudland")]);
    assert_eq!(found.issues[1].positions[0].side.as_deref(), Some("Sudland"));
    let found = after(&[everywhere(What::EntityHide, "Bo Lind", "")]);
    assert_eq!((names(&found), found.quotations[1].speaker), (vec!["Ada Berg"], None));
    assert_eq!(found.issues[0].positions[0].entity, Some(EntityId(0)));
}

#[test]
fn two_entities_become_one_and_one_becomes_two() {
    let found = after(&[everywhere(What::EntityMerge, "Bo Lind", "Ada Berg")]);
    assert_eq!((names(&found), found.entities[0].mentions.len()), (vec!["Ada Berg"], 4));
    assert_eq!(found.quotations[1].speaker, Some(EntityId(0)));
    let split = Correction { was: "Ada Berg".into(), ..at(What::EntitySplit, "Berg rejected", "Eva Berg") };
    let found = after(std::slice::from_ref(&split));
    assert_eq!(names(&found), ["Ada Berg", "Bo Lind", "Eva Berg"]);
    // Renaming what was split off to what it was makes it one again.
    let found = after(&[split, everywhere(What::EntityName, "Eva Berg", "Ada Berg")]);
    assert_eq!((names(&found), found.entities[0].mentions.len()), (vec!["Ada Berg", "Bo Lind"], 2));
}

#[test]
fn a_quotation_gets_another_speaker_and_extent_and_goes() {
    let found = after(&[at(What::QuotationSpeaker, "“The port stays open,”", "Ada Berg")]);
    assert_eq!(found.quotations[0].speaker, Some(EntityId(0)));
    assert!(found.quotations[0].reason.is_by_hand());
    let found = after(&[at(What::QuotationSpeaker, "“The port stays open,”", "Cy Dahl")]);
    assert_eq!(found.quotations[0].speaker.and_then(|id| found.entity(id)).map(|e| e.name.as_str()), Some("Cy Dahl"));
    assert_eq!(after(&[at(What::QuotationSpeaker, "“We pay,”", "")]).quotations[1].speaker, None);
    let passages = vec!["“We pay,” Lind said.".to_owned()];
    let found = after(&[Correction { passages, ..at(What::QuotationExtent, "“We pay,”", "") }]);
    assert_eq!(found.quotations[1].content, [span("“We pay,” Lind said.")]);
    assert_eq!(after(&[at(What::QuotationNone, "“We pay,”", "")]).quotations.len(), 1);
}

#[test]
fn a_position_is_stated_by_whoever_corrected_it() {
    let of = |what, now: &str| Correction {
        holder: "Ada Berg".into(),
        issue: "port fee".into(),
        ..at(what, "Berg rejected the port fee", now)
    };
    let found = after(&[of(What::PositionPolarity, "for")]);
    let it = &found.issues[0].positions[0];
    assert_eq!((it.polarity, it.stance, it.inferred, it.shown), (Polarity::For, Stance::Supports, false, true));
    let found = after(&[of(What::PositionHolder, "the union")]);
    assert_eq!(
        (found.issues[0].positions[0].holder.as_str(), found.issues[0].positions[0].entity),
        ("the union", None)
    );
    let found = after(&[of(What::PositionIssue, "harbour tax")]);
    assert_eq!((found.issues[0].positions.len(), found.issues[1].positions.len()), (0, 2));
    assert!(!found.issues[1].disputed, "both are not shown, or of one side");
    let found = after(&[of(What::PositionIssue, "the fee of all fees")]);
    assert_eq!((found.issues[2].name.as_str(), found.issues[2].mentions.len()), ("the fee of all fees", 1));
    assert!(after(&[of(What::PositionNone, "")]).issues[0].positions.is_empty());
    // One after the other, each on what the one before left.
    let found = after(&[of(What::PositionPolarity, "for"), of(What::PositionHolder, "the union")]);
    assert_eq!(found.issues[0].positions[0].polarity, Polarity::For);
}

#[test]
fn an_issue_is_renamed_merged_split_and_hidden() {
    let found = after(&[everywhere(What::IssueName, "port fee", "the fee")]);
    assert!(found.issues[0].name == "the fee" && found.issues[0].reason.is_by_hand());
    let found = after(&[everywhere(What::IssueMerge, "harbour tax", "port fee")]);
    assert_eq!((found.issues.len(), found.issues[0].positions.len(), found.issues[0].mentions.len()), (1, 2, 2));
    let split = Correction { was: "port fee".into(), ..at(What::IssueSplit, "the harbour tax", "tax") };
    let found = after(&[everywhere(What::IssueMerge, "harbour tax", "port fee"), split]);
    assert_eq!(
        found.issues.iter().map(|i| (i.name.as_str(), i.positions.len())).collect::<Vec<_>>(),
        [("port fee", 1), ("tax", 1)]
    );
    assert_eq!(after(&[everywhere(What::IssueHide, "port fee", "")]).issues.len(), 1);
}

#[test]
fn outlet_and_day_are_known_about_the_article_and_its_folder() {
    let folder = Place { path: "news".into(), ..Place::default() };
    let outlet = Correction {
        what: What::Outlet,
        scope: Scope::Folder,
        place: folder,
        now: "Post".into(),
        ..Correction::default()
    };
    let place = Place::new(&article(), None);
    let day = Correction {
        what: What::Published,
        scope: Scope::Article,
        place,
        now: "2021-03-19".into(),
        ..Correction::default()
    };
    let list = Corrections::new(vec![outlet, day]);
    let corrected = corrected(&article(), &findings(), &list, &Knowledge::default()).unwrap();
    let metadata = corrected.metadata.unwrap();
    assert_eq!((metadata.source.as_deref(), metadata.published), (Some("Post"), Some(jiff::civil::date(2021, 3, 19))));
    assert_eq!(metadata.by_hand, ["source", "published"]);
    let tuesday = corrected.findings.dates.iter().find(|d| d.span == span("Tuesday"));
    assert_eq!(tuesday.and_then(|d| d.value.as_deref()), Some("2021-03-16"), "a day of the week counts from it");
}

#[test]
fn what_is_lost_changes_nothing_and_is_told() {
    let edited = Article { text: TEXT.replace("“We pay,”", "“We do not,”"), ..article() };
    let list = Corrections::new(vec![at(What::QuotationNone, "“We pay,”", "")]);
    let corrected = corrected(&edited, &findings(), &list, &Knowledge::default()).unwrap();
    assert_eq!((corrected.found, corrected.findings), (vec![(0, false)], findings()));
}

/// Any correction, of what is there or of what is not.
fn any() -> impl Strategy<Value = Correction> {
    let name = prop::sample::select(vec![
        "Ada Berg",
        "Bo Lind",
        "Eva Berg",
        "port fee",
        "harbour tax",
        "the union",
        "tax",
        "",
    ]);
    let words = prop::sample::select(vec![
        "Ada Berg",
        "Berg rejected",
        "“We pay,”",
        "Berg rejected the port fee",
        "the harbour tax",
        "she",
    ]);
    let what = prop::sample::select(What::NAMES.to_vec());
    let scope = prop::sample::select(Scope::NAMES.to_vec());
    (what, scope, name.clone(), name.clone(), name, words).prop_map(
        |((_, what), (_, scope), was, now, issue, words)| Correction {
            scope,
            was: was.into(),
            names: vec![was.into(), words.into()],
            holder: was.into(),
            issue: issue.into(),
            passages: vec![words.into()],
            ..at(what, words, now)
        },
    )
}

proptest! {
    #[test]
    fn any_corrections_undone_give_what_was_found(corrections in prop::collection::vec(any(), 0..8)) {
        let (article, found) = (article(), findings());
        let lay = |list: &Corrections| corrected(&article, &found, list, &Knowledge::default()).map(|c| (c.metadata, c.findings));
        let mut list = Corrections::default();
        let mut states = Vec::new();
        for correction in corrections {
            states.push(lay(&list));
            list.add(correction);
        }
        while let Some(before) = states.pop() {
            prop_assert!(list.undo().is_some());
            prop_assert_eq!(lay(&list), before);
        }
        prop_assert!(list.is_empty() && lay(&list).is_none());
    }

    #[test]
    fn whatever_is_corrected_the_findings_are_sound(corrections in prop::collection::vec(any(), 1..8)) {
        let list = Corrections::new(corrections);
        let Some(corrected) = corrected(&article(), &findings(), &list, &Knowledge::default()) else { return Ok(()) };
        let found = corrected.findings;
        let mut spans: Vec<Span> = found.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span).collect();
        spans.sort_unstable();
        prop_assert!(spans.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "mentions do not overlap");
        for quotation in &found.quotations {
            prop_assert!(!quotation.content.is_empty());
            prop_assert!(quotation.speaker.is_none_or(|id| found.entity(id).is_some()));
        }
        for issue in &found.issues {
            prop_assert!(!issue.mentions.is_empty() && issue.positions.is_sorted_by_key(|p| p.evidence));
            prop_assert!(issue.positions.iter().all(|p| p.entity.is_none_or(|id| found.entity(id).is_some())));
        }
    }
}
