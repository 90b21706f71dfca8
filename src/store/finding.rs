//! Bytes of what was found in an article. Spans are of its text, without which they cannot be read back.

use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::figure::Figure;
use crate::model::findings::ArticleFindings;
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::quotation::{Quotation, QuotationKind};
use crate::store::pack::{Packer, Unpacker, number, numbered};

const QUOTATIONS: [QuotationKind; 3] = [QuotationKind::Direct, QuotationKind::Indirect, QuotationKind::Mixed];

const POLARITIES: [Polarity; 3] = [Polarity::For, Polarity::Against, Polarity::Neither];

/// The bytes.
pub fn pack(findings: &ArticleFindings) -> Vec<u8> {
    let ArticleFindings { sentences, entities, quotations, issues, topics, dates, figures } = findings;
    let mut packer = Packer::default();
    packer.list(sentences, |p, span| p.span(*span));
    packer.list(entities, pack_entity);
    packer.list(quotations, pack_quotation);
    packer.list(issues, pack_issue);
    packer.list(topics, |p, topic| p.text(topic));
    packer.list(dates, |p, DateMention { span, value, reason }| {
        p.span(*span);
        p.option(value.as_deref(), Packer::text);
        p.reason(reason);
    });
    packer.list(figures, |p, Figure { span, value, unit }| {
        p.span(*span);
        p.float(*value);
        p.option(unit.as_deref(), Packer::text);
    });
    packer.finish()
}

/// The findings of these bytes, which are of an article of this text; `None` if they are none.
pub fn unpack(bytes: &[u8], text: &str) -> Option<ArticleFindings> {
    let mut u = Unpacker::new(bytes, text);
    let findings = ArticleFindings {
        sentences: u.list(Unpacker::span)?,
        entities: u.list(unpack_entity)?,
        quotations: u.list(unpack_quotation)?,
        issues: u.list(unpack_issue)?,
        topics: u.list(|u| Some(u.text()?.to_owned()))?,
        dates: u.list(|u| {
            let span = u.span()?;
            Some(DateMention { span, value: u.option(Unpacker::text)?.map(str::to_owned), reason: u.reason()? })
        })?,
        figures: u.list(|u| {
            let span = u.span()?;
            Some(Figure { span, value: u.float()?, unit: u.option(Unpacker::text)?.map(str::to_owned) })
        })?,
    };
    u.end()?;
    let positions = findings.issues.iter().flat_map(|issue| &issue.positions);
    let mut named = findings.quotations.iter().filter_map(|q| q.speaker).chain(positions.filter_map(|p| p.entity));
    named.all(|id| findings.entity(id).is_some()).then_some(findings)
}

fn pack_entity<'a>(p: &mut Packer<'a>, entity: &'a Entity) {
    let Entity { name, kind, mentions, nominals, roles, resolved } = entity;
    p.text(name);
    p.byte(number(&EntityKind::ALL, kind));
    p.list(mentions, |p, Mention { span, reason }| {
        p.span(*span);
        p.reason(reason);
    });
    p.list(nominals, |p, span| p.span(*span));
    p.list(roles, |p, role| p.text(role));
    p.flag(*resolved);
}

fn unpack_entity(u: &mut Unpacker<'_>) -> Option<Entity> {
    Some(Entity {
        name: u.text()?.to_owned(),
        kind: numbered(&EntityKind::ALL, u)?,
        mentions: u.list(|u| Some(Mention { span: u.span()?, reason: u.reason()? }))?,
        nominals: u.list(Unpacker::span)?,
        roles: u.list(|u| Some(u.text()?.to_owned()))?,
        resolved: u.flag()?,
    })
}

fn pack_quotation<'a>(p: &mut Packer<'a>, quotation: &'a Quotation) {
    let Quotation { kind, source, speaker, cue, content, reason } = quotation;
    p.byte(number(&QUOTATIONS, kind));
    p.option(*source, Packer::span);
    p.option(*speaker, |p, id| p.number(id.0.into()));
    p.option(*cue, Packer::span);
    p.list(content, |p, span| p.span(*span));
    p.reason(reason);
}

fn unpack_quotation(u: &mut Unpacker<'_>) -> Option<Quotation> {
    Some(Quotation {
        kind: numbered(&QUOTATIONS, u)?,
        source: u.option(Unpacker::span)?,
        speaker: u.option(|u| Some(EntityId(u.small()?)))?,
        cue: u.option(Unpacker::span)?,
        content: u.list(Unpacker::span)?,
        reason: u.reason()?,
    })
}

fn pack_issue<'a>(p: &mut Packer<'a>, issue: &'a Issue) {
    let Issue { name, mentions, positions, disputed, reason } = issue;
    p.text(name);
    p.list(mentions, |p, span| p.span(*span));
    p.list(positions, pack_position);
    p.flag(*disputed);
    p.reason(reason);
}

fn unpack_issue(u: &mut Unpacker<'_>) -> Option<Issue> {
    Some(Issue {
        name: u.text()?.to_owned(),
        mentions: u.list(Unpacker::span)?,
        positions: u.list(unpack_position)?,
        disputed: u.flag()?,
        reason: u.reason()?,
    })
}

fn pack_position<'a>(p: &mut Packer<'a>, position: &'a Position) {
    let Position { holder, entity, side, stance, polarity, evidence, cue, inferred, score, shown, reason } = position;
    p.text(holder);
    p.option(*entity, |p, id| p.number(id.0.into()));
    p.option(side.as_deref(), Packer::text);
    p.byte(number(&Stance::ALL, stance));
    p.byte(number(&POLARITIES, polarity));
    p.span(*evidence);
    p.option(*cue, Packer::span);
    p.flag(*inferred);
    p.short_float(*score);
    p.flag(*shown);
    p.reason(reason);
}

fn unpack_position(u: &mut Unpacker<'_>) -> Option<Position> {
    Some(Position {
        holder: u.text()?.to_owned(),
        entity: u.option(|u| Some(EntityId(u.small()?)))?,
        side: u.option(Unpacker::text)?.map(str::to_owned),
        stance: numbered(&Stance::ALL, u)?,
        polarity: numbered(&POLARITIES, u)?,
        evidence: u.span()?,
        cue: u.option(Unpacker::span)?,
        inferred: u.flag()?,
        score: u.short_float()?,
        shown: u.flag()?,
        reason: u.reason()?,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::analysis;
    use crate::load::Item;
    use crate::model::article::Article;
    use crate::model::given::Given;
    use crate::store::article::{pack_item, unpack_item};

    /// An article with something of everything.
    pub(in crate::store) fn article() -> Article {
        let text = "Port fees divide Ellery\n\nELLERY, March 3, 2021. “The fees are unfair,” said Ann Lee, the mayor of \
                    Port Ellery, on Tuesday. Harbour minister Tom Oduya defended the 40 million crown levy and accused \
                    the council of delay. Lee said that the council would oppose the levy until 2022.\n";
        let mut item = None;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("fees.txt");
        std::fs::write(&path, text).expect("a file");
        crate::load::load(&[crate::load::Input::Path(path)], &mut |one| {
            item = Some(one);
            std::ops::ControlFlow::Continue(())
        });
        match item {
            Some(Item::Article(article)) => *article,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn findings_and_articles_come_out_as_they_went_in() {
        let article = article();
        let findings = analysis::article(&article);
        assert!(!findings.quotations.is_empty() && !findings.issues.is_empty() && !findings.dates.is_empty());
        let bytes = pack(&findings);
        assert_eq!(unpack(&bytes, &article.text).as_ref(), Some(&findings));
        let speakers = vec![Some("Ann Lee".to_owned()), None];
        let given = Given { findings, speakers, entities: true, ..Given::default() };
        let article = Article { given: Some(Box::new(given)), ..article };
        let item = Item::Article(Box::new(article.clone()));
        let mut packer = Packer::default();
        assert!(pack_item(&mut packer, &item));
        let bytes = packer.finish();
        let mut unpacker = Unpacker::new(&bytes, "");
        match unpack_item(&mut unpacker) {
            Some(Item::Article(read)) => assert_eq!(*read, article),
            other => panic!("{other:?}"),
        }
        assert_eq!(unpacker.end(), Some(()));
    }

    #[test]
    fn findings_of_another_text_are_none() {
        let article = article();
        let bytes = pack(&analysis::article(&article));
        assert_eq!(unpack(&bytes, &article.text[..80]), None);
        for cut in 0..bytes.len() {
            assert_eq!(unpack(&bytes[..cut], &article.text), None, "cut off at {cut}");
        }
    }

    static PACKED: LazyLock<(String, Vec<u8>)> = LazyLock::new(|| {
        let article = article();
        let bytes = pack(&analysis::article(&article));
        (article.text, bytes)
    });

    proptest! {
        #[test]
        fn damaged_bytes_give_findings_of_the_text_or_none(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let (text, mut bytes) = PACKED.clone();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Some(findings) = unpack(&bytes, &text) {
                let inside = |span: &crate::text::span::Span| text.get(span.from()..span.to()).is_some();
                prop_assert!(findings.sentences.iter().all(inside));
                prop_assert!(findings.entities.iter().flat_map(|e| &e.mentions).all(|m| inside(&m.span)));
            }
        }
    }
}
