//! The day of publication in the data that the scripts of a page carry, where the page says it nowhere else.

use super::moment;
use super::tree::{Kind, Tree};
use crate::load::day::Stamp;
use crate::load::lines;

/// Names of the day of publication in such data, in lower case and without `_` and `-`.
const NAMES: &[&str] = &[
    "datepublished",
    "firstpublished",
    "firstpublishdate",
    "firstpublishedat",
    "firstpublicationdate",
    "originallypublishedat",
    "publicationdate",
    "publicationtime",
    "publishdate",
    "publishedat",
    "publisheddate",
    "publishedtime",
    "publishtime",
    "pubdate",
];

/// The day that the scripts of a page give, if they give but one: data often has other articles, too. `linked` looks only
/// into JSON-LD, for that which is no valid JSON.
pub(super) fn published(tree: &Tree<'_>, linked: bool) -> Option<Stamp> {
    let mut found: Option<Stamp> = None;
    for (i, node) in tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Script).take(400) {
        if linked && !node.attributes.to_ascii_lowercase().contains("ld+json") {
            continue;
        }
        let Some(source) = tree.nodes.get(i + 1).filter(|n| n.parent as usize == i).map(|n| n.text) else { continue };
        for stamp in days(source) {
            match &mut found {
                Some(old) if old.date != stamp.date => return None,
                Some(old) => old.time = old.time.take().or(stamp.time),
                None => found = Some(stamp),
            }
        }
    }
    found
}

/// The days of publication in a script.
fn days(source: &str) -> impl Iterator<Item = Stamp> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    // Every name has one of these, once.
    let parts = ["ubli", "ubDate", "ubdate", "ub_date"];
    let hits = parts.into_iter().flat_map(|part| memchr::memmem::find_iter(source.as_bytes(), part));
    hits.filter_map(move |at| {
        // A longer name is none of these, and what is in quotation marks behind it is no day. Bytes.
        const NAME: usize = 30;
        const VALUE: usize = 300;
        let before = source.as_bytes()[..at].iter().rev().take(NAME).take_while(|b| is_name(char::from(**b))).count();
        let start = at - before;
        let behind = &source[start..lines::floor(source, at + VALUE)];
        let (name, rest) = behind.split_at(behind.find(|c| !is_name(c))?);
        let folded: String =
            name.chars().take(NAME).filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if !NAMES.contains(&folded.as_str()) {
            return None;
        }
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\');
        let value = rest.trim_start_matches(quotes).strip_prefix([':', ',', '='])?.trim_start_matches(quotes);
        let value = value.split(['"', '\'', '\\', '}', ';', '\n']).next()?.trim();
        // A number ends at a comma, a day in words may have one.
        let number = value.split(',').next().filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
        (value.len() < 200).then(|| moment::machine(number.unwrap_or(value))).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The day that a page with this script gives; nothing where it gives none.
    fn day(script: &str) -> String {
        let page = format!("<script>{script}</script><p>Text");
        published(&Tree::read(&page), false).map(|s| s.date.to_string()).unwrap_or_default()
    }

    #[test]
    fn days_in_data() {
        assert_eq!(day(r#"window.state = {"title":"Talks end","publishDate":"2024-05-03T09:15:00Z"}"#), "2024-05-03");
        assert_eq!(day("var meta = { 'datePublished':'2024-05-03', 'words': 700 };"), "2024-05-03");
        assert_eq!(day(r#"load("{\"publication_date\":\"2024-05-03 09:15:00\"}")"#), "2024-05-03");
        assert_eq!(day(r#"{"publishedAt":1714728000000,"words":1}"#), "2024-05-03");
        assert_eq!(day("set('published_at', \"2024-05-03T08:05:26+00:00\");"), "2024-05-03");
    }

    #[test]
    fn a_name_without_end_is_looked_at_but_once() {
        let parts: String = "publi".repeat(400_000);
        assert_eq!(day(&format!("{parts}=1;a={{\"publishDate\":\"2024-05-03\"}}")), "2024-05-03");
        assert_eq!(day(&"publishDate=".repeat(100_000)), "");
    }

    #[test]
    fn data_of_several_articles_gives_none() {
        assert_eq!(day(r#"[{"pubDate":"2024-05-03"},{"pubDate":"2024-06-01"}]"#), "");
        assert_eq!(day(r#"[{"pubDate":"2024-05-03"},{"publishedAt":"2024-05-03T10:00Z"}]"#), "2024-05-03");
        assert_eq!(day(r#"{"publisher":"2024-05-03","dateModified":"2024-05-03","unpublishDate":"2024-05-03"}"#), "");
        assert_eq!(day(r#"{"publishDate":"1970-01-01T00:00:00Z","publishDate2":"x"}"#), "");
    }

    #[test]
    fn linked_data_that_is_no_json() {
        let page = "<script type=application/ld+json>{\"headline\":\"The \"end\"\",\"datePublished\":\"2024-05-03\"}</script>\
                    <script>{\"datePublished\":\"2024-06-01\"}</script>";
        assert_eq!(published(&Tree::read(page), true).map(|s| s.date.to_string()).as_deref(), Some("2024-05-03"));
    }
}
