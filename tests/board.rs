//! `parallax board` as a user or a script meets it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// Runs `parallax board` with `input`, and returns exit code, output and messages.
fn board(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.args(["board", "--no-config", "--no-state"]).args(arguments).arg("-").env_remove("NO_COLOR");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may end without having read everything.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

const AGAINST: &str =
    "Café owners cheer\n\nGermany opposes the fishing quota treaty. The fishing quota treaty is old.\n";
const FOR: &str =
    "A welcome\n\nGreece welcomed the fishing quota treaty. Nobody spoke against the fishing quota treaty.\n";
const NAMED: &str = "Cod\n\nA treaty about quotas for fishing was signed long ago.\n";
const SILENT: &str = "Rain\n\nIt rained on the coast. The ferries ran late.\n";

/// Articles as lines of JSON: text, outlet and day.
fn lines(articles: &[(&str, &str, &str)]) -> String {
    let line = |(i, (text, source, day)): (usize, &(&str, &str, &str))| {
        json!({"id": format!("a-{i}"), "text": text, "source": source, "published": day}).to_string() + "\n"
    };
    articles.iter().enumerate().map(line).collect()
}

fn four() -> String {
    lines(&[
        (AGAINST, "Coast Press", "2024-03-06"),
        (FOR, "Harbour Mail", "2024-03-07"),
        (NAMED, "Cod Weekly", "2024-03-08"),
        (SILENT, "Rain Gazette", "2024-03-09"),
    ])
}

/// The row of the treaty in the JSON of four articles.
fn treaty(value: &Value) -> &Value {
    let rows = value["sheets"][0]["rows"].as_array().unwrap();
    rows.iter().find(|row| row["name"].as_str().unwrap().contains("treaty")).unwrap()
}

#[test]
fn json_says_who_stands_where_and_what_was_not_found() {
    let (code, out, err) = board(&["--format", "json"], &four());
    assert_eq!(code, Some(0), "{err}");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["schema"], "parallax/1");
    assert_eq!(
        value["articles"][1],
        json!({"id": "a-1", "path": null, "title": "A welcome", "source": "Harbour Mail", "published": "2024-03-07",
            "url": null, "sha256": "15a79a8b8c81f658ee97ced9e7e5e618a3fd696e697209aa167dc9f03aff7349"})
    );
    assert_eq!(value["sheets"][0]["kind"], "issues");
    let row = treaty(&value);
    assert_eq!(row["differs"], true);
    let cells = row["cells"].as_array().unwrap();
    let columns: Vec<_> = cells.iter().map(|c| c["article"].as_u64().unwrap()).collect();
    assert_eq!(columns, [0, 1, 2], "{row}");
    assert_eq!(cells[0]["parts"], json!([{"text": "Germany", "tone": "against", "count": 1}]));
    assert_eq!(cells[1]["parts"][0], json!({"text": "Greece", "tone": "for", "count": 1}));
    assert_eq!(cells[2]["parts"], json!([{"text": "", "tone": "mentioned", "count": 1}]));
    assert!(row["looked_for"].as_array().unwrap().contains(&json!("fishing quota treaty")), "{row}");
    let passage = &cells[0]["passages"][0];
    assert_eq!(passage["paragraph"], 1);
    let [from, to] = [0, 1].map(|i| passage["span"][i].as_u64().unwrap() as usize);
    let text: String = AGAINST.chars().skip(from).take(to - from).collect();
    assert_eq!(text, "Germany opposes the fishing quota treaty.", "offsets are code points");
    assert_eq!(
        [&passage["text"], &passage["label"], &passage["does"]],
        [&json!(text), &json!("Germany"), &json!("opposes")]
    );
}

#[test]
fn text_is_a_table_no_wider_than_the_page_with_the_positions_below() {
    let (code, out, err) = board(&[], &four());
    assert_eq!(code, Some(0), "{err}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    let row = out.lines().find(|line| line.starts_with("fishing quota")).unwrap();
    assert!(row.contains('!') && row.contains("Germany −") && row.contains("Greece +"), "{row}");
    for told in ["1 Coast Press", "2024-03-06", "− Germany opposes: Germany opposes the fishing quota treaty."] {
        assert!(out.contains(told), "{told} in {out}");
    }
    let unwrapped = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unwrapped.contains("not found in 4 Rain Gazette; looked for “fishing quota treaty”"), "{out}");
    assert!(!out.contains('\u{1B}'), "no terminal, no emphasis");
    assert!(board(&["--color", "always"], &four()).1.contains("\u{1B}[1m"));
}

#[test]
fn csv_and_markdown_hold_every_position() {
    let (code, out, _) = board(&["--format", "csv"], &four());
    assert_eq!(code, Some(0));
    let record = out.lines().find(|line| line.contains("Harbour Mail") && line.contains(",for,")).unwrap();
    assert!(record.starts_with("issues,fishing quota treaty,yes,a-1,Harbour Mail,2024-03-07,A welcome,"), "{record}");
    assert!(record.contains(",1,,15a79a8b8c81f658ee97ced9e7e5e618"), "paragraph, no address, hash: {record}");
    let (code, out, _) = board(&["--format", "md"], &four());
    assert_eq!(code, Some(0));
    for told in [
        "## Issues",
        "| **fishing quota treaty** |",
        "### fishing quota treaty (disputed)",
        "looked for “fishing quota treaty”",
    ] {
        assert!(out.contains(told), "{told} in {out}");
    }
}

#[test]
fn what_strangers_wrote_neither_reaches_the_terminal_raw_nor_becomes_a_formula() {
    let text =
        "Cod\n\nGermany opposes the \u{1B}[31mfishing quota treaty\u{202E}. Greece welcomed the fishing quota treaty.";
    let input = lines(&[(text, "=cmd|' /C calc'!A0", "2024-03-06"), (FOR, "@Mail\u{1B}]0;x\u{7}", "2024-03-07")]);
    for format in ["text", "csv", "md", "json"] {
        let (code, out, _) = board(&["--format", format], &input);
        assert_eq!(code, Some(0));
        let raw = |c: char| c.is_control() && c != '\n' && c != '\r' || c == '\u{202E}';
        assert!(!out.contains(raw), "{format}: {out:?}");
        if format == "csv" {
            assert!(out.contains(",'=cmd") && out.contains(",'@Mail") && !out.contains(",=cmd"), "{out}");
        }
    }
}

#[test]
fn a_filter_narrows_the_columns_and_nothing_found_is_no_error() {
    let (code, out, _) = board(&["--format", "json", "--filter", "source:mail"], &four());
    assert_eq!(code, Some(0));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["articles"].as_array().unwrap().len(), 1);
    assert_eq!(treaty(&value)["differs"], false, "nobody in this article is against it");
    let (code, out, err) = board(&["--filter", "source:nobody"], &four());
    assert_eq!((code, out.as_str(), err.as_str()), (Some(0), "", ""));
}

#[test]
fn exit_codes_are_those_of_the_other_commands() {
    let (code, out, err) = board(&[], "");
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("nothing to read"), "{err}");
    let (code, out, err) = board(&["--format", "jsonl"], &four());
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("cannot print jsonl, only text, json, csv, md"), "{err}");
    assert_eq!(board(&["--filter", "source:("], &four()).0, Some(2));
}
