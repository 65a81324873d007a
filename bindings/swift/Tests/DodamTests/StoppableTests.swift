import Dodam
import Foundation
import Testing

@Suite struct StoppableTests {
    private let file = repository.appendingPathComponent("tests/fixtures/papers/synthetic-card.jpg").path

    @Test func aCancelledTaskStopsItsCallAndNothingWasKept() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                let adding = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await stoppable {
                        try await profile.addPaper(file: file, details: PaperDetails(), cancellation: $0)
                    }
                }
                await #expect(throws: DodamError.Stopped) { try await adding.value }
                let papers = try await profile.papers()
                #expect(papers.isEmpty)
            }
        }
    }

    @Test func aCallThatNobodyCancelsEnds() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                let added = try await stoppable {
                    try await profile.addPaper(file: file, details: PaperDetails(), cancellation: $0)
                }
                let papers = try await profile.papers()
                #expect(papers == [added])
            }
        }
    }
}
