//! corrections.toml: one line for each thing that a correction says, every line with the name of its correction in front.
//!
//! ```text
//! c3f2a91b0.what = "quotation-speaker"
//! c3f2a91b0.was = "Ann Lee"
//! c3f2a91b0.now = "Bo Berg"
//! ```
//!
//! So no two corrections have a line in common, and a version control system merges files by their lines without mixing
//! them, in whatever order the lines come to stand. A line that is damaged costs its own correction only. The file is
//! changed by adding and taking out lines; what is not understood stays as it is.

use std::collections::BTreeSet;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::report::nearest;
use crate::model::correction::{Correction, Place, Scope, Subject, What};
use crate::model::entity::EntityKind;
use crate::state::file::{self, Fault, Record, SetAside, Trouble};
use crate::text::selector::{Selector, Unique};

/// What stands at the top of a new file.
pub const HEAD: &str = "# Corrections made in Parallax, in the order in which they are applied. Every line names its \
                        correction;\n# files are merged by keeping the lines of both. docs/corrections.md says what they mean.\n\n";

/// The corrections of a file, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// Those that are understood, in the order of the file.
    pub corrections: Vec<Correction>,
    /// The line of each of them, from 1.
    pub lines: Vec<usize>,
    /// The line, from 1, and what is wrong there: one clause without a full stop.
    pub problems: Vec<(usize, String)>,
}

/// A change of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A correction is added.
    Add(Box<Correction>),
    /// The one of this id is taken out.
    Remove(String),
}

/// A file as it is: every text is one, for what is not understood stays as it is.
struct Text(String);

impl Record for Text {
    fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }
}

/// The corrections of a file; none where there is no file.
///
/// # Errors
///
/// When it cannot be read at all.
pub fn read(path: &Path) -> Result<Parsed, Trouble> {
    Ok(file::read::<Text>(path)?.map_or_else(Parsed::default, |text| parse(&text.0)))
}

/// Changes a file, which is made where there is none. What others wrote into it meanwhile stays. A file that is no text is
/// set aside; the result says so.
///
/// # Errors
///
/// When it cannot be written; it is as it was then.
pub fn write(path: &Path, edits: &[Edit]) -> Result<Option<SetAside>, Trouble> {
    let change = |text: Option<Text>| {
        let text = text.map_or_else(String::new, |text| text.0);
        Text(edits.iter().fold(text, |text, edit| match edit {
            Edit::Add(correction) => added(&text, correction),
            Edit::Remove(id) => removed(&text, id),
        }))
    };
    Ok(file::update(path, change)?.1)
}

/// Reads a file as far as it is understood.
pub fn parse(text: &str) -> Parsed {
    let (sound, mut problems, damaged) = without_damage(text);
    let (table, _) = DeTable::parse_recoverable(&sound);
    let mut parsed = Parsed::default();
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let (id, line) = (key.get_ref().to_string(), line_of(&sound, key.span().start));
        match value.get_ref() {
            DeValue::Table(_) if damaged.contains(&id) => {}
            DeValue::Table(table) => {
                let mut fields = Fields { id: &id, text: &sound, line, table, known: Vec::new(), problems: Vec::new() };
                let correction = fields.correction();
                problems.extend(fields.finish());
                if let Some(correction) = correction {
                    parsed.corrections.push(correction);
                    parsed.lines.push(line);
                }
            }
            _ => problems.push((line, format!("`{id}` is no correction: its lines begin with a name and a full stop"))),
        }
    }
    problems.sort();
    problems.dedup();
    parsed.problems = problems;
    parsed
}

/// The text with every line made empty that cannot be read, what is wrong with these lines, and the corrections that they
/// are of.
fn without_damage(text: &str) -> (String, Vec<(usize, String)>, BTreeSet<String>) {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (mut problems, mut damaged) = (Vec::new(), BTreeSet::new());
    let mut merging = false;
    for (i, line) in lines.iter_mut().enumerate() {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
            if !std::mem::replace(&mut merging, true) {
                problems
                    .push((i + 1, "a merge was left unfinished here; the corrections of both sides are used".into()));
            }
            *line = "";
        }
    }
    let mut seen = BTreeSet::new();
    for line in &mut lines {
        // Both sides of a merge may have the same correction.
        let dotted = line.split_once('=').is_some_and(|(key, _)| key.contains('.'));
        if dotted && !seen.insert(*line) {
            *line = "";
        }
    }
    loop {
        let sound = lines.join("\n");
        let errors: Vec<(usize, String)> = DeTable::parse_recoverable(&sound)
            .1
            .iter()
            .map(|e| (line_of(&sound, e.span().map_or(0, |span| span.start)), e.message().replace('\n', ", ")))
            .collect();
        let before = lines.iter().filter(|line| !line.is_empty()).count();
        for (number, message) in errors {
            if let Some(line) = lines.get_mut(number - 1).filter(|line| !line.is_empty()) {
                let id = line.split(['.', '=']).next().unwrap_or_default().trim();
                problems.push((number, format!("damaged, so that its correction is not used: {message}")));
                damaged.insert(id.trim_matches(['"', '[', ']', '\'']).to_owned());
                *line = "";
            }
        }
        if before == lines.iter().filter(|line| !line.is_empty()).count() {
            return (sound, problems, damaged);
        }
    }
}

/// The line of an offset, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes().get(..offset).unwrap_or_default()).count() + 1
}

/// One correction while it is read.
struct Fields<'t> {
    id: &'t str,
    text: &'t str,
    line: usize,
    table: &'t DeTable<'t>,
    known: Vec<&'static str>,
    problems: Vec<(usize, String)>,
}

impl<'t> Fields<'t> {
    fn correction(&mut self) -> Option<Correction> {
        if self.table.get("what").is_none() {
            self.problems.push((self.line, format!("`{}.what` is missing, so that it is not used", self.id)));
            return None;
        }
        let what = self.choice("what", What::NAMES, What::default())?;
        let kinds = EntityKind::ALL.map(|kind| (kind.name(), Some(kind)));
        let correction = Correction {
            id: self.id.to_owned(),
            what,
            scope: self.choice("scope", &Scope::NAMES, Scope::default())?,
            place: self.place(["article", "path", "text", "before", "behind", "at", "unique"])?,
            other: match self.place([
                "with_article",
                "with_path",
                "with_text",
                "with_before",
                "with_behind",
                "with_at",
                "with_unique",
            ])? {
                place if place == Place::default() => None,
                place => Some(place),
            },
            was: self.string("was")?,
            now: self.string("now")?,
            names: self.strings("names")?,
            kind: self.choice("kind", &kinds, None)?,
            now_kind: self.choice("now_kind", &kinds, None)?,
            holder: self.string("holder")?,
            issue: self.string("issue")?,
            passages: self.strings("passages")?,
            country: self.string("country")?,
            date: self.string("date")?.parse().ok(),
        };
        let missing = missing(&correction);
        if !missing.is_empty() {
            self.problems.push((self.line, format!("`{}.{missing}` is missing, so that it is not used", self.id)));
            return None;
        }
        Some(correction)
    }

    /// A place whose parts have these names.
    fn place(&mut self, names: [&'static str; 7]) -> Option<Place> {
        let [article, path, text, before, behind, at, unique] = names;
        let (article, path) = (self.string(article)?, self.string(path)?);
        let exact = self.string(text)?;
        let selector = Selector {
            prefix: self.string(before)?,
            suffix: self.string(behind)?,
            start: self.number(at)?,
            unique: self.choice(unique, &Unique::NAMES.map(|(unique, name)| (name, unique)), Unique::Exact)?,
            exact,
        };
        Some(Place { article, path, passage: (!selector.exact.is_empty()).then_some(selector) })
    }

    fn value(&mut self, name: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(name);
        self.table.get(name)
    }

    /// Notes that a value is not what it should be; the correction is not used.
    fn wrong<T>(&mut self, value: &Spanned<DeValue<'_>>, expected: &str) -> Option<T> {
        let line = line_of(self.text, value.span().start);
        let name = self.known.last().copied().unwrap_or_default();
        self.problems.push((line, format!("`{}.{name}` must be {expected}; the correction is not used", self.id)));
        None
    }

    fn string(&mut self, name: &'static str) -> Option<String> {
        let Some(value) = self.value(name) else { return Some(String::new()) };
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Datetime(day) => Some(day.to_string()),
            _ => self.wrong(value, "a string"),
        }
    }

    fn strings(&mut self, name: &'static str) -> Option<Vec<String>> {
        let Some(value) = self.value(name) else { return Some(Vec::new()) };
        let DeValue::Array(list) = value.get_ref() else { return self.wrong(value, "a list of strings") };
        let mut out = Vec::new();
        for item in list {
            match item.get_ref() {
                DeValue::String(text) => out.push(text.to_string()),
                _ => return self.wrong(item, "a list of strings"),
            }
        }
        Some(out)
    }

    fn number(&mut self, name: &'static str) -> Option<usize> {
        let Some(value) = self.value(name) else { return Some(0) };
        match value.get_ref() {
            DeValue::Integer(number) => match usize::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Some(number),
                Err(_) => self.wrong(value, "a whole number"),
            },
            _ => self.wrong(value, "a whole number"),
        }
    }

    /// What a word stands for; `none` where nothing is written.
    fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)], none: T) -> Option<T> {
        let Some(value) = self.value(name) else { return Some(none) };
        let words = || choices.iter().map(|(word, _)| *word);
        let DeValue::String(word) = value.get_ref() else { return self.wrong(value, "a string") };
        match choices.iter().find(|(known, _)| known == word) {
            Some((_, meaning)) => Some(*meaning),
            None => match nearest(word, words()) {
                Some(near) => self.wrong(value, &format!("one of those known; did you mean \"{near}\"?")),
                None => self.wrong(value, &format!("one of {}", words().collect::<Vec<_>>().join(", "))),
            },
        }
    }

    /// The problems, also of what is not known.
    fn finish(mut self) -> Vec<(usize, String)> {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !self.problems.is_empty() || self.known.contains(&name) {
                continue;
            }
            let line = line_of(self.text, key.span().start);
            let near = nearest(name, self.known.iter().copied());
            let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            self.problems.push((line, format!("`{}.{name}` is unknown and does nothing{help}", self.id)));
        }
        self.problems
    }
}

/// What a correction lacks without which it means nothing; empty where it is whole.
fn missing(correction: &Correction) -> &'static str {
    let Correction { what, scope, place, other, now, names, .. } = correction;
    let anchored = place.passage.is_some();
    let takes_away = matches!(
        what,
        What::EntityHide
            | What::EntitySide
            | What::QuotationSpeaker
            | What::QuotationExtent
            | What::QuotationNone
            | What::PositionNone
            | What::IssueHide
            | What::PairMade
            | What::PairBroken
            | What::Outlet
    );
    match what.subject() {
        _ if now.is_empty() && !takes_away => "now",
        Subject::Entity | Subject::Issue if names.is_empty() && (*scope != Scope::Passage || !anchored) => "names",
        Subject::Quotation | Subject::Position | Subject::Pair if !anchored => "text",
        Subject::Pair if other.as_ref().is_none_or(|other| other.passage.is_none()) => "with_text",
        Subject::Article if place.article.is_empty() && place.path.is_empty() => "article",
        _ if *what == What::QuotationExtent && correction.passages.is_empty() => "passages",
        _ => "",
    }
}

/// The lines of a correction.
pub fn lines(correction: &Correction) -> String {
    let Correction {
        id,
        what,
        scope,
        place,
        other,
        was,
        now,
        names,
        kind,
        now_kind,
        holder,
        issue,
        passages,
        country,
        date,
    } = correction;
    let mut out = String::new();
    let mut line = |name: &str, value: String| {
        out.push_str(id);
        out.push('.');
        out.push_str(name);
        out.push_str(" = ");
        out.push_str(&value);
        out.push('\n');
    };
    line("what", quoted(what.name()));
    line("scope", quoted(scope.name()));
    let optional = [("was", was), ("now", now), ("holder", holder), ("issue", issue), ("country", country)];
    for (name, text) in optional.into_iter().filter(|(_, text)| !text.is_empty()) {
        line(name, quoted(text));
    }
    for (name, kind) in [("kind", kind), ("now_kind", now_kind)] {
        if let Some(kind) = kind {
            line(name, quoted(kind.name()));
        }
    }
    for (name, list) in [("names", names), ("passages", passages)].into_iter().filter(|(_, list)| !list.is_empty()) {
        line(name, format!("[{}]", list.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")));
    }
    for (prefix, place) in [("", Some(place)), ("with_", other.as_ref())] {
        let Some(place) = place else { continue };
        for (name, text) in
            [("article", &place.article), ("path", &place.path)].into_iter().filter(|(_, t)| !t.is_empty())
        {
            line(&format!("{prefix}{name}"), quoted(text));
        }
        if let Some(passage) = &place.passage {
            line(&format!("{prefix}text"), quoted(&passage.exact));
            line(&format!("{prefix}before"), quoted(&passage.prefix));
            line(&format!("{prefix}behind"), quoted(&passage.suffix));
            line(&format!("{prefix}at"), passage.start.to_string());
            line(&format!("{prefix}unique"), quoted(passage.unique.name()));
        }
    }
    if let Some(date) = date {
        line("date", quoted(&date.to_string()));
    }
    out
}

/// A string of TOML on one line. Whatever could be seen as something else than it is, is written as a number.
fn quoted(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c if c.is_control() => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A file with a further correction at its end.
pub fn added(text: &str, correction: &Correction) -> String {
    let mut out = if text.trim().is_empty() { HEAD.to_owned() } else { text.to_owned() };
    if !out.ends_with('\n') {
        out.push('\n');
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out + &lines(correction)
}

/// A file without a correction: its lines are taken out, all others stay as they are.
pub fn removed(text: &str, id: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut taken, mut inside) = (false, false);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if let Some(header) = trimmed.strip_prefix('[') {
            inside = header.trim_end().trim_end_matches(']').trim_matches('"') == id;
        }
        let named = trimmed.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('.'));
        if named || inside {
            taken = true;
            continue;
        }
        // The blank line that stood behind it goes with it.
        if !(std::mem::take(&mut taken) && line.trim().is_empty() && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push_str(line);
        }
    }
    while out.ends_with("\n\n\n") {
        out.pop();
    }
    out
}

/// Two files as one: what the second has and the first has not comes at the end.
pub fn merged(first: &str, second: &str) -> String {
    let known: BTreeSet<String> = parse(first).corrections.into_iter().map(|c| c.id).collect();
    let new = parse(second).corrections.into_iter().filter(|c| !known.contains(&c.id));
    new.fold(first.to_owned(), |text, correction| added(&text, &correction))
}

#[cfg(test)]
mod tests;
