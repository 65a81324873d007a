//! A pack's file as text: where each key stands, and what TOML itself complains about.

use crate::error::{Complaint, Complaints, Fault, Otherwise, PackError, plain_sentence, quoted};
use crate::names::meant;
use crate::raw::PackFile;
use crate::words::in_plain_words;
use serde::de::DeserializeOwned;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A file and its content.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Made for the first complaint, kept for the others.
    places: OnceCell<Places>,
}

/// Where everything in a file stands.
#[derive(Debug)]
struct Places {
    root: Node,
    line_starts: Vec<usize>,
}

/// A value's parts, each with the byte it begins at.
#[derive(Debug)]
enum Node {
    Table(BTreeMap<String, (usize, Node)>),
    List(Vec<(usize, Node)>),
    Value,
}

impl Node {
    fn of_table(table: &DeTable<'_>) -> Self {
        let each = table.iter().map(|(key, value)| {
            let start = match value.get_ref() {
                // A header's own place is its key's; for `[[x]]` the items have their own.
                DeValue::Array(_) | DeValue::Table(_) => key.span().start,
                _ => value.span().start,
            };
            (
                key.get_ref().to_string(),
                (start, Self::of(value.get_ref())),
            )
        });
        Self::Table(each.collect())
    }

    fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::Table(table) => Self::of_table(table),
            DeValue::Array(items) => {
                let items = items.iter();
                Self::List(
                    items
                        .map(|item| (item.span().start, Self::of(item.get_ref())))
                        .collect(),
                )
            }
            _ => Self::Value,
        }
    }

    fn part(&self, key: &Key) -> Option<&(usize, Self)> {
        match (self, key) {
            (Self::Table(parts), Key::Name(name)) => parts.get(name),
            (Self::List(items), Key::Place(place)) => items.get(*place),
            _ => None,
        }
    }
}

impl Places {
    fn of(text: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(text);
        let ends = text.bytes().enumerate();
        let ends = ends.filter_map(|(place, byte)| (byte == b'\n').then_some(place + 1));
        Self {
            root: Node::of_table(table.get_ref()),
            line_starts: ends.collect(),
        }
    }

    /// The line of a byte, from 1.
    fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte) + 1
    }
}

/// A step down into a file.
#[derive(Debug, Clone)]
enum Key {
    Name(String),
    Place(usize),
}

/// Where something stands, for complaints.
#[derive(Debug, Clone)]
pub(crate) struct At {
    source: Rc<Source>,
    keys: Vec<Key>,
    /// What it is called, such as "criterion `stay`".
    label: String,
}

impl At {
    /// The file as a whole.
    pub(crate) fn file(source: &Rc<Source>) -> Self {
        Self {
            source: Rc::clone(source),
            keys: Vec::new(),
            label: String::new(),
        }
    }

    /// The `place`th `[[kind]]` of the file.
    pub(crate) fn item(source: &Rc<Source>, kind: &str, place: usize, name: &str) -> Self {
        let mut at = Self::file(source).key(kind).place(place);
        at.label = format!("{kind} `{}`", quoted(name));
        at
    }

    /// What stands under a key.
    pub(crate) fn key(&self, name: &str) -> Self {
        self.down(Key::Name(name.to_owned()))
    }

    /// What stands at a place of a list.
    pub(crate) fn place(&self, place: usize) -> Self {
        self.down(Key::Place(place))
    }

    fn down(&self, key: Key) -> Self {
        let mut at = self.clone();
        at.keys.push(key);
        at
    }

    pub(crate) fn fail<T>(&self, sentence: impl Into<String>) -> Result<T, PackError> {
        Err(PackError::one(self.complaint(sentence.into(), None)))
    }

    /// A complaint of one of the pack's tests.
    pub(crate) fn fail_test<T>(
        &self,
        otherwise: Otherwise,
        sentence: impl Into<String>,
    ) -> Result<T, PackError> {
        let complaint = self.complaint(sentence.into(), Some(otherwise));
        Err(PackError::one(complaint))
    }

    fn complaint(&self, sentence: String, otherwise: Option<Otherwise>) -> Complaint {
        let sentence = match self.label.as_str() {
            "" => sentence,
            label => format!("{label}: {sentence}"),
        };
        Complaint {
            file: self.source.path.clone(),
            line: self.line(),
            sentence: plain_sentence(&sentence),
            fault: otherwise.map_or(Fault::Written, |_| Fault::Test),
            otherwise,
        }
    }

    /// The line of the deepest step that is there.
    pub(crate) fn line(&self) -> usize {
        let places = self.source.places();
        let (mut start, mut node) = (0, &places.root);
        for key in &self.keys {
            let Some((at, part)) = node.part(key) else {
                break;
            };
            (start, node) = (*at, part);
        }
        places.line(start)
    }
}

impl Source {
    pub(crate) fn new(path: String, text: String) -> Self {
        Self {
            path,
            text,
            places: OnceCell::new(),
        }
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.text))
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.places().line(byte)
    }

    /// Reads the file's sections; complains about every item that isn't as it should be.
    pub(crate) fn parse(self: &Rc<Self>, complaints: &mut Complaints) -> PackFile {
        let (table, errors) = DeTable::parse_recoverable(&self.text);
        let is_toml = errors.is_empty();
        let mut line_before = 0;
        for error in errors {
            if complaints.are_enough() {
                break;
            }
            // What follows on a line is mostly noise made by its first mistake.
            let line = error
                .span()
                .map_or(1, |span| self.places().line(span.start));
            if line != line_before {
                let sentence = in_plain_words(error.message(), &self.text, error.span());
                complaints.keep::<()>(self.fail_at(error.span(), 0, sentence));
            }
            line_before = line;
        }
        let mut file = PackFile::default();
        if !is_toml {
            return file;
        }
        for (key, value) in table.into_inner() {
            if complaints.are_enough() {
                break;
            }
            let name = key.get_ref().to_string();
            let mut section = Section {
                source: self,
                name: &name,
                complaints,
            };
            match name.as_str() {
                "pack" => file.pack = section.one(value),
                "fact" => file.fact = section.many(value),
                "place" => file.place = section.many(value),
                "param" => file.param = section.many(value),
                "cite" => file.cite = section.many(value),
                "table" => file.table = section.many(value),
                "criterion" => file.criterion = section.many(value),
                "decision" => file.decision = section.many(value),
                "asking" => file.asking = section.many(value),
                "figure" => file.figure = section.many(value),
                "calculation" => file.calculation = section.many(value),
                "note" => file.note = section.many(value),
                "contact" => file.contact = section.many(value),
                "programme" => file.programme = section.many(value),
                "step" => file.step = section.many(value),
                "test" => file.test = section.many(value),
                "language" => file.language = section.one(value),
                "texts" => file.texts = section.one(value).unwrap_or_default(),
                other => {
                    let sentence = no_section(other);
                    let line = key.span();
                    complaints.keep::<()>(self.fail_at(Some(line), 0, sentence));
                }
            }
        }
        file
    }

    fn fail_at<T>(
        &self,
        span: Option<std::ops::Range<usize>>,
        otherwise: usize,
        sentence: String,
    ) -> Result<T, PackError> {
        let start = span.map_or(otherwise, |span| span.start);
        Err(PackError::one(Complaint {
            file: self.path.clone(),
            line: self.places().line(start),
            sentence: plain_sentence(&sentence),
            fault: Fault::Written,
            otherwise: None,
        }))
    }
}

/// The sections of a pack's file.
const SECTIONS: [&str; 18] = [
    "pack",
    "fact",
    "place",
    "param",
    "cite",
    "table",
    "criterion",
    "decision",
    "asking",
    "figure",
    "calculation",
    "note",
    "contact",
    "programme",
    "step",
    "test",
    "language",
    "texts",
];

fn no_section(name: &str) -> String {
    match meant(name, SECTIONS.into_iter()) {
        Some(near) => format!("`{name}` is no section of a pack; did you mean [[{near}]]?"),
        None => format!(
            "`{name}` is no section of a pack; the sections are [pack] and [[{}]]",
            SECTIONS[1..].join("]], [[")
        ),
    }
}

/// One kind of section in a file.
struct Section<'a> {
    source: &'a Source,
    name: &'a str,
    complaints: &'a mut Complaints,
}

impl Section<'_> {
    fn one<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Option<T> {
        let start = value.span().start;
        let label = label(self.name, value.get_ref());
        let result = T::deserialize(ValueDeserializer::from(value));
        let result = result.or_else(|error| {
            let sentence = in_plain_words(error.message(), &self.source.text, error.span());
            let span = error.span().filter(|span| span.start > 0);
            self.source
                .fail_at(span, start, format!("{label}: {sentence}"))
        });
        self.complaints.keep(result)
    }

    fn many<T: DeserializeOwned>(&mut self, value: Spanned<DeValue<'_>>) -> Vec<T> {
        let start = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => {
                let mut read = Vec::new();
                for item in items {
                    if self.complaints.are_enough() {
                        break;
                    }
                    read.extend(self.one(item));
                }
                read
            }
            _ => {
                let name = self.name;
                let sentence = format!("write [[{name}]] with two brackets: there can be several");
                self.complaints
                    .keep::<()>(self.source.fail_at(None, start, sentence));
                Vec::new()
            }
        }
    }
}

/// What an item is called, as far as it says.
fn label(kind: &str, value: &DeValue<'_>) -> String {
    let name = ["id", "name"]
        .iter()
        .find_map(|key| value.get(*key).and_then(|name| name.get_ref().as_str()));
    match name {
        Some(name) => format!("{kind} `{}`", quoted(name)),
        None => format!("[[{kind}]]"),
    }
}
