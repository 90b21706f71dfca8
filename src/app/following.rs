//! Following something through the text and on into other articles: a name, an issue, a date, a number.

use crate::app::App;
use crate::app::message::Effect;
use crate::app::reader::{Cursor, Follow, Followed, Target, Whole};
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::model::issue::IssueId;
use crate::text::span::Span;

impl App {
    /// Follows something of the open article, in place of a search.
    pub(super) fn follow(&mut self, part: Followed) -> Option<()> {
        let article = self.reader.article?;
        let name = self.name_of_part(part)?;
        self.clear_search();
        let whole = self.whole(article, part);
        let spans = self.spans_of(part);
        self.reader.follow = Some(Follow { name, from: (article, part), here: Some(part), spans, whole });
        Some(())
    }

    /// What a part of the open article is called.
    fn name_of_part(&self, part: Followed) -> Option<String> {
        let (article, findings) = (self.article()?, self.findings()?);
        match part {
            Followed::Entity(id) => Some(findings.entity(id)?.name.clone()),
            Followed::Issue(id) => Some(findings.issue(id)?.name.clone()),
            Followed::Date(i) => {
                let date = findings.dates.get(i)?;
                Some(date.when().map_or_else(|| date.span.of(&article.text).to_owned(), |when| when.words))
            }
            Followed::Figure(i) => Some(findings.figures.get(i)?.span.of(&article.text).to_owned()),
        }
    }

    fn whole(&self, article: ArticleId, part: Followed) -> Option<Whole> {
        match part {
            Followed::Entity(id) => self.library.whole_entity(article, id).map(Whole::Entity),
            Followed::Issue(id) => self.library.whole_issue(article, id).map(Whole::Issue),
            // A date is itself in every article, and so is a number.
            Followed::Date(_) | Followed::Figure(_) => None,
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
        follow.spans = follow.here.map_or_else(Vec::new, |part| self.spans_of(part));
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

    /// The same in `article`, for what needs no link between articles, or for as long as there is none: what bears the
    /// followed name, the same date, the same number.
    fn named_in(&self, article: ArticleId, follow: &Follow) -> Option<Followed> {
        let findings = self.library.findings(article)?;
        let (origin, part) = follow.from;
        if origin == article {
            return Some(part);
        }
        let there = || self.library.findings(origin);
        match part {
            Followed::Entity(_) => {
                let place = findings.entities.iter().position(|e| e.name == follow.name)?;
                Some(Followed::Entity(EntityId(place as u32)))
            }
            Followed::Issue(_) => {
                let place = findings.issues.iter().position(|i| i.name == follow.name)?;
                Some(Followed::Issue(IssueId(place as u32)))
            }
            Followed::Date(i) => {
                let there = there()?;
                let value = there.dates.get(i)?.value.as_ref()?;
                findings.dates.iter().position(|d| d.value.as_ref() == Some(value)).map(Followed::Date)
            }
            Followed::Figure(i) => {
                let there = there()?;
                let figure = there.figures.get(i)?;
                findings.figures.iter().position(|f| f.counted() == figure.counted()).map(Followed::Figure)
            }
        }
    }

    /// Where a part of the open article stands in it, in order.
    fn spans_of(&self, part: Followed) -> Vec<Span> {
        let Some(findings) = self.findings() else { return Vec::new() };
        match part {
            Followed::Entity(id) => {
                findings.entity(id).map_or_else(Vec::new, |e| e.mentions.iter().map(|m| m.span).collect())
            }
            Followed::Issue(id) => findings.issue(id).map_or_else(Vec::new, |i| i.mentions.clone()),
            Followed::Date(i) => findings.mentions_of_date(i).map(|(_, date)| date.span).collect(),
            Followed::Figure(i) => findings.mentions_of_figure(i).map(|(_, figure)| figure.span).collect(),
        }
    }

    /// Where the open article names what is followed, in order.
    fn followed_spans(&self) -> &[Span] {
        self.reader.follow.as_ref().map_or(&[], |follow| &follow.spans)
    }

    /// Puts the mark on the `n`-th mention of what is followed.
    pub(super) fn go_to_followed(&mut self, n: usize) {
        let target = match self.reader.follow.as_ref().and_then(|f| f.here) {
            Some(Followed::Entity(id)) => Target::Entity(id),
            Some(Followed::Issue(id)) => Target::Issue(id),
            Some(Followed::Date(i)) => Target::Date(i),
            Some(Followed::Figure(i)) => Target::Figure(i),
            None => return,
        };
        if let Some(&span) = self.followed_spans().get(n) {
            self.put_cursor(Cursor { span, target });
        }
    }

    /// Which mention of what is followed the mark stands on, from 1, or 0, and how many the open article has: `3/9`.
    pub fn follow_counter(&self) -> Option<(usize, usize)> {
        let follow = self.reader.follow.as_ref()?;
        follow.here?;
        let cursor = self.reader.cursor.map(|c| c.span);
        let spans = self.followed_spans();
        let at = cursor.and_then(|span| spans.binary_search(&span).ok());
        Some((at.map_or(0, |i| i + 1), spans.len()))
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
            let all = spans.len();
            let ahead = if forward {
                all - spans.partition_point(|s| *s <= from)
            } else {
                spans.partition_point(|s| *s < from)
            };
            if left <= ahead {
                self.go_to_followed(if forward { all - ahead + left - 1 } else { ahead - left });
                return effects;
            }
            left -= ahead;
            match self.follow_into_next_article(forward) {
                Some(opened) => effects.extend(opened),
                None if ahead > 0 => {
                    self.go_to_followed(if forward { all - 1 } else { 0 });
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

    /// Follows what the mark stands on, if that can be followed.
    fn follow_cursor(&mut self) -> bool {
        let part = match self.reader.cursor.map(|c| c.target) {
            Some(Target::Entity(id)) => Followed::Entity(id),
            Some(Target::Issue(id)) => Followed::Issue(id),
            Some(Target::Date(i)) => Followed::Date(i),
            Some(Target::Figure(i)) => Followed::Figure(i),
            Some(Target::Position(..) | Target::Quotation(_) | Target::Hit | Target::Passage | Target::Selection)
            | None => return false,
        };
        self.follow(part).is_some()
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
