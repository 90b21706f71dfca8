//! Every screen and window at four sizes, as pictures; and that they say the same, and can be read, in every theme.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::app::App;
use crate::theme::color::seen;
use crate::theme::contrast;
use crate::theme::{ColorDepth, Ground, ThemeName};
use crate::view::fixture;
use crate::view::tests::{after, frame, picture_of, with_a_story, with_topics};

/// The sizes at which each screen has a picture.
const SIZES: [(u16, u16); 4] = [(160, 45), (120, 40), (80, 24), (50, 20)];

/// Makes a reader of a size.
type Begin = fn(u16, u16) -> App;

/// Every screen: its name, where it begins, and the keys that lead to it.
const SCREENS: [(&str, Begin, &str); 37] = [
    ("list", fixture::app, ""),
    ("list by story", with_a_story, ", g"),
    ("text", fixture::app, "g t"),
    ("text, zoomed", fixture::app, "g t z"),
    ("side panel", fixture::app, "g s"),
    ("side panel, folded", fixture::app, "g s o"),
    ("note, being written", fixture::app, "g t ] e a c h e c k Space # l e a d"),
    ("notes in the side panel", fixture::app, "a a l l Enter g t ] e a h e r e Enter g s t m t m t m t m t m"),
    ("list of notes", fixture::app, "a a l l Enter g t ] e a h e r e Enter A"),
    ("tags, being written", fixture::app, "T p o r t"),
    ("selection of a sentence", fixture::app, "g t v"),
    ("selection of words", fixture::app, "g t v v v w w"),
    ("corrections of a name", fixture::app, "g t ] e C"),
    ("corrections of the article", fixture::app, "C"),
    ("a correction asks", fixture::app, "C o P o"),
    ("copy", fixture::app, "g t ] e y"),
    ("search", fixture::app, "g t / t o l l"),
    ("lines with a hit", fixture::app, "g t / t o l l Enter &"),
    ("search in all articles", fixture::app, "g / t o l l"),
    ("query line", fixture::app, "F e n t i t y :"),
    ("topics", with_topics, "f"),
    ("marks", fixture::app, "m a g t j m b ' '"),
    ("headings", fixture::app, "g O"),
    ("why", fixture::app, "g t ] e w"),
    ("details", fixture::app, "g m"),
    ("problems", fixture::app, "!"),
    ("help", fixture::app, "? / u n d e r l i n e s Enter"),
    ("palette", fixture::app, ": t h e m e"),
    ("report asks", fixture::app, "E"),
    ("workspace asks", fixture::app, "g w"),
    ("a window, zoomed", fixture::app, "! z"),
    ("comparison", fixture::compared, "n"),
    ("comparison, matches", fixture::compared, "Tab Tab"),
    ("comparison, why", fixture::compared, "n w"),
    ("board", fixture::boarded, ""),
    ("board, passages", fixture::boarded, "Tab j"),
    ("board, why", fixture::boarded, "w"),
];

fn opened((_, begin, keys): (&str, Begin, &str), (width, height): (u16, u16)) -> App {
    let app = begin(width, height);
    if keys.is_empty() { app } else { after(app, keys) }
}

#[test]
fn pictures_of_every_screen() {
    for (width, height) in SIZES {
        let picture = |screen: &(&str, Begin, &str)| {
            let picture = picture_of(opened(*screen, (width, height)), "");
            format!("══ {}\n{picture}\n", screen.0)
        };
        let all: String = SCREENS.iter().map(picture).collect();
        insta::assert_snapshot!(format!("{width}x{height}_all"), all);
    }
}

/// The symbols of a picture, without its colours.
fn symbols(buffer: &Buffer) -> String {
    buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn every_screen_says_the_same_in_every_theme_and_can_be_read() {
    let themes = [(ThemeName::Dark, Ground::Dark), (ThemeName::Light, Ground::Light), (ThemeName::Mono, Ground::Dark)];
    for screen in SCREENS {
        let mut app = opened(screen, (120, 40));
        let mut said = None;
        for (name, ground) in themes {
            (app.settings.theme, app.settings.depth, app.ground) = (name.into(), ColorDepth::Full, ground);
            let buffer = frame(&app);
            let symbols = symbols(&buffer);
            assert_eq!(*said.get_or_insert(symbols.clone()), symbols, "{}: {name:?} says something else", screen.0);
            for cell in buffer.content().iter().filter(|cell| cell.symbol().chars().any(char::is_alphanumeric)) {
                let (mut letters, mut behind) = (cell.fg, cell.bg);
                if cell.modifier.contains(Modifier::REVERSED) {
                    std::mem::swap(&mut letters, &mut behind);
                }
                // What the terminal chooses itself can be read.
                let Some(ratio) = ratio(letters, behind) else { continue };
                let (what, symbol) = (screen.0, cell.symbol());
                assert!(
                    ratio >= contrast::ENOUGH,
                    "{what}, {name:?}: {symbol} is {letters:?} on {behind:?}: {ratio:.2}"
                );
            }
        }
    }
}

/// The contrast of two colours, where both are known.
fn ratio(letters: Color, behind: Color) -> Option<f64> {
    let rgb = |color| match color {
        Color::Indexed(index @ 16..) => Some(seen(index)),
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        _ => None,
    };
    Some(contrast::ratio(rgb(letters)?, rgb(behind)?))
}
