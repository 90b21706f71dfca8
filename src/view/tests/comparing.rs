//! Frames of two articles side by side.

use ratatui::style::Modifier;

use crate::app::App;
use crate::theme::{ColorDepth, Ground, Theme, ThemeName};
use crate::view::fixture::{self, press};
use crate::view::tests::{find, frame, lines, picture_of, style};

#[test]
fn comparing() {
    insta::assert_snapshot!("120x40_compare", picture_of(fixture::compared(120, 40), ""));
    insta::assert_snapshot!("100x30_compare_second_pair", picture_of(fixture::compared(100, 30), "n n ="));
    insta::assert_snapshot!("80x24_compare_folded", picture_of(fixture::compared(80, 24), "n o o"));
    insta::assert_snapshot!("50x20_compare", picture_of(fixture::compared(50, 20), "Tab"));
    insta::assert_snapshot!("50x20_compare_matches", picture_of(fixture::compared(50, 20), "Tab Tab"));
}

#[test]
fn paired_passages_stand_on_one_row_with_a_sign() {
    let app = fixture::compared(120, 40);
    let buffer = frame(&app);
    let (_, left) = find(&buffer, "Southisle rejected");
    let (x, right) = find(&buffer, "Nobody likes");
    assert_eq!(left, right);
    assert!((x - 6..x).any(|x| buffer[(x, right)].symbol() == "="));
}

/// The comparison in a theme, after some keys.
fn themed(name: ThemeName, depth: ColorDepth, keys: &str) -> (App, Theme) {
    let mut app = fixture::compared(120, 40);
    (app.settings.theme, app.settings.depth) = (name.into(), depth);
    if !keys.is_empty() {
        press(&mut app, keys);
    }
    (app, Theme::new(name, Ground::Dark, depth))
}

const DEPTHS: [ColorDepth; 4] = [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::TwoFiftySix, ColorDepth::Full];

#[test]
fn every_passage_has_the_sign_of_what_it_is() {
    for name in ThemeName::ALL {
        for depth in DEPTHS {
            let (app, theme) = themed(name, depth, "");
            let buffer = frame(&app);
            let passages = [
                ("Southisle rejected", "=", theme.both),
                ("Its envoy", "≠", theme.differs),
                ("Northport and", "‹", theme.alone),
                ("The dredging must", "›", theme.alone),
            ];
            for (words, sign, wanted) in passages {
                let (x, y) = find(&buffer, words);
                let at = (x - 6..x).find(|x| buffer[(*x, y)].symbol() == sign);
                let cell = &buffer[(at.unwrap_or_else(|| panic!("no {sign} before {words}")), y)];
                assert_eq!(cell.fg, wanted.fg.unwrap_or_default(), "{name:?} {depth:?} {sign}");
                assert_eq!(cell.modifier, wanted.add_modifier, "{name:?} {depth:?} {sign}");
            }
        }
    }
}

#[test]
fn the_signs_of_states_differ_without_colour_and_with_it() {
    for name in ThemeName::ALL {
        for depth in DEPTHS {
            let theme = Theme::new(name, Ground::Dark, depth);
            let all = [theme.both, theme.differs, theme.alone];
            assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2], "{name:?} {depth:?}");
        }
    }
}

#[test]
fn words_that_differ_stand_out_in_every_theme_and_others_do_not() {
    for name in ThemeName::ALL {
        for depth in DEPTHS {
            let (app, _) = themed(name, depth, "");
            let buffer = frame(&app);
            for words in ["pays for", "keeps the"] {
                let marked = style(&buffer, words).add_modifier;
                assert!(marked.contains(Modifier::BOLD | Modifier::ITALIC), "{name:?} {depth:?} {words}");
            }
            for words in ["both ports", "Northport and"] {
                assert!(!style(&buffer, words).add_modifier.contains(Modifier::ITALIC), "{name:?} {depth:?} {words}");
            }
        }
    }
}

#[test]
fn a_lit_passage_can_be_read_in_every_theme() {
    for name in ThemeName::ALL {
        for depth in DEPTHS {
            let (app, theme) = themed(name, depth, "n n");
            let buffer = frame(&app);
            let (x, y) = find(&buffer, "both ports");
            let reversed = theme.passage.add_modifier.contains(Modifier::REVERSED);
            assert!(!buffer[(x, y)].modifier.contains(Modifier::REVERSED), "{name:?} {depth:?}");
            let signs = (0..x).any(|x| buffer[(x, y)].symbol() == "▌");
            assert_eq!(signs, reversed, "{name:?} {depth:?}: a sign or a background");
        }
    }
}

#[test]
fn the_first_row_counts_what_passages_are() {
    let first = |width| lines(&frame(&fixture::compared(width, 24))).swap_remove(0);
    assert!(first(120).ends_with("= both 1  ≠ differ 1  ≈ near 0  ‹ only left 7  › only right 1"));
    assert!(first(50).ends_with("= 1  ≠ 1  ≈ 0  ‹ 7  › 1"), "without names where there is no room");
}

#[test]
fn folded_passages_are_one_row_with_their_number() {
    let (app, _) = themed(ThemeName::Dark, ColorDepth::Full, "o o");
    let shown = lines(&frame(&app)).join("\n");
    assert!(shown.contains("· 2 sentences only here ·"), "{shown}");
    assert!(shown.contains("Nobody likes a toll."), "what is paired stays");
    let (app, _) = themed(ThemeName::Dark, ColorDepth::Full, "o");
    let shown = lines(&frame(&app)).join("\n");
    assert!(shown.contains("· 1 sentence in both ·") && !shown.contains("Nobody likes a toll."), "{shown}");
}

#[test]
fn a_passage_that_waits_for_its_counterpart_is_seen() {
    let (app, _) = themed(ThemeName::Mono, ColorDepth::None, "} } p");
    let shown = lines(&frame(&app));
    assert!(shown.iter().any(|l| l.starts_with('●') && l.contains("Northport and")), "{shown:#?}");
}
