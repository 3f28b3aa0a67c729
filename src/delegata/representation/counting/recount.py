"""A transcript judged: the same ballots counted again, and every difference named."""

from dataclasses import dataclass

from delegata.representation.counting import CountError, count
from delegata.representation.profile import Profile
from delegata.representation.transcript import JSON, Transcript, as_json

SHOWN_MAX = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a transcript says something else than the ballots do."""

    path: str
    stated: str
    derived: str


def recount(transcript: Transcript | dict[str, JSON], profile: Profile) -> tuple[Finding, ...]:
    """Count the ballots again as the transcript says they were counted; nothing is taken on trust.

    Rule, seats and seed are read from the transcript and all the rest is derived. An empty answer
    means that the transcript follows from the ballots to the last digit.
    """
    stated = as_json(transcript) if isinstance(transcript, Transcript) else transcript
    rule, seats, seed = stated.get("rule"), stated.get("seats"), stated.get("seed")
    if not isinstance(rule, str) or not isinstance(seats, int):
        return (Finding("rule, seats", f"{rule!r}, {seats!r}", "a rule's name and a number"),)
    try:
        given = seed if isinstance(seed, str) else None
        derived = as_json(count(rule, profile, seats=seats, seed=given))
    except CountError as error:
        return (Finding("rule, seats", f"{rule!r}, {seats!r}", str(error)),)
    return tuple(_differences("", stated, derived))


def _differences(path: str, stated: JSON, derived: JSON) -> list[Finding]:
    if isinstance(stated, dict) and isinstance(derived, dict):
        keys = [*derived, *(key for key in stated if key not in derived)]
        return [
            finding
            for key in keys
            for finding in _differences(
                f"{path}.{key}" if path else key, stated.get(key), derived.get(key)
            )
        ]
    if isinstance(stated, list) and isinstance(derived, list) and len(stated) == len(derived):
        return [
            finding
            for place, (one, other) in enumerate(zip(stated, derived, strict=True))
            for finding in _differences(f"{path}[{place}]", one, other)
        ]
    same = type(stated) is type(derived) and stated == derived
    return [] if same else [Finding(path, _short(stated), _short(derived))]


def _short(value: JSON) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN_MAX else text[:SHOWN_MAX] + "..."
