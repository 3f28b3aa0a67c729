"""A library that is loaded before a server and its database, and lies to them about the machine."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_suffix(".c")


class Shim:
    """The library, built once a folder, and what it is told."""

    def __init__(self, folder):
        if shutil.which("gcc") is None:
            pytest.skip("a C compiler is needed to lie to a server about its machine")
        folder.chmod(0o755)  # PostgreSQL may run as another user
        library, self._clock, self._full = (folder / n for n in ("shim.so", "clock", "full"))
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"], check=True
        )
        self.environment = {
            "LD_PRELOAD": str(library),
            "CLOCK_FILE": str(self._clock),
            "FULL_FILE": str(self._full),
        }

    def set_clock_by(self, seconds):
        """From now on the clock is wrong by so much."""
        beside = self._clock.with_suffix(".new")
        beside.write_text(str(seconds))
        beside.replace(self._clock)

    def fill(self):
        """No file grows any more."""
        self._full.touch()

    def make_room(self):
        self._full.unlink()
