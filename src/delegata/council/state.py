"""What is true of a council: the fold of its record, as frozen values on one page.

Collections that grow with members are persistent maps, so that a fold stays n log n.
"""

from __future__ import annotations  # the persistent maps take no parameters at run time

from typing import Literal

import msgspec
from rpds import HashTrieMap, HashTrieSet, Queue

from delegata.council.constituency import (
    DueEnding,
    Election,
    Norm,
    Recall,
    Requisition,
    Roll,
)
from delegata.council.deliberation import (
    Allegiance,
    BusinessReport,
    Closure,
    Debate,
    Demand,
    Division,
    Item,
    Matter,
    Motion,
    Poll,
    Request,
    Resolution,
    Ruling,
    Speech,
)
from delegata.council.entry import Actor, Cite, Mark
from delegata.council.rules import RuleSet
from delegata.council.words import Holder, Portion, Voice


class Constituent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A body or roll that constitutes another body, and how."""

    body: str
    how: Literal["delegates", "section", "appoints", "joint", "elects"] = "delegates"
    members: int | None = None


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """A seat held here: who holds it, from which body, with what voice, how long, in what state."""

    id: str
    holder: Holder
    from_body: str
    voice: Voice
    state: Literal["presented", "confirmed", "contested", "rejected", "ended"]
    proof: str
    seat: str = ""
    elected_on: str | None = None
    until: str | None = None
    faction: str = ""
    origin: Cite | None = None
    presented: Mark
    changed: tuple[int, ...] = ()
    reason: str = ""
    alternate: bool = False

    @property
    def votes(self) -> bool:
        """A mandate has a vote of its own while it is confirmed and its voice is decisive."""
        return self.state == "confirmed" and self.voice == "decisive" and not self.alternate

    @property
    def giver(self) -> str:
        """The body that a mandate came from: it gave the cited entry, or is named on paper."""
        return self.from_body if self.origin is None else self.origin.body


class GivenMandate(msgspec.Struct, frozen=True, kw_only=True):
    """A mandate that this body gave for a seat in another body."""

    id: str
    holder: Holder
    to_body: str
    voice: Voice
    seat: str = ""
    until: str | None = None
    rests_on: str = ""
    division: str = ""
    election: str = ""
    alternate: bool = False
    given: Mark
    ended: str = ""
    instructions: tuple[tuple[str, str], ...] = ()


class CredentialsList(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the credentials list; contested figures stand beside each other."""

    id: str
    title: str
    strengths: tuple[Portion, ...]
    total: int | None
    source: str
    registered: int
    mark: Mark


class CredentialsReport(msgspec.Struct, frozen=True, kw_only=True):
    """What the credentials committee reports to the body, as its register stood."""

    id: str
    confirmed: int
    advisory: int
    alternates: int
    contested: tuple[str, ...]
    rejected: int
    past_term: int
    due: int | None
    by_body: tuple[Portion, ...]
    by_faction: tuple[Portion, ...]
    by_age: tuple[Portion, ...]
    mark: Mark


class Strength(msgspec.Struct, frozen=True):
    """What somebody stated a faction's strength to be, beside what the register holds."""

    number: int
    source: str
    registered: int
    position: int


class Caucus(msgspec.Struct, frozen=True, kw_only=True):
    """A vote inside a faction: never a vote of the body."""

    question: str
    in_favour: int
    against: int
    abstaining: int
    outcome: Literal["carried", "lost", "tied"]
    mark: Mark


class Faction(msgspec.Struct, frozen=True, kw_only=True):
    """A declared group inside the body: its register, its stated strengths, its caucuses."""

    id: str
    name: str
    size: int = 0
    came_of: tuple[str, ...] = ()
    dissolved: bool = False
    left: bool = False
    strengths: tuple[Strength, ...] = ()
    caucuses: tuple[Caucus, ...] = ()


class Convocation(msgspec.Struct, frozen=True, kw_only=True):
    """A call for the body to meet, whether who called it was entitled, and its postponements."""

    id: str
    convener: str
    opens_on: str
    competent: bool
    notice_days: int | None
    postponed: tuple[str, ...] = ()
    mark: Mark


class Interval(msgspec.Struct, frozen=True):
    """What a recess is for, and until when it is meant to last; the sitting resumes by an act.

    `until` is the day and time of its end, and empty where none was set.
    """

    until: str
    reason: str
    caucus: bool


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """One sitting: open, in recess or closed. `interval` is the recess that it is in."""

    id: str
    convocation: str
    competent: bool
    state: Literal["open", "recess", "closed"]
    opened: Mark
    closed: Mark | None = None
    recesses: tuple[tuple[int, int | None], ...] = ()
    interval: Interval | None = None


class Attendance(msgspec.Struct, frozen=True, kw_only=True):
    """Who is here now. `counted` is a tellers' count where no list is kept.

    `standing_in` maps the alternates who stand in to their delegates. `away` have left by their own
    device, `remote` are those of the present who take part from elsewhere.
    """

    here: HashTrieSet[str] = HashTrieSet()
    standing_in: HashTrieMap[str, str] = HashTrieMap()
    decisive: int = 0
    advisory: int = 0
    counted: int | None = None
    away: HashTrieSet[str] = HashTrieSet()
    remote: HashTrieSet[str] = HashTrieSet()


class PresencePoint(msgspec.Struct, frozen=True):
    """Presence after one act, for the line over time: voters present, quorum needed, occasion."""

    position: int
    decisive: int
    needed: int | None
    occasion: str


class SeatShare(msgspec.Struct, frozen=True, kw_only=True):
    """Seats of one list: given, declined, passed on to it, and the members it named."""

    name: str
    seats: int
    declined: int = 0
    reserved: bool = False
    named: tuple[Holder, ...] = ()


class Distribution(msgspec.Struct, frozen=True, kw_only=True):
    """A division of seats among lists, with what each method would have given."""

    id: str
    title: str
    method: str
    basis: tuple[Portion, ...]
    shares: tuple[SeatShare, ...]
    would_be: tuple[tuple[str, tuple[Portion, ...]], ...]
    open_seats: int = 0
    mark: Mark


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """Seats kept for those who come later, or the right of those who left to return."""

    id: str
    distribution: str
    beneficiary: str
    right: Literal["co-option", "return"]
    seats: int | None
    norm: str
    mark: Mark


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """A post on a list: its title, who holds it, or why it is vacant."""

    title: str
    holder: Holder | None = None
    vacant_because: str = ""


class PostList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of posts put before the body; a wrong announced number stays visible as a flag."""

    id: str
    title: str
    announced: int | None
    posts: tuple[Post, ...]
    flags: tuple[str, ...]
    mark: Mark


class Council(msgspec.Struct, frozen=True, kw_only=True):
    """One body as its record makes it; `size` entries are folded in, the last recorded at `at`.

    `electorate` counts the mandates that may vote, `seated` maps each person to the mandate held,
    `resting` a mandate to the offices that fall with it, `resting_given` to the mandates given
    elsewhere that do, `petitioned` a given mandate to its last recall, `seats_held` each sending
    body to its voting mandates; `demanded` holds the
    divisions that demanded a meeting elsewhere, and the demands that were counted here.
    `due` are given mandates that must end now. `dividing` names the division that is open,
    `doubted` those that must be counted again. `weights` are votes by mandate, `proxies` map
    who gave a vote to who holds it. `demands` stand by motion and method. `seen`
    gives the position of each act's key. `requests` maps each mandate that waits for the floor to
    its request, `points` to its point of order, which waits beside it; `suspended` are the
    speeches that points of order interrupted, the last one last.

    `pending` are the procedural motions to be settled, the last one first; `put_off` the motions
    that wait for an item or a day; `divided` the questions of which parts are open; `waived` the
    articles that the body suspended, each with its purpose; `debate_closed` the motion on which
    debate is closed; `progress` is the position of the last act that took business further.
    """

    body: str
    size: int = 0
    at: str = ""
    seen: HashTrieMap[str, int] = HashTrieMap()

    name: str = ""
    character: str = ""
    tier: int = 0
    constituents: tuple[Constituent, ...] = ()
    listed: bool = True
    rules: RuleSet | None = None
    editions: tuple[tuple[int, RuleSet], ...] = ()
    founded_on: str = ""
    dissolved: Mark | None = None
    offices: HashTrieMap[str, tuple[Actor, ...]] = HashTrieMap()
    resting: HashTrieMap[str, tuple[Actor, ...]] = HashTrieMap()

    mandates: HashTrieMap[str, Mandate] = HashTrieMap()
    given: HashTrieMap[str, GivenMandate] = HashTrieMap()
    seated: HashTrieMap[str, str] = HashTrieMap()
    electorate: int = 0
    seats_held: HashTrieMap[str, int] = HashTrieMap()
    reports: tuple[CredentialsReport, ...] = ()
    credentials: tuple[CredentialsList, ...] = ()
    factions: HashTrieMap[str, Faction] = HashTrieMap()

    rolls: tuple[Roll, ...] = ()
    norms: tuple[Norm, ...] = ()
    elections: HashTrieMap[str, Election] = HashTrieMap()
    recalls: HashTrieMap[str, Recall] = HashTrieMap()
    petitioned: HashTrieMap[str, str] = HashTrieMap()
    resting_given: HashTrieMap[str, tuple[str, ...]] = HashTrieMap()
    due: tuple[DueEnding, ...] = ()

    convocations: tuple[Convocation, ...] = ()
    requisitions: tuple[Requisition, ...] = ()
    demanded: HashTrieSet[str] = HashTrieSet()
    sittings: tuple[Sitting, ...] = ()
    attendance: Attendance = Attendance()
    presence: Queue[PresencePoint] = Queue()

    presidium: Distribution | None = None
    executive: Distribution | None = None
    reservations: tuple[Reservation, ...] = ()
    lists: tuple[PostList, ...] = ()

    agenda: tuple[Item, ...] = ()
    business: tuple[BusinessReport, ...] = ()
    motions: HashTrieMap[str, Motion] = HashTrieMap()
    matters: HashTrieMap[str, Matter] = HashTrieMap()
    divisions: HashTrieMap[str, Division] = HashTrieMap()
    dividing: str = ""
    demands: HashTrieMap[tuple[str, str], Demand] = HashTrieMap()
    doubted: tuple[str, ...] = ()
    weights: HashTrieMap[str, int] = HashTrieMap()
    proxies: HashTrieMap[str, str] = HashTrieMap()
    resolutions: HashTrieMap[str, Resolution] = HashTrieMap()
    speeches: Queue[Speech] = Queue()
    requests: HashTrieMap[str, Request] = HashTrieMap()
    points: HashTrieMap[str, Request] = HashTrieMap()
    speaking: Request | None = None
    suspended: tuple[Request, ...] = ()
    list_closed: bool = False
    speech_limit_seconds: int | None = None
    debate: Debate = Debate()
    pending: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    divided: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    waived: tuple[tuple[str, str], ...] = ()
    debate_closed: str = ""
    progress: int = 0
    closures: tuple[Closure, ...] = ()
    polls: tuple[Poll, ...] = ()
    allegiances: Queue[Allegiance] = Queue()

    @property
    def standing(self) -> RuleSet:
        """The rules in force; a body has some from its founding on."""
        assert self.rules is not None, "a body is founded with rules"
        return self.rules

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that is not yet closed, if there is one."""
        last = self.sittings[-1] if self.sittings else None
        return None if last is None or last.state == "closed" else last

    @property
    def closure(self) -> Closure | None:
        """The doors that are closed now, if they are."""
        last = self.closures[-1] if self.closures else None
        return None if last is None or last.opened is not None else last
