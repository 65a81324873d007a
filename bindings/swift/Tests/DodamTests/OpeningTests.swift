import Dodam
import Foundation
import Testing

@Suite struct OpeningTests {
    /// Two hundred times, or as often as `DODAM_OPENINGS` says. A device secret opens without
    /// Argon2id, which takes its time on purpose.
    @Test func aVaultOpensAndClosesManyTimesAndMemoryStays() async throws {
        let openings = ProcessInfo.processInfo.environment["DODAM_OPENINGS"].flatMap(Int.init) ?? 200
        let secret = Data(repeating: 7, count: 32)
        try await inTemporaryFolder { folder in
            let vault = folder.appendingPathComponent("vault")
            try await withVault(vault) { profile, _ in
                try await profile.setDeviceSecret(pin: pin, deviceSecret: secret)
            }
            let dodam = try openDodam()
            var early = 0
            for time in 0..<openings {
                let challenge = dodam.unlockBegin(folder: vault.path)
                let profile = try await challenge.unlockFinishWithDeviceSecret(deviceSecret: secret)
                let papers = try await profile.papers()
                #expect(papers.isEmpty)
                profile.lock()
                if time == openings / 2 { early = residentMib() }
            }
            let late = residentMib()
            print("\(openings) openings: \(early) MiB, then \(late) MiB")
            #expect(late < early + 64)
        }
    }
}

/// Memory of this process in MiB, where the system tells; otherwise nothing.
private func residentMib() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return Int(line?.filter(\.isNumber) ?? "").map { $0 / 1024 } ?? 0
}
