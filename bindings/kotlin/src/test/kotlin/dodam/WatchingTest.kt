package dodam

import dodam.core.DodamException
import dodam.core.PaperQuery
import dodam.core.PeopleListener
import dodam.core.PersonDetails
import dodam.core.PersonView
import dodam.core.Profile
import dodam.core.StatusView
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.produceIn
import kotlinx.coroutines.flow.toList
import org.junit.jupiter.api.Test
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

class WatchingTest {
    private suspend fun Profile.name(name: String) = setPerson(null, PersonDetails(name = name))

    private fun names(profile: Profile) = profile.peopleFlow().map { people -> people.single().name }

    @Test
    fun `a flow gives how it is at once, what it becomes, and the last of a burst`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                profile.name("A")
                coroutineScope {
                    val names = names(profile).produceIn(this)
                    assertEquals("A", names.receive())
                    profile.name("B")
                    assertEquals("B", names.receive())
                    repeat(20) { profile.name("$it") }
                    var last = names.receive()
                    while (last != "19") last = names.receive()
                    names.cancel()
                }
                assertEquals("19", names(profile).first())
            }
        }

    @Test
    fun `locking ends a flow with Locked`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                val statuses = mutableListOf<StatusView>()
                assertFailsWith<DodamException.Locked> {
                    profile.statusFlow().collect { status ->
                        statuses += status
                        profile.lock()
                    }
                }
                assertTrue(statuses.single().pending > 0uL)
                assertFailsWith<DodamException.Locked> { profile.papersFlow().toList() }
            }
        }

    @Test
    fun `a flow of a kind that there is not fails with why`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                val flow = profile.papersFlow(PaperQuery(kind = "no_such_kind"))
                val refused = assertFailsWith<DodamException.InvalidInput> { flow.first() }
                assertEquals("paper_kind", refused.code)
            }
        }

    @Test
    fun `after cancel a listener is told nothing, and one that throws is told the next`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                profile.name("A")
                val told = Channel<String>(Channel.UNLIMITED)
                val listener =
                    object : PeopleListener {
                        override fun onChange(people: List<PersonView>) {
                            told.trySend(people.single().name)
                            error("a listener that fails")
                        }

                        override fun onEnd(error: DodamException) {
                            told.trySend("the end")
                        }
                    }
                profile.watchPeople(listener).use { subscription ->
                    assertEquals("A", told.receive())
                    profile.name("B")
                    assertEquals("B", told.receive())
                    subscription.cancel()
                    profile.name("C")
                    profile.lock()
                }
                assertTrue(told.tryReceive().isFailure)
            }
        }
}
