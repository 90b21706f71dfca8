//! Why something was found.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// How the reasons of given findings begin.
pub const GIVEN: &str = "given by the file";

/// What made a finding: shown by the key `w`. A copy of it costs nothing; [`share`](Self::share) lets equal ones be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(Arc<Why>);

/// What a [`Reason`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Why {
    /// Short name of the rule, list or model (`"title before name"`, `"list of countries"`). Never empty in a finding.
    pub rule: Cow<'static, str>,
    /// What matched, in words (`"Secretary of State"`); may be empty.
    pub matched: String,
}

/// How the rule of what a person made or corrected ends.
pub const BY_HAND: &str = "corrected by hand";

impl Reason {
    /// A rule, and the words that matched.
    pub fn new(rule: impl Into<Cow<'static, str>>, matched: impl Into<String>) -> Self {
        Self(Arc::new(Why { rule: rule.into(), matched: matched.into() }))
    }

    /// Whether it came with the file, from Parallax or from another program.
    pub fn is_given(&self) -> bool {
        self.rule.starts_with(GIVEN)
    }

    /// Whether a person made or corrected the finding.
    pub fn is_by_hand(&self) -> bool {
        self.rule.ends_with("by hand")
    }

    /// Notes that a person corrected the finding; what had made it stays known.
    pub fn correct_by_hand(&mut self) {
        if self.rule.is_empty() {
            *self = Self::new(BY_HAND, self.matched.clone());
        } else if !self.is_by_hand() {
            *self = Self::new(format!("{}; {BY_HAND}", self.rule), self.matched.clone());
        }
    }

    /// A rule that needs no further word.
    pub fn rule(rule: &'static str) -> Self {
        Self::new(rule, String::new())
    }

    /// A rule and the words that matched.
    pub fn matched(rule: &'static str, matched: impl Into<String>) -> Self {
        Self::new(rule, matched)
    }

    /// Makes it one with an equal one that was shared before, in whatever article: of the reasons of a corpus most say
    /// the same as another.
    pub fn share(&mut self) {
        /// So many are kept at most, whatever strangers write.
        const MOST: usize = 1 << 16;
        /// Longer words are hardly ever those of another. Bytes.
        const LONGEST: usize = 64;
        static SHARED: LazyLock<Mutex<HashSet<Arc<Why>>>> = LazyLock::new(Mutex::default);
        if self.0.matched.len() > LONGEST {
            return;
        }
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        match shared.get(&self.0) {
            Some(known) => self.0 = Arc::clone(known),
            None if shared.len() < MOST => _ = shared.insert(Arc::clone(&self.0)),
            None => {}
        }
    }
}

impl Default for Reason {
    fn default() -> Self {
        static NONE: LazyLock<Reason> = LazyLock::new(|| Reason(Arc::default()));
        NONE.clone()
    }
}

impl Deref for Reason {
    type Target = Why;

    fn deref(&self) -> &Why {
        &self.0
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_reasons_are_one_once_they_are_shared() {
        let reasons =
            || [Reason::matched("a rule of this test", "words"), Reason::matched("a rule of this test", "others")];
        let (mut first, mut second) = (reasons(), reasons());
        first.iter_mut().chain(&mut second).for_each(Reason::share);
        assert_eq!(first, second);
        assert!(Arc::ptr_eq(&first[0].0, &second[0].0) && !Arc::ptr_eq(&first[0].0, &first[1].0));
        assert_eq!(first[0].to_string(), "a rule of this test: “words”");
    }
}
