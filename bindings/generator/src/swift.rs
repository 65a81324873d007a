//! The dispatcher over what uniffi writes for Swift.

use heck::{ToLowerCamelCase, ToUpperCamelCase};

use crate::interface::{Call, Enum, Field, Interface, Kind, Listener, Record, Shape};
use crate::{HEAD, indented, taken};

pub fn dispatcher(interface: &Interface) -> String {
    let mut text = String::from(HEAD);
    text += "\nimport Contract\nimport DodamCore\nimport Foundation\n\nextension Desk {\n";
    text += &dispatch(&interface.calls);
    for call in &interface.calls {
        text += &one_call(call);
    }
    for record in &interface.records {
        text += &record_text(record);
    }
    for found in &interface.enums {
        text += &enum_text(found);
    }
    text += "}\n";
    for listener in &interface.listeners {
        text += &listener_text(listener);
    }
    text
}

fn dispatch(calls: &[Call]) -> String {
    let arms = calls.iter().map(|call| {
        let waits = if call.is_async { "await " } else { "" };
        format!(
            "case {:?}: return try {waits}{}(on, with)",
            call.name,
            function(call)
        )
    });
    format!(
        "    public func dispatch(_ call: String, _ on: Json, _ with: Json) async throws -> Json {{\n        switch call {{\n{}        default: throw Misuse(\"there is no call \\(call)\")\n        }}\n    }}\n",
        indented(2, arms)
    )
}

fn function(call: &Call) -> String {
    format!("call{}", call.name.replace('.', "_").to_upper_camel_case())
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.to_lower_camel_case())
}

/// Outside an argument list only keywords need the marks, and there they hurt nobody.
fn label(name: &str) -> String {
    name.to_lower_camel_case()
}

/// Foundation has types of the same names.
fn class_name(name: &str) -> String {
    format!("DodamCore.{}", name.to_upper_camel_case())
}

fn the(name: &str) -> String {
    format!("the{}", name.to_upper_camel_case())
}

fn type_name(shape: &Shape) -> String {
    match shape {
        Shape::Text => "String".into(),
        Shape::Truth => "Bool".into(),
        Shape::Number("f32") => "Float".into(),
        Shape::Number("f64") => "Double".into(),
        Shape::Number(number) => number.replace('u', "UInt").replace('i', "Int"),
        Shape::Bytes => "Data".into(),
        Shape::Optional(inner) => format!("{}?", type_name(inner)),
        Shape::List(inner) => format!("[{}]", type_name(inner)),
        Shape::Map(inner) => format!("[String: {}]", type_name(inner)),
        Shape::Record(name) | Shape::Enum(name) | Shape::Object(name) | Shape::Listener(name) => {
            class_name(name)
        }
    }
}

/// An expression that reads the JSON `value`.
fn read(shape: &Shape, value: &str) -> String {
    match shape {
        Shape::Text => format!("readText({value})"),
        Shape::Truth => format!("readTruth({value})"),
        Shape::Number("f32" | "f64") => format!("{}(readReal({value}))", type_name(shape)),
        Shape::Number(_) => format!("readNumber({value}, as: {}.self)", type_name(shape)),
        Shape::Bytes => format!("readBytes({value})"),
        Shape::Optional(inner) => format!("readOptional({value}) {{ try {} }}", read(inner, "$0")),
        Shape::List(inner) => format!("readList({value}) {{ try {} }}", read(inner, "$0")),
        Shape::Map(inner) => format!("readMap({value}) {{ try {} }}", read(inner, "$0")),
        Shape::Record(name) | Shape::Enum(name) => format!("read{name}({value})"),
        Shape::Object(name) => format!("held({name:?}, {value}, as: {}.self)", type_name(shape)),
        Shape::Listener(name) => format!("{name}Ear(ear({value}))"),
    }
}

/// An expression that gives the JSON of `value`.
fn write(shape: &Shape, value: &str) -> String {
    match shape {
        Shape::Text => format!("writeText({value})"),
        Shape::Truth => format!("writeTruth({value})"),
        Shape::Number("f32" | "f64") => format!("writeReal(Double({value}))"),
        Shape::Number(_) => format!("writeNumber({value})"),
        Shape::Bytes => format!("writeBytes({value})"),
        Shape::Optional(inner) => format!("writeOptional({value}) {{ {} }}", write(inner, "$0")),
        Shape::List(inner) => format!("writeList({value}) {{ {} }}", write(inner, "$0")),
        Shape::Map(inner) => format!("writeMap({value}) {{ {} }}", write(inner, "$0")),
        Shape::Record(name) | Shape::Enum(name) => format!("write{name}({value})"),
        Shape::Object(name) => format!("hold({name:?}, {value})"),
        Shape::Listener(_) => format!("unwritable({value})"),
    }
}

fn one_call(call: &Call) -> String {
    let mut lines = Vec::new();
    let class = class_name(&call.object);
    let callee = match call.kind {
        Kind::Method => {
            lines.push(format!(
                "let receiver = try held({:?}, on, as: {class}.self)",
                call.object
            ));
            format!("receiver.{}", quoted(&call.own_name))
        }
        Kind::Function => format!("DodamCore.{}", quoted(&call.own_name)),
        Kind::Constructor if call.own_name == "new" => class,
        Kind::Constructor => format!("{class}.{}", quoted(&call.own_name)),
    };
    if call.kind != Kind::Method {
        lines.push("try noReceiver(on)".into());
    }
    lines.push(format!("let fields = try Fields({:?}, with)", call.name));
    for argument in &call.arguments {
        let taken = format!("fields.take({})", taken(&argument.name, &argument.default));
        lines.push(format!(
            "let {} = try {}",
            the(&argument.name),
            read(&argument.shape, &taken)
        ));
    }
    lines.push("try fields.close()".into());
    let arguments: Vec<String> = call
        .arguments
        .iter()
        .map(|argument| format!("{}: {}", label(&argument.name), the(&argument.name)))
        .collect();
    let made = format!("{callee}({})", arguments.join(", "));
    let made = match (call.throws.is_some(), call.is_async) {
        (true, true) => format!("try await {made}"),
        (true, false) => format!("try {made}"),
        (false, true) => format!("await {made}"),
        (false, false) => made,
    };
    let (given, result) = match &call.returns {
        Some(shape) => (format!("let given = {made}"), write(shape, "given")),
        None => (made, "Json.null".into()),
    };
    if let Some(error) = &call.throws {
        lines.push("do {".into());
        lines.push(format!("    {given}"));
        lines.push(format!("    return {result}"));
        lines.push(format!("}} catch let error as {} {{", class_name(error)));
        lines.push(format!("    throw Failed(write{error}(error))"));
        lines.push("}".into());
    } else {
        lines.push(given);
        lines.push(format!("return {result}"));
    }
    let waits = if call.is_async { "async " } else { "" };
    format!(
        "\n    func {}(_ on: Json, _ with: Json) {waits}throws -> Json {{\n{}    }}\n",
        function(call),
        indented(2, lines)
    )
}

fn fields_read(fields: &[Field]) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| {
            let taken = format!("fields.take({})", taken(&field.name, &field.default));
            format!("{}: try {}", label(&field.name), read(&field.shape, &taken))
        })
        .collect();
    fields.join(", ")
}

fn fields_written(fields: &[Field], place: impl Fn(&str) -> String) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| {
            let value = place(&field.name);
            format!("({:?}, {})", field.name, write(&field.shape, &value))
        })
        .collect();
    format!("[{}]", fields.join(", "))
}

fn record_text(record: &Record) -> String {
    let Record { name, fields } = record;
    let class = class_name(name);
    format!(
        "\n    func read{name}(_ value: Json) throws -> {class} {{\n        let fields = try Fields({name:?}, value)\n        let read = {class}({})\n        try fields.close()\n        return read\n    }}\n\n    func write{name}(_ value: {class}) -> Json {{\n        writeFields({})\n    }}\n",
        fields_read(fields),
        fields_written(fields, |field| format!("value.{}", quoted(field))),
    )
}

fn enum_text(found: &Enum) -> String {
    let Enum { name, variants, .. } = found;
    let class = class_name(name);
    let form = if found.is_error { "Error" } else { "Variant" };
    let case_name = |variant: &str| {
        if found.is_error {
            format!("`{}`", variant.to_upper_camel_case())
        } else {
            quoted(variant)
        }
    };
    let reads = variants.iter().map(|variant| {
        let fields = fields_read(&variant.fields);
        let fields = if fields.is_empty() {
            fields
        } else {
            format!("({fields})")
        };
        format!(
            "case {:?}: read = .{}{fields}",
            variant.name,
            case_name(&variant.name)
        )
    });
    let writes = variants.iter().map(|variant| {
        let names: Vec<String> = variant
            .fields
            .iter()
            .map(|field| format!("let {}", the(&field.name)))
            .collect();
        let bound = if names.is_empty() {
            String::new()
        } else {
            format!("({})", names.join(", "))
        };
        format!(
            "case .{}{bound}: return write{form}({:?}, {})",
            case_name(&variant.name),
            variant.name,
            fields_written(&variant.fields, the)
        )
    });
    format!(
        "\n    func read{name}(_ value: Json) throws -> {class} {{\n        let (name, fields) = try read{form}({name:?}, value)\n        let read: {class}\n        switch name {{\n{}        default: throw Misuse(\"{name} has no variant \\(name)\")\n        }}\n        try fields.close()\n        return read\n    }}\n\n    func write{name}(_ value: {class}) -> Json {{\n        switch value {{\n{}        }}\n    }}\n",
        indented(2, reads),
        indented(2, writes)
    )
}

/// What an object of the listener's protocol is; what it hears is written by the desk.
fn listener_text(listener: &Listener) -> String {
    let name = &listener.name;
    let (mut told, mut written) = (String::new(), String::new());
    for method in &listener.methods {
        let arguments: Vec<String> = method
            .arguments
            .iter()
            .map(|argument| format!("{}: {}", quoted(&argument.name), type_name(&argument.shape)))
            .collect();
        let arguments = arguments.join(", ");
        let passed: String = method
            .arguments
            .iter()
            .map(|argument| format!(", {}: {}", label(&argument.name), quoted(&argument.name)))
            .collect();
        let hear = format!("hear{name}{}", method.own_name.to_upper_camel_case());
        let (throws, answer) = match &method.throws {
            Some(error) => (
                "throws ",
                format!(
                    "\n        if let thrown = ear.throwing {{ throw try ear.desk.read{error}(thrown) }}"
                ),
            ),
            None => ("", String::new()),
        };
        told += &format!(
            "    func {}({arguments}) {throws}{{\n        ear.desk.{hear}(ear{passed}){answer}\n    }}\n",
            quoted(&method.own_name),
        );
        let fields: Vec<Field> = method
            .arguments
            .iter()
            .map(|argument| Field {
                name: argument.name.clone(),
                shape: argument.shape.clone(),
                default: String::new(),
            })
            .collect();
        let separator = if arguments.is_empty() { "" } else { ", " };
        written += &format!(
            "    func {hear}(_ ear: Ear{separator}{arguments}) {{\n        ear.hear({:?}, writeFields({}))\n    }}\n",
            method.own_name,
            fields_written(&fields, quoted)
        );
    }
    let class = class_name(name);
    format!(
        "\nfinal class {name}Ear: {class}, @unchecked Sendable {{\n    let ear: Ear\n    init(_ ear: Ear) {{ self.ear = ear }}\n{told}}}\n\nextension Desk {{\n{written}}}\n"
    )
}
