//! Exports for Kotlin and Swift.
//!
//! Every function here hands its work to the façade and turns the result into records that a
//! screen can show as they are. What is written above an export becomes its documentation in
//! Kotlin and Swift.
//!
//! Whatever touches storage, packs or the network is asynchronous and done on a thread of the
//! core's; nothing waits on the thread that calls. Work that has begun runs to its end: who stops
//! waiting loses only the answer. Long calls take a [`Cancellation`]. Every call on a vault may
//! fail with `Locked`. Dates cross as `YYYY-MM-DD`, times as milliseconds since 1970, files as
//! paths, money as whole won.
#![allow(
    unsafe_code,
    reason = "uniffi's scaffolding; nothing here is written by hand"
)]

mod answer;
mod asking;
mod background;
mod cancellation;
mod care;
mod codes;
mod companion;
mod contract;
mod costs;
mod crossing;
mod device;
mod error;
mod facts;
mod installed;
mod lines;
mod locking;
mod medicines;
mod money;
mod packs;
mod paper;
mod papers;
mod people;
mod pin;
mod plan;
mod present;
mod profile;
mod progress;
mod question;
mod reminders;
mod searching;
mod sharing;
mod watching;

pub use answer::{
    Amounts, Answer, Becomes, Criterion, CriterionState, Note, PackReference, Report, SourceLine,
    Step, Translation, Verdict,
};
pub use asking::{Choice, FactQuestion, NextQuestions, QuestionKind, Sensitivity};
pub use cancellation::Cancellation;
pub use care::{BackupSummary, Finding, FindingView, Holding, RepairReport, Share, StorageReport};
pub use codes::CODES;
pub use companion::{Challenge, Companion, Setup};
pub use contract::{CONTRACT_VERSION, contract_version, library_version};
pub use device::{ProfileEntry, Repaired};
pub use error::DodamError;
pub use facts::{FactView, Provenance};
pub use lines::{
    Line, Lines, LinesQuestion, NamedPlace, Need, Programme, ProgrammeState, Programmes,
    ProgrammesQuestion,
};
pub use locking::{LockState, WaysIn};
pub use medicines::{MedicineDetails, MedicineView};
pub use money::{
    Arrears, BillExplained, BillQuestion, BillWay, Calculated, Checkup, Copay, CopayState,
    DayQuestion, Figure, Known, LastKnown, Office, Premium, PremiumDoor, PremiumQuestion, Told,
};
pub use packs::{OfferedPack, PackEvent, PackView, TrustedKey};
pub use paper::{PaperDetails, PaperEdit, PaperQuery, PaperSheet, PaperVersionView, PaperView};
pub use papers::paper_kinds;
pub use people::{ConflictChoice, ConflictView, PersonDetails, PersonView, VisitView};
pub use plan::{
    Application, Cover, Door, FactChange, HouseholdMember, HouseholdQuestion, IfApplied, MayApply,
    MemberReport, MonthPlan, PersonPlan, Plan, PlanAnswer, PlanLine, PlanLineKind, PlanQuestion,
    Relation,
};
pub use present::{EmergencyCard, PresentQuestion, Presented, PresentedPaper, blood_types};
pub use profile::Profile;
pub use progress::{ListenerError, ProgressListener};
pub use question::{Question, SaidFact};
pub use reminders::{Notification, Reminder, ReminderKind, Reminders, RemindersQuestion};
pub use sharing::{NewTeam, Shared, Sheet, SyncReport, TeamView, Traffic};
pub use watching::{
    PapersListener, PeopleListener, RemindersListener, StatusListener, StatusView, Subscription,
};

uniffi::setup_scaffolding!("dodam");
