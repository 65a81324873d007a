@_exported import DodamCore

/// The interface these sources were written for.
public let contractVersionExpected: UInt32 = 4

/// Opens the way into the core.
///
/// Throws `DodamError.NeedsUpdate` if the library at hand has another interface than this app.
public func openDodam() throws -> Companion {
    guard contractVersion() == contractVersionExpected else { throw DodamError.NeedsUpdate }
    return Companion()
}
