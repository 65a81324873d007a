import Contract
import DodamDispatch
import Foundation
import Testing

/// Swift passes every case of `bindings/contract`.
@Suite struct ContractTests {
    @Test func everyCasePasses() async throws {
        let (end, failures) = try await run("cases")
        print(try Desk().readText(end["end"]))
        #expect(failures == [])
    }

    @Test func everyWrongCaseFails() async throws {
        let (end, failures) = try await run("wrong")
        let cases = try Desk().readNumber(end["cases"], as: Int.self)
        #expect(cases > 20)
        #expect(failures.count == cases, "\(failures)")
    }

    /// Answers what the runner asks until it says how it ended.
    private func run(_ folder: String) async throws -> (end: Json, failures: [String]) {
        let runner = try Runner(folder)
        let desk = Desk()
        while let question = try runner.question() {
            if !question["end"].isNull {
                let endedWell = try runner.endedWell()
                #expect(endedWell)
                return (question, try desk.readList(question["failures"], desk.readText))
            }
            try runner.answer(await answer(to: question, desk))
        }
        throw Misuse("the runner ended early")
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

    init(_ folder: String) throws {
        let environment = ProcessInfo.processInfo.environment
        let program = try #require(environment["DODAM_CONTRACT"], "DODAM_CONTRACT names the runner")
        let cases = try #require(environment["DODAM_CASES"], "DODAM_CASES names where the cases are")
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["\(cases)/\(folder)"]
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
