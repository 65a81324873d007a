//! Who makes the calls.

use std::io::{BufRead, Write};

use serde_json::{Value, json};

/// What came of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It gave this.
    Given(Value),
    /// It failed with this error.
    Failed(Value),
    /// It could not be made: no such call, a wrong argument.
    Misuse(String),
}

/// A language's side.
pub trait Partner {
    /// Makes a call. `on` is the object it is made on, or null; `with` an object of its
    /// arguments.
    fn call(&mut self, call: &str, on: Value, with: Value) -> Answer;

    /// Gives everything a listener heard, in order. With `more_than` it waits until there
    /// is more than that, for half a minute at most.
    fn heard(&mut self, listener: &str, more_than: Option<usize>) -> Answer;

    /// Lets go of every object and listener.
    fn forget(&mut self);
}

/// A partner at the other end of two pipes: a line of JSON each way. It is asked
/// `{"call","on","with"}`, `{"heard","more_than"}` or `{"forget":true}`, and answers with
/// `{"given"}`, `{"failed"}` or `{"misuse"}`.
#[derive(Debug)]
pub struct Piped<R, W> {
    answers: R,
    questions: W,
}

impl<R: BufRead, W: Write> Piped<R, W> {
    /// Speaks over these.
    pub fn new(answers: R, questions: W) -> Self {
        Self { answers, questions }
    }

    /// Says something that needs no answer.
    ///
    /// # Errors
    ///
    /// A sentence, when nobody listens.
    pub fn say(&mut self, line: &Value) -> Result<(), String> {
        writeln!(self.questions, "{line}")
            .and_then(|()| self.questions.flush())
            .map_err(|error| format!("the other side is gone: {error}"))
    }

    fn ask(&mut self, question: &Value) -> Result<Answer, String> {
        self.say(question)?;
        let mut line = String::new();
        let read = self.answers.read_line(&mut line);
        if read.map_err(|error| error.to_string())? == 0 {
            return Err("the other side is gone".into());
        }
        let mut answer: Value = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let mut part = |name: &str| answer.get_mut(name).map(Value::take);
        if let Some(given) = part("given") {
            return Ok(Answer::Given(given));
        }
        if let Some(error) = part("failed") {
            return Ok(Answer::Failed(error));
        }
        match part("misuse") {
            Some(Value::String(why)) => Ok(Answer::Misuse(why)),
            _ => Err(format!("no answer: {line}")),
        }
    }
}

impl<R: BufRead, W: Write> Partner for Piped<R, W> {
    fn call(&mut self, call: &str, on: Value, with: Value) -> Answer {
        self.ask(&json!({"call": call, "on": on, "with": with}))
            .unwrap_or_else(Answer::Misuse)
    }

    fn heard(&mut self, listener: &str, more_than: Option<usize>) -> Answer {
        self.ask(&json!({"heard": listener, "more_than": more_than}))
            .unwrap_or_else(Answer::Misuse)
    }

    fn forget(&mut self) {
        // What is wrong with the pipe shows with the next call.
        let _ = self.ask(&json!({"forget": true}));
    }
}
