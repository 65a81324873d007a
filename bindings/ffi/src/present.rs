//! Showing a kept paper at a desk, and the emergency card.

use dodam_companion as companion;
use dodam_companion::PresentRequest;

use crate::crossing::{Cross, Given, debug_without_content, given, language, shown};
use crate::lines::Line;
use crate::money::Calculated;
use crate::question::day_or_today;
use crate::{Companion, DodamError, PaperView, Profile};

/// What is to be shown.
#[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct PresentQuestion {
    /// Which paper; the residence card that runs longest where not given.
    #[uniffi(default = None)]
    pub paper_id: Option<String>,
    /// The day it is, as `YYYY-MM-DD`; null for today in Korea.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

debug_without_content!(PresentQuestion);

shown! {
    /// A paper to be shown, and what to know beside it.
    Presented of companion::Presented {
        /// The paper that is open; null where there is none to show.
        paper: Option<PresentedPaper>,
        /// The others that could be shown instead, the best first.
        others: Vec<PaperView>,
        /// That it is a copy, what counts, the exceptions and the refund; null where no pack
        /// knows.
        rule: Option<Calculated>,
        /// The rule's sources, a line each.
        sources: Vec<String>,
    }
}

shown! {
    /// A paper in memory. Forget its bytes once it was shown.
    PresentedPaper of companion::PresentedPaper {
        /// Which.
        view: PaperView,
        /// Such as `image/jpeg`.
        media_type: String,
        /// The whole file, every byte checked; 64 MiB at most.
        bytes: Vec<u8>,
        /// Whether it has run out.
        expired: bool,
    }
}

given! {
    /// What its owner wants others to read without unlocking; nothing that they didn't write.
    /// A text has 1,000 letters at most.
    EmergencyCard as companion::EmergencyCard {
        /// What to call the owner.
        #[uniffi(default = None)]
        name: Option<String>,
        /// The languages they speak, as tags; eight at most.
        #[uniffi(default = [])]
        languages: Vec<String>,
        /// `A`, `B`, `AB` or `O`, with `+` or `-`, or `unknown`; see `blood_types`.
        #[uniffi(default = None)]
        blood_type: Option<String>,
        /// What they are allergic to.
        #[uniffi(default = None)]
        allergies: Option<String>,
        /// What they take; see `medicines_for_card`.
        #[uniffi(default = None)]
        medicines: Option<String>,
        /// What they are ill with.
        #[uniffi(default = None)]
        conditions: Option<String>,
        /// Whether they are pregnant.
        #[uniffi(default = None)]
        pregnant: Option<bool>,
        /// Whom to call.
        #[uniffi(default = None)]
        contact_name: Option<String>,
        /// That person's number.
        #[uniffi(default = None)]
        contact_phone: Option<String>,
        /// Anything else.
        #[uniffi(default = None)]
        note: Option<String>,
    }
}

impl Cross for companion::EmergencyCard {
    type Out = EmergencyCard;
    fn cross(self) -> EmergencyCard {
        let Self {
            name,
            languages,
            blood_type,
            allergies,
            medicines,
            conditions,
            pregnant,
            contact_name,
            contact_phone,
            note,
        } = self;
        EmergencyCard {
            name,
            languages,
            blood_type,
            allergies,
            medicines,
            conditions,
            pregnant,
            contact_name,
            contact_phone,
            note,
        }
    }
}

/// Lists the blood types that a card takes.
#[uniffi::export]
#[must_use]
pub fn blood_types() -> Vec<String> {
    companion::BLOOD_TYPES.map(str::to_owned).to_vec()
}

#[uniffi::export]
impl Companion {
    /// Reads the emergency card of a vault's folder, without a PIN; null where there is none.
    ///
    /// Fails with `Damaged`, `NeedsUpdate`. 119 is to be shown all the same.
    pub async fn emergency_card(
        &self,
        folder: String,
    ) -> Result<Option<EmergencyCard>, DodamError> {
        self.work(move |_| companion::emergency_card(folder.as_ref()))
            .await
    }

    /// Gives the line to call in an emergency, with the sentence to say or show in Korean.
    /// `spoken` is the language to speak, as a tag; `language_tag` that of texts. Null only
    /// where no pack knows a line.
    #[uniffi::method(default(language_tag = None))]
    pub async fn emergency_line(
        &self,
        spoken: String,
        language_tag: Option<String>,
    ) -> Result<Option<Line>, DodamError> {
        self.ask(move |packs, clock| {
            let languages = (&*spoken, language(language_tag.as_deref()));
            Ok(companion::emergency_line(
                packs,
                languages,
                clock.in_korea(),
            ))
        })
        .await
    }
}

#[uniffi::export]
impl Profile {
    /// Opens a paper to be shown: the one asked for, otherwise the residence card that runs
    /// longest of those that haven't run out. Nothing is written to disk.
    ///
    /// Fails with `NotFound`, `Rejected` with `not_on_this_device` where its file isn't,
    /// `InvalidInput` for one of more than 64 MiB, `Damaged`.
    pub async fn present(&self, question: PresentQuestion) -> Result<Presented, DodamError> {
        self.ask(move |vault, packs, clock| {
            let request = PresentRequest {
                paper: question.paper_id.as_deref(),
                as_of: day_or_today(question.as_of.clone(), clock)?,
                language: language(question.language.as_deref()),
            };
            Ok(vault.present(packs, request)?)
        })
        .await
    }

    /// Writes the emergency card, in the clear and in the place of the one that is there:
    /// whoever holds the device can read it.
    ///
    /// Fails with `InvalidInput` for a blood type that is none, an empty card or a text that is
    /// too long.
    pub async fn set_emergency_card(&self, card: EmergencyCard) -> Result<(), DodamError> {
        let card = card.given()?;
        self.work(move |vault| vault.set_emergency_card(&card))
            .await
    }

    /// Removes the emergency card. What it said may stay in the device's flash until that is
    /// used again.
    pub async fn remove_emergency_card(&self) -> Result<(), DodamError> {
        self.work(|vault| vault.remove_emergency_card()).await
    }

    /// Gives the medicines that are taken on a day, today where it is null, in one line to put
    /// on the card; null where there are none. Nothing is put there by this.
    #[uniffi::method(default(day = None))]
    pub async fn medicines_for_card(
        &self,
        day: Option<String>,
    ) -> Result<Option<String>, DodamError> {
        let day = day_or_today(day, &self.clock)?;
        self.work(move |vault| vault.medicines_for_card(day)).await
    }
}
