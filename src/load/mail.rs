//! E-mail: single messages, folders of them, and pages that browsers save as messages.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::ControlFlow;

use mail_parser::{Message, MessageParser};

use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, html, record};
use crate::model::article::Article;
use crate::model::problem::Severity;

/// Whether a text begins with the headers of a message.
pub(super) fn is_message(start: &str) -> bool {
    let known = ["From:", "To:", "Subject:", "Date:", "Received:", "Message-ID:", "MIME-Version:", "Return-Path:"];
    let headers = start.lines().take(30).take_while(|line| !line.trim().is_empty());
    let found = headers.filter(|line| known.iter().any(|name| line.starts_with(name))).count();
    let first = start.split(':').next().unwrap_or_default();
    let begins =
        !first.is_empty() && first.len() <= 30 && first.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    begins && found >= 3
}

/// Whether a text begins like a folder of messages.
pub(super) fn is_folder(start: &str) -> bool {
    start.starts_with("From ")
        && start.split_once('\n').is_some_and(|(_, rest)| is_message(rest) || rest.starts_with("From:"))
}

/// Reads one message, or a page that was saved as one.
#[expect(clippy::needless_pass_by_value, reason = "one signature for all formats")]
pub(super) fn read(source: &Source<'_>, bytes: Vec<u8>, sink: Sink<'_>) -> ControlFlow<()> {
    if bytes.trim_ascii().is_empty() {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "is empty")));
    }
    match message(source, 1, &bytes) {
        Ok(mut article) => {
            if article.id == source.id_of(1) {
                article.id = source.id();
            }
            sink(Item::Article(Box::new(article)))
        }
        Err(problem) => sink(source.failure(problem)),
    }
}

/// Reads every message of a folder. A message begins with a line "From …" behind a blank one.
pub(super) fn folder(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let mut open: Vec<u8> = Vec::new();
    let (mut number, mut begun, mut blank) = (0, 1, true);
    loop {
        let mut line = Vec::new();
        let limited = &mut std::io::Read::take(&mut *reader, source.options.limits.line);
        let ended = match limited.read_until(b'\n', &mut line) {
            Ok(length) => length == 0,
            Err(error) => return sink(source.broken(number + 1, format!("cannot be read further: {error}"))),
        };
        number += 1;
        if (ended || blank && line.starts_with(b"From ")) && !open.trim_ascii().is_empty() {
            match message(source, begun, &open) {
                Ok(article) => sink(Item::Article(Box::new(article)))?,
                Err(problem) => sink(source.broken(begun, problem))?,
            }
            open.clear();
        }
        if ended {
            return ControlFlow::Continue(());
        }
        if blank && line.starts_with(b"From ") {
            begun = number;
            blank = false;
            continue;
        }
        blank = line.trim_ascii().is_empty();
        // What a message says at the start of a line is written with a mark in front.
        let said =
            line.strip_prefix(b">").filter(|rest| rest.trim_ascii_start().starts_with(b"From ")).unwrap_or(&line);
        if open.len() as u64 <= source.options.limits.file {
            open.extend_from_slice(said);
        }
    }
}

/// The article that a message is, or in words why it is none.
fn message(source: &Source<'_>, line: usize, bytes: &[u8]) -> Result<Article, String> {
    let closed = closed(bytes);
    let parsed = MessageParser::default().parse(closed.as_ref()).ok_or("is no e-mail: it has no headers")?;
    let page = parsed.html_bodies().find(|part| part.is_text_html()).and_then(|part| part.text_contents());
    let address = ["Snapshot-Content-Location", "Content-Location"].iter().find_map(|name| parsed.header_raw(*name));
    let is_saved_page = parsed.header_raw("Snapshot-Content-Location").is_some()
        || parsed.header_raw("From").is_some_and(|from| from.contains("Saved by"));
    if let Some(page) = page.filter(|_| is_saved_page) {
        let mut article = html::page(source, page, address.map(str::trim).filter(|a| a.starts_with("http")));
        if let Some(message) = html::refusal(&article) {
            return Err(message);
        }
        if let Some(address) = address {
            article.metadata.url.get_or_insert_with(|| address.trim().to_owned());
        }
        super::outlets::settle(&mut article.metadata);
        return Ok(article);
    }
    record::article(source, line, fields(&parsed, page))
}

/// A message of several parts that is cut off in one of them, with the end that it lacks: without it the parts are lost.
fn closed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]);
    let boundary = head.split_once("boundary=").map(|(_, behind)| behind).and_then(|behind| {
        let quoted = behind.strip_prefix('"').and_then(|b| b.split('"').next());
        quoted.or_else(|| behind.split([';', '\r', '\n', ' ']).next()).filter(|b| !b.is_empty() && b.len() <= 200)
    });
    let Some(boundary) = boundary else { return Cow::Borrowed(bytes) };
    let end = format!("--{boundary}--");
    if memchr::memmem::find(bytes, end.as_bytes()).is_some() {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned([bytes, b"\r\n", end.as_bytes(), b"\r\n"].concat())
}

fn fields(message: &Message<'_>, page: Option<&str>) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    let mut put = |name: &str, value: Option<Cow<'_, str>>| {
        out.extend(value.filter(|v| !v.trim().is_empty()).map(|v| (name.to_owned(), Value::Text(v.into_owned()))));
    };
    put("id", message.message_id().map(Cow::Borrowed));
    put("title", message.subject().map(Cow::Borrowed));
    let from = message.from().and_then(|from| from.first());
    put("author", from.and_then(|f| f.name().or(f.address())).map(Cow::Borrowed));
    let date = message.date().map(|d| {
        let sign = if d.tz_before_gmt { '-' } else { '+' };
        let (day, time) =
            (format!("{:04}-{:02}-{:02}", d.year, d.month, d.day), format!("{:02}:{:02}", d.hour, d.minute));
        format!("{day}T{time}:00{sign}{:02}:{:02}", d.tz_hour, d.tz_minute)
    });
    put("published", date.map(Cow::Owned));
    let plain = message.text_bodies().find(|part| !part.is_text_html()).and_then(|part| part.text_contents());
    match (plain, page) {
        (Some(text), _) if !text.trim().is_empty() => put("text", Some(Cow::Borrowed(text))),
        (_, Some(page)) => put("content_html", Some(Cow::Borrowed(page))),
        _ => {}
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Options;

    fn read_all(text: &str, as_folder: bool) -> (Vec<Article>, Vec<String>) {
        let options = Options::default();
        let source = Source { path: Some("a.eml".into()), options: &options, depth: 0 };
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        let sink = &mut |item| {
            match item {
                Item::Article(article) => articles.push(*article),
                Item::Problem(problem) => problems.push(problem.to_string()),
            }
            ControlFlow::Continue(())
        };
        let flow = if as_folder {
            folder(&source, &mut text.as_bytes(), sink)
        } else {
            read(&source, text.as_bytes().to_vec(), sink)
        };
        assert!(flow.is_continue());
        (articles, problems)
    }

    const MAIL: &str = "From: Jane Roe <jane@example.org>\nTo: desk@example.org\nSubject: =?utf-8?q?Caf=C3=A9_closed?=\n\
        Date: Fri, 3 May 2024 09:15:00 +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n\
        Content-Transfer-Encoding: quoted-printable\n\nThe caf=E9 is closed.\n";

    #[test]
    fn a_message_is_an_article() {
        let (articles, problems) = read_all(MAIL, false);
        assert_eq!(problems, [""; 0]);
        let m = &articles[0].metadata;
        assert_eq!(articles[0].text.trim(), "The café is closed.");
        assert_eq!((m.title.as_deref(), m.byline.as_deref()), (Some("Café closed"), Some("Jane Roe")));
        assert_eq!((m.published, m.time.as_deref()), (Some(jiff::civil::date(2024, 5, 3)), Some("09:15 +0200")));
        assert!(is_message(MAIL) && !is_message("Title: A\n\nText") && !is_folder(MAIL));
    }

    #[test]
    fn a_page_that_is_cut_off_keeps_what_is_there() {
        let paragraph =
            "<p>The council of Brakel decided on Monday to keep the harbour closed for three more weeks.</p>";
        let page = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2024/05/03/a\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; boundary=\"-=B\"\r\n\r\n---=B\r\nContent-Type: text/html\r\n\r\n\
             <html><body><article><h1>Harbour closed</h1>{}",
            paragraph.repeat(4)
        );
        for end in ["", "<p>They will", "</article></body></html>\r\n---=B--\r\n"] {
            let (articles, problems) = read_all(&format!("{page}{end}"), false);
            assert_eq!(problems, [""; 0]);
            assert!(articles[0].text.contains("three more weeks."), "{}", articles[0].text);
            assert_eq!(articles[0].metadata.url.as_deref(), Some("https://example.org/2024/05/03/a"));
            assert_eq!(articles[0].metadata.published, Some(jiff::civil::date(2024, 5, 3)), "the day of its address");
        }
    }

    #[test]
    fn a_folder_holds_messages() {
        let text = format!(
            "From jane Fri May  3 09:15:00 2024\n{MAIL}\n>From here on it rains.\n\nFrom ann Fri May  3 10:15:00 2024\n{MAIL}"
        );
        let (articles, _) = read_all(&text, true);
        assert_eq!(articles.len(), 2);
        assert!(articles[0].text.contains("\nFrom here on") && is_folder(&text));
        assert_ne!(articles[0].id, articles[1].id);
    }

    proptest::proptest! {
        #[test]
        fn any_message_yields_an_article_or_a_problem(text in "(From |From:|Content-Type: |multipart/mixed; boundary=a|--a|text|\n|=|: ){0,30}") {
            for as_folder in [false, true] {
                let _ = read_all(&text, as_folder);
            }
        }
    }
}
