//! A sentence as it was read: its words with their tags and its dependency tree, and ways to walk in it.

use std::ops::{Deref, Range};

use crate::language::label::Label;
use crate::language::lemma;
use crate::language::parser::{Parser, Tree};
use crate::language::tag::Tag;
use crate::language::tagger::Tagger;
use crate::language::word::Word;

/// The words of a sentence with their tags and their tree. Words are numbered from nought.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The words: the tokens of the sentence, contractions in two.
    pub words: Vec<Word>,
    /// A tag for each word.
    pub tags: Vec<Tag>,
    /// Head and label of each word.
    pub tree: Tree,
    /// Where the children of each word begin in `order`.
    from: Vec<u32>,
    /// All words by their heads, and under each head from left to right.
    order: Vec<u32>,
    /// First and last word of the subtree of each word.
    extent: Vec<(u32, u32)>,
}

/// A parsed sentence with its text: what is asked for words, numbered from nought. `Reading::token` leads back to the
/// document.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The text that the words stand in.
    pub text: &'a str,
    /// Words, tags and tree.
    pub parsed: &'a Parsed,
}

impl Deref for Reading<'_> {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        self.parsed
    }
}

impl Parsed {
    /// Reads words that are there already.
    pub fn from_words(words: Vec<Word>) -> Self {
        let tags = Tagger::shipped().tag(&words);
        Self::from_tags(words, tags)
    }

    /// Reads words whose parts of speech are known.
    pub fn from_tags(words: Vec<Word>, tags: Vec<Tag>) -> Self {
        let tree = Parser::shipped().parse(&words, &tags);
        Self::from_tree(words, tags, tree).with_whole_subjects()
    }

    /// A clause has one subject: of two nouns side by side that were both read as it ("the fishing | quota treaty"), the
    /// first belongs to the group of the second.
    fn with_whole_subjects(self) -> Self {
        let halves: Vec<(usize, usize)> = (1..self.len()).filter_map(|w| Some((self.first_half(w)?, w))).collect();
        if halves.is_empty() {
            return self;
        }
        let mut tree = self.tree.clone();
        for (first, second) in halves {
            let before = |c: usize| matches!(self.label(c), Label::Det | Label::Poss | Label::Amod | Label::Compound);
            for child in
                self.children(first).iter().map(|c| *c as usize).take_while(|c| *c < first).filter(|c| before(*c))
            {
                tree.heads[child] = second as u32;
            }
            tree.heads[first] = second as u32;
            tree.labels[first] = Label::Compound;
        }
        Self::from_tree(self.words, self.tags, tree)
    }

    /// The noun right in front of the group of the subject `w` that was read as a subject of the same verb.
    fn first_half(&self, w: usize) -> Option<usize> {
        let subject = |w: usize| matches!(self.label(w), Label::Nsubj | Label::Nsubjpass) && self.tags[w].is_noun();
        let start = self.extent(w).start;
        let first = start.checked_sub(1)?;
        let own = matches!(self.label(start), Label::Det | Label::Poss | Label::Predet);
        let whole = subject(w) && subject(first) && !own && self.extent(w).end == w + 1;
        (whole && self.head(w) == self.head(first) && self.head(w).is_some_and(|verb| verb > w)).then_some(first)
    }

    /// A sentence with a tree that is there already.
    pub fn from_tree(words: Vec<Word>, tags: Vec<Tag>, tree: Tree) -> Self {
        let n = words.len();
        let mut from = vec![0u32; n + 2];
        let group = |w: usize, head: u32| if head as usize == w { 0 } else { head as usize + 1 };
        for (w, head) in tree.heads.iter().enumerate() {
            from[group(w, *head) + 1] += 1;
        }
        for i in 0..=n {
            from[i + 1] += from[i];
        }
        let mut at = from.clone();
        let mut order = vec![0u32; n];
        for (w, head) in tree.heads.iter().enumerate() {
            let slot = &mut at[group(w, *head)];
            order[*slot as usize] = w as u32;
            *slot += 1;
        }
        let mut parsed = Self { words, tags, tree, from, order, extent: Vec::new() };
        parsed.extent = parsed.extents();
        parsed
    }

    /// The extents of all subtrees, from the leaves up.
    fn extents(&self) -> Vec<(u32, u32)> {
        let n = self.len();
        let mut extent: Vec<(u32, u32)> = (0..n as u32).map(|w| (w, w)).collect();
        let mut missing: Vec<u32> = (0..n).map(|w| self.children(w).len() as u32).collect();
        let mut ready: Vec<usize> = (0..n).filter(|w| missing[*w] == 0).collect();
        while let Some(w) = ready.pop() {
            let Some(head) = self.head(w) else { continue };
            let (low, high) = extent[w];
            extent[head] = (extent[head].0.min(low), extent[head].1.max(high));
            missing[head] -= 1;
            if missing[head] == 0 {
                ready.push(head);
            }
        }
        extent
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The number of the token of a word.
    pub fn token(&self, word: usize) -> usize {
        self.words[word].token as usize
    }

    /// The first word of a token.
    pub fn word_of(&self, token: usize) -> Option<usize> {
        let at = self.words.partition_point(|w| (w.token as usize) < token);
        self.words.get(at).filter(|w| w.token as usize == token).map(|_| at)
    }

    /// The head of a word, none for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        let head = self.tree.heads[word] as usize;
        (head != word).then_some(head)
    }

    /// How a word hangs on its head.
    pub fn label(&self, word: usize) -> Label {
        self.tree.labels[word]
    }

    /// The words that hang on a word, from left to right.
    pub fn children(&self, word: usize) -> &[u32] {
        &self.order[self.from[word + 1] as usize..self.from[word + 2] as usize]
    }

    /// Those that hang on it in one of these ways.
    pub fn children_as<'s>(&'s self, word: usize, labels: &'s [Label]) -> impl Iterator<Item = usize> + 's {
        self.children(word).iter().map(|c| *c as usize).filter(|c| labels.contains(&self.label(*c)))
    }

    /// The first that hangs on it in this way.
    pub fn child(&self, word: usize, label: Label) -> Option<usize> {
        self.children(word).iter().map(|c| *c as usize).find(|c| self.label(*c) == label)
    }

    /// The word that all hang on.
    pub fn root(&self) -> Option<usize> {
        (self.from[1] > 0).then(|| self.order[0] as usize)
    }

    /// The words from the first to the last of a subtree.
    pub fn extent(&self, word: usize) -> Range<usize> {
        let (low, high) = self.extent[word];
        low as usize..high as usize + 1
    }

    /// The tokens of a range of words.
    pub fn tokens(&self, words: Range<usize>) -> Range<usize> {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) => first.token as usize..last.token as usize + 1,
            _ => 0..0,
        }
    }
}

impl<'a> Reading<'a> {
    /// The text of a word.
    pub fn form(&self, word: usize) -> &'a str {
        self.words[word].span.of(self.text)
    }

    /// Whether the text of a word is one of these, whatever its case; they are in lower case.
    pub fn is(&self, word: usize, forms: &[&str]) -> bool {
        let form = self.form(word);
        forms.iter().any(|f| form.eq_ignore_ascii_case(f))
    }

    /// The base form of a word as its tag takes it: of a verb the infinitive, of a noun the singular.
    pub fn lemma(&self, word: usize) -> String {
        lemma::of(self.form(word), self.tags[word])
    }
}
