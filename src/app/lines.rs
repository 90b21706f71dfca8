//! What a line of a window is for, in a sentence: `w` says it.

use crate::app::App;
use crate::app::anchor::Anchor;
use crate::app::window::Line;
use crate::text::cells::clean_line;

/// So much is said of a long text, in characters.
const LONGEST: usize = 60;

impl App {
    /// Says what the selected line leads to or does.
    pub(super) fn say_what_a_line_is_for(&mut self) {
        let Some(line) = self.window.as_ref().and_then(|window| window.selected_line()) else { return };
        let told = self.what_it_is_for(line);
        self.notice = Some(clean_line(&told).into_owned());
    }

    fn what_it_is_for(&self, line: &Line) -> String {
        if let Some(action) = line.run {
            return format!("Enter: {}", action.entry().doc);
        }
        if let Some(query) = &line.switch {
            return format!("Space filters by it, or no longer: {query}");
        }
        if let Some((what, text)) = &line.copy {
            return format!("Enter copies the {what}: {}", short(text));
        }
        if let Some(link) = &line.link {
            return format!("Enter opens it in a browser: {link}");
        }
        if line.step.is_some() {
            return format!("Enter corrects it so: {}", short(&line.right));
        }
        let article = line.place.and_then(|place| Some((self.library.store().article(place.article)?, place.anchor)));
        match article {
            Some((article, Anchor::Offset(at))) => match article.paragraph(at) {
                Some(paragraph) => format!("Enter goes to “{}” ¶ {paragraph}", short(article.title())),
                None => format!("Enter goes to “{}”", short(article.title())),
            },
            Some((article, Anchor::Header(_))) => format!("Enter opens “{}”", short(article.title())),
            None if line.heading => "a heading of the lines below it".to_owned(),
            None => "it leads nowhere; y copies it".to_owned(),
        }
    }
}

fn short(text: &str) -> String {
    let mut words: String = text.chars().take(LONGEST).collect();
    if words.len() < text.len() {
        words.push('…');
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::app::tests::{full, press};

    #[test]
    fn it_says_where_enter_leads() {
        let mut app = full(120, 40);
        press(&mut app, "?30jw");
        assert!(app.notice.as_deref().is_some_and(|told| told.starts_with("Enter: ")), "{:?}", app.notice);
        press(&mut app, "<Esc>lmaggma''w");
        let told = app.notice.clone().unwrap_or_default();
        assert!(told.starts_with("Enter goes to “") || told.starts_with("Enter opens “"), "{told}");
        press(&mut app, "<Esc>yw");
        assert!(app.notice.as_deref().is_some_and(|told| told.starts_with("Enter copies ")), "{:?}", app.notice);
    }
}
