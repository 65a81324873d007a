import DodamCore

// Subscriptions as streams. Each gives how it is at once and again whenever it has become something
// else; a slow reader misses what lay between, never the last. When the vault is locked the stream
// ends with `DodamError.Locked`. Whoever stops reading is told nothing more.

extension Profile {
    /// The people, the owner first.
    public func peopleStream() -> AsyncThrowingStream<[PersonView], any Error> {
        stream { try watchPeople(listener: PeopleTeller($0)) }
    }

    /// The papers that a query finds, 200 at most.
    public func papersStream(
        query: PaperQuery = PaperQuery()
    ) -> AsyncThrowingStream<[PaperView], any Error> {
        stream { try watchPapers(query: query, listener: PapersTeller($0)) }
    }

    /// What is due; worked out anew after each change, not as time passes.
    public func remindersStream(
        question: RemindersQuestion
    ) -> AsyncThrowingStream<Reminders, any Error> {
        stream { try watchReminders(question: question, listener: RemindersTeller($0)) }
    }

    /// How the vault stands.
    public func statusStream() -> AsyncThrowingStream<StatusView, any Error> {
        stream { try watchStatus(listener: StatusTeller($0)) }
    }
}

private typealias Told<Value> = AsyncThrowingStream<Value, any Error>.Continuation

private func stream<Value: Sendable>(
    _ watch: (Told<Value>) throws -> Subscription
) -> AsyncThrowingStream<Value, any Error> {
    AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { told in
        do {
            let subscription = try watch(told)
            told.onTermination = { _ in subscription.cancel() }
        } catch {
            told.finish(throwing: error)
        }
    }
}

private final class PeopleTeller: PeopleListener {
    let told: Told<[PersonView]>
    init(_ told: Told<[PersonView]>) { self.told = told }
    func onChange(people: [PersonView]) { told.yield(people) }
    func onEnd(error: DodamError) { told.finish(throwing: error) }
}

private final class PapersTeller: PapersListener {
    let told: Told<[PaperView]>
    init(_ told: Told<[PaperView]>) { self.told = told }
    func onChange(papers: [PaperView]) { told.yield(papers) }
    func onEnd(error: DodamError) { told.finish(throwing: error) }
}

private final class RemindersTeller: RemindersListener {
    let told: Told<Reminders>
    init(_ told: Told<Reminders>) { self.told = told }
    func onChange(reminders: Reminders) { told.yield(reminders) }
    func onEnd(error: DodamError) { told.finish(throwing: error) }
}

private final class StatusTeller: StatusListener {
    let told: Told<StatusView>
    init(_ told: Told<StatusView>) { self.told = told }
    func onChange(status: StatusView) { told.yield(status) }
    func onEnd(error: DodamError) { told.finish(throwing: error) }
}
