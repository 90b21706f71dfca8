//! Links that the terminal knows as links (OSC 8): those of the text and the address in the title block.
//!
//! It is done last, on cells that are drawn already: each cell of a link gets the sequence around its character, so that a
//! cell that is drawn again alone is a link, too, and none runs on into the cells behind it.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};

use crate::app::App;
use crate::app::citing::web_address;
use crate::app::compare::Hand;
use crate::app::geometry::{self, Area, Pane};
use crate::app::page::{Page, Row, RowKind};
use crate::app::screen::ScreenKind;
use crate::model::article::{Article, Link};
use crate::text::cells::clusters;
use crate::text::span::Span;

/// A longer address costs more than it is worth: it goes with every cell. Bytes.
const LONGEST: usize = 300;

/// Makes links of the words of the open article, or of two that are compared, that lead elsewhere.
pub fn apply(app: &App, buffer: &mut Buffer) {
    if !app.settings.hyperlinks || app.window.is_some() || app.filter.line.is_some() {
        return;
    }
    match app.screen_below() {
        ScreenKind::Panes => reader(app, buffer),
        ScreenKind::Comparison => comparison(app, buffer),
        _ => {}
    }
}

fn reader(app: &App, buffer: &mut Buffer) {
    let (Some(area), Some(article)) = (app.geometry.area(Pane::Text), app.article()) else { return };
    let page = &app.reader.page;
    let gutter = gutter(area);
    let width = gutter + page.width.min(area.width.saturating_sub(gutter));
    let left = if app.zoomed { (area.width - width) / 2 } else { 0 };
    let rows = page.rows().iter().skip(app.reader.top).take(usize::from(area.height.saturating_sub(1)));
    for (shown, y) in rows.zip(area.y + 1..) {
        row(buffer, &article, page, *shown, (area.x + left + gutter, y), area.x + area.width);
    }
}

fn comparison(app: &App, buffer: &mut Buffer) {
    let Some(compare) = &app.compare else { return };
    for hand in Hand::BOTH {
        let (area, page) = (compare.areas.texts[hand.index()], &compare.pages[hand.index()]);
        let Some(article) = app.library.store().article(compare.articles[hand.index()]) else { continue };
        for y in 1..area.height {
            let shown = compare.row_at(hand, usize::from(y - 1)).and_then(|row| page.rows().get(row));
            if let Some(shown) = shown {
                row(buffer, &article, page, *shown, (area.x + gutter(area), area.y + y), area.x + area.width);
            }
        }
    }
}

/// Cells in front of a text.
fn gutter(area: Area) -> u16 {
    geometry::gutter(Area { width: area.width, ..Area::default() }).min(area.width)
}

/// Makes the links of a row that begins at a place, in front of the column `end`.
fn row(buffer: &mut Buffer, article: &Article, page: &Page, row: Row, at: (u16, u16), end: u16) {
    let (text, links) = match row.kind {
        RowKind::About => (page.about(), address_of(article, page.about())),
        RowKind::Headline | RowKind::Heading | RowKind::Body | RowKind::Furniture => {
            (article.text.as_str(), within(article, row.span).to_vec())
        }
        _ => return,
    };
    if links.is_empty() {
        return;
    }
    let (mut x, y) = at;
    for cluster in clusters(text, row.span) {
        if let Some(link) = links.iter().find(|link| link.span.contains(cluster.span.from()))
            && cluster.cells > 0
            && x + cluster.cells <= end
        {
            make(buffer, x, y, &link.url);
        }
        x += cluster.cells;
    }
}

/// The links of a row.
fn within(article: &Article, row: Span) -> &[Link] {
    let from = article.links.partition_point(|link| link.span.end <= row.start);
    let to = article.links.partition_point(|link| link.span.start < row.end);
    article.links.get(from..to).unwrap_or_default()
}

/// The address of the article where the title block shows it.
fn address_of(article: &Article, about: &str) -> Vec<Link> {
    let url = article.metadata.url.as_deref().unwrap_or_default();
    let at = about.rfind(url).filter(|_| !url.is_empty());
    at.map(|at| Link { span: Span::new(at, at + url.len()), url: url.to_owned() }).into_iter().collect()
}

fn make(buffer: &mut Buffer, x: u16, y: u16, url: &str) {
    // What ends the sequence or is no ASCII does not belong into it.
    let Some(url) = web_address(url).filter(|url| url.len() <= LONGEST && url.bytes().all(|b| b.is_ascii_graphic()))
    else {
        return;
    };
    let Some(cell) = buffer.cell_mut((x, y)).filter(|cell| !cell.symbol().contains('\x1b')) else { return };
    let Some(cells) = NonZeroU16::new(cell.cell_width()) else { return };
    let linked = format!("\x1b]8;;{url}\x1b\\{}\x1b]8;;\x1b\\", cell.symbol());
    cell.set_symbol(&linked).set_diff_option(CellDiffOption::ForcedWidth(cells));
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::model::article_id::ArticleId;
    use crate::model::block::BlockKind;
    use crate::view::fixture;

    #[test]
    fn a_cell_is_a_link_by_itself() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer.set_string(0, 0, "世a", ratatui::style::Style::new());
        make(&mut buffer, 0, 0, "https://example.org/a");
        make(&mut buffer, 2, 0, "https://example.org/\x1b\\evil");
        assert_eq!(buffer.content[0].symbol(), "\x1b]8;;https://example.org/a\x1b\\世\x1b]8;;\x1b\\");
        assert_eq!(buffer.content[0].cell_width(), 2);
        assert_eq!(buffer.content[2].symbol(), "a", "an address with controls is none");
    }

    /// How many cells lead to the first article's link, and to the second's.
    fn linked(app: &App) -> [usize; 2] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        crate::view::paint(app, &mut buffer);
        apply(app, &mut buffer);
        [0, 1].map(|n| {
            let url = format!("https://example.org/{n}");
            buffer.content.iter().filter(|cell| cell.symbol().contains(&url)).count()
        })
    }

    #[test]
    fn both_texts_of_a_comparison_have_their_links() {
        let mut articles = fixture::articles();
        for (n, article) in articles.iter_mut().enumerate() {
            let first = article.blocks.iter().find(|b| b.kind == BlockKind::Body).expect("a paragraph").span.from();
            article.links = vec![Link { span: Span::new(first, first + 4), url: format!("https://example.org/{n}") }];
        }
        let mut app = fixture::loaded(120, 40, articles);
        app.open_comparison(ArticleId(0), ArticleId(1));
        assert_eq!(linked(&app), [0, 0]);
        app.settings.hyperlinks = true;
        assert_eq!(linked(&app), [4, 4]);
    }

    #[test]
    fn a_row_has_its_links() {
        let link = |from, to| Link { span: Span::new(from, to), url: String::new() };
        let article = Article { links: vec![link(0, 4), link(6, 9), link(12, 14)], ..Article::default() };
        let of = |from, to| within(&article, Span::new(from, to)).len();
        assert_eq!((of(0, 6), of(3, 8), of(9, 12), of(4, 20)), (1, 2, 0, 2));
    }
}
