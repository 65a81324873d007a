//! Plain values, read from JSON and written as it.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::desk::{Desk, Failure, Read, Write};

fn no(what: &str, value: &Value) -> Failure {
    Failure::Misuse(format!("{what} is no {}", crate::pattern::short(value)))
}

impl Read for String {
    fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(no("a text", &other)),
        }
    }
}

impl Read for bool {
    fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
        value.as_bool().ok_or_else(|| no("true or false", &value))
    }
}

/// Numbers: whole ones within their bounds only.
macro_rules! numbers {
    ($($whole:ty),*; $($real:ty),*) => {
        $(impl Read for $whole {
            fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
                let wide = value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
                wide.and_then(|wide| wide.try_into().ok())
                    .ok_or_else(|| no(concat!("a number of ", stringify!($whole)), &value))
            }
        })*
        $(impl Read for $real {
            fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
                let real = value.as_f64().ok_or_else(|| no("a number", &value))?;
                Ok(real as $real)
            }
        })*
        $(impl Write for $whole {
            fn write(self, _: &Desk) -> Value {
                self.into()
            }
        })*
        $(impl Write for $real {
            fn write(self, _: &Desk) -> Value {
                f64::from(self).into()
            }
        })*
    };
}

numbers!(i8, u16, i16, u32, i32, u64, i64; f32, f64);

/// A number by itself; a list of them is bytes, which are a text of two hexadecimal digits each.
impl Read for u8 {
    fn read(value: Value, _: &Desk) -> Result<Self, Failure> {
        let number = value.as_u64().and_then(|number| number.try_into().ok());
        number.ok_or_else(|| no("a number of u8", &value))
    }

    fn read_list(value: Value, desk: &Desk) -> Result<Vec<Self>, Failure> {
        let digits = String::read(value, desk)?;
        let wrong = || Failure::misuse("bytes are two hexadecimal digits each");
        let pairs = digits.as_bytes().chunks(2);
        pairs
            .map(|pair| {
                let pair = std::str::from_utf8(pair).map_err(|_| wrong())?;
                match pair.len() {
                    2 => Self::from_str_radix(pair, 16).map_err(|_| wrong()),
                    _ => Err(wrong()),
                }
            })
            .collect()
    }
}

impl Write for u8 {
    fn write(self, _: &Desk) -> Value {
        self.into()
    }

    fn write_list(list: Vec<Self>, _: &Desk) -> Value {
        list.iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .into()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        if value.is_null() {
            return Ok(None);
        }
        T::read(value, desk).map(Some)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        T::read_list(value, desk)
    }
}

impl<T: Read> Read for HashMap<String, T> {
    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {
        match value {
            Value::Object(fields) => fields
                .into_iter()
                .map(|(key, value)| Ok((key, T::read(value, desk)?)))
                .collect(),
            other => Err(no("a map", &other)),
        }
    }
}

impl Write for () {
    fn write(self, _: &Desk) -> Value {
        Value::Null
    }
}

impl Write for String {
    fn write(self, _: &Desk) -> Value {
        self.into()
    }
}

impl Write for bool {
    fn write(self, _: &Desk) -> Value {
        self.into()
    }
}

impl<T: Write> Write for Option<T> {
    fn write(self, desk: &Desk) -> Value {
        self.map_or(Value::Null, |value| value.write(desk))
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(self, desk: &Desk) -> Value {
        T::write_list(self, desk)
    }
}

impl<T: Write> Write for HashMap<String, T> {
    fn write(self, desk: &Desk) -> Value {
        let fields = self
            .into_iter()
            .map(|(key, value)| (key, value.write(desk)));
        Value::Object(Map::from_iter(fields))
    }
}
