"""A server that is told to stop leaves nothing running."""

import psutil

from conftest import Served


def test_a_server_that_stops_stops_its_database(tmp_path):
    served = Served(tmp_path / "var", "run")
    cluster = str(tmp_path / "var" / "postgres")
    assert working_in(cluster) != []
    served.stop()

    assert working_in(cluster) == []


def working_in(folder):
    """The living processes whose working folder this is."""
    found = []
    for process in psutil.process_iter(["cwd", "status", "pid"]):
        living = process.info["status"] != psutil.STATUS_ZOMBIE
        if process.info["cwd"] == folder and living:
            found.append(process.info["pid"])
    return found
