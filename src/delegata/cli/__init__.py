"""The command line: one module per command, loaded only when it is called for.

The base install has `count`, `apportion` and `verify`; the others need `delegata[server]`.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "count": "count ballots under a named rule",
    "apportion": "divide seats in proportion",
    "verify": "check an exported record, without a server",
    "found": "found bodies from two tables",
    "people": "import, export and forget members",
    "roll": "prove a place on a sealed roll, or check a proof",
    "credential": "issue, list, check and verify delegates' credentials",
    "export": "write the public record to a folder",
    "perform": "perform the acts of a scenario file",
    "run": "serve the federation",
    "rehearse": "copy the federation to play any role in, or throw the copy away",
    "backup": "write a data folder to one file, while it is served or not",
    "restore": "make a data folder of a backup",
    "demo": "load and serve the demonstration, or replay it live",
    "sign-in": "print a link that signs a person in",
    "token": "make, list and revoke access tokens for programs",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when well, 1 when refused or broken, 2 on bad input."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="delegata", description="Runs a federation of councils.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        commands.add_parser(name, help=summary, add_help=False)
    chosen = parser.parse_args(given[:1]).command
    try:
        module = import_module(f"delegata.cli.{chosen.replace('-', '_')}")
    except ModuleNotFoundError as error:
        print(f"delegata {chosen} needs {error.name}; install delegata[server]", file=sys.stderr)
        return 2
    own = argparse.ArgumentParser(prog=f"delegata {chosen}", description=COMMANDS[chosen])
    module.configure(own)
    status: int = module.run(own.parse_args(given[1:]))
    return status
