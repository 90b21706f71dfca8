//! Bytes of what holds across articles.

use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::{ArticleFindings, CorpusEntity, CorpusFindings, CorpusIssue, CorpusTopic};
use crate::model::hash::ContentHash;
use crate::model::issue::IssueId;
use crate::query::index::AcrossEntry;
use crate::store::article::pack_metadata;
use crate::store::pack::{Packer, Unpacker, number, numbered};
use crate::store::packed::{Counts, Packed};
use crate::store::record::Key;

/// An article with all that was found in it, as far as what holds across articles depends on it.
#[derive(Debug)]
pub struct Sum {
    /// The key of both.
    pub(super) key: Key,
    entities: u32,
    issues: u32,
}

impl Sum {
    /// Of an article that is known by its head and the hash of its text.
    pub fn of_packed(head: &Head, hash: ContentHash, packed: &Packed) -> Self {
        let Counts { entities, issues, .. } = packed.counts();
        let mut packer = Packer::default();
        packer.bytes(hash.bytes());
        // What was corrected is in it, too.
        pack_metadata(&mut packer, &head.metadata);
        packer.text(head.title());
        for corrected in &head.metadata.by_hand {
            packer.text(corrected);
        }
        Self { key: Key::of("article", &[&packer.finish(), &packed.digest().0]), entities, issues }
    }

    /// Of findings as they are.
    pub fn of(article: &Article, findings: &ArticleFindings) -> Self {
        Self::of_packed(article, article.hash(), &Packed::of(article, findings))
    }
}

/// The bytes. The number of the state of the corrections is no part of them: it counts within one run.
pub fn pack(across: &CorpusFindings) -> Vec<u8> {
    let CorpusFindings { entities, issues, topics, stories, story_names, corrections: _ } = across;
    let mut packer = Packer::default();
    packer.list(entities, |p, CorpusEntity { name, kind, members }| {
        p.text(name);
        p.byte(number(&EntityKind::ALL, kind));
        pack_members(p, members.iter().map(|(article, part)| (*article, part.0)));
    });
    packer.list(issues, |p, CorpusIssue { name, disputed, members }| {
        p.text(name);
        p.flag(*disputed);
        pack_members(p, members.iter().map(|(article, part)| (*article, part.0)));
    });
    packer.list(topics, |p, CorpusTopic { name, articles }| {
        p.text(name);
        pack_members(p, articles.iter().map(|article| (*article, 0)));
    });
    packer.list(stories, |p, story| p.number((*story).into()));
    packer.list(story_names, |p, name| p.text(name));
    packer.finish()
}

/// What these bytes say, which is of these articles; `None` if it is not.
pub fn unpack(bytes: &[u8], articles: &[Sum]) -> Option<CorpusFindings> {
    open(bytes, articles, None)
}

/// The same without [what one article alone has](CorpusFindings::leave_out_single), which never takes any memory. All entities
/// are in the entry for the index.
pub fn unpack_linked(bytes: &[u8], articles: &[Sum]) -> Option<(CorpusFindings, AcrossEntry)> {
    let mut entry = AcrossEntry::default();
    Some((open(bytes, articles, Some(&mut entry))?, entry))
}

fn open(bytes: &[u8], articles: &[Sum], mut entry: Option<&mut AcrossEntry>) -> Option<CorpusFindings> {
    let mut u = Unpacker::new(bytes, "");
    let mut entities = Vec::new();
    u.each(|u| {
        let (name, kind) = (u.text()?, numbered(&EntityKind::ALL, u)?);
        let members = members(u, articles, |sum, part| part < sum.entities)?;
        if let Some(entry) = &mut entry {
            entry.add_entity(name, members.iter().map(|(article, _)| *article));
            if members.len() < 2 {
                return Some(());
            }
        }
        let members = members.into_iter().map(|(article, part)| (article, EntityId(part))).collect();
        entities.push(CorpusEntity { name: name.to_owned(), kind, members });
        Some(())
    })?;
    entities.shrink_to_fit();
    let issues = u.list(|u| {
        let (name, disputed) = (u.text()?.to_owned(), u.flag()?);
        let members = members(u, articles, |sum, part| part < sum.issues)?;
        let members = members.into_iter().map(|(article, part)| (article, IssueId(part))).collect();
        Some(CorpusIssue { name, disputed, members })
    })?;
    let topics = u.list(|u| {
        let name = u.text()?.to_owned();
        let articles = members(u, articles, |_, part| part == 0)?.into_iter().map(|(article, _)| article).collect();
        Some(CorpusTopic { name, articles })
    })?;
    let stories: Vec<u32> = u.list(Unpacker::small)?;
    let mut told = vec![0_u32; stories.iter().max().map_or(0, |most| *most as usize + 1).min(stories.len())];
    for story in &stories {
        if let Some(count) = told.get_mut(*story as usize) {
            *count += 1;
        }
    }
    let mut number = 0;
    let story_names = u.list(|u| {
        let is_single = told.get(number).is_none_or(|count| *count < 2);
        number += 1;
        let name = u.text()?;
        Some(if entry.is_some() && is_single { String::new() } else { name.to_owned() })
    })?;
    u.end()?;
    let named = |story: &u32| (*story as usize) < story_names.len();
    (stories.len() == articles.len() && stories.iter().all(named)).then_some(CorpusFindings {
        entities,
        issues,
        topics,
        stories,
        story_names,
        corrections: 0,
    })
}

fn pack_members(packer: &mut Packer<'_>, members: impl ExactSizeIterator<Item = (ArticleId, u32)>) {
    packer.number(members.len() as u64);
    let mut last = 0;
    for (article, part) in members {
        packer.signed(i64::from(article.0) - last);
        packer.number(part.into());
        last = article.0.into();
    }
}

fn members(u: &mut Unpacker<'_>, articles: &[Sum], has: impl Fn(&Sum, u32) -> bool) -> Option<Vec<(ArticleId, u32)>> {
    let mut last = 0_i64;
    u.list(|u| {
        last = last.checked_add(u.signed()?)?;
        let (article, part) = (u32::try_from(last).ok()?, u.small()?);
        has(articles.get(article as usize)?, part).then_some((ArticleId(article), part))
    })
}
