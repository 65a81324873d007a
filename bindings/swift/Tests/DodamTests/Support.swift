import Dodam
import Foundation

let pin = "271828"

/// The root of the repository, for synthetic papers.
let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// Runs a test with a folder that goes away.
func inTemporaryFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
}

/// Makes a vault in `folder` and locks it after the block.
func withVault(_ folder: URL, _ body: (Profile, Setup) async throws -> Void) async throws {
    let setup = try await openDodam().createVault(folder: folder.path, pin: pin, name: "응우옌 티 흐엉")
    defer { setup.profile.lock() }
    try await body(setup.profile, setup)
}
