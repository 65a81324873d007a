package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

class KeepingNothingTest {
    @Test
    fun `an unregistered person is answered after one question and leaves no file`() =
        journey {
            touch("Check without keeping anything")
            appears("Question 1 of 7 at most")
            touch("No")
            appears("Your answer")
            appears("What you can do")
            assertEquals(emptyList(), files())
        }

    @Test
    fun `help calls 119 from a question and leads back to it`() =
        journey {
            touch("Check without keeping anything")
            appears("Question 1 of 7 at most")
            touchFixed("119")
            touch("Call 119")
            assertEquals(listOf("119"), device.called)
            touchFixed("Back")
            appears("Question 1 of 7 at most")
        }

    @Test
    fun `a language that has only the two doors is said to, and speaks in them`() =
        journey {
            touch("Language: English")
            appears("Help now and Check only; the rest is in English")
            touch("Bahasa Indonesia")
            appears("Bahasa: Bahasa Indonesia")
            touch("Periksa tanpa menyimpan apa pun")
            appears("Pertanyaan 1 dari paling banyak 7")
            touchFixed("Kembali")
            touch("Jelaskan tagihan")
            appears("Explain a bill")
        }
}
