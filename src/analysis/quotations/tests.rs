//! Attributions in marked text: `[Ann Lee]{source} [said]{cue} [“We won.”]{content}`.
//!
//! The marks are stripped, the finder runs, and what it found is marked again. The parts of the second quotation carry
//! the number 2.

use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::entity::{Entity, EntityKind, Mention};
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::text::span::Span;

/// An article with one body block a paragraph.
fn article(text: &str) -> Article {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        at += part.len() + 2;
    }
    Article { text: text.to_owned(), blocks, ..Article::default() }
}

fn found_in(article: &Article, entities: &[Entity]) -> Vec<Quotation> {
    let document = Document::new(article);
    super::find(&document, entities)
}

fn find(text: &str) -> Vec<Quotation> {
    found_in(&article(text), &[])
}

/// The text with everything found in it marked.
fn marked(text: &str, found: &[Quotation]) -> String {
    // At one offset what ends comes first, then the longest that begins.
    let mut marks: Vec<(usize, bool, usize, String)> = Vec::new();
    for (n, quotation) in found.iter().enumerate() {
        let number = if n == 0 { String::new() } else { (n + 1).to_string() };
        let parts = [("source", quotation.source), ("cue", quotation.cue)].into_iter();
        let content = quotation.content.iter().map(|c| ("content", Some(*c)));
        for (name, span) in parts.chain(content) {
            if let Some(span) = span {
                marks.push((span.from(), true, usize::MAX - span.len(), "[".to_owned()));
                marks.push((span.to(), false, span.len(), format!("]{{{name}{number}}}")));
            }
        }
    }
    marks.sort();
    let mut out = String::new();
    let mut at = 0;
    for (offset, _, _, mark) in marks {
        out.push_str(&text[at..offset]);
        out.push_str(&mark);
        at = offset;
    }
    out + &text[at..]
}

/// Marked text without its marks.
fn unmarked(expected: &str) -> String {
    let mut text = String::new();
    let mut rest = expected;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        rest = if rest[at..].starts_with('[') {
            &rest[at + 1..]
        } else {
            rest[at..].split_once('}').expect("a mark ends with }").1
        };
    }
    text.push_str(rest);
    text
}

#[track_caller]
fn check(expected: &str) {
    let text = unmarked(expected);
    assert_eq!(marked(&text, &find(&text)), expected);
}

#[test]
fn direct_speech() {
    check("[“We won the vote,”]{content} [Ann Lee]{source} [said]{cue}.");
    check("[“We won the vote,”]{content} [said]{cue} [Ann Lee]{source}.");
    check("[Ann Lee]{source} [said]{cue}, [“We won the vote.”]{content}");
    check("[Ann Lee]{source} [said]{cue}: [“We won the vote.”]{content}");
    check("[“Will we win the vote?”]{content} [she]{source} [asked]{cue}.");
}

#[test]
fn short_speech_that_something_leads_up_to() {
    check(
        "[Jon Dahl]{source} [answered]{cue}, [“No.”]{content} [Ann Lee]{source2} [answered]{cue2}: [“Yes.”]{content2}",
    );
    check("[Ann Lee]{source}, who leads the party[:]{cue} [“We lost.”]{content}");
    check("[“I,”]{content} [said]{cue} [Jon Dahl]{source}, [“am not sure.”]{content}");
    check("The word “deal” was cut, and a so-called “sick leave” ended.");
}

#[test]
fn what_stands_behind_a_colon_is_not_the_next_speakers() {
    check("[Ann Lee]{source} was blunt: [“This is a farce.”]{content} Nobody answered.");
}

#[test]
fn two_pieces_around_the_cue_are_one() {
    check("[“We won,”]{content} [Ann Lee]{source} [said]{cue}, [“and they lost.”]{content}");
    check("[“We won the vote,”]{content} [said]{cue} [Ann Lee]{source}. [“Now the work begins.”]{content}");
}

#[test]
fn speech_over_paragraphs_is_one() {
    check(
        "[“We won the vote,”]{content} [Ann Lee]{source} [said]{cue}. [“It was a long night.]{content}\n\n[“Now the work \
         begins.”]{content}",
    );
}

#[test]
fn indirect_and_mixed_speech() {
    check("[The minister]{source} [said]{cue} [that the talks had failed]{content}.");
    check("[The ministry]{source} [said]{cue} [the talks were “frank and useful.”]{content}");
    check("[The talks had failed]{content}, [the minister]{source} [said]{cue}.");
    check("[The talks had failed]{content}, [according to]{cue} [the ministry]{source}.");
    check("[According to]{cue} [the ministry]{source}, [the talks had failed]{content}.");
}

#[test]
fn several_attributions_of_one_sentence() {
    check(
        "[“We won the vote,”]{content} [[Ann Lee]{source2}]{source} [said]{cue}, [adding]{cue2} [that the work would \
         begin]{content2}.",
    );
}

#[test]
fn what_two_verbs_of_one_subject_say_is_kept_apart() {
    check(
        "[[The union]{source2}]{source} [said]{cue} [that the offer was too low]{content}, and [urged]{cue2} [the city to \
         talk again]{content2}.",
    );
    check(
        "[[The union]{source2}]{source} [said]{cue} [that the offer was too low]{content}, [warning]{cue2} [that a strike \
         would follow]{content2}.",
    );
}

#[test]
fn speech_that_others_relay() {
    check(
        "[The agency]{source} [quoted]{cue} [[Ann Lee]{source2} as [saying]{cue2} [that the talks had failed]{content2}]{content}.",
    );
    check(
        "[The talks will be hard]{content}, [say]{cue} [observers]{source}, [because both sides are far apart]{content}.",
    );
}

#[test]
fn transcripts_name_the_speaker_in_front_of_a_colon() {
    check("[LEE]{source}[:]{cue} [Good evening to all of you. The harbour stays open.]{content}");
    check("[ANN LEE]{source}[:]{cue} [The harbour stays open all winter.]{content}");
    check("The harbour has three parts: the dock, the wharf and the quay.");
    check("NOTE: closed.");
}

#[test]
fn headlines_name_the_speaker_in_front_of_a_colon() {
    let text = "Ann Lee: the harbour stays open";
    let headline = |people: &[&str]| {
        let mut article = article(text);
        article.blocks[0].kind = BlockKind::Title;
        found_in(&article, &entities(text, people, EntityKind::Person))
    };
    let found = headline(&["Ann Lee"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].content[0].of(text), "the harbour stays open");
    assert!(found[0].speaker.is_some());
    assert_eq!(headline(&[]), [], "a topic in front of a colon says nothing");
}

#[test]
fn marks_of_many_kinds() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("''", "''"), ("``", "''"), ("«", "»"), ("„", "“"), ("‘", "’")]
    {
        check(&format!("[{open}We won the vote,{close}]{{content}} [Ann Lee]{{source}} [said]{{cue}}."));
    }
}

#[test]
fn terms_titles_and_plain_prose_are_no_speech() {
    check("The so-called “green zone” lies behind the old harbour.");
    check("Her novel “The Long Way Home to Sea” sold well.");
    check("The allies’ plan and the workers’ strike ended the year.");
    check("The road to the harbour is closed for two weeks.");
    check("The plans voiced by both towns went nowhere.");
    check("The lake (called the East Lake in the north) is deep.");
}

#[test]
fn quoted_speech_without_a_known_cue_is_kept() {
    let found = find("“The harbour will stay open all winter.”\n\nThe road is closed.");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].source, found[0].speaker, found[0].cue), (None, None, None));
}

#[test]
fn kinds_follow_the_marks() {
    #[track_caller]
    fn kind(text: &str, expected: QuotationKind) {
        assert_eq!(find(text).first().map(|q| q.kind), Some(expected), "{text}");
    }
    kind("“We won the vote,” Ann Lee said.", QuotationKind::Direct);
    kind("Ann Lee said the vote was “a great day” for the town.", QuotationKind::Mixed);
    kind("Ann Lee said the vote was over.", QuotationKind::Indirect);
}

/// Entities of one kind with these names, in order of their first mention.
fn entities(text: &str, names: &[&str], kind: EntityKind) -> Vec<Entity> {
    let mention = |span| Mention { span, reason: Reason::rule("test") };
    let entity = |name: &&str| Entity {
        name: (*name).to_owned(),
        kind,
        mentions: text.match_indices(name).map(|(at, _)| mention(Span::new(at, at + name.len()))).collect(),
        roles: Vec::new(),
        nominals: Vec::new(),
        resolved: true,
    };
    names.iter().map(entity).collect()
}

/// The speaker of each quotation, when the text has entities of that kind and these names.
fn speakers_of(text: &str, names: &[&str], kind: EntityKind) -> Vec<Option<String>> {
    let entities = entities(text, names, kind);
    let found = found_in(&article(text), &entities);
    found.iter().map(|q| q.speaker.map(|s| entities[s.0 as usize].name.clone())).collect()
}

/// The speaker of each quotation, when `people` are the persons of the text, in order of their first mention.
fn speakers(text: &str, people: &[&str]) -> Vec<Option<String>> {
    speakers_of(text, people, EntityKind::Person)
}

#[test]
fn a_lone_it_is_the_body_that_spoke_in_the_sentence_before() {
    let council = Some("Riverton".to_owned());
    let text = "Riverton said the bridge was safe. It said that the tests would go on.";
    assert_eq!(speakers_of(text, &["Riverton"], EntityKind::Place), [council.clone(), council.clone()]);
    let apart = "Riverton said the bridge was safe. The river rose. It said that the tests would go on.";
    assert_eq!(speakers_of(apart, &["Riverton"], EntityKind::Place), [council, None]);
}

#[test]
fn the_speaker_is_the_entity_in_the_source() {
    assert_eq!(speakers("“We won the vote,” Ann Lee said.", &["Ann Lee"]), [Some("Ann Lee".to_owned())]);
    assert_eq!(speakers("“We won the vote,” an official said.", &["Ann Lee"]), [None]);
    assert_eq!(speakers("“We won the vote,” a lawyer for Ann Lee said.", &["Ann Lee"]), [None]);
    let titled = "“We won the vote,” Secretary of State Ann Lee said.";
    assert_eq!(speakers(titled, &["Ann Lee"]), [Some("Ann Lee".to_owned())]);
}

#[test]
fn a_pronoun_is_resolved_only_where_nobody_else_was_named() {
    let lee = Some("Ann Lee".to_owned());
    let alone = "Ann Lee said the vote was over. She said the work would begin.";
    assert_eq!(speakers(alone, &["Ann Lee"]), [lee.clone(), lee.clone()]);
    let rival = "Ann Lee said the vote was over. Eva Roe came to the hall. She said the work would begin.";
    assert_eq!(speakers(rival, &["Ann Lee", "Eva Roe"]), [lee, None]);
}

proptest::proptest! {
    #[test]
    fn findings_of_any_text_are_sound(text in "([a-zA-Z]{1,5}|said|Ann Lee|according to|[ “”\"'‘’«»`,.:?!—é界(\u{301}]|\n\n| ){0,60}") {
        let found = find(&text);
        let mut last = 0;
        for quotation in &found {
            proptest::prop_assert!(!quotation.content.is_empty());
            let spans = quotation.content.iter().chain(&quotation.source).chain(&quotation.cue);
            for span in spans {
                proptest::prop_assert!(!span.of(&text).is_empty());
            }
            proptest::prop_assert!(quotation.content.is_sorted_by(|a, b| a.end <= b.start));
            proptest::prop_assert!(quotation.content[0].start >= last);
            proptest::prop_assert!(!quotation.reason.rule.is_empty());
            last = quotation.content[0].start;
        }
    }
}

#[test]
fn rules_find_their_examples() {
    for rule in super::rules::ALL {
        assert!(rule.does.ends_with('.') && !rule.examples.is_empty(), "{}", rule.id);
        for example in rule.examples {
            check(example);
            let found = find(&unmarked(example));
            assert_eq!(found[0].reason.rule, rule.id, "{example}");
            assert!(!found[0].reason.matched.is_empty(), "{example}");
        }
    }
}

#[test]
fn another_speaker_ends_a_content() {
    check(
        "[Ann Lee]{source} [said]{cue} [the deal was done]{content}, but [Jon Roe]{source2} [said]{cue2} [it was \
         not]{content2}.",
    );
    check(
        "[Jon Roe]{source} [answered]{cue}, [“Never.”]{content} [Ann Lee]{source2} [answered]{cue2}: [“Always.”]{content2}",
    );
    check(
        "[“We will have no bread to sell this winter,”]{content} [grumbled]{cue} [Jo Lee]{source}. [“It is hard to be a \
         baker!”]{content2} [sighed]{cue2} [Meg Roe]{source2}.",
    );
}

#[test]
fn the_owner_of_an_adviser_does_not_speak() {
    let text = "Anna Berg, President Jon Dahl's adviser, said the talks had failed.";
    assert_eq!(speakers(text, &["Anna Berg", "Jon Dahl"]), [Some("Anna Berg".to_owned())]);
    let alone = "President Jon Dahl's adviser said the talks had failed.";
    assert_eq!(speakers(alone, &["Jon Dahl"]), [None]);
}

#[test]
fn whole_sentences_in_marks_are_speech() {
    let found = |text: &str| find(text).iter().map(|q| q.content[0].of(text).to_owned()).collect::<Vec<_>>();
    assert_eq!(found("“The deal is done.” Ann Lee stood at the window."), ["“The deal is done.”"]);
    assert_eq!(found("“No way.”\n\nThe road is closed."), ["“No way.”"]);
    assert_eq!(found("He played “The Wide Road Home” all night."), [""; 0]);
}

#[test]
fn speech_over_paragraphs_belongs_to_whoever_is_named_at_its_end() {
    let text = "“We are close.\n\n“We will talk again.\n\n“Nothing else matters to us,” Ann Lee said.";
    let found = find(text);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].content.len(), 3);
    assert_eq!(found[0].source.map(|s| s.of(text)), Some("Ann Lee"));
}

#[test]
fn transcripts_are_told_from_lists() {
    check(
        "[Ann Lee]{source}[:]{cue} [We are here to talk about the harbour.]{content}\n\n[Jon \
         Roe]{source2}[:]{cue2} [We see it differently.]{content2}\n\n[Ann Lee]{source3}[:]{cue3} [That is \
         fair.]{content3}\n\n(Laughter.)\n\n[Jon Roe]{source4}[:]{cue4} [Shall we go on?]{content4}",
    );
    check(
        "(00:01) [LEE]{source}[:]{cue} [We are here to talk.]{content}\n\n(00:05) [ROE]{source2}[:]{cue2} [Are \
         you?]{content2}",
    );
    check(
        "[LEE]{source} (laughs)[:]{cue} [We are here to talk.]{content}\n\n[ROE]{source2} (00:05)[:]{cue2} [Are \
         you?]{content2}",
    );
    check("Place: the harbour.\n\nTime: nine in the evening.\n\nEntry: free.");
    check("ANN LEE: 7\n\nJON ROE: 5");
}

#[test]
fn deeds_are_not_said() {
    check("The council passed the bill on Monday.");
    check("The court blocked the order.");
    check("The judge dismissed the case.");
    check("Police called the parents.");
    check("The quake claimed 12 lives.");
    check("The union called a strike.");
    check("Police questioned the suspect on Monday.");
}

#[test]
fn the_next_speaker_has_words_of_his_own() {
    for joint in ["and", "while", "because", "and then", "even as"] {
        check(&format!(
            "[Ann Lee]{{source}} [said]{{cue}} [the port was shut]{{content}} {joint} [Jon Dahl]{{source2}} [said]{{cue2}} [it \
             was open]{{content2}}."
        ));
    }
}

#[test]
fn one_word_is_speech_beside_somebody_who_utters_it() {
    check("[“No,”]{content} [Ann Lee]{source} [muttered]{cue}.");
    check("[“I know,”]{content} [whispered]{cue} [Ann Lee]{source}.");
    check("The song “No” was sung.");
}

#[test]
fn where_something_is_posted_does_not_say_it() {
    check("On Twitter: [“We will not move.”]{content}");
    check("In a post on Twitter: [“We will not move.”]{content}");
}

#[test]
fn quoted_words_beside_an_attribution_of_other_words_have_its_speaker() {
    check(
        "[“The deal is off,”]{content} [[Ann Lee]{source2}]{source} [said]{cue} in a letter, [adding]{cue2} [that it had cost \
         too much]{content2}.",
    );
    check("[The harbour will close]{content}, [Ann Lee]{source} [said]{cue}. [“It costs too much for us.”]{content}");
    check(
        "[“If that makes him smart,”]{content} [the narrator]{source} [says]{cue}, [“what does he think of us?”]{content}",
    );
}

#[test]
fn short_speech_with_a_contraction() {
    check("[‘It’s over,’]{content} [Jon Dahl]{source} [said]{cue} on Monday.");
    check("[\"It's over,\"]{content} [Jon Dahl]{source} [said]{cue} on Monday.");
}

#[test]
fn the_source_is_whoever_speaks_and_not_what_stands_near() {
    check("As [Ann Lee, a lawyer at the firm]{source}, [put it]{cue}, [“the harbour is closed for good.”]{content}");
    check("Roe is [“the worst mayor we ever had,”]{content} in [Lee]{source}'s [words]{cue}.");
    check("The video shows footage of [Lee]{source} [saying]{cue}, [“That makes me smart.”]{content}");
    check("It [was announced by]{cue} [the ministry]{source} [that the harbour would close]{content}.");
    check("What [Lee]{source} [called]{cue} [“a disgrace”]{content} was praised by Roe.");
}

#[test]
fn whoever_asks_is_not_whoever_answers() {
    let found = find("Asked by Ann Lee whether the harbour would close, Jon Dahl said it would not.");
    let text = "Asked by Ann Lee whether the harbour would close, Jon Dahl said it would not.";
    let read: Vec<_> = found.iter().map(|q| (q.source.map(|s| s.of(text)), q.content[0].of(text))).collect();
    assert_eq!(read, [(Some("Ann Lee"), "whether the harbour would close"), (Some("Jon Dahl"), "it would not")]);
}

#[test]
fn who_is_told_of_speaks_next() {
    check("[Jon Dahl]{source} disagreed. [“That is not true at all and she knows it.”]{content}");
    check("The square was full. [“That is not true at all and she knows it.”]{content}");
    check("Jon Dahl met Ann Lee. [“That is not true at all and she knows it.”]{content}");
}

#[test]
fn asides_and_those_spoken_of_are_no_content() {
    check("[“This,”]{content} [Ann Lee]{source} [said]{cue}, pointing at the harbour, [“is over for good.”]{content}");
    check("[“He is a liar and a thief,”]{content} [Ann Lee]{source} [said]{cue} of Roe.");
}

#[test]
fn a_quoted_paragraph_goes_on_with_the_speaker_in_front_of_it() {
    check(
        "[“The harbour will close,”]{content} [[Ann Lee]{source2}]{source} [said]{cue}.\n\n[“It costs too much for \
         us.”]{content2}",
    );
}
