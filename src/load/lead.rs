//! The top of an article: headline, byline, day of publication, dateline, and what they say about its source.
//!
//! Unknown stays unknown: a line that could be something else is left as it is.

use super::{captions, dateline, day, leftovers, lines};
use crate::model::article::Metadata;
use crate::model::block::{Block, BlockKind};

/// A headline that is found in the text is shorter than this. Bytes.
const LONGEST_HEADLINE: usize = 300;
/// Lines between headline and article are shorter than this. Bytes.
const LONGEST_LINE: usize = 120;
/// So many paragraphs are looked at for the lines of the lead.
const DEPTH: usize = 12;

/// So many paragraphs may stand above a headline.
const ABOVE: usize = 4;

/// The block of the headline: the one that repeats the known title, or, where none is known, the first line when it
/// reads like a headline.
pub(super) fn find_title(text: &str, blocks: &[Block], known: Option<&str>) -> Option<usize> {
    let undecided = blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Body);
    if let Some(known) = known {
        return undecided.take(6).find(|(_, b)| is_title(b.span.of(text), known)).map(|(i, _)| i);
    }
    // A page may print its day or its author above the headline.
    let mut undecided = undecided.skip_while(|(i, b)| *i < ABOVE && is_lead_line(b.span.of(text)));
    let (first, block) = undecided.next()?;
    let line = block.span.of(text);
    let (next, following) = undecided.next()?;
    let following = following.span.of(text);
    // "WORLD" above "Harbour closed after storm": the name of a section, which is no headline.
    let is_section = line.split_whitespace().count() <= 2
        && following.split_whitespace().count() >= 4
        && following.len() < LONGEST_HEADLINE
        && !lines::ends_sentence(following)
        && next == first + 1
        && reads_like_headline(following)
        && !is_lead_line(following);
    let (at, line) = if is_section { (next, following) } else { (first, line) };
    if is_lead_line(line) || !reads_like_headline(line) {
        return None;
    }
    // A headline that ends with a full stop is told from a first sentence by what stands under it.
    let surely_no_sentence = !line.trim_end().ends_with(['.', ',', ';', ':']);
    let lines_below = blocks[at + 1..].iter().take(2).any(|b| {
        let below = b.span.of(text);
        b.kind == BlockKind::Boilerplate || below.len() <= LONGEST_LINE && is_lead_line(below)
    });
    (surely_no_sentence || lines_below && !is_section).then_some(at)
}

/// Whether a paragraph is the known title, apart from punctuation, a prefix ("Update:") or the name of the site.
fn is_title(line: &str, known: &str) -> bool {
    if line.len() > known.len() + 80 {
        return false;
    }
    if lines::same_words(line, known) {
        return true;
    }
    let site = known.rsplit_once([' ', '\u{a0}']).is_some_and(|_| {
        [" | ", " - ", " – ", " — "]
            .iter()
            .any(|bar| known.rsplit_once(bar).is_some_and(|(h, _)| lines::same_words(line, h)))
    });
    site || [" | ", " - ", " – ", " — "]
        .iter()
        .any(|bar| line.rsplit_once(bar).is_some_and(|(h, _)| lines::same_words(h, known)))
}

fn reads_like_headline(line: &str) -> bool {
    let first = line.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    line.len() <= LONGEST_HEADLINE
        && !line.contains('\n')
        && first.is_some_and(|c| !c.is_lowercase())
        && line.split_whitespace().count() >= 2
        && dateline::of(line).is_none()
        && !captions::is_caption(line)
}

fn is_lead_line(line: &str) -> bool {
    byline(line).is_some() || day::parse(line).is_some() || leftovers::of(line).is_some() || dateline::is_alone(line)
}

/// Gives the lines above the headline their roles, as [`read`] does for those below it.
pub(super) fn read_above(text: &str, blocks: &mut [Block], metadata: &mut Metadata) {
    for block in blocks.iter_mut().take(ABOVE) {
        let line = block.span.of(text);
        if block.kind == BlockKind::Body
            && line.len() <= LONGEST_LINE
            && let Some(kind) = line_role(line, false, metadata)
        {
            block.kind = kind;
        }
    }
}

/// The day that stands alone on a line under a summary, close behind `from`. A second such line means that the days
/// are headings, as in a chronology.
fn read_behind_summary(text: &str, blocks: &mut [Block], from: usize, metadata: &mut Metadata) {
    let is_day = |b: &Block| {
        let line = b.span.of(text);
        b.kind == BlockKind::Body && line.len() <= LONGEST_LINE && day::parse(line).is_some()
    };
    let Some(at) = (from..blocks.len().min(from + 3)).find(|&i| is_day(&blocks[i])) else { return };
    if metadata.published.is_none() && !blocks[at + 1..].iter().any(is_day) {
        metadata.published = day::parse(blocks[at].span.of(text));
        blocks[at].kind = BlockKind::Published;
    }
}

/// Gives the lines between headline and article their roles, and fills what `metadata` does not know yet. `from` is
/// the first block to look at.
pub(super) fn read(text: &str, blocks: &mut [Block], from: usize, metadata: &mut Metadata) {
    let mut previous_is_lead = false;
    for i in from..blocks.len().min(from + DEPTH) {
        let Some([block, rest @ ..]) = blocks.get_mut(i..) else { return };
        if block.kind != BlockKind::Body {
            previous_is_lead = block.kind == BlockKind::Boilerplate;
            continue;
        }
        let line = block.span.of(text);
        if line.len() > LONGEST_LINE {
            read_dateline(line, metadata);
            read_behind_summary(text, blocks, i + 1, metadata);
            return;
        }
        let next = rest.iter().find(|b| b.kind != BlockKind::Caption);
        let beside_lead = previous_is_lead
            || next.is_some_and(|b| {
                let line = b.span.of(text);
                b.kind == BlockKind::Boilerplate
                    || dateline::of(line).is_some()
                    || line.len() <= LONGEST_LINE && is_lead_line(line)
            });
        match line_role(line, beside_lead, metadata) {
            Some(kind) => {
                block.kind = kind;
                previous_is_lead = true;
            }
            None if lines::ends_sentence(line) && line.split_whitespace().count() > 4 => {
                read_dateline(line, metadata);
                read_behind_summary(text, blocks, i + 1, metadata);
                return;
            }
            None => previous_is_lead = false,
        }
    }
}

/// Takes the source out of the dateline at the front of the first paragraph.
fn read_dateline(paragraph: &str, metadata: &mut Metadata) {
    if metadata.source.is_none() {
        metadata.source = dateline::of(paragraph).and_then(|d| d.agency).map(str::to_owned);
    }
}

/// The role of one line of the lead. Its parts ("By Jane Roe | 19 March 2021") must all belong there.
fn line_role(line: &str, beside_lead: bool, metadata: &mut Metadata) -> Option<BlockKind> {
    let parts = || line.split(['|', '•', '·']).map(str::trim).filter(|p| !p.is_empty());
    let on = parts().find_map(day::parse);
    let (mut by, mut from, mut other) = (None, None, false);
    for part in parts() {
        if day::parse(part).is_some() {
            continue;
        }
        if let Some(name) = byline(part) {
            by = by.or(Some(name));
        } else if let Some(name) = labelled_source(part) {
            from = from.or(Some(name));
        } else if (beside_lead || on.is_some()) && is_bare_name(part) {
            by = by.or(Some(part));
        } else if leftovers::of(part).is_some() {
            other = true;
        } else if dateline::is_alone(part) {
            let agency = dateline::agency_of_line(part).map(str::to_owned);
            metadata.source = metadata.source.take().or(agency);
            return Some(BlockKind::Dateline);
        } else {
            return None;
        }
    }
    metadata.byline = metadata.byline.take().or_else(|| by.map(str::to_owned));
    metadata.published = metadata.published.or(on);
    metadata.source = metadata.source.take().or_else(|| from.map(str::to_owned));
    match (by, on, from, other) {
        (Some(_), ..) => Some(BlockKind::Byline),
        (_, Some(_), ..) => Some(BlockKind::Published),
        (_, _, Some(_), _) => Some(BlockKind::Dateline),
        (.., true) => Some(BlockKind::Boilerplate),
        _ => None,
    }
}

/// The names behind "By": "By Jane Roe and John Doe in Bern". Sentences that begin so are none.
pub(super) fn byline(line: &str) -> Option<&str> {
    let line = line.trim();
    let names =
        ["By ", "BY ", "by ", "By: ", "Written by ", "Reported by ", "Story by ", "Words by ", "Text by ", "Author: "]
            .iter()
            .find_map(|label| line.strip_prefix(label))?
            .trim();
    let ends_so = names.ends_with(['.', '!', '?']) && !names.ends_with("Jr.") && !names.ends_with("Sr.");
    (!ends_so && names.len() <= 100 && lines::is_name_like(names) && first_is_name(names)).then_some(names)
}

/// Whether the first word can begin a person's or an agency's name: "By Monday" begins no byline.
fn first_is_name(names: &str) -> bool {
    let first = names.split([' ', ',']).next().unwrap_or_default();
    day::parse(&format!("{first} 1 January 2000")).is_none() && !first.starts_with(char::is_lowercase)
}

/// Two to four capitalised words and nothing else, none of them a word of section names and headings.
pub(super) fn is_bare_name(line: &str) -> bool {
    let words: Vec<_> = line.split([' ', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    let shaped = |word: &&str| {
        let letters = word.trim_end_matches('.');
        let inner = letters.chars().skip(1);
        letters.starts_with(char::is_uppercase)
            && (letters.chars().all(|c| c.is_uppercase() || "-'’".contains(c)) || inner.clone().any(char::is_lowercase))
            && letters.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
            || matches!(*word, "van" | "von" | "de" | "der" | "den" | "da" | "di" | "bin" | "al" | "el" | "la" | "du")
    };
    (2..=4).contains(&words.len())
        && line.len() <= 60
        && words.iter().all(shaped)
        && !words.iter().any(|w| NO_NAMES.contains(&w.to_lowercase().as_str()))
}

/// "Source: Harbour News".
fn labelled_source(line: &str) -> Option<&str> {
    let (label, name) = line.split_once([':', '：'])?;
    let name = name.trim();
    let is_label = matches!(lines::fold(label).as_str(), "source" | "publisher" | "publication" | "outlet" | "agency");
    (is_label && (1..=60).contains(&name.len()) && lines::is_name_like(name) && !name.ends_with('.')).then_some(name)
}

/// Words of headings and section names that look like a person's name otherwise.
const NO_NAMES: &[&str] = &[
    "a",
    "about",
    "africa",
    "america",
    "analysis",
    "and",
    "article",
    "asia",
    "breaking",
    "business",
    "china",
    "coming",
    "culture",
    "daily",
    "day",
    "east",
    "editorial",
    "europe",
    "exclusive",
    "fact",
    "for",
    "group",
    "history",
    "how",
    "in",
    "international",
    "key",
    "latest",
    "live",
    "local",
    "main",
    "market",
    "markets",
    "middle",
    "money",
    "new",
    "news",
    "next",
    "north",
    "of",
    "on",
    "opinion",
    "our",
    "points",
    "politics",
    "post",
    "press",
    "report",
    "science",
    "society",
    "south",
    "special",
    "sport",
    "sports",
    "states",
    "stories",
    "story",
    "summary",
    "talks",
    "tech",
    "the",
    "times",
    "top",
    "travel",
    "under",
    "united",
    "update",
    "video",
    "war",
    "week",
    "weekend",
    "west",
    "what",
    "why",
    "world",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    const TEXT: &str = "The council of Brakel decided on Monday to keep the harbour closed for three more weeks, and the \
                        shipping companies agreed.";

    /// What is read from `top` with an ordinary paragraph below it: kinds by first letter, and the metadata.
    #[track_caller]
    fn check(top: &str, kinds: &str, expected: [&str; 4]) {
        let text = format!("{top}\n\n{TEXT}");
        let mut blocks = paragraphs::split(&text);
        let mut metadata = Metadata::default();
        for block in &mut blocks {
            if leftovers::of(block.span.of(&text)) == Some(leftovers::Leftover::Sure) {
                block.kind = BlockKind::Boilerplate;
            }
        }
        let title = find_title(&text, &blocks, None);
        if let Some(title) = title {
            blocks[title].kind = BlockKind::Title;
            read_above(&text, &mut blocks[..title], &mut metadata);
        }
        read(&text, &mut blocks, title.map_or(0, |t| t + 1), &mut metadata);
        let found: Vec<_> = blocks.iter().map(|b| b.kind.name()).collect();
        assert_eq!(found.join(" "), kinds);
        let title = title.map_or("", |t| blocks[t].span.of(&text));
        let published = metadata.published.map(|d| d.to_string()).unwrap_or_default();
        let texts = [title, &metadata.byline.unwrap_or_default(), &published, &metadata.source.unwrap_or_default()];
        assert_eq!(texts, expected);
    }

    #[test]
    fn lines_under_the_headline() {
        check(
            "Harbour stays closed\n\nBy Jane Roe\n\nPublished: Mar 20, 2021 10:07 AM",
            "title byline published body",
            ["Harbour stays closed", "Jane Roe", "2021-03-20", ""],
        );
        check(
            "Harbour stays closed\nJane Roe\nShare",
            "title byline boilerplate body",
            ["Harbour stays closed", "Jane Roe", "", ""],
        );
        check(
            "Harbour stays closed\n\nJane Roe | 19 March 2021 | 3 min read",
            "title byline body",
            ["Harbour stays closed", "Jane Roe", "2021-03-19", ""],
        );
        check(
            "Harbour stays closed\n\nSource: Brakel Post\n\n19 March 2021",
            "title dateline published body",
            ["Harbour stays closed", "", "2021-03-19", "Brakel Post"],
        );
        check("HARBOUR STAYS CLOSED.\nBRAKEL 1996-08-30", "title dateline body", ["HARBOUR STAYS CLOSED.", "", "", ""]);
        check(
            "WORLD\n\nHarbour stays closed after storm",
            "boilerplate title body",
            ["Harbour stays closed after storm", "", "", ""],
        );
    }

    #[test]
    fn nothing_is_guessed() {
        let summary = "What happened in the harbour of Brakel, day by day.";
        let chronology = format!("Harbour stays closed\n\n{summary}\n\n1 March 2021\n\n{TEXT}\n\n2 March 2021");
        check(&chronology, "title body body body body body", ["Harbour stays closed", "", "", ""]);
        check("Harbour stays closed\n\nSouth Harbour", "title body body", ["Harbour stays closed", "", "", ""]);
        check("The harbour stays closed.", "body body", ["", "", "", ""]);
        check(
            "Harbour stays closed\n\nBy Monday the ships had left.",
            "title body body",
            ["Harbour stays closed", "", "", ""],
        );
        check("Harbour stays closed\n\n03/04/2021", "title body body", ["Harbour stays closed", "", "", ""]);
    }
}
