"""A server that is told to stop leaves nothing running."""

import http.client
import signal
from urllib.parse import urlsplit

import psutil

from served import Served

SCENE = """
person ada: Ada (made up)
by ada as secretary
body branch
found body A made-up branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @ada; chair: @ada
    listed: no
"""
HAPPENED = """
person ada: Ada (made up)
by ada as secretary
body branch
convene first
    convener: secretary
    opens on: 2099-01-01
"""


def test_a_server_that_stops_stops_its_database(tmp_path):
    served = Served(tmp_path / "var", "run")
    cluster = str(tmp_path / "var" / "postgres")
    assert working_in(cluster) != []
    served.stop()

    assert working_in(cluster) == []


def test_open_streams_do_not_keep_a_server_from_stopping(tmp_path):
    served = Served.of(tmp_path, SCENE)
    lines = [http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20) for _ in range(3)]
    for line in lines:
        line.request("GET", "/live?held=branch:1")
        assert line.getresponse().read1(100).startswith(b"retry")
    served.process.send_signal(signal.SIGTERM)

    assert served.process.wait(10) == 0
    assert working_in(str(tmp_path / "var" / "postgres")) == []
    served.stop()
    for line in lines:
        line.close()


def test_streams_that_come_back_after_a_restart_miss_nothing(tmp_path):
    served = Served.of(tmp_path, SCENE)
    before = _streams(served, 40)
    assert all(line.getresponse().read1(100).startswith(b"retry") for line in before)
    served.stop()
    note = tmp_path / "note.scenario"
    note.write_text(HAPPENED, "utf-8")
    served.command("perform", str(note))
    again = Served(tmp_path / "var", "run")
    back = _streams(again, 40, {"Last-Event-ID": "branch:1"})

    assert all(b'{"branch": 2}' in line.getresponse().read1(1000) for line in back)
    for line in before + back:
        line.close()
    again.stop()


def _streams(served, count, headers=None):
    """Open streams of the branch, from clients that hold its first entry."""
    place = urlsplit(served.url).netloc
    lines = [http.client.HTTPConnection(place, timeout=20) for _ in range(count)]
    for line in lines:
        line.request("GET", "/live?held=branch:1", headers=headers or {})
    return lines


def working_in(folder):
    """The living processes whose working folder this is."""
    found = []
    for process in psutil.process_iter(["cwd", "status", "pid"]):
        living = process.info["status"] != psutil.STATUS_ZOMBIE
        if process.info["cwd"] == folder and living:
            found.append(process.info["pid"])
    return found
