//! When the article of a page was published, as the page says it for machines and in its address.

use super::beside::{self, Cards};
use super::tree::{Kind, Node, Tree};
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
    "article.created",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "prism.publicationdate",
    "dcterms.issued",
    "dc:date",
    "dc:created",
    "pub_date",
    "publication-date",
    "publisheddate",
    "iso-8601-publish-date",
    "originaldate",
    "post_date",
    "release_date",
];

/// Names of those that say when it was changed.
pub(super) const CHANGES: &[&str] =
    &["article:modified_time", "og:updated_time", "lastmod", "last-modified", "datemodified", "dcterms.modified"];

/// The moment that a page gives for machines. Days that programs write where they know none are none.
pub(super) fn machine(value: &str) -> Option<Stamp> {
    crate::load::fields::stamp(&Value::Text(value.to_owned())).filter(is_real)
}

/// Whether a day is one and not what a program writes in its place: the first day of its calendar or of its clock.
pub(super) fn is_real(stamp: &Stamp) -> bool {
    let first = [jiff::civil::date(1900, 1, 1), jiff::civil::date(1970, 1, 1), jiff::civil::date(1969, 12, 31)];
    stamp.date.year() > 1600 && !first.contains(&stamp.date)
}

/// The day in an address: `/2024/05/03/`, `/2024-05/03/`, `/2024/0503/`, `/2024-05-03-`, `/20240503`.
pub(super) fn of_address(url: &str) -> Option<Stamp> {
    let path = url.split(['?', '#']).next()?.splitn(4, '/').nth(3)?;
    let parts: Vec<&str> = path.split('/').collect();
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    let month = |text: &str| number(text).or_else(|| crate::language::calendar::month(text).map(i16::from));
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
    for two in parts.windows(2) {
        // Papers of China: the year, or year and month, are a folder.
        let joined = format!("{}{}", two[0].replacen('-', "", 1), two[1]);
        if [4, 6, 7].contains(&two[0].len())
            && joined.len() == 8
            && let (Some(y), Some(m), Some(d)) = (number(&joined[..4]), number(&joined[4..6]), number(&joined[6..]))
            && let Some(found) = date(y, m, d)
        {
            return Some(found);
        }
    }
    for part in parts {
        let digits: Vec<&str> = part.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
        for three in digits.windows(3) {
            let is_short = three[1].len() < 2 || three[2].len() < 2;
            let joined = three.join("-");
            // "2024-5-3" is a day where it is all of a part.
            if three[0].len() == 4
                && three[1].len() <= 2
                && three[2].len() <= 2
                && (if is_short { part == joined } else { part.contains(&joined) })
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

/// The moment that the page gives for machines on an element that shows it: microdata, `RDFa`, and the classes of
/// microformats.
pub(super) fn marked(tree: &Tree<'_>) -> Option<Stamp> {
    let may = |attributes: &str| {
        ["atePublished", "datepublished", "dc:", "dcterms:", "published"].iter().any(|word| attributes.contains(word))
    };
    let cards = Cards::new(tree);
    let nodes = tree.nodes.iter().enumerate().filter(|(_, n)| n.kind != Kind::Meta && may(n.attributes)).take(200);
    nodes
        .filter(|(_, n)| says_published(n))
        .filter(|(i, _)| !beside::is_beside(tree, *i) && !cards.hold(tree, *i, None))
        .find_map(|(i, n)| {
            let mut values = ["content", "datetime", "title"].iter().filter_map(|name| n.attribute(name));
            values.find_map(|v| machine(&v)).or_else(|| day::stamp(&tree.text(i)))
        })
}

/// Whether an element is marked as the day of publication.
fn says_published(node: &Node<'_>) -> bool {
    const NAMES: [&str; 6] =
        ["datepublished", "schema:datepublished", "dc:date", "dc:created", "dcterms:issued", "dcterms:created"];
    let named = ["itemprop", "property"].iter().filter_map(|key| node.attribute(key));
    named.into_iter().any(|value| value.split_whitespace().any(|v| NAMES.contains(&v.to_ascii_lowercase().as_str())))
        || node.attribute("title").is_some()
            && node.attribute("class").is_some_and(|class| class.split_whitespace().any(|c| c == "published"))
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
        assert_eq!(day("https://example.org/world/2024-05/03/c_11.htm"), "2024-05-03");
        assert_eq!(day("https://example.org/n1/2024/0503/c90000-1.html"), "2024-05-03");
        assert_eq!(day("https://example.org/a/202405/03/WS1.html"), "2024-05-03");
        assert_eq!(day("https://example.org/2024/march/03/talks"), "2024-03-03");
        assert_eq!(day("https://example.org/news/2024-5-3/talks"), "2024-05-03");
        assert_eq!(day("https://example.org/news/talks-2024-5-3"), "");
        assert_eq!(day("https://example.org/1984/0042/talks"), "");
        assert_eq!(day("https://example.org/12345678"), "");
        assert_eq!(day("https://example.org/2024/13/41"), "");
    }

    #[test]
    fn days_that_elements_are_marked_with() {
        let day = |page: &str| marked(&Tree::read(page)).map(|s| s.date.to_string()).unwrap_or_default();
        assert_eq!(day("<span itemprop=datePublished content=2024-05-03T03:00-0800></span>"), "2024-05-03");
        assert_eq!(
            day("<span property='dc:date dc:created' content='2024-05-03T09:00:00+02:00'>Fri</span>"),
            "2024-05-03"
        );
        assert_eq!(day("<abbr class=published title=2024-05-03T10:00:00-07:00>10:00</abbr>"), "2024-05-03");
        assert_eq!(day("<p itemprop='datePublished'>May 3, 2024"), "2024-05-03");
        assert_eq!(day("<ul><li><span itemprop=datePublished content=2024-05-03></span></ul>"), "");
        assert_eq!(day("<span itemprop=dateModified content=2024-05-03></span>"), "");
        assert_eq!(day("<span itemprop=datePublished content=1970-01-01></span>"), "");
    }
}
