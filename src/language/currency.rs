//! Symbols of currencies and the codes that stand for them: `$` and `USD`.

/// The symbol of a currency's symbol or code, with or without a stop; only codes that have a symbol are known.
///
/// ```
/// use parallax::language::currency::symbol;
/// assert_eq!(["€", "USD", "Rs.", "yen"].map(symbol), [Some("€"), Some("$"), Some("₹"), None]);
/// ```
pub fn symbol(word: &str) -> Option<&'static str> {
    // No symbol and no code is longer.
    if word.len() > 4 {
        return None;
    }
    let word = word.strip_suffix('.').unwrap_or(word);
    let mut lines = include_str!("lists/currency_symbols.txt").lines().filter(|line| !line.starts_with('#'));
    let line = lines.find(|line| line.split(' ').any(|form| form == word))?;
    line.split(' ').next()
}

/// Whether a word is the symbol of a currency itself.
pub fn is_symbol(word: &str) -> bool {
    symbol(word) == Some(word)
}
