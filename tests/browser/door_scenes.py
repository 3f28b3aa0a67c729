"""A made-up congress and the acts that its officers perform while its door is tested."""

import itertools
from functools import cache

import msgspec

from delegata.record.credential import Credential, token_of
from delegata.record.door import SignedList
from delegata.record.note import signer

SCENE = """
person nora: Nora Finch (made up)
person sally: Sally Okafor (made up)
person omar: Omar Haddad (made up)
by nora as secretary
body made-up-branch
found body A made-up branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @nora; chair: @omar
    constituents: members delegates 100
    listed: no
for n in 1..6:
give mandate d-{n}
    holder: Delegate no. {n} (made up)
    to body: made-up-congress
    key: d-{n}
for n in 8..9:
give mandate d-{n}
    holder: Delegate no. {n} (made up)
    to body: made-up-congress
    key: d-{n}
give mandate d-7
    holder: @omar
    to body: made-up-congress
    key: d-7

body made-up-congress
found body A made-up congress
    character: congress
    tier: 1
    rules: union-congress
    officers: secretary: @nora; credentials: @sally; chair: @sally
    constituents: made-up-branch delegates 100
for n in 1..6:
present mandate d-{n}
    holder: Delegate no. {n} (made up)
    from body: made-up-branch
    cites: made-up-branch d-{n}
for n in 8..9:
present mandate d-{n}
    holder: Delegate no. {n} (made up)
    from body: made-up-branch
    cites: made-up-branch d-{n}
present mandate d-7
    holder: @omar
    from body: made-up-branch
    cites: made-up-branch d-7
confirm mandates d-1..5, d-7..9
    by: sally as credentials
"""

ENDING = """
by nora as secretary
body made-up-branch
end mandate {mandate}
    ending: resigned
"""

OPENING = """
by nora as secretary
body made-up-congress
convene first
    convener: secretary
    opens on: 2099-01-01
open sitting first
    convocation: first
"""

BODY = "made-up-congress"
DOOR = f"/bodies/{BODY}/door"

CLOSING = """
by nora as secretary
body made-up-congress
close sitting
"""


NUMBERS = itertools.count(1)
PEOPLE = ("nora: Nora Finch (made up)", "sally: Sally Okafor (made up)")


def performed(congress, scene):
    """Performs acts as an officer elsewhere would, while the server runs."""
    # The keys of acts come from the names of files.
    path = congress.folder.parent / f"{next(NUMBERS)}.scenario"
    path.write_text("\n".join(f"person {p}" for p in PEOPLE) + scene, "utf-8")
    congress.command("perform", str(path))


def key_of(congress):
    """The key that the congress's server signs with."""
    return signer("delegata.local", (congress.folder / "signing-key").read_bytes())


@cache
def listed(congress):
    """The door list as it stood when it was first asked for."""
    signed = congress.command("credential", "list", BODY).encode()
    return msgspec.json.decode(signed, type=SignedList).list


def token(congress, mandate):
    """A credential as the server issues it, without asking the server each time."""
    place = next(place for place in listed(congress).places if place.mandate == mandate)
    credential = Credential(body=BODY, mandate=mandate, holder=place.holder, voice=place.voice,
                            until="2031-01-01", size=1)  # fmt: skip
    return token_of(credential, key_of(congress))


def signed_in(congress, page, alias):
    page.goto(congress.command("sign-in", alias, "--at", congress.url).strip())
    page.get_by_role("button", name="Sign in as").click()
