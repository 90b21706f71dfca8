//! What a page says about its article: in JSON-LD, in `OpenGraph` and other `meta` tags, in its address and visibly, in
//! this order of trust.

use super::tree::{Kind, Tree};
use super::{headline, moment, scripts, shown};
use crate::load::day::Stamp;
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
    let address = tags.first(&["og:url", "canonical", "al:web:url", "parsely-link", "twitter:url"]);
    let linked = Linked::read(tree);
    let mut out = About::default();
    let article = linked.article(address);
    let text =
        |name: &str| article.and_then(|a| a.get(name)).and_then(|v| v.texts().into_iter().next()).map(|t| plain(&t));
    let m = &mut out.metadata;

    m.url = address
        .map(str::to_owned)
        .or_else(|| text("url"))
        .filter(|url| url.starts_with("http"))
        .or_else(|| saved_from.map(str::to_owned));
    let open =
        tags.first(&["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title"]).map(plain);
    let page = tree.nodes.iter().position(|n| n.kind == Kind::Title).map(|i| plain(&tree.text(i)));
    let linked_title = text("headline");
    let claims = headline::Claims {
        linked: linked_title.as_deref(),
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
    let stamp = linked
        .published(article)
        .or_else(|| moment::DAYS.iter().find_map(|name| tags.all(name).find_map(moment::machine)))
        .or_else(|| if linked.is_damaged { scripts::published(tree, true) } else { None })
        .or_else(|| moment::marked(tree))
        .map(|stamp| shown::local(tree, out.heading, stamp));
    let stamp = stamp.or_else(|| {
        let visible = shown::visible(tree, out.heading);
        // The page may know the time to the day of its address.
        let addressed = m.url.as_deref().and_then(moment::of_address);
        let published = match addressed {
            Some(day) => visible.published.filter(|v| v.date == day.date).or(Some(day)),
            None => visible.published,
        };
        published
            .or_else(|| scripts::published(tree, false))
            .or_else(|| article.and_then(|a| a.get("dateModified")).and_then(day_of))
            .or_else(|| moment::CHANGES.iter().find_map(|name| tags.all(name).find_map(moment::machine)))
            .or(visible.changed)
            .or_else(|| shown::last_changed(tree))
    });
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

/// A day that JSON-LD gives.
fn day_of(value: &Value) -> Option<Stamp> {
    crate::load::fields::stamp(value).filter(moment::is_real)
}

/// What JSON-LD says of articles.
#[derive(Default)]
struct Linked {
    /// The objects that can be the article, the likeliest first.
    found: Vec<Candidate>,
    /// How many objects were met.
    met: usize,
    /// Whether a part of it is no JSON.
    is_damaged: bool,
}

struct Candidate {
    rank: u32,
    /// How many objects of its page were met before it: what holds another was met first.
    order: usize,
    /// Whether it stands in a list, as other articles do.
    is_listed: bool,
    value: Value,
}

impl Linked {
    fn read(tree: &Tree<'_>) -> Self {
        let mut out = Self::default();
        for (i, node) in tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Script).take(400) {
            if !node.attributes.to_ascii_lowercase().contains("ld+json") {
                continue;
            }
            let Some(source) = tree.nodes.get(i + 1).filter(|n| n.parent as usize == i).map(|n| n.text) else {
                continue;
            };
            if source.len() > 4 << 20 {
                continue;
            }
            match lenient_json(source) {
                Some(value) => out.look_for_article(value, 0, false),
                None => out.is_damaged |= !source.trim().is_empty(),
            }
        }
        out.found.sort_by_key(|c| (c.is_listed, std::cmp::Reverse(c.rank), c.order));
        out
    }

    /// The object that is the article. One of a list is it only if it has the address of the page.
    fn article(&self, address: Option<&str>) -> Option<&Value> {
        let is_page = |value: &Value| {
            let own = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| value.get(key)).flat_map(Value::texts);
            own.into_iter()
                .any(|own| address.is_none_or(|page| own.trim_end_matches('/') == page.trim_end_matches('/')))
        };
        self.found.iter().find(|c| !c.is_listed || is_page(&c.value)).map(|c| &c.value)
    }

    /// The day on which the article was published, perhaps as said of the page that it stands on.
    fn published(&self, article: Option<&Value>) -> Option<Stamp> {
        let of = |value: &Value| {
            ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|k| value.get(k).and_then(day_of))
        };
        article.and_then(of).or_else(|| self.found.iter().filter(|c| !c.is_listed).find_map(|c| of(&c.value)))
    }

    fn look_for_article(&mut self, value: Value, depth: usize, is_listed: bool) {
        let mut fields = match value {
            Value::List(values) if depth < 6 => {
                return values.into_iter().for_each(|v| self.look_for_article(v, depth + 1, is_listed));
            }
            Value::Table(fields) => fields,
            _ => return,
        };
        let order = self.met;
        self.met += 1;
        if depth < 4 {
            for (key, inner) in &mut fields {
                let key = key.as_str();
                if matches!(key, "@graph" | "mainEntity" | "mainEntityOfPage" | "itemListElement" | "item")
                    && matches!(inner, Value::List(_) | Value::Table(_))
                {
                    let inner = if key == "mainEntityOfPage" {
                        inner.clone()
                    } else {
                        std::mem::replace(inner, Value::Nothing)
                    };
                    self.look_for_article(inner, depth + 1, is_listed || key == "itemListElement");
                }
            }
        }
        let value = Value::Table(fields);
        let kinds = value.get("@type").map(Value::texts).unwrap_or_default();
        if kinds.iter().any(|k| rank_is_article(k)) {
            let rank = kinds.iter().map(|k| rank(k)).max().unwrap_or(0)
                + u32::from(value.get("headline").is_some())
                + u32::from(value.get("articleBody").is_some());
            self.found.push(Candidate { rank, order, is_listed, value });
        }
    }
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
