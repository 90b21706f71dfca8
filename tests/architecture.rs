//! The structure of the source, checked: layers, who may use the terminal, the disk, threads and the clock, and the
//! shape of files.
//!
//! The layers are read from the table in the documentation of `src/lib.rs`, so the table cannot lie. A failure names
//! file, line and rule.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use circles::Files;
use paths::{NamedPath, paths};

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/paths.rs"]
mod paths;

/// More lines than that hold more than one idea.
const MAX_LINES: usize = 600;

/// Paths that only some modules may name. Their tests may, to compare with the real thing.
const RESERVED: &[Reserved] = &[
    Reserved { what: "crossterm", names: |p| p.segments.iter().any(|s| s == "crossterm"), modules: &["runtime"] },
    Reserved { what: "ratatui", names: |p| p.starts_with(&["ratatui"]), modules: &["theme", "view", "runtime"] },
    Reserved { what: "rayon", names: |p| p.starts_with(&["rayon"]), modules: &["load", "runtime", "cli"] },
    Reserved { what: "the disk", names: |p| p.starts_with(&["std", "fs"]), modules: OUTSIDE_WORLD },
    Reserved { what: "threads", names: |p| p.starts_with(&["std", "thread"]), modules: OUTSIDE_WORLD },
    Reserved { what: "the clock", names: reads_the_clock, modules: OUTSIDE_WORLD },
];

/// The modules that touch the world; all others give the same result on every run.
const OUTSIDE_WORLD: &[&str] = &["load", "state", "config", "store", "runtime", "cli"];

/// What works on findings and does not know where they come from, although the layers would allow it: the reader's
/// state changes by messages only, and drawing reads only that state.
const KNOW_ONLY_FINDINGS: &[&str] = &["app", "view"];

/// Where findings and articles come from.
const ORIGINS: &[&str] = &["load", "analysis"];

/// A thing that only some modules may use.
struct Reserved {
    what: &'static str,
    names: fn(&NamedPath) -> bool,
    modules: &'static [&'static str],
}

fn reads_the_clock(path: &NamedPath) -> bool {
    ["Instant", "SystemTime", "Zoned", "Timestamp"]
        .iter()
        .any(|clock| path.starts_with(&["std", "time", clock]) || path.ends_with(&[clock, "now"]))
}

/// The number of each module's layer.
type Layers = BTreeMap<String, u32>;

/// The rows `| 2 | [`load`] | … |` of the crate's documentation; without brackets where the module is private.
fn layers(lib: &str) -> Layers {
    lib.lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
            let layer = cells.next()?.parse().ok()?;
            let module = cells.next()?.trim_matches(['[', ']']).strip_prefix('`')?.strip_suffix('`')?;
            Some((module.to_owned(), layer))
        })
        .collect()
}

/// What is wrong with one file under `src/`, a line each: `src/a.rs:3: why`. `file` is the path below `src/`.
fn violations(layers: &Layers, file: &str, source: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut report = |line: usize, why: String| out.push(format!("src/{file}:{line}: {why}"));

    if !source.starts_with("//!") {
        report(1, "a file opens with `//!` and says what it is".to_owned());
    }
    let lines = source.lines().count();
    if lines > MAX_LINES {
        report(lines, format!("{lines} lines; a file is one idea and has {MAX_LINES} at most"));
    }
    if file == "mod.rs" || file.ends_with("/mod.rs") {
        report(1, "no `mod.rs`: write `a.rs` beside the folder `a/`".to_owned());
    }

    let module = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
    if ["bin", "main", "lib"].contains(&module) {
        return out; // they stand above the layers
    }
    let Some(&own) = layers.get(module) else {
        report(1, format!("`{module}` has no row in the table of layers in src/lib.rs"));
        return out;
    };
    let tests_from = if file.ends_with("/tests.rs") { 0 } else { first_test_line(source) };
    for path in paths(source) {
        if path.starts_with(&["super", "super"]) {
            report(path.line, format!("`{path}`: write the path from `crate`, so that its layer is seen"));
        }
        let in_test = path.line >= tests_from;
        for reserved in RESERVED.iter().filter(|r| !in_test && (r.names)(&path) && !r.modules.contains(&module)) {
            let modules = reserved.modules.join(", ");
            report(path.line, format!("`{path}`: {} is for {modules}, not for {module}", reserved.what));
        }
        let Some(used) = used_module(&path, file, layers).filter(|used| *used != module) else { continue };
        match layers.get(used) {
            Some(&other) if other < own => {
                let from_outside = KNOW_ONLY_FINDINGS.contains(&module) && ORIGINS.contains(&used);
                if from_outside && !in_test {
                    report(path.line, format!("`{path}`: {module} knows findings, not where they come from"));
                }
            }
            Some(&other) if other == own => {
                report(path.line, format!("`{path}`: {module} and {used} are siblings of layer {own}"));
            }
            Some(&other) => {
                report(path.line, format!("`{path}`: {module} (layer {own}) stands below {used} (layer {other})"));
            }
            None => report(path.line, format!("`{path}`: `{used}` is no module of the table; name things by module")),
        }
    }
    out
}

/// The line, counted from 1, where the tests of a file begin; they stand at its end.
fn first_test_line(source: &str) -> usize {
    let opens = |(a, b): (&str, &str)| a == "#[cfg(test)]" && b.ends_with("mod tests {");
    source.lines().zip(source.lines().skip(1)).position(opens).map_or(usize::MAX, |at| at + 1)
}

/// The module of the crate that a path reaches into, if it does.
fn used_module<'a>(path: &'a NamedPath, file: &str, layers: &Layers) -> Option<&'a str> {
    let [first, second, ..] = path.segments.as_slice() else { return None };
    // In `src/a.rs`, `super` is the crate.
    let from_root = first == "crate" || (first == "super" && !file.contains('/') && layers.contains_key(second));
    from_root.then_some(second)
}

/// Every Rust file below `folder`, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            out.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

#[test]
fn the_source_keeps_its_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let lib = fs::read_to_string(root.join("lib.rs")).unwrap();
    let layers = layers(&lib);
    assert!(layers.len() >= 5, "the table of layers in src/lib.rs was not understood: {layers:?}");

    let files = rust_files(&root);
    let mut crossings = 0;
    let mut report = String::new();
    for path in &files {
        let file = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let source = fs::read_to_string(path).unwrap();
        crossings += paths(&source).iter().filter(|p| p.starts_with(&["crate"])).count();
        for violation in violations(&layers, &file, &source) {
            let _ = writeln!(report, "{violation}");
        }
    }
    assert!(crossings > files.len(), "only {crossings} paths were seen in {} files: the search is broken", files.len());
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_module_of_the_crate_is_in_the_table() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let layers = layers(&lib);
    let modules: Vec<_> = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ").or_else(|| l.strip_prefix("mod "))?.strip_suffix(';'))
        .collect();
    assert!(!modules.is_empty());
    for module in modules {
        assert!(layers.contains_key(module), "src/lib.rs: `{module}` has no row in the table of layers");
    }
}

/// The path of the module that a file under `src/` holds.
fn module_of(file: &str) -> String {
    file.trim_end_matches(".rs").replace('/', "::")
}

/// The paths of a file outside of its tests.
fn own_paths(source: &str) -> Vec<NamedPath> {
    let tests_from = first_test_line(source);
    paths(source).into_iter().filter(|p| p.line < tests_from).collect()
}

/// Every file under `src/` that holds no tests only, with its source.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| {
        let below = path.strip_prefix(&root).expect("a file below src");
        below.to_str().expect("a name in UTF-8").replace('\\', "/")
    };
    let source = |path: &Path| fs::read_to_string(path).expect("a file that can be read");
    let files = rust_files(&root).into_iter().map(|path| (name(&path), source(&path)));
    files.filter(|(file, _)| !file.ends_with("tests.rs") && !file.contains("/tests/")).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let sources = sources();
    let mut files = Files::new(sources.iter().map(|(file, _)| module_of(file)));
    for (file, source) in &sources {
        files.note(&module_of(file), &own_paths(source));
    }
    let circles = files.circles();
    assert!(circles.is_empty(), "files that use each other:\n{}", circles.join("\n"));
}

#[test]
fn circles_are_seen() {
    let circles = |files: &[(&str, &str)]| {
        let mut graph = Files::new(files.iter().map(|(file, _)| module_of(file)));
        for (file, source) in files {
            graph.note(&module_of(file), &own_paths(source));
        }
        graph.circles()
    };
    let a = ("load/a.rs", "use crate::load::b::B;");
    assert_eq!(
        circles(&[a, ("load/b.rs", "use super::c::C;"), ("load/c.rs", "fn f() { crate::load::a::g(); }")]),
        ["load::a -> load::b -> load::c -> load::a"]
    );
    assert!(circles(&[a, ("load/b.rs", "#[cfg(test)]\nmod tests {\n    use crate::load::a::A;\n}")]).is_empty());
    assert!(circles(&[("load.rs", "use crate::load::a::A;"), ("load/a.rs", "use crate::load::Load;")]).is_empty());
}

#[test]
fn finders_use_only_those_of_lower_inner_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table = layers(&fs::read_to_string(root.join("analysis.rs")).unwrap());
    assert!(table.len() >= 5, "the table of inner layers in src/analysis.rs was not understood: {table:?}");
    let mut report = String::new();
    for (file, source) in sources() {
        let Some(inner) = file.strip_prefix("analysis/") else { continue };
        let own = inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs");
        let Some(layer) = table.get(own) else {
            let _ = writeln!(report, "src/{file}: `{own}` has no row in the table of src/analysis.rs");
            continue;
        };
        for path in own_paths(&source).iter().filter(|p| p.starts_with(&["crate", "analysis"])) {
            let used = path.segments.get(2).filter(|used| *used != own);
            if let Some(other) = used.and_then(|used| table.get(used)).filter(|other| *other >= layer) {
                let line = path.line;
                let _ = writeln!(report, "src/{file}:{line}: `{path}`: {own} (inner layer {layer}) uses layer {other}");
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Checks what a made-up file is blamed for: each of `expected` is part of one report, in order.
#[track_caller]
fn blames(file: &str, source: &str, expected: &[&str]) {
    let table = "//! | 0 | [`text`] | a |\n//! | 0 | [`theme`] | b |\n//! | 1 | [`model`] | c |\n\
                 //! | 2 | [`load`] | d |\n//! | 2 | [`analysis`] | e |\n//! | 5 | [`view`] | f |";
    let found = violations(&layers(table), file, &format!("//! Made up.\n{source}"));
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found:?} does not say {expected:?}");
    }
}

#[test]
fn lower_layers_may_be_used_and_higher_ones_not() {
    blames("load.rs", "use crate::text::span::Span;\nuse crate::load::decode;", &[]);
    blames(
        "text/span.rs",
        "\nuse crate::model::block;",
        &["src/text/span.rs:3: `crate::model::block`: text (layer 0)"],
    );
    blames("model/block.rs", "fn f() { let _ = crate::view::frame::draw(); }", &["model (layer 1) stands below view"]);
}

#[test]
fn siblings_do_not_know_each_other() {
    blames("load/html.rs", "use crate::analysis;", &["load and analysis are siblings of layer 2"]);
    blames(
        "text.rs",
        "use crate::{\n    model::{block, date},\n    theme,\n};",
        &[
            "src/text.rs:3: `crate::model::block`",
            "src/text.rs:3: `crate::model::date`",
            "src/text.rs:4: `crate::theme`",
        ],
    );
}

#[test]
fn detours_are_seen() {
    blames("text/span.rs", "use super::super::model::Block;", &["write the path from `crate`"]);
    blames("text.rs", "use super::model::Block;", &["text (layer 0) stands below model"]);
    blames("load.rs", "use crate::Article;", &["`Article` is no module of the table"]);
    blames("text.rs", "mod tests { use super::*; }", &[]);
    blames("extra.rs", "", &["`extra` has no row"]);
    blames("bin/shot.rs", "use crate::x; use std::fs;", &[]);
}

#[test]
fn terminal_disk_threads_and_clock_have_their_places() {
    blames("view/list.rs", "use ratatui::crossterm::event;", &["crossterm is for runtime, not for view"]);
    blames("model.rs", "use ratatui::style::Color;", &["ratatui is for theme, view, runtime"]);
    blames("theme.rs", "use ratatui::style::Color;", &[]);
    blames(
        "analysis.rs",
        "use std::{\n  collections::HashMap,\n  fs::{self, File},\n};",
        &["rs:4: `std::fs", "rs:4: "],
    );
    blames("analysis.rs", "fn f() { std::thread::spawn(g); }", &["threads is for load"]);
    blames("analysis.rs", "use rayon::prelude::*;", &["`rayon::prelude::*`: rayon is for load, runtime, cli"]);
    blames("view.rs", "use std::time::{Duration, Instant};", &["`std::time::Instant`: the clock"]);
    blames("view.rs", "let today = Zoned::now().date();", &["the clock is for"]);
    blames("load.rs", "fn f() { std::fs::read(p) }", &[]);
    blames("text.rs", "#[cfg(test)]\nmod tests {\n    use ratatui::buffer::Cell;\n}", &[]);
}

#[test]
fn the_view_does_not_know_who_found_it() {
    blames("view/list.rs", "use crate::analysis;", &["view knows findings, not where they come from"]);
    blames(
        "view/list.rs",
        "use crate::model::findings;\n#[cfg(test)]\npub(super) mod tests {\n    use crate::load;\n}",
        &[],
    );
    blames("view/tests.rs", "use crate::analysis;", &[]);
}

#[test]
fn files_have_a_shape() {
    let layers = layers("//! | 0 | [`text`] | a |");
    let long = format!("//! Long.\n{}", "\n".repeat(MAX_LINES));
    assert_eq!(violations(&layers, "text.rs", &long).len(), 1);
    assert_eq!(violations(&layers, "text/mod.rs", "use x;").len(), 2);
    assert_eq!(violations(&layers, "text.rs", "//! Short.\n"), Vec::<String>::new());
}

#[test]
fn comments_strings_and_lifetimes_hold_no_paths() {
    blames("text.rs", "// crate::model::x\n/// [`crate::view`]\n/* crate::a /* */ crate::b */", &[]);
    blames("text.rs", r##"const A: &str = "crate::model \" crate::view"; const B: &str = r#"crate::"model"#;"##, &[]);
    blames("text.rs", "fn f<'a>(c: &'a str) -> char { '\\'' }\nuse crate::model::x;", &["src/text.rs:3"]);
    blames("text.rs", "const Q: char = '\"'; use crate::model::x; const R: char = '\"';", &["`crate::model::x`"]);
    blames("text.rs", "const S: &str = \"\n\n\";\nuse crate::model::x;", &["src/text.rs:5"]);
    blames("text.rs", "let x = crate::model::new::<u8>();", &["`crate::model::new`"]);
}
