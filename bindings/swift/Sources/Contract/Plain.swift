import Foundation

/// Plain values, read from JSON and written as it. The generated part calls these by name.
extension Desk {
    public func readText(_ value: Json) throws -> String {
        guard case .text(let text) = value else { throw no("a text", value) }
        return text
    }

    public func readTruth(_ value: Json) throws -> Bool {
        guard case .truth(let truth) = value else { throw no("true or false", value) }
        return truth
    }

    public func readNumber<T: FixedWidthInteger>(_ value: Json, as: T.Type) throws -> T {
        let number: T? =
            switch value {
            case .whole(let whole): T(exactly: whole)
            case .large(let large): T(exactly: large)
            default: nil
            }
        guard let number else { throw no("a number of \(T.self)", value) }
        return number
    }

    public func readReal(_ value: Json) throws -> Double {
        switch value {
        case .whole(let whole): return Double(whole)
        case .large(let large): return Double(large)
        case .real(let real): return real
        default: throw no("a number", value)
        }
    }

    public func readBytes(_ value: Json) throws -> Data {
        var digits = Array(try readText(value).utf8)[...]
        var bytes = Data()
        while let one = digits.popFirst() {
            guard let other = digits.popFirst(),
                let byte = UInt8(String(decoding: [one, other], as: UTF8.self), radix: 16)
            else { throw no("bytes, two hexadecimal digits each", value) }
            bytes.append(byte)
        }
        return bytes
    }

    public func readOptional<T>(_ value: Json, _ read: (Json) throws -> T) rethrows -> T? {
        value.isNull ? nil : try read(value)
    }

    public func readList<T>(_ value: Json, _ read: (Json) throws -> T) throws -> [T] {
        guard case .list(let list) = value else { throw no("a list", value) }
        return try list.map(read)
    }

    public func readMap<T>(_ value: Json, _ read: (Json) throws -> T) throws -> [String: T] {
        guard case .object(let fields) = value else { throw no("a map", value) }
        return try fields.mapValues(read)
    }

    /// `"Name"`, or `{"Name": {fields}}`.
    public func readVariant(_ of: String, _ value: Json) throws -> (String, Fields) {
        switch value {
        case .text(let name): return (name, try Fields(of, .object([:])))
        case .object(let fields) where fields.count == 1:
            let (name, fields) = fields[fields.startIndex]
            return (name, try Fields("\(of).\(name)", fields))
        default: throw no("a variant of \(of)", value)
        }
    }

    /// `{"error": "Name", fields}`.
    public func readError(_ of: String, _ value: Json) throws -> (String, Fields) {
        let fields = try Fields(of, value)
        return (try readText(fields.take("error")), fields)
    }

    public func writeText(_ value: String) -> Json { .text(value) }

    public func writeTruth(_ value: Bool) -> Json { .truth(value) }

    public func writeNumber(_ value: some FixedWidthInteger) -> Json {
        Int64(exactly: value).map(Json.whole) ?? .large(UInt64(value))
    }

    public func writeReal(_ value: Double) -> Json { .real(value) }

    public func writeBytes(_ value: Data) -> Json {
        .text(value.map { String(format: "%02x", $0) }.joined())
    }

    public func writeOptional<T>(_ value: T?, _ write: (T) -> Json) -> Json {
        value.map(write) ?? .null
    }

    public func writeList<T>(_ value: [T], _ write: (T) -> Json) -> Json {
        .list(value.map(write))
    }

    public func writeMap<T>(_ value: [String: T], _ write: (T) -> Json) -> Json {
        .object(value.mapValues(write))
    }

    public func writeFields(_ fields: [(String, Json)]) -> Json {
        .object(Dictionary(uniqueKeysWithValues: fields))
    }

    public func writeVariant(_ name: String, _ fields: [(String, Json)]) -> Json {
        fields.isEmpty ? .text(name) : .object([name: writeFields(fields)])
    }

    public func writeError(_ name: String, _ fields: [(String, Json)]) -> Json {
        writeFields([("error", .text(name))] + fields)
    }

    private func no(_ what: String, _ value: Json) -> Misuse {
        Misuse("\(what) is no \(String(describing: value).prefix(200))")
    }
}
