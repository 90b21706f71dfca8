//! What a page says about its article: in JSON-LD, in `OpenGraph` and other `meta` tags, in its address and visibly, in
//! this order of trust.

use super::tree::{Kind, Tree};
use super::{headline, moment};
use crate::load::outlets;
use crate::load::value::Value;
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
    /// The heading that shows its headline.
    pub(super) heading: Option<usize>,
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

/// Reads all that a page says about its article. `saved_from` is the address that the browser noted.
pub(super) fn read(tree: &Tree<'_>, saved_from: Option<&str>) -> About {
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
        .filter(|url| url.starts_with("http"))
        .or_else(|| saved_from.map(str::to_owned));
    let open =
        tags.first(&["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"]).map(plain);
    let page = tree.nodes.iter().position(|n| n.kind == Kind::Title).map(|i| plain(&tree.text(i)));
    let linked = text("headline");
    let claims = headline::Claims {
        linked: linked.as_deref(),
        open: open.as_deref(),
        page: page.as_deref(),
        site: tags.first(&["og:site_name"]),
    };
    let headline = headline::of(tree, claims);
    out.heading = headline.as_ref().and_then(|h| h.node);
    m.title = headline.map(|h| h.text);
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
        .and_then(crate::load::fields::stamp)
        .or_else(|| moment::DAYS.iter().find_map(|name| tags.all(name).find_map(moment::machine)))
        .map(|stamp| moment::local(tree, stamp))
        .or_else(|| {
            // The page may know the time to the day of its address.
            let visible = moment::visible(tree, out.heading);
            match m.url.as_deref().and_then(moment::of_address) {
                Some(day) => visible.filter(|v| v.date == day.date).or(Some(day)),
                None => visible,
            }
        })
        .or_else(|| article.and_then(|a| a.get("dateModified")).and_then(crate::load::fields::stamp))
        .or_else(|| moment::CHANGES.iter().find_map(|name| tags.all(name).find_map(moment::machine)));
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
