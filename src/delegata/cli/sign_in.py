"""`delegata sign-in PERSON`: prints a link that signs a person in, for ten minutes."""

import sys
from argparse import ArgumentParser, Namespace

from delegata.cli.premises import add_folder, on_premises
from delegata.office.invitation import invitation
from delegata.server.premises import Premises
from delegata.server.served_at import last_served_at

USUAL = "http://127.0.0.1:8000"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("person", help="the person's alias or member number in the register")
    parser.add_argument(
        "--at",
        metavar="URL",
        help="the address of the server, where it is not the one that it listens on",
    )
    add_folder(parser)


def run(args: Namespace) -> int:
    return on_premises(_sign_in, args)


def _sign_in(premises: Premises, args: Namespace) -> int:
    person = premises.register.person(args.person)
    if person is None:
        raise ValueError(f"nobody has the alias or the member number {args.person!r}")
    at = args.at or last_served_at(args.data)
    if not at:
        print(
            f"delegata: {args.data} was not served yet; the link is for {USUAL}. Name another"
            " address with --at",
            file=sys.stderr,
        )
    print(f"{at or USUAL}/sign-in/{invitation(premises.secret, person)}")
    return 0
