//! What is found across a few articles with made-up sentences.

use crate::analysis;
use crate::model::across::Across;
use crate::model::across::quotation::Utterance;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

/// An article whose first line is its headline and whose others are paragraphs.
pub(in crate::analysis) fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Body };
        if !line.trim().is_empty() {
            blocks.push(Block { kind, span: Span::new(at, at + line.len()).trimmed(text) });
        }
        at += line.len() + 1;
    }
    Article { text: text.to_owned(), blocks, ..Article::default() }
}

/// What is found across articles with these texts.
pub(super) fn across(texts: &[&str]) -> Across {
    let articles: Vec<Article> = texts.iter().map(|t| article(t)).collect();
    let findings: Vec<_> = articles.iter().map(analysis::article).collect();
    analysis::across(&articles.iter().zip(&findings).collect::<Vec<_>>())
}

/// A text with spans in brackets.
fn marked(text: &str, spans: &[Span]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for span in spans {
        out.push_str(&text[at..span.from()]);
        out.extend(["[", span.of(text), "]"]);
        at = span.to();
    }
    out + &text[at..]
}

const SPEECH: &str = "Norland waits\n“The harbour will never be sold to anybody, and whoever says so is lying,” Mayor Ada \
    Berg told the council. The vote is on Friday.";
const CUT: &str = "Harbour fight\nAda Berg claimed that the harbour “will never be sold” and left the room.";

#[test]
fn what_a_cut_drops_is_marked_in_the_fullest_version() {
    let found = across(&[SPEECH, CUT, "Ferries\nThe ferries ran late again."]);
    let [utterance] = &found.quotations[..] else { panic!("{:?}", found.quotations) };
    let [full, cut] = &utterance.versions[..] else { panic!("{utterance:?}") };
    assert!(full.is_fullest && !cut.is_fullest && !utterance.is_same());
    assert_eq!(full.dropped, []);
    assert!(
        marked(SPEECH, &cut.dropped)
            .contains("“[The harbour] will never be sold [to anybody, and whoever says so is lying],”"),
        "{}",
        marked(SPEECH, &cut.dropped)
    );
    assert_eq!(full.cue.map(|c| c.of(SPEECH)), Some("told"));
    assert_eq!(cut.cue.map(|c| c.of(CUT)), Some("claimed"));
    assert_eq!(cut.own, []);
}

#[test]
fn a_quotation_in_parts_is_one_version() {
    let parts = "Harbour\n“The harbour will never be sold to anybody,” Ada Berg said. “And whoever says so is lying.”";
    let found = across(&[parts, SPEECH]);
    let [utterance] = &found.quotations[..] else { panic!("{:?}", found.quotations) };
    assert_eq!(utterance.versions[0].spans.len(), 2);
    assert!(utterance.is_same(), "{utterance:?}");
}

#[test]
fn other_words_stand_in_their_own_version() {
    let other = "Harbour\n“The port will never be sold to anybody, and whoever says so is lying,” Ada Berg said.";
    let found = across(&[SPEECH, other]);
    let [utterance] = &found.quotations[..] else { panic!("{:?}", found.quotations) };
    let [a, b] = &utterance.versions[..] else { panic!("{utterance:?}") };
    let shorter = if a.is_fullest { (b, other, SPEECH) } else { (a, SPEECH, other) };
    assert!(marked(shorter.1, &shorter.0.own).contains(if a.is_fullest { "[port]" } else { "[harbour]" }));
    assert!(marked(shorter.2, &shorter.0.dropped).contains(if a.is_fullest { "[harbour]" } else { "[port]" }));
}

const COPY: &str = "Ferry sinks\nA ferry with a cargo of timber sank off the northern islands early on Monday, and the \
    coast guard began a wide search for its crew. Two boats from Port Ellery joined the search before noon.\nThe owner \
    could not be reached by telephone on Monday evening.";

#[test]
fn copies_are_one_text_whatever_was_edited() {
    let edited = "Timber ship lost\nPort Ellery (Reuters)\nA ferry with a big cargo of timber sank off the northern islands \
        early on Monday, and the coast guard began a wide search for its crew. Two boats from Port Ellery joined the \
        search before noon.";
    let own = "Search goes on\nNobody knows how many people were on board. The northern islands have seen three such \
        losses in ten years, and each time the owners blamed the weather and the insurers blamed the owners.";
    let found = across(&[COPY, own, edited]);
    assert_eq!(found.wording.texts, [0, 1, 0]);
    assert_eq!(found.wording.independent(), 2);
    let [passage] = &found.wording.passages[..] else { panic!("{:?}", found.wording) };
    let texts = [COPY, own, edited];
    for place in &passage.places {
        let text = place.span.of(texts[place.article]);
        assert!(text.starts_with("A ferry") && text.ends_with("before noon"), "{text}");
    }
    assert_eq!(passage.places.iter().map(|p| p.article).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn what_both_quote_is_no_same_wording() {
    let found =
        across(&[SPEECH, &format!("Harbour\nIn the evening paper one reads: {}", SPEECH.split('\n').nth(1).unwrap())]);
    let quote_only = across(&[
        "A\n“The harbour will never be sold to anybody, and whoever says so is lying,” said Berg.",
        "B\nLoud cheers followed: “The harbour will never be sold to anybody, and whoever says so is lying.”",
    ]);
    assert_eq!(quote_only.wording.passages, []);
    assert_eq!(found.wording.passages.len(), 1);
}

#[test]
fn an_article_with_itself_is_all_the_same() {
    let found = across(&[COPY, COPY]);
    assert_eq!(found.wording.independent(), 1);
    let words: usize = found.wording.passages.iter().map(|p| p.words).sum();
    assert_eq!(words, COPY.split_whitespace().count() - "Ferry sinks".split_whitespace().count());
    let found = across(&[SPEECH, SPEECH]);
    assert!(found.quotations.iter().all(Utterance::is_same) && found.quotations.len() == 1);
    assert_eq!(found.silence, []);
    assert_eq!(found.voices[0], found.voices[1]);
}

/// `expected` is `"the paper 40, France 60"`.
#[track_caller]
fn check_voices(text: &str, expected: &str) {
    let found = across(&[text]);
    let shares: Vec<_> = found.voices[0].shares.iter().map(|s| format!("{} {}", s.voice.name(), s.percent)).collect();
    assert_eq!(shares.join(", "), expected, "{text}");
}

#[test]
fn every_word_has_one_voice() {
    check_voices("T\nThe boats came home late and empty.", "the paper 100");
    check_voices("T\n“We will not sign,” French officials said.", "the paper 43, France 57");
    check_voices("T\n“We will not sign,” the owner said.", "the paper 43, others 57");
    check_voices("", "");
}

#[test]
fn each_article_has_its_names_for_one_person() {
    let found = across(&[
        "A\nPresident Tomas Reed spoke in Rome. Mr. Reed then left. Mr. Reed was late.",
        "B\nTomas Reed, the former mayor, spoke in Rome. Reed then left.",
    ]);
    let [named] = &found.naming[..] else { panic!("{:?}", found.naming) };
    let forms: Vec<_> = named.forms.iter().map(|f| (f.text.as_str(), f.count(0), f.count(1))).collect();
    let expected =
        [("Mr. Reed", 2, 0), ("President Tomas Reed", 1, 0), ("Tomas Reed, the former mayor", 0, 1), ("Reed", 0, 1)];
    assert_eq!(forms, expected);
}

/// `expected` are the entries, each `"value value = agrees"` or `"… ≠"`.
#[track_caller]
fn check_figures(texts: &[&str], expected: &[&str]) {
    let found = across(texts);
    let entries: Vec<String> = found
        .figures
        .iter()
        .map(|entry| {
            let amounts: Vec<_> = entry.readings.iter().map(|r| r.span.of(texts[r.article])).collect();
            format!("{} {}", amounts.join(" | "), if entry.agrees { "=" } else { "≠" })
        })
        .collect();
    assert_eq!(entries, expected, "{:#?}", found.figures);
}

#[test]
fn numbers_of_the_same_thing_agree_or_not() {
    check_figures(
        &[
            "A\nAt least 12 people were killed when the ferry Marta sank off Port Ellery.",
            "B\nThe ferry Marta sank off Port Ellery and a dozen people were killed.",
            "C\nThe ferry Marta sank near Port Ellery; 31 people were killed.",
        ],
        &["At least 12 people | a dozen people | 31 people ≠"],
    );
    check_figures(
        &[
            "A\nNorland put sanctions on 24 officials of the Ostmark ministry.",
            "B\nThe sanctions by Norland hit two dozen officials of the Ostmark ministry.",
        ],
        &["24 officials | two dozen officials ="],
    );
    check_figures(
        &[
            "A\nThe bridge over the Ellery strait cost $1.43 billion, auditors found.",
            "B\nAuditors found that the bridge over the strait cost about $1.4 billion.",
        ],
        &["$1.43 billion | about $1.4 billion ="],
    );
}

#[test]
fn numbers_of_different_things_are_not_compared() {
    let sank = "A\nTwelve people were killed and 30 people were injured when the ferry Marta sank off Port Ellery.";
    check_figures(
        &[sank, "B\nWhen the ferry Marta sank off Port Ellery 31 people were injured."],
        &["30 people | 31 people ≠"],
    );
    check_figures(&[sank, "B\nThe ferry Marta carried 31 people to Port Ellery on its last trip but one."], &[]);
    check_figures(&["A\nThe plan costs $5 million.", "B\nThe plan would save 5 million trees."], &[]);
}

#[test]
fn round_numbers_and_shares_meet_those_that_fit_best() {
    check_figures(
        &[
            "A\nNorland gives the vaccine to 100 of the poorest countries of the southern islands.",
            "B\nThe vaccine of Norland goes to 92 countries of the southern islands.",
        ],
        &[],
    );
    check_figures(
        &[
            "A\nIn Ostmark 8.5% of the petrol stations had no fuel, and 7.7% in Westhaven.",
            "B\nNearly 8 per cent of petrol stations in Westhaven and more than 6 per cent in Ostmark had no fuel.",
        ],
        &["8.5% | more than 6 per cent =", "7.7% | Nearly 8 per cent ="],
    );
}

#[test]
fn days_of_the_same_happening_agree_or_not() {
    let texts = [
        "A\nThe ferry Marta sank off Port Ellery on March 3, 2020.",
        "B\nThe ferry Marta sank off Port Ellery on March 4, 2020.",
        "C\nThe owner of the ferry Marta said on March 5, 2020 that nobody was to blame.",
    ];
    let found = across(&texts);
    let [dated] = &found.dates[..] else { panic!("{:?}", found.dates) };
    assert!(!dated.agrees);
    assert_eq!(dated.readings.iter().map(|d| d.value.as_str()).collect::<Vec<_>>(), ["2020-03-03", "2020-03-04"]);
}

/// `expected` are what the last article lacks, as `"kind name: words that were looked for"`.
#[track_caller]
fn check_silence(texts: &[&str], expected: &[&str]) {
    let found = across(texts);
    let last = found.silence.iter().filter(|a| a.article == texts.len() - 1);
    let lines: Vec<_> = last.map(|a| format!("{} {}: {}", a.kind.name(), a.name, a.looked_for.join(", "))).collect();
    assert_eq!(lines, expected);
}

const INQUIRY: &str = "Inquiry\nThe Fisheries Agency was searched on Monday. Tomas Reed of the Fisheries Agency left. \
    Reed was angry. Nobody told Reed why.";

#[test]
fn what_others_name_and_one_does_not_is_told_with_the_words_looked_for() {
    check_silence(
        &[INQUIRY, INQUIRY, "Weather\nIt rained in the north."],
        &["entity Fisheries Agency: Fisheries Agency", "entity Tomas Reed: Tomas Reed, Reed"],
    );
}

#[test]
fn a_word_anywhere_in_the_text_is_enough_not_to_be_silent() {
    check_silence(&[INQUIRY, INQUIRY, "Weather\nThe REED case goes on. The fisheries agency is shut."], &[]);
    check_silence(&[INQUIRY, "A\nFish was sold.", "Weather\nIt rained in the north."], &[]);
}

#[test]
fn one_sentence_with_two_numbers_is_a_disagreement() {
    let agrees = |one: &str, other: &str| {
        let found = across(&[&format!("Flood in Norland\n{one}"), &format!("Flood in Norland\n{other}")]).figures;
        found.iter().map(|f| f.agrees).collect::<Vec<_>>()
    };
    assert_eq!(agrees("The flood killed 12 people in Norland.", "The flood killed 40 people in Norland."), [false]);
    assert_eq!(agrees("The flood killed 12 people in Norland.", "The storm sank 40 boats in Norland."), [false; 0]);
    assert_eq!(
        agrees(
            "Unemployment in Norland rose to 4.5 percent in April 2020.",
            "Unemployment in Norland rose to 9.1 percent in May 2021."
        ),
        [false; 0]
    );
}
