//! The images that a cut of the power may leave after an operation.

use crate::chance::Chance;
use crate::disk::{Disk, Fate};
use crate::place::Content;
use crate::prepare::Case;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One image.
pub struct Image {
    /// The last operation before the cut.
    pub at: u64,
    /// Which changes are there, for a report.
    pub kept: String,
    /// What lies on the disk.
    pub content: Content,
    /// Whether the command had said that it was done.
    pub acknowledged: bool,
}

/// All images of a command at the chosen operations, each once.
pub fn images(
    case: &Case,
    chosen: &dyn Fn(u64) -> bool,
    (seed, subsets): (u64, u64),
) -> Result<Vec<Image>, String> {
    let mut disk = Disk::new(&case.before, &case.root);
    let (mut found, mut known) = (Vec::new(), HashSet::new());
    let last = case
        .operations
        .last()
        .map_or(0, |operation| operation.number);
    for operation in &case.operations {
        disk.apply(operation)?;
        if !chosen(operation.number) {
            continue;
        }
        let acknowledged = operation.number == last;
        for (kept, content) in variants(&disk, seed, (operation.number, subsets)) {
            let mut hasher = DefaultHasher::new();
            (&content, acknowledged).hash(&mut hasher);
            if known.insert(hasher.finish()) {
                found.push(Image {
                    at: operation.number,
                    kept,
                    content,
                    acknowledged,
                });
            }
        }
    }
    Ok(found)
}

fn variants(disk: &Disk, seed: u64, (number, subsets): (u64, u64)) -> Vec<(String, Content)> {
    let count = disk.pending.len();
    let mut all = vec![
        ("nothing".to_owned(), disk.image(|_| Fate::Lost)),
        ("all".to_owned(), disk.image(|_| Fate::Kept)),
    ];
    let one = |place: usize, fate: Fate, others: Fate| {
        disk.image(move |other| if other == place { fate } else { others })
    };
    for place in 0..count {
        let which = disk.pending[place].0;
        all.push((
            format!("all but {which}"),
            one(place, Fate::Lost, Fate::Kept),
        ));
        all.push((format!("only {which}"), one(place, Fate::Kept, Fate::Lost)));
        let torn = Fate::Torn(0x5555_5555_5555_5555);
        all.push((format!("all, {which} torn"), one(place, torn, Fate::Kept)));
    }
    if count > 0 {
        let torn = Fate::Torn(0xFFFF_FFFF);
        let content = disk.image(|place| if place + 1 == count { torn } else { Fate::Kept });
        all.push(("all, the last torn".to_owned(), content));
    }
    for subset in 0..subsets {
        let mut chance = Chance::new(seed, number << 16 | subset);
        let fates: Vec<Fate> = (0..count)
            .map(|_| match chance.next() % 5 {
                0 | 1 => Fate::Lost,
                2 | 3 => Fate::Kept,
                _ => Fate::Torn(chance.next()),
            })
            .collect();
        all.push((
            format!("subset {subset} of seed {seed}"),
            disk.image(|place| fates[place]),
        ));
    }
    all
}
