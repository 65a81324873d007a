//! Whatever the order in which changes arrive, every device ends with the same strand.

use dodam_record::{ActorKey, RecordError, StrandDocument, StrandKind, VisitId};
use proptest::prelude::*;

use crate::support::{NOW, NURSE, RESIDENT, WORKER, care, paper, statement, visit};

const AUTHORS: [ActorKey; 3] = [RESIDENT, WORKER, NURSE];

/// One step of a random day.
#[derive(Debug, Clone, Copy)]
enum Step {
    Edit { device: usize, what: u8 },
    Deliver { to: usize, from: usize },
    Reload { device: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, any::<u8>()).prop_map(|(device, what)| Step::Edit { device, what }),
        4 => (0..3_usize, 0..3_usize).prop_map(|(to, from)| Step::Deliver { to, from }),
        1 => (0..3_usize).prop_map(|device| Step::Reload { device }),
    ]
}

/// Three devices, and what each has published so far.
struct Fleet {
    devices: Vec<StrandDocument>,
    published: Vec<Vec<Vec<u8>>>,
    read: [[usize; 3]; 3],
    next_id: u8,
}

impl Fleet {
    fn new() -> Self {
        Self {
            devices: AUTHORS.map(care).to_vec(),
            published: vec![Vec::new(); 3],
            read: [[0; 3]; 3],
            next_id: 0,
        }
    }

    fn run(&mut self, step: Step) {
        match step {
            Step::Edit { device, what } => self.edit(device, what),
            Step::Deliver { to, from } => self.deliver(to, from),
            Step::Reload { device } => {
                let saved = self.devices[device].save();
                self.devices[device] =
                    StrandDocument::load(StrandKind::Care, &saved, AUTHORS[device]).unwrap();
            }
        }
    }

    fn edit(&mut self, device: usize, what: u8) {
        self.next_id = self.next_id.wrapping_add(1);
        let (doc, id) = (&mut self.devices[device], self.next_id);
        let text = format!("{device}-{what}");
        let done = match what % 7 {
            0 => doc.set_phone(Some(&text), NOW),
            1 => doc.set_address(None, NOW),
            2 => doc.record_visit(&visit(id), NOW),
            3 => doc.add_paper(&paper(id), NOW),
            4 => doc.state_fact(&statement(id, "city", &text, "2025-02-20"), NOW),
            5 => match doc.visits().first().map(|visit| visit.id) {
                Some(visit) => doc.set_visit_note(visit, &text, NOW),
                None => doc.set_name(Some(&text), NOW),
            },
            _ => match doc.conflicts().first() {
                Some(conflict) => {
                    let chosen = usize::from(what) % conflict.values.len();
                    doc.resolve(
                        &conflict.field.clone(),
                        &conflict.values[chosen].op.clone(),
                        NOW,
                    )
                }
                None => Ok(()),
            },
        };
        assert!(
            matches!(done, Ok(()) | Err(RecordError::Conflicted)),
            "{done:?}"
        );
        let batch = doc.take_changes();
        if !batch.is_empty() {
            self.published[device].push(batch);
        }
    }

    /// Hands over the next batch; one author's batches come in order, authors in any.
    fn deliver(&mut self, to: usize, from: usize) {
        let next = self.read[to][from];
        if to != from && next < self.published[from].len() {
            let batch = &self.published[from][next];
            self.devices[to].apply(AUTHORS[from], batch).unwrap();
            self.read[to][from] += 1;
        }
    }

    fn deliver_everything(&mut self) {
        for to in 0..3 {
            for from in 0..3 {
                while to != from && self.read[to][from] < self.published[from].len() {
                    self.deliver(to, from);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_ends_the_same(steps in prop::collection::vec(step(), 0..60)) {
        let mut fleet = Fleet::new();
        for step in steps {
            fleet.run(step);
        }
        fleet.deliver_everything();
        let first = &fleet.devices[0];
        for other in &fleet.devices[1..] {
            prop_assert_eq!(first.heads(), other.heads());
            prop_assert_eq!(first.waiting() + other.waiting(), 0);
            prop_assert_eq!(first.conflicts(), other.conflicts());
            prop_assert!(first.person() == other.person());
            prop_assert_eq!(first.visits(), other.visits());
            prop_assert_eq!(first.papers(), other.papers());
            prop_assert_eq!(first.fact_history("city"), other.fact_history("city"));
        }
    }
}

#[test]
fn a_visit_and_an_address_written_apart_are_both_there() {
    let (mut resident, mut worker) = crate::support::shared_record();
    worker.record_visit(&visit(1), NOW).unwrap();
    resident.set_address(Some("포항시 남구"), NOW).unwrap();
    crate::support::exchange(&mut resident, &mut worker);
    for doc in [&resident, &worker] {
        assert!(doc.visit(VisitId::from_bytes([1; 16])).is_some());
        assert_eq!(doc.person().address.as_deref(), Some("포항시 남구"));
        assert!(doc.conflicts().is_empty());
    }
}
