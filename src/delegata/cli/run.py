"""`delegata run`: serves the federation of a data folder."""

from argparse import ArgumentParser, Namespace

from delegata.cli.premises import add_folder
from delegata.server.serving import serve


def configure(parser: ArgumentParser) -> None:
    add_address(parser)
    add_folder(parser)


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")


def run(args: Namespace) -> int:
    serve(args.data, args.host, args.port)
    return 0
