//! What a library exports, as a dispatcher needs it.

use std::path::Path;

use uniffi_bindgen::interface::{self as read, AsType, ComponentInterface, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, GlobalConfig};

/// Everything a library exports, each kind in the order of its names.
#[derive(Debug, Clone)]
pub struct Interface {
    /// The crate, as Rust names it.
    pub crate_name: String,
    /// Records.
    pub records: Vec<Record>,
    /// Enums, errors among them.
    pub enums: Vec<Enum>,
    /// Objects, by name.
    pub objects: Vec<String>,
    /// Traits that the other side implements.
    pub listeners: Vec<Listener>,
    /// Functions, constructors and methods.
    pub calls: Vec<Call>,
}

/// How a value looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// True or false.
    Truth,
    /// A number, by the name Rust gives its type.
    Number(&'static str),
    /// Bytes.
    Bytes,
    /// A value or nothing.
    Optional(Box<Shape>),
    /// Values in order.
    List(Box<Shape>),
    /// Values by text.
    Map(Box<Shape>),
    /// A record of that name.
    Record(String),
    /// An enum of that name.
    Enum(String),
    /// An object of that name.
    Object(String),
    /// A trait that the other side implements, by its name.
    Listener(String),
}

/// A field of a record or a variant, or an argument that a listener gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// How its value looks.
    pub shape: Shape,
    /// What it is where nothing is said, as JSON; empty for nothing in particular.
    pub default: String,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// An enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// Its variants, in order.
    pub variants: Vec<Record>,
    /// Whether calls fail with it; then it has another form in each language.
    pub is_error: bool,
}

impl Enum {
    /// Whether its variants have no fields.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.variants
            .iter()
            .all(|variant| variant.fields.is_empty())
    }
}

/// A trait that the other side implements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// Its name.
    pub name: String,
    /// Whether Rust holds one in a `Box`, otherwise in an `Arc`.
    pub is_boxed: bool,
    /// What is told to it.
    pub methods: Vec<Call>,
}

/// How a call is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By itself.
    Function,
    /// On an object's type; gives the object.
    Constructor,
    /// On an object.
    Method,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name in Rust.
    pub name: String,
    /// How its value looks.
    pub shape: Shape,
    /// Whether Rust takes a reference.
    pub is_borrowed: bool,
    /// What it is where nothing is said, as JSON; empty for nothing in particular.
    pub default: String,
}

/// Something that can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// What a case calls it: `Profile.papers`, or `contract_version`.
    pub name: String,
    /// Its own name in Rust.
    pub own_name: String,
    /// The object it belongs to; empty for a function.
    pub object: String,
    /// How it is reached.
    pub kind: Kind,
    /// Its arguments, in order.
    pub arguments: Vec<Argument>,
    /// What it gives.
    pub returns: Option<Shape>,
    /// The error it fails with.
    pub throws: Option<String>,
    /// Whether one waits for it.
    pub is_async: bool,
}

impl Interface {
    /// Reads the interface of a built library, one that is not stripped.
    ///
    /// # Errors
    ///
    /// A sentence: the file is no such library, or an export has a shape that no
    /// dispatcher knows.
    pub fn read(library: &Path) -> Result<Self, String> {
        let path = library.to_str().ok_or("the library's path is no text")?;
        let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
        let interfaces = loader
            .load_metadata(path.into())
            .and_then(|metadata| loader.load_cis(metadata))
            .map_err(|error| format!("{path}: {error:#}"))?;
        match interfaces.as_slice() {
            [interface] => Self::of(interface),
            several => Err(format!("{path}: {} interfaces, not one", several.len())),
        }
    }

    fn of(interface: &ComponentInterface) -> Result<Self, String> {
        let objects = interface.object_definitions();
        let (own, foreign): (Vec<_>, Vec<_>) = objects
            .iter()
            .partition(|object| !object.has_callback_interface());
        let mut calls = Vec::new();
        for function in interface.function_definitions() {
            calls.push(call(function.name(), "", Kind::Function, function)?);
        }
        for object in &own {
            for constructor in object.constructors() {
                let kind = Kind::Constructor;
                calls.push(call(constructor.name(), object.name(), kind, constructor)?);
            }
            for method in object.methods() {
                calls.push(call(method.name(), object.name(), Kind::Method, method)?);
            }
        }
        calls.sort_by(|one, other| one.name.cmp(&other.name));
        let boxed = interface.callback_interface_definitions().iter();
        let boxed = boxed.map(|heard| listener(heard.name(), true, heard.methods()));
        let shared = foreign.iter();
        let shared = shared.map(|heard| listener(heard.name(), false, heard.methods()));
        Ok(Self {
            crate_name: interface.crate_name().to_owned(),
            records: all(interface.record_definitions(), |record| {
                structure(record.name(), record.fields())
            })?,
            enums: all(interface.enum_definitions(), |found| {
                Ok(Enum {
                    name: found.name().to_owned(),
                    variants: all(found.variants(), |variant| {
                        structure(variant.name(), variant.fields())
                    })?,
                    is_error: interface.is_name_used_as_error(found.name()),
                })
            })?,
            objects: own.iter().map(|object| object.name().to_owned()).collect(),
            listeners: boxed.chain(shared).collect::<Result<_, _>>()?,
            calls,
        })
    }
}

fn all<'a, T, U>(
    found: impl IntoIterator<Item = &'a T>,
    read: impl Fn(&'a T) -> Result<U, String>,
) -> Result<Vec<U>, String>
where
    T: 'a,
{
    found.into_iter().map(read).collect()
}

fn structure(name: &str, fields: &[read::Field]) -> Result<Record, String> {
    let fields = all(fields, |field| {
        if field.name().is_empty() {
            return Err(format!("{name} has a field without a name"));
        }
        Ok(Field {
            name: field.name().to_owned(),
            shape: shape(&field.as_type())?,
            default: default(field.default_value())?,
        })
    })?;
    Ok(Record {
        name: name.to_owned(),
        fields,
    })
}

fn listener(name: &str, is_boxed: bool, methods: Vec<&read::Method>) -> Result<Listener, String> {
    let methods: Vec<Call> = all(methods, |method| {
        call(method.name(), name, Kind::Method, method)
    })?;
    if let Some(odd) = methods
        .iter()
        .find(|told| told.returns.is_some() || told.is_async)
    {
        return Err(format!("{} is told something and asked nothing", odd.name));
    }
    Ok(Listener {
        name: name.to_owned(),
        is_boxed,
        methods,
    })
}

fn call(
    own_name: &str,
    object: &str,
    kind: Kind,
    found: &dyn read::Callable,
) -> Result<Call, String> {
    let name = match kind {
        Kind::Function => own_name.to_owned(),
        Kind::Constructor | Kind::Method => format!("{object}.{own_name}"),
    };
    let arguments = all(found.arguments(), |argument| {
        Ok(Argument {
            name: argument.name().to_owned(),
            shape: shape(&argument.as_type())?,
            is_borrowed: argument.by_ref(),
            default: default(argument.default_value())?,
        })
    })?;
    let returns = match kind {
        Kind::Constructor => Some(Shape::Object(object.to_owned())),
        _ => found.return_type().map(shape).transpose()?,
    };
    let throws = found
        .throws_type()
        .and_then(|error| error.name().map(str::to_owned));
    Ok(Call {
        name,
        own_name: own_name.to_owned(),
        object: object.to_owned(),
        kind,
        arguments,
        returns,
        throws,
        is_async: found.is_async(),
    })
}

/// A default as JSON. Null needs no word: what is missing is null.
fn default(found: Option<&read::DefaultValue>) -> Result<String, String> {
    use read::{DefaultValue, Literal};
    let Some(DefaultValue::Literal(literal)) = found else {
        return match found {
            None => Ok(String::new()),
            Some(other) => Err(format!("no dispatcher knows the default {other:?}")),
        };
    };
    Ok(match literal {
        Literal::None => String::new(),
        Literal::Boolean(truth) => truth.to_string(),
        Literal::String(text) if text.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("\"{text}\"")
        }
        Literal::UInt(number, ..) => number.to_string(),
        Literal::Int(number, ..) => number.to_string(),
        Literal::Float(number, _) => number.clone(),
        Literal::EmptySequence => "[]".into(),
        Literal::EmptyMap => "{}".into(),
        other => return Err(format!("no dispatcher knows the default {other:?}")),
    })
}

fn shape(found: &Type) -> Result<Shape, String> {
    let boxed = |inner: &Type| shape(inner).map(Box::new);
    Ok(match found {
        Type::String => Shape::Text,
        Type::Boolean => Shape::Truth,
        Type::UInt8 => Shape::Number("u8"),
        Type::Int8 => Shape::Number("i8"),
        Type::UInt16 => Shape::Number("u16"),
        Type::Int16 => Shape::Number("i16"),
        Type::UInt32 => Shape::Number("u32"),
        Type::Int32 => Shape::Number("i32"),
        Type::UInt64 => Shape::Number("u64"),
        Type::Int64 => Shape::Number("i64"),
        Type::Float32 => Shape::Number("f32"),
        Type::Float64 => Shape::Number("f64"),
        Type::Bytes => Shape::Bytes,
        Type::Optional { inner_type } => Shape::Optional(boxed(inner_type)?),
        Type::Sequence { inner_type } => Shape::List(boxed(inner_type)?),
        Type::Box { inner_type } => shape(inner_type)?,
        Type::Map {
            key_type,
            value_type,
        } if **key_type == Type::String => Shape::Map(boxed(value_type)?),
        Type::Record { name, .. } => Shape::Record(name.clone()),
        Type::Enum { name, .. } => Shape::Enum(name.clone()),
        Type::Object { name, imp, .. } if imp.has_callback_interface() => {
            Shape::Listener(name.clone())
        }
        Type::Object { name, .. } => Shape::Object(name.clone()),
        Type::CallbackInterface { name, .. } => Shape::Listener(name.clone()),
        other => return Err(format!("no dispatcher knows {other:?}")),
    })
}
