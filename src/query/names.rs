//! The names in one field of all articles, folded, each with the articles that have it.

use memchr::memmem::Finder;

use crate::model::article_id::ArticleId;
use crate::query::ast::{Fit, Value};
use crate::query::lexicon::Lexicon;
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
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Their words.
    lexicon: Lexicon,
    /// How each is shown, if it is offered.
    shown: Vec<Option<Box<str>>>,
    /// Which articles have each.
    articles: Vec<Having>,
}

/// Some articles. Most names stand in one alone.
#[derive(Clone, Debug, Default)]
enum Having {
    #[default]
    None,
    One(ArticleId),
    #[expect(clippy::box_collection, reason = "it is rare, and the others are smaller so")]
    Many(Box<Vec<ArticleId>>),
}

impl Having {
    fn as_slice(&self) -> &[ArticleId] {
        match self {
            Self::None => &[],
            Self::One(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
        }
    }

    fn push(&mut self, article: ArticleId) {
        match self {
            Self::None => *self = Self::One(article),
            Self::One(id) if *id == article => {}
            Self::One(id) => *self = Self::Many(Box::new(vec![*id, article])),
            Self::Many(ids) if ids.last() == Some(&article) => {}
            Self::Many(ids) => ids.push(article),
        }
    }

    fn remove(&mut self, article: ArticleId) {
        match self {
            Self::One(id) if *id == article => *self = Self::None,
            Self::None | Self::One(_) => {}
            Self::Many(ids) => ids.retain(|id| *id != article),
        }
    }

    fn settle(&mut self) {
        if let Self::Many(ids) = self {
            ids.sort_unstable();
            ids.dedup();
            ids.shrink_to_fit();
        }
    }
}

impl Names {
    /// Notes that an article has a name.
    pub fn add(&mut self, name: &Name, article: ArticleId) {
        if name.words.trim().is_empty() {
            return;
        }
        let Some(index) = self.lexicon.number(&name.words).map(|number| number as usize) else { return };
        if self.articles.len() <= index {
            self.articles.resize_with(index + 1, Having::default);
            self.shown.resize(index + 1, None);
        }
        if let Some(shown) = self.shown.get_mut(index)
            && shown.is_none()
        {
            *shown = name.shown.as_deref().map(Box::from);
        }
        if let Some(articles) = self.articles.get_mut(index) {
            articles.push(article);
        }
    }

    /// Notes that an article no longer has a name.
    pub fn remove(&mut self, name: &Name, article: ArticleId) {
        let number = self.lexicon.find(&name.words);
        if let Some(articles) = number.and_then(|number| self.articles.get_mut(number as usize)) {
            articles.remove(article);
        }
    }

    /// Takes out articles that were noted twice for a name, which happens when they are not added in order.
    pub fn settle(&mut self) {
        self.articles.iter_mut().for_each(Having::settle);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lexicon.is_empty()
    }

    /// The articles that have a name of that pattern.
    pub fn articles(&self, pattern: &Pattern) -> ArticleSet {
        self.matching(pattern).flat_map(|name| self.having(name)).copied().collect()
    }

    fn having(&self, name: u32) -> &[ArticleId] {
        self.articles.get(name as usize).map_or(&[], Having::as_slice)
    }

    /// The names of that pattern that are offered, each with the number of its articles (of those in `within`, where that is
    /// given) and whether the pattern stands at its beginning.
    pub fn offered<'a, 'p>(
        &'a self,
        pattern: &'p Pattern,
        within: Option<&'p ArticleSet>,
    ) -> impl Iterator<Item = (&'a str, usize, bool)> + use<'a, 'p> {
        self.matching(pattern).filter_map(move |name| {
            let shown = self.shown.get(name as usize)?.as_deref()?;
            let leads = pattern.first().is_none_or(|first| self.lexicon.text(name).starts_with(first));
            let having = self.having(name);
            let articles = within.map_or(having.len(), |set| having.iter().filter(|id| set.contains(**id)).count());
            // All that had it may have been corrected.
            Some((shown, articles, leads)).filter(|(_, articles, _)| *articles > 0)
        })
    }

    /// The numbers of the names of that pattern.
    fn matching<'a, 'p>(&'a self, pattern: &'p Pattern) -> impl Iterator<Item = u32> + use<'a, 'p> {
        let find = move |rest: &[u8]| match &pattern.rarest {
            Rarest::Finder(finder) => finder.find(rest),
            Rarest::Anything => Some(0),
            Rarest::Nothing => None,
        };
        let fits = move |name: &u32| pattern.parts.iter().all(|part| self.lexicon.line(*name).contains(part));
        self.lexicon.matching(find).filter(fits)
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
