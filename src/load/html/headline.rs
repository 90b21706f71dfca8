//! The headline of a page: what JSON-LD, `OpenGraph`, the title of the page and its visible headings agree on.

use super::parts::{self, Part};
use super::tree::{Kind, Tree};
use crate::load::{lines, outlets};

/// A headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headline {
    /// Its words.
    pub(super) text: String,
    /// The heading on the page that shows it.
    pub(super) node: Option<usize>,
}

/// What a page says of its headline where nobody sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Claims<'a> {
    /// In JSON-LD.
    pub(super) linked: Option<&'a str>,
    /// In `OpenGraph` and the like.
    pub(super) open: Option<&'a str>,
    /// As the title of the page.
    pub(super) page: Option<&'a str>,
    /// The name of the site, which is none.
    pub(super) site: Option<&'a str>,
}

impl Claims<'_> {
    fn all(&self) -> impl Iterator<Item = &str> {
        [self.linked, self.open, self.page].into_iter().flatten()
    }

    /// How much of a heading's words the claim has that shares most of them. Per cent.
    fn share(&self, heading: &str) -> usize {
        self.all().map(|claim| share(heading, claim)).max().unwrap_or(0)
    }
}

/// A heading that shares so much of its words with a claim shows the same headline. Per cent.
const AGREED: usize = 70;
/// The same for the only large heading of a page: makers write another headline for search engines. Per cent.
const AGREED_ALONE: usize = 35;
/// Headings below the first level that are looked at, and as many of the first.
const MOST: usize = 60;

/// The headline of a page. What stands visibly over the article counts more than what is said elsewhere.
pub(super) fn of(tree: &Tree<'_>, claims: Claims<'_>) -> Option<Headline> {
    let is_site = |text: &str| claims.site.is_some_and(|site| is_name_of_site(text, site));
    let claims = Claims {
        linked: claims.linked.filter(|t| t.len() >= 3 && !is_site(t)),
        open: claims.open.filter(|t| !is_site(t)),
        ..claims
    };
    let headings: Vec<(u8, Headline)> = tree
        .nodes
        .iter()
        .enumerate()
        .filter_map(|(i, n)| if let Kind::Heading(level @ 1..=3) = n.kind { Some((level, i)) } else { None })
        .scan(0, |others, (level, i)| {
            // Menus are full of small ones.
            *others += usize::from(level > 1);
            Some((level == 1 || *others <= MOST).then_some((level, i)))
        })
        .flatten()
        .take(2 * MOST)
        .map(|(level, i)| (level, Headline { text: tree.text(i), node: Some(i) }))
        .filter(|(_, h)| h.text.len() >= 3 && !is_site(&h.text))
        .collect();
    let first = |wanted: &dyn Fn(u8, &str) -> bool| {
        headings.iter().find(|(level, h)| wanted(*level, &h.text)).map(|(_, h)| h.clone())
    };
    let bare = |text: &str| Headline { text: without_site(text, claims.site), node: None };
    let mut large = headings.iter().filter(|(level, h)| *level == 1 && !is_aside(tree, h.node)).map(|(_, h)| h);
    let only = match (large.next(), large.next()) {
        (Some(only), None) if words(&only.text).len() >= 4 => Some(only),
        _ => None,
    };
    let found = first(&|level, text| level == 1 && claims.share(text) >= AGREED)
        .or_else(|| only.filter(|h| claims.share(&h.text) >= AGREED_ALONE).cloned())
        .or_else(|| first(&|_, text| claims.all().any(|claim| is_part(text, claim))))
        .or_else(|| claims.linked.map(bare))
        .or_else(|| claims.open.map(bare))
        .or_else(|| only.cloned())
        .or_else(|| claims.page.map(bare).filter(|h| !is_site(&h.text)))
        .or_else(|| first(&|level, _| level == 1))?;
    let text = without_section(&found.text, claims).trim().to_owned();
    (!text.is_empty()).then_some(Headline { text, ..found })
}

/// Whether an element stands in a part of the page that is not the article.
fn is_aside(tree: &Tree<'_>, node: Option<usize>) -> bool {
    let mut at = node.unwrap_or(0);
    while at > 0 {
        if parts::part(&tree.nodes[at]) == Part::Strong {
            return true;
        }
        at = tree.nodes[at].parent as usize;
    }
    false
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// How much of the words of a heading a claim has. Per cent; a single word counts as a whole.
fn share(heading: &str, claim: &str) -> usize {
    let (heading, claim) = (words(heading), words(claim));
    if heading.len() < 2 || claim.is_empty() {
        return if heading == claim && !heading.is_empty() { 100 } else { 0 };
    }
    heading.iter().filter(|w| claim.contains(w)).count() * 100 / heading.len()
}

/// Whether a text is the name of the site or a part of it: `Post` of `The Brakel Post`.
fn is_name_of_site(text: &str, site: &str) -> bool {
    let (text, site) = (words(text), words(site));
    !text.is_empty() && site.windows(text.len()).any(|part| part == text)
}

/// What stands between the names of a site and of an article.
const BARS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " : "];

/// Whether a text of some length is one of the parts of a title that stand between bars.
fn is_part(text: &str, title: &str) -> bool {
    words(text).len() >= 3
        && BARS.iter().any(|bar| {
            let mut parts = title.split(bar);
            title.contains(bar) && parts.any(|part| lines::same_words(part, text))
        })
}

/// A heading without the name of the section in front of it: `WORLD | Talks end`, where a claim has the rest alone.
fn without_section<'a>(heading: &'a str, claims: Claims<'_>) -> &'a str {
    let Some((section, rest)) = heading.split_once(" | ") else { return heading };
    let is_claimed = claims.all().any(|claim| !claim.contains(section) && share(rest, claim) >= AGREED);
    if section.split_whitespace().count() <= 3 && is_claimed { rest } else { heading }
}

/// A title without the name of the site behind a bar.
fn without_site(title: &str, site: Option<&str>) -> String {
    let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    for bar in BARS.iter().take(7) {
        if let Some((head, tail)) = title.rsplit_once(bar) {
            let named = site.is_some_and(|site| fold(site) == fold(tail)) || outlets::by_name(tail).is_some();
            let short = tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4;
            if named || *bar == " | " && short || short && head.len() > 3 * tail.len() {
                return without_site(head, site);
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, claims: Claims<'_>, expected: &str) {
        let found = of(&Tree::read(page), claims).map(|h| h.text).unwrap_or_default();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn what_is_seen_counts_more_than_what_is_said_elsewhere() {
        let claims = Claims {
            linked: Some("Brakel harbour strike: what we know"),
            page: Some("Brakel harbour strike: what we know | Brakel Post"),
            site: Some("Brakel Post"),
            ..Claims::default()
        };
        check(
            "<h1>What we know about the strike in the harbour of Brakel</h1>",
            claims,
            "What we know about the strike in the harbour of Brakel",
        );
        // Another matter altogether is another article.
        check("<h1>Ten recipes for a rainy Sunday</h1>", claims, "Brakel harbour strike: what we know");
        check("<h1>Brakel Post</h1>", claims, "Brakel harbour strike: what we know");
        check("<h1>Strike</h1><h1>Brakel harbour strike</h1>", claims, "Brakel harbour strike");
        check("<h1><a>PORT | </a>Brakel harbour strike</h1>", claims, "Brakel harbour strike");
    }

    #[test]
    fn the_name_of_the_site_is_no_headline() {
        let claims = Claims { linked: Some("Brakel Post"), site: Some("The Brakel Post"), ..Claims::default() };
        check("<h1>Brakel Post</h1><h1>Talks end in the harbour</h1>", claims, "Talks end in the harbour");
        let claims = Claims { page: Some("The Daily Brakel | Talks end in the harbour"), ..Claims::default() };
        check("<h3>Talks end in the harbour</h3>", claims, "Talks end in the harbour");
        let claims = Claims { page: Some("Harbour - Brakel Wiki"), ..Claims::default() };
        check("<div class=sidebar><h1>Page</h1></div><h1>User</h1><p>Text", claims, "Harbour - Brakel Wiki");
    }

    #[test]
    fn a_title_loses_the_name_of_its_site() {
        assert_eq!(
            without_site("Harbour stays closed after storm | Brakel Post", None),
            "Harbour stays closed after storm"
        );
        assert_eq!(without_site("Talks end - Brakel Post", Some("Brakel Post")), "Talks end");
        assert_eq!(without_site("Spider-Man - a review", None), "Spider-Man - a review");
    }
}
