//! What a passage looks like when it leaves the reader: citation, Markdown, link, command line. Every text is cleaned as
//! what is drawn, so that nothing an article holds can command whatever it is pasted into.

use crate::model::article::Article;
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// A piece of an article in one line, cleaned, white space made one blank.
pub fn cleaned(text: &str) -> String {
    clean_line(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Author, headline, outlet, day, address and paragraph of a place, as far as they are known.
pub fn citation(article: &Article, at: Option<usize>) -> String {
    let data = &article.metadata;
    let mut parts = Vec::new();
    parts.extend(data.byline.as_deref().map(cleaned));
    parts.push(format!("“{}”", cleaned(article.title())));
    parts.extend(data.source.as_deref().map(cleaned));
    parts.extend(data.published.map(|day| day.to_string()));
    parts.extend(address(article));
    parts.extend(at.and_then(|at| article.paragraph(at)).map(|number| format!("¶ {number}")));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// A passage as a quotation of Markdown, with the citation below.
pub fn markdown(article: &Article, passage: Span) -> String {
    let quoted = escaped(&cleaned(passage.of(&article.text)));
    format!("> {quoted}\n>\n> — {}\n", escaped(&citation(article, Some(passage.from()))))
}

/// The address of a passage on its page, with a fragment of its words (`#:~:text=…`) that browsers light up. `None` where
/// the article has no address of the web.
pub fn link(article: &Article, passage: Option<Span>) -> Option<String> {
    let address = address(article)?;
    let Some(passage) = passage else { return Some(address) };
    let words: Vec<&str> = passage.of(&article.text).split_whitespace().collect();
    let page = address.split('#').next().unwrap_or_default();
    let encoded = |words: &[&str]| encode(&words.join(" "));
    let fragment = match words.len() {
        0 => return Some(address),
        1..=ENDS_FROM => encoded(&words),
        n => format!("{},{}", encoded(&words[..END]), encoded(&words[n - END..])),
    };
    Some(format!("{page}#:~:text={fragment}"))
}

/// Passages of more words than this are given by their ends.
const ENDS_FROM: usize = 10;
/// Words of an end.
const END: usize = 4;

/// The address of an article, if it is one of the web.
fn address(article: &Article) -> Option<String> {
    web_address(article.metadata.url.as_deref()?)
}

/// An address as it is written, if it is one of the web that can be opened.
pub fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split_once("://")?.0.to_ascii_lowercase();
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control()) && clean_line(url) == url;
    (matches!(&*scheme, "http" | "https") && plain).then(|| url.to_owned())
}

/// Percent-encoded, also what has a meaning in such a fragment.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// With a backslash before what Markdown would take as markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An argument as a shell takes it whole.
pub fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=@%+".contains(c);
    let argument = clean_line(argument);
    if !argument.is_empty() && argument.chars().all(plain) {
        return argument.into_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::article::Head;
    use crate::model::article::Metadata;
    use crate::model::block::{Block, BlockKind};

    fn article(text: &str, url: &str) -> Article {
        let metadata = Metadata {
            title: Some("A *strike* ends".into()),
            source: Some("Harbour Mail".into()),
            byline: Some("Ann Lee".into()),
            published: Some(date(2021, 3, 19)),
            url: Some(url.into()),
            ..Metadata::default()
        };
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        Article {
            head: Head { id: "a".into(), metadata, ..Head::default() },
            text: text.into(),
            blocks,
            ..Article::default()
        }
    }

    #[test]
    fn a_citation_says_what_is_known() {
        let it = article("It ended.", "https://mail.example/a");
        let expected = "Ann Lee, “A *strike* ends”, Harbour Mail, 2021-03-19, https://mail.example/a, ¶ 1";
        assert_eq!(citation(&it, Some(3)), expected);
        let bare = Article { head: Head { id: "x".into(), ..Head::default() }, ..Article::default() };
        assert_eq!(citation(&bare, None), "“x”");
    }

    #[test]
    fn a_quotation_of_markdown_holds_no_markup_of_the_article() {
        let it = article("It [ended](javascript:x)\nat *noon*.", "ftp://mail.example/a");
        let expected = "> It \\[ended\\](javascript:x) at \\*noon\\*.\n>\n> — Ann Lee, “A \\*strike\\* ends”, Harbour \
                        Mail, 2021-03-19, ¶ 1\n";
        assert_eq!(markdown(&it, Span::new(0, it.text.len())), expected);
    }

    #[test]
    fn a_link_leads_to_the_words() {
        #[track_caller]
        fn check(text: &str, url: &str, expected: Option<&str>) {
            let it = article(text, url);
            assert_eq!(link(&it, Some(Span::new(0, text.len()))).as_deref(), expected);
        }
        check(
            "It ended, all-in.",
            "https://m.example/a#top",
            Some("https://m.example/a#:~:text=It%20ended%2C%20all%2Din."),
        );
        let long = "one two three four five six seven eight nine ten eleven twelve";
        let ends = "http://m.example/#:~:text=one%20two%20three%20four,nine%20ten%20eleven%20twelve";
        check(long, "http://m.example/", Some(ends));
        check("It ended.", "javascript:alert(1)", None);
        check("It ended.", "https://m.example/\x1b[2J", None);
        check("It ended.", "https://m.example/\u{202e}x", None);
    }

    #[test]
    fn nothing_of_an_article_commands_what_it_is_pasted_into() {
        let evil = "Alert\x1b[201~rm -rf\u{9b}31m \u{202e}back\u{2066}\x07\x08\r\nends";
        for text in [cleaned(evil), markdown(&article(evil, ""), Span::new(0, evil.len())), quoted(evil)] {
            let odd =
                |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{2066}';
            assert!(!text.contains(odd), "{text:?}");
        }
    }

    #[test]
    fn an_argument_is_one_word_for_a_shell() {
        for (argument, expected) in [("a/b-1.md:4", "a/b-1.md:4"), ("it's $x", r"'it'\''s $x'"), ("", "''")] {
            assert_eq!(quoted(argument), expected);
        }
    }
}
