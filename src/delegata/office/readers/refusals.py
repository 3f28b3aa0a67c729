"""Refusals as people read them: with the titles of motions and the names of delegates."""

from collections.abc import Callable

from delegata.council.act import Refused
from delegata.council.state import Council

_MOTIONS = frozenset({"motion", "first", "amendment", "part", "whole"})
_DELEGATES = frozenset({"delegate", "following", "speaking"})


def in_words(council: Council, refused: Refused, who: Callable[[str], str]) -> str:
    """The sentence of a refusal; where it has a name of the record, what people call it instead.

    A refusal that says a title itself keeps the name beside it.
    """
    titled = "title" in refused.facts
    facts = {
        name: value if titled else _called(council, name, str(value), who)
        for name, value in refused.facts.items()
    }
    return f"{refused.template.format(**facts)} [{refused.rule}]"


def _called(council: Council, fact: str, name: str, who: Callable[[str], str]) -> str:
    if fact in _MOTIONS and name in council.motions:
        return f"“{council.motions[name].title}”"
    if fact == "division" and name in council.divisions:
        return f"“{council.motions[council.divisions[name].motion].title}”"
    if fact in _DELEGATES and name in council.mandates:
        return who(name)
    if fact == "mandate" and name in council.mandates:
        return f"{name} ({who(name)})"
    return name
