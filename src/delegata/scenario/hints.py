"""What a good value of each field is, in the words in which forms ask and errors answer."""

import types
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta

from delegata.council.deliberation import Part
from delegata.council.rules import RuleSet
from delegata.council.rulesets import READY_MADE
from delegata.council.state import Constituent, Post
from delegata.council.words import (
    Clock,
    Date,
    Digest,
    Figure,
    Holder,
    Id,
    Key,
    Membership,
    Person,
    Portion,
    Seal,
    Share,
    Slip,
    Tally,
    Text,
    Title,
)

_HINTS: tuple[tuple[Any, str], ...] = (
    (bool, "yes or no"),
    (Person, "a person's alias or member number in the register"),
    (Text, "free text; it can be detached from the record later"),
    (Title, "one line of words, at most 300 signs"),
    (Date, "a day, such as 2026-11-26"),
    (Clock, "a time of day, such as 09:30"),
    (Key, "the number of the entry, or its key"),
    (Digest, "a SHA-256 digest: 64 hex digits"),
    (Figure, "a number, about 150, the rest, or not stated"),
    (Holder, "@alias or @member-number, or words where no name is stated"),
    (Share, "more than 1/2, or at least 2/3"),
    (Constituent, "a body, how, and its members: branch-7 delegates 2431"),
    (
        RuleSet,
        f"the name of a ready-made set ({', '.join(READY_MADE)}); below it one change a line, such"
        " as convening notice_days: 14",
    ),
    (Part, "a short name and the subject, with lines if they are numbered: wages 1-4: The rise"),
    (Seal, "the count and the root of a ledger"),
    (Tally, "votes for, against and abstaining: 300 200 0"),
    (Slip, "@teller, the salt, then the votes for, against and abstaining"),
    (Membership, "a proof of being on the roll: salt, index, digests"),
    (Portion, "a name and a number"),
    (Post, "post: @alias, or post: vacant because ..."),
    (
        tuple[tuple[Id, Title], ...],
        "one item a line, such as Any other business; a short name of your own can stand before"
        " it: aob: Any other business",
    ),
)
_SHORT = "a short name of lower-case letters, digits and hyphens"
_MANDATE = "the number of the mandate, as on the credential"
_NAMED = dict.fromkeys(("delegate", "mandate", "alternate", "dissenter", "rests on"), _MANDATE)
_LIKE = {
    **dict.fromkeys(("to body", "from body", "of body", "constituent", "body"), "branch-7"),
    **dict.fromkeys(("election", "runoff of"), "board-2026"),
    "candidate": "c-1",
    **dict.fromkeys(("convocation", "sitting"), "spring-2026"),
    **dict.fromkeys(("faction", "into"), "left"),
    **dict.fromkeys(("norm", "roll", "report"), "spring-2026"),
    "item": "budget",
    "office": "treasurer",
}
"""Good short names, by what it is that has one; a motion and its votes are named as the rest."""
_MANDATES = "numbers of mandates between commas; b-1..390 is a range"


def hint(kind: Any, name: str = "") -> str:
    """How a field of some type, and perhaps of some name, is written, in a few words."""
    kind = without_none(kind)
    if kind == Id:
        return _NAMED.get(name, f"{_SHORT}, such as {_LIKE.get(name, 'wages-2')}")
    for known, words in _HINTS:
        if kind == known:
            return words
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    if get_origin(kind) is tuple:
        return _hint_of_many(get_args(kind), name)
    return _whole_number(kind) if plain_type(kind) is int else "one line"


def without_none(kind: Any) -> Any:
    """The type of a field where it is written at all."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def plain_type(kind: Any) -> Any:
    """A type without its bounds."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


_HUGE = 10**9


def _whole_number(kind: Any) -> str:
    """A whole number with the bounds that people might meet."""
    metas = [meta for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, Meta)]
    least = next((m.ge for m in metas if m.ge is not None), 0)
    most = next((m.le for m in metas if m.le is not None and m.le < _HUGE), None)
    if most is not None:
        return f"a whole number from {least} to {most}"
    return f"a whole number, {least} or more" if least else "a whole number"


def _hint_of_many(of: tuple[Any, ...], name: str) -> str:
    if len(of) == 2 and of[1] is not Ellipsis:
        return f"{hint(of[0])}: {hint(of[1])}"
    if of[0] == Id:
        numbered = name in {"mandates", "delegates"}
        return _MANDATES if numbered else "short names between commas; b-1..390 is a range"
    return f"one a line: {hint(of[0])}"
