"""A made-up union: thirty branches that send ten delegates and an alternate each to their congress.

Written as scenarios, as any secretary could; names are made up from two lists.
"""

from collections.abc import Iterator
from typing import NamedTuple

BRANCHES = 30
EACH = 10
CONGRESS = "union-congress"
EXECUTIVE = "union-executive"
RECALLING = "branch-07"
"""The branch that recalls one of its delegates while the congress sits."""

CONGRESS_RULES = (
    "motions order: lines",
    "divisions tellers: two",
    "attendance returning: device",
    "attendance remote: yes",
    "speakers order: first-time-first",
)
"""What differs from the ready-made set, beside the notice that a made-up congress does without."""

OFFICERS = {
    "chair": "Ngozi Albrecht",
    "secretary": "Tomas Lindqvist",
    "door": "Maren Osei",
    "teller-1": "Ilse Kovac",
    "teller-2": "Bram Adeyemi",
    "returning": "Priya Novak",
}
FACTIONS = {"workshop": "Workshop list", "unity": "Unity", "green": "Green work"}
CANDIDATES = tuple(f"c-{number}" for number in range(1, 15))

# fmt: off
_FIRST = (
    "Ada", "Ben", "Cleo", "Dan", "Eva", "Femi", "Greta", "Hugo", "Iris", "Jon", "Kira", "Leo",
    "Mina", "Noor", "Otis", "Pia", "Quinn", "Rosa", "Sami", "Tess",
)
_LAST = (
    "Abara", "Berg", "Castro", "Dahl", "Eriksen", "Fofana", "Grau", "Hahn", "Ito", "Jansen", "Kaya",
    "Lund", "Moreno", "Nagy", "Okoro", "Petit", "Rossi", "Stein", "Tran", "Usman", "Varga", "Weiss",
    "Yilmaz", "Zeman",
)
# fmt: on


class Delegate(NamedTuple):
    """A delegate: alias in the register, name, branch, mandate, and faction if any."""

    alias: str
    name: str
    branch: str
    mandate: str
    faction: str


def branches() -> list[str]:
    return [f"branch-{number:02}" for number in range(1, BRANCHES + 1)]


def delegates() -> list[Delegate]:
    """All delegates, in the order of their branches."""
    sides = (*["workshop"] * 5, *["unity"] * 3, "green", "")
    return [
        Delegate(
            f"m-{number:03}",
            _name(number),
            branch,
            f"{branch.removeprefix('branch-')}-{place:02}",
            sides[(number * 7 + number // EACH) % EACH],
        )
        for number, (branch, place) in enumerate(
            ((branch, place) for branch in branches() for place in range(1, EACH + 1)), 1
        )
    ]


def _name(number: int) -> str:
    first = _FIRST[(number * 3 + number // len(_FIRST)) % len(_FIRST)]
    return f"{first} {_LAST[number * 7 % len(_LAST)]} (made up)"


def founding() -> str:
    """The bodies: branches, the congress that they constitute, and its executive."""
    lines = [f"person {alias}: {name} (made up)" for alias, name in OFFICERS.items()]
    lines += [f"person {one.alias}: {one.name}" for one in delegates()]
    lines.append("by secretary as secretary")
    for branch in branches():
        lines += _founded(
            branch, f"Branch {branch[-2:]} of the made-up union", "assembly",
            f"secretary: @secretary; chair: @chair; returning-officer: @returning"
            f"; teller: @m-{int(branch[-2:]) * EACH:03}",
        )  # fmt: skip
        lines.append("    listed: no")
    lines += _founded(
        CONGRESS, "Congress of the Made-up Union", "congress",
        "secretary: @secretary; chair: @chair; credentials: @door; returning-officer: @returning;"
        " teller: @teller-1; teller: @teller-2",
    )  # fmt: skip
    lines[-1:-1] = [f"      {rule}" for rule in CONGRESS_RULES]
    lines.append(f"    constituents: {'; '.join(f'{b} delegates {EACH * 25}' for b in branches())}")
    lines += _founded(
        EXECUTIVE, "Executive of the Made-up Union", "executive",
        "secretary: @secretary; chair: @chair; credentials: @door",
    )  # fmt: skip
    lines.append(f"    constituents: {CONGRESS} elects")
    return "\n".join(lines) + "\n"


_KINDS = {
    "assembly": (0, "union-branch"),
    "congress": (1, "union-congress"),
    "executive": (2, "union-executive"),
}
"""The tier and the ready-made rules of each kind of body."""


def _founded(body: str, name: str, character: str, officers: str) -> list[str]:
    tier, rules = _KINDS[character]
    return [
        f"body {body}",
        f"found body {name}",
        f"    character: {character}",
        f"    tier: {tier}",
        f"    rules: {rules}",
        "      convening notice_days: 0",
        "      elections notice_days: 0",
        "      elections objection_days: 0",
        f"    officers: {officers}",
    ]


def sending(today: str) -> str:
    """Each branch meets, votes on its delegation, and gives its mandates."""
    lines = ["by secretary as secretary"]
    held = delegates()
    for number, branch in enumerate(branches()):
        lines += [
            f"body {branch}",
            "convene spring",
            "    convener: secretary",
            f"    opens on: {today}",
            "open sitting spring",
            "    convocation: spring",
            f"count present {40 + number}",
            "move delegation",
            f"    title: {EACH} delegates and an alternate",
            "    mover: the branch committee",
            "    question: election",
            "    form: election",
            "open division delegation",
            "    motion: delegation",
            "    by: chair as chair",
            "close division delegation",
            f"    for: {38 + number}",
            "    against: 2",
            "    abstaining: 0",
            "    by: chair as chair",
        ]
        mine = held[number * EACH : (number + 1) * EACH]
        lines += [line for one in mine for line in _given(one.mandate, f"@{one.alias}")]
        lines += [*_given(f"{branch[-2:]}-a", f"Alternate of branch {branch[-2:]}"),
                  "    alternate: yes", "close sitting"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _given(mandate: str, holder: str) -> Iterator[str]:
    yield f"give mandate {mandate}"
    yield f"    holder: {holder}"
    yield f"    to body: {CONGRESS}"
    yield "    division: delegation"
    yield f"    key: {mandate}"


def seating(today: str) -> str:
    """The congress has its factions, its mandates presented and confirmed, and its call."""
    lines = [f"body {CONGRESS}", "by secretary as secretary"]
    for faction, name in FACTIONS.items():
        lines += [f"declare faction {faction}", f"    name: {name}"]
    for one in delegates():
        lines += _presented(one.mandate, f"@{one.alias}", one.branch)
        lines += [f"    faction: {one.faction}"] * bool(one.faction)
    for branch in branches():
        lines += _presented(f"{branch[-2:]}-a", f"Alternate of branch {branch[-2:]}", branch)
        lines.append("    alternate: yes")
    names = ", ".join(one.mandate for one in delegates())
    alternates = ", ".join(f"{branch[-2:]}-a" for branch in branches())
    lines += [
        f"confirm mandates {names}, {alternates}",
        "    by: door as credentials",
        "convene spring",
        "    convener: secretary",
        f"    opens on: {today}",
        "set agenda",
        "    items:",
        "      opening: Opening and credentials",
        "      wages: Wages and hours",
        "      fund: The strike fund",
        "      executive: Election of the executive",
    ]
    return "\n".join(lines) + "\n"


def _presented(mandate: str, holder: str, branch: str) -> Iterator[str]:
    yield f"present mandate {mandate}"
    yield f"    holder: {holder}"
    yield f"    from body: {branch}"
    yield f"    cites: {branch} {mandate}"
