//! Teams, and what a resident lets them read.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::{
    self, KnownGroups, as_member, keep_own_entry, load_chain, own_identity, read_entries,
};
use crate::profile::Profile;
use crate::session::Session;
use crate::settings;
use crate::strands::{self, Strand};
use dodam_record::StrandKind;
use dodam_seal::chain::{Add, MemberKind, Role};
use dodam_seal::exchange::{Invite, Invited, Welcome, path};
use dodam_seal::invitation::{Invitation, InvitationCode};
use dodam_seal::sheets::{self, Sheet};
use dodam_seal::words::PaperKeys;
use dodam_seal::{Chain, ChainEntry, ChainId, ChainKind, SealError};
use dodam_vault::{Transaction, load_group, load_groups};
use rand_core::Rng;
use zeroize::Zeroizing;

/// How many sheets bring a team back.
pub const SHEETS_NEEDED: u8 = 2;
/// How many sheets a team gets.
pub const SHEETS_MADE: u8 = 3;

/// A new team and the sheets that bring it back.
#[derive(Debug, Clone)]
pub struct NewTeam {
    /// Its id.
    pub team: ChainId,
    /// To be printed and kept by three people. They are shown once.
    pub sheets: Vec<Sheet>,
}

/// A group this device is in or shares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamView {
    /// Its id.
    pub team: ChainId,
    /// Its name.
    pub name: String,
}

/// What was shared with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The team.
    pub team: TeamView,
    /// The kinds of strands it can read from now on.
    pub kinds: Vec<String>,
}

impl Profile {
    /// Makes a team of which this device is the first member. Its recovery sheets are
    /// part of its first entry, so no team exists without them.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for an empty name, storage errors.
    pub fn create_team(&self, name: &str) -> Result<NewTeam, CompanionError> {
        let name = one_line(name, ("team_name", "a team needs a name"))?;
        let mut secret = Zeroizing::new([0; 32]);
        let mut rng = chance::system();
        rng.fill_bytes(secret.as_mut());
        let sheets = sheets::cut(&secret, SHEETS_NEEDED, SHEETS_MADE, &mut rng)?;
        let keys = PaperKeys::derive(&secret);
        let team = self
            .write(|tx| groups::begin(tx, ChainKind::TEAM, &name, (MemberKind::SHEETS, &keys)))?;
        Ok(NewTeam { team, sheets })
    }

    /// Checks that these sheets would bring the team back: the paper device they give
    /// opens the team's key. Nothing is changed.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a typing mistake, too few sheets or sheets
    /// of another team.
    pub fn check_sheets(&self, team: &ChainId, sheets: &[Sheet]) -> Result<(), CompanionError> {
        let other_team = || CompanionError::from(SealError::BadSheets);
        let keys = PaperKeys::derive(&*sheets::join(sheets, SHEETS_NEEDED)?);
        self.read(|tx| {
            let entries = read_entries(tx, team)?;
            let chain = Chain::replay(&entries, &())?;
            let member = groups::device_hash(keys.signing.device_id());
            let opened = chain.genesis().open_secret(&member, &keys.wrap);
            let opened = opened.map_err(|_| other_team())?;
            let held = load_group(tx, team)?.ok_or(CompanionError::NotFound("a team"))?;
            let same = held.epoch_secret.expose() == opened.expose();
            if same { Ok(()) } else { Err(other_team()) }
        })
    }

    /// The teams this device is in.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn teams(&self) -> Result<Vec<TeamView>, CompanionError> {
        self.read(|tx| {
            let groups = load_groups(tx)?.into_iter();
            let teams = groups.filter(|group| group.kind == groups::TEAM);
            Ok(teams
                .map(|group| TeamView {
                    team: group.chain_id,
                    name: group.name,
                })
                .collect())
        })
    }

    /// Leaves an invitation to a team at the server and gives the twelve words to hand
    /// over. It names the team and its key; it opens nothing by itself.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] when this device is not in the team, those of
    /// [`Profile::sync`].
    pub async fn invite(&self, team: &ChainId) -> Result<Zeroizing<String>, CompanionError> {
        self.sync().await?;
        let invitation = self.read(|tx| invitation(tx, team))?;
        let mut rng = chance::system();
        let code = InvitationCode::random(&mut rng);
        let sealed = invitation.seal(&code, &mut rng)?.into();
        let question = Invite {
            place: code.place(),
            sealed,
        };
        Session::open(self)?
            .ask::<_, Welcome>(path::INVITE, &question)
            .await?;
        Ok(code.words())
    }

    /// Shares the owner's care strand with the team that handed over these twelve
    /// words: contact, visits, papers and what was said about care. The status strand
    /// has no other reader until a typed consent adds one. The server gets the change
    /// with the next sync.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a typing mistake,
    /// [`CompanionError::Rejected`] with `unknown_invitation` or
    /// `invitation_does_not_fit`, those of [`Profile::sync`].
    pub async fn share(&self, words: &str) -> Result<Shared, CompanionError> {
        let code = InvitationCode::from_words(words)?;
        let question = Invite {
            place: code.place(),
            sealed: Vec::new().into(),
        };
        let reply: Invited = Session::open(self)?.ask(path::INVITED, &question).await?;
        let invitation = Invitation::open(&reply.sealed, &code)
            .map_err(|_| CompanionError::rejected("invitation_does_not_fit"))?;
        let (chain, entries) = verify(&invitation)?;
        self.write(|tx| {
            keep_foreign_chain(tx, &entries)?;
            settings::set_group_name(tx, &invitation.group, &invitation.name)?;
            share_strand(tx, &chain, &StrandKind::Care)
        })?;
        let team = TeamView {
            team: invitation.group,
            name: invitation.name,
        };
        let kinds = vec![StrandKind::Care.as_text().to_owned()];
        Ok(Shared { team, kinds })
    }
}

/// A text of one line; the code and the sentence of what to correct where it is none.
pub(crate) fn one_line(
    text: &str,
    (code, otherwise): (&'static str, &str),
) -> Result<String, CompanionError> {
    let text = text.trim();
    let fits = !text.is_empty() && text.len() <= 200 && !text.chars().any(char::is_control);
    if fits {
        Ok(text.to_owned())
    } else {
        Err(CompanionError::invalid(code, otherwise))
    }
}

fn invitation(tx: &Transaction<'_>, team: &ChainId) -> Result<Invitation, CompanionError> {
    let group = load_group(tx, team)?.ok_or(CompanionError::NotFound("a team"))?;
    let entries = read_entries(tx, team)?;
    let chain = Chain::replay(&entries, &())?;
    Ok(Invitation {
        group: *team,
        head: chain.head(),
        epoch: chain.epoch(),
        key: group.epoch_secret.group_public(),
        inviter: own_identity(tx)?.signing.device_id(),
        name: group.name,
        chain: entries
            .iter()
            .map(|entry| entry.to_bytes().into())
            .collect(),
    })
}

/// An invitation's chain must be one and lead to the head and the key it names.
fn verify(invitation: &Invitation) -> Result<(Chain, Vec<ChainEntry>), CompanionError> {
    let does_not_fit = || CompanionError::rejected("invitation_does_not_fit");
    let entries = invitation
        .chain
        .iter()
        .map(|bytes| ChainEntry::from_bytes(bytes));
    let entries = entries
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| does_not_fit())?;
    let chain = Chain::replay(&entries, &()).map_err(|_| does_not_fit())?;
    let same = chain.id() == invitation.group
        && chain.head() == invitation.head
        && chain.epoch() == invitation.epoch
        && chain.genesis().public == Some(invitation.key)
        && chain.role_of(&invitation.inviter, &()).is_some();
    if same {
        Ok((chain, entries))
    } else {
        Err(does_not_fit())
    }
}

/// Keeps another group's chain, so that its devices can be recognised, and queues it:
/// the server takes an entry that names a group only after the group.
fn keep_foreign_chain(tx: &Transaction<'_>, entries: &[ChainEntry]) -> Result<(), CompanionError> {
    entries
        .iter()
        .try_for_each(|entry| keep_own_entry(tx, entry))
}

/// An owner's entry that wraps the strand's key to the team.
fn share_strand(
    tx: &Transaction<'_>,
    team: &Chain,
    kind: &StrandKind,
) -> Result<(), CompanionError> {
    let (record, account) = (settings::own_record(tx)?, settings::account(tx)?);
    strands::find_or_begin(tx, &record, kind, &account)?;
    let mut strands = strands::list_of(tx, &record, kind)?.into_iter();
    strands.try_for_each(|strand| let_in(tx, team, &strand))
}

/// Lets the team read and write in a strand.
pub(crate) fn let_in(
    tx: &Transaction<'_>,
    team: &Chain,
    strand: &Strand,
) -> Result<(), CompanionError> {
    let known = KnownGroups::load(tx)?;
    let chain = load_chain(tx, &strand.id, &known)?;
    let member = as_member(team, Role::WRITER)?;
    if chain.members().iter().any(|held| held.id == member.id) {
        return Ok(());
    }
    let secret = dodam_vault::load_strand_epoch(tx, &strand.id, &chain.epoch())?
        .ok_or(CompanionError::Damaged("strand"))?;
    let add = Add::admit(&member, chain.epoch(), &secret, &mut chance::system())?;
    let own = own_identity(tx)?.signing;
    let entry = ChainEntry::add(chain.id(), chain.length(), chain.head(), add, &own);
    keep_own_entry(tx, &entry)
}
