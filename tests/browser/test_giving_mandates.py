"""From the declaration to the seat by buttons: mandates given, and presented where the seat is."""

import pytest
from playwright.sync_api import expect
from test_seat import signed_in

from barriers import barriers
from served import Served, press_twice

BRANCH, CONGRESS = "/bodies/branch-7", "/bodies/made-up-congress"
ELECTIONS = f"{BRANCH}/elections"
NAMES = ("ada", "ben", "cleo", "dan")
FOUNDED = (
    "person nora: Nora Finch (made up)\nperson sam: Sam Odum (made up)\n"
    + "".join(f"person {name}: {name.title()} (made up)\n" for name in NAMES)
    + """by nora as secretary
body branch-7
found body Branch 7
    character: assembly
    tier: 1
    rules: union-branch
      convening notice_days: 0
      elections notice_days: 0
      elections objection_days: 0
    officers: secretary: @nora; chair: @sam
    listed: no
body made-up-congress
found body Made-up congress
    character: congress
    tier: 2
    rules: union-congress
      mandates proofs: cited; paper
      convening notice_days: 0
    officers: secretary: @nora
    constituents: branch-7 delegates 4
body branch-7
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
count present 40
"""
)


def election(name, seats, candidates, to_body="made-up-congress"):
    """The acts of an election by hands, up to its declaration."""
    acts = [f"""call election {name}
    title: The {name}
    to body: {to_body}
    seats: {seats}
    until: 2027-03-01
    polls on: 2026-01-01
    called on: 2026-01-01
"""]  # fmt: skip
    for one in candidates:
        holder = f"@{one}" if one in NAMES else one
        acts.append(f"nominate {name}\n    candidate: {one}\n    holder: {holder}\n")
        acts.append(f"answer nomination {name}\n    candidate: {one}\n    accepts: yes\n")
    votes = "; ".join(f"{one} {20 - at}" for at, one in enumerate(candidates))
    acts.append(f"open poll {name}\ndeclare election {name}\n    votes: {votes}\n")
    return "".join(acts)


CHALLENGED = (
    election("auditors", 1, ("ivy",))
    + """challenge election auditors
    challenge: doors
    reason: the doors were closed
"""
)
SCENE = (
    FOUNDED
    + election("delegates", 3, NAMES)
    + CHALLENGED
    + election("typists", 3, ("jo", "kit", "lou"), "made-up-congres")
)


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("given"), SCENE)
    yield served
    served.stop()


def entered(page, served, alias, place):
    page.goto(served.command("sign-in", alias, "--at", served.url).strip())
    page.locator("main form button").click()
    page.goto(f"{served.url}{place}")
    return page


def section(page, title):
    return page.locator("main section", has=page.get_by_role("heading", name=title, exact=True))


def test_mandates_are_given_and_presented_by_buttons_alone(union, telephone):
    entered(telephone, union, "nora", ELECTIONS)
    delegates = section(telephone, "The delegates")
    expect(delegates.get_by_role("link", name="give mandate")).to_have_count(1)
    expect(delegates.get_by_role("button", name="Give the mandate")).to_have_count(3)
    assert barriers(telephone) == []
    assert telephone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # One press gives one; the others have a button, and all of them another.
    delegates.get_by_role("button", name="Give the mandate to Ben").click()
    row = delegates.locator("tbody tr", has_text="Ben")
    expect(row.locator("td").last).to_have_text("branch-7-2")
    press_twice(telephone, "Give all 2 mandates")
    expect(delegates.get_by_role("button")).to_have_count(0)
    expect(delegates.locator("tbody")).to_contain_text("branch-7-3")
    expect(delegates.get_by_role("link", name="give mandate")).to_have_count(0)

    # The page of the seats' body lists what waits, and presents it as it was given.
    delegates.get_by_role("link", name="present them in Made-up congress").click()
    expect(telephone.locator("main")).to_contain_text(
        "Ada (made up), mandate branch-7-1 from branch-7"
    )
    assert barriers(telephone) == []
    press_twice(telephone, "Present all 3 that are listed")
    expect(telephone.get_by_role("heading", name="Given for a seat here")).to_have_count(0)
    presented = telephone.locator("tbody tr", has_text="branch-7-2")
    expect(presented).to_contain_text("cited")
    expect(presented).to_contain_text("days")
    telephone.goto(f"{union.url}{ELECTIONS}")
    expect(section(telephone, "The delegates")).not_to_contain_text("not presented yet")


def test_an_open_challenge_stands_in_place_of_the_button_and_a_press_is_refused(union, telephone):
    entered(telephone, union, "nora", ELECTIONS)
    auditors = section(telephone, "The auditors")
    expect(auditors).to_contain_text("No mandate can be given yet")
    expect(auditors.get_by_role("button")).to_have_count(0)

    nora = signed_in(union, "nora")
    sent = {"candidate": "ivy", "key": "challenged-1"}
    status, _, page = nora.post(f"{ELECTIONS}/auditors/mandates", **sent)
    assert status == 409
    assert "Given: nobody. Not given: ivy" in page
    assert "is not decided; decide it first" in page


def test_a_body_that_is_not_here_is_said_beside_its_election_and_by_the_button(union, telephone):
    entered(telephone, union, "nora", ELECTIONS)
    typists = section(telephone, "The typists")
    expect(typists).to_contain_text("No body that you may see here is called made-up-congres:")
    expect(typists.locator('a[href="/bodies/made-up-congres"]')).to_have_count(0)
    typists.get_by_role("button", name="Give all 3 mandates").click()
    expect(typists.get_by_role("button", name="Press again")).to_have_text(
        "No body here is called made-up-congres. Press again: Give all 3 mandates"
    )


def test_a_press_that_is_sent_twice_counts_once_and_others_have_no_button(union):
    nora, sam = signed_in(union, "nora"), signed_in(union, "sam")
    sent = {"candidate": "jo", "key": "twice-1"}
    place = f"{ELECTIONS}/typists/mandates"
    assert [nora.post(place, **sent)[0] for _ in range(2)] == [302, 302]
    page = nora.ask("GET", ELECTIONS)[2]
    assert "Give the mandate to jo" not in page
    assert "Give the mandate to kit" in page
    assert "Give the mandate" not in sam.ask("GET", ELECTIONS)[2]
    assert sam.post(place, candidate="kit")[0] == 404
    assert nora.ask("GET", place)[0] == 404
    assert sam.post(f"{CONGRESS}/mandates", waits="branch-7 branch-7-1")[0] == 404


def test_the_console_and_the_election_lead_to_the_count_of_those_present(union, telephone):
    nora = signed_in(union, "nora")
    called = {
        "right": "office:secretary", "election": "tellers", "title": "Tellers", "seats": "1",
        "to body": "branch-7", "polls on": "2026-01-01", "called on": "2026-01-01",
    }  # fmt: skip
    assert nora.post(f"{BRANCH}/acts/election.called", **called)[0] == 302
    entered(telephone, union, "nora", f"{BRANCH}/chair")
    telephone.get_by_role("link", name="Count present").click()
    telephone.get_by_label("Present").fill("41")
    telephone.get_by_role("button", name="Count present").click()
    expect(telephone.locator("main")).to_contain_text("41 with a vote are here")
    assert 'acts/presence.counted">Count those present' in nora.ask("GET", ELECTIONS)[2]
    assert "Count present" not in nora.ask("GET", f"{CONGRESS}/chair")[2]
