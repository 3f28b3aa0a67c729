"""Who keeps a roll sees and changes that roll, as long as they keep it, and no other."""

import re

import pytest
from test_office import Visitor

from conftest import Served

SCENE = """
person fay: Fay Former (made up)
person nan: Nan Newer (made up)
person tom: Tom Tanner (made up)
by fay as secretary
body harbour
found body Harbour
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @fay
    listed: no
    constituents: harbour joint 9
fill office secretary
    person: @nan
vacate office secretary
    person: @fay
by tom as secretary
body tannery
found body Tannery
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @tom
    listed: no
    constituents: tannery joint 9
"""
MEMBERS = (
    "Number,Name,E-mail,Branch\n1,Ada Abel,ada@example.org,harbour\n"
    "2,Wanda Tawny,wanda@example.org,tannery\n"
)
BOUNDARY = "a-made-up-boundary"


class Keeper(Visitor):
    """Somebody who is signed in and brings tables in."""

    def bring(self, body: str, table: str):
        """A table uploaded and read; the path of its preview and what that says."""
        _, _, page = self.ask("GET", f"/bodies/{body}/roll")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        parts = {'name="csrfmiddlewaretoken"': token, 'name="file"; filename="m.csv"': table}
        sent = "".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n"
            for head, value in parts.items()
        )
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        _, _, page = self.ask("POST", f"/bodies/{body}/roll/import", f"{sent}--{BOUNDARY}--\r\n",
                              **{"Content-Type": kind})  # fmt: skip
        form = re.search(r'action="([^"]*/uploads/[^"]*)"', page)[1]
        chosen = dict(re.findall(r'name="(column-\w+)".*?value="(\d+)" selected', page))
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        sent = "&".join(f"{k}={v}" for k, v in {"csrfmiddlewaretoken": token, **chosen}.items())
        kind = "application/x-www-form-urlencoded"
        status, headers, page = self.ask("POST", form, sent, **{"Content-Type": kind})
        assert status == 302, page
        return headers["Location"], self.ask("GET", headers["Location"])[2]


@pytest.fixture(scope="module")
def branches(tmp_path_factory):
    """Two made-up branches, each with a member, and a secretary who left office."""
    folder = tmp_path_factory.mktemp("branches")
    (folder / "scene.scenario").write_text(SCENE)
    (folder / "members.csv").write_text(MEMBERS)
    served = Served(folder / "var", "run")
    served.command("perform", str(folder / "scene.scenario"))
    served.command("people", "import", str(folder / "members.csv"), "--body", "harbour", "--apply")
    yield served
    served.stop()


@pytest.fixture
def keeper(branches):
    def enter(alias):
        visitor = Keeper(branches.url)
        link = branches.command("sign-in", alias, "--at", branches.url).strip()
        assert visitor.post(link.removeprefix(branches.url))[0] == 302
        return visitor

    return enter


@pytest.mark.parametrize("path", ["/bodies/harbour/roll", "/bodies/harbour/roll.csv"])
@pytest.mark.parametrize("at", ["", "?at=1"])
def test_who_left_the_office_sees_no_roll_at_any_moment(keeper, path, at):
    assert "Ada Abel" not in keeper("fay").ask("GET", path + at)[2]
    assert "Ada Abel" in keeper("nan").ask("GET", path)[2]


@pytest.fixture
def roll(branches, tmp_path):
    """The roll of a body as the command line writes it."""

    def written(body):
        branches.command("people", "export", str(tmp_path / "roll.csv"), "--body", body)
        return (tmp_path / "roll.csv").read_text("utf-8-sig")

    return written


def test_a_table_changes_the_roll_it_is_brought_to_and_no_other(keeper, roll):
    new = "Number,Name,Branch\n8,Nell North,harbour\n9,Otis Odd,tannery\n"
    nan = keeper("nan")
    path, page = nan.bring("harbour", new)
    assert nan.post(path, step="apply")[0] == 302

    assert "which its own keeper brings in" in page
    assert "Nell North" in roll("harbour")
    assert "Otis Odd" not in roll("harbour") + roll("tannery")


def test_a_number_of_another_roll_gives_no_name_and_no_hold_on_its_member(keeper, roll):
    nan = keeper("nan")
    path, page = nan.bring("harbour", "Number,Name,E-mail\n2,Wanda Wrong,thief@example.org\n")
    assert nan.post(path, step="apply")[0] == 302

    assert "its own keeper must let them go first" in page
    assert "Tawny" not in page
    assert "Wanda" not in roll("harbour")
    assert "2,Wanda Tawny,wanda@example.org" in roll("tannery")
