//! How common words are in English news, so that what an article is about stands out also where it is alone.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The band of words that are not in the list.
const RAREST: usize = 9;

/// How rare a word in small letters is: from 0, in every article, to 9, hardly ever seen; each step is half as often.
pub(super) fn rarity(word: &str) -> usize {
    static BANDS: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
    let bands = BANDS.get_or_init(|| {
        let mut bands = HashMap::new();
        let mut band = RAREST;
        for line in include_str!("background.txt").lines().filter(|l| !l.starts_with('#')) {
            if let Some(number) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                band = number.parse().unwrap_or(RAREST);
            } else {
                bands.extend(line.split(' ').map(|word| (word, band)));
            }
        }
        bands
    });
    bands.get(word).copied().unwrap_or(RAREST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_lower_bands_than_rare_ones() {
        assert!(rarity("the") < rarity("government") && rarity("government") < rarity("moratorium"));
        assert_eq!(rarity("xyzzy"), RAREST);
    }
}
