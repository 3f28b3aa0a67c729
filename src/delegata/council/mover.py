"""Who moves and seconds by the own mandate: whoever is here, with a voice that the rules name."""

from msgspec import UNSET

from delegata.council.act import Refused, refuse
from delegata.council.floor import absent
from delegata.council.state import Attendance, Council, Mandate
from delegata.council.words import Voice


def voice_here(attendance: Attendance, mandate: Mandate) -> Voice | None:
    """The voice with which a mandate is here; an alternate has one in a delegate's place only."""
    if mandate.id not in attendance.here:
        return None
    if mandate.alternate and mandate.id not in attendance.standing_in:
        return None
    return mandate.voice


def moves_nothing(council: Council, delegate: str | None) -> Refused | None:
    """Where the rules name the voices of movers, who moves or seconds is here with one of them.

    Robert's Rules: members alone move, second and vote; who advises speaks. Whoever is named in
    words by an office, or sent in a motion before the sitting, is not asked. Grounds:
    `not-present`, `no-vote-here`.
    """
    voices, mandate = council.standing.floor.movers, council.mandates.get(delegate or "")
    if voices is UNSET or mandate is None:
        return None
    if away := absent(council, mandate.id):
        return away
    voice = voice_here(council.attendance, mandate)
    if voice in voices:
        return None
    article = council.standing.article("floor")
    if voice is None:
        return refuse(
            "no-vote-here",
            article,
            "{mandate} is an alternate and stands in for nobody; step in first, then move or"
            " second.",
            mandate=mandate.id,
        )
    return refuse(
        "no-vote-here",
        article,
        "{mandate} is here with a voice that is {voice}; in {body} only who has one that is"
        " {voices} moves and seconds; ask one of them.",
        mandate=mandate.id,
        voice=voice,
        body=council.body,
        voices=" or ".join(voices),
    )
