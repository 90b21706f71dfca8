//! What somebody's words say plainly of an issue: that it is good or bad, does good or harm, or ought to be or not.

use crate::analysis::issues::called::value_of_group;
use crate::analysis::issues::paths::{Path, Role, word_of};
use crate::analysis::issues::words::{CHARGE, CueKind, HELP, PRONOUN, Word};
use crate::language::document::Document;
use crate::language::proposition::{Kind, Link, Proposition, Propositions};
use crate::model::issue::Stance;

/// What is asked of a sentence that somebody says.
pub(super) struct Utterance<'a> {
    /// The text.
    pub(super) document: &'a Document<'a>,
    /// The index of the sentence.
    pub(super) sentence: usize,
    /// The words of the text.
    pub(super) words: &'a [Word],
    /// Whether a token is one of the speaker's words.
    pub(super) said: &'a dyn Fn(usize) -> bool,
    /// Whether a token means the speaker.
    pub(super) is_holder: &'a dyn Fn(usize) -> bool,
}

/// What a speaker says of the issue whose noun is `target`.
pub(super) fn of(speech: &Utterance<'_>, target: usize) -> Option<Path> {
    let all = speech.document.propositions(speech.sentence);
    let said = |p: &&Proposition| p.kind != Kind::Nominal && (speech.said)(p.verb.main.max(p.predicate));
    all.list.iter().filter(said).find_map(|own| judged(speech, target, all, own))
}

fn judged(speech: &Utterance<'_>, target: usize, all: &Propositions, own: &Proposition) -> Option<Path> {
    let Utterance { document, sentence, words, said, is_holder } = *speech;
    let reading = document.reading(sentence);
    let word = word_of(own, words);
    let denied = own.is_denied();
    let turn = if denied { -1 } else { 1 };
    let modal = own.verb.modal.map_or("", |m| document.word(m));
    let parent = own.parent.and_then(|p| all.list.get(p));
    let ought = matches!(modal, "must" | "should" | "ought" | "shall")
        || own.link == Link::Infinitive
            && parent.is_some_and(|p| matches!(p.lemma.as_str(), "need" | "have" | "ought" | "time" | "important"));
    let path = Path {
        sign: 0,
        stance: None,
        steps: 1,
        role: Role::Subject,
        open: own.question || own.link == Link::Conditional || matches!(modal, "may" | "might" | "could" | "can"),
        denied,
        cue: Some(own.predicate),
        exact: true,
        spoken: true,
        other: false,
        firm: own.link != Link::Conditional,
    };
    let stance = |sign: i32| if sign < 0 { Stance::Opposes } else { Stance::Supports };
    // What others say within the speech is theirs.
    let by_other = own.saying.and_then(|s| all.list.get(s)).is_some_and(|s| {
        let own = |t: &usize| is_holder(*t) || words[*t].is(PRONOUN);
        said(s.verb.main) && !s.subjects.is_empty() && !s.subjects.iter().all(own)
    });
    if own.subjects.contains(&target) && !words[target].is(CHARGE) {
        let value = if own.kind == Kind::Copula {
            own.complements.iter().map(|c| value_of_group(&reading, words, *c)).sum::<i32>().signum()
        } else if own.verb.passive {
            0
        } else if let Some(cue) = word.cue.filter(|_| ought && own.objects.is_empty()) {
            let sign = i32::from(cue.sign) * turn;
            return Some(Path { sign, stance: Some(Stance::Demands), other: by_other, ..path });
        } else if word.cue.is_some_and(|c| c.kind == CueKind::Harm) {
            -1
        } else {
            i32::from(word.is(HELP))
        };
        let sign = value * turn;
        let cue = if own.kind == Kind::Copula { own.complements.first().copied() } else { path.cue };
        return (sign != 0).then(|| Path { sign, stance: Some(stance(sign)), cue, other: by_other, ..path });
    }
    if own.objects.contains(&target) {
        let cue = word.cue.filter(|c| c.kind != CueKind::Harm)?;
        let sign = i32::from(cue.sign) * turn;
        let by_self = |t: &usize| is_holder(*t) || words[*t].is(PRONOUN);
        if ought {
            return Some(Path {
                sign,
                stance: Some(Stance::Demands),
                role: Role::Object,
                other: by_other,
                open: own.question || own.link == Link::Conditional,
                ..path
            });
        }
        // "Reed opposes it", she said: what another thinks.
        let stands = matches!(cue.stance, Stance::Supports | Stance::Opposes | Stance::Accuses);
        let other = stands && !own.subjects.is_empty() && !own.subjects.iter().any(by_self);
        return other.then_some(Path { sign: 0, other: true, cue: None, exact: false, role: Role::Object, ..path });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::issues::words;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::text::span::Span;

    #[track_caller]
    fn check(text: &str, sign: i32, other: bool) {
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        article.blocks.push(Block { kind: BlockKind::Body, span: Span::new(0, text.len()) });
        let document = Document::new(&article);
        let words = words::tag(&document, &[]);
        let target = (0..document.tokens.len()).find(|i| document.word(*i) == "levy").unwrap();
        let said = |i: usize| i > 1;
        let holder = |i: usize| i == 0;
        let speech = Utterance { document: &document, sentence: 0, words: &words, said: &said, is_holder: &holder };
        let path = of(&speech, target);
        let found = path.map_or((0, false), |p| (if p.other || p.open { 0 } else { p.sign }, p.other));
        assert_eq!(found, (sign, other), "{text} {:?}", document.propositions(0));
    }

    #[test]
    fn words_that_judge_are_the_speakers() {
        for (text, sign, other) in [
            ("Berg said the levy was unfair.", -1, false),
            ("Berg said the levy was a great step.", 1, false),
            ("Berg said the levy was not a mistake.", 1, false),
            ("Berg said the levy would help fishermen.", 1, false),
            ("Berg said the levy would destroy the harbour.", -1, false),
            ("Berg said the levy must end.", -1, false),
            ("Berg said the levy should be lifted.", -1, false),
            ("Berg said Congress should pass the levy.", 1, false),
            ("Berg said Spain opposes the levy.", 0, true),
            ("Berg said the levy might be unfair.", 0, false),
            ("Berg said the levy began on Monday.", 0, false),
            ("Berg said critics call the levy old.", 0, false),
        ] {
            check(text, sign, other);
        }
    }
}
