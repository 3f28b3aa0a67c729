"""A bad network between some devices and the hall: late, lossy, and cut now and then.

In user space no packet can be dropped under TCP; what a dropped packet does is done instead: what
was sent comes a retransmission later, and some connections break in the middle.
"""

import asyncio
import random
import threading

LATE_SECONDS = 0.4
"""Each way, so that an answer is 800 ms late."""
LOST = 0.2
RETRANSMISSION_SECONDS = 0.3
CUT = 0.04
_CHUNK = 65_536


class BadNetwork:
    """A proxy on a port of its own; the chances are drawn from a seed, so that a run repeats."""

    def __init__(self, port: int, seed: int = 1917) -> None:
        self._behind = port
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port = int(self._server.sockets[0].getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.cut = 0

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._connected, "127.0.0.1", 0)

    async def _connected(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            far, on = await asyncio.open_connection("127.0.0.1", self._behind)
        except OSError:
            back.close()
            return
        ways = [asyncio.ensure_future(self._carry(near, on)),
                asyncio.ensure_future(self._carry(far, back))]  # fmt: skip
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass  # the tour is over
        finally:
            for way in ways:
                way.cancel()
            on.close()
            back.close()

    async def _carry(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while content := await source.read(_CHUNK):
            if self._chance.random() < CUT:
                self.cut += 1
                return
            lost = 0
            while self._chance.random() < LOST:
                lost += 1
            await asyncio.sleep(LATE_SECONDS + lost * RETRANSMISSION_SECONDS)
            to.write(content)
            await to.drain()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _end(self) -> None:
        self._server.close()
        going_on = asyncio.all_tasks() - {asyncio.current_task()}
        for task in going_on:
            task.cancel()
        await asyncio.gather(*going_on, return_exceptions=True)
