"""The form of an act: by which right, what each field takes, and where one comes out."""

import re

import pytest
from playwright.sync_api import expect
from test_seat import signed_in

from conftest import Served

BODY = "/bodies/made-up-congress"
SCENE = """person sally: Sally Secretary (made up)
person cred: Cred Committee (made up)
person ada: Ada (made up)
person ben: Ben (made up)
by sally as secretary
body made-up-congress
found body Made-up congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      convening notice_days: 0
      mandates proofs: cited; paper
    officers: secretary: @sally; chair: @sally; chair: @ada; credentials: @ada; credentials: @cred
    constituents: branch delegates 2
present mandate d-ada
    holder: @ada
    from body: branch
    proof: paper
present mandate d-ben
    holder: @ben
    from body: branch
    proof: paper
confirm mandates d-ada, d-ben
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-ada, d-ben
set agenda
    items: wages Wages; peace Peace
"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("forms"), SCENE)
    yield served
    served.stop()


def rights_offered(visitor, kind):
    page = visitor.ask("GET", f"{BODY}/acts/{kind}")[2]
    return re.findall(r'<option value="([a-z]+:[^"]+)"', page)


def test_a_form_offers_the_rights_that_allow_the_act_and_no_other(congress):
    ada = signed_in(congress, "ada")

    assert rights_offered(ada, "presence.arrived") == ["office:credentials"]
    assert rights_offered(ada, "sitting.recessed") == ["office:chair"]
    assert rights_offered(ada, "motion.moved") == ["office:chair", "mandate:d-ada"]


def test_who_has_no_right_to_an_act_reads_whose_it_is(congress):
    page = signed_in(congress, "ben").ask("GET", f"{BODY}/acts/sitting.recessed")[2]

    assert "Nothing that you hold here lets you do this." in page
    assert "the office of chair" in page
    assert "<main" in page
    assert "By what right" not in page


def came_out(visitor, kind, **fields):
    """Where somebody comes out after a form."""
    status, headers, page = visitor.post(f"{BODY}/acts/{kind}", **fields)
    assert status == 302, re.findall(r'role="alert">.*', page)
    return headers["Location"]


def test_a_form_leads_back_to_the_page_that_led_to_it_and_says_what_is_stored(congress, page):
    page.goto(congress.command("sign-in", "sally", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(f"{congress.url}{BODY}/motions")
    page.goto(f"{congress.url}{BODY}/chair")
    page.get_by_role("link", name="set the order of the day").click()
    page.locator('[name="items"]').fill("wages Wages; peace Peace")
    page.locator("main form button").click()

    expect(page).to_have_url(re.compile(rf"{BODY}/chair\?done=[0-9]+$"))
    expect(page.locator("main [role=status]")).to_contain_text("Stored as entry")
    page.get_by_role("link", name=re.compile("^entry [0-9]+$")).click()
    expect(page).to_have_url(re.compile(rf"{BODY}/record/[0-9]+$"))


def test_without_a_way_back_a_form_leads_to_the_page_of_what_was_done(congress):
    ada, sally = signed_in(congress, "ada"), signed_in(congress, "sally")
    said = {"right": "mandate:d-ada", "title": "Bread", "mover": "Ada", "delegate": "d-ada"}
    moved = came_out(ada, "motion.moved", motion="bread", **said)
    ruled = came_out(sally, "motion.moved", right="office:secretary", motion="land",
                     title="Land", mover="Ben")  # fmt: skip

    assert moved.startswith(f"{BODY}/seat?done=")
    assert "Stored as" in ada.ask("GET", moved)[2]
    assert ruled.startswith(f"{BODY}/motions/land?done=")
    assert "Stored as" in sally.ask("GET", ruled)[2]
    assert "Stored as" not in ada.ask("GET", ruled)[2], "of somebody else's act"


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example", "https://evil.example/chair", "../../sign-out", "acts/body.dissolved",
     "chair\\@evil.example", "chair\nSet-Cookie: x", "../other/chair"],
)  # fmt: skip
def test_a_form_leads_nowhere_but_to_pages_of_its_body(congress, elsewhere):
    sally = signed_in(congress, "sally")
    agenda = {"right": "office:secretary", "items": "wages Wages; peace Peace"}
    place = came_out(sally, "agenda.set", back=elsewhere, **agenda)
    headers = {"Referer": f"https://evil.example{BODY}/chair"}

    assert place.startswith(f"{BODY}/sittings?done=")
    assert 'name="back"' not in sally.ask("GET", f"{BODY}/acts/agenda.set", **headers)[2]
