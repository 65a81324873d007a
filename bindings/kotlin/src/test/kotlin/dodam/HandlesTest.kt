package dodam

import dodam.core.DayQuestion
import dodam.core.DodamException
import dodam.core.PaperDetails
import dodam.core.PersonDetails
import dodam.core.Question
import dodam.core.SaidFact
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.junit.jupiter.api.Test
import kotlin.io.path.div
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class HandlesTest {
    @Test
    fun `a closed handle refuses and the vault is still there`() =
        inTemporaryFolder { folder ->
            openDodam().use { dodam ->
                val setup = dodam.createVault("$folder/vault", PIN, "Synthetic")
                setup.profile.wordsWereShown()
                setup.profile.lock()
                setup.profile.close()
                assertFailsWith<IllegalStateException> { setup.profile.people() }
                setup.profile.close()
                dodam.unlocked("$folder/vault", PIN) { profile -> assertEquals(emptyList(), profile.papers()) }
            }
        }

    @Test
    fun `eight coroutines use a vault at once`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                val owner = profile.ownPerson()
                coroutineScope {
                    val each =
                        List(8) { number ->
                            async(Dispatchers.Default) {
                                repeat(5) {
                                    profile.recordVisit(owner, "home", "$number")
                                    profile.people().single()
                                }
                            }
                        }
                    each.awaitAll()
                }
                assertEquals(40, profile.visits(null).size)
            }
        }

    @Test
    fun `a wrong PIN with a wait says how long, and codes tell reasons apart`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                val short = assertFailsWith<DodamException.InvalidInput> { profile.changePin(PIN, "1") }
                assertEquals("short_pin", short.code)
                val wrong = assertFailsWith<DodamException.WrongPin> { profile.changePin("111111", "222222") }
                assertEquals(0uL, wrong.waitSeconds)
                val missing = assertFailsWith<DodamException.NotFound> { profile.paper("none") }
                assertEquals("paper", missing.code)
            }
        }

    @Test
    fun `what is printed of a record holds nothing that is in it`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, setup ->
                val secret = "Hương-010-1234"
                val file = "$repository/tests/fixtures/papers/synthetic-card.jpg"
                val details = PaperDetails(title = secret)
                val person = profile.setPerson(null, PersonDetails(name = secret))
                val fact = SaidFact("nhi_enrolled", secret)
                val records =
                    listOf(
                        person,
                        details,
                        fact,
                        setup,
                        profile.addPaper(file, details),
                        profile.recordVisit(person.id, "home", secret),
                        Question(facts = listOf(fact)),
                        DayQuestion(facts = listOf(fact)),
                    )
                val printed = records.map { it.toString() }
                assertFalse(printed.any { secret in it || setup.recoveryWords in it }, printed.toString())
                assertTrue(printed.all { it.endsWith("(…)") }, printed.toString())
            }
        }
}
