"""All pages of a browser hear of acts by one stream; without shared workers, the one looked at."""

import socket
import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from test_serving import HAPPENED, SCENE

from served import Served

NEXT = HAPPENED.replace("first", "second").replace("2099-01-01", "2099-02-01")
WITHOUT_WORKERS = "delete window.SharedWorker"


class Counter:
    """Stands between browser and server, and counts the streams that are open."""

    def __init__(self, url):
        self._server = (urlsplit(url).hostname, urlsplit(url).port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.streams = 0
        self.opened = 0
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self):
        while True:
            try:
                browser, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(self._server)
            threading.Thread(target=self._asked, args=(browser, server), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, browser), daemon=True).start()

    def _asked(self, browser, server):
        found = self._pass(browser, server)
        self.streams -= found

    def _pass(self, source, sink):
        found = 0
        try:
            while words := source.recv(65536):
                if words.startswith(b"GET /live?"):
                    found += 1
                    self.opened += 1
                    self.streams += 1
                sink.sendall(words)
        except OSError:
            pass
        for end in (source, sink):
            end.close()
        return found

    def close(self):
        self._listening.close()


@pytest.fixture
def branch(tmp_path):
    served = Served.of(tmp_path, SCENE)
    served.counter = Counter(served.url)
    yield served
    served.counter.close()
    served.stop()


def perform(served, name, words):
    note = served.folder / f"{name}.scenario"
    note.write_text(words, "utf-8")
    served.command("perform", str(note))


def opened(context, branch):
    page = context.new_page()
    page.goto(f"{branch.counter.url}/bodies/branch/sittings")
    page.evaluate("window.notReloaded = true")
    return page


def tells(page, words):
    page.bring_to_front()
    expect(page.locator("ol.acts")).to_contain_text(words, timeout=15000)
    assert page.evaluate("window.notReloaded")


def test_the_tabs_of_a_browser_share_one_stream(branch, chromium):
    context = chromium.new_context()
    tabs = [opened(context, branch) for _ in range(3)]
    perform(branch, "first", HAPPENED)
    for tab in tabs:
        tells(tab, "1 January 2099")
    assert (branch.counter.opened, branch.counter.streams) == (1, 1)

    # The tab that came first may go; the others are told all the same.
    tabs[0].close()
    perform(branch, "second", NEXT)
    for tab in tabs[1:]:
        tells(tab, "1 February 2099")
    assert branch.counter.opened == 1
    context.close()


def test_without_shared_workers_each_page_has_a_stream_of_its_own(branch, chromium):
    context = chromium.new_context()
    context.add_init_script(WITHOUT_WORKERS)
    tabs = [opened(context, branch) for _ in range(2)]
    perform(branch, "first", HAPPENED)
    for tab in tabs:
        tells(tab, "1 January 2099")
    context.close()
