"""Standing, nominating by name, accepting and declining by buttons, on a telephone and without."""

import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE
from test_seat import signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
ELECTIONS = f"{BODY}/elections"
CALLED = "".join(
    f"""call election {name}
    title: {title}
    to body: board
    seats: 1
    method: {method}
    secrecy: {secrecy}
    polls on: 2026-01-01
    called on: 2026-01-01
"""
    for name, title, method, secrecy in (
        ("board", "The board", "most-votes", "hands"),
        ("audit", "Audit by lists", "list", "hands"),
    )
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nominations")
    scene = SCENE[: SCENE.index("by sally as chair")] + "by nora as secretary\n" + CALLED
    served = Served.of(folder, scene)
    yield served
    served.stop()


@pytest.fixture
def phone(congress, chromium):
    """Signs a delegate in on a telephone; without JavaScript where that is asked for."""
    contexts = []

    def enter(alias, place, *, script=True):
        context = chromium.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10000)
        page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
        page.locator("main form button").click()
        page.goto(f"{congress.url}{place}")
        return page

    yield enter
    for context in contexts:
        context.close()


def section(page, title):
    return page.locator("main section", has=page.get_by_role("heading", name=title, exact=True))


def row(page, who):
    return page.locator("tbody tr", has_text=who)


def form(page, election, name):
    """The fields of the form on a page that acts on an election and has a button."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    return next(f for f in forms if f"elections/{election}/nominations" in f and name in f)


def fields(written):
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', written))


def test_a_delegate_stands_by_one_press_on_the_seat_and_the_record_has_two_acts(phone):
    page = phone("ada", f"{BODY}/seat")
    expect(page.get_by_role("heading", name="Nominations are open")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="I stand", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You stand.")
    expect(page).to_have_url(re.compile("/seat$"))
    page.goto(page.url.replace("/seat", "/elections"))
    expect(row(section(page, "The board"), "Ada (made up)").locator("td").first).to_have_text(
        "accepted"
    )
    stand = section(page, "The board").get_by_role("button", name="I stand", exact=True)
    expect(stand).to_have_count(0)

    row(section(page, "The board"), "Ada").get_by_role("button").click()
    expect(row(section(page, "The board"), "Ada").locator("td").first).to_have_text("declined")
    row(section(page, "The board"), "Ada").get_by_role("button", name="Accept").click()
    expect(row(section(page, "The board"), "Ada").locator("td").first).to_have_text("accepted")


def test_somebody_is_nominated_by_name_without_javascript_and_answers(phone):
    page = phone("ben", ELECTIONS, script=False)
    section(page, "The board").get_by_role("link", name="Nominate somebody").click()
    expect(page.get_by_label("Whom").locator("option", has_text="Ada")).to_have_count(0)
    page.get_by_label("Find by name").fill("CLEO")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Whom").select_option(label="Cleo (made up) (d-cleo)")
    page.get_by_role("button", name="Nominate", exact=True).click()
    cleo = row(section(page, "The board"), "Cleo")
    expect(cleo.locator("td").first).to_have_text("nominated")
    # Who nominated somebody does not answer for them.
    expect(cleo.get_by_role("button")).to_have_count(0)

    own = phone("cleo", f"{BODY}/seat", script=False)
    expect(own.locator("main")).to_contain_text("You are nominated.")
    own.get_by_role("button", name="Decline").click()
    expect(own.locator("main")).to_contain_text("You have declined to stand.")


def test_by_lists_the_list_is_asked_for_and_a_press_without_one_says_so(phone, congress):
    page = phone("dan", ELECTIONS)
    audit = section(page, "Audit by lists")
    audit.get_by_label("List on which I stand").fill("Bakers' list")
    audit.get_by_role("button", name="I stand").click()
    expect(row(section(page, "Audit by lists"), "Dan")).to_contain_text("Bakers' list")
    expect(row(section(page, "Audit by lists"), "Dan")).to_contain_text("accepted")

    ben = signed_in(congress, "ben")
    written = fields(form(ben.ask("GET", ELECTIONS)[2], "audit", "I stand"))
    status, _, said = ben.post(f"{ELECTIONS}/audit/nominations", **written | {"form": "stand"})
    assert status == 409
    assert "takes nominations on a list" in said


def test_an_officer_answers_for_who_was_asked_and_a_press_sent_twice_counts_once(congress):
    nora, ben = signed_in(congress, "nora"), signed_in(congress, "ben")
    place = f"{ELECTIONS}/board/nominations"
    found = re.findall(r'<option value="(mandate:d-dan)">', ben.ask("GET", place)[2])
    sent = {"form": "nominate", "who": found[0], "key": "twice-1"}
    assert [ben.post(place, **sent)[0] for _ in range(2)] == [302, 302]
    page = nora.ask("GET", ELECTIONS)[2]
    assert page.count("nominated</td>") == 1
    answer = fields(form(page, "board", "Accept for Dan"))
    assert nora.post(place, **answer | {"form": "accept"})[0] == 302
    page = nora.ask("GET", ELECTIONS)[2]
    assert "nominated</td>" not in page
    # What is answered is the candidate's to change.
    assert "Accept for Dan" not in page


def test_who_may_not_act_is_offered_nothing_and_the_roll_is_shown_to_its_keeper_alone(congress):
    nobody, ben = signed_in(congress, "sally"), signed_in(congress, "ben")
    page = nobody.ask("GET", ELECTIONS)[2]
    assert "I stand" not in page
    assert "Nominate somebody" not in page
    assert nobody.ask("GET", f"{ELECTIONS}/board/nominations")[0] == 404
    sent = {"form": "nominate", "who": "person:p-00000000", "key": "stranger"}
    status, _, said = ben.post(f"{ELECTIONS}/board/nominations", **sent)
    assert status == 409
    assert "Choose somebody from the list." in said


def test_once_the_poll_is_open_nothing_is_offered(congress):
    nora, ben = signed_in(congress, "nora"), signed_in(congress, "ben")
    opened = nora.post(f"{BODY}/acts/election.opened", right="office:secretary", election="board")
    assert opened[0] == 302
    page = ben.ask("GET", ELECTIONS)[2]
    assert "elections/board/nominations" not in page
    assert "elections/audit/nominations" in page
