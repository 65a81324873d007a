"""Typed facts read from their text form.

A fact's state is `(kind, value, fact id)`.
"""

import re
import unicodedata
from datetime import date

KNOWN, ABSENT, DECLINED, AGED, GUESSED = range(5)

UNLISTED = "(unlisted)"
HIGHEST_NUMBER = 10
MOST_KRW = 10**12
MOST_TRIPS = 200
YEARS = range(1900, 2200)

LOOKALIKES = str.maketrans("lIi|Oo", "111100")
WON = re.compile(r"\d+|\d{1,3}(?:,\d{3})+", re.ASCII)
TRIP = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")


class InputError(Exception):
    """What was given can't be a fact."""


def normal(text):
    """A name's plain form."""
    kept = (c for c in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(c) and c.isalnum())
    return "".join(kept).lower().replace("đ", "d")


def slips(one, other):
    """How many letters must be changed, added or left out."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one):
        before, row[0] = row[0], i + 1
        for j, right in enumerate(other):
            before, row[j + 1] = row[j + 1], min(
                before + (left != right), row[j + 1] + 1, row[j] + 1)
    return row[-1]


def names(text, listed):
    """Whether a listed plain name that is long enough is in a text."""
    return len(listed) >= (5 if listed.isascii() else 2) and listed in text


def may_mean(text, listed):
    """Whether a plain text that isn't listed may mean a listed plain name."""
    if names(text, listed):
        return True
    longer = max(len(text), len(listed))
    allowed = 0 if longer <= 4 else 1 if longer <= 8 else 2
    return allowed > 0 and slips(text, listed) <= allowed


KINDS_OF_PLACES = {normal(word) for word in (
    "city county province korea southkorea 시 군 도 한국 대한민국".split())}
DISTRICTS = [normal(end) for end in "구 읍 면 동 리 gu eup myeon dong".split()]
CENTRES = [normal(word) for word in (
    "의료원 병원 의원 보건소 medicalcenter medicalcentre hospital clinic 医院 医疗 benhvien phongkham".split())]


class Reader:
    """Reads values by the vocabulary; remembers what it has read."""

    def __init__(self, folder):
        self.facts = folder.facts
        self.names = {}
        self.within = {}
        for place in folder.places:
            listed = self.names.setdefault(place["kind"], {})
            for name in [*place["names"], *place["text"].values(), place["id"]]:
                listed.setdefault(normal(name), place["id"])
            self.within[place["id"]] = place.get("within")
        self.choices = {
            fact["id"]: {
                normal(name): choice["id"]
                for choice in fact.get("choices", [])
                for name in [choice["id"], *choice.get("names", [])]
            }
            for fact in folder.facts.values()
        }
        self.readers = {
            "bool": read_bool, "date": read_day, "krw": read_krw, "count": read_count, "status": read_status,
            "periods": read_periods, "text": read_text, "choice": self.read_choice, "place": self.read_place,
        }
        self.remembered = {}

    def read(self, fact_id, raw):
        """The fact's state for a value as it was typed."""
        key = (fact_id, type(raw), raw)
        state = self.remembered.get(key)
        if state is None:
            fact = self.facts.get(fact_id)
            if fact is None:
                raise InputError(f"{fact_id} is no fact")
            state = self.remembered[key] = self._state(fact, raw)
        return state

    def _state(self, fact, raw):
        if raw == "declined":
            kind = ABSENT if fact.get("optional") else DECLINED
            return (kind, None, fact["id"])
        reader = self.readers[fact["type"]]
        own_names = fact["type"] in ("choice", "place")
        kind, value = reader(fact, raw) if own_names else reader(raw)
        return (kind, value, fact["id"])

    def read_choice(self, fact, raw):
        """A choice by its id or one of its names."""
        listed = self.choices[fact["id"]]
        if not isinstance(raw, str) or normal(raw) not in listed:
            raise InputError(f"{fact['id']}: {raw!r} is no choice")
        return KNOWN, listed[normal(raw)]

    def read_place(self, fact, raw):
        """A listed place's id; an unlisted city or centre equals no listed one."""
        if not isinstance(raw, str):
            raise InputError(f"{fact['id']}: {raw!r} is no place")
        kind = fact["place"]
        listed = self.names.get(kind, {})
        text = normal(raw)
        if not text:
            raise InputError(f"{fact['id']}: {raw!r} is no place")
        found = listed.get(text) or (kind != "centre" and self.in_words(raw, kind))
        if found:
            return KNOWN, found
        if any(may_mean(text, name) for name in listed):
            return GUESSED, None
        if kind == "city" or kind == "centre" and self.names_a_centre(text):
            return KNOWN, UNLISTED
        return GUESSED, None

    def in_words(self, raw, kind):
        """A place written in several words."""
        words = [normal(word) for word in re.split(r"[\s,]", raw)]
        words = [word for word in words if word and word not in KINDS_OF_PLACES
                 and not self.is_district(word)]
        found = self.names.get(kind, {}).get("".join(words))
        for place in range(1, len(words)):
            parts = "".join(words[:place]), "".join(words[place:])
            for city, province in (parts, parts[::-1]):
                city = self.names.get("city", {}).get(city)
                province = self.names.get("province", {}).get(province)
                if not found and city and province and self.within.get(city) == province:
                    found = city if kind == "city" else province
        return found

    def is_district(self, word):
        """Whether a word ends as districts do and is no listed place."""
        listed = any(word in self.names.get(kind, {}) for kind in ("city", "province"))
        return not listed and any(len(word) > len(end) and word.endswith(end) for end in DISTRICTS)

    def names_a_centre(self, text):
        """Whether a word for a centre, or a place, is in a text."""
        return any(word in text for word in CENTRES) or any(
            names(text, listed) for kind in ("city", "province")
            for listed in self.names.get(kind, {}))


def read_bool(raw):
    """`true` or `false`."""
    if isinstance(raw, bool):
        return KNOWN, raw
    if isinstance(raw, str) and raw.strip().lower() in ("true", "false"):
        return KNOWN, raw.strip().lower() == "true"
    raise InputError(f"{raw!r} is neither true nor false")


def read_day(raw):
    """A day as `2025-03-02`."""
    return KNOWN, ordinal(raw)


def ordinal(raw):
    """The ordinal of a day."""
    if isinstance(raw, date):
        return raw.toordinal()
    if isinstance(raw, str) and DATE.fullmatch(raw.strip()):
        try:
            day = date.fromisoformat(raw.strip())
        except ValueError:
            day = None
        if day and day.year in YEARS:
            return day.toordinal()
    raise InputError(f"{raw!r} is no day")


def read_krw(raw):
    """Whole won."""
    if isinstance(raw, str) and WON.fullmatch(raw.strip()):
        raw = int(raw.replace(",", ""))
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST_KRW:
        raise InputError(f"{raw!r} is no amount of won")
    return KNOWN, raw


def read_count(raw):
    """How many."""
    if isinstance(raw, str) and raw.strip().isascii() and raw.strip().isdigit():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= 1000:
        raise InputError(f"{raw!r} is no number of things")
    return KNOWN, raw


def read_status(raw):
    """A status of residence as its parts: `G1-5` is `("G", "1", "5")`."""
    if not isinstance(raw, str):
        raise InputError(f"{raw!r} is no status")
    code_text, guessed = _code_in(raw)
    letter, groups = code_text[:1].upper(), code_text[1:].split("-")
    groups = [group for group in groups if group]
    number = groups[0] if groups else ""
    if number.translate(LOOKALIKES).isdigit():
        number = number.translate(LOOKALIKES)
    number = number.lstrip("0")
    if letter not in tuple("ABCDEFGH") or not number[:1].isdigit():
        raise InputError(f"{raw!r} is no status")
    guessed |= not groups[0].isdigit() or int(number) > HIGHEST_NUMBER or len(groups) > 2
    sub = groups[1].upper() if len(groups) > 1 else None
    if guessed or (sub is not None and not _is_sub_code(letter, sub)):
        return GUESSED, None
    if sub is None:
        return KNOWN, (letter, number)
    return KNOWN, (letter, number, str(int(sub)) if sub.isdigit() else sub)


def _is_sub_code(letter, sub):
    """Digits, digits and a letter, or a letter that doesn't look like a digit."""
    if sub.isdigit():
        return True
    if letter == "G" or not sub[-1].isalpha():
        return False
    if sub[:-1].isdigit():
        return sub[-1] not in "LIO"
    return len(sub) == 1 and sub not in "LIOBGSZX"


def _code_in(raw):
    """The groups of letters and digits joined by hyphens, and whether a letter is foreign."""
    groups, foreign = [], False
    for word in re.split(r"[^\w|]|_", unicodedata.normalize("NFKC", raw)):
        group = "".join(c for c in word if c.isascii())
        foreign |= any(not c.isascii() and not _east_asian(c) for c in word)
        if group and not (len(group) > 3 and group.isalpha()):
            groups.append(group)
    return "-".join(groups), foreign


def _east_asian(letter):
    return any(first <= letter <= last for first, last in (
        ("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3")))


def code(text):
    """A code of a table or a list as its parts; every part is written with hyphens."""
    return tuple(text.upper().split("-"))


def read_text(raw):
    """A short line of the person's own, which no rule reads."""
    line = str(raw).strip()
    if not 1 <= len(line) <= 100 or any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line):
        raise InputError("a text is one line")
    return KNOWN, line


def read_periods(raw):
    """Trips as `(departure, re-entry)` in the order of their departures."""
    if str(raw).strip().lower() == "none":
        return KNOWN, ()
    trips = []
    for text in str(raw).split(","):
        found = TRIP.fullmatch(text.strip())
        if not found:
            raise InputError(f"{text!r} is no trip")
        out, back = (ordinal(day) for day in found.groups())
        if back < out:
            raise InputError(f"{text!r} ends before it begins")
        trips.append((out, back))
    trips.sort()
    if len(trips) > MOST_TRIPS or any(one[1] > two[0] for one, two in zip(trips, trips[1:])):
        raise InputError(f"{raw!r} has trips that overlap, or too many")
    return KNOWN, tuple(trips)
