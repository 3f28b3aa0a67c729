"""What all tests share: the cast can be imported from every folder."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# Speed is measured by benchmarks, never by tests; in CI the same cases are drawn every time.
settings.register_profile("ours", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ours")


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium."""
    from served import launched_chromium  # noqa: PLC0415 - only tests of pages need a browser

    with launched_chromium() as browser:
        yield browser


def pytest_collection_modifyitems(items):
    """Files that drive the browser come last: it keeps an event loop in the tests' own thread."""
    driven = {item.path for item in items if "chromium" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path in driven)
