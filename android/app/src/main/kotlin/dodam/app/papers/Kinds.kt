package dodam.app.papers

import androidx.compose.ui.graphics.vector.ImageVector
import dodam.app.look.Icons
import dodam.app.words.Strings

/** The kind of a card that shows who one is. */
const val RESIDENCE_CARD = "residence_card"

/** The kind of what fits no other. */
const val OTHER_KIND = "other"

/** The word for a kind of papers; one that this version doesn't know is another paper. */
fun Strings.kind(kind: String): String =
    when (kind) {
        RESIDENCE_CARD -> papersKindResidenceCard
        "passport" -> papersKindPassport
        "identity" -> papersKindIdentity
        "insurance" -> papersKindInsurance
        "bill" -> papersKindBill
        "receipt" -> papersKindReceipt
        "prescription" -> papersKindPrescription
        "test_result" -> papersKindTestResult
        "vaccination" -> papersKindVaccination
        "referral" -> papersKindReferral
        "letter" -> papersKindLetter
        else -> papersKindOther
    }

/** The sign of a kind, where a paper has no picture. */
internal fun signOf(kind: String): ImageVector =
    when (kind) {
        RESIDENCE_CARD, "identity", "passport" -> Icons.Card
        "bill", "receipt" -> Icons.Bill
        "insurance" -> Icons.Shield
        else -> Icons.Paper
    }
