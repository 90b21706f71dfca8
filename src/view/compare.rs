//! Two articles side by side, and what they have in common.
//!
//! ```text
//! parallax  articles/                           = both 14  ≠ differ 6  ‹ only left 9  › only right 31
//! ━━━━━ VOVWORLD · 19 Mar 2021 ━ linked ¶7≠¶12 ━ ───── Global Times · 20 Mar 2021 ── 2/5 ─  Issues in both 3
//!   7≠│ Washington accused Beijing of          ≠  12≠│ It also urged the US to respect   Hong Kong
//!     │ undermining Hong Kong’s election       =     │ the decision of the congress.     ≠ China +  demands  ¶7 │ ¶12
//!     │ law.                                   ‹     │
//!    ‹│ · 3 sentences only here ·
//! ```
//!
//! A sign stands where a passage begins: `=` both say it, `≠` they tell it differently, `‹` and `›` only this text has
//! it. Side by side, linked texts have paired passages on the same row.

use std::fmt::Write as _;

use ratatui::style::Style;

use crate::app::App;
use crate::app::compare::passages::{MarkedSentence, State};
use crate::app::compare::{Compare, Fold, Hand, Link, Part};
use crate::app::geometry::Area;
use crate::app::page::{Row, RowKind};
use crate::app::screen::ScreenKind;
use crate::model::article::Article;
use crate::text::cells::{head, truncate};
use crate::text::span::Span;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::marks::{Marks, is_reversed};
use crate::view::picture::{self, Prompt, PromptPlace, Said, kept};
use crate::view::status::{counter, progress};
use crate::view::text::Sheet;
use crate::view::{heading_style, position, words};

mod column;
pub mod legend;
mod strip;

/// The comparison as a [`picture::Picture`].
pub struct Picture;

impl picture::Picture for Picture {
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut ratatui::buffer::Buffer) -> Option<(u16, u16)> {
        let compare = app.compare.as_ref()?;
        for hand in Hand::BOTH {
            let area = compare.areas.texts[hand.index()];
            text(app, compare, hand, theme, &mut Canvas::new(buffer, area));
        }
        strip::draw(compare, theme, &mut Canvas::new(buffer, compare.areas.strip));
        let Area { width, height, .. } = compare.areas.matches;
        if width > 0 && height > 0 {
            column::draw(app, compare, theme, &mut Canvas::new(buffer, compare.areas.matches));
        }
        None
    }

    fn header(&self, app: &App, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
        app.compare.as_ref().map_or(canvas.width(), |compare| legend::draw(compare, theme, canvas, room))
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        let (search, compare) = (&app.search, app.compare.as_ref()?);
        let [left, right] = [0, 1].map(|side| compare.hits[side].len());
        let found = search.error.clone().unwrap_or_else(|| format!("{left} left, {right} right"));
        let counter = [search.strictness.name(), &found].join("  ").trim().to_owned();
        let (input, bad) = (&search.input, left + right == 0);
        search.typing.then_some(Prompt { sign: "/", input, counter, bad, place: PromptPlace::Beside })
    }

    fn parts(&self, app: &App, theme: &Theme, _: &dyn picture::Picture) -> Vec<Said> {
        let Some(compare) = &app.compare else { return Vec::new() };
        let waiting = if compare.waiting.is_some() { "pairing with…".to_owned() } else { String::new() };
        let at = counter(compare.pair, compare.pairs.len()).map(|counter| format!("pairs {counter}"));
        let search = if app.search.active() {
            let [left, right] = [0, 1].map(|side| compare.hits[side].len());
            format!("/{}  {left} left, {right} right", truncate(head(&app.search.query, 20), 20))
        } else {
            String::new()
        };
        let parts = [
            (position::share_compared(compare), theme.text, 1),
            (search, theme.notice, 0),
            (at.unwrap_or_default(), theme.notice, 0),
            (waiting, theme.notice, 0),
            (progress(app), theme.dim, 2),
        ];
        kept(parts.into())
    }

    fn line(&self, app: &App, _: &dyn picture::Picture) -> (String, String) {
        let hand = app.compare.as_ref().map(Compare::hand);
        let id = hand.and_then(|hand| Some(app.compare.as_ref()?.articles[hand.index()]));
        let title = id.and_then(|id| app.library.store().head(id)).map_or("", |article| article.title());
        (title.to_owned(), String::new())
    }
}

/// Whether the keys go to a part.
fn has_focus(app: &App, compare: &Compare, part: Part) -> bool {
    compare.part == part && app.has_keys(ScreenKind::Comparison)
}

/// The style of the sign of a state.
fn of_state(theme: &Theme, state: State) -> Style {
    match state {
        State::Both | State::Near => theme.both,
        State::Differs => theme.differs,
        State::Only => theme.alone,
    }
}

fn text(app: &App, compare: &Compare, hand: Hand, theme: &Theme, canvas: &mut Canvas<'_>) {
    let Some(article) = app.library.store().article(compare.articles[hand.index()]) else { return };
    if canvas.width() == 0 || canvas.height() == 0 {
        return;
    }
    let marks = Marks::of_hand(app, theme, compare, hand);
    let page = &compare.pages[hand.index()];
    let sheet = Sheet::new(app, theme, &article, page, &marks, canvas.width());
    let heading = heading_style(theme, has_focus(app, compare, Part::Text(hand)));
    let right = match (hand, compare.rank) {
        (Hand::Left, _) => link(compare),
        (Hand::Right, (0, _) | (_, 1)) => String::new(),
        (Hand::Right, (rank, all)) => format!("{rank}/{all}"),
    };
    canvas.heading(sheet.gutter, &title(&article), &right, heading);
    let mut body = canvas.below_heading();
    let mut first = true;
    for y in 0..body.height() {
        let shown = compare.row_at(hand, usize::from(y)).and_then(|row| page.rows().get(row));
        let Some(row) = shown else { continue };
        sheet.row(&mut body, y, *row);
        let is_lit = |lit: Span| is_read(row.kind) && lit.overlaps(row.span) && !row.span.contains(lit.from());
        if is_reversed(theme) && compare.lit_passage(hand).is_some_and(is_lit) {
            body.put(0, y, "▌", theme.strong);
        }
        if row.kind == RowKind::Passages {
            folded(compare, hand, theme, &mut body, y, sheet.gutter, row.span);
        }
        if let Some(passage) = begins(compare, hand, *row, first) {
            let sign = if sheet.gutter > 4 { sheet.gutter - 3 } else { sheet.gutter.saturating_sub(1) };
            body.put(sign, y, passage.state.sign(hand), of_state(theme, passage.state));
            first = false;
        }
        let waits = compare.waiting.is_some_and(|(from, span)| from == hand && row.span.contains(span.from()));
        if waits && is_read(row.kind) {
            body.put(0, y, "●", theme.differs);
        }
    }
}

/// Whether a row shows a part of a passage.
fn is_read(kind: RowKind) -> bool {
    matches!(kind, RowKind::Headline | RowKind::Heading | RowKind::Body | RowKind::Passages)
}

/// The passage whose sign stands in front of a row. Passages that only one text has flow into one another: the first of
/// them and of a paragraph has a sign, and so has what stands `first` on the screen.
fn begins(compare: &Compare, hand: Hand, row: Row, first: bool) -> Option<MarkedSentence> {
    let passages = compare.passages[hand.index()].all();
    if !is_read(row.kind) || compare.comparison.is_none() {
        return None;
    }
    let at = compare.passages[hand.index()].at(row.span.from())?;
    let passage = passages.get(at).copied().filter(|p| row.span.overlaps(p.span))?;
    let is_new = passage.span.start == row.span.start;
    let after = at.checked_sub(1).and_then(|before| passages.get(before)).map(|p| p.state);
    let flows = passage.state == State::Only && after == Some(State::Only) && row.number == 0;
    (first || is_new && !flows).then_some(passage)
}

/// The line in place of folded passages.
fn folded(compare: &Compare, hand: Hand, theme: &Theme, canvas: &mut Canvas<'_>, y: u16, x: u16, span: Span) {
    let count = words::count(compare.passages[hand.index()].within(span), "sentence");
    let what = if compare.fold == Fold::Shared { "in both" } else { "only here" };
    let room = usize::from(canvas.width().saturating_sub(x));
    canvas.put_cut(x, y, &format!("· {count} {what} ·"), room, theme.dim);
    if compare.lit[hand.index()].is_some_and(|lit| span.contains(lit.from())) {
        canvas.put(0, y, "▸", theme.strong);
    }
}

/// How the texts scroll, where the pair stands that one is at, and that the texts stand below each other if they do.
fn link(compare: &Compare) -> String {
    let mut out = match (compare.link, &compare.comparison) {
        (Link::Linked, None) => "comparing…".to_owned(),
        (link, _) => link.name().to_owned(),
    };
    if let Some(pair) = compare.pair.and_then(|i| compare.pairs.get(i)) {
        let paragraph = |hand: Hand| {
            let page = &compare.pages[hand.index()];
            page.paragraph_at(page.row_of(hand.of(pair).from()))
        };
        let sign = State::of(pair).sign(Hand::Left);
        // Writing to a string cannot fail.
        let _ = write!(out, " ¶{}{sign}¶{}", paragraph(Hand::Left), paragraph(Hand::Right));
    }
    if compare.areas.stacked {
        out.push_str(", stacked");
    }
    out
}

/// What tells the two articles apart in few words: outlet and day, or else the headline.
fn title(article: &Article) -> String {
    let data = &article.metadata;
    match (&data.source, data.published) {
        (Some(source), Some(day)) => format!("{source} · {}", words::date(day)),
        (Some(source), None) => format!("{source} · {}", head(article.title(), 80)),
        _ => head(article.title(), 120).to_owned(),
    }
}
