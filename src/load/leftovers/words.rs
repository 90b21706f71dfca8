//! The lines and words by which leftovers are known; `words.txt` says what belongs in each list.

use std::sync::LazyLock;

use crate::text::lists::section;

/// The words of a section, sorted.
type Words = LazyLock<Vec<&'static str>>;

const FILE: &str = include_str!("words.txt");

pub(super) static SHARE: Words = LazyLock::new(|| section(FILE, "share", '\n'));
pub(super) static WHOLE: Words = LazyLock::new(|| section(FILE, "whole", '\n'));
pub(super) static AT_EDGE: Words = LazyLock::new(|| section(FILE, "at edge", '\n'));
pub(super) static BOXES: Words = LazyLock::new(|| section(FILE, "box", '\n'));
pub(super) static LABELS: Words = LazyLock::new(|| section(FILE, "label", '\n'));
pub(super) static NETWORKS: Words = LazyLock::new(|| section(FILE, "network", '\n'));
pub(super) static BUTTONS: Words = LazyLock::new(|| section(FILE, "button", '\n'));
pub(super) static BETWEEN: Words = LazyLock::new(|| section(FILE, "between", '\n'));
pub(super) static HEADS: Words = LazyLock::new(|| section(FILE, "heads links", '\n'));
pub(super) static INVITATIONS: Words = LazyLock::new(|| section(FILE, "invitation", '\n'));
