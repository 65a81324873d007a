"""Values worth trying for each fact, drawn at random."""

from datetime import date

import months

FIRST, LAST = date(2018, 1, 1).toordinal(), date(2028, 12, 31).toordinal()
ENDS = ((1, 29), (1, 30), (1, 31), (2, 27), (2, 28), (2, 29), (3, 1), (3, 31), (4, 30), (5, 31),
        (8, 29), (8, 30), (8, 31), (9, 1), (10, 31), (11, 30), (12, 1), (12, 31))
UNLISTED = {"city": ("Wonju", "Tokyo"), "centre": ("Daegu Medical Center", "Wonju"), "province": ()}
GUESSED = {"city": ("Pohang City Hall", "Pohamg", "gimcheom si"),
           "centre": ("Pohang City Hall", "Adnong Medical Center"),
           "province": ("Atlantis", "Tokyo")}
CLEAR_STATUSES = ("유학(D-2)", "visa D-2", "G 1 5", "d-02", "Ｇ－１－５", "F-2-7S", "f-1-d", "(F-4)")
GUESSED_STATUSES = ("G-l-5", "G15", "D-lO", "E-7-4l", "E-11", "F-1-S", "G-1-5-1", "F1D", "G-1-A", "Д-2 D-2")
SLIPS = "GDEFHCgde0123456789-() lIO|oSZ.유남留Дñ"
TRIP_DAYS = (0, 1, 2, 14, 15, 16, 27, 28, 29, 30, 30, 31, 31, 32, 33, 40, 60)
LONG_TRIP_DAYS = (100, 180, 181, 182, 183, 184, 185, 200, 250, 400)


def month_ends():
    """The days around which months are counted differently, of all years in question."""
    found = []
    for year in range(2018, 2029):
        for month, day in ENDS:
            if day <= months.days_in(year, month):
                found.append(date(year, month, day).toordinal())
    return found


MONTH_ENDS = month_ends()


def statuses(codes):
    """Every code, its parents, children that no table lists, and some spellings."""
    clear, guessed = list(CLEAR_STATUSES), list(GUESSED_STATUSES)
    for code in sorted(codes):
        parts = code.split("-")
        if len(parts) == 1:
            clear += [f"{code}-1", f"{code}-2-1"]
            continue
        clear.append(code)
        if len(parts) == 2:
            clear += [f"{code}-1", f"{code}-99", code.lower(), code]
        if len(parts) == 3:
            clear += [f"{parts[0]}-{parts[1]}"] * 2
            clear += [f"{parts[0]}{parts[1]}-{parts[2]}", f"{parts[0]}-{parts[1]}({parts[2]})"]
            if parts[2].isdigit():
                clear.append(f"{parts[0]}-{parts[1]}-{int(parts[2]) + 1}")
    return clear, guessed


class Pools:
    """Draws values for the facts that a decision reads, and for a few others."""

    def __init__(self, evaluator, interest, rng):
        self.rng = rng
        self.interest = interest
        self.vocabulary = evaluator.folder.facts
        codes = set(interest.codes)
        for fact_id, wanted in interest.values.items():
            if self.vocabulary[fact_id]["type"] == "status":
                codes.update(wanted)
        self.clear_statuses, self.guessed_statuses = statuses(codes or {"D-2", "G-1-5"})
        self.places = {}
        for fact_id, fact in self.vocabulary.items():
            if fact["type"] == "place":
                self.places[fact_id] = self.names_of(evaluator, fact)

    def names_of(self, evaluator, fact):
        """Names of places of a kind that a pack names or that lie in one, and other names."""
        wanted = {value for values in self.interest.values.values() for value in values
                  if isinstance(value, str)}
        named, others = [], []
        for place in evaluator.folder.places:
            if place["kind"] == fact["place"]:
                inside = place["id"] in wanted or place.get("within") in wanted
                (named if inside else others).extend(place["names"])
        return named or others, others or named

    def value(self, fact_id, facts):
        """A value for a fact, given those drawn before it."""
        kind = self.vocabulary[fact_id]["type"]
        return getattr(self, kind)(fact_id, facts)

    def bool(self, _fact_id, _facts):
        return self.rng.random() < 0.5

    def choice(self, fact_id, _facts):
        choice = self.rng.choice(self.vocabulary[fact_id]["choices"])
        names = choice.get("names", [])
        return self.rng.choice(names) if names and self.rng.random() < 0.1 else choice["id"]

    def place(self, fact_id, _facts):
        kind = self.vocabulary[fact_id]["place"]
        named, others = self.places[fact_id]
        draw = self.rng.random()
        if draw < 0.5:
            return self.rng.choice(named)
        if draw < 0.9 or not UNLISTED[kind]:
            return self.rng.choice(others if draw < 0.95 else GUESSED[kind])
        if draw < 0.98:
            return self.rng.choice(UNLISTED[kind] if draw < 0.97 else GUESSED[kind])
        return self.slipped(self.rng.choice(named + others))

    def status(self, _fact_id, _facts):
        draw = self.rng.random()
        if draw < 0.02:
            return self.rng.choice(self.guessed_statuses)
        code = self.rng.choice(self.clear_statuses)
        return code if draw < 0.99 else self.slipped(code)

    def slipped(self, text):
        """A text with up to two letters added, changed or left out."""
        letters = list(text)
        for _ in range(self.rng.choice((1, 1, 2))):
            place = self.rng.randrange(len(letters) + 1)
            letters[place:place + self.rng.randrange(2)] = self.rng.choice((*SLIPS, ""))
        return "".join(letters) or text

    def text(self, _fact_id, _facts):
        """A line that no rule reads."""
        return self.rng.choice(("x", "110-222-333", "가상계좌 1"))

    def count(self, _fact_id, _facts):
        """A small number, at times none."""
        return self.rng.choice((0, 0, 1, 2, 3, 6))

    def krw(self, fact_id, _facts):
        bounds = self.interest.amounts.get(fact_id)
        draw = self.rng.random()
        if bounds and draw < 0.6:
            return max(self.rng.choice(sorted(bounds)) + self.rng.choice((-1, 0, 0, 1)), 0)
        if draw < 0.75:
            return 0
        return self.rng.randrange(3_000_000)

    def date(self, fact_id, facts):
        """A day at a pack's boundary, at a month's end, by another date, or any."""
        rng = self.rng
        draw = rng.random()
        marks = self.interest.fact_days.get(fact_id)
        if marks and draw < 0.6:
            return day_text(rng.choice(list(marks.values())) + rng.choice((-1, 0, 0, 1)))
        if draw < 0.35:
            return day_text(rng.choice(MONTH_ENDS))
        if draw < 0.7:
            others = [value for value in facts.values() if is_day(value)]
            if others:
                return day_text(self.near(rng.choice(others)))
        if draw < 0.75 and self.interest.days:
            return day_text(rng.choice(list(self.interest.days.values())) + rng.choice((-1, 0, 1)))
        if fact_id == "stay_until" and draw < 0.9:
            return "2099-12-31"
        return day_text(rng.randrange(FIRST, LAST))

    def near(self, text):
        """A day near another, or some months from it."""
        rng = self.rng
        day = date.fromisoformat(text).toordinal()
        draw = rng.random()
        if draw < 0.4:
            return day + rng.choice((-1, 0, 0, 1))
        if draw < 0.7:
            return day + rng.randrange(-400, 400)
        counted = sorted(set().union(*self.interest.months.values()) or {6})
        sign = rng.choice((-1, 1))
        return within(months.over_on(day, sign * rng.choice(counted)) + rng.choice((-1, 0, 1)))

    def periods(self, fact_id, facts):
        """No trip, or up to four, after an entry that is known."""
        rng = self.rng
        if rng.random() < 0.4:
            return "none"
        starts = [facts[f] for f, fact in self.vocabulary.items()
                  if f in self.interest.months and fact["type"] == "date" and is_day(facts.get(f))]
        day = date.fromisoformat(starts[0]).toordinal() if starts else rng.randrange(FIRST, LAST)
        if self.interest.tolerated and rng.random() < 0.15:
            return self.short_trips(day)
        trips = []
        crowded = rng.random() < 0.35
        for _ in range(rng.choice((2, 3, 4) if crowded else (1, 1, 1, 2, 2, 3, 4))):
            if crowded:
                out = day + rng.randrange(1, 90)
            else:
                out = self.departure(fact_id, day, trips)
            back = self.re_entry(fact_id, out)
            trips.append(f"{day_text(out)}..{day_text(back)}")
            day = back
        return ",".join(trips)

    def short_trips(self, day):
        """Short trips in the first months, together about as long as is tolerated."""
        rng = self.rng
        together = rng.choice(sorted(self.interest.tolerated)) + rng.choice((-1, 0, 1, 2))
        first = rng.randrange(1, together)
        out = day + rng.randrange(1, 60)
        trips = [(out, out + first)]
        out = trips[0][1] + rng.randrange(90)
        trips.append((out, out + together - first))
        return ",".join(f"{day_text(out)}..{day_text(back)}" for out, back in trips)

    def departure(self, fact_id, day, trips):
        """A day after an entry or re-entry: soon, at the months' end, or any."""
        rng = self.rng
        draw = rng.random()
        counted = sorted(self.interest.months.get(fact_id, {6}))
        if draw < 0.3:
            last = months.over_on(day, rng.choice(counted))
            return max(day, last + rng.choice((-40, -32, -31, -30, -20, -2, -1, 0, 1)))
        if draw < 0.4:
            return day + rng.choice((0, 1) if trips else (0, 1, 2))
        if draw < 0.6:
            ends = [end for end in MONTH_ENDS if day <= end <= day + 300]
            return rng.choice(ends) if ends else day + 10
        return day + rng.randrange(1, 400)

    def re_entry(self, fact_id, out):
        """A day after a departure: at the edges of short, long and quick returns."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.2:
            return months.over_on(out, 1) + rng.choice((-1, 0, 1))
        if draw < 0.35:
            counted = sorted(self.interest.months.get(fact_id, {6}))
            return months.over_on(out, rng.choice(counted)) + rng.choice((0, 1, 2))
        if draw < 0.4:
            return out + rng.choice(LONG_TRIP_DAYS)
        return out + rng.choice(TRIP_DAYS)


def within(day):
    """A day that a date can be."""
    return min(max(day, date(1900, 1, 1).toordinal()), date(2150, 1, 1).toordinal())


def day_text(day):
    """A day as it is written."""
    return date.fromordinal(day).isoformat()


def is_day(value):
    """Whether a value is a day as it is written."""
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" \
        and value[:4].isdigit()
