"""The types that every act is written in: identifiers, texts, dates, counts and shares."""

from fractions import Fraction
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}\Z")]
"""An identifier inside one body: lower-case letters, digits and hyphens."""

Person = Annotated[str, Meta(pattern=r"^p-[0-9a-z]{8,32}\Z")]
"""A person's random id; names stand in the register, outside the record."""

Text = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
"""Free text, named by its salted hash, so that it can be detached from the record."""

_ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"

Title = Annotated[str, Meta(min_length=1, max_length=300, pattern=_ONE_LINE)]
"""One line of words without anybody's name: no control characters, so no line breaks."""

Date = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
Count = Annotated[int, Meta(ge=0, le=10**12)]
Key = Annotated[str, Meta(pattern=r"^[\x21-\x7e]{1,120}\Z")]

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""A SHA-256 digest in lower-case hex."""

Language = Literal["en", "de"]
"""A language in which a body's minutes are written, by its code (ISO 639-1)."""

Voice = Literal["decisive", "advisory"]
Proof = Literal["cited", "paper", "not-stated"]
Base = Literal["cast", "present", "members"]
Question = Literal["substantive", "procedural", "rules", "election"]
Put = Literal["substantive", "procedural", "rules", "election", "recall"]
"""What is put to a vote; a recall is put by its petition, never moved."""

Method = Literal["consent", "show-of-hands", "cards", "roll-call", "electronic", "secret", "paper"]
"""How a division is held; `electronic` and `secret` ballots go into a box that is sealed.

`paper` is a secret ballot on paper, which tellers count.
"""
Demandable = Literal["roll-call", "secret"]
"""The methods that a minority can demand."""
ElectionMethod = Literal["most-votes", "list", "ranked"]
Secrecy = Literal["hands", "open", "detached"]
Ending = Literal[
    "recalled",
    "resigned",
    "died",
    "term-over",
    "membership-lost",
    "body-dissolved",
    "election-void",
    "fell",
]
"""Why a mandate ends."""

Stance = Literal["for", "against", "abstaining"]
STANCES: tuple[Stance, ...] = get_args(Stance)
Answer = Literal["for", "against", "abstaining", "absent"]
"""What is heard when a name is called: a vote, or nothing."""
Device = Literal[
    "close-debate",
    "close-list",
    "reopen-list",
    "limit-speeches",
    "table",
    "take-from-table",
    "postpone",
    "refer",
    "next-business",
    "not-consider",
    "divide-question",
    "reconsider",
    "rescind",
    "suspend-rules",
    "recess",
    "adjourn",
    "appeal",
    "vote-by",
    "withdraw",
    "orders-of-the-day",
]
"""What a procedural motion asks for."""


class Share(msgspec.Struct, frozen=True):
    """A share of a base, exact: `num/den`, reached by more than it or by at least it."""

    num: Annotated[int, Meta(ge=0, le=10**6)]
    den: Annotated[int, Meta(ge=1, le=10**6)]
    over: bool = True

    def fraction(self) -> Fraction:
        """The share as an exact fraction."""
        return Fraction(self.num, self.den)

    def words(self) -> str:
        """The share as it is said: "more than 1/2", "at least 2/3"."""
        return f"{'more than' if self.over else 'at least'} {self.num}/{self.den}"


class Held(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When an act took place, if it was recorded later: a paper meeting, an old calendar.

    `precision` says what is known: the minute, about the minute, the day, or only the order of
    acts. `attested` names the source; `scan` is the SHA-256 of a facsimile.
    """

    date: Date
    time: Clock | None = None
    calendar: Literal["gregorian", "julian"] = "gregorian"
    precision: Literal["minute", "about", "day", "order"] = "day"
    attested: Annotated[str, Meta(max_length=300, pattern=_ONE_LINE)] = ""
    scan: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")] | None = None


class Holder(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who holds a mandate or a post: a person by random id, or a label where no name is stated."""

    person: Person | None = None
    label: Title | None = None


class Portion(msgspec.Struct, frozen=True):
    """A number that falls to a name: seats to a list, votes to an option."""

    name: Title
    number: Count


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """A count as it was taken: exact, approximate ("about 150"), "the rest", or not stated."""

    number: Count | None = None
    about: bool = False
    rest: bool = False


class Seal(msgspec.Struct, frozen=True):
    """A ledger as the record keeps it: how many rows it has, and the root of their Merkle tree."""

    count: Count
    root: Digest


class Tally(msgspec.Struct, frozen=True):
    """Votes that one voter casts differently: so many for, so many against, so many abstaining."""

    in_favour: Count
    against: Count
    abstaining: Count = 0

    @property
    def votes(self) -> int:
        """All votes cast."""
        return self.in_favour + self.against + self.abstaining


class Slip(msgspec.Struct, frozen=True):
    """A teller's count: whose, the salt under which it was entered, and the votes that were told.

    The salt is 128 bits in hex, so that nobody can try counts until one fits the digest.
    """

    teller: Person
    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    in_favour: Count
    against: Count
    abstaining: Count


class Membership(msgspec.Struct, frozen=True):
    """A proof of being on a sealed roll: the row's salt, its place, and the path to the root.

    The row is the canonical object of the person's id and the salt (128 bits, hex); `path` holds
    the sibling digests from the leaf up.
    """

    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    index: Count
    path: Annotated[tuple[Digest, ...], Meta(max_length=40)] = ()
