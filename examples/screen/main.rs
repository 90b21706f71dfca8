//! Writes a picture of the reader's screen to standard output, as SVG; `just pictures` writes those of the README:
//!
//! ```text
//! cargo run --example screen -- 120x40 "J gs 2 G Enter n" articles > docs/screen.svg
//! ```
//!
//! The arguments are the size in columns and rows, the keys to press (as in the configuration: characters, and names
//! such as `Enter` between blanks), and files or folders.

use std::error::Error;
use std::io::Write;
use std::ops::ControlFlow;
use std::sync::Arc;

use parallax::analysis;
use parallax::app::App;
use parallax::app::message::{Effect, Message};
use parallax::app::settings::Settings;
use parallax::input::key::sequence;
use parallax::load::{Input, Item, load};
use parallax::model::article_id::ArticleId;
use parallax::query::index::AcrossEntry;
use parallax::theme::ColorDepth;

mod svg;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: screen COLUMNSxROWS KEYS PATH…";
    let size = arguments.next().ok_or(usage)?;
    let (columns, rows) = size.split_once('x').ok_or(usage)?;
    let keys = arguments.next().ok_or(usage)?;
    let inputs: Vec<Input> = arguments.map(|path| Input::Path(path.into())).collect();

    let settings = Settings { depth: ColorDepth::Full, ..Settings::default() };
    let mut app = App::new(settings, columns.parse()?, rows.parse()?);
    open(&mut app, &inputs);
    if !keys.trim().is_empty() {
        for key in sequence(&keys)? {
            let effects = app.update(Message::Key(key));
            answer(&mut app, &effects);
        }
    }
    std::io::stdout().write_all(svg::frame(&app).as_bytes())?;
    Ok(())
}

/// Loads and analyses everything, as the runtime does, yet one thing after the other.
fn open(app: &mut App, inputs: &[Input]) {
    let mut articles = Vec::new();
    load(inputs, &mut |item| {
        match item {
            Item::Article(article) => articles.push(Arc::new(*article)),
            Item::Problem(problem) => _ = app.update(Message::Problems(vec![problem])),
        }
        ControlFlow::Continue(())
    });
    let findings: Vec<_> = articles.iter().map(|article| Arc::new(analysis::article(article))).collect();
    let pairs: Vec<_> = articles.iter().zip(&findings).map(|(a, f)| (&**a, &**f)).collect();
    let across = analysis::corpus(&pairs);
    app.update(Message::loaded(app.library.next_id(), articles));
    app.update(Message::LoadingDone);
    let count = findings.len();
    for (i, findings) in findings.into_iter().enumerate() {
        app.update(Message::analysed(ArticleId(i as u32), findings));
    }
    let entry = Box::new(AcrossEntry::new(&across, &[]));
    app.update(Message::CorpusAnalysed(count, Arc::new(across), entry));
}

/// Does what a key asked the program to do: compares two articles, or lays all of them out on a board.
fn answer(app: &mut App, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Board(ids) = effect {
            let library = &app.library;
            let found: Vec<_> = ids
                .iter()
                .filter_map(|id| Some((*id, library.store().article(*id)?, library.findings(*id)?)))
                .collect();
            let columns: Vec<_> = found
                .iter()
                .map(|(id, article, findings)| analysis::board::Column { id: *id, article, findings })
                .collect();
            let board = analysis::board(&columns, library.across());
            app.update(Message::Boarded(Arc::new(board)));
        }
        if let Effect::Compare([left, right]) = *effect {
            let analysed = |id| Some((app.library.store().article(id)?, app.library.findings(id)?));
            if let (Some(l), Some(r)) = (analysed(left), analysed(right)) {
                let comparison = Arc::new(analysis::compare((&l.0, &l.1), (&r.0, &r.1)));
                app.update(Message::Compared([left, right], comparison));
            }
        }
    }
}
