"""The form of an act: by which right, what each field takes, and where one comes out."""

import html
import re
import time

import pytest
from playwright.sync_api import expect
from test_seat import signed_in

from barriers import barriers
from served import Served

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
    expect(page.locator("main p.note[role=status]")).to_contain_text("Stored as entry")
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


def test_a_form_that_is_refused_says_names_and_titles_in_place_of_ids(congress):
    ada, sally = signed_in(congress, "ada"), signed_in(congress, "sally")
    moved = {"motion": "rest", "title": "A day of rest", "mover": "d-ada", "delegate": "d-ada"}
    came_out(ada, "motion.moved", right="mandate:d-ada", **moved)

    def why(kind, **said):
        status, _, page = sally.post(f"{BODY}/acts/{kind}", right="office:chair", **said)
        assert status == 409
        return html.unescape(re.search(r'role="alert"><h2>Refused</h2><p>(.*?)</p>', page)[1])

    assert "Ben (made up) is not on the speakers' list" in why("floor.called", delegate="d-ben")
    assert why("motion.amendment-accepted", motion="rest").startswith(
        "“A day of rest” is no amendment")  # fmt: skip
    assert why("motion.moved", **moved).startswith(
        "Made-up congress has a motion rest already; choose another name")  # fmt: skip


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


RAISE = re.compile("^(Point of order|Raise it)$")
CONVENE = {"right": "office:secretary", "convocation": "spring", "convener": "secretary"}


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [
        ("meeting.convened", CONVENE | {"opens on": "26 November 2026"},
         "Opens on: expected a day, such as 2026-11-26; found '26 November 2026'"),
        ("meeting.convened", CONVENE | {"opens on": "2026-11-26", "convocation": "Spring"},
         "Convocation: expected a short name of lower-case letters, digits and hyphens, such as"
         " spring-2026; found 'Spring'"),
        ("meeting.convened", CONVENE, "Opens on: this is needed; give a day, such as 2026-11-26"),
        ("rules.adopted", {"motion": "land"}, "Rules: this is needed; give the name of a"),
        ("rules.adopted", {"motion": "land", "rules": "union-congress\nconvening notice_days: -1"},
         "Rules: expected a whole number; found '-1'"),
        ("presence.arrived", {"mandates": "d-ada, Ben"},
         "Mandates: expected a short name of lower-case letters, digits and hyphens, such as"
         " wages-2; found 'Ben'"),
        ("floor.time-changed", {"change": "cut", "seconds": "0"},
         "Seconds: expected a whole number from 1 to 36000; found '0'"),
    ],
)  # fmt: skip
def test_what_is_no_good_is_said_by_its_field_and_stays_as_it_was_written(
    congress, kind, said, told
):
    status, _, page = signed_in(congress, "sally").post(
        f"{BODY}/acts/{kind}", **{"right": "office:secretary", **said}
    )
    lines = html.unescape(page)

    assert status == 422
    assert f"<li>{told}" in lines
    for words in said.values():
        assert words in lines
    assert "$." not in lines


def test_fields_are_chosen_where_there_is_a_choice_and_fit_what_they_take(congress, page):
    sally = signed_in(congress, "sally")
    came_out(sally, "motion.moved", right="office:chair", motion=f"roof-{time.time_ns()}",
             title="The roof", mover="Ben")  # fmt: skip
    page.goto(congress.command("sign-in", "sally", "--at", congress.url).strip())
    page.locator("main form button").click()
    for kind in ("meeting.convened", "motion.moved", "division.opened", "rules.adopted",
                 "floor.requested", "presence.left", "agenda.set"):  # fmt: skip
        page.goto(f"{congress.url}{BODY}/acts/{kind}")
        assert barriers(page) == [], kind
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), kind
    expect(page.get_by_label("Items")).to_have_value(re.compile("^wages: Wages\npeace: Peace$"))

    page.goto(f"{congress.url}{BODY}/acts/meeting.convened")
    expect(page.get_by_label("Opens on")).to_have_attribute("type", "date")
    expect(page.locator("main")).to_contain_text("by the rules executive or secretary")
    page.goto(f"{congress.url}{BODY}/acts/division.opened")
    expect(page.get_by_label("Division")).to_have_value("")
    page.get_by_label("Motion").select_option(label="The roof")
    expect(page.get_by_label("Method")).to_have_value("show-of-hands")
    page.goto(f"{congress.url}{BODY}/acts/floor.time-changed?change=cut&seconds=60")
    expect(page.get_by_label("Change")).to_have_value("cut")
    expect(page.get_by_label("Seconds")).to_have_attribute("inputmode", "numeric")


def test_a_plain_list_is_an_order_of_the_day(congress):
    sally = signed_in(congress, "sally")
    items = "Any other business\nThe budget: a first reading\npeace: Peace"
    place = came_out(sally, "agenda.set", right="office:secretary", items=items)

    assert "The budget: a first reading; Peace" in sally.ask("GET", place)[2]
    came_out(sally, "agenda.set", right="office:secretary", items="wages Wages; peace Peace")


def test_a_delegate_s_form_has_the_own_mandate(congress):
    page = signed_in(congress, "ben").ask("GET", f"{BODY}/acts/motion.moved")[2]

    assert 'value="d-ben"' in page


def test_who_waits_to_speak_raises_a_point_of_order_and_keeps_the_place(congress, page):
    page.goto(congress.command("sign-in", "ben", "--at", congress.url).strip())
    page.locator("main form button").click()
    for place in ("floor", "seat"):
        page.goto(f"{congress.url}{BODY}/{place}")
        page.get_by_role("button", name="Ask to speak").click()
        expect(page.locator("main")).to_contain_text("You are on the list.")
        page.get_by_role("button", name=RAISE).click()
        expect(page.locator("main")).to_contain_text("Your point of order waits.")
        expect(page.locator("main")).to_contain_text("You are on the list.")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(page.get_by_role("button", name=RAISE)).to_have_count(0)
        page.get_by_role("button", name="Withdraw it").click()
        expect(page.get_by_role("button", name="Withdraw it")).to_have_count(0)
        page.get_by_role("button", name="Withdraw", exact=True).click()
        expect(page.get_by_role("button", name="Ask to speak")).to_have_count(1)


def test_rules_that_were_carried_are_adopted_as_the_next_version(congress):
    sally = signed_in(congress, "sally")
    for kind, said in (
        ("motion.moved", {"title": "Rules", "mover": "Ben", "question": "rules", "form": "rules"}),
        ("division.opened", {"division": "rules"}),
        ("division.closed", {"division": "rules", "in favour": "2", "against": "0"}),
    ):
        named = {} if kind == "division.closed" else {"motion": "rules"}
        came_out(sally, kind, right="office:chair", **named, **said)
    came_out(sally, "rules.adopted", right="office:secretary", motion="rules",
             rules="union-congress\r\nmotions: none\r\nfloor speech_minutes: 7")  # fmt: skip

    assert "union-congress@2" in sally.ask("GET", f"{BODY}/rules")[2]
