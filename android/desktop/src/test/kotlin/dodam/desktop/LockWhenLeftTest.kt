package dodam.desktop

import dodam.app.shell.LockWhenLeft
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.currentTime
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

@OptIn(ExperimentalCoroutinesApi::class)
class LockWhenLeftTest {
    private var locked = 0
    private var slept = Duration.ZERO

    private fun TestScope.leaving() = LockWhenLeft(backgroundScope, { currentTime.milliseconds + slept }) { locked++ }

    @Test
    fun `a minute away locks, and less doesn't`() =
        runTest {
            val leaving = leaving()
            leaving.left()
            advanceTimeBy(59.seconds)
            leaving.back()
            advanceTimeBy(120.seconds)
            assertEquals(0, locked)
            leaving.left()
            advanceTimeBy(61.seconds)
            assertEquals(1, locked)
        }

    @Test
    fun `who looks for a file has longer`() =
        runTest {
            val leaving = leaving()
            leaving.left(choosing = true)
            advanceTimeBy(300.seconds)
            leaving.back()
            assertEquals(0, locked)
            leaving.left(choosing = true)
            advanceTimeBy(601.seconds)
            assertEquals(1, locked)
        }

    @Test
    fun `a device that slept through its minute locks when it is back`() =
        runTest {
            val leaving = leaving()
            leaving.left()
            slept = 600.seconds
            leaving.back()
            assertEquals(1, locked)
        }
}
