"""Reading: bodies, their state, what they decided, their entries with proofs, their minutes."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from delegata.api import views
from delegata.api.desk import Asked, Desk, Unanswerable, number_in, told
from delegata.council.state import Council
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.envelope import written
from delegata.store.federation import Chronicle

A_PAGE = 100
MOST = 500


class Reading:
    """Answers what is asked by GET."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def bodies(self, request: Request) -> Response:
        """Every body that the visitor may see."""
        holder = await self._desk.holder(request)
        names = list(self._desk.premises.federation.bodies)
        seen = await asyncio.to_thread(lambda: [self._desk.visible(name, holder) for name in names])
        found = [views.summary(chronicle.council) for chronicle in seen if chronicle]
        return told({"bodies": sorted(found, key=lambda one: (-one.tier, one.body))})

    async def body(self, request: Request) -> Response:
        """The state of a body, now or after `at` entries."""
        _, council = await self._shown(request)
        officers = {holder.person for held in council.offices.values() for holder in held}
        return told(views.body(council, await self._desk.names(officers)))

    async def mandates(self, request: Request) -> Response:
        """The mandates of a body, by name."""
        _, council = await self._shown(request)
        held, more = _page(request, sorted(council.mandates.values(), key=lambda m: m.id))
        names = await self._desk.names({one.holder.person for one in held if one.holder.person})
        shown = [views.mandate(one, council, names) for one in held]
        return told({"mandates": shown, "more": more})

    async def motions(self, request: Request) -> Response:
        """The motions of a body, in order."""
        asked, council = await self._shown(request)
        held, more = _page(request, _in_order(council.motions.values(), "mark"))
        return told({"motions": [views.motion(m, _words(asked)) for m in held], "more": more})

    async def motion(self, request: Request) -> Response:
        """One motion."""
        asked, council = await self._shown(request)
        return told(views.motion(_named(council.motions, request), _words(asked)))

    async def divisions(self, request: Request) -> Response:
        """The divisions of a body, in order."""
        _, council = await self._shown(request)
        held, more = _page(request, _in_order(council.divisions.values(), "opened"))
        return told({"divisions": [views.division(one) for one in held], "more": more})

    async def division(self, request: Request) -> Response:
        """One division with its figures."""
        _, council = await self._shown(request)
        return told(views.division(_named(council.divisions, request)))

    async def resolutions(self, request: Request) -> Response:
        """The resolutions of a body, in order."""
        asked, council = await self._shown(request)
        held, more = _page(request, _in_order(council.resolutions.values(), "adopted"))
        shown = [views.resolution(one, _words(asked)) for one in held]
        return told({"resolutions": shown, "more": more})

    async def resolution(self, request: Request) -> Response:
        """One resolution."""
        asked, council = await self._shown(request)
        held = _named(council.resolutions, request)
        return told(views.resolution(held, _words(asked)))

    async def sittings(self, request: Request) -> Response:
        """The sittings of a body, in order."""
        _, council = await self._shown(request)
        held, more = _page(request, views.sitting_views(council))
        return told({"sittings": held, "more": more})

    async def minutes(self, request: Request) -> Response:
        """The minutes of a sitting, as its page has them."""
        asked = await self._desk.asked(request)
        number, sittings = request.path_params["number"], asked.chronicle.council.sittings
        if not 1 <= number <= len(sittings):
            raise Unanswerable(404, f"{asked.chronicle.body} held no sitting {number}.")
        full = request.query_params.get("form") != "short"
        language = request.query_params.get("language", "")
        paper = await asyncio.to_thread(self._desk.minutes, asked.chronicle, number, language, full)
        return told(paper)

    async def entries(self, request: Request) -> Response:
        """Entries as an export writes them, from `from` on, with the texts that may be seen."""
        asked = await self._desk.asked(request)
        chronicle, size = asked.chronicle, asked.chronicle.council.size
        first = number_in(request, "from", 0, size)
        last = min(first + number_in(request, "limit", A_PAGE, MOST), size)
        lines = [_line(chronicle, position) for position in range(first, last)]
        return told({"body": chronicle.body, "size": size, "entries": lines})

    async def entry(self, request: Request) -> Response:
        """One entry with its proof of inclusion in the tree of the whole record."""
        asked = await self._desk.asked(request)
        position, size = request.path_params["position"], asked.chronicle.council.size
        if position >= size:
            raise Unanswerable(404, f"The record has {size} entries; {position} is not there.")
        tree = asked.chronicle.tree
        return told(
            {
                "entry": _line(asked.chronicle, position),
                "leaf": tree.levels[0][position].hex(),
                "size": size,
                "root": tree.root(size).hex(),
                "proof": [step.hex() for step in tree.inclusion(position, size)],
            }
        )

    async def checkpoint(self, request: Request) -> Response:
        """The signed checkpoint of a record as it stands."""
        chronicle = (await self._desk.asked(request)).chronicle
        size, signer = chronicle.council.size, self._desk.premises.signer
        stated = Checkpoint(origin_of(signer.name, chronicle.body), size, chronicle.tree.root(size))
        return PlainTextResponse(signed_checkpoint(stated, signer))

    async def _shown(self, request: Request) -> tuple[Asked, Council]:
        asked = await self._desk.asked(request)
        size = asked.chronicle.council.size
        at = max(number_in(request, "at", size, size), 1)
        return asked, await asyncio.to_thread(asked.chronicle.council_at, at)


def _page(request: Request, things: Sequence[Any]) -> tuple[Sequence[Any], bool]:
    """A page of things, from `from` on, and whether there are more."""
    first = number_in(request, "from", 0, 10**9)
    last = first + number_in(request, "limit", A_PAGE, MOST)
    return things[first:last], len(things) > last


def _in_order(things: Iterable[Any], mark: str) -> list[Any]:
    return sorted(things, key=lambda thing: getattr(thing, mark).position)


def _named(things: Any, request: Request) -> Any:  # noqa: ANN401 - motions, divisions, resolutions
    found = things.get(request.path_params["name"])
    if found is None:
        raise Unanswerable(404, f"Nothing is called {request.path_params['name']} here.")
    return found


def _words(asked: Asked) -> views.Words:
    def words(digest: str) -> str | None:
        text = asked.chronicle.texts.get(digest)
        return None if text is None else text.text

    return words


def _line(chronicle: Chronicle, position: int) -> Any:  # noqa: ANN401 - JSON
    return json.loads(written(chronicle.line(position)))
