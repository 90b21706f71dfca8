//! Opening a workspace: what it says takes the place of paths and filter on the command line.

use std::path::{Path, PathBuf};

use crate::app::settings::OpenedWorkspace;
use crate::cli::arguments::Arguments;
use crate::cli::failure::Failure;
use crate::query::parse::parse;
use crate::state::workspace;
use crate::store::order::SortKey;

/// The arguments with what the workspace says that they name, if they name one. A filter of the command line goes before
/// that of the workspace.
pub(super) fn open(mut arguments: Arguments) -> Result<Arguments, Failure> {
    if arguments.workspace.is_some() && arguments.command.is_some() {
        return Err(Failure::Usage("--workspace opens the reader; a command takes paths and --filter".into()));
    }
    let Some(file) = named(&arguments) else { return Ok(arguments) };
    let name = file.display().to_string();
    let workspace = workspace::load(&file).map_err(Failure::Usage)?;
    let wrong = |why: String| Failure::Usage(format!("{name}: the workspace is damaged: {why}"));
    if let Err(error) = parse(&workspace.filter) {
        return Err(wrong(format!("the filter is no query: {error}")));
    }
    let known = |name: &str| SortKey::ALL.iter().any(|key| key.name() == name);
    if let Some((other, _)) = workspace.sort.iter().find(|(name, _)| !known(name)) {
        let all: Vec<_> = SortKey::ALL.iter().map(|key| key.name()).collect();
        return Err(wrong(format!("there is no order “{other}”; there are {}", all.join(", "))));
    }
    if workspace.paths.is_empty() {
        return Err(wrong("it names no paths".into()));
    }
    arguments.paths = workspace.paths.iter().map(PathBuf::from).collect();
    if arguments.options.filter.is_none() && !workspace.filter.is_empty() {
        arguments.options.filter = Some(workspace.filter.clone());
    }
    arguments.opened = Some(OpenedWorkspace { file: name, workspace });
    Ok(arguments)
}

/// The workspace that the arguments name.
fn named(arguments: &Arguments) -> Option<PathBuf> {
    let only = match (&arguments.command, &arguments.paths[..]) {
        (None, [path]) => Some(path).filter(|path| workspace::is_one(Path::new(path))),
        _ => None,
    };
    arguments.workspace.as_ref().or(only).cloned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::Parser;

    use super::*;

    /// The arguments of a line, with a workspace that says what `text` does behind its version and kind.
    fn opened(text: &str, line: &[&str]) -> Result<Arguments, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("talks.toml");
        fs::write(&file, format!("version = 1\nkind = \"workspace\"\n{text}")).unwrap();
        let name = file.to_str().unwrap();
        let words = line.iter().map(|word| if *word == "FILE" { name } else { word });
        let arguments = Arguments::try_parse_from(["parallax"].into_iter().chain(words)).unwrap();
        open(arguments).map_err(|failure| failure.message().unwrap().replace(folder.path().to_str().unwrap(), ""))
    }

    const GOOD: &str = "paths = [\"news\"]\nfilter = \"topic:trade\"\nsort = [\"-date\"]\n";

    #[test]
    fn a_workspace_takes_the_place_of_paths_and_filter() {
        for line in [&["FILE"][..], &["--workspace", "FILE"], &["FILE", "--linear"]] {
            let arguments = opened(GOOD, line).unwrap();
            assert!(arguments.paths[0].ends_with("news") && arguments.opened.is_some());
            assert_eq!(arguments.options.filter.as_deref(), Some("topic:trade"));
        }
        let arguments = opened(GOOD, &["FILE", "--filter", "is:starred"]).unwrap();
        assert_eq!(arguments.options.filter.as_deref(), Some("is:starred"));
        // Of several paths none is one, and a command has none.
        assert!(opened(GOOD, &["FILE", "other"]).unwrap().opened.is_none());
        assert!(opened(GOOD, &["list", "FILE"]).unwrap().opened.is_none());
    }

    #[track_caller]
    fn check(text: &str, line: &[&str], expected: &str) {
        let message = opened(text, line).unwrap_err();
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn what_is_wrong_is_said_before_the_screen_is_taken() {
        check("", &["FILE"], "/talks.toml: the workspace is damaged: line 1: missing field `paths`");
        check("paths = []\n", &["FILE"], "/talks.toml: the workspace is damaged: it names no paths");
        let wrong = GOOD.replace("topic:trade", "befor:2021");
        check(&wrong, &["FILE"], "/talks.toml: the workspace is damaged: the filter is no query: there is no field");
        let wrong = GOOD.replace("date", "day");
        check(
            &wrong,
            &["FILE"],
            "/talks.toml: the workspace is damaged: there is no order “day”; there are loading, date",
        );
        check(GOOD, &["--workspace", "FILE", "list"], "--workspace opens the reader");
        check(GOOD, &["--workspace", "none.toml"], "none.toml: ");
    }
}
