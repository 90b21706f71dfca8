//! Exports of databases: several documents in one file, each with labelled lines in front of its text and behind it.
//!
//! ```text
//! 1 of 12 DOCUMENTS                Title: Ministers meet
//! Brakel Post                      Author: Jane Roe
//! May 3, 2024 Friday               Publication: Brakel Post
//! Ministers meet                   Text: Ministers met on Thursday …
//! BYLINE: Jane Roe
//! ```

use super::names::{self, Meaning};
use super::value::Value;
use super::{day, fields, lead, outlets};
use crate::model::article::{Article, Field, Head};
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

mod head;

/// Labels stand in so many paragraphs in front of the text and behind it.
const LABELLED: usize = 40;

/// The documents of a file, as ranges of bytes: where each begins and ends. One that covers all is no export of
/// several.
pub(super) fn documents(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut rule = None;
    let mut ended = None;
    for line in text.split_inclusive('\n') {
        let inner = line.trim();
        if is_counter(inner) {
            starts.push(at);
        } else if !inner.is_empty()
            && let Some(begun) = rule.take()
            && first_label(inner).is_some_and(|m| m == Meaning::Title || m == Meaning::Byline)
        {
            // A rule of underscores, then labels.
            starts.push(begun);
        } else if let Some(begun) = ended.filter(|_| !inner.is_empty()) {
            starts.push(begun);
        }
        if !inner.is_empty() {
            ended = None;
        }
        if is_rule(inner) {
            rule = Some(at + line.len());
        } else if rule.is_some() && inner.is_empty() {
            rule = rule.map(|_| at + line.len());
        }
        if is_end(inner) {
            ended = Some(at + line.len());
        }
        at += line.len();
    }
    let Some(first) = starts.first().copied() else { return std::iter::once(0..text.len()).collect() };
    // What stands in front of the first start is a document where it has labels of its own, as with rules and ends.
    let head = &text[..first];
    if !head.trim().is_empty()
        && (head.lines().any(|l| first_label(l.trim()).is_some()) || head.lines().any(|l| is_end(l.trim())))
    {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let ranges: Vec<_> = starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect();
    ranges.into_iter().filter(|r| text[r.clone()].split_whitespace().take(12).count() >= 12).collect()
}

/// "1 of 12 DOCUMENTS", "Document 3 of 20".
fn is_counter(line: &str) -> bool {
    if line.len() > 40 || !line.is_ascii() {
        return false;
    }
    let lower = line.to_ascii_lowercase();
    let inner = lower.trim_start_matches("document ").trim_end_matches(" documents").trim_end_matches(" document");
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    inner.len() < lower.len() && inner.split_once(" of ").is_some_and(|(n, all)| number(n) && number(all))
}

fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|b| matches!(b, b'_' | b'=' | b'*'))
}

/// "Document `BRAKEL0020240503ek530001x`", "End of Document": what some databases end a document with.
fn is_end(line: &str) -> bool {
    if line.eq_ignore_ascii_case("end of document") {
        return true;
    }
    let code = line.strip_prefix("Document ").unwrap_or_default();
    code.len() >= 20 && code.bytes().all(|b| b.is_ascii_alphanumeric()) && code.bytes().any(|b| b.is_ascii_digit())
}

/// The meaning of the label that a line begins with.
fn first_label(line: &str) -> Option<Meaning> {
    label(line).map(|(meaning, ..)| meaning)
}

/// Labels of databases beside the names that fields have.
const LABELS: &[(&str, Meaning)] = &[
    ("length", Meaning::Id),
    ("load-date", Meaning::Updated),
    ("dateline", Meaning::Country),
    ("publication type", Meaning::Id),
    ("publication-type", Meaning::Id),
    ("document type", Meaning::Id),
    ("document-type", Meaning::Id),
    ("publication info", Meaning::Id),
    ("publication year", Meaning::Id),
    ("publication subject", Meaning::Id),
    ("source type", Meaning::Id),
    ("language of publication", Meaning::Language),
    ("first page", Meaning::Id),
    ("people", Meaning::Id),
    ("location", Meaning::Id),
    ("company / organization", Meaning::Id),
    ("identifier / keyword", Meaning::Id),
    ("publication title", Meaning::Source),
    ("publication date", Meaning::Published),
    ("full text", Meaning::Text),
    ("text", Meaning::Text),
    ("body", Meaning::Text),
    ("graphic", Meaning::Id),
    ("copyright", Meaning::Id),
    ("word count", Meaning::Id),
    ("issn", Meaning::Id),
    ("pages", Meaning::Id),
    ("issue date", Meaning::Published),
    ("headline", Meaning::Title),
    ("highlight", Meaning::Summary),
    ("subject", Meaning::Topics),
    ("geographic", Meaning::Id),
    ("journal code", Meaning::Id),
    ("proquest document id", Meaning::Id),
    ("document url", Meaning::Url),
    ("last updated", Meaning::Updated),
    ("place of publication", Meaning::Country),
    ("country of publication", Meaning::Country),
    ("database", Meaning::Id),
];

/// The label of a line, what it means, and where the value begins.
fn label(line: &str) -> Option<(Meaning, &str, usize)> {
    let (name, _) = line.split_once(':')?;
    let is_label = (2..=30).contains(&name.len())
        && name.split(' ').count() <= 3
        && name.starts_with(char::is_uppercase)
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/'));
    if !is_label {
        return None;
    }
    let folded = name.to_lowercase();
    let known = LABELS.iter().find(|(label, _)| *label == folded).map(|(_, meaning)| *meaning);
    let meaning = known.or_else(|| names::meaning(name).map(|(meaning, _)| meaning))?;
    let value = line[name.len() + 1..].trim_start();
    Some((meaning, name, line.len() - value.len()))
}

/// Gives the labelled paragraphs of an export their roles and `article` their values. Does nothing to other texts: it
/// takes the counter of a database, or two labels in a row that only fields have.
pub(super) fn read(article: &mut Article) {
    let Article { text, blocks, head: Head { metadata, .. }, .. } = article;
    let layout = head::Layout::of(text, blocks);
    let is_field = |b: &Block| {
        matches!(
            first_label(b.span.of(text)),
            Some(Meaning::Title | Meaning::Byline | Meaning::Published | Meaning::Source)
        )
    };
    let in_a_row = blocks.windows(2).take(6).any(|pair| is_field(&pair[0]) && is_field(&pair[1]));
    if layout.is_none() && !in_a_row {
        return;
    }
    let mut head = head::Head::new(layout);
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len() + 8);
    let last = blocks.len();
    let mut begun = false;
    for (i, block) in blocks.iter().enumerate() {
        let line = block.span.of(text);
        let mut push = |kind, from: usize, to: usize| {
            let span = Span::new(block.span.from() + from, block.span.from() + to).trimmed(text);
            if !span.is_empty() {
                out.push(Block { kind, span });
            }
        };
        if is_counter(line) || is_end(line) || is_rule(line) || line.eq_ignore_ascii_case("proquest document link") {
            push(BlockKind::Boilerplate, 0, line.len());
            continue;
        }
        let near_edge = !begun && i < LABELLED || last - i <= LABELLED;
        let found = if near_edge { label(line) } else { None };
        let Some((meaning, name, at)) = found else {
            let bare = if begun { head.behind(line) } else { head.line(line, metadata) };
            if let Some(kind) = bare {
                push(kind, 0, line.len());
                continue;
            }
            begun |= line.len() >= 100 || head.is_over();
            push(BlockKind::Body, 0, line.len());
            continue;
        };
        let value = line[at..].trim().to_owned();
        let stamp = || fields::stamp(&Value::Text(value.clone())).or_else(|| day::stamp(&value));
        let kind = match meaning {
            Meaning::Text => {
                push(BlockKind::Boilerplate, 0, at);
                push(BlockKind::Body, at, line.len());
                begun = true;
                continue;
            }
            Meaning::Title => {
                push(BlockKind::Boilerplate, 0, at);
                push(if metadata.title.is_none() { BlockKind::Title } else { BlockKind::Boilerplate }, at, line.len());
                metadata.title.get_or_insert_with(|| value.split_whitespace().collect::<Vec<_>>().join(" "));
                continue;
            }
            Meaning::Byline => {
                let name = value.strip_prefix("By ").or(value.strip_prefix("by ")).unwrap_or(&value);
                metadata.byline.get_or_insert_with(|| given_name_first(name));
                BlockKind::Byline
            }
            Meaning::Published => {
                if let Some(stamp) = stamp().filter(|_| metadata.published.is_none()) {
                    (metadata.published, metadata.time) = (Some(stamp.date), stamp.time);
                }
                BlockKind::Published
            }
            Meaning::Source => {
                // "Brakel Post; Brakel": the place stands behind.
                let outlet = value.split(';').next().unwrap_or_default().trim().to_owned();
                metadata.source.get_or_insert(outlet);
                BlockKind::Dateline
            }
            Meaning::Id if name.eq_ignore_ascii_case("publication info") => {
                // "Brakel Post ; Brakel [Brakel]. 03 May 2024: A.4."
                let outlet = value.split([';', '.', ':']).next().unwrap_or_default().trim().to_owned();
                metadata.source = metadata.source.take().or(Some(outlet).filter(|o| !o.is_empty()));
                BlockKind::Boilerplate
            }
            Meaning::Url => {
                metadata.url.get_or_insert(value);
                BlockKind::Boilerplate
            }
            Meaning::Section => {
                metadata.section.get_or_insert(value);
                BlockKind::Boilerplate
            }
            Meaning::Language => {
                let code = value.to_lowercase();
                metadata.language = metadata.language.take().or((code.starts_with("english")).then(|| "en".to_owned()));
                BlockKind::Boilerplate
            }
            Meaning::Topics => {
                metadata.topics.extend(fields::topics(&Value::Text(value)));
                BlockKind::Boilerplate
            }
            _ => {
                metadata.extra.push(Field { name: name.to_owned(), value, is_json: false });
                BlockKind::Boilerplate
            }
        };
        push(kind, 0, line.len());
    }
    *blocks = out;
    outlets::settle(metadata);
}

/// "Roe, Jane; Doe, John" as "Jane Roe, John Doe"; other forms as they are.
fn given_name_first(names: &str) -> String {
    let turned = |name: &str| {
        let (family, given) = name.trim().split_once(", ")?;
        let is_name = |part: &str| part.split(' ').count() <= 2 && part.starts_with(char::is_uppercase);
        (is_name(family) && is_name(given) && !given.contains(',')).then(|| format!("{given} {family}"))
    };
    let all: Option<Vec<String>> = names.split(';').map(turned).collect();
    all.unwrap_or_else(|| {
        // "Jane Roe; Political Editor": what she is at the paper stands behind.
        let parts: Vec<_> = names.split(';').map(str::trim).collect();
        let is_name = |(i, part): &(usize, &str)| *i == 0 || !lead::is_designation(part);
        let kept: Vec<_> = parts.iter().copied().enumerate().filter(is_name).map(|(_, part)| part.to_owned()).collect();
        if kept.len() < parts.len() { kept } else { vec![names.to_owned()] }
    })
    .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    const BODY: &str =
        "The council of Brakel decided on Monday to keep the harbour closed for three more weeks, it said.";

    fn article(text: &str) -> Article {
        let mut article = Article { text: text.to_owned(), blocks: paragraphs::split(text), ..Article::default() };
        read(&mut article);
        article
    }

    #[track_caller]
    fn check(text: &str, expected: [&str; 4], kinds: &str) {
        let article = article(text);
        let m = &article.metadata;
        let published = m.published.map(|d| d.to_string()).unwrap_or_default();
        let show = |v: &Option<String>| v.clone().unwrap_or_default();
        assert_eq!([show(&m.title), show(&m.byline), show(&m.source), published], expected);
        let found: Vec<_> = article.blocks.iter().map(|b| b.kind.name()).collect();
        assert_eq!(found.join(" "), kinds);
    }

    #[test]
    fn heads_of_printed_pages_and_codes_behind_the_text_are_no_text() {
        let printed = format!(
            "Page 1 of 2\n\nHarbour closed\n\nHarbour closed\n\nBrakel Post\n\nMay 3, 2024 Friday\n\n\
             Byline: Jane Roe; Political Editor\n\nBody\n\n{BODY}\n\nPage 2 of 2\n\n{BODY}\n\nEnd of Document\n"
        );
        check(
            &printed,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "boilerplate title boilerplate dateline published byline boilerplate body boilerplate body boilerplate",
        );
        let coded = format!(
            "HD\n\nHarbour closed\n\nPD\n\n3 May 2024\n\nSN\n\nBrakel Post\n\nLP\n\n{BODY}\n\nRE\nbrak : Brakel\n\nNS\n\nports"
        );
        check(
            &coded,
            ["Harbour closed", "", "Brakel Post", "2024-05-03"],
            "boilerplate title boilerplate published boilerplate dateline boilerplate body boilerplate boilerplate boilerplate",
        );
    }

    #[test]
    fn labels_behind_the_text_are_no_text() {
        let text = format!(
            "Document 1 of 2\n\nHarbour closed\n\nAuthor: Roe, Jane\n\nProQuest document link\n\nFull text: {BODY}\n\n\
             Company / organization: Harbour Ltd\n\nPublication title: Brakel Post\n\nPublication date: May 3, 2024\n\n\
             Source type: Newspapers\n\nLanguage of publication: English"
        );
        check(
            &text,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "boilerplate title byline boilerplate boilerplate body boilerplate dateline published boilerplate boilerplate",
        );
    }

    #[test]
    fn documents_are_counted() {
        let one = format!(
            "1 of 2 DOCUMENTS\n\nBrakel Post\n\nMay 3, 2024 Friday\n\nHarbour closed\n\nBYLINE: Jane Roe\n\n{BODY}\n\nLOAD-DATE: May 4, 2024\n\n"
        );
        let two = one.replace("1 of 2", "2 of 2");
        let text = format!("{one}{two}");
        assert_eq!(documents(&text), [0..one.len(), one.len()..text.len()]);
        check(
            &one,
            ["", "Jane Roe", "Brakel Post", "2024-05-03"],
            "boilerplate dateline published body byline body boilerplate",
        );
    }

    #[test]
    fn labels_in_front_of_the_text() {
        let text = format!(
            "Title: Harbour closed\nAuthor: Jane Roe\nPublication: Brakel Post\nDate: May 3, 2024\nText: {BODY}"
        );
        check(
            &text,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "boilerplate title byline dateline published boilerplate body",
        );
        assert_eq!(documents(&text).len(), 1);
        let rule = "_".repeat(40);
        let two = format!("{rule}\n\n{text}\n\n{rule}\n\n{text}\n");
        assert_eq!(documents(&two).len(), 2);
        let ends =
            format!("{BODY}\nDocument BRAKEL0020240503ek530001x\n\n{BODY}\nDocument BRAKEL0020240503ek530002x\n");
        assert_eq!(documents(&ends).len(), 2);
    }

    #[test]
    fn documents_that_end_with_a_line() {
        let text = format!(
            "Harbour closed\n\nBrakel Post\n\nMay 3, 2024 Friday\n\nCopyright 2024 Brakel Media\n\nSection: LOCAL; Pg. 4\n\n\
             Length: 61 words\n\nByline: Jane Roe\n\nBody\n\n{BODY}\n\nClassification\n\nLanguage: ENGLISH\n\nEnd of Document\n"
        );
        check(
            &text,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "title dateline published boilerplate boilerplate boilerplate byline boilerplate body boilerplate boilerplate boilerplate",
        );
    }

    #[test]
    fn documents_whose_title_comes_first() {
        let text = format!(
            "Document 1 of 2\n\nHarbour closed\n\nAuthor: Roe, Jane\n\nPublication info: Brakel Post ; Brakel [Brakel]. 03 May 2024: A.4.\n\n\
             Full text: {BODY}\n\nPublication date: May 3, 2024\n\nDatabase: News\n"
        );
        check(
            &text,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "boilerplate title byline boilerplate boilerplate body published boilerplate",
        );
    }

    #[test]
    fn documents_with_lines_in_a_fixed_order() {
        let text = format!(
            "Harbour closed\n\nBy Jane Roe\n61 words\n3 May 2024\n09:15\nBrakel Post\nBRAPOS\n4\nEnglish\n\
             (c) 2024 Brakel Media. All rights reserved.\n\n{BODY}\n\nDocument BRAPOS0020240503ek53000b9\n"
        );
        check(
            &text,
            ["Harbour closed", "Jane Roe", "Brakel Post", "2024-05-03"],
            "title byline boilerplate published boilerplate dateline boilerplate boilerplate boilerplate boilerplate body boilerplate",
        );
        assert_eq!(article(&text).metadata.time.as_deref(), Some("09:15"));
    }

    #[test]
    fn documents_with_codes_of_two_letters() {
        let text = format!(
            "HD\nHarbour closed\n\nBY\nJane Roe\n\nWC\n61 words\n\nPD\n3 May 2024\n\nSN\nBrakel Post\n\nSC\nBRAPOS\n\nLA\nEnglish\n\n\
             LP\n{BODY}\n\nTD\n{BODY}\n\nAN\nDocument BRAPOS0020240503ek53000b9\n"
        );
        let article = article(&text);
        let m = &article.metadata;
        assert_eq!(
            [&m.title, &m.byline, &m.source].map(|v| v.as_deref().unwrap_or_default()),
            ["Harbour closed", "Jane Roe", "Brakel Post"]
        );
        assert_eq!(m.published, Some(jiff::civil::date(2024, 5, 3)));
        let body = article.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span.of(&text));
        assert_eq!(body.collect::<Vec<_>>(), [BODY, BODY]);
    }

    #[test]
    fn other_texts_are_left_alone() {
        let text =
            format!("Harbour closed\n\nDate: to be decided\n\n{BODY}\n\nSource: the council of Brakel\n\n{BODY}");
        check(&text, ["", "", "", ""], "body body body body body");
        assert_eq!(documents(&text).first(), Some(&(0..text.len())));
    }
}
