//! What a person may have said: the facts that the decision reads, and seeded draws of them.

use serde_json::Value as Json;

/// Facts as every engine gets them; `None` is a fact that nobody gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Case {
    /// Foreigner registration.
    pub registered: Option<bool>,
    /// The province a person lives in.
    pub province: Option<&'static str>,
    /// The city a person lives in; it implies the province.
    pub city: Option<&'static str>,
    /// Enrolled in National Health Insurance.
    pub nhi_enrolled: Option<bool>,
    /// The medical centre that would treat the person.
    pub centre: Option<&'static str>,
    /// The kind of treatment.
    pub service: Option<&'static str>,
    /// The day of treatment as a number: 20250220.
    pub service_date: Option<i64>,
    /// Whether the programme goes on after 2025.
    pub programme_2026_terms: Option<bool>,
    /// What the programme has already paid, in won.
    pub cap_used_krw: Option<i64>,
}

/// The facts' ids, in the order of [`Case`]'s fields.
pub const IDS: [&str; 9] = [
    "registered",
    "province",
    "city",
    "nhi_enrolled",
    "centre",
    "service",
    "service_date",
    "programme_2026_terms",
    "cap_used_krw",
];

/// A fact's value, for engines that take facts one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// One of a list.
    Text(&'static str),
    /// Won, or a day such as 20250220.
    Number(i64),
}

impl Case {
    /// The given facts with their ids.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, FactValue)> {
        use FactValue::{Bool, Number, Text};
        let values = [
            self.registered.map(Bool),
            self.province.map(Text),
            self.city.map(Text),
            self.nhi_enrolled.map(Bool),
            self.centre.map(Text),
            self.service.map(Text),
            self.service_date.map(Number),
            self.programme_2026_terms.map(Bool),
            self.cap_used_krw.map(Number),
        ];
        IDS.into_iter()
            .zip(values)
            .filter_map(|(id, value)| Some((id, value?)))
    }

    /// The given facts as a JSON object.
    pub fn to_json(&self) -> Json {
        let value = |value| match value {
            FactValue::Bool(value) => Json::from(value),
            FactValue::Text(text) => Json::from(text),
            FactValue::Number(number) => Json::from(number),
        };
        let given = self.given();
        Json::Object(
            given
                .map(|(id, given)| (id.to_owned(), value(given)))
                .collect(),
        )
    }

    /// This case with some facts left out, each with a chance of one in `one_in`.
    pub fn with_gaps(self, dice: &mut Dice, one_in: usize) -> Self {
        let mut drop = || dice.below(one_in) == 0;
        let mut kept = self;
        drop().then(|| kept.registered = None);
        drop().then(|| kept.province = None);
        drop().then(|| kept.city = None);
        drop().then(|| kept.nhi_enrolled = None);
        drop().then(|| kept.centre = None);
        drop().then(|| kept.service = None);
        drop().then(|| kept.service_date = None);
        drop().then(|| kept.programme_2026_terms = None);
        drop().then(|| kept.cap_used_krw = None);
        kept
    }

    /// Draws a complete case. Values that lead to a yes are drawn more often, so that each
    /// verdict occurs.
    pub fn draw(dice: &mut Dice) -> Self {
        let (province, city) = dice.mostly(("gyeongbuk", "andong"), &PLACES);
        Self {
            registered: Some(dice.mostly(true, &[true, false])),
            province: Some(province),
            city: Some(city),
            nhi_enrolled: Some(dice.mostly(false, &[true, false])),
            centre: Some(dice.mostly("andong_centre", &CENTRES)),
            service: Some(dice.mostly("outpatient", &SERVICES)),
            service_date: Some(dice.mostly(20250220, &DAYS)),
            programme_2026_terms: Some(dice.mostly(false, &[true, false])),
            cap_used_krw: Some(dice.mostly(300_000, &AMOUNTS)),
        }
    }

    /// Every complete case that this one may turn out to be, one for each group of values that
    /// no criterion tells apart.
    pub fn completions(self) -> Vec<Self> {
        let mut cases = vec![self];
        spread(&mut cases, |case| &mut case.registered, &[true, false]);
        spread_places(&mut cases);
        spread(&mut cases, |case| &mut case.nhi_enrolled, &[true, false]);
        spread(
            &mut cases,
            |case| &mut case.centre,
            &["andong_centre", "Daejeon Sun"],
        );
        spread(
            &mut cases,
            |case| &mut case.service,
            &["outpatient", "dental"],
        );
        let days = [20250131, 20250220, 20260101];
        spread(&mut cases, |case| &mut case.service_date, &days);
        spread(
            &mut cases,
            |case| &mut case.programme_2026_terms,
            &[true, false],
        );
        spread(&mut cases, |case| &mut case.cap_used_krw, &[0, 2_000_000]);
        cases
    }
}

fn spread<T: Copy>(
    cases: &mut Vec<Case>,
    field: impl Fn(&mut Case) -> &mut Option<T>,
    values: &[T],
) {
    if cases.first_mut().is_none_or(|case| field(case).is_some()) {
        return;
    }
    let with = |case: &Case, value: T| {
        let mut case = *case;
        *field(&mut case) = Some(value);
        case
    };
    *cases = cases
        .iter()
        .flat_map(|case| values.iter().map(move |value| with(case, *value)))
        .collect();
}

/// A city lies in one province: what is known of the one decides the other.
fn spread_places(cases: &mut Vec<Case>) {
    let fits = |case: &Case, (province, city): (&str, &str)| {
        case.province.is_none_or(|said| said == province)
            && case.city.is_none_or(|said| said == city)
    };
    let mut all = Vec::new();
    for case in &*cases {
        let mut provinces: Vec<&str> = Vec::new();
        for place in PLACES.into_iter().filter(|place| fits(case, *place)) {
            // One city of a province stands for the others.
            if !provinces.contains(&place.0) {
                provinces.push(place.0);
                let (province, city) = (Some(place.0), Some(place.1));
                all.push(Case {
                    province,
                    city,
                    ..*case
                });
            }
        }
    }
    *cases = all;
}

/// Provinces and cities that lie in them.
pub const PLACES: [(&str, &str); 28] = [
    ("gyeongbuk", "pohang"),
    ("gyeongbuk", "gyeongju"),
    ("gyeongbuk", "gimcheon"),
    ("gyeongbuk", "andong"),
    ("gyeongbuk", "gumi"),
    ("gyeongbuk", "yeongju"),
    ("gyeongbuk", "yeongcheon"),
    ("gyeongbuk", "sangju"),
    ("gyeongbuk", "mungyeong"),
    ("gyeongbuk", "gyeongsan"),
    ("gyeongbuk", "uiseong"),
    ("gyeongbuk", "cheongsong"),
    ("gyeongbuk", "yeongyang"),
    ("gyeongbuk", "yeongdeok"),
    ("gyeongbuk", "cheongdo"),
    ("gyeongbuk", "goryeong"),
    ("gyeongbuk", "seongju"),
    ("gyeongbuk", "chilgok"),
    ("gyeongbuk", "yecheon"),
    ("gyeongbuk", "bonghwa"),
    ("gyeongbuk", "uljin"),
    ("gyeongbuk", "ulleung"),
    ("seoul", "seoul_city"),
    ("busan", "busan_city"),
    ("daegu", "daegu_city"),
    ("gyeonggi", "ansan"),
    ("gyeonggi", "siheung"),
    ("gyeonggi", "suwon"),
];

/// Centres: the three that take part, and one that doesn't.
pub const CENTRES: [&str; 4] = [
    "pohang_centre",
    "gimcheon_centre",
    "andong_centre",
    "Daejeon Sun",
];

/// Kinds of treatment.
pub const SERVICES: [&str; 7] = [
    "inpatient",
    "surgery",
    "outpatient",
    "childbirth",
    "dental",
    "cosmetic",
    "medicine",
];

/// Days of treatment, at the edges of the rule and between them.
pub const DAYS: [i64; 8] = [
    20241201, 20250131, 20250201, 20250220, 20250610, 20251231, 20260101, 20260305,
];

/// Amounts used, at the edge of the cap and away from it.
pub const AMOUNTS: [i64; 6] = [0, 300_000, 1_700_000, 1_999_999, 2_000_000, 2_500_000];

/// A seeded source of chance (`SplitMix64`), the same on every machine.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for one seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end`, without `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let scaled = (u128::from(self.next()) * end as u128) >> 64;
        scaled as usize
    }

    /// Three times in four the likely value, otherwise any.
    fn mostly<T: Copy>(&mut self, likely: T, any: &[T]) -> T {
        if self.below(4) > 0 {
            likely
        } else {
            any[self.below(any.len())]
        }
    }
}
