//! `parallax compare` as a user or a script meets it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Runs `parallax compare` in `folder` with `input`, and returns exit code, output and messages.
fn compare(folder: &tempfile::TempDir, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(["compare", "--no-config", "--no-state"]).args(arguments).current_dir(folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may end without having read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

const LEFT: &str = "Norland signs\n\nAda Berg signed the “Ellery Strait” treaty after 14 months of talks.\n\n\
    “It is a fair and lasting settlement,” Berg said.\n";
const RIGHT: &str = "Café owners cheer\n\nThe ferries ran late.\n\n\
    “It is a fair and lasting settlement,” Ada Berg told the café owners.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("left.txt"), LEFT).unwrap();
    std::fs::write(folder.path().join("right.txt"), RIGHT).unwrap();
    folder
}

fn lines(texts: &[&str]) -> String {
    let line = |(i, text): (usize, &&str)| json!({"id": format!("a-{i}"), "text": text}).to_string() + "\n";
    texts.iter().enumerate().map(line).collect()
}

/// The part of a text that an offset pair of code points names.
fn part(text: &str, span: &Value) -> String {
    let [from, to] = [0, 1].map(|i| span[i].as_u64().unwrap() as usize);
    text.chars().skip(from).take(to - from).collect()
}

#[test]
fn json_names_passages_and_quotations_by_code_points() {
    let (code, out, _) = compare(&folder(), &["--format", "json", "-"], &lines(&[LEFT, RIGHT]));
    assert_eq!(code, Some(0));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!([&value["left"], &value["right"]], ["a-0", "a-1"]);
    assert_eq!([&value["articles"]["left"]["id"], &value["articles"]["right"]["id"]], ["a-0", "a-1"]);
    let hash = |hand: &str| value["articles"][hand]["sha256"].as_str().unwrap().len();
    assert_eq!([hash("left"), hash("right")], [64, 64]);
    assert_eq!(value["quotes"][0]["paragraphs"], json!([2, 2]));
    let quote = &value["quotes"][0];
    assert_eq!(part(LEFT, &quote["left"]), "It is a fair and lasting settlement");
    assert_eq!(part(RIGHT, &quote["right"]), "It is a fair and lasting settlement");
    assert_eq!([&quote["identical"], &quote["speaker"]], [&json!(true), &json!("Ada Berg")]);
    let pairs = value["pairs"].as_array().unwrap();
    let pair = pairs.iter().find(|p| part(RIGHT, &p["right"]).contains("café")).unwrap();
    assert!(part(LEFT, &pair["left"]).ends_with("Berg said."));
    assert!(pair["reason"].as_str().unwrap().contains("Ada Berg"));
    let both = |m: &&Value| !m["left"].is_null() && !m["right"].is_null();
    let entity = value["entities"].as_array().unwrap().iter().find(both).unwrap();
    assert_eq!(entity["name"], "Ada Berg");
    assert_eq!(value["figures"], json!([]));
}

const SUNK: &str = "Ferry lost\n\nAt least 12 people were killed when the ferry Marta sank off Port Ellery on March 3, \
    2020.\n\n“The harbour will never be sold, and whoever says so is lying,” Mayor Ada Berg told the council.\n";
const LOST: &str = "A ferry sinks\n\nThe ferry Marta sank off Port Ellery on March 4, 2020 and two dozen people were \
    killed.\n\nAda Berg claimed that the harbour “will never be sold”. Tomas Reed was there, and Reed wept. Reed is ill.\n";

#[test]
fn json_tells_figures_dates_cuts_names_voices_and_silence() {
    let (code, out, _) = compare(&folder(), &["--format", "json", "-"], &lines(&[SUNK, LOST]));
    assert_eq!(code, Some(0));
    let value: Value = serde_json::from_str(&out).unwrap();
    let figure = &value["figures"][0];
    assert_eq!(figure["agrees"], json!(true), "{figure}");
    assert_eq!(part(SUNK, &figure["readings"][0]["span"]), "At least 12 people");
    assert_eq!([&figure["readings"][0]["most"], &figure["readings"][1]["article"]], [&Value::Null, &json!("right")]);
    let date = &value["dates"][0];
    assert_eq!([&date["agrees"], &date["readings"][1]["value"]], [&json!(false), &json!("2020-03-04")]);
    let [full, cut] = [0, 1].map(|i| &value["quotes"][0]["versions"][i]);
    assert_eq!([&full["fullest"], &cut["fullest"]], [&json!(true), &json!(false)]);
    assert_eq!(part(SUNK, &cut["dropped"][0]), "The harbour");
    assert_eq!(part(LOST, &cut["cue"]), "claimed");
    let naming = value["naming"].as_array().unwrap();
    let named = |form: &Value| form["text"] == "Mayor Ada Berg";
    assert!(naming.iter().any(|n| n["forms"].as_array().unwrap().iter().any(named)), "{naming:?}");
    for hand in ["left", "right"] {
        let percents = value["voices"][hand].as_array().unwrap().iter().map(|v| v["percent"].as_u64().unwrap());
        assert_eq!(percents.sum::<u64>(), 100);
    }
    let absent = value["silence"].as_array().unwrap().iter().find(|a| a["kind"] == "entity").unwrap();
    assert_eq!([&absent["article"], &absent["looked_for"]], [&json!("left"), &json!(["Tomas Reed", "Reed"])]);
    assert_eq!(value["same_words"], json!({"independent": 2, "passages": []}));
}

#[test]
fn text_tells_them_in_sections() {
    let (code, out, _) = compare(&folder(), &["-"], &lines(&[SUNK, LOST]));
    assert_eq!(code, Some(0));
    for told in [
        "[The harbour] will never be sold",
        "(told | claimed)",
        "= people killed",
        "≠ ",
        "Mayor Ada Berg (1)",
        "Not found in the left text (1)",
        "looked for “Tomas Reed”, “Reed”",
    ] {
        assert!(out.contains(told), "{told} in {out}");
    }
    assert!(!out.contains("omitted"));
}

#[test]
fn text_and_markdown_tell_pairs_with_their_paragraphs() {
    for (format, places) in [("text", "¶ 2 | ¶ 2"), ("md", r"¶ 2 \| ¶ 2")] {
        let (code, out, _) = compare(&folder(), &["--format", format, "left.txt", "right.txt"], "");
        assert_eq!(code, Some(0));
        for told in [places, "Quoted in both", "only left", "a fair and lasting settlement"] {
            assert!(out.contains(told), "{told} in {out}");
        }
    }
}

#[test]
fn a_folder_with_two_articles_is_compared() {
    let (code, out, _) = compare(&folder(), &["--format", "json", "."], "");
    assert_eq!(code, Some(0));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert!(!value["pairs"].as_array().unwrap().is_empty());
}

#[test]
fn anything_but_two_articles_is_an_error() {
    for (texts, code, message) in
        [(&[LEFT][..], 2, "only one"), (&[LEFT, RIGHT, LEFT], 2, "there are more"), (&[], 1, "nothing to read")]
    {
        let (got, out, err) = compare(&folder(), &["-"], &lines(texts));
        assert_eq!((got, out.as_str()), (Some(code), ""), "{err}");
        assert!(err.contains(message), "{err}");
    }
}

#[test]
fn an_article_is_compared_with_itself_and_with_nothing() {
    let folder = folder();
    let (code, out, err) = compare(&folder, &["--format", "json", "left.txt", "left.txt"], "");
    assert_eq!(code, Some(0), "{err}");
    let json: Value = serde_json::from_str(&out).unwrap();
    let pairs = json["pairs"].as_array().unwrap();
    assert!(!pairs.is_empty() && pairs.iter().all(|p| p["left"] == p["right"]), "{out}");

    std::fs::write(folder.path().join("empty.txt"), "").unwrap();
    let (code, out, err) = compare(&folder, &["left.txt", "empty.txt"], "");
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("empty.txt: is empty"), "{err}");

    let (code, out, err) = compare(&folder, &["--format", "json", "-"], &lines(&[LEFT, ""]));
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap()["pairs"], json!([]));
}
