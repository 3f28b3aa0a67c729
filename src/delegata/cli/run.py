"""`delegata run`: serves the federation of a data folder."""

import sys
from argparse import ArgumentParser, Namespace

from delegata.cli.premises import add_folder
from delegata.server.serving import serve
from delegata.server.single_sign_on import HalfConfigured, single_sign_on


def configure(parser: ArgumentParser) -> None:
    add_address(parser)
    add_folder(parser)


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")


def run(args: Namespace) -> int:
    try:
        single_sign_on()
    except HalfConfigured as error:
        print(f"delegata run: {error}", file=sys.stderr)
        return 2
    serve(args.data, args.host, args.port)
    return 0
