# Each criterion's state, missing facts told apart by hand.
package explained

cities := {
	"pohang", "gyeongju", "gimcheon", "andong", "gumi", "yeongju",
	"yeongcheon", "sangju", "mungyeong", "gyeongsan", "uiseong",
	"cheongsong", "yeongyang", "yeongdeok", "cheongdo", "goryeong",
	"seongju", "chilgok", "yecheon", "bonghwa", "uljin", "ulleung",
}

states := [
	registered, resident, not_insured, centre,
	service, started, running, cap,
]

default registered := "UNKNOWN"

registered := "MET" if input.registered == true

else := "NOT_MET" if input.registered == false

default resident := "UNKNOWN"

resident := "MET" if input.province == "gyeongbuk"

else := "NOT_MET" if input.province

else := "MET" if input.city in cities

else := "NOT_MET" if input.city

default not_insured := "UNKNOWN"

not_insured := "MET" if input.nhi_enrolled == false

else := "NOT_MET" if input.nhi_enrolled == true

default centre := "UNKNOWN"

centre := "MET" if input.centre in {"pohang_centre", "gimcheon_centre", "andong_centre"}

else := "NOT_MET" if input.centre

default service := "UNKNOWN"

service := "MET" if input.service in {"inpatient", "surgery", "outpatient", "childbirth"}

else := "NEEDS_DECISION" if input.service

default started := "UNKNOWN"

started := "MET" if input.service_date >= 20250201

else := "NOT_MET" if input.service_date < 20250201

default running := "UNKNOWN"

running := "MET" if input.service_date <= 20251231

else := "MET" if input.programme_2026_terms == true

else := "NOT_MET" if {
	input.service_date > 20251231
	input.programme_2026_terms == false
}

default cap := "UNKNOWN"

cap := "MET" if {
	known_period
	input.cap_used_krw < 2000000
} else := "NOT_MET" if {
	known_period
	input.cap_used_krw >= 2000000
}

known_period if {
	input.service_date >= 20250201
	input.service_date <= 20251231
}
