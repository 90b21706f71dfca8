//! What a page says about its article: in JSON-LD, in `OpenGraph` and other `meta` tags, in its address and visibly, in
//! this order of trust.

use super::tree::{Kind, Tree};
use crate::load::value::Value;
use crate::load::{day, outlets};
use crate::model::article::Metadata;

/// What a page says.
#[derive(Debug, Default)]
pub(super) struct About {
    /// As metadata of the article.
    pub(super) metadata: Metadata,
    /// The text of the article as the page carries it for machines.
    pub(super) body: Option<String>,
    /// What it is about in a few lines.
    pub(super) description: Option<String>,
    /// Whether the page says that the rest of the text has to be paid for.
    pub(super) is_paid: bool,
}

/// The pairs of `meta` tags, names in lower case, in order.
struct Tags(Vec<(String, String)>);

impl Tags {
    fn read(tree: &Tree<'_>) -> Self {
        let mut out = Vec::new();
        for node in tree.nodes.iter().filter(|n| n.kind == Kind::Meta).take(2000) {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attribute(key));
            if let Some(name) = name
                && let Some(content) = node.attribute("content").filter(|c| !c.trim().is_empty())
            {
                out.push((name.to_lowercase(), content.split_whitespace().collect::<Vec<_>>().join(" ")));
            } else if node.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
                && let Some(href) = node.attribute("href")
            {
                out.push(("canonical".to_owned(), href));
            }
        }
        Self(out)
    }

    /// The value of the first of `names` that there is.
    fn first<'a>(&'a self, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.0.iter().find(|(key, _)| key == name)).map(|(_, value)| value.as_str())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Reads all that a page says about its article.
pub(super) fn read(tree: &Tree<'_>) -> About {
    let tags = Tags::read(tree);
    let linked = linked_data(tree);
    let mut out = About::default();
    let article = linked.as_ref();
    let text =
        |name: &str| article.and_then(|a| a.get(name)).and_then(|v| v.texts().into_iter().next()).map(|t| plain(&t));
    let m = &mut out.metadata;

    m.url = tags
        .first(&["og:url", "canonical", "al:web:url", "parsely-link", "twitter:url"])
        .map(str::to_owned)
        .or_else(|| text("url"))
        .filter(|url| url.starts_with("http"));
    m.title = title(tree, &tags, text("headline").as_deref());
    let authors = article.and_then(|a| a.get("author").or(a.get("creator"))).map(Value::texts).unwrap_or_default();
    m.byline = byline(&authors)
        .or_else(|| byline(&tags.all("author").map(str::to_owned).collect::<Vec<_>>()))
        .or_else(|| {
            byline(
                &tags
                    .first(&[
                        "parsely-author",
                        "byl",
                        "sailthru.author",
                        "dc.creator",
                        "dcterms.creator",
                        "article:author_name",
                        "cxenseparse:author",
                        "twitter:data1",
                    ])
                    .map(str::to_owned)
                    .into_iter()
                    .collect::<Vec<_>>(),
            )
        })
        .or_else(|| byline(&tags.all("article:author").map(str::to_owned).collect::<Vec<_>>()))
        .or_else(|| visible_byline(tree));
    let stamp = article
        .and_then(|a| ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|k| a.get(k)))
        .and_then(crate::load::record::stamp)
        .or_else(|| DAYS.iter().find_map(|name| tags.all(name).find_map(machine_day)))
        .or_else(|| visible_day(tree))
        .or_else(|| article.and_then(|a| a.get("dateModified")).and_then(crate::load::record::stamp))
        .or_else(|| m.url.as_deref().and_then(day_of_address))
        .or_else(|| CHANGES.iter().find_map(|name| tags.all(name).find_map(machine_day)));
    if let Some(stamp) = stamp {
        m.published = Some(stamp.date);
        m.time = stamp.time;
    }
    m.section = text("articleSection")
        .or_else(|| tags.first(&["article:section", "parsely-section", "section"]).map(str::to_owned));
    m.language = text("inLanguage")
        .or_else(|| tags.first(&["og:locale", "language", "dc.language", "content-language"]).map(str::to_owned))
        .map(|l| l.split(['_', '-', ',']).next().unwrap_or_default().to_lowercase())
        .filter(|l| l.len() == 2);
    let publisher =
        article.and_then(|a| a.get("publisher")).and_then(|p| p.texts().into_iter().next()).map(|t| plain(&t));
    m.source = tags.first(&["og:site_name", "application-name"]).map(str::to_owned).or(publisher);
    outlets::settle(m);
    out.description = tags.first(&["og:description", "description", "twitter:description"]).map(plain);
    out.body = text_of_body(article);
    out.is_paid = article.and_then(|a| a.get("isAccessibleForFree")).is_some_and(|v| {
        matches!(v, Value::Switch(false)) || matches!(v, Value::Text(t) if t.eq_ignore_ascii_case("false"))
    }) || tags.first(&["article:content_tier"]).is_some_and(|tier| tier != "free");
    out
}

/// Names of `meta` tags that say when an article was published.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "datepublished",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "published_time",
    "published_date",
    "article.published",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "og:pubdate",
    "og:published_time",
    "ptime",
    "rnews:datepublished",
    "displaydate",
    "created",
    "datecreated",
    "article:created",
];

/// Names of those that say when it was changed.
const CHANGES: &[&str] =
    &["article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "dcterms.modified"];

fn machine_day(value: &str) -> Option<day::Stamp> {
    crate::load::record::stamp(&Value::Text(value.to_owned()))
}

/// The day in an address: `/2024/05/03/`, `/2024-05-03-`, `/20240503`.
pub(super) fn day_of_address(url: &str) -> Option<day::Stamp> {
    let path = url.split(['?', '#']).next()?.splitn(4, '/').nth(3)?;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    let month = |text: &str| {
        number(text).or_else(|| {
            let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
            months.iter().position(|m| text.len() == 3 && text.eq_ignore_ascii_case(m)).map(|m| m as i16 + 1)
        })
    };
    let date = |y: i16, m: i16, d: i16| {
        let date = jiff::civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
        (1990..2100).contains(&y).then_some(day::Stamp { date, time: None })
    };
    for three in parts.windows(3) {
        if three[0].len() == 4
            && let (Some(y), Some(m), Some(d)) = (number(three[0]), month(three[1]), number(three[2]))
            && let Some(found) = date(y, m, d)
        {
            return Some(found);
        }
    }
    for part in parts {
        let digits: Vec<&str> = part.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
        for three in digits.windows(3) {
            if three[0].len() == 4
                && three[1].len() == 2
                && three[2].len() == 2
                && part.contains(&three.join("-"))
                && let (Some(y), Some(m), Some(d)) = (number(three[0]), number(three[1]), number(three[2]))
                && let Some(found) = date(y, m, d)
            {
                return Some(found);
            }
        }
        for eight in digits.iter().filter(|d| d.len() == 8) {
            if let (Some(y), Some(m), Some(d)) = (number(&eight[..4]), number(&eight[4..6]), number(&eight[6..]))
                && let Some(found) = date(y, m, d)
            {
                return Some(found);
            }
        }
    }
    None
}

/// The day in the first `time` element, or in the first short line that is a day.
fn visible_day(tree: &Tree<'_>) -> Option<day::Stamp> {
    let times = tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Time).take(50);
    let mut marked = times.filter_map(|(i, n)| {
        n.attribute("datetime")
            .or_else(|| n.attribute("content"))
            .and_then(|v| machine_day(&v))
            .or_else(|| day::stamp(&tree.text(i)))
    });
    marked.next().or_else(|| {
        let named = |attributes: &str| {
            let lower = attributes.to_ascii_lowercase();
            ["date", "time", "publish", "posted"].iter().any(|word| lower.contains(word))
        };
        let lines = tree.nodes.iter().enumerate().filter(|(_, n)| {
            n.kind != Kind::Hidden && !n.attributes.is_empty() && n.attributes.len() < 400 && named(n.attributes)
        });
        lines.take(200).find_map(|(i, _)| day::stamp(&tree.text(i)))
    })
}

/// The first element that is marked as the byline.
fn visible_byline(tree: &Tree<'_>) -> Option<String> {
    let marked = tree.nodes.iter().enumerate().filter(|(_, n)| {
        let lower = n.attributes;
        !lower.is_empty()
            && lower.len() < 300
            && !matches!(n.kind, Kind::Meta | Kind::Script | Kind::Hidden)
            && (lower.contains("byline") || lower.contains("author") || lower.contains("rel=\"author"))
    });
    marked.take(40).find_map(|(i, _)| {
        let text = tree.text(i);
        let name = crate::load::lead::byline(&text).unwrap_or(&text);
        crate::load::lead::is_bare_name(name).then(|| name.to_owned())
    })
}

/// The names of people in `names`, or `None`. Addresses of profiles are no names.
fn byline(names: &[String]) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        let name = plain(name);
        let name = name.trim().trim_start_matches("By ").trim_start_matches("by ").trim();
        let is_name = !name.is_empty() && name.len() <= 200 && !name.contains("://") && !name.contains('@');
        if is_name && !out.iter().any(|n| n == name) && out.len() < 20 {
            out.push(name.to_owned());
        }
    }
    (!out.is_empty()).then(|| out.join(", "))
}

/// Text of metadata without the markup and the entities that some makers leave in it.
fn plain(text: &str) -> String {
    let decoded = crate::load::markup::decode(text);
    let decoded = crate::load::markup::decode(&decoded).into_owned();
    let without = if decoded.contains("</") || decoded.contains("<br") { super::fragment(&decoded) } else { decoded };
    without.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headline: the one that JSON-LD, `OpenGraph` and the visible headings agree on, without the name of the site.
fn title(tree: &Tree<'_>, tags: &Tags, linked: Option<&str>) -> Option<String> {
    let headings: Vec<String> = tree
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, n)| n.kind == Kind::Heading(1))
        .take(20)
        .map(|(i, _)| tree.text(i))
        .filter(|t| t.len() >= 3)
        .collect();
    let open =
        tags.first(&["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"]).map(plain);
    let page = tree.nodes.iter().position(|n| n.kind == Kind::Title).map(|i| tree.text(i)).map(|t| plain(&t));
    let site = tags.first(&["og:site_name"]);
    // What stands visibly over the article is its headline, if the tags say the same words in the main.
    let claims: Vec<&str> = [linked, open.as_deref(), page.as_deref()].into_iter().flatten().collect();
    let agreed = headings.iter().find(|h| claims.iter().any(|claim| agree(h, claim)));
    let found = agreed
        .cloned()
        .or_else(|| linked.filter(|t| t.len() >= 3).map(str::to_owned))
        .or_else(|| open.clone().map(|t| without_site(&t, site)))
        .or_else(|| headings.first().cloned())
        .or_else(|| page.map(|t| without_site(&t, site)))?;
    let found = found.trim().to_owned();
    (!found.is_empty()).then_some(found)
}

/// Whether one of two headlines begins with the other, or they share most of their words.
fn agree(a: &str, b: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        t.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    if a.len() < 2 || b.is_empty() {
        return a == b && !a.is_empty();
    }
    let shared = a.iter().filter(|w| b.contains(w)).count();
    shared * 10 >= a.len() * 7
}

/// A title without the name of the site behind a bar.
fn without_site(title: &str, site: Option<&str>) -> String {
    let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    for bar in [" | ", " - ", " – ", " — ", " :: ", " » ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(bar) {
            let named = site.is_some_and(|site| fold(site) == fold(tail)) || outlets::by_name(tail).is_some();
            let short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4;
            if named || bar == " | " && short || short && head.len() > 3 * tail.len() {
                return without_site(head, site);
            }
        }
    }
    title.to_owned()
}

/// The text that JSON-LD carries, as text.
fn text_of_body(article: Option<&Value>) -> Option<String> {
    let body = article?.get("articleBody")?.texts().join("\n\n");
    let body = crate::load::markup::decode(&body).into_owned();
    let body = if body.contains("</") { super::fragment(&body) } else { body };
    (body.len() >= 200).then_some(body)
}

/// The object of JSON-LD that is the article.
fn linked_data(tree: &Tree<'_>) -> Option<Value> {
    let mut best: Option<(u32, Value)> = None;
    for (i, node) in tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Script).take(400) {
        if !node.attributes.to_ascii_lowercase().contains("ld+json") {
            continue;
        }
        let Some(source) = tree.nodes.get(i + 1).filter(|n| n.parent as usize == i).map(|n| n.text) else { continue };
        if source.len() > 4 << 20 {
            continue;
        }
        let Some(value) = lenient_json(source) else { continue };
        look_for_article(&value, 0, &mut best);
    }
    best.map(|(_, value)| value)
}

/// JSON as pages write it: with line breaks in texts, comments around it, or a comma too many.
fn lenient_json(source: &str) -> Option<Value> {
    let trimmed = source
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches("-->")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(trimmed) {
        return Some(value);
    }
    let repaired: String = trimmed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&repaired).ok().or_else(|| {
        let end = repaired.rfind(['}', ']'])?;
        let fewer = repaired[..=end].replace(",}", "}").replace(",]", "]").replace(", }", "}").replace(", ]", "]");
        serde_json::from_str(&fewer).ok()
    })
}

fn look_for_article(value: &Value, depth: usize, best: &mut Option<(u32, Value)>) {
    match value {
        Value::List(values) if depth < 6 => values.iter().for_each(|v| look_for_article(v, depth + 1, best)),
        Value::Table(fields) => {
            let kinds = value.get("@type").map(Value::texts).unwrap_or_default();
            let rank = kinds.iter().map(|k| rank(k)).max().unwrap_or(0)
                + u32::from(value.get("headline").is_some())
                + u32::from(value.get("articleBody").is_some());
            let is_article = kinds.iter().any(|k| rank_is_article(k));
            if is_article && best.as_ref().is_none_or(|(old, _)| rank > *old) {
                *best = Some((rank, value.clone()));
            }
            if depth < 4 {
                for (key, inner) in fields {
                    if matches!(key.as_str(), "@graph" | "mainEntity" | "mainEntityOfPage" | "itemListElement" | "item")
                        && matches!(inner, Value::List(_) | Value::Table(_))
                    {
                        look_for_article(inner, depth + 1, best);
                    }
                }
            }
        }
        _ => {}
    }
}

fn rank(kind: &str) -> u32 {
    match kind {
        "NewsArticle" | "ReportageNewsArticle" | "AnalysisNewsArticle" | "OpinionNewsArticle" => 8,
        "Article" | "BlogPosting" | "LiveBlogPosting" | "Report" | "ReviewNewsArticle" | "AdvertiserContentArticle" => {
            7
        }
        "WebPage" | "ItemPage" => 2,
        _ => 5,
    }
}

fn rank_is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || matches!(kind, "Report" | "WebPage" | "ItemPage" | "Recipe" | "Review")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = |url: &str| day_of_address(url).map(|s| s.date.to_string()).unwrap_or_default();
        assert_eq!(day("https://example.org/world/2024/05/03/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/world/2024/may/03/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/talks-2024-05-03.html"), "2024-05-03");
        assert_eq!(day("https://example.org/n/20240503/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/12345678"), "");
        assert_eq!(day("https://example.org/2024/13/41"), "");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_the_headline() {
        assert_eq!(
            without_site("Harbour stays closed after storm | Brakel Post", None),
            "Harbour stays closed after storm"
        );
        assert_eq!(without_site("Talks end - Brakel Post", Some("Brakel Post")), "Talks end");
        assert_eq!(without_site("Spider-Man - a review", None), "Spider-Man - a review");
    }
}
