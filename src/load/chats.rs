//! Exports of chats and channels, as Telegram writes them (`result.json`): each message with a text is an article. What
//! the service itself notes (somebody joined, a message was pinned) and pictures alone are none.

use std::ops::ControlFlow;

use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, record};
use crate::model::problem::Severity;

/// Fields of a message that repeat others or serve the program alone.
const PASSED_OVER: [&str; 7] =
    ["type", "text", "text_entities", "date_unixtime", "edited_unixtime", "from_id", "actor_id"];

/// A chat: its name and its messages.
type Chat<'a> = (Option<&'a str>, &'a [Value]);

/// The chats of an export; none where a value is something else.
fn chats(value: &Value) -> Vec<Chat<'_>> {
    if let Some(chat) = chat(value) {
        return vec![chat];
    }
    let lists = ["chats", "left_chats"].iter().filter_map(|key| value.get(key)?.get("list"));
    lists
        .filter_map(|list| if let Value::List(chats) = list { Some(chats) } else { None })
        .flatten()
        .filter_map(chat)
        .collect()
}

fn chat(value: &Value) -> Option<Chat<'_>> {
    let Value::List(messages) = value.get("messages")? else { return None };
    let is_message = |v: &Value| {
        matches!(text_of(v, "type"), Some("message" | "service")) && v.get("date").is_some() && v.get("text").is_some()
    };
    messages.iter().take(5).any(is_message).then(|| (text_of(value, "name"), messages.as_slice()))
}

fn text_of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    if let Some(Value::Text(text)) = value.get(key) { Some(text) } else { None }
}

/// Whether a value is such an export.
pub(super) fn is_export(value: &Value) -> bool {
    !chats(value).is_empty()
}

/// Reads the messages of an export that begins on `line`. Says whether there was one with a text.
pub(super) fn read(source: &Source<'_>, line: usize, value: &Value, sink: Sink<'_>) -> ControlFlow<(), bool> {
    let chats = chats(value);
    let (mut some, mut of_service, mut without) = (false, 0, 0);
    for (n, (name, messages)) in chats.iter().enumerate() {
        for (m, message) in messages.iter().enumerate() {
            if text_of(message, "type") == Some("service") {
                of_service += 1;
                continue;
            }
            let text = message.get("text").map(joined).unwrap_or_default();
            if text.trim().is_empty() {
                without += 1;
                continue;
            }
            let number = message.get("id").and_then(|id| id.texts().pop()).unwrap_or_else(|| (m + 1).to_string());
            // Each chat counts its messages from one.
            let id = match chats.len() {
                1 => number,
                _ => format!("{}/{number}", name.map_or_else(|| (n + 1).to_string(), str::to_owned)),
            };
            match record::article(source, line, fields(message, *name, id, text)) {
                Ok(article) => {
                    some = true;
                    sink(Item::Article(Box::new(article)))?;
                }
                Err(problem) => sink(source.broken(line, problem))?,
            }
        }
    }
    if !some {
        let message = "is the export of a chat in which no message has a text";
        sink(source.broken(line, message))?;
    } else if of_service + without > 0 {
        let message =
            format!("has messages that are no articles: {of_service} of the service itself, {without} without a text");
        sink(Item::Problem(source.problem(None, Severity::Note, message)))?;
    }
    ControlFlow::Continue(some)
}

/// A message as the fields of a record.
fn fields(message: &Value, name: Option<&str>, id: String, text: String) -> Vec<(String, Value)> {
    let mut out = vec![("id".to_owned(), Value::Text(id)), ("text".to_owned(), Value::Text(text))];
    if let Some(name) = name {
        out.push(("source".to_owned(), Value::Text(name.to_owned())));
    }
    let Value::Table(rest) = message else { return out };
    for (key, value) in rest.iter().filter(|(key, _)| key != "id" && !PASSED_OVER.contains(&key.as_str())) {
        match (key.as_str(), value) {
            // A channel speaks for itself; in a group somebody does.
            ("from" | "author", Value::Text(from)) if name == Some(from) => {}
            ("from", from) => out.push(("author".to_owned(), from.clone())),
            _ => out.push((key.clone(), value.clone())),
        }
    }
    out
}

/// A text that is cut into pieces wherever its looks change.
fn joined(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(pieces) => pieces.iter().map(joined).collect(),
        Value::Table(_) => text_of(value, "text").unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Options;
    use crate::load::json;

    fn read_all(text: &str) -> (Vec<String>, Vec<String>) {
        let options = Options::default();
        let source = Source { path: Some("result.json".into()), options: &options, depth: 0 };
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        let flow = json::read(&source, &mut text.as_bytes(), &mut |item| {
            match item {
                Item::Article(a) => articles.push(format!(
                    "{} {} {}{}: {}",
                    a.id,
                    a.metadata.published.map(|d| d.to_string()).unwrap_or_default(),
                    a.metadata.source.as_deref().unwrap_or_default(),
                    a.metadata.byline.as_ref().map(|b| format!(" by {b}")).unwrap_or_default(),
                    a.text
                )),
                Item::Problem(p) => problems.push(p.to_string()),
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        (articles, problems)
    }

    const SERVICE: &str = r#"{"id":1,"type":"service","date":"2024-05-01T10:00:00","actor":"Brakel News","action":"create_channel","text":""}"#;
    const POST: &str = r#"{"id":2,"type":"message","date":"2024-05-03T10:00:00","from":"Brakel News","text":["The mayor of ",{"type":"bold","text":"Brakel"}," left."],"text_entities":[]}"#;

    #[test]
    fn messages_with_a_text_are_articles() {
        let picture = r#"{"id":3,"type":"message","date":"2024-05-03T11:00:00","photo":"a.jpg","text":""}"#;
        let text = format!(
            r#"{{"name":"Brakel News","type":"public_channel","id":9,"messages":[{SERVICE},{POST},{picture}]}}"#
        );
        let (articles, problems) = read_all(&text);
        assert_eq!(articles, ["2 2024-05-03 Brakel News: The mayor of Brakel left."]);
        assert_eq!(
            problems,
            ["result.json: has messages that are no articles: 1 of the service itself, 1 without a text"]
        );
    }

    #[test]
    fn an_account_has_several_chats() {
        let text = format!(
            r#"{{"chats":{{"list":[{{"name":"Brakel News","messages":[{POST}]}},{{"name":"Harbour","messages":[{POST}]}}]}}}}"#
        );
        assert_eq!(
            read_all(&text).0,
            [
                "Brakel News/2 2024-05-03 Brakel News: The mayor of Brakel left.",
                "Harbour/2 2024-05-03 Harbour by Brakel News: The mayor of Brakel left."
            ]
        );
    }

    #[test]
    fn what_has_no_text_is_said_and_other_lists_are_no_chats() {
        let (articles, problems) = read_all(&format!(r#"{{"name":"A","messages":[{SERVICE}]}}"#));
        assert_eq!((articles.len(), problems.len()), (0, 1));
        assert!(problems[0].contains("no message has a text"), "{problems:?}");
        let (articles, _) = read_all(r#"{"messages":[{"title":"A","text":"They met."}]}"#);
        assert_eq!(articles.len(), 1);
    }
}
