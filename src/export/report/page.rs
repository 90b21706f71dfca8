//! The page as a whole: its head, its contents, and the order of its sections.

use crate::export::report::gather::Material;
use crate::export::report::html::{At, Id, Page};
use crate::export::report::{articles, doubtful, glance, notes, pictures, sheets, side_by_side, texts};
use crate::model::board::SheetKind;

/// How the page looks: on screens light and dark, narrow and wide, and on paper.
const STYLE: &str = include_str!("style.css");

/// Colours for either lighting, no requests, no scripts: also where a mail program shows the page.
const HEAD: &str = "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Parallax\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
    form-action 'none'; base-uri 'none'\">\n";

/// A section of the page: where it begins, its heading, and what writes it.
type Section<'a> = (&'static str, &'static str, Box<dyn Fn(&mut Page, &Material<'_>) + 'a>);

/// The sections in their order. One that has nothing to say is not there.
fn sections<'a>(material: &Material<'_>) -> Vec<Section<'a>> {
    let mut out: Vec<Section<'a>> = vec![("articles", "Articles", Box::new(articles::write))];
    if !material.notes.is_empty() {
        out.push(("notes", "Notes", Box::new(notes::write)));
    }
    if pictures::has_any(material) {
        out.push(("pictures", "In pictures", Box::new(pictures::write)));
    }
    // Whose words fill the articles is a picture.
    for kind in material.sheets().map(|sheet| sheet.kind).filter(|kind| *kind != SheetKind::Voices) {
        out.push((kind.name(), kind.title(), Box::new(move |page, material| sheets::write(page, material, kind))));
    }
    if doubtful::has_any(material) {
        out.push(("doubtful", "Doubtful positions", Box::new(doubtful::write)));
    }
    if !material.compared.is_empty() {
        out.push(("side-by-side", "Side by side", Box::new(side_by_side::write)));
    }
    out.push(("texts", "Texts", Box::new(texts::write)));
    out.push(("reading", "How to read and check this", Box::new(glance::how_to_read)));
    out
}

/// The whole document.
pub(super) fn document(material: &Material<'_>) -> String {
    let mut page = Page::default();
    page.fixed("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.fixed(HEAD);
    page.leaf("title", &[], &glance::title(material));
    page.fixed("\n<style>\n");
    page.fixed(STYLE);
    page.fixed("</style>\n</head>\n<body>\n");
    page.leaf("a", &[At::Class("skip"), At::To(Id::Section("content"))], "Skip to the content");
    page.line();
    page.element("header", &[At::Class("top")], |page| {
        page.leaf("h1", &[], &glance::title(material));
        glance::write(page, material);
    });
    page.line();
    let sections = sections(material);
    page.element("nav", &[At::Label("Contents")], |page| {
        page.element("ol", &[], |page| {
            for (id, title, _) in &sections {
                page.element("li", &[], |page| page.leaf("a", &[At::To(Id::Section(id))], title));
            }
        });
    });
    page.line();
    page.element("main", &[At::Id(Id::Section("content"))], |page| {
        for (id, title, write) in sections {
            page.line();
            page.element("section", &[At::Id(Id::Section(id)), At::Class("part")], |page| {
                page.leaf("h2", &[], title);
                page.line();
                write(page, material);
            });
        }
    });
    page.fixed("\n</body>\n</html>\n");
    page.finish()
}
