//! The head of a report: what it is about, its main numbers, and what it leaves out; and its foot: how to read it.

use crate::export::report::gather::Material;
use crate::export::report::html::{At, Page};
use crate::model::board::SheetKind;

/// What the report is called.
pub(super) fn title(material: &Material<'_>) -> String {
    if let Some(title) = material.asked.title.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        return title.to_owned();
    }
    match &material.articles[..] {
        [] => "A report on no article".to_owned(),
        [one] => one.article.title().to_owned(),
        [left, right] => format!("{} and {}", left.outlet(), right.outlet()),
        many => format!("{} articles{}", many.len(), outlets(material)),
    }
}

fn outlets(material: &Material<'_>) -> String {
    match material.outlets().len() {
        0 | 1 => String::new(),
        n => format!(" of {n} outlets"),
    }
}

/// `1 article`, `2 articles`.
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// When the articles were published: `2021-03-18 to 2021-03-20`.
pub(super) fn period(material: &Material<'_>) -> Option<String> {
    let [first, last] = material.days()?;
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

/// What was asked for, in a line.
pub(super) fn asked(material: &Material<'_>) -> String {
    let mut parts = Vec::new();
    if !material.asked.filter.is_empty() {
        parts.push(format!("chosen by {}", material.asked.filter));
    }
    parts.extend(period(material).map(|period| format!("published {period}")));
    parts.extend(material.asked.made.map(|day| format!("made {day}")));
    parts.push(format!("Parallax {}", env!("CARGO_PKG_VERSION")));
    parts.join(" · ")
}

/// The main numbers: how many, and of what.
pub(super) fn numbers(material: &Material<'_>) -> Vec<(usize, &'static str)> {
    let differing = |kind: SheetKind| {
        let rows = material.board.sheets.iter().filter(|s| s.kind == kind).flat_map(|s| &s.rows);
        rows.filter(|row| row.differs).count()
    };
    let plural = |n: usize, one: &'static str, many: &'static str| (n, if n == 1 { one } else { many });
    let disputed = differing(SheetKind::Issues);
    let disagreements = differing(SheetKind::Disagreements);
    vec![
        plural(material.articles.len(), "article", "articles"),
        plural(material.board.texts(), "independent text", "independent texts"),
        plural(material.outlets().len(), "outlet", "outlets"),
        plural(disputed, "disputed issue", "disputed issues"),
        plural(disagreements, "disagreement", "disagreements"),
    ]
}

/// What the report leaves out, a sentence each.
pub(super) fn left_out(material: &Material<'_>) -> Vec<String> {
    let left = &material.left_out;
    let mut out = Vec::new();
    if left.articles > 0 {
        let (more, is) = (count(left.articles, "further article"), if left.articles == 1 { "is" } else { "are" });
        out.push(format!(
            "{more} that the choice holds {is} not in this report: it has the first {}. A narrower choice (--filter, \
             --story) or a higher --limit brings others in.",
            material.articles.len()
        ));
    }
    if left.pairs > 0 {
        let more = count(left.pairs, "further pair");
        out.push(format!("{more} of articles of one story are not laid side by side (--comparisons)."));
    }
    if !left.rows.is_empty() {
        let rows: Vec<String> =
            left.rows.iter().map(|(kind, n)| format!("{n} in {}", kind.title().to_lowercase())).collect();
        out.push(format!("Rows that are less contended are left out: {}.", rows.join(", ")));
    }
    if left.passages > 0 {
        let more = count(left.passages, "passage");
        out.push(format!("{more} beyond the first ones of an article are left out."));
    }
    out
}

/// Writes the head.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    page.leaf("p", &[At::Class("asked")], &asked(material));
    page.element("ul", &[At::Class("numbers")], |page| {
        for (n, what) in numbers(material) {
            page.element("li", &[], |page| {
                page.leaf("b", &[], &n.to_string());
                page.text(" ");
                page.text(what);
            });
        }
    });
    let left_out = left_out(material);
    if !left_out.is_empty() {
        page.element("div", &[At::Class("left-out")], |page| {
            page.leaf("p", &[], "What this report leaves out");
            page.element("ul", &[], |page| left_out.iter().for_each(|line| page.leaf("li", &[], line)));
        });
    }
}

/// What the signs and words mean, and how a finding is checked.
const READING: [(&str, &str); 8] = [
    (
        "+ − ± ·",
        "for, against, both, spoken about. An empty place: nothing was found, which is not the same as nothing said.",
    ),
    ("= ≠ ≈", "two passages: both say it; they tell it differently; they are on the same matter."),
    ("¶ 3", "the third paragraph of the text. It leads to the sentence, which is then marked."),
    ("unsure", "the program holds it for likely and is often wrong there; the per cent say how often it is right."),
    ("by hand", "a person made or corrected it, in the reader or in the configuration."),
    ("looked for", "the words that were looked for in a text in which nothing was found."),
    (
        "sha256",
        "the hash of a text, with line ends as line feeds: whoever has a text with the same hash has the text from which the \
         findings were made. `parallax annotate FILE` prints text and hash.",
    ),
    ("what this is", "Findings of a program that reads English news. They show where to look; the sentence decides."),
];

/// Writes the foot.
pub(super) fn how_to_read(page: &mut Page, _: &Material<'_>) {
    page.element("dl", &[At::Class("reading")], |page| {
        for (term, meaning) in READING {
            page.leaf("dt", &[], term);
            page.leaf("dd", &[], meaning);
        }
    });
}
