"""How people, motions and items are named in sentences: by name or title, with the code after."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from delegata.council.state import Council
from delegata.council.words import Holder
from delegata.office.languages import ENGLISH, Language

Names = Callable[[str], str]


class Naming(NamedTuple):
    """Whom and what a body's words name, in one language; without a state words stay as they are.

    `name` gives the registered name of a person's id, and any other word as it is. `before` is the
    body as it was before the act that is told.
    """

    name: Names
    language: Language = ENGLISH
    council: Council | None = None
    before: Council | None = None

    def of_field(self, field: str, word: str, command: object = None) -> str:
        """What a word in a field of a command names."""
        told = _TOLD.get(field)
        if told is None or self.council is None:
            return self.name(word)
        return told(self, self.council, word, command)

    def delegate(self, word: str) -> str:
        """Who a word names: the holder of a mandate with its code, a person, or what it says."""
        held = None if self.council is None else self.council.mandates.get(word)
        return self.name(word) if held is None else self._with(self.holder(held.holder), word)

    def holder(self, holder: Holder) -> str:
        """Who holds a mandate or post: the registered name, or the label that stands for one."""
        if holder.person:
            return self.name(holder.person)
        return holder.label or self.language.phrases["unstated"]

    def titled(self, title: str, code: str) -> str:
        """A title between quotation marks, with the code."""
        return self._with(self.language.phrase("titled", title=title), code)

    def _with(self, said: str, code: str) -> str:
        return f"{said} ({code})"


def _delegate(naming: Naming, council: Council, word: str, _: object) -> str:
    given = council.given.get(word)
    if word not in council.mandates and given is not None:
        return f"{naming.holder(given.holder)} ({word})"
    return naming.delegate(word)


def _motion(naming: Naming, council: Council, word: str, _: object) -> str:
    motion = council.motions.get(word)
    return word if motion is None else naming.titled(motion.title, motion.number or word)


def _division(naming: Naming, council: Council, word: str, _: object) -> str:
    held = council.divisions.get(word)
    motion = None if held is None else council.motions.get(held.motion)
    return word if motion is None else naming.titled(motion.title, word)


def _item(naming: Naming, council: Council, word: str, _: object) -> str:
    title = next((item.title for item in council.agenda if item.id == word), "")
    return naming.titled(title, word) if title else word


def _election(naming: Naming, council: Council, word: str, _: object) -> str:
    held = council.elections.get(word)
    return word if held is None else naming.titled(held.title, word)


def _candidate(naming: Naming, council: Council, word: str, command: object) -> str:
    held = council.elections.get(getattr(command, "election", ""))
    candidate = None if held is None else held.candidates.get(word)
    return naming.name(word) if candidate is None else naming.holder(candidate.holder)


def _faction(_: Naming, council: Council, word: str, __: object) -> str:
    faction = council.factions.get(word)
    return word if faction is None or faction.name == word else f"{faction.name} ({word})"


def _recall(naming: Naming, council: Council, word: str, _: object) -> str:
    recall = council.recalls.get(word)
    return word if recall is None else _delegate(naming, council, recall.mandate, None)


def _ruling(naming: Naming, council: Council, word: str, command: object) -> str:
    """A ruling by the number of its entry, as the minutes put it."""
    motion = council.motions.get(getattr(command, "motion", ""))
    at = motion.procedure.ruling if motion is not None and motion.procedure is not None else None
    return naming.name(word) if at is None else f"[{at}]"


_Told = Callable[[Naming, Council, str, object], str]
_TOLD: Mapping[str, _Told] = {
    **dict.fromkeys(
        ("delegate", "delegates", "mandate", "mandates", "mover", "seconder", "speaker", "opponent",
         "dissenter", "alternate", "holder", "reporter", "challenged", "giver", "to"),
        _delegate,
    ),
    **dict.fromkeys(
        ("motion", "motions", "amends", "amendments", "on", "late", "part", "merged", "resolution"),
        _motion,
    ),
    **dict.fromkeys(("candidate", "elected", "standing"), _candidate),
    **dict.fromkeys(("election", "runoff_of"), _election),
    **dict.fromkeys(("faction", "into"), _faction),
    "division": _division,
    "item": _item,
    "recall": _recall,
    "ruling": _ruling,
}  # fmt: skip
"""The fields of commands and figures that name somebody or something, and what names it."""
