"""OpaVote's JSON (version 1.0): the result of a count, written from a transcript and read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from delegata.representation.formats.place import BallotFormatError
from delegata.representation.formats.text import decoded
from delegata.representation.transcript import JSON, Round, Transcript

FORM = "OpaVote JSON"
ACTIONS = {"surplus": "surplus", "exclusion": "eliminate"}


@dataclass(frozen=True, slots=True)
class OpaVoteResult:
    """What such a file says of a count: candidates numbered from 1, votes by round in 1/scale."""

    title: str
    candidates: tuple[str, ...]
    winners: tuple[int, ...]
    scale: int
    votes: tuple[tuple[int, ...], ...]


def write(transcript: Transcript) -> bytes:
    """Write a transcript: votes in whole units of 10^-`precision`, candidates from 0."""
    winners: list[int] = []
    losers: list[int] = []
    rounds: list[JSON] = []
    for number, counted in enumerate(transcript.rounds, 1):
        winners += [d.candidate - 1 for d in counted.decisions if d.kind == "elected"]
        losers += [d.candidate - 1 for d in counted.decisions if d.kind == "excluded"]
        rounds.append(_round(number, counted, winners, losers))
    result = {
        "version": "1.0",
        "title": transcript.title,
        "method": transcript.rule,
        "candidates": list(transcript.candidates),
        "n_seats": transcript.seats,
        "n_votes": transcript.papers + dict(transcript.irregularities).get("empty", 0),
        "n_valid_votes": transcript.papers,
        "precision": len(str(transcript.scale)) - 1,
        "withdrawn": [n - 1 for n in transcript.withdrawn],
        "winners": [n - 1 for n in transcript.elected],
        "rounds": rounds,
    }
    return json.dumps(result, ensure_ascii=False).encode()


def _round(number: int, counted: Round, winners: Sequence[int], losers: Sequence[int]) -> JSON:
    action: dict[str, JSON] = {
        "type": ACTIONS.get(counted.action, "first"),
        "desc": counted.action,
    }
    if counted.candidate is not None:
        action["candidates"] = [counted.candidate - 1]
    stated: dict[str, JSON] = {
        "n": number,
        "action": action,
        "count": list(counted.votes),
        "exhausted": counted.exhausted,
        "winners": list(winners),
        "losers": list(losers),
    }
    if counted.quota is not None:
        stated["thresh"] = counted.quota
    return stated


def read(raw: bytes) -> OpaVoteResult:
    """Read a result; it holds no ballots, so it can be compared with a count and not counted.

    Raises `BallotFormatError` where the file is no such JSON.
    """
    try:
        result = json.loads(decoded(raw, FORM), parse_float=_no_fraction)
    except json.JSONDecodeError as error:
        raise BallotFormatError(
            "broken JSON", error.msg, line=error.lineno, column=error.colno
        ) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, BallotFormatError):
            raise
        raise BallotFormatError("JSON beyond measure", "a result of OpaVote") from error
    if not isinstance(result, dict):
        raise BallotFormatError("no object", "a result of OpaVote", line=1, column=1)
    candidates = _texts(result.get("candidates"))
    rounds = result.get("rounds")
    if not isinstance(rounds, list) or not all(isinstance(each, dict) for each in rounds):
        raise BallotFormatError("no list of rounds", "the rounds of the count")
    precision = _numbers([result.get("precision", 0)], 19)[0]
    return OpaVoteResult(
        title=_texts([result.get("title", "")])[0],
        candidates=candidates,
        winners=tuple(n + 1 for n in _numbers(result.get("winners", []), len(candidates))),
        scale=10**precision,
        votes=tuple(_numbers(each.get("count")) for each in rounds),
    )


def _no_fraction(text: str) -> int:
    raise BallotFormatError(f"the number {text[:24]}", "whole numbers in units of the precision")


def _texts(values: JSON) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise BallotFormatError("no list of names", "the names of the candidates")
    texts = tuple(value for value in values if isinstance(value, str))
    if len(texts) != len(values):
        raise BallotFormatError("a name that is no text", "texts")
    return texts


def _numbers(values: JSON, below: int | None = None) -> tuple[int, ...]:
    if not isinstance(values, list):
        raise BallotFormatError("no list of numbers", "a list of whole numbers")
    numbers = tuple(v for v in values if isinstance(v, int) and not isinstance(v, bool))
    if len(numbers) != len(values) or any(
        n < 0 or (below is not None and n >= below) for n in numbers
    ):
        raise BallotFormatError(
            "another kind of number", "whole numbers" + (f" below {below}" if below else "")
        )
    return numbers
