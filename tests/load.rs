//! Loading from real files: every kind of bad input costs at most itself.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use parallax::load::{Input, Item, LIMITS, load};
use parallax::model::article::Article;
use parallax::model::block::BlockKind;
use parallax::model::problem::{Problem, Severity};

fn load_all(path: &Path) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    load(&[Input::Path(path.to_owned())], &mut |item| {
        match item {
            Item::Article(article) => articles.push(*article),
            Item::Problem(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (articles, problems)
}

/// A folder that holds one file.
fn folder(name: &str, bytes: impl AsRef<[u8]>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    folder
}

/// The only article of one file.
#[track_caller]
fn article(name: &str, bytes: impl AsRef<[u8]>) -> Article {
    let folder = folder(name, bytes);
    let (mut articles, problems) = load_all(folder.path());
    assert_eq!(problems, []);
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

/// The only problem of one file that yields no article.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, severity: Severity, message: &str) {
    let folder = folder(name, bytes);
    let (articles, problems) = load_all(folder.path());
    assert_eq!(articles, []);
    let found: Vec<_> = problems.iter().map(|p| (p.severity, p.message.as_str())).collect();
    assert_eq!(found, [(severity, message)]);
    assert!(problems[0].path.as_ref().is_some_and(|p| p.ends_with(name)));
}

/// `expected` has a line for each block: kind, colon, first words.
#[track_caller]
fn check_blocks(article: &Article, expected: &[&str]) {
    let found: Vec<_> = article
        .blocks
        .iter()
        .map(|b| {
            format!("{}: {}", b.kind.name(), b.span.of(&article.text).chars().take(24).collect::<String>().trim_end())
        })
        .collect();
    assert_eq!(found, expected);
}

const PAGE: &str = "\
Harbour of Brakel stays closed
The council of Brakel decided on Monday to keep the harb…
Harbour of Brakel stays closed

Jane Roe
Share
Published: Mar 22, 2021 10:07 AM

BRAKEL (Acme Press) - The council of Brakel decided on Monday to keep the harbour closed for three more weeks.

Harbour of Brakel stays closed - photo 1Ships wait outside the port. Photo: Acme

The shipping companies agreed, but said that the repair of the northern pier must begin in April at the latest.

Read more: Storm breaks northern pier

Who pays for the pier?

The money comes from the budget of next year, said the mayor, Ann Fox, after the meeting had ended.

“We asked for help twice,” she said.

Ben Lee contributed to this article

About the author

Jane Roe writes about ports and ships.

3 Comments
Leave a Reply";

#[test]
fn a_web_copy_is_told_from_its_page() {
    let article = article("page.txt", PAGE);
    check_blocks(
        &article,
        &[
            "title: Harbour of Brakel stays",
            "boilerplate: The council of Brakel de",
            "boilerplate: Harbour of Brakel stays",
            "byline: Jane Roe",
            "boilerplate: Share",
            "published: Published: Mar 22, 2021",
            "body: BRAKEL (Acme Press) - Th",
            "caption: Harbour of Brakel stays",
            "body: The shipping companies a",
            "boilerplate: Read more: Storm breaks",
            "heading: Who pays for the pier?",
            "body: The money comes from the",
            "body: “We asked for help twice",
            "boilerplate: Ben Lee contributed to t",
            "boilerplate: About the author",
            "boilerplate: Jane Roe writes about po",
            "boilerplate: 3 Comments",
            "boilerplate: Leave a Reply",
        ],
    );
    let m = article.head.metadata;
    assert_eq!(m.title.as_deref(), Some("Harbour of Brakel stays closed"));
    assert_eq!(m.source.as_deref(), Some("Acme Press"));
    assert_eq!(m.byline.as_deref(), Some("Jane Roe"));
    assert_eq!(m.published, Some(jiff::civil::date(2021, 3, 22)));
    assert_eq!(m.language.as_deref(), Some("en"));
    assert_eq!(article.text, PAGE);
}

#[test]
fn line_ends_do_not_matter_and_are_kept() {
    let plain = article("a.txt", PAGE);
    for end in ["\r\n", "\r"] {
        let text = PAGE.replace('\n', end);
        let other = article("a.txt", &text);
        assert_eq!(other.text, text);
        assert_eq!(other.metadata, plain.metadata);
        let kinds = |a: &Article| a.blocks.iter().map(|b| b.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&other), kinds(&plain));
    }
}

#[test]
fn author_and_day_of_a_page_may_be_paragraphs_under_the_headline() {
    let prose = "The council of Brakel decided on Monday to keep the harbour closed for three more weeks, it said.";
    let page = format!(
        "<html><body><h1>Harbour of Brakel stays closed</h1><p>By Jane Roe</p><p>May 3, 2024</p><p>{prose}</p>\
         <p>The union said on Tuesday that it would not agree to the plan of the mayor.</p></body></html>"
    );
    let article = article("page.html", page);
    check_blocks(
        &article,
        &[
            "title: Harbour of Brakel stays",
            "byline: By Jane Roe",
            "published: May 3, 2024",
            "body: The council of Brakel de",
            "body: The union said on Tuesda",
        ],
    );
    assert_eq!(article.metadata.byline.as_deref(), Some("Jane Roe"));
    assert_eq!(article.metadata.published, Some(jiff::civil::date(2024, 5, 3)));
}

#[test]
fn the_byline_is_the_person_and_links_under_related_are_no_text() {
    let text = "Harbour of Brakel stays closed\n\nBy Jane Roe, Senior Reporter\n\nMay 3, 2024\n\nThe council of Brakel decided \
                on Monday to keep the harbour closed.\n\nThe union said that it would not agree.\n\nRelated\n\nStorm hits \
                the port\n\nShips wait in the bay\n";
    let article = article("a.txt", text);
    assert_eq!(article.metadata.byline.as_deref(), Some("Jane Roe"));
    check_blocks(
        &article,
        &[
            "title: Harbour of Brakel stays",
            "byline: By Jane Roe, Senior Repo",
            "published: May 3, 2024",
            "body: The council of Brakel de",
            "body: The union said that it w",
            "boilerplate: Related",
            "boilerplate: Storm hits the port",
            "boilerplate: Ships wait in the bay",
        ],
    );
}

#[test]
fn a_page_that_keeps_programs_out_is_no_article() {
    let page = "<html><head><title>Just a moment...</title></head><body><h1>Just a moment...</h1>\
                <p>Checking your browser before accessing example.org. It takes five seconds.</p></body></html>";
    let message = "is a page that keeps programs out, without the article: save the page again from a browser";
    refused("page.html", page, Severity::Error, message);
}

#[test]
fn markdown_with_front_matter() {
    let article = article(
        "a.md",
        "---\ntitle: Harbour stays closed\noutlet: Brakel Post\ndate: 2021-03-22\ntags: [harbour]\n---\n\
         # Harbour stays closed\n\nThe *council* decided.\n\n![Ships wait](a.png)\n\n## Why\n\n- storm\n- money\n",
    );
    check_blocks(
        &article,
        &[
            "title: Harbour stays closed",
            "body: The council decided.",
            "caption: Ships wait",
            "heading: Why",
            "body: • storm",
            "body: • money",
        ],
    );
    assert_eq!(article.metadata.source.as_deref(), Some("Brakel Post"));
    assert_eq!(article.metadata.topics, ["harbour"]);
    assert_eq!(article.problems, []);
}

#[test]
fn broken_front_matter_leaves_the_article() {
    let article = article("a.md", "---\ntitle: Harbour: closed\nsource: [\n---\nThe council decided.\n");
    assert_eq!(article.metadata.title.as_deref(), Some("Harbour: closed"));
    assert_eq!(article.text, "The council decided.");
    assert_eq!(article.problems.len(), 1);
    assert_eq!(article.problems[0].severity, Severity::Warning);
}

#[test]
fn what_cannot_be_an_article_is_said_so() {
    refused("a.txt", "", Severity::Warning, "is empty");
    refused("a.md", " \r\n\t", Severity::Warning, "is empty");
    refused(
        "a.txt",
        b"%PDF-1.4 stream",
        Severity::Error,
        "is not text: it is a PDF document: save it as text or as a web page",
    );
    refused("a.txt", b"a\0\0\0\x01\0\0\0\0".repeat(100), Severity::Error, "is not text: it holds NUL bytes");
    refused("a.jsonl", "{\"text\":", Severity::Error, "is no JSON object: EOF while parsing a value, at column 8");
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = folder("large.txt", "");
    let file = fs::File::create(folder.path().join("large.txt")).expect("a file");
    file.set_len(200 * 1024 * 1024).expect("a sparse file");
    let (articles, problems) = load_all(folder.path());
    assert_eq!(articles, []);
    assert_eq!(problems[0].message, "is 200 MB; the limit is 64 MB");
    assert_eq!(LIMITS.file, 64 * 1024 * 1024);
}

#[test]
fn other_encodings_are_read_and_named() {
    let wide: Vec<u8> = "\u{feff}The café is open.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = article("a.txt", wide);
    assert_eq!(found.text, "The café is open.");
    assert_eq!(found.encoding.as_deref(), Some("UTF-16LE"));

    let found = article("a.txt", b"The caf\xe9 in the old town is open again, and the owner is glad.");
    assert_eq!(found.text, "The café in the old town is open again, and the owner is glad.");
    assert_eq!(found.encoding.as_deref(), Some("windows-1252, detected"));
    assert_eq!(found.problems[0].severity, Severity::Note);

    let found = article("a.txt", b"The caf\xc3\xa9 \xff is open.\n\nStill caf\xc3\xa9, caf\xc3\xa9.");
    assert!(found.text.contains("café \u{fffd} is open."));
    assert_eq!(found.problems[0].severity, Severity::Warning);
}

#[test]
fn wide_json_lines_are_read_too() {
    let wide: Vec<u8> =
        "\u{feff}{\"text\":\"one\"}\n{\"text\":\"two\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let folder = folder("a.jsonl", wide);
    let (articles, problems) = load_all(folder.path());
    assert_eq!(problems, []);
    assert_eq!(articles.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
}

#[test]
fn control_characters_stay_in_the_text() {
    let text = "Title \u{1b}]52;c;aGk=\u{7} here\n\nText \u{202e}with\u{0} \u{1b}[2J marks, which are only cleaned where they are shown.";
    assert_eq!(article("a.txt", text).text, text);
}

#[test]
fn two_articles_with_one_title_are_two() {
    let folder = folder("a.txt", PAGE);
    fs::write(folder.path().join("b.txt"), PAGE).expect("a file");
    let (articles, _) = load_all(folder.path());
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].title(), articles[1].title());
    assert_ne!(articles[0].id, articles[1].id);
}

#[test]
fn a_title_of_any_length_is_a_title_when_it_is_given() {
    let title = "long ".repeat(1000);
    let found = article("a.md", format!("---\ntitle: {title}\n---\nText."));
    assert_eq!(found.title().len(), title.trim_end().len());
    // In the text itself such a line is prose.
    let found = article("a.txt", format!("{title}\n\nText."));
    assert_eq!(found.metadata.title, None);
    assert_eq!(found.blocks[0].kind, BlockKind::Body);
}

#[test]
fn an_empty_folder_and_a_missing_file() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(load_all(folder.path()), (Vec::new(), Vec::new()));
    let (articles, problems) = load_all(&folder.path().join("gone.txt"));
    assert_eq!(articles, []);
    assert_eq!((problems[0].severity, problems[0].message.as_str()), (Severity::Error, "does not exist"));
}

#[test]
fn a_file_that_vanishes_before_its_turn_costs_only_itself() {
    let folder = folder("a.txt", "The first article.");
    let later = folder.path().join("b.txt");
    for name in ["b.txt", "c.txt"] {
        fs::write(folder.path().join(name), "Another article.").expect("a file");
    }
    let inputs = ["a.txt", "b.txt", "c.txt"].map(|name| Input::Path(folder.path().join(name)));
    let mut found = Vec::new();
    load(&inputs, &mut |item| {
        let _ = fs::remove_file(&later);
        found.push(match item {
            Item::Article(article) => article.text,
            Item::Problem(problem) => problem.message,
        });
        ControlFlow::Continue(())
    });
    assert_eq!(found, ["The first article.", "does not exist", "Another article."]);
}

#[test]
fn front_matter_of_wrong_types_is_said_so_and_the_article_is_read() {
    let found = article("a.md", "+++\ntitle = 7\ndate = [1, 2]\nsource = { a = 1 }\n+++\nThe council decided.\n");
    assert_eq!(found.text, "The council decided.");
    assert!(!found.problems.is_empty());
    assert!(found.problems.iter().all(|p| p.severity == Severity::Warning && p.path.is_some()));
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends() {
    let folder = folder("a.txt", "The council decided.");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).expect("a link");
    let (articles, problems) = load_all(folder.path());
    assert_eq!((articles.len(), problems.len()), (1, 1));
    assert!(problems[0].message.contains("is not followed"), "{}", problems[0].message);
}

#[test]
fn records_whose_text_stands_deeper_are_read() {
    let body = "The council of Brakel decided to keep the harbour closed.";
    let all = |name: &str, text: &str| {
        let (articles, problems) = load_all(folder(name, text).path());
        assert_eq!(problems, [], "{text}");
        articles
    };
    for text in [
        format!(r#"{{"a": {{"title": "One", "text": "{body}"}}, "b": {{"title": "Two", "text": "{body}"}}}}"#),
        format!(
            r#"{{"hits": {{"hits": [{{"_id": "1", "_source": {{"title": "One", "text": "{body}"}}}},
            {{"_id": "2", "_source": {{"title": "Two", "text": "{body}"}}}}]}}}}"#
        ),
    ] {
        let found = all("a.json", &text);
        assert_eq!(found.iter().map(|article| article.title()).collect::<Vec<_>>(), ["One", "Two"]);
    }
    let service = format!(r#"{{"webTitle": "One", "fields": {{"bodyText": "{body}", "byline": "By Ada Berg"}}}}"#);
    let found = all("a.jsonl", &service);
    assert_eq!((found[0].text.as_str(), found[0].metadata.byline.as_deref()), (body, Some("Ada Berg")));
    let blog = format!(
        r#"[{{"title": {{"rendered": "Harbour &amp; pier"}}, "content": {{"rendered": "<p>{body}</p><p>More.</p>"}}, "date": "2021-03-19T09:15:00"}}]"#
    );
    let found = all("a.json", &blog);
    assert_eq!((found[0].title(), found[0].blocks.len()), ("Harbour & pier", 2));
    let dotted = format!(r#"{{"text": "{body}", "date": "19.03.2021"}}"#);
    assert_eq!(all("a.jsonl", &dotted)[0].metadata.published, Some(jiff::civil::date(2021, 3, 19)));
}

#[test]
fn an_export_in_another_encoding_is_several_articles() {
    let one = "1 of 2 DOCUMENTS\n\nBrakel Post\n\nMay 3, 2024 Friday\n\nCaf\u{e9} closed\n\nThe council of Brakel decided on \
               Monday to keep the caf\u{e9} closed for three more weeks, it said.\n\n";
    let text = format!("{one}{}", one.replace("1 of", "2 of"));
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let (articles, _) = load_all(folder("a.txt", bytes).path());
    assert_eq!(articles.iter().map(|article| article.title()).collect::<Vec<_>>(), ["Café closed"; 2]);
    assert!(articles[1].encoding.is_some());
}

#[test]
fn a_broken_line_is_named_by_its_number_and_the_rest_is_read() {
    let folder = folder("a.jsonl", "{\"text\":\"one\"}\n{\"text\":\n\n{\"text\":\"four\"}\n");
    let (articles, problems) = load_all(folder.path());
    assert_eq!(articles.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["one", "four"]);
    assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [Some(2)]);
}

#[test]
fn floods_of_invisible_characters_marks_and_tabs_are_kept_as_text() {
    let flood = format!("{}a{}{}", "\u{200b}".repeat(10_000), "\u{301}".repeat(10_000), "\t".repeat(10_000));
    let text = format!("The council decided. {flood} It did so twice.");
    assert_eq!(article("a.txt", &text).text, text);
}

#[test]
fn reading_stops_when_the_sink_breaks() {
    let folder = folder("a.jsonl", "{\"text\":\"one\"}\n".repeat(10));
    let mut count = 0;
    load(&[Input::Path(folder.path().to_owned()), Input::Path(folder.path().to_owned())], &mut |_| {
        count += 1;
        if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 3);
}

#[test]
fn twenty_megabytes_on_one_line_load() {
    let found = article("a.txt", "word ".repeat(4 << 20));
    assert_eq!(found.blocks.len(), 1);
}

/// Blocks are in order, hold every character that is not white space, and have none at their ends.
fn assert_blocks_hold_the_text(article: &Article) {
    let mut at = 0;
    let mut kept = String::new();
    for block in &article.blocks {
        assert!(block.span.from() >= at);
        let inner = block.span.of(&article.text);
        assert!(!inner.is_empty() && inner == inner.trim());
        kept.push_str(inner);
        at = block.span.to();
    }
    let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(solid(&kept), solid(&article.text));
}

/// Lines that pages are made of, and noise between them.
const LINE: &str = "(Harbour stays closed|By Jane Roe|Share|Facebook|Comments|About the author|Published: 3 May 2020|\
                    BRAKEL (AP) - |Photo: Acme|Read more: |[a-zA-Z .…“]{0,30}|\\PC{0,12}|---|\\+\\+\\+|title: x|# )";

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]

    #[test]
    fn blocks_hold_all_of_any_text(lines in proptest::collection::vec(LINE, 0..12), end in "(\n|\n\n|\r\n|\r)", markdown: bool) {
        let text = lines.join(&end);
        let folder = folder(if markdown { "a.md" } else { "a.txt" }, &text);
        let (articles, problems) = load_all(folder.path());
        proptest::prop_assert_eq!(articles.len() + problems.len(), 1);
        for article in &articles {
            assert_blocks_hold_the_text(article);
            if !markdown && article.encoding.is_none() {
                proptest::prop_assert_eq!(&article.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
            }
        }
    }

    #[test]
    fn any_bytes_yield_an_article_or_a_problem(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300), name in "[ab]\\.(txt|md)") {
        let folder = folder(&name, &bytes);
        let (articles, problems) = load_all(folder.path());
        proptest::prop_assert_eq!(articles.len() + problems.len(), 1);
        articles.iter().for_each(assert_blocks_hold_the_text);
    }
}
