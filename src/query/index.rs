//! What queries look at, folded beforehand: the texts, the names in each field, dates.
//!
//! An article comes in two parts, as it becomes known: [`ArticleEntry`] when it is loaded, [`FindingsEntry`] when it is
//! analysed. Making these does the folding and needs nothing but the article, so workers can do it; taking them in is
//! cheap.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::corpus::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::query::ast::Field;
use crate::query::names::{Name, Names, Pattern};
use crate::query::needle::Needle;
use crate::query::set::ArticleSet;
use crate::query::signature::Signature;
use crate::text::fold::fold;

/// Everything that queries look at. Articles have the ids of the corpus if they are added in its order.
#[derive(Clone, Debug, Default)]
pub struct Index {
    articles: Vec<ArticleEntry>,
    topics: Names,
    entities: Names,
    issues: Names,
    sources: Names,
    speakers: Names,
    disputed: ArticleSet,
    across: AcrossEntry,
}

/// What is known of an article when it is loaded.
#[derive(Clone, Debug, Default)]
pub struct ArticleEntry {
    /// The searched blocks, folded, each with a line break behind it.
    text: Box<str>,
    sketch: Signature,
    /// The headline, folded.
    title: Box<str>,
    source: Option<Name>,
    published: Option<Date>,
}

/// What is known of an article when it is analysed.
#[derive(Clone, Debug, Default)]
pub struct FindingsEntry {
    topics: Vec<Name>,
    entities: Vec<Name>,
    issues: Vec<Name>,
    speakers: Vec<Name>,
    disputed: bool,
}

/// What is known across articles.
#[derive(Clone, Debug, Default)]
pub struct AcrossEntry {
    entities: Names,
    issues: Names,
    disputed: ArticleSet,
}

/// The blocks in which words are looked for: all but what belongs to the page and not to the article.
pub fn searched_blocks(article: &Article) -> impl Iterator<Item = &Block> {
    article.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate)
}

impl ArticleEntry {
    /// Folds an article.
    pub fn new(article: &Article) -> Self {
        let mut text = String::with_capacity(article.text.len() + article.blocks.len());
        for block in searched_blocks(article) {
            text.push_str(fold(block.span.of(&article.text)).text());
            text.push('\n');
        }
        Self {
            sketch: Signature::new(&text),
            text: text.into(),
            title: fold(article.title()).text().into(),
            source: article.metadata.source.as_deref().map(Name::main),
            published: article.metadata.published,
        }
    }

    /// How often a needle stands in the searched text.
    pub fn count(&self, needle: &Needle) -> usize {
        if needle.may_be_in(&self.sketch) { needle.count(&self.text) } else { 0 }
    }

    /// Whether a needle stands in the searched text or the headline.
    pub fn has(&self, needle: &Needle) -> bool {
        let stands_in = |folded: &str| needle.find(folded, 0).is_some();
        needle.may_be_in(&self.sketch) && stands_in(&self.text) || stands_in(&self.title)
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

impl FindingsEntry {
    /// Folds the names that were found in an article.
    pub fn new(article: &Article, findings: &ArticleFindings) -> Self {
        let mut entry = Self {
            topics: findings.topics.iter().map(|topic| Name::main(topic)).collect(),
            disputed: findings.issues.iter().any(|issue| issue.disputed),
            ..Self::default()
        };
        // An article repeats its names, and folding takes time.
        let mut seen = HashSet::new();
        for entity in &findings.entities {
            entry.entities.push(Name::main(&entity.name));
            let mentions = entity.mentions.iter().map(|mention| mention.span.of(&article.text));
            entry.entities.extend(mentions.filter(|mention| seen.insert(*mention)).map(Name::other));
        }
        seen.clear();
        for issue in &findings.issues {
            entry.issues.push(Name::main(&issue.name));
            let mentions = issue.mentions.iter().map(|mention| mention.of(&article.text));
            entry.issues.extend(mentions.filter(|mention| seen.insert(*mention)).map(Name::other));
        }
        seen.clear();
        for quotation in &findings.quotations {
            let speaker = quotation.speaker.and_then(|id| findings.entity(id)).map(|entity| entity.name.as_str());
            let source = quotation.source.map(|span| span.of(&article.text));
            entry.speakers.extend(speaker.map(Name::main));
            entry.speakers.extend(source.filter(|source| seen.insert(*source)).map(Name::other));
        }
        entry
    }
}

impl AcrossEntry {
    /// Folds the names that hold across articles.
    pub fn new(across: &CorpusFindings) -> Self {
        let mut entry = Self::default();
        for entity in &across.entities {
            let name = Name::main(&entity.name);
            for (article, _) in &entity.members {
                entry.entities.add(&name, *article);
            }
        }
        for issue in &across.issues {
            let name = Name::main(&issue.name);
            for (article, _) in &issue.members {
                entry.issues.add(&name, *article);
                if issue.disputed {
                    entry.disputed.insert(*article);
                }
            }
        }
        entry.entities.settle();
        entry.issues.settle();
        entry
    }
}

impl Index {
    /// Adds an article behind the others.
    pub fn push(&mut self, entry: ArticleEntry) -> ArticleId {
        let id = ArticleId(self.articles.len() as u32);
        if let Some(source) = &entry.source {
            self.sources.add(source, id);
        }
        self.articles.push(entry);
        id
    }

    /// Takes in what was found in an article; once for each.
    pub fn analysed(&mut self, id: ArticleId, entry: &FindingsEntry) {
        let fields = [
            (&mut self.topics, &entry.topics),
            (&mut self.entities, &entry.entities),
            (&mut self.issues, &entry.issues),
            (&mut self.speakers, &entry.speakers),
        ];
        for (names, found) in fields {
            for name in found {
                names.add(name, id);
            }
        }
        if entry.disputed {
            self.disputed.insert(id);
        }
    }

    /// Takes in what holds across articles, in place of what was known before.
    pub fn link(&mut self, across: AcrossEntry) {
        self.across = across;
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
    pub fn article(&self, id: ArticleId) -> Option<&ArticleEntry> {
        self.articles.get(id.index())
    }

    /// The articles that have a name of that pattern in a field other than the headline.
    pub fn named(&self, field: Field, pattern: &Pattern) -> ArticleSet {
        let (here, across) = self.names(field);
        let mut found = here.map(|names| names.articles(pattern)).unwrap_or_default();
        if let Some(across) = across {
            found.insert_all(&across.articles(pattern));
        }
        found
    }

    /// The names of that pattern to offer for a field, as [`Names::offered`] gives them: those that hold across
    /// articles once they are known.
    pub fn offered<'a>(
        &'a self,
        field: Field,
        pattern: &'a Pattern,
    ) -> impl Iterator<Item = (&'a str, usize, bool)> + 'a {
        let (here, across) = self.names(field);
        let names = across.filter(|names| !names.is_empty()).or(here);
        names.into_iter().flat_map(|names| names.offered(pattern))
    }

    /// The articles with an issue on which sides oppose, there or across articles.
    pub fn disputed(&self) -> ArticleSet {
        let mut found = self.disputed.clone();
        found.insert_all(&self.across.disputed);
        found
    }

    /// The names in a field by article, and across articles.
    fn names(&self, field: Field) -> (Option<&Names>, Option<&Names>) {
        match field {
            Field::Topic => (Some(&self.topics), None),
            Field::Entity => (Some(&self.entities), Some(&self.across.entities)),
            Field::Issue => (Some(&self.issues), Some(&self.across.issues)),
            Field::Source => (Some(&self.sources), None),
            Field::Speaker => (Some(&self.speakers), None),
            Field::Title => (None, None),
        }
    }
}
