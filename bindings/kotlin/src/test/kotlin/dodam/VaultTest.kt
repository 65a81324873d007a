package dodam

import dodam.core.DodamException
import dodam.core.PaperDetails
import dodam.core.contractVersion
import org.junit.jupiter.api.Test
import java.text.Normalizer
import kotlin.io.path.div
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertNotEquals

class VaultTest {
    @Test
    fun `the library has the interface these sources were written for`() {
        assertEquals(CONTRACT_VERSION, contractVersion())
    }

    @Test
    fun `a vault opens with its PIN and with its words`() =
        inTemporaryFolder { folder ->
            val words = withVault(folder / "vault") { _, setup -> setup.recoveryWords }
            assertEquals(24, words.split(" ").size)
            openDodam().use { dodam ->
                dodam.unlockBegin("$folder/vault").use { challenge ->
                    challenge.unlockFinish(PIN).use { profile ->
                        assertEquals(emptyList(), profile.papers())
                        profile.lock()
                    }
                    challenge.unlockFinishWithWords(words).use { it.lock() }
                }
            }
        }

    @Test
    fun `a wrong PIN is an exception of its own that counts`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { _, _ -> }
            openDodam().use { dodam ->
                dodam.unlockBegin("$folder/vault").use { challenge ->
                    assertFailsWith<DodamException.WrongPin> { challenge.unlockFinish("111111") }
                    val second = assertFailsWith<DodamException.WrongPin> { challenge.unlockFinish("222222") }
                    assertEquals(2u, second.failures)
                }
            }
        }

    @Test
    fun `after locking every call answers Locked`() =
        inTemporaryFolder { folder ->
            withVault(folder / "vault") { profile, _ ->
                profile.lock()
                assertFailsWith<DodamException.Locked> { profile.papers() }
                assertFailsWith<DodamException.Locked> { profile.searchPapers("검사") }
            }
        }

    @Test
    fun `where there is no vault the exception says so`() =
        inTemporaryFolder { folder ->
            openDodam().use { dodam ->
                dodam.unlockBegin("$folder/nothing").use { challenge ->
                    assertFailsWith<DodamException.NotFound> { challenge.unlockFinish(PIN) }
                }
            }
            assertEquals(emptyList(), folder.listDirectoryEntries())
        }

    @Test
    fun `a paper is found by two characters and comes back byte for byte`() =
        inTemporaryFolder { folder ->
            val file = repository / "tests/fixtures/papers/synthetic-test-result.pdf"
            withVault(folder / "vault") { profile, _ ->
                val details = PaperDetails(title = "합성 검사 결과", kind = "test_result", expires = "2026-03-31")
                val added = profile.addPaper(file.toString(), details)
                val found = profile.searchPapers("검사")
                assertEquals(listOf(added), found)
                profile.exportPaper(added.id, "$folder/copy.pdf")
                assertContentEquals(file.readBytes(), (folder / "copy.pdf").readBytes())
            }
        }

    @Test
    fun `texts cross unchanged, decomposed letters and all`() =
        inTemporaryFolder { folder ->
            val file = repository / "tests/fixtures/papers/synthetic-card.jpg"
            val decomposed = Normalizer.normalize("건강보험증 Hương", Normalizer.Form.NFD)
            val title = "$decomposed 👩🏽‍⚕️ 证件 ကခဂ"
            assertNotEquals(Normalizer.normalize(title, Normalizer.Form.NFC), title)
            withVault(folder / "vault") { profile, _ ->
                profile.addPaper(file.toString(), PaperDetails(title = title))
                assertEquals(title, profile.papers().single().title)
            }
        }

    @Test
    fun `a kind or a day that is none is refused as typed wrongly`() =
        inTemporaryFolder { folder ->
            val file = "$repository/tests/fixtures/papers/synthetic-card.jpg"
            withVault(folder / "vault") { profile, _ ->
                assertFailsWith<DodamException.InvalidInput> {
                    profile.addPaper(file, PaperDetails(kind = "no_such_kind"))
                }
                assertFailsWith<DodamException.InvalidInput> {
                    profile.addPaper(file, PaperDetails(expires = "31.03.2026"))
                }
                assertFailsWith<DodamException.NotFound> {
                    profile.addPaper("$folder/none.pdf", PaperDetails())
                }
            }
        }
}
