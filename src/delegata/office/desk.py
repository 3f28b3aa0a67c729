"""The office's desk: the federation that it shows, the writer of acts, the visitor."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from django.conf import settings
from django.http import Http404, HttpRequest

from delegata.council.entry import Entry
from delegata.council.publicity import members_only
from delegata.council.state import Council
from delegata.record.note import Signer
from delegata.store.audience import visible_to
from delegata.store.federation import Chronicle, Federation, PublicChronicle
from delegata.store.people import Register
from delegata.store.polling_station import PollingStation
from delegata.store.writer import Writer, utc_now

CLOCK_TOLERANCE_SECONDS = 5


class Premises(Protocol):
    """What the composition gives to the office."""

    @property
    def folder(self) -> Path: ...
    @property
    def federation(self) -> Federation: ...
    @property
    def writer(self) -> Writer: ...
    @property
    def register(self) -> Register: ...
    @property
    def station(self) -> PollingStation: ...
    @property
    def signer(self) -> Signer: ...
    @property
    def secret(self) -> str: ...
    @property
    def rehearses(self) -> str: ...


def premises() -> Premises:
    return cast("Premises", settings.PREMISES)


def federation() -> Federation:
    return premises().federation


def latest(body: str) -> Council:
    """The state of a body, with what other processes have written by now."""
    premises().register.asked(lambda connection: federation().catch_up(connection, [body]))
    return federation().chronicle(body).council


def person_of(request: HttpRequest) -> str | None:
    """The person who is signed in."""
    return request.user.get_username() if request.user.is_authenticated else None


Record = Callable[[str], Chronicle | None]
"""What a reader may look up of other bodies."""


class Shown(NamedTuple):
    """A body as a page shows it: its record, and its state now or at an earlier entry."""

    chronicle: Chronicle
    council: Council
    size: int
    past: bool

    @property
    def outside(self) -> bool:
        """Whether the reader sees the public part alone, and there is more."""
        return isinstance(self.chronicle, PublicChronicle)

    @property
    def day(self) -> str:
        """The day that the page is about: today, or that of the moment shown."""
        return self.council.at[:10] if self.past else today()

    @property
    def clock_behind(self) -> int:
        """By how many minutes the clock is behind the last act; zero where it is not, or hardly."""
        last = datetime.fromisoformat(self.chronicle.council.at)
        seconds = (last - datetime.now(UTC)).total_seconds()
        return ceil(seconds / 60) if seconds > CLOCK_TOLERANCE_SECONDS else 0


def now() -> str:
    """The time as entries state it."""
    return utc_now()


def today() -> str:
    return utc_now()[:10]


def visible_record(request: HttpRequest, body: str) -> Chronicle | None:
    """A body's record as the visitor may see it now, looked up once a request and body."""
    found: dict[str, Chronicle | None] = request.__dict__.setdefault("records_by_body", {})
    if body not in found:
        here = premises()
        found[body] = visible_to(person_of(request), body, here.federation, here.register)
    return found[body]


def visible_body(request: HttpRequest, body: str) -> Shown:
    """The body a page is about, as of `?at=` a number of entries or a time, for who reads it.

    Of a body for its members alone others are told what they are told of one that is not here.
    """
    chronicle = visible_record(request, body)
    if chronicle is None:
        raise Http404(
            f"No body {body} keeps its record here, or it does so for its members alone; members"
            " sign in."
        )
    size = chronicle.council.size
    asked = request.GET.get("at", "")
    at = min(max(_entries_at(chronicle, asked), 1), size) if asked else size
    return Shown(chronicle, chronicle.council_at(at), size, at < size)


def public_body(body: str) -> Shown:
    """A body as everybody may see it, whoever asks."""
    whole = federation().bodies.get(body)
    if whole is None or members_only(whole.council):
        raise Http404(f"No body {body} has a public gallery here.")
    chronicle = whole.public()
    return Shown(chronicle, chronicle.council, chronicle.council.size, past=False)


def public_bodies() -> list[Shown]:
    """Every body that is open to everybody, the highest tier first."""
    whole = [chronicle.council for chronicle in list(federation().bodies.values())]
    seen = sorted((c for c in whole if not members_only(c)), key=lambda c: (-c.tier, c.name))
    return [public_body(council.body) for council in seen]


def _entries_at(chronicle: Chronicle, asked: str) -> int:
    """How many entries a moment stands for: a number of them, or a time when acts took place."""
    if re.fullmatch(r"\d{1,15}", asked):
        return int(asked)
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", asked) is None:
        raise Http404(f"?at={asked} is neither a number of entries nor a time.")
    stated = ((line.entry.position + 1, took_place(line.entry)) for line in chronicle.lines)
    return max(
        (size for size, when in stated if len(when) >= len(asked) and when[: len(asked)] <= asked),
        default=1,
    )


def took_place(entry: Entry) -> str:
    """When an act took place, as far as that is stated: a day and a time, or a day alone."""
    held = entry.data.get("held")
    if held is None:
        return entry.at
    return f"{held['date']}T{held['time']}" if "time" in held else str(held["date"])


def name_of(word: str) -> str:
    """The registered name of a person's id; any other word as it is."""
    return federation().names.shown(word)


def words_of(chronicle: Chronicle, digest: str) -> str:
    """A detached text, or what stands in its place once it is forgotten."""
    text = chronicle.texts.get(digest)
    return "(this text is withheld)" if text is None else text.text
