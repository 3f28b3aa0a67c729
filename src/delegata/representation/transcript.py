"""The transcript of a count: one shape for every rule, round by round, as values and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | bool | None"

SCHEMA = "delegata-count/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a round decided of a candidate, and the clause of the rule that decided it."""

    kind: str  # elected, excluded
    candidate: int
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Candidates equal where the rule wants one of them, and what parted them.

    `by` is `stage` (they differed at an earlier round, given in `stage`), `lot` (drawn from the
    seed), `indifferent` (the order cannot matter: none of them holds a paper) or `open` (a lot is
    due, and without a seed none was drawn: the lowest number stands here for the rounds that
    follow). `label` is what a lot is drawn under.
    """

    candidates: tuple[int, ...]
    chosen: int
    question: str
    by: str
    clause: str
    stage: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Votes that went from one candidate to another (0: the papers name no one further)."""

    source: int
    target: int
    votes: int
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One stage: what was done, and where every vote lies at its end, in units of 1/scale.

    `votes[i]` are those of candidate i + 1. Votes + exhausted + lost = valid papers x scale,
    always.
    """

    action: str
    votes: tuple[int, ...]
    exhausted: int
    lost: int
    candidate: int | None = None
    clause: str = ""
    quota: int | None = None
    keep: tuple[int, ...] | None = None
    transfers: tuple[Transfer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTie:
    """Candidates of whom only a lot could say which take the places left."""

    candidates: tuple[int, ...]
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A whole count: who was elected under which rule, and every step that led there.

    `elected` is in order of election and holds what is certain; `ties` what only a lot can settle.
    """

    rule: str
    source: str
    seats: int
    scale: int
    candidates: tuple[str, ...]
    papers: int
    irregularities: tuple[tuple[str, int], ...]
    elected: tuple[int, ...]
    rounds: tuple[Round, ...]
    title: str = ""
    withdrawn: tuple[int, ...] = ()
    quota: int | None = None
    ties: tuple[OpenTie, ...] = ()
    seed: str | None = None
    options: tuple[tuple[str, str], ...] = field(default=())

    def names(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The names of candidates given by number."""
        return tuple(self.candidates[number - 1] for number in numbers)

    @property
    def drawn(self) -> tuple[tuple[int, Tie], ...]:
        """The ties that a lot parted, each with the number of its round."""
        return tuple(
            (number, tie)
            for number, counted in enumerate(self.rounds, 1)
            for tie in counted.ties
            if tie.by == "lot"
        )


def as_json(transcript: Transcript) -> dict[str, JSON]:
    """The transcript as JSON values; votes are decimal strings with the scale's places."""
    return {
        "schema": SCHEMA,
        "rule": transcript.rule,
        "source": transcript.source,
        "title": transcript.title,
        "seats": transcript.seats,
        "scale": transcript.scale,
        "candidates": list(transcript.candidates),
        "withdrawn": list(transcript.withdrawn),
        "papers": {"valid": transcript.papers, **dict(transcript.irregularities)},
        "options": dict(transcript.options),
        "seed": transcript.seed,
        "quota": _optional(transcript.quota, transcript.scale),
        "rounds": [
            round_as_json(r, number, transcript.scale)
            for number, r in enumerate(transcript.rounds, 1)
        ],
        "elected": list(transcript.elected),
        "ties": ties_as_json(transcript),
    }


def ties_as_json(transcript: Transcript) -> list[JSON]:
    """The ties that only a lot can settle, with names and places."""
    return [
        {
            "candidates": list(tie.candidates),
            "names": list(transcript.names(tie.candidates)),
            "places": tie.places,
        }
        for tie in transcript.ties
    ]


def round_as_json(counted: Round, number: int, scale: int) -> dict[str, JSON]:
    """One round as JSON values."""
    stated: dict[str, JSON] = {
        "round": number,
        "action": counted.action,
        "candidate": counted.candidate,
        "clause": counted.clause,
        "quota": _optional(counted.quota, scale),
        "votes": [decimal(votes, scale) for votes in counted.votes],
        "exhausted": decimal(counted.exhausted, scale),
        "lost": decimal(counted.lost, scale),
        "transfers": [
            {
                "from": t.source,
                "to": t.target,
                "votes": decimal(t.votes, scale),
                "papers": t.papers,
            }
            for t in counted.transfers
        ],
        "decisions": [
            {"kind": d.kind, "candidate": d.candidate, "clause": d.clause}
            for d in counted.decisions
        ],
        "ties": [_tie_as_json(tie) for tie in counted.ties],
    }
    if counted.keep is not None:
        stated["keep"] = [decimal(keep, scale) for keep in counted.keep]
    return stated


def _tie_as_json(tie: Tie) -> dict[str, JSON]:
    return {
        "candidates": list(tie.candidates),
        "chosen": tie.chosen,
        "question": tie.question,
        "label": tie.label,
        "by": tie.by,
        "stage": tie.stage,
        "clause": tie.clause,
    }


def _optional(votes: int | None, scale: int) -> str | None:
    return None if votes is None else decimal(votes, scale)


def decimal(votes: int, scale: int) -> str:
    """Votes in units of 1/scale as a decimal: `12345678` at 100000 is `123.45678`.

    The scale is a power of ten; nothing is rounded, and whole votes have no point at scale 1.
    """
    whole, part = divmod(abs(votes), scale)
    sign = "-" if votes < 0 else ""
    places = len(str(scale)) - 1
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"


def figure(votes: int, scale: int) -> str:
    """Votes as people read them: as `decimal`, but whole votes have no point at any scale."""
    return decimal(votes, scale) if votes % scale else decimal(votes // scale, 1)
