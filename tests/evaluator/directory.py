"""Records of programmes: how one stands on a day, and where it is listed."""

from datetime import date

from values import KNOWN, InputError

STATES = ("running", "unconfirmed", "ended", "history")
KNOWN_FOR_MONTHS = 24


def state_on(programme, day, review_by):
    """How a record stands on a day."""
    state = programme["state"]
    if state in ("ended", "history"):
        return state
    if "until" in programme and programme["until"] < day:
        return "ended"
    if "from" in programme and day < programme["from"]:
        return "not_begun"
    if state == "running" and day > review_by:
        return "unconfirmed"
    return state


def check_first(programme, day):
    """Whether it was last known more than 24 months before, or nobody knows when."""
    if "known" not in programme:
        return True
    year, month = ([int(part) for part in programme["known"].split("-")] + [1])[:2]
    return day.year * 12 + day.month - year * 12 - month > KNOWN_FOR_MONTHS


def listed(programme, province, city, within):
    """Whether a record is listed for a place; `within` has the province of each city."""
    places = programme.get("where", [])
    if not places or not (province or city):
        return True
    if city:
        return city in places or within.get(city) in places
    return province in places or any(within.get(place) == province for place in places)


def of_test(evaluator, pack, test):
    """What a test of a record finds."""
    programme = pack.listed("programme")[test["programme"]]
    where = {}
    for fact_id, raw in test.get("facts", {}).items():
        state = evaluator.reader.read(fact_id, raw)
        if fact_id not in ("province", "city") or state[0] != KNOWN:
            raise InputError(f"{fact_id}: no listed place")
        where[fact_id] = state[1]
    within = {place["id"]: place["within"]
              for place in evaluator.folder.places if "within" in place}
    day = test["as_of"]
    assert isinstance(day, date)
    state = state_on(programme, day, pack.head["review_by"])
    return {
        "state": state,
        "offered": state == "running",
        "check_first": check_first(programme, day),
        "listed": listed(programme, where.get("province"), where.get("city"), within),
    }
