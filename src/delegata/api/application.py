"""The addresses of the API."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from delegata.api.acting import Acting
from delegata.api.description import described
from delegata.api.desk import Desk, Minutes, Premises, Unanswerable, told
from delegata.api.problems import problem
from delegata.api.reading import Reading
from delegata.store.intake import IntakeClosed
from delegata.store.postgres import AWAY, NoRoom

_START = {
    "bodies": "/api/bodies",
    "description": "/api/openapi.json",
}


def api(premises: Premises, minutes: Minutes) -> Starlette:
    """The API on open premises; `minutes` makes a sitting's minutes."""
    desk = Desk(premises, minutes)
    reading, acting = Reading(desk), Acting(desk)
    at = "/bodies/{body}"
    return Starlette(
        routes=[
            Route("/", _start),
            Route("/openapi.json", _description),
            Route("/bodies", reading.bodies),
            Route(at, reading.body),
            Route(f"{at}/mandates", reading.mandates),
            Route(f"{at}/motions", reading.motions),
            Route(f"{at}/motions/{{name}}", reading.motion),
            Route(f"{at}/divisions", reading.divisions),
            Route(f"{at}/divisions/{{name}}", reading.division),
            Route(f"{at}/resolutions", reading.resolutions),
            Route(f"{at}/resolutions/{{name}}", reading.resolution),
            Route(f"{at}/sittings", reading.sittings),
            Route(f"{at}/sittings/{{number:int}}/minutes", reading.minutes),
            Route(f"{at}/entries", reading.entries),
            Route(f"{at}/entries/{{position:int}}", reading.entry),
            Route(f"{at}/checkpoint", reading.checkpoint),
            Route(f"{at}/acts/{{kind}}", acting.act, methods=["POST"]),
        ],
        exception_handlers={
            Unanswerable: _unanswerable,
            HTTPException: elsewhere,
            NoRoom: _no_room,
            **dict.fromkeys((*AWAY, IntakeClosed), _away),
        },
    )


async def _start(_: Request) -> Response:
    return told(_START)


async def _description(_: Request) -> Response:
    return Response(described(), media_type="application/json")


async def _unanswerable(_: Request, error: Exception) -> Response:
    assert isinstance(error, Unanswerable), "it is registered for nothing else"
    return problem(error.status, error.detail, code=error.code, **error.more)


async def _away(_: Request, __: Exception) -> Response:
    detail = "The records cannot be reached just now; send it again, an act with its key."
    return problem(503, detail, code="away")


async def _no_room(_: Request, error: Exception) -> Response:
    return problem(503, str(error), code="no-room")


async def elsewhere(_: Request, error: Exception) -> Response:
    """The answer at an address that is none."""
    assert isinstance(error, HTTPException), "it is registered for nothing else"
    answer = problem(error.status_code, "See /api/openapi.json for the addresses of the API.")
    answer.headers.update(error.headers or {})
    return answer
