"""A text is amended by line from delegates' own devices, merged by the chair, and voted on."""

import pytest
from playwright.sync_api import expect
from test_office import Visitor

from barriers import barriers
from served import Served

TEXT = (
    "Whoever bakes the bread of the town shall be able to buy it. We therefore ask for a wage of"
    " at least fifteen an hour, paid each week, and for a night on which the ovens are cold.\n"
    "The executive is charged to open talks before the first of May, and to report to the"
    " branches by summer."
)
HERE = "/bodies/made-up-congress"
SCENE = """
person nora: Nora Nightingale (made up)
person sally: Sally Stone (made up)
person ada: Ada Alder (made up)
person ben: Ben Birch (made up)
person cleo: Cleo Cedar (made up)
by nora as secretary
body made-up-congress
found body A made-up congress
    character: congress
    tier: 1
    rules: union-congress
      convening notice_days: 0
      mandates proofs: paper
      motions seconders: 1
      motions deadline_days: 0
    officers: secretary: @nora; chair: @sally
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
present mandate d-ben
    holder: @ben
    from body: branch
    proof: paper
present mandate d-cleo
    holder: @cleo
    from body: branch
    proof: paper
confirm mandates d-ada, d-ben, d-cleo
convene spring
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: spring
arrive d-ada, d-ben, d-cleo
by sally as chair
move wages
    title: A wage to live on
    mover: Ada
    delegate: d-ada
    form: resolution
    lines: 5
    text: TEXT
""".replace("TEXT", TEXT.replace("\n", "\n        "))


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("motions"), SCENE)
    yield served
    served.stop()


@pytest.fixture
def visitor(congress):
    """Signs somebody in, as a visitor without a browser."""

    def enter(alias):
        found = Visitor(congress.url)
        link = congress.command("sign-in", alias, "--at", congress.url).strip()
        assert found.post(link.removeprefix(congress.url))[0] == 302
        return found

    return enter


def sign_in(page, congress, alias):
    page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
    page.locator("main form button").click()


def test_everybody_sees_the_same_numbers(congress, page):
    page.goto(f"{congress.url}{HERE}/motions/wages")
    lines = page.locator("ol.lines li").all_inner_texts()

    assert lines[0] == "Whoever bakes the bread of the town shall be able to buy it."
    assert lines[4] == "May, and to report to the branches by summer."
    assert len(lines) == 5
    assert page.get_by_role("button").count() == 0
    assert barriers(page) == []


def test_a_text_is_amended_seconded_merged_and_voted_on(congress, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.set_default_timeout(8000)
    sign_in(page, congress, "ben")
    page.goto(f"{congress.url}{HERE}/motions/wages")
    page.get_by_label("First line").fill("3")
    page.get_by_role("button", name="Go on with these lines").click()
    assert barriers(page) == []
    words = page.get_by_label("New words")
    expect(words).to_have_value("paid each week, and for a night on which the ovens are cold.")
    words.fill("paid each week, and for a day without work.")
    page.get_by_label("Title").fill("A day without work")
    page.get_by_role("button", name="Move the amendment").click()
    beside = page.locator("ol.lines li").nth(2)
    expect(beside).to_contain_text("A day without work")
    expect(page.locator("li.tabled")).to_contain_text("1 more must second it")
    expect(page.locator("li.tabled del")).to_contain_text("night on which the ovens are cold.")
    assert barriers(page) == []

    context.clear_cookies()
    sign_in(page, congress, "cleo")
    page.goto(f"{congress.url}{HERE}/motions/wages")
    for _ in range(2):
        page.get_by_role("button", name="Second it").first.click()
    expect(page.get_by_role("button", name="Second it")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("vote on “A day without work” first")

    context.clear_cookies()
    sign_in(page, congress, "ada")
    page.goto(f"{congress.url}{HERE}/motions/wages")
    page.get_by_role("button", name="Accept it as the mover of the text").click()
    expect(page.locator("li.tabled")).to_contain_text("accepted by the mover")
    page.goto(f"{congress.url}{HERE}/decisions")
    expect(page.locator("tr").filter(has_text="A day without work")).to_contain_text(
        "amends A wage to live on"
    )

    context.clear_cookies()
    sign_in(page, congress, "sally")
    page.goto(f"{congress.url}{HERE}/motions/wages")
    page.get_by_role("link", name="Merge what carried into the text").click()
    assert barriers(page) == []
    expect(page.locator(".merged ins")).to_contain_text("day without work.")
    page.get_by_role("button", name="Enter this text").click()
    expect(page.locator("ol.lines li").nth(2)).to_have_text(
        "paid each week, and for a day without work."
    )
    expect(page.get_by_role("heading", name="History of the text")).to_be_visible()
    page.get_by_text("What changed").click()
    assert barriers(page) == []
    page.goto(f"{congress.url}{HERE}/chair")
    expect(page.get_by_role("button", name="Put A wage to live on, by cards")).to_be_visible()
    context.close()


def test_a_form_cannot_amend_what_is_not_there(visitor):
    ben = visitor("ben")
    place = f"{HERE}/motions/wages/amend"
    sent = {"change": "strike", "title": "No more"}

    status, _, page = ben.post(place, **sent, first="9")
    assert status == 422
    assert "has the lines 1 to" in page
    assert ben.post(place, **sent, first="x")[0] == 422
    assert ben.post(place, **sent, first="9" * 30)[0] == 422
    assert ben.post(place, **{**sent, "change": "burn"}, first="1")[0] == 422
    assert ben.ask("GET", f"{HERE}/motions/wages/merge")[0] == 404
    assert ben.post(f"{HERE}/motions/wages", step="fell-wages")[0] == 409
    assert visitor("nora").ask("GET", f"{HERE}/motions/none")[0] == 404
    script = "<script>alert(1)</script>"
    amending = {"change": "insert", "first": "0", "title": script, "text": script, "key": "amend-1"}
    twice = [ben.post(place, **amending) for _ in range(2)]
    assert [status for status, *_ in twice] == [302, 302]
    assert twice[0][1]["Location"] == twice[1][1]["Location"]
    assert script not in ben.ask("GET", f"{HERE}/motions/wages")[2]


def test_the_export_holds_what_was_shown(congress, tmp_path):
    congress.command("export", str(tmp_path / "export"))

    assert "all is well" in congress.verify(tmp_path / "export")


BEFORE = f"{HERE}/motions/bread"


def test_a_motion_is_sent_in_ruled_on_and_called(visitor):
    ada, nora, sally = visitor("ada"), visitor("nora"), visitor("sally")
    place = f"{HERE}/acts/motion.submitted"
    sent = {"right": "mandate:d-ada", "delegate": "d-ada", "mover": "Ada", "section": "B"}
    told = {"convocation": "summer", "convener": "secretary", "opens on": "2099-01-01"}

    assert nora.post(f"{HERE}/acts/meeting.convened", right="office:secretary", **told)[0] == 302
    assert ada.post(place, **sent, motion="bread", convocation="summer", title="Bread for all",
                    text="Bread for all. " * 9)[0] == 302  # fmt: skip
    book = ada.ask("GET", f"{HERE}/motions")[2]
    assert "by 1 January 2099" in book
    assert "B1 Bread for all" in book
    assert "1 more must second it" in book
    assert ada.ask("GET", BEFORE)[2].count("<li") > 3  # its lines were counted
    assert ada.post(f"{BEFORE}/amend", change="strike", first="1", title="Less")[0] == 302
    assert "B1-1" in ada.ask("GET", f"{HERE}/motions/bread-1")[2]

    # Nobody calls what was not admitted; the office admits it, and it is in hand.
    assert sally.post(BEFORE, step="call-bread")[0] == 409
    assert sally.post(BEFORE, step="admit-bread")[0] == 302
    assert sally.post(BEFORE, step="call-bread")[0] == 409  # its amendment was not ruled on
    assert sally.post(f"{BEFORE}-1", step="admit-bread-1")[0] == 302
    assert visitor("ben").post(BEFORE, step="second-bread")[0] == 302
    assert sally.post(BEFORE, step="call-bread")[0] == 302
    assert "In hand" in ada.ask("GET", BEFORE)[2]
    assert ada.ask("GET", f"{HERE}/motions.pdf")[1]["Content-Type"] == "application/pdf"


def test_the_motion_book_reads_well(congress, page):
    page.goto(f"{congress.url}{HERE}/motions")

    expect(page.get_by_role("link", name="A wage to live on")).to_be_visible()
    assert barriers(page) == []


def test_a_delegate_moves_a_motion_and_sends_one_in(congress, visitor, chromium):
    ben, place = visitor("ben"), f"{HERE}/move"
    sent = {"when": "now", "form": "resolution", "title": "Light in the bakery"}

    assert ben.post(place, **sent, text="Light. " * 30)[1]["Location"].endswith(
        "/motions/light-in-the-bakery"
    )
    assert ben.post(place, **sent, text="Light.")[1]["Location"].endswith("light-in-the-bakery-2")
    assert "Amend it" in ben.ask("GET", f"{HERE}/motions/light-in-the-bakery")[2]
    # Pressed twice, it is moved once; under the same key nothing else is.
    once = {**sent, "title": "Doors", "text": "Doors open at six.", "key": "move-1"}
    places = [ben.post(place, **once)[1]["Location"] for _ in range(2)]
    assert places == [f"{HERE}/motions/doors"] * 2
    status, _, page = ben.post(place, **{**once, "title": "Doors at seven"})
    assert (status, "for something else" in page) == (422, True)
    late = {**sent, "when": "spring", "title": "Late"}
    assert "were due by" in ben.post(place, **late)[2]
    assert ben.post(place, **{**late, "section": "12"})[0] == 422
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    sign_in(page, congress, "ben")
    page.goto(congress.url + place)
    assert barriers(page) == []
    context.close()


@pytest.mark.parametrize("field", ["title", "key", "text"])
def test_no_form_writes_what_no_record_may_hold(visitor, congress, tmp_path, field):
    ben = visitor("ben")
    for place, sent in (
        (f"{HERE}/move", {"when": "now", "form": "motion", "title": "T"}),
        (f"{HERE}/motions/wages/amend", {"change": "insert", "first": "0", "title": "T",
                                         "text": "x"}),
    ):  # fmt: skip
        status = ben.post(place, **{**sent, field: "a\x07\nb" * 200})[0]
        assert status in ({302} if field == "key" else {422}), (place, field)
    congress.command("export", str(tmp_path / "export"))
    assert "all is well" in congress.verify(tmp_path / "export")
