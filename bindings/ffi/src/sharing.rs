//! The server and the people one shares with.

use std::sync::Arc;

use dodam_companion as companion;

use crate::cancellation::Cancellation;
use crate::crossing::{Cross, Given, debug_without_content, shown};
use crate::{DodamError, Profile};

shown! {
    /// What went over the line.
    Traffic of companion::Traffic {
        /// Bytes sent.
        bytes_up: u64,
        /// Bytes received.
        bytes_down: u64,
        /// Requests made.
        requests: u64,
    }
}

shown! {
    /// What a sync did.
    SyncReport of companion::SyncReport {
        /// Items the server took.
        sent: u64,
        /// Items that came and are part of a record now.
        received: u64,
        /// Items that still wait here.
        pending: u64,
        /// Items kept aside here because they can't be used.
        quarantined: u64,
        /// Files that are damaged here, or that the server doesn't take; everything else goes on.
        files_refused: u64,
        /// Fields that wait for someone to choose.
        conflicts: u64,
        /// Whether this vault was an older copy of itself: what it lacked came back, and what
        /// was written since is kept.
        older_copy: bool,
        /// What went over the line.
        traffic: Traffic,
    }
}

/// One of the sheets that bring a team back; any two of them do.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Sheet {
    /// Which of the sheets it is, counted from 1.
    pub number: u8,
    /// Its twenty-four words.
    pub words: String,
}

/// A new team and the sheets that bring it back.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct NewTeam {
    /// The team's id: sixty-four hexadecimal digits.
    pub team_id: String,
    /// Three sheets, to be printed and kept by three people. They are given once.
    pub sheets: Vec<Sheet>,
}

/// A group this device is in or shares with.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct TeamView {
    /// Its id: sixty-four hexadecimal digits.
    pub team_id: String,
    /// Its name.
    pub name: String,
}

shown! {
    /// What was shared with whom.
    Shared of companion::Shared {
        /// The team.
        team: TeamView,
        /// The kinds of strands it can read from now on.
        kinds: Vec<String>,
    }
}

debug_without_content!(Sheet, NewTeam, TeamView);

impl Cross for companion::Sheet {
    type Out = Sheet;
    fn cross(self) -> Sheet {
        let (number, words) = (self.number, self.words.cross());
        Sheet { number, words }
    }
}

impl Given<companion::Sheet> for Sheet {
    fn given(self) -> Result<companion::Sheet, DodamError> {
        let (number, words) = (self.number, self.words.given()?);
        Ok(companion::Sheet { number, words })
    }
}

impl Cross for companion::NewTeam {
    type Out = NewTeam;
    fn cross(self) -> NewTeam {
        let (team_id, sheets) = (self.team.cross(), self.sheets.cross());
        NewTeam { team_id, sheets }
    }
}

impl Cross for companion::TeamView {
    type Out = TeamView;
    fn cross(self) -> TeamView {
        let (team_id, name) = (self.team.cross(), self.name);
        TeamView { team_id, name }
    }
}

#[uniffi::export]
impl Profile {
    /// Introduces this device to a server by the code its operator gave.
    ///
    /// Fails with `Offline`, `InvalidInput` for the address, `Rejected`, `Stopped`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn enrol(
        &self,
        server_url: String,
        code: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<(), DodamError> {
        self.meet(cancellation, async move |vault| {
            vault.enrol(&server_url, &code).await
        })
        .await
    }

    /// Remembers another address for the server this device enrolled at. Another server's
    /// answers are not believed.
    ///
    /// Fails with `InvalidInput` for what is no address.
    pub async fn set_server_url(&self, server_url: String) -> Result<(), DodamError> {
        self.work(move |vault| vault.set_server_url(&server_url))
            .await
    }

    /// Sends what waits and fetches what is new. What was not sent is sent next time; a sync
    /// that is stopped keeps what it has done.
    ///
    /// Fails with `Offline`, `Rejected` with `not_enrolled` before `enrol`, `Stopped`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn sync(
        &self,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<SyncReport, DodamError> {
        self.meet(cancellation, async move |vault| vault.sync().await)
            .await
    }

    /// Makes a team of which this device is the first member, with the sheets that bring it
    /// back.
    ///
    /// Fails with `InvalidInput` for the name.
    pub async fn create_team(&self, name: String) -> Result<NewTeam, DodamError> {
        self.work(move |vault| vault.create_team(&name)).await
    }

    /// Checks that these sheets would bring the team back. Nothing is changed.
    ///
    /// Fails with `InvalidInput` for a typing mistake, too few sheets or sheets of another team,
    /// `NotFound` for another team.
    pub async fn check_sheets(
        &self,
        team_id: String,
        sheets: Vec<Sheet>,
    ) -> Result<(), DodamError> {
        let (team, sheets): (_, Vec<_>) = (team_id.given()?, sheets.given()?);
        self.work(move |vault| vault.check_sheets(&team, &sheets))
            .await
    }

    /// Lists the teams this device is in.
    pub async fn teams(&self) -> Result<Vec<TeamView>, DodamError> {
        self.work(|vault| vault.teams()).await
    }

    /// Leaves an invitation to a team at the server and gives the twelve words to hand over. It
    /// opens nothing by itself.
    ///
    /// Fails with `NotFound` when this device is not in the team, and as `sync`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn invite(
        &self,
        team_id: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<String, DodamError> {
        let team: companion::ChainId = team_id.given()?;
        self.meet(cancellation, async move |vault| vault.invite(&team).await)
            .await
    }

    /// Shares strands of the owner's record with the team that handed over twelve
    /// words. It is the care strand that is shared; the server gets the change with the
    /// next sync.
    ///
    /// Fails with `InvalidInput` for a typing mistake, `Rejected`, `Offline`, `Stopped`.
    #[uniffi::method(default(cancellation = None))]
    pub async fn share(
        &self,
        words: String,
        cancellation: Option<Arc<Cancellation>>,
    ) -> Result<Shared, DodamError> {
        self.meet(cancellation, async move |vault| vault.share(&words).await)
            .await
    }
}
