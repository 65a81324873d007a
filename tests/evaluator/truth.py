"""The truth tables, over states and over timelines of states."""

import timeline
from states import MET, NEEDS_DECISION, NOT_MET, UNKNOWN


def _first_present(*order):
    """Two states joined: the one that comes first in `order`."""
    place = {state: rank for rank, state in enumerate(order)}
    return tuple(
        tuple(min(left, right, key=place.__getitem__) for right in range(4)) for left in range(4)
    )


ALL = _first_present(NOT_MET, UNKNOWN, NEEDS_DECISION, MET)
ANY = _first_present(MET, UNKNOWN, NEEDS_DECISION, NOT_MET)

NOT = {NOT_MET: MET, UNKNOWN: UNKNOWN, NEEDS_DECISION: NEEDS_DECISION, MET: NOT_MET}


def at_least(needed, states):
    """The state of `at_least needed` over the states of its parts."""
    met = states.count(MET)
    unknown = states.count(UNKNOWN)
    if met >= needed:
        return MET
    if len(states) - states.count(NOT_MET) < needed:
        return NOT_MET
    could_be_met = met + unknown >= needed
    could_be_not_met = met + states.count(NEEDS_DECISION) < needed
    if unknown and (could_be_met or could_be_not_met):
        return UNKNOWN
    return NEEDS_DECISION


def joined_until(table, decisive, parts, case):
    """The parts' timelines joined by `table`; stops at a part that is `decisive` on every day."""
    whole = None
    for part in parts:
        one = part(case)
        if one == decisive:
            return decisive
        whole = one if whole is None else timeline.joined(whole, one, table)
    return whole
