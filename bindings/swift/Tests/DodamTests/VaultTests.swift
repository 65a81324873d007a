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
            let byPin = try challenge.unlockFinish(secret: pin)
            #expect(try byPin.papers().isEmpty)
            byPin.lock()
            try challenge.unlockFinishWithWords(words: words).lock()
        }
    }

    @Test func aWrongPinIsAnErrorOfItsOwnThatCounts() async throws {
        try await inTemporaryFolder { folder in
            let vault = folder.appendingPathComponent("vault")
            try await withVault(vault) { _, _ in }
            let challenge = try openDodam().unlockBegin(folder: vault.path)
            #expect(throws: DodamError.WrongPin(failures: 1)) {
                try challenge.unlockFinish(secret: "111111")
            }
            #expect(throws: DodamError.WrongPin(failures: 2)) {
                try challenge.unlockFinish(secret: "222222")
            }
        }
    }

    @Test func afterLockingEveryCallAnswersLocked() async throws {
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                profile.lock()
                #expect(throws: DodamError.Locked) { try profile.papers() }
                await #expect(throws: DodamError.Locked) { try await profile.sync() }
            }
        }
    }

    @Test func aPaperIsFoundByTwoCharactersAndComesBackByteForByte() async throws {
        let file = repository.appendingPathComponent("tests/fixtures/papers/synthetic-test-result.pdf")
        try await inTemporaryFolder { folder in
            try await withVault(folder.appendingPathComponent("vault")) { profile, _ in
                let details = PaperDetails(title: "합성 검사 결과", kind: "test_result", expires: "2026-03-31")
                let added = try profile.addPaper(file: file.path, details: details)
                #expect(try profile.searchPapers(query: "검사") == [added])
                let copy = folder.appendingPathComponent("copy.pdf")
                _ = try profile.exportPaper(paperId: added.id, target: copy.path)
                #expect(try Data(contentsOf: copy) == Data(contentsOf: file))
            }
        }
    }
}
