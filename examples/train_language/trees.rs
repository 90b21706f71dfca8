//! Trees from files in the CoNLL-U format.

use anyhow::Context;
use parallax::language::label::Label;
use parallax::language::tag::Tag;
use parallax::language::word::{self, Word};
use parallax::text::span::Span;

/// A sentence with its tree.
#[derive(Clone, Default)]
pub struct Sentence {
    pub forms: Vec<String>,
    pub words: Vec<Word>,
    pub tags: Vec<Tag>,
    /// The number of words for the root.
    pub heads: Vec<u32>,
    pub labels: Vec<Label>,
}

impl Sentence {
    fn push(&mut self, form: &str, tag: Tag, head: u32, label: Label) {
        self.words.push(word::read(form, Span::new(0, form.len()), self.words.len() as u32));
        self.forms.push(form.to_owned());
        self.tags.push(tag);
        self.heads.push(head);
        self.labels.push(label);
    }

    /// The same with the parts of hyphenated words joined, as our own tokens have them. Nothing where there are none.
    pub fn joined(&self) -> Option<Self> {
        let n = self.words.len();
        let mut group: Vec<usize> = (0..n).collect();
        for i in 1..n.saturating_sub(1) {
            if self.tags[i] == Tag::Hyph && self.forms[i].chars().count() == 1 {
                group[i] = group[i - 1];
                group[i + 1] = group[i - 1];
            }
        }
        if (0..n).all(|i| group[i] == i) {
            return None;
        }
        let mut number = vec![0u32; n + 1];
        let mut count = 0;
        for i in 0..n {
            if i > 0 && group[i] != i {
                number[i] = count - 1;
            } else {
                number[i] = count;
                count += 1;
            }
        }
        number[n] = count;
        let mut out = Self::default();
        let mut i = 0;
        while i < n {
            let end = (i + 1..n).find(|j| number[*j] != number[i]).unwrap_or(n);
            let outside = |j: &usize| number[self.heads[*j] as usize] != number[i];
            let head = (i..end).rev().find(outside).unwrap_or(end - 1);
            let label = self.labels[head];
            let tag = match self.tags[head] {
                _ if end - i > 1 && label == Label::Amod => Tag::Jj,
                Tag::Hyph | Tag::Afx => self.tags[end - 1],
                tag => tag,
            };
            out.push(&self.forms[i..end].concat(), tag, number[self.heads[head] as usize], label);
            i = end;
        }
        Some(out)
    }
}

/// All sentences of all files.
pub fn read_all(paths: &[&str]) -> anyhow::Result<Vec<Sentence>> {
    let mut out = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).with_context(|| (*path).to_owned())?;
        let mut sentence = Sentence::default();
        for line in text.lines().chain([""]) {
            let cells: Vec<&str> = line.split('\t').collect();
            if line.is_empty() && !sentence.forms.is_empty() {
                let count = sentence.forms.len() as u32;
                for head in &mut sentence.heads {
                    *head = head.checked_sub(1).unwrap_or(count);
                }
                out.push(std::mem::take(&mut sentence));
            } else if let [number, form, _, _, tag, _, head, label, ..] = cells.as_slice()
                && number.parse::<u32>().is_ok()
            {
                let label = Label::from_name(label).unwrap_or(Label::Dep);
                let head = head.parse().unwrap_or(0);
                sentence.push(form, Tag::from_name(tag).unwrap_or(Tag::Xx), head, label);
            }
        }
    }
    Ok(out)
}
