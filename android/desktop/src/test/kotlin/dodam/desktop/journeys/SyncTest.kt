package dodam.desktop.journeys

import dodam.desktop.pictures.Server
import dodam.desktop.pictures.syntheticResult
import org.junit.jupiter.api.Test
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.test.assertFalse

private const val WAITING = "Waiting to be sent:"

class SyncTest {
    @Test
    fun `without a server nothing leaves the phone, and without a network it waits`() =
        journey {
            beginVault()
            touch("Sync")
            appears("Nothing leaves this phone.")
            assertFalse(shows("Send and fetch now"))
            touch("I have a code from a server")
            type("Address of the server", "somewhere")
            type("Code", "AAAA-BBBB-CCCC")
            touch("Begin with this server")
            appears("That isn't an address of a server.")
            replace("Address of the server", "http://127.0.0.1:${nobodysPort()}")
            touch("Begin with this server")
            appears("There is no network")
            appears("Nothing leaves this phone.")
        }

    @Test
    fun `what waits is on every screen until it is sent, also to a server that moved`() =
        journey {
            val data = folder.resolve("server")
            beginVault()
            touch("Sync")
            Server(data).use { server ->
                touch("I have a code from a server")
                type("Address of the server", server.address)
                type("Code", server.admit())
                touch("Begin with this server")
                appears("Done. Sent:")
                assertFalse(shows(WAITING))
            }
            goBack()
            appears("Saved on this phone, and sent.")
            touch("My papers")
            addPaper(syntheticResult, "Synthetic test result")
            appears(WAITING)
            goBack()
            appears("What waits is sent at the next sync.")
            appears(WAITING)
            touch("Settings")
            appears(WAITING)
            goBack()
            touch("Sync")
            Server(data).use { server ->
                touch("The server has another address")
                type("Address of the server", server.address)
                touch("Use this address")
                appears("The address is remembered.")
                touchFixed("Send and fetch now")
                appears("Done. Sent:")
                disappears(WAITING)
            }
        }

    /** A port at which nobody listens: it was free a moment ago. */
    private fun nobodysPort(): Int = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
}
