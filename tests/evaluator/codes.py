"""A table's value for a status of residence."""

from states import MET, NOT_MET, UNKNOWN
from values import code

REVIEW = "review"


class Lookup:
    """Which side of a test a status falls on."""

    def __init__(self, rows, column, among):
        self.sides = {}
        for row in rows:
            value = row[column]
            side = MET if value in among else NOT_MET
            self.sides[code(row["code"])] = UNKNOWN if value == REVIEW else side

    def own(self, status):
        """The side of the longest listed code that the status begins with."""
        for length in range(len(status), 0, -1):
            if status[:length] in self.sides:
                return self.sides[status[:length]]
        return None

    def possible(self, status):
        """The sides of all that the status may be."""
        longer = {side for listed, side in self.sides.items()
                  if len(listed) > len(status) and listed[:len(status)] == status}
        own = self.own(status)
        return longer if own is None else longer | {own}

    def state(self, status):
        """The side, UNKNOWN where no row fits or the rows differ."""
        possible = self.possible(status)
        return possible.pop() if len(possible) == 1 else UNKNOWN

    def is_coarse(self, status):
        """Whether a sub-code would decide."""
        return len(self.possible(status)) > 1
