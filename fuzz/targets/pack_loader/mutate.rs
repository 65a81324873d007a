//! Changes packs as people do: lines lost, moved and borrowed, values put in wrong places.

/// Values that stand where others belong.
const VALUES: [&str; 24] = [
    "2025-02-30",
    "2025-02-28",
    "0000-01-01",
    "9999-12-31",
    "2025-01-01T00:00:00Z",
    "-1",
    "0",
    "16",
    "600",
    "9223372036854775807",
    "-9223372036854775808",
    "1e400",
    "nan",
    "true",
    "\"\"",
    "\"declined\"",
    "\"{entry_date+99999999d}\"",
    "\"\\u0000\\n\\u001b\"",
    "\"🜁 ܫ 한\u{202e}\"",
    "[]",
    "{}",
    "[[]]",
    "{ not = { never = true } }",
    "{ en = \"\", ko = \"\", zh-Hans = \"\", vi = \"\" }",
];

/// A changed text; `None` where plain bytes are to be changed instead.
pub fn packs(bytes: &[u8], seed: u32) -> Option<String> {
    let mut dice = Dice::new(seed);
    if dice.below(3) == 0 {
        return None;
    }
    let text = str::from_utf8(bytes).ok()?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(4) {
        change(&mut lines, &mut dice);
    }
    Some(lines.join("\n") + "\n")
}

fn change(lines: &mut Vec<String>, dice: &mut Dice) {
    let (from, to) = (dice.below(lines.len()), dice.below(lines.len() + 1));
    if lines.is_empty() {
        lines.extend(borrowed_section(dice));
        return;
    }
    match dice.below(9) {
        0 => drop(lines.remove(from)),
        1 => lines.insert(to, lines[from].clone()),
        2 => {
            let last = lines.len() - 1;
            lines.swap(from, to.min(last));
        }
        3 => lines.insert(to, borrowed_line(dice).to_owned()),
        4 => drop(lines.splice(to..to, borrowed_section(dice))),
        5 => replace_alike(&mut lines[from], dice),
        6 | 7 => replace_value(&mut lines[from], dice),
        _ => {
            let other = lines[to.min(lines.len() - 1)].clone();
            exchange_value(&mut lines[from], &other);
        }
    }
}

/// A line of the real packs.
fn borrowed_line(dice: &mut Dice) -> &'static str {
    let files = dodam_packs::sources();
    let (_, text) = files[dice.below(files.len())];
    let begin = dice.below(text.len());
    let rest = text.get(begin..).unwrap_or(text);
    let rest = rest.split_once('\n').map_or(rest, |(_, rest)| rest);
    rest.lines().next().unwrap_or_default()
}

/// A section of the real packs, from its header to the next empty line.
fn borrowed_section(dice: &mut Dice) -> Vec<String> {
    let files = dodam_packs::sources();
    let (_, text) = files[dice.below(files.len())];
    let sections: Vec<&str> = text.split("\n\n").collect();
    let section = sections[dice.below(sections.len())];
    section.lines().map(str::to_owned).collect()
}

/// Another value that the real packs give the same key.
fn replace_alike(line: &mut String, dice: &mut Dice) {
    let Some((key, _)) = line.split_once(" = ") else {
        return;
    };
    let key = format!("{key} = ");
    let files = dodam_packs::sources().iter();
    let alike = files.flat_map(|(_, text)| text.lines().filter(|other| other.starts_with(&key)));
    let alike: Vec<&str> = alike.collect();
    if !alike.is_empty() {
        *line = alike[dice.below(alike.len())].to_owned();
    }
}

/// One of the values above in the place of a value of the line.
fn replace_value(line: &mut String, dice: &mut Dice) {
    let places: Vec<usize> = line.match_indices(" = ").map(|(at, _)| at + 3).collect();
    if places.is_empty() {
        return;
    }
    let begin = places[dice.below(places.len())];
    let rest = &line[begin..];
    let end = rest.find([',', '}', ']']).map_or(line.len(), |end| begin + end);
    line.replace_range(begin..end, VALUES[dice.below(VALUES.len())]);
}

/// Another line's value behind this line's key.
fn exchange_value(line: &mut String, other: &str) {
    if let (Some((key, _)), Some((_, value))) = (line.split_once(" = "), other.split_once(" = ")) {
        *line = format!("{key} = {value}");
    }
}

/// Chance from a seed, so that a run can be repeated.
struct Dice(u64);

impl Dice {
    fn new(seed: u32) -> Self {
        Self(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let roll = usize::try_from(self.0 >> 16).unwrap_or(usize::MAX);
        roll.checked_rem(end).unwrap_or(0)
    }
}
