"""Invited by e-mail, signed in by password and by passkey, and nobody else let in."""

import os
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from test_office import Visitor
from test_serving import SCENE

from barriers import barriers
from served import Served

EXAMPLE = Path(__file__).parents[2] / "examples" / "first-federation"
PASSWORD = "harbour-lantern-27"


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    """The example federation with its members, served with an outbox that pages show."""
    os.environ["DELEGATA_SHOW_OUTBOX"] = "yes"
    served = Served(tmp_path_factory.mktemp("union") / "var", "run")
    del os.environ["DELEGATA_SHOW_OUTBOX"]
    served.command("found", str(EXAMPLE / "bodies.csv"), str(EXAMPLE / "officers.csv"), "--apply")
    served.command("people", "import", str(EXAMPLE / "members.csv"), "--body", "harbour", "--apply")
    yield served
    served.stop()


def clean(page):
    assert barriers(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def invite(page, union, name):
    """The secretary invites a member; the link in the letter."""
    page.goto(union.command("sign-in", "1001", "--at", union.url).strip())
    page.locator("main form button").click()
    page.goto(f"{union.url}/bodies/harbour/roll?find={name}")
    page.get_by_role("button", name=f"Invite {name}").click()
    page.goto(f"{union.url}/outbox")
    clean(page)
    link = page.locator("article").filter(has_text=name).locator("a").first.get_attribute("href")
    page.context.clear_cookies()
    return link


def test_a_member_is_invited_sets_a_passkey_and_signs_in_with_it(union, page, request):
    name = "Gus Usher" if "desk" in request.node.name else "Gus Hatter"
    page.set_default_timeout(15000)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True}})  # fmt: skip
    base = union.url.replace("127.0.0.1", "localhost")
    link = invite(page, union, name).replace("127.0.0.1", "localhost")
    page.goto(link)
    clean(page)
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text("Your account")
    clean(page)
    page.goto(f"{base}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("my phone")
    passwordless = page.get_by_label(re.compile("passwordless", re.IGNORECASE))
    if passwordless.count():
        passwordless.check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/add/"))
    page.goto(f"{base}/sign-out")
    page.locator("main form button").click()
    expect(page.locator("header")).to_contain_text("Sign in")
    page.goto(f"{base}/accounts/login/")
    clean(page)
    page.locator("#passkey_login").click()
    expect(page.locator("h1")).to_have_text("Your account")
    expect(page.locator("main")).to_contain_text("webauthn")
    page.goto(f"{base}/accounts/sessions/")
    expect(page.locator("main")).to_contain_text("127.0.0.1")
    again = page.context.browser.new_page()
    assert again.goto(link).status == 403
    again.close()


def account_with_password(union, page, name):
    page.goto(invite(page, union, name))
    page.locator("main form button").click()
    page.goto(f"{union.url}/accounts/password/set/")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main form button").click()
    page.context.clear_cookies()


def test_a_password_lets_its_person_in_and_guessing_is_stopped(union, page, request):
    if "phone" in request.node.name:
        pytest.skip("the same over plain HTTP")
    account_with_password(union, page, "Hana Ostler")
    number = re.search(r"m\d+@example.org", _email(union, page, "Hana Ostler"))[0]
    right = Visitor(union.url)
    status, headers, _ = right.post("/accounts/login/", login=number, password=PASSWORD)
    assert (status, headers["Location"]) == (302, "/account")
    wrong = Visitor(union.url)
    for login in (number, "nobody@example.org"):
        answer = wrong.post("/accounts/login/", login=login, password="guess")[2]
        assert "not correct" in answer
    said = [wrong.post("/accounts/login/", login=number, password="guess")[2] for _ in range(12)]
    assert "Too many" in said[-1]


def test_guesses_at_many_accounts_leave_others_at_the_same_address_their_own(union):
    """A hall may share one address: a dozen guesses there are no reason to let nobody in."""
    guesser, other = Visitor(union.url), Visitor(union.url)
    for number in range(12):
        guesser.post("/accounts/login/", login=f"x{number}@example.org", password="guess")
    answer = other.post("/accounts/login/", login="fresh@example.org", password="guess")[2]
    assert "not correct" in answer


@pytest.mark.parametrize(("proxied", "seen"), [("yes", "203.0.113.7"), ("no", "127.0.0.1")])
def test_the_address_of_a_visitor_is_what_a_proxy_adds_where_there_is_one(tmp_path, proxied, seen):
    """Neither what the visitor wrote there before it, nor any word of it without a proxy."""
    served = Served.of(tmp_path, SCENE, environment={"DELEGATA_BEHIND_TLS": proxied})
    visitor = Visitor(served.url)
    link = served.command("sign-in", "ada", "--at", served.url).strip().removeprefix(served.url)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', visitor.ask("GET", link)[2])[1]
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": "198.51.100.1, 203.0.113.7",
    }
    assert visitor.ask("POST", link, f"csrfmiddlewaretoken={token}", **headers)[0] == 302
    page = visitor.ask("GET", "/accounts/sessions/", **headers)[2]
    served.stop()
    assert {ip for ip in ("198.51.100.1", "203.0.113.7", "127.0.0.1") if ip in page} == {seen}


def _email(union, page, name):
    page.goto(union.command("sign-in", "1001", "--at", union.url).strip())
    page.locator("main form button").click()
    page.goto(f"{union.url}/bodies/harbour/roll?find={name}")
    return page.locator("main table").last.inner_text()


def test_nobody_signs_up_by_themselves(union):
    status, _, text = Visitor(union.url).ask("GET", "/accounts/signup/")

    assert "closed" in text.lower()
    assert "password1" not in text
    assert status == 200


def refused_from_the_roll(page, name):
    """No button stands beside somebody, with the reason, and who sends the form is refused."""
    row = page.locator("tr", has_text=name).first
    expect(row.get_by_role("button")).to_have_count(0)
    expect(row).to_contain_text("signs in already, or holds an office or a mandate in another body")
    person = row.locator("th a").get_attribute("href").rpartition("/")[2]
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    body = page.url.partition("/roll")[0]
    answer = page.request.post(
        f"{body}/roll/invite",
        form={"csrfmiddlewaretoken": token, "person": person},
        headers={"Referer": page.url},
    )
    assert answer.status == 409
    assert "is not invited from a roll" in answer.text()


def test_who_was_invited_is_said_with_the_address_and_marked(union, page):
    page.goto(union.command("sign-in", "1001", "--at", union.url).strip())
    page.locator("main form button").click()
    page.goto(f"{union.url}/bodies/harbour/roll")
    row = page.locator("tbody tr", has=page.get_by_role("button", name="Invite")).last
    name, address = (row.locator(cell).inner_text() for cell in ("th", "td >> nth=1"))
    row.get_by_role("button").click()

    said = page.get_by_role("status").filter(has_text="An invitation went to")
    expect(said).to_contain_text(f"An invitation went to {name}, at {address}.")
    row = page.locator("tr", has_text=address)
    expect(row).to_contain_text("invited")
    expect(row.get_by_role("button", name=f"Invite {name} again")).to_be_visible()


def test_a_link_is_for_the_address_at_which_the_folder_is_served(union):
    assert union.command("sign-in", "1001").startswith(f"{union.url}/sign-in/")


def test_no_roll_keeper_gets_into_an_account_or_an_office_by_an_invitation(union, page, request):
    if "phone" in request.node.name:
        pytest.skip("the same over plain HTTP")
    page.set_default_timeout(15000)
    name = "Karl Usher"
    account_with_password(union, page, name)
    page.goto(union.command("sign-in", "1001", "--at", union.url).strip())
    page.locator("main form button").click()
    page.goto(f"{union.url}/bodies/harbour/roll?find={name}")
    refused_from_the_roll(page, name)
    page.goto(union.command("sign-in", "1132", "--at", union.url).strip())
    page.locator("main form button").click()
    # 1132 keeps the roll of the tannery, and is chair of the congress too.
    page.goto(f"{union.url}/bodies/tannery/roll?find=1132")
    refused_from_the_roll(page, "1132")


def test_an_office_acts_with_a_second_factor_where_the_server_asks_for_one(
    tmp_path_factory, monkeypatch
):
    monkeypatch.setenv("DELEGATA_SECOND_FACTOR", "required")
    served = Served(tmp_path_factory.mktemp("strict") / "var", "run")
    served.command("found", str(EXAMPLE / "bodies.csv"), str(EXAMPLE / "officers.csv"), "--apply")
    visitor = Visitor(served.url)
    link = served.command("sign-in", "1001", "--at", served.url).strip()
    visitor.post(link.removeprefix(served.url))
    for path, fields in (
        ("/bodies/harbour/acts/meeting.convened",
         {"right": "office:secretary", "convocation": "c", "convener": "secretary",
          "opens on": "2027-01-01"}),
        ("/bodies/harbour/roll/seal", {"roll": "first", "held_on": "2026-01-01"}),
    ):  # fmt: skip
        token = re.search(
            r'csrfmiddlewaretoken" value="(\w+)"', visitor.ask("GET", "/bodies/harbour/roll")[2]
        )[1]
        body = urlencode({"csrfmiddlewaretoken": token, **fields})
        kind = "application/x-www-form-urlencoded"
        status, _, page = visitor.ask("POST", path, body, **{"Content-Type": kind})
        assert (status, "second factor" in page) == (403, True), path
    served.stop()


def test_a_forged_invitation_lets_nobody_in(union):
    assert Visitor(union.url).ask("GET", "/invitations/forged")[0] == 403


def test_who_keeps_no_roll_invites_nobody(union):
    visitor = Visitor(union.url)
    assert visitor.ask("GET", "/bodies/harbour/roll/invite")[0] == 404
    assert visitor.post("/bodies/harbour/roll/invite", person="p-000000000000")[0] == 404
