"""The steps of `delegata credential` that need the data folder: issuing, and door lists."""

import sys
from argparse import Namespace
from datetime import UTC, date, datetime

from delegata.cli.premises import on_premises
from delegata.council.act import Refused
from delegata.office.drawings.credential import credential_file
from delegata.record.credential import Issue, credential_of, token_of
from delegata.record.door import list_of, signed_list, written_list
from delegata.server.export import checkpoint
from delegata.server.premises import Premises
from delegata.store.federation import Chronicle


def run(args: Namespace) -> int:
    return on_premises(_issue if args.step == "issue" else _list, args)


def _chronicle(premises: Premises, body: str) -> Chronicle:
    chronicle = premises.federation.bodies.get(body)
    if chronicle is None:
        known = ", ".join(sorted(premises.federation.bodies)[:20]) or "none yet"
        raise ValueError(f"no body {body!r} keeps its record here; those that do: {known}")
    return chronicle


def _issue(premises: Premises, args: Namespace) -> int:
    council = _chronicle(premises, args.body).council
    until = args.until and date.fromisoformat(args.until).isoformat()
    today = datetime.now(UTC).date().isoformat()
    credential = credential_of(council, args.mandate, Issue(today, until))
    if isinstance(credential, Refused):
        print(credential.sentence, file=sys.stderr)
        return 1
    token = token_of(credential, premises.signer)
    if args.svg is None:
        print(token)
        return 0
    credential_file(token, args.svg)
    print(f"{args.svg}: the credential of {args.mandate}, valid until {credential.until}")
    return 0


def _list(premises: Premises, args: Namespace) -> int:
    chronicle = _chronicle(premises, args.body)
    council, now = chronicle.council, datetime.now(UTC)
    note = checkpoint(chronicle, premises.signer, council.size)
    made = list_of(council, note, now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    sys.stdout.buffer.write(written_list(signed_list(made, premises.signer)))
    sys.stdout.flush()
    return 0
