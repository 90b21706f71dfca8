//! How each token is written and what the lists say about it: looked up once for a document, and asked by every finder.

use crate::language::hash;
use crate::language::vocabulary::{self, Flags};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Small letters only (`ministry`).
    Lower,
    /// Begins with a small letter and has a capital further on (`al-Shabab`, `iPhone`, `pro-Western`).
    LowerMixed,
    /// A capital and then small letters, or more of both (`Blinken`, `McDonald`, `Jong-un`).
    Capital,
    /// Capitals only, two letters or more (`NATO`, `U.S.`).
    Capitals,
    /// One capital letter with or without a stop (`J.`).
    Initial,
    /// Begins with a digit.
    Number,
    /// The `'s` of a possessive or contraction.
    Clitic,
    /// Quotation mark.
    Quote,
    /// Anything else.
    Punctuation,
}

/// One token as it is written, and what the lists say about it.
#[derive(Clone, Copy, Debug)]
pub struct Spelt {
    /// Where it stands.
    pub span: Span,
    /// Hash of its folded text, as [`hash::fold`] makes it.
    pub folded: u64,
    /// What the lists say about it. Exact abbreviations are included.
    pub flags: Flags,
    /// How it is written.
    pub form: Form,
}

impl Spelt {
    /// Whether it is written as a name may be.
    pub fn is_capital(self) -> bool {
        matches!(self.form, Form::Capital | Form::Capitals | Form::Initial)
    }

    /// Whether any of `flags` holds.
    pub fn is(self, flags: Flags) -> bool {
        self.flags & flags != 0
    }
}

/// Describes one token.
pub fn describe(word: &str, kind: TokenKind, span: Span) -> Spelt {
    let form = match kind {
        TokenKind::Number => Form::Number,
        TokenKind::Clitic => Form::Clitic,
        TokenKind::Quote => Form::Quote,
        TokenKind::Punctuation => Form::Punctuation,
        TokenKind::Word => form(word),
    };
    let folded = hash::fold(word);
    let mut flags = 0;
    if matches!(form, Form::Lower | Form::LowerMixed | Form::Capital | Form::Capitals | Form::Initial) {
        flags = vocabulary::word(folded).flags;
        if form == Form::Capitals {
            flags |= vocabulary::word(hash::exact(word)).flags;
        }
    }
    Spelt { span, folded, flags, form }
}

fn form(word: &str) -> Form {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Form::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut others = 0;
            for c in letters {
                others += 1;
                if c.is_lowercase() {
                    return Form::Capital;
                }
            }
            if others == 0 { Form::Initial } else { Form::Capitals }
        }
        _ if letters.any(char::is_uppercase) => Form::LowerMixed,
        _ => Form::Lower,
    }
}
