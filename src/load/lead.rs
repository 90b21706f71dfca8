//! The top of an article: headline, byline, day of publication, dateline, and what they say about its source.
//!
//! Unknown stays unknown: a line that could be something else is left as it is.

use std::sync::LazyLock;

use super::{captions, dateline, day, leftovers, lines, outlets};
use crate::language::{hash, vocabulary};
use crate::model::article::Metadata;
use crate::model::block::{Block, BlockKind};
use crate::text::lists::section;

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
    let all_furniture = blocks[first + 1..next].iter().all(|b| b.kind == BlockKind::Boilerplate);
    let is_section = line.split_whitespace().count() <= 2
        && following.split_whitespace().count() >= 4
        && following.len() < LONGEST_HEADLINE
        && !lines::ends_sentence(following)
        && all_furniture
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

/// What stands above a headline and belongs to the page: its place in the site ("Home / News / World"), the name of a
/// part, a remark about its age.
pub(super) fn is_furniture(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let folded = lines::fold(line);
    let folded =
        folded.strip_prefix("you are here").map_or(folded.as_str(), |rest| rest.trim_start_matches([':', ' ']));
    let remarks = ["this article is more than ", "this story is more than ", "this article was published more than "];
    if remarks.iter().any(|remark| folded.starts_with(remark)) {
        return true;
    }
    let parts: Vec<_> =
        folded.split(['/', '>', '|', '›', '»', '•', '·']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let is_part = |part: &&str| SECTIONS.lines().any(|section| section == *part);
    let starts_at_home = parts.first() == Some(&"home") && parts.iter().all(|p| p.split(' ').count() <= 4);
    // "Politics & Policy", "ARTS AND CULTURE"; "Europe and Asia" may be a headline.
    let capitals = !line.contains(char::is_lowercase);
    let pair = folded.split_once(" & ").or_else(|| folded.split_once(" and ").filter(|_| capitals));
    parts.len() >= 2 && (starts_at_home || parts.iter().all(is_part))
        || pair.is_some_and(|(one, other)| is_part(&one) && is_part(&other))
}

/// Names of the parts of papers and sites, one a line.
const SECTIONS: &str = include_str!("sections.txt");

fn is_lead_line(line: &str) -> bool {
    byline(line).is_some()
        || is_designation(line)
        || is_day_line(line)
        || day::parse(line).is_some()
        || day::is_moment(line)
        || leftovers::of(line).is_some()
        || dateline::is_alone(line)
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
        } else if block.kind == BlockKind::Body
            && line.len() <= 30
            && line.split_whitespace().count() <= 2
            && !lines::ends_sentence(line)
        {
            // The name of a part of the paper above its headline.
            block.kind = BlockKind::Boilerplate;
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

/// A line that only stands in a lead, unlike a button or a heading.
fn line_of_lead(line: &str) -> bool {
    line.len() <= LONGEST_LINE && (is_day_line(line) || byline(line).is_some() || labelled(line).is_some())
}

/// Gives the lines between headline and article their roles, and fills what `metadata` does not know yet. `from` is
/// the first block to look at.
pub(super) fn read(text: &str, blocks: &mut [Block], from: usize, metadata: &mut Metadata) {
    let mut previous_is_lead = false;
    for i in from..blocks.len().min(from + DEPTH) {
        let beside_day = i > 0 && matches!(blocks[i - 1].kind, BlockKind::Published | BlockKind::Byline);
        let Some([block, rest @ ..]) = blocks.get_mut(i..) else { return };
        // "Source: Acme Images" stands under a chart, and in a row of lines about the article.
        if block.kind == BlockKind::Caption
            && let Some(name) = labelled_source(block.span.of(text))
            && (beside_day || rest.first().is_some_and(|b| line_of_lead(b.span.of(text))))
        {
            metadata.source.get_or_insert_with(|| name.to_owned());
            block.kind = BlockKind::Dateline;
            previous_is_lead = true;
            continue;
        }
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

/// Takes the agency out of the dateline at the front of the first paragraph. Where no outlet is known it is the source;
/// where no day is known, that of the dateline is it.
pub(super) fn read_dateline(paragraph: &str, metadata: &mut Metadata) {
    let Some(dateline) = dateline::of(paragraph) else { return };
    metadata.published = metadata.published.or(dateline.day);
    let Some(agency) = dateline.agency else { return };
    match &metadata.source {
        None => metadata.source = Some(agency.to_owned()),
        Some(source) if !lines::same_words(source, agency) && metadata.agency.is_none() => {
            let known = outlets::by_name(agency).filter(|outlet| outlet.is_agency);
            metadata.agency = known.filter(|a| !lines::same_words(a.name, source)).map(|_| agency.to_owned());
        }
        Some(_) => {}
    }
}

/// What somebody is at the paper, alone on a line: "Senior Reporter", "Asia correspondent".
pub(super) fn is_designation(line: &str) -> bool {
    static LAST: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| section(include_str!("lead/designations.txt"), "last word", '\n'));
    // Longer than a role and a place are together; a paragraph that is a list of names would be cut once a name.
    if line.len() > 100 {
        return false;
    }
    // "Reporting from Stockholm", "Transport correspondent, Stockholm".
    if let Some(place) = line.strip_prefix("Reporting from ") {
        return place.len() <= 40 && lines::is_name_like(place);
    }
    let line = match line.rsplit_once(", ") {
        Some((role, place)) if is_designation(role) && place.len() <= 30 && lines::is_name_like(place) => role,
        _ => line,
    };
    let words: Vec<String> = line.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let begins = line.starts_with(char::is_uppercase);
    (1..=6).contains(&words.len())
        && line.len() <= 60
        && begins
        && !lines::ends_sentence(line)
        && words.last().is_some_and(|last| LAST.contains(&last.as_str()))
        && (words.len() >= 2 || matches!(words[0].as_str(), "reporter" | "correspondent" | "editor" | "columnist"))
        && (lines::is_name_like(line) || words.len() <= 4)
        || matches!(lines::fold(line).as_str(), "staff writer" | "staff reporter" | "staff" | "political correspondent")
}

/// "Anna Holm in Oslo", "Anna Holm, Oslo": the name.
fn name_before_place(line: &str) -> Option<&str> {
    let (name, place) = line.split_once(" in ").or_else(|| line.split_once(", "))?;
    (is_bare_name(name) && place.len() <= 40 && lines::is_name_like(place) && place.starts_with(char::is_uppercase))
        .then_some(name)
}

/// "Anna Holm, Jon Dahl and Eva Berg", "Anna Holm in Oslo and Jon Dahl in Bonn": several names, each of which begins like
/// that of a person.
fn several_names(line: &str) -> Option<String> {
    if line.len() > LONGEST_LINE || !line.contains([',', '&']) && !line.contains(" and ") {
        return None;
    }
    let names: Vec<&str> = line
        .split([',', '&'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_start_matches("and ").trim())
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.split_once(" in ").filter(|(_, place)| lines::is_name_like(place)).map_or(part, |(name, _)| name)
        })
        .collect();
    ((2..=6).contains(&names.len()) && names.iter().all(|name| is_bare_name(name) && is_given(name)))
        .then(|| names.join(", "))
}

/// Whether a part of a line is how old the article is, as sites shorten it: "2d", "5h ago".
fn is_age(part: &str) -> bool {
    let part = part.strip_suffix(" ago").unwrap_or(part);
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && matches!(&part[digits..], "s" | "m" | "h" | "d" | "w" | "mo" | "y" | "hr" | "hrs" | "min")
}

/// A name without the one that somebody has in a network: "Anna Holm @annaholm".
fn without_handle(name: &str) -> &str {
    match name.rsplit_once(" @") {
        Some((name, handle)) if !handle.contains(' ') => name.trim_end(),
        _ => name,
    }
}

/// A line of several parts that states the day, with the outlet, the editor or the time of day beside it.
fn is_day_line(line: &str) -> bool {
    let with_more = || day_with_more(line).is_some();
    line.len() <= LONGEST_LINE && parts(line).iter().any(|part| day::parse(part).is_some()) && {
        let belongs = |part: &&str| {
            day::parse(part).is_some()
                || day::time(part).is_some()
                || labelled(part).is_some()
                || outlets::by_name(part).is_some()
                || is_desk(part)
        };
        parts(line).iter().all(belongs) || with_more()
    }
}

/// The part of a line that is a day, and the name beside it that says where or for whom: "Oslo, 13 May 2024", "13 May 2024 -
/// Northern Wire", "Anna Holm, 13 May 2024".
fn day_with_more(line: &str) -> Option<(&str, &str)> {
    let is_day = |part: &str| day::parse(part).is_some();
    let (name, day) = match [" - ", " – ", " — "].iter().find_map(|dash| line.split_once(dash)) {
        Some((day, name)) if is_day(day) => (name, day),
        Some((name, day)) if is_day(day) => (name, day),
        _ => line.split_once(", ").filter(|(_, day)| is_day(day))?,
    };
    let name = name.trim();
    let short = name.len() <= 40 && (1..=4).contains(&name.split(' ').count());
    let begins = name.starts_with(char::is_uppercase) && !lines::ends_sentence(name) && byline(name).is_none();
    (short && begins && lines::is_name_like(name) && day::parse(&format!("{name} 1 January 2000")).is_none())
        .then_some((name, day))
}

/// Whether a part of a line beside a day is a place or a part of the paper: "13 May 2024 | World | Fishing".
fn is_short_label(part: &str) -> bool {
    part.len() <= 25 && part.split(' ').count() <= 2 && lines::is_name_like(part) && !lines::ends_sentence(part)
}

/// Whether a name begins with a given name.
fn is_given(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    vocabulary::word(hash::fold(first)).flags & vocabulary::GIVEN != 0
}

/// The name in front of what somebody is: "Anna Holm, Reporter", "Anna Holm Political Editor".
fn name_before_role(part: &str) -> Option<&str> {
    if let Some((name, role)) = part.split_once(", ") {
        return (is_bare_name(name) && is_given(name) && is_designation(role)).then_some(name);
    }
    // "Anna Holm - Northern Wire".
    if let Some((name, outlet)) = [" - ", " – ", " — "].iter().find_map(|dash| part.split_once(dash)) {
        let outlet = outlet.len() <= 40 && lines::is_name_like(outlet) && outlet.split(' ').count() <= 4;
        return (is_bare_name(name) && is_given(name) && outlet).then_some(name);
    }
    let second = part.match_indices(' ').nth(1)?.0;
    let (name, role) = part.split_at_checked(second)?;
    (is_bare_name(name) && is_given(name) && is_designation(role.trim_start())).then_some(name)
}

/// The parts of a line of the lead: between bars, between slashes with blanks around them, between wide gaps, in front
/// of labels and in front of a day that ends the line.
///
/// ```text
/// May 3, 2024 / 9:15 AM EDT / CBS News                      three
/// Source: Xinhua   Editor: huaxia   2024-05-03 19:20:15     three
/// ```
fn parts(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let spaced =
        line.split(['|', '•', '·', '\t']).flat_map(|part| part.split(" / ")).flat_map(|part| part.split("   "));
    for part in spaced.map(str::trim).filter(|p| !p.is_empty()) {
        let mut rest = part;
        // Labels begin parts of their own.
        while let Some(at) = next_label(rest) {
            out.push(rest[..at].trim_end_matches([' ', ',', ';']));
            rest = &rest[at..];
        }
        // "Editor: huaxia 2024-05-03 19:20:15"
        let day_at = rest.find(|c: char| c.is_ascii_digit()).filter(|at| {
            *at > 0
                && rest[..*at].contains(':')
                && labelled(rest[..*at].trim()).is_some()
                && day::parse(&rest[*at..]).is_some()
        });
        if let Some(at) = day_at {
            out.push(rest[..at].trim());
            rest = &rest[at..];
        }
        // "Posted on May 3, 2024 by Anna Holm", "By Anna Holm (AFP) – May 3, 2024"
        if let Some(at) = rest.find(" by ").filter(|at| day::parse(&rest[..*at]).is_some()) {
            out.push(&rest[..at]);
            rest = &rest[at + 1..];
        }
        // "Posted by Anna Holm at 9:15 AM".
        let moment = [" on ", " at "].iter().find_map(|word| rest.split_once(word));
        let is_moment = |behind: &str| day::parse(behind).is_some() || day::time(behind).is_some();
        if let Some((front, behind)) = moment.filter(|(front, behind)| is_moment(behind) && byline(front).is_some()) {
            out.push(front);
            rest = behind;
        }
        let cut = [" – ", " — ", " - "].iter().find_map(|dash| rest.rsplit_once(dash));
        if let Some((front, day)) = cut.filter(|(front, day)| day::parse(day).is_some() && byline(front).is_some()) {
            out.push(front);
            rest = day;
        }
        // "Friday May 03 2024, 9.15am BST, The Times"
        match rest.rsplit_once(", ") {
            Some((day, outlet)) if outlets::by_name(outlet).is_some() && day::parse(day).is_some() => {
                out.extend([day, outlet]);
            }
            _ => out.push(rest),
        }
    }
    out
}

/// "TNN", "PTI": the desk or the agency beside a day, in capitals.
fn is_desk(part: &str) -> bool {
    (2..=5).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase())
}

/// Labels that a line of the lead may hold behind its first word.
const LABELS: [&str; 9] =
    ["Source:", "Editor:", "Author:", "Reporter:", "Published:", "Updated:", "By:", "Writer:", "Agency:"];

fn next_label(line: &str) -> Option<usize> {
    LABELS.iter().filter_map(|label| line.match_indices(label).map(|(at, _)| at).find(|at| *at > 0)).min()
}

/// The label and the value of "Editor: huaxia".
fn labelled(part: &str) -> Option<(&str, &str)> {
    let (label, value) = part.split_once([':', '：'])?;
    let value = value.trim();
    let known =
        ["source", "editor", "author", "reporter", "writer", "agency", "publisher", "publication", "outlet", "by"];
    (known.contains(&lines::fold(label).as_str()) && (1..=60).contains(&value.len())).then_some((label, value))
}

/// The role of one line of the lead. Its parts ("By Jane Roe | 19 March 2021") must all belong there.
fn line_role(line: &str, beside_lead: bool, metadata: &mut Metadata) -> Option<BlockKind> {
    // A line that is a day as a whole may hold slashes and bars.
    let whole = day::stamp(line);
    let parts = match day_with_more(line).filter(|_| whole.is_none()) {
        _ if whole.is_some() => vec![line],
        Some((name, day)) if is_given(name) => vec![name, day],
        // Where it was written, or for whom, is not told apart.
        Some((_, day)) => vec![day],
        None => parts(line),
    };
    // "Updated 4 May | Published 3 May" is of 3 May.
    let days = || parts.iter().filter_map(|part| day::dated(part));
    let on = days().find(|(_, is_change)| !is_change).or_else(|| days().next()).map(|(stamp, _)| stamp);
    let (mut by, mut from, mut time, mut other, mut role) = (None::<String>, None, None, false, false);
    for part in parts {
        if day::parse(part).is_some() {
            continue;
        }
        let part = without_handle(part);
        if let Some(name) = byline(part) {
            // "By Anna Holm, CNN", "By Anna Holm (AFP)"
            let cut = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).or_else(|| name.rsplit_once(", "));
            let (name, outlet) = match cut {
                Some((name, outlet)) if outlets::by_name(outlet).is_some() => (name, Some(outlet)),
                _ => (name, None),
            };
            by = by.or(Some(name.to_owned()));
            from = from.or(outlet);
        } else if day::is_moment(part) || is_age(part) {
            other = true;
        } else if let Some(name) = labelled_source(part) {
            from = from.or(Some(name));
        } else if let Some((label, value)) = labelled(part) {
            // An editor by a pseudonym is no author.
            let is_author = !lines::fold(label).starts_with("editor") && lines::is_name_like(value);
            by = by.or(is_author.then(|| value.to_owned()));
            other = true;
        } else if let Some(found) = on.is_some().then(|| day::time(part)).flatten() {
            time = time.or(Some(found));
        } else if on.is_some() && outlets::by_name(part).is_some() {
            from = from.or(Some(part));
        } else if on.is_some() && is_desk(part) {
            other = true;
        } else if by.is_some() && part.starts_with("The ") && part.len() <= 40 && lines::is_name_like(part) {
            // "By Anna Holm | The Brakel Post"
            from = from.or(Some(part));
        } else if by.is_some() && day::time(part).is_some() {
            other = true;
        } else if let Some(name) = name_before_role(part) {
            by = by.or(Some(name.to_owned()));
        } else if is_designation(part) {
            role = true;
        } else if (beside_lead || on.is_some()) && is_bare_name(part) {
            by = by.or(Some(part.to_owned()));
        } else if (beside_lead || on.is_some())
            && let Some(names) = several_names(part)
        {
            by = by.or(Some(names));
        } else if beside_lead && let Some(name) = name_before_place(part) {
            by = by.or(Some(name.to_owned()));
        } else if leftovers::of(part).is_some() {
            other = true;
        } else if dateline::is_alone(part) {
            let agency = dateline::agency_of_line(part).map(str::to_owned);
            metadata.source = metadata.source.take().or(agency);
            return Some(BlockKind::Dateline);
        } else if on.is_some() && (is_short_label(part) || part == "by admin" || part == "by staff") {
            other = true;
        } else {
            return None;
        }
    }
    role &= beside_lead || by.is_some() || metadata.byline.is_some();
    if metadata.published.is_none()
        && let Some(stamp) = on.clone()
    {
        metadata.time = stamp.time.or(time);
        metadata.published = Some(stamp.date);
    }
    metadata.byline = metadata.byline.take().or_else(|| by.clone());
    metadata.source = metadata.source.take().or_else(|| from.map(str::to_owned));
    match (by, on, from, other) {
        (Some(_), ..) => Some(BlockKind::Byline),
        _ if role => Some(BlockKind::Byline),
        (_, Some(_), ..) => Some(BlockKind::Published),
        (_, _, Some(_), _) => Some(BlockKind::Dateline),
        (.., true) => Some(BlockKind::Boilerplate),
        _ => None,
    }
}

/// The names behind "By": "By Jane Roe and John Doe in Bern". Sentences that begin so are none.
pub(super) fn byline(line: &str) -> Option<&str> {
    static BEGINNINGS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| section(include_str!("lead/designations.txt"), "byline", '\n'));
    static ENDINGS: LazyLock<Vec<&'static str>> =
        LazyLock::new(|| section(include_str!("lead/designations.txt"), "behind byline", '\n'));
    // "(By Anna Holm)", "✍ By Anna Holm".
    let line = line.trim();
    let line = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let label = BEGINNINGS.iter().find_map(|label| line.strip_prefix(label)?.strip_prefix(' '));
    // "From Anna Holm, CNN".
    let from = || {
        let (name, outlet) = line.strip_prefix("From ")?.split_once(", ")?;
        (is_bare_name(name) && is_given(name) && outlets::by_name(outlet).is_some()).then_some(name)
    };
    let names = label.or_else(from)?.trim();
    // "By Anna Holm and agencies", "By Anna Holm, special to the Harbour News".
    let cut = ENDINGS.iter().filter_map(|ending| names.find(&format!(" {ending}"))).min();
    let names = cut.map_or(names, |at| names[..at].trim_end_matches([',', ' ']));
    // "By Anna Holm 3 min read".
    let names = names
        .split_once(|c: char| c.is_ascii_digit())
        .filter(|(_, rest)| rest.ends_with("min read"))
        .map_or(names, |(name, _)| name.trim_end());
    // "Text by Anna Holm, photos by Jon Dahl".
    let pictures =
        [", photo", "; photo", "; pictures by", " and photo", ", pictures by", ", illustration", ", video by"];
    let names = pictures.iter().find_map(|sign| names.split_once(sign)).map_or(names, |(names, _)| names);
    // "Jane Roe, Senior Reporter": what she is stands behind.
    let names = match names.split_once(", ") {
        Some((name, role)) if is_designation(role) && is_bare_name(name) => name,
        _ => names,
    };
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
        && !words.iter().any(|w| NO_NAMES.lines().any(|no| no == w.to_lowercase()))
}

/// "Source: Harbour News".
fn labelled_source(line: &str) -> Option<&str> {
    let (label, name) = line.split_once([':', '：'])?;
    let name = name.trim();
    let is_label = matches!(lines::fold(label).as_str(), "source" | "publisher" | "publication" | "outlet" | "agency");
    (is_label && (1..=60).contains(&name.len()) && lines::is_name_like(name) && !name.ends_with('.')).then_some(name)
}

/// Words of headings and section names that look like a person's name otherwise.
const NO_NAMES: &str = include_str!("no_names.txt");

#[cfg(test)]
mod tests;
