//! `Debug` for types that hold what a person said: the name and the id, never the rest.

/// Prints a type as its name and one harmless field.
macro_rules! debug_without_content {
    ($($name:ident $(. $shown:ident)?),+ $(,)?) => {$(
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($shown), &self.$shown))?
                    .finish_non_exhaustive()
            }
        }
    )+};
}
pub(crate) use debug_without_content;
