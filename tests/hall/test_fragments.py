"""Public pages from memory, before an office that counts how often it was asked."""

import asyncio
import gzip

import pytest

from delegata.hall.fragments import KEPT_SECONDS, MOST_PAGES, Fragments

HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"x-frame-options", b"DENY")]


class Office:
    """Renders a page that says how many were rendered, as slowly as it is told."""

    def __init__(self, headers=(), status=200):
        self.rendered = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._headers = [*HTML, *headers]
        self._status = status

    async def __call__(self, _scope, _receive, send):
        self.rendered += 1
        content = f"page {self.rendered}".encode()
        await self.may_answer.wait()
        await send(
            {"type": "http.response.start", "status": self._status, "headers": self._headers}
        )
        await send({"type": "http.response.body", "body": content[:4], "more_body": True})
        await send({"type": "http.response.body", "body": content[4:]})


class Moments:
    """How often any record grew, and what the clock says."""

    def __init__(self):
        self.grown = 0
        self.now = 100.0


def hall(office):
    moments = Moments()
    return Fragments(office, lambda: moments.grown, lambda: moments.now), moments


async def ask(app, path="/bodies/congress/floor", method="GET", **headers):
    """The answer to one request: its status, headers and content."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    given = [(b"host", b"hall"), *((n.replace("_", "-").encode(), v) for n, v in headers.items())]
    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "headers": given,
    }  # fmt: skip
    await app(scope, receive, send)
    content = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], dict(sent[0]["headers"]), content


def run(scene):
    return asyncio.run(asyncio.wait_for(scene(), 10))


def test_however_many_ask_at_once_a_page_is_rendered_once():
    async def scene():
        office = Office()
        app, _ = hall(office)
        answers = await asyncio.gather(*(ask(app) for _ in range(500)))
        assert office.rendered == 1
        assert {content for _, _, content in answers} == {b"page 1"}
        assert answers[0][1][b"x-frame-options"] == b"DENY"

    run(scene)


def test_a_page_is_rendered_again_once_a_record_grew_or_a_second_went_by():
    async def scene():
        office = Office()
        app, moments = hall(office)
        assert (await ask(app))[2] == (await ask(app))[2] == b"page 1"
        moments.grown += 1
        assert (await ask(app))[2] == b"page 2"
        moments.now += KEPT_SECONDS + 0.1
        assert (await ask(app))[2] == b"page 3"

    run(scene)


def test_nobody_is_answered_with_a_page_begun_before_what_they_heard_of():
    async def scene():
        office = Office()
        app, moments = hall(office)
        office.may_answer.clear()
        early = asyncio.ensure_future(ask(app))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        moments.grown += 1
        late = [asyncio.ensure_future(ask(app)) for _ in range(5)]
        await asyncio.sleep(0)
        assert office.rendered == 1, "one at a time"
        office.may_answer.set()
        assert (await early)[2] == b"page 1"
        assert [(await one)[2] for one in late] == [b"page 2"] * 5
        assert office.rendered == 2

    run(scene)


@pytest.mark.parametrize("brought", [{"cookie": b"sessionid=x"}, {"authorization": b"Basic x"}])
def test_who_brings_a_cookie_is_always_answered_by_the_office(brought):
    async def scene():
        office = Office()
        app, _ = hall(office)
        await ask(app)
        assert [(await ask(app, **brought))[2] for _ in range(2)] == [b"page 2", b"page 3"]

    run(scene)


@pytest.mark.parametrize(
    ("office", "status"),
    [
        ({"headers": [(b"Set-Cookie", b"csrftoken=x")]}, 200),
        ({"headers": [(b"cache-control", b"no-store")]}, 200),
        ({"headers": [(b"vary", b"Cookie, Accept-Language")]}, 200),
        ({"status": 404}, 404),
    ],
)
def test_what_is_made_for_one_alone_is_shared_with_nobody(office, status):
    async def scene():
        made = Office(**office)
        app, _ = hall(made)
        answers = await asyncio.gather(*(ask(app) for _ in range(3)))
        assert {found for found, _, _ in answers} == {status}
        assert len({content for _, _, content in answers}) == made.rendered == 3

    run(scene)


def test_hosts_and_addresses_are_kept_apart_and_few_are_kept():
    async def scene():
        office = Office()
        app, _ = hall(office)
        for number in range(MOST_PAGES + 10):
            await ask(app, f"/bodies/b-{number}")
        assert office.rendered == MOST_PAGES + 10
        assert (await ask(app, f"/bodies/b-{MOST_PAGES}"))[2] == f"page {MOST_PAGES + 1}".encode()
        assert (await ask(app, "/bodies/b-0"))[2] == f"page {MOST_PAGES + 11}".encode()
        await ask(app, "/bodies/b-0", "POST")
        await ask(app, "/account")
        assert office.rendered == MOST_PAGES + 13

    run(scene)


def test_a_page_that_is_held_already_is_not_sent_again_and_others_are_compressed():
    async def scene():
        app, moments = hall(Office())
        status, headers, content = await ask(app, accept_encoding=b"gzip, br")
        assert (status, gzip.decompress(content)) == (200, b"page 1")
        assert headers[b"content-encoding"] == b"gzip"
        for without in (b"", b"br", b"gzip;q=0", b"br, gzip; q=0.000, *"):
            _, headers, content = await ask(app, accept_encoding=without)
            assert (content, b"content-encoding" in headers) == (b"page 1", False), without
        assert b"content-encoding" in (await ask(app, accept_encoding=b"gzip;q=0.5, br"))[1]
        assert (await ask(app, if_none_match=headers[b"etag"]))[::2] == (304, b"")
        moments.grown += 1
        assert (await ask(app, if_none_match=headers[b"etag"]))[::2] == (200, b"page 2")

    run(scene)


def test_who_gives_up_waiting_takes_the_page_from_nobody():
    async def scene():
        office = Office()
        app, _ = hall(office)
        office.may_answer.clear()
        impatient, patient = asyncio.ensure_future(ask(app)), asyncio.ensure_future(ask(app))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.sleep(0)
        office.may_answer.set()
        assert (await patient)[2] == b"page 1"

    run(scene)
