//! Quoted stretches that the model left without an attribution.
//!
//! A stretch of some words in quotation marks is speech nearly always, so what stands beside it is read more boldly: it
//! continues the quotation in front of it, or the likeliest cue of its sentence takes it, or it stands by itself.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::marks::Quoted;
use crate::analysis::quotations::near;
use crate::analysis::quotations::neighbours;
use crate::analysis::quotations::rules::{BESIDE, MARKS, NAMED, NOUN, SIGNED};
use crate::language::document::Sentence;
use crate::model::block::BlockKind;
use crate::text::segment::TokenKind;

/// A stretch of fewer words is a term, a title or scare quotes as likely as speech.
const WORDS: usize = 4;

/// How far from a stretch its cue is looked for, in tokens.
const REACH: usize = 14;

/// Gives each stretch that is left and long enough to a quotation. Stretches that run on over paragraphs are one.
pub(super) fn uncued(finder: &mut Finder<'_>, frames: &mut Vec<Frame>) {
    let quoted = finder.scene.quoted;
    let cued = frames.len();
    let mut owners = owners(quoted, frames);
    // The last quotation with marks, and the paragraph where it stands.
    let mut speaking: Option<(usize, usize)> = None;
    let mut first = 0;
    while first < quoted.len() {
        let runs_on = |i: &usize| quoted[*i].runs_on && quoted.get(i + 1).is_some_and(|n| n.open == quoted[*i].close);
        let last = first + (first..quoted.len()).take_while(runs_on).count();
        let chain = first..(last + 1).min(quoted.len());
        first = chain.end;
        let Some((number, sentence)) = sentence_of(finder, quoted[chain.start].open) else { continue };
        let mut owner = None;
        if chain.clone().all(|i| owners[i].is_none()) {
            let this = quoted[chain.start];
            let words: usize = chain.clone().map(|i| quoted[i].words).sum();
            let opens = sentence.tokens.start == this.open && this.words >= 3;
            let continues = opens && !spoken_by_another(finder, sentence, &this);
            let earlier = speaking.filter(|s| s.1 == sentence.block && continues).map(|s| s.0);
            let speech = words >= WORDS
                || is_sentence(finder, sentence, &this)
                || is_introduced(finder, sentence, &this)
                || neighbours::is_followed(finder, sentence, &this)
                || near::is_uttered(finder, sentence.tokens.end, this.open, this.close)
                || interrupted(finder, frames, cued, sentence, &this).is_some();
            owner = match earlier {
                Some(owner) => Some(owner),
                None if speech && !is_title(finder, &this) => {
                    Some(attribute_chain(finder, frames, cued, number, sentence, &quoted[chain.clone()]))
                }
                None => None,
            };
        }
        // What nobody has belongs to whoever speaks in front of it, or else behind it.
        let mut speaker = owner.or_else(|| chain.clone().find_map(|i| owners[i]));
        for i in chain.clone() {
            speaker = owners[i].or(speaker);
            let this = quoted[i];
            if let (None, Some(owner)) = (owners[i], speaker) {
                owners[i] = Some(owner);
                if !frames[owner].content.iter().any(|c| c.start <= this.open && this.close <= c.end) {
                    frames[owner].content.push(this.open..this.close);
                }
            }
        }
        if let Some(owner) = owners[chain.end - 1] {
            let block = sentence_of(finder, quoted[chain.end - 1].open).map_or(sentence.block, |s| s.1.block);
            speaking = Some((owner, block));
        }
    }
}

/// The frame of a stretch that may run on over paragraphs: who speaks is named beside its beginning or beside its end.
fn attribute_chain(
    finder: &mut Finder<'_>,
    frames: &mut Vec<Frame>,
    cued: usize,
    number: usize,
    sentence: &Sentence,
    chain: &[Quoted],
) -> usize {
    let before = frames.len();
    let owner = attribute(finder, frames, cued, number, sentence, &chain[0]);
    let Some(last) = chain.last().filter(|_| chain.len() > 1 && owner == before && frames[owner].source.is_none())
    else {
        return owner;
    };
    let Some((number, sentence)) = sentence_of(finder, last.open) else { return owner };
    frames.truncate(before);
    attribute(finder, frames, cued, number, sentence, last)
}

/// Whether a verb behind the stretch has a subject of its own, so that it is not what was said before that goes on.
fn spoken_by_another(finder: &Finder<'_>, sentence: &Sentence, this: &Quoted) -> bool {
    near::verb_behind(finder, sentence.tokens.end, this.close).is_some()
}

/// Whether a stretch is a whole sentence that stands by itself ("“No way.”").
fn is_sentence(finder: &Finder<'_>, sentence: &Sentence, this: &Quoted) -> bool {
    let lexical = &finder.scene.lexical;
    let inner = this.close.checked_sub(2).filter(|i| *i > this.open);
    sentence.kind == BlockKind::Body
        && this.words >= 2
        && sentence.tokens.start == this.open
        && inner.is_some_and(|i| lexical.tag(i) == Tag::Stop)
        && finder.scene.document.word(this.open + 1).starts_with(char::is_uppercase)
}

/// Whether a short stretch is a sentence that a verb with a comma or a colon, or words about speech with a colon, lead up
/// to (`She posted, “Never.”`, `Her answer: “No.”`).
fn is_introduced(finder: &Finder<'_>, sentence: &Sentence, this: &Quoted) -> bool {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let whole = document.word(this.open + 1).starts_with(char::is_uppercase)
        && this.close.checked_sub(2).is_some_and(|i| i > this.open && lexical.tag(i) == Tag::Stop);
    let Some(mark) = this.open.checked_sub(1).filter(|i| whole && *i > sentence.tokens.start) else { return false };
    let verb = matches!(lexical.tag(mark - 1), Tag::Ed | Tag::S | Tag::Ing) && !finder.scene.splits_quote(mark - 1);
    let content = this.open..this.close;
    match lexical.tag(mark) {
        Tag::Comma => verb,
        Tag::Colon => {
            verb || this.words >= 2 || of_noun(finder, &content).or_else(|| named(finder, &content)).is_some()
        }
        _ => false,
    }
}

/// Gives what stands in quotation marks behind a colon to whoever stands in front of it, where the colon itself counts as
/// the cue (`Ann Lee's reply was short: “…”`) or a verb of the next sentence (`Ann Lee was blunt: “….” Police agreed.`).
pub(super) fn owners_of_replies(finder: &mut Finder<'_>, frames: &mut [Frame]) {
    for frame in frames {
        let document = finder.scene.document;
        let word = |i: usize| document.word(i);
        let [first] = &frame.content[..] else { continue };
        let first = first.clone();
        if first.start.checked_sub(1).is_none_or(|c| word(c) != ":") {
            continue;
        }
        let cue = frame.cue.clone().unwrap_or(0..0);
        let marked = finder.scene.edges(first.start) & 1 != 0 && finder.scene.edges(first.end) & 2 != 0;
        let behind = marked && cue.start >= first.end && first.len() > 2 && word(first.end - 2) == ".";
        if !marked || !(frame.source.is_none() || cue.clone().any(|i| word(i) == ":") || behind) {
            continue;
        }
        // "On Twitter: “…”": where it was said, and not who did.
        let place = frame.source.as_ref().and_then(|s| s.start.checked_sub(1)).map_or("", word);
        if let Some(found) = of_noun(finder, &first).or_else(|| named(finder, &first)) {
            *frame = found;
        } else if matches!(place, "On" | "on" | "Via" | "via" | "In" | "in") && cue.clone().any(|i| word(i) == ":") {
            (frame.source, frame.cue) = (None, None);
            frame.reason = MARKS.reason(format!("{} {}", word(first.start), word(first.end - 1)));
        } else if behind && let Some((number, sentence)) = sentence_of(finder, first.start) {
            frame.source = finder.subject(number, sentence, &first);
            frame.cue = None;
            frame.reason = MARKS.reason(format!("{} {}", word(first.start), word(first.end - 1)));
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

/// Whether every word but the small ones is capitalised, as in the title of a work.
fn is_title(finder: &Finder<'_>, quoted: &Quoted) -> bool {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let capital = |i: usize| document.word(i).starts_with(char::is_uppercase);
    let words = (quoted.open..quoted.close).filter(|i| document.tokens[*i].kind == TokenKind::Word);
    let mut capitals = 0;
    for i in words.skip(1) {
        let small = matches!(lexical.tag(i), Tag::Ed | Tag::Ing | Tag::S | Tag::Plain | Tag::Adverb | Tag::Be);
        if small && !capital(i) {
            return false;
        }
        capitals += usize::from(capital(i));
    }
    capitals > 0
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
    if let Some(owner) = interrupted(finder, frames, cued, sentence, this) {
        frames[owner].content.push(content);
        return owner;
    }
    if let Some(owner) = neighbours::behind(finder, frames, cued, this)
        .or_else(|| neighbours::joined(finder, frames, cued, sentence, this))
    {
        return owner;
    }
    if let Some(frame) =
        neighbours::put(finder, sentence, &content).or_else(|| neighbours::owned(finder, sentence, &content))
    {
        frames.push(frame);
        return frames.len() - 1;
    }
    // What a colon introduces belongs to whoever stands in front of it.
    let colon = this.open.checked_sub(1).is_some_and(|b| finder.scene.lexical.tag(b) == Tag::Colon);
    let own = if colon { of_noun(finder, &content).or_else(|| named(finder, &content)) } else { None };
    if let Some(frame) = own {
        frames.push(frame);
        return frames.len() - 1;
    }
    let reach =
        |s: &Sentence| s.tokens.start.max(this.open.saturating_sub(REACH))..s.tokens.end.min(this.close + REACH);
    let mut frame = finder.likeliest(number, sentence, reach(sentence), &content);
    // The stretch may end a sentence that the next one attributes: “Why?” Lee asked.
    let behind = sentence_of(finder, this.close).filter(|(n, s)| !colon && *n > number && s.block == sentence.block);
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
    let frame = frame.or_else(|| signed(finder, &content));
    let beside = if frame.is_none() { finder.beside(number, sentence, behind, &content) } else { None };
    if frame.is_none()
        && beside.is_none()
        && let Some(owner) = neighbours::continued(finder, frames, cued, (number, sentence), this)
    {
        return owner;
    }
    let frame = frame.unwrap_or_else(|| {
        let (source, cue) = beside.unzip();
        let source = source
            .or_else(|| finder.subject(number, sentence, &content))
            .or_else(|| neighbours::told_of(finder, (number, sentence), this));
        let word = |i: usize| finder.scene.document.word(i);
        let reason = match &cue {
            Some(cue) => BESIDE.reason(word(cue.start)),
            None => MARKS.reason(format!("{} {}", word(content.start), word(content.end - 1))),
        };
        Frame { source, cue, content: vec![content], verbatim: false, reason }
    });
    frames.push(frame);
    frames.len() - 1
}

/// The attribution of one of the first `cued` frames that stands between its words and a stretch behind a comma: `“…,” she
/// said on Friday, “…”`.
fn interrupted(
    finder: &Finder<'_>,
    frames: &[Frame],
    cued: usize,
    sentence: &Sentence,
    this: &Quoted,
) -> Option<usize> {
    let comma = this.open.checked_sub(1).is_some_and(|b| finder.scene.lexical.tag(b) == Tag::Comma);
    let cue = |f: &Frame| f.cue.as_ref().map_or(0, |c| c.start);
    let upto = frames[..cued].partition_point(|f| cue(f) < this.open);
    let mut near = (0..upto).rev().take_while(|f| this.open.saturating_sub(cue(&frames[*f])) <= REACH);
    near.find(|f| {
        let last = frames[*f].content.last().map_or(0, |c| c.end);
        let between = last <= cue(&frames[*f]) && sentence.tokens.contains(&cue(&frames[*f]));
        comma && between && finder.scene.edges(last) & 2 != 0
    })
}

/// `Ann Lee, 45, of Alder: “…”`: a name that opens the sentence, with what is told about its bearer, and a colon.
fn named(finder: &Finder<'_>, content: &Range<usize>) -> Option<Frame> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let colon = content.start.checked_sub(1).filter(|i| document.word(*i) == ":")?;
    let start = sentence_of(finder, colon)?.1.tokens.start;
    let names = (start..colon).take_while(|i| lexical.tag(*i) == Tag::Name).count();
    let behind = start + names;
    let told = behind == colon || matches!(document.word(behind), "," | "(");
    // A clause of its own has a verb and a subject; "who leads the party" has not.
    let relative = document.word(behind + 1) == "who";
    let clause = !relative && finder.scene.verbs(behind, colon) > 0;
    ((1..=5).contains(&names) && told && !clause).then(|| Frame {
        source: Some(start..behind),
        cue: Some(colon..colon + 1),
        content: vec![content.clone()],
        verbatim: false,
        reason: NAMED.reason(document.word(colon)),
    })
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
        verbatim: false,
        reason: SIGNED.reason(document.word(dash)),
    })
}

/// `Ann Lee's reply was short: “…”`: whoever owns the reply.
fn of_noun(finder: &Finder<'_>, content: &Range<usize>) -> Option<Frame> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let colon = content.start.checked_sub(1).filter(|i| document.word(*i) == ":")?;
    // The colon may end a sentence of its own.
    let start = sentence_of(finder, colon)?.1.tokens.start;
    let noun = (start + 1..colon).find(|i| lists::is(document.word(*i), Sort::Speech))?;
    let phrase = |i: &usize| matches!(lexical.tag(*i), Tag::Determiner | Tag::Name | Tag::Plain | Tag::S);
    let source = if lexical.tag(noun - 1) == Tag::Clitic {
        let first = (start..noun - 1).rev().take_while(phrase).last()?;
        first..noun - 1
    } else if lexical.tag(noun - 1) == Tag::Possessive {
        noun - 1..noun
    } else if matches!(document.word(noun + 1), "of" | "from" | "by") {
        let names = (noun + 2..colon).take_while(phrase).count();
        (names > 0).then_some(noun + 2..noun + 2 + names)?
    } else {
        return None;
    };
    Some(Frame {
        source: Some(source),
        cue: Some(noun..noun + 1),
        content: vec![content.clone()],
        verbatim: false,
        reason: NOUN.reason(document.word(noun)),
    })
}
