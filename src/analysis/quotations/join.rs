//! Quoted stretches that no cue stands beside: they continue the quotation in front of them.

use crate::analysis::document::Document;
use crate::analysis::quotations::decide::Frame;
use crate::analysis::quotations::marks::Quoted;

/// Joins to each quotation the stretches that continue it: the rest of a quotation over several paragraphs, and whole
/// quoted sentences that follow `“…,” she said.` in the same paragraph.
pub(super) fn continued(document: &Document<'_>, quoted: &[Quoted], frames: &mut [Frame]) {
    let mut taken = vec![None; quoted.len()];
    for (f, frame) in frames.iter().enumerate() {
        for piece in &frame.content {
            let mut q = quoted.partition_point(|q| q.close <= piece.start);
            while quoted.get(q).is_some_and(|q| q.open < piece.end) {
                taken[q] = Some(f);
                q += 1;
            }
        }
    }
    let block = |token: usize| document.sentences.partition_point(|s| s.tokens.end <= token);
    for i in 1..quoted.len() {
        let (before, this) = (quoted[i - 1], quoted[i]);
        let Some(owner) = taken[i - 1].filter(|_| taken[i].is_none()) else { continue };
        let same_paragraph =
            match (document.sentences.get(block(before.open)), document.sentences.get(block(this.open))) {
                (Some(a), Some(b)) => a.block == b.block && b.tokens.start == this.open,
                _ => false,
            };
        if before.runs_on && this.open == before.close || same_paragraph && this.words >= 3 {
            taken[i] = Some(owner);
            frames[owner].content.push(this.open..this.close);
        }
    }
}
