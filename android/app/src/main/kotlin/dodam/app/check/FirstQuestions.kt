package dodam.app.check

import dodam.core.Report

private val order = listOf("registered", "employed", "workplace_applicable", "birth_date", "visa", "entry_date", "stay_until")

/** The facts to ask next. */
internal fun firstQuestions(
    report: Report,
    passed: Set<String>,
): List<String> {
    val open = report.answers.flatMap { it.open }.distinct().filter { it !in passed }
    return listOfNotNull(firstOf(open))
}

/** Of open facts the one to ask first: what decides most with the fewest questions. */
internal fun firstOf(open: List<String>): String? = order.firstOrNull { it in open } ?: open.firstOrNull()
