//! Attributions whose parts the model cut in the wrong place, where the words around them decide.

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::Scene;
use crate::analysis::quotations::frame::Frame;

/// Mends the parts of the attributions of a document, which are in the order of their cues.
pub(super) fn mend(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    agents(scene, frames);
    objects(scene, frames);
    shown(scene, frames);
    swapped(scene, frames);
    colons(scene, frames);
    of_whom(scene, frames);
    asides(scene, frames);
}

/// Takes what is said out of the agent of a passive: "it was announced by the ministry that …", "Roe was accused by Lee of
/// lying".
fn agents(scene: &Scene<'_>, frames: &mut [Frame]) {
    let word = |i: usize| scene.document.word(i);
    for frame in frames {
        let Some(source) = frame.source.clone().filter(|s| s.start > 0 && word(s.start - 1) == "by") else { continue };
        let said = (source.start + 1..source.end).find(|i| match word(*i) {
            "that" | "whether" => scene.lexical.tag(i - 1) != Tag::Comma,
            "of" => scene.lexical.tag(i + 1) == Tag::Ing,
            _ => false,
        });
        let Some(said) = said else { continue };
        frame.source = Some(source.start..said);
        if frame.content.iter().all(|c| c.len() == 1 && matches!(word(c.start), "it" | "It")) {
            frame.content.clear();
        }
        frame.content.push(said..source.end);
    }
}

/// Cuts the content of "what Roe called “a shame” was …" down to what Roe called it.
fn objects(scene: &Scene<'_>, frames: &mut [Frame]) {
    for frame in frames {
        let [what, quoted] = &mut frame.content[..] else { continue };
        let is_what = what.len() == 1 && matches!(scene.document.word(what.start), "What" | "what");
        let Some(quote) = scene.quote_of(quoted.start).filter(|q| q.open == quoted.start) else { continue };
        if is_what {
            let called = quote.open..quote.close.min(quoted.end);
            frame.content = vec![called];
        }
    }
}

/// Drops "the film shows Roe saying …" where Roe's own attribution was found.
fn shown(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    let inner: Vec<(usize, usize)> = frames
        .iter()
        // "Quoted Roe as saying" is kept whole.
        .filter(|f| f.cue.as_ref().is_some_and(|c| scene.lexical.tag(c.start) == Tag::Ing))
        .filter(|f| f.source.as_ref().map(|s| s.end) == f.cue.as_ref().map(|c| c.start))
        .filter_map(|f| Some((f.source.as_ref()?.start, f.content.last()?.end)))
        .collect();
    frames.retain(|frame| {
        let [content] = &frame.content[..] else { return true };
        let own = frame.source.as_ref().map(|s| s.start);
        !inner.iter().any(|(start, end)| Some(*start) != own && *start == content.start && *end == content.end)
    });
}

/// Turns around "Roe, who asked for it, said the boat sank", where what is said was taken for who says it.
fn swapped(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    let tag = |i: usize| scene.lexical.tag(i);
    frames.retain_mut(|frame| {
        let (Some(cue), Some(source), [content]) = (frame.cue.clone(), frame.source.clone(), &frame.content[..]) else {
            return true;
        };
        let content = content.clone();
        let relative = (content.start + 1..content.end).find(|p| tag(*p) == Tag::Wh && tag(p - 1) == Tag::Comma);
        let is_subject = relative.is_some_and(|p| scene.verbs(content.start, p - 1) == 0 && p < content.start + 8);
        // "…, who left, said Lee": what is said needs a clause of its own.
        let turned =
            content.end <= cue.start && cue.end == source.start && is_subject && tag(source.start) != Tag::Name;
        if !turned || scene.inside[content.start] != 0 {
            return true;
        }
        frame.source = Some(content);
        frame.content = vec![source.clone()];
        source.len() > 1
    });
}

/// Cuts "about the harbour: “…”" down to what stands in quotation marks: the colon leads up to it, and no preposition.
fn colons(scene: &Scene<'_>, frames: &mut [Frame]) {
    for frame in frames {
        let Some(cue) = frame.cue.clone().filter(|c| c.len() == 1 && scene.lexical.tag(c.start) == Tag::Preposition)
        else {
            continue;
        };
        let [content] = &mut frame.content[..] else { continue };
        let is_colon = |i: &usize| scene.document.word(*i) == ":" && scene.edges(i + 1) & 1 != 0;
        let colon = (content.start..content.end).find(is_colon);
        if let Some(colon) = colon.filter(|_| content.start >= cue.end) {
            content.start = colon + 1;
            frame.cue = Some(colon..colon + 1);
        }
    }
}

/// Leaves out of whom something is said: "“He is a liar,” Lee said of Roe".
fn of_whom(scene: &Scene<'_>, frames: &mut [Frame]) {
    for frame in frames {
        let Some(cue) = frame.cue.clone().filter(|c| c.len() > 1 && scene.document.word(c.end - 1) == "of") else {
            continue;
        };
        let bare = |c: &std::ops::Range<usize>| {
            c.start == cue.end && scene.verbs(c.start, c.end) == 0 && c.clone().all(|i| scene.inside[i] == 0)
        };
        if frame.content.len() > 1 && frame.content.last().is_some_and(bare) {
            frame.content.pop();
            frame.cue = Some(cue.start..cue.end - 1);
        }
    }
}

/// Gives what goes on behind an aside back to its speaker: "“This,” Lee said, pointing at the harbour, “is over.”"
fn asides(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    let tag = |i: usize| scene.lexical.tag(i);
    for second in (1..frames.len()).rev() {
        let Some(cue) = frames[second].cue.clone().filter(|c| tag(c.start) == Tag::Ing) else { continue };
        let [rest] = &frames[second].content[..] else { continue };
        let rest = rest.clone();
        let next = scene.document.tokens.get(rest.start + 1);
        let small = next.is_some_and(|t| t.of(scene.document.text).starts_with(char::is_lowercase));
        let aside = rest.start > cue.end + 1 && scene.edges(rest.start) & 1 != 0 && small;
        let first = &frames[second - 1];
        let open = first.content.last().is_some_and(|c| {
            c.end <= first.cue.as_ref().map_or(0, |c| c.start)
                && scene.edges(c.end) & 2 != 0
                && c.end.checked_sub(2).is_some_and(|i| tag(i) == Tag::Comma)
        });
        let near = first.cue.as_ref().is_some_and(|c| c.end < cue.start && cue.start - c.end < 4);
        if aside && open && near {
            frames[second - 1].content.push(rest);
            frames.remove(second);
        }
    }
}
