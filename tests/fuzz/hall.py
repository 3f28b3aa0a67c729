"""`python tests/fuzz/hall.py SECONDS`: what reaches the hall's desks, bent until code is new.

Atheris bends requests that are good, in their bytes or their fields, and keeps those that reach
code that none had reached. Whatever is sent is answered with a status; an exception of ours ends
the run with the request.
"""

import asyncio
import contextlib
import json
import random
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import atheris  # type: ignore[import-not-found] # installed by `make fuzz` alone

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["delegata.hall", "delegata.council", "delegata.record"]):
    from delegata.council.acts import decide, evolve
    from delegata.hall.acts import FROM_DEVICES, ActDesk
    from delegata.hall.ballots import BallotDesk
    from delegata.hall.doorkeeper import Doorkeeper
    from delegata.hall.election_ballots import ElectionDesk
    from delegata.hall.live import LiveDesk
    from delegata.hall.switchboard import Switchboard
    from delegata.record.admission import admission
    from delegata.store.federation import Federation
    from delegata.store.polling_station import Answer

from starlette.types import ASGIApp

from cast import AT, CONGRESS, Stage, person
from delegata.council.act import Refused
from delegata.council.state import Council

SECRET = bytes(32)
TOKENS = {
    what: admission(SECRET, person("ada"), "s", 2**40, purpose).encode()
    for what, purpose in ((b"BALLOT", "ballot"), (b"MANDATE", "mandate"))
}
NOTICE = "      convening notice_days: 0\n"
SCENE = (
    CONGRESS.replace(NOTICE, NOTICE + "      proxies hops: 1\n      proxies most: 1\n")
    + """
present mandate d-10
    holder: @ada
    from body: branch
    proof: paper
confirm mandates d-10
call election board
    title: The board
    to body: board
    seats: 1
    secrecy: open
    polls on: 2026-01-01
nominate board
    candidate: one
    holder: @ben
answer nomination board
    candidate: one
    accepts: yes
open sitting first
    convocation: spring
arrive d-1..7
arrive d-10
open poll board
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
open division rise
    motion: rise
    method: electronic
"""
)
SEEDS = (
    b'0{"admission":"MANDATE","body":"congress","key":"k","kind":"floor.requested",'
    b'"right":"mandate:d-10","said":{"delegate":"d-10","form":"speech"}}',
    b'0{"admission":"MANDATE","body":"congress","key":"k","kind":"presence.departed",'
    b'"right":"mandate:d-10","said":{"delegate":"d-10"}}',
    b'0{"admission":"MANDATE","body":"congress","key":"k","kind":"mandate.proxy-given",'
    b'"right":"mandate:d-10","said":{"delegate":"d-10","holder":"d-2"}}',
    b'1{"admission":"BALLOT","body":"congress","division":"rise","mandate":"d-10","stance":"for"}',
    b'1{"admission":"BALLOT","body":"congress","division":"rise","mandate":"d-10",'
    b'"split":{"in_favour":1,"against":0}}',
    b'2{"admission":"BALLOT","body":"congress","election":"board","ballot":{"chosen":["one"]}}',
    b"3held=congress:3\ncongress:4,branch:2",
)  # fmt: skip

ODD = (
    None, True, -1, 0, 2, 2**63, 0.5, "", "\0", "x" * 200, [], {}, ["d-1"], {"a": {}},
    *sorted(FROM_DEVICES), "d-1", "d-2", "rise", "board", "one", "congress", "mandate:d-2",
    "against", "point-of-order", "quorum", "reply",
    {"in_favour": 1, "against": 0}, {"ranked": ["one", "one"]},
)  # fmt: skip


def bent(content: bytes, most: int, seed: int) -> bytes:
    """A request with one field changed, added or left out; or, one time in four, other bytes."""
    draw = random.Random(seed)
    said = _fields(content[1:])
    if said is None or draw.random() < 0.25:
        return bytes(atheris.Mutate(content, most))
    inner = said.get("said")
    fields = inner if isinstance(inner, dict) and draw.random() < 0.5 else said
    name = draw.choice([*fields, *_NAMES])
    if draw.random() < 0.2:
        fields.pop(name, None)
    else:
        fields[name] = draw.choice(ODD)
    return (content[:1] + json.dumps(said).encode())[:most]


def _fields(content: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(content)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


_NAMES = ("form", "holder", "motion", "point", "by", "key", "split", "ballot", "said")


def why_not(_: Council, refused: Refused) -> str:
    return refused.sentence


class Hall:
    """The desks on a congress in memory: acts are decided and forgotten, ballots are taken."""

    def __init__(self, stage: Stage) -> None:
        self.loop = asyncio.new_event_loop()
        self.council = stage.councils["congress"]
        federation = Federation()
        for line in stage.lines["congress"]:
            chronicle = federation.chronicle("congress")
            chronicle.append(line)
            federation.bodies["congress"] = chronicle
        premises = SimpleNamespace(
            federation=federation, secret=SECRET.hex(), station=self, writer=self,
            register=SimpleNamespace(is_on=lambda *_: True, asked=lambda _: None),
            sessions=SimpleNamespace(signed_in=lambda _: None),
        )  # fmt: skip
        board = Switchboard(federation.sizes())
        doorkeeper = Doorkeeper(premises, board, lambda _: None)
        self.desks = (
            ActDesk(premises, "c", why_not), BallotDesk(premises, "c", why_not),
            ElectionDesk(premises, "c"), LiveDesk(board, doorkeeper, "c"),
        )  # fmt: skip

    def submit(self, *sent):
        """An act for the writer, or a ballot for the polling station."""
        if len(sent) == 3:
            _, deliver, future = sent
            deliver([(future, Answer("taken", "receipt"))])
            return None
        done = self.loop.create_future()
        outcome = decide(self.council, sent[1], AT)
        if not isinstance(outcome, Refused):
            evolve(self.council, outcome)
        done.set_result(outcome)
        return done

    def ask(self, content: bytes) -> int:
        """The status of the answer to a request: the first byte names its desk."""
        desk = self.desks[(content or b"0")[0] % len(self.desks)]
        return self.loop.run_until_complete(asyncio.wait_for(self._asked(desk, content[1:]), 10))

    async def _asked(self, desk: ASGIApp, rest: bytes) -> int:
        query, _, last = rest.partition(b"\n")
        for word, token in TOKENS.items():
            rest = rest.replace(word, token)
        said, messages = [], [{"type": "http.request", "body": rest}, {"type": "http.disconnect"}]
        scope = {
            "type": "http", "method": "POST", "query_string": query,
            "headers": [(b"cookie", b"c=s"), (b"last-event-id", last)],
        }  # fmt: skip

        async def receive():
            return messages.pop(0)

        async def send(message):
            said.append(message)

        with contextlib.suppress(asyncio.CancelledError):
            await desk(scope, receive, send)
        assert said[0]["status"] in {200, 400, 401, 403, 404, 409, 413, 422}, said
        return said[0]["status"]


def main() -> None:
    """Starts from the good requests, each of which must be taken, and goes on for so long."""
    hall = Hall(Stage().perform(SCENE))
    kept = Path(__file__).parents[2] / "build"
    kept.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS):
            assert hall.ask(seed) in {200, 409}, (seed, hall.ask(seed))
            (Path(folder) / str(number)).write_bytes(seed)
        atheris.Setup(
            [sys.argv[0], folder, f"-max_total_time={sys.argv[1]}", "-max_len=1500",
             "-print_final_stats=1", "-verbosity=0",
             f"-artifact_prefix={kept}/"],
            hall.ask,
            custom_mutator=bent,
        )  # fmt: skip
        atheris.Fuzz()


if __name__ == "__main__":
    main()
