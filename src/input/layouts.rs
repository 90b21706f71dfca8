//! Letters of Cyrillic and Greek keyboards as the Latin letters on the same keys, so that commands work there too.

/// A row of the table: letters as a keyboard types them, and the Latin ones on the same keys, one for one.
type Layout = (&'static str, &'static str);

/// Lower case; capitals follow from it, but for the keys that type punctuation on a Latin keyboard.
const LOWER: &[Layout] = &[
    // Russian, with the letters in which Ukrainian and Belarusian differ.
    ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("іїєґў", "s]'\\o"),
    // Serbian and Macedonian, where they differ.
    ("љњђћџјѕ", "qw[;xjz"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("έύίόάήώ", "eyioahv"),
];

/// Capitals whose key types punctuation on a Latin keyboard.
const UPPER: &[Layout] = &[("ХЪЖЭБЮЁ", "{}:\"<>~"), ("ЇЄҐ", "}\"|"), ("ЂЋ", "{:")];

/// The character that the key which typed `c` types on a Latin keyboard; `None` where `c` is Latin or unknown.
///
/// ```
/// use parallax::input::layouts::latin;
/// assert_eq!(latin('о'), Some('j')); // Cyrillic
/// assert_eq!(latin('П'), Some('G'));
/// assert_eq!(latin('Х'), Some('{'));
/// assert_eq!(latin('κ'), Some('k')); // Greek
/// assert_eq!(latin('j'), None);
/// ```
pub fn latin(c: char) -> Option<char> {
    if let Some(found) = look_up(UPPER, c).or_else(|| look_up(LOWER, c)) {
        return Some(found);
    }
    let lower = c.to_lowercase().next().filter(|l| *l != c)?;
    look_up(LOWER, lower).map(|l| l.to_ascii_uppercase())
}

fn look_up(layouts: &[Layout], c: char) -> Option<char> {
    layouts.iter().find_map(|(typed, latin)| {
        let at = typed.chars().position(|t| t == c)?;
        latin.chars().nth(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_as_many_letters_as_keys() {
        for (typed, latin) in LOWER.iter().chain(UPPER) {
            assert_eq!(typed.chars().count(), latin.chars().count(), "{typed}");
        }
    }
}
