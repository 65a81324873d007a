package dodam.desktop

import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.deleteRecursively
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/**
 * Deletes a folder with a vault whose app was given up. A call that was on its way may still be
 * ending, and files come and go until the core has closed the vault: it is tried until then.
 *
 * @throws java.nio.file.FileSystemException where it can't be deleted within this time
 */
@OptIn(ExperimentalPathApi::class)
fun deleteOnceLetGo(
    folder: Path,
    within: Duration = 30.seconds,
) {
    val end = TimeSource.Monotonic.markNow() + within
    var deleted: Result<Unit>
    do {
        deleted = runCatching { folder.deleteRecursively() }
    } while (deleted.isFailure && end.hasNotPassedNow())
    deleted.getOrThrow()
}
