//! A range of bytes in one text.

/// A half-open range of byte offsets, `start..end`, into the text of one article.
///
/// Both ends lie on character boundaries of that text. Offsets are `u32`: the loader refuses texts of 4 GiB and more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte of the range.
    pub start: u32,
    /// One past the last byte of the range.
    pub end: u32,
}

impl Span {
    /// The range `start..end`, in bytes. An end before the start gives an empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let (start, end) = (start as u32, end as u32);
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// First byte as an index.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// Whether the byte at `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        (self.from()..self.to()).contains(&offset)
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text of the range; empty where the range does not lie on character boundaries inside `text`.
    ///
    /// ```
    /// use parallax::text::span::Span;
    /// assert_eq!(Span::new(4, 8).of("the news"), "news");
    /// assert_eq!(Span::new(4, 80).of("the news"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.from()..self.to()).unwrap_or_default()
    }

    /// The range without white space at either end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.of(text);
        let start = self.from() + (inner.len() - inner.trim_start().len());
        Self::new(start, start + inner.trim().len())
    }
}
