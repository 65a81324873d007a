//! Numbers without rounding: won, rates, and what comes of them.

use num_rational::Ratio;
use num_traits::{CheckedMul, CheckedSub};

/// An exact number.
pub(crate) type Exact = Ratio<i128>;

/// Most digits on either side of a written number's point.
const MOST_DIGITS: usize = 12;

/// Reads `7.09`, or `0.9082/7.09` where a rate is a quotient; never below zero.
pub(crate) fn read(written: &str) -> Option<Exact> {
    match written.split_once('/') {
        None => decimal(written.trim()),
        Some((above, below)) => {
            let (above, below) = (decimal(above.trim())?, decimal(below.trim())?);
            (below != Exact::from(0)).then(|| above / below)
        }
    }
}

fn decimal(written: &str) -> Option<Exact> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty() && whole.len() <= MOST_DIGITS && part.len() <= MOST_DIGITS;
    if !fits || !digits(whole) || !digits(part) || written.ends_with('.') {
        return None;
    }
    let above: i128 = format!("{whole}{part}").parse().ok()?;
    let below = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    Some(Exact::new(above, below))
}

/// Down to a multiple of `step`; `None` past what can be counted.
pub(crate) fn down_to(number: &Exact, step: i64) -> Option<Exact> {
    let step = Exact::from(i128::from(step));
    let times = number.checked_mul(&step.recip())?.floor();
    times.checked_mul(&step)
}

/// The difference, unless it lies below zero.
pub(crate) fn minus(from: &Exact, what: &Exact) -> Option<Exact> {
    from.checked_sub(what)
        .filter(|left| *left >= Exact::from(0))
}

/// Whole won, where it is whole.
pub(crate) fn whole(number: &Exact) -> Option<i64> {
    number
        .is_integer()
        .then(|| i64::try_from(*number.numer()).ok())
        .flatten()
}

/// A rate in percent as people write it, at most four digits behind the point.
pub(crate) fn percent(rate: &Exact) -> String {
    let shown = (*rate * Exact::from(1_000_000)).round().to_integer();
    let (whole, part) = (shown / 10_000, shown % 10_000);
    let text = format!("{whole}.{part:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A rate in percent as programs read it: `50`, `31.5`.
pub(crate) fn percent_number(rate: &Exact) -> serde_json::Number {
    let text = percent(rate);
    text.parse().unwrap_or_else(|_| serde_json::Number::from(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_without_rounding() {
        assert_eq!(read("7.09"), Some(Exact::new(709, 100)));
        assert_eq!(read("30"), Some(Exact::from(30)));
        assert_eq!(read("0.9082/7.09"), Some(Exact::new(4541, 35450)));
        for wrong in ["", ".5", "7.", "-1", "1e3", "1/0", "7,09", "1/2/3", "٣"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rounding_is_down_and_rates_are_written_plainly() {
        assert_eq!(down_to(&Exact::from(87_375), 10), Some(Exact::from(87_370)));
        assert_eq!(
            down_to(&Exact::new(118_093, 10), 10),
            Some(Exact::from(11_800))
        );
        assert_eq!(percent(&Exact::new(3595, 100_000)), "3.595");
        assert_eq!(percent(&Exact::new(1, 2)), "50");
        assert_eq!(minus(&Exact::from(1), &Exact::from(2)), None);
        assert_eq!(whole(&Exact::new(1, 2)), None);
    }
}
