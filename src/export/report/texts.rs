//! The texts of a report: each article with its numbered paragraphs, and the sentences to which findings lead.

use std::collections::BTreeSet;

use crate::export::report::articles::{address, outlet_and_agency};
use crate::export::report::gather::{Material, Source};
use crate::export::report::html::{At, Id, Page};
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

/// Of a text that is longer than so many bytes only the paragraphs are given to which something leads, and those beside them.
const WHOLE: usize = 60_000;
/// So many findings are named behind a sentence.
const BACK: usize = 3;

/// Writes every text. Comes behind everything that leads to sentences.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    let mut wanted: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); material.articles.len()];
    for id in page.wanted() {
        if let Id::Sentence(article, at) = id {
            wanted[article].insert(at);
        }
    }
    for (n, (source, wanted)) in material.articles.iter().zip(&wanted).enumerate() {
        text(page, n, source, wanted);
    }
}

fn text(page: &mut Page, n: usize, source: &Source<'_>, wanted: &BTreeSet<u32>) {
    let article = source.article;
    page.line();
    page.element("article", &[At::Class("text"), At::Id(Id::Text(n))], |page| {
        page.leaf("h3", &[], article.title());
        page.element("p", &[At::Class("source")], |page| {
            page.leaf("a", &[At::To(Id::Article(n))], &format!("No. {}", n + 1));
            let day = Some(source.day()).filter(|day| !day.is_empty());
            let parts =
                [Some(outlet_and_agency(source)), day, article.metadata.time.clone(), article.metadata.byline.clone()];
            for part in parts.into_iter().flatten() {
                page.text(" · ");
                page.text(&part);
            }
            address(page, article.metadata.url.as_deref());
            page.leaf("span", &[At::Class("hash")], &format!("sha256 {}", source.hash));
        });
        let blocks = &article.blocks;
        let in_block = |block: &Block| wanted.range(block.span.start..block.span.end).next().is_some();
        // A place that lies in no block still is one.
        let lies = |at: &u32| blocks.iter().any(|b| b.span.start <= *at && *at < b.span.end);
        for at in wanted.iter().filter(|at| !lies(at)) {
            page.leaf("span", &[At::Id(Id::Sentence(n, *at))], "");
        }
        let is_long = article.text.len() > WHOLE;
        let mut skipped = 0;
        for (i, block) in blocks.iter().enumerate() {
            let is_wanted = in_block(block);
            let beside = || [i.wrapping_sub(1), i + 1].iter().any(|i| blocks.get(*i).is_some_and(in_block));
            let is_read = !matches!(block.kind, BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Published);
            if !is_wanted && (!is_read || is_long && !beside()) {
                skipped += usize::from(is_read);
                continue;
            }
            left_out(page, std::mem::take(&mut skipped));
            self::block(page, n, source, block, wanted);
        }
        left_out(page, skipped);
    });
}

fn left_out(page: &mut Page, skipped: usize) {
    if skipped > 0 {
        let plural = if skipped == 1 { "" } else { "s" };
        page.leaf("p", &[At::Class("skipped")], &format!("[{skipped} paragraph{plural} left out]"));
    }
}

fn block(page: &mut Page, n: usize, source: &Source<'_>, block: &Block, wanted: &BTreeSet<u32>) {
    let class = match block.kind {
        BlockKind::Body => "body",
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        _ => "aside",
    };
    page.element("p", &[At::Class(class)], |page| {
        if block.kind == BlockKind::Body
            && let Some(number) = source.paragraphs.of(block.span)
        {
            page.leaf("span", &[At::Class("pn")], &format!("¶ {number}"));
            page.text(" ");
        }
        let text = &source.article.text;
        let mut at = block.span.start;
        let starts: Vec<u32> = wanted.range(block.span.start..block.span.end).copied().collect();
        for (i, start) in starts.iter().enumerate() {
            page.text(Span { start: at, end: *start }.of(text));
            let next = starts.get(i + 1).copied().unwrap_or(block.span.end);
            let sentence = source.sentence(Span { start: *start, end: *start + 1 });
            let end = sentence.end.min(next).min(block.span.end).max(*start);
            let id = Id::Sentence(n, *start);
            page.element("span", &[At::Id(id), At::Class("s")], |page| page.text(Span { start: *start, end }.of(text)));
            back(page, id);
            at = end;
        }
        page.text(Span { start: at, end: block.span.end }.of(text));
    });
    page.line();
}

/// The way back to the findings that lead to a sentence.
fn back(page: &mut Page, sentence: Id) {
    let by: Vec<Id> = page.cited_by(sentence).to_vec();
    if by.is_empty() {
        return;
    }
    page.element("span", &[At::Class("back")], |page| {
        for id in by.iter().take(BACK) {
            page.text(" ");
            page.leaf("a", &[At::To(*id)], &id.to_string());
        }
        if by.len() > BACK {
            page.text(&format!(" +{}", by.len() - BACK));
        }
    });
}
