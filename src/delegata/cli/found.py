"""`delegata found BODIES OFFICERS`: founds bodies from two tables, all of them or none."""

import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from delegata.cli.premises import add_folder, holds_anything, on_premises, said_in_a_line
from delegata.cli.wording import counted, printable
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.body import FoundBody
from delegata.council.state import Council
from delegata.register.columns import plain
from delegata.register.foundation import (
    BadCell,
    Foundation,
    Officer,
    Wrong,
    foundation,
    founding,
)
from delegata.register.sheet import UnreadableSheet
from delegata.server.premises import Premises
from delegata.store.federation import Federation
from delegata.store.writer import utc_now

MOST_LISTED = 50
"""So many faults are enough to see what is wrong with a table."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("bodies", type=Path, help="a table: body, name, character, tier, rules ...")
    parser.add_argument("officers", type=Path, help="a table: body, office, number, name, email")
    parser.add_argument("--apply", action="store_true", help="found them; without, only the check")
    add_folder(parser)


def run(args: Namespace) -> int:
    try:
        return said_in_a_line(lambda: _checked(args))
    except UnreadableSheet as error:
        print(f"delegata found: {printable(str(error))}", file=sys.stderr)
        return 1


def _checked(args: Namespace) -> int:
    """Reads the tables first: what cannot be read leaves no data folder, nor does a check."""
    tables = foundation(args.bodies, args.officers)
    if not (args.apply or holds_anything(args.data) or os.environ.get("DATABASE_URL")):
        return 1 if _sound(Known(Federation(), _nobody, _nobody), tables, args) is None else 0
    return on_premises(lambda premises, _: _found(premises, tables, args), args)


People = list[tuple[Officer, str]]


class Known(NamedTuple):
    """What a check compares the tables with: the bodies here, and the people by number and id."""

    federation: Federation
    person: Callable[[str], str | None]
    name: Callable[[str], str | None]


def _nobody(_: str) -> None:
    return None


def _found(premises: Premises, tables: Foundation, args: Namespace) -> int:
    register = premises.register
    sound = _sound(Known(premises.federation, register.person, register.name), tables, args)
    if sound is None:
        return 1
    if not args.apply:
        return 0
    register.enrol(
        [(person, officer.number, officer.name, officer.email) for officer, person in sound.people]
    )
    for body, act in sound.acts:
        outcome = premises.writer.perform(body, act)
        if isinstance(outcome, Refused):
            raise ValueError(outcome.sentence)  # noqa: TRY004 - it was decided on the same state
    print("Founded.")
    return 0


class Sound(NamedTuple):
    """Tables in which nothing is wrong, as acts and people."""

    acts: list[tuple[str, FoundBody]]
    people: People


def _sound(known: Known, tables: Foundation, args: Namespace) -> Sound | None:
    """The acts and the people of tables in which nothing is wrong; what is wrong is printed."""
    people = _people(known, tables)
    acts, wrong = _acts(known, tables, args.bodies.name, people)
    wrong += _others(known, args.officers.name, people)
    _listed([f"{w.file} row {w.row}, {w.column}: {w.reason}" for w in wrong])
    if wrong:
        return None
    _listed([f"note: {note}" for note in _without_powers(acts)])
    offices = counted(sum(len(act.officers) for _, act in acts), "office")
    holders = counted(len(people), "person", "people")
    print(
        f"{counted(len(acts), 'body', 'bodies')} with {offices}, held by {holders}, can be founded."
    )
    return Sound(acts, people)


def _listed(lines: list[str]) -> None:
    for line in lines[:MOST_LISTED]:
        print(printable(line))
    if (more := len(lines) - MOST_LISTED) > 0:
        print(f"... and {more:,} more like these")


def _without_powers(acts: list[tuple[str, FoundBody]]) -> Iterator[str]:
    """Offices to which the rules give nothing to do: perhaps meant so, perhaps misspelt."""
    for body, act in acts:
        named = {c.office for c in act.rules.competences} | set(act.rules.convening.entitled)
        for office in sorted({office for office, _ in act.officers} - named):
            yield (
                f"the rules of {body} name no office {office!r}, and it may do nothing;"
                f" they name {', '.join(sorted(named))}"
            )


def _people(known: Known, tables: Foundation) -> People:
    """Each officer with a person's id: the one that the register knows by the number, or a new."""
    ids: dict[str, str] = {}
    named: dict[str, Officer] = {}
    for officer in (o for officers in tables.officers.values() for o in officers):
        if officer.number not in ids:
            ids[officer.number] = known.person(officer.number) or f"p-{secrets.token_hex(12)}"
            named[officer.number] = officer
    return [(officer, ids[number]) for number, officer in named.items()]


def _others(known: Known, file: str, people: People) -> list[Wrong]:
    """A number that the register knows under another name gives nobody an office."""
    names = [(officer, known.name(person)) for officer, person in people]
    return [
        Wrong(file, officer.row, "name", f"number {officer.number} is {name} in the register")
        for officer, name in names
        if name and plain(name) != plain(officer.name)
    ]


def _acts(
    known: Known, tables: Foundation, file: str, people: People
) -> tuple[list[tuple[str, FoundBody]], list[Wrong]]:
    ids = {officer.number: person for officer, person in people}
    bodies = {body for body, _, _ in tables.bodies} | set(known.federation.bodies)
    wrong = list(tables.wrong)
    acts = []
    for body, cells, row in tables.bodies if not wrong else ():
        try:
            act = founding(cells, tables.officers[body], lambda officer: ids[officer.number])
        except BadCell as error:
            wrong.append(Wrong(file, row, error.column, str(error)))
            continue
        wrong += [
            Wrong(file, row, "constituents", f"no body is called {c.body!r} here or in {file};"
                  " mend the name, or found that body too")
            for c in act.constituents if c.body not in bodies
        ]  # fmt: skip
        state = known.federation.chronicle(body).council
        outcome = decide(state if state.size else Council(body=body), act, utc_now())
        if isinstance(outcome, Refused):
            column = "rules" if outcome.code == "rules-contradict" else "body"
            wrong.append(Wrong(file, row, column, outcome.sentence))
        acts.append((body, act))
    return acts, wrong
