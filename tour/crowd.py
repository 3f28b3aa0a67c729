"""The crowd: simulated delegates, each with a session of their own, on a loop in a thread.

What a phone does, they do: read a page, fill its form, send a ballot again until it is answered.
"""

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import httpx

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.3
_TOKEN = re.compile(r'csrfmiddlewaretoken" value="(\w+)"')
_ADMISSION = re.compile(r'data-admission="([^"]+)"')

Answer = TypeVar("Answer")


class Device:
    """One person's device: its cookies, and the address that its network reaches the hall by."""

    def __init__(self, client: httpx.AsyncClient, url: str, alias: str) -> None:
        self._client = client
        self.url = url
        self.alias = alias
        self._cookies: dict[str, str] = {}
        self._ballots: dict[str, dict[str, str]] = {}
        self.again = 0
        """How often something had to be sent again."""

    async def sign_in(self, link: str) -> None:
        await self.form(link, link)

    async def page(self, path: str) -> str:
        return (await self._ask("GET", path)).text

    async def form(self, shown: str, path: str, **fields: str) -> httpx.Response:
        """A form of one page, filled in and sent; a refusal is raised with its words."""
        token = _TOKEN.search(await self.page(shown))
        filled = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
        answer = await self._ask("POST", path, data=filled)
        if answer.status_code >= 400:
            said = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])
            raise RuntimeError(f"{self.alias} at {path}: {' '.join(said.split())[:400]}")
        return answer

    async def vote(self, body: str, division: str, mandate: str, stance: str) -> str:
        """Casts an electronic ballot, again until it is answered; the receipt.

        A second call sends the same ballot once more, as a phone does whose answer was lost.
        """
        ballot = self._ballots.get(division)
        if ballot is None:
            page = await self.page(f"/bodies/{body}/divisions/{division}")
            admission = _ADMISSION.search(page)
            if admission is None:
                raise RuntimeError(f"{self.alias} is offered no ballot in {division}")
            ballot = {"admission": admission[1], "body": body, "division": division,
                      "mandate": mandate, "stance": stance}  # fmt: skip
            self._ballots[division] = ballot
        said: dict[str, str] = (await self._ask("POST", "/hall/ballot", json=ballot)).json()
        if said["state"] not in {"taken", "voted-before"}:
            raise RuntimeError(f"{self.alias}: {said['say']}")
        return said["receipt"]

    async def _ask(self, method: str, path: str, **content: dict[str, str]) -> httpx.Response:
        """One request, sent again while the network fails; what is sent counts once."""
        for attempt in range(int(PATIENCE_SECONDS / PAUSE_SECONDS)):
            try:
                answer = await self._client.request(
                    method,
                    self.url + path,
                    headers={"Cookie": self._cookie()},
                    **content,  # type: ignore[arg-type] # `data` or `json`
                )
            except httpx.TransportError:
                self.again += 1
                await asyncio.sleep(PAUSE_SECONDS * min(attempt + 1, 10))
                continue
            for name, value in answer.cookies.items():
                self._cookies[name] = value
            return answer
        raise RuntimeError(f"{self.alias} could not reach the hall for {PATIENCE_SECONDS} s")

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())


class Crowd:
    """All devices, on one event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._client = self.wait(self._opened())
        self.devices: dict[str, Device] = {}

    async def _opened(self) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=400, max_keepalive_connections=200)
        return httpx.AsyncClient(limits=limits, timeout=10, trust_env=False)

    def wait(self, doing: Awaitable[Answer]) -> Answer:
        async def done() -> Answer:
            return await doing

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    def enter(self, url_of: Callable[[str], str], links: dict[str, str], at_once: int = 16) -> None:
        """Everybody signs in by the own link, at the address by which they reach the hall."""
        for alias in links:
            self.devices[alias] = Device(self._client, url_of(alias), alias)
        self.each(links, lambda device: device.sign_in(links[device.alias]), at_once)

    def each(
        self,
        aliases: Iterable[str],
        do: Callable[[Device], Awaitable[Answer]],
        at_once: int = 64,
    ) -> list[Answer]:
        """Everybody named does something, so many at once; answers in the order of the names."""

        async def all_of_them() -> list[Answer]:
            turn = asyncio.Semaphore(at_once)

            async def one(alias: str) -> Answer:
                async with turn:
                    return await do(self.devices[alias])

            return await asyncio.gather(*(one(alias) for alias in aliases))

        return self.wait(all_of_them())

    @property
    def sent_again(self) -> Counter[str]:
        return Counter({alias: device.again for alias, device in self.devices.items()})

    def close(self) -> None:
        self.wait(self._client.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
