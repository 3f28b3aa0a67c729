"""Many connections that read slowly, say nothing, or half of something: others are answered."""

import contextlib
import http.client
import os
import resource
import select
import socket
import time
from urllib.parse import urlsplit

import pytest
from test_division_by_ballot import SCENE
from test_office import Visitor

from delegata.server.serving import (
    FILES_KEPT,
    MOST_CONNECTIONS,
    SILENT_MILLISECONDS,
    most_connections,
)
from served import Served

HERE = "/bodies/made-up-congress"
LONG = int(os.environ.get("FAULTS", "0")) >= 50
MOTIONS = 400
READERS = 50
CONNECTIONS = 16_000 if LONG else 4_000
FILES = 512
WORDS = "Wages rise by ten in the hundred, and hours fall. " * 15
LARGE = (
    f"{HERE}/sittings/1/minutes", f"{HERE}/sittings/1/minutes.pdf", f"{HERE}/motions.pdf",
    f"{HERE}/record", f"/api{HERE}/entries?limit=500",
)  # fmt: skip


def many_motions():
    """A sitting of which minutes, motion book and record are long."""
    moved = (
        f"move m-{n}\n    title: Motion {n}\n    mover: Ada\n    text: {WORDS}\n    key: k-{n}\n"
        for n in range(MOTIONS)
    )
    return SCENE.partition("open division wages")[0] + "".join(moved)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("readers"), many_motions())
    yield served
    served.stop()


@pytest.fixture
def lines():
    """Connections of an enemy, with room for as many as the limit of open files allows."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    with contextlib.ExitStack() as opened:
        yield lambda served, most: [opened.enter_context(dialled(served)) for _ in range(most)]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def dialled(served, read_bytes=4096):
    """A connection whose owner's machine takes a few kilobytes at a time."""
    where = urlsplit(served.url)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, read_bytes)
    line.settimeout(20)
    line.connect((where.hostname, where.port))
    return line


def asked(served, line, path):
    """Asks with a cookie, so that no answer is taken from what everybody shares."""
    host = urlsplit(served.url).netloc
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: own={id(line)}\r\n\r\n".encode())


def answered(served):
    """Whether another visitor is answered, by a page and by the hall."""
    visitor = Visitor(served.url)
    visitor.cookies = {"own": "visitor"}
    statuses = [visitor.ask("GET", f"{HERE}/floor")[0], visitor.ask("POST", "/hall/act", "{}")[0]]
    return statuses == [200, 422]


@pytest.mark.parametrize("path", LARGE)
def test_fifty_who_read_a_byte_at_a_time_hold_nobody_up(served, lines, path):
    slow = lines(served, READERS)
    for line in slow:
        asked(served, line, path)
    assert answered(served)
    for _ in range(3):
        for line in select.select(slow, [], [], 0.2)[0]:
            assert line.recv(1)
        assert answered(served)


def test_who_goes_away_gets_no_paper_made(served, lines):
    """A thousand who ask for the motion book and leave do not keep it from who waits for it."""
    for line in lines(served, 1000):
        asked(served, line, f"{HERE}/motions.pdf")
        line.close()
    status, headers, _ = Visitor(served.url).ask("GET", f"{HERE}/motions.pdf")
    assert (status, headers["Content-Type"]) == (200, "application/pdf")


def test_thousands_of_silent_connections_and_half_sent_heads_hold_nobody_up(served, lines):
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    many = lines(served, min(CONNECTIONS, most_connections(files) - FILES_KEPT))
    for line in many[::2]:
        line.sendall(b"GET /bodies HTTP/1.1\r\nHost: ")
    assert answered(served)
    begun = time.monotonic()
    while many and time.monotonic() - begun < 3 * SILENT_MILLISECONDS / 1000:
        poll = select.poll()
        for line in many:
            poll.register(line, select.POLLIN)
        ended = {number for number, _ in poll.poll(1000)}
        many = [line for line in many if line.fileno() not in ended]
    assert many == []
    assert answered(served)


def test_more_connections_than_files_end_no_page_that_is_open(tmp_path, lines):
    """Who is connected is answered; new visitors wait until the silent ones are let go."""
    served = Served.of(tmp_path, SCENE, before=("prlimit", f"--nofile={FILES}:{FILES}"))
    try:
        open_page = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
        for crowd in (0, FILES):
            silent = lines(served, crowd)
            open_page.request("GET", f"{HERE}/floor")
            with open_page.getresponse() as answer:
                assert (answer.status, bool(answer.read())) == (200, True)
        for line in silent:
            line.close()
        assert answered(served)
        open_page.close()
    finally:
        served.stop()


@pytest.mark.parametrize(
    ("files", "most"), [(100, 1), (FILES, FILES - FILES_KEPT), (10**9, MOST_CONNECTIONS)]
)
def test_connections_leave_files_to_the_database(files, most):
    assert most_connections(files) == most


def test_a_query_that_is_not_quoted_is_read_as_if_it_were(served):
    with dialled(served) as line:
        asked(served, line, f"{HERE}/quotation?quoted=Lohnerhöhung")
        assert line.recv(64).split()[1] == b"200"
