//! What queries look at, folded beforehand: the texts, the names in each field, dates.
//!
//! An article comes in two parts, as it becomes known: [`ArticleEntry`] when it is loaded, [`FindingsEntry`] when it is
//! analysed. Making these does the folding and needs nothing but the article, so workers can do it; taking them in is
//! cheap.

use std::collections::HashSet;
use std::fmt::Debug;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::article::{Article, Metadata};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::findings::{ArticleFindings, CorpusFindings, Told};
use crate::model::moves::Moves;
use crate::query::alone::Alone;
use crate::query::ast::Field;
use crate::query::further;
use crate::query::names::{Name, Names, OwnNames, Pattern};
use crate::query::needle::Needle;
use crate::query::parts::{NewPart, Parts};
use crate::query::set::ArticleSet;
use crate::query::words::OwnWords;
use crate::text::fold::fold;

/// Everything that queries look at. Articles are added in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Index {
    articles: Vec<Known>,
    words: Parts,
    names: Fields,
    disputed: ArticleSet,
    across: AcrossEntry,
}

/// The names in each field, by its place in [`Field::ALL`]. Headlines have none: they are looked through as texts are.
type Fields = [Names; Field::ALL.len()];

/// What is known of an article when it is loaded.
#[derive(Clone, Debug, Default)]
pub struct ArticleEntry {
    known: Known,
    /// Its words, if they are not known already.
    words: Option<OwnWords>,
    /// The outlet and what is known of it.
    outlet: Vec<(Field, Name)>,
}

/// What is kept of that article by article.
#[derive(Clone, Debug, Default)]
pub struct Known {
    text: Text,
    /// The headline, folded.
    title: Box<str>,
    published: Option<Date>,
}

/// The searched blocks, folded, each with a line break behind it.
#[derive(Clone, Debug)]
enum Text {
    /// In memory.
    Here(Box<str>),
    /// To be folded when it is asked for.
    Of(Arc<dyn Searched>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Here(Box::default())
    }
}

/// An article that is had when its text has to be looked through.
pub trait Searched: Debug + Send + Sync {
    /// The article.
    fn article(&self) -> Arc<Article>;
}

/// What is known of an article when it is analysed.
#[derive(Clone, Debug, Default)]
pub struct FindingsEntry {
    names: OwnNames,
    disputed: bool,
}

/// What becomes of the day of publication.
#[derive(Clone, Copy, Debug, Default)]
enum Published {
    /// It stays what it is.
    #[default]
    Same,
    /// It is this one now.
    Now(Option<Date>),
}

/// In what an article differs from what the index knows of it, after a correction.
#[derive(Clone, Debug, Default)]
pub struct EntryChange {
    gone: Vec<(Field, Name)>,
    come: Vec<(Field, Name)>,
    disputed: Option<bool>,
    published: Published,
}

/// No entity is alone in its article.
static NONE: Alone = Alone::none();

/// What is known across articles.
#[derive(Clone, Debug, Default)]
pub struct AcrossEntry {
    /// Those that several articles have.
    names: Fields,
    /// The entities that one article has.
    alone: Alone,
    disputed: ArticleSet,
    /// The articles of each story, by its number.
    told: Told,
    /// The story of each article.
    stories: Vec<u32>,
}

/// The blocks in which words are looked for: all but what belongs to the page and not to the article.
pub fn searched_blocks(article: &Article) -> impl Iterator<Item = &Block> {
    article.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate)
}

impl ArticleEntry {
    /// Folds an article.
    pub fn new(article: &Article) -> Self {
        let text = folded(article);
        let words = Some(OwnWords::new(&text));
        Self { words, ..Self::of_head(article, Text::Here(text.into())) }
    }

    fn of_head(article: &Article, text: Text) -> Self {
        let title = fold(article.title()).text().into();
        let known = Known { text, title, published: article.metadata.published };
        Self { known, words: None, outlet: outlet(&article.metadata) }
    }

    /// The same of an article whose text can be had when it is asked for: only its words are kept.
    pub fn without_text(article: &Article, searched: Arc<dyn Searched>) -> Self {
        let words = Some(OwnWords::new(&folded(article)));
        Self { words, ..Self::of_head(article, Text::Of(searched)) }
    }

    /// The same of one whose words are [known](NewPart::Known).
    pub fn without_words(article: &Article, searched: Arc<dyn Searched>) -> Self {
        Self::of_head(article, Text::Of(searched))
    }

    /// Takes out its words, if they are not known already, for somebody who adds them to [growing](NewPart::Growing) ones.
    pub fn take_words(&mut self) -> Option<OwnWords> {
        self.words.take()
    }
}

impl Known {
    /// How often a needle stands in the searched text, which is looked through.
    fn count(&self, needle: &Needle) -> usize {
        match &self.text {
            Text::Here(text) => needle.count(text),
            Text::Of(searched) => needle.count(&folded(&searched.article())),
        }
    }

    /// Whether it does.
    fn has(&self, needle: &Needle) -> bool {
        match &self.text {
            Text::Here(text) => needle.find(text, 0).is_some(),
            Text::Of(searched) => needle.find(&folded(&searched.article()), 0).is_some(),
        }
    }

    /// The headline, folded.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Day of publication.
    pub fn published(&self) -> Option<Date> {
        self.published
    }
}

/// The searched blocks, folded, each with a line break behind it.
fn folded(article: &Article) -> String {
    let mut text = String::with_capacity(article.text.len() + article.blocks.len());
    for block in searched_blocks(article) {
        text.push_str(fold(block.span.of(&article.text)).text());
        text.push('\n');
    }
    text
}

impl FindingsEntry {
    /// Folds the names that were found in an article.
    pub fn new(article: &Article, findings: &ArticleFindings) -> Self {
        let mut names: Vec<_> = findings.topics.iter().map(|topic| (Field::Topic, Name::main(topic))).collect();
        // An article repeats its names, and folding takes time.
        let mut seen = HashSet::new();
        for entity in &findings.entities {
            names.push((Field::Entity, Name::main(&entity.name)));
            let mentions = entity.mentions.iter().map(|mention| mention.span.of(&article.text));
            let others = mentions.filter(|mention| seen.insert(*mention));
            names.extend(others.map(|mention| (Field::Entity, Name::other(mention))));
        }
        seen.clear();
        for issue in &findings.issues {
            names.push((Field::Issue, Name::main(&issue.name)));
            let mentions = issue.mentions.iter().map(|mention| mention.of(&article.text));
            let others = mentions.filter(|mention| seen.insert(*mention));
            names.extend(others.map(|mention| (Field::Issue, Name::other(mention))));
        }
        seen.clear();
        for quotation in &findings.quotations {
            let speaker = quotation.speaker.and_then(|id| findings.entity(id)).map(|entity| entity.name.as_str());
            let source = quotation.source.map(|span| span.of(&article.text));
            names.extend(speaker.map(|speaker| (Field::Speaker, Name::main(speaker))));
            let source = source.filter(|source| seen.insert(*source));
            names.extend(source.map(|source| (Field::Speaker, Name::other(source))));
        }
        let disputed = findings.issues.iter().any(|issue| issue.disputed);
        Self { names: names.into_iter().collect(), disputed }
    }
}

impl EntryChange {
    /// From some findings of an article to others.
    pub fn of_findings(article: &Article, before: &ArticleFindings, now: &ArticleFindings) -> Self {
        let (before, now) = (FindingsEntry::new(article, before), FindingsEntry::new(article, now));
        let disputed = Some(now.disputed);
        Self { disputed, ..Self::of_names(before.names.apart(), now.names.apart()) }
    }

    /// From one outlet and day to others.
    #[must_use]
    pub fn and_metadata(mut self, before: &Metadata, now: &Metadata) -> Self {
        let change = Self::of_names(outlet(before), outlet(now));
        self.gone.extend(change.gone);
        self.come.extend(change.come);
        self.published = Published::Now(now.published);
        self
    }

    fn of_names(before: Vec<(Field, Name)>, now: Vec<(Field, Name)>) -> Self {
        let keys = |names: &[(Field, Name)]| -> HashSet<(Field, String)> {
            names.iter().map(|(field, name)| (*field, name.words().to_owned())).collect()
        };
        let (had, has) = (keys(&before), keys(&now));
        let lacks = |keys: &HashSet<(Field, String)>, (field, name): &(Field, Name)| {
            !keys.contains(&(*field, name.words().to_owned()))
        };
        let gone = before.into_iter().filter(|name| lacks(&has, name)).collect();
        let come = now.into_iter().filter(|name| lacks(&had, name)).collect();
        Self { gone, come, ..Self::default() }
    }
}

/// The outlet of an article and what is known of it.
fn outlet(data: &Metadata) -> Vec<(Field, Name)> {
    let outlet = [(Field::Source, &data.source), (Field::Country, &data.country), (Field::Side, &data.side)];
    let outlet = outlet.into_iter().filter_map(|(field, name)| Some((field, Name::main(name.as_deref()?))));
    outlet.chain(further::names(data)).collect()
}

impl AcrossEntry {
    /// Folds the names that hold across articles. A story is found by any of `titles`, the headlines of the articles in
    /// their order: which of them it is called by may change when articles are added.
    pub fn new(across: &CorpusFindings, titles: &[&str]) -> Self {
        let mut entry = Self::default();
        for entity in &across.entities {
            entry.add_entity(&entity.name, entity.members.iter().map(|(article, _)| *article));
        }
        entry.with_all_but_entities(across, titles)
    }

    /// Takes in an entity by its name across articles.
    pub fn add_entity(&mut self, name: &str, articles: impl ExactSizeIterator<Item = ArticleId>) {
        let name = Name::main(name);
        let is_alone = articles.len() == 1;
        for article in articles {
            if is_alone {
                // It is a name of that article by itself.
                self.alone.add(name.words(), article);
                continue;
            }
            self.names[Field::Entity as usize].add(&name, article);
        }
    }

    /// Takes in all else, behind the entities.
    #[must_use]
    pub fn with_all_but_entities(mut self, across: &CorpusFindings, titles: &[&str]) -> Self {
        for issue in &across.issues {
            let name = Name::main(&issue.name);
            for (article, _) in &issue.members {
                self.names[Field::Issue as usize].add(&name, *article);
                if issue.disputed {
                    self.disputed.insert(*article);
                }
            }
        }
        self.tell(across, titles);
        self.alone.settle();
        for names in &mut self.names {
            names.settle();
        }
        self
    }

    /// Takes in the stories that several articles tell.
    fn tell(&mut self, across: &CorpusFindings, titles: &[&str]) {
        self.told = across.articles_by_story();
        self.stories.clone_from(&across.stories);
        let names = &mut self.names[Field::Story as usize];
        for (articles, name) in self.told.iter().zip(&across.story_names).filter(|(articles, _)| articles.len() > 1) {
            let name = Name::main(name);
            for article in articles {
                names.add(&name, *article);
                if let Some(title) = titles.get(article.index()) {
                    names.add(&Name::other(title), *article);
                }
            }
        }
    }

    /// Notes where articles are now; `across` says the same of them.
    fn follow(&mut self, moves: &Moves, across: &CorpusFindings) {
        self.names.iter_mut().for_each(|names| names.follow(moves));
        self.alone.follow(moves);
        self.disputed = self.disputed.moved(moves);
        self.told = across.articles_by_story();
        self.stories.clone_from(&across.stories);
    }

    /// All the articles of the stories that some of `articles` tell.
    fn of_the_same_stories(&self, articles: &ArticleSet) -> ArticleSet {
        let stories: HashSet<u32> = articles.iter().filter_map(|id| self.stories.get(id.index())).copied().collect();
        stories.into_iter().filter_map(|story| self.told.get(story as usize)).flatten().copied().collect()
    }
}

impl Index {
    /// Adds the article with the next id.
    pub fn push(&mut self, id: ArticleId, entry: ArticleEntry) {
        debug_assert_eq!(id.index(), self.articles.len(), "ids are given in the order of loading");
        for (field, name) in &entry.outlet {
            self.names[*field as usize].add(name, id);
        }
        self.words.push(id, entry.words.as_ref());
        self.articles.push(entry.known);
    }

    /// Takes in what becomes of the words of articles that follow each other.
    pub fn take_words(&mut self, part: NewPart) {
        self.words.take(part);
    }

    /// The articles among `within` in whose text a needle stands, in their order, with how often it does.
    pub fn counts(&self, needle: &Needle, within: &ArticleSet) -> Vec<(ArticleId, usize)> {
        self.counts_up_to(needle, within, usize::MAX).0
    }

    /// The same; where texts have to be looked through, only as many as it takes to find so many hits. And whether that is
    /// all.
    pub fn counts_up_to(&self, needle: &Needle, within: &ArticleSet, hits: usize) -> (Vec<(ArticleId, usize)>, bool) {
        let (mut counts, doubtful) = self.known(needle, within);
        let mut found = 0;
        let mut all = true;
        for id in doubtful {
            if found >= hits {
                all = false;
                break;
            }
            let more = self.article(id).map_or(0, |entry| entry.count(needle));
            if more > 0 {
                found += more;
                counts.push((id, more));
            }
        }
        counts.sort_unstable();
        (counts, all)
    }

    /// The articles among `within` in whose text or headline a needle stands.
    pub fn having(&self, needle: &Needle, within: &ArticleSet) -> ArticleSet {
        let mut having: ArticleSet = self.titled(needle, within).into_iter().collect();
        let (counts, doubtful) = self.known(needle, within);
        for (id, _) in counts {
            having.insert(id);
        }
        for id in doubtful {
            if !having.contains(id) && self.article(id).is_some_and(|entry| entry.has(needle)) {
                having.insert(id);
            }
        }
        having
    }

    /// The articles among `within` in whose headline a needle stands.
    pub fn titled(&self, needle: &Needle, within: &ArticleSet) -> Vec<ArticleId> {
        let entries = within.iter().filter_map(|id| Some((id, self.article(id)?)));
        entries.filter(|(_, entry)| needle.find(entry.title(), 0).is_some()).map(|(id, _)| id).collect()
    }

    /// What the words tell: how often a needle stands in which articles, and those that have to be looked through.
    fn known(&self, needle: &Needle, within: &ArticleSet) -> (Vec<(ArticleId, usize)>, Vec<ArticleId>) {
        let found = self.words.find(needle);
        let incomplete = self.words.incomplete();
        let is_whole = |id: ArticleId| within.contains(id) && !incomplete.contains(id);
        let counts = found.counts.into_iter().filter(|(id, _)| is_whole(*id)).collect();
        let mut doubtful: Vec<_> = incomplete.iter().filter(|id| within.contains(*id)).collect();
        doubtful.extend(found.doubtful.into_iter().filter(|id| is_whole(*id)));
        doubtful.sort_unstable();
        (counts, doubtful)
    }

    /// Takes in what was found in an article; once for each.
    pub fn analysed(&mut self, id: ArticleId, entry: &FindingsEntry) {
        for (field, shown, words) in entry.names.iter() {
            self.names[field as usize].add_words(shown, words, id);
        }
        if entry.disputed {
            self.disputed.insert(id);
        }
    }

    /// Takes in what was corrected in an article.
    pub fn change(&mut self, id: ArticleId, change: &EntryChange) {
        for (field, name) in &change.gone {
            self.names[*field as usize].remove(name, id);
        }
        for (field, name) in &change.come {
            self.names[*field as usize].add(name, id);
        }
        match change.disputed {
            Some(true) => self.disputed.insert(id),
            Some(false) => self.disputed.remove(id),
            None => {}
        }
        if let (Published::Now(day), Some(entry)) = (change.published, self.articles.get_mut(id.index())) {
            entry.published = day;
        }
    }

    /// Takes in what the reader calls articles in a field, in place of what was there.
    pub fn own(&mut self, field: Field, names: Names) {
        self.names[field as usize] = names;
    }

    /// Takes in what holds across articles, in place of what was known before.
    pub fn link(&mut self, across: AcrossEntry) {
        self.across = across;
        // All is there by now that comes at once.
        self.names.iter_mut().for_each(Names::fit);
        self.articles.shrink_to_fit();
    }

    /// Notes where articles are now that files were read again, and takes in those that are new, in their order. `across` is
    /// what is known across the articles where they are now.
    pub fn follow(&mut self, moves: &Moves, new: Vec<(ArticleId, ArticleEntry)>, across: &CorpusFindings) {
        self.names.iter_mut().for_each(|names| names.follow(moves));
        self.disputed = self.disputed.moved(moves);
        self.across.follow(moves, across);
        let mut articles = moves.place(std::mem::take(&mut self.articles));
        let mut words = Vec::with_capacity(new.len());
        for (id, mut entry) in new {
            for (field, name) in &entry.outlet {
                self.names[*field as usize].add(name, id);
            }
            words.push((id, entry.take_words()));
            if let Some(slot) = articles.get_mut(id.index()) {
                *slot = Some(entry.known);
            }
        }
        self.articles = articles.into_iter().map(Option::unwrap_or_default).collect();
        self.words.follow(moves, &words);
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// What is known of an article from its loading.
    pub fn article(&self, id: ArticleId) -> Option<&Known> {
        self.articles.get(id.index())
    }

    /// The articles that have a name of that pattern in a field other than the headline.
    pub fn named(&self, field: Field, pattern: &Pattern) -> ArticleSet {
        let mut found = self.names[field as usize].articles(pattern);
        found.insert_all(&self.across.names[field as usize].articles(pattern));
        if field == Field::Story { self.across.of_the_same_stories(&found) } else { found }
    }

    /// The names of that pattern to offer for a field, as `Names::offered` gives them: those that hold across
    /// articles once they are known.
    pub fn offered<'a, 'p>(
        &'a self,
        field: Field,
        pattern: &'p Pattern,
        within: Option<&'p ArticleSet>,
    ) -> impl Iterator<Item = (&'a str, usize, bool)> + use<'a, 'p> {
        let (own, across) = (&self.names[field as usize], &self.across.names[field as usize]);
        let alone = if field == Field::Entity { &self.across.alone } else { &NONE };
        let is_known = !across.is_empty() || !alone.is_empty();
        let names = if is_known { across } else { own };
        let further = is_known.then(|| own.offered_alone(pattern, within, alone, across));
        names.offered(pattern, within, alone).chain(further.into_iter().flatten())
    }

    /// The articles with an issue on which sides oppose, there or across articles.
    pub fn disputed(&self) -> ArticleSet {
        let mut found = self.disputed.clone();
        found.insert_all(&self.across.disputed);
        found
    }
}
