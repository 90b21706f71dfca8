//! What people would rather look at than read: who stands where, whose words fill the articles, and the days that they speak
//! of. Each picture is a table, so that its numbers are text; the bars beside them are SVG and stretch with the page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use crate::export::report::gather::Material;
use crate::export::report::glance::count;
use crate::export::report::html::{At, Id, Page};
use crate::export::report::sheets;
use crate::model::board::{Row, SheetKind, Tone};
use crate::model::date::When;
use crate::text::span::Span;

/// So many issues have a picture, the most contended ones.
const ISSUES: usize = 8;
/// So many parties of an issue.
const PARTIES: usize = 8;
/// So many days, those that most articles speak of.
const DAYS: usize = 24;
/// Days further from the articles than this would leave no room for the others on the line.
const AWAY: i64 = 120;
/// How wide a picture is in its own units.
const WIDTH: f64 = 200.0;
/// So many colours there are for voices: the paper, sides, others, unknown.
const COLOURS: [&str; 8] = ["v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7"];

/// Whether there is anything to look at.
pub(super) fn has_any(material: &Material<'_>) -> bool {
    disputed(material).next().is_some() || !voices(material).is_empty() || !days(material).is_empty()
}

/// Writes all of them.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    who_stands_where(page, material);
    whose_words(page, material);
    days_on_a_line(page, material);
}

fn figure(page: &mut Page, title: &str, note: &str, inside: impl FnOnce(&mut Page)) {
    page.element("figure", &[], |page| {
        page.element("figcaption", &[], |page| {
            page.leaf("b", &[], title);
            page.text(" ");
            page.text(note);
        });
        inside(page);
    });
    page.line();
}

/// A drawing that says nothing which the text beside it does not say.
fn drawing(page: &mut Page, inside: impl FnOnce(&mut Page)) {
    let at = [
        At::Class("bar"),
        At::Fixed("viewBox", "0 0 200 12"),
        At::Fixed("preserveAspectRatio", "none"),
        At::Fixed("aria-hidden", "true"),
        At::Fixed("focusable", "false"),
    ];
    page.element("svg", &at, inside);
}

fn rect(page: &mut Page, class: &'static str, x: f64, width: f64) {
    let (y, height) = (1.0, 10.0);
    let at = [
        At::Class(class),
        At::Number("x", x),
        At::Number("y", y),
        At::Number("width", width),
        At::Number("height", height),
    ];
    page.element("rect", &at, |_| ());
}

fn disputed<'m>(material: &'m Material<'_>) -> impl Iterator<Item = (usize, &'m Row)> {
    let sheet = material.board.sheets.iter().find(|s| s.kind == SheetKind::Issues);
    let rows = sheet.into_iter().flat_map(|s| s.rows.iter().enumerate());
    rows.filter(|(_, row)| row.differs).take(ISSUES)
}

/// A party, and in how many articles it is for something and against it.
type Party<'m> = (&'m str, [usize; 2]);

/// The place of an article, and its voices: the row of the sheet, its name, and per cent.
pub(super) type Shares<'m> = (usize, Vec<(usize, &'m str, u32)>);

/// In how many articles a party is for something, and in how many against it.
fn parties(row: &Row) -> Vec<Party<'_>> {
    let mut out: Vec<Party<'_>> = Vec::new();
    for part in row.cells.iter().flat_map(|cell| &cell.parts).filter(|part| !part.text.is_empty()) {
        let [pro, con] = match part.tone {
            Tone::For => [1, 0],
            Tone::Against => [0, 1],
            Tone::Both => [1, 1],
            Tone::Mentioned | Tone::Plain => continue,
        };
        match out.iter_mut().find(|(name, _)| *name == part.text) {
            Some((_, counts)) => *counts = [counts[0] + pro, counts[1] + con],
            None => out.push((&part.text, [pro, con])),
        }
    }
    out.sort_by_key(|(_, [pro, con])| std::cmp::Reverse(pro + con));
    out.truncate(PARTIES);
    out
}

fn who_stands_where(page: &mut Page, material: &Material<'_>) {
    let rows: Vec<(usize, Vec<Party<'_>>, &Row)> = disputed(material)
        .map(|(n, row)| (n, parties(row), row))
        .filter(|(_, parties, _)| !parties.is_empty())
        .collect();
    let most = rows.iter().flat_map(|(_, parties, _)| parties).flat_map(|(_, counts)| counts).copied().max();
    let Some(most) = most.filter(|most| *most > 0) else { return };
    let note = "In how many articles a party is against (left) or for (right) what is disputed.";
    figure(page, "Who stands where", note, |page| {
        page.element("table", &[At::Class("picture")], |page| {
            head(page, &["Party", "against | for", "Articles"]);
            for (n, parties, row) in rows {
                page.element("tbody", &[], |page| {
                    page.element("tr", &[At::Class("group")], |page| {
                        page.element("th", &[At::Fixed("colspan", "3"), At::Fixed("scope", "rowgroup")], |page| {
                            page.leaf("a", &[At::To(Id::Row(SheetKind::Issues, n))], &row.name);
                        });
                    });
                    for (name, [pro, con]) in parties {
                        page.element("tr", &[], |page| {
                            page.leaf("th", &[At::Fixed("scope", "row")], name);
                            page.element("td", &[At::Class("drawn")], |page| {
                                drawing(page, |page| {
                                    let unit = (WIDTH / 2.0 - 2.0) / most as f64;
                                    let (pro, con) = (pro as f64 * unit, con as f64 * unit);
                                    rect(page, "axis", WIDTH / 2.0 - 0.25, 0.5);
                                    rect(page, "against", WIDTH / 2.0 - 1.0 - con, con);
                                    rect(page, "for", WIDTH / 2.0 + 1.0, pro);
                                });
                            });
                            let told = [(con, "against"), (pro, "for")];
                            let told = told.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
                            page.leaf("td", &[], &told.collect::<Vec<_>>().join(", "));
                        });
                        page.line();
                    }
                });
            }
        });
    });
}

fn head(page: &mut Page, heads: &[&str]) {
    page.element("thead", &[], |page| {
        page.element("tr", &[], |page| {
            for head in heads {
                page.leaf("th", &[At::Fixed("scope", "col")], head);
            }
        });
    });
}

/// The voices of each article, the paper's own first: the row of the sheet, its name, and per cent.
pub(super) fn voices<'m>(material: &'m Material<'_>) -> Vec<Shares<'m>> {
    let mut out: BTreeMap<usize, Vec<(usize, &str, u32)>> = BTreeMap::new();
    let rows = material.board.sheets.iter().filter(|s| s.kind == SheetKind::Voices).flat_map(|s| s.rows.iter());
    for (voice, row) in rows.enumerate() {
        for cell in &row.cells {
            // As the sheet writes it: `34 %`.
            let number = cell.parts.first().and_then(|part| part.text.split(' ').next()?.parse().ok());
            if let Some(percent) = number.filter(|percent| *percent > 0) {
                out.entry(cell.column as usize).or_default().push((voice, &row.name, percent));
            }
        }
    }
    out.into_iter().collect()
}

/// The class of a voice: those beyond the colours share the last one.
fn colour(voice: usize) -> &'static str {
    COLOURS[voice.min(COLOURS.len() - 1)]
}

fn whose_words(page: &mut Page, material: &Material<'_>) {
    let voices = voices(material);
    if voices.is_empty() {
        return;
    }
    let told = if voices.len() < material.articles.len() {
        "Per cent of the words of each article that stands with others of its story."
    } else {
        "Per cent of the words of each article."
    };
    figure(page, "Whose words", told, |page| {
        page.element("table", &[At::Class("picture")], |page| {
            head(page, &["Article", "Share", "Per cent"]);
            page.element("tbody", &[], |page| {
                for (n, shares) in voices {
                    let source = &material.articles[n];
                    page.element("tr", &[], |page| {
                        page.element("th", &[At::Fixed("scope", "row")], |page| {
                            let day = source.day();
                            let comma = if day.is_empty() { "" } else { ", " };
                            page.leaf(
                                "a",
                                &[At::To(Id::Article(n))],
                                &format!("{} {}{comma}{day}", n + 1, source.outlet()),
                            );
                        });
                        page.element("td", &[At::Class("drawn")], |page| {
                            drawing(page, |page| {
                                let mut x = 0.0;
                                for (voice, _, percent) in &shares {
                                    let width = f64::from(*percent) * WIDTH / 100.0;
                                    rect(page, colour(*voice), x, (width - 0.6).max(0.4));
                                    x += width;
                                }
                            });
                        });
                        page.element("td", &[], |page| {
                            for (i, (voice, name, percent)) in shares.iter().enumerate() {
                                page.text(if i > 0 { ", " } else { "" });
                                let at = [
                                    At::Class("key"),
                                    At::Fixed("viewBox", "0 0 10 10"),
                                    At::Fixed("aria-hidden", "true"),
                                    At::Fixed("focusable", "false"),
                                ];
                                page.element("svg", &at, |page| rect(page, colour(*voice), 0.0, 10.0));
                                page.text(&format!("{name} {percent} %"));
                            }
                        });
                    });
                    page.line();
                }
            });
        });
    });
}

/// One day of the line.
struct OnDay {
    words: String,
    /// The articles that speak of it, and where each does so first.
    by: BTreeMap<usize, Span>,
}

/// The days that articles speak of, in their order: those that most of them speak of.
fn days(material: &Material<'_>) -> Vec<(Date, OnDay)> {
    let mut out: HashMap<Date, OnDay> = HashMap::new();
    let published = material.days();
    for (n, source) in material.articles.iter().enumerate() {
        for date in &source.findings.dates {
            let Some(when) = date.when().filter(|w| w.granularity == "day" && w.order.0.year() < 9_000) else {
                continue;
            };
            let day = when.order.0;
            if published.is_some_and(|[first, last]| between(day, first) > AWAY || between(last, day) > AWAY) {
                continue;
            }
            let words = When::of(&day.to_string()).map_or(when.words, |w| w.words);
            let known = out.entry(day).or_insert_with(|| OnDay { words, by: BTreeMap::new() });
            known.by.entry(n).or_insert(date.span);
        }
    }
    let mut days: Vec<(Date, OnDay)> = out.into_iter().collect();
    days.sort_by_key(|(day, on)| (std::cmp::Reverse(on.by.len()), *day));
    days.truncate(DAYS);
    days.sort_by_key(|(day, _)| *day);
    days
}

/// Days from one to the other; negative where the other comes first.
fn between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

fn days_on_a_line(page: &mut Page, material: &Material<'_>) {
    let days = days(material);
    let published: BTreeSet<Date> = material.articles.iter().filter_map(|a| a.article.metadata.published).collect();
    let all = || days.iter().map(|(day, _)| *day).chain(published.iter().copied());
    let (Some(first), Some(last)) = (all().min(), all().max()) else { return };
    if days.is_empty() {
        return;
    }
    let length = between(first, last).max(1) as f64;
    let x = |day: Date| between(first, day) as f64 / length * (WIDTH - 3.0);
    let note = format!("From {first} to {last}: the days that most articles speak of.");
    figure(page, "Days", &note, |page| {
        page.element("table", &[At::Class("picture")], |page| {
            head(page, &["Day", "On a line", "Articles that speak of it"]);
            page.element("tbody", &[], |page| {
                if !published.is_empty() {
                    page.element("tr", &[], |page| {
                        page.leaf("th", &[At::Fixed("scope", "row")], "published");
                        page.element("td", &[At::Class("drawn")], |page| {
                            drawing(page, |page| {
                                for day in &published {
                                    rect(page, "published", x(*day), 1.5);
                                }
                            });
                        });
                        page.leaf("td", &[], &format!("on {}", count(published.len(), "day")));
                    });
                }
                for (day, on) in &days {
                    page.element("tr", &[], |page| {
                        page.leaf("th", &[At::Fixed("scope", "row")], &on.words);
                        page.element("td", &[At::Class("drawn")], |page| {
                            drawing(page, |page| {
                                rect(page, "line", 0.0, WIDTH);
                                rect(page, "day", x(*day), 3.0);
                            });
                        });
                        page.element("td", &[], |page| {
                            page.text(&format!("{}: ", on.by.len()));
                            for (i, (n, span)) in on.by.iter().take(PARTIES).enumerate() {
                                page.text(if i > 0 { ", " } else { "" });
                                let source = &material.articles[*n];
                                page.text(&format!("{} ", source.outlet()));
                                sheets::cite(page, *n, source, *span, None);
                            }
                            if on.by.len() > PARTIES {
                                page.text(&format!(" and {} more", on.by.len() - PARTIES));
                            }
                        });
                    });
                    page.line();
                }
            });
        });
    });
}
