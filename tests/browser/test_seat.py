"""A delegate's own page on a telephone: asks, votes, leaves; on a network that fails too."""

import json
import re
from contextlib import suppress
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Error, expect
from test_division_by_ballot import SCENE
from test_office import Visitor

from barriers import barriers
from served import Served

PLACE = "/bodies/made-up-congress/seat"
RULES = """      convening notice_days: 0
      speakers order: alternating-sides; by-list
      speakers lists: women, open
      speakers points: quorum, procedure
      speakers interrupting: quorum
      attendance returning: device
"""
SITTING = (
    SCENE[: SCENE.index("open division wages")].replace("      convening notice_days: 0\n", RULES)
    + """    text: That wages rise by a tenth from May.
"""
).replace("mover: Ada\nmove hours", "mover: d-ada\n    delegate: d-ada\nmove hours")


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seat")
    served = Served.of(folder, SITTING)
    yield served
    served.stop()


def signed_in(congress, alias):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return visitor


@pytest.fixture
def phone(congress, chromium):
    """Ada's telephone, on her seat."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(congress.command("sign-in", "ada", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + PLACE)
    yield page
    context.close()


def device(visitor, **fields):
    """An act as a device sends it, which wants to be told in JSON."""
    page = visitor.ask("GET", PLACE)[2]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    body = urlencode({"csrfmiddlewaretoken": token, **fields})
    told = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    status, _, text = visitor.ask("POST", PLACE, body, **told)
    return status, json.loads(text)


def entry_said(page):
    return int(re.search(r"Stored as entry (\d+)", page.locator(".sent").inner_text())[1])


def test_a_delegate_asks_for_the_floor_and_the_page_says_what_the_hall_has_stored(phone):
    expect(phone.locator("main")).to_contain_text("You are here")
    phone.get_by_label("My speech is").select_option("for")
    phone.get_by_label("I am on the list").select_option("women")
    phone.get_by_role("button", name="Ask to speak").click()
    expect(phone.locator(".sent")).to_contain_text("Ask to speak: Stored as entry")
    entry = entry_said(phone)
    expect(phone.locator(".place")).to_contain_text("1 of 1")
    expect(phone.locator("main")).to_contain_text(f"Entry {entry}:")
    assert barriers(phone) == []
    phone.reload()
    expect(phone.locator(".sent")).to_contain_text(f"Stored as entry {entry}")

    phone.get_by_role("button", name="Withdraw").click()
    expect(phone.locator(".sent")).to_contain_text("Withdraw: Stored as entry")
    expect(phone.get_by_role("button", name="Ask to speak")).to_be_enabled()

    # The last act stays in sight; what is over before it is folded away, and can be read.
    shown = phone.locator(".sent [role=status]")
    expect(shown).to_have_text(re.compile("^Withdraw: Stored as entry [0-9]+[.]$"))
    earlier = phone.get_by_text(f"Ask to speak: Stored as entry {entry}")
    expect(earlier).to_be_hidden()
    phone.get_by_text("What this device sent before").click()
    expect(earlier).to_be_visible()
    assert barriers(phone) == []


def test_an_act_whose_answer_is_lost_is_sent_again_after_a_reload_and_counts_once(congress, phone):
    before = int(signed_in(congress, "ben").ask("GET", PLACE)[2].split('data-live="')[1]
                 .split('"')[0].split(":")[1])  # fmt: skip
    sent = []

    def lose_the_answer(route):
        """The request reaches the hall; its answer does not reach the device."""
        with suppress(Error):  # the page may be loaded again meanwhile
            route.fetch()
            sent.append(route.request.post_data)
            route.abort()

    phone.route("**/hall/act", lose_the_answer)
    phone.get_by_role("button", name="Ask to put a question").click()
    expect(phone.locator(".sent")).to_contain_text("Not confirmed yet, sending again")
    phone.reload()
    phone.unroute("**/hall/act")
    expect(phone.locator(".sent")).to_contain_text("Ask to put a question: Stored as entry")

    assert len(sent) >= 1
    assert entry_said(phone) == before
    expect(phone.locator(".place")).to_contain_text("1 of 1")
    phone.get_by_role("button", name="Withdraw").click()
    expect(phone.locator(".sent")).to_contain_text("Withdraw: Stored as entry")


def test_what_is_refused_says_why_and_what_is_not_signed_in_is_told_so(congress):
    ben, nobody = signed_in(congress, "ben"), Visitor(congress.url)
    status, told = device(ben, form="return", key="ben-back-1")
    assert (status, told["state"]) == (409, "refused")
    assert "Ben (made up) is here already" in told["say"]
    assert nobody.ask("GET", PLACE)[0] == 404

    # Somebody else's key is no answer to the own act.
    taken = device(ben, form="question", key="shared-1")
    other = device(signed_in(congress, "cleo"), form="question", key="shared-1")
    again = device(ben, form="question", key="shared-1")
    assert taken == again
    assert (taken[0], taken[1]["state"], other[1]["state"]) == (200, "stored", "refused")
    # Nor is the own key one, where it was used for something else.
    status, told = device(ben, form="withdraw", key="shared-1")
    assert (status, told["state"]) == (409, "refused")
    assert "for something else" in told["say"]
    # Without JavaScript the same forms work, and say on the page why not.
    assert ben.post(PLACE, form="withdraw", key="ben-3")[0] == 302
    refused = ben.post(PLACE, form="withdraw", key="ben-4")
    assert (refused[0], "Ben (made up) is not on the speakers" in refused[2]) == (409, True)
    assert ben.post(PLACE, form="point-of-order", point="weather", key="ben-5")[0] == 409


def test_a_walk_out_is_shown_to_the_chair_before_the_next_vote_and_the_delegate_returns(
    congress, phone
):
    chair = signed_in(congress, "sally")
    assert "Walk-out" not in chair.ask("GET", "/bodies/made-up-congress/chair")[2]
    leaving = phone.get_by_role("button", name="I walk out in protest")
    leaving.click()
    expect(phone.get_by_role("button", name="Press again")).to_be_visible()
    phone.get_by_role("button", name="Press again").click()
    expect(phone.locator(".lead")).to_contain_text("You are not noted as here")
    console = chair.ask("GET", "/bodies/made-up-congress/chair")[2]
    assert "Walk-out since the last vote" in console
    assert "it has broken the quorum" in console
    assert barriers(phone) == []

    phone.get_by_role("button", name="I am back in the hall").click()
    expect(phone.locator(".lead")).to_contain_text("You are here")
    assert "Walk-out since" not in chair.ask("GET", "/bodies/made-up-congress/chair")[2]


def test_an_open_vote_stands_on_the_page_and_is_cast_there(congress, phone):
    chair = signed_in(congress, "sally")
    step = re.search(r'value="(put-electronic-wages)"', chair.ask(
        "GET", "/bodies/made-up-congress/chair")[2])[1]  # fmt: skip
    assert chair.post("/bodies/made-up-congress/chair", step=step, key="seat-1")[0] == 302
    expect(phone.get_by_role("heading", name="Vote on Wages rise")).to_be_visible()
    phone.locator("#cast-for").click()
    phone.locator("#cast-for").click()
    expect(phone.locator("main")).to_contain_text("Your ballot is in the box")
    expect(phone.locator("main")).to_contain_text("Wages rise: open")
    assert barriers(phone) == []


def test_a_procedural_motion_is_moved_from_the_seat_and_is_settled_first(
    tmp_path_factory, chromium
):
    served = Served.of(tmp_path_factory.mktemp("procedure"), SITTING)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(served.command("sign-in", "ada", "--at", served.url).strip())
    page.locator("main form button").click()
    page.goto(served.url + PLACE)
    page.get_by_text("Move a procedural motion").click()
    page.get_by_role("link", name="Lay on the table").click()
    page.locator("main form button").last.click()
    page.goto(served.url + PLACE)
    expect(page.locator("main")).to_contain_text("is settled before anything else, and needs")
    expect(page.locator("#hand + h3")).to_contain_text("Table")
    assert barriers(page) == []
    context.close()
    served.stop()


def test_a_vote_is_given_to_another_for_the_time_away_and_taken_back(tmp_path_factory, chromium):
    proxies = "      proxies hops: 1\n      proxies most: 1\n      convening notice_days: 0\n"
    scene = SITTING.replace("      convening notice_days: 0\n", proxies, 1)
    served = Served.of(tmp_path_factory.mktemp("proxy"), scene)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(served.command("sign-in", "ada", "--at", served.url).strip())
    page.locator("main form button").click()
    page.goto(served.url + PLACE)
    page.get_by_role("link", name="Give my vote to another").click()
    assert barriers(page) == []
    holder = page.get_by_label("Who casts it")
    # Whoever may hold one is there by name, and nobody else is: not oneself, not who has no vote.
    assert not any("Ada" in one for one in holder.locator("option").all_inner_texts())
    page.get_by_label("Find by name").fill("ben")
    page.get_by_role("button", name="Find").click()
    holder.select_option(label="Ben (made up) (d-ben, is here)")
    page.get_by_role("button", name="Give my vote").click()
    expect(page.locator("main")).to_contain_text("Ben (made up) casts it while you are not here")
    assert barriers(page) == []

    # The door and the chair see it; nobody else does.
    door, chair = signed_in(served, "nora"), signed_in(served, "sally")
    listed = door.ask("GET", PLACE.replace("seat", "presence"))[2]
    assert "Votes given to others" in listed
    assert "is here, and votes in person" in listed
    assert "1 vote given to others" in chair.ask("GET", PLACE.replace("seat", "chair"))[2]

    # The holder, who may hold no more than one, hands it back from the own seat.
    ben = signed_in(served, "ben")
    assert "You vote for <strong>Ada (made up)</strong>" in ben.ask("GET", PLACE)[2]
    assert "Ben (made up)" not in signed_in(served, "dan").ask("GET", f"{PLACE}/proxy")[2]
    status, told = device(ben, form="decline-proxy", giver="d-ada", key="decline-1")
    assert (status, told["state"]) == (200, "stored")
    status, told = device(ben, form="decline-proxy", giver="d-ada", key="decline-2")
    assert status == 409
    assert "Ada (made up) has not given the vote to Ben (made up)" in told["say"]
    expect(page.locator("main")).not_to_contain_text("casts it while you are not here")
    expect(page.get_by_role("link", name="Give my vote to another")).to_be_visible()
    assert "Ben (made up)" in signed_in(served, "dan").ask("GET", f"{PLACE}/proxy")[2]
    context.close()
    served.stop()


def test_one_takes_back_the_vote_given_and_the_holder_declines_by_two_presses(
    tmp_path_factory, chromium
):
    proxies = "      proxies hops: 1\n      proxies most: 1\n      convening notice_days: 0\n"
    given = "give proxy d-dan\n    holder: d-ada\n    by: nora as secretary\n"
    scene = SITTING.replace("      convening notice_days: 0\n", proxies, 1) + given
    served = Served.of(tmp_path_factory.mktemp("declined"), scene)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(served.command("sign-in", "ada", "--at", served.url).strip())
    page.locator("main form button").click()
    page.goto(served.url + PLACE)
    assert barriers(page) == []
    expect(page.locator("#held + ul")).to_contain_text("You vote for Dan (made up)")
    dan = signed_in(served, "dan")
    assert device(dan, form="revoke-proxy", key="back-1")[1]["state"] == "stored"
    expect(page.locator("#held")).to_have_count(0)
    device(dan, form="give-proxy", holder="d-ada", key="again-1")
    page.get_by_role("button", name="Decline the vote of Dan (made up)").click()
    page.get_by_role("button", name="Press again").click()
    expect(page.locator(".sent")).to_contain_text("Stored as entry")
    expect(page.locator("#held")).to_have_count(0)
    context.close()
    served.stop()
