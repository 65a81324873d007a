import Dodam
import Foundation

/// A companion on a console, with a made-up person: makes a vault, keeps what she says, answers,
/// keeps a paper, finds it, shows it at a desk, locks and opens again.
///
///     Sample PAPER [FOLDER]
///
/// Without a folder everything is gone at the end.
@main
struct Sample {
    let paper: String
    let folder: URL
    let pin = "a passphrase, not six digits"

    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count == 2 || arguments.count == 3 else {
            print("Sample PAPER [FOLDER]")
            exit(2)
        }
        let temporary = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let folder = arguments.count == 3 ? URL(fileURLWithPath: arguments[2]) : temporary
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: temporary) }
            try await Sample(paper: arguments[1], folder: folder).run()
        } catch let error as DodamError {
            print(sentence(for: error))
            exit(1)
        } catch {
            print("It failed: \(error)")
            exit(1)
        }
    }

    private func run() async throws {
        let dodam = try openDodam()
        let vault = folder.appendingPathComponent("vault").path
        let setup = try await dodam.createVault(folder: vault, pin: pin, name: "Ms Nguyen")
        print("A vault, and \(setup.recoveryWords.split(separator: " ").count) words to write down.")
        try await setup.profile.wordsWereShown()

        try await keepWhatSheSays(setup.profile)
        try await answer(setup.profile)
        try await keepAndFind(setup.profile)
        try await show(setup.profile)
        setup.profile.lock()

        let again = try await dodam.unlockBegin(folder: vault).unlockFinish(pin: pin)
        defer { again.lock() }
        let (facts, papers) = (try await again.facts().count, try await again.papers().count)
        print("Locked and opened again: \(facts) facts, \(papers) paper.")
    }

    private func keepWhatSheSays(_ profile: Profile) async throws {
        try await profile.setFacts(said: [
            SaidFact(id: "registered", value: "true"),
            SaidFact(id: "province", value: "경상북도"),
            SaidFact(id: "city", value: "포항"),
            SaidFact(id: "nhi_enrolled", value: nil),
        ])
        for fact in try await profile.facts() {
            print("  \(fact.id): \(fact.value ?? "rather not said")")
        }
    }

    private func answer(_ profile: Profile) async throws {
        let question = Question(
            facts: [SaidFact(id: "nhi_enrolled", value: "false")],
            asOf: "2025-02-20", decisions: ["kr.gb.pilot/support"], language: "en")
        for answer in try await profile.check(question: question).answers {
            print(answer.text)
            for fact in answer.open { print("  to be asked: \(fact)") }
            for step in answer.steps { print("  \(step.action) \(step.phone ?? "")") }
        }
    }

    private func keepAndFind(_ profile: Profile) async throws {
        let details = PaperDetails(title: "외국인등록증", kind: "residence_card", expires: "2030-01-31")
        let kept = try await stoppable {
            try await profile.addPaper(file: paper, details: details, cancellation: $0)
        }
        print("Kept: \(kept.title), \(kept.sizeBytes) bytes.")
        let found = try await profile.searchPapers(words: "등록")
        print("Typing 등록 finds \(found.map(\.title).joined(separator: ", ")).")
    }

    private func show(_ profile: Profile) async throws {
        let presented = try await profile.present(question: PresentQuestion(language: "en"))
        guard let paper = presented.paper else { return print("There is no paper to show.") }
        print("To show: \(paper.view.title), \(paper.bytes.count) bytes of \(paper.mediaType).")
    }

    /// A sentence for each thing a person can do.
    private static func sentence(for error: DodamError) -> String {
        switch error {
        case .WrongPin(let failures, _): "Another PIN opens this vault (\(failures) wrong so far)."
        case .Locked: "Unlock first."
        case .InvalidInput(let code): "Correct what was typed (\(code))."
        case .NotFound(let code): "It isn't there (\(code))."
        case .StorageFull: "Free some space."
        case .Busy: "Another program has this vault open."
        case .DeviceFailed(let code): "This device can't do it now (\(code))."
        case .Offline: "There is no network; nothing is lost."
        case .Rejected(let code): "It was refused (\(code))."
        case .NeedsUpdate: "Install a newer version."
        case .Damaged(let code): "Restore from a backup (\(code))."
        case .Stopped: "It was stopped, and can be begun again."
        }
    }
}
