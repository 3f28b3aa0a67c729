"""Open seats renewed, many at once: after an act a thousand delegates ask for theirs.

What the rules say is asked for each of them. What their seats then show is mostly the same, and is
written once for all for whom it is the same; the few words that are somebody's own are filled in.
"""

import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template

from delegata.council.entry import Entry
from delegata.council.state import Council, Mandate
from delegata.office.desk import Shown, federation, premises
from delegata.office.pages.ballot import BARRED, BARRED_HOURS
from delegata.office.pages.own_acts import device_acts
from delegata.office.pages.seat import (
    box_facts,
    casts,
    in_box,
    own_devices,
    own_record,
    own_situation,
    seen_by_all,
    trials_in,
)
from delegata.office.readers.own_record import OwnVote, acts_by_mandate, votes_by_mandate
from delegata.office.readers.procedural_motions import Device, Trial
from delegata.record.admission import admission
from delegata.store.audience import visible_to
from delegata.store.federation import Chronicle

KEPT_SECONDS = 1.0
"""Clocks, turnouts and names move without an entry."""
MOST_RECORDS = 4096
_MARK = secrets.token_hex(8)
_OWN = ("mandate", "key", "admission_to_act", "admission", "csrf_token", "mine", "turnout")
_MARKS = {name: f"{_MARK}-{number}-x" for number, name in enumerate(_OWN)}
"""What stands for somebody's own words; no text that anybody writes can hold it."""
_MARKED = re.compile(f"{_MARK}-(\\d)-x")


class Sitter(Protocol):
    """Who asks for the own seat: admitted to act by the mandate, from which session till when."""

    @property
    def body(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def session(self) -> str: ...
    @property
    def until(self) -> int: ...
    @property
    def admission(self) -> str: ...
    @property
    def csrf(self) -> str: ...


class Moment(NamedTuple):
    """A body as its seats show it until the next act, and for a second at most."""

    shown: Shown
    until: float
    for_all: Mapping[str, Any]
    acts: Mapping[str, list[Entry]]
    votes: Mapping[str, tuple[OwnVote, ...]]
    spoken: frozenset[str]
    trials: list[Trial]
    devices: dict[object, tuple[Device, ...]]
    written: dict[object, list[str]]
    """By what a seat shows: its words, where each second one is the number of a mark."""


class Renewal:
    """Renews seats. It is for one thread."""

    def __init__(self) -> None:
        self._moments: dict[str, Moment] = {}
        self._records: OrderedDict[object, str] = OrderedDict()
        self._secret = bytes.fromhex(premises().secret)

    def __call__(self, sitters: Sequence[Sitter]) -> list[str]:
        """Their seats in their order; nothing for whom the office is to be asked."""
        seats = dict.fromkeys(range(len(sitters)), "")
        for body in {sitter.body for sitter in sitters}:
            places = [place for place, one in enumerate(sitters) if one.body == body]
            renewed = self._of_body(body, [sitters[place] for place in places])
            seats.update(zip(places, renewed, strict=True))
        return [*seats.values()]

    def _of_body(self, body: str, sitters: list[Sitter]) -> list[str]:
        chronicle = federation().bodies.get(body)
        if chronicle is None:
            return [""] * len(sitters)
        council = chronicle.council
        held = [_mandate(chronicle, sitter.person) for sitter in sitters]
        facts = box_facts(council, [one.id for one in held if one])
        moment = self._moment(chronicle, council)
        barred: frozenset[str] = frozenset()
        if in_box(council):
            people = [sitter.person for sitter in sitters]
            barred = premises().register.sign_in_changed_among(people, BARRED_HOURS)
        return [
            self._seat(moment, sitter, mandate, facts, BARRED if sitter.person in barred else "")
            if mandate
            else ""
            for sitter, mandate in zip(sitters, held, strict=True)
        ]

    def _moment(self, chronicle: Chronicle, council: Council) -> Moment:
        kept, at = self._moments.get(chronicle.body), time.monotonic()
        if kept is not None and kept.shown.council is council and kept.until > at:
            return kept
        votes = None if kept is None else kept.votes
        if kept is None or kept.shown.council.divisions is not council.divisions:
            votes = votes_by_mandate(council)
        moment = self._moments[chronicle.body] = Moment(
            Shown(chronicle, council, council.size, past=False),
            at + KEPT_SECONDS,
            seen_by_all(chronicle),
            acts_by_mandate(chronicle),
            votes or {},
            frozenset(mandate for mandate, _ in council.debate.turns),
            trials_in(council),
            {},
            {},
        )
        return moment

    def _seat(
        self,
        moment: Moment,
        sitter: Sitter,
        mandate: Mandate,
        facts: tuple[int, frozenset[str]],
        barred: str,
    ) -> str:
        council, (turnout, voted) = moment.shown.council, facts
        situation = own_situation(council, mandate, voted, barred, moment.for_all["last"])
        for paper in situation["papers"]:
            if paper["mandate"] == mandate.id:
                paper["mandate"] = _MARKS["mandate"]
        situation["devices"] = _devices(moment, mandate, repr(situation))
        case = repr(situation)
        words = moment.written.get(case)
        if words is None:
            words = moment.written[case] = _written(moment, situation)
        own = (*self._own(moment, sitter, mandate, admits=casts(situation)), str(turnout))
        return "".join(own[int(word)] if at % 2 else word for at, word in enumerate(words))

    def _own(
        self, moment: Moment, sitter: Sitter, mandate: Mandate, *, admits: bool
    ) -> tuple[str, ...]:
        """The words that are somebody's own, in the order of the marks; the turnout comes last."""
        ballot = admission(self._secret, sitter.person, sitter.session, sitter.until)
        return (
            mandate.id,
            f"seat-{secrets.token_hex(8)}",
            sitter.admission,
            ballot if admits else "",
            _token(sitter.csrf),
            self._record(moment, mandate),
        )

    def _record(self, moment: Moment, mandate: Mandate) -> str:
        """The own record in words, which are kept by all that they say."""
        acts, votes = moment.acts.get(mandate.id, []), moment.votes.get(mandate.id, ())
        record = own_record(moment.shown.chronicle, mandate, acts, votes)
        case = tuple(record.values())
        words = self._records.pop(case, None)
        if words is None:
            words = get_template("partials/mine.html").render(record)
        self._records[case] = words
        if len(self._records) > MOST_RECORDS:
            self._records.popitem(last=False)
        return words


def _mandate(chronicle: Chronicle, person: str) -> Mandate | None:
    """The mandate of somebody who sees the record whole; without, the office has the answer."""
    council = chronicle.council
    held = council.mandates.get(council.seated.get(person, ""))
    here = premises()
    seen = held and visible_to(person, chronicle.body, here.federation, here.register)
    return held if seen is chronicle else None


def _devices(moment: Moment, mandate: Mandate, case: str) -> tuple[Device, ...]:
    """The procedural motions in order from a seat.

    Whoever has not done anything in this sitting is in the same case as every other of whom so far
    the same is true; the rules are asked for one of them, and for all others each.
    """
    council = moment.shown.council
    if mandate.id in moment.acts or mandate.id in moment.spoken:
        return own_devices(council, mandate, moment.trials)
    alike = (case, mandate.voice, mandate.alternate, mandate.faction, mandate.from_body,
             moment.votes.get(mandate.id))  # fmt: skip
    found = moment.devices.get(alike)
    if found is None:
        found = moment.devices[alike] = own_devices(council, mandate, moment.trials)
    return found


def _written(moment: Moment, situation: Mapping[str, Any]) -> list[str]:
    context = {
        "council": moment.shown.council,
        "closure": moment.shown.council.closure,
        "outside": False,
        "clock_behind": moment.shown.clock_behind,
        "past": False,
        "device_acts": device_acts(),
        **moment.for_all,
        **situation,
        **_MARKS,
    }
    return _MARKED.split(get_template("pages/seat_renewed.html").render(context))


def _token(cookie: str) -> str:
    """A token for forms, as the office makes them."""
    request = HttpRequest()
    request.META["CSRF_COOKIE"] = cookie
    return get_token(request)
