//! Pages that a server gives in place of an article: not found, not allowed, out of order.
//!
//! One that says anything else stays an article: a report about such pages has sentences of its own.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::lines;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::text::lists::section;

/// Such pages say little. Bytes.
const LONGEST: usize = 2500;
/// A line that is no sentence and not longer than that is a name, a button or a number. Bytes.
const LONGEST_LABEL: usize = 60;

/// What an article calls itself, where it is such a page.
pub(super) fn of(article: &Article) -> Option<&str> {
    if article.text.len() > LONGEST {
        return None;
    }
    let texts = || article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text)));
    let heads = texts().filter(|(kind, _)| matches!(kind, BlockKind::Title | BlockKind::Heading)).map(|(_, text)| text);
    let first = texts().next().map(|(_, text)| text);
    let name = article.metadata.title.as_deref().into_iter().chain(heads.take(3)).chain(first);
    let name = name.into_iter().find(|text| is_name(text))?;
    texts().all(|(_, text)| says_nothing_else(text)).then(|| name.trim())
}

/// Whether a headline is that of such a page, perhaps with the name of the site: "404: Not Found", "Access denied | The
/// Post".
fn is_name(headline: &str) -> bool {
    let folded = lines::fold(headline);
    let marks = [" | ", " - ", " – ", " — ", " · ", " » ", " :: "];
    is_name_alone(&folded) || marks.iter().any(|mark| folded.contains(mark) && folded.split(mark).any(is_name_alone))
}

fn is_name_alone(text: &str) -> bool {
    has_no_other_words(text) && (words(text).any(is_code) || NAMES.iter().any(|name| text.contains(name)))
}

/// Whether a text in small letters has none but the words of such headlines.
fn has_no_other_words(text: &str) -> bool {
    words(text).next().is_some() && words(text).all(|word| is_code(word) || WORDS.contains(word))
}

fn is_code(word: &str) -> bool {
    word.len() == 3 && word.parse().is_ok_and(|n: u16| (400..600).contains(&n))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-')));
    parts.filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Whether a paragraph is one of those that such pages have.
fn says_nothing_else(text: &str) -> bool {
    let is_label = text.len() <= LONGEST_LABEL && !text.trim_end().ends_with(['.', '!', '”', '"']);
    if is_label || text.trim().is_empty() || is_name(text) {
        return true;
    }
    let folded = lines::fold(text);
    has_no_other_words(&folded) || LINES.iter().any(|line| folded.contains(line))
}

const LIST: &str = include_str!("refusals.txt");

static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| section(LIST, "words", ' ').into_iter().collect());
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "names", '\n'));
static LINES: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "lines", '\n'));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    fn found(text: &str) -> bool {
        let mut article = Article { text: text.to_owned(), blocks: paragraphs::split(text), ..Article::default() };
        article.metadata.title = text.lines().next().map(str::to_owned);
        of(&article).is_some()
    }

    #[test]
    fn pages_of_servers_are_no_articles() {
        for text in [
            "404 Not Found\n\nnginx/1.18.0",
            "Page not found\n\nSorry, the page you were looking for could not be found. It may have been moved or deleted.",
            "Error 404 (Not Found)!!1\n\nThe requested URL /a was not found on this server. That’s all we know.",
            "Access Denied\n\nReference #18.2c1e1202",
            "Just a moment...\n\nPerformance & security by Cloudflare",
            "Page not found | The Brakel Post\n\nGo to the homepage",
            "Oops! 410 Gone\n\nOops!\n\nThis article is no longer available.",
            "Bad gateway\n\nError code 502\n\nWhat happened?\n\nThe web server reported a bad gateway error.",
            "503 Service Unavailable\n\nThe service is temporarily unavailable. Please try again later.",
            "451: Unavailable due to legal reasons\n\nAccess cannot be granted at this time. Contact the desk.",
            "We can’t find that page\n\nTake me home",
            "Internal Server Error",
        ] {
            assert!(found(text), "{text}");
        }
    }

    #[test]
    fn articles_about_such_pages_stay() {
        for text in [
            "Page not found\n\nDesigners in Oslo have made the dullest message of the web their canvas, said Jon Dahl.",
            "Access denied: reporters shut out of hearing\n\nReporters were shut out of a hearing in Brakel on Monday.",
            "Page not found in the court files\n\nA page was missing.",
            "Why 404 became an art form\n\nPlease try again, the page says.",
            "Not found guilty\n\nThe mayor goes free.",
            "Ministers agree on quotas\n\nThe page you were looking for could not be found.",
            "500 days of war\n\nThe war went on.",
            "",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
