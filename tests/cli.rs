//! The command line as a user or a script meets it: output, exit codes and messages of the real binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program in an empty folder of its own, without the user's configuration.
struct Sandbox {
    folder: tempfile::TempDir,
}

impl Sandbox {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with two articles in different formats and one file that is none.
    fn with_articles() -> Self {
        let sandbox = Self::new();
        sandbox.write("articles/a.txt", "Talks end in Port Ellery\n\n“We won’t sign,” Ada Berg said on Tuesday.\n");
        let line = r#"{"id":"b-1","title":"=Trade, \"grows\"","source":"The Norland Post","published":"2021-03-19","text":"Trade grew. The bank said so."}"#;
        sandbox.write("articles/b.jsonl", &format!("{line}\n{{broken\n"));
        sandbox
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env("XDG_CONFIG_HOME", self.folder.path()).env("XDG_STATE_HOME", self.folder.path().join("state"));
        command.env("HOME", self.folder.path()).env_remove("NO_COLOR");
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || {
            // The program may end without having read everything.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run::of(output)
    }
}

/// An article as one line of JSON.
fn json_line(id: &str, text: &str) -> String {
    serde_json::json!({"id": id, "text": text}).to_string() + "\n"
}

/// What a run printed and how it ended.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    #[track_caller]
    fn says(self, part: &str) -> Self {
        assert!(self.err.contains(part), "{part:?} is not in {:?}", self.err);
        self
    }
}

#[test]
fn list_prints_a_line_for_each_article() {
    let run = Sandbox::with_articles().run(&["list"]).exits(0).says("b.jsonl:2: ");
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("Date") && lines[0].ends_with("Title"));
    assert!(lines[2].starts_with("2021-03-19  The Norland Post"));
    assert!(lines[2].ends_with("=Trade, \"grows\""));
    assert!(!run.out.contains('\u{1B}'));
}

#[test]
fn list_prints_json_csv_and_markdown() {
    let sandbox = Sandbox::with_articles();
    let json: Value = serde_json::from_str(&sandbox.run(&["list", "--format", "json"]).exits(0).out).unwrap();
    let second = &json[1];
    assert_eq!(second["id"], "b-1");
    assert_eq!(second["source"], "The Norland Post");
    assert_eq!(second["published"], "2021-03-19");
    assert_eq!(second["words"], 6);
    let keys =
        ["id", "path", "title", "source", "byline", "published", "words", "language", "topics", "story", "counts"];
    assert!(keys.iter().all(|key| second.get(key).is_some()), "{second}");

    let csv = sandbox.run(&["list", "--format", "csv"]).exits(0).out;
    let records: Vec<_> = csv.split_terminator("\r\n").collect();
    assert!(records[0].starts_with("id,path,title,source,"));
    assert!(records[2].contains(",\"'=Trade, \"\"grows\"\"\",The Norland Post,"), "{}", records[2]);

    let markdown = sandbox.run(&["list", "--format", "md"]).exits(0).out;
    assert!(markdown.starts_with("| Title | Source |") && markdown.lines().count() == 4, "{markdown}");
}

#[test]
fn show_prints_the_text_with_its_findings() {
    let sandbox = Sandbox::with_articles();
    let out = sandbox.run(&["show", "articles/a.txt"]).exits(0).out;
    assert!(out.contains("“We won’t sign,” Ada Berg said on Tuesday.\n"), "{out}");
    assert!(!out.contains('\u{1B}'));
    let out = sandbox.run(&["show", "--color", "always", "articles/b.jsonl"]).exits(0).out;
    assert!(out.starts_with("\u{1B}[1m=Trade, \"grows\"\u{1B}[0m\n"), "{out:?}");
    let out = sandbox.run(&["show", "--format", "md", "articles/b.jsonl"]).exits(0).out;
    assert!(out.starts_with("# \\=Trade, \"grows\"\n"), "{out}");
    let json: Value = serde_json::from_str(&sandbox.run(&["show", "--format", "json"]).exits(0).out).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    assert_eq!(json[1]["schema"], "parallax/1");
}

#[test]
fn show_prints_the_further_fields_on_request() {
    let sandbox = Sandbox::new();
    let record = r#"{"title": "A", "text": "Ada Berg spoke.", "bureau": "Oslo\u001b[1m", "pages": [3, 4]}"#;
    let out = sandbox.run_with_input(&["show", "--fields", "-"], record.as_bytes()).exits(0).out;
    assert!(out.contains("Further fields\n  bureau: Oslo") && out.contains("\n  pages: [3,4]\n"), "{out}");
    assert!(!out.contains('\u{1B}'));
    let out = sandbox.run_with_input(&["show", "--fields", "--format", "md", "-"], record.as_bytes()).exits(0).out;
    assert!(out.contains("## Further fields\n\n- **bureau:** Oslo"), "{out}");
    let out = sandbox.run_with_input(&["show", "-"], record.as_bytes()).exits(0).out;
    assert!(!out.contains("Further fields"), "{out}");
}

#[test]
fn lines_of_show_fit_into_eighty_columns() {
    let sandbox = Sandbox::new();
    let text = "The ministers of both countries met on the island and agreed on nothing at all. ".repeat(40);
    let out = sandbox.run_with_input(&["show", "-"], text.as_bytes()).exits(0).out;
    assert!(out.lines().count() > 40);
    assert!(out.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn the_reader_prints_text_when_there_is_no_terminal() {
    let sandbox = Sandbox::with_articles();
    let reader = sandbox.run(&[]).exits(0);
    assert_eq!(reader.out, sandbox.run(&["show"]).out);
    sandbox.run(&["--format", "json"]).exits(2).says("name a command");
}

#[test]
fn annotate_follows_its_schema_to_the_letter() {
    let run = Sandbox::with_articles().run(&["annotate"]).exits(0);
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 2);
    let keys = [
        "schema",
        "id",
        "path",
        "title",
        "source",
        "byline",
        "published",
        "language",
        "text",
        "blocks",
        "entities",
        "quotations",
        "issues",
        "topics",
        "dates",
        "figures",
        "problems",
        "url",
        "agency",
        "time",
        "section",
        "partial",
        "fields",
        "sha256",
    ];
    for line in lines {
        let object: Value = serde_json::from_str(line).unwrap();
        assert_eq!(object.as_object().unwrap().len(), keys.len());
        let places: Vec<_> = keys.iter().map(|key| line.find(&format!("\"{key}\":")).expect(key)).collect();
        assert!(places.is_sorted(), "keys in order: {line}");
        assert_eq!(object["schema"], "parallax/1");
        let points: Vec<char> = object["text"].as_str().unwrap().chars().collect();
        let mut spans = Vec::new();
        collect_spans(&object["blocks"], &mut spans);
        collect_spans(&object["quotations"], &mut spans);
        collect_spans(&object["dates"], &mut spans);
        assert!(!spans.is_empty());
        assert!(spans.iter().all(|[from, to]| from < to && *to <= points.len() as u64), "{spans:?}");
    }
    let first: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    let points: Vec<char> = first["text"].as_str().unwrap().chars().collect();
    let block = &first["blocks"].as_array().unwrap().last().unwrap()["span"];
    let of_block: String =
        points[block[0].as_u64().unwrap() as usize..block[1].as_u64().unwrap() as usize].iter().collect();
    assert_eq!(of_block, "“We won’t sign,” Ada Berg said on Tuesday.", "offsets count code points");
    assert_eq!(
        first["sha256"], "fc48cc9d3be8784892646cfe39496d4d2e720e1d6abf1e52deb01303ed1905e2",
        "sha256sum of the text"
    );
    let quotation = &first["quotations"][0];
    let entity = first["entities"].as_array().unwrap().iter().find(|e| e["name"] == "Ada Berg").unwrap();
    assert_eq!([&quotation["paragraph"], &entity["paragraphs"][0]], [1, 1], "{first}");
    assert_eq!([&first["blocks"][0]["paragraph"], &first["dates"][0]["paragraph"]], [&Value::Null, &1.into()]);
}

/// Every pair of numbers inside a value.
fn collect_spans(value: &Value, out: &mut Vec<[u64; 2]>) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(from), Value::Number(to)] => out.push([from.as_u64().unwrap(), to.as_u64().unwrap()]),
            _ => items.iter().for_each(|item| collect_spans(item, out)),
        },
        Value::Object(fields) => fields.values().for_each(|field| collect_spans(field, out)),
        _ => {}
    }
}

#[test]
fn annotate_gives_json_lines_back_in_order_with_their_exact_text() {
    let texts: Vec<String> = (0..3_000)
        .map(|i| format!("\tNumber {i}.\r\n\r\n  “Ünï” \u{1B}[31m \u{202E}\u{9B}\u{0} 👩‍🔬\u{2028} end \n"))
        .collect();
    let lines = texts.iter().enumerate().map(|(i, text)| json_line(&i.to_string(), text));
    let input: String = lines.collect();
    let sandbox = Sandbox::new();
    let run = sandbox.run_with_input(&["annotate", "--no-config", "--format", "jsonl", "-"], input.as_bytes()).exits(0);
    let objects: Vec<Value> = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), texts.len());
    for (i, (object, text)) in objects.iter().zip(&texts).enumerate() {
        assert_eq!(object["id"], i.to_string());
        assert_eq!(object["text"].as_str(), Some(text.as_str()));
    }
    let array = sandbox.run_with_input(&["annotate", "--format", "json", "-j", "1", "-"], input.as_bytes()).exits(0);
    assert_eq!(serde_json::from_str::<Value>(&array.out).unwrap().as_array(), Some(&objects), "whatever the threads");
}

#[test]
fn annotate_gives_further_fields_back() {
    let input = "{\"id\":\"a\",\"text\":\"One.\",\"url\":\"https://example.org/a\",\"score\":1.5,\"dossier\":\"x\",\"flags\":[1,null]}";
    let run = Sandbox::new().run_with_input(&["annotate", "--no-config", "-"], input.as_bytes()).exits(0);
    let object: Value = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!(object["url"], "https://example.org/a");
    assert_eq!(object["fields"], serde_json::json!({"score": 1.5, "dossier": "x", "flags": [1, null]}));
}

#[test]
fn control_and_bidi_characters_never_come_out_raw() {
    let evil = "Talks \u{1B}]52;c;aGk=\u{7} \u{202E}end\u{2066} \u{9B}31m \u{0}\u{7F} in the capital, Ann Lee said.";
    let line = serde_json::json!({"id": evil, "title": evil, "source": evil, "byline": evil, "text": format!("{evil}\n\n{evil}")});
    let sandbox = Sandbox::new();
    for arguments in [
        "list",
        "list --format json",
        "list --format csv",
        "list --format md",
        "show",
        "show --format md",
        "show --format json",
        "annotate",
        "annotate --format json",
        "check",
        "",
    ] {
        // The second line is an error, which `check` ends with.
        let status = i32::from(arguments == "check");
        let arguments: Vec<_> = arguments.split_whitespace().chain(["-"]).collect();
        let run = sandbox.run_with_input(&arguments, format!("{line}\n{{\u{1B}]0;x\u{7}\n").as_bytes()).exits(status);
        for text in [&run.out, &run.err] {
            let raw: Vec<_> = text
                .chars()
                .filter(|c| {
                    c.is_control() && !matches!(c, '\n' | '\r')
                        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
                })
                .collect();
            assert!(raw.is_empty(), "{arguments:?}: {raw:?} in {text:?}");
        }
    }
}

#[test]
fn check_prints_every_problem_and_a_summary() {
    let sandbox = Sandbox::with_articles();
    let run = sandbox.run(&["check"]).exits(1);
    let lines: Vec<_> = run.out.lines().collect();
    assert!(lines[0].replace('\\', "/").starts_with("articles/b.jsonl:2: "), "{lines:?}");
    assert!(lines.last().unwrap().starts_with("2 articles, 1 error, "), "{lines:?}");
    assert!(lines.last().unwrap().ends_with("configuration: none"));
    assert_eq!(run.err, "");
    sandbox.write("parallax/config.toml", "theme = \"light\"\n");
    let run = sandbox.run(&["check"]).exits(1);
    assert!(run.out.trim_end().ends_with("config.toml"), "{}", run.out);
}

#[test]
fn a_filter_leaves_what_its_query_finds() {
    let sandbox = Sandbox::with_articles();
    let ids = |arguments: &[&str]| {
        let out = sandbox.run(arguments).exits(0).out;
        let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        out.lines().map(id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["annotate", "--filter", "trade"]), ["b-1"]);
    assert_eq!(ids(&["--filter", "-trade", "annotate"]), ["articles/a.txt"]);
    assert_eq!(ids(&["annotate", "--filter=entity:\"ada berg\""]), ["articles/a.txt"]);
    assert_eq!(ids(&["annotate", "--filter", "after:2021-03 is:unread"]), ["b-1"]);
    assert_eq!(ids(&["annotate", "--filter", ""]).len(), 2);

    let list = sandbox.run(&["list", "--filter", "source:norland"]).exits(0).out;
    assert!(list.lines().count() == 2 && list.contains("The Norland Post"), "{list}");
    assert!(sandbox.run(&["show", "--filter", "berg"]).exits(0).out.contains("Ada Berg"));
    assert!(sandbox.run(&["--filter", "berg"]).exits(0).out.contains("Ada Berg"));
    assert!(sandbox.run(&["check", "--filter", "berg"]).exits(1).out.contains("1 article, "));
}

/// Two articles on whose one issue sides oppose, but within neither, and a third.
fn with_two_sides() -> Sandbox {
    let sandbox = Sandbox::new();
    let account = |side: &str, does: &str, who: &str, says: &str| {
        format!(
            "{side} and the toll\n\n{side} {does} the harbour toll. “We {says} the harbour toll,” {who}, the {side} minister, said.\n"
        )
    };
    sandbox.write("news/a.txt", &account("Norland", "supports", "Ada Berg", "welcome"));
    sandbox.write("news/b.txt", &account("Sudland", "opposes", "Bo Lund", "reject"));
    sandbox.write("news/c.txt", "Weather stays mild\n\nIt will rain. Nobody minded.\n");
    sandbox
}

#[test]
fn a_filter_judges_across_articles_as_the_reader_does() {
    let sandbox = with_two_sides();
    for command in ["list", "show", "annotate"] {
        let run = sandbox.run(&[command, "--filter", "is:disputed", "news"]).exits(0);
        assert!(run.out.contains("Norland and") && run.out.contains("Sudland and"), "{command}: {}", run.out);
        assert!(!run.out.contains("Weather"), "{command}: {}", run.out);
        let run = sandbox.run(&[command, "--filter", "-is:disputed", "news"]).exits(0);
        assert!(run.out.contains("Weather") && !run.out.contains("toll"), "{command}: {}", run.out);
    }
    // What cannot be read is said all the same, and an article alone is not disputed.
    sandbox.run(&["list", "--filter", "is:disputed", "news", "missing.txt"]).exits(0).says("missing.txt");
    assert_eq!(sandbox.run(&["list", "--filter", "is:disputed", "news/a.txt"]).exits(0).out, "");
}

#[test]
fn articles_of_one_story_have_its_name_and_are_found_by_any_headline() {
    let sandbox = Sandbox::new();
    let flood = "Heavy rain made the river Orme burst its banks at Tavelton. Mayor Ilse Brandt said that 400 households were \
        evacuated and that the old bridge was closed. Engineers inspect the dam at Lorn Gap.";
    sandbox.write("news/a.md", &format!("+++\ntitle = \"Orme floods Tavelton\"\ndate = 2020-02-03\n+++\n\n{flood}\n"));
    sandbox.write(
        "news/b.md",
        &format!("+++\ntitle = \"Old bridge closed\"\ndate = 2020-02-04\n+++\n\n{flood} More soon.\n"),
    );
    sandbox
        .write("news/c.md", "+++\ntitle = \"Bonds fell\"\n+++\n\nBonds fell on Friday. Traders in Quell sold them.\n");
    let rows = |arguments: &[&str]| {
        let json: Value = serde_json::from_str(&sandbox.run(arguments).exits(0).out).unwrap();
        json.as_array().unwrap().iter().map(|row| (row["story"].clone(), row["story_name"].clone())).collect::<Vec<_>>()
    };
    let orme = (Value::from(0), Value::from("Orme floods Tavelton"));
    let list = rows(&["list", "--format", "json", "news"]);
    assert_eq!(list, [orme.clone(), orme.clone(), (Value::from(1), Value::from("Bonds fell"))]);
    assert_eq!(rows(&["list", "--format", "json", "--filter", "story:bridge", "news"]), [orme.clone(), orme]);
    assert!(rows(&["list", "--format", "json", "--filter", "story:bonds", "news"]).is_empty(), "nobody else tells it");
    let csv = sandbox.run(&["list", "--format", "csv", "news"]).exits(0).out;
    assert!(csv.contains(",story,story_name,") && csv.contains(",0,Orme floods Tavelton,"), "{csv}");
}

#[test]
fn a_filter_that_finds_nothing_prints_nothing_and_is_no_error() {
    let sandbox = Sandbox::with_articles();
    for command in ["list", "show", "annotate"] {
        assert_eq!(sandbox.run(&[command, "--filter", "topic:zeppelin"]).exits(0).out, "", "{command}");
    }
    assert_eq!(sandbox.run(&["annotate", "--format", "json", "--filter", "zeppelin"]).exits(0).out, "[]\n");
    assert!(sandbox.run(&["check", "--filter", "zeppelin"]).exits(1).out.contains("0 articles, "));
}

#[test]
fn a_wrong_filter_exits_with_two_and_points_at_the_mistake() {
    let sandbox = Sandbox::with_articles();
    for command in ["list", "show", "annotate", "check"] {
        let run = sandbox.run(&[command, "--filter", "ship topc:trade"]).exits(2);
        assert!(
            run.says("\nship topc:trade\n     ^^^^ there is no field “topc”; did you mean topic:trade?").out.is_empty()
        );
    }
    sandbox.run(&["--filter", "(a"]).exits(2).says("not closed");
    sandbox.run(&["--filter", &"(".repeat(10_000), "list"]).exits(2);
    sandbox.run(&["--filter", &"a ".repeat(5_000), "list"]).exits(2).says("at most");
    sandbox.run(&["--filter", ".*[a-z]+(\\", "list"]).exits(2);
}

#[test]
fn filters_of_the_configuration_have_names() {
    let sandbox = Sandbox::with_articles();
    sandbox.write("config.toml", "[filters]\nports = \"port -trade\"\n");
    let out = sandbox.run(&["list", "--filter", "@ports"]).exits(0).out;
    assert!(out.lines().count() == 2 && out.contains("Port Ellery"), "{out}");
    sandbox.run(&["list", "--filter", "@prts"]).exits(2).says("did you mean @ports?");
    sandbox.run(&["list", "--filter", "@ports", "--no-config"]).exits(2).says("names none");
}

#[test]
fn what_the_configuration_knows_is_found() {
    let sandbox = Sandbox::with_articles();
    let config = "[[entities]]\nname = \"Admiral Berg\"\nkind = \"group\"\naliases = [\"Ada Berg\"]\n\
                  [[topics]]\nname = \"Harbours\"\nwords = [\"port\"]\n\
                  [[sources]]\nname = \"Post of Norland\"\naliases = [\"The Norland Post\"]\n";
    sandbox.write("config.toml", config);
    let objects: Vec<Value> =
        sandbox.run(&["annotate"]).exits(0).out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let entities = objects[0]["entities"].as_array().unwrap();
    assert!(entities.iter().any(|e| e["name"] == "Admiral Berg" && e["kind"] == "group"), "{entities:?}");
    assert_eq!(objects[0]["topics"][0], "Harbours");
    assert_eq!(objects[1]["source"], "Post of Norland");
    let list = sandbox.run(&["list", "--filter", "entity:admiral"]).exits(0).out;
    assert_eq!(list.lines().count(), 2, "{list}");
    let plain = sandbox.run(&["annotate", "--no-config"]).exits(0).out;
    assert!(!plain.contains("Admiral") && !plain.contains("Harbours"), "{plain}");
}

#[test]
fn completions_and_the_manual_page_know_every_option() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = sandbox.run(&["completions", shell]).exits(0).out;
        for word in ["annotate", "filter", "no-config", "print-keys"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    sandbox.run(&["completions", "bsh"]).exits(2).says("bash");
    let page = sandbox.run(&["man"]).exits(0).out;
    assert!(page.contains(".TH parallax 1") && page.contains("\\-\\-filter"), "{page}");
    assert!(page.contains("\\fBparallax annotate\\fR\n") && !page.contains("(1)\n"), "{page}");
}

#[test]
fn configuration_and_keys_are_printed() {
    let sandbox = Sandbox::new();
    sandbox.write("mine.toml", "theme = \"mono\"\n");
    let config = sandbox.run(&["--print-config", "--config", "mine.toml"]).exits(0).out;
    assert!(config.contains("theme = \"mono\"\n") && config.contains("text_width = 76\n"), "{config}");
    sandbox.write("printed.toml", &config);
    assert_eq!(sandbox.run(&["--print-config", "--config", "printed.toml"]).exits(0).out, config);
    let keys = sandbox.run(&["--print-keys"]).exits(0).out;
    assert!(keys.starts_with("Everywhere\n  down  "), "{keys}");
    assert!(keys.lines().any(|line| line.contains("go-to-side") && line.contains("gs")), "{keys}");
}

#[test]
fn nothing_to_read_exits_with_one() {
    let sandbox = Sandbox::new();
    std::fs::create_dir(sandbox.folder.path().join("empty")).unwrap();
    for command in ["list", "show", "annotate", "check"] {
        sandbox.run(&[command, "empty"]).exits(1).says("nothing to read");
        sandbox.run(&[command, "missing.txt"]).exits(1);
        sandbox.run_with_input(&[command, "-"], b"").exits(1).says("nothing to read");
    }
    sandbox.run(&["empty"]).exits(1).says("nothing to read");
    assert_eq!(sandbox.run(&["annotate", "--format", "json", "empty"]).exits(1).out, "[]\n");
    assert_eq!(sandbox.run(&["list", "--format", "json", "empty"]).exits(1).out, "[]\n");
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let run = Sandbox::with_articles().run(&["list", "missing.txt", "articles/a.txt"]).exits(0).says("missing.txt: ");
    assert_eq!(run.out.lines().count(), 2);
}

#[test]
fn wrong_arguments_exit_with_two() {
    let sandbox = Sandbox::with_articles();
    sandbox.run(&["list", "--format", "jsonl"]).exits(2).says("only text, json, csv, md");
    sandbox.run(&["annotate", "--format", "text"]).exits(2).says("only jsonl, json");
    sandbox.run(&["list", "--format", "yaml"]).exits(2).says("yaml");
    sandbox.run(&["list", "--fromat", "json"]).exits(2).says("--format");
    sandbox.run(&["-j", "0", "list"]).exits(2).says("-j");
    sandbox.run(&["lst"]).exits(2).says("did you mean `parallax list`?");
    sandbox.run(&["articles", "show"]).exits(2).says("parallax show PATH");
    sandbox.run(&["show", "-", "-"]).exits(2).says("only once");
    sandbox.run(&["--config", "x.toml", "--no-config", "list"]).exits(2).says("--no-config");
    let help = sandbox.run(&["--help"]).exits(0);
    assert!(help.out.contains("Exit status: 0 done, 1 nothing to read or errors found by `check`, 2 wrong arguments"));
    assert!(sandbox.run(&["--version"]).exits(0).out.starts_with("parallax "));
}

#[test]
fn a_wrong_configuration_exits_with_two_and_shows_the_line() {
    let sandbox = Sandbox::with_articles();
    for command in ["list", "show", "annotate", "check"] {
        sandbox.run(&[command, "--config", "missing.toml"]).exits(2).says("missing.toml: there is no such file");
        sandbox.run(&[command, "--config", "articles"]).exits(2).says("is a folder");
    }
    std::fs::write(sandbox.folder.path().join("binary.toml"), b"theme = \"dark\"\n# \xFF\n").unwrap();
    sandbox.run(&["list", "--config", "binary.toml"]).exits(2).says("is not UTF-8 text (line 2)");
    sandbox.write("config.toml", "theme = \"drak\"\n[layout]\ntext_widht = 70\n");
    let run = sandbox.run(&["check"]).exits(2).says("config.toml:1:9: `theme` cannot be \"drak\"");
    let run = run.says("config.toml:3:1: unknown setting `layout.text_widht`").says("did you mean `text_width`?");
    assert_eq!((run.out.as_str(), run.err.contains("--no-config")), ("", true));
    sandbox.run(&["list", "--no-config"]).exits(0);
    sandbox.write("good.toml", "[layout]\ntext_width = 30\n");
    let out = sandbox.run(&["show", "--config", "good.toml", "articles/a.txt"]).exits(0).out;
    assert!(out.lines().all(|line| line.chars().count() <= 30), "{out}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let sandbox = Sandbox::new();
    let text = "The ministers met and agreed on nothing. ".repeat(100);
    let lines: String = (0..20).map(|i| json_line(&i.to_string(), &text)).collect();
    // Long texts fill the pipe; many articles are still being read when it closes.
    sandbox.write("long.jsonl", &lines);
    let short: String = (0..4_000).map(|i| json_line(&format!("short {i}"), "It ended.")).collect();
    sandbox.write("many.jsonl", &short);
    for arguments in [
        "annotate long.jsonl",
        "annotate --format json long.jsonl",
        "show long.jsonl",
        "long.jsonl",
        "annotate many.jsonl",
    ] {
        let arguments: Vec<_> = arguments.split(' ').collect();
        let mut child = sandbox.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn the_shipped_files_are_what_an_argument_less_run_opens() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output =
        Command::new(env!("CARGO_BIN_EXE_parallax")).args(["check", "--no-state"]).current_dir(top).output().unwrap();
    if top.join("articles").is_dir() {
        let run = Run::of(output).exits(0);
        assert!(run.out.trim_end().ends_with("configuration: config.toml"), "{}", run.out);
    }
}

#[test]
fn notes_are_printed_and_said_to_be_lost_when_they_are() {
    let sandbox = Sandbox::new();
    sandbox.write("one.txt", "Talks end in Port Ellery\n\nNobody signed. The ferries ran late on Tuesday.\n");
    let kept = |name: &str, text: &str, exact: &str, unique: &str| {
        format!(
            "[[notes]]\nname = \"{name}\"\ntext = \"{text}\"\ntitle = \"Talks\"\nid = \"one.txt\"\npath = '{}'\n\
             [notes.passage]\nexact = \"{exact}\"\nprefix = \"\"\nsuffix = \"\"\nstart = 0\nunique = \"{unique}\"\n",
            sandbox.folder.path().canonicalize().unwrap().join("one.txt").display()
        )
    };
    let found = kept("a", "Who says? #source", "The ferries ran late", "exact");
    let lost = kept("b", "Gone", "Everybody signed", "exact");
    sandbox.write("state/parallax/notes.toml", &format!("version = 1\n{found}{lost}"));
    let run = sandbox.run(&["notes", "one.txt", "--format", "json"]).exits(0);
    let rows: Value = serde_json::from_str(&run.out).unwrap();
    let by = |name: &str| rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!((by("a")["found"].clone(), by("a")["codes"][0].clone()), (true.into(), "source".into()));
    assert_eq!(by("b")["found"], false);
    let run = sandbox.run(&["notes", "--format", "md"]).exits(0);
    assert!(run.out.contains("> Everybody signed\n\nGone\n"), "{}", run.out);
    assert!(sandbox.run(&["notes", "--no-state"]).err.contains("--state"));
}
