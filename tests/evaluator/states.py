"""The four states, in the order in which `all` prefers them."""

NOT_MET, UNKNOWN, NEEDS_DECISION, MET = range(4)

NAMES = ("NOT_MET", "UNKNOWN", "NEEDS_DECISION", "MET")
VERDICTS = ("NO", "UNKNOWN", "NEEDS_DECISION", "YES")
BY_NAME = {name: state for state, name in enumerate(NAMES)}
BY_VERDICT = {name: state for state, name in enumerate(VERDICTS)}
