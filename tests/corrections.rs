//! What a person corrected, as the commands show it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::process::Command;

use serde_json::Value;

const HARBOUR: &str = "Harbour talks end\n\nAda Berg met Bo Lind in Port Ellery on Tuesday.\n\n\
    “It is a fair and lasting settlement,” Berg said.\n";
const FERRIES: &str = "Ferries run late\n\nAda Berg said the ferries would run on Friday.\n\n\
    “It is a fair and lasting settlement,” Berg told the owners.\n";

/// A folder of two articles with these corrections beside them.
fn folder(corrections: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("news/a.txt", HARBOUR), ("news/b.txt", FERRIES), ("news/corrections.toml", corrections)] {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What the program prints and says.
#[track_caller]
fn run(folder: &tempfile::TempDir, arguments: &[&str]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(arguments).arg("--no-config").current_dir(folder.path());
    let output =
        command.env("HOME", folder.path()).env("XDG_STATE_HOME", folder.path().join("state")).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    (out, err)
}

fn annotated(folder: &tempfile::TempDir, more: &[&str]) -> Vec<Value> {
    let (out, _) = run(folder, &[&["annotate", "news/a.txt", "news/b.txt"], more].concat());
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(article: &Value) -> Vec<&str> {
    article["entities"].as_array().unwrap().iter().map(|e| e["name"].as_str().unwrap()).collect()
}

const RENAMED: &str = "[c1]\nwhat = 'entity-name'\nscope = 'everywhere'\nwas = 'Ada Berg'\nnow = 'Ada Bergson'\n\
    names = ['Ada Berg']\n";

#[test]
fn names_speakers_outlets_and_days_are_what_was_corrected() {
    let more = "[c2]\nwhat = 'quotation-speaker'\nnow = 'Bo Lind'\npath = 'news/a.txt'\n\
        text = '“It is a fair and lasting settlement,”'\n\n\
        [c3]\nwhat = 'outlet'\nscope = 'folder'\npath = 'news'\nnow = 'Coast Post'\n\n\
        [c4]\nwhat = 'date'\nscope = 'article'\npath = 'news/b.txt'\nnow = '2021-03-19'\n";
    let folder = folder(&(RENAMED.to_owned() + more));
    let [a, b] = &annotated(&folder, &[])[..] else { panic!("two articles") };
    for article in [a, b] {
        assert!(names(article).contains(&"Ada Bergson") && !names(article).contains(&"Ada Berg"), "{article}");
        assert_eq!(article["source"], "Coast Post");
    }
    let renamed = a["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Ada Bergson").unwrap();
    assert_eq!(renamed["by"], "person");
    let quotation = &a["quotations"][0];
    assert_eq!((quotation["speaker"].as_str(), quotation["by"].as_str()), (Some("Bo Lind"), Some("person")));
    assert_eq!(b["quotations"][0]["speaker"], "Ada Bergson");
    assert_eq!((&a["published"], b["published"].as_str()), (&Value::Null, Some("2021-03-19")));
    assert_eq!(b["corrected"], serde_json::json!(["source", "published"]));
    // A day of the week counts from the day of publication.
    assert!(b["dates"].to_string().contains("2021-03-"), "{}", b["dates"]);
    assert!(names(&annotated(&folder, &["--no-state"])[0]).contains(&"Ada Berg"), "nothing that was kept is heeded");
}

#[test]
fn filters_lists_and_the_board_go_by_what_was_corrected() {
    let folder = folder(RENAMED);
    // The first line names the columns.
    let found = |query: &str| run(&folder, &["list", "news", "--filter", query]).0.lines().skip(1).count();
    assert_eq!((found("entity:bergson"), found("speaker:bergson"), found("speaker:lind")), (2, 2, 0));
    let (board, _) = run(&folder, &["board", "news", "--format", "json"]);
    assert!(board.contains("Ada Bergson"), "{board}");
}

#[test]
fn pairs_that_were_broken_and_made_are_none_and_one() {
    let passage = |prefix: &str, path: &str, text: &str| {
        format!("{prefix}path = 'news/{path}'\n{prefix}text = '{text}'\n{prefix}unique = 'exact'\n")
    };
    let pair = |what: &str, left: &str, right: &str| {
        format!("[{what}]\nwhat = '{what}'\n{}{}\n", passage("", "a.txt", left), passage("with_", "b.txt", right))
    };
    let pairs = |corrections: &str| -> Vec<Value> {
        let (out, _) = run(&folder(corrections), &["compare", "news/a.txt", "news/b.txt", "--format", "json"]);
        serde_json::from_str::<Value>(&out).unwrap()["pairs"].as_array().unwrap().clone()
    };
    let said = [
        "“It is a fair and lasting settlement,” Berg said.",
        "“It is a fair and lasting settlement,” Berg told the owners.",
    ];
    let found = pairs("").len();
    assert!(found > 0, "the utterance is a pair");
    assert_eq!(pairs(&pair("pair-broken", said[0], said[1])).len(), found - 1);
    let first = ["Ada Berg met Bo Lind in Port Ellery on Tuesday.", "Ada Berg said the ferries would run on Friday."];
    let made = pairs(&pair("pair-made", first[0], first[1]));
    assert!(made.iter().any(|pair| pair.to_string().contains("paired by hand")), "{made:?}");
}

#[test]
fn check_lists_what_is_lost_and_what_is_damaged() {
    let corrections = "c1.what = \"entity-hide\"\nc1.scope = \"everywhere\"\nc1.names = [\"Ada Berg\"]\n\
        c2.what = \"quotation-none\"\nc2.path = \"news/a.txt\"\nc2.text = \"“Nobody said this,”\"\n\
        c3.what = \"quotation-none\nc3.path = \"news/a.txt\"\nc3.text = \"it\"\n\
        c4.what = \"quotation-none\"\nc4.path = \"elsewhere/c.txt\"\nc4.text = \"it\"\n";
    let folder = folder(corrections);
    let (out, _) = run(&folder, &["check", "news"]);
    assert!(
        out.contains(
            "corrections.toml:4: lost: what it corrects is no longer found: nobody is quoted in “Nobody said this,”"
        ),
        "{out}"
    );
    assert!(out.contains("corrections.toml:7: damaged"), "{out}");
    assert!(out.contains("corrections of articles that were not read: 1"), "{out}");
    assert!(!out.contains("toml:1:"), "{out}");
    let (_, err) = run(&folder, &["annotate", "news"]);
    assert!(err.contains("corrections.toml:7: damaged") && !err.contains("lost"), "{err}");
    assert!(!names(&annotated(&folder, &[])[0]).contains(&"Ada Berg"), "the others hold");
}

#[test]
fn a_file_may_be_named() {
    let folder = folder("");
    std::fs::write(folder.path().join("mine.toml"), RENAMED).unwrap();
    let articles = annotated(&folder, &["--corrections", "mine.toml"]);
    assert!(names(&articles[0]).contains(&"Ada Bergson"));
    assert!(names(&annotated(&folder, &[])[0]).contains(&"Ada Berg"));
}
