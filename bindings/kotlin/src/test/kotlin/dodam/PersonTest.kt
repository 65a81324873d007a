package dodam

import dodam.core.DodamException
import dodam.core.PersonDetails
import org.junit.jupiter.api.Test
import java.net.InetAddress
import java.net.ServerSocket
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

class PersonTest {
    @Test
    fun `contacts and a visit read back as written`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                val owner = profile.setPerson(null, PersonDetails(name = "Hương", phone = "010-1234-5678"))
                profile.recordVisit(owner.id, "home", "혈압 재어 봄 🩺")
                val listed = profile.people().single()
                assertEquals("010-1234-5678", listed.phone)
                assertEquals(1uL, listed.visits)
                assertEquals("혈압 재어 봄 🩺", profile.visits(owner.id).single().note)
                assertEquals(emptyList(), profile.conflicts())
                assertFailsWith<DodamException.NotFound> { profile.resolveConflict(owner.id, "phone", "1") }
            }
        }

    @Test
    fun `without a server the network calls say what to do`() =
        inTemporaryFolder { folder ->
            val loopback = InetAddress.getLoopbackAddress()
            val nobody = ServerSocket(0, 1, loopback).use { it.localPort }
            withVault(folder / "vault") { profile, _ ->
                val refused = assertFailsWith<DodamException.Rejected> { profile.sync() }
                assertEquals("not_enrolled", refused.code)
                assertFailsWith<DodamException.Offline> { profile.enrol("http://127.0.0.1:$nobody", "code") }
                assertFailsWith<DodamException.InvalidInput> { profile.enrol("no address", "code") }
                assertFailsWith<DodamException.InvalidInput> { profile.share("twelve wrong words") }
                profile.lock()
                assertFailsWith<DodamException.Locked> { profile.sync() }
            }
        }
}
