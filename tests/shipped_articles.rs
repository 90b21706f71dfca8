//! The articles that come with the program: they load without a complaint, say where they come from, have the length
//! of a digest, and in the plain-text ones the leftovers of the page are told from the text.

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use parallax::load::{self, Input, Item};
use parallax::model::article::Article;
use parallax::model::block::BlockKind;
use parallax::model::block::BlockKind::{Body, Boilerplate, Caption, Heading, Published, Title};

/// The outlet that the list shows for a piece that draws on several reports.
const OWN_SOURCE: &str = "Parallax Digest";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("articles")
}

/// The shipped articles, in the order of their paths. Any problem fails the test.
#[track_caller]
fn shipped() -> Vec<Article> {
    let mut articles = Vec::new();
    load::load(&[Input::Path(folder())], &mut |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Problem(problem) => panic!("{problem}"),
        }
        ControlFlow::Continue(())
    });
    articles
}

/// The shipped articles with that extension.
#[track_caller]
fn shipped_as(extension: &str) -> Vec<Article> {
    let articles: Vec<_> = shipped()
        .into_iter()
        .filter(|a| a.path.as_ref().is_some_and(|p| p.extension() == Some(extension.as_ref())))
        .collect();
    assert!(articles.len() >= 2, "too few .{extension} articles: {}", articles.len());
    articles
}

fn name(article: &Article) -> String {
    article.path.as_ref().and_then(|p| p.file_name()).map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

fn extra<'a>(article: &'a Article, key: &str) -> Option<&'a str> {
    article.metadata.field(key)
}

#[test]
fn all_files_load_without_a_problem() {
    let articles = shipped();
    assert_eq!(articles.len(), fs::read_dir(folder()).unwrap().count(), "one file, one article");
    for article in &articles {
        assert_eq!(article.problems, [], "{}", name(article));
        assert_eq!(article.encoding, None, "{} is UTF-8", name(article));
    }
}

#[test]
fn all_have_a_title_of_their_own() {
    let articles = shipped();
    let titles: BTreeSet<_> = articles.iter().filter_map(|a| a.metadata.title.as_deref()).collect();
    assert_eq!(titles.len(), articles.len(), "{titles:?}");
}

#[test]
fn all_have_the_length_of_a_digest() {
    for article in shipped() {
        let words = article.word_count();
        assert!((300..=900).contains(&words), "{}: {words} words", name(&article));
    }
}

#[test]
fn digests_say_of_which_report() {
    let articles = shipped_as("md");
    let digests: Vec<_> = articles.iter().filter(|a| extra(a, "digest_of").is_some()).collect();
    let reports: BTreeSet<_> = digests.iter().filter_map(|a| extra(a, "digest_of")).collect();
    assert_eq!(reports.len(), 3, "{reports:?}");
    for digest in digests {
        let (name, metadata) = (name(digest), &digest.metadata);
        assert_eq!(metadata.byline, None, "{name}: whoever wrote the report did not write the digest");
        assert_ne!(metadata.source.as_deref(), Some(OWN_SOURCE), "{name}: the source is the report's outlet");
        assert!(metadata.source.is_some() != extra(digest, "report_outlet").is_some(), "{name}: outlet, or why none");
        assert!(metadata.published.is_some() != extra(digest, "report_date").is_some(), "{name}: day, or why none");
    }
}

#[test]
fn pieces_that_draw_on_several_reports_say_on_which() {
    for article in shipped_as("md").iter().filter(|a| extra(a, "digest_of").is_none()) {
        let name = name(article);
        assert_eq!(article.metadata.source.as_deref(), Some(OWN_SOURCE), "{name}");
        assert!(article.metadata.published.is_some(), "{name} has no date");
        let drawn_from = extra(article, "drawn_from").unwrap_or_else(|| panic!("{name} does not say what it draws on"));
        assert!(drawn_from.contains("VOVWORLD") && drawn_from.contains("Global Times"), "{name}: {drawn_from}");
    }
}

#[test]
fn front_matter_in_toml_and_in_yaml_gives_topics() {
    let mut fences = BTreeSet::new();
    for article in shipped_as("md") {
        assert!(article.metadata.topics.len() >= 3, "{}: {:?}", name(&article), article.metadata.topics);
        let file = fs::read_to_string(article.path.as_ref().unwrap()).unwrap();
        fences.insert(file.lines().next().unwrap_or_default().to_owned());
    }
    assert_eq!(fences, BTreeSet::from(["+++".to_owned(), "---".to_owned()]));
}

#[test]
fn plain_text_names_title_outlet_and_day_itself() {
    for article in shipped_as("txt") {
        assert_eq!(article.metadata.title.as_deref(), article.text.lines().next(), "{}", name(&article));
        assert_eq!(article.metadata.source.as_deref(), Some(OWN_SOURCE), "{}", name(&article));
        let day = article.metadata.published.map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2026-11-21"), "{}", name(&article));
    }
}

#[test]
fn markdown_is_text_and_headings_and_nothing_is_folded() {
    for article in shipped_as("md") {
        let file = fs::read_to_string(article.path.as_ref().unwrap()).unwrap();
        let headings: Vec<_> = file.lines().filter_map(|l| Some((l.strip_prefix("## ")?, Heading))).collect();
        assert!(headings.len() >= 2, "{} has too few headings", name(&article));
        lines_have_kinds(&article, &headings);
    }
}

#[test]
fn leftovers_of_the_page_are_marked_and_no_sentence_is() {
    let articles = shipped_as("txt");
    let check = |file: &str, marked: &[(&str, BlockKind)]| {
        let article = articles.iter().find(|a| name(a) == file).unwrap_or_else(|| panic!("{file} is not shipped"));
        lines_have_kinds(article, marked);
    };
    check(
        "common-ground.txt",
        &[
            ("Where Washington and Beijing agreed", Title),
            ("Published: ", Published),
            ("Share   Tweet", Boilerplate),
            ("Where Washington and Beijing agreed", Boilerplate),
            ("From left to right, top row", Caption),
            ("Representatives of the United States and China in", Caption),
            ("Sign up for our newsletter", Boilerplate),
            ("© 2026", Boilerplate),
            ("Be the first to comment", Boilerplate),
            ("Leave a comment", Boilerplate),
            ("Your email address", Boilerplate),
        ],
    );
    check(
        "hong-kong-law-and-sanctions.txt",
        &[
            ("Hong Kong: a law and the answer to it", Title),
            ("Share this article", Boilerplate),
            ("Facebook | Twitter", Boilerplate),
            ("Source: Parallax Digest | Published: ", Published),
            ("Hong Kong: a law and the answer to it", Boilerplate),
            ("From left to right, top row", Caption),
            ("Advertisement", Boilerplate),
            ("Read also: ", Boilerplate),
            ("Subscribe to our newsletter", Boilerplate),
            ("0 Comments", Boilerplate),
            ("You must be logged in", Boilerplate),
        ],
    );
}

/// Checks the kind of every line of the text. `marked` lists, in order, how the lines begin that are not body text; a
/// paragraph is one line in the shipped files.
#[track_caller]
fn lines_have_kinds(article: &Article, marked: &[(&str, BlockKind)]) {
    let name = name(article);
    let mut marked = marked.iter().peekable();
    let mut at = 0;
    for line in article.text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let expected = marked.next_if(|(opening, _)| line.starts_with(opening)).map_or(Body, |(_, kind)| *kind);
        // The last byte: a dateline in front of a paragraph may be a block by itself.
        let found = article.blocks.iter().find(|b| b.span.contains(end - 1)).map(|b| b.kind);
        assert_eq!(found, Some(expected), "{name}: {line:?}");
    }
    assert_eq!(marked.next(), None, "{name}: no line begins like this");
}
