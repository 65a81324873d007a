package dodam.device

import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import kotlin.test.assertContentEquals
import kotlin.test.assertNull

class GuardTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val file get() = File(folder.root, "guard")

    @Test
    fun `new bytes count once they are settled and not before`() {
        val guard = Guard(file, Reversing)
        val first = guard.next()
        assertNull(guard.read())
        assertContentEquals(first, guard.unsettled())
        guard.settled()
        assertContentEquals(first, guard.read())
        val second = guard.next()
        assertContentEquals(first, guard.read())
        guard.settled()
        assertContentEquals(second, guard.read())
        assertNull(guard.unsettled())
    }

    @Test
    fun `a keystore that lost its key gives no guard instead of a crash`() {
        Guard(file, Reversing).apply { next() }.settled()
        assertNull(Guard(file, Emptied).read())
    }

    @Test
    fun `what lies on disk isn't the guard`() {
        val bytes = Guard(file, Reversing).run { next().also { settled() } }
        assert(!file.readBytes().contentEquals(bytes))
    }
}
