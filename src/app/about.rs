//! What is known about an article: the lines below its headline, and the window that shows all of it.

use crate::app::App;
use crate::app::citing::cleaned;
use crate::app::window::{Line, Window, WindowKind};
use crate::config::about::About;
use crate::model::article::{Article, Head};

/// What the title block says below the headline, a line each for addresses and files. `words` is how long the text is.
pub fn lines(article: &Article, fields: &[About], words: usize) -> String {
    let mut out = String::new();
    let mut is_open = false;
    for field in fields {
        let Some(value) = value(article, field, words).filter(|value| !value.trim().is_empty()) else { continue };
        let is_alone = matches!(field, About::Url | About::File);
        if !out.is_empty() {
            out.push_str(if is_open && !is_alone { " · " } else { "\n" });
        }
        out.push_str(&value.split_whitespace().collect::<Vec<_>>().join(" "));
        is_open = !is_alone;
    }
    out
}

/// What an article says in a field.
fn value(article: &Article, field: &About, words: usize) -> Option<String> {
    let data = &article.metadata;
    match field {
        About::Outlet => Some(outlet(article)),
        About::Agency => data.agency.as_ref().map(|agency| format!("text by {agency}")),
        About::Author => data.byline.clone(),
        About::Date => data.published.map(|day| day.strftime("%-d %b %Y").to_string()),
        About::Time => data.time.clone(),
        About::Section => data.section.clone(),
        About::Topics => Some(data.topics.join(", ")),
        About::Words => Some(if words == 1 { "1 word".to_owned() } else { format!("{} words", grouped(words)) }),
        About::Language => data.language.clone(),
        About::Encoding => article.encoding.clone(),
        About::Digest => data.field("digest_of").map(|title| format!("digest of “{title}”")),
        About::Given => given(article).map(str::to_owned),
        About::Url => data.url.clone(),
        About::File => article.path.as_ref().map(|path| path.display().to_string()),
        About::Field(name) => data.field(name).map(|value| format!("{name}: {value}")),
    }
}

/// What of the findings of an article came with it.
fn given(article: &Article) -> Option<&'static str> {
    let given = article.given.as_deref()?;
    Some(match (given.is_whole, given.entities, given.quotations, given.issues) {
        (true, ..) => "findings as given",
        (_, true, false, false) => "names as given",
        (_, false, true, false) => "quotations as given",
        (_, false, false, true) => "issues as given",
        (_, false, false, false) => return None,
        _ => "some findings as given",
    })
}

/// The outlet of an article with what the configuration knows of it: `Norland Post (Norland)`, `Courier (Norland, for the
/// Crown)`. Empty where the outlet is not known.
pub fn outlet(article: &Head) -> String {
    let data = &article.metadata;
    let Some(source) = &data.source else { return String::new() };
    match (data.country.as_deref(), data.side.as_deref()) {
        (None, None) => source.clone(),
        (Some(country), Some(side)) if side != country => format!("{source} ({country}, for {side})"),
        (Some(country), _) => format!("{source} ({country})"),
        (None, Some(side)) => format!("{source} (for {side})"),
    }
}

/// A number with its thousands apart: `12,000`.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

impl App {
    /// Shows all that is known of the article, its further fields among it.
    pub(super) fn open_details(&mut self) {
        let id = self.subject().article;
        let Some(article) = id.and_then(|id| self.library.store().article(id)) else {
            self.notice = Some("there is no article here".into());
            return;
        };
        let data = &article.metadata;
        let named = [
            ("headline", Some(article.title().to_owned())),
            ("outlet", Some(outlet(&article))),
            ("agency", data.agency.clone()),
            ("author", data.byline.clone()),
            ("published", data.published.map(|day| day.to_string())),
            ("time", data.time.clone()),
            ("section", data.section.clone()),
            ("topics", Some(data.topics.join(", "))),
            ("language", data.language.clone()),
            ("address", data.url.clone()),
            ("id", Some(article.id.clone())),
            ("file", article.path.as_ref().map(|path| path.display().to_string())),
            ("encoding", article.encoding.clone()),
            ("text is", data.partial.map(|partial| partial.name().to_owned())),
            ("findings", given(&article).map(str::to_owned)),
        ];
        let pair = |name: &str, value: &str| Line::pair(cleaned(name), cleaned(value));
        let mut lines: Vec<Line> = named
            .into_iter()
            .filter_map(|(name, value)| Some(pair(name, &value.filter(|value| !value.trim().is_empty())?)))
            .collect();
        if !data.extra.is_empty() {
            lines.push(Line::heading("Further fields"));
            lines.extend(data.extra.iter().map(|field| pair(&field.name, &field.value)));
        }
        if !article.problems.is_empty() {
            lines.push(Line::heading("Problems"));
            lines.extend(article.problems.iter().map(|problem| Line::pair("", cleaned(&problem.message))));
        }
        self.window = Some(Window::new(WindowKind::Details, "What is known of the article", lines));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Field, Metadata};

    #[test]
    fn the_title_block_says_what_is_chosen() {
        let text = |value: &str| Some(value.to_owned());
        let desk = Field { name: "Desk".to_owned(), value: "politics".to_owned(), is_json: false };
        let metadata = Metadata {
            source: text("Brakel Post"),
            agency: text("UPI"),
            published: Some(jiff::civil::date(2024, 5, 3)),
            time: text("09:15 BST"),
            url: text("https://example.org/a"),
            extra: vec![desk],
            ..Metadata::default()
        };
        let article = Article { head: Head { metadata, ..Head::default() }, ..Article::default() };
        assert_eq!(
            lines(&article, &About::usual(), 1200),
            "Brakel Post · text by UPI · 3 May 2024 · 09:15 BST · 1,200 words\nhttps://example.org/a"
        );
        let chosen = [About::Url, About::Field("desk".into()), About::Author, About::Time];
        assert_eq!(lines(&article, &chosen, 1), "https://example.org/a\ndesk: politics · 09:15 BST");
        assert_eq!(lines(&Article::default(), &[About::Outlet], 0), "");
    }

    #[test]
    fn an_outlet_is_named_with_what_is_known_of_it() {
        let named = |country: &str, side: &str| {
            let known = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
            let mut article = Article::default();
            article.metadata.source = known("Gazette");
            article.metadata.country = known(country);
            article.metadata.side = known(side);
            outlet(&article)
        };
        assert_eq!(named("", ""), "Gazette");
        assert_eq!(named("Norland", ""), "Gazette (Norland)");
        assert_eq!(named("Norland", "Norland"), "Gazette (Norland)");
        assert_eq!(named("Norland", "the Crown"), "Gazette (Norland, for the Crown)");
        assert_eq!(named("", "the Crown"), "Gazette (for the Crown)");
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!(
            (grouped(0).as_str(), grouped(999).as_str(), grouped(1_234_567).as_str()),
            ("0", "999", "1,234,567")
        );
    }
}
