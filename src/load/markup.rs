//! Tags and text of HTML and XML as strangers write them: one pass, never an error, never an expansion.
//!
//! Entities that a document defines for itself are left as they stand, so none can blow up.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A piece of markup. All parts are slices of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A start tag: its name as written, its attributes, and whether it ends with `/>`.
    Open(&'a str, &'a str, bool),
    /// An end tag.
    Close(&'a str),
    /// Text with entities in it.
    Text(&'a str),
    /// Text that stands as it is (`<![CDATA[…]]>`).
    Raw(&'a str),
}

/// Elements of HTML whose content is no markup.
const OPAQUE: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Reads the pieces of a source one after the other.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// Whether `<script>` and the like hold no markup, as in HTML.
    is_html: bool,
    /// The element whose content is read as it stands.
    opaque: Option<&'static str>,
}

impl<'a> Tokens<'a> {
    /// The pieces of a page.
    pub(super) fn html(source: &'a str) -> Self {
        Self { source, at: 0, is_html: true, opaque: None }
    }

    /// The pieces of a document of XML.
    pub(super) fn xml(source: &'a str) -> Self {
        Self { source, at: 0, is_html: false, opaque: None }
    }

    /// Where the next piece begins. Bytes.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The content of an opaque element, up to its end tag.
    fn content(&mut self, name: &'static str) -> Option<Token<'a>> {
        let rest = &self.source[self.at..];
        let end = end_tag(rest, name).unwrap_or(rest.len());
        self.opaque = None;
        if end == 0 {
            return None;
        }
        self.at += end;
        let content = &rest[..end];
        Some(if name == "title" || name == "textarea" { Token::Text(content) } else { Token::Raw(content) })
    }
}

/// Where `</name` stands in `rest`.
fn end_tag(rest: &str, name: &str) -> Option<usize> {
    memchr::memmem::find_iter(rest.as_bytes(), b"</").find(|at| {
        let behind = &rest.as_bytes()[at + 2..];
        behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    })
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.opaque
            && let Some(content) = self.content(name)
        {
            return Some(content);
        }
        loop {
            let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
            if !rest.starts_with('<') {
                let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                self.at += end;
                return Some(Token::Text(&rest[..end]));
            }
            let bytes = rest.as_bytes();
            match bytes.get(1) {
                Some(b'!') if rest.starts_with("<!--") => {
                    let end = memchr::memmem::find(&bytes[4..], b"-->").map_or(rest.len(), |end| end + 7);
                    self.at += end;
                }
                Some(b'!') if rest.starts_with("<![CDATA[") => {
                    let inner = &rest[9..];
                    let (end, skip) = match memchr::memmem::find(inner.as_bytes(), b"]]>") {
                        Some(end) => (end, 3),
                        None => (inner.len(), 0),
                    };
                    self.at += 9 + end + skip;
                    return Some(Token::Raw(&inner[..end]));
                }
                Some(b'!' | b'?') => {
                    // A document type may hold declarations in brackets.
                    let end = memchr::memchr(b'>', bytes).unwrap_or(rest.len() - 1);
                    let bracket = memchr::memchr(b'[', &bytes[..end]);
                    let end = match bracket {
                        Some(open) if !self.is_html => {
                            memchr::memmem::find(&bytes[open..], b"]>").map_or(end, |e| open + e + 1)
                        }
                        _ => end,
                    };
                    self.at += end + 1;
                }
                Some(b'/') => {
                    let end = memchr::memchr(b'>', bytes).unwrap_or(rest.len() - 1);
                    self.at += end + 1;
                    let name = rest[2..].split([' ', '>', '\n', '\t', '\r', '/']).next().unwrap_or_default();
                    return Some(Token::Close(name));
                }
                Some(first) if first.is_ascii_alphabetic() || *first == b'_' => {
                    let end = tag_end(bytes);
                    let inside = &rest[1..end.min(rest.len())];
                    self.at += (end + 1).min(rest.len());
                    let stop = inside.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
                    let (name, attributes) = inside.split_at(stop.unwrap_or(inside.len()));
                    let empty = attributes.trim_end().ends_with('/');
                    if self.is_html && !empty {
                        self.opaque = OPAQUE.into_iter().find(|opaque| name.eq_ignore_ascii_case(opaque));
                    }
                    return Some(Token::Open(name, attributes.trim_end().trim_end_matches('/'), empty));
                }
                _ => {
                    // A lone `<` is text.
                    let end = memchr::memchr(b'<', &bytes[1..]).map_or(rest.len(), |end| end + 1);
                    self.at += end;
                    return Some(Token::Text(&rest[..end]));
                }
            }
        }
    }
}

/// Where the `>` of a tag stands that begins at `bytes`. A `>` in quotation marks is none, unless a mark is never
/// closed.
fn tag_end(bytes: &[u8]) -> usize {
    // Longest attributes in use are inline images; beyond that a quotation mark is taken for a stray.
    const LONGEST: usize = 1 << 20;
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        let mark = bytes[at + found];
        at += found;
        if mark == b'>' {
            return at;
        }
        // Quotation marks count only behind `=`.
        let opens = bytes[..at].iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=');
        let reach = &bytes[at + 1..bytes.len().min(at + 1 + LONGEST)];
        match memchr::memchr(mark, reach) {
            Some(close) if opens => at += close + 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The value of an attribute, entities read. Names are compared without regard to case.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    self::attributes(attributes).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| decode(value))
}

/// Names and values of attributes, as written.
pub(super) fn attributes(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/' || c == '=');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            rest = behind;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quoted = value.strip_prefix(['"', '\'']).and_then(|inner| {
            let close = inner.find(value.chars().next()?)?;
            Some((&inner[..close], &inner[close + 1..]))
        });
        let (value, behind) = quoted
            .unwrap_or_else(|| value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())));
        rest = behind;
        Some((name, value))
    })
}

/// `text` with its entities read.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        match entity(behind) {
            Some((c, length)) => {
                out.push(c);
                rest = &behind[length..];
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of the entity that `text` begins with (behind its `&`), and how long that is.
fn entity(text: &str) -> Option<(char, usize)> {
    if let Some(number) = text.strip_prefix('#') {
        let (radix, digits, ahead) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (16, hex, 2),
            None => (10, number, 1),
        };
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(digits.get(..end.min(8))?, radix).ok()?;
        let c = match code {
            // What pages write is windows-1252, whatever they say.
            0x80..=0x9F => {
                let byte = [code as u8];
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
                text.chars().next()?
            }
            0 => '\u{FFFD}',
            code => char::from_u32(code).unwrap_or('\u{FFFD}'),
        };
        let semicolon = usize::from(digits[end..].starts_with(';'));
        return Some((c, ahead + end + semicolon));
    }
    let end = text.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = &text[..end];
    let closed = text[end..].starts_with(';');
    // Without a semicolon only the few that old pages write so.
    let open = ["nbsp", "amp", "quot", "lt", "gt", "copy", "reg", "pound"];
    if !closed && !open.contains(&name) {
        return None;
    }
    named().get(name).map(|c| (*c, end + usize::from(closed)))
}

fn named() -> &'static HashMap<&'static str, char> {
    static NAMED: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    NAMED.get_or_init(|| {
        let row = |line: &'static str| {
            let (name, code) = line.split_once(' ')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        };
        include_str!("markup/entities.txt").lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[Token<'_>]) {
        assert_eq!(Tokens::html(source).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tags_and_text() {
        check(
            "a<p class=\"x > y\" id=z>b</p ><br/>",
            &[
                Token::Text("a"),
                Token::Open("p", " class=\"x > y\" id=z", false),
                Token::Text("b"),
                Token::Close("p"),
                Token::Open("br", "", true),
            ],
        );
        check("1 < 2 <3", &[Token::Text("1 "), Token::Text("< 2 "), Token::Text("<3")]);
        check("a<!-- <p> -->b<!doctype html>", &[Token::Text("a"), Token::Text("b")]);
        check(
            "<script>if (a<b) '</p>'</SCRIPT>c",
            &[
                Token::Open("script", "", false),
                Token::Raw("if (a<b) '</p>'"),
                Token::Close("SCRIPT"),
                Token::Text("c"),
            ],
        );
        check("<p title='never closed>text", &[Token::Open("p", " title='never closed", false), Token::Text("text")]);
        check("<![CDATA[a & b]]>", &[Token::Raw("a & b")]);
    }

    #[test]
    fn attributes_in_all_their_forms() {
        let found: Vec<_> = attributes(" a=\"1 2\" b = '3' c=4 d E=\"é\"").collect();
        assert_eq!(found, [("a", "1 2"), ("b", "3"), ("c", "4"), ("d", ""), ("E", "é")]);
        assert_eq!(attribute(" Content=\"AT&amp;T\"", "content").as_deref(), Some("AT&T"));
    }

    #[test]
    fn entities_are_read_and_never_expanded() {
        assert_eq!(decode("AT&amp;T&#39;s &ldquo;caf&eacute;&#x201d; &nbsp;&#146;"), "AT&T's “café” \u{a0}’");
        assert_eq!(decode("a & b &unknown; &c; x&y"), "a & b &unknown; &c; x&y");
        assert_eq!(decode("&#xFFFFFFFFF; &#0; &;&"), "\u{FFFD} \u{FFFD} &;&");
        let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let texts: Vec<_> = Tokens::xml(bomb).filter(|t| matches!(t, Token::Text(_))).collect();
        assert_eq!(texts, [Token::Text("&c;")]);
    }

    proptest::proptest! {
        #[test]
        fn any_source_is_read_to_its_end(source in "[<>/!a-c&;#x=\"' \\-\\[\\]é]{0,60}") {
            for html in [true, false] {
                let mut tokens = if html { Tokens::html(&source) } else { Tokens::xml(&source) };
                let mut count = 0;
                for token in tokens.by_ref() {
                    count += 1;
                    if let Token::Open(_, written, _) = token {
                        let _ = attributes(written).count();
                    }
                }
                proptest::prop_assert!(count <= source.len());
                proptest::prop_assert!(tokens.offset() >= source.len());
            }
            let _ = decode(&source);
        }
    }
}
