"""`delegata run`: serves the federation of a data folder."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from delegata.cli.premises import add_folder
from delegata.server.serving import Keys, serve
from delegata.server.single_sign_on import HalfConfigured, single_sign_on


def configure(parser: ArgumentParser) -> None:
    add_address(parser)
    add_folder(parser)
    parser.add_argument(
        "--tls",
        nargs=2,
        type=Path,
        metavar=("CERT", "KEY"),
        help="speak https with this certificate and key (PEM)",
    )


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")


def run(args: Namespace) -> int:
    try:
        single_sign_on()
    except HalfConfigured as error:
        print(f"delegata run: {error}", file=sys.stderr)
        return 2
    keys = Keys(*args.tls) if args.tls else None
    if missing := [str(path) for path in keys or () if not path.is_file()]:
        print(f"delegata run: {missing[0]} is no file; name it with --tls", file=sys.stderr)
        return 2
    serve(args.data, args.host, args.port, keys)
    return 0
