//! Customary short forms of given names: `Bill` for `William`, and `B.` for it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The list: a line has a name and its short forms.
const LIST: &str = include_str!("../../language/lists/short_forms.txt");

/// For each given name in small letters, the lines that hold it, in order.
static LINES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lines: HashMap<String, Vec<&'static str>> = HashMap::new();
    for line in LIST.lines() {
        for name in line.split(' ') {
            lines.entry(name.to_ascii_lowercase()).or_default().push(line);
        }
    }
    lines
});

/// The lines that hold a name.
fn lines(name: &str) -> &'static [&'static str] {
    LINES.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
}

/// Whether one given name is a customary short form of the other, both are of a third, or one is the initial of such a
/// form of the other.
pub(super) fn agree(a: &str, b: &str) -> bool {
    lines(a).iter().any(|line| lines(b).contains(line)) || is_initial(a, b) || is_initial(b, a)
}

/// Whether `initial` is a letter with or without a stop, with which a form of `name` begins.
fn is_initial(initial: &str, name: &str) -> bool {
    let letter = initial.trim_end_matches('.');
    letter.len() == 1 && lines(name).iter().flat_map(|line| line.split(' ')).any(|form| form.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::agree;

    #[test]
    fn short_forms_and_their_initials_agree() {
        for (a, b) in [("William", "Bill"), ("Bill", "Will"), ("B.", "William"), ("Edward", "T.")] {
            assert!(agree(a, b) && agree(b, a), "{a} {b}");
        }
        for (a, b) in [("William", "Peter"), ("P.", "William"), ("Bil", "William"), ("", "William")] {
            assert!(!agree(a, b) && !agree(b, a), "{a} {b}");
        }
    }
}
