# The decision, for facts that are all there.
package support

cities := {
	"pohang", "gyeongju", "gimcheon", "andong", "gumi", "yeongju",
	"yeongcheon", "sangju", "mungyeong", "gyeongsan", "uiseong",
	"cheongsong", "yeongyang", "yeongdeok", "cheongdo", "goryeong",
	"seongju", "chilgok", "yecheon", "bonghwa", "uljin", "ulleung",
}

default verdict := "NO"

verdict := "UNKNOWN" if {
	within_terms
	input.service_date > 20251231
} else := "YES" if {
	within_terms
	input.cap_used_krw < 2000000
	input.service in {"inpatient", "surgery", "outpatient", "childbirth"}
} else := "NEEDS_DECISION" if {
	within_terms
	input.cap_used_krw < 2000000
}

within_terms if {
	input.registered == true
	resident
	input.nhi_enrolled == false
	input.centre in {"pohang_centre", "gimcheon_centre", "andong_centre"}
	input.service_date >= 20250201
	running
}

resident if input.province == "gyeongbuk"

resident if {
	not input.province
	input.city in cities
}

running if input.service_date <= 20251231

running if input.programme_2026_terms == true
