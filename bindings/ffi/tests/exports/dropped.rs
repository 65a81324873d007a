//! Every asynchronous export, dropped at each of its awaits: the vault is whole and usable.

use std::collections::BTreeSet;
use std::path::Path;

use dodam_ffi::{
    BillQuestion, DayQuestion, EmergencyCard, HouseholdMember, HouseholdQuestion, LinesQuestion,
    MedicineDetails, PaperEdit, PaperQuery, PersonDetails, PlanQuestion, PremiumDoor,
    PremiumQuestion, PresentQuestion, ProgrammesQuestion, Question, RemindersQuestion, Sheet,
};

use crate::stage::{Call, PIN, Stage, details, poll, runtime};

/// An export and how to call it.
struct Case {
    name: &'static str,
    begin: fn(&Stage) -> Call,
}

/// Calls by the handle they are made on: `name: |stage| (argument, …)`.
macro_rules! cases {
    ($($object:ident on $handle:expr => {
        $($name:ident |$stage:ident| ($($argument:expr),* $(,)?)),+ $(,)?
    })+) => {
        vec![$($(Case {
            name: concat!(stringify!($object), ".", stringify!($name)),
            begin: |stage| {
                let handle: fn(&Stage) -> _ = $handle;
                let handle = handle(stage);
                let $stage = stage;
                let _ = $stage;
                let call = {
                    let arguments = ($($argument,)*);
                    cases!(@call handle $name arguments ($($argument),*))
                };
                Box::pin(call)
            },
        }),+),+]
    };
    (@call $handle:ident $name:ident $arguments:ident ()) => {
        async move { let () = $arguments; $handle.$name().await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr)) => {
        async move { let (a,) = $arguments; $handle.$name(a).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr)) => {
        async move { let (a, b) = $arguments; $handle.$name(a, b).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr)) => {
        async move { let (a, b, c) = $arguments; $handle.$name(a, b, c).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr, $d:expr)) => {
        async move { let (a, b, c, d) = $arguments; $handle.$name(a, b, c, d).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr)) => {
        async move { let (a, b, c, d, e) = $arguments; $handle.$name(a, b, c, d, e).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr)) => {
        async move { let (a, b, c, d, e, f) = $arguments; $handle.$name(a, b, c, d, e, f).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr)) => {
        async move { let (a, b, c, d, e, f, g) = $arguments; $handle.$name(a, b, c, d, e, f, g).await.map(drop) }
    };
    (@call $handle:ident $name:ident $arguments:ident ($a:expr, $b:expr, $c:expr, $d:expr, $e:expr, $f:expr, $g:expr, $h:expr)) => {
        async move { let (a, b, c, d, e, f, g, h) = $arguments; $handle.$name(a, b, c, d, e, f, g, h).await.map(drop) }
    };
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn day() -> DayQuestion {
    DayQuestion {
        as_of: Some(text("2026-03-02")),
        ..DayQuestion::default()
    }
}

fn household() -> Vec<HouseholdMember> {
    vec![HouseholdMember {
        name: text("me"),
        facts: Vec::new(),
        changes: Vec::new(),
    }]
}

fn household_question() -> HouseholdQuestion {
    HouseholdQuestion {
        members: household(),
        relations: Vec::new(),
        as_of: Some(text("2026-03-02")),
        decisions: vec![text("kr.gb.pilot/support")],
        language: None,
    }
}

fn plan() -> PlanQuestion {
    PlanQuestion {
        members: household(),
        relations: Vec::new(),
        from: Some(text("2026-03-02")),
        months: 1,
        language: None,
    }
}

fn premium() -> PremiumQuestion {
    PremiumQuestion {
        door: PremiumDoor::Regional,
        month: text("2026-03"),
        unpaid_on: None,
        facts: Vec::new(),
        language: None,
    }
}

fn bill() -> BillQuestion {
    BillQuestion {
        amount_krw: 150_990,
        month: text("2026-03"),
        facts: Vec::new(),
        language: None,
    }
}

fn query() -> PaperQuery {
    PaperQuery {
        words: text("paper"),
        kind: None,
        expires_until: None,
        binned: false,
    }
}

fn edit() -> PaperEdit {
    PaperEdit {
        title: Some(text("another title")),
        kind: None,
        issuer: None,
        dated: None,
        expires: None,
        note: Some(text("synthetic")),
        visit: None,
        tags: Vec::new(),
        untags: Vec::new(),
    }
}

fn medicine() -> MedicineDetails {
    MedicineDetails {
        name: text("Synthecillin"),
        dose: String::new(),
        times: vec![text("08:00")],
        first_day: text("2026-03-01"),
        last_day: None,
        note: String::new(),
    }
}

fn card() -> EmergencyCard {
    EmergencyCard {
        name: Some(text("Synthetic")),
        languages: Vec::new(),
        blood_type: None,
        allergies: None,
        medicines: None,
        conditions: None,
        pregnant: None,
        contact_name: None,
        contact_phone: None,
        note: None,
    }
}

fn reminders() -> RemindersQuestion {
    RemindersQuestion {
        now: Some(text("2026-03-02T10:00")),
        until: text("2026-06-01"),
        person_id: None,
        language: None,
    }
}

fn lines() -> LinesQuestion {
    LinesQuestion {
        spoken: text("vi"),
        at: None,
        need: None,
        sensitive: false,
        language: None,
    }
}

fn sheets() -> Vec<Sheet> {
    let sheet = |number| Sheet {
        number,
        words: text("no words"),
    };
    vec![sheet(1), sheet(2)]
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    cases! {
        Companion on |stage| stage.dodam.clone() => {
            create_vault |stage| (stage.fresh("made"), text(PIN), text("Synthetic"), Some(vec![7; 32])),
            create_vault_with_words |stage| (stage.fresh("made"), text(PIN), stage.words.clone(), text("Synthetic"), None),
            profiles |stage| (stage.path("people")),
            add_profile |stage| (stage.fresh("people"), text("a label"), text(PIN), text("Synthetic"), None),
            add_profile_with_words |stage| (stage.fresh("people"), text("a label"), text(PIN), stage.words.clone(), text("Synthetic"), None),
            rename_profile |stage| (stage.path("people"), text("nobody"), text("somebody")),
            remove_profile |stage| (stage.path("people"), text("nobody"), text(PIN), None),
            restore |stage| (stage.path("no-backup"), stage.fresh("restored"), stage.words.clone(), text(PIN), None, None, None),
            restore_profile |stage| (stage.path("people"), text("a label"), stage.path("no-backup"), stage.words.clone(), text(PIN), None, None, None),
            destroy_vault |stage| (stage.path("nothing"), text(PIN), None),
            remove_vault |stage| (stage.path("nothing")),
            emergency_card |stage| (stage.path("vault")),
            emergency_line |_stage| (text("vi"), None),
            check |_stage| (Question::default()),
            fact_questions |_stage| (vec![text("nhi_enrolled")], None),
            next_questions |_stage| (Question::default(), Vec::new()),
            decisions |_stage| (),
            receipts |_stage| (Question::default()),
            verify_receipt |_stage| (text("no receipt")),
            lines |_stage| (lines()),
            programmes |_stage| (ProgrammesQuestion::default()),
            premium |_stage| (premium()),
            explain_bill |_stage| (bill()),
            copay |_stage| (day()),
            checkup |_stage| (day()),
            arrears |_stage| (day()),
            office |_stage| (text("김포"), None),
            check_household |_stage| (household_question()),
            plan |_stage| (plan()),
            packs |_stage| (None),
            verify_packs |stage| (stage.path("no-bundle"), None),
            install_packs |stage| (stage.path("no-bundle"), None),
            pack_events |_stage| (),
            adopt_pack_root |stage| (stage.path("no-root")),
            trust_pack_key |_stage| (text("no key"), false),
            trusted_pack_keys |_stage| (),
            forget_pack_key |_stage| (text("no id")),
        }
        Challenge on |stage| stage.dodam.unlock_begin(stage.path("nothing")) => {
            ways_in |_stage| (),
            unlock_finish |_stage| (text(PIN), None),
            unlock_finish_with_device_secret |_stage| (vec![7; 32]),
            unlock_finish_with_words |stage| (stage.words.clone()),
            reset_pin |stage| (stage.words.clone(), text(PIN), None),
            repair |_stage| (text(PIN), None, None),
            repair_with_words |stage| (stage.words.clone(), None),
        }
        Profile on |stage| stage.profile.clone() => {
            words_were_shown |_stage| (),
            change_pin |_stage| (text(PIN), text(PIN), None, None),
            set_device_secret |_stage| (text(PIN), vec![7; 32], None),
            remove_device_secret |_stage| (),
            check_words |stage| (stage.words.clone()),
            lock_state |_stage| (),
            wipe_after |stage| (12, stage.words.clone()),
            never_wipe |_stage| (),
            pause |_stage| (),
            resume |_stage| (),
            people |_stage| (),
            own_person |_stage| (),
            set_person |_stage| (None, PersonDetails { name: Some(text("Synthetic")), phone: None, address: None }),
            record_visit |stage| (stage.person_id.clone(), text("home"), text("synthetic")),
            visits |_stage| (None),
            conflicts |_stage| (),
            resolve_conflict |stage| (stage.person_id.clone(), text("phone"), None),
            add_medicine |_stage| (None, medicine()),
            medicines |_stage| (None),
            stop_medicine |_stage| (None, text("none"), None),
            set_facts |_stage| (Vec::new(), None),
            facts |_stage| (),
            facts_to_confirm |_stage| (),
            fact_history |_stage| (text("nhi_enrolled")),
            check |_stage| (Question::default()),
            next_questions |_stage| (Question::default(), Vec::new()),
            add_paper |stage| (stage.path("synthetic.txt"), details("one more"), None, None),
            papers |_stage| (),
            search_papers |_stage| (text("paper"), None),
            find_papers |_stage| (query(), 0, None),
            paper |stage| (stage.paper_id.clone()),
            paper_thumbnail |stage| (stage.paper_id.clone()),
            edit_paper |stage| (stage.paper_id.clone(), edit()),
            replace_paper |stage| (stage.paper_id.clone(), stage.path("synthetic.txt"), None, None),
            export_paper |stage| (stage.paper_id.clone(), stage.path("out"), None, None),
            export_paper_version |stage| (stage.paper_id.clone(), 1, stage.path("out"), None, None),
            fetch_paper |stage| (stage.paper_id.clone(), None),
            fetch_paper_version |stage| (stage.paper_id.clone(), 1, None),
            bin_paper |stage| (stage.paper_id.clone()),
            restore_paper |stage| (stage.paper_id.clone()),
            purge_paper |_stage| (text("none")),
            empty_bin |_stage| (),
            present |stage| (PresentQuestion { paper_id: Some(stage.paper_id.clone()), ..PresentQuestion::default() }),
            set_emergency_card |_stage| (card()),
            remove_emergency_card |_stage| (),
            medicines_for_card |_stage| (None),
            reminders |_stage| (reminders()),
            back_up |stage| (stage.path("backup"), None, None),
            last_backup_at_ms |_stage| (),
            newest_part_was_missing |_stage| (),
            storage |_stage| (),
            free_space |_stage| (1),
            remove_set_aside |_stage| (),
            examine |_stage| (true, None, None),
            holdings |_stage| (),
            enrol |_stage| (text("http://127.0.0.1:1"), text("code"), None),
            set_server_url |_stage| (text("http://127.0.0.1:1")),
            sync |_stage| (None),
            create_team |_stage| (text("Synthetic team")),
            check_sheets |_stage| ("00".repeat(32), sheets()),
            teams |_stage| (),
            invite |_stage| ("00".repeat(32), None),
            share |_stage| (text("twelve wrong words"), None),
            premium |_stage| (premium()),
            explain_bill |_stage| (bill()),
            copay |_stage| (day()),
            checkup |_stage| (day()),
            arrears |_stage| (day()),
            check_household |_stage| (household_question()),
            plan |_stage| (plan()),
            status |_stage| (),
        }
    }
}

#[test]
fn every_asynchronous_export_is_dropped_here() {
    let tested: BTreeSet<String> = cases().iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(tested, asynchronous_exports());
}

/// What the sources export, as `Object.name`.
fn asynchronous_exports() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let blocks = text.split("#[uniffi::export]\nimpl ");
        for block in blocks.skip(1) {
            let (object, rest) = block.split_once(" {\n").expect("a block begins");
            let (body, _) = rest.split_once("\n}\n").expect("a block ends");
            let names = body.split("pub async fn ").skip(1);
            let names = names.filter_map(|name| name.split('(').next());
            found.extend(names.map(|name| format!("{object}.{name}")));
        }
    }
    found
}

#[test]
fn a_call_dropped_at_any_await_leaves_the_vault_whole_and_usable() {
    let stage = Stage::new();
    for case in cases() {
        for polls in 0.. {
            let runtime = runtime();
            let entered = runtime.enter();
            let mut call = (case.begin)(&stage);
            let done = poll(&mut call, polls);
            drop(call);
            drop(entered);
            // Waits for work that has begun.
            drop(runtime);
            crate::stage::wait(stage.profile.resume()).unwrap();
            let binned = crate::stage::wait(stage.profile.restore_paper(stage.paper_id.clone()));
            assert_eq!(binned, Ok(()), "{} after {polls} polls", case.name);
            let missing = stage.missing();
            assert_eq!(missing, Ok(Vec::new()), "{} after {polls} polls", case.name);
            if done.is_some() {
                assert!(polls > 0);
                break;
            }
        }
    }
    stage.profile.lock();
}

#[test]
fn work_that_has_begun_runs_to_its_end_though_nobody_waits_for_it() {
    let stage = Stage::new();
    let note = |count: usize| {
        let visits = crate::stage::wait(stage.profile.visits(None)).unwrap();
        assert_eq!(visits.len(), count);
    };
    note(1);
    let begin = cases().into_iter();
    let case = { begin }
        .find(|case| case.name == "Profile.record_visit")
        .unwrap();
    for (polls, visits) in [(0, 1), (1, 2), (2, 3)] {
        let runtime = runtime();
        let entered = runtime.enter();
        let mut call = (case.begin)(&stage);
        let _ = poll(&mut call, polls);
        drop((call, entered));
        // A runtime that ends may leave out what hasn't begun: wait until it has.
        if polls == 1 {
            while crate::stage::wait(stage.profile.visits(None))
                .unwrap()
                .len()
                < visits
            {
                std::thread::yield_now();
            }
        }
        drop(runtime);
        note(visits);
    }
}
