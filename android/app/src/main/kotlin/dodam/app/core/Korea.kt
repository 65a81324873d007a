package dodam.app.core

import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneId

/** The clocks that papers and offices go by. */
val korea: ZoneId = ZoneId.of("Asia/Seoul")

/** The day it is in Korea; `at` is the moment to show instead, where there is one. */
fun dayInKorea(at: String?): LocalDate = at?.let { LocalDateTime.parse(it).toLocalDate() } ?: LocalDate.now(korea)

/** A moment of the core's, milliseconds since 1970, by the clocks of Korea. */
fun momentInKorea(atMs: Long): LocalDateTime = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), korea)
