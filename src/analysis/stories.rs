//! Articles grouped by event.
//!
//! Two articles are as alike as their rare words and names are ([`vectors`]), and more so when they appeared within days
//! of each other. Groups grow by average linkage ([`linkage`]): an article joins only a group whose members it
//! resembles on the whole, since a false merge misleads a reader more than a missed one.

use std::cmp::Reverse;
use std::ops::Deref;

use jiff::civil::Date;

use crate::analysis::stories::linkage::Pair;
use crate::analysis::stories::vectors::{Counts, Vectors};
use crate::model::article::Article;
use crate::model::findings::ArticleFindings;

mod linkage;
mod vectors;

/// Mean likeness from which two groups are one, in a corpus of many articles.
const THRESHOLD: f32 = 0.21;
/// What is added to [`THRESHOLD`], divided by the number of articles: few articles say little about which words are rare.
const CAUTION: f32 = 0.30;
/// Likeness below this is taken as none, which keeps the table of pairs small.
const NEGLIGIBLE: f32 = 0.04;
/// Days between two articles that count as the same time.
const SAME_TIME: i32 = 3;
/// What the same time adds: the factor on the likeness of two dated articles.
const SAME_TIME_FACTOR: f32 = 1.2;
/// Days in which likeness decays by a factor of e, beyond [`SAME_TIME`].
const DECAY: f32 = 20.0;

/// The factor on the likeness of two articles of different times that both have figures and none in common: the weather
/// and the markets are told in the same words every day.
const TEMPLATE_FACTOR: f32 = 0.5;
/// How many figures each of them has at least.
const FIGURES: usize = 2;

/// The numbers of an article. Sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Figures(Vec<u64>);

impl Figures {
    /// Those that were found.
    pub(super) fn of(findings: &ArticleFindings) -> Self {
        let mut values: Vec<u64> = findings.figures.iter().map(|f| f.value.to_bits()).collect();
        values.sort_unstable();
        values.dedup();
        values.shrink_to_fit();
        Self(values)
    }

    /// Whether both articles have some numbers, and none in common.
    fn all_differ(&self, other: &Self) -> bool {
        self.0.len().min(other.0.len()) >= FIGURES && self.0.iter().all(|value| other.0.binary_search(value).is_err())
    }
}

/// The story of each article, by article id: articles with the same number report the same event. And what each story is
/// called. `article` gives that with an index; it is asked a few times for each. `figures` are those of all.
pub(super) fn group<A: Deref<Target = Article>>(
    article: impl Fn(usize) -> A,
    figures: &[Figures],
) -> (Vec<u32>, Vec<String>) {
    let vectors = Vectors::new(|| (0..figures.len()).map(|i| Counts::of(&article(i).text)));
    let days: Vec<_> = (0..figures.len()).map(|i| article(i).metadata.published).collect();
    let numbers: Vec<Option<i32>> = days.iter().map(|published| published.map(day)).collect();
    let mut pairs = Vec::new();
    vectors.each_pair(|i, j, likeness| {
        let (a, b) = (i as usize, j as usize);
        let mut likeness = likeness * nearness(numbers[a], numbers[b]);
        let apart = numbers[a].zip(numbers[b]).is_some_and(|(a, b)| (a - b).abs() > SAME_TIME);
        if apart && figures[a].all_differ(&figures[b]) {
            likeness *= TEMPLATE_FACTOR;
        }
        if likeness >= NEGLIGIBLE {
            pairs.push(((i, j), likeness));
        }
    });
    let stories = linkage::group(days.len(), &pairs, THRESHOLD + CAUTION / days.len().max(1) as f32);
    let names = central(&days, &stories, &pairs).into_iter().map(|i| article(i).title().to_owned()).collect();
    (stories, names)
}

/// The article of each story by which that is called: the one that is most like the others; of several, the earliest.
fn central(days: &[Option<Date>], stories: &[u32], pairs: &[Pair]) -> Vec<usize> {
    // In whole numbers, whose sum does not depend on the order of the pairs.
    let mut central = vec![0_u64; days.len()];
    for &((i, j), likeness) in pairs {
        if stories[i as usize] == stories[j as usize] {
            for article in [i, j] {
                central[article as usize] += (likeness * 1e6) as u64;
            }
        }
    }
    let rank = |i: usize| (Reverse(central[i]), days[i].is_none(), days[i]);
    let mut best: Vec<usize> = Vec::new();
    for (i, story) in stories.iter().enumerate() {
        match best.get_mut(*story as usize) {
            Some(chosen) if rank(i) < rank(*chosen) => *chosen = i,
            Some(_) => {}
            None => best.push(i),
        }
    }
    best
}

/// Days since an epoch that does not matter.
fn day(date: Date) -> i32 {
    date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours().div_euclid(24) as i32
}

/// The factor that the dates of two articles put on their likeness.
fn nearness(a: Option<i32>, b: Option<i32>) -> f32 {
    let (Some(a), Some(b)) = (a, b) else { return 1.0 };
    let apart = (a - b).abs();
    if apart <= SAME_TIME { SAME_TIME_FACTOR } else { (-((apart - SAME_TIME) as f32) / DECAY).exp() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Head;
    use crate::model::figure::Figure;
    use crate::text::span::Span;

    /// `articles` are `(story, date, text)`; the numbers of the stories must come out the same.
    #[track_caller]
    fn check(articles: &[(u32, &str, &str)]) {
        let found = grouped(articles.iter().map(|(_, date, text)| (*date, *text)));
        assert_eq!(found.0, articles.iter().map(|a| a.0).collect::<Vec<_>>());
    }

    /// The stories of articles `(date, text)`, which are called `0`, `1` and so on.
    fn grouped<'a>(articles: impl Iterator<Item = (&'a str, &'a str)>) -> (Vec<u32>, Vec<String>) {
        let make = |(i, (date, text)): (usize, (&str, &str))| {
            let mut article = Article {
                head: Head { id: i.to_string(), ..Head::default() },
                text: text.to_owned(),
                ..Article::default()
            };
            article.metadata.published = date.parse().ok();
            article
        };
        let made: Vec<Article> = articles.enumerate().map(make).collect();
        let figures: Vec<Figures> = made.iter().map(|a| Figures::of(&counted(&a.text))).collect();
        group(|i| &made[i], &figures)
    }

    /// Findings that have the numbers of a text.
    fn counted(text: &str) -> ArticleFindings {
        let numbers = text.split_whitespace().filter_map(|word| word.replace(',', "").parse().ok());
        let figures = numbers.map(|value| Figure { span: Span::default(), value, unit: None }).collect();
        ArticleFindings { figures, ..ArticleFindings::default() }
    }

    const FLOOD: &str = "Heavy rain made the river Orme burst its banks at Tavelton on Monday. Mayor Ilse Brandt said that \
        400 households were evacuated and that the old bridge had to be closed. Engineers inspect the dam at Lorn Gap.";
    const FLOOD_TOO: &str = "Residents of Tavelton were taken to safety after the Orme flooded the lower town. Mayor Ilse \
        Brandt closed the old bridge. The dam at Lorn Gap holds, engineers said; 400 households cannot return yet.";
    const OTHER_FLOOD: &str = "Heavy rain made the river Quell burst its banks at Nordhaven on Monday. Mayor Piet Alders said \
        that 90 households were evacuated and that the harbour had to be closed. Engineers inspect the sluice at Veer.";

    #[test]
    fn accounts_of_one_event_are_one_story_and_look_alikes_are_not() {
        check(&[(0, "2020-02-03", FLOOD), (1, "2020-02-03", OTHER_FLOOD), (0, "2020-02-04", FLOOD_TOO)]);
    }

    #[test]
    fn the_same_names_months_later_are_another_story() {
        check(&[(0, "2020-02-03", FLOOD), (1, "2020-11-09", FLOOD_TOO)]);
    }

    #[test]
    fn texts_of_one_template_are_two_stories() {
        const UP: &str =
            "Markets close higher. The Orme index closed up 1.2 percent at 1,402 points, led by ferry shares.";
        const DOWN: &str =
            "Markets close lower. The Orme index closed down 0.8 percent at 1,380 points, led by ferry shares.";
        check(&[(0, "2020-05-03", UP), (1, "2020-05-17", DOWN)]);
        check(&[(0, "2020-05-03", UP), (0, "2020-05-03", UP)]);
    }

    #[test]
    fn a_story_is_called_as_its_earliest_account_or_the_one_most_like_the_others() {
        let names = |articles: &[(&str, &str)]| grouped(articles.iter().copied()).1;
        assert_eq!(names(&[("2020-02-04", FLOOD_TOO), ("2020-02-03", FLOOD), ("", OTHER_FLOOD)]), ["1", "2"]);
        let both = [FLOOD, FLOOD_TOO].concat();
        assert_eq!(names(&[("2020-02-03", FLOOD), ("2020-02-03", FLOOD_TOO), ("2020-02-05", &both)]), ["2"]);
    }

    #[test]
    fn articles_without_words_stand_alone() {
        check(&[(0, "", ""), (1, "", "?!"), (2, "", "")]);
        check(&[]);
    }

    proptest::proptest! {
        #[test]
        fn every_article_has_a_story_and_numbers_leave_no_gap(texts in proptest::collection::vec("[A-Ca-c é界.]{0,40}", 0..8)) {
            let (stories, names) = grouped(texts.iter().map(|text| ("", text.as_str())));
            proptest::prop_assert_eq!(stories.len(), texts.len());
            let mut next = 0;
            for story in stories {
                proptest::prop_assert!(story <= next);
                next = next.max(story + 1);
            }
            proptest::prop_assert_eq!(names.len(), next as usize);
        }
    }
}
