//! Mistakes in orders of questions.

use crate::mistakes::Mistake;

/// What the loader complains about.
pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "an order for a decision misspelt",
        written: "decisions = [\"xx.fuzz/suport\"]\nfirst",
        instead_of: "decisions = [\"xx.fuzz/support\"]\nfirst",
        place: "decisions = [\"xx.fuzz/suport\"",
        words: "no decision is called `xx.fuzz/suport`; did you mean `xx.fuzz/support`?",
    },
    Mistake {
        name: "an order for no decision",
        written: "decisions = []\nfirst",
        instead_of: "decisions = [\"xx.fuzz/support\"]\nfirst",
        place: "decisions = []",
        words: "name the decisions that it is for",
    },
    Mistake {
        name: "an order without what comes first",
        written: "id = \"quick\"\ndecisions = [\"xx.fuzz/support\"]\n",
        instead_of: "id = \"quick\"\ndecisions = [\"xx.fuzz/support\"]\nfirst = [\"registered\", \"service_date\"]\n",
        place: "[[asking]]",
        words: "`first` is missing",
    },
    Mistake {
        name: "an order with a fact misspelt",
        written: "first = [\"registerd\", \"service_date\"]",
        instead_of: "first = [\"registered\", \"service_date\"]",
        place: "first = [\"registerd\"",
        words: "no fact is called `registerd`; did you mean `registered`?",
    },
    Mistake {
        name: "a fact that is asked twice",
        written: "first = [\"registered\", \"absences\"]",
        instead_of: "first = [\"registered\", \"service_date\"]",
        place: "rare = [\"absences\"",
        words: "this fact is asked once already",
    },
    Mistake {
        name: "an order with an optional fact",
        written: "first = [\"shift_worker\", \"service_date\"]",
        instead_of: "first = [\"registered\", \"service_date\"]",
        place: "first = [\"shift_worker\"",
        words: "this fact is never asked",
    },
    Mistake {
        name: "a rare fact without a plain no",
        written: "rare = [\"visa\"]",
        instead_of: "rare = [\"absences\"]",
        place: "rare = [\"visa\"",
        words: "`rare` facts are of type bool or periods",
    },
    Mistake {
        name: "two orders with one id",
        written: "rare = []\n[[asking]]\nid = \"quick\"\ndecisions = [\"xx.fuzz/support\"]\nfirst = []",
        instead_of: "rare = [\"absences\"]",
        place: "id = \"quick\"",
        words: "two orders of questions have this id",
    },
];
