package dodam.app.core

import java.time.LocalDate
import java.time.ZoneId

/** Days are those of Korea, wherever the device is. */
private val korea = ZoneId.of("Asia/Seoul")

/** The day of a moment such as `2026-11-28T14:30`; today in Korea for null. */
internal fun dayOf(at: String?): LocalDate = at?.let { LocalDate.parse(it.substringBefore('T')) } ?: LocalDate.now(korea)
