//! Whether the line breaks of a text come from a width at which it was wrapped, or part items of their own.

use std::ops::RangeInclusive;

use crate::language::document::Document;
use crate::model::block::BlockKind;
use crate::text::span::Span;

/// The widths, in characters, at which texts are wrapped.
const WIDTHS: RangeInclusive<usize> = 40..=120;

/// How many characters short of the width a line may break although the next word still had room: programs that wrap
/// aim a little below it.
const SLACK: usize = 4;

/// Which blocks of a document are one text in lines of one width.
pub(super) struct Wrapping {
    /// The length of the longest line of all wrapped blocks; `None` where nothing shows that lines were wrapped.
    width: Option<usize>,
}

impl Wrapping {
    /// Looks at the lines of all body blocks: wrapped ones break where the next word had no room, and every so often
    /// a line goes on with a small letter.
    pub(super) fn new(document: &Document<'_>) -> Self {
        let mut broken: Vec<&str> = Vec::new();
        let mut first = 0;
        while let Some(sentence) = document.sentences.get(first) {
            let next = first + document.sentences[first..].iter().take_while(|s| s.block == sentence.block).count();
            let block = Span::new(sentence.span.from(), document.sentences[next - 1].span.to()).of(document.text);
            if sentence.kind == BlockKind::Body && block.contains('\n') {
                broken.push(block);
            }
            first = next;
        }
        let longest = |block: &&str| block.lines().map(length).max().unwrap_or(0);
        let Some(width) = broken.iter().map(longest).filter(|w| WIDTHS.contains(w)).max() else {
            return Self { width: None };
        };
        let wrapped = broken.iter().filter(|block| fits(block, width));
        let (mut breaks, mut small) = (0, 0);
        for line in wrapped.flat_map(|block| block.lines().skip(1)) {
            breaks += 1;
            small += usize::from(line.trim_start().starts_with(char::is_lowercase));
        }
        Self { width: (small > 0 && small * 3 >= breaks).then_some(width) }
    }

    /// Whether the lines of a block are one text.
    pub(super) fn holds(&self, block: &str) -> bool {
        self.width.is_some_and(|width| fits(block, width))
    }
}

fn length(line: &str) -> usize {
    line.trim_end().chars().count()
}

/// Whether no line is longer than the width, and each ends where the first word of the next had no room.
fn fits(block: &str, width: usize) -> bool {
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        let own = length(line);
        let next = lines.peek().map(|next| next.split_whitespace().next().map_or(0, |w| w.chars().count()));
        if own > width || next.is_some_and(|word| word == 0 || own + 1 + word + SLACK <= width) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::Block;

    /// Whether the only block of a text is wrapped.
    fn wrapped(text: &str) -> bool {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        Wrapping::new(&Document::new(&article)).holds(text)
    }

    #[test]
    fn lines_of_one_width_are_one_text() {
        assert!(wrapped(
            "The harbour of Alder was closed for the whole of the week, and Tomas\n\
             Reed of the port said that nobody knew when the ferries of\n\
             Norland would sail again: the owners had not been asked by anybody,\n\
             and the mayor was silent."
        ));
        assert!(wrapped(
            "The ministers spoke in the old harbour with Pieter van der\nMoor, the pilot, and with nobody else, as he said on the\nnext day."
        ));
    }

    #[test]
    fn items_of_a_list_are_not() {
        assert!(!wrapped("Jon Dahl, fisherman\nAnn Keller, mayor of the old town of Alder\nTomas Reed"));
        assert!(!wrapped("The first of the lines that are long enough to be wrapped\nAlder 3\nNorland 1"));
        assert!(!wrapped("A short line\nand another one\nand one more"));
    }
}
