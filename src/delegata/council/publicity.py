"""Publicity: who may know what by the rules of a body, and doors closed on stated grounds."""

from typing import Literal

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.decision import carried
from delegata.council.deliberation import Closure
from delegata.council.entry import Entry, Mark
from delegata.council.rules import PublicityRule
from delegata.council.sitting import in_state
from delegata.council.state import Council
from delegata.council.words import Id, Title

Audience = Literal["public", "members"]
"""For whom something is shown: everybody, or those who sit, hold office or elect in the body."""

ALWAYS_PUBLIC = frozenset(
    {
        "resolution.published", "meeting.convened", "meeting.postponed", "roll.sealed",
        "norm.applied", "rules.adopted", "mandate.given", "mandate.presented",
        "mandate.ending-noted",
    }
)  # fmt: skip
"""Kinds of acts that are public though they were recorded while the doors were closed."""


class CloseDoors(Command, frozen=True, kw_only=True):
    """The doors are closed: from here on the sitting is in camera, on a ground that the rules know.

    `reason` is public. `division` names the vote that decided it.
    """

    ground: Id
    reason: Title | None = None
    division: Id | None = None


class OpenDoors(Command, frozen=True, kw_only=True):
    """The doors are opened: the sitting is public again."""


def close_doors(council: Council, command: CloseDoors) -> Figures | Refused:
    """Doors are closed in an open sitting, on a ground in the rules, by a vote where they want one.

    Grounds: `no-sitting`, `division-open`, `doors-not-regulated`, `doors-closed`,
    `ground-not-in-rules`, `doors-not-decided`.
    """
    barred = in_state(council, "open")
    if isinstance(barred, Refused):
        return barred
    article, rule = council.standing.article("publicity"), council.standing.publicity
    if rule is UNSET or not rule.grounds:
        return refuse(
            "doors-not-regulated",
            article,
            "The rules of {body} name no ground on which doors are closed; adopt rules that do.",
            body=council.body,
        )
    if council.closure is not None:
        return refuse(
            "doors-closed",
            article,
            "The doors are closed since entry {position}; open them first.",
            position=council.closure.closed.position,
        )
    if command.ground not in rule.grounds:
        return refuse(
            "ground-not-in-rules",
            article,
            "{ground} is no ground for closing the doors; the rules know: {grounds}.",
            ground=command.ground,
            grounds=", ".join(rule.grounds),
        )
    return _undecided(council, command, rule) or NO_FIGURES


def _undecided(council: Council, command: CloseDoors, rule: PublicityRule) -> Refused | None:
    """Where the rules want a vote, it was held in this sitting, and carried."""
    if not rule.by_vote and command.division is None:
        return None
    assert council.sitting is not None, "doors are closed in a sitting"
    vote = council.divisions.get(command.division or "")
    now = council.sitting.opened.position
    if vote is not None and carried(council, vote.id) and vote.opened.position > now:
        return None
    return refuse(
        "doors-not-decided",
        council.standing.article("publicity"),
        "No division {division} of this sitting carried that the doors be closed; put it to the"
        " vote and name the division.",
        division=command.division or "(none named)",
    )


def doors_closed(council: Council, command: CloseDoors, _: Figures, mark: Mark) -> Council:
    """What follows is in camera."""
    assert council.sitting is not None, "doors are closed in a sitting"
    closure = Closure(
        sitting=council.sitting.id,
        ground=command.ground,
        reason=command.reason or "",
        division=command.division or "",
        closed=mark,
    )
    return replace(council, closures=(*council.closures, closure))


def open_doors(council: Council, _: OpenDoors) -> Figures | Refused:
    """Only closed doors are opened, and not during a division.

    Grounds: `no-sitting`, `division-open`, `doors-open`.
    """
    barred = in_state(council, "open")
    if isinstance(barred, Refused) or council.closure is not None:
        return barred
    return refuse(
        "doors-open",
        council.standing.article("publicity"),
        "The doors of {body} are open; nothing is to be done.",
        body=council.body,
    )


def doors_opened(council: Council, _: OpenDoors, __: Figures, mark: Mark) -> Council:
    """What follows is public again."""
    last = replace(council.closures[-1], opened=mark)
    return replace(council, closures=(*council.closures[:-1], last))


def audience_of(council: Council, person: str | None, *, on_roll: bool = False) -> Audience:
    """Members are who holds a mandate or an office here, or stands on the last sealed roll."""
    holds = person is not None and (
        on_roll
        or person in council.seated
        or any(one.person == person for held in council.offices.values() for one in held)
    )
    return "members" if holds else "public"


def members_only(council: Council) -> bool:
    """Whether the rules in force close the body itself to others; silent rules leave it public."""
    return _rule(council).body == "members"


def names_public(council: Council) -> bool:
    """Whether outsiders may know who voted how, in divisions that were held by name."""
    return _rule(council).names == "public"


def veiled(council: Council) -> bool:
    """Whether outsiders see anything else than members do."""
    rule = _rule(council)
    return bool(council.closures) or rule.names == "members" or rule.texts == "published"


def withheld(council: Council, entry: Entry) -> bool:
    """Whether the data of an entry is withheld from outsiders, by the rules in force.

    In camera is what stands between the closing of the doors and their opening. Votes by name are
    withheld where the rules keep them for members.
    """
    if not names_public(council) and _names_votes(entry):
        return True
    return entry.kind not in ALWAYS_PUBLIC and in_camera(council, entry.position)


def _names_votes(entry: Entry) -> bool:
    return entry.kind in NAMING_VOTES or bool(entry.data.get("roll"))


NAMING_VOTES = frozenset(
    {
        "division.dissented", "division.answered", "division.answer-corrected",
        "division.answer-split", "procedure.reconsideration-moved",
    }
)  # fmt: skip
"""Kinds of acts that say how somebody voted; a closing does so where it has a roll.

Who moves to reconsider says on which side they were.
"""


def in_camera(council: Council, position: int) -> bool:
    """Whether an entry was made behind closed doors."""
    return any(
        closure.closed.position < position
        and (closure.opened is None or position < closure.opened.position)
        for closure in council.closures
    )


def public_texts(council: Council) -> frozenset[str] | None:
    """The texts that outsiders may read; None where the rules do not restrict them.

    Restricted, they are those of published resolutions and of their annexes.
    """
    return published_texts(council) if _rule(council).texts == "published" else None


def published_texts(council: Council) -> frozenset[str]:
    """The texts of published resolutions and of their annexes."""
    return frozenset(
        text
        for adopted in council.resolutions.values()
        if adopted.published is not None
        for text in (adopted.text, *(text for _, text, _ in adopted.annexes))
    )


def _rule(council: Council) -> PublicityRule:
    rules = council.rules
    return PublicityRule() if rules is None or rules.publicity is UNSET else rules.publicity


ACTS = (
    Act("sitting.doors-closed", CloseDoors, close_doors, doors_closed),
    Act("sitting.doors-opened", OpenDoors, open_doors, doors_opened),
)
