"""The public gallery: live, without an account, on a telephone first."""

from hashlib import sha256

import pytest
from closed_doors import SCENE, SECRETS
from playwright.sync_api import expect
from test_office import Visitor

from barriers import barriers
from served import Served

OPEN = SCENE[: SCENE.index("close doors")]
REST = """person cher: Cher Chair (made up)
body congress
by cher as chair
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    served = Served.of(folder, OPEN)
    yield served
    served.stop()


def performed(served, folder, acts):
    file = folder / f"{sha256(acts.encode()).hexdigest()[:8]}.scenario"  # its name keys its acts
    file.write_text(REST + acts)
    served.command("perform", str(file))


def test_the_gallery_follows_the_sitting_until_the_doors_are_closed(
    served, page, tmp_path, request
):
    name = request.node.callspec.id
    page.goto(f"{served.url}/bodies/congress/gallery")
    now = page.get_by_role("region", name="Now")
    performed(served, tmp_path, f"move new-{name}\n    title: Bread for {name}\n    mover: all\n"
              "    form: resolution\n    text: Bread is given out.\n")  # fmt: skip
    expect(now).to_contain_text(f"Bread for {name}")
    performed(served, tmp_path, f"open division new-{name}\n    motion: new-{name}\n")
    expect(now).to_contain_text("The vote is open")
    performed(served, tmp_path, f"close division new-{name}\n    for: 1\n    against: 1\n")
    expect(now).to_contain_text("Lost: 1 for, 1 against")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    performed(served, tmp_path, f"close doors persons\n    key: shut-{name}\n")
    expect(now).to_contain_text("The doors are closed")
    performed(served, tmp_path, f"move hidden-{name}\n    title: Zylinder\n    mover: all\n")
    page.reload()
    assert not [secret for secret in SECRETS if secret in page.content()]
    performed(served, tmp_path, f"open doors\n    key: open-{name}\n")
    expect(now).not_to_contain_text("The doors are closed")
    assert "Zylinder" not in page.content()


def test_the_federation_has_a_gallery_of_what_is_open_to_everybody(served, page):
    page.goto(f"{served.url}/gallery")
    expect(page.get_by_role("link", name="Congress", exact=True)).to_be_visible()
    assert "Board of the federation" not in page.content()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_body_for_its_members_alone_has_no_gallery(served):
    assert Visitor(served.url).ask("GET", "/bodies/board/gallery")[0] == 404


def test_members_see_in_the_gallery_what_everybody_sees(served, tmp_path):
    member = Visitor(served.url)
    link = served.command("sign-in", "dan", "--at", served.url).strip()
    member.post(link.removeprefix(served.url))
    nobody = Visitor(served.url)
    performed(served, tmp_path, "close doors persons\n    key: shut-once-more\n"
              "move quastenflosse\n    title: Quastenflosse\n    mover: all\n")  # fmt: skip

    for visitor in (member, nobody):
        text = visitor.ask("GET", "/bodies/congress/gallery")[2]
        assert "The doors are closed" in text
        assert "Quastenflosse" not in text
