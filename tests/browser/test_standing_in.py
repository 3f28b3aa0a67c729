"""Leaving, returning and standing in at the door, by keyboard, on a desk and a telephone."""

import json

import pytest
from door_scenes import BODY, OPENING, key_of, performed, signed_in, token
from msgspec.structs import replace
from playwright.sync_api import expect

from barriers import barriers
from delegata.record.credential import read_token, token_of
from delegata.record.note import verifier

PAGE = f"/bodies/{BODY}/presence"
ALTERNATES = """
by nora as secretary
body made-up-branch
give mandate a-1
    holder: Alternate no. 1 (made up)
    to body: made-up-congress
    alternate: yes
    key: a-1
body made-up-congress
present mandate a-1
    holder: Alternate no. 1 (made up)
    from body: made-up-branch
    cites: made-up-branch a-1
    alternate: yes
confirm mandates a-1
    by: sally as credentials
"""


@pytest.fixture(scope="module")
def hall(congress):
    """A sitting at which d-1 and d-2 have arrived, with an alternate at hand."""
    tokens = {name: token(congress, name) for name in ("d-1", "d-3")}
    performed(congress, ALTERNATES)
    performed(congress, OPENING + "arrive d-1, d-2\n")
    return tokens


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_an_alternate_stands_in_and_steps_back_by_keyboard(congress, hall, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    signed_in(congress, page, "sally")
    page.goto(congress.url + PAGE)

    # A number is typed, the focus waits on what is likeliest: two Enters.
    shown(page, "d-1", "Delegate no. 1 (made up), mandate d-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("d-1")
    expect(page.locator("main")).to_contain_text("1 with a vote are here")
    assert present(congress) == {"d-2"}

    # Looking changes nothing; the alternate takes the place of who is away.
    shown(page, "a-1", "Alternate no. 1 (made up), mandate a-1")
    assert present(congress) == {"d-2"}
    first = page.locator("form.offer button").first
    expect(first).to_be_focused()
    expect(page.get_by_role("button", name="stands in for Delegate no. 1 (")).to_be_visible()
    page.get_by_role("button", name="stands in for Delegate no. 1 (").click()
    assert present(congress) == {"d-2", "a-1"}
    assert barriers(page) == []
    for picture in ("screen?show=presence", "gallery", "sittings"):
        page.goto(f"{congress.url}/bodies/{BODY}/{picture}")
        assert seats(page) == (8, 2)
    page.goto(congress.url + PAGE)

    # The delegate's own credential is scanned: back, and the alternate steps back with it.
    shown(page, hall["d-1"], "Delegate no. 1 (made up), mandate d-1")
    expect(page.locator("form.offer button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Nobody stands in for anybody")
    assert present(congress) == {"d-1", "d-2"}
    context.close()


def seats(page):
    """How many seats are drawn, and how many of them as taken."""
    drawn = page.locator("svg.hemicycle .seat")
    return drawn.count(), drawn.count() - page.locator("svg.hemicycle .absent").count()


VOTE = """
by sally as chair
body made-up-congress
arrive d-3..5
    by: nora as secretary
stand in d-1
    alternate: a-1
    by: nora as secretary
move wages
    title: Wages rise
    mover: d-2
    form: resolution
second wages
    seconder: d-3
    delegate: d-3
open division wages
    motion: wages
    method: roll-call
close division wages
    roll: a-1 against; d-2 for; d-3 for; d-4 for; d-5 for
"""


@pytest.mark.usefixtures("hall")
def test_a_vote_is_drawn_in_the_seat_of_who_is_stood_in_for(congress, chromium):
    performed(congress, VOTE)
    page = chromium.new_context().new_page()
    page.goto(f"{congress.url}/bodies/{BODY}/screen")
    drawn = page.locator("svg.hemicycle .seat")
    for vote, number in (("for", 4), ("against", 1), ("not-voting", 3)):
        assert page.locator(f"svg.hemicycle .{vote}").count() == number
    assert drawn.count() == 8

    page.goto(f"{congress.url}/bodies/{BODY}/divisions/wages")
    row = page.get_by_role("row", name="a-1")
    expect(row).to_contain_text("(in place of Delegate no. 1 (made up))")
    assert barriers(page) == []
    page.context.close()


def shown(page, words, heading):
    page.get_by_label("Credential or mandate").fill(words)
    page.get_by_label("Credential or mandate").press("Enter")
    expect(page.locator("#who")).to_have_text(heading)


NINTH = "Delegate no. 9 (made up), mandate d-9"
ARRIVING = """
by nora as secretary
body made-up-congress
arrive d-9
"""


def credential(congress, mandate, **changed):
    """A credential that is good but for what is changed, under the server's own signature."""
    trusted = verifier(key_of(congress).vkey)
    return token_of(replace(read_token(token(congress, mandate), trusted), **changed),
                    key_of(congress))  # fmt: skip


def present(congress):
    """Who is here by the record alone."""
    folder = congress.folder.parent / "present"
    congress.command("export", str(folder))
    here = set()
    for entry in map(json.loads, (folder / f"{BODY}.jsonl").read_text("utf-8").splitlines()):
        data = entry["data"]
        if entry["kind"] == "presence.arrived":
            here |= set(data["mandates"])
        elif entry["kind"] == "presence.left":
            here -= set(data["mandates"])
        elif entry["kind"] == "presence.stood-in":
            here = (here - {data["delegate"]}) | {data["alternate"]}
        elif entry["kind"] == "presence.stepped-back":
            here = (here - {"a-1"}) | {data["delegate"]}
    return here


CROWD = "".join(
    f"""
body made-up-branch
give mandate b-{number}
    holder: Reserve no. {number} (made up)
    to body: made-up-congress
    alternate: yes
    key: b-{number}
body made-up-congress
present mandate b-{number}
    holder: Reserve no. {number} (made up)
    from body: made-up-branch
    cites: made-up-branch b-{number}
    alternate: yes
confirm mandates b-{number}
    by: sally as credentials
"""
    for number in range(1, 15)
)


@pytest.mark.usefixtures("hall")
def test_in_a_large_delegation_everybody_is_found_by_name_and_every_swap_can_be_made(
    congress, chromium
):
    performed(congress, "\nby nora as secretary" + CROWD)
    context = chromium.new_context()
    page = context.new_page()
    signed_in(congress, page, "sally")
    page.goto(congress.url + PAGE)
    page.get_by_label("Credential or mandate").fill("reserve")
    page.keyboard.press("Enter")
    expect(page.locator("#called + ul a")).to_have_count(14)
    assert barriers(page) == []
    page.get_by_role("link", name="Reserve no. 12 ").click()
    expect(page.locator("#who")).to_have_text("Reserve no. 12 (made up), mandate b-12")
    shown(page, "no. 2 (made up), mandate d", "Delegate no. 2 (made up), mandate d-2")
    page.get_by_label("more who could stand in").select_option(
        label="Reserve no. 14 (made up), mandate b-14 stands in for"
        " Delegate no. 2 (made up), mandate d-2"
    )
    assert barriers(page) == []
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("row", name="Reserve no. 14")).to_contain_text("Delegate no. 2")
    page.get_by_role("link", name="d-2 is back").click()
    expect(page.locator("form.offer button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Reserve no. 14")).to_have_count(0)
    context.close()


@pytest.mark.usefixtures("hall")
def test_who_is_here_can_leave_though_the_credential_ran_out_but_not_by_a_strangers(
    congress, chromium
):
    page = chromium.new_context().new_page()
    signed_in(congress, page, "sally")
    performed(congress, ARRIVING)
    page.goto(congress.url + PAGE)
    field = page.get_by_label("Credential or mandate")
    field.fill(credential(congress, "d-9", holder="0" * 16, until="2020-01-01"))
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("is held by somebody else")
    shown(page, credential(congress, "d-9", until="2020-01-01"), NINTH)
    expect(page.get_by_role("button", name=f"{NINTH} leaves")).to_be_visible()
    page.context.close()


def test_what_is_not_known_or_not_possible_is_said(congress, hall, chromium):
    context = chromium.new_context()
    page = context.new_page()
    signed_in(congress, page, "sally")
    for words, said in (
        ("nobody", "holds no mandate nobody"),
        ("d-6", "not confirmed; send its holder to the credentials committee"),
        (credential(congress, "d-6"), "not confirmed"),
        (credential(congress, "d-3", holder="0" * 16), "is held by somebody else"),
        (credential(congress, "d-8", until="2020-01-01"), "was valid until 2020-01-01"),
        ("DLG1" + "0" * 100, "no credential"),
        (hall["d-3"][:90] + ("A" if hall["d-3"][90] != "A" else "B") + hall["d-3"][91:], "forged"),
    ):
        page.goto(congress.url + PAGE)
        page.get_by_label("Credential or mandate").fill(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(said)
    context.close()


@pytest.mark.usefixtures("hall")
def test_where_everybody_is_here_no_press_of_enter_turns_anybody_out(congress, chromium):
    """An alternate who is not needed: a second Enter looks again, and changes nothing."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    signed_in(congress, page, "sally")
    page.goto(congress.url + PAGE)
    for back in page.get_by_role("link", name="is back").all_inner_texts():
        page.get_by_role("link", name=back).click()
        expect(page.locator("form.offer button").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=back)).to_have_count(0)
    away = [f"d-{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9) if f"d-{n}" not in present(congress)]
    if away:
        performed(congress, "\nby nora as secretary\nbody made-up-congress\n"
                  f"arrive {', '.join(away)}\n")  # fmt: skip
    page.goto(congress.url + PAGE)
    everybody = present(congress)
    shown(page, "a-1", "Alternate no. 1 (made up), mandate a-1")
    expect(page.locator("form.offer button").first).to_be_visible()
    expect(page.locator("form.offer button:focus")).to_have_count(0)
    page.keyboard.press("Enter")
    assert present(congress) == everybody
    context.close()
