"""A server in a process of its own, as an operator starts it, and a Chromium to visit it."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

from chromium import launched

ROOT = Path(__file__).parents[1]


class Served:
    """A running server: its address, its data folder, and its process."""

    def __init__(
        self, folder: Path, *arguments: str, host: str = "127.0.0.1", port: int = 0,
        before: tuple[str, ...] = (), environment: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.port = port or _free_port()
        self.url = f"http://{host}:{self.port}"
        self.folder = folder
        self.process = subprocess.Popen(
            [*before, sys.executable, "-W", "ignore", "-m", "delegata", *arguments, "--data",
             str(folder), "--host", host, "--port", str(self.port)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
            env=os.environ | (environment or {}),
        )  # fmt: skip
        for line in self.process.stdout:
            if line.startswith("Serving on"):
                return
        raise AssertionError("the server ended before it served")

    @classmethod
    def of(cls, folder: Path, scene: str, **options: Any) -> "Served":
        """A server on a made-up federation, as a scenario tells it."""
        (folder / "scenes").mkdir()
        (folder / "scenes" / "scene.scenario").write_text(scene, "utf-8")
        return cls(folder / "var", "demo", "--scenarios", str(folder / "scenes"), **options)

    def command(self, *arguments: str) -> str:
        """Runs a command on the same data folder, as another process."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "delegata", *arguments, "--data",
             str(self.folder)],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def verify(self, export: Path, *arguments: str | Path) -> str:
        """What `delegata verify` says of an export, well or not."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "delegata", "verify", export, *arguments],
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert done.returncode in {0, 1}, done.stderr
        return done.stdout

    def stop(self) -> None:
        """Ends the server as an operator would."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()

    def kill(self) -> None:
        """Ends the server as a power cut would: its processes all at once, but for the database."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.wait()
        self.process.stdout.close()


def told(*arguments: str | Path, status: int) -> str:
    """What a command says that ends with a status."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "delegata", *arguments],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def launched_chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


def press_twice(page: Page, name: str) -> None:
    """Presses a button that asks for a second press."""
    page.get_by_role("button", name=name).first.click()
    page.locator("button.ready", has_text=f"Press again: {name}").first.click()


def rested(page: Page) -> None:
    """Waits until the chair's number keys press buttons again."""
    expect(page.locator("body:not([data-keys])")).to_have_count(1)


def fill_in(page: Page, name: str, value: str) -> None:
    """A field of a form filled in, or chosen, as it stands there."""
    field = page.locator(f'main form [name="{name}"]').first
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


class Visitor:
    """Somebody with a cookie jar and nothing else."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | bytes | None = None, **headers: str):
        """One request; the answer's status, headers and text."""
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        line = http.client.HTTPConnection(self.host, timeout=20)
        with contextlib.closing(line):
            line.request(method, path, body, headers)
            with line.getresponse() as answer:
                text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def post(self, path: str, **fields: str):
        """A form sent as a browser sends it, with its token."""
        token = self._token(path) or self._token("/sign-out")  # which has a form for everybody
        body = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **fields})
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, body, **{"Content-Type": kind})

    def _token(self, path: str) -> re.Match[str] | None:
        """The token of a form on a page, if it has one."""
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.ask("GET", path)[2])
