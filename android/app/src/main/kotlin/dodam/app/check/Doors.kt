package dodam.app.check

import dodam.core.Answer
import dodam.core.Verdict

/** The doors of the insurance: "am I covered?" */
internal val doors = listOf("kr.nhi/regional", "kr.nhi/workplace")

/** The answers that help most come first. */
internal val Answer.helps: Int
    get() =
        when (verdict) {
            Verdict.YES -> 0
            Verdict.NEEDS_DECISION -> 1
            Verdict.UNKNOWN -> 2
            Verdict.NO -> if (becomes?.verdict == Verdict.YES) 1 else 3
        }
