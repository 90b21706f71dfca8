//! How well letters of one colour can be read on another: the contrast of WCAG 2.

/// What the guidelines ask of text (success criterion 1.4.3, level AA).
pub const ENOUGH: f64 = 4.5;

/// The contrast of two colours, from 1 (the same) to 21 (black and white), whichever is behind the other.
///
/// ```
/// use parallax::theme::contrast::ratio;
/// assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < 0.01);
/// assert!((ratio([9; 3], [9; 3]) - 1.0).abs() < 0.01);
/// ```
pub fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour of sRGB, from 0 to 1.
fn luminance(rgb: [u8; 3]) -> f64 {
    rgb.map(linear).iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
}

/// A part of a colour of sRGB as an amount of light, from 0 to 1.
pub(super) fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}
