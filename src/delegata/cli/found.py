"""`delegata found BODIES OFFICERS`: founds bodies from two tables, all of them or none."""

import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.verify import printable
from delegata.council.act import Refused
from delegata.council.acts import decide
from delegata.council.body import FoundBody
from delegata.council.state import Council
from delegata.register.columns import plain
from delegata.register.foundation import Foundation, Officer, Wrong, foundation, founding
from delegata.register.sheet import UnreadableSheet
from delegata.server.premises import Premises
from delegata.store.writer import utc_now


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("bodies", type=Path, help="a table: body, name, character, tier, rules ...")
    parser.add_argument("officers", type=Path, help="a table: body, office, number, name, email")
    parser.add_argument("--apply", action="store_true", help="found them; without, only the check")
    add_folder(parser)


def run(args: Namespace) -> int:
    try:
        return on_premises(_found, args)
    except UnreadableSheet as error:
        print(f"delegata found: {printable(str(error))}", file=sys.stderr)
        return 1


def _found(premises: Premises, args: Namespace) -> int:
    tables = foundation(args.bodies, args.officers)
    people = _people(premises, tables)
    acts, wrong = _acts(premises, tables, args.bodies.name, people)
    wrong += _others(premises, args.officers.name, people)
    for fault in wrong:
        print(printable(f"{fault.file} row {fault.row}, {fault.column}: {fault.reason}"))
    if wrong:
        return 1
    print(f"{len(acts)} bodies with {len(people)} officers can be founded.")
    if not args.apply:
        return 0
    premises.register.enrol(
        [(person, officer.number, officer.name, officer.email) for officer, person in people]
    )
    for body, act in acts:
        outcome = premises.writer.perform(body, act)
        if isinstance(outcome, Refused):
            raise ValueError(outcome.sentence)  # noqa: TRY004 - it was decided on the same state
    print("Founded.")
    return 0


People = list[tuple[Officer, str]]


def _people(premises: Premises, tables: Foundation) -> People:
    """Each officer with a person's id: the one that the register knows by the number, or a new."""
    ids: dict[str, str] = {}
    named: dict[str, Officer] = {}
    for officer in (o for officers in tables.officers.values() for o in officers):
        if officer.number not in ids:
            known = premises.register.person(officer.number)
            ids[officer.number] = known or f"p-{secrets.token_hex(12)}"
            named[officer.number] = officer
    return [(officer, ids[number]) for number, officer in named.items()]


def _others(premises: Premises, file: str, people: People) -> list[Wrong]:
    """A number that the register knows under another name gives nobody an office."""
    names = [(officer, premises.register.name(person)) for officer, person in people]
    return [
        Wrong(file, officer.row, "name", f"number {officer.number} is {known} in the register")
        for officer, known in names
        if known and plain(known) != plain(officer.name)
    ]


def _acts(
    premises: Premises, tables: Foundation, file: str, people: People
) -> tuple[list[tuple[str, FoundBody]], list[Wrong]]:
    ids = {officer.number: person for officer, person in people}
    wrong = list(tables.wrong)
    acts = []
    for body, cells, row in tables.bodies if not wrong else ():
        try:
            act = founding(cells, tables.officers[body], lambda officer: ids[officer.number])
        except ValueError as error:
            wrong.append(Wrong(file, row, "body", str(error)))
            continue
        state = premises.federation.chronicle(body).council
        outcome = decide(state if state.size else Council(body=body), act, utc_now())
        if isinstance(outcome, Refused):
            wrong.append(Wrong(file, row, "body", outcome.sentence))
        acts.append((body, act))
    return acts, wrong
