"""Live events: which record grew, and how far; what changed is fetched from the office.

The id of an event holds the size of every record on the stream, so that a browser that reconnects
misses nothing.
"""

import json
import re
from collections.abc import AsyncIterator, Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from delegata.hall.switchboard import Switchboard

MOST_BODIES = 64
_HELD = re.compile(r"([a-z0-9][a-z0-9-]{0,63})[:=](\d{1,15})")


def held_sizes(words: str) -> dict[str, int]:
    """What a browser says that it holds: `congress:1042,branch-7:12`."""
    return {body: int(size) for body, size in _HELD.findall(words)[:MOST_BODIES]}


async def live(request: Request) -> Response:
    """The event stream of the bodies named in the query, from what the browser holds."""
    switchboard: Switchboard = request.app.state.switchboard
    held = held_sizes(request.query_params.get("held", ""))
    held |= held_sizes(request.headers.get("last-event-id", ""))
    known = {body: size for body, size in held.items() if body in switchboard.sizes}
    if not known:
        return PlainTextResponse(
            "Name the bodies and the sizes that you hold: ?held=BODY:SIZE", status_code=400
        )
    return StreamingResponse(
        _events(switchboard, known),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(switchboard: Switchboard, held: Mapping[str, int]) -> AsyncIterator[bytes]:
    sizes = dict(held)
    yield b"retry: 1000\n\n"
    async for grown in switchboard.listen(held):
        sizes |= grown
        yield event(sizes, grown) if grown else b": still here\n\n"


def event(sizes: Mapping[str, int], grown: Mapping[str, int]) -> bytes:
    """One event: the sizes that the browser will hold, and the records that grew."""
    position = ",".join(f"{body}:{size}" for body, size in sorted(sizes.items()))
    return f"id: {position}\nevent: moved\ndata: {json.dumps(grown)}\n\n".encode()
