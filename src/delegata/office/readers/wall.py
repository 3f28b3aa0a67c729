"""What the screen shows: the vote, else who speaks, else the poll, the last result, the motion."""

from typing import Literal, NamedTuple

from delegata.council.amendment import versions_of
from delegata.council.constituency import Election
from delegata.council.deliberation import Division, Motion, Speech
from delegata.council.procedure.pending import immediate_question
from delegata.council.state import Council
from delegata.office.readers.divisions import last_vote, resulted_at
from delegata.office.readers.polls import declared_at, last_declared, poll_in_hall

Scene = Literal[
    "closed",
    "doors",
    "recess",
    "vote",
    "poll",
    "elected",
    "speaker",
    "words",
    "result",
    "motion",
    "agenda",
    "presence",
]


class Wall(NamedTuple):
    """The scene, and the vote, motion, words or election that it is about.

    `beside` is a vote that came to its result while somebody has the floor.
    """

    scene: Scene
    division: Division | None = None
    motion: Motion | None = None
    words: Speech | None = None
    beside: Division | None = None
    election: Election | None = None


def on_the_wall(council: Council) -> Wall:
    """The scene that the sitting itself calls for."""
    sitting = council.sitting
    if sitting is None:
        return Wall("closed")
    if sitting.state == "recess":
        return Wall("recess")
    if council.dividing:
        return _about("vote", council, council.divisions[council.dividing])
    poll = poll_in_hall(council)
    if poll is not None and council.speaking is None:
        return Wall("poll", election=poll)
    return _of_the_debate(council)


def _of_the_debate(council: Council) -> Wall:
    """Who speaks; else what came last of words, a result, persons elected, or a text in hand.

    A vote that is ruled out of order came to its result with the ruling.
    """
    moved, last = immediate_question(council), last_vote(council)
    voted = resulted_at(last) if last else -1
    if council.speaking is not None:
        beside = last if voted > council.speaking.mark.position else None
        return Wall("speaker", None, moved, beside=beside)
    heard, elected = _last_heard(council), last_declared(council)
    declared = declared_at(elected) if elected else -1
    since = max(_touched_at(moved) if moved else -1, voted, declared, _item_taken(council))
    if heard is not None and heard.mark.position > since:
        return Wall("words", None, moved, heard)
    if elected is not None and declared == since:
        return Wall("elected", election=elected)
    if last is not None and voted == since:
        return _about("result", council, last)
    return Wall("motion", None, moved) if moved else Wall("agenda")


def _about(scene: Scene, council: Council, division: Division) -> Wall:
    return Wall(scene, division, council.motions[division.motion])


def _touched_at(motion: Motion) -> int:
    """When a motion got the text that it has: when it was moved, or what carried was merged."""
    return versions_of(motion)[-1].mark.position


def _item_taken(council: Council) -> int:
    """When the item in hand was taken; what came before it was said or voted on another."""
    return max((item.taken or -1 for item in council.agenda if item.state == "taken"), default=-1)


def _last_heard(council: Council) -> Speech | None:
    """What the hall heard last in this sitting: declared, ruled, read, or said by who was called.

    What a delegate without the floor writes in stands in the record, and never here.
    """
    assert council.sitting is not None, "a screen without a sitting shows no words"
    last = [speech for speech in council.speeches if speech.heard][-1:]
    begun = council.sitting.opened.position
    return next((speech for speech in last if speech.mark.position > begun), None)
