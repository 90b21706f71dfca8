//! Annotations as programs write them, whole and damaged.

use super::*;
use crate::load::record;
use crate::load::source::Source;
use crate::model::article::Article;

const TEXT: &str = "Jane Roe met Brakel’s mayor. “It is over,” Roe said. Brakel is quiet.";

fn article(fields: &str) -> Article {
    let value: Value = serde_json::from_str(&format!("{{\"text\": \"{TEXT}\", {fields}}}")).unwrap();
    let Value::Table(fields) = value else { panic!("no object") };
    let options = crate::load::Options::default();
    let source = Source { path: Some("a.jsonl".into()), options: &options, depth: 0 };
    record::article(&source, 1, fields).unwrap()
}

/// The names that `fields` give with their kinds and the words of their mentions, one a line, and the problems.
#[track_caller]
fn check(fields: &str, names: &[&str], problems: &[&str]) {
    let article = article(fields);
    let given = article.given.as_ref().map(|g| g.findings.entities.as_slice()).unwrap_or_default();
    let found: Vec<String> = given
        .iter()
        .map(|e| {
            let words: Vec<_> = e.mentions.iter().map(|m| m.span.of(TEXT)).collect();
            format!("{} {}: {}", e.kind.name(), e.name, words.join(", "))
        })
        .collect();
    assert_eq!(found, names, "{fields}");
    let found: Vec<_> = article.problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(found, problems, "{fields}");
}

#[test]
fn entities_as_programs_write_them() {
    let both = ["person Jane Roe: Jane Roe", "place Brakel: Brakel, Brakel"];
    check(
        r#""ents": [{"start": 0, "end": 8, "label": "PERSON"}, {"start": 13, "end": 19, "label": "GPE"},
            {"start": 53, "end": 59, "label": "GPE"}]"#,
        &both,
        &[],
    );
    check(r#""label": [[0, 8, "PER"], [13, 19, "LOC"], [53, 59, "LOC"]]"#, &both, &[]);
    check(
        r#""entities": [{"text": "Jane Roe", "type": "Person", "offset": 0, "length": 8},
            {"text": "Brakel", "type": "Location", "offset": 13, "length": 6}]"#,
        &["person Jane Roe: Jane Roe", "place Brakel: Brakel"],
        &[],
    );
    // Names that another program holds for one are one.
    check(
        r#""entities": [{"start": 0, "end": 8, "label": "PER", "kb_id": "Q1"}, {"start": 43, "end": 46, "label": "PER", "kb_id": "Q1"}]"#,
        &["person Jane Roe: Jane Roe, Roe"],
        &[],
    );
}

#[test]
fn bytes_are_told_by_the_words_they_count() {
    check(r#""entities": [{"text": "Roe", "label": "PER", "start": 49, "end": 52}]"#, &["person Roe: Roe"], &[]);
}

#[test]
fn places_outside_of_the_text_cost_only_themselves() {
    check(
        r#""entities": [[0, 8, "PER"], [500, 510, "PER"], [9, 3, "PER"], [-4, 2, "PER"]]"#,
        &["person Jane Roe: Jane Roe"],
        &[
            "has 3 annotations outside of its text of 69 characters, the first is `entities[1]`, from 500 to 510; they are passed over",
        ],
    );
    check(
        r#""entities": [[0, 8, "PER"], [0, 4, "PER"], [13, 19, "DATE"]]"#,
        &["person Jane Roe: Jane Roe"],
        &[
            "has 1 annotations of kinds that are not read, such as `DATE`",
            "has 1 annotations that overlap others; the longer ones stand",
        ],
    );
}

#[test]
fn names_without_places_stay_a_field() {
    let article = article(r#""entities": ["Jane Roe", "Brakel"]"#);
    assert_eq!((&article.given, article.metadata.field("entities")), (&None, Some(r#"["Jane Roe","Brakel"]"#)));
}

#[test]
fn what_is_given_is_kept_as_it_was_beside_what_is_read() {
    let article = article(r#""ents": [{"start": 0, "end": 8, "label": "PERSON", "sure": 0.9}]"#);
    assert!(article.metadata.field("ents").is_some_and(|kept| kept.contains("0.9")));
}

#[test]
fn quotations_and_issues() {
    let article = article(
        r#""entities": [[0, 8, "PER"]],
           "quotes": [{"quote": "“It is over,”", "quote_index": "(29,42)", "speaker": "Jane Roe", "verb_index": "(47,51)"}],
           "issues": [{"name": "the talks", "start": 32, "end": 39, "positions": [
               {"holder": "Jane Roe", "polarity": "against", "evidence": [29, 52]},
               {"holder": "Ann Fox", "polarity": 1, "evidence": [900, 901]}]}]"#,
    );
    let given = article.given.unwrap();
    let quotation = &given.findings.quotations[0];
    assert_eq!((quotation.kind, quotation.speaker), (QuotationKind::Direct, Some(EntityId(0))));
    assert_eq!(quotation.cue.map(|cue| cue.of(TEXT)), Some("said"));
    assert_eq!(quotation.content[0].of(TEXT), "“It is over,”");
    let issue = &given.findings.issues[0];
    assert_eq!((issue.name.as_str(), issue.positions.len()), ("the talks", 1));
    assert_eq!(issue.positions[0].stance, Stance::Opposes);
    assert!(issue.positions[0].reason.is_given() && quotation.reason.is_given());
    assert_eq!(article.problems.len(), 1);
}

#[test]
fn offsets_into_markup_are_passed_over() {
    let html = r#"{"content_html": "<p>Jane Roe met nobody.</p>", "entities": [[3, 11, "PER"]]}"#;
    let Ok(Value::Table(fields)) = serde_json::from_str(html) else { panic!("no object") };
    let options = crate::load::Options::default();
    let source = Source { path: None, options: &options, depth: 0 };
    let article = record::article(&source, 1, fields).unwrap();
    assert_eq!((article.given, article.problems.len()), (None, 1));
}

proptest::proptest! {
    #[test]
    fn no_annotation_panics(
        from in -5_i64..80,
        to in -5_i64..80,
        text in "[a-c é界👩]{0,20}",
        own: bool,
    ) {
        let schema = if own { r#""schema": "parallax/1","# } else { "" };
        let json = format!(
            r#"{{"text": "{text}", {schema} "entities": [[{from}, {to}, "PER"], {{"mentions": [[{to}, {from}]], "kind": "place"}}],
                "quotations": [{{"content": [[{from}, {to}], [{to}, {to}]], "source": [{to}, 4]}}],
                "issues": [{{"mentions": [[0, {to}]], "positions": [{{"holder": "a", "evidence": [{from}, 3]}}]}}],
                "blocks": [{{"kind": "body", "span": [0, {to}]}}], "dates": [{{"span": [{from}, {to}]}}]}}"#
        );
        let Ok(Value::Table(fields)) = serde_json::from_str(&json) else { panic!("no object") };
        let options = crate::load::Options::default();
        let source = Source { path: None, options: &options, depth: 0 };
        if let Some(given) = record::article(&source, 1, fields).unwrap().given {
            let spans = given.findings.entities.iter().flat_map(|e| e.mentions.iter().map(|m| m.span));
            let spans = spans.chain(given.findings.quotations.iter().flat_map(|q| q.content.iter().copied()));
            for span in spans {
                proptest::prop_assert!(text.get(span.from()..span.to()).is_some() && !span.is_empty());
            }
        }
    }
}
