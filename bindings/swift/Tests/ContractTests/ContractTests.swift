import Contract
import DodamDispatch
import Foundation
import Testing

/// Swift passes every case of `bindings/contract`.
@Suite struct ContractTests {
    @Test func everyCasePasses() async throws {
        let runner = try Runner()
        let desk = Desk()
        while let question = try runner.question() {
            if case .text(let summary) = question["end"] {
                print(summary)
                guard case .list(let failures) = question["failures"] else { break }
                #expect(failures.isEmpty, "\(failures)")
                let endedWell = try runner.endedWell()
                #expect(endedWell)
                return
            }
            try runner.answer(await answer(to: question, desk))
        }
        Issue.record("the runner ended early")
    }

    private func answer(to question: Json, _ desk: Desk) async -> Json {
        do {
            return .object(["given": try await given(question, desk)])
        } catch let failed as Failed {
            return .object(["failed": failed.error])
        } catch let misuse as Misuse {
            return .object(["misuse": .text(misuse.why)])
        } catch {
            return .object(["misuse": .text("it ended badly: \(error)")])
        }
    }

    private func given(_ question: Json, _ desk: Desk) async throws -> Json {
        if case .text(let call) = question["call"] {
            return try await desk.dispatch(call, question["on"], question["with"])
        }
        if case .text(let listener) = question["heard"] {
            let moreThan = question["more_than"]
            return try desk.heard(
                listener, moreThan: moreThan.isNull ? nil : desk.readNumber(moreThan, as: Int64.self))
        }
        desk.clear()
        return .null
    }
}

/// The program that knows what cases mean, at the other end of two pipes.
private final class Runner {
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()
    private var unread = Data()

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        let program = try #require(environment["DODAM_CONTRACT"], "DODAM_CONTRACT names the runner")
        let cases = try #require(environment["DODAM_CASES"], "DODAM_CASES names the folder of cases")
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [cases]
        process.standardOutput = questions
        process.standardInput = answers
        try process.run()
    }

    /// The next line; nil when there is none.
    func question() throws -> Json? {
        var searched = unread.startIndex
        while true {
            if let end = unread[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = unread[unread.startIndex..<end]
                defer { unread = Data(unread[(end + 1)...]) }
                return try JSONDecoder().decode(Json.self, from: Data(line))
            }
            searched = unread.endIndex
            let more = questions.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread.append(more)
        }
    }

    func answer(_ answer: Json) throws {
        var line = try JSONEncoder().encode(answer)
        line.append(UInt8(ascii: "\n"))
        try answers.fileHandleForWriting.write(contentsOf: line)
    }

    func endedWell() throws -> Bool {
        try answers.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
