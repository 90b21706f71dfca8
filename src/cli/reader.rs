//! The reader: what the configuration, the options and the environment say, handed over to the screen.

use std::env;
use std::path::Path;

use crate::app::settings::{Settings, Wanted};
use crate::cli::arguments::{Arguments, Color};
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::config::schema::Config;
use crate::load::{Input, Inputs};
use crate::runtime::{self, ReadOptions};
use crate::theme::ColorDepth;

/// Opens the reader on `inputs`.
pub(super) fn run(inputs: Inputs, selection: Selection, config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let variable = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let base = env::current_dir().ok();
    let settings = Settings {
        theme: config.theme.base,
        styles: config.looks(),
        depth: depth(options.color, &variable),
        text_width: config.layout.text_width,
        list_width: config.layout.list_width,
        side_width: config.layout.side_width,
        keymap: config.keymap.clone(),
        filter: selection.query,
        paths: arguments.paths.iter().map(|path| path.display().to_string()).collect(),
        wanted: wanted(arguments),
        filters: config.filters.iter().map(|filter| filter.query.clone()).collect(),
        inputs: full(&inputs, base.as_deref()),
        base,
        today: Some(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()),
        ..Settings::default()
    };
    let knowledge = selection.knowledge;
    let jobs = options.jobs.map(|jobs| jobs.get().into());
    let clipboard = config.clipboard.clone();
    let state = options.state_folder(config);
    runtime::read(ReadOptions { inputs, settings, knowledge, jobs, clipboard, state }).map_err(Failure::Screen)
}

/// The inputs with full paths.
fn full(inputs: &Inputs, base: Option<&Path>) -> Vec<String> {
    let full = |input: &Input| match input {
        Input::Stdin => "-".to_owned(),
        Input::Path(path) => {
            let path = base.map_or_else(|| path.clone(), |base| base.join(path));
            // The same folder by another name is the same folder.
            path.canonicalize().unwrap_or(path).to_string_lossy().into_owned()
        }
    };
    inputs.inputs.iter().map(full).collect()
}

/// What the command line wants to see at first.
fn wanted(arguments: &Arguments) -> Option<Wanted> {
    match (arguments.open.clone(), arguments.with.clone()) {
        (Some(left), Some(right)) => Some(Wanted::Comparison(left, right)),
        (Some(article), None) => Some(Wanted::Article(article)),
        (None, _) => arguments.board.then_some(Wanted::Board),
    }
}

/// How many colours the terminal has, by what it says of itself in `COLORTERM` and `TERM`.
fn depth(color: Color, variable: &dyn Fn(&str) -> Option<String>) -> ColorDepth {
    let value = |name| variable(name).unwrap_or_default();
    let term = value("TERM");
    match color {
        Color::Never => return ColorDepth::None,
        Color::Auto if !value("NO_COLOR").is_empty() || term == "dumb" => return ColorDepth::None,
        Color::Auto | Color::Always => {}
    }
    if ["truecolor", "24bit"].contains(&&*value("COLORTERM")) || term.ends_with("-direct") {
        ColorDepth::Full
    } else if ["256color", "kitty", "alacritty", "foot", "ghostty", "wezterm"].iter().any(|t| term.contains(t)) {
        ColorDepth::TwoFiftySix
    } else {
        ColorDepth::Sixteen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(color: Color, variables: &[(&str, &str)], expected: ColorDepth) {
        let variable = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(depth(color, &variable), expected, "{color:?} {variables:?}");
    }

    #[test]
    fn colours_follow_the_option_then_no_color_then_the_terminal() {
        let full = ("COLORTERM", "truecolor");
        check(Color::Auto, &[("TERM", "xterm-256color"), full], ColorDepth::Full);
        check(Color::Auto, &[("TERM", "xterm-256color")], ColorDepth::TwoFiftySix);
        check(Color::Auto, &[("TERM", "xterm-kitty")], ColorDepth::TwoFiftySix);
        check(Color::Auto, &[("TERM", "linux")], ColorDepth::Sixteen);
        check(Color::Auto, &[], ColorDepth::Sixteen);
        check(Color::Auto, &[("TERM", "dumb")], ColorDepth::None);
        check(Color::Auto, &[full, ("NO_COLOR", "1")], ColorDepth::None);
        check(Color::Auto, &[full, ("NO_COLOR", "")], ColorDepth::Full);
        check(Color::Always, &[full, ("NO_COLOR", "1")], ColorDepth::Full);
        check(Color::Never, &[full], ColorDepth::None);
    }
}
