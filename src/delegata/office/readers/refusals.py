"""Refusals as people read them: by the names of people and the titles of what is dealt with."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from delegata.council.act import Refused
from delegata.council.state import Council
from delegata.council.words import Holder
from delegata.office.wording import plain

Who = Callable[[str], str]


def in_words(council: Council, refused: Refused, who: Who) -> str:
    """The sentence of a refusal; where it has a name of the record, what people call it instead.

    A name that stands beside a title is kept, and so is one that is taken already, since another
    must be chosen. `who` names the holder of a mandate, or a person.
    """
    facts = {
        fact: _called(_Told(council, refused, who, fact), word)
        for fact, word in refused.facts.items()
    }
    return f"{refused.template.format(**facts)} [{refused.rule}]"


class _Told(NamedTuple):
    """A fact of a refusal, and where what it names is looked up."""

    council: Council
    refused: Refused
    who: Who
    fact: str


def _called(told: _Told, word: str | int) -> str:
    called = _BY_CODE.get((told.refused.code, told.fact)) or _BY_FACT.get(told.fact)
    taken = told.refused.code == f"{told.fact}-exists"
    return str(word) if called is None or taken else called(told, str(word))


def _motion(told: _Told, word: str) -> str:
    if "title" in told.refused.facts:
        return word
    motion = told.council.motions.get(word)
    return f"“{motion.title}”" if motion else word


def _motions(told: _Told, words: str) -> str:
    return ", ".join(_motion(told, word) for word in words.split(", "))


def _division(told: _Told, word: str) -> str:
    held = told.council.divisions.get(word)
    return _motion(told, held.motion) if held else word


def _election(told: _Told, word: str) -> str:
    held = told.council.elections.get(word)
    return f"“{held.title}”" if held else word


def _item(told: _Told, word: str) -> str:
    return next((f"“{item.title}”" for item in told.council.agenda if item.id == word), word)


def _delegate(told: _Told, word: str) -> str:
    """The holder of a mandate that is held or was given here; any other word as it is."""
    given = told.council.given.get(word)
    if word in told.council.mandates:
        return told.who(word)
    return word if given is None else _holder(told, given.holder, word)


def _holder(told: _Told, holder: Holder, word: str) -> str:
    return told.who(holder.person) if holder.person else holder.label or word


def _mandate(told: _Told, word: str) -> str:
    """Who holds a mandate; where the sentence is about the mandate, its code stands first."""
    holder = _delegate(told, word)
    coded = holder != word and f"mandate {{{told.fact}}}" in told.refused.template
    return f"{word} ({holder})" if coded else holder


def _person(told: _Told, word: str) -> str:
    return told.who(word)


def _candidate(told: _Told, word: str) -> str:
    """Who stands under a name, in the election that is said, or in whichever has that name."""
    elections, said = told.council.elections, str(told.refused.facts.get("election", ""))
    searched = [elections[said]] if said in elections else elections.values()
    holders = {held.candidates[word].holder for held in searched if word in held.candidates}
    return _holder(told, holders.pop(), word) if len(holders) == 1 else word


def _faction(told: _Told, word: str) -> str:
    faction = told.council.factions.get(word)
    return faction.name if faction else word


def _methods(_: _Told, words: str) -> str:
    return ", ".join(plain(word) for word in words.split(", "))


def _body(told: _Told, word: str) -> str:
    return told.council.name or word if word == told.council.body else word


_Calling = Callable[[_Told, str], str]
_BY_CODE: Mapping[tuple[str, str], _Calling] = {
    ("asked-already", "name"): _person,
    ("names-uncalled", "first"): _delegate,
    ("runoff-closed", "first"): _election,
    ("candidate-unknown", "name"): _candidate,
    ("method-unknown", "method"): _methods,
    ("method-unknown", "methods"): _methods,
    ("not-the-giver", "giver"): _body,
    ("not-the-giver", "other"): _body,
    ("tie-open", "one"): _candidate,
    ("tie-open", "other"): _candidate,
}
_BY_FACT: Mapping[str, _Calling] = {
    **dict.fromkeys(
        ("motion", "first", "amendment", "amended", "aside", "because", "part", "whole", "pending",
         "resolution"),
        _motion,
    ),
    **dict.fromkeys(("waiting", "which", "others"), _motions),
    **dict.fromkeys(
        ("delegate", "following", "speaking", "speaker", "alternate", "giver", "holder",
         "seconder"),
        _delegate,
    ),
    "body": _body,
    "candidate": _candidate,
    "division": _division,
    "election": _election,
    "faction": _faction,
    "item": _item,
    "mandate": _mandate,
    "person": _person,
}  # fmt: skip
"""The facts that name somebody or something, and what looks it up."""
