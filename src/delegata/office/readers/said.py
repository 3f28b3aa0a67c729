"""What was said at a sitting, the questions that are owed answers, the challenges that are open."""

from collections.abc import Callable
from typing import NamedTuple

from delegata.council.challenge import open_challenges
from delegata.council.deliberation import Speech
from delegata.council.question import questions
from delegata.council.state import Council
from delegata.office.desk import Record
from delegata.office.drawings.chain import chain as drawn_chain
from delegata.office.readers.ancestry import ancestry

_KINDS = {
    "declared": "Declaration",
    "asked": "Question",
    "answered": "Answer",
    "challenged": "Challenge to a speaker's credentials",
    "upheld": "Challenge upheld",
    "dismissed": "Challenge dismissed",
    "ruled": "Ruling",
    "communicated": "Communication",
}
_LAST_WORDS = 8
Who = Callable[[str], str]


class Said(NamedTuple):
    """Words on the floor as people read them.

    `suspends` says that they broke into an item, `fate` what an appeal made of a ruling.
    """

    position: int
    kind: str
    who: str
    title: str
    suspends: bool
    fate: str = ""


class Challenged(NamedTuple):
    """An open challenge: who challenges whom, and the chain of the mandate that is challenged."""

    position: int
    by: str
    challenged: str
    title: str
    mandate: str
    chain: str


class Owed(NamedTuple):
    """A question: by whom, to whom, when it is due, how it stands, and the digests of its words."""

    position: int
    by: str
    to: str
    title: str
    text: str
    due_on: str
    state: str
    answers: tuple[Speech, ...]


def last_words(council: Council, who: Who) -> list[Said]:
    """The last words of this sitting, the latest first."""
    since = council.sitting.opened.position if council.sitting else council.size
    spoken = [speech for speech in council.speeches if speech.mark.position > since]
    appealed = {r.position: f"{r.state} on appeal" for r in council.rulings if r.state != "stands"}
    last = (said_of(speech, who) for speech in reversed(spoken[-_LAST_WORDS:]))
    return [one._replace(fate=appealed.get(one.position, "")) for one in last]


def said_of(speech: Speech, who: Who) -> Said:
    """Words as people are told of them: what they were, whose, and what they said."""
    return Said(
        speech.mark.position,
        _KINDS.get(speech.kind, speech.kind.capitalize()),
        "" if speech.kind in {"upheld", "dismissed"} else who(speech.speaker),
        speech.title,
        speech.interrupts,
    )


def challenges(council: Council, who: Who, record: Record) -> list[Challenged]:
    """The challenges that nobody has settled, each with the chain that answers it."""
    return [_challenged(council, speech, who, record) for speech in open_challenges(council)]


def _challenged(council: Council, speech: Speech, who: Who, record: Record) -> Challenged:
    held, name = council.mandates.get(speech.about), who(speech.about)
    return Challenged(
        speech.mark.position,
        who(speech.speaker),
        name,
        speech.title,
        held.id if held else "",
        drawn_chain(ancestry(council, held, record), f"The chain of {name}") if held else "",
    )


def owed(council: Council, who: Who, day: str) -> list[Owed]:
    """Every question, those that are overdue or owed first, then those that are answered."""
    order = ("overdue", "owed", "answered")
    told = [
        Owed(
            question.asked.mark.position,
            who(question.asked.speaker),
            question.asked.about,
            question.asked.title,
            question.asked.text,
            question.asked.due_on,
            order[2 if question.discharged else 0 if question.overdue(day) else 1],
            question.answers,
        )
        for question in questions(council)
    ]
    return sorted(told, key=lambda one: (order.index(one.state), one.due_on or "9", one.position))
