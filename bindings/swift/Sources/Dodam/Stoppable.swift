import DodamCore

/// Makes a long call that stops when the task around it is cancelled; it then fails with
/// `DodamError.Stopped`. By itself cancelling a task doesn't reach the core.
///
///     let report = try await stoppable { try await profile.sync(cancellation: $0) }
public func stoppable<Result: Sendable>(
    _ call: (Cancellation) async throws -> Result
) async throws -> Result {
    let cancellation = Cancellation()
    return try await withTaskCancellationHandler {
        try await call(cancellation)
    } onCancel: {
        cancellation.cancel()
    }
}
