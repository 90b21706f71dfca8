//! What articles are about: the names that one filters by.
//!
//! Topics of the front matter come first. The rest are the places, bodies, events and laws that a text names most, and
//! its issues in a short form (`"Sanctions"` for `"sanctions on Chinese officials"`), so that articles share topics.
//! Weights come from the article alone: adding articles to a corpus changes no topic.

use std::collections::HashMap;

use crate::analysis::document::Document;
use crate::analysis::lexicon;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::corpus::ArticleId;
use crate::model::entity::{Entity, EntityKind};
use crate::model::findings::{ArticleFindings, CorpusTopic};
use crate::model::issue::Issue;

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
    let mut topics: Vec<String> = Vec::new();
    let given = document.metadata.topics.iter().map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    for topic in given.filter(|t| !t.is_empty()) {
        push(&mut topics, topic);
    }
    let mut candidates = names(document, entities);
    candidates.sort_by(by_weight);
    candidates.truncate(NAMES);
    candidates.extend(matters(document, issues));
    candidates.sort_by(by_weight);
    for (topic, weight) in candidates {
        if topics.len() >= MOST || weight < ENOUGH {
            break;
        }
        push(&mut topics, topic);
    }
    topics
}

fn by_weight(a: &(String, f32), b: &(String, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}

/// Adds a topic unless it is there already in another spelling.
fn push(topics: &mut Vec<String>, topic: String) {
    if !topics.iter().any(|t| folded(t) == folded(&topic)) {
        topics.push(topic);
    }
}

/// What two spellings of a topic have in common.
fn folded(topic: &str) -> String {
    topic.to_lowercase()
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
        let capital = lexicon::word(lexicon::fold(&entity.name)).flags & lexicon::CAPITAL != 0;
        let country = lexicon::nation_of(&entity.name).filter(|_| !capital);
        let name = match (entity.kind, country) {
            (EntityKind::Place | EntityKind::Group, Some(country)) => country,
            (EntityKind::Person | EntityKind::Group, _) => continue,
            _ => entity.name.as_str(),
        };
        let start = entity.mentions.first().map_or(u32::MAX, |m| m.span.start);
        // Adjectives of a country ("the French president") name it in passing.
        let share = if entity.kind == EntityKind::Group { 0.3 } else { 1.0 };
        let weight = share * (entity.mentions.len() as f32 + places.bonus(&entity.name, start));
        *weights.entry(name).or_default() += weight;
    }
    weights.into_iter().map(|(name, weight)| (name.to_owned(), weight)).collect()
}

/// The issues in their short form, with their weights.
fn matters(document: &Document<'_>, issues: &[Issue]) -> Vec<(String, f32)> {
    let places = Places::of(document);
    let mut weights: Vec<(String, f32)> = Vec::new();
    for issue in issues {
        let Some(name) = short(&issue.name) else { continue };
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

/// Nouns that by themselves say nothing of what an article is about: every politics desk writes them daily. Sorted.
const GENERIC: &[&str] = &[
    "agreement",
    "comments",
    "debate",
    "decision",
    "dialogue",
    "difference",
    "differences",
    "discussion",
    "discussions",
    "issue",
    "issues",
    "meeting",
    "meetings",
    "move",
    "negotiations",
    "observers",
    "officials",
    "plan",
    "position",
    "positions",
    "problem",
    "problems",
    "question",
    "questions",
    "relations",
    "report",
    "reports",
    "scholars",
    "side",
    "sides",
    "speech",
    "statement",
    "statements",
    "summit",
    "talks",
    "visit",
    "way",
];

/// An issue's noun with at most one modifier, with a capital: `"Electoral system"` for `"Hong Kong's electoral system"`.
fn short(name: &str) -> Option<String> {
    const PREPOSITIONS: &[&str] =
        &["of", "on", "in", "over", "with", "to", "for", "about", "against", "between", "from", "toward", "towards"];
    let words: Vec<&str> = name.split_whitespace().take_while(|w| !PREPOSITIONS.contains(w)).collect();
    let possessor = words.iter().rposition(|w| w.ends_with("'s") || w.ends_with("’s") || w.ends_with("s’"));
    let words = words.get(possessor.map_or(0, |p| p + 1)..)?;
    if words.iter().all(|w| w.starts_with(char::is_uppercase)) && words.len() > 1 {
        // A proper name stays whole: "Affordable Care Act".
        return Some(words.join(" "));
    }
    let words = words.get(words.len().saturating_sub(2)..)?;
    if words.len() == 1 && GENERIC.binary_search(&words[0].to_lowercase().as_str()).is_ok() {
        return None;
    }
    let joined = words.join(" ");
    let mut letters = joined.chars();
    let first = letters.next()?;
    if !first.is_alphabetic() {
        return None;
    }
    Some(first.to_uppercase().chain(letters).collect())
}

/// The topics of all articles, the commonest first.
pub(super) fn across(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusTopic> {
    /// One topic in all its spellings.
    #[derive(Default)]
    struct Topic<'a> {
        spellings: HashMap<&'a str, usize>,
        articles: Vec<ArticleId>,
    }
    let mut topics: HashMap<String, Topic<'_>> = HashMap::new();
    for (i, (_, findings)) in articles.iter().enumerate() {
        for name in &findings.topics {
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
    use crate::model::article::Metadata;
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
            ("Hong Kong's electoral system", Some("Electoral system")),
            ("human rights in Xinjiang", Some("Human rights")),
            ("new religious freedom law", Some("Freedom law")),
            ("Affordable Care Act", Some("Affordable Care Act")),
            ("9/11", None),
            ("", None),
        ] {
            assert_eq!(short(issue).as_deref(), topic, "{issue}");
        }
    }

    #[test]
    fn a_noun_that_says_nothing_by_itself_is_no_topic() {
        assert!(GENERIC.is_sorted());
        assert_eq!(short("talks on the harbour"), None);
        assert_eq!(short("the harbour talks").as_deref(), Some("Harbour talks"));
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
        assert!(findings.topics.contains(&"Subsidies".to_owned()), "{:?}", findings.topics);
    }

    #[test]
    fn articles_share_a_topic_whatever_its_capitals() {
        let articles = [article("A", "One.", &["Wind power"]), article("B", "Two.", &["wind power", "Rail"])];
        let findings: Vec<_> = articles.iter().map(crate::analysis::article).collect();
        let both: Vec<_> = articles.iter().zip(&findings).collect();
        let found: Vec<_> = across(&both).into_iter().map(|t| (t.name, t.articles.len())).collect();
        assert_eq!(found, [("Wind power".to_owned(), 2), ("Rail".to_owned(), 1)]);
    }
}
