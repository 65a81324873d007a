//! Whom to call now, and which programmes are known for a place.

use dodam_companion::Clock;
use dodam_companion::rules::{self, Packs};

use crate::answer::Note;
use crate::crossing::{Cross, Given, chosen, debug_without_content, language, shown};
use crate::error::invalid;
use crate::question::day_or_today;
use crate::{Companion, DodamError};

chosen! {
    /// What a line helps with.
    Need of rules::Need {
        /// Somebody is in danger now.
        Emergency,
        /// Which hospital, and being understood there.
        Hospital,
        /// The health insurance.
        Insurance,
        /// Help with money and daily life.
        Welfare,
        /// An infection, or the fear of one.
        Infection,
        /// The stay in Korea.
        Stay,
    }
}

/// What is asked of the lines.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct LinesQuestion {
    /// The language to speak, as a tag such as `km`, `ja` or `zh-Hans`.
    pub spoken: String,
    /// When somebody would call, as `YYYY-MM-DDTHH:MM` by the clocks of Korea; null for now.
    #[uniffi(default = None)]
    pub at: Option<String>,
    /// What it is about; null for anything.
    #[uniffi(default = None)]
    pub need: Option<Need>,
    /// Whether the caller may be afraid of authorities: their lines come last.
    #[uniffi(default = false)]
    pub sensitive: bool,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

shown! {
    /// The lines, in the order to try them.
    Lines of rules::Lines {
        /// When, as `YYYY-MM-DDTHH:MM` by the clocks of Korea.
        at: String,
        /// The language spoken, as it was asked.
        language: String,
        /// The ambulance first, then those that are open and speak the language.
        lines: Vec<Line>,
        /// What to know beside it.
        notes: Vec<Note>,
    }
}

/// A line at the hour asked about.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Line {
    /// The contact's id.
    pub id: String,
    /// Its number in Korea.
    pub phone: String,
    /// Its number for calls from abroad; null where there is none.
    pub abroad: Option<String>,
    /// Who answers.
    pub who: String,
    /// Whether it is open; null where its hours aren't confirmed. Holidays aren't known.
    pub open: Option<bool>,
    /// When it next opens, or next speaks the language, as `YYYY-MM-DDTHH:MM`; null where it
    /// does now, or where that isn't known.
    pub opens: Option<String>,
    /// The languages it surely speaks, as tags: at that hour, or when it next opens.
    pub languages: Vec<String>,
    /// Whether there are others, or an interpreter may join; which isn't sure.
    pub more_languages: bool,
    /// Whether it speaks the language; null where that isn't sure.
    pub speaks: Option<bool>,
    /// When it answers, in words.
    pub hours: Option<String>,
    /// The month in which the number was last checked, such as `2026-11`.
    pub checked: Option<String>,
    /// What to say, in Korean.
    pub say_in_korean: Option<String>,
}

impl Cross for rules::Line {
    type Out = Line;
    fn cross(self) -> Line {
        let Self {
            id,
            phone,
            abroad,
            who,
            open,
            opens,
            languages,
            more_languages,
            speaks,
            hours,
            checked,
            say_ko: say_in_korean,
        } = self;
        let opens = opens.cross();
        Line {
            id,
            phone,
            abroad,
            who,
            open,
            opens,
            languages,
            more_languages,
            speaks,
            hours,
            checked,
            say_in_korean,
        }
    }
}

/// What is asked of the directory.
#[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct ProgrammesQuestion {
    /// A province, in any usual spelling; all programmes where neither is given.
    #[uniffi(default = None)]
    pub province: Option<String>,
    /// A city or county; it says the province too.
    #[uniffi(default = None)]
    pub city: Option<String>,
    /// The day it is about, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

debug_without_content!(LinesQuestion, Line, ProgrammesQuestion, Programme);

shown! {
    /// What is known, in the order to try it.
    Programmes of rules::Programmes {
        /// The day it is about, as `YYYY-MM-DD`.
        as_of: String,
        /// The place; null where none was asked about.
        place: Option<NamedPlace>,
        /// What may help now first, then what is unconfirmed, then what is over.
        programmes: Vec<Programme>,
        /// What to know before; the ambulance first.
        notes: Vec<Note>,
    }
}

shown! {
    /// A place with its name in the asked language.
    NamedPlace of rules::NamedPlace {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    }
}

chosen! {
    /// How a programme stands on a day.
    ProgrammeState of rules::ProgrammeState {
        /// It ran when it was last known.
        Running,
        /// Somebody wrote of it; whether it is so isn't confirmed.
        Unconfirmed,
        /// It begins later than the day asked about.
        NotBegun,
        /// It is over.
        Ended,
        /// Kept for what it tells of an earlier time.
        History,
    }
}

/// One programme.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Programme {
    /// Its id in its pack.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whom it is for.
    pub who: String,
    /// What it gives.
    pub what: String,
    /// How it stands on the day.
    pub state: ProgrammeState,
    /// When it was last known to be so, such as `2025-05` or `2025`.
    pub known: Option<String>,
    /// The first day; null where none is known.
    pub from: Option<String>,
    /// The last day; null where none is known.
    pub until: Option<String>,
    /// Where; empty where it isn't tied to a place.
    pub places: Vec<NamedPlace>,
    /// How sure it is, as of citations.
    pub confidence: String,
    /// Whether it is somewhere to go now.
    pub offered: bool,
    /// Whether what is known is more than 24 months old, or of no known time.
    pub check_first: bool,
    /// How it stands, in a sentence.
    pub standing: String,
    /// The number to ask at.
    pub phone: String,
    /// Who answers there.
    pub answers: String,
    /// When they answer.
    pub phone_hours: Option<String>,
    /// In which languages they answer, as tags.
    pub phone_languages: Vec<String>,
    /// When the programme itself is open; null where that isn't known.
    pub hours: Option<String>,
    /// The languages of the programme itself, as tags; empty where they aren't known.
    pub languages: Vec<String>,
    /// What it costs; null where that isn't known.
    pub cost: Option<String>,
    /// How to ask, in Korean.
    pub say_in_korean: String,
    /// Ids of its sources.
    pub cites: Vec<String>,
    /// Its sources, one line each.
    pub sources: Vec<String>,
    /// The pack it is from.
    pub pack: String,
}

impl Cross for rules::ProgrammeText {
    type Out = Programme;
    fn cross(self) -> Programme {
        Programme {
            id: self.id,
            title: self.title,
            who: self.who,
            what: self.what,
            state: self.state.cross(),
            known: self.known,
            from: self.from.cross(),
            until: self.until.cross(),
            places: self.places.cross(),
            confidence: self.confidence,
            offered: self.offered,
            check_first: self.check_first,
            standing: self.standing,
            phone: self.phone,
            answers: self.answers,
            phone_hours: self.phone_hours,
            phone_languages: self.phone_languages,
            hours: self.hours,
            languages: self.languages,
            cost: self.cost,
            say_in_korean: self.say_ko,
            cites: self.cites,
            sources: self.sources,
            pack: self.pack,
        }
    }
}

impl LinesQuestion {
    fn put(self, packs: &Packs, clock: &Clock) -> Result<rules::Lines, DodamError> {
        let at = self.at.given()?;
        let question = rules::LinesQuestion {
            at: at.unwrap_or_else(|| clock.in_korea()),
            spoken: &self.spoken,
            need: self.need.given()?,
            sensitive: self.sensitive,
            language: language(self.language.as_deref()),
        };
        packs.lines(&question).map_err(|_| invalid("language"))
    }
}

impl ProgrammesQuestion {
    fn put(self, packs: &Packs, clock: &Clock) -> Result<rules::Programmes, DodamError> {
        let question = rules::ProgrammesQuestion {
            province: self.province.as_deref(),
            city: self.city.as_deref(),
            as_of: day_or_today(self.as_of, clock)?,
            language: language(self.language.as_deref()),
        };
        packs.programmes(&question).map_err(|_| invalid("place"))
    }
}

#[uniffi::export]
impl Companion {
    /// Lists the phone lines that somebody can call at an hour, in the order to try them: the
    /// ambulance first, whatever is asked.
    ///
    /// Fails with `InvalidInput` for what is no tag of a language or no time.
    pub async fn lines(&self, question: LinesQuestion) -> Result<Lines, DodamError> {
        self.ask(move |packs, clock| question.put(packs, clock))
            .await
    }

    /// Lists the programmes known for a place on a day, in the order to try them, each with how
    /// sure it is.
    ///
    /// Fails with `InvalidInput` for a place that isn't known, or a city that lies elsewhere.
    pub async fn programmes(&self, question: ProgrammesQuestion) -> Result<Programmes, DodamError> {
        self.ask(move |packs, clock| question.put(packs, clock))
            .await
    }
}
