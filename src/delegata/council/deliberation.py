"""What a body deliberates: items, motions, words on the floor, divisions, resolutions, polls."""

from __future__ import annotations  # the persistent maps take no parameters at run time

from typing import Literal

import msgspec
from rpds import HashTrieMap, HashTrieSet

from delegata.council.entry import Mark
from delegata.council.lines import LINE_WIDTH, LineChange
from delegata.council.words import (
    Answer,
    Count,
    Demandable,
    Device,
    Digest,
    Figure,
    Id,
    Method,
    Person,
    Portion,
    Put,
    Seal,
    Slip,
    Stance,
    Tally,
    Title,
)

BY_BALLOT = frozenset({"electronic", "secret"})
"""The methods of division by which votes are cast into a box."""


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item of the order of the day, with its time and its motions where they were reported.

    `taken` is the entry by which it was taken, while it is in hand.
    """

    id: str
    title: str
    state: Literal["waiting", "taken", "done"] = "waiting"
    minutes: int | None = None
    motions: tuple[str, ...] = ()
    taken: int | None = None


class BusinessReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report on the order of business: items in order, their times and motions."""

    id: str
    committee: str
    items: tuple[Item, ...]
    text: str
    mark: Mark
    adopted: Mark | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A text that a motion had: how many lines it has, and which amendments were merged into it."""

    text: str
    lines: int | None
    merged: tuple[str, ...] = ()
    mark: Mark


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """What a committee advises the body to do with a motion."""

    committee: str
    advice: str
    text: str
    mark: Mark


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part into which a question is divided: its name, its subject, its lines if numbered."""

    id: Id
    title: Title
    first: Count | None = None
    last: Count | None = None


class Procedure(msgspec.Struct, frozen=True, kw_only=True):
    """What a procedural motion asks for: a device, what it is on, and its particulars.

    `settled` is when it was decided; `spoken` who spoke for or against it.
    """

    device: Device
    on: str = ""
    item: str = ""
    day: str = ""
    to: str = ""
    minutes: int | None = None
    caucus: bool = False
    method: Method | None = None
    parts: tuple[Part, ...] = ()
    article: str = ""
    ruling: int | None = None
    spoken: tuple[tuple[str, str], ...] = ()
    settled: Mark | None = None


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A ruling of the chair that can be appealed from: on what, and whether it stands.

    `before` is the state of the motion that was ruled out of order, `speech` what lost the floor,
    with the time that it took.
    """

    position: int
    motion: str = ""
    speaker: str = ""
    before: str = ""
    speech: Request | None = None
    state: Literal["stands", "upheld", "overturned"] = "stands"


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """Doors closed to the public: on what ground, by which vote, since when, and until when."""

    sitting: str
    ground: str
    reason: str = ""
    division: str = ""
    closed: Mark
    opened: Mark | None = None


class Motion(msgspec.Struct, frozen=True, kw_only=True):
    """A motion in hand: its text, who moved it, what became of it.

    `lines` counts its numbered lines, where they were counted; `change` is what an amendment does
    to lines of what it amends. `order` are its amendments as the chair orders them. `matter` names
    the matter on which it competes with others. `joins` are the motions that it takes in, `agreed`
    those whose movers agreed; `urges` is the late motion of which it asks the urgency.

    A procedural motion has a `procedure`. A part of a divided question is `part_of` it, and `parts`
    names the parts of what was divided. `put_by` is the method that the body ordered for its vote.
    `awaits` is the item, the day or the body for which it is put off.
    """

    id: str
    title: str
    text: str
    mover: str
    question: Put
    form: Literal[
        "motion",
        "resolution",
        "decree",
        "proclamation",
        "election",
        "rules",
        "recall",
        "procedural",
    ]
    state: Literal[
        "moved",
        "deferred",
        "withdrawn",
        "carried",
        "lost",
        "not-competent",
        "submitted",
        "admitted",
        "inadmissible",
        "fallen",
        "proposed",
        "joined",
        "tabled",
        "postponed",
        "referred",
        "passed-over",
        "not-considered",
        "divided",
        "out-of-order",
        "rescinded",
    ]
    amends: str = ""
    amendments: tuple[str, ...] = ()
    seconders: tuple[str, ...] = ()
    accepted: bool = False
    mark: Mark
    lines: int | None = None
    change: LineChange | None = None
    versions: tuple[Version, ...] = ()
    order: tuple[str, ...] = ()
    matter: str = ""
    joins: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    urges: str = ""
    number: str = ""
    section: str = ""
    sent_by: str = ""
    convocation: str = ""
    late: bool = False
    reason: str = ""
    recommendations: tuple[Recommendation, ...] = ()
    procedure: Procedure | None = None
    part_of: str = ""
    parts: tuple[str, ...] = ()
    part: Part | None = None
    put_by: Method | None = None
    awaits: str = ""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter on which several motions compete, in the order in which they are voted on."""

    id: str
    title: str
    motions: tuple[str, ...]


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """Words on the floor: a report, a speech, a declaration, a question, a ruling, a message.

    `about` is whom a question is put to or whose credentials are challenged, `answers` the position
    of the question or challenge that is answered, `due_on` the day by which an answer is due.
    `heard` in the hall is what an office recorded, and what came from whoever had the floor; an
    answer `discharges` what is owed if it comes from an office or from whom the question was put
    to.
    """

    kind: str
    speaker: str
    title: str
    text: str = ""
    behalf: str = ""
    interrupts: bool = False
    answers: int | None = None
    about: str = ""
    due_on: str = ""
    heard: bool = True
    discharges: bool = True
    mark: Mark


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who waits for the floor, or has it: since when, in what form, for which side.

    `group` is the list that the delegate declared, `point` the kind of a point of order. `used` are
    the seconds that were spoken before an interruption, `granted` those that the chair added.
    """

    mandate: str
    form: str
    mark: Mark
    side: str = ""
    group: str = ""
    point: str = ""
    used: int = 0
    granted: int = 0


class Debate(msgspec.Struct, frozen=True, kw_only=True):
    """What the order of speakers depends on, since the item in hand was taken.

    `turns` counts how often each mandate spoke in each form, `faction_turns` the speeches of each
    faction; `side` and `group` are those of the last speech. `bridged` says that the debate goes on
    though the list whose turn it is has run empty.
    """

    turns: HashTrieMap[tuple[str, str], int] = HashTrieMap()
    faction_turns: HashTrieMap[str, int] = HashTrieMap()
    side: str = ""
    group: str = ""
    bridged: bool = False


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """A demand that a motion be voted on by a method: who makes it, and whether they are enough."""

    motion: str
    method: Demandable
    delegates: HashTrieSet[str] = HashTrieSet()
    met: Mark | None = None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A count that was declared and then made again; it stands beside the one that counts."""

    in_favour: Figure
    against: Figure
    abstaining: Figure
    outcome: str
    declared: str
    mark: Mark


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """A vote: its question, base and count, and the outcome that follows from them.

    By ballot, `voters` are the mandates that could vote when it opened, and two ledgers are sealed
    at the close; `alike` secret ballots or more have each weight. `calling` is the order in which
    a roll is called, `answers` what was heard.
    `slips` are the digests of counts that tellers entered apart, `differing` pairs of counts that
    were not equal or more than are present, `differed` of them before a recount. `proxies` map the
    absent to who votes for them, of whom there are `represented`, `by_proxy` those whose votes were
    heard by name to who cast them; `weights` are the votes of each voter, `splits` those who cast
    them differently. `bodies` are those for, against and level, where a majority of them is needed.
    In the state `recount` it is counted again, and `earlier` counts stay beside. `altered` is when
    a ruling or a casting vote changed what it came to, after its close. Those `here` at the
    opening are kept, and by `standing_in` the alternates among them with whose seats they had.
    """

    id: str
    motion: str
    question: Put
    method: Method
    state: Literal["open", "closed", "void", "recount"]
    present: int | None
    members: int
    needed_for_quorum: int | None
    in_favour: Figure = Figure()
    against: Figure = Figure()
    abstaining: Figure = Figure()
    outcome: Literal["", "carried", "lost", "undetermined"] = ""
    declared: Literal["", "carried", "lost"] = ""
    on_bases: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    competent: bool = True
    roll: tuple[tuple[str, Stance], ...] = ()
    dissents: tuple[tuple[str, str], ...] = ()
    note: str = ""
    opened: Mark
    closed: Mark | None = None
    altered: Mark | None = None
    here: HashTrieSet[str] = HashTrieSet()
    standing_in: HashTrieMap[str, str] = HashTrieMap()
    voters: HashTrieSet[str] = HashTrieSet()
    voted: Seal | None = None
    ballots: Seal | None = None
    alike: int | None = None
    calling: tuple[str, ...] = ()
    answers: HashTrieMap[str, Answer | Literal["split"]] = HashTrieMap()
    slips: tuple[tuple[Person, Digest], ...] = ()
    differing: tuple[tuple[Slip, Slip], ...] = ()
    differed: int = 0
    earlier: tuple[Counted, ...] = ()
    doubted_by: HashTrieSet[str] = HashTrieSet()
    casting: Literal["", "for", "against"] = ""
    represented: int = 0
    proxies: HashTrieMap[str, str] = HashTrieMap()
    by_proxy: HashTrieMap[str, str] = HashTrieMap()
    weights: HashTrieMap[str, int] = HashTrieMap()
    weight_present: int | None = None
    weight_members: int | None = None
    splits: HashTrieMap[str, Tally] = HashTrieMap()
    bodies: tuple[int, ...] = ()

    @property
    def weighed(self) -> bool:
        """Whether votes count with the members that they represent."""
        return self.weight_present is not None

    @property
    def votes_present(self) -> int | None:
        """The votes that can be cast here, by weights and for the absent where the rules say so."""
        if self.weight_present is not None or self.present is None:
            return self.weight_present
        return self.present + self.represented

    @property
    def votes_of_all(self) -> int:
        """The votes of all members, present or not."""
        return self.members if self.weight_members is None else self.weight_members

    def weight(self, mandate: str) -> int:
        """The votes of a mandate in this division."""
        return self.weights.get(mandate, 0) if self.weighed else 1

    @property
    def by_ballot(self) -> bool:
        """Whether votes are cast into a box, with names or secretly."""
        return self.method in BY_BALLOT

    @property
    def result(self) -> str:
        """The computed outcome; where counts leave it open, what the chair declared."""
        return self.outcome if self.outcome in {"carried", "lost"} else self.declared

    @property
    def named(self) -> tuple[tuple[str, Stance | Tally], ...]:
        """Who voted how by name: those who cast one vote or all alike, then those who split."""
        return (*self.roll, *sorted(self.splits.items()))

    @property
    def resulted(self) -> Mark | None:
        """When it came to what it is now: at its close, or as it was altered since."""
        return self.altered or self.closed

    @property
    def decided(self) -> bool:
        """Whether it is over, stands, and carried its motion at a competent meeting."""
        return self.state == "closed" and self.competent and self.result == "carried"


class Execution(msgspec.Struct, frozen=True):
    """What somebody reported of a resolution's execution."""

    state: Literal["pending", "begun", "done", "not-done", "overtaken"]
    report: str
    position: int


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the body adopted: what it rests on, its annexes, and how far it is executed.

    `fallen` is the entry by which its division was counted otherwise or voided, or by which it was
    rescinded or is being reconsidered. Of a divided question, `parts` are those that carried,
    `struck` the lines of those that did not, counted at the `width` of the text.
    """

    id: str
    number: int
    title: str
    text: str
    form: str
    division: str
    adopted: Mark
    annexes: tuple[tuple[str, str, str], ...] = ()
    addressees: tuple[str, ...] = ()
    executor: str = ""
    due_on: str | None = None
    published: Mark | None = None
    fallen: Mark | None = None
    executions: tuple[Execution, ...] = ()
    parts: tuple[str, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    width: int = LINE_WIDTH


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    """A poll of constituents: the unit is bodies, and it is never added to votes of delegates."""

    id: str
    question: str
    unit: str
    answers: tuple[Portion, ...]
    total: int
    replies: int | None
    mark: Mark


class Allegiance(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit declared about whom it obeys."""

    unit: str
    principal: str
    stance: Literal["obeys", "obeys-only", "neutral", "against", "absent", "follows-majority"]
    mark: Mark
