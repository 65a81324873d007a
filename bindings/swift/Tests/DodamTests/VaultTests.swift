import Dodam
import Foundation
import Testing

@Suite struct VaultTests {
    @Test func theLibraryHasTheInterfaceTheseSourcesWereWrittenFor() {
        #expect(contractVersion() == contractVersionExpected)
    }

    @Test func aVaultOpensWithItsPinAndWithItsWords() async throws {
        try await inTemporaryFolder { folder in
            let vault = folder.appendingPathComponent("vault")
            var words = ""
            try await withVault(vault) { _, setup in words = setup.recoveryWords }
            #expect(words.split(separator: " ").count == 24)
            let challenge = try openDodam().unlockBegin(folder: vault.path)
            let byPin = try await challenge.unlockFinish(pin: pin)
            let papers = try await byPin.papers()
            #expect(papers.isEmpty)
            byPin.lock()
            try await challenge.unlockFinishWithWords(words: words).lock()
        }
    }

    @Test func aWrongPinIsAnErrorOfItsOwnThatCounts() async throws {
        try await inTemporaryFolder { folder in
            let vault = folder.appendingPathComponent("vault")
            try await withVault(vault) { _, _ in }
            let challenge = try openDodam().unlockBegin(folder: vault.path)
            await #expect(throws: DodamError.WrongPin(failures: 1, waitSeconds: 0)) {
                try await challenge.unlockFinish(pin: "111111")
            }
            await #expect(throws: DodamError.WrongPin(failures: 2, waitSeconds: 0)) {
                try await challenge.unlockFinish(pin: "222222")
            }
        }
    }

    @Test func afterLockingEveryCallAnswersLocked() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                profile.lock()
                await #expect(throws: DodamError.Locked) { try await profile.papers() }
                await #expect(throws: DodamError.Locked) { try await profile.sync() }
            }
        }
    }

    @Test func aPaperIsFoundByTwoCharactersAndComesBackByteForByte() async throws {
        let file = repository.appendingPathComponent("tests/fixtures/papers/synthetic-test-result.pdf")
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                let details = PaperDetails(title: "합성 검사 결과", kind: "test_result", expires: "2026-03-31")
                let added = try await profile.addPaper(file: file.path, details: details)
                let found = try await profile.searchPapers(words: "검사")
                #expect(found == [added])
                let copy = folder.appendingPathComponent("copy.pdf")
                _ = try await profile.exportPaper(paperId: added.id, target: copy.path)
                let (copied, original) = (try Data(contentsOf: copy), try Data(contentsOf: file))
                #expect(copied == original)
            }
        }
    }
}
