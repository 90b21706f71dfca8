//! Workspaces: files that people name, keep beside their articles and give to others. Paths in them are relative to the file
//! as far as both lie in one folder, so that the folder can be moved.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::workspace::{Opened, View, Workspace};
use crate::state::file::Fault;
use crate::state::layout::{heading, read};
use crate::state::save::{self, Refused};

/// How the names of such files end.
pub const EXTENSION: &str = "toml";

/// No workspace comes near it, in bytes.
const LARGEST: u64 = 1 << 20;

/// What the file says that tells it from other files.
const KIND: &str = "workspace";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    /// Stands in the heading, so that it comes first.
    #[serde(rename = "version", skip_serializing)]
    _version: i64,
    kind: String,
    paths: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    filter: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sort: Vec<String>,
    #[serde(default)]
    view: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<Entry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<usize>,
}

/// Whether there is a workspace at `path`, in whatever state: a file of that ending that says so.
pub fn is_one(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == EXTENSION) && text_of(path).is_ok_and(|text| says_so(&text))
}

/// Reads the workspace at `path`. Its paths lead there from where `path` does.
///
/// # Errors
///
/// A sentence: there is none, it is no workspace, a newer program wrote it, or it is damaged.
pub fn load(path: &Path) -> Result<Workspace, String> {
    let text = text_of(path).map_err(|error| format!("{}: {error}", path.display()))?;
    understand(&text, path.parent().unwrap_or(Path::new(""))).map_err(|why| format!("{}: {why}", path.display()))
}

/// Writes a workspace as a whole or not at all. What is there is replaced only where it is a workspace, never where it is one
/// of `articles`.
///
/// # Errors
///
/// A sentence that says why it was not written.
pub fn save<'p>(
    path: &Path,
    workspace: &Workspace,
    articles: impl IntoIterator<Item = &'p Path>,
) -> Result<(), String> {
    if path.extension().is_none_or(|extension| extension != EXTENSION) {
        return Err(format!("the name of a workspace ends in .{EXTENSION}"));
    }
    let replaces = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Ok(about) if about.is_file() => load(path).map(|_| true).map_err(|why| format!("{why}; it is left alone"))?,
        _ => return Err(Refused::NoFile(path.to_owned()).to_string()),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))?;
    let text = print(workspace, &folder)?;
    save::save(path, text.as_bytes(), replaces, articles).map_err(|refused| refused.to_string())
}

fn text_of(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    let strange = |why| io::Error::new(io::ErrorKind::InvalidData, why);
    if bytes.len() as u64 > LARGEST {
        return Err(strange("it is too long for a workspace"));
    }
    String::from_utf8(bytes).map_err(|_| strange("it is no workspace: it is not UTF-8 text"))
}

fn says_so(text: &str) -> bool {
    let said = text.lines().find_map(|line| line.strip_prefix("kind")?.trim_start().strip_prefix('='));
    said.is_some_and(|kind| kind.trim().trim_matches(['"', '\'']) == KIND)
}

fn understand(text: &str, folder: &Path) -> Result<Workspace, String> {
    let form: Form = match read(text) {
        _ if !says_so(text) => return Err(format!("it is no workspace: it does not say kind = \"{KIND}\"")),
        Ok(form) => form,
        Err(Fault::Newer(version)) => return Err(format!("a newer Parallax wrote this workspace (format {version})")),
        Err(Fault::Damaged(why)) => return Err(format!("the workspace is damaged: {why}")),
    };
    let view = View::ALL.into_iter().find(|view| view.name() == form.view);
    let view = match view {
        Some(view) => view,
        None if form.view.is_empty() => View::default(),
        None => return Err(format!("the workspace is damaged: there is no view “{}”", form.view)),
    };
    let from = |path: &String| leading(path, folder).to_string_lossy().into_owned();
    let opened = |entry: Entry| {
        let hash = entry.hash.map(|hash| hash.parse().map_err(|()| "the workspace is damaged: a hash is no SHA-256"));
        let (title, id, place) = (entry.title, entry.id, entry.place);
        Ok::<_, String>(Opened { title, path: entry.path.as_ref().map(from), id, hash: hash.transpose()?, place })
    };
    let compared = match (form.left, form.right) {
        (Some(left), Some(right)) => Some([opened(left)?, opened(right)?]),
        (None, None) => None,
        _ => return Err("the workspace is damaged: of what is compared one article is missing".into()),
    };
    let sort = form.sort.iter().map(|name| match name.strip_prefix('-') {
        Some(name) => (name.to_owned(), true),
        None => (name.clone(), false),
    });
    Ok(Workspace {
        paths: form.paths.iter().map(from).collect(),
        filter: form.filter,
        sort: sort.collect(),
        view,
        article: form.article.map(opened).transpose()?,
        compared,
    })
}

/// A path of the file as seen from where the program runs. One that leads out of the folder is written without the way up.
fn leading(path: &str, folder: &Path) -> PathBuf {
    let parts = Path::new(path);
    let up = parts.components().take_while(|part| *part == Component::ParentDir).count();
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Some(full) = here.canonicalize().ok().filter(|_| up > 0) else { return folder.join(path) };
    let above = full.ancestors().nth(up).unwrap_or(&full);
    above.join(parts.components().skip(up).collect::<PathBuf>())
}

fn print(workspace: &Workspace, folder: &Path) -> Result<String, String> {
    let entry = |opened: &Opened| Entry {
        title: opened.title.clone(),
        path: opened.path.as_ref().map(|path| relative(path, folder)),
        id: opened.id.clone(),
        hash: opened.hash.map(|hash| hash.to_string()),
        place: opened.place,
    };
    let sort = |(name, reversed): &(String, bool)| format!("{}{name}", if *reversed { "-" } else { "" });
    let [left, right] = match &workspace.compared {
        Some([left, right]) => [Some(entry(left)), Some(entry(right))],
        None => [None, None],
    };
    let form = Form {
        _version: 0,
        kind: KIND.to_owned(),
        paths: workspace.paths.iter().map(|path| relative(path, folder)).collect(),
        filter: workspace.filter.clone(),
        sort: workspace.sort.iter().map(sort).collect(),
        view: workspace.view.name().to_owned(),
        article: workspace.article.as_ref().map(entry),
        left,
        right,
    };
    let printed = toml::to_string_pretty(&form).map_err(|error| error.to_string())?;
    let heading =
        heading("a workspace, opened by naming this file; paths are relative to it. A sort with - runs backwards.");
    Ok(format!("{heading}{printed}"))
}

/// A path as seen from a folder, with slashes, where both have a folder in common; otherwise the full path.
fn relative(path: &str, folder: &Path) -> String {
    let full = Path::new(path).canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    let named = |path: &Path| path.components().any(|part| matches!(part, Component::Normal(_)));
    let common: PathBuf =
        full.components().zip(folder.components()).take_while(|(a, b)| a == b).map(|(part, _)| part).collect();
    let (Ok(down), Ok(up)) = (full.strip_prefix(&common), folder.strip_prefix(&common)) else { return path.to_owned() };
    if !named(&common) {
        return full.to_string_lossy().into_owned();
    }
    let parts = up.components().map(|_| "..".to_owned());
    let parts = parts.chain(down.components().map(|part| part.as_os_str().to_string_lossy().into_owned()));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hash::ContentHash;

    fn opened(path: &Path, place: Option<usize>) -> Opened {
        Opened {
            title: "A \"vote\" on the bridge".into(),
            path: Some(path.to_string_lossy().into_owned()),
            id: ":3".into(),
            hash: Some(ContentHash::of("text")),
            place,
        }
    }

    fn example(folder: &Path) -> Workspace {
        let path = |name: &str| folder.join(name).to_string_lossy().into_owned();
        Workspace {
            paths: vec![path("desk/news"), path("other.txt"), path("desk")],
            filter: "topic:\"toll bridge\" -is:disputed".into(),
            sort: vec![("date".into(), true), ("source".into(), false)],
            view: View::Comparison,
            article: Some(opened(&folder.join("desk/news/a.jsonl"), Some(17))),
            compared: Some([
                opened(&folder.join("desk/news/a.jsonl"), None),
                opened(&folder.join("other.txt"), Some(4)),
            ]),
        }
    }

    /// A folder that is called the same however one comes to it.
    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().canonicalize().unwrap();
        fs::create_dir_all(place.join("desk/news")).unwrap();
        fs::write(place.join("other.txt"), "x").unwrap();
        (folder, place)
    }

    #[test]
    fn what_was_saved_is_opened_also_where_the_folder_was_moved() {
        let (_keep, place) = folder();
        let file = place.join("desk/talks.toml");
        save(&file, &example(&place), []).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("paths = [\n    \"news\",\n    \"../other.txt\",\n    \".\",\n]"), "{text}");
        assert!(text.contains("path = \"news/a.jsonl\"") && text.contains("sort = [\n    \"-date\""), "{text}");
        let at = |place: &Path| {
            let mut found = load(&place.join("desk/talks.toml")).unwrap();
            let whole = |path: &mut String| {
                // What is not there any more keeps its name.
                let full = Path::new(path.as_str()).canonicalize();
                *path = full.map_or_else(|_| path.clone(), |full| full.to_string_lossy().into_owned());
            };
            found.paths.iter_mut().for_each(whole);
            found.compared.iter_mut().flatten().filter_map(|o| o.path.as_mut()).for_each(whole);
            found
        };
        assert_eq!(at(&place), example(&place));
        let moved = place.join("elsewhere");
        fs::create_dir(&moved).unwrap();
        fs::rename(place.join("desk"), moved.join("desk")).unwrap();
        fs::rename(place.join("other.txt"), moved.join("other.txt")).unwrap();
        assert_eq!(at(&moved), example(&moved));
    }

    #[test]
    fn a_file_of_something_else_is_left_alone() {
        let (_keep, place) = folder();
        let mut workspace = example(&place);
        let file = place.join("talks.toml");
        save(&file, &workspace, []).unwrap();
        workspace.filter = "other".into();
        save(&file, &workspace, []).unwrap();
        assert_eq!(load(&file).unwrap().filter, "other", "a workspace replaces a workspace");
        let good = fs::read_to_string(&file).unwrap();
        for (text, why) in [
            ("theme = \"dark\"\n", "it is no workspace"),
            ("version = 1\nkind = \"settings\"\n", "it is no workspace"),
            (&good.replace("version = 1", "version = 9"), "a newer Parallax wrote this workspace (format 9)"),
            (&good.replace("paths = [", "paths = "), "the workspace is damaged: line 5"),
            (&good.replace("filter", "fliter"), "unknown field `fliter`"),
            (&good.replace("comparison", "cinema"), "there is no view “cinema”"),
            (&good.replace("[right]", "[article2]"), "unknown field"),
            (&good[..good.find("[right]").unwrap()], "of what is compared one article is missing"),
            (&good.replace(&ContentHash::of("text").to_string(), "abc"), "a hash is no SHA-256"),
        ] {
            fs::write(&file, text).unwrap();
            let read = load(&file).unwrap_err();
            assert!(read.contains(why) && read.contains("talks.toml"), "{read}");
            let refused = save(&file, &workspace, []).unwrap_err();
            assert!(refused.ends_with("it is left alone"), "{refused}");
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        assert!(save(&place.join("talks.txt"), &workspace, []).unwrap_err().contains(".toml"));
        assert!(save(&place.join("desk"), &workspace, []).is_err());
        assert!(load(&place.join("none.toml")).unwrap_err().contains("none.toml"));
    }

    #[test]
    fn a_workspace_is_known_by_its_name_and_by_what_it_says() {
        let (_keep, place) = folder();
        let [file, other, none] = ["talks.toml", "config.toml", "none.toml"].map(|name| place.join(name));
        save(&file, &Workspace::default(), []).unwrap();
        fs::write(&other, "theme = \"dark\"\n").unwrap();
        assert!(is_one(&file) && !is_one(&other) && !is_one(&none) && !is_one(&place));
    }
}
