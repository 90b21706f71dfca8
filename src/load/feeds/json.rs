//! JSON Feed.

use std::ops::ControlFlow;

use crate::load::source::{Sink, Source};
use crate::load::value::Value;
use crate::load::{Item, record};
use crate::model::problem::Severity;

/// Whether an object is a feed.
pub(in crate::load) fn is_feed(value: &Value) -> bool {
    let says_so = matches!(value.get("version"), Some(Value::Text(version)) if version.contains("jsonfeed.org"));
    says_so && matches!(value.get("items"), Some(Value::List(_)))
}

/// Reads each entry.
pub(in crate::load) fn read(source: &Source<'_>, feed: Value, sink: Sink<'_>) -> ControlFlow<()> {
    let outlet = feed.get("title").cloned();
    let language = feed.get("language").cloned();
    let Value::Table(fields) = feed else { return ControlFlow::Continue(()) };
    let items = fields.into_iter().find(|(name, _)| name == "items").map(|(_, value)| value);
    let Some(Value::List(items)) = items else { return ControlFlow::Continue(()) };
    if items.is_empty() {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "is a feed without entries")));
    }
    for (n, item) in items.into_iter().enumerate() {
        let Value::Table(mut fields) = item else {
            sink(source.broken(n + 1, "is no entry of a feed: it is no object"))?;
            continue;
        };
        fields.extend(outlet.clone().map(|value| ("source".to_owned(), value)));
        fields.extend(language.clone().map(|value| ("language".to_owned(), value)));
        let has_text = record::has_text(&fields);
        if !has_text && let Some((_, Value::Text(title))) = fields.iter().find(|(name, _)| name == "title") {
            let title = title.clone();
            fields.push(("summary".to_owned(), Value::Text(title)));
        }
        match record::article(source, n + 1, fields) {
            Ok(article) => sink(Item::Article(Box::new(article)))?,
            Err(message) => sink(source.broken(n + 1, message))?,
        }
    }
    ControlFlow::Continue(())
}
