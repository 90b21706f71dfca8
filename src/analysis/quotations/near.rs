//! Who and what stands near a quoted stretch that no cue has taken: read more boldly, for speech it is nearly always.

use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::{Frame, Role};
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::places::Scope;
use crate::language::document::Sentence;

/// How much likelier than nothing a word beside a long quoted stretch has to be to count as its cue.
const LEAST: i32 = -150;

impl Finder<'_> {
    /// The attribution of the word near a quoted stretch that is most likely its cue, if it takes the stretch up.
    pub(super) fn likeliest(
        &mut self,
        number: usize,
        sentence: &Sentence,
        near: Range<usize>,
        stretch: &Range<usize>,
    ) -> Option<Frame> {
        let mut best: Option<(i32, usize, Role)> = None;
        for cue in near {
            if !self.scene.can_be_cue(cue) {
                continue;
            }
            self.features.clear();
            self.scene.of_cue(cue, sentence, &mut self.features);
            let scores = self.model.scores(&self.features);
            for role in Role::ALL.into_iter().skip(1) {
                let likely = scores[role as usize] - scores[0];
                if likely > LEAST && best.is_none_or(|b| likely > b.0) {
                    best = Some((likely, cue, role));
                }
            }
        }
        let (_, cue, role) = best?;
        let frame = self.frame(&Scope::new(cue, number, sentence), role, None)?;
        frame.content.iter().any(|c| c.start <= stretch.start && stretch.end <= c.end).then_some(frame)
    }

    /// The source and the cue of a quoted stretch whose cue is no word that the model knows: a verb directly beside the
    /// marks. `behind` is the sentence that follows the closing mark where that is another one than `sentence`.
    pub(super) fn beside(
        &mut self,
        number: usize,
        sentence: &Sentence,
        behind: Option<(usize, &Sentence)>,
        content: &Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let tag = |i: usize| self.scene.lexical.tag(i);
        let mark = |i: &usize| matches!(tag(*i), Tag::Comma | Tag::Colon);
        let in_front = (sentence.tokens.start..content.start).rev().find(|i| !mark(i));
        let in_front = in_front.filter(|i| matches!(tag(*i), Tag::Ed | Tag::S | Tag::Ing));
        let (scope, role) = if let Some(cue) = in_front {
            (Scope::new(cue, number, sentence), Role::Later)
        } else {
            let (number, sentence) = behind.unwrap_or((number, sentence));
            let cue = verb_behind(self, sentence.tokens.end, content.end)?;
            (Scope::new(cue, number, sentence), Role::Earlier)
        };
        // The subject between the marks and the verb, where the model sees none.
        let between = || (role == Role::Earlier && scope.cue > content.end).then_some(content.end..scope.cue);
        let source = self.source(&scope, role, std::slice::from_ref(content)).or_else(between)?;
        Some((source, scope.cue..scope.cue + 1))
    }

    /// Who acts in a sentence that has a quoted stretch in it: the phrase directly in front of the nearest verb.
    pub(super) fn subject(
        &mut self,
        number: usize,
        sentence: &Sentence,
        content: &Range<usize>,
    ) -> Option<Range<usize>> {
        use Tag::{Be, Do, Ed, Have, Ing, Modal, S};
        let tag = |i: usize| self.scene.lexical.tag(i);
        let start = sentence.tokens.start.max(content.start.saturating_sub(14));
        let verb = (start..content.start).rev().find(|i| matches!(tag(*i), Ed | S | Have | Be | Do | Modal | Ing))?;
        let source = self.source(&Scope::new(verb, number, sentence), Role::Later, std::slice::from_ref(content))?;
        (source.end == verb || source.end + 1 == verb && tag(source.end) != Tag::Comma).then_some(source)
    }
}

/// How many tokens behind the closing marks are a subject: names, a pronoun, or "her friend" in front of a name.
pub(super) fn subject_behind(finder: &Finder<'_>, end: usize, close: usize) -> usize {
    let tag = |i: usize| finder.scene.lexical.tag(i);
    let reach = end.min(close + 6);
    let count = |from: usize| (from..reach).take_while(|i| matches!(tag(*i), Tag::Name | Tag::Subject)).count();
    let told = (close..reach)
        .take_while(|i| matches!(tag(*i), Tag::Determiner | Tag::Possessive | Tag::Plain))
        .take(3)
        .count();
    let introduced = told > 1 && matches!(tag(close), Tag::Determiner | Tag::Possessive) && count(close + told) > 0;
    if introduced { told + count(close + told) } else { count(close) }
}

/// Whether what stands behind the closing marks of a short stretch shows that it was uttered: `“No,” Lee muttered`, `“Go!”
/// hissed Lee`. `end` is the end of the sentence of the stretch.
pub(super) fn is_uttered(finder: &Finder<'_>, end: usize, open: usize, close: usize) -> bool {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let Some(inner) = close.checked_sub(2).filter(|i| *i > open) else { return false };
    let stops = matches!(document.word(inner), "!" | "?");
    if !stops && lexical.tag(inner) != Tag::Comma {
        return false;
    }
    // An exclamation may end a sentence inside of its paragraph.
    let sentences = &document.sentences;
    let next = sentences.partition_point(|s| s.tokens.end <= close.saturating_sub(1));
    let goes_on = sentences.get(next + 1).filter(|s| stops && end <= close && s.block == sentences[next].block);
    let end = goes_on.map_or(end, |s| s.tokens.end);
    let verb = close + subject_behind(finder, end, close);
    let named = verb > close || verb + 1 < end && matches!(lexical.tag(verb + 1), Tag::Name | Tag::Possessive);
    verb < end && named && lists::is(document.word(verb), Sort::Manner)
}

/// The word behind the closing marks that stands like a verb of saying (`“…,” Lee sings`, `“…!” sighed Lee`), before token
/// `end`.
pub(super) fn verb_behind(finder: &Finder<'_>, end: usize, close: usize) -> Option<usize> {
    let (document, lexical) = (finder.scene.document, &finder.scene.lexical);
    let tag = |i: usize| lexical.tag(i);
    let subject = subject_behind(finder, end, close);
    let verb = close + subject;
    if verb >= end {
        return None;
    }
    let utters = lists::is(document.word(verb), Sort::Manner);
    if subject > 0 && (utters || finder.scene.can_be_cue(verb)) {
        return Some(verb);
    }
    if !utters && !matches!(tag(verb), Tag::Ed | Tag::S) {
        return None;
    }
    if subject > 0 {
        return Some(verb);
    }
    // The subject behind the verb: only where the marks do not end what is said like a sentence of its own.
    let inner = close.checked_sub(2).map(tag);
    let open = inner == Some(Tag::Comma) || close > 1 && matches!(document.word(close - 2), "!" | "?");
    (open && matches!(tag(verb + 1), Tag::Name | Tag::Determiner | Tag::Possessive)).then_some(verb)
}
