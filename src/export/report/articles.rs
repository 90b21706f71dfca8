//! The articles of a report: who published what and when, where it can be read, and which text it was.

use crate::export::report::gather::{Material, Source};
use crate::export::report::html::{At, Id, Page, WebAddress};
use crate::model::article::Partial;

/// Writes the list of articles.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    let region =
        [At::Class("scroll"), At::Fixed("role", "region"), At::Fixed("tabindex", "0"), At::Label("List of articles")];
    page.element("div", &region, |page| {
        page.element("table", &[At::Class("articles")], |page| {
            page.leaf("caption", &[At::Class("vh")], "Articles with outlet, date, address and content hash");
            page.element("thead", &[], |page| {
                page.element("tr", &[], |page| {
                    for head in ["No.", "Outlet", "Published", "Title", "Words", "sha256"] {
                        page.leaf("th", &[At::Fixed("scope", "col")], head);
                    }
                });
            });
            page.element("tbody", &[], |page| {
                for (n, source) in material.articles.iter().enumerate() {
                    row(page, n, source);
                }
            });
        });
    });
}

fn row(page: &mut Page, n: usize, source: &Source<'_>) {
    let article = source.article;
    page.element("tr", &[At::Id(Id::Article(n))], |page| {
        page.leaf("td", &[At::Class("no")], &(n + 1).to_string());
        page.leaf("td", &[], &outlet_and_agency(source));
        page.leaf("td", &[At::Class("day")], &source.day());
        page.element("th", &[At::Fixed("scope", "row")], |page| {
            page.leaf("a", &[At::To(Id::Text(n))], article.title());
            if let Some(byline) = &article.metadata.byline {
                page.leaf("span", &[At::Class("byline")], byline);
            }
            address(page, article.metadata.url.as_deref());
            if let Some(partial) = article.metadata.partial.map(Partial::name) {
                page.leaf("span", &[At::Class("tag unsure")], partial);
            }
        });
        page.leaf("td", &[At::Class("count")], &article.word_count().to_string());
        let digits = source.hash.to_string();
        page.leaf("td", &[At::Class("hash")], digits.get(..12).unwrap_or(&digits));
    });
    page.line();
}

/// Outlet, and the agency whose text it prints.
pub(super) fn outlet_and_agency(source: &Source<'_>) -> String {
    let metadata = &source.article.metadata;
    let outlet = metadata.source.as_deref().unwrap_or("outlet not known");
    match metadata.agency.as_deref() {
        Some(agency) => format!("{outlet}, text by {agency}"),
        None => outlet.to_owned(),
    }
}

/// The address of an article: a link if it is one of the web, or else as a text.
pub(super) fn address(page: &mut Page, url: Option<&str>) {
    let Some(url) = url.map(str::trim).filter(|url| !url.is_empty()) else { return };
    match WebAddress::new(url) {
        Some(address) => page.leaf("a", &[At::Class("url"), At::Web(&address)], address.as_str()),
        None => page.leaf("span", &[At::Class("url")], url),
    }
}
