//! Who the person is and how to reach them.

use automerge::ROOT;
use automerge::ScalarValue;
use jiff::civil::Date;

use crate::field::{Fields, change, text_or_cleared};
use crate::redact::debug_without_content;
use crate::{RecordError, StrandDocument};

/// The person as the strand knows them; absent means not said, or cleared.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as the person writes it.
    pub name: Option<String>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// The phone number as typed.
    pub phone: Option<String>,
    /// The address as typed.
    pub address: Option<String>,
}

debug_without_content!(Person);

impl StrandDocument {
    /// Gives the person. A field in [`conflicts`](Self::conflicts) shows one of its values.
    #[must_use]
    pub fn person(&self) -> Person {
        let root = Fields::root(&self.doc);
        Person {
            name: root.text("name"),
            birth_date: root.date("birth_date"),
            phone: root.text("phone"),
            address: root.text("address"),
        }
    }

    /// Writes the name; `None` clears it.
    ///
    /// # Errors
    /// [`RecordError::Conflicted`], [`RecordError::NotInThisStrand`], [`RecordError::TooLarge`].
    pub fn set_name(&mut self, name: Option<&str>, now_ms: i64) -> Result<(), RecordError> {
        self.set_contact("name", text_or_cleared(name), now_ms)
    }

    /// Writes the date of birth; `None` clears it.
    ///
    /// # Errors
    /// As [`set_name`](Self::set_name).
    pub fn set_birth_date(&mut self, date: Option<Date>, now_ms: i64) -> Result<(), RecordError> {
        let text = date.map(|date| date.to_string());
        self.set_contact("birth_date", text_or_cleared(text.as_deref()), now_ms)
    }

    /// Writes the phone number; `None` clears it.
    ///
    /// # Errors
    /// As [`set_name`](Self::set_name).
    pub fn set_phone(&mut self, phone: Option<&str>, now_ms: i64) -> Result<(), RecordError> {
        self.set_contact("phone", text_or_cleared(phone), now_ms)
    }

    /// Writes the address; `None` clears it.
    ///
    /// # Errors
    /// As [`set_name`](Self::set_name).
    pub fn set_address(&mut self, address: Option<&str>, now_ms: i64) -> Result<(), RecordError> {
        self.set_contact("address", text_or_cleared(address), now_ms)
    }

    fn set_contact(
        &mut self,
        field: &str,
        value: ScalarValue,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        if !self.kind.holds_contacts() {
            return Err(RecordError::NotInThisStrand);
        }
        self.edit(now_ms, |tx| change(tx, &ROOT, field, value))
    }
}
