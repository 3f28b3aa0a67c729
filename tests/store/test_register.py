"""Members come in from spreadsheets once, never double, leave a trace, and are forgotten."""

import zipfile

import openpyxl
import psycopg
import pytest

from delegata.council.inclusion import on_roll
from delegata.register.arrival import Destination, arrive
from delegata.register.columns import Unclear, guess
from delegata.register.departure import as_csv, as_xlsx, harmless
from delegata.register.reading import plan
from delegata.register.sheet import UnreadableSheet, rows
from delegata.store.people import Register
from delegata.store.staging import NotApplied, Terms, apply, drop_abandoned, judged, preview

TERMS = Terms("2026-03-01", "p-00000000")
TO = Destination("harbour", {"harbour": "harbour", "tannery": "tannery"})
FIRST = (
    "Number,Name,E-mail,Branch,Joined\n1,Ada Abel,ada@example.org,harbour,2020-02-29\n"
    "2,Ben Baker,,tannery,\n"
)


@pytest.fixture
def register(uri):
    register = Register(uri)
    yield register
    register.close()


@pytest.fixture
def bring(register, tmp_path):
    """Brings a table in; the counts, and what was said of each verdict."""

    def arriving(content, terms=TERMS, order=None, **columns):
        path = tmp_path / "members.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = arrive(register, path, plan(path, columns, order), TO)
        said = {v: [(j.row, j.field, j.reason) for j in judged(register, found.id, v)]
                for v in found.counts}  # fmt: skip
        if terms is not None:
            apply(register, found.id, terms)
        return found, said

    return arriving


def names(register, body="harbour", day="2026-03-01"):
    return [member.name for member in register.members(body, day)]


def test_a_table_comes_in_once_and_the_second_time_nothing_is_new(register, bring):
    found, _ = bring(FIRST)
    again, _ = bring(FIRST)

    assert found.counts == {"new": 2, "absent": 0}
    assert again.counts == {"same": 2, "absent": 0}
    assert names(register) == ["Ada Abel"]
    assert register.count("tannery", "2026-03-01") == 1


def test_a_preview_changes_nothing(register, bring):
    bring(FIRST, terms=None)

    assert names(register) == []


def test_a_corrected_name_leaves_its_history(register, bring):
    bring(FIRST)
    _, said = bring("Number,Name,Branch\n1,Ada Baker,harbour\n")
    person = register.person("1")

    assert said["changed"] == [(2, "name", "Ada Abel becomes Ada Baker")]
    assert [(c.field, c.was, c.became) for c in register.corrections(person)] == [
        ("name", "Ada Abel", "Ada Baker")
    ]
    assert register.members("harbour", "2026-03-01")[0].email == "ada@example.org"


def test_a_member_who_moves_leaves_one_roll_for_the_other(register, bring):
    bring(FIRST)
    _, said = bring("Number,Name,Branch\n1,Ada Abel,tannery\n")

    assert said["moved"] == [(2, "body", "moves from harbour")]
    assert names(register) == []
    assert names(register, "tannery") == ["Ada Abel", "Ben Baker"]
    assert names(register, "harbour", "2026-02-01") == ["Ada Abel"]


def test_a_roll_that_the_file_does_not_speak_of_stays_as_it_is(register, bring, tmp_path):
    bring(FIRST)
    path = tmp_path / "youth.csv"
    path.write_text("Number,Name\n1,Ada Baker\n")
    found = arrive(register, path, plan(path, {}, None), Destination("youth", {"youth": "youth"}))
    apply(register, found.id, TERMS)

    assert found.counts == {"changed": 1, "absent": 0}
    assert names(register) == names(register, "youth") == ["Ada Baker"]


def test_a_doubled_row_counts_once_and_a_number_of_two_people_is_wrong(register, bring):
    rows = "Number,Name\n7,Eve Ebner\n7,Eve Ebner\n8,Dan Dyer\n8,Fay Fuller\n"
    found, said = bring(rows, terms=None)

    assert said["doubled"] == [(3, "number", "stands in row 2 already")]
    assert said["wrong"] == [(5, "number", "number 8 stands in row 4 with another name or body")]
    with pytest.raises(NotApplied, match="1 rows are wrong"):
        apply(register, found.id, TERMS)
    assert names(register) == []


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("1,,,,", "name", "no name"),
        ("1,Ada,nowhere,,", "email", "'nowhere' is no e-mail address"),
        ("1,Ada,,mountain,", "body", "no body is called 'mountain'"),
        ("1,Ada,,,31.02.2020", "since", "'31.02.2020' is no day of the calendar"),
        ("1,Ada,,,soon", "since", "'soon' is no date such as 2026-03-01, 01.03.2026 or 3/1/2026"),
        ("1," + "A" * 501 + ",,,", "name", "longer than 500 signs"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(bring, row, field, reason):
    _, said = bring(f"Number,Name,E-mail,Branch,Joined\n{row}\n", terms=None)

    assert said["wrong"] == [(2, field, reason)]


def test_without_a_number_a_member_is_known_by_email_and_name_or_is_doubtful(register, bring):
    bring(FIRST)
    found, _ = bring("Name,E-mail\nAda Abel,ADA@example.org\n")
    assert found.counts == {"same": 1, "absent": 0}

    doubtful, said = bring("Name\nAda Abel\n", terms=None)
    assert said["doubtful"] == [(2, "name", "somebody of this name is on the roll already")]
    with pytest.raises(NotApplied, match="1 rows are doubtful"):
        apply(register, doubtful.id, TERMS)
    apply(register, doubtful.id, TERMS._replace(doubtful="new"))
    assert names(register) == ["Ada Abel", "Ada Abel"]


def test_a_number_that_comes_later_is_doubtful_and_one_of_another_member_is_wrong(bring):
    bring("Number,Name,E-mail\n,Cleo Carver,\n1,Ada Abel,ada@example.org\n")
    _, said = bring("Number,Name,E-mail\n9,Cleo Carver,\n1,Zoe Young,zoe@example.org\n", terms=None)

    assert said["doubtful"] == [(2, "name", "somebody of this name is on the roll already")]
    assert said["wrong"] == [(3, "number", "number 1 is that of Ada Abel; correct one of them")]


def test_a_member_with_and_without_a_number_in_one_file_is_one_member(bring):
    rows = "Number,Name,E-mail\n,Ada Abel,a@example.org\n1,Ada Abel,a@example.org\n"

    assert bring(rows)[0].counts == {"new": 1, "doubled": 1, "absent": 0}


def test_a_number_for_two_bodies_in_one_file_is_wrong(bring):
    _, said = bring("Number,Name,Branch\n1,Ada,harbour\n1,Ada,tannery\n", terms=None)

    assert said["wrong"] == [(3, "number", "number 1 stands in row 2 with another name or body")]


def test_a_title_above_the_headings_is_passed_over(register, bring):
    bring("Members of 2026,,\n\nNumber,Name\n1,Ada Abel\n")

    assert names(register) == ["Ada Abel"]


@pytest.mark.parametrize("content", [b"\xff\xfeN\x00\n\x00\x00\xd8a\x00", b"Name" + b"," * 300_000])
def test_broken_text_and_endless_lines_are_refused(tmp_path, content):
    path = tmp_path / "m.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableSheet):
        list(rows(path))


def test_whoever_a_whole_roll_does_not_name_leaves(register, bring):
    bring(FIRST)
    found, _ = bring("Number,Name\n3,Cleo Carver\n", TERMS._replace(whole=True))

    assert found.counts == {"new": 1, "absent": 1}
    assert names(register) == ["Cleo Carver"]
    assert names(register, day="2026-02-28") == ["Ada Abel"]


def test_an_import_is_not_applied_to_a_register_that_changed_since(register, bring):
    waiting, _ = bring("Number,Name\n3,Cleo Carver\n", terms=None)
    bring(FIRST)

    with pytest.raises(NotApplied, match="changed since the preview"):
        apply(register, waiting.id, TERMS)
    with pytest.raises(NotApplied, match="applied already, or never made"):
        apply(register, "nothing", TERMS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_is_read(tmp_path, encoding, separator):
    path = tmp_path / "m.csv"
    line = separator.join(["Mitglieds-Nr.", "Nachname", "Vorname"])
    path.write_bytes(f"{line}\r\n{separator.join(['1', 'Müller', 'Élise'])}\r\n".encode(encoding))

    assert list(rows(path)) == [(1, ("Mitglieds-Nr.", "Nachname", "Vorname")),
                                (2, ("1", "Müller", "Élise"))]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        (["Nom", "Prénom", "Courriel"], {"family": 0, "given": 1, "email": 2}),
        (["Nombre", "Apellidos", "N.º socio"], {"given": 0, "family": 1}),
        (["Ortsgruppe", "Name", "Vorname"], {"body": 0, "family": 1, "given": 2}),
        (["Full name", "Member no"], {"name": 0, "number": 1}),
    ],
)
def test_headings_are_known_in_four_languages(headings, places):
    assert guess(headings) == places


def test_slashed_dates_are_read_as_the_file_shows_or_asked_about(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Name,Joined\nAda,3/1/2026\n")
    assert plan(path, {}, None).ambiguous == "3/1/2026 in row 2"
    path.write_text("Name,Joined\nAda,3/1/2026\nBen,3/31/2026\n")
    assert plan(path, {}, None).order == "month-first"
    path.write_text("Name,Joined\nAda,3/1/2026\nBen,31/3/2026\n")
    assert plan(path, {}, None).order == "day-first"


def test_a_column_that_is_not_there_is_said(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("Who,Where\nAda,harbour\n")
    with pytest.raises(Unclear, match="no column holds names"):
        plan(path, {}, None)
    with pytest.raises(Unclear, match="no column is called 'Whom'"):
        plan(path, {"name": "Whom"}, None)
    assert plan(path, {"name": "Who", "body": "2"}, None).places == {"name": 0, "body": 1}


def test_a_roll_goes_out_and_comes_in_again_unchanged(register, bring, tmp_path):
    bring(FIRST)
    for name, write in (("out.csv", as_csv), ("out.xlsx", as_xlsx)):
        path = tmp_path / name
        binary = name.endswith("xlsx")
        with path.open("wb" if binary else "w", **({} if binary else {"newline": ""})) as file:
            assert write(file, "harbour", register.every_member("harbour", "2026-03-01")) == 1
        found = arrive(register, path, plan(path, {}, None), TO)
        assert found.counts == {"same": 1, "absent": 0}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_an_export_is_a_formula(register, bring, tmp_path, cell):
    bring(f"Number,Name\n1,{cell}\n")
    path = tmp_path / "out.xlsx"
    with path.open("wb") as file:
        as_xlsx(file, "harbour", register.every_member("harbour", "2026-03-01"))
    written = openpyxl.load_workbook(path).active["B2"]

    assert (written.value, written.data_type) == (f"'{cell}", "s")
    assert harmless("Ada") == "Ada"


def test_a_file_that_expands_beyond_bounds_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(501):
            archive.writestr(f"part{number}", b"")
    with pytest.raises(UnreadableSheet, match="beyond all bounds"):
        list(rows(path))


@pytest.mark.parametrize("content", [b"PK\x03\x04nonsense", b"\x00\x01\x02"])
def test_a_file_that_is_no_table_is_said_to_be_none(tmp_path, content):
    path = tmp_path / "m.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableSheet):
        list(rows(path))


def test_an_xlsx_that_defines_entities_is_refused(tmp_path):
    book = tmp_path / "m.xlsx"
    openpyxl.Workbook().save(book)
    evil = tmp_path / "evil.xlsx"
    with zipfile.ZipFile(book) as good, zipfile.ZipFile(evil, "w") as bad:
        for part in good.namelist():
            content = good.read(part)
            if part == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY e "boom">]>' + content
            bad.writestr(part, content)
    with pytest.raises(UnreadableSheet, match=r"entities|cannot be read"):
        list(rows(evil))


def test_each_member_of_a_sealed_roll_gets_a_proof_and_nobody_else(register, bring):
    bring("Number,Name\n" + "".join(f"{n},Member {n}\n" for n in range(1, 12)))
    seal = register.prepare_roll("harbour", "2026-03-01")
    register.prepare_roll("harbour", "2026-03-01")
    proofs = {n: register.membership("harbour", seal.root, register.person(str(n)))
              for n in range(1, 12)}  # fmt: skip

    assert seal.count == 11
    assert all(on_roll(seal, register.person(str(n)), p) for n, p in proofs.items())
    assert not on_roll(seal, register.person("1"), proofs[2])
    assert register.membership("harbour", seal.root, "p-00000000") is None


def test_a_person_who_is_forgotten_is_nowhere_in_the_database(register, bring, uri):
    bring("Number,Name,E-mail\n4711,Zyxwv Unheard,zyxwv@example.org\n")
    bring("Number,Name,E-mail\n4711,Zyxwv Unheardof,zyxwv@example.org\n")
    bring("Number,Name,E-mail\n4711,Zyxwv Unheardofx,zyxwv@example.org\n", terms=None)
    person = register.person("4711")
    assert _found(uri, "zyxwv") != []

    assert register.forget(person)
    assert _found(uri, "zyxwv") == []
    assert _found(uri, "4711") == []
    assert _found(uri, person) != []
    assert not register.forget("p-nobody000")


def _found(uri, words):
    """Every column of every table that holds some words: as text, or as the bytes they are."""
    found = []
    with psycopg.connect(uri) as connection:
        columns = connection.execute(
            "select table_schema, table_name, column_name, data_type"
            " from information_schema.columns"
            " where table_schema not in ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table, column, kind in columns:
            text = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            query = f'select count(*) from "{schema}"."{table}" where lower({text}) like %s'
            if connection.execute(query, [f"%{words.lower()}%"]).fetchone()[0]:
                found.append((table, column))
    return found


def test_words_are_found_in_text_json_and_bytes_alike(uri, connection):
    connection.execute("insert into head (body) values ('rare-word-1')")
    connection.execute("insert into entry values ('b', 0, %s, '')", [b"a rare-word-2"])
    connection.execute("insert into import values ('i', 'b', 's', 1, '{\"rare-word-3\": 1}')")

    assert [_found(uri, f"RARE-word-{n}") for n in (1, 2, 3)] == [
        [("head", "body")], [("entry", "line")], [("import", "counts")]
    ]  # fmt: skip


def test_a_changed_address_or_password_bars_ballots_and_a_first_passkey_does_not(register):
    register.sign_in_changed("p-00000001", "webauthn added")
    register.sign_in_changed("p-00000002", "email changed")

    assert not register.sign_in_changed_within("p-00000001", 72)
    assert register.sign_in_changed_within("p-00000002", 72)
    assert not register.sign_in_changed_within("p-00000002", 0)


@pytest.fixture
def bring_alone(register, tmp_path):
    """Brings a table in as who keeps one roll, and no other."""

    def arriving(content, body="harbour"):
        path = tmp_path / "alone.csv"
        path.write_text(content)
        to = Destination(body, TO.rolls, alone=True)
        found = arrive(register, path, plan(path, {}, None), to)
        said = {row.row: (v, row.reason) for v in found.counts
                for row in judged(register, found.id, v)}  # fmt: skip
        apply(register, found.id, TERMS._replace(doubtful="skip"))
        return said

    return arriving


@pytest.mark.parametrize(
    "row",
    ["2,Ben Baker,,", "2,Zoe Zed,,", ",Ben Baker,ben@example.org,", "3,Ben Baker,ben@example.org,"],
)
def test_nobody_is_taken_from_a_roll_by_the_keeper_of_another(register, bring, bring_alone, row):
    bring("Number,Name,E-mail,Branch\n2,Ben Baker,ben@example.org,tannery\n")
    said = bring_alone(f"Number,Name,E-mail,Branch\n{row}\n")

    reason = "is known already, but not on this roll; its own keeper must let them go first"
    assert said == {2: ("elsewhere", reason)}
    assert names(register) == []
    assert names(register, "tannery") == ["Ben Baker"]


def test_a_row_of_an_unknown_body_is_passed_over_by_who_keeps_one_roll(register, bring_alone):
    table = "Number,Name,Branch\n1,Ada Abel,harbour\n2,Ben Baker,Atlantis\n3,,Atlantis\n"
    said = bring_alone(table)

    assert said[1 + 1][0] == "new"
    assert said[3] == said[4] == ("elsewhere", "no body is called 'Atlantis'")
    assert names(register) == ["Ada Abel"]


def test_who_is_on_no_roll_joins_only_as_the_register_knows_them(register, bring_alone):
    register.enrol([("p-00000001", "5", "Una Union", "una@example.org")])
    known = "is known already, but not on this roll; the name or e-mail differs, so ask who runs"
    for row in ("5,Una Thief,una@example.org", "5,Una Union,thief@example.org"):
        assert bring_alone(f"Number,Name,E-mail\n{row}\n")[2][1].startswith(known)

    assert bring_alone("Number,Name,E-mail\n5,Una Union,UNA@example.org\n")[2][0] == "joined"
    assert names(register) == ["Una Union"]


def test_a_correction_by_one_keeper_leaves_the_other_roll(register, bring, bring_alone, tmp_path):
    bring(FIRST)
    path = tmp_path / "youth.csv"
    path.write_text("Number,Name\n1,Ada Abel\n")
    found = arrive(register, path, plan(path, {}, None), Destination("youth", {}))
    apply(register, found.id, TERMS)
    said = bring_alone("Number,Name,Branch\n1,Ada Baker,harbour\n7,Yan Young,tannery\n")

    assert said[2] == ("changed", "Ada Abel becomes Ada Baker")
    assert said[3] == (
        "elsewhere",
        "belongs on the roll of tannery, which its own keeper brings in",
    )
    assert names(register, "youth") == ["Ada Baker"]


def test_names_follow_what_other_processes_change(register, bring, federation, connection):
    federation.names.look_up_by(register.names)
    bring(FIRST)
    person = register.person("1")
    connection.execute("update person set alias = 'ada' where id = %s", [person])
    federation.follow_register(connection)
    before = federation.names.shown(person), federation.aliases
    register.forget(person)
    federation.follow_register(connection)

    assert before == ("Ada Abel", {"ada": person})
    assert (federation.names.shown(person), federation.aliases) == (person, {})
    assert names(register, day="9999-12-31") == []


def test_a_preview_that_nobody_came_back_to_is_gone_after_a_day(register, bring, connection, uri):
    old, _ = bring("Number,Name\n1,Rare Oldname\n", terms=None)
    young, _ = bring("Number,Name\n2,Yan Young\n", terms=None)
    connection.execute("update import set at = at - interval '25 hours' where id = %s", [old.id])
    drop_abandoned(register)

    assert preview(register, old.id) is None
    assert preview(register, young.id) is not None
    assert _found(uri, "Rare Oldname") == []
