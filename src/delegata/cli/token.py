"""`delegata token make|list|revoke PERSON`: access tokens by which programs use the API."""

from argparse import ArgumentParser, Namespace

from delegata.cli.premises import add_folder, on_premises
from delegata.cli.wording import printable
from delegata.server.premises import Premises
from delegata.store.access_tokens import MOST_DAYS, AccessTokens


def configure(parser: ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    make = steps.add_parser("make", help="make a token, which is printed this once")
    make.add_argument("--for", dest="label", required=True, metavar="WHAT", help="what it is for")
    make.add_argument("--act", action="store_true", help="let it act, and not only read")
    make.add_argument("--days", type=int, default=30, help=f"1 to {MOST_DAYS} days (default: 30)")
    revoke = steps.add_parser("revoke", help="take a token back")
    for step in (make, revoke, steps.add_parser("list", help="list the tokens that hold")):
        step.add_argument("person", help="the person's alias or member number in the register")
        add_folder(step)
    revoke.add_argument("id", help="the id under which the token is listed")


def run(args: Namespace) -> int:
    return on_premises(_tokens, args)


def _tokens(premises: Premises, args: Namespace) -> int:
    person = premises.register.person(args.person)
    if person is None:
        raise ValueError(f"nobody has the alias or the member number {args.person!r}")
    tokens = AccessTokens(premises.register)
    if args.step == "make":
        print(tokens.make(person, args.label, "act" if args.act else "read", args.days))
    elif args.step == "revoke":
        if not tokens.revoke(person, args.id):
            raise ValueError(f"{args.person} has no token {args.id}")
    else:
        for token in tokens.of(person):
            print(printable(f"{token.id}  {token.scope}  until {token.expires_on}  {token.label}"))
    return 0
