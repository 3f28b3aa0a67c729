"""Credentials and the door in a real browser, with the network cut and back again."""

import contextlib
import json
import re

import msgspec
import pytest
from door_scenes import (
    BODY,
    CLOSING,
    DOOR,
    ENDING,
    OPENING,
    key_of,
    listed,
    performed,
    signed_in,
    token,
)
from msgspec.structs import replace
from playwright.sync_api import Error, expect

from barriers import barriers
from delegata.council.act import Refused
from delegata.record import door as door_rules
from delegata.record.credential import Credential, read_token, token_of
from delegata.record.door import (
    admitted,
    lets_in_by_number,
    read_list,
    signed_list,
    written_list,
)
from delegata.record.note import signer, verifier


def forged(words):
    """The token with one sign in its middle changed."""
    return words[:90] + ("A" if words[90] != "A" else "B") + words[91:]


def at_the_door(congress, page, name="Main entrance"):
    """Signs in, opens the door page and waits until it works without a network."""
    signed_in(congress, page, "sally")
    page.goto(congress.url + DOOR)
    page.locator("[data-door][data-state=ready]").wait_for()
    page.get_by_label("Its name").fill(name)
    page.get_by_label("Credential").focus()


def shown(page, words, verdict):
    """Scans as a hand scanner does: letters wherever the focus is, then Enter."""
    page.get_by_label("Credential").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#answer h2")).to_have_text(verdict)
    return page.locator("#answer").inner_text()


@pytest.fixture
def windows(chromium):
    """Opens windows of devices of their own, whose network can be cut."""
    with contextlib.ExitStack() as opened:

        def window(size=(1280, 900)):
            context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
            opened.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(8000)
            return page

        yield window


def test_a_door_works_with_the_network_cut(congress, windows):
    page = windows()
    tokens = {name: token(congress, name) for name in ("d-1", "d-2", "d-6")}
    at_the_door(congress, page)
    page.context.set_offline(True)
    for side in (page, page.context.service_workers[0]):
        assert side.evaluate("fetch('/bodies').then(() => 'there', () => 'cut')") == "cut"

    said = shown(page, tokens["d-1"], "Let in")
    assert "Delegate no. 1 (made up), mandate d-1" in said
    assert "Decisive voice" in said
    assert "forged" in shown(page, forged(tokens["d-2"]), "Stop: forged")
    assert "presented, not confirmed" in shown(page, tokens["d-6"], "Stop: not confirmed")
    for _ in range(2):
        assert "let in at this door" in shown(page, tokens["d-1"], "Seen before")
    expect(page.locator("#network")).to_contain_text("No network")
    expect(page.locator("#list-age")).to_contain_text("less than a minute old")
    expect(page.locator("#count")).to_contain_text("Not sent yet: 1")
    page.reload()
    page.locator("[data-door][data-state=ready]").wait_for()
    assert "let in at this door" in shown(page, tokens["d-1"], "Seen before")
    shown(page, tokens["d-2"], "Let in")


def test_who_was_recalled_before_the_list_is_refused_and_after_it_once_connected(congress, windows):
    page = windows((390, 800))
    early, late = token(congress, "d-4"), token(congress, "d-5")
    performed(congress, ENDING.format(mandate="d-4"))
    at_the_door(congress, page, "Side door")
    page.context.set_offline(True)

    assert "has ended (resigned)" in shown(page, early, "Stop: mandate ended")
    performed(congress, ENDING.format(mandate="d-5"))
    shown(page, late, "Let in")
    page.context.set_offline(False)
    expect(page.locator("#network")).to_contain_text("Connected")
    expect(page.locator("#count")).to_contain_text("Everything is sent")
    expect(page.locator("#troubles")).to_contain_text(
        "but the mandate is ended by now (resigned)", timeout=20000
    )
    assert "has ended (resigned)" in shown(page, late, "Stop: mandate ended")


def test_a_copy_is_seen_on_both_doors_once_they_reconnect(congress, windows):
    copied, good = token(congress, "d-3"), token(congress, "d-7")
    front, side = windows(), windows((390, 800))
    for page, name in ((front, "Front door"), (side, "Side door")):
        at_the_door(congress, page, name)
        page.context.set_offline(True)
    shown(front, copied, "Let in")
    shown(side, copied, "Let in")
    shown(side, good, "Let in")

    for page in (front, side):
        page.context.set_offline(False)
        expect(page.locator("#network")).to_contain_text("Connected")
    for page, other in ((front, "Side door"), (side, "Front door")):
        trouble = page.locator("#troubles li", has_text="mandate d-3")
        expect(trouble).to_contain_text(f"and at the door {other}", timeout=20000)
        expect(trouble).to_contain_text("one is a copy")
        assert page.locator("#troubles", has_text="d-7").count() == 0
    assert "let in at the door Side door" in shown(front, good, "Seen before")
    assert barriers(front) == []

    performed(congress, OPENING)
    expect(row(side, "d-7")).to_contain_text("arrival entered", timeout=20000)
    for page in (front, side):
        expect(row(page, "d-3")).to_contain_text("arrival", timeout=20000)
    states = [row(page, "d-3").locator("td").last.inner_text() for page in (front, side)]
    holder = "Delegate no. 3 (made up)"
    refused = f"arrival refused: The delegate {holder} is here already; nobody is counted twice."
    assert sorted(state[: len(refused)] for state in states) == ["arrival entered", refused]
    congress.command("export", str(congress.folder.parent / "export"))
    lines = (congress.folder.parent / "export" / f"{BODY}.jsonl").read_text("utf-8").splitlines()
    arrived = [e["data"] for e in map(json.loads, lines) if e["kind"] == "presence.arrived"]
    assert sorted(name for d in arrived for name in d["mandates"] if name != "d-5") == [
        "d-3",
        "d-7",
    ]
    assert any(d["source"].startswith("check-in at the door Side door") for d in arrived)

    performed(congress, CLOSING)
    expect(front.locator("#count")).to_contain_text("Let in at this door: 0.", timeout=20000)
    shown(front, good, "Let in")


ASKED = "By number: compare the identity card"


def confirmed(page):
    """A second Enter, once the door takes one."""
    expect(page.get_by_role("button", name="Let in by number")).to_be_enabled()
    page.keyboard.press("Enter")


def test_who_shows_no_credential_is_let_in_by_number_after_a_second_enter(congress, windows):
    page, side = windows(), windows((390, 800))
    for door, name in ((page, "Front door"), (side, "Side door")):
        at_the_door(congress, door, name)
        door.context.set_offline(True)

    said = shown(page, " D-2 ", ASKED)
    for words in ("Delegate no. 2 (made up), mandate d-2", "From A made-up branch",
                  "Decisive voice", "No credential was shown"):  # fmt: skip
        assert words in said
    expect(page.locator("#count")).to_contain_text("Let in at this door: 0.")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#answer h2")).to_have_text("Not let in")
    page.keyboard.press("Enter")
    shown(page, "d-2", ASKED)
    page.keyboard.type("d")
    expect(page.locator("#answer h2")).to_have_text("Not let in")
    assert "presented, not confirmed" in shown(page, "d-6", "Stop: not confirmed")
    expect(page.locator("#count")).to_contain_text("Let in at this door: 0.")

    shown(page, "d-2", ASKED)
    confirmed(page)
    expect(page.locator("#answer h2")).to_have_text("Let in by number")
    expect(row(page, "d-2")).to_contain_text("not sent yet; by number")
    said = shown(page, "d-2", "Seen before")
    assert "let in by number, without a credential at this door" in said
    assert "by number" in shown(page, token(congress, "d-2"), "Seen before")

    # The holder comes to the other door: both are told that one of the two showed no credential.
    shown(side, token(congress, "d-2"), "Let in")
    for door in (page, side):
        door.context.set_offline(False)
    for door in (page, side):
        trouble = door.locator("#troubles li", has_text="mandate d-2")
        expect(trouble).to_contain_text("one of them showed no credential", timeout=20000)


MORE = """
by nora as secretary
body made-up-branch
for n in 11..15:
give mandate d-{n}
    holder: Delegate no. {n} (made up)
    to body: made-up-congress
    key: d-{n}
body made-up-congress
for n in 11..15:
present mandate d-{n}
    holder: Delegate no. {n} (made up)
    from body: made-up-branch
    cites: made-up-branch d-{n}
"""


def test_those_called_so_are_found_by_letters_and_chosen_by_keys_or_touch(congress, windows):
    performed(congress, MORE)
    page = windows((390, 800))
    at_the_door(congress, page)
    page.context.set_offline(True)
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    for begun in ("DLG1", token(congress, "d-3")[:30]):
        field.fill(begun)
        expect(options).to_have_count(0)
        expect(page.locator("#called-said")).to_be_empty()
    field.fill("zzz")
    expect(page.locator("#called-said")).to_have_text("Nobody on the list is called so.")
    field.fill("délegate MADE")
    expect(options).to_have_count(8)
    expect(page.locator("#called-said")).to_contain_text("More than 8 are called so")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert barriers(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#answer h2")).to_have_text("Which one?")
    expect(field).to_have_value("délegate MADE")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    marked = page.get_by_role("option", selected=True)
    expect(marked).to_contain_text("Delegate no. 2 (made up), mandate d-2, from A made-up branch")
    assert field.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    # Others may have let d-3 in before this test did.
    expect(page.locator("#answer h2")).to_have_text(re.compile(f"^({ASKED}|Seen before)$"))
    expect(page.locator("#answer")).to_contain_text("mandate d-3")
    expect(options).to_have_count(0)
    expect(field).to_have_value("")
    expect(field).to_be_focused()

    field.fill("no. 8")
    expect(page.locator("#called-said")).to_contain_text("One is called so")
    options.click()
    expect(page.locator("#answer")).to_contain_text("mandate d-8")
    expect(field).to_be_focused()


BACK = """
by nora as secretary
body made-up-congress
leave {mandate}
"""


def test_who_left_and_comes_back_through_the_same_door_is_here_again(congress, windows):
    page, words = windows(), token(congress, "d-1")
    at_the_door(congress, page, "Return door")
    performed(congress, OPENING.replace("first", "second"))
    page.get_by_label("Credential").fill(words)
    page.keyboard.press("Enter")
    expect(row(page, "d-1")).to_contain_text("arrival entered", timeout=20000)
    performed(congress, BACK.format(mandate="d-1"))
    expect(page.locator("#list-age")).to_be_visible()
    assert "note that they are back" in shown(page, words, "Seen before")
    expect(row(page, "d-1")).to_contain_text("arrival entered; shown again 1 time", timeout=20000)
    folder = congress.folder.parent / "returned"
    congress.command("export", str(folder))
    lines = (folder / f"{BODY}.jsonl").read_text("utf-8").splitlines()
    last = [e for e in map(json.loads, lines) if e["kind"].startswith("presence.")][-1]
    assert (last["kind"], last["data"]["mandates"]) == ("presence.arrived", ["d-1"])
    performed(congress, CLOSING)


def row(page, mandate):
    return page.locator("#rows tr", has_text=mandate)


def test_a_token_is_judged_as_on_the_command_line(congress, windows):
    """The browser and the core give the same ground for the same token, list and day."""
    page = windows()
    at_the_door(congress, page)
    own = key_of(congress)
    signed, cases = judged_cases(congress, own)
    given = {"vkey": own.vkey, "signed": msgspec.to_builtins(signed), "cases": cases}
    door = read_list(written_list(signed))
    grounds = [ground(door, words, day) for words, day in cases]

    assert page.evaluate(JUDGED, given) == grounds
    assert {*grounds} == GROUNDS
    numbers = [
        (place.mandate, day)
        for place in (*signed.list.places, replace(signed.list.places[0], mandate="nobody"))
        for day in ("2029-12-31", "2030-01-01", "2030-01-02")
    ]
    judged = [lets_in_by_number(door_rules.listed(door, name), day) for name, day in numbers]
    grounds = [one.code if isinstance(one, Refused) else "" for one in judged]
    assert page.evaluate(JUDGED_BY_NUMBER, given | {"cases": numbers}) == grounds
    assert {*grounds} == {"", "mandate-ended", "mandate-stale", "mandate-unknown", "not-confirmed"}
    broken = json.loads(json.dumps(given["signed"]).replace("contested", "confirmed"))
    assert "no good signature" in page.evaluate(JUDGED, given | {"signed": broken})


JUDGED = """async ({ vkey, signed, cases }) => {
  const { judge, keyOf, readList, readToken } = await import("/static/credential.js");
  const key = await keyOf(vkey);
  let list;
  try { list = await readList(signed, key); } catch (error) { return error.message; }
  const grounds = [];
  for (const [words, day] of cases) {
    const read = await readToken(words, key);
    grounds.push((read.credential ? judge(list, read.credential, day) : read).code || "");
  }
  return grounds;
}"""
JUDGED_BY_NUMBER = """async ({ vkey, signed, cases }) => {
  const { judgeNumber, keyOf, readList } = await import("/static/credential.js");
  const list = await readList(signed, await keyOf(vkey));
  return cases.map(([mandate, day]) => judgeNumber(list, mandate, day).code || "");
}"""
GROUNDS = {
    "", "expired", "forged", "list-older", "mandate-ended", "mandate-stale", "mandate-unknown",
    "not-a-credential", "not-confirmed", "other-body", "other-holder", "other-key",
}  # fmt: skip


def judged_cases(congress, own):
    """A list with a mandate in every state, and tokens and days for every ground."""
    place = replace(listed(congress).places[0], state="confirmed", until="2030-01-01")
    states = ("presented", "confirmed", "contested", "rejected", "ended")
    places = tuple(
        replace(place, mandate=f"x-{s}", state=s, reason="\u201cso\u201d") for s in states
    )
    signed = signed_list(
        replace(listed(congress), name="Ein Gremium \u00fc \u2713", places=places), own
    )
    size = read_list(written_list(signed)).checkpoint.size
    good = Credential(body=BODY, mandate="x-confirmed", holder=place.holder, voice="advisory",
                      alternate=True, until="2031-06-30", size=size)  # fmt: skip
    stranger = signer("elsewhere.example", bytes(32))
    changed = [
        *(replace(good, mandate=f"x-{s}", size=size + n) for s in states for n in (0, 1)),
        replace(good, mandate="nobody"), replace(good, mandate="nobody", size=size + 2**40),
        replace(good, body="another-body"), replace(good, holder="0" * 16),
    ]  # fmt: skip
    words = token_of(good, own)
    odd = [words.lower(), f" {words[:9]} {words[9:]}\n", "", "DLG1", words[:-1], words + "0"]
    odd += [token_of(good, stranger), forged(words)]
    odd += [
        words[:n] + ("7" if words[n] != "7" else "8") + words[n + 1 :] for n in range(len(words))
    ]
    days = ("2026-03-01", "2030-01-01", "2030-01-02", "2031-06-30", "2031-07-01")
    cases = [(words, day) for day in days]
    cases += [(token_of(credential, own), "2026-03-01") for credential in changed]
    return signed, cases + [(one, "2026-03-01") for one in odd]


def ground(door, words, day):
    """The ground on which the core refuses, or nothing."""
    read = read_token(words, door.verifier)
    outcome = read if isinstance(read, Refused) else admitted(door, read, day)
    return outcome.code if isinstance(outcome, Refused) else ""


@pytest.mark.parametrize("alias", ["omar", "sally", "nora"])
def test_a_credential_is_shown_to_its_holder_and_to_the_credentials_committee(
    congress, page, alias
):
    signed_in(congress, page, alias)
    page.goto(f"{congress.url}/bodies/{BODY}/mandates/d-7")
    page.get_by_role("link", name="My credential" if alias == "omar" else "Credential").click()

    expect(page.get_by_role("img", name="QR code of the credential of d-7")).to_be_visible()
    words = page.get_by_label("The same in letters").input_value()
    read = read_token(words, verifier(key_of(congress).vkey))
    assert read.mandate == "d-7"
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", [f"/bodies/{BODY}/mandates/d-7/credential", DOOR, f"{DOOR}/list",
                                  f"{DOOR}/check-ins"])  # fmt: skip
def test_nobody_else_sees_a_credential_or_the_door(congress, windows, path):
    page = windows()
    assert page.goto(congress.url + path).status == 404
    if "credential" not in path:
        signed_in(congress, page, "omar")
        assert page.goto(congress.url + path).status == 404


def test_another_delegate_sees_no_credential_but_the_own_one(congress, windows):
    page = windows()
    signed_in(congress, page, "omar")

    assert page.goto(f"{congress.url}/bodies/{BODY}/mandates/d-1/credential").status == 404
    page.goto(f"{congress.url}/bodies/{BODY}/mandates/d-1")
    assert page.get_by_role("link", name="redential").count() == 0


def test_the_door_is_accessible_and_worked_by_keyboard_alone(congress, page):
    good = token(congress, "d-2")
    at_the_door(congress, page)
    page.locator("h1").click()
    page.keyboard.type(good.lower())
    page.keyboard.press("Enter")

    expect(page.locator("#answer")).to_contain_text("mandate d-2")
    expect(page.get_by_label("Credential")).to_be_focused()
    expect(page.get_by_label("Credential")).to_have_value("")
    assert page.locator("#answer").get_attribute("aria-live") == "assertive"
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_closed_door_leaves_nothing_on_the_device(congress, windows):
    page = windows()
    at_the_door(congress, page)
    page.get_by_role("button", name="Close this door").click()
    page.wait_for_url(f"**/bodies/{BODY}")

    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_a_browser_without_ed25519_is_told_so(congress, windows):
    page = windows()
    signed_in(congress, page, "sally")
    page.add_init_script("crypto.subtle.importKey = () => Promise.reject(new Error('no'))")
    page.goto(congress.url + DOOR)

    expect(page.locator("#answer")).to_contain_text("cannot check Ed25519 signatures")
    expect(page.get_by_label("Credential")).to_be_hidden()


CAMERA = """(words) => {
  const canvas = document.createElement("canvas");
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
  HTMLMediaElement.prototype.play = async () => {};
  let looks = 0;
  window.BarcodeDetector = class {
    async detect() {
      looks += 1;
      if (looks > 5) document.documentElement.dataset.looked = "often";
      return [{ rawValue: words }];
    }
  };
}"""


def test_a_code_that_stays_before_the_camera_is_judged_once(congress, page):
    page.add_init_script(f"({CAMERA})({json.dumps(token(congress, 'd-9'))})")
    at_the_door(congress, page)
    page.get_by_role("button", name="Use the camera").click()

    expect(page.locator("#answer")).to_contain_text("mandate d-9")
    said = page.locator("#answer h2").inner_text()
    page.locator("html[data-looked=often]").wait_for()
    assert page.locator("#answer h2").inner_text() == said
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("#view")).to_be_hidden()
    assert barriers(page) == []


def test_who_may_not_keep_the_door_any_more_is_told_and_loses_the_page(congress, windows):
    page = windows()
    at_the_door(congress, page)
    page.context.clear_cookies()
    shown(page, token(congress, "d-8"), "Let in")

    expect(page.locator("#network")).to_contain_text("sign in again in another window")
    expect(page.locator("#count")).to_contain_text("Not sent yet: 1")
    assert page.goto(congress.url + DOOR).status == 404
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        page.reload()
