//! The dispatcher over the crate itself. It leans on the traits `Read` and `Write`, so it
//! names a shape only where Rust can't find it.

use crate::interface::{Argument, Call, Enum, Interface, Kind, Listener, Record, Shape};
use crate::{HEAD, indented, taken};

pub fn dispatcher(interface: &Interface) -> String {
    let crate_name = &interface.crate_name;
    let mut text = String::from(HEAD);
    text += "\nuse std::sync::Arc;\n\nuse serde_json::Value;\n\n";
    text += "use crate::desk::{Desk, Ear, Failure, Fields, Read, Variant, Write, object};\n\n";
    text += &dispatch(&interface.calls);
    for call in &interface.calls {
        text += &one_call(call, crate_name);
    }
    for record in &interface.records {
        text += &record_text(record, crate_name);
    }
    for found in &interface.enums {
        text += &enum_text(found, crate_name);
    }
    for name in &interface.objects {
        text += &object_text(name, crate_name);
    }
    for listener in &interface.listeners {
        text += &listener_text(listener, crate_name);
    }
    text
}

fn dispatch(calls: &[Call]) -> String {
    let arms = calls.iter().map(|call| {
        format!(
            "{:?} => {}(desk, on, with).await,",
            call.name,
            function(call)
        )
    });
    format!(
        "/// Makes one call.\npub async fn dispatch(desk: &Desk, call: &str, on: Value, with: Value) -> Result<Value, Failure> {{\n    match call {{\n{}        _ => Err(Failure::misuse(format!(\"there is no call {{call}}\"))),\n    }}\n}}\n",
        indented(2, arms)
    )
}

fn function(call: &Call) -> String {
    format!("call_{}", call.name.replace('.', "_").to_lowercase())
}

fn one_call(call: &Call, crate_name: &str) -> String {
    let mut lines = Vec::new();
    let callee = match call.kind {
        Kind::Method => {
            lines.push(format!(
                "let object: Arc<{crate_name}::{}> = desk.receiver(on)?;",
                call.object
            ));
            format!("object.{}", call.own_name)
        }
        Kind::Function => format!("{crate_name}::{}", call.own_name),
        Kind::Constructor => format!("{crate_name}::{}::{}", call.object, call.own_name),
    };
    if call.kind != Kind::Method {
        lines.push("desk.no_receiver(on)?;".into());
    }
    let mutable = if call.arguments.is_empty() {
        ""
    } else {
        "mut "
    };
    lines.push(format!(
        "let {mutable}with = Fields::of({:?}, with)?;",
        call.name
    ));
    for argument in &call.arguments {
        lines.push(format!(
            "let the_{}: {} = {}?;",
            argument.name,
            type_name(&argument.shape, crate_name),
            take("with", &argument.name, &argument.default)
        ));
    }
    lines.push("with.close()?;".into());
    let arguments: Vec<String> = call.arguments.iter().map(passed).collect();
    let mut made = format!("{callee}({})", arguments.join(", "));
    if call.is_async {
        made += ".await";
    }
    if call.throws.is_some() {
        made += ".map_err(|error| Failure::Error(error.write(desk)))?";
    }
    if call.kind == Kind::Constructor {
        made = format!("Arc::<{crate_name}::{}>::from({made})", call.object);
    }
    lines.push(format!("Ok({made}.write(desk))"));
    format!(
        "\nasync fn {}(desk: &Desk, on: Value, with: Value) -> Result<Value, Failure> {{\n{}}}\n",
        function(call),
        indented(1, lines)
    )
}

fn take(fields: &str, name: &str, default: &str) -> String {
    let otherwise = if default.is_empty() { "" } else { "_or" };
    format!("{fields}.take{otherwise}({}, desk)", taken(name, default))
}

fn passed(argument: &Argument) -> String {
    let borrow = if argument.is_borrowed { "&" } else { "" };
    format!("{borrow}the_{}", argument.name)
}

fn type_name(shape: &Shape, crate_name: &str) -> String {
    let inner = |shape: &Shape| type_name(shape, crate_name);
    match shape {
        Shape::Text => "String".into(),
        Shape::Truth => "bool".into(),
        Shape::Number(name) => (*name).into(),
        Shape::Bytes => "Vec<u8>".into(),
        Shape::Optional(shape) => format!("Option<{}>", inner(shape)),
        Shape::List(shape) => format!("Vec<{}>", inner(shape)),
        Shape::Map(shape) => format!("std::collections::HashMap<String, {}>", inner(shape)),
        Shape::Record(name) | Shape::Enum(name) => format!("{crate_name}::{name}"),
        Shape::Object(name) => format!("Arc<{crate_name}::{name}>"),
        Shape::Listener(name) => format!("{name}Held"),
    }
}

fn record_text(record: &Record, crate_name: &str) -> String {
    let name = &record.name;
    let reads = record.fields.iter().map(|field| {
        format!(
            "{}: {}?,",
            field.name,
            take("fields", &field.name, &field.default)
        )
    });
    let writes = record
        .fields
        .iter()
        .map(|field| format!("({:?}, self.{}.write(desk)),", field.name, field.name));
    format!(
        "\nimpl Read for {crate_name}::{name} {{\n    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {{\n        let mut fields = Fields::of({name:?}, value)?;\n        let read = Self {{\n{}        }};\n        fields.close()?;\n        Ok(read)\n    }}\n}}\n\nimpl Write for {crate_name}::{name} {{\n    fn write(self, desk: &Desk) -> Value {{\n        object([\n{}        ])\n    }}\n}}\n",
        indented(3, reads),
        indented(3, writes),
    )
}

fn enum_text(found: &Enum, crate_name: &str) -> String {
    let name = &found.name;
    let form = if found.is_error { "error" } else { "value" };
    let reads = found.variants.iter().map(|variant| {
        let fields = variant.fields.iter().map(|field| {
            let taken = take("variant.fields", &field.name, &field.default);
            format!("{}: {taken}?", field.name)
        });
        format!(
            "{:?} => Self::{}{},",
            variant.name,
            variant.name,
            braced(fields)
        )
    });
    let writes = found.variants.iter().map(|variant| {
        let names = variant.fields.iter().map(|field| field.name.clone());
        let fields: Vec<String> = variant
            .fields
            .iter()
            .map(|field| format!("({:?}, {}.write(desk))", field.name, field.name))
            .collect();
        format!(
            "Self::{}{} => Variant::{form}({:?}, [{}]),",
            variant.name,
            braced(names),
            variant.name,
            fields.join(", ")
        )
    });
    format!(
        "\nimpl Read for {crate_name}::{name} {{\n    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {{\n        let mut variant = Variant::of_{form}({name:?}, value)?;\n        let read = match variant.name.as_str() {{\n{}            _ => return Err(variant.unknown()),\n        }};\n        variant.fields.close()?;\n        let _ = desk;\n        Ok(read)\n    }}\n}}\n\nimpl Write for {crate_name}::{name} {{\n    fn write(self, desk: &Desk) -> Value {{\n        let _ = desk;\n        match self {{\n{}        }}\n    }}\n}}\n",
        indented(3, reads),
        indented(3, writes),
    )
}

fn braced(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" {{ {} }}", parts.join(", "))
    }
}

fn object_text(name: &str, crate_name: &str) -> String {
    format!(
        "\nimpl Read for Arc<{crate_name}::{name}> {{\n    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {{\n        desk.held({name:?}, value)\n    }}\n}}\n\nimpl Write for Arc<{crate_name}::{name}> {{\n    fn write(self, desk: &Desk) -> Value {{\n        desk.hold({name:?}, self)\n    }}\n}}\n"
    )
}

fn listener_text(listener: &Listener, crate_name: &str) -> String {
    let name = &listener.name;
    let holder = if listener.is_boxed { "Box" } else { "Arc" };
    let methods = listener.methods.iter().map(|told| {
        let arguments: Vec<String> = told
            .arguments
            .iter()
            .map(|argument| {
                let borrow = if argument.is_borrowed { "&" } else { "" };
                format!(
                    "{}: {borrow}{}",
                    argument.name,
                    type_name(&argument.shape, crate_name)
                )
            })
            .collect();
        let heard: Vec<String> = told
            .arguments
            .iter()
            .map(|argument| {
                let clone = if argument.is_borrowed {
                    ".to_owned()"
                } else {
                    ""
                };
                format!(
                    "({:?}, {}{clone}.write(self.0.desk()))",
                    argument.name, argument.name
                )
            })
            .collect();
        let (returns, end) = match &told.throws {
            Some(error) => (
                format!(" -> Result<(), {crate_name}::{error}>"),
                "\n        self.0.answer()",
            ),
            None => (String::new(), ""),
        };
        format!(
            "    fn {}(&self, {}){returns} {{\n        self.0.hear({:?}, object([{}]));{end}\n    }}\n",
            told.own_name,
            arguments.join(", "),
            told.own_name,
            heard.join(", ")
        )
    });
    format!(
        "\n#[derive(Debug)]\nstruct {name}Ear(Ear);\n\ntype {name}Held = {holder}<dyn {crate_name}::{name}>;\n\nimpl {crate_name}::{name} for {name}Ear {{\n{}}}\n\nimpl Read for {name}Held {{\n    fn read(value: Value, desk: &Desk) -> Result<Self, Failure> {{\n        Ok({holder}::new({name}Ear(desk.ear(value)?)))\n    }}\n}}\n",
        methods.collect::<String>()
    )
}
