"""Open seats renewed by the hall: as the office shows them, in every state, and each its own."""

import re
from urllib.parse import urlencode

import pytest
from closed_doors import SCENE as CLOSED
from playwright.sync_api import expect
from test_office import Visitor
from test_seat import PLACE, SITTING, device, signed_in

from served import Served

BODY = "made-up-congress"
CHAIR = f"/bodies/{BODY}/chair"
OWN = re.compile(
    r'(name="csrfmiddlewaretoken" value|name="key" value|data-admission|data-elapsed)="[^"]*"'
)
ADMISSION = re.compile(r'data-holder="[^"]+" data-admission="([^"]+)"')
BRANCH = """body branch
found body A made-up branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @nora
    constituents: members delegates 100
give mandate d-ben
    holder: @ben
    to body: made-up-congress
    key: give-ben
body made-up-congress
"""
GIVEN = (
    SITTING.replace("body made-up-congress\n", BRANCH, 1)
    .replace("proofs: paper", "proofs: paper; cited")
    .replace(
        "@ben\n    from body: branch\n    proof: paper",
        "@ben\n    from body: branch\n    cites: branch give-ben",
    )
)
RECALL = """by nora as secretary
body branch
end mandate d-ben
    ending: resigned
"""
CLOCK = re.compile(r'(class="clock"[^>]*>)[^<]*')


@pytest.fixture
def congress(tmp_path):
    served = Served.of(tmp_path, SITTING)
    yield served
    served.stop()


def admission_of(visitor, place=PLACE):
    return ADMISSION.search(visitor.ask("GET", place)[2])[1]


def renewed(visitor, place=PLACE, admission=None):
    """What the hall answers to an open seat; None where the office answered."""
    told = {"X-Fragment": admission or admission_of(visitor, place)}
    status, headers, text = visitor.ask("GET", place, **told)
    by_office = "Content-Security-Policy" in headers
    assert not by_office or status != 200 or "<!doctype html>" in text
    return None if by_office else text


def plain(text):
    """A seat without tokens, and without a clock that runs on."""
    text = CLOCK.sub(r"\1", OWN.sub(r"\1", text))
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", text)).strip()


def both(visitor):
    """The seat as the office shows it, after it was seen to be what the hall answers."""
    page = visitor.ask("GET", PLACE)[2]
    shown = page[page.index('<div data-live="') : page.index('<script type="module"')]
    fragment = renewed(visitor)
    assert fragment is not None
    assert plain(fragment) == plain(shown + "</div>")
    return fragment


def stepped(chair, start):
    """The chair takes the first step whose name begins so."""
    found = re.search(rf'value="({start}[\w-]*)"', chair.ask("GET", CHAIR)[2])
    assert found, start
    assert chair.post(CHAIR, step=found[1], key=f"k-{found[1]}")[0] == 302


def test_the_hall_renews_a_seat_as_the_office_shows_it_in_every_state(congress):
    ada, ben, dan = (signed_in(congress, alias) for alias in ("ada", "ben", "dan"))
    chair = signed_in(congress, "sally")
    assert "Ask to speak" in both(ada)
    assert "show your credential there" in both(dan)
    assert "Second it" in both(ben)

    device(ada, form="speech", side="for", group="open", key="ada-1")
    assert "Your place on the list: <strong>1</strong> of 1" in both(ada)
    assert "Nobody has the floor, and nobody waits" not in both(ben)
    stepped(chair, "call-")
    assert "You have the floor" in both(ada)
    assert "Challenge the credentials of Ada" in both(ben)
    device(ada, form="yield", key="ada-2")
    assert "Entry" in both(ada)
    device(ben, form="depart", key="ben-1")
    assert "I am back in the hall" in both(ben)
    device(ben, form="return", key="ben-2")
    assert "I leave the sitting" in both(ben)

    stepped(chair, "put-electronic-")
    assert 'class="cast"' in both(ada)
    assert 'class="cast"' not in both(dan)
    paper = both(ada)
    address = re.search(r'action="([^"]+/ballot)"', paper)[1]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', paper)[1]
    ballot = urlencode({"csrfmiddlewaretoken": token, "stance": "for", "mandate": "d-ada"})
    told = {"Content-Type": "application/x-www-form-urlencoded"}
    assert ada.ask("POST", address, ballot, **told)[0] == 302
    assert "Your ballot is in the box." in both(ada)
    assert "who may vote have voted" not in plain(both(ben))


def test_two_seats_differ_in_what_is_their_own_alone(congress):
    ben, cleo = signed_in(congress, "ben"), signed_in(congress, "cleo")
    stepped(signed_in(congress, "sally"), "put-electronic-")
    seats = {"ben": renewed(ben), "cleo": renewed(cleo)}
    for alias, seat in seats.items():
        other = "ben" if alias == "cleo" else "cleo"
        assert f"d-{alias}" in seat
        assert f"d-{other}" not in seat
        tokens = re.findall(r'(?:data-admission|csrfmiddlewaretoken" value)="([^"]+)"', seat)
        assert len(tokens) > 3
        assert all(token not in seats[other] for token in tokens)
    assert plain(seats["cleo"].replace("d-cleo", "d-ben")) == plain(seats["ben"])


def test_nobody_is_answered_by_anothers_admission_or_after_signing_out(congress):
    ada, ben, nobody = signed_in(congress, "ada"), signed_in(congress, "ben"), Visitor(congress.url)
    good = admission_of(ada)
    assert renewed(ada, admission=good)
    assert renewed(ben, admission=good) is None
    assert renewed(ada, admission=good[:-1] + ("0" if good[-1] != "0" else "1")) is None
    assert nobody.ask("GET", PLACE, **{"X-Fragment": good})[0] == 404
    cleo = signed_in(congress, "cleo")
    good, session = admission_of(cleo), cleo.cookies["sessionid"]
    assert cleo.post("/sign-out")[0] == 302
    cleo.cookies["sessionid"] = session
    assert cleo.ask("GET", PLACE, **{"X-Fragment": good})[0] == 404


def test_the_seats_of_a_body_for_its_members_alone_are_theirs(tmp_path):
    served = Served.of(tmp_path, CLOSED)
    bea, dan = signed_in(served, "bea"), signed_in(served, "dan")
    board = "/bodies/board/seat"
    assert "The Wombat plan" in renewed(bea, board)
    outside = admission_of(dan, "/bodies/congress/seat")
    status, _, text = dan.ask("GET", board, **{"X-Fragment": outside})
    assert (status, "Wombat" in text) == (404, False)
    served.stop()


def test_an_open_seat_says_that_its_mandate_was_ended(tmp_path, chromium):
    congress = Served.of(tmp_path, GIVEN)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(congress.command("sign-in", "ben", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + PLACE)
    expect(page.locator("main")).to_contain_text("You are here")
    note = congress.folder / "recall.scenario"
    note.write_text(RECALL, "utf-8")
    congress.command("perform", str(note))
    expect(page.locator("main")).to_contain_text("Your mandate d-ben has ended (resigned)")
    expect(page.get_by_role("button", name="Ask to speak")).to_have_count(0)
    context.close()
    congress.stop()


def test_a_ballot_is_cast_and_shown_without_loading_the_page_again(congress, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(congress.command("sign-in", "ada", "--at", congress.url).strip())
    page.locator("main form button").click()
    page.goto(congress.url + PLACE)
    page.evaluate("window.notReloaded = true")
    stepped(signed_in(congress, "sally"), "put-electronic-")
    page.locator("#cast-against").click()
    page.locator("#cast-against").click()
    expect(page.locator("main")).to_contain_text("Your ballot is in the box")
    expect(page.get_by_role("link", name="Your receipt")).to_be_visible()
    assert page.evaluate("window.notReloaded")
    context.close()


def test_a_seat_says_what_was_decided_and_offers_no_amendment_that_would_be_refused(congress):
    ben, chair = signed_in(congress, "ben"), signed_in(congress, "sally")
    acts, by = f"/bodies/{BODY}/acts", {"right": "office:chair"}
    assert "Amend Hours fall" in both(ben)
    moved = chair.post(f"{acts}/procedure.moved", **by, motion="closure", mover="Ada",
                       device="close-debate", on="hours")  # fmt: skip
    assert moved[0] == 302
    assert "Amend" not in both(ben), "what is pending is settled first, and is not amended"
    chair.post(f"{acts}/motion.seconded", **by, motion="closure", seconder="Cleo")
    stepped(chair, "consent-")
    seat = both(ben)
    assert "The debate on Hours fall is closed; points of order are taken." in seat
    assert "Amend" not in seat
    assert re.search(r"Last vote: <a [^>]+>Close the debate on Hours fall</a>", seat)
    assert "nobody objected" in seat

    opened = chair.post(f"{acts}/division.opened", **by, division="w", motion="hours",
                        method="electronic")  # fmt: skip
    assert opened[0] == 302
    voting = both(ben)
    beside = voting[voting.index('id="vote"') : voting.index('class="ballot"')]
    assert "That wages rise by a tenth from May." in beside
    assert voting.count("That wages rise by a tenth from May.") == 1
    assert "Last vote" not in voting
    chair.post(f"{acts}/division.annulled", **by, division="w", reason="made up")
    assert "annulled" in both(ben)

    for motion in ("hours", "wages"):
        chair.post(f"{acts}/motion.withdrawn", **by, motion=motion)
    assert chair.post(f"{acts}/sitting.closed", **by)[0] == 302
    assert f'href="/bodies/{BODY}/sittings/1/minutes"' in both(ben)
