"""By what right somebody may act in a body: an office, a mandate, a place on the sealed roll.

What a page shows may be of an earlier moment; who may see and do what is always decided by today.
"""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from delegata.council.act import Act, ElectorsCommand
from delegata.council.acts import KINDS
from delegata.council.constituency import Election
from delegata.council.electors import elects
from delegata.council.entry import Actor
from delegata.council.state import Council
from delegata.office.accounts.account import lacks_second_factor
from delegata.office.desk import person_of, premises
from delegata.store.federation import Chronicle


class Rights(NamedTuple):
    """What somebody holds in a body now: `office:NAME`, `mandate:ID`, `roll:ROLL`."""

    council: Council
    person: str
    held: tuple[str, ...]

    def may(self, kind: str) -> bool:
        """Whether any of the rights allows an act of a kind."""
        return bool(self.for_act(kind))

    def for_act(self, kind: str) -> tuple[str, ...]:
        """Those of the rights that allow an act of a kind."""
        return tuple(right for right in self.held if _allows(self.council, right, KINDS[kind]))

    def by_office(self, kind: str) -> Actor | None:
        """The office by which an act of a kind is allowed, if one is held."""
        for right in self.held:
            nature, _, name = right.partition(":")
            if nature == "office" and self.council.standing.allows(name, kind):
                return Actor(person=self.person, right=right)
        return None

    def elects(self, election: Election) -> bool:
        """Whether this is an elector: by the own mandate, or on the sealed roll."""
        on_roll = any(right.startswith("roll:") for right in self.held)
        own = self.council.seated.get(self.person, "")
        return elects(self.council, election, own) or (on_roll and election.electors is None)


def rights_of(request: HttpRequest, chronicle: Chronicle) -> Rights:
    """The rights of who is signed in, looked up once a request and body."""
    found: dict[str, Rights] = request.__dict__.setdefault("rights_by_body", {})
    if chronicle.body not in found:
        whole = premises().federation.bodies.get(chronicle.body, chronicle)
        found[chronicle.body] = _rights(person_of(request), whole.council)
    return found[chronicle.body]


def _rights(person: str | None, council: Council) -> Rights:
    if person is None:
        return Rights(council, "", ())
    held = [*offices_of(council, person)]
    if person in council.seated:
        held.append(f"mandate:{council.seated[person]}")
    last = council.rolls[-1:]
    held += [
        f"roll:{roll.id}"
        for roll in last
        if premises().register.is_on(council.body, roll.seal.root, person)
    ]
    return Rights(council, person, tuple(held))


def offices_of(council: Council, person: str) -> tuple[str, ...]:
    """The rights of the offices that somebody holds."""
    return tuple(
        f"office:{office}"
        for office, holders in sorted(council.offices.items())
        if any(holder.person == person for holder in holders)
    )


def _allows(council: Council, right: str, act: Act) -> bool:
    nature, _, name = right.partition(":")
    if nature == "office":
        return council.standing.allows(name, act.kind)
    own = nature == "mandate" and bool(act.by_mandate)
    return own or issubclass(act.command, ElectorsCommand)


def with_second_factor(request: HttpRequest) -> None:
    """An office acts with a second factor where asked for. Raises `PermissionDenied`."""
    if lacks_second_factor(request):
        raise PermissionDenied(
            "An office acts with a second factor here; set one up under your account first."
        )
