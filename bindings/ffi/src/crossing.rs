//! How values cross: what the façade gives becomes what Kotlin and Swift see, and what they give
//! is read.
//!
//! `shown!` and `given!` write a record and its conversion from one list of fields. The
//! conversion names every field of the façade's type, so that a field added there is missed by
//! the compiler here. No record prints what is in it, here by `Debug` nor there by `toString`.

use std::path::PathBuf;

use dodam_companion::rules::Language;
use dodam_companion::{ChainId, Hash};
use jiff::civil::{Date, DateTime, Time};
use zeroize::Zeroizing;

use crate::DodamError;
use crate::error::{invalid, not_found};

/// Something the façade gives that can cross.
pub(crate) trait Cross {
    /// As it is seen on the other side.
    type Out;

    /// Makes what is seen on the other side.
    fn cross(self) -> Self::Out;
}

/// Something given from the other side that can be read as a `T`.
pub(crate) trait Given<T> {
    /// Reads it.
    ///
    /// # Errors
    /// [`DodamError::InvalidInput`] for what can't be read.
    fn given(self) -> Result<T, DodamError>;
}

/// What crosses as it is.
macro_rules! as_it_is {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::crossing::Cross for $name {
            type Out = Self;
            fn cross(self) -> Self {
                self
            }
        }
        impl $crate::crossing::Given<$name> for $name {
            fn given(self) -> Result<$name, $crate::DodamError> {
                Ok(self)
            }
        }
    )+};
}
as_it_is!((), bool, u8, u32, u64, i16, i32, i64, String);

macro_rules! as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl Cross for $name {
            type Out = String;
            fn cross(self) -> String {
                self.to_string()
            }
        }
    )+};
}
as_text!(Date, ChainId, Hash, Zeroizing<String>);

macro_rules! read_from_text {
    ($($name:ty: $code:literal),+ $(,)?) => {$(
        impl Given<$name> for String {
            fn given(self) -> Result<$name, DodamError> {
                self.trim().parse().map_err(|_| invalid($code))
            }
        }
    )+};
}
read_from_text!(Date: "day", Time: "time", DateTime: "time");

impl Cross for Time {
    type Out = String;
    fn cross(self) -> String {
        self.strftime("%H:%M").to_string()
    }
}

impl Cross for DateTime {
    type Out = String;
    fn cross(self) -> String {
        self.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

/// Sixty-four hexadecimal digits.
impl Given<ChainId> for String {
    fn given(self) -> Result<ChainId, DodamError> {
        let digits = self.trim();
        let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
        let id = bytes.and_then(|bytes| ChainId::from_slice(&bytes));
        id.ok_or_else(|| not_found("team"))
    }
}

impl Given<Zeroizing<Self>> for String {
    fn given(self) -> Result<Zeroizing<Self>, DodamError> {
        Ok(Zeroizing::new(self))
    }
}

impl Cross for PathBuf {
    type Out = String;
    fn cross(self) -> String {
        self.to_string_lossy().into_owned()
    }
}

impl Cross for Zeroizing<Vec<u8>> {
    type Out = Vec<u8>;
    fn cross(self) -> Vec<u8> {
        self.to_vec()
    }
}

impl<T: Cross> Cross for Option<T> {
    type Out = Option<T::Out>;
    fn cross(self) -> Self::Out {
        self.map(T::cross)
    }
}

impl<T: Cross> Cross for Vec<T> {
    type Out = Vec<T::Out>;
    fn cross(self) -> Self::Out {
        self.into_iter().map(T::cross).collect()
    }
}

impl<T: Given<U>, U> Given<Option<U>> for Option<T> {
    fn given(self) -> Result<Option<U>, DodamError> {
        self.map(T::given).transpose()
    }
}

impl<T: Given<U>, U> Given<Vec<U>> for Vec<T> {
    fn given(self) -> Result<Vec<U>, DodamError> {
        self.into_iter().map(T::given).collect()
    }
}

/// What may be taken away is taken away by an empty text.
impl<U> Given<Option<U>> for String
where
    Self: Given<U>,
{
    fn given(self) -> Result<Option<U>, DodamError> {
        (!self.trim().is_empty()).then(|| self.given()).transpose()
    }
}

/// The language of texts by its tag; English where there are none in it.
pub(crate) fn language(tag: Option<&str>) -> Language {
    tag.and_then(Language::from_tag).unwrap_or(Language::En)
}

/// `Debug` of records: the name, never what is in them.
macro_rules! debug_without_content {
    ($($name:ident),+ $(,)?) => {$(
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

/// A record that the façade gives.
macro_rules! shown {
    (
        $(#[$about:meta])*
        $name:ident of $core:ty {
            $($(#[$field_about:meta])* $field:ident: $kind:ty,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)+
        }

        $crate::crossing::debug_without_content!($name);

        impl $crate::crossing::Cross for $core {
            type Out = $name;
            fn cross(self) -> $name {
                let Self { $($field),+ } = self;
                $name { $($field: $crate::crossing::Cross::cross($field)),+ }
            }
        }
    };
}

/// A record that is given to the façade.
macro_rules! given {
    (
        $(#[$about:meta])*
        $name:ident as $core:ty {
            $($(#[$field_about:meta])* $field:ident: $kind:ty,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)+
        }

        $crate::crossing::debug_without_content!($name);

        const _: () = {
            type Core = $core;
            impl $crate::crossing::Given<Core> for $name {
                fn given(self) -> Result<Core, $crate::DodamError> {
                    let Self { $($field),+ } = self;
                    Ok(Core { $($field: $crate::crossing::Given::given($field)?),+ })
                }
            }
        };
    };
}

/// A choice of words that the façade gives and takes.
macro_rules! chosen {
    (
        $(#[$about:meta])*
        $name:ident of $core:ty {
            $($(#[$case_about:meta])* $case:ident,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            $($(#[$case_about])* $case,)+
        }

        impl $crate::crossing::Cross for $core {
            type Out = $name;
            fn cross(self) -> $name {
                match self {
                    $(Self::$case => $name::$case,)+
                }
            }
        }

        const _: () = {
            type Core = $core;
            impl $crate::crossing::Given<Core> for $name {
                fn given(self) -> Result<Core, $crate::DodamError> {
                    Ok(match self {
                        $(Self::$case => Core::$case,)+
                    })
                }
            }
        };
    };
}

pub(crate) use {as_it_is, chosen, debug_without_content, given, shown};
