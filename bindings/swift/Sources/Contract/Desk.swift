import Foundation

/// The call could not be made: no such call, a wrong argument.
public struct Misuse: Error {
    public let why: String
    public init(_ why: String) { self.why = why }
}

/// The call failed, with this error.
public struct Failed: Error {
    public let error: Json
    public init(_ error: Json) { self.error = error }
}

/// The plain part of Swift's side: objects by handle, listeners by name. What is particular to
/// each export is generated.
public final class Desk: @unchecked Sendable {
    private let lock = NSLock()
    private var objects: [String: AnyObject] = [:]
    private var ears: [String: Ear] = [:]
    private var made = 0

    public init() {}

    public func hold(_ kind: String, _ thing: AnyObject) -> Json {
        lock.withLock {
            made += 1
            let handle = "\(kind)#\(made)"
            objects[handle] = thing
            return .object(["object": .text(kind), "handle": .text(handle)])
        }
    }

    public func held<T: AnyObject>(_ kind: String, _ value: Json, as: T.Type) throws -> T {
        guard case .text(let handle) = value["handle"],
            let thing = lock.withLock({ objects[handle] }) as? T
        else { throw Misuse("\(value) is no \(kind)") }
        return thing
    }

    public func noReceiver(_ on: Json) throws {
        if !on.isNull { throw Misuse("it is not called on an object") }
    }

    /// A new listener: `{"$listener": name}`, with `"$throws": error` one that throws.
    public func ear(_ value: Json) throws -> Ear {
        let fields = try Fields("a listener", value)
        let name = try readText(fields.take("$listener"))
        let throwing = fields.take("$throws")
        try fields.close()
        let ear = Ear(self, throwing: throwing.isNull ? nil : throwing)
        let before = lock.withLock { ears.updateValue(ear, forKey: name) }
        if before != nil { throw Misuse("\(name) listens already") }
        return ear
    }

    /// What a listener heard; waits for more than there was.
    public func heard(_ name: String, moreThan: Int64?) throws -> Json {
        guard let ear = lock.withLock({ ears[name] }) else { throw Misuse("nothing listens as \(name)") }
        guard let heard = ear.heard(moreThan: moreThan) else { throw Misuse("\(name) heard nothing more") }
        return heard
    }

    /// Lets go of everything.
    public func clear() {
        let all = lock.withLock {
            let all = (objects, ears)
            (objects, ears) = ([:], [:])
            return all
        }
        withExtendedLifetime(all) {}
    }
}

/// One listener.
public final class Ear: @unchecked Sendable {
    public let desk: Desk
    public let throwing: Json?
    private let changed = NSCondition()
    private var heard: [Json] = []

    init(_ desk: Desk, throwing: Json?) {
        self.desk = desk
        self.throwing = throwing
    }

    public func hear(_ told: String, _ with: Json) {
        changed.withLock {
            heard.append(.object(["told": .text(told), "with": with]))
            changed.broadcast()
        }
    }

    /// What was heard; waits for more than there was, and gives nil if nothing comes.
    func heard(moreThan: Int64?) -> Json? {
        let end = Date(timeIntervalSinceNow: 30)
        return changed.withLock {
            while let moreThan, heard.count <= moreThan {
                if !changed.wait(until: end) { return nil }
            }
            return .list(heard)
        }
    }
}

/// Fields, each taken once; what nobody takes is refused.
public final class Fields {
    private let of: String
    private var left: [String: Json]

    public init(_ of: String, _ value: Json) throws {
        guard case .object(let fields) = value else { throw Misuse("\(of) is no \(value)") }
        self.of = of
        left = fields
    }

    /// Takes a field; one that is missing is null.
    public func take(_ name: String) -> Json {
        left.removeValue(forKey: name) ?? .null
    }

    /// Takes a field; one that is missing is `otherwise`, written as JSON.
    public func take(_ name: String, _ otherwise: String) throws -> Json {
        try left.removeValue(forKey: name)
            ?? JSONDecoder().decode(Json.self, from: Data(otherwise.utf8))
    }

    public func close() throws {
        if let name = left.keys.first { throw Misuse("\(of) has no \(name)") }
    }
}
