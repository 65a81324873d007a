package dodam.app.family

import dodam.app.words.Strings
import dodam.app.words.Written
import dodam.core.Application
import dodam.core.Cover
import dodam.core.Door
import dodam.core.Known
import dodam.core.MayApply
import dodam.core.MonthPlan
import dodam.core.Verdict

/** What months cost, those alike together: a line each. */
internal fun costs(
    months: List<MonthPlan>,
    strings: Strings,
    written: Written,
): List<String> {
    val spans = ArrayList<Triple<String, String, String>>()
    for (month in months) {
        val cost = cost(month, strings, written)
        val last = spans.lastOrNull()
        if (last?.third == cost) {
            spans[spans.lastIndex] = last.copy(second = month.month)
        } else {
            spans += Triple(month.month, month.month, cost)
        }
    }
    // Where there is no insurance there is nothing to say of its price.
    return spans.filter { it.third.isNotEmpty() }.map { (from, until, cost) ->
        val (first, last) = written.month(from) to written.month(until)
        if (from == until) strings.familyCostOne(first, cost) else strings.familyCostMany(first, last, cost)
    }
}

private fun cost(
    month: MonthPlan,
    strings: Strings,
    written: Written,
): String {
    val total = month.totalKrw?.let { written.won(it) }.orEmpty()
    val last = month.lastKnown
    val cost =
        when {
            month.door == Door.NONE -> if ("charged_back" in month.notes) strings.familyCostChargedBack else ""
            month.door == null -> strings.familyCostChange
            month.door == Door.DEPENDANT -> strings.familyCostNothing
            month.state == Known.KNOWN && month.door == Door.WORKPLACE -> strings.familyCostWages(total)
            month.state == Known.KNOWN -> strings.familyCostBill(total)
            last != null && month.door == Door.WORKPLACE -> strings.familyCostLastKnownWages(total = written.won(last.totalKrw), period = last.period)
            last != null -> strings.familyCostLastKnown(total = written.won(last.totalKrw), period = last.period)
            month.door == Door.WORKPLACE -> strings.familyCostUnknownWages
            else -> strings.familyCostUnknown
        }
    return if ("due_set_by_nhis" in month.notes && cost.isNotEmpty()) strings.familyCostDueSet(cost) else cost
}

/** What a door is called. */
internal fun Strings.word(door: Door): String =
    when (door) {
        Door.WORKPLACE -> familyDoorWorkplace
        Door.DEPENDANT -> familyDoorDependant
        Door.REGIONAL -> familyDoorRegional
        Door.NONE -> familyDoorNone
        Door.UNKNOWN -> familyDoorUnknown
    }

/** Whether one is insured by a door, in a word. */
internal fun Strings.wordNow(door: Door): String =
    when (door) {
        Door.WORKPLACE, Door.DEPENDANT, Door.REGIONAL -> familyInsured
        Door.NONE -> familyNotInsured
        Door.UNKNOWN -> checkStateUnknown
    }

/** How a plan's lines are written: in which words, counted from which day, and who is "you". */
internal class PlanWords(
    private val strings: Strings,
    private val written: Written,
    private val today: String,
    private val owner: String,
) {
    /** From when to when a door is open. */
    fun spanOf(cover: Cover): String? {
        val counts = cover.countsFrom?.let { strings.familyCountsFrom(written.day(it)) }
        return listOfNotNull(days(cover.from, cover.until), counts).joinToString(" ").ifEmpty { null }
    }

    /** What can be applied for, with whom and from when. */
    fun lineOf(may: MayApply): String {
        val with = may.with.joinToString { nameOf(it) }
        val what =
            when (may.what) {
                Application.DEPENDANT -> if (with.isEmpty()) strings.familyApplyDependant else strings.familyApplyDependantOf(with)
                Application.HOUSEHOLD_MERGE -> if (with.isEmpty()) strings.familyApplyMerge else strings.familyApplyMergeWith(with)
            }
        val sure = if (may.verdict == Verdict.YES) what else strings.familyApplyPerhaps(what)
        return listOfNotNull(sure, days(may.from, may.until)).joinToString(" ")
    }

    /** Who it is within a sentence. */
    fun nameOf(person: String): String = if (person == owner) strings.familyWithYou else person

    private fun days(
        from: String?,
        until: String?,
    ): String? {
        val first = from?.let { if (it > today) strings.familyFrom(written.day(it)) else strings.checkFrom(written.day(it)) }
        val last = until?.let { strings.checkUntil(written.day(it)) }
        return listOfNotNull(first, last).joinToString(" · ").ifEmpty { null }
    }
}
