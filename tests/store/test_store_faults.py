"""Kills at random moments: nothing acknowledged is lost, nothing is doubled, the record is whole.

The short form kills three times each; `FAULTS=20` in the environment asks for the long one.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from delegata.store.postgres import address

PERFORMING = Path(__file__).with_name("performing.py")
KILLS = int(os.environ.get("FAULTS", "3"))
MOMENTS = random.Random(1917)


class Performing:
    """A process that performs acts until it is killed, and the keys that it acknowledged."""

    def __init__(self, folder, prefix):
        self.acknowledged = {}
        self._stirred = threading.Event()
        self._process = subprocess.Popen(
            [sys.executable, PERFORMING, folder, "branch", prefix, "0"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            # A kill may cut the last line short; what is whole was acknowledged.
            if line.endswith("\n"):
                key, position = line.split()
                self.acknowledged[key] = int(position)
                self._stirred.set()

    def goes_on(self):
        """Waits for a further act to be acknowledged."""
        self._stirred.clear()
        assert self._stirred.wait(30), "no act is acknowledged any more"

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdout.close()


def at_a_random_moment():
    threading.Event().wait(MOMENTS.uniform(0.0, 0.3))


def running_postmaster(folder, performing):
    """The server as it runs; an answer given before the last kill may still be read after it."""
    for _ in range(20):
        try:
            pid = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
            return psutil.Process(pid)
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            performing.goes_on()
    raise AssertionError("no server runs, and acts are acknowledged")


@pytest.fixture
def folder(tmp_path):
    """A data folder whose embedded server this process keeps in use, so that it outlives kills."""
    address(tmp_path, None)
    return tmp_path


def standing(council):
    return {key: at for key, at in council.seen.items() if key != "founding"}


def test_kill_9_of_the_writing_process_loses_nothing_acknowledged(folder, sound):
    acknowledged = {}
    for number in range(KILLS):
        performing = Performing(folder, f"run{number}")
        performing.goes_on()
        at_a_random_moment()
        performing.kill()
        acknowledged |= performing.acknowledged
        council, _ = sound("branch", address(folder, None))
        assert acknowledged.items() <= standing(council).items()


@pytest.mark.parametrize("whole", [False, True], ids=["postmaster", "every-process"])
def test_kill_9_of_postgres_loses_nothing_acknowledged_and_the_writer_resumes(folder, sound, whole):
    performing = Performing(folder, "run")
    try:
        for _ in range(KILLS):
            performing.goes_on()
            at_a_random_moment()
            postmaster = running_postmaster(folder, performing)
            victims = [postmaster, *(postmaster.children() if whole else [])]
            for victim in victims:
                victim.send_signal(signal.SIGKILL)
            performing.goes_on()
    finally:
        performing.kill()
    council, _ = sound("branch", address(folder, None))
    assert performing.acknowledged.items() <= standing(council).items()
    assert len(performing.acknowledged) > KILLS


def test_a_pid_file_that_names_another_program_does_not_keep_the_server_from_starting(folder):
    pid_file = folder / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    postmaster = psutil.Process(int(lines[0]))
    postmaster.kill()
    psutil.wait_procs([postmaster], timeout=10)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert address(folder, None)
    assert int(pid_file.read_text().splitlines()[0]) != os.getpid()
