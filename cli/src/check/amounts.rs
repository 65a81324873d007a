//! Writes amounts the way a reader of each language expects them.

/// Won with a separator between thousands.
pub fn amount(krw: i64, language: &str) -> String {
    let separator = if language == "vi" { '.' } else { ',' };
    let digits = krw.unsigned_abs().to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    if krw < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_separators() {
        let written = [0, 999, 1_000, 2_000_000, -1_700_000].map(|krw| amount(krw, "en"));
        assert_eq!(written, ["0", "999", "1,000", "2,000,000", "-1,700,000"]);
        assert_eq!(amount(2_000_000, "vi"), "2.000.000");
    }
}
