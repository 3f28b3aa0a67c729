"""Nominations as buttons: who may stand, nominate, accept or decline, each tried on the rules.

No rule stands here. A candidate's name in the record is a number: who somebody is stands in the
register, from which a person can be forgotten.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from delegata.council.act import ElectorsCommand, Refused
from delegata.council.acts import decide
from delegata.council.constituency import Candidacy, Election
from delegata.council.election import AnswerNomination, Nominate
from delegata.council.entry import Actor
from delegata.council.state import Council, Mandate
from delegata.council.words import Holder, Membership

C = TypeVar("C", bound=ElectorsCommand)
_ANY = Actor(person="p-00000000", right="office:nobody")
_SOMEBODY = Holder(label="somebody")
SOME_LIST = "a list"


class Way(NamedTuple):
    """A right by which somebody acts, with the proof of being on the roll where it is one."""

    by: Actor
    membership: Membership | None = None


class Nominee(NamedTuple):
    """Somebody who is nominated, and which answers somebody may give now."""

    candidate: str
    state: str
    own: bool
    accepts: bool
    declines: bool


class Nominations(NamedTuple):
    """What somebody may do while nominations are open in an election."""

    election: Election
    stands: bool
    nominates: bool
    nominees: dict[str, Nominee]

    @property
    def by_list(self) -> bool:
        """Whether a nomination is made on a list."""
        return self.election.method == "list"

    @property
    def own(self) -> Nominee | None:
        """The own nomination, if there is one."""
        return next((one for one in self.nominees.values() if one.own), None)

    @property
    def lists(self) -> list[str]:
        """The lists on which somebody is nominated already."""
        return sorted({c.list for c in self.election.candidates.values() if c.list})


def allowed(council: Council, command: C, ways: Iterable[Way], at: str) -> C | Refused | None:
    """The command by the first right that the rules accept, else why the first is refused."""
    refused: Refused | None = None
    for way in ways:
        tried = replace(command, by=way.by, membership=way.membership)
        outcome = decide(council, tried, max(at, council.at))
        if not isinstance(outcome, Refused):
            return tried
        refused = refused or outcome
    return refused


def free_candidate(election: Election) -> str:
    """A name for one candidate more."""
    return next(name for n in count(1) if (name := f"c-{n}") not in election.candidates)


def nomination(election: Election, holder: Holder, on_list: str | None) -> Nominate:
    """Somebody's nomination in an election, in nobody's name yet."""
    return Nominate(
        by=_ANY,
        election=election.id,
        candidate=free_candidate(election),
        holder=holder,
        list=on_list,
    )


def answering(election: str, candidate: str, *, accepts: bool) -> AnswerNomination:
    """An answer to a nomination, in nobody's name yet."""
    return AnswerNomination(by=_ANY, election=election, candidate=candidate, accepts=accepts)


def nominations(
    council: Council, election: Election, ways: tuple[Way, ...], named: Iterable[Candidacy]
) -> Nominations:
    """What who holds these rights may do about an election, and about those `named` in it."""

    def may(command: ElectorsCommand) -> bool:
        return isinstance(allowed(council, command, ways, council.at), ElectorsCommand)

    on_list = SOME_LIST if election.method == "list" else None
    own = ways[0].by.person if ways else ""
    return Nominations(
        election,
        stands=may(nomination(election, Holder(person=own or None), on_list)),
        nominates=may(nomination(election, _SOMEBODY, on_list)),
        nominees={one.id: _nominee(council, election, one, (own, ways)) for one in named},
    )


def _nominee(
    council: Council, election: Election, one: Candidacy, who: tuple[str, tuple[Way, ...]]
) -> Nominee:
    """Others' answers are offered as long as there is none; the own one can be changed."""
    own, waits = one.holder.person == who[0], one.state == "nominated"

    def may(*, accepts: bool) -> bool:
        asked = answering(election.id, one.id, accepts=accepts)
        outcome = allowed(council, asked, who[1], council.at) if own or waits else None
        return isinstance(outcome, AnswerNomination)

    return Nominee(one.id, one.state, own, may(accepts=True), may(accepts=False))


def open_elections(council: Council) -> Iterator[Election]:
    """The elections in which nominations are open, the first poll first."""
    called = (one for one in council.elections.values() if one.state == "called")
    yield from sorted(called, key=lambda one: (one.polls_on, one.called.position))


def own_nominations(council: Council, mandate: Mandate) -> list[dict[str, Any]]:
    """What a seat says of the nominations that are open, as plain words that can be compared.

    Only the own one is judged: a thousand seats are renewed at once, and others' concern none.
    """
    if mandate.holder.person is None:
        return []
    way = Way(Actor(person=mandate.holder.person, right=f"mandate:{mandate.id}"))
    asked = [
        nominations(council, one, (way,), _of(one, mandate.holder.person))
        for one in open_elections(council)
    ]
    return [
        {
            "id": one.election.id,
            "title": one.election.title,
            "polls_on": one.election.polls_on,
            "by_list": one.by_list,
            "lists": one.lists,
            "stands": one.stands,
            "nominates": one.nominates,
            "own": one.own,
        }
        for one in asked
        if one.stands or one.nominates or one.own
    ]


def _of(election: Election, person: str) -> list[Candidacy]:
    return [one for one in election.candidates.values() if one.holder.person == person]
