"""What every kind of person may see and do, as one table; a page or an act without a row fails."""

import re

import pytest
from test_office import Visitor

from delegata.council.act import ElectorsCommand
from delegata.council.acts import KINDS
from served import ROOT, Served

PEOPLE = (
    "nobody",
    "operator",
    "member",
    "delegate",
    "recalled",
    "credentials",
    "chair",
    "secretary",
)
EVERYBODY = set(PEOPLE)
SIGNED_IN = EVERYBODY - {"nobody"}
DOOR = {"credentials", "secretary"}
HERE = "bodies/congress"

# Who is answered with the page; everybody else is told that there is none, or led to sign in.
PAGES = {
    "": EVERYBODY,
    "bodies": EVERYBODY,
    "gallery": EVERYBODY,
    "quotation": EVERYBODY,
    "bodies/<slug:name>": EVERYBODY,
    "bodies/<slug:name>/sittings": EVERYBODY,
    "bodies/<slug:name>/sittings/<int:number>/minutes": EVERYBODY,
    "bodies/<slug:name>/sittings/<int:number>/minutes.pdf": EVERYBODY,
    "bodies/<slug:name>/sittings/<int:number>/minutes.docx": EVERYBODY,
    "bodies/<slug:name>/sittings/<int:number>/attendance.csv": EVERYBODY,
    "bodies/<slug:name>/results.csv": EVERYBODY,
    "bodies/<slug:name>/motions.pdf": EVERYBODY,
    "bodies/<slug:name>/quotation": EVERYBODY,
    "bodies/<slug:name>/decisions": EVERYBODY,
    "bodies/<slug:name>/divisions/<slug:division>": EVERYBODY,
    "bodies/<slug:name>/divisions/<slug:division>/votes.csv": set(),
    "bodies/<slug:name>/divisions/<slug:division>/ballot": set(),
    "bodies/<slug:name>/divisions/<slug:division>/receipt/<slug:mandate>": set(),
    "bodies/<slug:name>/divisions/<slug:division>/close": set(),
    "bodies/<slug:name>/motions": EVERYBODY,
    "bodies/<slug:name>/move": {"delegate", "chair", "secretary"},
    "bodies/<slug:name>/motions/<slug:motion>": EVERYBODY,
    "bodies/<slug:name>/motions/<slug:motion>/amend": {"delegate", "chair", "secretary"},
    "bodies/<slug:name>/motions/<slug:motion>/merge": {"chair", "secretary"},
    "bodies/<slug:name>/divisions/<slug:division>/count": set(),
    "bodies/<slug:name>/divisions/<slug:division>/roll-call": set(),
    "bodies/<slug:name>/roll-call/<slug:motion>": {"chair"},
    "bodies/<slug:name>/demands": EVERYBODY,
    "bodies/<slug:name>/resolutions/<slug:resolution>": EVERYBODY,
    "bodies/<slug:name>/mandates": EVERYBODY,
    "bodies/<slug:name>/mandates/<slug:mandate>": EVERYBODY,
    "bodies/<slug:name>/mandates/<slug:mandate>/credential": {
        "delegate",
        "credentials",
        "secretary",
    },
    "bodies/<slug:name>/door": {"credentials", "secretary"},
    "bodies/<slug:name>/screen": EVERYBODY,
    "bodies/<slug:name>/gallery": EVERYBODY,
    "bodies/<slug:name>/floor": EVERYBODY,
    "bodies/<slug:name>/seat": {"delegate", "recalled"},  # the latter: that the mandate has ended
    "bodies/<slug:name>/seat/proxy": {"delegate"},
    "bodies/<slug:name>/questions": EVERYBODY,
    "bodies/<slug:name>/chair": {"chair", "secretary"},
    "bodies/<slug:name>/presence": DOOR,
    "bodies/<slug:name>/procedures/<slug:device>": {"delegate", "chair", "secretary"},
    "bodies/<slug:name>/ruling": {"chair", "secretary"},
    "bodies/<slug:name>/door/list": {"credentials", "secretary"},
    "bodies/<slug:name>/door/check-ins": DOOR,
    "bodies/<slug:name>/door/worker.js": EVERYBODY,
    "bodies/<slug:name>/reports": EVERYBODY,
    "bodies/<slug:name>/reports/<slug:report>.pdf": set(),
    "bodies/<slug:name>/elections": EVERYBODY,
    "bodies/<slug:name>/elections/<slug:election>/ballot": set(),
    "bodies/<slug:name>/elections/<slug:election>/nominations": set(),
    "bodies/<slug:name>/elections/<slug:election>/mandates": set(),
    "bodies/<slug:name>/elections/<slug:election>/receipt": set(),
    "bodies/<slug:name>/elections/<slug:election>/close": set(),
    "bodies/<slug:name>/elections/<slug:election>/transfers": set(),
    "bodies/<slug:name>/elections/<slug:election>/transcript.json": set(),
    "bodies/<slug:name>/elections/<slug:election>/rounds.csv": set(),
    "bodies/<slug:name>/roll/members/<slug:person>": set(),
    "bodies/<slug:name>/elections/<slug:election>/count": set(),
    "bodies/<slug:name>/recalls": EVERYBODY,
    "bodies/<slug:name>/meetings": EVERYBODY,
    "bodies/<slug:name>/roll": EVERYBODY,
    "bodies/<slug:name>/roll.csv": {"secretary"},
    "bodies/<slug:name>/roll.xlsx": {"secretary"},
    "bodies/<slug:name>/roll/seal": set(),
    "bodies/<slug:name>/roll/proof": set(),
    "bodies/<slug:name>/roll/import": set(),
    "bodies/<slug:name>/roll/uploads/<slug:token>": set(),
    "bodies/<slug:name>/roll/imports/<slug:waiting>": set(),
    "bodies/<slug:name>/roll/invite": set(),
    "bodies/<slug:name>/rules": EVERYBODY,
    "bodies/<slug:name>/record": EVERYBODY,
    "bodies/<slug:name>/record/<int:position>": EVERYBODY,
    "bodies/<slug:name>/checkpoint": EVERYBODY,
    "bodies/<slug:name>/acts": EVERYBODY,
    "bodies/<slug:name>/acts/<str:kind>": {"delegate", "credentials", "chair", "secretary"},
    "invitations/<str:words>": set(),
    "account": SIGNED_IN,
    "account/tokens": SIGNED_IN,
    "accounts/": EVERYBODY,
    "outbox": set(),
    "rehearsal": set(),
    "sign-in/<str:words>": set(),
    "sign-out": EVERYBODY,
}
ARGUMENTS = {
    "<slug:device>": "recess",
    "<slug:name>": "congress", "<slug:division>": "rise", "<slug:resolution>": "rise",
    "<slug:motion>": "open",
    "<slug:mandate>": "d-dan", "<slug:election>": "none", "<str:kind>": "meeting.convened",
    "<int:position>": "3", "<int:number>": "1", "<slug:report>": "none", "<slug:person>": "none",
    "<slug:token>": "0123456789abcdef", "<slug:waiting>": "none", "<str:words>": "forged",
}  # fmt: skip
_ELECTORS = {kind for kind, act in KINDS.items() if issubclass(act.command, ElectorsCommand)}
_OWN = {kind for kind, act in KINDS.items() if act.by_mandate}
_FAMILIES = {kind.partition(".")[0] for kind in KINDS}

# Which families of acts each office may perform, written out; nothing else gives a right to act.
OFFICES = {
    "secretary": {
        "agenda", "allegiance", "body", "credentials", "election", "faction", "floor", "mandate",
        "meeting", "motion", "norm", "office", "poll", "posts", "presence", "procedure", "recall",
        "requisition", "resolution", "roll", "rules", "seats", "sitting",
    },
    "chair": {"agenda", "division", "floor", "motion", "posts", "procedure", "resolution", "seats",
              "sitting"},
    "credentials": {"credentials", "presence", "floor.challenge-settled"},
}  # fmt: skip
ACTS = {
    "nobody": set(),
    "operator": set(),
    "member": set(),
    "recalled": set(),
    "delegate": _ELECTORS | _OWN,
    **{
        office: {kind for kind in KINDS if {kind, kind.partition(".")[0]} & families}
        - {"body.founded"}
        for office, families in OFFICES.items()
    },
}
SCENE = """
person op: Olga Operator (made up)
person mel: Mel Member (made up)
person dan: Dan Delegate (made up)
person rec: Rec Recalled (made up)
person cred: Cred Committee (made up)
person cher: Cher Chair (made up)
person sec: Sec Retary (made up)
by sec as secretary
body branch
found body Branch
    character: assembly
    tier: 0
    rules: union-branch
      convening notice_days: 0
    officers: secretary: @sec; chair: @cher
    listed: no
    constituents: branch joint 40
give mandate d-rec
    holder: @rec
    to body: congress
    key: give-rec
body congress
found body Congress
    character: congress
    tier: 1
    rules: union-congress
      motions: none
      elections electors: members
      convening notice_days: 0
      mandates proofs: cited; paper
    officers: secretary: @sec; chair: @cher; credentials: @cred
    constituents: branch
present mandate d-dan
    holder: @dan
    from body: branch
    proof: paper
present mandate d-rec
    holder: @rec
    from body: branch
    cites: branch give-rec
confirm mandates d-dan, d-rec
call election auditor
    title: The auditor
    to body: congress
    seats: 1
    method: ranked
    secrecy: detached
    polls on: 2026-01-01
    called on: 2026-01-01
nominate auditor
    candidate: dan
    holder: @dan
answer nomination auditor
    candidate: dan
    accepts: yes
open poll auditor
convene first
    convener: secretary
    opens on: 2026-01-01
open sitting first
    convocation: first
arrive d-dan, d-rec
by cher as chair
move rise
    title: Wages rise
    mover: all
    form: resolution
open division rise
    motion: rise
close division rise
    for: 2
    against: 0
move open
    title: An open motion
    mover: all
    text: Wages rise.
    lines: 1
body branch
by sec as secretary
end mandate d-rec
    ending: resigned
"""
ALIASES = {"operator": "op", "member": "mel", "delegate": "dan", "recalled": "rec",
           "credentials": "cred", "chair": "cher", "secretary": "sec"}  # fmt: skip


@pytest.fixture(scope="module")
def visitors(tmp_path_factory):
    """Each kind of person, signed in where they can be."""
    folder = tmp_path_factory.mktemp("permissions")
    (folder / "scene.scenario").write_text(SCENE)
    served = Served(folder / "var", "run")
    served.command("perform", str(folder / "scene.scenario"))
    found = {"nobody": Visitor(served.url)}
    for kind, alias in ALIASES.items():
        found[kind] = Visitor(served.url)
        link = served.command("sign-in", alias, "--at", served.url).strip()
        assert found[kind].post(link.removeprefix(served.url))[0] == 302
    yield found
    served.stop()


def routes():
    """The addresses of the office, as they are written."""
    written = (ROOT / "src/delegata/office/urls.py").read_text("utf-8")
    return set(re.findall(r'path\("([^"]*)"', written))


def test_every_page_has_a_row():
    assert routes() - set(PAGES) == set(), "say in PAGES who may see these"
    assert set(PAGES) - routes() == set()


def test_every_family_of_acts_has_somebody():
    held = set().union(*OFFICES.values())
    assert {one.partition(".")[0] for one in held} == _FAMILIES


@pytest.mark.parametrize("kind", PEOPLE)
def test_everybody_sees_what_the_table_says_and_nothing_else(visitors, kind):
    seen = set()
    for route in PAGES:
        path = "accounts/login/" if route == "accounts/" else route
        for name, value in ARGUMENTS.items():
            path = path.replace(name, value)
        status, _, _ = visitors[kind].ask("GET", f"/{path}")
        assert status in {200, 302, 403, 404, 405}, (path, status)
        if status == 200 or (route == "accounts/" and status == 302):
            seen.add(route)

    assert seen == {route for route, who in PAGES.items() if kind in who}


@pytest.mark.parametrize("kind", PEOPLE)
def test_everybody_may_do_what_the_table_says_and_nothing_else(visitors, kind):
    _, _, page = visitors[kind].ask("GET", f"/{HERE}/acts")
    offered = set(re.findall(rf'href="/{HERE}/acts/([a-z.-]+)"', page))

    assert offered == ACTS[kind]


@pytest.mark.parametrize("kind", ["delegate", "credentials", "chair"])
def test_an_act_that_is_not_offered_is_refused_all_the_same(visitors, kind):
    rights = {
        "delegate": "mandate:d-dan",
        "credentials": "office:credentials",
        "chair": "office:chair",
    }
    status, _, page = visitors[kind].post(
        f"/{HERE}/acts/body.constituent-admitted", right=rights[kind], constituent="x"
    )

    assert status == 409
    assert "may not perform body.constituent-admitted" in page


def test_who_was_a_delegate_votes_at_no_earlier_moment(visitors):
    for at in ("", "?at=9"):
        path = f"/{HERE}/elections/auditor/ballot{at}"
        assert visitors["delegate"].ask("GET", path)[0] == 200
        assert visitors["recalled"].ask("GET", path)[0] == 404


@pytest.mark.parametrize("kind", ["operator", "member", "recalled"])
def test_who_holds_nothing_gets_no_form(visitors, kind):
    assert visitors[kind].ask("GET", f"/{HERE}/acts/meeting.convened")[0] == 404
