//! Walking through marks: mentions, issues, quotations, paragraphs, and what is followed across articles.

use crate::app::App;
use crate::app::message::Effect;
use crate::app::reader::{Cursor, Follow, Followed, Target, Whole};
use crate::app::side::SideRow;
use crate::model::corpus::ArticleId;
use crate::text::span::Span;

/// What `]` and `[` walk through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Mentions of any entity.
    Entity,
    /// Mentions of any issue.
    Issue,
    /// Quotations.
    Quotation,
}

impl App {
    /// Goes to the `count`-th mark of a sort, forward or backward from the mark or the top row.
    pub(super) fn walk(&mut self, step: Step, forward: bool, count: usize) {
        for _ in 0..count {
            match self.next_mark(step, forward) {
                Some(cursor) => self.put_cursor(cursor),
                None => {
                    let what = match step {
                        Step::Entity => "entity",
                        Step::Issue => "issue",
                        Step::Quotation => "quotation",
                    };
                    let end = if forward { "further" } else { "earlier" };
                    self.notice = Some(format!("no {end} {what} in this article"));
                    return;
                }
            }
        }
    }

    fn next_mark(&self, step: Step, forward: bool) -> Option<Cursor> {
        let marks = &self.reader.highlights;
        let from = self.walking_from();
        match step {
            Step::Entity => {
                let (span, id) = *beyond(&marks.entities, from, forward)?;
                Some(Cursor { span, target: Target::Entity(id) })
            }
            Step::Issue => {
                let (span, id) = *beyond(&marks.issues, from, forward)?;
                Some(Cursor { span, target: Target::Issue(id) })
            }
            Step::Quotation => {
                let (span, i) = *beyond(&marks.quotations, from, forward)?;
                Some(Cursor { span, target: Target::Quotation(i) })
            }
        }
    }

    /// The span from which one walks on: the mark if it is on the screen, otherwise the beginning of the top row.
    pub(super) fn walking_from(&self) -> Span {
        let page = &self.reader.page;
        let visible = |c: &&Cursor| {
            let row = page.row_of(c.span.from());
            (self.reader.top..self.reader.top + self.text_rows().max(1)).contains(&row)
        };
        if let Some(cursor) = self.reader.cursor.as_ref().filter(visible) {
            return cursor.span;
        }
        let row = page.rows().get(self.reader.top..).unwrap_or_default().iter().find(|r| !r.span.is_empty());
        let start = row.map_or(0, |r| r.span.start);
        Span { start, end: start }
    }

    /// Puts the mark somewhere and shows it.
    pub(super) fn put_cursor(&mut self, cursor: Cursor) {
        self.reader.cursor = Some(cursor);
        self.reveal(cursor.span.from());
    }

    /// Goes to the paragraph that is `by` further, as far as there are any.
    pub(super) fn walk_paragraphs(&mut self, by: isize) {
        let page = &self.reader.page;
        let top = self.reader.top;
        let here = page.paragraph_at(top);
        let starts_here = page.row_of_paragraph(here) == Some(top);
        // Backward from the middle of a paragraph leads to its beginning first.
        let by = by.saturating_add(isize::from(by < 0 && !starts_here));
        let wanted = i64::from(here).saturating_add(by as i64).clamp(0, i64::from(page.paragraphs())) as u32;
        self.go_to_paragraph(wanted);
    }

    /// Puts a paragraph on top; 0 is the title block.
    pub(super) fn go_to_paragraph(&mut self, number: u32) {
        let row = self.reader.page.row_of_paragraph(number).unwrap_or(0);
        self.reader.cursor = None;
        self.scroll_to(row);
    }

    /// Goes to the first place of the selected row of the side panel, and follows it from there.
    pub(super) fn go_to_selected(&mut self) {
        let (Some(row), Some(findings), Some(article)) =
            (self.side.selected_row(), self.findings().cloned(), self.reader.article)
        else {
            return;
        };
        self.leave();
        match row {
            SideRow::Entity(id) => {
                let Some(entity) = findings.entity(id) else { return };
                self.follow(article, &entity.name, Followed::Entity(id));
                self.go_to_followed(0);
            }
            SideRow::Issue(id) => {
                let Some(issue) = findings.issue(id) else { return };
                self.follow(article, &issue.name, Followed::Issue(id));
                self.go_to_followed(0);
            }
            SideRow::Position(id, p) => {
                let Some(position) = findings.issue(id).and_then(|i| i.positions.get(p)) else { return };
                self.put_cursor(Cursor { span: position.evidence, target: Target::Position(id, p) });
            }
            SideRow::Quotation(i) => {
                let Some(span) = findings.quotations.get(i).and_then(|q| q.content.first()) else { return };
                self.put_cursor(Cursor { span: *span, target: Target::Quotation(i) });
            }
            SideRow::Heading(..) | SideRow::Blank => {}
        }
    }

    /// Follows something of an article, in place of a search.
    pub(super) fn follow(&mut self, article: ArticleId, name: &str, here: Followed) {
        self.clear_search();
        let whole = self.whole(article, here);
        self.reader.follow = Some(Follow { name: name.to_owned(), here: Some(here), whole });
    }

    fn whole(&self, article: ArticleId, part: Followed) -> Option<Whole> {
        match part {
            Followed::Entity(id) => self.library.whole_entity(article, id).map(Whole::Entity),
            Followed::Issue(id) => self.library.whole_issue(article, id).map(Whole::Issue),
        }
    }

    /// Finds what is followed in the open article, after another was opened or the links between articles changed.
    pub(super) fn refollow(&mut self) {
        let Some(article) = self.reader.article else { return };
        let Some(mut follow) = self.reader.follow.take() else { return };
        // Indices of the whole change with every new corpus result; the name and the kind do not.
        let across = self.library.across();
        let found = match follow.whole {
            Some(Whole::Entity(_)) => across.entities.iter().position(|e| e.name == follow.name).map(Whole::Entity),
            Some(Whole::Issue(_)) => across.issues.iter().position(|i| i.name == follow.name).map(Whole::Issue),
            None => None,
        };
        follow.whole = follow.whole.filter(|w| self.name_of(*w) == Some(follow.name.as_str())).or(found);
        follow.here = match follow.whole {
            Some(whole) => self.part_in(whole, article),
            None => self.named_in(article, &follow),
        };
        self.reader.follow = Some(follow);
    }

    fn name_of(&self, whole: Whole) -> Option<&str> {
        let across = self.library.across();
        match whole {
            Whole::Entity(i) => across.entities.get(i).map(|e| e.name.as_str()),
            Whole::Issue(i) => across.issues.get(i).map(|i| i.name.as_str()),
        }
    }

    /// The part of `article` in something whole.
    fn part_in(&self, whole: Whole, article: ArticleId) -> Option<Followed> {
        let across = self.library.across();
        match whole {
            Whole::Entity(i) => {
                let members = &across.entities.get(i)?.members;
                let at = members.binary_search_by_key(&article, |(a, _)| *a).ok()?;
                Some(Followed::Entity(members[at].1))
            }
            Whole::Issue(i) => {
                let members = &across.issues.get(i)?.members;
                let at = members.binary_search_by_key(&article, |(a, _)| *a).ok()?;
                Some(Followed::Issue(members[at].1))
            }
        }
    }

    /// What bears the followed name in `article`, for as long as articles are not linked.
    fn named_in(&self, article: ArticleId, follow: &Follow) -> Option<Followed> {
        let findings = self.library.findings(article)?;
        let entity = || findings.entities.iter().position(|e| e.name == follow.name);
        let issue = || findings.issues.iter().position(|i| i.name == follow.name);
        match follow.here {
            Some(Followed::Issue(_)) => issue().map(|i| Followed::Issue(crate::model::issue::IssueId(i as u32))),
            _ => entity().map(|i| Followed::Entity(crate::model::entity::EntityId(i as u32))),
        }
    }

    /// Where the open article names what is followed, in order.
    fn followed_spans(&self) -> Vec<Span> {
        let (Some(follow), Some(findings)) = (&self.reader.follow, self.findings()) else { return Vec::new() };
        match follow.here {
            Some(Followed::Entity(id)) => {
                findings.entity(id).map_or_else(Vec::new, |e| e.mentions.iter().map(|m| m.span).collect())
            }
            Some(Followed::Issue(id)) => findings.issue(id).map_or_else(Vec::new, |i| i.mentions.clone()),
            None => Vec::new(),
        }
    }

    /// Puts the mark on the `n`-th mention of what is followed.
    fn go_to_followed(&mut self, n: usize) {
        let spans = self.followed_spans();
        let target = match self.reader.follow.as_ref().and_then(|f| f.here) {
            Some(Followed::Entity(id)) => Target::Entity(id),
            Some(Followed::Issue(id)) => Target::Issue(id),
            None => return,
        };
        if let Some(span) = spans.get(n) {
            self.put_cursor(Cursor { span: *span, target });
        }
    }

    /// Which mention of what is followed the mark stands on, from 1, or 0, and how many the open article has: `3/9`.
    pub fn follow_counter(&self) -> Option<(usize, usize)> {
        let follow = self.reader.follow.as_ref()?;
        let cursor = self.reader.cursor.map(|c| c.span);
        let (at, total) = match (follow.here, self.findings()) {
            (Some(Followed::Entity(id)), Some(findings)) => {
                let mentions = findings.entity(id).map_or(&[][..], |e| &e.mentions);
                (cursor.and_then(|s| mentions.binary_search_by_key(&s, |m| m.span).ok()), mentions.len())
            }
            (Some(Followed::Issue(id)), Some(findings)) => {
                let mentions = findings.issue(id).map_or(&[][..], |i| &i.mentions);
                (cursor.and_then(|s| mentions.binary_search(&s).ok()), mentions.len())
            }
            _ => (None, 0),
        };
        Some((at.map_or(0, |i| i + 1), total))
    }

    /// Goes to the next or previous mention of what is followed, into the next article that has one if need be.
    pub(super) fn walk_followed(&mut self, forward: bool, count: usize) -> Vec<Effect> {
        if self.reader.follow.is_none() && !self.follow_cursor() {
            self.notice = Some("nothing is followed: press Enter on a name in the side panel, or search with /".into());
            return Vec::new();
        }
        let mut effects = Vec::new();
        let mut left = count.max(1);
        loop {
            let spans = self.followed_spans();
            let from = self.walking_from();
            let ahead = if forward {
                spans.len() - spans.partition_point(|s| *s <= from)
            } else {
                spans.partition_point(|s| *s < from)
            };
            if left <= ahead {
                self.go_to_followed(if forward { spans.len() - ahead + left - 1 } else { ahead - left });
                return effects;
            }
            left -= ahead;
            match self.follow_into_next_article(forward) {
                Some(opened) => effects.extend(opened),
                None if ahead > 0 => {
                    self.go_to_followed(if forward { spans.len() - 1 } else { 0 });
                    return effects;
                }
                None => return effects,
            }
            left -= 1;
            if left == 0 {
                return effects;
            }
        }
    }

    /// Follows what the mark stands on, if it stands on an entity or an issue.
    fn follow_cursor(&mut self) -> bool {
        let (Some(cursor), Some(article), Some(findings)) =
            (self.reader.cursor, self.reader.article, self.findings().cloned())
        else {
            return false;
        };
        let followed = match cursor.target {
            Target::Entity(id) => findings.entity(id).map(|e| (e.name.clone(), Followed::Entity(id))),
            Target::Issue(id) => findings.issue(id).map(|i| (i.name.clone(), Followed::Issue(id))),
            _ => None,
        };
        let Some((name, part)) = followed else { return false };
        self.follow(article, &name, part);
        true
    }

    /// Opens the next article that names what is followed, at its first (or last) mention; `None` if there is none.
    fn follow_into_next_article(&mut self, forward: bool) -> Option<Vec<Effect>> {
        let follow = self.reader.follow.clone()?;
        let here = self.list.selected;
        let has = |i: &usize| {
            let article = self.list.order[*i];
            match follow.whole {
                Some(whole) => self.part_in(whole, article).is_some(),
                None => self.named_in(article, &follow).is_some(),
            }
        };
        let next = if forward {
            (here + 1..self.list.order.len()).find(has)
        } else {
            (0..here.min(self.list.order.len())).rev().find(has)
        };
        let Some(next) = next else {
            let end = if forward { "last" } else { "first" };
            self.notice = Some(format!("this is the {end} mention of {}", follow.name));
            return None;
        };
        self.leave();
        let effects = self.open_at(next);
        let count = self.followed_spans().len();
        self.go_to_followed(if forward { 0 } else { count.saturating_sub(1) });
        Some(effects)
    }
}

/// The first mark behind `from`, or the last one in front of it. `marks` are sorted by their spans.
fn beyond<T>(marks: &[(Span, T)], from: Span, forward: bool) -> Option<&(Span, T)> {
    // An empty span stands for the place itself, so that a mark which begins there is still ahead.
    if forward {
        let at = marks.partition_point(|(s, _)| if from.is_empty() { s.start < from.start } else { *s <= from });
        marks.get(at)
    } else {
        let at = marks.partition_point(|(s, _)| *s < from);
        marks.get(at.checked_sub(1)?)
    }
}
