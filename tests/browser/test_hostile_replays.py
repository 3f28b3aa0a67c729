"""What was good once, or for somebody else, sent again: admissions, keys, receipts and tokens."""

import json

import pytest
from test_acts_from_devices import SCENE as ACTING
from test_acts_from_devices import entered
from test_acts_from_devices import send as act
from test_acts_from_devices import token as admitted
from test_division_by_ballot import PLACE, SCENE, admission, plain, plain_cast
from test_division_by_ballot import send as cast
from test_office import Visitor

from delegata.record.note import signer
from delegata.record.receipt import read_receipt, signed_batch
from served import Served

BRANCH = """
body branch
found body A made-up branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @nora; chair: @nora
    listed: no
give mandate d-ben
    holder: @ben
    to body: {body}
    key: give-ben
"""
ENDED = """
person nora: Nora Finch (made up)
by nora as secretary
body branch
end mandate d-ben
    ending: resigned
"""


def recallable(scene, body):
    """A scene in which a branch that keeps its record here gave Ben the mandate."""
    founding = BRANCH.format(body=body)
    scene = scene.replace("by nora as secretary\n", f"by nora as secretary\n{founding}", 1)
    paper = "present mandate d-ben\n    holder: @ben\n    from body: branch\n    proof: paper"
    assert paper in scene
    return scene.replace(paper, paper.replace("proof: paper", "cites: branch give-ben")).replace(
        "mandates proofs: paper", "mandates proofs: cited; paper"
    )


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("acts"), recallable(ACTING, "congress"))
    yield served
    served.stop()


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("ballots"), recallable(SCENE, "made-up-congress"))
    yield served
    served.stop()


def signed_in(served, alias):
    visitor = Visitor(served.url)
    link = served.command("sign-in", alias, "--at", served.url).strip()
    assert visitor.post(link.removeprefix(served.url))[0] == 302
    return visitor


def perform(served, scene, name):
    path = served.folder.parent / f"{name}.scenario"
    path.write_text(scene, "utf-8")
    served.command("perform", str(path))


def size(served, body="congress"):
    return Visitor(served.url).ask("GET", f"/api/bodies/{body}")[2]


def test_a_key_is_no_way_into_anothers_act(hall):
    """The same key with another body, or from somebody else, changes nothing and tells nothing."""
    ada, ben = entered(hall, "ada"), entered(hall, "ben")
    first = act(ada, admitted(hall, ada), "replay-1")
    assert first[0] == 200
    stood = size(hall)

    changed = act(ada, admitted(hall, ada), "replay-1", kind="presence.departed")
    stolen = act(ben, admitted(hall, ben), "replay-1", right="mandate:d-ben",
                 said={"delegate": "d-ben"})  # fmt: skip
    same = act(ben, admitted(hall, ben), "replay-1")
    for status, told in (changed, stolen, same):
        assert (status, told["state"]) == (409, "refused"), told
        assert "entry" not in told
    assert act(ada, admitted(hall, ada), "replay-1") == first
    assert size(hall) == stood


def test_an_admission_ends_with_the_mandate(hall):
    """An admission that is good until tomorrow acts for nobody whose mandate has ended."""
    ben = entered(hall, "ben")
    good = admitted(hall, ben)
    perform(hall, ENDED, "recall")
    status, told = act(ben, good, "late-1", right="mandate:d-ben", said={"delegate": "d-ben"})
    assert (status, told["code"]) == (409, "not-competent")


def test_a_revoked_token_reads_and_acts_no_more(hall):
    made = hall.command("token", "make", "ada", "--for", "a program", "--act").split()
    token = next(word for word in made if word.startswith("dlg_"))
    bearer = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    said = json.dumps({"right": "mandate:d-ada", "delegate": "d-ada", "key": "api-1"})
    where = "/api/bodies/congress/acts/floor.requested"
    visitor = Visitor(hall.url)
    assert visitor.ask("POST", where, said, **bearer)[0] in {200, 201, 409}
    listed = hall.command("token", "list", "ada").split()[0]
    hall.command("token", "revoke", "ada", listed)
    stood = size(hall)

    assert visitor.ask("POST", where, said, **bearer)[0] == 401
    assert visitor.ask("GET", "/api/bodies/congress", **bearer)[0] == 401
    assert size(hall) == stood


def test_an_admission_to_vote_ends_with_sign_out_and_mandate(congress):
    """Kept from before: neither the session that ended nor the mandate that did can use it."""
    ada, ben = signed_in(congress, "ada"), signed_in(congress, "ben")
    of_ada, of_ben = admission(ada), admission(ben)
    kept = dict(ada.cookies)
    ada.post("/sign-out")
    ada.cookies = kept
    assert cast(ada, of_ada, mandate="d-ada", stance="for")[0] == 401
    again = signed_in(congress, "ada")
    assert cast(again, of_ada, mandate="d-ada", stance="for")[0] == 401
    perform(congress, ENDED, "ended")
    assert cast(ben, of_ben, mandate="d-ben", stance="for")[0] == 409
    assert "<strong>0</strong> of 3" in Visitor(congress.url).ask("GET", f"{PLACE}/wages")[2]


def test_a_receipt_proves_nothing_of_another_poll_or_server(congress, tmp_path):
    """A receipt is held against the export of its own server; altered or carried over, it fails."""
    cleo, sally = signed_in(congress, "cleo"), signed_in(congress, "sally")
    receipt = cast(cleo, admission(cleo), mandate="d-cleo", stance="for")[1]["receipt"]
    assert plain(sally, f"{PLACE}/wages", f"{PLACE}/wages/close")[0] == 302
    opened = sally.post("/bodies/made-up-congress/acts/division.opened", right="office:chair",
                        division="hours", motion="hours", method="electronic")  # fmt: skip
    assert opened[0] == 302
    assert plain_cast(cleo, "hours", "against")[0] == 302
    assert plain(sally, f"{PLACE}/hours", f"{PLACE}/hours/close")[0] == 302
    export, kept = tmp_path / "export", tmp_path / "receipt.txt"
    congress.command("export", str(export))

    kept.write_text(receipt, "utf-8")
    assert "the receipt is kept" in congress.verify(export, "--receipt", kept)
    promise = read_receipt(receipt, None)
    elsewhere = signed_batch([promise], signer("delegata.local", b"x" * 32), "0" * 32)
    other_poll = signed_batch([promise._replace(poll="division/hours")], _key(congress), "0" * 32)
    for lie in (
        receipt.replace("index 0", "index 1"),
        receipt[:-12] + "A" * 12,
        elsewhere.receipt(0, promise),
        other_poll.receipt(0, promise),
        elsewhere.receipt(0, promise._replace(row=promise.row.replace(b"for", b"against"))),
    ):
        kept.write_text(lie, "utf-8")
        assert "the receipt is kept" not in congress.verify(export, "--receipt", kept)


def _key(served):
    return signer("delegata.local", (served.folder / "signing-key").read_bytes())
