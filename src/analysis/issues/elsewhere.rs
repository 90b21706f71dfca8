//! Speech that leaves a stance open takes it from what the same holder thinks elsewhere in the article.

use std::collections::HashMap;

use crate::analysis::issues::speech::ABOUT;
use crate::model::issue::{Polarity, Position, Stance};
use crate::model::reason::Reason;

/// Somebody who is clearly for an issue, or clearly against it, is so too where the words by themselves leave it open.
pub(super) fn settle(positions: &mut [(usize, Position)]) {
    let mut known: HashMap<(usize, String), Option<Polarity>> = HashMap::new();
    for (issue, position) in positions.iter().filter(|(_, p)| p.polarity != Polarity::Neither) {
        let polarity = known.entry((*issue, position.holder.clone())).or_insert(Some(position.polarity));
        *polarity = polarity.filter(|p| *p == position.polarity);
    }
    for (issue, position) in positions.iter_mut().filter(|(_, p)| p.reason.rule == ABOUT) {
        let stance = match known.get(&(*issue, position.holder.clone())).copied().flatten() {
            Some(Polarity::For) => Stance::Supports,
            Some(Polarity::Against) => Stance::Opposes,
            _ => continue,
        };
        position.stance = stance;
        position.polarity = if stance == Stance::Supports { Polarity::For } else { Polarity::Against };
        position.reason = Reason::matched("speech by somebody who is clear about it elsewhere in the article", "");
    }
}
