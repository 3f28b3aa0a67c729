"""A congress of 32 delegates on a real server, and hands that send until they are answered."""

import contextlib
import http.client
import json
import os
import re
import threading
from urllib.parse import urlencode

from delegata.office.invitation import invitation
from delegata.store.people import Register
from delegata.store.postgres import address
from served import Visitor

BODY = "hall"
HERE = f"/bodies/{BODY}"
DELEGATES = [f"d-{number}" for number in range(1, 33)]
HEAD = (
    "person nora: Nora (made up)\nperson sally: Sally (made up)\nperson omar: Omar (made up)\n"
    + "".join(f"person {d}: Delegate {d} (made up)\n" for d in DELEGATES)
    + f"""
by nora as secretary
body {BODY}
found body The hall
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      mandates proofs: paper
      convening notice_days: 0
    officers: secretary: @nora; credentials: @nora; chair: @sally; chair: @omar
"""
    + "".join(
        f"present mandate {d}\n    holder: @{d}\n    from body: branch\n    proof: paper\n"
        for d in DELEGATES
    )
    + f"confirm mandates {', '.join(DELEGATES)}\n    by: nora as credentials\n"
)
SITTING = f"""
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive {", ".join(DELEGATES)}
by sally as chair
move wages
    title: Wages rise
    mover: Sally
"""
DIVISION = """
open division wages
    motion: wages
    method: {method}
"""
ELECTION = (
    """
call election auditor
    title: The auditor
    to body: hall
    seats: 1
    secrecy: {secrecy}
    polls on: 2026-01-01
    called on: 2026-01-01
"""
    + "".join(
        f"nominate auditor\n    candidate: {d}\n    holder: @{d}\n"
        f"answer nomination auditor\n    candidate: {d}\n    accepts: yes\n"
        for d in DELEGATES[:2]
    )
    + "open poll auditor\n"
)
PATIENCE = 60.0


def stance(delegate):
    """How somebody votes, the same each time."""
    return ("for", "against", "abstaining")[int(delegate[2:]) % 3]


class Hand(Visitor):
    """Somebody signed in, who sends the same again until the hall answers."""

    def __init__(self, served, alias):
        super().__init__(served.url)
        self.alias = alias
        register = Register(address(served.folder, os.environ.get("DATABASE_URL")))
        person = register.person(alias)
        register.close()
        secret = (served.folder / "secret").read_bytes().hex()
        assert self.post(f"/sign-in/{invitation(secret, person)}")[0] == 302

    def insists(self, send, answered=lambda status: status < 500):
        """What the hall answers in the end; meanwhile it says plainly that it cannot."""
        patience = threading.Event()
        for _ in range(int(PATIENCE / 0.1)):
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, headers, text = send()
                if answered(status):
                    return status, headers, text
                assert status == 503, (status, text[:2000])
                assert "is not known" in text or "disk of the server is full" in text, text
            patience.wait(0.1)
        raise AssertionError("the hall does not answer any more")

    def sends(self, path, **fields):
        """A form sent until it is answered, each time with the same key."""
        words = urlencode({"csrfmiddlewaretoken": self.form_token(), **fields})
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.insists(lambda: self.ask("POST", path, words, **kind))

    def form_token(self):
        page = self.insists(lambda: self.ask("GET", "/sign-out"))[2]
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]

    def acts(self, kind, once, right, **fields):
        """The position at which an act stands; a refusal is an error."""
        status, headers, page = self.sends(f"{HERE}/acts/{kind}", right=right, once=once, **fields)
        assert status == 302, page
        return int(headers["Location"].rpartition("=")[2])

    def ballot(self, division="wages"):
        """The ballot as this delegate's device sends it; loading the page gives its admission."""
        page = self.insists(lambda: self.ask("GET", f"{HERE}/divisions/{division}"))[2]
        token = re.search(r'data-admission="([^"]+)"', page)[1]
        return json.dumps({"admission": token, "body": BODY, "division": division,
                           "mandate": self.alias, "stance": stance(self.alias)})  # fmt: skip

    def casts(self, ballot):
        """The receipt for a ballot, however often it had to be sent."""
        status, _, text = self.insists(lambda: self.ask("POST", "/hall/ballot", ballot))
        assert status == 200, text
        return json.loads(text)["receipt"]


def entries(served, tmp_path, *arguments):
    """The entries of the export, which verifies."""
    served.command("export", str(tmp_path / "export"))
    said = served.verify(tmp_path / "export", *arguments)
    assert "all is well" in said, said
    lines = (tmp_path / "export" / f"{BODY}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def position_of(record):
    """Where each key stands; none stands twice."""
    keyed = [(line["data"]["key"], line["position"]) for line in record if "key" in line["data"]]
    assert len(dict(keyed)) == len(keyed), "a key stands twice"
    return dict(keyed)


def verifies_receipts(served, tmp_path, receipts):
    """Each receipt is kept by the export that was written last."""
    for number, receipt in enumerate(receipts):
        kept = tmp_path / f"receipt-{number}.txt"
        kept.write_text(receipt, "utf-8")
    said = served.verify(
        tmp_path / "export",
        *(w for n in range(len(receipts)) for w in ("--receipt", tmp_path / f"receipt-{n}.txt")),
    )
    assert said.count("the receipt is kept") == len(receipts), said
