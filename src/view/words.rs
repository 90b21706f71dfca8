//! How counts, dates and names are written on the screen.

use jiff::civil::Date;

use crate::app::App;
use crate::app::about::grouped;
use crate::model::article_id::ArticleId;
use crate::store::links::Story;

/// `1 issue`, `9 issues`; the plural is the singular with an s.
pub fn count(n: usize, singular: &str) -> String {
    if n == 1 { format!("1 {singular}") } else { format!("{} {singular}s", grouped(n)) }
}

/// A day as English newspapers print it: `19 Mar 2021`.
pub fn date(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// Where the articles come from, as the header says it: the folder of the first, or the file if there is only one.
pub fn place_of_corpus(app: &App) -> String {
    let store = app.library.store();
    // What was asked for says more than where the first article happens to lie.
    match &app.settings.paths[..] {
        [] => {}
        [path] if path == "-" => return "(standard input)".to_owned(),
        [path] => return path.clone(),
        [first, rest @ ..] => return format!("{first} and {} more", rest.len()),
    }
    let Some(first) = store.head(ArticleId(0)) else { return String::new() };
    match &first.path {
        None => "(standard input)".to_owned(),
        Some(path) if store.len() == 1 => path.display().to_string(),
        Some(path) => match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => format!("{}/", parent.display()),
            _ => "./".to_owned(),
        },
    }
}

/// How many articles tell the story of this one, which are several: `story of 3`.
pub fn story(story: Story<'_>) -> String {
    format!("story of {}", grouped(story.articles.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!(count(0, "issue"), "0 issues");
        assert_eq!(count(1, "issue"), "1 issue");
        assert_eq!(count(12_345, "article"), "12,345 articles");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(date(jiff::civil::date(2021, 3, 9)), "9 Mar 2021");
    }
}
