//! Quoted stretches that the model left without an attribution.
//!
//! A stretch of some words in quotation marks is speech nearly always, so what stands beside it is read more boldly: it
//! continues the quotation in front of it, or the likeliest cue of its sentence takes it, or it stands by itself.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::marks::Quoted;
use crate::language::document::Sentence;
use crate::model::reason::Reason;
use crate::text::segment::TokenKind;

/// A stretch of fewer words is a term, a title or scare quotes as likely as speech.
const WORDS: usize = 4;

/// How far from a stretch its cue is looked for, in tokens.
const REACH: usize = 14;

/// Gives each stretch that is left and long enough to a quotation.
pub(super) fn uncued(finder: &mut Finder<'_>, frames: &mut Vec<Frame>) {
    let quoted = finder.scene.quoted;
    let cued = frames.len();
    let mut owners = owners(quoted, frames);
    // The last quotation with marks, and the paragraph where it stands.
    let mut speaking: Option<(usize, usize)> = None;
    for i in 0..quoted.len() {
        let this = quoted[i];
        let Some((number, sentence)) = sentence_of(finder, this.open) else { continue };
        if owners[i].is_none() {
            let runs_on = i.checked_sub(1).map(|b| quoted[b]).is_some_and(|b| b.runs_on && b.close == this.open);
            let opens = sentence.tokens.start == this.open && this.words >= 3;
            let earlier = speaking.filter(|s| runs_on || s.1 == sentence.block && opens).map(|s| s.0);
            owners[i] = match earlier {
                Some(owner) => {
                    frames[owner].content.push(this.open..this.close);
                    Some(owner)
                }
                None if this.words >= WORDS && !is_title(finder, &this) => {
                    Some(attribute(finder, frames, cued, number, sentence, &this))
                }
                None => None,
            };
        }
        if let Some(owner) = owners[i] {
            speaking = Some((owner, sentence.block));
        }
    }
}

/// For each quoted stretch the frame whose content it belongs to.
fn owners(quoted: &[Quoted], frames: &[Frame]) -> Vec<Option<usize>> {
    let mut owners = vec![None; quoted.len()];
    for (f, frame) in frames.iter().enumerate() {
        for piece in &frame.content {
            let first = quoted.partition_point(|q| q.close <= piece.start);
            let inside = quoted[first..].iter().take_while(|q| q.open < piece.end).count();
            owners[first..first + inside].fill(Some(f));
        }
    }
    owners
}

fn sentence_of<'a>(finder: &Finder<'a>, token: usize) -> Option<(usize, &'a Sentence)> {
    let sentences = &finder.scene.document.sentences;
    let number = sentences.partition_point(|s| s.tokens.end <= token);
    sentences.get(number).map(|s| (number, s))
}

/// Whether every longer word is capitalised, as in the title of a work.
fn is_title(finder: &Finder<'_>, quoted: &Quoted) -> bool {
    let document = finder.scene.document;
    (quoted.open..quoted.close)
        .filter(|i| document.tokens[*i].kind == TokenKind::Word && document.word(*i).len() > 4)
        .all(|i| document.word(i).starts_with(char::is_uppercase))
}

/// Adds a stretch to the frames and returns the number of its frame. The first `cued` frames are in the order of their
/// cues.
fn attribute(
    finder: &mut Finder<'_>,
    frames: &mut Vec<Frame>,
    cued: usize,
    number: usize,
    sentence: &Sentence,
    this: &Quoted,
) -> usize {
    let content: Range<usize> = this.open..this.close;
    // “…,” she said on Friday, “…”
    let comma = this.open.checked_sub(1).is_some_and(|b| finder.scene.lexical.tag(b) == Tag::Comma);
    let cue = |f: &Frame| f.cue.as_ref().map_or(0, |c| c.start);
    let upto = frames[..cued].partition_point(|f| cue(f) < this.open);
    let mut near = (0..upto).rev().take_while(|f| this.open.saturating_sub(cue(&frames[*f])) <= REACH);
    let before = near.find(|f| {
        let last = frames[*f].content.last().map_or(0, |c| c.end);
        let between = last <= cue(&frames[*f]) && sentence.tokens.contains(&cue(&frames[*f]));
        comma && between && finder.scene.edges(last) & 2 != 0
    });
    if let Some(owner) = before {
        frames[owner].content.push(content);
        return owner;
    }
    let reach =
        |s: &Sentence| s.tokens.start.max(this.open.saturating_sub(REACH))..s.tokens.end.min(this.close + REACH);
    let mut frame = finder.likeliest(number, sentence, reach(sentence), &content);
    // The stretch may end a sentence that the next one attributes: “Why?” Lee asked.
    let behind = sentence_of(finder, this.close).filter(|(n, s)| *n > number && s.block == sentence.block);
    if let Some((number, next)) = behind {
        frame = frame.or_else(|| finder.likeliest(number, next, reach(next), &content));
    }
    // A line that ends with a colon introduces the paragraph behind it.
    if frame.is_none()
        && sentence.tokens.start == this.open
        && this.open.checked_sub(1).is_some_and(|last| finder.scene.document.word(last) == ":")
        && let Some(before) = finder.scene.document.sentences.get(number.wrapping_sub(1))
    {
        frame = finder.likeliest(number - 1, before, before.tokens.clone(), &content);
    }
    let frame = frame.or_else(|| signed(finder, &content)).unwrap_or_else(|| {
        let (source, cue) = finder.beside(number, sentence, behind, &content).unzip();
        let source = source.or_else(|| finder.subject(number, sentence, &content));
        Frame { source, cue, content: vec![content], reason: Reason::rule("quotation marks around a clause") }
    });
    frames.push(frame);
    frames.len() - 1
}

/// `“…” — Ann Lee`: the name behind a dash at the end of a line.
fn signed(finder: &Finder<'_>, content: &Range<usize>) -> Option<Frame> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let dash = content.end;
    let first = dash + 1;
    let names = (first..first + 6).take_while(|i| lexical.tag(*i) == Tag::Name).count();
    let text = document.text.get(document.tokens.get(first + names.checked_sub(1)?)?.span.to()..)?;
    let ends_line = text.trim_start_matches([' ', '.', '\u{a0}']).starts_with(['\n', ',', '“', '"']) || text.is_empty();
    (lexical.tag(dash) == Tag::Dash && names <= 5 && ends_line).then(|| Frame {
        source: Some(first..first + names),
        cue: Some(dash..first),
        content: vec![content.clone()],
        reason: Reason::rule("signed quotation"),
    })
}
