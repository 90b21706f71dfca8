//! The report as Markdown: what the page says, for those who go on writing in it.

use std::fmt::Write as _;

use crate::export::board::{Laid, markdown as board};
use crate::export::compare::{self, Compared};
use crate::export::markdown::escape;
use crate::export::origin::pilcrow;
use crate::export::report::articles::outlet_and_agency;
use crate::export::report::gather::Material;
use crate::export::report::html::WebAddress;
use crate::export::report::{doubtful, glance, notes, standing};
use crate::model::block::BlockKind;

/// The whole document.
pub(super) fn document(material: &Material<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "# {}\n\n{}\n", escape(&glance::title(material)), escape(&glance::asked(material)));
    let numbers: Vec<String> = glance::numbers(material).iter().map(|(n, what)| format!("{n} {what}")).collect();
    let _ = writeln!(out, "{}\n", numbers.join(" · "));
    for line in glance::left_out(material) {
        let _ = writeln!(out, "> {}\n", escape(&line));
    }
    articles(&mut out, material);
    noted(&mut out, material);
    let columns: Vec<_> = material.articles.iter().map(|source| source.article).collect();
    out.push_str(&board::sheets(&Laid { board: &material.board, articles: &columns }));
    doubtful_positions(&mut out, material);
    for (places, comparison) in &material.compared {
        let [left, right] = places.map(|n| (material.articles[n].article, material.articles[n].findings));
        // Its headings stand below those of the report.
        for line in compare::markdown(&Compared { left, right, comparison }).lines() {
            let deeper = if line.starts_with('#') { "#" } else { "" };
            let _ = writeln!(out, "{deeper}{line}");
        }
    }
    texts(&mut out, material);
    out
}

fn articles(out: &mut String, material: &Material<'_>) {
    let _ = writeln!(
        out,
        "## Articles\n\n| No. | Outlet | Published | Title | Words | sha256 |\n|---|---|---|---|---|---|"
    );
    for (n, source) in material.articles.iter().enumerate() {
        let article = source.article;
        let title = match article.metadata.url.as_deref().and_then(WebAddress::new) {
            // Between angle brackets an address ends at none of its characters; it holds none of these.
            Some(address) => format!("[{}](<{}>)", escape(article.title()), address.as_str()),
            None => escape(article.title()),
        };
        let (outlet, day) = (escape(&outlet_and_agency(source)), source.day());
        let _ =
            writeln!(out, "| {} | {outlet} | {day} | {title} | {} | {} |", n + 1, article.word_count(), source.hash);
    }
    out.push('\n');
}

fn noted(out: &mut String, material: &Material<'_>) {
    if material.notes.is_empty() {
        return;
    }
    let _ = writeln!(out, "## Notes\n");
    for (n, noted) in &material.notes {
        let source = &material.articles[*n];
        let place = noted.place.map_or_else(String::new, |span| format!(", {}", pilcrow(source.paragraphs.of(span))));
        let words =
            notes::words(noted, &source.article.text).map_or_else(String::new, |w| format!(" “{}”", escape(&w)));
        // A note may have lines; here it is an entry of a list.
        let text = noted.note.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "- {} ({}{place}):{words}", escape(&text), escape(source.outlet()));
    }
    out.push('\n');
}

fn doubtful_positions(out: &mut String, material: &Material<'_>) {
    if !doubtful::has_any(material) {
        return;
    }
    let _ = writeln!(out, "## Doubtful positions\n");
    for (_, source, issue, position) in doubtful::all(material) {
        let place = pilcrow(source.paragraphs.of(position.evidence));
        let who = format!("{} {} on {}", position.holder, position.stance.name(), issue.name);
        let (words, outlet) = (escape(position.evidence.of(&source.article.text)), escape(source.outlet()));
        let unsure = standing::of_position(position).words();
        let _ = writeln!(out, "- {} {}: {words} ({outlet}, {place}; {unsure})", position.polarity.sign(), escape(&who));
    }
    out.push('\n');
}

fn texts(out: &mut String, material: &Material<'_>) {
    let _ = writeln!(out, "## Texts\n");
    for (n, source) in material.articles.iter().enumerate() {
        let article = source.article;
        let _ = writeln!(out, "### {} {}\n\nsha256 {}\n", n + 1, escape(article.title()), source.hash);
        for block in article.reading_blocks() {
            let text = escape(block.span.of(&article.text));
            let _ = match block.kind {
                BlockKind::Heading => writeln!(out, "**{text}**\n"),
                _ => writeln!(out, "{} {text}\n", pilcrow(source.paragraphs.of(block.span))),
            };
        }
    }
}
