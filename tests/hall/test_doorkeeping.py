"""Who listens to bodies for members alone, while the database fails and bodies close themselves."""

import asyncio
import contextlib
from types import SimpleNamespace

import psycopg
import pytest
from test_live_streams import Stream, run, settled

from delegata.hall import doorkeeper
from delegata.hall.doorkeeper import Doorkeeper, Guest
from delegata.hall.live import LiveDesk
from delegata.hall.switchboard import Listener, Switchboard


class Congress:
    """One body that may be for its members alone, and a register in which sessions end."""

    def __init__(self, monkeypatch):
        self.closed = False
        self.members = set()
        self.signed_in = set
        monkeypatch.setattr(doorkeeper, "LOOK_SECONDS", 0)
        monkeypatch.setattr(doorkeeper, "members_only", lambda _: self.closed)
        monkeypatch.setattr(doorkeeper, "visible_to", self._visible_to)
        self.board = Switchboard({"congress": 1})
        bodies = {"congress": SimpleNamespace(council=None)}
        federation = SimpleNamespace(bodies=bodies, sizes=lambda: {"congress": 1})
        register = SimpleNamespace(signed_in=lambda _: self.signed_in())
        premises = SimpleNamespace(federation=federation, register=register)
        self.doorkeeper = Doorkeeper(premises, self.board, lambda session: session)
        self.desk = LiveDesk(self.board, self.doorkeeper, "sessionid")

    def _visible_to(self, person, *_):
        return object() if person in self.members else None

    @contextlib.asynccontextmanager
    async def looking(self):
        looking = asyncio.create_task(self.doorkeeper.looking())
        yield looking
        looking.cancel()


@pytest.fixture
def congress(monkeypatch):
    return Congress(monkeypatch)


@pytest.mark.parametrize(
    "fault", [psycopg.OperationalError("server closed the connection"), KeyError("of tomorrow")]
)
def test_who_signed_out_is_let_go_though_a_look_failed_before(congress, fault):
    async def scene():
        ended, looks = asyncio.Event(), []

        def signed_in():
            looks.append(1)
            if len(looks) < 3:
                raise fault
            return set()

        congress.signed_in = signed_in
        listener = Listener(lambda _: None, ended.set)
        congress.doorkeeper.watch(listener, Guest("s", "p-1", ("congress",)))
        async with congress.looking() as looking:
            await ended.wait()
            assert not looking.done()

    run(scene)


def test_a_body_that_closes_while_a_request_arrives_is_not_listened_to(congress):
    """However long a browser holds its request back, it is judged once that is whole."""

    async def scene():
        arrives = asyncio.Event()

        class Late(Stream):
            async def _receive(self):
                if not self._asked:
                    await arrives.wait()
                return await super()._receive()

        stream = Late(congress.desk, b"held=congress:1")
        await settled()
        congress.closed = True
        arrives.set()
        await stream.task
        assert stream.said[0]["status"] == 400

    run(scene)


def test_a_body_that_closes_while_others_are_asked_about_is_asked_about_too(congress, monkeypatch):
    async def scene():
        congress.board.sizes["board"] = 1
        bodies = {"congress": SimpleNamespace(council="congress"),
                  "board": SimpleNamespace(council="board")}  # fmt: skip
        congress.doorkeeper._federation.bodies = bodies  # noqa: SLF001 - what it looks at
        closed = {"board"}
        monkeypatch.setattr(doorkeeper, "members_only", lambda council: council in closed)

        def visible_to(_, body, *__):
            closed.add("congress")
            return object() if body == "board" else None

        monkeypatch.setattr(doorkeeper, "visible_to", visible_to)
        held = {"congress": 1, "board": 1}
        known, guest = await congress.doorkeeper.admitted(held, "p-1")
        assert known == {"board": 1}
        assert guest == Guest("p-1", "p-1", ("board",))

    run(scene)


def test_a_stream_is_watched_before_its_first_word_is_taken(congress):
    """A line that takes no words yet is dismissed with the others when its body closes."""

    async def scene():
        takes = asyncio.Event()

        class Slow(Stream):
            async def _send(self, message):
                await takes.wait()
                await super()._send(message)

        stream = Slow(congress.desk, b"held=congress:1")
        await settled()
        congress.board.dismiss("congress")
        await stream.task
        takes.set()
        await settled()

    run(scene)


def test_a_request_for_a_stream_that_never_ends_is_let_go(congress, monkeypatch):
    monkeypatch.setattr("delegata.hall.exchange.LARGEST_BYTES", 3)

    async def scene():
        class Endless(Stream):
            async def _receive(self):
                return {"type": "http.request", "body": b" ", "more_body": True}

        stream = Endless(congress.desk, b"held=congress:1")
        await stream.task
        assert stream.said[0]["status"] == 413

    run(scene)
