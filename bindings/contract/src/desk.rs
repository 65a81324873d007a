//! The plain part of Rust's side: objects by handle, listeners by name, plain values. What
//! is particular to each export is in `generated.rs`.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::pattern::short;

/// How long one waits for a listener to hear something.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no result.
#[derive(Debug)]
pub enum Failure {
    /// The call failed; its error as JSON.
    Error(Value),
    /// The call could not be made; a sentence.
    Misuse(String),
}

impl Failure {
    /// The call could not be made.
    pub fn misuse(why: impl Into<String>) -> Self {
        Self::Misuse(why.into())
    }
}

/// Objects and listeners that a case can name. A clone has the same ones.
#[derive(Debug, Clone, Default)]
pub struct Desk(Arc<Mutex<Things>>);

#[derive(Debug, Default)]
struct Things {
    objects: HashMap<String, Arc<dyn Any + Send + Sync>>,
    made: usize,
    ears: HashMap<String, Ear>,
}

impl Desk {
    fn things(&self) -> MutexGuard<'_, Things> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an object and gives its handle.
    pub fn hold<T: Any + Send + Sync>(&self, kind: &str, object: Arc<T>) -> Value {
        let mut things = self.things();
        things.made += 1;
        let handle = format!("{kind}#{}", things.made);
        things.objects.insert(handle.clone(), object);
        json!({"object": kind, "handle": handle})
    }

    /// The object with a handle.
    pub fn held<T: Any + Send + Sync>(&self, kind: &str, value: Value) -> Result<Arc<T>, Failure> {
        let handle = value["handle"].as_str().unwrap_or_default();
        let object = self.things().objects.get(handle).cloned();
        let object = object.and_then(|object| object.downcast::<T>().ok());
        object.ok_or_else(|| Failure::Misuse(format!("{value} is no {kind}")))
    }

    /// The object that a method is called on.
    pub fn receiver<T>(&self, on: Value) -> Result<T, Failure>
    where
        T: Read,
    {
        T::read(on, self)
    }

    /// A call that belongs to no object is made on none.
    pub fn no_receiver(&self, on: Value) -> Result<(), Failure> {
        if on.is_null() {
            Ok(())
        } else {
            Err(Failure::misuse("it is not called on an object"))
        }
    }

    /// A new listener: `{"$listener": name}`, with `"$throws": error` one that throws.
    pub fn ear(&self, value: Value) -> Result<Ear, Failure> {
        let mut fields = Fields::of("a listener", value)?;
        let name: String = fields.take("$listener", self)?;
        let throws: Option<Anything> = fields.take("$throws", self)?;
        fields.close()?;
        let ear = Ear {
            desk: self.clone(),
            throws: throws.map(|Anything(error)| error),
            heard: Arc::default(),
        };
        match self.things().ears.insert(name.clone(), ear.clone()) {
            None => Ok(ear),
            Some(_) => Err(Failure::Misuse(format!("{name} listens already"))),
        }
    }

    /// What a listener heard; waits for more than there was.
    pub fn heard(&self, name: &str, more_than: Option<usize>) -> Result<Value, String> {
        let ear = self.things().ears.get(name).cloned();
        let ear = ear.ok_or_else(|| format!("nothing listens as {name}"))?;
        let (heard, changed) = &*ear.heard;
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = more_than {
            let waited = changed.wait_timeout_while(heard, PATIENCE, |heard| heard.len() <= before);
            let (now, late) = waited.unwrap_or_else(PoisonError::into_inner);
            if late.timed_out() {
                return Err(format!("{name} heard nothing more"));
            }
            heard = now;
        }
        Ok(Value::Array(heard.clone()))
    }

    /// Lets go of everything.
    pub fn clear(&self) {
        let things = std::mem::take(&mut *self.things());
        drop(things);
    }
}

/// One listener.
#[derive(Debug, Clone)]
pub struct Ear {
    desk: Desk,
    throws: Option<Value>,
    heard: Arc<(Mutex<Vec<Value>>, Condvar)>,
}

impl Ear {
    /// Where objects that are heard are kept.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Keeps what was told.
    pub fn hear(&self, told: &str, with: Value) {
        let (heard, changed) = &*self.heard;
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push(json!({"told": told, "with": with}));
        changed.notify_all();
    }

    /// Fails if the case wants it to.
    pub fn answer<E: Read>(&self) -> Result<(), E> {
        let thrown = self.throws.clone().map(|error| E::read(error, &self.desk));
        match thrown {
            None => Ok(()),
            Some(Ok(error)) => Err(error),
            Some(Err(why)) => panic!("a listener throws what is no error: {why:?}"),
        }
    }
}

/// Values read from JSON.
pub trait Read: Sized {
    /// Reads one, or says what is wrong with it.
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure>;

    /// Reads a list of them.
    fn read_list(value: Value, desk: &Desk) -> Result<Vec<Self>, Failure> {
        match value {
            Value::Array(values) => values.into_iter().map(|v| Self::read(v, desk)).collect(),
            other => Err(Failure::Misuse(format!("a list is no {}", short(&other)))),
        }
    }
}

/// Values written as JSON.
pub trait Write: Sized {
    /// Writes one.
    fn write(self, desk: &Desk) -> Value;

    /// Writes a list of them.
    fn write_list(list: Vec<Self>, desk: &Desk) -> Value {
        list.into_iter().map(|value| value.write(desk)).collect()
    }
}

/// An object of these fields.
pub fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let fields = fields.map(|(name, value)| (name.to_owned(), value));
    Value::Object(Map::from_iter(fields))
}

/// Fields, each taken once; what nobody takes is refused.
#[derive(Debug)]
pub struct Fields {
    of: String,
    fields: Map<String, Value>,
}

impl Fields {
    /// The fields of an object.
    pub fn of(of: &str, value: Value) -> Result<Self, Failure> {
        match value {
            Value::Object(fields) => Ok(Self {
                of: of.to_owned(),
                fields,
            }),
            other => Err(Failure::Misuse(format!("{of} is no {other}"))),
        }
    }

    /// Takes a field; one that is missing is null.
    pub fn take<T: Read>(&mut self, name: &str, desk: &Desk) -> Result<T, Failure> {
        let value = self.fields.remove(name).unwrap_or_default();
        T::read(value, desk).map_err(|failure| match failure {
            Failure::Misuse(why) => Failure::Misuse(format!("{}: {name}: {why}", self.of)),
            error @ Failure::Error(_) => error,
        })
    }

    /// Takes a field; one that is missing is `otherwise`, written as JSON.
    pub fn take_or<T: Read>(
        &mut self,
        name: &str,
        otherwise: &str,
        desk: &Desk,
    ) -> Result<T, Failure> {
        if !self.fields.contains_key(name) {
            let value = serde_json::from_str(otherwise);
            let value = value.map_err(|error| Failure::misuse(error.to_string()))?;
            self.fields.insert(name.to_owned(), value);
        }
        self.take(name, desk)
    }

    /// Refuses what is left.
    pub fn close(self) -> Result<(), Failure> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(name) => Err(Failure::Misuse(format!("{} has no {name}", self.of))),
        }
    }
}

/// A variant of an enum, read or written: `"Name"`, or `{"Name": {fields}}`; an error is
/// `{"error": "Name", fields}`.
#[derive(Debug)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its fields.
    pub fields: Fields,
}

impl Variant {
    /// Reads one of a value.
    pub fn of_value(of: &str, value: Value) -> Result<Self, Failure> {
        let (name, fields) = match value {
            Value::String(name) => (name, Value::Object(Map::new())),
            Value::Object(fields) if fields.len() == 1 => {
                let mut fields = fields.into_iter();
                fields.next().unwrap_or_default()
            }
            other => return Err(Failure::Misuse(format!("{of} has no variant {other}"))),
        };
        let fields = Fields::of(&format!("{of}.{name}"), fields)?;
        Ok(Self { name, fields })
    }

    /// Reads one of an error.
    pub fn of_error(of: &str, value: Value) -> Result<Self, Failure> {
        let mut fields = Fields::of(of, value)?;
        let name = fields.take("error", &Desk::default())?;
        Ok(Self { name, fields })
    }

    /// Writes one of a value.
    pub fn value<const N: usize>(name: &str, fields: [(&str, Value); N]) -> Value {
        if N == 0 {
            name.into()
        } else {
            json!({name: object(fields)})
        }
    }

    /// Writes one of an error.
    pub fn error<const N: usize>(name: &str, fields: [(&str, Value); N]) -> Value {
        let mut error = object(fields);
        error["error"] = name.into();
        error
    }

    /// There is no such variant.
    #[must_use]
    pub fn unknown(&self) -> Failure {
        Failure::Misuse(format!("{} is no variant", self.fields.of))
    }
}

/// Any JSON.
struct Anything(Value);

impl Read for Anything {
    fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
        Ok(Self(value))
    }
}
