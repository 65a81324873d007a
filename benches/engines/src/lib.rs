//! Dodam's rules engine beside others, on the same decision, in one run.
//!
//! [`facts`] draws what people said, [`engine`] is what every engine is asked, and one module
//! an engine answers it. [`agreement`], [`soundness`] and [`speed`] are what is compared.

pub mod agreement;
pub mod contender;
pub mod engine;
pub mod facts;
pub mod machine;
pub mod report;
pub mod soundness;
pub mod speed;

mod common_expression;
mod datalogic;
mod dodam;
mod rego;
mod zen;
mod zen_expression;
