package dodam.desktop.journeys

import org.junit.jupiter.api.Test
import kotlin.test.assertEquals

class KeepingNothingTest {
    @Test
    fun `an unregistered person is answered after one question and leaves no file`() =
        journey {
            touch("Do I have health insurance?")
            appears("Question 1 of 7 at most")
            touch("No")
            appears("Your answer")
            appears("What you can do")
            assertEquals(emptyList(), files())
        }

    @Test
    fun `help calls 119 from a question and leads back to it`() =
        journey {
            touch("Do I have health insurance?")
            appears("Question 1 of 7 at most")
            touchFixed("119")
            // The app's words translate the core's sentence.
            appears("응급 상황이에요. 구급차를 보내 주세요. 저는 한국어를 잘 못해요. 영어 통역을 부탁드려요.")
            appears("This is an emergency. Please send an ambulance. I speak little Korean. Please get me an interpreter.")
            touch("Call 119")
            assertEquals(listOf("119"), device.called)
            touchFixed("Back")
            appears("Question 1 of 7 at most")
        }

    @Test
    fun `a language that has only the two doors is said to, and speaks in them`() =
        journey {
            touchFixed("English")
            appears("Hanya “Bantuan darurat” dan “Periksa”; sisanya bahasa Inggris")
            touch("Bahasa Indonesia")
            touch("Apakah saya masuk asuransi kesehatan?")
            appears("Pertanyaan 1 (paling banyak 7)")
            touchFixed("Kembali")
            touch("Jelaskan tagihan")
            appears("Explain a bill")
        }
}
