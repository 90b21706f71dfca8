//! Bytes of an article, and of what else a file gives.
//!
//! Every field is named where it is packed, so that a new one cannot be forgotten: it does not compile then.

use std::path::PathBuf;

use crate::load::Item;
use crate::model::article::{Article, Field, Head, Link, Metadata, Partial};
use crate::model::block::{Block, BlockKind};
use crate::model::given::Given;
use crate::model::problem::{Problem, Severity};
use crate::store::finding;
use crate::store::pack::{Packer, Unpacker, number, numbered};

const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

/// What a file gives, behind what is there already; `false` if it cannot be kept, as with a path that is no Unicode.
pub fn pack_item<'a>(packer: &mut Packer<'a>, item: &'a Item) -> bool {
    match item {
        Item::Article(article) => {
            packer.byte(0);
            pack(packer, article)
        }
        Item::Problem(problem) => {
            packer.byte(1);
            pack_problem(packer, problem)
        }
    }
}

/// The same back.
pub fn unpack_item(unpacker: &mut Unpacker<'_>) -> Option<Item> {
    match unpacker.byte()? {
        0 => Some(Item::Article(Box::new(unpack(unpacker)?))),
        1 => Some(Item::Problem(unpack_problem(unpacker)?)),
        _ => None,
    }
}

/// An article as it was loaded, before anything was corrected; `false` if it cannot be kept.
pub fn pack<'a>(packer: &mut Packer<'a>, article: &'a Article) -> bool {
    let Article { head, text: _, blocks: _, links: _, given: _, encoding, problems, lazy_hash: _, origin: _ } = article;
    let Head { id, path, metadata: _ } = head;
    let Some(path) = as_text(path.as_ref()) else { return false };
    if !pack_content(packer, article) {
        return false;
    }
    packer.text(id);
    packer.option(path, Packer::text);
    packer.option(encoding.as_deref(), Packer::text);
    packer.number(problems.len() as u64);
    problems.iter().all(|problem| pack_problem(packer, problem))
}

/// All of an article that the analysis looks at; `false` if it cannot be kept.
pub fn pack_content<'a>(packer: &mut Packer<'a>, article: &'a Article) -> bool {
    packer.long_text(&article.text);
    packer.list(&article.blocks, |packer, Block { kind, span }| {
        packer.byte(number(&BlockKind::ALL, kind));
        packer.span(*span);
    });
    packer.list(&article.links, |packer, Link { span, url }| {
        packer.span(*span);
        packer.text(url);
    });
    pack_metadata(packer, &article.metadata);
    packer.flag(article.given.is_some());
    let kept = article.given.as_deref().is_none_or(|given| pack_given(packer, given, &article.text));
    article.metadata.by_hand.is_empty() && kept
}

/// What is known about an article, without what was corrected.
pub(super) fn pack_metadata<'a>(packer: &mut Packer<'a>, metadata: &'a Metadata) {
    let Metadata {
        title,
        source,
        agency,
        country,
        side,
        byline,
        published,
        time,
        section,
        url,
        language,
        topics,
        partial,
        extra,
        by_hand: _,
    } = metadata;
    for text in [title, source, agency, country, side, byline, time, section, url, language] {
        packer.option(text.as_deref(), Packer::text);
    }
    packer.option(*published, Packer::date);
    packer.list(topics, |packer, topic| packer.text(topic));
    packer.option(partial.as_ref(), |packer, partial| packer.byte(number(&Partial::ALL, partial)));
    packer.list(extra, |packer, Field { name, value, is_json }| {
        packer.text(name);
        packer.text(value);
        packer.flag(*is_json);
    });
}

/// What the file says was found; `false` if it would not come back as it is.
fn pack_given<'a>(packer: &mut Packer<'a>, given: &'a Given, text: &str) -> bool {
    let Given { findings, speakers, entities, quotations, issues, is_whole } = given;
    let bytes = finding::pack(findings);
    packer.bytes(&bytes);
    packer.list(speakers, |packer, speaker| packer.option(speaker.as_deref(), Packer::text));
    for flag in [entities, quotations, issues, is_whole] {
        packer.flag(*flag);
    }
    finding::unpack(&bytes, text).as_ref() == Some(findings)
}

fn unpack_given(unpacker: &mut Unpacker<'_>, text: &str) -> Option<Box<Given>> {
    Some(Box::new(Given {
        findings: finding::unpack(unpacker.bytes()?, text)?,
        speakers: unpacker.list(|u| Some(u.option(Unpacker::text)?.map(str::to_owned)))?,
        entities: unpacker.flag()?,
        quotations: unpacker.flag()?,
        issues: unpacker.flag()?,
        is_whole: unpacker.flag()?,
    }))
}

/// The article of these bytes.
pub fn unpack(unpacker: &mut Unpacker<'_>) -> Option<Article> {
    let text = unpacker.long_text()?;
    unpacker.spans_are_of(text);
    let blocks = unpacker.list(|u| Some(Block { kind: numbered(&BlockKind::ALL, u)?, span: u.span()? }))?;
    let links = unpacker.list(|u| Some(Link { span: u.span()?, url: u.text()?.to_owned() }))?;
    let mut optional = || Some(unpacker.option(Unpacker::text)?.map(str::to_owned));
    let [title, source, agency, country, side] = [optional()?, optional()?, optional()?, optional()?, optional()?];
    let [byline, time, section, url, language] = [optional()?, optional()?, optional()?, optional()?, optional()?];
    let metadata = Metadata {
        published: unpacker.option(Unpacker::date)?,
        topics: unpacker.list(|u| Some(u.text()?.to_owned()))?,
        partial: unpacker.option(|u| numbered(&Partial::ALL, u))?,
        extra: unpacker
            .list(|u| Some(Field { name: u.text()?.to_owned(), value: u.text()?.to_owned(), is_json: u.flag()? }))?,
        by_hand: Vec::new(),
        title,
        source,
        agency,
        country,
        side,
        byline,
        time,
        section,
        url,
        language,
    };
    let given = if unpacker.flag()? { Some(unpack_given(unpacker, text)?) } else { None };
    let id = unpacker.text()?.to_owned();
    let path = unpacker.option(Unpacker::text)?.map(PathBuf::from);
    let encoding = unpacker.option(Unpacker::text)?.map(str::to_owned);
    let problems = unpacker.list(unpack_problem)?;
    Some(Article {
        head: Head { id, path, metadata },
        text: text.to_owned(),
        blocks,
        links,
        given,
        encoding,
        problems,
        ..Article::default()
    })
}

fn pack_problem<'a>(packer: &mut Packer<'a>, problem: &'a Problem) -> bool {
    let Problem { path, line, severity, message } = problem;
    let Some(path) = as_text(path.as_ref()) else { return false };
    packer.option(path, Packer::text);
    packer.option(*line, |packer, line| packer.number(line as u64));
    packer.byte(number(&SEVERITIES, severity));
    packer.text(message);
    true
}

fn unpack_problem(unpacker: &mut Unpacker<'_>) -> Option<Problem> {
    Some(Problem {
        path: unpacker.option(Unpacker::text)?.map(PathBuf::from),
        line: unpacker.option(Unpacker::small)?,
        severity: numbered(&SEVERITIES, unpacker)?,
        message: unpacker.text()?.to_owned(),
    })
}

/// `None` if there is a path that is no Unicode.
#[expect(clippy::option_option, reason = "whether there is a path is another matter than whether it can be kept")]
fn as_text(path: Option<&PathBuf>) -> Option<Option<&str>> {
    match path {
        None => Some(None),
        Some(path) => path.to_str().map(Some),
    }
}
