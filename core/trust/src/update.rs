//! Replacing the root: each is signed by the one before and by itself.

use crate::refusal::{Metadata, Refusal};
use crate::root::{Role, Root};
use crate::signed::Signed;
use crate::state::{TrustState, TrustedRoot};
use jiff::civil::Date;

impl TrustState {
    /// Takes the root of a newer version of the program, if it is newer than the one in
    /// use, without a chain: who replaces the program can replace its root. Says whether
    /// it was taken.
    ///
    /// # Errors
    /// It isn't a valid root signed by enough of its own keys.
    pub fn adopt_program_root(&mut self, root: &Signed) -> Result<bool, Refusal> {
        let trusted = TrustedRoot::try_from(root.clone())?;
        check_signed_by(root, &trusted.root, &trusted.root.roles.root)?;
        let newer = self
            .root()
            .is_none_or(|old| old.version < trusted.root.version);
        if newer {
            self.replace_root(trusted);
        }
        Ok(newer)
    }

    /// Replaces the root by the next one.
    ///
    /// # Errors
    /// Not signed by enough keys of both, not the next version, expired; nothing has
    /// changed then.
    pub fn update_root(&mut self, root: &Signed, today: Date) -> Result<(), Refusal> {
        let old = self.root().ok_or(Refusal::NoRoot)?;
        let next = next_root(old, root)?;
        check_days(old, &next.root, today)?;
        self.replace_root(next);
        Ok(())
    }

    /// Follows a chain of roots in order; those that are not newer than the one in use are
    /// skipped. Of those on the way the days don't matter, of the last they do.
    ///
    /// # Errors
    /// As [`TrustState::update_root`]; nothing has changed then.
    pub fn update_roots(&mut self, roots: &[Signed], today: Date) -> Result<(), Refusal> {
        let first = self.root.clone().ok_or(Refusal::NoRoot)?;
        let mut last = first.clone();
        for signed in roots {
            if signed.claimed_root()?.version > first.root.version {
                last = next_root(&last.root, signed)?;
            }
        }
        if last.root.version > first.root.version {
            check_days(&first.root, &last.root, today)?;
            self.replace_root(last);
        }
        Ok(())
    }

    /// Puts a checked root in place. Where those who could sign a publisher's index can no
    /// longer reach its threshold, nothing they signed can be replayed; what is remembered
    /// of it then goes, so that versions or days that a stolen key has driven up don't
    /// shut out the new keys.
    fn replace_root(&mut self, new: TrustedRoot) {
        self.publishers.retain(|publisher, remembered| {
            let Some(role) = new.root.role_of(publisher) else {
                return true;
            };
            let kept = remembered.keys.iter().filter(|key| role.keys.contains(key));
            kept.count() >= role.threshold
        });
        self.root = Some(new);
    }
}

fn next_root(old: &Root, signed: &Signed) -> Result<TrustedRoot, Refusal> {
    let next = TrustedRoot::try_from(signed.clone())?;
    check_signed_by(signed, old, &old.roles.root)?;
    check_signed_by(signed, &next.root, &next.root.roles.root)?;
    let (have, offered) = (old.version, next.root.version);
    if offered <= have {
        let what = Metadata::Root;
        return Err(Refusal::Rollback {
            what,
            have,
            offered,
        });
    }
    if offered - have > 1 {
        return Err(Refusal::RootGap { have, offered });
    }
    Ok(next)
}

fn check_signed_by(signed: &Signed, root: &Root, role: &Role) -> Result<(), Refusal> {
    signed.check_root(&root.public_keys(role), role.threshold)
}

fn check_days(old: &Root, new: &Root, today: Date) -> Result<(), Refusal> {
    check_valid(
        Metadata::Root,
        (new.issued, new.expires),
        today.max(old.issued),
    )
}

/// Holds on a day from the one before `issued` (clocks differ) to the one before `expires`.
pub(crate) fn check_valid(
    what: Metadata,
    (issued, expires): (Date, Date),
    day: Date,
) -> Result<(), Refusal> {
    if day.tomorrow().is_ok_and(|tomorrow| issued > tomorrow) {
        return Err(Refusal::FromTheFuture { issued });
    }
    if expires <= day {
        return Err(Refusal::Expired { what, on: expires });
    }
    Ok(())
}
