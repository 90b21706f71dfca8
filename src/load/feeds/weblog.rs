//! Exports of weblogs: feeds with the parts of a site beside its posts, and texts in the way that their editor keeps them.

use std::collections::HashMap;

use super::{Element, inside, plain};

/// The names of the people who write a weblog, by those under which they sign in.
#[derive(Debug, Default)]
pub(super) struct People(HashMap<String, String>);

impl People {
    /// Notes a person.
    pub(super) fn note(&mut self, content: &str) {
        let (login, name) = (inside(content, "author_login"), inside(content, "author_display_name"));
        if !login.is_empty() && !name.is_empty() {
            self.0.insert(login, name);
        }
    }

    /// The name of somebody who signs in as `login`; other names as they are.
    pub(super) fn name_of(&self, login: String) -> String {
        self.0.get(&login).cloned().unwrap_or(login)
    }
}

/// What an entry of such an export is.
fn kind(elements: &[Element<'_>]) -> Option<String> {
    elements.iter().find(|e| e.name == "wp:post_type").map(|e| plain(e.content))
}

/// Whether an entry is one of such an export.
pub(super) fn is_export(elements: &[Element<'_>]) -> bool {
    kind(elements).is_some()
}

/// Whether an entry is a part of the site that nobody wrote to be read: a picture, a menu, an earlier version.
pub(super) fn is_no_article(elements: &[Element<'_>]) -> bool {
    let parts = ["attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache"];
    kind(elements).is_some_and(|kind| parts.contains(&kind.as_str()) || kind.starts_with("wp_"))
}

/// A text as HTML: the editor keeps blank lines between paragraphs and `[gallery]` for what it puts in.
pub(super) fn as_page(text: &str) -> String {
    let blocks = ["<p", "<h", "<ul", "<ol", "<li", "<div", "<bl", "<fig", "<table", "<pre", "<!--"];
    let mut out = String::with_capacity(text.len() + 64);
    for part in without_shortcodes(text).replace("\r\n", "\n").split("\n\n") {
        let part = part.trim();
        if blocks.iter().any(|tag| part.starts_with(tag)) {
            out.push_str(part);
        } else if !part.is_empty() {
            out.push_str("<p>");
            out.push_str(&part.replace('\n', "<br>"));
            out.push_str("</p>");
        }
        out.push('\n');
    }
    out
}

/// A text without `[gallery ids="1"]` and the like.
fn without_shortcodes(text: &str) -> String {
    const NAMES: [&str; 6] = ["caption", "gallery", "embed", "audio", "video", "playlist"];
    // With all its attributes. Bytes.
    const LONGEST: usize = 500;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from[1..].trim_start_matches('/');
        let is_known =
            NAMES.iter().any(|known| name.strip_prefix(known).is_some_and(|behind| behind.starts_with([' ', ']'])));
        let reach = crate::load::lines::floor(from, LONGEST);
        let end = if is_known { from[..reach].find(']') } else { None };
        rest = match end {
            Some(end) => &from[end + 1..],
            None => {
                out.push('[');
                &from[1..]
            }
        };
    }
    out.push_str(rest);
    out
}
