"""The rules of the speakers' list: in which order, how long and how often somebody speaks."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from delegata.council.words import Id

Principle = Literal["by-list", "by-faction", "alternating-sides", "first-time-first"]
"""What orders the speakers' list before the time of asking does."""

Form = Literal["speech", "question", "point-of-order", "opening", "closing"]
"""In what form somebody asks for the floor; the mover of a motion opens and closes on it."""

Minutes = Annotated[int, Meta(ge=1, le=600)]


class SpeakersRule(msgspec.Struct, frozen=True, kw_only=True):
    """In which order delegates get the floor, how long they have it, and how often.

    `order` names principles, the weightiest first; what they leave equal is taken as asked. `lists`
    are the declared groups whose lists alternate, the one that begins first; who declares none is
    on the last. `bridging` says what happens when the list whose turn it is has run empty. `points`
    ranks the kinds of points of order, the highest first; `interrupting` are those that may
    interrupt a speech. A form without minutes of its own has those of a speech. `times` is how
    often one may speak to an item. After common German orders of business and Robert's Rules 3:30
    to 3:34 (who has not spoken comes first, sides alternate).
    """

    order: tuple[Principle, ...] = ()
    lists: tuple[Id, ...] = ()
    bridging: Literal["go-on", "ask", "close"] = "go-on"
    points: tuple[Id, ...] = ()
    interrupting: tuple[Id, ...] = ()
    question_minutes: Minutes | None = None
    point_minutes: Minutes | None = None
    opening_minutes: Minutes | None = None
    closing_minutes: Minutes | None = None
    times: Annotated[int, Meta(ge=1, le=100)] | None = None
    answer_days: Annotated[int, Meta(ge=0, le=3660)] | None = None

    def minutes(self, form: str) -> int | None:
        """The minutes that a form of speaking has of its own; None where it has a speech's."""
        return {
            "question": self.question_minutes,
            "point-of-order": self.point_minutes,
            "opening": self.opening_minutes,
            "closing": self.closing_minutes,
        }.get(form)


def contradictions_of_speaking(article: str, rule: SpeakersRule) -> Iterator[str]:
    """Each contradiction of the rules of the speakers' list, as a sentence."""
    for twice in sorted({p for p in rule.order if rule.order.count(p) > 1}):
        yield f"{article}: the order names {twice} twice"
    if "by-list" in rule.order and len(set(rule.lists)) < 2:
        yield f"{article}: lists alternate, but two that differ are not named"
    if "by-list" not in rule.order and (rule.lists or rule.bridging != "go-on"):
        yield f"{article}: lists are named or bridged, but the order does not go by list"
    for point in sorted(set(rule.interrupting).difference(rule.points)):
        yield f"{article}: {point} may interrupt a speech, but is no point of order in the ranking"
