"""`delegata roll prove|check`: a member's proof of being on a sealed roll."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import msgspec

from delegata.cli.premises import add_folder, on_premises
from delegata.council.inclusion import on_roll
from delegata.council.words import Membership, Seal
from delegata.record.canonical import NotCanonical
from delegata.record.envelope import read_line
from delegata.server.premises import Premises


def configure(parser: ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    prove = steps.add_parser("prove", help="print a member's proof of being on a sealed roll")
    prove.add_argument("body")
    prove.add_argument("roll")
    prove.add_argument("person", help="a member number or an alias")
    check = steps.add_parser("check", help="check a proof against an exported record")
    check.add_argument("proof", type=Path, help="the file that holds the proof")
    check.add_argument("folder", type=Path, metavar="DIR", help="the folder of the export")
    add_folder(prove)


def run(args: Namespace) -> int:
    return _check(args) if args.step == "check" else on_premises(_prove, args)


def _known(premises: Premises, said: str) -> str:
    person = premises.register.person(said)
    if person is None:
        raise ValueError(f"the register knows nobody as {said!r}")
    return person


def _prove(premises: Premises, args: Namespace) -> int:
    person = _known(premises, args.person)
    rolls = premises.federation.chronicle(args.body).council.rolls
    root = next((roll.seal.root for roll in rolls if roll.id == args.roll), "")
    membership = premises.register.membership(args.body, root, person)
    if membership is None:
        raise ValueError(f"{args.person!r} is not on the roll {args.roll!r} of {args.body}")
    proof = {"body": args.body, "roll": args.roll, "person": person}
    print(json.dumps({**proof, "membership": msgspec.to_builtins(membership)}))
    return 0


def _check(args: Namespace) -> int:
    try:
        proof = json.loads(args.proof.read_bytes())
        membership = msgspec.convert(proof["membership"], Membership)
        seal = _sealed(args.folder / f"{proof['body']}.jsonl", proof["roll"])
    except (OSError, ValueError, KeyError, TypeError, NotCanonical) as error:
        print(f"delegata roll: the proof or the record cannot be read: {error}", file=sys.stderr)
        return 2
    if seal is None:
        print(f"The record of {proof['body']} holds no roll {proof['roll']}.")
        return 1
    well = on_roll(seal, proof["person"], membership)
    print(
        f"{proof['person']} is {'' if well else 'NOT '}on the roll {proof['roll']} of"
        f" {proof['body']}, which has {seal.count:,} members."
    )
    return 0 if well else 1


def _sealed(path: Path, roll: str) -> Seal | None:
    for written in path.read_bytes().splitlines():
        entry = read_line(written).entry
        if entry.kind == "roll.sealed" and entry.data.get("roll") == roll:
            return msgspec.convert(entry.data["seal"], Seal)
    return None
