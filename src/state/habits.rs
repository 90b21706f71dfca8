//! `session.toml`: how the reader was left, and what was asked of it.

use serde::{Deserialize, Serialize};

use crate::model::memory::{Habits, Layout, Visit};
use crate::state::file::{Fault, Record};
use crate::state::layout::{heading, read};

/// The name of the file.
pub const NAME: &str = "session.toml";

#[derive(Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct File {
    queries: Vec<String>,
    searches: Vec<String>,
    theme: Option<Chosen>,
    layout: Option<Widths>,
    visits: Vec<Left>,
}

#[derive(Serialize, Deserialize)]
struct Chosen {
    name: String,
    configured: String,
}

#[derive(Serialize, Deserialize)]
struct Widths {
    text_width: u16,
    list_width: Option<u16>,
    side_width: Option<u16>,
    side: bool,
    configured: String,
}

#[derive(Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Left {
    inputs: Vec<String>,
    filter: String,
    sort: String,
    reversed: bool,
    article: Option<String>,
    place: Option<usize>,
    in_text: bool,
}

impl Record for Habits {
    fn parse(text: &str) -> Result<Self, Fault> {
        let File { queries, searches, theme, layout, visits } = read(text)?;
        let visit = |left: Left| {
            let Left { inputs, filter, sort, reversed, article, place, in_text } = left;
            // Nothing that a person typed: a hash that is none leads nowhere.
            let article = article.and_then(|hash| hash.parse().ok());
            Visit { inputs, filter, sort, reversed, article, place, in_text }
        };
        let layout = layout.map(|widths| {
            let Widths { text_width, list_width, side_width, side, configured } = widths;
            let cells = |width: Option<u16>| width.map(|cells| cells.clamp(10, 400));
            let text_width = text_width.clamp(20, 200);
            Layout { text_width, list_width: cells(list_width), side_width: cells(side_width), side, configured }
        });
        let theme = theme.map(|theme| (theme.name, theme.configured));
        Ok(Self { queries, searches, layout, theme, visits: visits.into_iter().map(visit).collect() })
    }

    fn print(&self) -> String {
        let left = |visit: &Visit| Left {
            inputs: visit.inputs.clone(),
            filter: visit.filter.clone(),
            sort: visit.sort.clone(),
            reversed: visit.reversed,
            article: visit.article.map(|hash| hash.to_string()),
            place: visit.place,
            in_text: visit.in_text,
        };
        let file = File {
            queries: self.queries.clone(),
            searches: self.searches.clone(),
            theme: self.theme.clone().map(|(name, configured)| Chosen { name, configured }),
            layout: self.layout.as_ref().map(|layout| Widths {
                text_width: layout.text_width,
                list_width: layout.list_width,
                side_width: layout.side_width,
                side: layout.side,
                configured: layout.configured.clone(),
            }),
            visits: self.visits.iter().map(left).collect(),
        };
        let heading = heading("how the reader was left; it may be deleted.");
        format!("{heading}{}", toml::to_string_pretty(&file).unwrap_or_default())
    }
}
