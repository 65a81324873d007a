import Dodam
import Foundation
import Testing

@Suite struct WatchingTests {
    private func name(_ profile: Profile, _ name: String) async throws {
        _ = try await profile.setPerson(personId: nil, details: PersonDetails(name: name))
    }

    @Test func aStreamGivesHowItIsAtOnceWhatItBecomesAndTheLastOfABurst() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                try await name(profile, "A")
                var people = profile.peopleStream().makeAsyncIterator()
                #expect(try await people.next()?.first?.name == "A")
                try await name(profile, "B")
                #expect(try await people.next()?.first?.name == "B")
                for number in 0..<20 { try await name(profile, "\(number)") }
                var last = try await people.next()?.first?.name
                while last != "19" { last = try await people.next()?.first?.name }
            }
        }
    }

    @Test func lockingEndsAStreamWithLocked() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                var statuses = profile.statusStream().makeAsyncIterator()
                let first = try await statuses.next()
                #expect(first?.enrolled == false)
                profile.lock()
                do {
                    while try await statuses.next() != nil {}
                    Issue.record("it ended without an error")
                } catch {
                    #expect(error as? DodamError == .Locked)
                }
            }
        }
    }

    @Test func aStreamOfADayThatIsNoneFailsWithWhy() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                let papers = profile.papersStream(query: PaperQuery(expiresUntil: "soon"))
                do {
                    for try await _ in papers {}
                    Issue.record("it ended without an error")
                } catch {
                    #expect(error as? DodamError == .InvalidInput(code: "day"))
                }
            }
        }
    }

    @Test func whoeverStopsReadingIsToldNothingMore() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                try await name(profile, "A")
                let reading = Task {
                    var names: [String] = []
                    for try await people in profile.peopleStream() {
                        names += people.map(\.name)
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                    return names
                }
                #expect(try await reading.value == ["A"])
                try await name(profile, "B")
                let people = try await profile.people()
                #expect(people.map(\.name) == ["B"])
            }
        }
    }
}
