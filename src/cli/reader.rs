//! The reader: what the configuration, the options and the environment say, handed over to the screen.

use std::env;
use std::path::Path;

use crate::app::settings::{Settings, Wanted};
use crate::cli::arguments::{Arguments, Color};
use crate::cli::corrections::Kept;
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::config::schema::Config;
use crate::config::themes;
use crate::load::{Input, Inputs};
use crate::runtime::{self, ReadOptions};
use crate::theme::{ColorDepth, Ground};

/// Opens the reader on `inputs`.
pub(super) fn run(inputs: Inputs, selection: Selection, config: &Config, arguments: &Arguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let variable = |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let theme = match &arguments.theme {
        None => config.theme.clone(),
        Some(name) => themes::choose(name, &config.themes)
            .map_err(|help| Failure::Usage(format!("there is no theme \"{name}\": {help}")))?,
    };
    let base = env::current_dir().ok();
    let settings = Settings {
        theme,
        themes: config.themes.clone(),
        styles: config.styles.clone(),
        ground: ground(&variable),
        ascii: ascii(&variable),
        depth: depth(options.color, &variable),
        text_width: config.layout.text_width,
        list_width: config.layout.list_width,
        side_width: config.layout.side_width,
        mouse: config.layout.mouse,
        scrollbars: config.layout.scrollbars,
        list: config.list.clone(),
        about: config.about.0.clone(),
        hyperlinks: hyperlinks(&variable),
        keymap: config.keymap.clone(),
        filter: selection.query,
        paths: arguments.paths.iter().map(|path| path.display().to_string()).collect(),
        first_run: options.state_folder(config).is_some_and(|folder| !folder.exists()),
        wanted: wanted(arguments),
        workspace: arguments.opened.clone(),
        filters: config.filters.iter().map(|filter| filter.query.clone()).collect(),
        corrections: selection.corrections.list.clone(),
        inputs: full(&inputs, base.as_deref()),
        base,
        today: Some(jiff::Zoned::now().date()),
        ..Settings::default()
    };
    let (knowledge, cache) = (selection.knowledge, selection.cache);
    let jobs = options.jobs.map(|jobs| jobs.get().into());
    let clipboard = config.clipboard.clone();
    let state = options.state_folder(config);
    // The Linux console writes what it does not know.
    let asks = settings.depth > ColorDepth::None && variable("TERM").is_some_and(|term| term != "linux");
    let Kept { path: corrections, problems, .. } = selection.corrections;
    let options =
        ReadOptions { inputs, settings, knowledge, jobs, clipboard, asks, corrections, problems, state, cache };
    runtime::read(options).map_err(Failure::Screen)
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

/// The background of the terminal, by what some put into `COLORFGBG`: the numbers of the colours of letters and of what is
/// behind them. Most terminals are dark; those that can be asked say so later.
fn ground(variable: &dyn Fn(&str) -> Option<String>) -> Ground {
    let value = variable("COLORFGBG").unwrap_or_default();
    let behind = value.rsplit(';').next().and_then(|number| number.parse::<u8>().ok());
    if matches!(behind, Some(7 | 9..=15)) { Ground::Light } else { Ground::Dark }
}

/// Whether the locale names characters other than those of Unicode, as `C` does. Without any there is no telling, and
/// terminals know Unicode.
fn ascii(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    let unicode = |locale: String| locale.to_ascii_lowercase().replace('-', "").contains("utf8");
    cfg!(unix) && set.is_some_and(|locale| !unicode(locale))
}

/// Whether the terminal makes links of what is between two sequences OSC 8, by what it says of itself. Others may write the
/// address on the screen, so those that are not known get none. `FORCE_HYPERLINK` decides.
fn hyperlinks(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    const TERMS: [&str; 8] = ["kitty", "alacritty", "foot", "ghostty", "wezterm", "contour", "rio", "tmux"];
    const PROGRAMS: [&str; 8] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal"];
    let value = |name| variable(name).unwrap_or_default();
    if let Some(forced) = variable("FORCE_HYPERLINK") {
        return !matches!(&*forced, "" | "0");
    }
    // VTE has them since 0.50, Konsole since 20.12.
    let since = |name, first: u32| value(name).parse::<u32>().is_ok_and(|version| version >= first);
    let term = value("TERM");
    TERMS.iter().any(|known| term.contains(known))
        || PROGRAMS.contains(&&*value("TERM_PROGRAM"))
        || !value("WT_SESSION").is_empty()
        || since("VTE_VERSION", 5000)
        || since("KONSOLE_VERSION", 201_200)
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
    fn links_are_for_terminals_that_know_them() {
        let known = |variables: &[(&str, &str)]| {
            hyperlinks(&|name| variables.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(known(&[("TERM", "xterm-kitty")]) && known(&[("TERM", "xterm-256color"), ("VTE_VERSION", "7600")]));
        assert!(known(&[("FORCE_HYPERLINK", "1")]) && known(&[("TERM_PROGRAM", "iTerm.app")]));
        assert!(!known(&[("TERM", "xterm-256color")]) && !known(&[("TERM", "linux")]) && !known(&[]));
        assert!(!known(&[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")]) && !known(&[("VTE_VERSION", "4800")]));
    }

    #[test]
    fn the_environment_tells_of_background_and_characters() {
        let with = |name: &'static str, value: &'static str| move |n: &str| (n == name).then(|| value.to_owned());
        for (value, expected) in [("15;0", Ground::Dark), ("0;15", Ground::Light), ("0;default;15", Ground::Light)] {
            assert_eq!(ground(&with("COLORFGBG", value)), expected, "{value}");
        }
        assert_eq!(ground(&|_| None), Ground::Dark);
        for (name, value, expected) in [
            ("LANG", "C", cfg!(unix)),
            ("LC_ALL", "POSIX", cfg!(unix)),
            ("LC_CTYPE", "de_DE.ISO-8859-1", cfg!(unix)),
            ("LANG", "en_GB.UTF-8", false),
            ("LC_ALL", "C.utf8", false),
            ("TERM", "C", false),
        ] {
            assert_eq!(ascii(&with(name, value)), expected, "{name}={value}");
        }
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
