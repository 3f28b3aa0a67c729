"""A division by ballot, from the opening to the receipt that an export is checked against."""

import json
import re

import pytest
from test_office import Visitor

from delegata.record.admission import admission as issued
from delegata.store.people import Register
from delegata.store.postgres import address
from served import Served

DELEGATES = ("ada", "ben", "cleo", "dan")
PLACE = "/bodies/made-up-congress/divisions"
SCENE = (
    """
person nora: Nora Finch (made up)
person sally: Sally Okafor (made up)
"""
    + "".join(f"person {name}: {name.title()} (made up)\n" for name in DELEGATES)
    + """
by nora as secretary
body made-up-congress
found body A made-up congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      mandates proofs: paper
      convening notice_days: 0
    officers: secretary: @nora; credentials: @nora; chair: @sally
"""
    + "".join(
        f"present mandate d-{name}\n    holder: @{name}\n    from body: branch\n    proof: paper\n"
        for name in DELEGATES
    )
    + """
confirm mandates d-ada, d-ben, d-cleo, d-dan
    by: nora as credentials
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-ada, d-ben, d-cleo
by sally as chair
move wages
    title: Wages rise
    mover: Ada
move hours
    title: Hours fall
    mover: Ada
open division wages
    motion: wages
    method: electronic
"""
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ballots")
    served = Served.of(folder, SCENE)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    """Everybody, signed in, and somebody who is not."""
    found = {"nobody": Visitor(congress.url)}
    for alias in (*DELEGATES, "sally"):
        visitor = found[alias] = Visitor(congress.url)
        link = congress.command("sign-in", alias, "--at", congress.url).strip()
        assert visitor.post(link.removeprefix(congress.url))[0] == 302
    return found


def page(visitor, division="wages"):
    return visitor.ask("GET", f"{PLACE}/{division}")[2]


def admission(visitor, division="wages"):
    return re.search(r'data-admission="([^"]+)"', page(visitor, division))[1]


def admission_of(congress, visitor, alias):
    """An admission as the server would give it, to somebody who is offered no ballot."""
    register = Register(address(congress.folder, None))
    person = register.person(alias)
    register.close()
    secret = (congress.folder / "secret").read_bytes()
    return issued(secret, person, visitor.cookies["sessionid"], 2**31)


def send(visitor, /, token, **changed):
    ballot = {"admission": token, "body": "made-up-congress", "division": "wages", **changed}
    status, _, text = visitor.ask("POST", "/hall/ballot", json.dumps(ballot))
    return status, json.loads(text)


def test_a_division_by_ballot_is_cast_closed_and_verified(congress, visitors, chromium, tmp_path):
    ada, ben, cleo, dan, sally = (visitors[name] for name in (*DELEGATES, "sally"))
    token = admission(ada)
    own = {"mandate": "d-ada", "stance": "for"}

    # What is not one's own ballot, from one's own session, is refused.
    assert send(visitors["nobody"], token, **own)[0] == 401
    assert send(ben, token, **own)[0] == 401
    assert send(ada, token[:-1] + ("0" if token[-1] != "0" else "1"), **own)[0] == 401
    assert send(ada, token, mandate="d-ben", stance="for")[0] == 403
    assert send(ada, token, mandate="d-ada", stance="twice")[0] == 422
    assert send(ada, token, **own, body="nowhere")[0] == 403
    assert send(ada, token, **own, division="hours")[0] == 409
    assert send(ada, "x" * 5000, **own)[0] == 413
    assert ada.ask("POST", "/hall/ballot", b"\xff{")[0] == 422
    assert ada.ask("GET", "/hall/ballot")[0] == 405
    assert "The mandate d-dan (Dan (made up)) has no vote" in page(dan)
    elsewhere = admission_of(congress, dan, "dan")
    assert send(dan, elsewhere, mandate="d-dan", stance="for")[0] == 409

    # Sent twice it counts once, with one receipt; the form does the same without JavaScript.
    first, again = send(ada, token, **own), send(ada, token, mandate="d-ada", stance="against")
    assert (first[0], first[1]["state"], again[1]["state"]) == (200, "taken", "voted-before")
    assert first[1]["receipt"] == again[1]["receipt"]
    assert plain_cast(ben, "wages", "against")[0] == 302
    assert "Your ballot is in the box" in page(ben)
    assert "<strong>2</strong> of 3" in page(visitors["nobody"])
    _cast_in_the_browser(congress, visitors, chromium)

    # No hand count is taken, and only the chair closes the box.
    assert 'class="close-box"' not in page(cleo)
    assert plain(sally, f"{PLACE}/wages", f"{PLACE}/wages/close")[0] == 302
    assert "Carried" in page(sally)

    # The vote was open: everybody sees how each voted, and each finds the own vote at the seat.
    roll = re.findall(r">(d-\w+)</a></th><td>[^<]*</td><td>(\w+)", page(visitors["nobody"]))
    assert roll == [("d-ada", "for"), ("d-ben", "against"), ("d-cleo", "for")]
    assert "Wages rise</a>: against" in ben.ask("GET", "/bodies/made-up-congress/seat")[2]

    # Whose answer was lost before the close gets the receipt after it; nobody casts any more.
    late = send(ada, token, **own)
    assert (late[0], late[1]["state"], late[1]["receipt"]) == (
        200, "voted-before", first[1]["receipt"],
    )  # fmt: skip
    assert send(dan, elsewhere, mandate="d-dan", stance="for")[0] == 409

    _verified(congress, first[1]["receipt"], tmp_path)


def plain(visitor, shown, path, **fields):
    """A form of one page, sent to the address that it names."""
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', visitor.ask("GET", shown)[2])[1]
    body = "&".join(f"{k}={v}" for k, v in {"csrfmiddlewaretoken": token, **fields}.items())
    kind = "application/x-www-form-urlencoded"
    return visitor.ask("POST", path, body, **{"Content-Type": kind})


def plain_cast(visitor, division, stance):
    return plain(visitor, f"{PLACE}/{division}", f"{PLACE}/{division}/ballot", stance=stance)


def _cast_in_the_browser(congress, visitors, chromium):
    """Cleo's phone reaches nobody, then loses an answer; the ballot counts once and is not kept."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies(
        [{"name": k, "value": v, "url": congress.url} for k, v in visitors["cleo"].cookies.items()]
    )
    phone = context.new_page()
    phone.goto(f"{congress.url}{PLACE}/wages")
    phone.route("**/hall/ballot", lambda route: route.abort())
    for words in ("again to cast this ballot", "Not confirmed yet"):
        phone.get_by_role("button", name="For").click()
        phone.get_by_text(words).wait_for()
    phone.unroute("**/hall/ballot")
    phone.goto(f"{congress.url}{PLACE}/wages")
    phone.get_by_text("Your ballot was not confirmed").wait_for()
    kept = phone.evaluate("JSON.stringify([sessionStorage, localStorage])")
    assert not re.search("for|against|abstain", kept.replace("delegata", ""))
    sent = []

    def lose_the_first_answer(route):
        answer = route.fetch()
        sent.append(answer.status)
        if len(sent) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    phone.route("**/hall/ballot", lose_the_first_answer)
    phone.get_by_role("button", name="For").click()
    phone.get_by_text("again to cast this ballot").wait_for()
    assert not sent
    phone.get_by_role("button", name="For").click()
    phone.get_by_text("Your ballot is in the box").wait_for()
    assert sent == [200, 200]
    phone.wait_for_function("document.activeElement.textContent.includes('is in the box')")
    assert phone.evaluate("sessionStorage.length") == 0
    assert "of 3 who may vote" not in phone.content()
    context.close()


def _verified(congress, receipt, tmp_path):
    """The export is well, the receipt is kept; a ballot that is changed is found out."""
    export = tmp_path / "export"
    congress.command("export", str(export))
    kept = tmp_path / "receipt.txt"
    kept.write_text(receipt, "utf-8")
    said = congress.verify(export, "--receipt", kept)
    assert "the receipt is kept" in said
    assert "all is well" in said
    votes = export / "made-up-congress.wages.votes"
    votes.write_bytes(
        votes.read_bytes().replace(b'd-ada","stance":"for', b'd-ada","stance":"against')
    )
    said = congress.verify(export, "--receipt", kept)
    assert "ballots-altered" in said
    assert "promise-broken" in said


def test_a_secret_division_names_those_who_voted_and_not_how(congress, visitors, tmp_path):
    sally = visitors["sally"]
    opened = sally.post(
        "/bodies/made-up-congress/acts/division.opened",
        right="office:chair", division="hours", motion="hours", method="secret",
    )  # fmt: skip
    assert opened[0] == 302, opened[2]
    for name, stance in (("ada", "for"), ("ben", "against"), ("cleo", "against")):
        assert plain_cast(visitors[name], "hours", stance)[0] == 302
    receipt = re.search(r"(?s)<pre[^>]*>(.*?)</pre>", page(visitors["ada"], "hours"))[1]
    status, headers, file = visitors["ada"].ask("GET", f"{PLACE}/hours/receipt/d-ada")
    assert (status, file) == (200, receipt)
    assert (
        headers["Content-Disposition"]
        == 'attachment; filename="receipt-made-up-congress-hours.txt"'
    )
    for other in (visitors["ben"], sally):
        assert other.ask("GET", f"{PLACE}/hours/receipt/d-ada")[0] == 404
    assert plain(sally, f"{PLACE}/hours", f"{PLACE}/hours/close")[0] == 302
    assert "Lost" in page(sally, "hours")
    assert "<h2>Roll<" not in page(sally, "hours")

    export = tmp_path / "export"
    congress.command("export", str(export))
    votes = (export / "made-up-congress.hours.votes").read_text("utf-8").splitlines()
    assert sorted(votes) == ['{"stance":"against"}'] * 2 + ['{"stance":"for"}']
    kept = tmp_path / "receipt.txt"
    kept.write_text(receipt.strip(), "utf-8")
    assert "the receipt is kept" in congress.verify(export, "--receipt", kept)
    kept.write_text(receipt[: len(receipt) // 2], "utf-8")
    said = congress.verify(export, "--receipt", kept)
    assert f"receipt-malformed: {kept}: " in said
    assert "Copy the receipt whole, from its first line to its last." in said


def test_who_changed_how_they_sign_in_votes_by_hand(congress, visitors):
    sally, cleo = visitors["sally"], visitors["cleo"]
    acts = "/bodies/made-up-congress/acts"
    new = {"right": "office:chair", "motion": "new"}
    sally.post(f"{acts}/motion.moved", **new, title="New", mover="Ada")
    sally.post(f"{acts}/division.opened", **new, division="new", method="electronic")
    assert "data-admission" in page(cleo, "new")
    register = Register(address(congress.folder, None))
    register.sign_in_changed(register.person("cleo"), "email changed")
    register.close()

    assert "vote by hand" in page(cleo, "new")
    assert "data-admission" not in page(cleo, "new")
    forced = plain(cleo, f"{acts}/floor.spoken", f"{PLACE}/new/ballot", stance="for")
    assert forced[0] == 403
    annul = {"right": "office:chair", "division": "new", "reason": "made up"}
    assert sally.post(f"{acts}/division.annulled", **annul)[0] == 302
    assert "Annulled" in page(sally, "new")


def test_a_sign_out_ends_the_right_to_cast(visitors):
    sally, ben = visitors["sally"], visitors["ben"]
    acts = "/bodies/made-up-congress/acts"
    late = {"right": "office:chair", "motion": "late"}
    sally.post(f"{acts}/motion.moved", **late, title="Late", mover="Ada")
    sally.post(f"{acts}/division.opened", **late, division="late", method="electronic")
    token = admission(ben, "late")
    cookies = dict(ben.cookies)
    assert ben.post("/sign-out")[0] == 302
    ben.cookies = cookies

    ballot = {"division": "late", "mandate": "d-ben", "stance": "for"}
    assert send(ben, token, **ballot) == (401, {
        "state": "signed-out", "receipt": "",
        "say": "You are signed out; sign in, and cast the ballot again.",
    })  # fmt: skip
