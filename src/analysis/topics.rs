//! What articles are about: the names that one filters by.
//!
//! Topics of the front matter come first. The rest are the places, bodies, events and laws that a text names most, and
//! its issues in a short form (`"Sanctions"` for `"sanctions on Chinese officials"`), so that articles share topics.
//! Weights come from the article alone: adding articles to a corpus changes no topic.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::analysis::issues::words::{ADVERB, AGENT, BAD, DETERMINER, GOOD, WEAK, known};
use crate::language::document::Document;
use crate::language::function_words::{self, Class};
use crate::language::hash;
use crate::language::number;
use crate::language::vocabulary;
use crate::model::article_id::ArticleId;
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityKind};
use crate::model::findings::CorpusTopic;
use crate::model::issue::Issue;
use crate::text::lists::section;

const WORDS: &str = include_str!("topics.txt");

/// The most topics of an article; all of its front matter's are kept.
const MOST: usize = 6;
/// The most of them that are names, so that matters have a place.
const NAMES: usize = 4;
/// Sentences of the body that say what the article is about.
const LEAD: usize = 4;
/// Weight from which a name or matter is a topic.
const ENOUGH: f32 = 4.0;

/// The topics of a document, those of the front matter first, then the weightiest.
pub(super) fn find(document: &Document<'_>, entities: &[Entity], issues: &[Issue]) -> Vec<String> {
    let mut topics = Topics::default();
    let given = document.metadata.topics.iter().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    for topic in given.filter(|t| !t.is_empty()) {
        topics.push(topic);
    }
    let mut candidates = names(document, entities);
    candidates.sort_by(by_weight);
    candidates.truncate(NAMES);
    candidates.extend(matters(document, entities, issues));
    candidates.sort_by(by_weight);
    for (topic, weight) in candidates {
        if topics.names.len() >= MOST || weight < ENOUGH {
            break;
        }
        topics.push(topic);
    }
    topics.names
}

fn by_weight(a: &(String, f32), b: &(String, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}

/// Topics in their order, each in one spelling.
#[derive(Default)]
struct Topics {
    names: Vec<String>,
    /// What is there already; front matter can have thousands.
    folded: HashSet<String>,
}

impl Topics {
    /// Adds a topic unless it is there already in another spelling.
    fn push(&mut self, topic: String) {
        if self.folded.insert(folded(&topic)) {
            self.names.push(topic);
        }
    }
}

/// What two spellings of a topic have in common: `F.B.I.` is `FBI`.
fn folded(topic: &str) -> String {
    topic.to_lowercase().replace('.', "")
}

/// How much a place in the text adds: the title most, the first sentences of the body more than the rest.
struct Places {
    title_end: u32,
    lead_end: u32,
    /// The headline where it is not part of the text, in small letters.
    title: String,
}

impl Places {
    fn of(document: &Document<'_>) -> Self {
        let body = document.sentences.iter().filter(|s| s.kind == BlockKind::Body);
        let lead_end = body.clone().take(LEAD).last().map_or(0, |s| s.span.end);
        let mut titles = document.sentences.iter().filter(|s| s.kind == BlockKind::Title);
        let title_end = titles.next_back().map_or(0, |s| s.span.end);
        let title = document.metadata.title.as_deref().unwrap_or_default().to_lowercase();
        Self { title_end, lead_end, title }
    }

    /// The bonus of a matter that is called `name` and first named at `start`.
    fn bonus(&self, name: &str, start: u32) -> f32 {
        let headline = start < self.title_end || !name.is_empty() && self.title.contains(&name.to_lowercase());
        let lead = start < self.lead_end;
        f32::from(u8::from(headline)) * 3.0 + f32::from(u8::from(lead)) * 1.5
    }
}

/// Names that can be topics, with their weights. People are no topics: the list of entities has them.
fn names(document: &Document<'_>, entities: &[Entity]) -> Vec<(String, f32)> {
    let places = Places::of(document);
    let mut weights: HashMap<&str, f32> = HashMap::new();
    for entity in entities {
        // A capital stands for a government as a holder, not as a topic: Georgetown is a university as often.
        let capital = vocabulary::word(hash::fold(&entity.name)).flags & vocabulary::CAPITAL != 0;
        let country = vocabulary::nation_of(&entity.name).filter(|_| !capital);
        let name = match (entity.kind, country) {
            (EntityKind::Place | EntityKind::Group, Some(country)) => country,
            (EntityKind::Person | EntityKind::Group, _) => continue,
            _ => entity.name.as_str(),
        };
        // An outlet that names itself says where one reads.
        if document.metadata.source.as_deref().is_some_and(|source| folded(source) == folded(name)) {
            continue;
        }
        let start = entity.mentions.first().map_or(u32::MAX, |m| m.span.start);
        // Adjectives of a country ("the French president") name it in passing.
        let share = if entity.kind == EntityKind::Group { 0.3 } else { 1.0 };
        let weight = share * (entity.mentions.len() as f32 + places.bonus(&entity.name, start));
        *weights.entry(name).or_default() += weight;
    }
    weights.into_iter().map(|(name, weight)| (name.to_owned(), weight)).collect()
}

/// The issues in their short form, with their weights.
fn matters(document: &Document<'_>, entities: &[Entity], issues: &[Issue]) -> Vec<(String, f32)> {
    let places = Places::of(document);
    let named: HashSet<&str> = entities.iter().flat_map(|e| e.name.split(' ')).collect();
    let body = document.text.get(places.title_end as usize..).unwrap_or_default();
    let is_name = |phrase: &str| if phrase.contains(' ') { body.contains(phrase) } else { named.contains(phrase) };
    let mut weights: Vec<(String, f32)> = Vec::new();
    for issue in issues {
        // A name by itself is weighed among the names.
        if entities.iter().any(|e| e.name == issue.name) {
            continue;
        }
        let Some(name) = short(&issue.name, is_name) else { continue };
        let start = issue.mentions.first().map_or(u32::MAX, |m| m.start);
        let weight = issue.mentions.len().min(6) as f32
            + issue.positions.len().min(6) as f32
            + f32::from(u8::from(issue.disputed)) * 2.0
            + places.bonus(&name, start);
        match weights.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += weight,
            None => weights.push((name, weight)),
        }
    }
    weights
}

/// Nouns that by themselves say nothing of what an article is about: every politics desk writes them daily.
static GENERIC: LazyLock<Vec<&str>> = LazyLock::new(|| section(WORDS, "generic", ' '));

/// Endings of adjectives. What stands in front of a generic noun has to be a noun or a name: `harbour talks`, but not
/// `political talks`.
static ADJECTIVES: LazyLock<Vec<&str>> = LazyLock::new(|| section(WORDS, "endings of adjectives", ' '));

/// An issue's noun with at most one modifier, with a capital: `"Electoral system"` for `"Hong Kong's electoral system"`.
/// `None` for what tells one article from no other. `is_name` tells of a phrase in capitals whether it is a name.
fn short(name: &str, is_name: impl Fn(&str) -> bool) -> Option<String> {
    let opens = |w: &&str| {
        let preposition = matches!(function_words::class(hash::fold(w)), Some(Class::Preposition | Class::To));
        preposition && w.starts_with(char::is_lowercase)
    };
    let words: Vec<&str> = name.split_whitespace().take_while(|w| !opens(w)).collect();
    let possessor = words.iter().rposition(|w| w.ends_with("'s") || w.ends_with("’s") || w.ends_with("s’"));
    let words = words.get(possessor.map_or(0, |p| p + 1)..)?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if words.len() > 1 && words.iter().all(|w| capital(w)) && is_name(&words.join(" ")) {
        // A proper name stays whole: "Affordable Care Act".
        return Some(words.join(" "));
    }
    let (noun, modifiers) = words.split_last()?;
    let named = |word: &str| capital(word) && is_name(word);
    let modifier = modifiers.last().filter(|m| named(m) || tells(&m.to_lowercase()));
    let folded = noun.to_lowercase();
    let generic = is_generic(&folded) || known(&folded).is(AGENT);
    if generic && !modifier.is_some_and(|m| named(m) || is_specific(&m.to_lowercase())) {
        return None;
    }
    // In a headline in title case a capital at the beginning says nothing.
    let shortened = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    let plain = |word: &str| if named(word) || shortened(word) { word.to_owned() } else { word.to_lowercase() };
    let joined = modifier.map_or_else(|| plain(noun), |m| format!("{} {}", plain(m), plain(noun)));
    let mut letters = joined.chars();
    let first = letters.next()?;
    if !first.is_alphabetic() {
        return None;
    }
    Some(first.to_uppercase().chain(letters).collect())
}

fn is_generic(noun: &str) -> bool {
    GENERIC.binary_search(&noun).is_ok()
}

/// Whether a word in front of a noun, in small letters, tells one matter from another: not `new`, `three`, `better`, nor
/// the verb of a headline.
fn tells(modifier: &str) -> bool {
    let number = number::cardinal(modifier).is_some() || modifier.starts_with(|c: char| c.is_ascii_digit());
    let word = known(modifier);
    !number && !word.is(WEAK | GOOD | BAD | DETERMINER | ADVERB) && !word.is_only_verb()
}

/// Whether a word in front of a generic noun makes the two say what an article is about.
fn is_specific(modifier: &str) -> bool {
    !modifier.contains('-') && !ADJECTIVES.iter().any(|ending| modifier.ends_with(ending)) && !is_generic(modifier)
}

/// The topics of all articles, the commonest first.
pub(super) fn across<'a>(articles: impl Iterator<Item = &'a [String]>) -> Vec<CorpusTopic> {
    /// One topic in all its spellings.
    #[derive(Default)]
    struct Topic<'a> {
        spellings: HashMap<&'a str, usize>,
        articles: Vec<ArticleId>,
    }
    let mut topics: HashMap<String, Topic<'_>> = HashMap::new();
    for (i, names) in articles.enumerate() {
        for name in names {
            let topic = topics.entry(folded(name)).or_default();
            *topic.spellings.entry(name).or_default() += 1;
            if topic.articles.last() != Some(&ArticleId(i as u32)) {
                topic.articles.push(ArticleId(i as u32));
            }
        }
    }
    let commonest = |spellings: HashMap<&str, usize>| {
        let best = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
        best.map_or_else(String::new, |(name, _)| name.to_owned())
    };
    let mut out: Vec<CorpusTopic> =
        topics.into_values().map(|t| CorpusTopic { name: commonest(t.spellings), articles: t.articles }).collect();
    out.sort_by(|a, b| b.articles.len().cmp(&a.articles.len()).then_with(|| a.name.cmp(&b.name)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Article, Metadata};
    use crate::model::block::Block;
    use crate::text::span::Span;

    fn article(title: &str, text: &str, topics: &[&str]) -> Article {
        let mut article = Article { text: text.to_owned(), ..Article::default() };
        article.blocks.push(Block { kind: BlockKind::Body, span: Span::new(0, text.len()) });
        article.metadata = Metadata {
            title: Some(title.to_owned()),
            topics: topics.iter().map(|t| (*t).to_owned()).collect(),
            ..Metadata::default()
        };
        article
    }

    const FERRIES: &str = "Norway will end its subsidies for diesel ferries. Fishermen in Norway opposed the plan. \
        The diesel ferries cross the fjord at Bergen. Norway pays subsidies since 1990, and critics reject the subsidies.";

    #[test]
    fn an_issue_becomes_a_short_name() {
        for (issue, topic) in [
            ("sanctions on Chinese officials", Some("Sanctions")),
            ("Hong Kong's electoral system", None),
            ("the harbour's electoral roll", Some("Electoral roll")),
            ("human rights in Xinjiang", Some("Human rights")),
            ("new religious freedom law", Some("Freedom law")),
            ("Affordable Care Act", Some("Affordable Care Act")),
            ("Norland deal", Some("Norland deal")),
            ("9/11", None),
            ("", None),
        ] {
            let names = ["Affordable Care Act", "Norland"];
            assert_eq!(short(issue, |phrase| names.contains(&phrase)).as_deref(), topic, "{issue}");
        }
    }

    #[test]
    fn capitals_of_a_headline_make_no_name() {
        assert_eq!(short("Ferry Subsidies", |_| false).as_deref(), Some("Ferry subsidies"));
        assert_eq!(short("Keeping Schools", |_| false).as_deref(), Some("Schools"));
        assert_eq!(short("the U.S. border", |_| false).as_deref(), Some("U.S. border"));
        assert_eq!(short("High-Level Diplomatic Talks", |_| false), None);
    }

    #[test]
    fn what_every_desk_writes_daily_is_no_topic() {
        for issue in [
            "talks on the harbour",
            "three reports",
            "a new deal",
            "various issues",
            "political talks",
            "policy issues",
        ] {
            assert_eq!(short(issue, |_| false), None, "{issue}");
        }
        assert_eq!(short("the harbour talks", |_| false).as_deref(), Some("Harbour talks"));
        assert_eq!(short("better ferries", |_| false).as_deref(), Some("Ferries"));
    }

    #[test]
    fn an_outlet_is_no_topic_of_its_own_articles() {
        let mut made = article("Ferries", FERRIES, &[]);
        made.metadata.source = Some("NORWAY".into());
        assert!(!crate::analysis::article(&made).topics.contains(&"Norway".to_owned()));
    }

    #[test]
    fn topics_of_the_front_matter_come_first_and_once() {
        let findings = crate::analysis::article(&article("Ferries", FERRIES, &["Shipping", "norway"]));
        assert_eq!(findings.topics.first().map(String::as_str), Some("Shipping"));
        assert_eq!(findings.topics.iter().filter(|t| t.eq_ignore_ascii_case("Norway")).count(), 1);
    }

    #[test]
    fn a_text_is_about_what_it_names_most() {
        let findings = crate::analysis::article(&article("Subsidies for ferries end", FERRIES, &[]));
        assert!(findings.topics.contains(&"Norway".to_owned()), "{:?}", findings.topics);
    }

    #[test]
    fn articles_share_a_topic_whatever_its_capitals() {
        let articles = [article("A", "One.", &["Wind power"]), article("B", "Two.", &["wind power", "Rail"])];
        let findings: Vec<_> = articles.iter().map(crate::analysis::article).collect();
        let both: Vec<_> = articles.iter().zip(&findings).collect();
        let found: Vec<_> = across(both.iter().map(|(_, f)| f.topics.as_slice()))
            .into_iter()
            .map(|t| (t.name, t.articles.len()))
            .collect();
        assert_eq!(found, [("Wind power".to_owned(), 2), ("Rail".to_owned(), 1)]);
    }
}
