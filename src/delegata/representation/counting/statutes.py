"""The named rules of transferable votes: each a statute's arithmetic and its clauses."""

from delegata.representation.counting.stv import Clauses, Rule

FIVE_PLACES = 10**5
FOUR_PLACES = 10**4


def scottish_quota(papers: int, seats: int) -> int:
    """The whole votes above papers / (seats + 1), in 1/100000 (SSI 2007/42, rule 46)."""
    return (papers // (seats + 1) + 1) * FIVE_PLACES


def scottish_value(value: int, surplus: int, votes: int) -> int:
    """Value x surplus / votes, to five decimal places, the remainder ignored (rule 48(3))."""
    return value * surplus // votes


SCOTTISH_STV = Rule(
    name="scottish-stv",
    source="Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45-52",
    scale=FIVE_PLACES,
    quota=scottish_quota,
    revalue=scottish_value,
    by_history=True,
    clauses=Clauses(
        first="rule 45",
        quota="rule 46",
        reach="rule 47(1)",
        surplus="rules 48, 49(1)",
        surplus_tie="rule 49(2), (3)",
        exclude="rule 50",
        exclude_tie="rule 51",
        last="rule 52(1)",
    ),
)


def wigm_quota(papers: int, seats: int) -> int:
    """Papers / (seats + 1), truncated to four places, plus 0.0001 (reference rule, A.1 and D.4)."""
    return papers * FOUR_PLACES // (seats + 1) + 1


def wigm_value(value: int, surplus: int, votes: int) -> int:
    """Value x surplus, then / votes, each truncated to four places (B.3 and D.4)."""
    return (value * surplus // FOUR_PLACES) * FOUR_PLACES // votes


WIGM = Rule(
    name="wigm",
    source="Proportional Representation Foundation, reference WIGM rule (single defeats)",
    scale=FOUR_PLACES,
    quota=wigm_quota,
    revalue=wigm_value,
    by_history=False,
    clauses=Clauses(
        first="A.4, A.5",
        quota="A.1",
        reach="B.1",
        surplus="B.3",
        surplus_tie="D.1",
        exclude="B.4",
        exclude_tie="D.1",
        last="C",
    ),
)


def majority_quota(papers: int, _seats: int) -> int:
    """More than half of the papers that still count."""
    return papers // 2 + 1


IRV = Rule(
    name="irv",
    source="Instant run-off: a majority of the papers that still count, one exclusion a round",
    scale=1,
    quota=majority_quota,
    revalue=lambda value, _surplus, _votes: value,
    by_history=True,
    seats_max=1,
    quota_of_continuing=True,
    clauses=Clauses(
        first="first preferences",
        quota="majority",
        reach="majority of the papers that still count",
        surplus="",
        surplus_tie="",
        exclude="fewest votes",
        exclude_tie="fewest votes at the most recent round that differed, else by lot",
        last="last standing",
    ),
)
