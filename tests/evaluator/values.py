"""Typed facts read from their text form.

A fact's state is `(kind, value, fact id)`. Only clear spellings are read here; how near a
text must be to a listed name to be a guess isn't specified (SPEC_GAPS.md).
"""

import re
import unicodedata
from datetime import date

KNOWN, ABSENT, DECLINED, AGED, GUESSED = range(5)

UNLISTED = "(unlisted)"
HIGHEST_NUMBERS = {"A": 3, "B": 2, "C": 4, "D": 10, "E": 10, "F": 6, "G": 1, "H": 2}

STATUS_CLEAR = re.compile(
    r"([A-Z])-?(\d{1,2})(?:-(\d{1,2}|[A-Z])|\((\d{1,2}|[A-Z])\))?", re.IGNORECASE)
STATUS_GUESS = re.compile(r"[A-Z]-?[0-9lIoOSZB]{1,3}(?:-?[0-9lIoOSZB]{1,2})?", re.IGNORECASE)
TRIP = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")


class InputError(Exception):
    """What was given can't be a fact."""


def normal(text):
    """A name as it is compared: without case, spaces, hyphens, dots and marks."""
    spread = unicodedata.normalize("NFD", text.casefold())
    kept = (c for c in spread if not unicodedata.combining(c) and c not in " -.\u00b7'’")
    return unicodedata.normalize("NFC", "".join(kept))


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
            "bool": read_bool, "date": read_day, "krw": read_krw, "status": read_status,
            "periods": read_periods, "choice": self.read_choice, "place": self.read_place,
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
        listed = self.names.get(fact["place"], {})
        text = normal(raw)
        if text in listed:
            return KNOWN, listed[text]
        if fact["place"] == "province" or any(name in text for name in listed):
            return GUESSED, None
        return KNOWN, UNLISTED


def read_bool(raw):
    """`true` or `false`."""
    if isinstance(raw, bool):
        return KNOWN, raw
    if raw in ("true", "false"):
        return KNOWN, raw == "true"
    raise InputError(f"{raw!r} is neither true nor false")


def read_day(raw):
    """A day as `2025-03-02`."""
    return KNOWN, ordinal(raw)


def ordinal(raw):
    """The ordinal of a day."""
    if isinstance(raw, date):
        return raw.toordinal()
    if isinstance(raw, str) and DATE.fullmatch(raw):
        try:
            return date.fromisoformat(raw).toordinal()
        except ValueError:
            pass
    raise InputError(f"{raw!r} is no day")


def read_krw(raw):
    """Whole won."""
    if isinstance(raw, str) and raw.isascii() and raw.isdigit():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise InputError(f"{raw!r} is no amount of won")
    return KNOWN, raw


def read_status(raw):
    """A status of residence as its parts: `G1-5` is `("G", "1", "5")`."""
    if not isinstance(raw, str):
        raise InputError(f"{raw!r} is no status")
    if len(raw) == 1 and raw.upper() in HIGHEST_NUMBERS:
        return KNOWN, (raw.upper(),)
    found = STATUS_CLEAR.fullmatch(raw)
    if found:
        parts = [part.upper() for part in found.groups() if part]
        run_together = raw[1:].isdigit()
        if not run_together or int(parts[1]) <= HIGHEST_NUMBERS.get(parts[0], 0):
            return KNOWN, tuple(parts)
    if found or STATUS_GUESS.fullmatch(raw):
        return GUESSED, None
    raise InputError(f"{raw!r} is no status")


def code(text):
    """A code of a table or a list as its parts; every part is written with hyphens."""
    return tuple(text.upper().split("-"))


def read_periods(raw):
    """Trips as `(departure, re-entry)` in the order of their departures."""
    if raw == "none":
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
    return KNOWN, tuple(trips)
