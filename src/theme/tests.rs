//! What holds for every theme.

use std::collections::HashSet;

use super::*;
use crate::theme::color::seen;

fn styles(theme: &Theme) -> Vec<Style> {
    let Theme { text, strong, dim, rule, heading, heading_focus, bar, key, notice, problem, .. } = theme.clone();
    let Theme { person, organisation, place, group, event, work, issue, voice, .. } = theme.clone();
    let Theme { both, differs, alone, other_word, .. } = theme.clone();
    let Theme { followed, hit, hit_current, cursor, passage, selected, selected_focus, .. } = theme.clone();
    vec![
        text,
        strong,
        dim,
        rule,
        heading,
        heading_focus,
        bar,
        key,
        notice,
        problem,
        person,
        organisation,
        place,
        group,
        event,
        work,
        issue,
        voice,
        both,
        differs,
        alone,
        other_word,
        followed,
        hit,
        hit_current,
        cursor,
        passage,
        selected,
        selected_focus,
    ]
}

fn every() -> impl Iterator<Item = (ThemeName, ColorDepth, Theme)> {
    let depths = [ColorDepth::None, ColorDepth::Sixteen, ColorDepth::TwoFiftySix, ColorDepth::Full];
    let pairs = ThemeName::ALL.into_iter().flat_map(move |name| depths.map(|depth| (name, depth)));
    let grounds =
        |(name, depth)| [Ground::Dark, Ground::Light].map(|ground| (name, depth, Theme::new(name, ground, depth)));
    pairs.flat_map(grounds)
}

#[test]
fn a_theme_uses_only_the_colours_that_there_are() {
    for (name, depth, theme) in every() {
        for style in styles(&theme) {
            for color in [style.fg, style.bg, style.underline_color].into_iter().flatten() {
                let known = match color {
                    Color::Reset => true,
                    Color::Indexed(_) => depth >= ColorDepth::TwoFiftySix,
                    _ => depth >= ColorDepth::Sixteen,
                };
                assert!(known && name != ThemeName::Mono || color == Color::Reset, "{name:?} {depth:?} {color:?}");
            }
            assert!(style.underline_color.is_none() || depth == ColorDepth::Full, "{name:?} {depth:?}");
        }
    }
}

#[test]
fn channels_do_not_fight() {
    for (name, depth, theme) in every() {
        for kind in [theme.person, theme.organisation, theme.place, theme.group, theme.event, theme.work] {
            assert!(kind.bg.is_none() && !kind.add_modifier.contains(Modifier::UNDERLINED), "{name:?} {depth:?}");
            assert_ne!(kind, theme.text, "{name:?} {depth:?}");
            assert_ne!(kind.patch(theme.followed), kind, "{name:?} {depth:?}");
        }
        assert!(theme.issue.fg.is_none() && theme.issue.bg.is_none());
        assert!(theme.issue.add_modifier.contains(Modifier::UNDERLINED));
        assert_ne!(theme.hit, theme.hit_current);
    }
}

#[test]
fn there_are_at_most_six_hues() {
    for (name, depth, theme) in every() {
        let letters = styles(&theme).into_iter().filter_map(|s| s.fg);
        let grey =
            |c: &Color| matches!(c, Color::Reset | Color::Black | Color::White | Color::Indexed(16 | 230 | 232..=255));
        let hues: HashSet<_> = letters.filter(|c| !grey(c)).collect();
        assert!(hues.len() <= 6, "{name:?} {depth:?}: {hues:?}");
    }
}

/// Backgrounds that a theme has to be readable on: pure black and that of common editors; pure white and the cream of
/// Solarized.
fn backgrounds(ground: Ground) -> [[u8; 3]; 2] {
    match ground {
        Ground::Dark => [[0; 3], [0x1E; 3]],
        Ground::Light => [[255; 3], [0xFD, 0xF6, 0xE3]],
    }
}

#[test]
fn every_colour_is_readable_on_every_background_it_can_stand_on() {
    for name in ThemeName::ALL {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme::new(name, ground, ColorDepth::Full);
            let of = |color: Option<Color>| color.and_then(rgb);
            let rows = [theme.bar, theme.selected, theme.selected_focus, theme.passage];
            let behind: Vec<_> =
                backgrounds(name.ground(ground)).into_iter().chain(rows.iter().filter_map(|s| of(s.bg))).collect();
            for style in styles(&theme) {
                let Some(letters) = of(style.fg) else { continue };
                let own = of(style.bg).map(|own| vec![own]);
                for back in own.as_ref().unwrap_or(&behind) {
                    let ratio = contrast::ratio(letters, *back);
                    assert!(ratio >= contrast::ENOUGH, "{name:?} on {ground:?}: {style:?} on {back:?} has {ratio:.2}");
                }
            }
        }
    }
}

/// What a colour looks like; `None` for those that the terminal chooses.
fn rgb(color: Color) -> Option<[u8; 3]> {
    match color {
        Color::Indexed(index @ 16..) => Some(seen(index)),
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        _ => None,
    }
}

#[test]
fn a_background_is_told_by_the_letters_that_it_needs() {
    for (rgb, ground) in [
        ([0; 3], Ground::Dark),
        ([0x28, 0x2A, 0x36], Ground::Dark),
        ([0, 0x2B, 0x36], Ground::Dark),
        ([255; 3], Ground::Light),
        ([0xFD, 0xF6, 0xE3], Ground::Light),
        ([0xBD, 0xBD, 0xBD], Ground::Light),
    ] {
        assert_eq!(Ground::of(rgb), ground, "{rgb:?}");
    }
}

/// What eyes of a kind see of an amount of light: the matrices of Machado, Oliveira and Fernandes (2009), complete
/// protanopia, deuteranopia and tritanopia.
const EYES: [(ThemeName, [[f64; 3]; 3]); 3] = [
    (ThemeName::RedGreen, [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    (ThemeName::RedGreen, [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    (ThemeName::BlueYellow, [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
];

/// Where a colour lies in CIELAB, as such eyes see it.
fn lab(color: Color, eyes: &[[f64; 3]; 3]) -> [f64; 3] {
    let light = rgb(color).unwrap().map(contrast::linear);
    let times = |rows: &[[f64; 3]; 3], v: [f64; 3]| rows.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum::<f64>());
    let seen = times(eyes, light).map(|part| part.clamp(0.0, 1.0));
    let xyz = times(&[[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], seen);
    let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = [root(xyz[0] / 0.9505), root(xyz[1]), root(xyz[2] / 1.089)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn themes_for_colour_blindness_keep_their_colours_apart() {
    /// Of the ordinary themes, two kinds come as near as 4 to such eyes.
    const APART: f64 = 20.0;
    for (name, eyes) in EYES {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme::new(name, ground, ColorDepth::Full);
            let kinds = [theme.person, theme.organisation, theme.place, theme.group, theme.event, theme.problem];
            let seen: Vec<_> = kinds.iter().map(|style| lab(style.fg.unwrap(), &eyes)).collect();
            for (i, one) in seen.iter().enumerate() {
                for other in &seen[i + 1..] {
                    let apart: f64 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    assert!(apart >= APART, "{name:?} on {ground:?}: {one:?} and {other:?}");
                }
            }
        }
    }
}
