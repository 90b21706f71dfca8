//! How counts, dates and names are written on the screen.

use jiff::civil::Date;

use crate::app::App;
use crate::model::article::Article;
use crate::model::corpus::ArticleId;

/// `1 issue`, `9 issues`; the plural is the singular with an s.
pub fn count(n: usize, singular: &str) -> String {
    if n == 1 { format!("1 {singular}") } else { format!("{} {singular}s", grouped(n)) }
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

/// A day as English newspapers print it: `19 Mar 2021`.
pub fn date(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// Where the articles come from, as the header says it: the folder of the first, or the file if there is only one.
pub fn place_of_corpus(app: &App) -> String {
    let corpus = &app.library.corpus;
    // What was asked for says more than where the first article happens to lie.
    match &app.settings.paths[..] {
        [] => {}
        [path] if path == "-" => return "(standard input)".to_owned(),
        [path] => return path.clone(),
        [first, rest @ ..] => return format!("{first} and {} more", rest.len()),
    }
    let Some((_, first)) = corpus.iter().next() else { return String::new() };
    match &first.path {
        None => "(standard input)".to_owned(),
        Some(path) if corpus.len() == 1 => path.display().to_string(),
        Some(path) => match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => format!("{}/", parent.display()),
            _ => "./".to_owned(),
        },
    }
}

/// The outlet of an article with what the configuration knows of it: `Norland Post (Norland)`, `Courier (Norland, for the
/// Crown)`. Empty where the outlet is not known.
pub fn outlet(article: &Article) -> String {
    let data = &article.metadata;
    let Some(source) = &data.source else { return String::new() };
    match (data.country.as_deref(), data.side.as_deref()) {
        (None, None) => source.clone(),
        (Some(country), Some(side)) if side != country => format!("{source} ({country}, for {side})"),
        (Some(country), _) => format!("{source} ({country})"),
        (None, Some(side)) => format!("{source} (for {side})"),
    }
}

/// How many articles tell the story of this one, if there are several: `story of 3`.
pub fn story(app: &App, id: ArticleId) -> Option<String> {
    app.library.story(id).map(|story| format!("story of {}", grouped(story.articles.len())))
}

/// The value of a key of the front matter that the model has no field for.
pub fn extra<'a>(article: &'a Article, key: &str) -> Option<&'a str> {
    article.metadata.field(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!(count(0, "issue"), "0 issues");
        assert_eq!(count(1, "issue"), "1 issue");
        assert_eq!(count(12_345, "article"), "12,345 articles");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000_000), "1,000,000");
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
    fn days_are_written_out() {
        assert_eq!(date(jiff::civil::date(2021, 3, 9)), "9 Mar 2021");
    }
}
