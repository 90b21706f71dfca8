//! Patterns of paths, as in `[[sources]] path = "breitbart/**"`.

use std::path::Path;

/// A pattern: names between slashes, in which `*` stands for any characters and `?` for one; `**` alone between slashes
/// stands for any number of folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPattern {
    /// As it was written.
    pub text: String,
    parts: Vec<Vec<char>>,
}

impl PathPattern {
    /// Reads a pattern; `None` where it names nothing.
    pub fn new(text: &str) -> Option<Self> {
        let parts: Vec<Vec<char>> = text
            .split('/')
            .filter(|part| !part.is_empty() && *part != ".")
            .map(|part| part.chars().collect())
            .collect();
        (!parts.is_empty()).then(|| Self { text: text.to_owned(), parts })
    }

    /// Whether a path, or what of it stands below any of its folders, is of this pattern.
    ///
    /// ```
    /// use parallax::model::path_pattern::PathPattern;
    /// let pattern = PathPattern::new("post/**/*.txt").unwrap();
    /// assert!(pattern.matches("/news/post/2021/may/a.txt".as_ref()));
    /// assert!(!pattern.matches("/news/other/a.txt".as_ref()));
    /// ```
    pub fn matches(&self, path: &Path) -> bool {
        let parts: Vec<Vec<char>> = path.iter().map(|part| part.to_string_lossy().chars().collect()).collect();
        // Any folders may stand in front.
        let pattern: Vec<&[char]> =
            std::iter::once(&['*', '*'][..]).chain(self.parts.iter().map(Vec::as_slice)).collect();
        let any = |part: &&[char]| **part == ['*', '*'];
        wild(&pattern, &parts, any, |part, name| wild(part, name.as_slice(), |c| *c == '*', |c, d| *c == '?' || c == d))
    }
}

/// Whether `items` are as `pattern` says, in which what is `any` stands for any number of items. Goes back to the last of
/// those alone, so that it takes at most the product of both lengths.
fn wild<P, T>(pattern: &[P], items: &[T], any: impl Fn(&P) -> bool, fits: impl Fn(&P, &T) -> bool) -> bool {
    let (mut p, mut i) = (0, 0);
    let mut last: Option<(usize, usize)> = None;
    while i < items.len() {
        match pattern.get(p) {
            Some(part) if any(part) => {
                last = Some((p, i));
                p += 1;
            }
            Some(part) if fits(part, &items[i]) => {
                p += 1;
                i += 1;
            }
            _ => {
                let Some((back, from)) = last else { return false };
                last = Some((back, from + 1));
                (p, i) = (back + 1, from + 1);
            }
        }
    }
    pattern[p..].iter().all(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, expected: bool) {
        assert_eq!(PathPattern::new(pattern).unwrap().matches(path.as_ref()), expected, "{pattern} {path}");
    }

    #[test]
    fn folders_and_names_are_matched() {
        check("breitbart/**", "articles/breitbart/a.txt", true);
        check("breitbart/**", "breitbart/2021/05/a.txt", true);
        check("breitbart/**", "articles/breitbart.txt", false);
        check("breitbart/**", "articles/notbreitbart/a.txt", false);
        check("breitbart*", "articles/breitbart.txt", true);
        check("breitbart*", "breitbart/other.txt", false);
        check("a?.txt", "x/ab.txt", true);
        check("a?.txt", "x/a.txt", false);
        check("./post/*.txt", "post/a.txt", true);
        check("post/*.txt", "post/deeper/a.txt", false);
        check("post/**/a.txt", "post/a.txt", true);
        assert_eq!(PathPattern::new("/"), None);
    }

    #[test]
    fn stars_upon_stars_take_no_time() {
        let pattern = "*a".repeat(200) + "b";
        check(&pattern, &"a".repeat(4_000), false);
        check(&"**/".repeat(500), &"a/".repeat(500), true);
    }
}
