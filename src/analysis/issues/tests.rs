//! Issues and positions in invented sentences.

use proptest::prelude::*;

use crate::analysis;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::{Issue, IssueId};
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

/// The issues with what the rules of stance say, before it is decided what is likely enough.
fn told(text: &str) -> Vec<Issue> {
    let article = article(text);
    let document = crate::language::document::Document::new(&article);
    let entities = crate::analysis::entities::find(&document);
    let quotations = crate::analysis::quotations::find(&document, &entities);
    // Every group of likely phrases is an issue here.
    let judges = super::Judges { issue_from: 0.0, ..super::Judges::new(&super::MODELS) };
    let mut prepared = super::prepare(&document, &entities, &quotations, &judges);
    for (issue, position) in prepared.told {
        prepared.issues[issue].positions.push(position);
    }
    prepared.issues
}

/// `expected` is `holder stance polarity`, of the issue whose name or mentions hold `issue`; all of them, in order.
#[track_caller]
fn check(text: &str, issue: &str, expected: &[&str]) {
    let all = told(text);
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
}

/// All positions of `holder` on what `issue` names have this polarity, and there is one.
#[track_caller]
fn decided(text: &str, issue: &str, holder: &str, polarity: &str) {
    let named = |i: &Issue| i.mentions.iter().any(|m| m.of(text).contains(issue));
    let found: Vec<String> = issues(text)
        .into_iter()
        .filter(named)
        .flat_map(|i| i.positions)
        .filter(|p| p.holder == holder)
        .map(|p| p.polarity.name().to_owned())
        .collect();
    assert!(!found.is_empty() && found.iter().all(|p| p == polarity), "{text}: {holder} is {found:?}");
}

#[test]
fn what_a_sentence_says_plainly_is_not_turned_round() {
    let after = " The harbour treaty was debated for a week. The harbour treaty is old.";
    for (text, holder, polarity) in [
        ("No country supports the harbour treaty.", "country", "against"),
        ("Few lawmakers support the harbour treaty.", "lawmakers", "against"),
        ("Neither France nor Italy backs the harbour treaty.", "France", "against"),
        ("Neither France nor Italy backs the harbour treaty.", "Italy", "against"),
        ("The harbour treaty, which Spain opposes, was backed by Italy.", "Spain", "against"),
        ("The harbour treaty was opposed by Spain, France and Italy.", "Spain", "against"),
        ("The harbour treaty was opposed by Spain, France and Italy.", "France", "against"),
        ("The harbour treaty was opposed by Spain, France and Italy.", "Italy", "against"),
        ("Ann Keller, a longtime opponent of the harbour treaty, left the room.", "Ann Keller", "against"),
    ] {
        decided(&format!("{text}{after}"), "harbour treaty", holder, polarity);
    }
}

/// What is shown without being asked of the harbour treaty in a text.
fn shown(text: &str) -> Vec<String> {
    let after = " The harbour treaty was debated for a week. The harbour treaty is old.";
    let text = format!("{text}{after}");
    let named = |i: &Issue| i.mentions.iter().any(|m| m.of(&text).contains("harbour treaty"));
    let positions = issues(&text).into_iter().filter(named).flat_map(|i| i.positions);
    positions.filter(|p| p.shown).map(|p| format!("{} {}", p.holder, p.polarity.name())).collect()
}

#[test]
fn a_plain_verb_of_stance_is_shown() {
    for (text, expected) in [
        ("Jon Dahl, a fisherman, opposes the harbour treaty.", "Jon Dahl against"),
        ("Anna Berg, the mayor of Tollen, supports the harbour treaty.", "Anna Berg for"),
        ("The harbour treaty was opposed by Jon Dahl.", "Jon Dahl against"),
        ("Norway, which rejected the harbour treaty, left the talks.", "Norway against"),
        ("No party supports the harbour treaty.", "party against"),
        ("Hardly any farmers support the harbour treaty.", "farmers against"),
        ("None of the ministers backed the harbour treaty.", "ministers against"),
        ("Jon Dahl refused to back the harbour treaty.", "Jon Dahl against"),
        ("Senator Ida Holm voted against the harbour treaty.", "Ida Holm against"),
        ("The Senate passed the harbour treaty.", "Senate for"),
        ("Jon Dahl called for an end to the harbour treaty.", "Jon Dahl against"),
        ("The union demanded an end to the harbour treaty.", "union against"),
        ("Paul Reed urged the council to drop the harbour treaty.", "Paul Reed against"),
        ("Susan Achterberg called the harbour treaty a disgrace.", "Susan Achterberg against"),
        ("Jon Dahl voiced opposition to the harbour treaty.", "Jon Dahl against"),
        ("Ida Holm withdrew her support for the harbour treaty.", "Ida Holm against"),
    ] {
        assert!(shown(text).iter().any(|s| s == expected), "{text}: {:?}", shown(text));
    }
}

#[test]
fn what_is_supposed_asked_denied_or_told_of_another_is_not_shown() {
    for text in [
        "If Norway rejects the harbour treaty, Iceland will leave the talks.",
        "Anna Berg could back the harbour treaty.",
        "Would Karl Lind support the harbour treaty?",
        "Jon Dahl denied supporting the harbour treaty.",
        "Ida Holm discussed the harbour treaty with Norway.",
        "The council examined the harbour treaty closely.",
        "The minister did not say whether he supports the harbour treaty.",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
    let told = shown("Ida Holm said that Paul Reed opposes the harbour treaty.");
    assert!(!told.iter().any(|s| s.starts_with("Ida Holm")), "{told:?}");
}

#[test]
fn what_a_sentence_leaves_open_or_says_the_other_way_round_is_not_shown() {
    for text in [
        "Ida Holm declined to comment on whether the harbour treaty was fair.",
        "Ida Holm refused to say whether she backs the harbour treaty.",
        "Ida Holm criticised her sister's stance on the harbour treaty.",
        "Ida Holm does not favor changing the harbour treaty.",
        "Ida Holm said she does not favor changing the harbour treaty.",
        "Ida Holm said the governor thinks that the harbour treaty is a mess.",
        "Ida Holm called the harbour treaty “a missed opportunity”.",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
    let wrong = [
        ("Ida Holm described the harbour treaty as “hasty” and unfair.", "Ida Holm for"),
        ("Ida Holm warned of grave consequences if Norland abandons the harbour treaty.", "Ida Holm against"),
        ("Ida Holm warned that prices would rise should Norland sign the harbour treaty.", "Ida Holm for"),
        ("Ida Holm wants to tear up the harbour treaty.", "Ida Holm for"),
        ("Ida Holm is not backing off the harbour treaty.", "Ida Holm against"),
    ];
    for (text, wrong) in wrong {
        assert!(!shown(text).contains(&wrong.to_owned()), "{text}: {:?}", shown(text));
    }
}

#[test]
fn a_second_name_of_somebody_is_nobody_else() {
    let shown = shown("Senator Mark Hale, a Democrat, opposes the harbour treaty.");
    assert_eq!(shown, ["Mark Hale against"]);
}

#[test]
fn names_have_no_judgement_and_no_torn_quotation() {
    let text = "The council rejected the “hasty” harbour treaty. Ida Holm backs the harbour treaty. \
        Paul Reed opposes the “hasty” harbour treaty.";
    assert!(issues(text).iter().all(|i| !i.name.contains(['“', '”'])), "{:?}", issues(text));
}

#[test]
fn negation_and_nested_verbs_turn_a_stance_round() {
    check("The ministers rejected calls to lift the ban on rallies.", "ban on rallies", &["ministers supports for"]);
    check("Greece did not oppose the pension law.", "pension law", &["Greece supports for"]);
    check("Residents urged the council to scrap the parking tax.", "parking tax", &["Residents demands against"]);
    check("France accused Italy of undermining the fishing treaty.", "fishing treaty", &["France accuses for"]);
    check("Norway demanded no fishing ban in the bay.", "fishing ban", &["Norway demands against"]);
    check("Lee urged Spain to give up its fishing ban.", "fishing ban", &["Lee demands against"]);
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
fn an_issue_and_its_end_are_two_across_articles() {
    let texts = ["Greece backs the veto of the pension law.", "Spain opposes the pension law. The pension law is old."];
    let articles: Vec<_> = texts.iter().map(|t| article(t)).collect();
    let findings: Vec<ArticleFindings> = articles.iter().map(analysis::article).collect();
    let both: Vec<_> = articles.iter().zip(&findings).collect();
    assert!(super::across(&both).iter().all(|i| i.members.len() == 1));
}

/// Two accounts of one dispute, which call it by different names, and one of another.
const ACCOUNTS: [&str; 3] = [
    "Council split over fuel levy\n\nThe council of Alder debated the fuel levy on Monday. Mayor Ida Berg said she opposes the \
     fuel levy. \u{201c}The levy will drive drivers away from the harbour,\u{201d} Berg said. Councillor Jon Dahl supports the \
     levy. He said the town needs money for buses.",
    "Berg warns of petrol duty\n\nMayor Ida Berg of Alder warned on Monday that a duty on fuel would drive drivers away from \
     the harbour. The fuel duty would cost shops a fortune, Berg said. Jon Dahl defended the duty on fuel, which would pay \
     for buses in the town. Shop owners oppose the repeal of the market law.",
    "Shops want old hours back\n\nShop owners in Alder want the market law repealed. They say the market law keeps them from \
     selling on Sundays. The union supports the market law.",
];

#[test]
fn what_two_articles_of_a_story_call_otherwise_is_one_issue_in_any_order() {
    let articles: Vec<_> = ACCOUNTS.iter().map(|t| article(t)).collect();
    let findings: Vec<ArticleFindings> = articles.iter().map(analysis::article).collect();
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let all: Vec<_> = order.iter().map(|&i| (&articles[i], &findings[i])).collect();
        let merged = super::across(&all);
        let with = |name: &str| -> Vec<(usize, String)> {
            let own = |(at, id): &(ArticleId, IssueId)| {
                (order[at.index()], all[at.index()].1.issue(*id).map_or_else(String::new, |i| i.name.clone()))
            };
            let named = |issue: &&CorpusIssue| issue.members.iter().any(|member| own(member).1 == name);
            let mut found: Vec<_> = merged.iter().find(named).into_iter().flat_map(|i| &i.members).map(own).collect();
            found.sort();
            found
        };
        let levy = with("fuel levy");
        assert_eq!(levy.len(), 2, "{order:?} {levy:?}");
        assert!(levy[1].1.contains("duty"), "{order:?} {levy:?}");
        let law = with("market law");
        assert!(law.iter().all(|(_, name)| name.contains("market law")) && law.len() == 2, "{order:?} {law:?}");
    }
}

#[test]
fn compounds_are_named_whole_and_verbs_are_no_part_of_a_name() {
    let names = |text| -> Vec<String> { issues(text).into_iter().map(|i| i.name).collect() };
    assert_eq!(names("Critics reject the child tax credit, and praise nothing.")[0], "child tax credit");
    assert_eq!(names("Critics say the harbour law bans boats. The harbour law is new.")[0], "harbour law");
}

#[test]
fn who_warns_of_harm_is_against_what_does_it_and_for_what_suffers() {
    let text = "“The quota treaty would hurt coastal security,” said lawmakers from Crete.";
    check(text, "quota treaty", &["lawmakers warns against"]);
    check(text, "coastal security", &["lawmakers warns for"]);
}

#[test]
fn phrasal_verbs_show_a_stance() {
    check("Farmers spoke out against the fishing treaty.", "fishing treaty", &["Farmers opposes against"]);
    check("Norway turned down the fishing treaty.", "fishing treaty", &["Norway opposes against"]);
    check("Critics hit out at the fishing treaty.", "fishing treaty", &["Critics accuses against"]);
    check("Residents came out in favour of the parking tax.", "parking tax", &["Residents supports for"]);
    check("Lawmakers are strongly opposed to the parking tax.", "parking tax", &["Lawmakers opposes against"]);
    check("Lawmakers turned up before the parking tax was due.", "parking tax", &[]);
}

#[test]
fn votes_are_positions() {
    check("Lawmakers voted 48-12 to repeal the pension law.", "pension law", &["Lawmakers opposes against"]);
    check("The pension law was approved twice by the committee.", "pension law", &["committee supports for"]);
}

#[test]
fn what_somebody_calls_it_and_whose_it_is() {
    check("Ann Keller called the fishing treaty a cheap stunt.", "fishing treaty", &["Ann Keller opposes against"]);
    check("Ann Keller’s parking plan is ready.", "parking plan", &["Ann Keller supports for"]);
    check("Ann Keller called Tomas Reed on Monday.", "treaty", &[]);
}

#[test]
fn what_suffers_is_what_the_speaker_cares_for() {
    let text = "“The quota treaty is harmful to the fishing alliance,” said lawmakers from Crete.";
    check(text, "fishing alliance", &["lawmakers accuses for"]);
    check(text, "quota treaty", &["lawmakers opposes against"]);
}

#[test]
fn it_is_what_was_named_just_before() {
    check(
        "Ann Keller spoke about the fishing treaty. She vowed to fight it.",
        "fishing treaty",
        &["Ann Keller opposes against", "Ann Keller opposes against"],
    );
}

#[test]
fn speech_that_leaves_it_open_takes_the_stance_of_the_same_speaker() {
    let text = "Ann Keller opposes the fishing treaty. “The fishing treaty has forty pages,” said Ann Keller.";
    check(text, "fishing treaty", &["Ann Keller opposes against", "Ann Keller opposes against"]);
    let text = "“The fishing treaty has forty pages,” said Ann Keller.";
    check(text, "fishing treaty", &["Ann Keller reports neither"]);
}

#[test]
fn where_and_when_something_is_said_is_not_what_it_is_about() {
    check("Greece hopes to gain time in the ceasefire talks.", "ceasefire talks", &[]);
    check("“We had a terrible week before the pension vote,” said lawmakers from Crete.", "pension vote", &[]);
}

#[test]
fn conditionals_inside_speech_are_no_positions() {
    check("“If the pension law is unfair, we shall see,” said lawmakers from Crete.", "pension law", &[]);
    check("“Is the pension law unfair?” said lawmakers from Crete.", "pension law", &[]);
}

#[test]
fn two_speakers_hold_a_position_each() {
    let text = "“The pension law is unfair,” Ann Keller and Tomas Reed said.";
    check(text, "pension law", &["Ann Keller opposes against", "Tomas Reed opposes against"]);
}

#[test]
fn a_noun_that_is_only_used_bare_is_named_by_what_it_is_for() {
    let text = "Lawmakers passed a bill to let hospitals share patient files on Monday. The bill is new. Doctors oppose the \
        bill. The bill takes effect in May.";
    let names: Vec<_> = issues(text).into_iter().map(|i| i.name).collect();
    assert_eq!(names.first().map(String::as_str), Some("bill to let hospitals share patient files"));
}

#[test]
fn what_is_named_alike_is_one_issue() {
    let text = "Critics reject U.S.-Mexico relations. Critics praise relations between the United States and Mexico.";
    let all = issues(text);
    let relations = all.iter().filter(|i| i.name.to_lowercase().contains("relations")).count();
    assert_eq!(relations, 1, "{:#?}", all.iter().map(|i| &i.name).collect::<Vec<_>>());
}

#[test]
fn parties_and_campaigns_are_no_issues() {
    let text =
        "Critics disputed the Keller campaign. Ann Keller is new. Republicans lob charges at the Keller campaign.";
    let names: Vec<_> = issues(text).into_iter().map(|i| i.name).collect();
    assert!(names.iter().all(|n| !n.contains("campaign") && !n.contains("Republicans")), "{names:?}");
}

#[test]
fn sides_come_from_the_text() {
    let text = "French officials criticised the fishing treaty. Beijing backed the fishing treaty. Observers praised the fishing treaty.";
    let all = told(text);
    let sides: Vec<_> = all.iter().flat_map(|i| &i.positions).map(|p| p.side.as_deref()).collect();
    assert_eq!(sides, [Some("France"), Some("China"), None]);
}

#[test]
fn agreement_is_no_dispute() {
    let text = "French officials backed the fishing treaty. Beijing praised the fishing treaty.";
    assert!(issues(text).iter().all(|i| !i.disputed));
}

#[test]
fn a_place_that_is_spoken_about_is_an_issue_under_all_its_names() {
    let text = "Regarding Kurin, Norland urged Varland to keep to the treaty. Norland reiterated its policy in the Kurin \
                question. Varland opposed any change in Kurin. Norland accused Varland of exploiting the Kurin issue.";
    let all = told(text);
    let issue = all.iter().find(|i| i.mentions.iter().any(|m| m.of(text) == "Kurin issue"));
    let named: Vec<&str> = issue.map_or_else(Vec::new, |i| i.mentions.iter().map(|m| m.of(text)).collect());
    assert!(named.contains(&"Kurin") || named.iter().any(|n| n.contains("Kurin question")), "{named:?}");
}

#[test]
fn variants_of_a_name_are_one_issue() {
    let text = "Parliament debates a ban on plastic bags. Shops oppose the plastic bag ban. The ban on plastic bags comes in \
        May, and critics reject the ban.";
    let all = issues(text);
    assert_eq!(all.len(), 1, "{:#?}", all.iter().map(|i| &i.name).collect::<Vec<_>>());
    assert_eq!(all[0].mentions.len(), 4);
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
