package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.test.assertFalse

class SyncTest {
    @Test
    fun `without a server nothing leaves the phone, and without a network it waits`() =
        journey {
            beginVault()
            touch("Saved and sent")
            appears("Nothing leaves this phone.")
            assertFalse(shows("Send and fetch now"))
            touch("I have a code from a server")
            type("Address of the server", "somewhere")
            type("Code", "AAAA-BBBB-CCCC")
            touch("Begin with this server")
            appears("That isn't an address of a server.")
            replace("Address of the server", "http://127.0.0.1:${nobodysPort()}")
            touch("Begin with this server")
            appears("Waiting for a network.")
            appears("Nothing leaves this phone.")
        }

    /** A port at which nobody listens: it was free a moment ago. */
    private fun nobodysPort(): Int = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
}
