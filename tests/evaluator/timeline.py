"""A state for every day.

A timeline is a plain state where it never changes, otherwise a tuple of `(first day, state)`
in the order of days, beginning with `ALWAYS`. Days are proleptic ordinals.
"""

from bisect import bisect_right

ALWAYS = 0


def at(line, day):
    """The state on a day."""
    if type(line) is int:
        return line
    if len(line) > 8:
        return line[bisect_right(line, day, key=_first) - 1][1]
    state = line[0][1]
    for start, later in line:
        if start > day:
            return state
        state = later
    return state


def _first(mark):
    return mark[0]


def made(marks):
    """A timeline of marks in the order of days; a later mark of one day replaces the earlier."""
    kept = []
    for mark in marks:
        while kept and kept[-1][0] >= mark[0]:
            kept.pop()
        if not kept or kept[-1][1] != mark[1]:
            kept.append(mark)
    return kept[0][1] if len(kept) == 1 else tuple(kept)


def mapped(line, table):
    """Every state replaced by what `table` has for it."""
    if type(line) is int:
        return table[line]
    return made((start, table[state]) for start, state in line)


def joined(left, right, table):
    """Two timelines joined day by day by `table[left][right]`."""
    if type(left) is int:
        if type(right) is int:
            return table[left][right]
        row = table[left]
        return made([(start, row[state]) for start, state in right])
    if type(right) is int:
        return made([(start, table[state][right]) for start, state in left])
    marks = []
    i = j = 0
    while True:
        marks.append((max(left[i][0], right[j][0]), table[left[i][1]][right[j][1]]))
        next_left = left[i + 1][0] if i + 1 < len(left) else None
        next_right = right[j + 1][0] if j + 1 < len(right) else None
        if next_left is None and next_right is None:
            return made(marks)
        if next_right is None or (next_left is not None and next_left <= next_right):
            i += 1
        if next_left is None or (next_right is not None and next_right <= next_left):
            j += 1


def combined(lines, function):
    """Several timelines combined day by day by a function of the list of their states."""
    states = [line if type(line) is int else line[0][1] for line in lines]
    changes = sorted(
        (start, index, state) for index, line in enumerate(lines) if type(line) is not int
        for start, state in line[1:])
    marks = [(ALWAYS, function(states))]
    for position, (start, index, state) in enumerate(changes):
        states[index] = state
        if position + 1 == len(changes) or changes[position + 1][0] != start:
            marks.append((start, function(states)))
    return made(marks)


def spliced(pieces):
    """A timeline that follows each of `(first day, timeline)` from its day on."""
    marks = []
    for index, (start, line) in enumerate(pieces):
        end = pieces[index + 1][0] if index + 1 < len(pieces) else None
        marks.append((start, at(line, start)))
        if type(line) is not int:
            marks.extend(m for m in line if m[0] > start and (end is None or m[0] < end))
    return made(marks)


def run_around(line, day):
    """First day, last day and the state after it, of the run of one state around a day."""
    if type(line) is int:
        return None, None, None
    index = bisect_right(line, day, key=_first) - 1
    first = line[index][0] if index else None
    if index + 1 == len(line):
        return first, None, None
    return first, line[index + 1][0] - 1, line[index + 1][1]
