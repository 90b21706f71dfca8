//! Issues and positions in invented sentences.

use proptest::prelude::*;

use crate::analysis;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::Issue;
use crate::text::span::Span;

/// An article with one block a paragraph.
fn article(text: &str) -> Article {
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            article.blocks.push(Block { kind: BlockKind::Body, span });
        }
        at += part.len() + 2;
    }
    article
}

fn issues(text: &str) -> Vec<Issue> {
    analysis::article(&article(text)).issues
}

/// `expected` is `holder stance polarity`, of the issue whose name or mentions hold `issue`; all of them, in order.
#[track_caller]
fn check(text: &str, issue: &str, expected: &[&str]) {
    let all = issues(text);
    let named = |i: &&Issue| i.mentions.iter().any(|m| m.of(text).contains(issue));
    let found: Vec<String> = all
        .iter()
        .filter(named)
        .flat_map(|i| &i.positions)
        .map(|p| format!("{} {} {}", p.holder, p.stance.name(), p.polarity.name()))
        .collect();
    assert_eq!(found, expected, "{:#?}", all.iter().map(|i| &i.name).collect::<Vec<_>>());
}

#[test]
fn verbs_of_stance() {
    check("Germany opposes the new fishing quota treaty.", "treaty", &["Germany opposes against"]);
    check("Critics condemned the ban on rallies in Lyon.", "ban on rallies", &["Critics accuses against"]);
    check("Farmers welcomed the deal on water rights.", "deal on water rights", &["Farmers supports for"]);
    check("The ban on rallies was criticised by lawmakers.", "ban on rallies", &["lawmakers accuses against"]);
    check(
        "Lawmakers and Greece voted against the pension law.",
        "pension law",
        &["Lawmakers opposes against", "Greece opposes against"],
    );
}

#[test]
fn negation_and_nested_verbs_turn_a_stance_round() {
    check("The ministers rejected calls to lift the ban on rallies.", "ban on rallies", &["ministers supports for"]);
    check("Greece did not oppose the pension law.", "pension law", &["Greece supports for"]);
    check("Residents urged the council to scrap the parking tax.", "parking tax", &["Residents demands against"]);
    check("France accused Italy of undermining the fishing treaty.", "fishing treaty", &["France accuses for"]);
}

#[test]
fn the_one_who_opposes_holds_the_position_and_not_the_one_who_says_so() {
    check("Spain said that Portugal opposes the fishing treaty.", "fishing treaty", &["Portugal opposes against"]);
}

#[test]
fn questions_and_conditions_are_no_positions() {
    check("Will Greece oppose the pension law?", "pension law", &[]);
    check("It is unclear whether Greece will oppose the pension law of the region.", "pension law", &[]);
}

#[test]
fn both_sides_can_hold_a_position() {
    let text = "Both sides support the ceasefire agreement in Sudan.";
    check(text, "ceasefire", &["Both sides supports for"]);
}

#[test]
fn speech_is_its_speakers() {
    let text = "The pension law divides Greece.\n\n“The pension law is unfair,” said lawmakers from Crete.";
    check(text, "pension law", &["lawmakers opposes against"]);
}

#[test]
fn who_warns_of_harm_is_against_what_does_it_and_for_what_suffers() {
    let text = "“The quota treaty would hurt coastal security,” said lawmakers from Crete.";
    check(text, "quota treaty", &["lawmakers warns against"]);
    check(text, "coastal security", &["lawmakers warns for"]);
}

#[test]
fn sides_come_from_the_text() {
    let text = "French officials criticised the fishing treaty. Beijing backed the fishing treaty. Observers praised the fishing treaty.";
    let all = issues(text);
    let sides: Vec<_> = all.iter().flat_map(|i| &i.positions).map(|p| p.side.as_deref()).collect();
    assert_eq!(sides, [Some("France"), Some("China"), None]);
    assert!(all[0].disputed);
}

#[test]
fn agreement_is_no_dispute() {
    let text = "French officials backed the fishing treaty. Beijing praised the fishing treaty.";
    assert!(issues(text).iter().all(|i| !i.disputed));
}

#[test]
fn variants_of_a_name_are_one_issue() {
    let text = "Parliament debates a ban on plastic bags. Shops oppose the plastic bag ban. The ban on plastic bags comes in \
        May, and critics reject the ban.";
    let all = issues(text);
    assert_eq!(all.len(), 1, "{:#?}", all.iter().map(|i| &i.name).collect::<Vec<_>>());
    assert_eq!(all[0].mentions.len(), 4);
    assert_eq!(all[0].name, "ban on plastic bags");
}

#[test]
fn matters_with_one_noun_and_different_modifiers_stay_apart() {
    let text =
        "Voters reject the fuel tax. Voters back the carbon tax. The fuel tax hurts drivers. The carbon tax is new.";
    let names: Vec<_> = issues(text).into_iter().map(|i| i.name).collect();
    assert!(names.contains(&"fuel tax".to_owned()) && names.contains(&"carbon tax".to_owned()), "{names:?}");
}

#[test]
fn a_deal_with_one_country_is_not_the_deal_with_another() {
    let text = "Critics reject the nuclear deal with Peru. Critics back the nuclear deal with Chile.";
    let names: Vec<_> = issues(text).into_iter().map(|i| i.name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn people_days_and_numbers_are_no_issues() {
    let text = "Lawmakers criticised Ann Keller on Tuesday. Ann Keller opposes 24 officials. Critics blamed Ann Keller in 2019.";
    let names: Vec<_> = issues(text).into_iter().map(|i| i.name).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn issues_are_merged_across_articles_and_disputed_between_them() {
    let texts = [
        "Greece opposes the pension law. The pension law is new.",
        "Spain supports the pension law. The pension law is old.",
    ];
    let articles: Vec<_> = texts.iter().map(|t| article(t)).collect();
    let findings: Vec<ArticleFindings> = articles.iter().map(analysis::article).collect();
    assert!(findings.iter().all(|f| f.issues.iter().all(|i| !i.disputed)));
    let both: Vec<_> = articles.iter().zip(&findings).collect();
    let merged = super::across(&both);
    assert_eq!((merged[0].name.as_str(), merged[0].disputed, merged[0].members.len()), ("pension law", true, 2));
}

proptest! {
    #[test]
    fn any_text_is_survived_and_spans_lie_inside(
        words in proptest::collection::vec(
            prop_oneof![
                "[a-zA-Zé界’“”\"'.,;:?!-]{1,8}",
                Just("the ban on".to_owned()), Just("Greece".to_owned()), Just("opposes".to_owned()), Just("said".to_owned()),
                Just("law".to_owned()), Just("to lift".to_owned()), Just("’s".to_owned()), Just("\n\n".to_owned()),
                Just("is wrong".to_owned()), Just("“".to_owned()), Just("”".to_owned()), Just("by".to_owned()),
            ],
            0..60,
        )
    ) {
        let text = words.join(" ");
        let findings = analysis::article(&article(&text));
        for issue in &findings.issues {
            prop_assert!(!issue.name.is_empty());
            prop_assert!(!issue.mentions.is_empty());
            prop_assert!(issue.mentions.is_sorted());
            let spans = issue.mentions.iter().copied();
            let shown = issue.positions.iter().flat_map(|p| p.cue.into_iter().chain([p.evidence]));
            for span in spans.chain(shown) {
                prop_assert!(!span.of(&text).is_empty(), "{span:?}");
            }
            prop_assert!(issue.positions.iter().all(|p| !p.holder.is_empty() && !p.reason.rule.is_empty()));
        }
    }
}
