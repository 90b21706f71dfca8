//! Numbers as bytes, seven bits each, the low ones first.

/// Adds a number.
pub fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The next number; `None` at the end, and for what is none.
pub fn take(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u64> {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = *bytes.next()?;
        number |= u64::from(byte & 0x7F).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_they_were_put_and_nothing_is_taken_for_one() {
        let all = [0, 1, 0x7F, 0x80, 300, 1 << 35, u64::MAX];
        let mut bytes = Vec::new();
        for number in all {
            put(&mut bytes, number);
        }
        let mut left = bytes.iter();
        assert!(all.iter().all(|number| take(&mut left) == Some(*number)));
        assert_eq!(take(&mut left), None);
        assert_eq!(take(&mut [0xFF; 40].iter()), None);
    }
}
