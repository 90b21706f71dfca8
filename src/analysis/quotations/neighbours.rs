//! Quoted stretches that an attribution beside them explains, although its own content stands elsewhere.
//!
//! A cue takes up the words that its reading holds best: "… said, adding that …" those behind it, "…, Roe said. “…”" those
//! in front of it. What is quoted on its other side is said by the same speaker.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::marks::Quoted;
use crate::analysis::quotations::rules::{CUE, MARKS, OWNED, PUT};
use crate::language::document::Sentence;
use crate::language::vocabulary::COMMON;

/// How far from a stretch the cue of its neighbour stands, in tokens.
const REACH: usize = 14;

/// How many tokens a sentence has that only leads up to the words behind it.
const SHORT: usize = 9;

/// The frame that a stretch belongs to whose speaker is named directly behind it: `“…,” Roe said in a letter, adding that …`,
/// `“…,” Roe says, “…”`. The first `cued` frames are in the order of their cues.
pub(super) fn behind(finder: &Finder<'_>, frames: &mut Vec<Frame>, cued: usize, this: &Quoted) -> Option<usize> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let inner = this.close.checked_sub(2).filter(|i| *i > this.open)?;
    if lexical.tag(inner) != Tag::Comma && !matches!(document.word(inner), "!" | "?") {
        return None;
    }
    let f = frames[..cued].partition_point(|f| start_of(f.cue.as_ref()) < this.close);
    let frame = frames[..cued].get(f)?;
    let begins = start_of(frame.cue.as_ref()) == this.close || start_of(frame.source.as_ref()) == this.close;
    let later = frame.cue.as_ref().is_some_and(|cue| frame.content.iter().all(|c| c.start >= cue.end));
    if !(begins && later && start_of(frame.cue.as_ref()) < this.close + REACH) {
        return None;
    }
    let content = this.open..this.close;
    let quoted = frames[f].content.first().is_some_and(|c| finder.scene.edges(c.start) & 1 != 0);
    if quoted {
        frames[f].content.push(content);
        return Some(f);
    }
    let (source, cue) = (frames[f].source.clone()?, frames[f].cue.clone()?);
    let reason = CUE.reason(document.word(cue.start));
    frames.push(Frame { source: Some(source), cue: Some(cue), content: vec![content], verbatim: false, reason });
    Some(frames.len() - 1)
}

/// The frame that a stretch goes on with in the same sentence: `Roe “had a deal,” Lee said, and still “got more.”`
pub(super) fn joined(
    finder: &Finder<'_>,
    frames: &mut [Frame],
    cued: usize,
    sentence: &Sentence,
    this: &Quoted,
) -> Option<usize> {
    let lexical = &finder.scene.lexical;
    let upto = frames[..cued].partition_point(|f| start_of(f.cue.as_ref()) < this.open);
    let f = upto.checked_sub(1).filter(|f| sentence.tokens.contains(&start_of(frames[*f].cue.as_ref())))?;
    let cue = frames[f].cue.clone()?;
    let end = frames[f].source.as_ref().map_or(cue.end, |s| s.end.max(cue.end));
    let earlier = frames[f].content.iter().all(|c| c.end <= cue.start);
    let joint = (end..this.open).find(|i| lexical.tag(*i) == Tag::Comma && lexical.tag(i + 1) == Tag::Coordinator)?;
    (earlier && joint + REACH / 2 >= this.open).then_some(())?;
    frames[f].content.push(joint + 1..this.close);
    Some(f)
}

/// The frame that a stretch goes on with that stands by itself: `The harbour will close, Roe said. “It costs too much.”`
pub(super) fn continued(
    finder: &Finder<'_>,
    frames: &mut Vec<Frame>,
    cued: usize,
    (number, sentence): (usize, &Sentence),
    this: &Quoted,
) -> Option<usize> {
    let document = finder.scene.document;
    let before = document.sentences.get(number.checked_sub(1)?)?;
    // A paragraph of its own, all of it in quotation marks, goes on with the one in front of it.
    let last = document.sentences.partition_point(|s| s.tokens.start < this.close).saturating_sub(1);
    let whole = before.block + 1 == sentence.block
        && before.kind == sentence.kind
        && document.sentences.get(last).is_some_and(|s| s.tokens.end <= this.close)
        && document.sentences.get(last + 1).is_none_or(|s| s.block != sentence.block);
    if before.block != sentence.block && !whole {
        return None;
    }
    if sentence.tokens.start != this.open || !document.word(this.open + 1).starts_with(char::is_uppercase) {
        return None;
    }
    let upto = frames[..cued].partition_point(|f| start_of(f.cue.as_ref()) < this.open);
    let f = upto.checked_sub(1).filter(|f| before.tokens.contains(&start_of(frames[*f].cue.as_ref())))?;
    let (source, cue) = (frames[f].source.clone()?, frames[f].cue.clone()?);
    let ends = before.tokens.end.saturating_sub(source.end.max(cue.end)) < REACH / 2;
    let earlier = frames[f].content.iter().all(|c| c.end <= cue.start);
    if !(earlier && ends && finder.scene.inside[source.start] == 0) {
        return None;
    }
    let content = this.open..this.close;
    if whole {
        let reason = MARKS.reason(format!("{} {}", document.word(content.start), document.word(content.end - 1)));
        frames.push(Frame { source: Some(source), cue: None, content: vec![content], verbatim: false, reason });
        return Some(frames.len() - 1);
    }
    frames[f].content.push(content);
    Some(f)
}

/// Who is told of in the sentence in front of a stretch that stands by itself: `Jon Dahl disagreed. “That is not true.”` It
/// is short and begins with one name, and has no other.
pub(super) fn told_of(
    finder: &Finder<'_>,
    (number, sentence): (usize, &Sentence),
    this: &Quoted,
) -> Option<Range<usize>> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let before = document.sentences.get(number.checked_sub(1)?).filter(|s| s.block == sentence.block)?;
    let tokens = before.tokens.clone();
    let opens = sentence.tokens.start == this.open && document.word(this.open + 1).starts_with(char::is_uppercase);
    let names = tokens.clone().take_while(|i| lexical.tag(*i) == Tag::Name).count();
    let rest = tokens.start + names..tokens.end;
    let alone = !rest.clone().any(|i| lexical.tag(i) == Tag::Name || finder.scene.inside[i] != 0);
    let acts =
        matches!(lexical.tag(rest.start), Tag::Ed | Tag::S | Tag::Be | Tag::Plain | Tag::Adverb | Tag::Do | Tag::Have);
    let person = names > 1 || document.spelt()[tokens.start].flags & COMMON == 0;
    (opens && (1..=4).contains(&names) && person && tokens.len() <= SHORT && alone && acts)
        .then_some(tokens.start..tokens.start + names)
}

/// `As Ann Lee, a lawyer, put it, “…”`, `“…,” as the mayor puts it`: whoever puts it.
pub(super) fn put(finder: &Finder<'_>, sentence: &Sentence, content: &Range<usize>) -> Option<Frame> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let word = |i: usize| if sentence.tokens.contains(&i) { document.word(i) } else { "" };
    let start = sentence.tokens.start.max(content.start.saturating_sub(REACH));
    let end = sentence.tokens.end.min(content.end + 2 * REACH);
    let is_put = |i: &usize| matches!(word(*i), "put" | "puts") && matches!(word(i + 1), "it" | "this" | "that");
    let put = (start..content.start).rev().chain(content.end..end).find(is_put)?;
    let first = (sentence.tokens.start.max(put.saturating_sub(2 * REACH))..put).rev().find(|i| {
        let opens = *i == sentence.tokens.start || matches!(lexical.tag(i - 1), Tag::Comma | Tag::Quote | Tag::Dash);
        matches!(word(*i), "as" | "As") && opens
    })? + 1;
    let mut last = put;
    while last > first && matches!(lexical.tag(last - 1), Tag::Adverb | Tag::Comma | Tag::Have | Tag::Loose) {
        last -= 1;
    }
    let quoted = content.start < first && first < content.end;
    (last > first && !quoted).then(|| Frame {
        source: Some(first..last),
        cue: Some(put..put + 2),
        content: vec![content.clone()],
        verbatim: false,
        reason: PUT.reason(word(put)),
    })
}

/// `Roe is “…,” in Lee's words`, `in the words of Ann Lee, “…”`: whose words they are.
pub(super) fn owned(finder: &Finder<'_>, sentence: &Sentence, content: &Range<usize>) -> Option<Frame> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let word = |i: usize| if sentence.tokens.contains(&i) { document.word(i) } else { "" };
    let phrase = |i: &usize| matches!(lexical.tag(*i), Tag::Name | Tag::Plain | Tag::Determiner);
    let start = sentence.tokens.start.max(content.start.saturating_sub(REACH));
    let places = (content.end..sentence.tokens.end.min(content.end + 2)).chain((start..content.start).rev());
    for at in places.filter(|i| matches!(word(*i), "in" | "In")) {
        let (source, cue) = if word(at + 1) == "the" && word(at + 2) == "words" && word(at + 3) == "of" {
            (at + 4..at + 4 + (at + 4..sentence.tokens.end).take_while(phrase).count(), at + 2)
        } else {
            let names = (at + 1..sentence.tokens.end).take_while(phrase).take(8).count();
            let noun = at + 2 + names;
            let is_words = lexical.tag(noun - 1) == Tag::Clitic && lists::is(word(noun), Sort::Speech);
            (at + 1..if is_words { noun - 1 } else { at + 1 }, noun)
        };
        let apart = source.start >= content.end || cue < content.start;
        if !source.is_empty() && apart {
            let reason = OWNED.reason(word(cue));
            let content = vec![content.clone()];
            return Some(Frame { source: Some(source), cue: Some(cue..cue + 1), content, verbatim: false, reason });
        }
    }
    None
}

/// Whether a short stretch is spoken: it ends with a comma, and a subject with a verb of saying follows.
pub(super) fn is_followed(finder: &Finder<'_>, sentence: &Sentence, this: &Quoted) -> bool {
    let (scene, lexical) = (finder.scene, &finder.scene.lexical);
    let comma = this.close.checked_sub(2).is_some_and(|i| i > this.open && lexical.tag(i) == Tag::Comma);
    let end = sentence.tokens.end;
    let subject = (this.close..end.min(this.close + 6))
        .take_while(|i| matches!(lexical.tag(*i), Tag::Name | Tag::Subject))
        .count();
    let verb = this.close + subject;
    comma && subject > 0 && verb < end && scene.can_be_cue(verb)
}

fn start_of(range: Option<&Range<usize>>) -> usize {
    range.map_or(0, |r| r.start)
}
