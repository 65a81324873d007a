import Dodam
import Foundation
import Testing

private let measured = ProcessInfo.processInfo.environment

/// What calls cost, over the vault that `benches/bindings/run.py` makes; not part of the tests.
@Suite(.enabled(if: measured["DODAM_MEASURED"] != nil)) struct MeasureTests {
    private let store = measured["DODAM_MEASURED"] ?? ""
    private let pin = measured["DODAM_MEASURED_PIN"] ?? ""
    private let people = measured["DODAM_MEASURED_PEOPLE"].flatMap { Int($0) } ?? 0

    /// Runs something as often as told after as many that don't count; prints milliseconds.
    private func measure(_ name: String, _ times: Int, _ call: (Int) async throws -> Void) async throws {
        for turn in 0..<times {
            try await call(turn)
        }
        var took: [Double] = []
        for turn in times..<2 * times {
            let begun = ContinuousClock.now
            try await call(turn)
            took.append((ContinuousClock.now - begun) / .milliseconds(1))
        }
        took.sort()
        print("measured", name, took[times / 2], took[0], took[times * 95 / 100])
    }

    private func screens(_ profile: Profile) async throws {
        try await measure("asynchronous_call", 500) { _ in _ = try await profile.ownPerson() }
        try await measure("page_of_people", 40) { _ in
            let page = try await profile.people()
            #expect(page.count == people)
        }
    }

    private func papers(_ profile: Profile, in folder: URL) async throws {
        // Another file each time: one that is there already would not be read.
        try await measure("paper_of_10_mb_added", 5) { turn in
            let file = folder.appendingPathComponent("\(turn).bin")
            try Data(repeating: UInt8(turn), count: 10 << 20).write(to: file)
            _ = try await profile.addPaper(file: file.path, details: PaperDetails())
        }
        let found = try await profile.findPapers(query: PaperQuery(words: "0.bin"))
        let paper = try #require(found.first)
        try await measure("paper_of_10_mb_written_out", 5) { turn in
            let target = folder.appendingPathComponent("out\(turn)").path
            _ = try await profile.exportPaper(paperId: paper.id, target: target)
        }
    }

    @Test func whatCallsCost() async throws {
        try await inTemporaryFolder { folder in
            try await measure("plain_call", 5_000) { _ in _ = contractVersion() }
            let dodam = try openDodam()
            let profile = try await dodam.unlockBegin(folder: store).unlockFinish(pin: pin)
            defer { profile.lock() }
            try await screens(profile)
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                try await papers(profile, in: folder)
            }
        }
    }
}
