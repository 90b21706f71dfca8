//! What the tagger sees of a word: its spelling, its neighbours, the lists, and the rest of the document.

use std::ops::Range;

use crate::analysis::entities::tagger::nouns;
use crate::analysis::names::words::{Casing, Line, Words};
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{
    self, ARTICLE, CALENDAR, COMMON, COMPANY_HEAD, COUNTRY, EVENT, Flags, GIVEN, GROUP, NAMES, ORGANISATION,
    ORGANISATION_HEAD, PLACE, PLACE_PREPOSITION, SAYING, SPORT, SURNAME, TITLE, WORK,
};

/// A stretch of words of one line of which each could belong to a name; every other word belongs to none.
pub(super) type Stretch = Range<usize>;

/// A document prepared for the tagger.
pub(super) struct Sheet<'w, 'a> {
    words: &'w Words<'a>,
    /// For each word in capitals what its occurrences in the document show, a set of the constants below.
    shown: Vec<u16>,
    /// For each word the phrase of the lists that it stands in: the kinds and its place in the phrase.
    listed: Vec<Flags>,
    /// The run of capitalised words that each word stands in.
    runs: Vec<(u32, u32)>,
    /// What the common nouns beside the run say that each word stands in, the bits of [`nouns::beside`].
    nouns: Vec<u16>,
    /// The same for all occurrences of the word in the document.
    nouns_anywhere: Vec<u16>,
    /// How much the document is about sport: 0 to 3.
    sport: u64,
}

/// It occurs in small letters too.
const LOWER: u16 = 1;
/// It occurs with a capital inside a sentence.
const INSIDE: u16 = 1 << 1;
/// A title stands before it.
const TITLED: u16 = 1 << 2;
/// A given name or an initial stands before it.
const AFTER_GIVEN: u16 = 1 << 3;
/// A preposition of place stands before it.
const AFTER_IN: u16 = 1 << 4;
/// The head of a company or body stands behind it.
const BEFORE_HEAD: u16 = 1 << 5;
/// A verb of saying stands behind it.
const BEFORE_SAID: u16 = 1 << 6;
/// A possessive stands behind it.
const POSSESSIVE: u16 = 1 << 7;
/// The definite article stands before it.
const AFTER_THE: u16 = 1 << 8;
/// A capitalised word stands behind it.
const BEFORE_CAPITAL: u16 = 1 << 9;
/// A capitalised word stands before it.
const AFTER_CAPITAL: u16 = 1 << 10;
/// It stands in brackets.
const IN_BRACKETS: u16 = 1 << 11;
/// A country or state stands behind it and a comma.
const BEFORE_PLACE: u16 = 1 << 12;
/// A number stands behind it.
const BEFORE_NUMBER: u16 = 1 << 13;

/// How many templates name the word itself; training hides these now and then, so that the others learn to do without.
pub(super) const LEXICAL: u64 = 7;

impl<'w, 'a> Sheet<'w, 'a> {
    /// Prepares a document.
    pub(super) fn new(words: &'w Words<'a>) -> Self {
        let count = words.all.len();
        let mut sheet = Self {
            words,
            shown: vec![0; count],
            listed: vec![0; count],
            runs: vec![(0, 0); count],
            nouns: vec![0; count],
            nouns_anywhere: vec![0; count],
            sport: 0,
        };
        let sporting = words.all.iter().filter(|w| w.form == Form::Lower && w.is(SPORT)).count();
        sheet.sport = match sporting * 1000 / count.max(1) {
            0..=4 => 0,
            5..=14 => 1,
            15..=29 => 2,
            _ => 3,
        };
        for line in &words.lines {
            sheet.describe_line(line);
        }
        sheet.gather();
        sheet
    }

    /// Finds the runs and the listed phrases of a line.
    fn describe_line(&mut self, line: &Line) {
        let mut i = line.words.start;
        while i < line.words.end {
            if !self.capital(i) {
                i += 1;
                continue;
            }
            let end = (i..line.words.end).find(|j| !self.capital(*j)).unwrap_or(line.words.end);
            self.runs[i..end].fill((i as u32, end as u32));
            self.nouns[i..end].fill(nouns::beside(self.words, line, &(i..end)));
            i = end;
        }
        let mut i = line.words.start;
        while i < line.words.end {
            let found = if self.capital(i) { self.words.phrase(i, line.words.end) } else { None };
            let Some((len, entry)) = found.filter(|(_, e)| e.flags & (NAMES | TITLE) != 0) else {
                i += 1;
                continue;
            };
            for (n, listed) in self.listed[i..i + len].iter_mut().enumerate() {
                let place = if n == 0 {
                    1
                } else if n + 1 == len {
                    3
                } else {
                    2
                };
                *listed = entry.flags & (NAMES | TITLE) | place << 24;
            }
            i += len;
        }
    }

    /// Gathers what all occurrences of a capitalised word show, and gives it to each of them.
    fn gather(&mut self) {
        let mut of: ByHash<(u16, u16)> = ByHash::default();
        let mut lower = vec![0u64; (self.words.all.len() / 8).next_power_of_two().clamp(16, 1 << 14)];
        let bits = lower.len() * 64 - 1;
        for line in &self.words.lines {
            for i in line.words.clone() {
                let Some(word) = self.words.get(i) else { continue };
                if word.form == Form::Lower {
                    let at = word.folded as usize & bits;
                    lower[at / 64] |= 1 << (at % 64);
                }
                if self.capital(i) {
                    let shown = of.entry(word.folded).or_default();
                    shown.0 |= self.shows(line, i);
                    shown.1 |= self.nouns[i];
                }
            }
        }
        for (i, word) in self.words.all.iter().enumerate().filter(|(_, w)| has_capital(**w)) {
            let at = word.folded as usize & bits;
            let low = if lower[at / 64] & (1 << (at % 64)) != 0 { LOWER } else { 0 };
            let (shown, nouns) = of.get(&word.folded).copied().unwrap_or_default();
            self.shown[i] = shown | low;
            self.nouns_anywhere[i] = nouns;
        }
    }

    /// What one occurrence shows.
    fn shows(&self, line: &Line, i: usize) -> u16 {
        if line.casing != Casing::Sentence {
            return 0;
        }
        let mut shown = 0;
        let mut put = |holds: bool, flag: u16| shown |= if holds { flag } else { 0 };
        let before = (i > line.words.start).then(|| self.words.get(i - 1)).flatten();
        if let Some(before) = before {
            put(before.form == Form::Lower || before.form == Form::Clitic, INSIDE);
            put(before.is(TITLE) && before.form != Form::Initial, TITLED);
            put(before.is_capital() && before.is(GIVEN) || before.form == Form::Initial, AFTER_GIVEN);
            put(before.is(PLACE_PREPOSITION), AFTER_IN);
            put(before.is(ARTICLE), AFTER_THE);
            put(before.is_capital() && !before.is(COMMON | TITLE | CALENDAR), AFTER_CAPITAL);
            put(self.is_mark(before, b'('), IN_BRACKETS);
        }
        if let Some(after) = (i + 1 < line.words.end).then(|| self.words.get(i + 1)).flatten() {
            put(after.is_capital() && after.is(COMPANY_HEAD | ORGANISATION_HEAD), BEFORE_HEAD);
            put(after.is(SAYING), BEFORE_SAID);
            put(after.form == Form::Clitic, POSSESSIVE);
            put(after.is_capital(), BEFORE_CAPITAL);
            put(after.form == Form::Number, BEFORE_NUMBER);
            put(
                self.is_mark(after, b',')
                    && self.words.get(i + 2).is_some_and(|w| w.is_capital() && w.is(COUNTRY | PLACE)),
                BEFORE_PLACE,
            );
        }
        shown
    }

    /// Whether a word is that mark of punctuation.
    fn is_mark(&self, word: Spelt, mark: u8) -> bool {
        word.form == Form::Punctuation && self.words.text.as_bytes().get(word.span.from()) == Some(&mark)
    }

    fn capital(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(has_capital)
    }

    /// The stretches of a line, in order.
    pub(super) fn stretches(&self, line: &Line) -> Vec<Stretch> {
        let mut out = Vec::new();
        let mut i = line.words.start;
        while i < line.words.end {
            let number = self.words.all[i].form == Form::Number;
            if !(self.capital(i) || number && i + 1 < line.words.end && self.capital(i + 1)) {
                i += 1;
                continue;
            }
            let start = i;
            i += 1;
            while i < line.words.end && (self.capital(i) || self.connects(i, line.words.end)) {
                i += 1;
            }
            out.push(start..i);
        }
        out
    }

    /// Whether a word without a capital, behind one of a stretch, may stand inside or at the end of a name.
    fn connects(&self, i: usize, end: usize) -> bool {
        let soon = i + 1 < end && (self.capital(i + 1) || i + 2 < end && self.capital(i + 2));
        let Some(word) = self.words.get(i) else { return false };
        match word.form {
            Form::Number => self.capital(i - 1) || soon,
            Form::Lower => soon,
            Form::Clitic => i + 1 < end && self.capital(i + 1),
            Form::Punctuation => soon && matches!(self.words.text_of(i), "&" | "-" | "/" | "'" | "," | "."),
            _ => false,
        }
    }

    /// Hands every feature of word `i` to `sink`, as a template number and a hash.
    #[inline]
    pub(super) fn each(&self, line: &Line, i: usize, mut sink: impl FnMut(u64, u64)) {
        let Some(word) = self.words.get(i) else { return };
        let text = word.span.of(self.words.text);
        let at = |d: isize| -> Option<Spelt> {
            let j = i.checked_add_signed(d)?;
            if line.words.contains(&j) { self.words.get(j) } else { None }
        };
        let folded = |d: isize| at(d).map_or(d as u64 & 7, |w| w.folded);
        let flags = |d: isize| at(d).map_or(1 << 63, |w| w.flags & SEEN);
        let form = |d: isize| at(d).map_or(15, |w| w.form as u64);
        let shape = shape(text);
        let casing = line.casing as u64;
        let mut template = 0;
        let mut put = |value: u64| {
            sink(template, mix(template, value));
            template += 1;
        };
        // The word itself: the first `LEXICAL` templates.
        put(word.folded);
        put(hash::combine(folded(-1), word.folded));
        put(hash::combine(word.folded, folded(1)));
        put(end_of(text, 4));
        put(start_of(text, 4));
        put(end_of(text, 3));
        put(start_of(text, 3));
        put(end_of(text, 2));
        // Its neighbours.
        put(folded(-1));
        put(folded(1));
        // Spelling.
        put(shape);
        put(hash::combine(shape, casing));
        put(form(-1) << 8 | form(0) << 4 | form(1));
        put(form(-2) << 16 | form(-1) << 12 | form(0) << 8 | form(1) << 4 | form(2));
        put(word.form as u64 | casing << 4 | u64::from(i == line.words.start) << 8);
        // The lists.
        let own = flags(0);
        put(own);
        put(flags(-1));
        put(flags(1));
        put(hash::combine(own, flags(-1)));
        put(hash::combine(own, flags(1)));
        put(hash::combine(hash::combine(flags(-1), own), flags(1)));
        let listed = |d: isize| i.checked_add_signed(d).and_then(|j| self.listed.get(j).copied()).unwrap_or_default();
        put(listed(0));
        put(hash::combine(listed(-1), hash::combine(listed(0), listed(1))));
        put(hash::combine(own, self.sport | casing << 4));
        put(hash::combine(listed(0), self.sport << 4 | form(1)));
        put(hash::combine(own, folded(-1)));
        put(hash::combine(own, folded(1)));
        // The run of capitalised words.
        let (from, to) = self.runs.get(i).map_or((0, 0), |r| (r.0 as usize, r.1 as usize));
        let run = (to - from).min(6) as u64;
        let place = (i - from.min(i)).min(4) as u64;
        let of = |j: usize| if line.words.contains(&j) { self.words.get(j) } else { None };
        let head = of(to.wrapping_sub(1)).filter(|_| run > 0);
        let head_flags = head.map_or(0, |w| w.flags & SEEN);
        let first_flags = of(from).filter(|_| run > 0).map_or(0, |w| w.flags & SEEN);
        let left = from.checked_sub(1).and_then(of).map_or(2, |w| w.folded);
        let right = of(to).map_or(3, |w| w.folded);
        put(run << 8 | place << 4 | word.form as u64);
        put(hash::combine(head.map_or(5, |w| w.folded), place << 4 | run));
        put(hash::combine(head_flags, place << 4 | run));
        put(hash::combine(hash::combine(first_flags, head_flags), place << 4 | run));
        put(hash::combine(left, run));
        put(hash::combine(right, run));
        put(hash::combine(left, right));
        put(hash::combine(left, hash::combine(own, run)));
        // The rest of the document.
        let shown = u64::from(self.shown[i]);
        let sentence = u64::from(i == line.words.start) | casing << 1;
        put(shown << 4 | sentence);
        put(hash::combine(shown, own));
        put(hash::combine(shown, run << 8 | place << 4 | word.form as u64));
        let neighbour = |d: isize| i.checked_add_signed(d).and_then(|j| self.shown.get(j)).map_or(0, |s| u64::from(*s));
        put(hash::combine(neighbour(1), hash::combine(shown, 1)));
        put(hash::combine(neighbour(-1), hash::combine(shown, 2)));
        let personal = shown & u64::from(TITLED | AFTER_GIVEN | AFTER_CAPITAL | BEFORE_CAPITAL);
        let known = own & (GIVEN | SURNAME | vocabulary::FAMILY_FIRST | NAMES | COMMON);
        put(hash::combine(personal << 2 | self.sport, hash::combine(known, run.min(2) << 8 | word.form as u64)));
        put(hash::combine(self.sport, shape));
        // What common nouns say.
        let nouns = u64::from(self.nouns[i]);
        let anywhere = u64::from(self.nouns_anywhere[i]);
        put(hash::combine(nouns, run << 8 | place << 4));
        put(hash::combine(nouns, own));
        put(hash::combine(anywhere, run.min(2)));
        put(hash::combine(anywhere, own));
        put(hash::combine(anywhere, shown & 0x3ff));
        let mut bits = shown;
        while bits != 0 {
            let bit = u64::from(bits.trailing_zeros());
            sink(template, mix(template, bit << 8 | sentence << 4 | run));
            bits &= bits - 1;
        }
    }
}

/// The flags that features show.
const SEEN: Flags = COMMON
    | GIVEN
    | SURNAME
    | vocabulary::FAMILY_FIRST
    | TITLE
    | COUNTRY
    | PLACE
    | vocabulary::STATE
    | GROUP
    | ORGANISATION
    | EVENT
    | WORK
    | COMPANY_HEAD
    | ORGANISATION_HEAD
    | vocabulary::PLACE_HEAD
    | vocabulary::EVENT_HEAD
    | vocabulary::WORK_HEAD
    | CALENDAR;

/// Whether a word has a capital letter anywhere.
fn has_capital(word: Spelt) -> bool {
    word.is_capital() || word.form == Form::LowerMixed
}

fn mix(template: u64, value: u64) -> u64 {
    hash::combine(value, (template + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Hash of the last `count` bytes, or so many fewer as a character boundary needs, in small letters.
fn end_of(word: &str, count: usize) -> u64 {
    let mut from = word.len().saturating_sub(count);
    while !word.is_char_boundary(from) {
        from -= 1;
    }
    hash::fold(word.get(from..).unwrap_or_default())
}

/// Hash of the first `count` bytes, or so many more as a character boundary needs, in small letters.
fn start_of(word: &str, count: usize) -> u64 {
    let mut to = count.min(word.len());
    while !word.is_char_boundary(to) {
        to += 1;
    }
    hash::fold(word.get(..to).unwrap_or_default())
}

/// Hash of the spelling with letters and digits made alike and repeats dropped: `X.X.`, `Xx`, `Xx-x`, `XxX`.
fn shape(word: &str) -> u64 {
    let mut hash = 1;
    let mut last = ' ';
    for c in word.chars() {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            '’' | '\'' => '\'',
            _ => c,
        };
        if class != last {
            hash = hash::combine(hash, u64::from(u32::from(class)));
        }
        last = class;
    }
    hash::combine(hash, (word.len() as u64).min(4))
}
