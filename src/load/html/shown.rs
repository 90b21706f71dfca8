//! When the article of a page was published, as the page shows it.

use super::beside::{self, Cards};
use super::moment::machine;
use super::tree::{Kind, Tree};
use crate::load::day::{self, Stamp};

/// What a page shows of when its article came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// When it was published.
    pub(super) published: Option<Stamp>,
    /// When it was changed.
    pub(super) changed: Option<Stamp>,
}

impl Shown {
    /// Notes the first moment of each kind.
    fn note(&mut self, found: impl IntoIterator<Item = (Stamp, bool)>) {
        for (stamp, is_change) in found {
            if is_change {
                self.changed.get_or_insert(stamp);
            } else {
                self.published.get_or_insert(stamp);
            }
        }
    }
}

/// The moment that stands on the page: near the headline, in a `time` element outside of lists, or in an element whose
/// name says that it holds it. `headline` is the heading that shows the headline.
pub(super) fn visible(tree: &Tree<'_>, headline: Option<usize>) -> Shown {
    let cards = Cards::new(tree);
    let mut shown = Shown::default();
    if let Some(headline) = headline {
        shown.note(below(tree, headline, &cards));
        if shown.published.is_none() {
            shown.note(above(tree, headline, &cards));
        }
    }
    // Where the day of a change stands at the headline, those elsewhere are of other articles.
    if shown == Shown::default() {
        let times = tree.nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Time).take(50);
        let own = times.filter(|(i, _)| !beside::is_beside(tree, *i) && !cards.hold(tree, *i, headline));
        shown.note(own.filter_map(|(i, _)| of_time(tree, i)));
    }
    if shown == Shown::default() {
        shown.note(named(tree));
    }
    shown
}

/// The day on which a page says at its end that it was changed, as encyclopaedias do: "last edited 3 May 2024".
pub(super) fn last_changed(tree: &Tree<'_>) -> Option<Stamp> {
    // It stands below everything. Pieces of text and elements.
    const REACH: usize = 1500;
    let texts = tree.nodes.iter().rev().take(REACH).map(|n| n.text).filter(|t| (20..300).contains(&t.len()));
    texts.into_iter().find_map(|text| {
        let lower = text.to_ascii_lowercase();
        let (_, behind) = lower.split_once("last ")?;
        let verb = behind.split_whitespace().next()?;
        let behind = behind.get(verb.len()..)?;
        // Who did it stands behind.
        let day = behind.split(" by ").next()?;
        day::label(verb).filter(|is_change| *is_change).and_then(|_| day::stamp(day.trim().trim_end_matches(" by")))
    })
}

/// A day of the page's own zone where `stamp` gives the moment in that of Greenwich and the page shows the same minute
/// on the day before or after.
pub(super) fn local(tree: &Tree<'_>, headline: Option<usize>, stamp: Stamp) -> Stamp {
    let clock = |s: &Stamp| {
        let time = s.time.as_ref()?;
        Some((time.get(..2)?.parse::<i32>().ok()?, time.get(3..5)?.to_owned(), time.get(6..).map(str::to_owned)))
    };
    let Some((hour, minutes, Some(zone))) = clock(&stamp) else { return stamp };
    if !matches!(zone.as_str(), "UTC" | "GMT" | "+0000") {
        return stamp;
    }
    let cards = Cards::new(tree);
    let near = headline.map(|node| below(tree, node, &cards)).unwrap_or_default().into_iter();
    let shown = near.chain(named(tree).take(20)).filter(|(_, is_change)| !is_change).find(|(s, _)| {
        let days = (s.date - stamp.date).get_days();
        // No zone is farther than 14 hours from Greenwich.
        days.abs() == 1 && clock(s).is_some_and(|(h, m, _)| m == minutes && (h - hour + 24 * days).abs() <= 14)
    });
    shown.map_or(stamp, |(s, _)| s)
}

/// Whether an item of a list leads somewhere, as those of menus and of lists of articles do.
fn is_linked(tree: &Tree<'_>, item: usize) -> bool {
    tree.inside(item).any(|i| tree.nodes[i].kind == Kind::Link)
}

/// The moment of a `time` element. What it shows is that of the page's own zone; what it says for machines has a time.
fn of_time(tree: &Tree<'_>, i: usize) -> Option<(Stamp, bool)> {
    let node = &tree.nodes[i];
    let attributes = ["datetime", "content", "data-timestamp", "title"];
    let said = attributes.iter().filter_map(|name| node.attribute(name)).find_map(|v| machine(&v));
    let text = tree.text(i);
    let lower = node.attributes.to_ascii_lowercase();
    let is_change = ["updated", "modified", "mod-time"].iter().any(|word| lower.contains(word))
        && !["publish", "pub-", "entry-date"].iter().any(|word| lower.contains(word));
    match day::dated(&text) {
        Some((shown, change)) => {
            let timed = said.filter(|said| said.date == shown.date && shown.time.is_none());
            Some((timed.unwrap_or(shown), change || is_change && day::label(&text) != Some(false)))
        }
        None => Some((said?, is_change || words_of_change(&text))),
    }
}

/// Whether a text that is no day begins like that of a change: "Updated yesterday".
fn words_of_change(text: &str) -> bool {
    text.split_whitespace().take(2).any(|word| day::label(word) == Some(true))
}

/// The moments that are lines of their own between the headline and the text of the article.
fn below(tree: &Tree<'_>, headline: usize, cards: &Cards) -> Vec<(Stamp, bool)> {
    // A headline is followed by some names, buttons and pictures, each of a few elements.
    const REACH: usize = 300;
    // A piece of text that long belongs to the article. Bytes.
    const PROSE: usize = 200;
    // A line with its names and links is not of more elements and pieces of text than this.
    const LINE: usize = 40;
    let mut at = tree.nodes[headline].end as usize;
    let end = tree.nodes.len().min(at + REACH);
    let mut out = Vec::new();
    let mut prose = 0;
    let mut label = None;
    while at < end && out.len() < 8 {
        let node = &tree.nodes[at];
        let behind = node.end as usize;
        let is_skipped = match node.kind {
            Kind::Hidden | Kind::Script | Kind::Aside => true,
            Kind::Item => is_linked(tree, at),
            _ => is_clock(node.attributes),
        };
        if is_skipped {
            at = behind;
            continue;
        }
        let is_text = !node.text.is_empty();
        let text = if behind - at <= LINE { tree.text(at) } else { String::new() };
        if text.len() >= PROSE && (is_text || node.kind == Kind::Paragraph) {
            // The first may be a standfirst.
            prose += 1;
            if prose == 2 {
                break;
            }
            at = behind;
            continue;
        }
        let found = match node.kind {
            Kind::Time => of_time(tree, at),
            _ => line(&text),
        };
        if let Some((stamp, is_change)) = found {
            if !cards.hold(tree, at, Some(headline)) {
                out.push((stamp, is_change || label == Some(true)));
            }
            label = None;
            at = behind;
            continue;
        }
        if is_text && !text.is_empty() {
            label = day::label(&text);
        }
        at += 1;
    }
    out
}

/// The nearest moment that is a line of its own over the headline.
fn above(tree: &Tree<'_>, headline: usize, cards: &Cards) -> Option<(Stamp, bool)> {
    // Farther up stands the head of the page, which often has the day on which it was read.
    const REACH: usize = 90;
    let nodes = (headline.saturating_sub(REACH)..headline).rev().filter(|&i| tree.nodes[i].end as usize <= headline);
    nodes
        .filter(|&i| tree.nodes[i].kind == Kind::Time || (6..80).contains(&tree.nodes[i].text.trim().len()))
        .filter(|&i| !is_of_page(tree, i, headline) && !cards.hold(tree, i, Some(headline)))
        .find_map(|i| if tree.nodes[i].kind == Kind::Time { of_time(tree, i) } else { day::dated(&tree.text(i)) })
}

/// Whether an element stands in a menu, in an item that leads elsewhere, or where a page shows the day of today.
fn is_of_page(tree: &Tree<'_>, node: usize, headline: usize) -> bool {
    let mut at = tree.nodes[node].parent as usize;
    let mut depth = 0;
    while at > 0 && !tree.inside(at).contains(&headline) {
        let node = &tree.nodes[at];
        if node.kind == Kind::Aside
            || node.kind == Kind::Item && is_linked(tree, at)
            || depth < 4 && is_clock(node.attributes)
        {
            return true;
        }
        at = node.parent as usize;
        depth += 1;
    }
    false
}

/// Whether the names of an element say that it shows the day on which the page is read, or that of its copyright.
fn is_clock(attributes: &str) -> bool {
    const NAMES: [&str; 8] =
        ["current", "today", "masthead", "copyright", "page-header", "site-header", "topbar", "top-bar"];
    let lower = attributes.to_ascii_lowercase();
    NAMES.iter().any(|name| lower.contains(name))
}

/// The moment of a line: alone, beside other things that bars part from it, behind the byline or in front of it.
fn line(text: &str) -> Option<(Stamp, bool)> {
    if !(6..160).contains(&text.len()) || text.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let parts = || text.split(['|', '•', '·', '—']).filter(|part| part.len() < text.len());
    let tail = || {
        let is_byline = text.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) || text.contains(" by ");
        let marks: &[&str] = if is_byline { &[" - ", " – ", " / ", ", ", " on "] } else { &[" - ", " – ", " / "] };
        let mut cuts =
            marks.iter().flat_map(|mark| text.match_indices(mark).take(6).map(|(at, _)| &text[at + mark.len()..]));
        cuts.find_map(day::dated)
    };
    // "Posted on 3 May 2024 by Jane Roe"
    let head = || text.split_once(" by ").and_then(|(head, _)| day::dated(head));
    // "Jane Roe, 3 May 2024 | 09:15 GMT"
    let behind_name = || {
        let mut all = text.split(['|', '•', '·']).filter_map(|part| part.trim().split_once(", "));
        all.find_map(|(name, day)| day::dated(day).filter(|_| crate::load::lead::is_bare_name(name)))
    };
    day::dated(text).or_else(|| parts().find_map(day::dated)).or_else(tail).or_else(head).or_else(behind_name)
}

/// The moments in elements whose names say that they hold one.
fn named<'a>(tree: &'a Tree<'_>) -> impl Iterator<Item = (Stamp, bool)> + 'a {
    let is_named = |attributes: &str| {
        let lower = attributes.to_ascii_lowercase();
        ["date", "time", "publish", "posted"].iter().any(|word| lower.contains(word))
    };
    let lines = tree.nodes.iter().enumerate().filter(move |(_, n)| {
        n.kind != Kind::Hidden && !n.attributes.is_empty() && n.attributes.len() < 400 && is_named(n.attributes)
    });
    lines.take(200).filter(|(_, n)| !is_clock(n.attributes)).filter_map(|(i, _)| day::dated(&tree.text(i)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Shown {
        let tree = Tree::read(page);
        let headline = tree.nodes.iter().position(|n| n.kind == Kind::Heading(1));
        visible(&tree, headline)
    }

    /// The day on which a page shows that its article was published; nothing where it shows none.
    #[track_caller]
    fn check(page: &str, expected: &str) {
        let found = shown(page).published.map(|s| s.date.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn days_that_are_seen() {
        check("<h1>Talks end</h1><span class=x1>Jane Roe</span><span class=x1>May 3, 2024</span>", "2024-05-03");
        check(
            "<ul><li><a href=/o>Other</a><time datetime=2024-06-01>1 June</time></ul><time>3 May 2024</time>",
            "2024-05-03",
        );
        check("<p class=posted>3 May 2024", "2024-05-03");
        let long = "They met again in the harbour and said nothing to those who waited. ".repeat(4);
        check(&format!("<h1>Talks end</h1><p>{long}</p><p>{long}</p><p>3 May 2024</p>"), "");
        check(&format!("<h1>Talks end</h1><p>{long}On <a href=/d>3 May 2024</a> all was over.</p>"), "");
    }

    #[test]
    fn days_in_a_line_with_other_things() {
        check("<h1>Talks end</h1><p>By Jane Roe, Friday, 3 May 2024 09:15 GMT</p>", "2024-05-03");
        check("<h1>Talks end</h1><p>by <a href=/j>Jane Roe</a> - 05/23/24 9:15 AM ET</p>", "2024-05-23");
        check("<h1>Talks end</h1><p>Jane Roe • May 3, 2024 • 5 min read</p>", "2024-05-03");
        check("<h1>Talks end</h1><p>Posted on May 3, 2024 by <a href=/j>Jane Roe</a></p>", "2024-05-03");
        check("<h1>Talks end</h1><p>Posted by Jane Roe on May 3, 2024 at 9:15 am</p>", "2024-05-03");
        check("<h1>Talks end</h1><ul><li>May 3 2024, 11:06am IST</li><li>updated: May 4 2024</li></ul>", "2024-05-03");
        check("<h1>Talks end</h1><div><span>May</span> <span>3</span>, <span>2024</span></div>", "2024-05-03");
        check("<p>05.23.2024 09:00 AM</p><h1>Talks end</h1><p>They met.</p>", "2024-05-23");
        check("<h1>Talks end</h1><p>They met in Bern, May 3, 2024</p>", "");
        check("<h1>Talks end</h1><p>Jane Roe, 3 May 2024 | 09:15 GMT</p>", "2024-05-03");
    }

    #[test]
    fn the_day_of_a_change_is_not_that_of_publication() {
        let both = "<h1>Talks end</h1><time class=mod-time datetime=2024-05-04T09:00Z>Updated May 4, 2024</time>\
                    <time class=pub-time datetime=2024-05-03T09:00Z>Published May 3, 2024</time>";
        check(both, "2024-05-03");
        check(
            "<h1>Talks end</h1><p><b>Updated</b> <i>4 May 2024</i><p><b>Published</b> <i>3 May 2024</i>",
            "2024-05-03",
        );
        check(
            "<h1>Talks end</h1><time datetime=2024-05-04T14:44:18Z>Posted: May 3, 2024 | Last Updated: May 4, 2024</time>",
            "2024-05-03",
        );
        let only = shown(
            "<h1>Talks end</h1><p>Updated on May 4, 2024</p>\
                          <div><h3><a href=/o>Other talks in the harbour go on</a></h3><time>May 1, 2023</time></div>",
        );
        assert_eq!((only.published, only.changed.map(|s| s.date.to_string())), (None, Some("2024-05-04".to_owned())));
        let end = |page: &str| last_changed(&Tree::read(page)).map(|s| s.date.to_string()).unwrap_or_default();
        assert_eq!(end("<p>Text</p><li> This page was last modified on 3 May 2024, at 09:15.</li>"), "2024-05-03");
        assert_eq!(end("<p>Text</p><p>Talks (last edited 2024-05-03 09:15:00 by <b>Jane Roe</b>)</p>"), "2024-05-03");
        assert_eq!(end("<p>The last elected mayor left on 3 May 2024.</p>"), "");
    }

    #[test]
    fn days_of_other_articles_and_of_today_are_none() {
        let card = "<div><h3><a href=/o>Other talks in the harbour go on</a></h3><div><time datetime=2024-06-01>1 June</time></div></div>";
        check(&format!("{card}<main><time>3 May 2024</time></main>"), "2024-05-03");
        check(&format!("{card}<p>Text"), "");
        let column = "<p>They met again.</p>".repeat(40);
        check(&format!("<h1>Talks end</h1><div><div><p>3 May 2024</p>{column}</div>{card}</div>"), "2024-05-03");
        check("<h1>Talks end</h1><div><h5><a href=/j>Jane Roe</a></h5><p>3 May 2024</div>", "2024-05-03");
        check("<div class=current-date>Monday, June 3, 2024</div><h1>Talks end</h1>", "");
        check("<h1>The Herald</h1><div class=site-header><span>June 3, 2024</span></div>", "");
        check("<div class=page-header><p>May 3, 2024</p><h1>Talks end</h1></div>", "2024-05-03");
        check("<h1>Talks end</h1><ul><li><a href=/o>Other talks</a> 1 June 2024</li></ul>", "");
    }

    #[test]
    fn a_moment_of_greenwich_is_told_on_the_day_of_the_page() {
        let tree = Tree::read("<div class=timestamp>Published 8:00 PM EST, Fri May 3, 2024</div>");
        let of = |value: &str| machine(value).map(|s| local(&tree, None, s)).map(|s| (s.date.to_string(), s.time));
        assert_eq!(of("2024-05-04T01:00:21Z"), Some(("2024-05-03".to_owned(), Some("20:00 EST".to_owned()))));
        assert_eq!(of("2024-05-04T01:10:00Z").map(|(day, _)| day).as_deref(), Some("2024-05-04"));
        assert_eq!(of("2024-05-04T20:00:00Z").map(|(day, _)| day).as_deref(), Some("2024-05-04"));
        assert_eq!(of("2024-05-04").map(|(day, _)| day).as_deref(), Some("2024-05-04"));
        let near = Tree::read("<h1>Talks end</h1><p>By Jane Roe | May 3, 2024 9:00 pm</p>");
        let stamp = machine("2024-05-04T01:00:00Z").expect("a moment");
        let headline = near.nodes.iter().position(|n| n.kind == Kind::Heading(1));
        assert_eq!(local(&near, headline, stamp).date.to_string(), "2024-05-03");
    }
}
