//! When the article of a page was published: as the page says it for machines, in its address, and visibly.

use super::parts::{self, Part};
use super::tree::{Kind, Tree};
use crate::load::day::{self, Stamp};
use crate::load::value::Value;

/// Names of `meta` tags that say when an article was published.
pub(super) const DAYS: &[&str] = &[
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
pub(super) const CHANGES: &[&str] =
    &["article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "dcterms.modified"];

/// The moment that a page gives for machines.
pub(super) fn machine(value: &str) -> Option<Stamp> {
    crate::load::fields::stamp(&Value::Text(value.to_owned()))
}

/// The day in an address: `/2024/05/03/`, `/2024-05-03-`, `/20240503`.
pub(super) fn of_address(url: &str) -> Option<Stamp> {
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
        (1990..2100).contains(&y).then_some(Stamp { date, time: None })
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

/// The moment that stands on the page: in the first `time` element outside of lists, in a line of its own near the
/// headline, or in an element whose name says that it holds it. `headline` is the heading that shows the headline.
pub(super) fn visible(tree: &Tree<'_>, headline: Option<usize>) -> Option<Stamp> {
    let times = tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Time).take(50);
    let mut marked = times.filter(|(i, _)| !is_beside(tree, *i)).filter_map(|(i, n)| {
        n.attribute("datetime")
            .or_else(|| n.attribute("content"))
            .and_then(|v| machine(&v))
            .or_else(|| day::stamp(&tree.text(i)))
    });
    marked.next().or_else(|| headline.and_then(|node| near(tree, node))).or_else(|| named(tree).next())
}

/// A day of the page's own zone where `stamp` gives the moment in that of Greenwich and the page shows the same minute
/// on the day before or after.
pub(super) fn local(tree: &Tree<'_>, stamp: Stamp) -> Stamp {
    let minute =
        |s: &Stamp| s.time.as_ref().and_then(|t| Some((t.get(3..5)?.to_owned(), t.get(6..).map(str::to_owned))));
    let Some((minutes, Some(zone))) = minute(&stamp) else { return stamp };
    if !matches!(zone.as_str(), "UTC" | "GMT" | "+0000") {
        return stamp;
    }
    let is_near = |date: jiff::civil::Date| (date - stamp.date).get_days().abs() == 1;
    let shown = named(tree).take(20).find(|s| {
        is_near(s.date) && minute(s).is_some_and(|(m, zone)| m == minutes && zone.is_some_and(|z| !z.is_empty()))
    });
    shown.unwrap_or(stamp)
}

/// Whether an element stands in a list or in a part of the page that is not the article.
fn is_beside(tree: &Tree<'_>, node: usize) -> bool {
    let mut at = tree.nodes[node].parent as usize;
    while at > 0 {
        let node = &tree.nodes[at];
        if matches!(node.kind, Kind::Item | Kind::Aside) || parts::part(node) == Part::Strong {
            return true;
        }
        at = node.parent as usize;
    }
    false
}

/// The first moment that is a piece of text of its own between the headline and the text of the article.
fn near(tree: &Tree<'_>, headline: usize) -> Option<Stamp> {
    // A headline is followed by some names, buttons and pictures, each of a few elements.
    const REACH: usize = 300;
    // A piece of text that long belongs to the article. Bytes.
    const PROSE: usize = 200;
    let mut at = tree.nodes[headline].end as usize;
    let end = tree.nodes.len().min(at + REACH);
    let mut prose = 0;
    while at < end {
        let node = &tree.nodes[at];
        if matches!(node.kind, Kind::Hidden | Kind::Script | Kind::Item) {
            at = node.end as usize;
            continue;
        }
        let text = node.text.trim();
        if text.len() >= PROSE {
            // The first may be a standfirst.
            prose += 1;
            if prose == 2 {
                return None;
            }
        }
        let text = text.split('|').next().unwrap_or_default().trim();
        if (6..80).contains(&text.len())
            && let Some(found) = day::stamp(text)
        {
            return Some(found);
        }
        at += 1;
    }
    None
}

/// The moments in elements whose names say that they hold one. Those of changes are none.
fn named<'a>(tree: &'a Tree<'_>) -> impl Iterator<Item = Stamp> + 'a {
    let is_named = |attributes: &str| {
        let lower = attributes.to_ascii_lowercase();
        ["date", "time", "publish", "posted"].iter().any(|word| lower.contains(word))
    };
    let lines = tree.nodes.iter().enumerate().filter(move |(_, n)| {
        n.kind != Kind::Hidden && !n.attributes.is_empty() && n.attributes.len() < 400 && is_named(n.attributes)
    });
    lines.take(200).filter_map(|(i, _)| {
        let text = tree.text(i);
        let begins = text.split([' ', ':']).next().unwrap_or_default().to_ascii_lowercase();
        day::stamp(&text).filter(|_| begins != "updated")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses() {
        let day = |url: &str| of_address(url).map(|s| s.date.to_string()).unwrap_or_default();
        assert_eq!(day("https://example.org/world/2024/05/03/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/world/2024/may/03/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/talks-2024-05-03.html"), "2024-05-03");
        assert_eq!(day("https://example.org/n/20240503/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/12345678"), "");
        assert_eq!(day("https://example.org/2024/13/41"), "");
    }

    #[test]
    fn days_that_are_seen() {
        let day = |page: &str| {
            let tree = Tree::read(page);
            let headline = tree.nodes.iter().position(|n| n.kind == Kind::Heading(1));
            visible(&tree, headline).map(|s| s.date.to_string()).unwrap_or_default()
        };
        assert_eq!(
            day("<h1>Talks end</h1><span class=x1>Jane Roe</span><span class=x1>May 3, 2024</span>"),
            "2024-05-03"
        );
        assert_eq!(day("<ul><li><time datetime=2024-06-01>Other</time></ul><time>3 May 2024</time>"), "2024-05-03");
        assert_eq!(day("<p class=posted>3 May 2024"), "2024-05-03");
        let long = "They met again in the harbour and said nothing to those who waited. ".repeat(4);
        assert_eq!(day(&format!("<h1>Talks end</h1><p>{long}</p><p>{long}</p><p>3 May 2024</p>")), "");
    }

    #[test]
    fn a_moment_of_greenwich_is_told_on_the_day_of_the_page() {
        let tree = Tree::read("<div class=timestamp>Published 8:00 PM EST, Fri May 3, 2024</div>");
        let of = |value: &str| machine(value).map(|s| local(&tree, s)).map(|s| (s.date.to_string(), s.time));
        assert_eq!(of("2024-05-04T01:00:21Z"), Some(("2024-05-03".to_owned(), Some("20:00 EST".to_owned()))));
        assert_eq!(of("2024-05-04T01:10:00Z").map(|(day, _)| day).as_deref(), Some("2024-05-04"));
        assert_eq!(of("2024-05-04").map(|(day, _)| day).as_deref(), Some("2024-05-04"));
    }
}
