"""Live streams on an event loop, with what stands in for the server written here."""

import asyncio
from types import SimpleNamespace

from delegata.hall.doorkeeper import Doorkeeper
from delegata.hall.live import LiveDesk
from delegata.hall.switchboard import Listener, Switchboard
from delegata.store.federation import Federation


def live_desk(board):
    """The desk of a federation in which every body is public."""
    premises = SimpleNamespace(federation=Federation(), register=None)
    return LiveDesk(board, Doorkeeper(premises, board, lambda _: None), "sessionid")


class Stream:
    """A browser's end of a stream, as the server's interface shows it."""

    def __init__(self, desk, query, last=b"", *, waits=False):
        self.said = []
        self._gone = asyncio.Event()
        self._asked = False
        self._waits = waits
        headers = [(b"last-event-id", last)] if last else []
        scope = {"type": "http", "query_string": query, "headers": headers}
        self.task = asyncio.ensure_future(desk(scope, self._receive, self._send))

    async def _receive(self):
        if not self._asked:
            self._asked = True
            return {"type": "http.request"}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        if self._waits:
            await asyncio.sleep(0)
        self.said.append(message)

    @property
    def words(self):
        return b"".join(message.get("body", b"") for message in self.said).decode()

    async def hang_up(self):
        self._gone.set()
        await self.task


async def settled():
    for _ in range(20):
        await asyncio.sleep(0)


def run(scene):
    asyncio.run(asyncio.wait_for(scene(), 10))


def test_a_stream_is_told_which_record_grew_and_what_it_holds_then():
    async def scene():
        board = Switchboard({"congress": 7, "branch": 2})
        stream = Stream(live_desk(board), b"held=congress:7,branch:2")
        await settled()
        assert "event" not in stream.words
        board.moved("congress", 8)
        await board.round()
        await settled()
        assert stream.words.endswith(
            'id: branch:2,congress:8\nevent: moved\ndata: {"congress": 8}\n\n'
        )
        await stream.hang_up()

    run(scene)


def test_what_grows_between_two_rounds_is_told_together():
    async def scene():
        board = Switchboard({"congress": 1})
        stream = Stream(live_desk(board), b"held=congress:1")
        await settled()
        for size in range(2, 50):
            board.moved("congress", size)
        await board.round()
        await board.round()
        await settled()
        assert stream.words.count("event: moved") == 1
        assert '{"congress": 49}' in stream.words
        await stream.hang_up()

    run(scene)


def test_a_browser_that_comes_back_is_told_at_once_what_it_missed():
    async def scene():
        board = Switchboard({"congress": 9})
        desk = live_desk(board)
        came_back = Stream(desk, b"held=congress:3", b"congress:8")
        up_to_date = Stream(desk, b"held=congress:3", b"congress:9")
        await settled()
        assert '{"congress": 9}' in came_back.words
        assert "event" not in up_to_date.words
        await came_back.hang_up()
        await up_to_date.hang_up()

    run(scene)


def test_a_stream_of_another_body_hears_nothing():
    async def scene():
        board = Switchboard({"congress": 1, "branch": 1})
        stream = Stream(live_desk(board), b"held=branch:1")
        await settled()
        board.moved("congress", 2)
        await board.round()
        await settled()
        assert "event" not in stream.words
        await stream.hang_up()

    run(scene)


def test_a_line_that_breaks_ends_alone():
    async def scene():
        board, ended, heard = Switchboard({"congress": 1}), [], []

        def broken(words):
            if b"event" in words:
                raise OSError("the line broke")

        board.listen(Listener(broken, lambda: ended.append("broken")), {"congress": 1})
        board.listen(Listener(heard.append, lambda: ended.append("whole")), {"congress": 1})
        board.moved("congress", 2)
        await board.round()
        assert ended == ["broken"]
        assert len(heard) == 2

    run(scene)


def test_streams_end_when_the_server_stops():
    async def scene():
        board = Switchboard({"congress": 1})
        streams = [Stream(live_desk(board), b"held=congress:1") for _ in range(3)]
        await settled()
        board.close()
        await asyncio.gather(*(stream.task for stream in streams))

    run(scene)


def test_a_server_that_takes_words_later_gets_them_in_order():
    async def scene():
        board = Switchboard({"congress": 1})
        stream = Stream(live_desk(board), b"held=congress:1", waits=True)
        await settled()
        for size in (2, 3, 4):
            board.moved("congress", size)
            await board.round()
        await settled()
        told = [line for line in stream.words.splitlines() if line.startswith("id")]
        assert told == ["id: congress:2", "id: congress:3", "id: congress:4"]
        await stream.hang_up()

    run(scene)


def test_a_stream_of_no_known_body_is_refused():
    async def scene():
        stream = Stream(live_desk(Switchboard({"congress": 1})), b"held=nowhere:1")
        await stream.task
        assert stream.said[0]["status"] == 400

    run(scene)
