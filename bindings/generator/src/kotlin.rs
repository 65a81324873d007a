//! The dispatcher over what uniffi writes for Kotlin.

use heck::{ToLowerCamelCase, ToShoutySnakeCase, ToUpperCamelCase};

use crate::interface::{Call, Enum, Field, Interface, Kind, Listener, Record, Shape};
use crate::{HEAD, indented, taken};

pub fn dispatcher(interface: &Interface) -> String {
    let mut text = String::from(HEAD);
    text += "\npackage dodam.contract\n\nimport dodam.core.*\nimport kotlinx.serialization.json.JsonElement\nimport kotlinx.serialization.json.JsonNull\n\n";
    text += &dispatch(&interface.calls);
    let writer = Writer { interface };
    for call in &interface.calls {
        text += &writer.one_call(call);
    }
    for record in &interface.records {
        text += &writer.record_text(record);
    }
    for found in &interface.enums {
        text += &writer.enum_text(found);
    }
    for listener in &interface.listeners {
        text += &writer.listener_text(listener);
    }
    text
}

fn dispatch(calls: &[Call]) -> String {
    let arms = calls
        .iter()
        .map(|call| format!("{:?} -> {}(on, with)", call.name, function(call)));
    format!(
        "internal suspend fun Desk.dispatch(call: String, on: JsonElement, with: JsonElement): JsonElement =\n    when (call) {{\n{}        else -> misuse(\"there is no call $call\")\n    }}\n",
        indented(2, arms)
    )
}

fn function(call: &Call) -> String {
    format!("call{}", call.name.replace('.', "_").to_upper_camel_case())
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.to_lower_camel_case())
}

fn error_name(name: &str) -> String {
    match name.to_upper_camel_case().strip_suffix("Error") {
        Some(stem) => format!("{stem}Exception"),
        None => name.to_upper_camel_case(),
    }
}

struct Writer<'a> {
    interface: &'a Interface,
}

impl Writer<'_> {
    fn class_name(&self, name: &str) -> String {
        let is_error = |found: &&Enum| found.name == name && found.is_error;
        match self.interface.enums.iter().find(is_error) {
            Some(_) => error_name(name),
            None => name.to_upper_camel_case(),
        }
    }

    fn type_name(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text => "String".into(),
            Shape::Truth => "Boolean".into(),
            Shape::Number(number) => number_type(number).into(),
            Shape::Bytes => "ByteArray".into(),
            Shape::Optional(inner) => format!("{}?", self.type_name(inner)),
            Shape::List(inner) => format!("List<{}>", self.type_name(inner)),
            Shape::Map(inner) => format!("Map<String, {}>", self.type_name(inner)),
            Shape::Record(name)
            | Shape::Enum(name)
            | Shape::Object(name)
            | Shape::Listener(name) => self.class_name(name),
        }
    }

    /// An expression that reads the JSON `value`.
    fn read(&self, shape: &Shape, value: &str) -> String {
        match shape {
            Shape::Text => format!("readText({value})"),
            Shape::Truth => format!("readTruth({value})"),
            Shape::Number(number) => format!("read{}({value})", number.to_upper_camel_case()),
            Shape::Bytes => format!("readBytes({value})"),
            Shape::Optional(inner) => {
                format!("readOptional({value}) {{ {} }}", self.read(inner, "it"))
            }
            Shape::List(inner) => format!("readList({value}) {{ {} }}", self.read(inner, "it")),
            Shape::Map(inner) => format!("readMap({value}) {{ {} }}", self.read(inner, "it")),
            Shape::Record(name) | Shape::Enum(name) => format!("read{name}({value})"),
            Shape::Object(name) => {
                format!("held<{}>({name:?}, {value})", self.class_name(name))
            }
            Shape::Listener(name) => format!("{name}Ear(ear({value}))"),
        }
    }

    /// An expression that gives the JSON of `value`.
    fn write(&self, shape: &Shape, value: &str) -> String {
        match shape {
            Shape::Text => format!("writeText({value})"),
            Shape::Truth => format!("writeTruth({value})"),
            Shape::Number(_) => format!("writeNumber({value})"),
            Shape::Bytes => format!("writeBytes({value})"),
            Shape::Optional(inner) => {
                format!("writeOptional({value}) {{ {} }}", self.write(inner, "it"))
            }
            Shape::List(inner) => format!("writeList({value}) {{ {} }}", self.write(inner, "it")),
            Shape::Map(inner) => format!("writeMap({value}) {{ {} }}", self.write(inner, "it")),
            Shape::Record(name) | Shape::Enum(name) => format!("write{name}({value})"),
            Shape::Object(name) => format!("hold({name:?}, {value})"),
            Shape::Listener(_) => format!("unwritable({value})"),
        }
    }

    fn one_call(&self, call: &Call) -> String {
        let mut lines = Vec::new();
        let callee = match call.kind {
            Kind::Method => {
                lines.push(format!(
                    "val receiver = held<{}>({:?}, on)",
                    self.class_name(&call.object),
                    call.object
                ));
                format!("receiver.{}", quoted(&call.own_name))
            }
            Kind::Function => quoted(&call.own_name),
            Kind::Constructor if call.own_name == "new" => self.class_name(&call.object),
            Kind::Constructor => {
                format!(
                    "{}.{}",
                    self.class_name(&call.object),
                    quoted(&call.own_name)
                )
            }
        };
        if call.kind != Kind::Method {
            lines.push("noReceiver(on)".into());
        }
        lines.push(format!("val fields = Fields({:?}, with)", call.name));
        for argument in &call.arguments {
            let taken = format!("fields.take({})", taken(&argument.name, &argument.default));
            lines.push(format!(
                "val {} = {}",
                the(&argument.name),
                self.read(&argument.shape, &taken)
            ));
        }
        lines.push("fields.close()".into());
        let arguments: Vec<String> = call
            .arguments
            .iter()
            .map(|argument| match argument.shape {
                Shape::Bytes if argument.is_borrowed => {
                    format!("directBytes({})", the(&argument.name))
                }
                _ => the(&argument.name),
            })
            .collect();
        let made = format!("{callee}({})", arguments.join(", "));
        let given = match &call.throws {
            Some(error) => format!(
                "try {{ {made} }} catch (error: {}) {{ fail(write{error}(error)) }}",
                error_name(error)
            ),
            None => made,
        };
        match &call.returns {
            Some(shape) => {
                lines.push(format!("val given = {given}"));
                lines.push(format!("return {}", self.write(shape, "given")));
            }
            None => {
                lines.push(given);
                lines.push("return JsonNull".into());
            }
        }
        let suspend = if call.is_async { "suspend " } else { "" };
        format!(
            "\ninternal {suspend}fun Desk.{}(on: JsonElement, with: JsonElement): JsonElement {{\n{}}}\n",
            function(call),
            indented(1, lines)
        )
    }

    fn record_text(&self, record: &Record) -> String {
        let Record { name, fields } = record;
        let class = self.class_name(name);
        let unreadable = fields.is_empty();
        let made = if unreadable {
            class.clone()
        } else {
            format!("{class}({})", self.fields_read(fields))
        };
        format!(
            "\ninternal fun Desk.read{name}(value: JsonElement): {class} {{\n    val fields = Fields({name:?}, value)\n    val read = {made}\n    fields.close()\n    return read\n}}\n\ninternal fun Desk.write{name}(value: {class}): JsonElement = writeFields({})\n",
            self.fields_written(fields)
        )
    }

    fn fields_read(&self, fields: &[Field]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|field| {
                let taken = taken(&field.name, &field.default);
                self.read(&field.shape, &format!("fields.take({taken})"))
            })
            .collect();
        fields.join(", ")
    }

    fn fields_written(&self, fields: &[Field]) -> String {
        let fields: Vec<String> = fields
            .iter()
            .map(|field| {
                let value = format!("value.{}", quoted(&field.name));
                format!("{:?} to {}", field.name, self.write(&field.shape, &value))
            })
            .collect();
        fields.join(", ")
    }

    fn enum_text(&self, found: &Enum) -> String {
        let Enum { name, variants, .. } = found;
        let class = self.class_name(name);
        let form = if found.is_error { "Error" } else { "Variant" };
        let reads = variants.iter().map(|variant| {
            let made = self.variant_made(found, &class, variant);
            format!("{:?} -> {made}", variant.name)
        });
        let writes = variants.iter().map(|variant| {
            let reached = self.variant_reached(found, &class, &variant.name);
            let is = if found.is_plain() && !found.is_error {
                ""
            } else {
                "is "
            };
            let mut parts = vec![format!("{:?}", variant.name)];
            let fields = self.fields_written(&variant.fields);
            if !fields.is_empty() {
                parts.push(fields);
            }
            format!("{is}{reached} -> write{form}({})", parts.join(", "))
        });
        format!(
            "\ninternal fun Desk.read{name}(value: JsonElement): {class} {{\n    val (name, fields) = read{form}({name:?}, value)\n    val read = when (name) {{\n{}        else -> misuse(\"{name} has no variant $name\")\n    }}\n    fields.close()\n    return read\n}}\n\ninternal fun Desk.write{name}(value: {class}): JsonElement =\n    when (value) {{\n{}    }}\n",
            indented(2, reads),
            indented(2, writes)
        )
    }

    fn variant_reached(&self, found: &Enum, class: &str, variant: &str) -> String {
        if found.is_error {
            format!("{class}.{}", error_name(variant))
        } else if found.is_plain() {
            format!("{class}.{}", variant.to_shouty_snake_case())
        } else {
            format!("{class}.{}", variant.to_upper_camel_case())
        }
    }

    fn variant_made(&self, found: &Enum, class: &str, variant: &Record) -> String {
        let reached = self.variant_reached(found, class, &variant.name);
        if variant.fields.is_empty() && !found.is_error {
            return reached;
        }
        format!("{reached}({})", self.fields_read(&variant.fields))
    }

    fn listener_text(&self, listener: &Listener) -> String {
        let name = &listener.name;
        let methods: String = listener
            .methods
            .iter()
            .map(|told| {
                let arguments: Vec<String> = told
                    .arguments
                    .iter()
                    .map(|argument| {
                        format!(
                            "{}: {}",
                            quoted(&argument.name),
                            self.type_name(&argument.shape)
                        )
                    })
                    .collect();
                let heard: Vec<String> = told
                    .arguments
                    .iter()
                    .map(|argument| {
                        let value = quoted(&argument.name);
                        format!("{:?} to {}", argument.name, self.write(&argument.shape, &value))
                    })
                    .collect();
                let answer = match &told.throws {
                    Some(error) => format!("\n        ear.throws?.let {{ throw ear.desk.read{error}(it) }}"),
                    None => String::new(),
                };
                format!(
                    "    override fun {}({}) {{\n        ear.hear({:?}, with(ear.desk) {{ writeFields({}) }}){answer}\n    }}\n",
                    quoted(&told.own_name),
                    arguments.join(", "),
                    told.own_name,
                    heard.join(", ")
                )
            })
            .collect();
        format!(
            "\ninternal class {name}Ear(private val ear: Ear) : {} {{\n{methods}}}\n",
            self.class_name(name)
        )
    }
}

fn the(name: &str) -> String {
    format!("the{}", name.to_upper_camel_case())
}

fn number_type(number: &str) -> &'static str {
    match number {
        "u8" => "UByte",
        "i8" => "Byte",
        "u16" => "UShort",
        "i16" => "Short",
        "u32" => "UInt",
        "i32" => "Int",
        "u64" => "ULong",
        "i64" => "Long",
        "f32" => "Float",
        _ => "Double",
    }
}
