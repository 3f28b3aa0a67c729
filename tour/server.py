"""The server of the tour: the real command in a process of its own, on a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from delegata.office.invitation import invitation
from delegata.store.people import Register
from delegata.store.postgres import address

STOP_SECONDS = 30


class Server:
    """`delegata run` on a folder; it can be killed in the middle and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def command(self, *arguments: str) -> str:
        """What another process says that is run on the same folder; it must end well."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "delegata", *arguments, "--data", self.folder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"delegata {' '.join(arguments)} failed: {done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Starts the server and waits until it says that it serves."""
        command = [sys.executable, "-W", "ignore", "-m", "delegata", "run", "--data", self.folder]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stdout=subprocess.PIPE, stderr=(self.folder.parent / "server.log").open("a"),
            text=True, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdout is not None, "it was asked for"
        for line in self._process.stdout:
            if line.startswith("Serving on"):
                return
        raise RuntimeError("the server ended before it served")

    def kill(self) -> None:
        """Ends the server's processes at once, as a power cut would; the database goes on."""
        assert self._process is not None, "it was started"
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Ends the server as an operator would."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)

    def links(self, *aliases: str) -> dict[str, str]:
        """Where each of these people signs in, as `delegata sign-in` prints it."""
        register = Register(address(self.folder, None))
        secret = (self.folder / "secret").read_bytes().hex()
        try:
            people = {alias: register.person(alias) for alias in aliases}
        finally:
            register.close()
        return {
            alias: f"/sign-in/{invitation(secret, person)}"
            for alias, person in people.items()
            if person is not None
        }
