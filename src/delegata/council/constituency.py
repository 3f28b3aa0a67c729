"""Between a council and its electors: rolls, norms, elections, recalls, requisitions."""

from __future__ import annotations  # the persistent maps take no parameters at run time

from typing import Literal

import msgspec
from rpds import HashTrieMap, HashTrieSet

from delegata.council.entry import Mark
from delegata.council.words import Ending, Holder, Portion, Seal, Voice


class Roll(msgspec.Struct, frozen=True, kw_only=True):
    """A roll of members, sealed as it stood on a day."""

    id: str
    held_on: str
    seal: Seal
    mark: Mark


class Norm(msgspec.Struct, frozen=True, kw_only=True):
    """The norm of representation applied: seats due to each constituent, and the arithmetic."""

    id: str
    roll_on: str
    rule: str
    members: tuple[Portion, ...]
    seats: tuple[Portion, ...]
    arithmetic: tuple[str, ...]
    mark: Mark


class Candidacy(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody nominated in an election: by whom, on which list, accepted or not."""

    id: str
    holder: Holder
    list: str
    rests_on: str
    state: Literal["nominated", "accepted", "declined"]


class Election(msgspec.Struct, frozen=True, kw_only=True):
    """An election of persons, from its call to its declaration and what came after it.

    `electors` are the mandates that elect, where only those present do; at `most` so many could.
    `note` is why it was annulled.
    """

    id: str
    title: str
    to_body: str
    seats: int
    voice: Voice
    until: str
    method: str
    secrecy: str
    polls_on: str
    state: Literal["called", "polling", "polled", "declared", "void"]
    candidates: HashTrieMap[str, Candidacy] = HashTrieMap()
    order: tuple[str, ...] = ()
    present: int | None = None
    electors: HashTrieSet[str] | None = None
    most: int = 0
    voters: Seal | None = None
    ballots: Seal | None = None
    votes: tuple[Portion, ...] = ()
    elected: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    transcript: str = ""
    objections_until: str = ""
    challenges: tuple[str, ...] = ()
    seated: HashTrieMap[str, str] = HashTrieMap()
    succeeded: HashTrieSet[str] = HashTrieSet()
    moved_up: HashTrieSet[str] = HashTrieSet()
    called: Mark
    declared: Mark | None = None
    runoff_of: str = ""
    lots: tuple[str, ...] = ()
    note: str = ""

    @property
    def standing(self) -> tuple[Candidacy, ...]:
        """Those who accepted their nomination, in the order of nomination."""
        known = (self.candidates[name] for name in self.order)
        return tuple(candidate for candidate in known if candidate.state == "accepted")


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """A petition to recall a delegate: who supports it, how many are needed, what became of it."""

    id: str
    mandate: str
    reason: str
    electors: int
    needed: int
    supporters: HashTrieSet[str] = HashTrieSet()
    state: Literal["open", "due", "carried", "lost", "moot"]
    opened: Mark
    due: Mark | None = None


class Requisition(msgspec.Struct, frozen=True, kw_only=True):
    """A demand of constituents or electors that a body meet, whatever its executive wants."""

    id: str
    of: Literal["constituents", "electors"]
    opens_on: str
    base: int
    needed: int
    supporters: tuple[str, ...] = ()
    state: Literal["open", "reached"]
    opened: Mark
    reached: Mark | None = None


class DueEnding(msgspec.Struct, frozen=True):
    """A mandate given here that must end now, why, and the entry here that is the cause."""

    mandate: str
    ending: Ending
    cause: int
