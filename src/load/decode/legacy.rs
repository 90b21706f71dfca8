//! Which legacy encoding bytes are in, when nothing says so.
//!
//! The detector of the web knows languages by their letters. News in English has few letters that are not ASCII, and
//! what it has are signs (£, “, —) and single letters in names. So its guess is compared with the encodings that
//! such texts are nearly always in: whichever puts letters beside letters and signs where signs stand is taken.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_3, ISO_8859_10, ISO_8859_14, ISO_8859_15, MACINTOSH, WINDOWS_1252};

/// So many characters that are not ASCII are judged.
const JUDGED: usize = 2000;

/// The likeliest encoding of `bytes`, which are not UTF-8. `whole` says that they are all there is.
pub(super) fn guess(bytes: &[u8], whole: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Languages with thousands of characters write several in a row; one among Latin letters is a sign ("5 µm").
    if !guess.is_single_byte() {
        let (text, _, _) = guess.decode(bytes);
        if text.chars().zip(text.chars().skip(1)).any(|(one, next)| !one.is_ascii() && !next.is_ascii()) {
            return guess;
        }
    }
    let guess = if guess.is_single_byte() { guess } else { WINDOWS_1252 };
    let mut best = (oddities(bytes, guess), guess);
    for rival in [WINDOWS_1252, MACINTOSH, ISO_8859_15] {
        let odd = oddities(bytes, rival);
        if odd < best.0 {
            best = (odd, rival);
        }
    }
    by_words(bytes).unwrap_or(best.1)
}

/// The encoding of a language that others are taken for, told by its small words and by its letters: Maltese, whose h
/// with a stroke stands behind g as nowhere else, Sami with its d with a stroke, and Welsh with a w and a y with a hat.
fn by_words(bytes: &[u8]) -> Option<&'static Encoding> {
    let count = |word: &[u8]| memchr::memmem::find_iter(bytes, word).take(3).count();
    let all = |words: &[&str]| words.iter().map(|word| count(word.as_bytes())).sum::<usize>();
    if all(&[" il-", " tal-", " fil-", " tas-", " fl-"]) >= 2 && count(b"g\xB1") >= 2 {
        return Some(ISO_8859_3);
    }
    let sami = count(b"\xB9") + count(b"\xBA") + count(b"\xBC") >= 2;
    if sami && all(&[" lea ", " leat ", " ahte ", " maid "]) >= 1 && all(&[" ja ", " lea ", " ahte "]) >= 2 {
        return Some(ISO_8859_10);
    }
    let hats = count(b"\xF0") + count(b"\xFE");
    (all(&[" yn ", " yr ", " y ", " a'r ", " i'r ", " o'r ", " ac "]) >= 3 && hats >= 2).then_some(ISO_8859_14)
}

/// How many characters stand where no writer puts them.
fn oddities(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _, _) = encoding.decode(bytes);
    let mut odd = 0;
    let mut judged = 0;
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_ascii() {
            odd += usize::from(is_odd(before, c, characters.peek().copied().unwrap_or(' ')));
            judged += 1;
            if judged == JUDGED {
                break;
            }
        }
        before = c;
    }
    odd
}

/// Whether `c` cannot well stand between its neighbours.
fn is_odd(before: char, c: char, after: char) -> bool {
    if c.is_alphabetic() {
        let alone = !before.is_alphabetic() && !after.is_alphabetic();
        // "CafŽ": a capital behind a small letter.
        let capital_inside = c.is_uppercase() && before.is_lowercase();
        // "ofÊa": capitals between small letters are counted once, "Ł500" as well.
        return alone && !matches!(c, 'à' | 'é' | 'è' | 'í' | 'ó' | 'о' | 'и' | 'в' | 'с' | 'у' | 'а' | 'я' | 'к')
            || capital_inside
            || c.is_alphabetic() && after.is_ascii_digit()
            || before.is_ascii_digit() && !matches!(c, 'º' | 'ª');
    }
    match c {
        // Currencies stand in front of or behind numbers.
        '£' | '€' | '¥' | '¢' => !after.is_ascii_digit() && !before.is_ascii_digit() && !before.is_whitespace(),
        // Quotation marks have a blank on their outer side, apostrophes stand anywhere.
        '“' | '„' => before.is_alphanumeric() || after.is_whitespace(),
        '”' => after.is_alphanumeric() && !before.is_whitespace() || before.is_whitespace() && after.is_whitespace(),
        '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '‹' | '›' | '\u{a0}' | '\u{ad}' | '·' | '•' => {
            false
        }
        '°' | '½' | '¼' | '¾' | '²' | '³' | '±' | '×' | '©' | '®' | '™' | '§' | '¡' | '¿' | '†' | '‡' => {
            before.is_alphabetic() && after.is_alphabetic()
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, label: &str) {
        let (bytes, encoding, lossy) = Encoding::for_label(label.as_bytes()).expect("a name").encode(text);
        assert!(!lossy);
        let found = guess(&bytes, true);
        let (read, _, _) = found.decode(&bytes);
        assert_eq!(read, text, "{} instead of {}", found.name(), encoding.name());
    }

    #[test]
    fn signs_of_english_news() {
        check("The council will spend £500 million on the port, said the mayor.", "windows-1252");
        check("It costs 30 £ or 40 € a day.", "windows-1252");
        check("Le port coûte 500 € par jour, et les œuvres restent fermées.", "iso-8859-15");
        check("The caf\u{e9} said it was closed — “for good”.", "windows-1252");
        check("Owners of cafés in Zürich: “We can’t go on,” said José Núñez.", "macintosh");
        check("Owners of cafés in Zürich: “We can’t go on,” said José Núñez.", "windows-1252");
        check("© 2021 Brakel Post. It was 30° in Brakel.", "windows-1252");
    }

    #[test]
    fn encodings_of_few_languages() {
        check("Mae'r dŵr yn y tŷ; daeth y gŵr i'r dŵr, a'r tŷ gyda’i deulu.".replace('’', "'").as_str(), "iso-8859-14");
        check("Ráđđehus lea mearridan ahte Kárášjoga suohkan oažžu ruđa; ráđđi čoahkkana.", "iso-8859-10");
        check("Il-ministri tal-gvern iltaqgħu fil-Ħamrun u għamlu ftehim li għandu jdum sentejn.", "iso-8859-3");
        check("The layer is 5 \u{b5}m thick, that one 7 \u{b5}m, and a third 9 \u{b5}m.", "windows-1252");
        check("Sigurður Þórðarson og Guðrún Ragnarsdóttir sögðu að samið hefði verið.", "windows-1252");
    }

    #[test]
    fn other_languages() {
        check("Rząd ogłosił w Łodzi, że „żadnych zmian” nie będzie; źródła milczą.", "windows-1250");
        check("Председатель комитета Иванов сообщил о решении в понедельник.", "windows-1251");
        check("Ο υπουργός είπε ότι η συμφωνία είναι κοντά και ότι δεν αλλάζει.", "windows-1253");
        check("部长们星期四在奥斯陆会晤，讨论渔业配额问题。官员们说会谈没有达成协议。", "gb18030");
        check("部長們星期四在奧斯陸會晤，討論漁業配額問題。官員們說會談沒有達成協議。", "big5");
        check("閣僚らは木曜日にオスロで会談し、漁業枠について協議した。", "shift_jis");
        check("장관들은 목요일 오슬로에서 만나 어업 할당량을 논의했다.", "euc-kr");
        check("Die Minister trafen sich in Köln; die Gespräche endeten ohne Einigung für die Flüsse.", "iso-8859-1");
    }
}
