//! `parallax report` as a user meets it: the structure of the page, hostile text, the tables, and where it is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const AGAINST: &str = "Café owners cheer\n\nGermany opposes the fishing quota treaty. At least 12 people were killed when the \
    ferry Marta sank off Port Ellery on March 3, 2024.\n\n“The harbour will never be sold,” Ada Berg said.\n";
const FOR: &str = "A welcome\n\nGreece welcomed the fishing quota treaty. The ferry Marta sank off Port Ellery on March 4, 2024 \
    and 15 people were killed.\n\nAda Berg claimed that the harbour “will never be sold”.\n";
const HOSTILE: &str = "<script>alert(1)</script> & \"cod\"\n\nGermany opposes the fishing quota treaty <img src=x \
    onerror=alert(2)>. Greece welcomed the \u{202E}fishing quota treaty\u{1B}[31m, said Ada \"'><i>Berg</i>.\n";

/// Three articles in a folder of their own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let line = |id: &str, text: &str, source: &str, day: &str, url: &str| {
            json!({"id": id, "text": text, "source": source, "published": day, "url": url}).to_string() + "\n"
        };
        let lines = [
            line("a", AGAINST, "Coast Press", "2024-03-06", "https://coast.example/a?x=1&y=2"),
            line("b", FOR, "=HYPERLINK(\"x\")", "2024-03-07", "javascript:alert(3)"),
            line("c", HOSTILE, "Mail <i>&\u{202E}", "2024-03-08", "https://mail.example/\" onclick=\"x"),
        ];
        std::fs::write(folder.path("in.jsonl"), lines.concat()).unwrap();
        folder
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(["report", "--no-config", "--no-state"]).args(arguments).arg("in.jsonl");
        command.current_dir(self.0.path()).stdin(Stdio::null()).output().unwrap()
    }

    /// What is printed on standard output.
    #[track_caller]
    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str], told: &str) {
        let output = self.run(arguments);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(told), "{told:?} is not in {err}");
    }
}

/// The values of an attribute, in the order of the page.
fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let before = format!(" {name}=\"");
    html.split(before.as_str()).skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect()
}

#[test]
fn every_link_of_the_page_leads_somewhere_and_every_finding_to_its_sentence() {
    let html = Folder::new().printed(&["-o", "-"]);
    let ids = values(&html, "id");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id twice");
    let links = values(&html, "href");
    for link in &links {
        match link.strip_prefix('#') {
            Some(id) => assert!(unique.contains(id), "{link} leads nowhere"),
            None => assert!(link.starts_with("https://coast.example/"), "{link}"),
        }
    }
    let findings: Vec<&str> = html.split("<li id=\"issues-").skip(1).collect();
    assert!(findings.len() >= 4, "{html}");
    for finding in findings {
        let end = finding.find("</li>").unwrap();
        assert!(finding[..end].contains("class=\"cite\" href=\"#s"), "{}", &finding[..end]);
    }
    let sentence = html.find("Germany opposes the fishing quota treaty.</span>").expect("the sentence in its text");
    assert!(html[..sentence].rfind("<span id=\"s1-").is_some());
    for told in ["Who stands where", "disputed", "Coast Press", "2024-03-06", "¶ 1", "<svg", "Germany"] {
        assert!(html.contains(told), "{told}");
    }
}

#[test]
fn what_strangers_wrote_stays_text() {
    let html = Folder::new().printed(&["-o", "-"]);
    for bad in
        ["<script", "<img", "<i>", "\u{202E}", "\u{1B}", "href=\"javascript", "href=\"https://mail", "onclick=\""]
    {
        assert!(!html.contains(bad), "{bad:?}");
    }
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;cod&quot;"));
    assert!(html.contains("javascript:alert(3)"), "an address that is none is shown and leads nowhere");
    // Nothing is fetched.
    for bad in [" src=\"", "url(", "@import", "<link", "http-equiv=\"refresh"] {
        assert!(!html.contains(bad), "{bad}");
    }
}

#[test]
fn markdown_and_json_say_the_same() {
    let folder = Folder::new();
    let markdown = folder.printed(&["--format", "md", "--title", "Quotas"]);
    assert!(markdown.starts_with("# Quotas\n"), "{markdown}");
    for told in ["## Articles", "## Issues", "## Texts", "\\<script\\>", "(<https://coast.example/a?x=1&y=2>)"] {
        assert!(markdown.contains(told), "{told} in {markdown}");
    }
    let json: Value = serde_json::from_str(&folder.printed(&["--format", "json"])).unwrap();
    assert_eq!(json["schema"], "parallax-report/1");
    assert_eq!(json["articles"].as_array().unwrap().len(), 3);
    let position = json["positions"].as_array().unwrap().iter().find(|p| p["holder"] == "Germany").unwrap();
    assert_eq!(position["paragraph"], 1);
    assert_eq!(position["sha256"], json["articles"][0]["sha256"]);
    assert!(position["sentence"].as_str().unwrap().starts_with("Germany opposes"));
    let one: Value = serde_json::from_str(&folder.printed(&["--format", "json", "--table", "articles"])).unwrap();
    assert_eq!(one, json["articles"]);
}

#[test]
fn tables_hold_no_formula() {
    let folder = Folder::new();
    let csv = folder.printed(&["--format", "csv", "--table", "articles"]);
    assert!(csv.starts_with("article,outlet,published,"), "{csv}");
    assert!(csv.contains("2,\"'=HYPERLINK(\"\"x\"\")\","), "{csv}");
    assert!(!csv.contains('\u{202E}'));
    for table in ["positions", "board", "quotations", "voices", "pairs", "notes"] {
        let csv = folder.printed(&["--format", "csv", "--table", table]);
        let columns = csv.lines().next().unwrap().split(',').count();
        assert!(columns >= 5, "{table}: {csv}");
    }
    folder.refused(&["--format", "csv"], "--table articles, positions");
    folder.refused(&["--format", "csv", "--table", "pages"], "there is no table pages");
}

#[test]
fn a_file_is_replaced_with_force_only_and_an_article_never() {
    let folder = Folder::new();
    let report = folder.path("report.html");
    let output = folder.run(&["-o", "report.html"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("3 articles"));
    assert!(std::fs::read_to_string(&report).unwrap().starts_with("<!DOCTYPE html>"));
    std::fs::write(&report, "mine").unwrap();
    folder.refused(&["-o", "report.html"], "report.html is there already; --force replaces it");
    assert_eq!(std::fs::read_to_string(&report).unwrap(), "mine");
    assert_eq!(folder.run(&["-o", "report.html", "--force"]).status.code(), Some(0));
    assert_ne!(std::fs::read_to_string(&report).unwrap(), "mine");
    let before = std::fs::read(folder.path("in.jsonl")).unwrap();
    folder.refused(&["-o", "in.jsonl", "--force"], "in.jsonl is an article");
    folder.refused(&["-o", ".", "--force"], "no regular file");
    assert_eq!(std::fs::read(folder.path("in.jsonl")).unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing else is left: {left:?}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = Folder::new();
    std::fs::write(folder.path("target"), "mine").unwrap();
    std::os::unix::fs::symlink("target", folder.path("link.html")).unwrap();
    folder.refused(&["-o", "link.html", "--force"], "no regular file");
    assert_eq!(std::fs::read_to_string(folder.path("target")).unwrap(), "mine");
}

#[test]
fn a_report_says_what_it_leaves_out_and_a_choice_that_finds_nothing_writes_nothing() {
    let folder = Folder::new();
    let html = folder.printed(&["--limit", "2", "-o", "-"]);
    assert!(html.contains("1 further article that the choice holds"), "{html}");
    assert!(!html.contains("id=\"text-3\""));
    assert!(html.contains("Side by side"), "two articles are compared");
    let output = folder.run(&["--filter", "zeppelin", "-o", "r.html"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path("r.html").exists());
    folder.refused(&["--story", "zeppelin"], "there is no story “zeppelin”");
}

/// Whether a program can be started.
fn exists(name: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// The page in a browser, as `.ci/run` has one: `node` with the packages of `PARALLAX_BROWSER_TESTS`, a folder.
#[test]
fn a_browser_shows_the_page_without_a_fault() {
    let Some(packages) = std::env::var_os("PARALLAX_BROWSER_TESTS").filter(|_| exists("node")) else {
        eprintln!("skipped: PARALLAX_BROWSER_TESTS names no folder with playwright-core and axe-core");
        return;
    };
    let folder = Folder::new();
    assert_eq!(folder.run(&["-o", "report.html"]).status.code(), Some(0));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/browser.cjs");
    let output = Command::new("node").arg(script).arg(folder.path("report.html")).env("NODE_PATH", packages).output();
    let output = output.unwrap();
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{told:?}");
}
