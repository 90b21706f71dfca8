//! The pictures of the documentation: what a frame becomes, and that those the README shows are there.

#![allow(clippy::unwrap_used)] // helpers of tests are tests

use std::path::Path;
use std::sync::Arc;

use parallax::app::App;
use parallax::app::message::Message;
use parallax::app::settings::Settings;
use parallax::model::article::{Article, Head};

#[path = "../examples/screen/svg.rs"]
mod svg;

#[test]
fn a_frame_becomes_a_picture() {
    let mut app = App::new(Settings::default(), 80, 24);
    let hostile = Article {
        head: Head { id: "a".into(), ..Head::default() },
        text: "<script>&amp;".into(),
        ..Article::default()
    };
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(hostile)]));
    let picture = svg::frame(&app);
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    assert!(picture.contains(">parallax<"), "a run of one style is one piece of text");
    assert!(!picture.contains("<script"));
}

#[test]
fn the_pictures_of_the_readme_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let named = readme.split("](").filter_map(|rest| rest.split(')').next());
    let is_picture = |path: &&str| Path::new(path).extension().is_some_and(|extension| extension == "svg");
    let pictures: Vec<_> = named.filter(is_picture).collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        let text = std::fs::read_to_string(root.join(picture)).unwrap_or_default();
        assert!(text.starts_with("<svg "), "{picture}: `just pictures` writes it");
    }
}
