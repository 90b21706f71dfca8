//! The names in one field of all articles, folded, each with the articles that have it.

use std::collections::HashMap;

use memchr::memmem::Finder;

use crate::model::corpus::ArticleId;
use crate::query::ast::{Fit, Value};
use crate::query::needle::is_spaced;
use crate::query::set::ArticleSet;
use crate::text::fold::fold;

/// One name of one article, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// How it is shown when it is offered; `None` for a further name of something that is offered by another.
    shown: Option<String>,
    /// Its words, a blank around each: ` hong kong `.
    words: String,
}

impl Name {
    /// Its words, by which names are one.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// A name that is offered.
    pub fn main(name: &str) -> Self {
        Self { shown: Some(name.to_owned()), words: words(name) }
    }

    /// A further name of something that is offered by another name.
    pub fn other(name: &str) -> Self {
        Self { shown: None, words: words(name) }
    }
}

/// The words of a name, folded and without stops and apostrophes inside them, so that “U.S.” is `us` and “O’Neill”
/// `oneill`; a blank around each.
fn words(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.text().len() + 2);
    out.push(' ');
    for c in folded.text().chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '.' | '\'') && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// All names of one field.
#[derive(Clone, Debug)]
pub struct Names {
    /// Their words, a line break in front of and behind each name.
    lines: String,
    /// Where the line break in front of each name stands.
    starts: Vec<usize>,
    /// How each is shown, if it is offered.
    shown: Vec<Option<String>>,
    /// Which articles have each.
    articles: Vec<Vec<ArticleId>>,
    /// The index of each name.
    known: HashMap<String, usize>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            lines: "\n".to_owned(),
            starts: Vec::new(),
            shown: Vec::new(),
            articles: Vec::new(),
            known: HashMap::new(),
        }
    }
}

impl Names {
    /// Notes that an article has a name.
    pub fn add(&mut self, name: &Name, article: ArticleId) {
        if name.words.trim().is_empty() {
            return;
        }
        let index = match self.known.get(&name.words) {
            Some(index) => *index,
            None => {
                self.starts.push(self.lines.len() - 1);
                self.lines.push_str(&name.words);
                self.lines.push('\n');
                self.shown.push(None);
                self.articles.push(Vec::new());
                self.known.insert(name.words.clone(), self.starts.len() - 1);
                self.starts.len() - 1
            }
        };
        if let Some(shown) = self.shown.get_mut(index)
            && shown.is_none()
        {
            shown.clone_from(&name.shown);
        }
        if let Some(articles) = self.articles.get_mut(index)
            && articles.last() != Some(&article)
        {
            articles.push(article);
        }
    }

    /// Notes that an article no longer has a name.
    pub fn remove(&mut self, name: &Name, article: ArticleId) {
        let articles = self.known.get(&name.words).and_then(|index| self.articles.get_mut(*index));
        if let Some(articles) = articles {
            articles.retain(|id| *id != article);
        }
    }

    /// Takes out articles that were noted twice for a name, which happens when they are not added in order.
    pub fn settle(&mut self) {
        for articles in &mut self.articles {
            articles.sort_unstable();
            articles.dedup();
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The articles that have a name of that pattern.
    pub fn articles(&self, pattern: &Pattern) -> ArticleSet {
        self.matching(pattern).filter_map(|name| self.articles.get(name)).flatten().copied().collect()
    }

    /// The names of that pattern that are offered, each with the number of its articles and whether the pattern
    /// stands at its beginning.
    pub fn offered<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = (&'a str, usize, bool)> + 'a {
        self.matching(pattern).filter_map(|name| {
            let shown = self.shown.get(name)?.as_deref()?;
            // All that had it may have been corrected.
            self.articles.get(name).filter(|articles| !articles.is_empty())?;
            let leads =
                pattern.first().is_none_or(|first| self.line(name).get(1..).is_some_and(|l| l.starts_with(first)));
            Some((shown, self.articles.get(name)?.len(), leads))
        })
    }

    /// The line of a name with the line breaks around it.
    fn line(&self, name: usize) -> &str {
        let from = self.starts.get(name).copied().unwrap_or(0);
        let to = self.starts.get(name + 1).map_or(self.lines.len(), |next| next + 1);
        self.lines.get(from..to).unwrap_or_default()
    }

    /// The indices of the names of that pattern.
    fn matching<'a>(&'a self, pattern: &'a Pattern) -> impl Iterator<Item = usize> + 'a {
        let (mut at, mut next) = (0, 0);
        std::iter::from_fn(move || {
            while at < self.lines.len() {
                let name = match &pattern.rarest {
                    Rarest::Finder(finder) => {
                        let found = at + finder.find(self.lines.as_bytes().get(at..)?)?;
                        // The line break in front of a name is also the one behind the name before.
                        self.starts.partition_point(|start| *start <= found).checked_sub(1)?
                    }
                    Rarest::Anything => next,
                    Rarest::Nothing => return None,
                };
                next = name + 1;
                let line = self.line(name);
                at = self.starts.get(name)? + line.len() - 1;
                if at + 1 >= self.lines.len() {
                    at = self.lines.len();
                }
                if pattern.parts.iter().all(|part| line.contains(part)) {
                    return Some(name);
                }
            }
            None
        })
    }
}

/// What a name has to be like.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Stretches of the line of a name, in the order of the value.
    parts: Vec<String>,
    rarest: Rarest,
}

#[derive(Clone, Debug)]
enum Rarest {
    /// Finds the longest part, which decides most.
    Finder(Box<Finder<'static>>),
    /// Every name fits.
    Anything,
    /// No name fits.
    Nothing,
}

impl Pattern {
    /// Names that fit a value. A value without any letter or digit fits no name.
    pub fn new(value: &Value) -> Self {
        let mut pattern = Self::parse(value.text(), value.fit());
        if pattern.parts.is_empty() {
            pattern.rarest = Rarest::Nothing;
        }
        pattern
    }

    /// Names in which all words of `typed` begin words; every name if there are none.
    pub fn begun(typed: &str) -> Self {
        Self::parse(typed, Fit::Begins)
    }

    fn parse(text: &str, fit: Fit) -> Self {
        let words = words(text);
        let inner = words.trim();
        let parts: Vec<String> = match fit {
            _ if inner.is_empty() => Vec::new(),
            Fit::Begins => inner.split(' ').map(begin_of_word).collect(),
            Fit::Words if inner.ends_with(is_spaced) => vec![begin_of_word(inner) + " "],
            Fit::Words => vec![begin_of_word(inner)],
            Fit::Whole => vec![format!("\n{words}\n")],
        };
        let longest = parts.iter().max_by_key(|part| part.len());
        let rarest = longest.map_or(Rarest::Anything, |p| Rarest::Finder(Box::new(Finder::new(p).into_owned())));
        Self { parts, rarest }
    }

    /// The first stretch.
    fn first(&self) -> Option<&str> {
        self.parts.first().map(String::as_str)
    }
}

/// How the beginning of a word looks in a line: behind a blank, where the script has blanks.
fn begin_of_word(word: &str) -> String {
    if word.starts_with(is_spaced) { format!(" {word}") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 9] = [
        "Hong Kong",
        "Kong Hong-Li",
        "Hong Kong Island",
        "U.S.",
        "Usman Rée",
        "O’Neill",
        "中国外交部",
        "Kongo",
        "hong kong",
    ];

    /// `expected`: which of the names are found.
    #[track_caller]
    fn check(pattern: &Pattern, expected: &[usize]) {
        let mut names = Names::default();
        for (i, name) in NAMES.iter().enumerate() {
            names.add(&Name::main(name), ArticleId(i as u32));
        }
        assert_eq!(names.articles(pattern).iter().map(ArticleId::index).collect::<Vec<_>>(), expected);
    }

    fn of(text: &str, fit: Fit) -> Pattern {
        Pattern::new(&Value::new(text, fit).unwrap())
    }

    #[test]
    fn plain_words_begin_words_of_one_name() {
        check(&of("kong", Fit::Begins), &[0, 1, 2, 7, 8]);
        check(&of("kong-hong", Fit::Begins), &[0, 1, 2, 8]);
        check(&of("ong", Fit::Begins), &[]);
        check(&of("US", Fit::Begins), &[3, 4]);
        check(&of("o'n", Fit::Begins), &[5]);
        check(&of("ree", Fit::Begins), &[4]);
        check(&of("外交", Fit::Begins), &[6]);
    }

    #[test]
    fn phrases_are_whole_words_in_a_row() {
        check(&of("Hong Kong", Fit::Words), &[0, 2, 8]);
        check(&of("US", Fit::Words), &[3]);
        check(&of("kong", Fit::Words), &[0, 1, 2, 8]);
        check(&of("外交", Fit::Words), &[6]);
    }

    #[test]
    fn whole_names_are_nothing_more() {
        check(&of("HONG KONG", Fit::Whole), &[0, 8]);
        check(&of("hong", Fit::Whole), &[]);
        check(&of("us", Fit::Whole), &[3]);
    }

    #[test]
    fn no_words_fit_no_name_but_every_name_can_be_offered() {
        check(&of("+", Fit::Begins), &[]);
        check(&Pattern::begun(""), &[0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
