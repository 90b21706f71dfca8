//! The names in one field of all articles, folded, each with the articles that have it.

use memchr::memmem::Finder;

use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;
use crate::query::alone::Alone;
use crate::query::ast::{Field, Fit, Value};
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

/// The names of one article in all fields, behind each other: many articles may wait to be taken in.
#[derive(Clone, Debug, Default)]
pub struct OwnNames {
    text: String,
    /// The field of each, and how long it is as it is shown (0 if it is not offered) and in words.
    names: Vec<(Field, u32, u32)>,
}

impl OwnNames {
    /// The names one by one: how each is shown, if it is offered, and its words.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Field, Option<&str>, &str)> {
        let mut rest = self.text.as_str();
        self.names.iter().filter_map(move |(field, shown, words)| {
            let (shown, behind) = rest.split_at_checked(*shown as usize)?;
            let (words, behind) = behind.split_at_checked(*words as usize)?;
            rest = behind;
            Some((*field, Some(shown).filter(|shown| !shown.is_empty()), words))
        })
    }

    /// Each with its field, by itself.
    pub(super) fn apart(&self) -> Vec<(Field, Name)> {
        let name = |shown: Option<&str>, words: &str| Name { shown: shown.map(str::to_owned), words: words.to_owned() };
        self.iter().map(|(field, shown, words)| (field, name(shown, words))).collect()
    }
}

impl FromIterator<(Field, Name)> for OwnNames {
    fn from_iter<I: IntoIterator<Item = (Field, Name)>>(all: I) -> Self {
        let mut own = Self::default();
        for (field, Name { shown, words }) in all {
            let shown = shown.unwrap_or_default();
            own.names.push((field, shown.len() as u32, words.len() as u32));
            own.text += &shown;
            own.text += &words;
        }
        own.text.shrink_to_fit();
        own.names.shrink_to_fit();
        own
    }
}

/// All names of one field. A name of twenty letters takes some sixty bytes.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Their words.
    lexicon: Lexicon,
    /// What is known of each.
    known: Vec<Known>,
    /// How they are shown, behind each other.
    shown: String,
    /// The articles of those that several have: each with the place of another one of the same name, or [`END`].
    more: Vec<(ArticleId, u32)>,
}

/// No place.
const END: u32 = u32::MAX;

/// In place of an article that is gone.
const GONE: ArticleId = ArticleId(u32::MAX);

/// How a name is shown and which articles have it.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Where that begins, and its length in bytes; none where it is not offered.
    shown: u32,
    length: u32,
    having: Having,
}

/// Some articles. Most names stand in one alone.
#[derive(Clone, Copy, Debug, Default)]
struct Having(u32);

/// What [`Having`] says.
enum Articles {
    None,
    One(ArticleId),
    /// From this place on.
    Many(u32),
}

impl Having {
    /// Of a place, and not of an article: there are no two thousand million of either.
    const MANY: u32 = 1 << 31;

    fn one(id: ArticleId) -> Self {
        Self(id.0 + 1)
    }

    fn many(place: u32) -> Self {
        Self(Self::MANY | place)
    }

    fn articles(self) -> Articles {
        match self.0 {
            0 => Articles::None,
            place if place & Self::MANY != 0 => Articles::Many(place & !Self::MANY),
            id => Articles::One(ArticleId(id - 1)),
        }
    }
}

impl Names {
    /// Notes that an article has a name.
    pub fn add(&mut self, name: &Name, article: ArticleId) {
        self.add_words(name.shown.as_deref(), &name.words, article);
    }

    /// The same of a name that is shown in some way, if it is offered, and has these words.
    pub(super) fn add_words(&mut self, shown: Option<&str>, words: &str, article: ArticleId) {
        if words.trim().is_empty() {
            return;
        }
        let Some(index) = self.lexicon.number(words).map(|number| number as usize) else { return };
        if self.known.len() <= index {
            self.known.resize(index + 1, Known::default());
        }
        let Some(known) = self.known.get_mut(index) else { return };
        if let Some(shown) = shown.filter(|_| known.length == 0)
            && let Ok(start) = u32::try_from(self.shown.len())
        {
            (known.shown, known.length) = (start, shown.len() as u32);
            self.shown.push_str(shown);
        }
        let last = match known.having.articles() {
            Articles::None => {
                known.having = Having::one(article);
                return;
            }
            Articles::One(id) if id == article => return,
            Articles::One(id) => {
                self.more.push((id, END));
                self.more.len() as u32 - 1
            }
            Articles::Many(place) if self.more.get(place as usize).is_some_and(|(id, _)| *id == article) => return,
            Articles::Many(place) => place,
        };
        known.having = Having::many(self.more.len() as u32);
        self.more.push((article, last));
    }

    /// Notes that an article no longer has a name.
    pub fn remove(&mut self, name: &Name, article: ArticleId) {
        let number = self.lexicon.find(&name.words);
        let Some(known) = number.and_then(|number| self.known.get_mut(number as usize)) else { return };
        let first = match known.having.articles() {
            Articles::None => return,
            Articles::One(id) => {
                if id == article {
                    known.having = Having::default();
                }
                return;
            }
            Articles::Many(first) => first,
        };
        let left: Vec<ArticleId> = following(&self.more, first).filter(|id| *id != article).collect();
        // They stand where they stood, and one place less is used.
        let mut place = first;
        let mut last = None;
        for id in &left {
            let Some(slot) = self.more.get_mut(place as usize) else { return };
            slot.0 = *id;
            last = Some(place);
            place = slot.1;
        }
        match last.and_then(|last| self.more.get_mut(last as usize)) {
            Some(slot) => slot.1 = END,
            None => known.having = Having::default(),
        }
    }

    /// Takes out articles that were noted twice for a name, which happens when they are not added in order.
    pub fn settle(&mut self) {
        let before = std::mem::take(&mut self.more);
        for known in &mut self.known {
            let Articles::Many(first) = known.having.articles() else { continue };
            let mut ids: Vec<ArticleId> = following(&before, first).collect();
            ids.sort_unstable();
            ids.dedup();
            let mut last = END;
            for id in ids {
                self.more.push((id, last));
                last = self.more.len() as u32 - 1;
            }
            known.having = Having::many(last);
        }
        self.fit();
    }

    /// Takes no more memory than it needs, until something comes: lists that grow have room for twice as much.
    pub fn fit(&mut self) {
        self.lexicon.fit();
        self.known.shrink_to_fit();
        self.shown.shrink_to_fit();
        self.more.shrink_to_fit();
    }

    /// Notes where articles are now. Those that are gone leave holes in the lists, which costs less than to close them.
    pub fn follow(&mut self, moves: &Moves) {
        for known in &mut self.known {
            if let Articles::One(id) = known.having.articles() {
                known.having = moves.of(id).map_or_else(Having::default, Having::one);
            }
        }
        for (id, _) in &mut self.more {
            *id = moves.of(*id).unwrap_or(GONE);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lexicon.is_empty()
    }

    /// The articles that have a name of that pattern.
    pub fn articles(&self, pattern: &Pattern) -> ArticleSet {
        self.matching(pattern).flat_map(|name| self.having(name)).collect()
    }

    /// The articles that have the name of a number.
    fn having(&self, name: u32) -> impl Iterator<Item = ArticleId> + '_ {
        let (one, first) = match self.known.get(name as usize).map_or(Articles::None, |known| known.having.articles()) {
            Articles::None => (None, END),
            Articles::One(id) => (Some(id), END),
            Articles::Many(first) => (None, first),
        };
        one.into_iter().chain(following(&self.more, first))
    }

    /// How the name of a number is shown, if it is offered.
    fn shown(&self, name: u32) -> Option<&str> {
        let Known { shown, length, .. } = self.known.get(name as usize)?;
        self.shown.get(*shown as usize..*shown as usize + *length as usize).filter(|shown| !shown.is_empty())
    }

    /// The names of that pattern that are offered, each with the number of its articles (of those in `within`, where that is
    /// given) and whether the pattern stands at its beginning. `alone` knows of further articles.
    pub(super) fn offered<'a, 'p>(
        &'a self,
        pattern: &'p Pattern,
        within: Option<&'p ArticleSet>,
        alone: &'a Alone,
    ) -> impl Iterator<Item = (&'a str, usize, bool)> + use<'a, 'p> {
        self.matching(pattern).filter_map(move |name| {
            let shown = self.shown(name)?;
            let is_in = |id: &ArticleId| within.is_none_or(|set| set.contains(*id));
            let further =
                if alone.is_empty() { 0 } else { self.further(name, alone).iter().filter(|id| is_in(id)).count() };
            let articles = self.having(name).filter(is_in).count() + further;
            // All that had it may have been corrected.
            Some((shown, articles, self.leads(name, pattern))).filter(|_| articles > 0)
        })
    }

    /// The articles that have a name alone, beside those that have it here. Thousands may have either.
    fn further(&self, name: u32, alone: &Alone) -> Vec<ArticleId> {
        let mut further: Vec<ArticleId> = alone.of(self.lexicon.text(name)).collect();
        if !further.is_empty() {
            let here: ArticleSet = self.having(name).collect();
            further.retain(|id| !here.contains(*id));
        }
        further
    }

    /// The names of that pattern which are here, are `alone` in their articles, and are not among `others`.
    pub(super) fn offered_alone<'a, 'p>(
        &'a self,
        pattern: &'p Pattern,
        within: Option<&'p ArticleSet>,
        alone: &'a Alone,
        others: &'a Self,
    ) -> impl Iterator<Item = (&'a str, usize, bool)> + use<'a, 'p> {
        let here = if alone.is_empty() { None } else { Some(self.matching(pattern)) };
        here.into_iter().flatten().filter_map(move |name| {
            let shown = self.shown(name)?;
            let words = self.lexicon.text(name);
            let is_in = |id: &ArticleId| within.is_none_or(|set| set.contains(*id));
            let is_alone = alone.among(words)?;
            let articles = self.having(name).filter(is_in).filter(|id| is_alone(*id)).count();
            let is_new = articles > 0 && others.lexicon.find(words).and_then(|name| others.shown(name)).is_none();
            is_new.then(|| (shown, articles, self.leads(name, pattern)))
        })
    }

    /// Whether a pattern stands at the beginning of a name.
    fn leads(&self, name: u32, pattern: &Pattern) -> bool {
        pattern.first().is_none_or(|first| self.lexicon.text(name).starts_with(first))
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

/// The articles of a name from a place on.
fn following(more: &[(ArticleId, u32)], mut place: u32) -> impl Iterator<Item = ArticleId> + '_ {
    let each = std::iter::from_fn(move || {
        let (id, next) = more.get(place as usize)?;
        place = *next;
        Some(*id)
    });
    each.filter(|id| *id != GONE)
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
            Fit::Inside => vec![inner.to_owned()],
            Fit::Words if inner.ends_with(is_spaced) => vec![begin_of_word(inner) + " "],
            Fit::Words => vec![begin_of_word(inner)],
            Fit::Whole => vec![format!("\n{words}\n")],
        };
        let longest = parts.iter().max_by_key(|part| part.len());
        let rarest = longest.map_or(Rarest::Anything, |p| Rarest::Finder(Box::new(Finder::new(p).into_owned())));
        Self { parts, rarest }
    }

    /// Whether a name is of that pattern.
    pub fn fits(&self, name: &str) -> bool {
        let line = format!("\n{}\n", words(name));
        !matches!(self.rarest, Rarest::Nothing) && self.parts.iter().all(|part| line.contains(part))
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
    fn articles_of_a_name_are_added_in_any_order_and_taken_away() {
        let (name, mut names) = (Name::main("Port Ellery"), Names::default());
        let having =
            |names: &Names| names.articles(&of("ellery", Fit::Begins)).iter().map(|id| id.0).collect::<Vec<_>>();
        let offered = |names: &Names| {
            names.offered(&Pattern::begun(""), None, &Alone::none()).map(|(_, count, _)| count).sum::<usize>()
        };
        for id in [4, 4, 7, 1, 7, 9] {
            names.add(&name, ArticleId(id));
        }
        assert_eq!((having(&names), offered(&names)), (vec![1, 4, 7, 9], 5));
        names.settle();
        assert_eq!((having(&names), offered(&names)), (vec![1, 4, 7, 9], 4));
        for (id, left) in [(7, vec![1, 4, 9]), (9, vec![1, 4]), (3, vec![1, 4]), (1, vec![4]), (4, vec![])] {
            names.remove(&name, ArticleId(id));
            assert_eq!((having(&names), offered(&names)), (left.clone(), left.len()));
        }
        names.add(&name, ArticleId(2));
        assert_eq!(having(&names), [2]);
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
