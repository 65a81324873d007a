//! Mistakes in figures and in what plans ask of them, one a row.

use crate::mistakes::Mistake;

/// What the loader complains about.
pub const MISTAKES_IN_FIGURES: &[Mistake] = &[
    Mistake {
        name: "a day counted from a fact that is no date",
        written: "{ from = \"visa\" }",
        instead_of: "{ from = \"stay_until\" }",
        place: "day =",
        words: "`visa` is not a date",
    },
    Mistake {
        name: "an end that trips haven't got",
        written: "{ from = \"absences.away\", months = 6 }",
        instead_of: "{ from = \"absences.out\", months = 6 }",
        place: "day =",
        words: "a trip has two ends, `.out` and `.back`",
    },
    Mistake {
        name: "trips that are a date",
        written: "{ from = \"stay_until.out\", months = 6 }",
        instead_of: "{ from = \"absences.out\", months = 6 }",
        place: "day =",
        words: "`stay_until` is not a list of trips",
    },
    Mistake {
        name: "two lengths at once",
        written: "{ from = \"day\", days = 14, months = 1 }",
        instead_of: "{ from = \"day\", days = 14 }",
        place: "day =",
        words: "only one of years, months and days",
    },
    Mistake {
        name: "a plan without a day",
        written: "figures = { half_krw = \"half\" }",
        instead_of: "figures = { by = \"soon\", half_krw = \"half\" }",
        place: "plan =",
        words: "has a day called `by`",
    },
    Mistake {
        name: "a plan whose day is an amount",
        written: "figures = { by = \"half\" }",
        instead_of: "figures = { by = \"soon\", half_krw = \"half\" }",
        place: "plan =",
        words: "has a day called `by`",
    },
    Mistake {
        name: "a plan at both ends",
        written: "plan = { starts = \"kr.nhi/regional\", ends = \"kr.nhi/regional\" }",
        instead_of: "plan = {}",
        place: "plan =",
        words: "not both",
    },
    Mistake {
        name: "a plan for a decision that isn't there",
        written: "plan = { starts = \"xx.fuzz/suport\" }",
        instead_of: "plan = {}",
        place: "plan =",
        words: "no decision is called `xx.fuzz/suport`",
    },
    Mistake {
        name: "an amount that is a text of one's own",
        written: "{ fact = \"virtual_account\" }",
        instead_of: "{ fact = \"bill_krw\" }",
        place: "krw = { down_to",
        words: "`virtual_account` is a text of the person's own",
    },
    Mistake {
        name: "a condition on a text of one's own",
        written: "id = \"call\"\nwhen = { test = { given = \"virtual_account\" } }",
        instead_of: "id = \"call\"",
        place: "when =",
        words: "`virtual_account` is a text of the person's own",
    },
    Mistake {
        name: "a text that shows a text of one's own",
        written: "text = { en = \"By {virtual_account}.\"",
        instead_of: "text = { en = \"By {soon}.\"",
        place: "text = { en = \"By",
        words: "`virtual_account` is a text of the person's own",
    },
];
