//! The language of a body.

use crate::model::block::{Block, BlockKind};

/// Texts shorter than this are not judged: a headline misleads every detector. Characters.
const SHORTEST: usize = 200;
/// So much of the body is looked at. Bytes.
const SAMPLE: usize = 2048;

/// The ISO 639-1 code of the language of the body, where it can be told.
pub(super) fn of(text: &str, blocks: &[Block]) -> Option<&'static str> {
    let mut sample = String::with_capacity(SAMPLE + 64);
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Body) {
        let paragraph = block.span.of(text);
        let room = SAMPLE.saturating_sub(sample.len());
        sample.push_str(&paragraph[..super::lines::floor(paragraph, room)]);
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    if sample.len() < SHORTEST || sample.chars().take(SHORTEST).count() < SHORTEST {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some("en");
    }
    let info = whatlang::detect(&sample)?;
    if !info.is_reliable() {
        return None;
    }
    two_letters(info.lang())
}

/// Whether the commonest English words, which no other language shares all, make up a good part of `sample`. It spares
/// the detector, which costs more than everything else in loading, for nearly every article.
fn is_plainly_english(sample: &str) -> bool {
    let mut counts = [0; 5];
    let mut words = 0;
    for word in sample.split_ascii_whitespace().take(200) {
        // Where they are thick, the first lines tell.
        if words == ENOUGH && is_english(counts, words * 2) {
            return true;
        }
        words += 1;
        if !(2..=4).contains(&word.len()) {
            continue;
        }
        let at = match word {
            "the" => 0,
            "and" => 1,
            "of" => 2,
            "to" => 3,
            "that" => 4,
            _ => continue,
        };
        counts[at] += 1;
    }
    is_english(counts, words)
}

/// So many words are enough where the share of the commonest is twice what is asked for.
const ENOUGH: usize = 60;

fn is_english([the, rest @ ..]: [usize; 5], words: usize) -> bool {
    the > 0 && rest.iter().filter(|n| **n > 0).count() >= 2 && (the + rest.iter().sum::<usize>()) * 16 >= words
}

/// The two-letter code of a language that the detector knows; `None` where there is none.
fn two_letters(language: whatlang::Lang) -> Option<&'static str> {
    let code = language.code();
    CODES.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

/// ISO 639-3 and ISO 639-1.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(of(text, &paragraphs::split(text)), expected);
    }

    #[test]
    fn languages_of_bodies() {
        check(
            "The council of the harbour town decided on Monday that the bridge will stay closed to lorries and that the \
             money for its repair will be taken from the budget of next year. It asked the state to pay for the rest of it.",
            Some("en"),
        );
        check(
            "Der Rat der Hafenstadt hat am Montag beschlossen, dass die Brücke für Lastwagen gesperrt bleibt und das Geld \
             für die Reparatur aus dem Haushalt des nächsten Jahres kommt. Den Rest soll das Land bezahlen, sagte der \
             Bürgermeister nach der Sitzung.",
            Some("de"),
        );
    }

    #[test]
    fn short_texts_are_not_judged() {
        check("U.S. stocks fall", None);
        check("", None);
    }

    #[test]
    fn every_language_of_the_detector_has_its_code() {
        for language in whatlang::Lang::all() {
            assert!(two_letters(*language).is_some(), "{}", language.code());
        }
    }
}
