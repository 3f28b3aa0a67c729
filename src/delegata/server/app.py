"""The application: the hall answers live events and devices, the API programs, the office pages."""

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any, cast
from urllib.parse import urlsplit

import django
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from delegata.api.application import api, elsewhere
from delegata.hall.acts import ActDesk
from delegata.hall.ballots import BallotDesk
from delegata.hall.doorkeeper import Doorkeeper
from delegata.hall.election_ballots import ElectionDesk
from delegata.hall.exchange import cookie_of
from delegata.hall.fragments import Fragments
from delegata.hall.live import LiveDesk
from delegata.hall.seats import Seats
from delegata.hall.switchboard import Switchboard
from delegata.office.accounts.session import person_signed_in
from delegata.server.django_settings import ADDRESS_VARIABLE, django_settings
from delegata.server.gathering import Gathering, KeepsRoll
from delegata.server.minutes import minutes_of
from delegata.server.papers import AT_ONCE, Papers
from delegata.server.premises import Premises, open_premises
from delegata.server.served_at import remember
from delegata.store.listener import Listener

FOLDER_VARIABLE = "DELEGATA_DATA"
OFFICE_THREADS = 8
LOOK_SECONDS = 0.05
COLLECT_AFTER = (50_000, 20, 100)
SLICE_SECONDS = 0.0005
NO_SNIFFING = (b"x-content-type-options", b"nosniff")


def create() -> ASGIApp:
    """The application on the data folder that the environment names, with the process to itself."""
    folder, address = Path(os.environ[FOLDER_VARIABLE]), os.environ.get(ADDRESS_VARIABLE, "")
    app = application(open_premises(folder), address)
    if address:
        remember(folder, address)
    _settle_down()
    return app


def _settle_down() -> None:
    """Sets a serving process up: what was loaded stays, and the writing threads wait for no slice.

    Collecting a large federation's objects over and over stops every stream and ballot; and with
    slices of 5 ms a thread that comes back from the database waits that long for its turn.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    sys.setswitchinterval(SLICE_SECONDS)


def application(premises: Premises, address: str = "") -> ASGIApp:
    """The application on open premises; `address` is printed once it answers."""
    if not settings.configured:
        settings.configure(**django_settings(premises))
        django.setup()
        premises.alone(lambda: call_command("migrate", verbosity=0, interactive=False))
    switchboard = Switchboard(premises.federation.sizes())
    doorkeeper = Doorkeeper(premises, switchboard, person_signed_in)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()

        def moved(body: str, size: int) -> None:
            loop.call_soon_threadsafe(switchboard.moved, body, size)

        premises.writer.tell(moved)
        listener = Listener(premises.uri, premises.federation, moved)
        _before_stopping(lambda: loop.call_soon_threadsafe(switchboard.close))
        going_on = [
            asyncio.create_task(_say_ready(address)),
            asyncio.create_task(switchboard.telling()),
            asyncio.create_task(switchboard.beating()),
            asyncio.create_task(doorkeeper.looking()),
        ]
        yield
        for task in going_on:
            task.cancel()
        listener.stop()
        seats.stop()
        premises.close()

    cookies = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    pages = Fragments(
        Starlette(
            routes=[
                Mount("/api", app=_with(api(premises, minutes_of), NO_SNIFFING)),
                Mount("/", app=Gathering(_office(), _keeps_roll(premises, cookies[0]))),
            ],
            lifespan=lifespan,
            # An address with a line break reaches neither.
            exception_handlers={HTTPException: elsewhere},
        ),
        lambda: switchboard.moment,
    )
    # The pages can be imported only once Django has its settings.
    renewal = import_string("delegata.office.pages.renewal.Renewal")
    seats = Seats(pages, premises, cookies, renewal())
    live = LiveDesk(switchboard, doorkeeper, cookies[0])
    hall: dict[str, ASGIApp] = {"/live": live, **_desks(premises, cookies[0])}
    return _marked(_hall_first(hall, seats), premises.rehearses)


def _desks(premises: Premises, cookie: str) -> Mapping[str, ASGIApp]:
    """The desks that take acts and ballots from devices; what they refuse is said as on pages."""
    why_not = import_string("delegata.office.pages.names.why_not")
    return {
        "/hall/ballot": BallotDesk(premises, cookie, why_not),
        "/hall/election": ElectionDesk(premises, cookie),
        "/hall/act": ActDesk(premises, cookie, why_not),
    }


def _keeps_roll(premises: Premises, cookie: str) -> KeepsRoll:
    """Who keeps a roll, by the session of a request: whoever may seal it by an office."""

    def keeps(scope: Scope, body: str) -> bool:
        chronicle, session = premises.federation.bodies.get(body), cookie_of(scope, cookie)
        person = person_signed_in(session) if chronicle and session else None
        if chronicle is None or person is None:
            return False
        council = chronicle.council
        return any(
            council.standing.allows(office, "roll.sealed")
            for office, holders in council.offices.items()
            if any(holder.person == person for holder in holders)
        )

    return keeps


def _office() -> ASGIApp:
    """The pages and the papers, on threads of their own."""
    django_app = cast("Any", get_wsgi_application())  # its own types are narrower than WSGI's
    return Papers(_on_threads(django_app, OFFICE_THREADS), _on_threads(django_app, AT_ONCE))


def _on_threads(django_app: Any, threads: int) -> ASGIApp:  # noqa: ANN401 - as above
    bridge = cast("Any", WSGIMiddleware(django_app, workers=threads))

    async def office(scope: Scope, receive: Receive, send: Send) -> None:
        async def received() -> Message:  # the bridge asks for a coroutine, the server has a future
            return await receive()

        await bridge(_in_ascii(scope), received, send)

    return office


def _hall_first(hall: Mapping[str, ASGIApp], others: ASGIApp) -> ASGIApp:
    """What thousands ask for at once is answered before any routing and middleware."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        desk = hall.get(scope["path"]) if scope["type"] == "http" else None
        await (desk or others)(scope, receive, send)

    return answered


def _marked(app: ASGIApp, rehearses: str) -> ASGIApp:
    """Says on every answer of a rehearsal that it is one, for those who read no pages."""
    return _with(app, (b"x-rehearsal", rehearses.encode("ascii", "replace"))) if rehearses else app


def _with(app: ASGIApp, header: tuple[bytes, bytes]) -> ASGIApp:
    """The application with one header more on each answer."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), header]}
            await send(message)

        await app(scope, receive, sent)

    return answered


def _before_stopping(work: Callable[[], object]) -> None:
    """The server waits for open answers before it stops, and a stream would never end by itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _first(work, signal.getsignal(number)))


def _first(work: Callable[[], object], before: object) -> Callable[[int, FrameType | None], None]:
    def told(number: int, frame: FrameType | None) -> None:
        work()
        if callable(before):
            before(number, frame)

    return told


def _in_ascii(scope: Scope) -> Scope:
    """What programs leave unquoted in a query is quoted; the bridge takes nothing else."""
    query: bytes = scope.get("query_string", b"")
    if query.isascii():
        return scope
    quoted = b"".join(b"%c" % one if one < 128 else b"%%%02X" % one for one in query)
    return {**scope, "query_string": quoted}


async def _say_ready(address: str) -> None:
    """Prints the address once a visitor can connect: the server listens only after start-up."""
    if not address:
        return
    where = urlsplit(address)
    while True:
        try:
            _, writer = await asyncio.open_connection(where.hostname, where.port)
        except OSError:
            await asyncio.sleep(LOOK_SECONDS)
        else:
            break
    writer.close()
    print(f"Serving on {address}", flush=True)  # noqa: T201 - the command says it is ready
