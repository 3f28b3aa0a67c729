"""Rulings of the chair that have effect, and when they can be appealed from."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Motion, Procedure, Ruling
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.motion import amendment_in_vote, not_in_hand
from delegata.council.speech import spoken_seconds
from delegata.council.state import Council
from delegata.council.words import Id, Title


class RuleOutOfOrder(Command, frozen=True, kw_only=True):
    """The chair rules a motion, an amendment or a procedural motion out of order."""

    motion: Id
    reason: Title


class TakeFloorAway(Command, frozen=True, kw_only=True):
    """The chair rules a speaker out of order, who loses the floor."""

    delegate: Id
    reason: Title


def ruling_at(council: Council, position: int | None) -> Ruling | None:
    """The ruling at a position: one with an effect of its own, or one on a point of order."""
    for ruling in council.rulings:
        if ruling.position == position:
            return ruling
    words = (speech for speech in council.speeches if speech.kind == "ruled")
    if position is not None and any(speech.mark.position == position for speech in words):
        return Ruling(position=position)
    return None


def not_appealed(council: Council, procedure: Procedure, _: str | None) -> Refused | None:
    """An appeal is made at once: before business goes on, and once.

    Grounds: `ruling-unknown`, `ruling-settled`, `too-late`.
    """
    article, ruling = council.standing.article("procedures"), ruling_at(council, procedure.ruling)
    if ruling is None:
        return refuse(
            "ruling-unknown",
            article,
            "No such ruling was given in {body}; name its key or its position.",
            body=council.body,
        )
    if ruling.state != "stands":
        return refuse(
            "ruling-settled",
            article,
            "The body has decided on the ruling at position {position} already: {state}.",
            position=ruling.position,
            state=ruling.state,
        )
    if council.progress > ruling.position:
        return refuse(
            "too-late",
            article,
            "Business has gone on since the ruling at position {position}; an appeal is made at"
            " once.",
            position=ruling.position,
        )
    return None


def rule_out(council: Council, command: RuleOutOfOrder) -> Figures | Refused:
    """A motion in hand is ruled out of order, with the reason, at a sitting.

    Parts of a divided question are voted on. Grounds: `part-of-question`, and those of `floor_of`,
    of `amendment_in_vote` and of a motion in hand.
    """
    motion = council.motions.get(command.motion)
    if motion is not None and motion.part_of:
        return refuse(
            "part-of-question",
            council.standing.article("procedures"),
            "{motion} is a part of {whole}, which is in order; put it to the vote.",
            motion=motion.id,
            whole=motion.part_of,
        )
    return (
        floor_of(council, None)
        or amendment_in_vote(council, command.motion)
        or not_in_hand(council, command.motion)
        or NO_FIGURES
    )


def ruled_out(council: Council, command: RuleOutOfOrder, _: Figures, mark: Mark) -> Council:
    """The motion is not before the body; an appeal can bring it back."""
    motion = council.motions[command.motion]
    ruling = Ruling(position=mark.position, motion=motion.id, before=motion.state)
    council = _with(council, replace(motion, state="out-of-order"))
    return replace(council, rulings=(*council.rulings, ruling))


def take_away(council: Council, command: TakeFloorAway) -> Figures | Refused:
    """Only who has the floor loses it. Grounds: `not-speaking`."""
    speaking = council.speaking
    if speaking is not None and speaking.mandate == command.delegate:
        return NO_FIGURES
    return refuse(
        "not-speaking",
        council.standing.article("floor"),
        "{delegate} does not have the floor; name who does.",
        delegate=command.delegate,
    )


def taken_away(council: Council, command: TakeFloorAway, _: Figures, mark: Mark) -> Council:
    """The speaker's turn is over."""
    assert council.speaking is not None, "decided before"
    speech = replace(council.speaking, used=spoken_seconds(council.speaking, mark.at))
    ruling = Ruling(position=mark.position, speaker=command.delegate, speech=speech)
    return replace(council, speaking=None, rulings=(*council.rulings, ruling))


def appealed(council: Council, position: int | None, mark: Mark, *, stands: bool) -> Council:
    """The ruling is upheld, or overturned and what it did undone."""
    ruling = ruling_at(council, position)
    if ruling is None:
        return council
    after = replace(ruling, state="upheld" if stands else "overturned")
    others = tuple(r for r in council.rulings if r.position != position)
    council = replace(council, rulings=(*others, after))
    return council if stands else _undone(council, ruling, mark)


def _undone(council: Council, ruling: Ruling, mark: Mark) -> Council:
    """A motion is before the body again; a speech goes on, now or when who has the floor has ended.

    It has the time that was left of it.
    """
    motion = council.motions.get(ruling.motion)
    if motion is not None and motion.state == "out-of-order":
        back = replace(motion, state="deferred" if ruling.before == "deferred" else "moved")
        pending = council.pending if motion.procedure is None else (*council.pending, motion.id)
        return replace(_with(council, back), pending=pending)
    if ruling.speech is None or ruling.speaker not in council.attendance.here:
        return council
    if council.speaking is None:
        return replace(council, speaking=replace(ruling.speech, mark=mark))
    return replace(council, suspended=(*council.suspended, ruling.speech))


def _with(council: Council, motion: Motion) -> Council:
    return replace(council, motions=council.motions.insert(motion.id, motion))


ACTS = (
    Act("procedure.ruled-out", RuleOutOfOrder, rule_out, ruled_out),
    Act("procedure.floor-taken", TakeFloorAway, take_away, taken_away),
)
