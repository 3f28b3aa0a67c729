"""ABIF, the Aggregated Ballot Information Format: `27: Ann > Bo = [Cy D]`; read and written."""

import re

from delegata.representation.formats.place import BallotFormatError
from delegata.representation.formats.text import lines, whole_number
from delegata.representation.orders import Levels, Orders, joined, orders_of
from delegata.representation.profile import CANDIDATES_MAX, Profile

FORM = "ABIF"
PAPERS = re.compile(r"(\d+)\s*[:*]\s*")
NAMED = re.compile(r"=\s*(?:([A-Za-z0-9_]+)|\[([^\[\]]+)\])\s*:\s*\[([^\[\]]*)\]\s*$")
CHOICE = re.compile(r"(?:([A-Za-z0-9_]+)|\[([^\[\]]+)\])(?:\s*/\s*(\d{1,9}))?\s*")
SIGN = re.compile(r"([>=,])\s*")
PLAIN = re.compile(r"[A-Za-z0-9_]+")
CHOICE_EXPECTED = "a candidate: a word, or a name in [brackets]"


def read(raw: bytes) -> Profile:
    """Read as rankings; where candidates share a rank the paper ends there (see `Orders`)."""
    return read_orders(raw).profile()


def read_orders(raw: bytes) -> Orders:
    """Read ABIF with all its ties.

    `>` ranks above, `=` beside, and a comma divides scored choices (`Ann/5, Bo/3`), which are
    ranked by score; unscored ones it leaves equal. `#` begins a remark, `=Ann:[Ann Smith]` gives a
    token its full name, and `{...}` lines of metadata are passed over. Candidates are numbered by
    first mention.
    """
    numbers: dict[str, int] = {}
    names: dict[str, str] = {}
    orders: list[tuple[Levels, int]] = []
    for number, line in lines(raw, FORM):
        if line[0] in "#{":
            continue
        if line[0] == "=":
            token, name = _named(line, number)
            names[token] = name
            _number(token, numbers, number)
        else:
            orders.append(_order(line.partition("#")[0].rstrip(), number, numbers))
    return Orders(tuple(names.get(token, token) for token in numbers), joined(orders))


def _named(line: str, number: int) -> tuple[str, str]:
    found = NAMED.match(line)
    if not found:
        raise BallotFormatError(repr(line[:24]), "=token:[Full Name]", line=number, column=1)
    return found[1] or found[2], found[3]


def _number(token: str, numbers: dict[str, int], line: int) -> int:
    if token not in numbers and len(numbers) >= CANDIDATES_MAX:
        raise BallotFormatError("one more candidate", f"at most {CANDIDATES_MAX}", line=line)
    return numbers.setdefault(token, len(numbers) + 1)


def _order(line: str, number: int, numbers: dict[str, int]) -> tuple[Levels, int]:
    head = PAPERS.match(line)
    if not head:
        raise BallotFormatError(
            repr(line[:24]), "a number of papers and a colon", line=number, column=1
        )
    papers = whole_number(head[1], "a number of papers", line=number)
    choices: list[tuple[int, int | None]] = []
    signs: list[str] = []
    at = head.end()
    while at < len(line):
        choice = CHOICE.match(line, at)
        if not choice:
            raise BallotFormatError(
                repr(line[at : at + 24]), CHOICE_EXPECTED, line=number, column=at + 1
            )
        score = int(choice[3]) if choice[3] else None
        choices.append((_number(choice[1] or choice[2], numbers, number), score))
        at = _sign(line, choice.end(), number, signs)
    return _levels(choices, signs, number), papers


def _sign(line: str, at: int, number: int, signs: list[str]) -> int:
    if at == len(line):
        return at
    sign = SIGN.match(line, at)
    if not sign or sign.end() == len(line):
        found = repr(line[at : at + 24])
        raise BallotFormatError(
            found, ">, = or a comma, then a candidate", line=number, column=at + 1
        )
    signs.append(sign[1])
    return sign.end()


def _levels(choices: list[tuple[int, int | None]], signs: list[str], line: int) -> Levels:
    if not choices:
        return ()
    if "," in signs:
        return _by_score(choices, signs, line)
    levels = [[choices[0][0]]]
    for sign, (candidate, _score) in zip(signs, choices[1:], strict=True):
        if sign == ">":
            levels.append([candidate])
        else:
            levels[-1].append(candidate)
    return tuple(map(tuple, levels))


def _by_score(choices: list[tuple[int, int | None]], signs: list[str], line: int) -> Levels:
    scored = {score is not None for _candidate, score in choices}
    if set(signs) != {","} or len(scored) > 1:
        raise BallotFormatError(
            "commas beside > and =, or beside unscored choices",
            "either > and = between choices, or commas between scored ones",
            line=line,
        )
    levels: dict[int, list[int]] = {}
    for candidate, score in choices:
        levels.setdefault(score or 0, []).append(candidate)
    return tuple(tuple(levels[score]) for score in sorted(levels, reverse=True))


def write(profile: Profile) -> bytes:
    """Write the rankings of a profile."""
    return write_orders(orders_of(profile))


def write_orders(orders: Orders) -> bytes:
    """Write orders: each candidate by a token of its number and its full name, then the papers."""
    named = [f"=C{number}:[{_bare(name)}]" for number, name in enumerate(orders.candidates, 1)]
    body = [
        f"{papers}: "
        + ">".join("=".join(f"C{n}" for n in members) for members in levels if members)
        for levels, papers in orders.orders
    ]
    return ("\n".join([*named, *body]) + "\n").encode()


def _bare(name: str) -> str:
    return " ".join(name.translate({ord("["): "(", ord("]"): ")"}).split())
