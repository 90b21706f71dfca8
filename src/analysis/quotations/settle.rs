//! Attributions of one sentence made to fit together.
//!
//! Cues are read one by one, so the content of the first may take in the second cue although both verbs have one subject:
//! "the union said it was ready and urged the city to talk", "she said it was late, adding that …". Then the first content
//! ends in front of what joins the two verbs.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::Scene;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::parts;

/// How far in front of the second verb the word stands that joins it to the first, in tokens.
const REACH: usize = 8;

/// How many attributions back the first verb is looked for.
const NEAR: usize = 4;

/// Settles the attributions of a document, which are in the order of their cues.
pub(super) fn settle(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    for second in 1..frames.len() {
        let Some(cue) = frames[second].cue.clone() else { continue };
        for first in (second.saturating_sub(NEAR)..second).rev() {
            let Some(piece) = holds(&frames[first], cue.start) else { continue };
            let start = frames[first].content[piece].start;
            let Some(joint) = joint(scene, &frames[first], &frames[second], start, &cue) else { continue };
            let comma = usize::from(joint > start + 1 && scene.lexical.tag(joint - 1) == Tag::Comma);
            frames[first].content[piece].end = joint - comma;
            frames[first].content.truncate(piece + 1);
            frames[second].source = frames[first].source.clone();
        }
    }
    apart(scene, frames);
    parts::mend(scene, frames);
    unsaid(scene, frames);
    deeds(scene, frames);
}

/// Ends a content where another speaker's words begin: "Lee said it was done, but Roe said it was not", or `Lee answered,
/// “No.” Roe answered: “Yes.”`
fn apart(scene: &Scene<'_>, frames: &mut [Frame]) {
    for second in 1..frames.len() {
        let (Some(cue), Some(source)) = (frames[second].cue.clone(), frames[second].source.clone()) else { continue };
        for first in (second.saturating_sub(NEAR)..second).rev() {
            let Some(piece) = holds(&frames[first], cue.start) else { continue };
            if frames[first].source.as_ref().is_none_or(|s| s.start == source.start) {
                continue;
            }
            let content = frames[first].content[piece].clone();
            // "Asked by Roe whether it was late, Lee said that it was."
            let opens = frames[first].cue.as_ref().is_some_and(|c| {
                let number = scene.document.sentences.partition_point(|s| s.tokens.end <= c.start);
                let starts = scene.document.sentences.get(number).is_some_and(|s| s.tokens.start == c.start);
                starts && lists::is(&scene.document.word(c.start).to_lowercase(), Sort::Prompt)
            });
            let comma =
                source.start.checked_sub(1).filter(|j| *j > content.start && scene.lexical.tag(*j) == Tag::Comma);
            if let Some(comma) = comma.filter(|_| opens && source.end <= cue.start) {
                frames[first].content[piece].end = comma;
                frames[first].content.truncate(piece + 1);
                continue;
            }
            let quote = scene.quote_of(content.start).filter(|q| q.open == content.start);
            let end = match quote {
                Some(quote) if quote.close <= source.start.min(cue.start) => quote.close,
                _ => match joined_clause(scene, &content, &source, &cue) {
                    Some(end) => end,
                    None => continue,
                },
            };
            frames[first].content[piece].end = end;
            frames[first].content.truncate(piece + 1);
        }
    }
}

/// Where the clause in front of "…, but Roe said", "… and then Roe said" ends.
fn joined_clause(
    scene: &Scene<'_>,
    content: &Range<usize>,
    source: &Range<usize>,
    cue: &Range<usize>,
) -> Option<usize> {
    let mut joint = source.start.checked_sub(1).filter(|j| *j > content.start + 1 && source.end <= cue.start)?;
    let word = scene.document.word(joint);
    // Without a comma the speaker stands right in front of the verb, so that nothing else is joined.
    let beside = cue.start - source.end <= 1 && lists::is(word, Sort::Parting);
    let joins = matches!(word, "but" | ";")
        || beside
        || scene.lexical.tag(joint - 1) == Tag::Comma && lists::is(word, Sort::Joining);
    while joint > content.start + 2 && matches!(scene.document.word(joint - 1), "and" | "even" | "just" | "but") {
        joint -= 1;
    }
    let comma = scene.lexical.tag(joint - 1) == Tag::Comma;
    (joins && !scene.splits_quote(joint) && scene.verbs(content.start, joint) > 0).then_some(joint - usize::from(comma))
}

/// Drops deeds whose object a rule of saying took for what is said ("the court blocked the order").
fn deeds(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    frames.retain(|frame| {
        let Some(cue) = frame.cue.as_ref() else { return true };
        let word = |i: usize| scene.document.word(i);
        let [content] = &frame.content[..] else { return true };
        let bare = content.start >= cue.end
            && scene.verbs(content.start, content.end) == 0
            && matches!(
                scene.lexical.tag(content.start),
                Tag::Determiner | Tag::Possessive | Tag::Name | Tag::Number | Tag::Plain | Tag::S
            )
            && !content.clone().any(|i| scene.inside[i] != 0);
        let verb = |sort: Sort| cue.clone().any(|i| lists::is_verb(word(i), sort));
        let matter = || content.clone().take(6).any(|i| lists::is(word(i), Sort::Matter));
        !(bare && (verb(Sort::Act) || verb(Sort::Ruling) && matter() || verb(Sort::Deed) && is_thing(scene, content)))
    });
}

/// Whether an object is somebody or something that is dealt with, and nothing that can be said: "the police", "12 lives".
fn is_thing(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    let tag = |i: usize| scene.lexical.tag(i);
    let phrase = content
        .clone()
        .take_while(|i| !matches!(tag(*i), Tag::Preposition | Tag::Comma | Tag::Stop | Tag::To | Tag::Coordinator))
        .count();
    let head = scene.document.word(content.start + phrase.max(1) - 1);
    phrase <= 4 && lists::is(&head.to_lowercase(), Sort::Thing)
}

/// Which piece of a content behind its cue has token `i` in it, and not at its beginning.
fn holds(frame: &Frame, i: usize) -> Option<usize> {
    let own = frame.cue.as_ref()?;
    frame.content.iter().position(|c| own.end <= c.start && c.start < i && i < c.end)
}

/// Where the second of two verbs that have one subject is joined to the first.
fn joint(scene: &Scene<'_>, first: &Frame, second: &Frame, start: usize, cue: &Range<usize>) -> Option<usize> {
    let tag = |i: usize| scene.lexical.tag(i);
    let participle = tag(cue.start) == Tag::Ing && tag(cue.start - 1) == Tag::Comma;
    let shared = match (&first.source, &second.source) {
        (Some(one), Some(other)) => one.start == other.start,
        (Some(_), None) => participle,
        _ => false,
    };
    let joins = |i: &usize| {
        let joins = if participle { *i + 1 == cue.start } else { tag(*i) == Tag::Coordinator };
        joins && !scene.splits_quote(*i)
    };
    (start + 1..cue.start).rev().take(REACH).find(joins).filter(|_| shared)
}

/// Drops attributions that only marks could make likely, where there are none: inside of another content without anybody
/// who says it, in front of the verb without a clause, behind a bracket that gives another name ("(called the East Lake)"), behind the "by" of a passive, whose
/// agent is no content.
fn unsaid(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    let word = |i: usize| if i < scene.document.tokens.len() { scene.document.word(i) } else { "" };
    let held = |i: usize, cue: usize| {
        let near = i.saturating_sub(NEAR)..(i + NEAR).min(frames.len());
        near.filter(|other| *other != i).any(|other| frames[other].content.iter().any(|c| c.contains(&cue)))
    };
    // "Jon Dahl, a fisherman, opposes …", "…, who runs the airport, backs …": what stands in front of the verb without being
    // a clause says who does it, and is not said.
    let beside = |frame: &Frame| {
        let (Some(cue), [content]) = (frame.cue.as_ref(), &frame.content[..]) else { return false };
        let passive = cue.clone().any(|i| scene.lexical.tag(i) == Tag::Be);
        let relative = lists::is(word(content.start), Sort::Relative);
        let clause = scene.verbs(content.start, content.end) > 0 && !relative;
        let behind = frame.source.as_ref().is_none_or(|s| s.start >= cue.end);
        content.end <= cue.start && behind && !passive && !clause
    };
    let unlikely: Vec<bool> = (0..frames.len())
        .map(|i| {
            let frame = &frames[i];
            let Some(cue) = frame.cue.as_ref().map(|c| c.start) else { return false };
            let marked = frame.content.iter().any(|c| (c.start..=c.end).any(|i| scene.edges(i) != 0));
            let bracket = cue.checked_sub(1).is_some_and(|before| word(before) == "(");
            let agent = frame.content.iter().any(|c| c.start > cue && word(c.start - 1) == "by");
            // "Lee said she had been called “a liar”": her saying so is not what she was called.
            let holds_cue = |other: &Frame| other.cue.as_ref().is_some_and(|c| frame.content[0].contains(&c.start));
            let near = i.saturating_sub(NEAR)..(i + NEAR).min(frames.len());
            let outer =
                frame.source.is_none() && near.filter(|other| *other != i).any(|other| holds_cue(&frames[other]));
            outer && frame.content.len() > 1 && frame.content[0].end <= cue
                || !marked && (frame.source.is_none() && held(i, cue) || beside(frame) || bracket || agent)
        })
        .collect();
    let mut unlikely = unlikely.into_iter();
    frames.retain(|_| !unlikely.next().unwrap_or(false));
}
