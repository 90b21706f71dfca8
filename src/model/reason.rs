//! Why something was found.

use std::borrow::Cow;

/// What made a finding: shown by the key `w`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// Short name of the rule, list or model (`"title before name"`, `"list of countries"`). Never empty in a finding.
    pub rule: Cow<'static, str>,
    /// What matched, in words (`"Secretary of State"`); may be empty.
    pub matched: String,
}

impl Reason {
    /// A rule that needs no further word.
    pub fn rule(rule: &'static str) -> Self {
        Self { rule: Cow::Borrowed(rule), matched: String::new() }
    }

    /// A rule and the words that matched.
    pub fn matched(rule: &'static str, matched: impl Into<String>) -> Self {
        Self { rule: Cow::Borrowed(rule), matched: matched.into() }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.matched.is_empty() {
            write!(f, "{}", self.rule)
        } else {
            write!(f, "{}: “{}”", self.rule, self.matched)
        }
    }
}
