//! The paths (`a::b::c`) that a piece of Rust source names, found without a compiler.
//!
//! Source is cut into words and signs; comments, strings, characters and lifetimes are dropped, so a path in a doc
//! comment or a message counts for nothing. Groups are spelled out: `use a::{b, c::d};` gives `a::b` and `a::c::d`.

use std::iter::Peekable;
use std::str::CharIndices;

/// A path of two segments or more, and the line it stands on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// The line of its last segment.
    pub line: usize,
    /// Its segments; a glob is the segment `*`.
    pub segments: Vec<String>,
}

impl NamedPath {
    /// Whether the path begins with these segments.
    pub fn starts_with(&self, segments: &[&str]) -> bool {
        self.segments.len() >= segments.len() && self.segments.iter().zip(segments).all(|(a, b)| a == b)
    }

    /// Whether the path ends with these segments.
    pub fn ends_with(&self, segments: &[&str]) -> bool {
        self.segments.iter().rev().zip(segments.iter().rev()).filter(|(a, b)| a == b).count() == segments.len()
    }
}

impl std::fmt::Display for NamedPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.segments.join("::"))
    }
}

/// Every path that `source` names, in order.
pub fn paths(source: &str) -> Vec<NamedPath> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opens_path = tokens[at].is_word() && tokens.get(at + 1).is_some_and(|t| t.text == "::");
        at = if opens_path { tree(&tokens, at, &[], &mut found) } else { at + 1 };
    }
    found
}

/// Reads one use tree from token `at`, with the segments in front of it, and returns the first token behind it.
fn tree(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<NamedPath>) -> usize {
    let mut segments = before.to_vec();
    while let Some(token) = tokens.get(at) {
        if token.text == "{" {
            at += 1;
            while let Some(inner) = tokens.get(at).filter(|t| t.text != "}") {
                at = if inner.is_segment() { tree(tokens, at, &segments, found) } else { at + 1 };
            }
            return at + 1;
        }
        if !token.is_segment() {
            return at; // `a::<T>` and the like: the path goes no further
        }
        segments.push(token.text.clone());
        at += 1;
        if tokens.get(at).is_none_or(|t| t.text != "::") {
            if segments.len() > 1 {
                found.push(NamedPath { line: token.line, segments });
            }
            return at;
        }
        at += 1;
        if tokens.get(at).is_none_or(|t| !t.is_segment() && t.text != "{") && segments.len() > 1 {
            found.push(NamedPath { line: token.line, segments: segments.clone() });
        }
    }
    at
}

/// A word (name, keyword, number), `::`, or any other sign by itself.
struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c == '_' || c.is_alphabetic())
    }

    fn is_segment(&self) -> bool {
        self.is_word() || self.text == "*"
    }
}

fn tokens(source: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let rest = &source[at..];
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if c == '"' {
            quoted(rest, '"')
        } else if c == '\'' {
            character_or_lifetime(rest)
        } else if c == '_' || c.is_alphanumeric() {
            let length = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
            out.push(Token { line, text: rest[..length].to_owned() });
            length
        } else {
            let text = if rest.starts_with("::") { "::" } else { &rest[..c.len_utf8()] };
            if !c.is_whitespace() {
                out.push(Token { line, text: text.to_owned() });
            }
            text.len()
        };
        line += rest[..skipped].matches('\n').count();
        advance_to(&mut chars, at + skipped);
    }
    out
}

fn advance_to(chars: &mut Peekable<CharIndices<'_>>, end: usize) {
    while chars.next_if(|&(at, _)| at < end).is_some() {}
}

/// Length of the block comment that `rest` opens with; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let (step, change) = match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Length of the raw string (`r"…"`, `br##"…"##`) that `rest` opens with, if it does.
fn raw_string(rest: &str) -> Option<usize> {
    let head = rest.strip_prefix("br").or_else(|| rest.strip_prefix("cr")).or_else(|| rest.strip_prefix('r'))?;
    let hashes = head.len() - head.trim_start_matches('#').len();
    let body = head[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", &head[..hashes]);
    let end = body.find(&close).map_or(body.len(), |at| at + close.len());
    Some(rest.len() - body.len() + end)
}

/// Length of the literal that `rest` opens with, up to the next `mark` that is not escaped.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Length of `'x'`, `'\n'`, or the quote mark of a lifetime.
fn character_or_lifetime(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => quoted(rest, '\''),
        _ => 1,
    }
}
