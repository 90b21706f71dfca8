//! `parallax report`: a report on some articles, as a page, as Markdown, or as tables.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::{Failure, fenced};
use crate::cli::pipeline::Held;
use crate::cli::report_options::ReportOptions;
use crate::cli::selection::Selection;
use crate::cli::{notes, output, pipeline};
use crate::export::report::gather::{Asked, Bounds, Chosen, Given, Material, Noted};
use crate::export::report::{self, tables};
use crate::load::Inputs;
use crate::model::findings::CorpusFindings;
use crate::model::memory::Note;
use crate::state::save;
use crate::store::questions::Store;
use crate::text::cells::clean_line;
use crate::text::fold::fold;

/// Writes the report.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    wish: &ReportOptions,
    options: &Options,
    kept: &BTreeMap<String, Note>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let table = table(format, wish)?;
    let file = wish.output.as_deref().filter(|path| *path != Path::new("-"));
    if file.is_none() && wish.output.is_none() && format == Format::Html && output::is_terminal() {
        let message = "a page is not for a terminal: name a file with -o FILE, or - for standard output";
        return Err(Failure::Usage(message.into()));
    }
    if let Some(file) = file {
        // Before the work and not after it.
        save::allowed(file, wish.force, []).map_err(|refused| refusal(&refused))?;
    }
    let mut held = Held::new(inputs, selection)?;
    selection.link(&mut held.store)?;
    let across = held.store.across().clone();
    let stories = stories(wish, &across)?;
    let of_story = |id: usize| stories.as_ref().is_none_or(|s| across.stories.get(id).is_some_and(|n| s.contains(n)));
    let wanted = held.wanted(selection)?;
    let chosen: Vec<Chosen<'_>> = wanted
        .iter()
        .filter(|(id, ..)| of_story(id.index()))
        .map(|(id, article, findings)| (*id, &**article, &**findings))
        .collect();
    held.problems.iter().for_each(pipeline::report);
    chosen.iter().flat_map(|(_, article, _)| &article.problems).for_each(pipeline::report);
    pipeline::require_some(held.store.len())?;
    if chosen.is_empty() {
        return Err(Failure::NothingToRead("no article is like this; there is nothing to report on".into()));
    }
    let bounds = Bounds { articles: wish.limit.max(1), comparisons: wish.comparisons, ..Bounds::default() };
    let asked = Asked { title: wish.title.clone(), filter: filter(options, wish), made: Some(today()) };
    let printed = fenced("making the report", || {
        let given = Given { notes: noted(&chosen, kept), ..Given::default() };
        let material = Material::gather(asked, &chosen, &across, given, bounds);
        print(&material, format, table)
    })??;
    let Some(file) = file else { return Ok(out.write_all(printed.as_bytes())?) };
    let mut paths = Vec::new();
    held.store.each(&mut |article| paths.extend(article.path.clone()));
    save::save(file, printed.as_bytes(), wish.force, paths.iter().map(PathBuf::as_path))
        .map_err(|refused| refusal(&refused))?;
    let told =
        format!("{} articles, {} KB: {}", chosen.len().min(bounds.articles), printed.len() / 1000, file.display());
    // There is nowhere left to say that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{}", clean_line(&told));
    Ok(())
}

fn print(material: &Material<'_>, format: Format, table: Option<&str>) -> Result<String, Failure> {
    let table = table.and_then(|name| report::tables(material).into_iter().find(|table| table.name == name));
    Ok(match (format, table) {
        (Format::Csv, Some(table)) => table.csv(),
        (Format::Json, Some(table)) => table.json().map_err(io::Error::from)? + "\n",
        (Format::Json, None) => report::json(material).map_err(io::Error::from)? + "\n",
        (Format::Md, _) => report::markdown(material),
        _ => report::html(material),
    })
}

/// The notes on the articles.
fn noted(chosen: &[Chosen<'_>], kept: &BTreeMap<String, Note>) -> Vec<Noted> {
    let base = std::env::current_dir().unwrap_or_default();
    let of = |(id, article, _): &Chosen<'_>| {
        let id = *id;
        let on = notes::on(article, kept, &base).into_iter();
        on.map(move |(place, _, note)| Noted { article: id, place, note: note.clone() }).collect::<Vec<_>>()
    };
    chosen.iter().flat_map(of).collect()
}

/// The table that is asked for. Comma-separated values are one.
fn table(format: Format, wish: &ReportOptions) -> Result<Option<&str>, Failure> {
    let names = || tables::NAMES.join(", ");
    match wish.table.as_deref() {
        Some(name) if !tables::NAMES.contains(&name) => {
            Err(Failure::Usage(format!("there is no table {name}; there are {}", names())))
        }
        Some(_) if !matches!(format, Format::Csv | Format::Json) => {
            Err(Failure::Usage("--table goes with --format csv or json".into()))
        }
        None if format == Format::Csv => Err(Failure::Usage(format!(
            "a file of comma-separated values holds one table; name it: --table {}",
            names()
        ))),
        table => Ok(table),
    }
}

/// The numbers of the stories that are asked for; `None` where all are.
fn stories(wish: &ReportOptions, across: &CorpusFindings) -> Result<Option<HashSet<u32>>, Failure> {
    let Some(name) = wish.story.as_deref() else { return Ok(None) };
    let wanted = fold(name).text().trim().to_owned();
    let numbered = || across.story_names.iter().enumerate();
    let found: HashSet<u32> =
        numbered().filter(|(_, story)| fold(story).text().contains(&wanted)).map(|(number, _)| number as u32).collect();
    if found.is_empty() || wanted.is_empty() {
        let known: Vec<&str> = numbered().take(5).map(|(_, story)| story.as_str()).collect();
        return Err(Failure::Usage(format!("there is no story “{name}”; there are “{}”", known.join("”, “"))));
    }
    Ok(Some(found))
}

/// What chose the articles, in words.
fn filter(options: &Options, wish: &ReportOptions) -> String {
    let story = wish.story.as_ref().map(|story| format!("story “{story}”"));
    [options.filter.clone().filter(|f| !f.trim().is_empty()), story]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn today() -> jiff::civil::Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Why a file is not written, and what helps.
fn refusal(refused: &save::Refused) -> Failure {
    match refused {
        save::Refused::System(..) => Failure::Output(io::Error::other(refused.to_string())),
        save::Refused::Exists(_) => Failure::Usage(format!("{refused}; --force replaces it")),
        _ => Failure::Usage(refused.to_string()),
    }
}
