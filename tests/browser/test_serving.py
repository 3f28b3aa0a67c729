"""A server that is told to stop leaves nothing running."""

import http.client
import signal
from urllib.parse import urlsplit

import psutil

from conftest import Served

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


def working_in(folder):
    """The living processes whose working folder this is."""
    found = []
    for process in psutil.process_iter(["cwd", "status", "pid"]):
        living = process.info["status"] != psutil.STATUS_ZOMBIE
        if process.info["cwd"] == folder and living:
            found.append(process.info["pid"])
    return found
