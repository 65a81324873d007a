//! Rust's side, in this process.

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::desk::{Desk, Failure};
use crate::generated::dispatch;
use crate::partner::{Answer, Partner};

/// Calls the crate itself.
#[derive(Debug)]
pub struct Here {
    desk: Desk,
    runtime: Runtime,
}

impl Here {
    /// With nothing on its desk.
    ///
    /// # Errors
    ///
    /// A sentence, if no thread can be had.
    pub fn new() -> Result<Self, String> {
        Ok(Self {
            desk: Desk::default(),
            runtime: Runtime::new().map_err(|error| error.to_string())?,
        })
    }
}

impl Partner for Here {
    fn call(&mut self, call: &str, on: Value, with: Value) -> Answer {
        let made = dispatch(&self.desk, call, on, with);
        match self.runtime.block_on(made) {
            Ok(value) => Answer::Given(value),
            Err(Failure::Error(error)) => Answer::Failed(error),
            Err(Failure::Misuse(why)) => Answer::Misuse(why),
        }
    }

    fn heard(&mut self, listener: &str, more_than: Option<usize>) -> Answer {
        self.desk
            .heard(listener, more_than)
            .map_or_else(Answer::Misuse, Answer::Given)
    }

    fn forget(&mut self) {
        self.desk.clear();
    }
}
