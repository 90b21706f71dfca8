//! The cache as a whole: what was kept is there, what is damaged is not believed, and nothing stands in each other's way.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::cache::Cache;
use super::corpus::Sum;
use super::record::Key;
use crate::analysis;
use crate::load::{self, Input, Item, Options};
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::knowledge::Knowledge;

const VERSION: u64 = 7;

fn cache(folder: &Path) -> Cache {
    Cache::of_version(folder, VERSION, 0)
}

fn key(n: u64) -> Key {
    Key::of("test", &[&n.to_le_bytes()])
}

fn bytes(n: u64) -> Vec<u8> {
    (0..n * 3 % 700).map(|i| (i * n) as u8).collect()
}

/// A cache with so many records, and how they are found in it.
fn filled(folder: &Path, records: u64) {
    let cache = cache(folder);
    for n in 0..records {
        cache.put(key(n), bytes(n));
    }
    cache.finish();
}

/// How many of the records are found; all that are have to be right.
#[track_caller]
fn found(cache: &Cache, records: u64) -> usize {
    let found = |n: &u64| {
        let found = cache.get(key(*n));
        assert!(found.as_ref().is_none_or(|found| *found == bytes(*n)), "record {n} is another");
        found.is_some()
    };
    (0..records).filter(found).count()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == ending)).collect()
}

#[test]
fn what_was_kept_is_there_the_next_time_and_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let first = cache(folder.path());
    first.put(key(1), bytes(1));
    assert_eq!((first.get(key(1)), first.get(key(2))), (Some(bytes(1)), None));
    first.finish();
    assert_eq!(first.get(key(1)), Some(bytes(1)));
    let second = cache(folder.path());
    assert_eq!((second.get(key(1)), second.get(key(2))), (Some(bytes(1)), None));
    assert!(second.problems().is_empty());
}

#[test]
fn of_few_articles_no_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let few = Cache::of_version(folder.path(), VERSION, 3);
    for n in 0..2 {
        few.note(true);
        few.put(key(n), bytes(n));
    }
    few.finish();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    // Reading may be far ahead of the analysis.
    let read = Cache::of_version(folder.path(), VERSION, 3);
    (0..6).for_each(|n| read.put(key(n), bytes(n)));
    read.finish();
    assert_eq!(found(&cache(folder.path()), 6), 6);
    let many = Cache::of_version(folder.path(), VERSION, 3);
    for n in 0..3 {
        many.note(true);
        many.put(key(n), bytes(n));
    }
    many.finish();
    assert_eq!(found(&cache(folder.path()), 3), 3);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("cache");
    filled(&root, 20);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let version = fs::read_dir(&root).unwrap().next().unwrap().unwrap().path();
    assert_eq!((mode(&root), mode(&version)), (0o700, 0o700));
    let all: Vec<_> = fs::read_dir(&version).unwrap().map(|entry| mode(&entry.unwrap().path())).collect();
    assert_eq!(all, [0o600, 0o600], "a segment and its index");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_not_followed() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    filled(other.path(), 20);
    filled(folder.path(), 1);
    let (there, here) = (files(other.path(), "seg").remove(0), files(folder.path(), "seg").remove(0));
    for ending in ["seg", "idx"] {
        fs::remove_file(here.with_extension(ending)).unwrap();
        std::os::unix::fs::symlink(there.with_extension(ending), here.with_extension(ending)).unwrap();
    }
    assert_eq!(found(&cache(folder.path()), 20), 0);
}

#[test]
fn another_version_is_not_believed_and_the_oldest_go() {
    let folder = tempfile::tempdir().unwrap();
    for version in 1..=4 {
        let cache = Cache::of_version(folder.path(), version, 0);
        assert_eq!(cache.get(key(5)), None, "version {version}");
        cache.put(key(5), bytes(version));
        cache.finish();
    }
    let versions = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(versions, 2, "the present one and the one before");
    // The same file under the name of another version is none of it.
    let segment = files(folder.path(), "seg").remove(0);
    let other = folder.path().join(format!("{:016x}", 9));
    fs::create_dir(&other).unwrap();
    for ending in ["seg", "idx"] {
        let from = segment.with_extension(ending);
        fs::copy(&from, other.join(from.file_name().unwrap())).unwrap();
    }
    assert_eq!(Cache::of_version(folder.path(), 9, 0).get(key(5)), None);
}

#[test]
fn cut_off_anywhere_it_gives_what_is_whole_and_takes_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 60);
    let (segment, index) = (files(folder.path(), "seg").remove(0), files(folder.path(), "idx").remove(0));
    for path in [&segment, &index] {
        let whole = fs::read(path).unwrap();
        for cut in (0..whole.len()).step_by(97) {
            fs::write(path, &whole[..cut]).unwrap();
            let cache = cache(folder.path());
            let kept = found(&cache, 60);
            assert!(path == &segment || kept == 60, "an index is made again");
            assert!(kept < 60 || path == &index);
            cache.put(key(99), bytes(99));
            assert_eq!(cache.get(key(99)), Some(bytes(99)));
        }
        fs::write(path, &whole).unwrap();
        assert_eq!(found(&cache(folder.path()), 60), 60);
    }
}

#[test]
fn without_its_index_a_segment_is_read_through() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 60);
    fs::remove_file(files(folder.path(), "idx").remove(0)).unwrap();
    assert_eq!(found(&cache(folder.path()), 60), 60);
    assert_eq!(files(folder.path(), "idx").len(), 1, "and gets a new one");
}

#[test]
fn what_is_damaged_is_noticed_and_made_anew_once() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), 60);
    let segment = files(folder.path(), "seg").remove(0);
    let mut damaged = fs::read(&segment).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&segment, damaged).unwrap();
    let second = cache(folder.path());
    assert_eq!(found(&second, 60), 59);
    let said = second.problems();
    assert!(said[0].message.starts_with("1 record of this cache"), "{said:?}");
    (0..60).filter(|n| second.get(key(*n)).is_none()).collect::<Vec<_>>().into_iter().for_each(|n| {
        second.put(key(n), bytes(n));
    });
    second.finish();
    let third = cache(folder.path());
    assert_eq!((found(&third, 60), third.problems().len()), (60, 0));
}

#[test]
fn two_that_write_at_once_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (cache(folder.path()), cache(folder.path()));
    for n in 0..40 {
        (if n % 2 == 0 { &one } else { &two }).put(key(n), bytes(n));
    }
    // A third one neither sees nor takes what they are at.
    let third = cache(folder.path());
    assert_eq!(found(&third, 40), 0);
    one.finish();
    two.finish();
    assert_eq!(found(&cache(folder.path()), 40), 40);
}

#[test]
fn what_a_killed_program_left_is_taken_as_far_as_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let killed = cache(folder.path());
    (0..50).for_each(|n| killed.put(key(n), bytes(n)));
    killed.flush();
    drop(killed);
    let part = files(folder.path(), "part").remove(0);
    let whole = fs::read(&part).unwrap();
    fs::write(&part, &whole[..whole.len() - 5]).unwrap();
    let next = cache(folder.path());
    assert_eq!(found(&next, 50), 49);
    assert!(files(folder.path(), "part").is_empty());
    assert_eq!(found(&cache(folder.path()), 50), 49);
}

#[test]
fn where_nothing_can_be_written_it_says_so_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "in the place of a folder").unwrap();
    let cache = cache(&file);
    (0..3).for_each(|n| cache.put(key(n), bytes(n)));
    assert_eq!(found(&cache, 3), 0);
    let said = cache.problems();
    assert!(said[0].message.starts_with("nothing can be written to this cache"), "{said:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "in the place of a folder");
}

#[test]
fn many_small_segments_become_one() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..12 {
        let cache = cache(folder.path());
        cache.put(key(n), bytes(n));
        cache.finish();
    }
    let segments = files(folder.path(), "seg").len();
    assert!(segments < 9, "{segments}");
    assert_eq!(segments, files(folder.path(), "idx").len());
    assert_eq!(found(&cache(folder.path()), 12), 12);
}

/// What loading gives, and how many files were read for it.
fn load(paths: &[PathBuf], cache: &Cache) -> Vec<Item> {
    let inputs: Vec<_> = paths.iter().cloned().map(Input::Path).collect();
    let mut out = Vec::new();
    load::load_known(&inputs, &Options::default(), cache, &mut |item| {
        out.push(item);
        ControlFlow::Continue(())
    });
    out
}

fn write_old(path: &Path, text: &str, seconds: u64) {
    fs::write(path, text).unwrap();
    let time = SystemTime::now() - Duration::from_secs(seconds);
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn titles(items: &[Item]) -> Vec<String> {
    let title = |item: &Item| match item {
        Item::Article(article) => article.title().to_owned(),
        Item::Problem(problem) => problem.to_string(),
    };
    items.iter().map(title).collect()
}

#[test]
fn files_that_did_not_change_are_not_read_again_and_others_are() {
    let folder = tempfile::tempdir().unwrap();
    let (root, articles) = (folder.path().join("cache"), folder.path().join("articles"));
    fs::create_dir(&articles).unwrap();
    let (plain, records) = (articles.join("a.txt"), articles.join("b.jsonl"));
    write_old(&plain, "Fees rise\n\nThe council of Ellery raised the fees of the port.\n", 60);
    let line = |n: usize| {
        format!("{{\"id\": \"{n}\", \"title\": \"Number {n}\", \"text\": \"{}\"}}\n", "It rose. ".repeat(60))
    };
    // More than stands in one record, and a line that is none.
    let lines: String = (0..200).map(line).chain(["{\n".to_owned()]).collect();
    write_old(&records, &lines, 60);
    let paths = [articles];

    let first = cache(&root);
    let fresh = load(&paths, &first);
    assert_eq!(fresh.len(), 202);
    first.finish();
    // Reading them now would give nothing.
    for path in [&plain, &records] {
        let data = fs::metadata(path).unwrap();
        assert!(data.len() > 0);
    }
    let second = cache(&root);
    let again = load(&paths, &second);
    assert_eq!(format!("{fresh:?}"), format!("{again:?}"));
    second.finish();
    assert_eq!(files(&root, "seg").len(), 1, "nothing was read, so nothing was written");

    write_old(&plain, "Fees fall\n\nThe council of Ellery lowered the fees of the port.\n", 30);
    let third = cache(&root);
    let changed = load(&paths, &third);
    assert_eq!(titles(&changed)[0], "Fees fall");
    assert_eq!(format!("{:?}", &changed[1..]), format!("{:?}", &fresh[1..]));
    third.finish();
    assert_eq!(files(&root, "seg").len(), 2);
}

#[test]
fn a_file_that_has_just_been_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (root, path) = (folder.path().join("cache"), folder.path().join("a.txt"));
    fs::write(&path, "Fees rise\n\nThe council raised the fees.\n").unwrap();
    let first = cache(&root);
    load(std::slice::from_ref(&path), &first);
    first.finish();
    assert!(files(&root, "seg").is_empty());
}

#[test]
fn damage_in_the_middle_of_a_file_costs_no_article_and_doubles_none() {
    let folder = tempfile::tempdir().unwrap();
    let (root, path) = (folder.path().join("cache"), folder.path().join("b.jsonl"));
    let line = |n: usize| format!("{{\"id\": \"{n}\", \"text\": \"Number {n}. {}\"}}\n", "It rose. ".repeat(60));
    write_old(&path, &(0..200).map(line).collect::<String>(), 60);
    let first = cache(&root);
    let fresh = load(std::slice::from_ref(&path), &first);
    first.finish();
    let segment = files(&root, "seg").remove(0);
    let whole = fs::read(&segment).unwrap();
    for part in 1..8 {
        let mut damaged = whole.clone();
        let at = whole.len() * part / 8;
        damaged[at] ^= 0x10;
        fs::write(&segment, damaged).unwrap();
        let again = load(std::slice::from_ref(&path), &cache(&root));
        assert_eq!(format!("{fresh:?}"), format!("{again:?}"), "damaged at {at}");
    }
}

#[test]
fn findings_are_those_of_the_analysis_and_are_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let article = super::finding::tests::article();
    let knowledge = Knowledge::default();
    let expected = analysis::article_with(&article, &knowledge);
    for (articles, analysed) in [(1, 1), (1, 0)] {
        let cache = cache(folder.path());
        assert_eq!(cache.findings(&article, &knowledge), expected);
        assert_eq!(cache.counts(), (articles, analysed));
        cache.finish();
    }
    // Another day of publication, other dates.
    let mut other = article.clone();
    other.metadata.published = Some(jiff::civil::Date::constant(2021, 3, 20));
    let cache = cache(folder.path());
    assert_eq!(cache.findings(&other, &knowledge), analysis::article_with(&other, &knowledge));
    assert_eq!(cache.counts(), (1, 1));
    let moved =
        Article { head: Head { id: "elsewhere".into(), path: Some("elsewhere".into()), ..article.head }, ..article };
    assert_eq!(cache.findings(&moved, &knowledge), expected);
    assert_eq!(cache.counts(), (2, 1), "a file that was moved is known");
}

/// Two articles that name different people, with what is found in them.
fn two_articles(knowledge: &Knowledge) -> ([Article; 2], [ArticleFindings; 2]) {
    let article = super::finding::tests::article();
    let other = Article { text: article.text.replace("Lee", "Rée"), ..article.clone() };
    let findings = [&article, &other].map(|article| analysis::article_with(article, knowledge));
    ([article, other], findings)
}

#[test]
fn what_holds_across_articles_is_kept_for_the_same_articles_alone() {
    let folder = tempfile::tempdir().unwrap();
    let knowledge = Knowledge::default();
    let ([article, other], findings) = two_articles(&knowledge);
    let all = [(&article, &findings[0]), (&other, &findings[1])];
    let sums: Vec<_> = all.iter().map(|(article, findings)| Sum::of(article, findings)).collect();
    for find in [true, false] {
        let cache = cache(folder.path());
        cache.findings(&article, &knowledge);
        cache.findings(&other, &knowledge);
        let mut asked = false;
        let across = cache.across(&sums, || {
            asked = true;
            analysis::corpus(&all)
        });
        assert_eq!((across, asked), (analysis::corpus(&all), find));
        cache.finish();
    }
    let cache = cache(folder.path());
    cache.findings(&article, &knowledge);
    assert_eq!(cache.across(&sums[..1], || analysis::corpus(&all[..1])), analysis::corpus(&all[..1]));
}

#[test]
fn what_one_article_alone_has_is_left_out_and_added_again() {
    let folder = tempfile::tempdir().unwrap();
    let knowledge = Knowledge::default();
    let ([article, other], findings) = two_articles(&knowledge);
    let all = [(&article, &findings[0]), (&other, &findings[1])];
    let sums: Vec<_> = all.iter().map(|(article, findings)| Sum::of(article, findings)).collect();
    let whole = analysis::corpus(&all);
    let mut linked = Vec::new();
    for _ in 0..2 {
        let cache = cache(folder.path());
        cache.findings(&article, &knowledge);
        cache.findings(&other, &knowledge);
        linked.push(cache.linked(&sums, || whole.clone()).0);
        cache.finish();
    }
    assert_eq!(linked[0], linked[1], "the same when it is found and when it is taken out");
    assert!(linked[0].entities.len() < whole.entities.len() && !linked[0].entities.is_empty());
    let again = linked[0].of_some([0, 1].map(|id| (ArticleId(id), &findings[id as usize])));
    let sorted = |findings: &CorpusFindings| {
        let mut entities: Vec<_> = findings.entities.iter().map(|e| format!("{e:?}")).collect();
        entities.sort();
        entities
    };
    assert_eq!((sorted(&again), &again.issues), (sorted(&whole), &whole.issues));
}

proptest! {
    #[test]
    fn whatever_bits_are_flipped_nothing_wrong_comes_out(flips in proptest::collection::vec((any::<bool>(), any::<prop::sample::Index>(), 0..8_u8), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path(), 40);
        for (which, at, bit) in flips {
            let path = files(folder.path(), if which { "seg" } else { "idx" }).remove(0);
            let mut bytes = fs::read(&path).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            fs::write(&path, bytes).unwrap();
        }
        let cache = cache(folder.path());
        found(&cache, 40);
        (0..40).for_each(|n| cache.put(key(n), bytes(n)));
        prop_assert_eq!(found(&cache, 40), 40);
        cache.finish();
    }
}
