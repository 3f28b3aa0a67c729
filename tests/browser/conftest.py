"""A served demonstration and a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from door_scenes import SCENE
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


class Served:
    """A running server: its address, its data folder, and its process."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "delegata", *arguments, "--data", str(folder),
             "--port", str(port)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
        )  # fmt: skip
        for line in self.process.stdout:
            if line.startswith("Serving on"):
                return
        raise AssertionError("the server ended before it served")

    @classmethod
    def of(cls, folder: Path, scene: str) -> "Served":
        """A server on a made-up federation, as a scenario tells it."""
        (folder / "scenes").mkdir()
        (folder / "scenes" / "scene.scenario").write_text(scene, "utf-8")
        return cls(folder / "var", "demo", "--scenarios", str(folder / "scenes"))

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
        self.process.stdout.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration, loaded and served."""
    served = Served(tmp_path_factory.mktemp("demo") / "var", "demo")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    """A served congress, made up, with delegates d-1 to d-9, of whom d-6 is not confirmed."""
    folder = tmp_path_factory.mktemp("congress")
    served = Served.of(folder, SCENE)
    yield served
    served.stop()


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "install Chromium; `make test` does"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, 900), (390, 800)], ids=["desk", "phone"])
def page(request, chromium):
    """A page in a window of desk or phone size; what the console complains of fails the test.

    Chromium itself reports the status of a refused form, which is no complaint.
    """
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [c for c in complaints if "status of 4" not in c] == []
