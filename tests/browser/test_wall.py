"""The screen on the wall: it follows the sitting by itself, in letters that a hall can read."""

import re

import pytest
from playwright.sync_api import expect
from test_division_by_ballot import SCENE, plain, plain_cast
from test_office import Visitor

from barriers import barriers
from served import Served

PLACE = "/bodies/made-up-congress"
WIDTH = 1920
LEAST = 0.028 * WIDTH
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.wall *')]
    .filter(e => !e.closest('svg'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => parseFloat(getComputedStyle(e).fontSize)))"""

_FITS = """() => document.documentElement.scrollHeight <= window.innerHeight
    && document.documentElement.scrollWidth <= window.innerWidth"""


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("wall"), SCENE + "by sally as chair\n")
    yield served
    served.stop()


@pytest.fixture
def wall(congress, chromium):
    context = chromium.new_context(viewport={"width": WIDTH, "height": 1080})
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(f"{congress.url}{PLACE}/screen")
    yield page
    context.close()


def signed_in(congress, alias):
    visitor = Visitor(congress.url)
    link = congress.command("sign-in", alias, "--at", congress.url).strip()
    assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return visitor


def readable(page):
    """Everything is large enough, fits the screen, and keeps its contrast."""
    assert page.evaluate(_SMALLEST) >= LEAST - 0.5
    assert page.evaluate(_FITS)
    assert barriers(page) == []


def test_the_wall_shows_the_vote_then_the_result_by_name_then_what_comes(congress, wall):
    chair = signed_in(congress, "sally")
    expect(wall.get_by_text("The vote is open")).to_be_visible()
    expect(wall.locator("aside")).to_contain_text("0 of 3 have voted")
    expect(wall.locator("aside")).to_contain_text("more than 1/2 of the votes cast")
    readable(wall)
    for alias, stance in (("ada", "for"), ("ben", "for"), ("cleo", "against")):
        assert plain_cast(signed_in(congress, alias), "wages", stance)[0] == 302

    assert plain(chair, f"{PLACE}/divisions/wages", f"{PLACE}/divisions/wages/close")[0] == 302
    expect(wall.locator(".verdict")).to_have_text("Carried")
    expect(wall.locator(".score")).to_contain_text("2 for · 1 against · 0 abstaining")
    assert wall.locator("svg.hemicycle .seat.for").count() == 2
    assert wall.locator("svg.hemicycle .seat.against").count() == 1
    readable(wall)

    moved = {"right": "office:chair", "motion": "late", "title": "Shifts end early", "mover": "Ada"}
    assert chair.post(f"{PLACE}/acts/motion.moved", **moved)[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("Shifts end early")
    readable(wall)
    ruling = {"speaker": "the chair", "title": "The amendment is out of order"}
    assert chair.post(f"{PLACE}/acts/floor.ruled", right="office:chair", **ruling)[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("The amendment is out of order")
    readable(wall)
    assert chair.post(f"{PLACE}/acts/sitting.recessed", right="office:chair")[0] == 302
    expect(wall.get_by_role("heading", level=1)).to_have_text("The sitting is in recess.")
    readable(wall)


def test_a_screen_shows_an_earlier_moment_and_stands_still(congress, wall):
    wall.goto(f"{congress.url}{PLACE}/screen")
    size = int(wall.locator("[data-live]").get_attribute("data-live").partition(":")[2])
    position = next(at for at in range(1, size) if "The vote is open" in seen(congress, at))
    wall.goto(f"{congress.url}{PLACE}/screen?at={position}")
    expect(wall.get_by_text("The vote is open")).to_be_visible()
    assert wall.locator("[data-live]").count() == 0
    readable(wall)


LONG = "A motion with a title that goes on and on until it is as long as titles ever are in a hall"
WORDY = " ".join(["Every branch reports what it has agreed, and to whom it reported it."] * 60)
TITLES = "".join(f"\n      item-{n}: {LONG} {n}" for n in range(1, 13))
CROWDED = (
    SCENE.partition("by sally as chair")[0]
    + f"""
by sally as chair
set agenda
    items:{TITLES}
take item item-11
move long
    title: {LONG}
    mover: Ada
    delegate: d-ada
    form: resolution
    text: {WORDY}
"""
    + "".join(
        f"""
amend lines change-{n}
    amends: long
    change: replace
    first: {n}
    last: {n + 4}
    title: {LONG} ({n})
    mover: Ben
    delegate: d-ben
    text: {WORDY}
"""
        for n in range(1, 9)
    )
    + f"""
move other
    title: {LONG} again
    mover: Cleo
    delegate: d-cleo
    form: resolution
    text: {WORDY}
open division other
    motion: other
    method: electronic
"""
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("crowded"), CROWDED)
    yield served
    served.stop()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_the_longest_titles_and_texts_fit_the_wall(crowded, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    scenes = []
    for at in range(11, 24):
        page.goto(f"{crowded.url}{PLACE}/screen?at={at}")
        assert page.evaluate(_FITS), at
        scenes.append(page.locator(".stage").inner_text())
    context.close()
    for shown in ("hall 11", "more of 72 lines", "To: A motion with a title", "The vote is open"):
        assert any(shown in scene for scene in scenes), shown


def seen(congress, at):
    return Visitor(congress.url).ask("GET", f"{PLACE}/screen?at={at}")[2]


def test_a_screen_can_stay_on_who_is_here_or_on_the_order_of_the_day(congress, wall):
    wall.goto(f"{congress.url}{PLACE}/screen?show=presence")
    expect(wall.get_by_role("heading", level=1)).to_have_text("3 here")
    readable(wall)
    wall.goto(f"{congress.url}{PLACE}/screen?show=agenda")
    expect(wall.get_by_role("heading", level=1)).to_have_text("Order of the day")
    readable(wall)
    wall.goto(f"{congress.url}{PLACE}/screen?show=nonsense")
    expect(wall.get_by_role("heading", level=1)).to_have_text("The sitting is in recess.")


def test_a_recess_of_a_set_length_is_counted_down_in_the_hall_and_at_every_seat(congress, chromium):
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": 1080}, timezone_id="Asia/Kolkata"
    )
    page = context.new_page()
    page.set_default_timeout(10000)
    page.goto(f"{congress.url}{PLACE}/screen")
    chair, ada = signed_in(congress, "sally"), signed_in(congress, "ada")
    assert chair.post(f"{PLACE}/chair", step="resume", key="break-0")[0] == 302
    assert (
        'aria-label="Recess of 15 minutes">15 minutes</button>'
        in chair.ask("GET", f"{PLACE}/chair")[2]
    )
    assert chair.post(f"{PLACE}/chair", step="recess-15", key="break-1")[0] == 302
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^The sitting is in recess until \d\d:\d\d: 1[45]:\d\d\.$")
    )
    # The end is said in the time of the place: half an hour off, where the clocks are.
    end = page.locator("time.until").get_attribute("datetime")
    minutes = (int(end[14:16]) + 30) % 60
    expect(page.locator("time.until")).to_have_text(re.compile(rf":{minutes:02}$"))
    readable(page)
    for place in ("seat", "gallery"):  # as they are without JavaScript
        said = ada.ask("GET", f"{PLACE}/{place}")[2]
        assert re.search(r'Z">\d\d:\d\d UTC</time>: <span class="countdown" data-left="', said)
    assert "in recess until" in " ".join(chair.ask("GET", f"{PLACE}/chair")[2].split())
    assert chair.post(f"{PLACE}/chair", step="resume", key="break-2")[0] == 302
    expect(page.locator(".countdown")).to_have_count(0)
    context.close()


HELD = f"""
person nora: Nora Finch (made up)
by nora as secretary
body made-up-congress
found body Congress of the tenants' federation (made up)
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      mandates proofs: paper
      convening notice_days: 0
      speakers points: voting, procedure
      speakers interrupting: voting, procedure
      speakers point_minutes: 2
      divisions recount_demand: at least 1/4
      divisions casting_vote: chair
    officers: secretary: @nora; credentials: @nora; chair: @nora
for n in 1..9:
present mandate d-{{n}}
    holder: Bridge Street tenants' assembly, delegate no. {{n}} (made up)
    from body: branch
    proof: paper
confirm mandates d-1..9
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-1..9
by nora as chair
set agenda
    items: lifts The building's lifts and who repairs them; aob Any other business
take item lifts
move lifts
    title: The lifts are repaired within thirty days by good mechanics
    mover: d-1
    form: resolution
    text: {" ".join(["Where the landlord does not repair, the members withhold the rent."] * 40)}
for n in 1..8:
request floor d-{{n}}
call speaker d-1
request floor d-9
    form: point-of-order
    point: voting
interrupt speech d-9
end speech
rule the chair
    title: the point of order on the method of voting is not well taken
    key: ruling
appeal appeal
    ruling: ruling
    mover: d-2
    delegate: d-2
second appeal
    seconder: d-3
open division appeal
    motion: appeal
close division appeal
    for: 5
    against: 3
resume speech
open division lifts
    motion: lifts
end speech
annul division lifts
    reason: somebody had put out the light
open roll call lifts-2
    motion: lifts
for n in 1..8:
record answer lifts-2
    mandate: d-{{n}}
    answer: for
record answer lifts-2
    mandate: d-9
    answer: against
close roll call lifts-2
move heat
    title: The heating runs from October on
    mover: d-2
    form: resolution
open division heat
    motion: heat
    method: show-of-hands
close division heat
    for: 5
    against: 4
demand recount heat
    delegate: d-1
demand recount heat
    delegate: d-2
demand recount heat
    delegate: d-3
open recount heat
    reason: three delegates demand it
close division heat
    for: 4
    against: 4
    abstaining: 1
break tie heat
    casting: for
rule the chair
    title: the vote on the heating is looked into
call speaker d-2
void division heat
    reason: two of those who voted were not delegates at all
end speech
leave d-1..6
    by: nora as secretary
close sitting
"""


@pytest.fixture(scope="module")
def tenants(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("tenants"), HELD)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def seen_at(tenants, chromium):
    """What the wall says at each moment of the sitting; everything fits and is large enough."""
    found = {}
    page = chromium.new_context(viewport={"width": 1280, "height": 720}).new_page()
    for line in range(24, 66):
        page.goto(f"{tenants.url}{PLACE}/screen?at={line}")
        assert page.evaluate(_FITS), line
        assert page.evaluate(_SMALLEST) >= 0.028 * 1280 - 0.5, line
        found[line] = page.locator(".wall").inner_text()
    page.context.close()
    return found


@pytest.mark.parametrize(
    "words",
    [
        # The item has its place beside a long name, with a quorum and without.
        ("The building's lifts and who repairs them", "9 of 9 here, quorum 5", "more of 47 lines"),
        ("The building's lifts and who repairs them", "3 of 9 here, no quorum: 5 needed"),
        # Names that begin alike are told apart; points of order and interruptions are marked.
        ("Has the floor", "delegate no. 1", "delegate no. 2", "point of order, voting"),
        ("Point of order: voting", "delegate no. 9", "Interrupted", "delegate no. 1"),
        ("Ruling, the chair", "is not well taken", "Interrupted:", "Next:"),
        ("Shall the ruling of the chair stand?", "Appealed from:", "is not well taken"),
        ("The vote is open", "1 of 9 called", "Called now:", "delegate no. 2"),
        ("The vote is open", "9 of 9 called", "Every name was called."),
        ("Annulled", "somebody had put out the light", "The motion can be put again."),
        ("Carried", "5 for · 4 against", "A recount is due"),
        ("It is counted again",),
        ("Lost", "4 for · 4 against · 1 abstaining", "After a recount before: 5 to 4"),
        ("Carried", "the casting vote was given for it"),
        ("Ruling, the chair", "the vote on the heating is looked into"),
        # A ruling is seen as soon as it is entered, while somebody has the floor and afterwards.
        ("Has the floor", "delegate no. 2", "Ruled out of order The vote on: The heating"),
        ("Ruled out of order", "two of those who voted were not delegates", "decides nothing"),
    ],
    ids=lambda words: words[0],
)
def test_the_wall_says_what_the_hall_must_know(seen_at, words):
    assert any(all(word in wall for word in words) for wall in seen_at.values())


def test_a_vote_stays_on_the_wall_while_somebody_has_the_floor(seen_at):
    put = ("9 may vote", "The lifts are repaired")
    first = next(line for line, wall in seen_at.items() if all(word in wall for word in put))

    assert "Has the floor" in seen_at[first - 1]
    assert "The vote is open" in seen_at[first]
    assert "Has the floor" not in seen_at[first]


@pytest.mark.parametrize("scene", ["Point of order: voting", "A recount is due", "Called now:"])
def test_what_the_wall_marks_keeps_its_contrast(seen_at, tenants, wall, scene):
    line = next(line for line, words in seen_at.items() if scene in words)
    wall.goto(f"{tenants.url}{PLACE}/screen?at={line}")
    readable(wall)


def test_without_a_sitting_no_item_is_in_hand(seen_at):
    closed = seen_at[max(seen_at)]
    assert "No sitting is open." in closed
    assert "lifts" not in closed


def test_the_page_of_a_vote_that_was_ruled_out_names_the_entry_that_did_so(tenants, seen_at):
    page = Visitor(tenants.url).ask("GET", f"{PLACE}/divisions/heat")[2]
    ruled = min(line for line, words in seen_at.items() if "were not delegates at all" in words)

    assert f'record/{ruled - 1}">ruled out of order in entry {ruled - 1}</a>' in page
    assert "closed in entry" in page
