#!/usr/bin/env python3
"""A pack that uses every form of expression, for what the real packs don't use yet.

`forms.py FOLDER` writes it there with the vocabulary beside it; `compare.py --forms`
compares on it.
"""

import shutil
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACK = "zz.forms"
LANGUAGES = ("en", "ko", "zh-Hans", "vi")
STATES = ("met", "not_met", "unknown", "needs_decision")
VERDICTS = ("yes", "no", "not_yet", "unknown", "needs_decision")

HEAD = {
    "id": PACK, "version": 1, "issued": date(2025, 1, 1), "valid_from": date(2019, 1, 1),
    "review_by": date(2027, 2, 28), "review_facts": ["birth_date", "service_date"], "schema": 1,
    "status": "draft", "texts": "draft", "month_end": "last_day",
}

PARAMS = [
    {"id": "floor", "unit": "KRW", "values": [
        {"from": date(2021, 1, 1), "until": date(2022, 12, 31), "value": 100_000, "cite": "made"},
        {"from": date(2023, 1, 1), "until": date(2024, 2, 29), "value": 120_000, "cite": "made"},
        {"from": date(2024, 4, 1), "value": 150_000, "cite": "made"}]},
    {"id": "limit", "unit": "KRW", "values": [
        {"from": date(2020, 2, 29), "until": date(2023, 6, 30), "value": 500_000, "cite": "made"},
        {"from": date(2023, 7, 1), "value": 700_000, "cite": "made"}]},
]

ROWS = [("A", "yes"), ("D-2", "no"), ("D-2-1", "yes"), ("D-2-2", "review"), ("D-4", "yes"),
        ("D-4-1", "yes"), ("E-7", "review"), ("E-7-1", "review"), ("E-8", "yes"), ("E-8-1", "no"),
        ("F-2", "no"), ("F-2-7", "no"), ("G-1-5", "yes"), ("G-1-6", "yes")]


def fact(fact_id, **more):
    """A leaf about a fact."""
    return {"fact": fact_id, **more}


def resident(months, **more):
    """A leaf about residence."""
    return {"resident": "entry_date", "months": months, "absences": "absences",
            "tolerated_days": 30, **more}


def some(*parts):
    """`any`."""
    return {"any": list(parts)}


def every(*parts):
    """`all`."""
    return {"all": list(parts)}


OPEN = {"never": True, "otherwise": "NEEDS_DECISION"}

DECISIONS = {
    "periods": {
        "years_over": {"after": "birth_date", "years": 19},
        "years_run": {"until": "birth_date", "years": 1},
        "months_over": {"after": "registration_date", "months": 1, "otherwise": "NEEDS_DECISION"},
        "months_run": {"until": "registration_date", "months": 13, "otherwise": "UNKNOWN"},
        "days_over": {"after": "registration_date", "days": 90},
        "days_run": {"until": "registration_date", "days": 14},
        "later": {"fact": "service_date", "later_than": "birth_date", "months": 6},
        "later_years": {"fact": "service_date", "later_than": "birth_date", "years": 1},
        "later_days": {"fact": "service_date", "later_than": "registration_date", "days": 30},
        "optional": {"fact": "visa_since", "later_than": "registration_date", "absent": "NOT_MET",
                     "otherwise": "UNKNOWN"},
        "parity": {"year_parity": "birth_date"},
        "window": {"day_from": date(2024, 2, 29), "day_until": date(2025, 2, 28)},
        "dates": fact("service_date", **{"from": date(2024, 2, 29), "until": date(2024, 8, 31)}),
    },
    "amounts": {
        "sum_between": {"sum": ["own_premium_krw", "bill_krw"], "min": "floor", "max": 400_000},
        "sum_most": {"sum": ["own_premium_krw", "bill_krw", "monthly_wage_krw"], "max": "limit"},
        "least": fact("monthly_wage_krw", min="floor", otherwise="NEEDS_DECISION"),
        "most": fact("monthly_wage_krw", max=200_000),
        "between": fact("bill_krw", min=100_000, max="limit"),
        "optional_amount": fact("request_krw", min=1, absent="NOT_MET"),
        "cap_by_day": {"cap": "limit", "used": "cap_used_krw"},
        "cap_by_fact": {"cap": "limit", "used": "cap_used_krw", "at": "service_date"},
    },
    "residence": {
        "from_entry": resident(0),
        "from_entry_open": resident(0, again="UNKNOWN"),
        "six": resident(6),
        "six_open": resident(6, again="UNKNOWN", again_within=6),
        "six_again": resident(6, again="MET", again_within=6),
        "six_again_since": resident(6, again="MET", again_within=6, again_from=date(2024, 7, 1)),
        "again_since": resident(0, again="MET", again_from=date(2024, 2, 29)),
        "six_always": resident(6, again="MET", otherwise="NEEDS_DECISION"),
        "three": resident(3, again_within=2),
        "year": resident(12, again="MET", again_within=1),
    },
    "values": {
        "looked_up": {"table": "made", "fact": "visa", "column": "column", "in": ["yes"]},
        "looked_up_before": {"table": "made", "fact": "previous_visa", "column": "column",
                             "in": ["no"], "otherwise": "NEEDS_DECISION"},
        "among": fact("visa", **{"in": ["D-2", "E-8-1", "G-1"]}),
        "not_among": fact("visa", not_in=["D-4", "G-1-5"], otherwise="UNKNOWN"),
        "other_status": fact("sponsor_visa", **{"in": ["F-5"]}, absent="MET",
                             otherwise="NEEDS_DECISION"),
        "choice": fact("relation", **{"is": "child"}),
        "choices": fact("service", not_in=["dental", "cosmetic"]),
        "place": fact("city", **{"in": ["pohang", "gyeongju"]}),
        "province": fact("province", not_in=["gyeongbuk", "daegu"]),
        "centre": fact("centre", **{"is": "pohang_centre"}, otherwise="UNKNOWN"),
        "truth": fact("severe", **{"is": False}, otherwise="NEEDS_DECISION"),
        "optional": fact("studying", **{"is": True}, absent="NOT_MET", otherwise="UNKNOWN"),
        "optional_open": fact("studying", **{"is": True}),
        "implied": fact("dependant_registered", **{"is": False}),
    },
    "truth": {
        "two_of_three": {"at_least": 2, "of": [
            fact("severe", **{"is": True}), fact("mental", **{"is": True}, otherwise="NEEDS_DECISION"),
            fact("hardship", **{"is": True})]},
        "three_of_four": {"at_least": 3, "of": [
            fact("severe", **{"is": True}), fact("mental", **{"is": True}),
            fact("hardship", **{"is": True}, otherwise="NEEDS_DECISION"),
            {"after": "registration_date", "months": 6, "otherwise": "NEEDS_DECISION"}]},
        "one_of_none": {"at_least": 1, "of": [every(fact("severe", **{"is": True}), OPEN),
                                              fact("mental", **{"is": True})]},
        "deep": some(every({"criterion": "two_of_three"}, {"not": {"criterion": "three_of_four"}}),
                     {"not": some(fact("referral", **{"is": True}), OPEN)}),
        "is_yes": {"decision": f"{PACK}/residence", "is": "YES"},
        "is_not_yes": {"decision": f"{PACK}/residence", "is_not": "YES"},
        "is_no": {"decision": f"{PACK}/values", "is": "NO"},
        "is_not_no": {"decision": f"{PACK}/values", "is_not": "NO"},
    },
}

# Trees that leave a way to YES although not every criterion can be met at once.
TREES = {
    "periods": {"at_least": 7, "of": list(DECISIONS["periods"])},
    "amounts": {"any": [{"all": ["sum_between", "between", "cap_by_day"]},
                        {"at_least": 6, "of": list(DECISIONS["amounts"])}]},
    "residence": {"at_least": 5, "of": list(DECISIONS["residence"])},
    "values": {"any": [{"at_least": 8, "of": list(DECISIONS["values"])},
                       {"all": ["looked_up", "among", "choice"]}]},
    "truth": {"any": [{"all": ["two_of_three", "deep", "is_not_yes"]},
                      {"all": ["three_of_four", "is_no"]}, {"not": "one_of_none"},
                      {"all": ["is_yes", "is_not_no"]}]},
}

AMOUNTS_OF = {
    "amounts": {"amounts": {"cap": "limit", "used": "cap_used_krw", "request": "request_krw"}}}


def write(target):
    """Writes the vocabulary and the pack into a folder."""
    target = Path(target)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "packs" / "facts", target / "facts")
    parts = ["[pack]\n" + fields(HEAD)]
    parts += [part("param", one) for one in PARAMS]
    parts.append(part("cite", {
        "id": "made", "source": "TEST", "title": text("made up"), "dated": date(2025, 1, 1),
        "checked": "2026-11", "confidence": "S", "interpretation": "Made up for a test."}))
    rows = [{"code": code, "column": value, "cite": "made"} for code, value in ROWS]
    parts.append(part("table", {"id": "made", "columns": ["column"], "rows": rows}))
    for name, criteria in DECISIONS.items():
        parts.append(part("decision", {
            "id": f"{PACK}/{name}", "tree": named(TREES[name], name), **AMOUNTS_OF.get(name, {}),
            "title": text("made up"), "say": {verdict: text(verdict) for verdict in VERDICTS}}))
        for criterion, test in criteria.items():
            parts.append(part("criterion", {
                "id": f"{name}_{criterion}", "test": named(test, name), "cite": ["made"],
                "why": {state: text(state) for state in STATES}}))
    folder = target / PACK
    folder.mkdir()
    (folder / "pack.toml").write_text("\n".join(parts))
    return target


def named(expression, name):
    """The expression with the criteria's full ids: criteria of decisions don't share names."""
    if isinstance(expression, str):
        return f"{name}_{expression}"
    changed = {}
    for key, value in expression.items():
        if key in ("all", "any", "of"):
            value = [named(one, name) for one in value]
        elif key == "not":
            value = named(value, name)
        elif key == "criterion":
            value = f"{name}_{value}"
        changed[key] = value
    return changed


def text(words):
    """A text in every language."""
    return dict.fromkeys(LANGUAGES, words)


def part(kind, written):
    """One part of a pack."""
    return f"[[{kind}]]\n{fields(written)}"


def fields(written):
    """Keys and values, a line each."""
    return "".join(f"{key} = {toml(value)}\n" for key, value in written.items())


def toml(value):
    """A value as TOML has it, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    print(write(sys.argv[1]))
