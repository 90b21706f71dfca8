//! What the names that makers give to elements say about the parts of a page.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::tree::{Kind, Node};

/// What an element is by its names and its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Nothing is said.
    Unknown,
    /// Usually not the article.
    Weak,
    /// Not the article.
    Strong,
    /// The text of the article.
    Body,
}

/// The part of the page that an element is.
pub(super) fn part(node: &Node<'_>) -> Part {
    if node.attributes.is_empty() {
        return of_kind(node.kind);
    }
    let mut found = of_kind(node.kind);
    let mut is_body = false;
    for (name, value) in crate::load::markup::attributes(node.attributes) {
        let lower = name.len() <= 12 && !value.is_empty();
        if name.eq_ignore_ascii_case("hidden") {
            return Part::Strong;
        }
        if !lower {
            continue;
        }
        match name.to_ascii_lowercase().as_str() {
            "itemprop" if value.eq_ignore_ascii_case("articlebody") => return Part::Body,
            "property" if value.ends_with("articleBody") => return Part::Body,
            "itemprop" | "property" => {
                let value = value.to_ascii_lowercase();
                if ["author", "datepublished", "datemodified", "headline", "publisher"].contains(&value.as_str()) {
                    found = found.max(Part::Weak);
                }
            }
            "aria-hidden" if value == "true" => return Part::Strong,
            "style" if value.contains("display:none") || value.contains("display: none") => return Part::Strong,
            "role" => {
                let role = value.to_ascii_lowercase();
                let roles = ["navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alertdialog"];
                if roles.contains(&role.as_str()) {
                    found = found.max(Part::Strong);
                }
            }
            "class" | "id" | "data-testid" | "data-qa" | "data-component" | "data-module" => match of_names(value) {
                Part::Body => is_body = true,
                other => found = found.max(other),
            },
            _ => {}
        }
    }
    if is_body && found < Part::Strong { Part::Body } else { found }
}

/// Whether an element is called a standfirst.
pub(super) fn is_standfirst(node: &Node<'_>) -> bool {
    crate::load::markup::attributes(node.attributes)
        .filter(|(name, _)| ["class", "id", "data-testid", "itemprop"].contains(name))
        .flat_map(|(_, value)| value.split_ascii_whitespace().take(24))
        .filter(|name| name.len() <= 80)
        .any(|name| keys(&words(name)).any(|key| standfirsts().contains(key.as_str())))
}

fn of_kind(kind: Kind) -> Part {
    match kind {
        Kind::Aside => Part::Strong,
        Kind::Header => Part::Weak,
        _ => Part::Unknown,
    }
}

/// The part that the words of a class or an id name. Utility classes of layouts may be long; some hundred bytes tell.
fn of_names(names: &str) -> Part {
    let mut best = Part::Unknown;
    for name in names.split_ascii_whitespace().take(24) {
        if name.len() > 80 || name.contains([':', '[', '(']) {
            continue;
        }
        let words = words(name);
        // What a name ends with or begins with is what the element is; `has-sidebar`, `with-comments` and
        // `no-ads` say what else there is.
        if matches!(words.first().map(String::as_str), Some("has" | "with" | "no" | "is" | "not" | "wp" | "js"))
            && words.len() > 1
        {
            continue;
        }
        for key in keys(&words) {
            if let Some(part) = table().get(key.as_str()) {
                best = best.max(*part);
            }
        }
    }
    best
}

/// The words of a name, and the twos and threes of them that stand side by side, as the list has them.
fn keys(words: &[String]) -> impl Iterator<Item = String> {
    (0..words.len()).flat_map(move |i| (1..=3).filter_map(move |n| Some(words.get(i..i + n)?.join("+"))))
}

/// The words of a name in lower case: `articleBody`, `article-body` and `article__body` are two.
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before = '-';
    for c in name.chars() {
        if !c.is_alphanumeric() {
            before = '-';
            continue;
        }
        if before == '-' || c.is_uppercase() && before.is_lowercase() {
            out.push(String::new());
        }
        if let Some(word) = out.last_mut() {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    out
}

fn table() -> &'static HashMap<&'static str, Part> {
    static TABLE: OnceLock<HashMap<&'static str, Part>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let of = |label, part| names(label).map(move |name| (name, part));
        of("strong", Part::Strong).chain(of("weak", Part::Weak)).chain(of("body", Part::Body)).collect()
    })
}

fn standfirsts() -> &'static HashSet<&'static str> {
    static TABLE: OnceLock<HashSet<&'static str>> = OnceLock::new();
    TABLE.get_or_init(|| names("standfirst").collect())
}

/// The words of a line of the list.
fn names(label: &str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("parts.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(move |line| line.strip_prefix(label)?.strip_prefix(':')).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::html::tree::Tree;

    #[track_caller]
    fn check(tag: &str, expected: Part) {
        let tree = Tree::read(tag);
        assert_eq!(part(&tree.nodes[1]), expected, "{tag}");
    }

    #[test]
    fn names_tell_parts() {
        check("<div class='article-body'>", Part::Body);
        check("<div id=articleBody>", Part::Body);
        check("<div itemprop=articleBody>", Part::Body);
        check("<div class='c-related-links'>", Part::Strong);
        check("<div class='storyComments'>", Part::Strong);
        check("<div class='has-sidebar'>", Part::Unknown);
        check("<div class='video-player'>", Part::Weak);
        check("<nav>", Part::Strong);
        check("<p class='paragraph large'>", Part::Unknown);
        check("<div style='display:none'>", Part::Strong);
    }

    #[test]
    fn names_tell_a_standfirst() {
        let is = |tag: &str| is_standfirst(&Tree::read(tag).nodes[1]);
        assert!(is("<p class='article-dek'>") && is("<h2 class=sub-headline>") && is("<div id=standfirst>"));
        assert!(!is("<p class='desktop'>") && !is("<h2 class=title>") && !is("<p>"));
    }
}
