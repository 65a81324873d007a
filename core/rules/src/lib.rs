//! Packs, facts and verdicts: who is covered, why, from when, and what to do next.
//!
//! A [`Packs`] is what is installed: read from TOML, linted, compiled and tested by the
//! packs' own tests. [`Packs::check`] answers decisions for one day from partial
//! [`Facts`]; what isn't known stays unknown, and a definite verdict is never overturned
//! by learning more. `docs/packs.md` specifies format and meaning. No file, no clock and
//! no person is known here.

mod answer;
mod arrears;
mod asking;
mod assemble;
mod bill;
mod calculate;
mod calculation_test;
mod changes;
mod check;
mod checkup;
mod citation;
mod collect;
mod compile;
mod compiled;
mod conditions;
mod contact;
mod copay;
mod decider;
mod difference;
mod each_text;
mod error;
mod eval;
mod exact;
mod expression;
mod extent;
mod fact_type;
mod facts;
mod figure;
mod figures;
mod formulas;
mod further;
mod groundwork;
mod household;
mod implied;
mod keys;
mod language;
mod line_words;
mod lines;
mod load;
mod months;
mod names;
mod nested;
mod next_questions;
mod office;
mod pack;
mod pack_test;
mod packs;
mod place_text;
mod plan;
mod premium;
mod programme;
mod programme_test;
mod programme_words;
mod programmes;
mod question;
mod raw;
mod receipt;
mod references;
mod rehearsal;
mod residence;
mod run;
mod shelf;
mod source;
mod spoken;
mod state;
mod status_code;
mod text;
mod text_lock;
mod translation;
mod value;
mod vocabulary;
mod wording;
mod words;
mod working;
mod workshop;
mod written_text;

pub use answer::{
    Amounts, Answer, Becomes, CriterionAnswer, NoteText, PackStamp, Report, SourceLine, StepText,
};
pub use arrears::Arrears;
pub use bill::{BillExplained, BillQuestion, BillWay};
pub use calculate::{Calculated, CalculationRequest, Told, WorkedFigure};
pub use changes::{Change, ChangedCriterion, Side};
pub use check::Request;
pub use checkup::Checkup;
pub use contact::Need;
pub use copay::{Copay, CopayState};
pub use decider::{Decider, Explanation, TypedFacts};
pub use difference::{Difference, differences};
pub use error::{Complaint, Fault, InputError, Otherwise, PackError};
pub use fact_type::{FactType, Sensitivity};
pub use facts::{Facts, SaidFact};
pub use further::{FurtherTexts, LackingText, further_texts, lacking_texts};
pub use household::{Kinship, MOST_PEOPLE, Member};
pub use language::Language;
pub use lines::{Line, Lines, LinesQuestion};
pub use load::content_sha256;
pub use next_questions::NextQuestions;
pub use office::Office;
pub use pack::PackInfo;
pub use packs::Packs;
pub use plan::{
    Application, Cover, Door, IfApplied, LineKind, MOST_MONTHS, MayApply, MonthPlan, PersonPlan,
    Plan, PlanAnswer, PlanLine, PlanRequest, Planner,
};
pub use premium::{Known, LastKnown, Premium, PremiumDoor, PremiumQuestion};
pub use programme::ProgrammeState;
pub use programmes::{NamedPlace, ProgrammeText, Programmes, ProgrammesQuestion};
pub use question::{Choice, Question, QuestionKind};
pub use raw::Status;
pub use receipt::{Receipt, ReceiptError, ReceiptFact, ReducedReceipt};
pub use rehearsal::{Rehearsal, Rehearsed};
pub use shelf::Decompress;
pub use spoken::{korean_name, own_name};
pub use state::{State, Verdict};
pub use text_lock::{ChangedText, TextChange, TextLock};
pub use translation::Translation;
pub use workshop::{Coverage, Examination, examine};
pub use written_text::{WrittenText, text_mistakes, written_texts};
