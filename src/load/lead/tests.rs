//! The top of articles as papers print it.

use super::*;
use crate::load::paragraphs;

const TEXT: &str = "The council of Brakel decided on Monday to keep the harbour closed for three more weeks, and the \
                    shipping companies agreed.";

/// What is read from `top` with an ordinary paragraph below it: kinds by first letter, and the metadata.
#[track_caller]
fn check(top: &str, kinds: &str, expected: [&str; 4]) {
    let text = format!("{top}\n\n{TEXT}");
    let mut blocks = paragraphs::split(&text);
    let mut metadata = Metadata::default();
    for block in &mut blocks {
        if leftovers::of(block.span.of(&text)) == Some(leftovers::Leftover::Sure) {
            block.kind = BlockKind::Boilerplate;
        } else if captions::is_caption(block.span.of(&text)) {
            block.kind = BlockKind::Caption;
        }
    }
    let title = find_title(&text, &blocks, None);
    if let Some(title) = title {
        blocks[title].kind = BlockKind::Title;
        read_above(&text, &mut blocks[..title], &mut metadata);
    }
    read(&text, &mut blocks, title.map_or(0, |t| t + 1), &mut metadata);
    let found: Vec<_> = blocks.iter().map(|b| b.kind.name()).collect();
    assert_eq!(found.join(" "), kinds);
    let title = title.map_or("", |t| blocks[t].span.of(&text));
    let published = metadata.published.map(|d| d.to_string()).unwrap_or_default();
    let texts = [title, &metadata.byline.unwrap_or_default(), &published, &metadata.source.unwrap_or_default()];
    assert_eq!(texts, expected);
}

#[test]
fn lines_under_the_headline() {
    check(
        "Harbour stays closed\n\nBy Jane Roe\n\nPublished: Mar 20, 2021 10:07 AM",
        "title byline published body",
        ["Harbour stays closed", "Jane Roe", "2021-03-20", ""],
    );
    check(
        "Harbour stays closed\nJane Roe\nShare",
        "title byline boilerplate body",
        ["Harbour stays closed", "Jane Roe", "", ""],
    );
    check(
        "Harbour stays closed\n\nJane Roe | 19 March 2021 | 3 min read",
        "title byline body",
        ["Harbour stays closed", "Jane Roe", "2021-03-19", ""],
    );
    check(
        "Harbour stays closed\n\nSource: Brakel Post\n\n19 March 2021",
        "title dateline published body",
        ["Harbour stays closed", "", "2021-03-19", "Brakel Post"],
    );
    check("HARBOUR STAYS CLOSED.\nBRAKEL 1996-08-30", "title dateline body", ["HARBOUR STAYS CLOSED.", "", "", ""]);
    check(
        "WORLD\n\nHarbour stays closed after storm",
        "boilerplate title body",
        ["Harbour stays closed after storm", "", "", ""],
    );
}

#[test]
fn lines_as_papers_print_them() {
    let title = "Harbour stays closed after storm";
    let read = |line: &str, kinds: &str, expected: [&str; 4]| check(&format!("{title}\n\n{line}"), kinds, expected);
    read("Fri 19 Mar 2021 09.15 GMT", "title published body", [title, "", "2021-03-19", ""]);
    read("March 19, 2021 / 9:15 AM EDT / CBS News", "title published body", [title, "", "2021-03-19", "CBS News"]);
    read(
        "Source: Acme Press Editor: huaxia 2021-03-19 19:20:15",
        "title published body",
        [title, "", "2021-03-19", "Acme Press"],
    );
    read(
        "Jane Roe\nSenior Reporter\n\n19 March 2021",
        "title byline byline published body",
        [title, "Jane Roe", "2021-03-19", ""],
    );
    read("Jane Roe in Brakel\n\n19 March 2021", "title byline published body", [title, "Jane Roe", "2021-03-19", ""]);
    read(
        "Jane Roe\nHarbour correspondent, Brakel\n\n19 March 2021, 09:15 GMT\nUpdated 2 hours ago",
        "title byline byline published boilerplate body",
        [title, "Jane Roe", "2021-03-19", ""],
    );
    read(
        "Source: Xinhua\nEditor: huaxia\n2021-03-19 19:20:15",
        "title dateline boilerplate published body",
        [title, "", "2021-03-19", "Xinhua"],
    );
    read("By Jane Roe, CNN\n\n19 March 2021", "title byline published body", [title, "Jane Roe", "2021-03-19", "CNN"]);
    read("BNN | March 19, 2021, 09.15 AM IST", "title published body", [title, "", "2021-03-19", ""]);
    read(
        "Jane Roe, Brakel\n\nFriday March 19 2021, 9.15am GMT, The Times",
        "title byline published body",
        [title, "Jane Roe", "2021-03-19", "The Times"],
    );
    read(
        "By Jane Roe\nReporting from Brakel\n\nMarch 19, 2021Updated 9:15 a.m. ET",
        "title byline byline published body",
        [title, "Jane Roe", "2021-03-19", ""],
    );
    check(&format!("19 MAR, 09:15\n\n{title}"), "boilerplate title body", [title, "", "", ""]);
    read("19 March 2021\ncomments", "title published boilerplate body", [title, "", "2021-03-19", ""]);
}

#[test]
fn authors_beside_other_things() {
    let title = "Harbour stays closed after storm";
    let read = |line: &str, kinds: &str, byline: &str, day: &str, source: &str| {
        check(&format!("{title}\n\n{line}"), kinds, [title, byline, day, source]);
    };
    read(
        "By Jane Roe and John Doe | The Brakel Post\n19 March 2021",
        "title byline published body",
        "Jane Roe and John Doe",
        "2021-03-19",
        "The Brakel Post",
    );
    read("Jane Roe, John Doe\n19 March 2021", "title byline published body", "Jane Roe, John Doe", "2021-03-19", "");
    read(
        "Jane Roe in Oslo and John Doe in Bonn\n19 March 2021",
        "title byline published body",
        "Jane Roe, John Doe",
        "2021-03-19",
        "",
    );
    read("Jane Roe, Brakel\n19 March 2021", "title byline published body", "Jane Roe", "2021-03-19", "");
    read("Posted at 9:15 a.m. on March 19, 2021 by Jane Roe", "title byline body", "Jane Roe", "2021-03-19", "");
    read(
        "Updated: March 20, 2021 · Published: March 19, 2021 · 4 min read",
        "title published body",
        "",
        "2021-03-19",
        "",
    );
    read(
        "Text by Jane Roe, photos by John Doe\n19 March 2021",
        "title byline published body",
        "Jane Roe",
        "2021-03-19",
        "",
    );
    read("Story by Jane Roe • 2d", "title byline body", "Jane Roe", "", "");
    read("Jane Roe @janeroe\n19 March 2021", "title byline published body", "Jane Roe", "2021-03-19", "");
    read("By Jane Roe (AFP) – March 19, 2021", "title byline body", "Jane Roe", "2021-03-19", "AFP");
}

#[test]
fn furniture_is_no_headline() {
    for line in
        ["Home / News / World", "WORLD | Europe", "Home > Local > Harbour news", "This article is more than 1 year old"]
    {
        assert!(is_furniture(line), "{line}");
    }
    for line in ["Trump | Biden", "Home at last", "World news", "War and Peace / a review", "Europe and Asia"] {
        assert!(!is_furniture(line), "{line}");
    }
}

#[test]
fn nothing_is_guessed() {
    let summary = "What happened in the harbour of Brakel, day by day.";
    let chronology = format!("Harbour stays closed\n\n{summary}\n\n1 March 2021\n\n{TEXT}\n\n2 March 2021");
    check(&chronology, "title body body body body body", ["Harbour stays closed", "", "", ""]);
    check("Harbour stays closed\n\nSouth Harbour", "title body body", ["Harbour stays closed", "", "", ""]);
    check("The harbour stays closed.", "body body", ["", "", "", ""]);
    check(
        "Harbour stays closed\n\nBy Monday the ships had left.",
        "title body body",
        ["Harbour stays closed", "", "", ""],
    );
    check("Harbour stays closed\n\n03/04/2021", "title body body", ["Harbour stays closed", "", "", ""]);
}

#[test]
fn a_paragraph_that_is_a_list_of_names_is_no_designation() {
    assert!(!super::is_designation(&"Ana Roe, ".repeat(100_000)));
    assert!(super::is_designation("Transport correspondent, Stockholm"));
}

#[test]
fn more_forms_of_the_lines_of_the_author_and_the_day() {
    for line in [
        "Jane Roe, Political Editor",
        "Jane Roe Political Editor",
        "Written by: Jane Roe",
        "Analysis by Jane Roe",
        "By Jane Roe and agencies",
        "By Jane Roe, special to the Brakel Post",
        "Words by Jane Roe; photographs by Jon Doe",
        "(By Jane Roe)",
        "Posted by Jane Roe at 9:15 AM",
        "From Jane Roe, CNN",
    ] {
        let mut metadata = Metadata::default();
        assert_eq!(line_role(line, true, &mut metadata), Some(BlockKind::Byline), "{line}");
        assert_eq!(metadata.byline.as_deref(), Some("Jane Roe"), "{line}");
    }
    for line in ["Oslo, 13 May 2024", "13 May 2024 - Brakel Post", "Jane Roe, 13 May 2024"] {
        let mut metadata = Metadata::default();
        assert!(line_role(line, true, &mut metadata).is_some(), "{line}");
        assert_eq!(metadata.published.map(|d| d.to_string()).as_deref(), Some("2024-05-13"), "{line}");
    }
    for line in ["By the end of the war, 13 May 1945", "Storm hits the coast of Norland, 13 May 2024"] {
        assert_eq!(line_role(line, true, &mut Metadata::default()), None, "{line}");
    }
    for line in ["POLITICS & POLICY", "You are here: Home > World"] {
        assert!(is_furniture(line), "{line}");
    }
}
