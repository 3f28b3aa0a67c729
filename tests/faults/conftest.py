"""A real Chromium for what is seen of a fault."""

import pytest

from served import launched_chromium


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium."""
    with launched_chromium() as browser:
        yield browser
