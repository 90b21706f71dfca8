//! Lists of words in text files, which have lines `[section]`, comments with `#`, and words.

/// The words of a section of a list, sorted, each once: between blanks, or one a line where `separator` is a line feed.
pub fn section(file: &'static str, name: &str, separator: char) -> Vec<&'static str> {
    let mut inside = false;
    let mut words = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(section) => inside = section == name,
            None if inside => words.extend(line.split(separator).filter(|word| !word.is_empty())),
            None => {}
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_hold_words_or_lines() {
        let file = "# Fish.\n[sea]\neel cod\nray\n[river]\neel\n";
        assert_eq!(section(file, "sea", ' '), ["cod", "eel", "ray"]);
        assert_eq!(section(file, "sea", '\n'), ["eel cod", "ray"]);
        assert_eq!(section(file, "lake", ' '), [""; 0]);
    }
}
