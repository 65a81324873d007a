//! Mistakes in records of programmes and in their tests.

use crate::mistakes::Mistake;

/// What the loader complains about.
pub const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a programme in a place that isn't listed",
        written: "where = [\"fuz_town\", \"gyeongbuk\"]",
        instead_of: "where = [\"fuzz_town\", \"gyeongbuk\"]",
        place: "where = [\"fuz_town\"",
        words: "no province or city is called `fuz_town`; did you mean `fuzz_town`?",
    },
    Mistake {
        name: "a programme that runs, known nobody says when",
        written: "state = \"running\"\nfrom =",
        instead_of: "state = \"running\"\nknown = \"2025-01\"\nfrom =",
        place: "[[programme]]",
        words: "say when it was last known",
    },
    Mistake {
        name: "a programme known on a day",
        written: "known = \"2025-01-01\"",
        instead_of: "known = \"2025-01\"",
        place: "known =",
        words: "write a month, or a year",
    },
    Mistake {
        name: "a programme known after the pack was issued",
        written: "known = \"2025-03\"",
        instead_of: "known = \"2025-01\"",
        place: "known =",
        words: "after the day the pack was issued",
    },
    Mistake {
        name: "a programme that is over and has a last day",
        written: "state = \"ended\"\n",
        instead_of: "state = \"running\"\n",
        place: "until = 2025-10-31",
        words: "with `until` write state = \"running\"",
    },
    Mistake {
        name: "a programme that ends before it begins",
        written: "until = 2024-10-31",
        instead_of: "until = 2025-10-31",
        place: "until = 2024-10-31",
        words: "`until` lies before `from`",
    },
    Mistake {
        name: "a programme that is unverified",
        written: "confidence = \"U\"",
        instead_of: "confidence = \"F-old\"",
        place: "confidence =",
        words: "nobody is sent to what is unverified (U)",
    },
    Mistake {
        name: "a programme that cites nothing",
        written: "cite = []\ncontact",
        instead_of: "cite = [\"law\"]\ncontact",
        place: "cite = []",
        words: "a programme needs a citation",
    },
    Mistake {
        name: "a programme that sends people to the immigration office",
        written: "contact = \"immigration\"\nlanguages",
        instead_of: "contact = \"danuri\"\nlanguages",
        place: "contact = \"immigration\"",
        words: "nobody is sent to the immigration office",
    },
    Mistake {
        name: "a programme's test of another state",
        written: "expect = { state = \"ended\"",
        instead_of: "expect = { state = \"running\"",
        place: "expect = { state",
        words: "state should be \"ended\" and is \"running\"",
    },
    Mistake {
        name: "a programme's test that isn't listed",
        written: "facts = { province = \"Seoul\" }\nexpect = { state",
        instead_of: "facts = { city = \"Fuzzton\" }\nexpect = { state",
        place: "expect = { state",
        words: "listed should be true and is false",
    },
    Mistake {
        name: "a programme's test of a programme that isn't there",
        written: "programme = \"clinc\"",
        instead_of: "programme = \"clinic\"",
        place: "programme = \"clinc\"",
        words: "no programme is called `clinc`; did you mean `clinic`?",
    },
    Mistake {
        name: "a programme's test that says more than where",
        written: "facts = { registered = true }\nexpect = { state",
        instead_of: "facts = { city = \"Fuzzton\" }\nexpect = { state",
        place: "facts = { registered",
        words: "says no more than where",
    },
    Mistake {
        name: "a state that isn't there",
        written: "state = \"open\"\n",
        instead_of: "state = \"running\"\n",
        place: "state = \"open\"",
        words: "`open`",
    },
    Mistake {
        name: "a state that is a number",
        written: "state = 1\n",
        instead_of: "state = \"running\"\n",
        place: "state = 1",
        words: "texts stand in quotes",
    },
];
