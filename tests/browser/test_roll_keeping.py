"""Who keeps a roll sees and changes that roll, as long as they keep it, and no other."""

import os
import re
import socket

import pytest
from test_office import Visitor

from delegata.store.postgres import address, connect
from delegata.verify.folder import read_export, verify
from served import Served

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

    def columns(self, body: str, table: str):
        """The page that asks which column of an uploaded table is what."""
        _, _, page = self.ask("GET", f"/bodies/{body}/roll")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        parts = {'name="csrfmiddlewaretoken"': token, 'name="file"; filename="m.csv"': table}
        sent = "".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n"
            for head, value in parts.items()
        )
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        sent = f"{sent}--{BOUNDARY}--\r\n"
        return self.ask("POST", f"/bodies/{body}/roll/import", sent, **{"Content-Type": kind})[2]

    def bring(self, body: str, table: str):
        """A table uploaded and read; the path of its preview and what that says."""
        page = self.columns(body, table)
        form = re.search(r'action="([^"]*/uploads/[^"]*)"', page)[1]
        chosen = dict(re.findall(r'name="(column-\w+)".*?value="(\d+)" selected', page))
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        sent = "&".join(f"{k}={v}" for k, v in {"csrfmiddlewaretoken": token, **chosen}.items())
        kind = "application/x-www-form-urlencoded"
        _, headers, page = self.ask("POST", form, sent, **{"Content-Type": kind})
        path = headers["Location"]
        while "/uploads/" in path:  # while it is read, the page says how far it has come
            status, headers, page = self.ask("GET", path)
            assert status == 302 or "rows are read" in page, page
            path = headers.get("Location", path)
        return path, self.ask("GET", path)[2]


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


@pytest.mark.parametrize("at", ["", "?at=1"])
def test_who_left_the_office_sees_no_roll_at_any_moment(keeper, at):
    fay, nan = keeper("fay"), keeper("nan")
    for path in ("/bodies/harbour/roll", "/bodies/harbour/roll.csv"):
        assert "Ada Abel" not in fay.ask("GET", path + at)[2]
        assert "Ada Abel" in nan.ask("GET", path + at)[2]
    assert fay.ask("GET", f"/bodies/harbour/roll.xlsx{at}")[0] == 404
    assert nan.ask("GET", f"/bodies/harbour/roll.xlsx{at}")[2].startswith("PK")


def test_a_table_that_nobody_came_back_to_is_thrown_away(branches, keeper):
    folder = branches.folder / "imports"
    folder.mkdir(exist_ok=True)
    for name, age in (("old", 90_000), ("young", 3_600)):
        (folder / name).write_text("Number,Name\n1,Somebody (made up)\n")
        then = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (then, then))
    keeper("nan").bring("harbour", "Number,Name\n77,Gus Gone\n")

    assert (folder / "young").exists()
    assert not (folder / "old").exists()


def test_files_that_others_send_hold_no_place_of_the_keepers(branches, keeper):
    """Large ones that never end, from visitors and from who keeps another roll."""
    tom = keeper("tom")
    lines = [
        _begun(branches, path, cookies)
        for path in ("/bodies/harbour/roll/import", "/nowhere/roll/import")
        for cookies in ({}, {"sessionid": "a" * 32}, tom.cookies)
        for _ in range(4)
    ]
    assert "Gus Gone" in keeper("nan").bring("harbour", "Number,Name\n77,Gus Gone\n")[1]
    for line in lines:
        line.close()


def _begun(served, path, cookies):
    """A large file of which nothing but the head and its first byte was sent."""
    line = socket.create_connection(("127.0.0.1", served.port), timeout=10)
    held = "; ".join(f"{name}={value}" for name, value in cookies.items())
    head = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{served.port}", f"Cookie: {held}",
            "Content-Type: text/csv", "Content-Length: 25000000"]  # fmt: skip
    line.sendall("\r\n".join([*head, "", "-"]).encode())
    return line


def test_a_table_larger_than_a_page_is_taken_from_who_keeps_the_roll_alone(branches, keeper):
    """The office itself then asks for the form's token, which is missing here."""
    for visitor, answer in (keeper("nan"), 403), (keeper("tom"), 413), (Keeper(branches.url), 413):
        path, large = "/bodies/harbour/roll/import", b"a" * 2**21
        assert visitor.ask("POST", path, large, **{"Content-Type": "text/csv"})[0] == answer


def test_the_first_rows_show_what_stands_in_which_column(keeper):
    page = keeper("nan").columns("harbour", "Members\nNumber,Name,Since\n8,Nell North,3/1/2026\n")
    assert '<th scope="col">Since</th>' in page
    assert "<td>Nell North</td>" in page
    assert "The file does not show how they are meant: 3/1/2026 in row 3." in page
    assert '<select id="order" name="order" required>' in page


@pytest.mark.parametrize("path", [
    "roll?page=%C2%B2", "roll?page=999999999999999999999", "roll?page=" + "9" * 5000,
    "roll?find=%00", "roll/imports/%00", "roll/uploads/%00", "mandates?page=%C2%B2",
    "mandates?page=" + "9" * 5000, "record?before=%C2%B2", "record?before=" + "9" * 5000,
])  # fmt: skip
def test_an_address_that_names_no_page_breaks_nothing(keeper, path):
    assert keeper("nan").ask("GET", f"/bodies/harbour/{path}")[0] in {200, 404}


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
    status, headers, _ = nan.post(path, step="apply")
    assert status == 302
    assert "The table is applied: 1 new, 1 elsewhere." in nan.ask("GET", headers["Location"])[2]

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


def test_a_members_page_tells_nothing_of_rolls_that_others_keep(branches, keeper):
    """A member of two rolls: each keeper sees the own roll, and what the own table corrected."""
    nan, tom = keeper("nan"), keeper("tom")
    for place in ("first", "second"):
        path, _ = nan.bring("harbour", f"Number,Name,E-mail\nB7,Bea Both,{place}@example.org\n")
        assert nan.post(path, step="apply")[0] == 302
    with connect(address(branches.folder, None)) as connection:
        (bea,) = connection.execute("select id from person where number = 'B7'").fetchone()
        connection.execute("insert into membership values ('tannery', %s, '2026-01-01')", [bea])
        connection.execute(
            "insert into correction (person, field, was, became, by)"
            " values (%s, 'email', 'old@tannery.example', 'second@example.org', 'p-elsewhere')",
            [bea],
        )

    here = nan.ask("GET", f"/bodies/harbour/roll/members/{bea}")[2]
    rolls = here.partition("On the rolls of")[2]
    assert "harbour" in rolls
    assert "tannery" not in rolls
    assert "old@tannery.example" not in here
    assert "first@example.org" in rolls  # her own correction, which she may look up
    there = tom.ask("GET", f"/bodies/tannery/roll/members/{bea}")[2]
    assert "Bea Both" in there
    assert "harbour" not in there.partition("On the rolls of")[2]
    assert "first@example.org" not in there
    assert "Nothing was corrected that is yours to see." in there
    with connect(address(branches.folder, None)) as connection:
        connection.execute("delete from membership where body = 'tannery' and person = %s", [bea])


RARE = "Zyxwv Unheard"
# Its letters keep the number apart from those in times and keys, which hold any four digits.
TRACES = (RARE, "Zyxwv Oldname", "Z4711Z", "zyxwv@example.org", "quine@example.org")


def test_a_person_who_is_forgotten_is_nowhere_and_the_record_verifies(branches, keeper, tmp_path):
    """The database with its accounts, the export, the uploads and the running server."""
    table = tmp_path / "m.csv"
    for name in ("Zyxwv Oldname", RARE):
        table.write_text(f"Number,Name,E-mail\nZ4711Z,{name},zyxwv@example.org\n")
        branches.command("people", "import", str(table), "--body", "harbour", "--apply")
    nan, zyxwv = keeper("nan"), keeper("Z4711Z")
    status, _, page = nan.post(
        "/bodies/harbour/acts/office.filled", right="office:secretary", office="archivist",
        person="@Z4711Z",
    )  # fmt: skip
    assert status == 302, page
    upload = f"Number,Name,E-mail\n,{RARE},quine@example.org\n,X,zyxwv@example.org\n"
    nan.bring("harbour", upload)
    (branches.folder / "imports").mkdir(exist_ok=True)
    (branches.folder / "imports" / "left-over").write_text(upload)
    with connect(address(branches.folder, None)) as connection:
        connection.execute(
            "update office.auth_user set email = 'zyxwv@example.org'"
            " where username = (select id from person where number = 'Z4711Z')"
        )
    assert RARE in nan.ask("GET", "/bodies/harbour")[2]
    assert zyxwv.ask("GET", "/account")[0] == 200
    assert {"person", "correction", "import_row", "auth_user"} <= traces(branches, tmp_path, TRACES)

    branches.command("people", "forget", "Z4711Z")

    assert traces(branches, tmp_path, TRACES) == set()
    assert zyxwv.ask("GET", "/account")[0] == 302
    shown = (
        nan.ask("GET", "/bodies/harbour/roll")[2] + nan.ask("GET", "/bodies/harbour/roll.csv")[2]
    )
    assert RARE not in shown
    assert "Z4711Z" not in shown
    assert verify(read_export(tmp_path / "export")).ok


def traces(branches, tmp_path, words):
    """The tables, and the folders, that hold any of some words in whatever column or file."""
    wanted = re.compile("|".join(map(re.escape, words)).encode(), re.IGNORECASE)
    found = set()
    with connect(address(branches.folder, None)) as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables where"
            " table_type = 'BASE TABLE' and table_schema in ('public', 'office')"
        ).fetchall()
        for schema, table in tables:
            for row in connection.execute(f'select * from "{schema}"."{table}"'):
                cells = (c if isinstance(c, bytes) else str(c).encode() for c in row)
                if any(wanted.search(cell) for cell in cells):
                    found.add(table)
    branches.command("export", str(tmp_path / "export"))
    for folder in (tmp_path / "export", branches.folder / "imports"):
        files = (path for path in folder.rglob("*") if path.is_file())
        if any(wanted.search(path.read_bytes()) for path in files):
            found.add(folder.name)
    return found


def test_a_seal_that_is_refused_leaves_the_sealed_roll_and_nothing_else(branches, keeper):
    tom = keeper("tom")
    roll = "/bodies/tannery/roll"
    _, _, page = tom.ask("GET", roll)
    sent = {"csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]}

    def ask(**fields):
        body = "&".join(f"{k}={v}" for k, v in {**sent, **fields}.items())
        kind = "application/x-www-form-urlencoded"
        return tom.ask("POST", f"{roll}/seal", body, **{"Content-Type": kind})

    assert ask(roll="spring", held_on="9999-12-01")[1]["Location"] == roll
    assert "choose another name" in ask(roll="spring", held_on="9999-12-01")[2]
    assert ask(roll="Not A Name", held_on="9999-12-01")[0] == 409
    assert ask(roll="summer", held_on="soon")[0] == 409
    with connect(address(branches.folder, None)) as connection:
        kept = "select count(distinct root), count(*) from roll_row where body = 'tannery'"
        assert connection.execute(kept).fetchone() == (1, 1)
