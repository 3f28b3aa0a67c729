"""A served demonstration, and pages of a real Chromium."""

import pytest
from door_scenes import SCENE

from served import Served


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


@pytest.fixture
def telephone(chromium):
    """A page on a telephone."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(8000)
    yield page
    context.close()


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
