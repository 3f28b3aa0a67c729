"""What the ballot box is measured against: endpoints that store a row and do nothing else.

`bare` is Starlette with one batched INSERT; `plain` is Django with one INSERT a request.
"""

import asyncio
import os
import secrets
import threading
from queue import Empty, SimpleQueue

import django
import psycopg
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

URI_VARIABLE = "BENCH_URI"
MOST = 1024
TABLE = "create table if not exists bare_ballot (key text primary key, paper text not null)"
_INSERT = "insert into bare_ballot select * from unnest(%s::text[], %s::text[])"
_ONE = "insert into bare_ballot values (%s, %s)"


class Batches:
    """Rows that came while the last INSERT ran go in with the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._queue: SimpleQueue[tuple[str, asyncio.Future[None]]] = SimpleQueue()
        self._connection = psycopg.connect(os.environ[URI_VARIABLE], autocommit=True)
        threading.Thread(target=self._run, daemon=True).start()

    def put(self, paper: str) -> "asyncio.Future[None]":
        future: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((paper, future))
        return future

    def _run(self) -> None:
        while True:
            waiting = [self._queue.get()]
            while len(waiting) < MOST:
                try:
                    waiting.append(self._queue.get_nowait())
                except Empty:
                    break
            keys = [secrets.token_hex(16) for _ in waiting]
            self._connection.execute(_INSERT, [keys, [paper for paper, _ in waiting]])
            self._loop.call_soon_threadsafe(_done, [future for _, future in waiting])


def _done(futures: "list[asyncio.Future[None]]") -> None:
    for future in futures:
        future.set_result(None)


def bare() -> Starlette:
    """The Starlette application."""
    held: list[Batches] = []

    async def cast(request: Request) -> Response:
        if not held:
            held.append(Batches(asyncio.get_running_loop()))
        paper = await request.body()
        await held[0].put(paper.decode())
        return PlainTextResponse("stored")

    return Starlette(routes=[Route("/hall/ballot", cast, methods=["POST"])])


_local = threading.local()


def _stored(request: HttpRequest) -> HttpResponse:
    if not hasattr(_local, "connection"):
        _local.connection = psycopg.connect(os.environ[URI_VARIABLE], autocommit=True)
    _local.connection.execute(_ONE, [secrets.token_hex(16), request.body.decode()])
    return HttpResponse("stored", headers={"Content-Length": "6"})


urlpatterns = [path("hall/ballot", _stored)]


def plain() -> WSGIHandler:
    """The Django application."""
    settings.configure(
        SECRET_KEY="made up for the benchmark",
        ROOT_URLCONF="bench.hall.bare",
        ALLOWED_HOSTS=["*"],
        MIDDLEWARE=[],
    )
    django.setup()
    return get_wsgi_application()
