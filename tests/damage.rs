//! Inputs of every format, damaged at random: whatever the bytes, there are articles or problems, and no panic. The
//! damage is the same on each run; `examples/damage.rs` does more of it for as long as one likes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::ops::ControlFlow;

use parallax::analysis;
use parallax::config::schema;
use parallax::load::{self, Input, Item};
use parallax::query::parse;

#[path = "damage/samples.rs"]
mod samples;

use samples::{Random, damaged};

#[test]
fn damaged_inputs_of_every_format_give_articles_or_problems() {
    let folder = tempfile::tempdir().unwrap();
    let mut random = Random(1);
    for (name, bytes) in samples::FILES {
        let path = folder.path().join(name);
        for _ in 0..40 {
            fs::write(&path, damaged(bytes, samples::FILES, &mut random)).unwrap();
            let mut items = 0;
            load::load(&[Input::Path(path.clone())], &mut |item| {
                items += 1;
                if let Item::Article(article) = item {
                    assert!(article.blocks.iter().all(|block| !block.span.of(&article.text).trim().is_empty()));
                }
                ControlFlow::Continue(())
            });
            assert!(items > 0, "{name}: nothing was said of {:?}", fs::read(&path));
        }
    }
}

#[test]
fn damaged_texts_are_analysed() {
    let mut random = Random(2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    for _ in 0..10 {
        fs::write(&path, damaged(samples::FILES[0].1, samples::FILES, &mut random)).unwrap();
        load::load(&[Input::Path(path.clone())], &mut |item| {
            if let Item::Article(article) = item {
                let found = analysis::article(&article);
                assert!(found.sentences.iter().all(|span| !span.of(&article.text).is_empty()));
            }
            ControlFlow::Continue(())
        });
    }
}

#[test]
fn damaged_queries_and_configurations_are_mistakes() {
    let mut random = Random(3);
    for query in samples::QUERIES {
        for _ in 0..200 {
            let damaged = damaged(query.as_bytes(), samples::FILES, &mut random);
            let text = String::from_utf8_lossy(&damaged);
            if let Err(error) = parse::parse(&text) {
                assert!(!error.caret(&text).is_empty());
            }
        }
    }
    for _ in 0..200 {
        let damaged = damaged(include_bytes!("../config.toml"), samples::FILES, &mut random);
        // Mistakes or none; what counts is that it comes back.
        let _ = schema::parse(&String::from_utf8_lossy(&damaged));
    }
    let deep = "(".repeat(50_000) + &"a OR ".repeat(50_000);
    assert!(parse::parse(&deep).is_err());
}
