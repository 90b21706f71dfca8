//! Readings of one cue: what it may do, with which content. The model proposes a few and then judges each as a whole.
//!
//! The first questions are answered one after the other and look at one place each. Only the whole shows that a content
//! has no verb, leaves half a sentence behind, or stands in a sentence without anybody who speaks.

use std::cmp::Ordering;
use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::{Question, Scene, bucket, stem};
use crate::analysis::quotations::finder::Finder;
use crate::analysis::quotations::frame::Role;
use crate::analysis::quotations::places::Scope;
use crate::language::feature::observed;

/// How far a role may fall short of the likeliest one, in units of the model.
pub(super) const ROLE: i32 = 45;
/// The same while the model learns: it sees more wrong readings than it will have to refuse.
pub(super) const ROLE_TAUGHT: i32 = 60;
/// How far the places of a reading may fall short of the likeliest ones.
const PLACES: i32 = 65;

/// One way to read a cue.
pub(super) struct Reading {
    pub(super) role: Role,
    /// The pieces of its content, in order.
    pub(super) content: Vec<Range<usize>>,
    /// Where its source begins.
    pub(super) source: Option<usize>,
    /// How far the role falls short of the likeliest one.
    role_short: i32,
    /// How far the places fall short of the likeliest ones.
    places_short: i32,
}

impl Finder<'_> {
    /// The readings of a cue whose roles have these scores, for roles that fall short of the likeliest by at most `limit`.
    pub(super) fn readings(&mut self, scope: &Scope, scores: [i32; 4], limit: i32) -> Vec<Reading> {
        let top = scores.into_iter().max().unwrap_or(0);
        let mut out = Vec::new();
        for role in Role::ALL.into_iter().skip(1) {
            let role_short = top - scores[role as usize];
            if role_short > limit {
                continue;
            }
            let first = out.len();
            match role {
                Role::Nothing => {}
                Role::Later => {
                    for (piece, short) in self.later(scope, role, PLACES) {
                        out.push(Reading { role, content: vec![piece], source: None, role_short, places_short: short });
                    }
                }
                Role::Earlier => {
                    for (piece, short) in self.earlier(scope, role, PLACES) {
                        out.push(Reading { role, content: vec![piece], source: None, role_short, places_short: short });
                    }
                }
                Role::Around => {
                    let earlier = self.earlier(scope, role, 0).into_iter().next();
                    let later = if earlier.is_some() { self.later(scope, role, PLACES) } else { Vec::new() };
                    for (piece, short) in later {
                        let content = earlier.iter().map(|e| e.0.clone()).chain([piece]).collect();
                        out.push(Reading { role, content, source: None, role_short, places_short: short });
                    }
                }
            }
            if out.len() > first {
                let starts = self.source_scores(scope, role);
                for reading in &mut out[first..] {
                    let free = |place: usize| !reading.content.iter().any(|c| c.contains(&place));
                    // The first of equals, as elsewhere.
                    let best = starts.iter().filter(|s| free(s.0)).rev().max_by_key(|s| s.1);
                    reading.source = best.map(|s| s.0).filter(|s| *s != scope.cue);
                }
            }
        }
        out
    }

    /// The likely contents behind a cue, and how far each falls short.
    fn later(&mut self, scope: &Scope, role: Role, limit: i32) -> Vec<(Range<usize>, i32)> {
        self.scene.later_starts(scope, &mut self.places);
        let starts = self.rank(Question::LaterStart, scope, scope.cue, role);
        let mut out = Vec::new();
        for (start, short) in starts.within(limit) {
            self.scene.later_ends(start, &mut self.places);
            let ends = self.rank(Question::LaterEnd, scope, start, role);
            out.extend(ends.within(limit - short).map(|(end, more)| (start..end, short + more)));
        }
        out
    }

    /// The likely contents in front of a cue, and how far each falls short.
    fn earlier(&mut self, scope: &Scope, role: Role, limit: i32) -> Vec<(Range<usize>, i32)> {
        self.scene.earlier_ends(scope, &mut self.places);
        let ends = self.rank(Question::EarlierEnd, scope, scope.cue, role);
        let mut out = Vec::new();
        for (end, short) in ends.within(limit) {
            self.scene.earlier_starts(scope, end, &mut self.places);
            let starts = self.rank(Question::EarlierStart, scope, end, role);
            out.extend(starts.within(limit - short).map(|(start, more)| (start..end, short + more)));
        }
        out
    }
}

impl Scene<'_> {
    /// Whether all that is said in a reading stands in quotation marks, so that it is speech in nearly every case.
    pub(super) fn is_quoted(&self, reading: &Reading) -> bool {
        reading.content.iter().all(|c| self.edges(c.start) & 1 != 0 && self.edges(c.end) & 2 != 0)
    }

    /// The features of a reading as a whole.
    pub(super) fn of_reading(&self, scope: &Scope, reading: &Reading, out: &mut Vec<u32>) {
        out.clear();
        let l = &self.lexical;
        let cue = scope.cue;
        let (tag, group, word) = (|i: usize| l.tag(i) as u32, |i: usize| l.group(i), |i: usize| l.word(i));
        let Some(main) = reading.content.last() else { return };
        let (s, e) = (main.start, main.end);
        let role = reading.role as u32;
        let stem = stem(self.document.word(cue));
        let (w, ct, cg, cb) = (word(cue), tag(cue), group(cue), tag(cue.wrapping_sub(1)));
        let short = |n: i32| (n + 13) as u32 / 14;
        let (rs, ps) = (short(reading.role_short), short(reading.places_short));
        let verbs = self.verbs(s, e);
        let rest = self.verbs(e, scope.end.max(e));
        let len = bucket(e - s);
        let (ft, fg, fw) = (tag(s), group(s), word(s));
        let (lt, lw) = (tag(e.wrapping_sub(1)), word(e.wrapping_sub(1)));
        let (bt, bg, bw) = (tag(e), group(e), word(e));
        let marks = self.edges(s) & 1 | self.edges(e) & 2 | u32::from((s..e).any(|i| self.inside[i] != 0)) << 2;
        let gap = if s > cue { bucket(s - cue) } else { 16 + bucket(cue.saturating_sub(e)) };
        let ends = u32::from(e >= scope.end) | u32::from(bt == Tag::Stop as u32) << 1;
        let commas = (s..e).filter(|i| l.tag(*i) == Tag::Comma).take(3).count() as u32;
        let rivals = (0..4).fold(0, |bits, n| bits | u32::from(e + n < scope.end && self.can_be_cue(e + n)) << n);
        let source = reading.source;
        let (st, sg, sw) = source.map_or((0, 0, 0), |i| (tag(i), group(i), word(i)));
        let far = source.map_or(31, |i| bucket(i.abs_diff(cue)) | u32::from(i > cue) << 4);
        let between = source.map_or(7, |i| self.verbs(i.min(cue + 1), i.max(cue)));
        let kind = self.document.sentences.get(scope.sentence).map_or(0, |s| s.kind as u32);
        let syntax = self.syntax(scope.sentence);
        let governed = syntax.governed(cue);
        let (at_start, at_end) = (governed.ends(s), governed.ends(e));
        let at_source = source.map_or(7, |i| governed.ends(i) >> 4);
        let phrase = syntax.phrase(s, cue);
        let whole = match e.cmp(&phrase.end) {
            Ordering::Less => 0,
            Ordering::Equal => 1,
            Ordering::Greater => 2,
        } | u32::from(phrase.start == s) << 2;
        let (sort, label) = (governed.sort, governed.label);
        let (head_before, head_behind) = (syntax.label(e.wrapping_sub(1)), syntax.label(e));
        let mut add = |template: u32, x: u32, y: u32, z: u32| out.push(observed(5000 + template * 8 + role, x, y, z));
        add(0, 0, 0, 0);
        add(1, rs, 0, 0);
        add(2, ps, 0, 0);
        add(3, stem, 0, 0);
        add(4, w, 0, 0);
        add(5, stem, ft, verbs);
        add(6, stem, fw, 0);
        add(7, cg, ft, verbs);
        add(8, stem, len, 0);
        add(9, ft, tag(s + 1), tag(s + 2));
        add(10, fg, verbs, len);
        add(11, fg, group(s + 1), verbs);
        add(12, stem, fg, 0);
        add(13, lw, bt, 0);
        add(14, lt, bw, 0);
        add(15, bt, tag(e + 1), rest);
        add(16, bg, group(e + 1), 0);
        add(17, verbs, rest, bt);
        add(18, bw, verbs, ct);
        add(19, marks, len, verbs);
        add(20, marks, stem, 0);
        add(21, marks, ft, 0);
        add(22, st, ct, cb);
        add(23, st, stem, 0);
        add(24, sw, stem, 0);
        add(25, sg, cg, 0);
        add(26, far, between, ct);
        add(27, far, cb, 0);
        add(28, gap, stem, 0);
        add(29, gap, ft, ct);
        add(30, gap, marks, verbs);
        add(31, kind, rs, ft);
        add(32, stem, rs, 0);
        add(33, stem, ps, 0);
        add(34, verbs, len, ft);
        add(35, bw, word(e + 1), 0);
        add(36, ct, cb, ft);
        add(37, cg, fg, verbs);
        add(38, st, ft << 4 | verbs, ct);
        add(39, lw, bw, 0);
        add(40, rs, ps, 0);
        add(41, stem, cb, ft);
        add(42, ends, verbs, bt);
        add(43, commas, bt, verbs);
        add(44, fw, group(s + 1), stem);
        add(45, bw, group(e + 1), cg);
        add(46, bw, group(e + 1), verbs);
        add(47, rivals, bt, verbs);
        add(48, kind, ft, ct);
        add(49, ends, len, rest);
        add(50, sg, st, between);
        add(51, sw, far, 0);
        add(52, bt, tag(e + 1) << 8 | tag(e + 2), lt);
        add(53, marks, bt, lt);
        add(54, at_start, at_end, 0);
        add(55, at_start, at_end, stem);
        add(56, sort, label, 0);
        add(57, sort, stem, 0);
        add(58, sort, at_start << 8 | at_end, ct);
        add(59, at_source, sort, 0);
        add(60, at_source, stem, at_end);
        add(61, whole, verbs, ft);
        add(62, whole, sort, bt);
        add(63, head_before, head_behind, whole);
        add(64, label, stem, 0);
        add(65, syntax.label(s), at_start, stem);
        add(66, sort, marks, len);
        add(67, label, ct, sort);
        add(68, at_start << 8 | at_end, at_source, marks);
    }
}
