"""Folders of packs as read from TOML: checked for their keys and texts, not yet compiled."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = {"en", "ko", "zh-Hans", "vi"}
SENSITIVITIES = ("open", "family", "work", "health", "cover", "status")
FACT_TYPES = ("bool", "date", "krw", "count", "choice", "status", "place", "periods", "text")
LARGEST_FILE = 1 << 20
LARGEST_PACK = 4 << 20
SCHEMA = 1

TEXT = "text"
TEXTS = "texts"
PLAIN = "plain"

KEYS = {
    "fact": dict.fromkeys(
        "id type sensitivity confirm_after_months askable optional choices place history implied"
        " contradicts from_relative".split(), PLAIN) | {"ask": TEXT, "why": TEXT},
    "place": {"id": PLAIN, "kind": PLAIN, "names": PLAIN, "within": PLAIN, "text": TEXT},
    "contact": dict.fromkeys(
        "id phone abroad languages more_languages instead open helps role authority immigration_office"
        " say_ko checked source confidence".split(), PLAIN) | {
            "who": TEXT, "hours": TEXT, "cost": TEXT},
    "pack": dict.fromkeys(
        "id version issued valid_from review_by review_facts schema status texts month_end".split(),
        PLAIN),
    "param": {"id": PLAIN, "unit": PLAIN, "values": PLAIN},
    "cite": {"id": PLAIN, "source": PLAIN, "title": TEXT, "dated": PLAIN, "checked": PLAIN,
             "confidence": PLAIN, "interpretation": PLAIN},
    "table": {"id": PLAIN, "columns": PLAIN, "rows": PLAIN},
    "criterion": {"id": PLAIN, "test": PLAIN, "cite": PLAIN, "why": TEXTS},
    "decision": {"id": PLAIN, "tree": PLAIN, "amounts": PLAIN, "title": TEXT, "say": TEXTS},
    "programme": dict.fromkeys(
        "id where state known from until confidence cite contact languages say_ko".split(),
        PLAIN) | {"title": TEXT, "who": TEXT, "what": TEXT, "hours": TEXT, "cost": TEXT},
    "note": {"id": PLAIN, "decisions": PLAIN, "when": PLAIN, "text": TEXT},
    "step": {"id": PLAIN, "decisions": PLAIN, "when": PLAIN, "contact": PLAIN, "do": TEXT,
             "bring": TEXT, "say_ko": PLAIN},
    "test": {"name": PLAIN, "decision": PLAIN, "programme": PLAIN, "as_of": PLAIN, "facts": PLAIN,
             "expect": PLAIN},
}
SHARED = ("fact", "place", "contact")
EXPECTED = ("verdict from until becomes open declined confirm criteria notes without_notes "
            "steps without_steps amounts state offered check_first listed").split()


class PackError(Exception):
    """A pack that this page of the specification refuses."""


@dataclass
class Pack:
    """One pack: its head and its parts by id, in the order of the files."""

    id: str
    head: dict
    parts: dict

    def listed(self, kind):
        """The parts of a kind by id."""
        return {part["id"]: part for part in self.parts[kind]}


@dataclass
class Folder:
    """All packs of a folder and the vocabulary that they share."""

    facts: dict
    places: list
    packs: list


def load(root):
    """Every pack below a folder."""
    root = Path(root)
    vocabulary = _merged(root / "facts")
    facts, places = list(vocabulary["fact"]), list(vocabulary["place"])
    packs = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and path.name != "facts"):
        parts = _merged(folder)
        if len(parts["pack"]) != 1 or parts["pack"][0]["id"] != folder.name:
            raise PackError(f"{folder.name}: one [pack] with the folder's id is needed")
        head = parts["pack"][0]
        if head["schema"] != SCHEMA or head["month_end"] != "last_day":
            raise PackError(f"{folder.name}: a schema or month_end that isn't specified")
        facts += parts["fact"]
        places += parts["place"]
        packs.append(Pack(folder.name, head, parts))
    return Folder(_by_id(facts, "fact"), places, packs)


def _by_id(parts, kind):
    by_id = {}
    for order, part in enumerate(parts):
        if part["id"] in by_id:
            raise PackError(f"{kind} {part['id']} comes twice")
        part["order"] = order
        if kind == "fact" and (part["type"] not in FACT_TYPES
                               or part["sensitivity"] not in SENSITIVITIES):
            raise PackError(f"fact {part['id']}: a type or sensitivity that isn't specified")
        by_id[part["id"]] = part
    return by_id


def _merged(folder):
    """All files of a folder as if they were one, `pack.toml` first."""
    names = sorted(path.name for path in folder.glob("*.toml"))
    names.sort(key=lambda name: name != "pack.toml")
    merged = {kind: [] for kind in KEYS}
    size = 0
    for name in names:
        content = (folder / name).read_bytes()
        size += len(content)
        if len(content) > LARGEST_FILE or size > LARGEST_PACK:
            raise PackError(f"{folder.name}/{name}: too large")
        where = f"{folder.name}/{name}"
        for kind, parts in tomllib.loads(content.decode()).items():
            if kind in PASSED_OVER:
                continue
            if kind not in KEYS:
                raise PackError(f"{where}: {kind} isn't specified")
            for part in [parts] if kind == "pack" else parts:
                if "calculation" in part:
                    continue
                _check_keys(where, kind, part)
                merged[kind].append(part)
    return merged


# Calculations, the order of questions and further languages are the engine's alone; what belongs to
# them is passed over.
PASSED_OVER = ("figure", "calculation", "asking", "language", "texts")


def _check_keys(where, kind, part):
    named = part.get("id", part.get("name", "?"))
    for key, value in part.items():
        shape = KEYS[kind].get(key)
        if shape is None:
            raise PackError(f"{where}: {kind} {named}: {key} isn't specified")
        if shape == TEXT:
            check_text(f"{where}: {kind} {named}: {key}", value)
        if shape == TEXTS:
            for name, text in value.items():
                check_text(f"{where}: {kind} {named}: {key}.{name}", text)
    if kind == "test" and (more := set(part["expect"]) - set(EXPECTED)):
        raise PackError(f"{where}: test {named}: {more} isn't specified")


def check_text(where, text):
    """Refuses a text that lacks a language or has another."""
    if set(text) != LANGUAGES:
        raise PackError(f"{where}: the languages are {sorted(text)}")
