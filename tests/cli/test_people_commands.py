"""`delegata found`, `people` and `roll`, as who runs a server types them; everybody is made up."""

import pytest

from delegata.cli import main

BODIES = "body,name,character,tier,rules,listed\n"
OFFICERS = "body,office,number,name,email\n"
HARBOUR = "harbour,Harbour (made up),assembly,0,union-branch,no\n"
SECRETARY = "harbour,secretary,1,Ada Abel,ada@example.org\n"
TANNERY = "tannery,Tannery (made up),assembly,0,union-branch,no\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("commands")


@pytest.fixture
def typed(folder, capsys, tmp_path):
    """Types a command; tables are given by their content. The exit status and what is printed."""

    def run(*arguments, **tables):
        for name, content in tables.items():
            (tmp_path / f"{name}.csv").write_text(content)
        words = [str(tmp_path / word) if word.endswith((".csv", ".json")) else word
                 for word in arguments]  # fmt: skip
        status = main([*words, *(() if "check" in words else ("--data", str(folder / "var")))])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def bring(typed, table, *arguments):
    return typed("people", "import", "m.csv", "--body", "harbour", *arguments, m=table)


@pytest.fixture
def harbour(typed):
    """The harbour branch, founded once."""
    typed("found", "b.csv", "o.csv", "--apply", b=BODIES + HARBOUR, o=OFFICERS + SECRETARY)


@pytest.mark.parametrize(
    ("bodies", "officers", "said"),
    [
        (TANNERY + TANNERY, "", "b.csv row 3, body: stands in row 2 already"),
        (
            "Big Body,X,assembly,0,union-branch,no\n",
            "",
            "b.csv row 2, body: 'Big Body' is no short",
        ),
        ("tannery,X,assembly,low,union-branch,no\n", "", "row 2, tier: expected a whole"),
        (TANNERY, "tannery,chair,2,Bo,\n", "o.csv row 3, name: number 2 is Tom in row 2"),
        (TANNERY, "tannery,chair,1,Eve,\n", "o.csv row 3, name: number 1 is Ada Abel in the reg"),
        (
            TANNERY,
            "valley,chair,3,Val,\n",
            "o.csv row 3, body: no body is called 'valley' in b.csv",
        ),
        (TANNERY + HARBOUR, SECRETARY, "b.csv row 3, body: The act founding/harbour stands in"),
        ("tannery,,assembly,0,union-branch,no\n", "", "b.csv row 2, name: is empty"),
        (TANNERY, "tannery,chair,3,Bo,nomail\n", "row 3, email: 'nomail' is no e-mail address"),
        (f"tannery,{'X' * 20_001},assembly,0,union-branch,no\n", "", "name: is longer than 20,000"),
    ],
)
@pytest.mark.usefixtures("harbour")
def test_what_is_wrong_in_a_founding_is_said_and_nothing_is_founded(typed, bodies, officers, said):
    tom = bodies.partition(",")[0] + ",secretary,2,Tom,\n"
    status, printed = typed("found", "b.csv", "o.csv", "--apply", b=BODIES + bodies,
                            o=OFFICERS + tom + officers)  # fmt: skip

    assert status == 1
    assert said in printed
    assert "no body 'tannery'" in typed("people", "import", "m.csv", "--body", "tannery", m="")[1]


CONSTITUTED = "body,name,character,rules,constituents\n"


def congress(*constituents):
    return f"{CONSTITUTED}congress,C,congress,union-congress,{'; '.join(constituents)}\n"


@pytest.fixture
def checked(tmp_path, capsys):
    """Checks two tables for a data folder that does not stand; the status and what is printed."""

    def run(bodies, officers, data=None):
        (tmp_path / "b.csv").write_text(bodies)
        (tmp_path / "o.csv").write_text(officers)
        tables = [str(tmp_path / name) for name in ("b.csv", "o.csv")]
        status = main(["found", *tables, "--data", str(data or tmp_path / "union")])
        printed = capsys.readouterr()
        assert not (tmp_path / "union").exists(), "a check leaves nothing behind"
        return status, printed.out + printed.err

    return run


@pytest.mark.usefixtures("harbour")
def test_a_congress_is_founded_with_all_its_constituents_or_not_at_all(checked, folder):
    many = [f"branch-{number:03}" for number in range(200)]
    branches = "".join(f"{branch},B,assembly,union-branch,\n" for branch in many)
    officers = "".join(f"{branch},secretary,7,Sam,\n" for branch in [*many, "congress"])

    status, printed = checked(congress(*many) + branches, OFFICERS + officers)
    assert (status, printed) == (
        0, "201 bodies with 201 offices, held by 1 person, can be founded.\n"
    )  # fmt: skip
    status, printed = checked(
        congress("harbour", *many) + branches, OFFICERS + officers, folder / "var"
    )
    assert status == 0
    status, printed = checked(congress(*many, "branch-04") + branches, OFFICERS + officers)
    assert status == 1
    assert printed.startswith("b.csv row 2, constituents: no body is called 'branch-04'")


def test_a_misspelt_kind_of_constituent_is_said_to_stand_among_the_constituents(checked):
    status, printed = checked(congress("tannery jont"), OFFICERS + "congress,chair,1,Ada Abel,\n")
    assert status == 1
    assert "b.csv row 2, constituents: Invalid enum value 'jont'" in printed


def test_an_office_without_powers_is_noted(checked):
    status, printed = checked(BODIES + TANNERY, OFFICERS + "tannery,king,1,Ada Abel,\n")
    assert status == 0
    assert "note: the rules of tannery name no office 'king', and it may do nothing" in printed


def test_tables_that_are_none_take_a_line_each(checked):
    many = "".join(f"b{number},chair,7,Sam,\n" for number in range(201))
    status, printed = checked("", OFFICERS + many)
    assert status == 1
    assert printed.startswith("b.csv row 1, body: the table is empty; the first row names the col")
    assert printed.count("\n") == 1
    status, printed = checked(BODIES, "Number\n")
    assert printed.startswith("o.csv row 1, body: no column has this heading; the first row names")


def test_of_very_many_faults_the_first_are_listed(checked):
    many = "".join(f"b{number},chair,{number},Sam,\n" for number in range(201))
    status, printed = checked(BODIES + TANNERY, OFFICERS + many)
    assert status == 1
    assert printed.endswith("... and 152 more like these\n")


def test_an_officer_without_a_name_is_said_once(checked):
    status, printed = checked(
        BODIES + TANNERY, OFFICERS + "tannery,chair,2,,\ntannery,teller,2,Tom,\n"
    )
    assert status == 1
    assert printed == "o.csv row 2, name: is empty\n"


@pytest.mark.parametrize("command", [["found", "NO", "NO"], ["restore", "NO"],
                                     ["verify", ".", "--against", "NO"]])  # fmt: skip
def test_a_file_that_is_missing_is_called_so(command, tmp_path, capsys):
    given = [str(tmp_path / "no") if word == "NO" else word for word in command]
    data = () if command[0] == "verify" else ("--data", str(tmp_path / "union"))
    assert main([*given, *data]) == 2
    assert f"there is no file {tmp_path / 'no'}" in capsys.readouterr().err
    assert not (tmp_path / "union").exists()


@pytest.mark.usefixtures("harbour")
def test_an_import_previews_then_applies_and_exports_what_came_in(typed, tmp_path):
    table = "Number,Name,E-mail\n1,Ada Abel,\n2,Ben Baker,ben@example.org\n"
    assert "1 new, 1 joined; 0 on the roll are not in the file" in bring(typed, table)[1]
    assert "1 new, 1 joined" in bring(typed, table)[1]
    status, printed = bring(typed, table, "--apply")
    assert status == 0
    assert "Applied." in printed
    assert "2 same" in bring(typed, table)[1]

    for name in ("out.csv", "out.xlsx"):
        path = str(tmp_path / name)
        assert "2 members" in typed("people", "export", path, "--body", "harbour")[1]
        assert "2 same" in typed("people", "import", path, "--body", "harbour")[1]


@pytest.mark.parametrize(
    ("table", "arguments", "status", "said"),
    [
        ("Number,Name\n9,\n", ("--apply",), 1, "row 2, name: wrong: : no name"),
        ("Who\nAda\n", (), 1, "no column holds names; say which: name=COLUMN"),
        ("Who\nZoe Zed\n", ("--column", "name=Who"), 0, "1 new"),
        (
            "Name,Joined\nZoe,3/1/2026\n",
            (),
            1,
            "3/1/2026 in row 2 can be read both ways; say --dates day-first or",
        ),
        ("Name,Joined\nZoe,3/1/2026\n", ("--dates", "month-first"), 0, "1 new"),
    ],
)
@pytest.mark.usefixtures("harbour")
def test_an_import_that_cannot_be_applied_says_why(typed, table, arguments, status, said):
    given, printed = bring(typed, table, *arguments)

    assert given == status
    assert said in printed
    assert "Applied" not in printed


@pytest.mark.usefixtures("harbour")
def test_nobody_can_be_forgotten_who_is_not_known(typed):
    assert typed("people", "forget", "4711") == (
        2, "delegata: the register knows nobody as '4711'\n"
    )  # fmt: skip


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"body": "harbour", "roll": 1}'])
def test_a_proof_that_is_none_is_said_to_be_unreadable(typed, tmp_path, content):
    (tmp_path / "p.json").write_text(content)
    status, printed = typed("roll", "check", "p.json", str(tmp_path))

    assert status == 2
    assert "cannot be read" in printed


@pytest.mark.usefixtures("harbour")
def test_a_scenario_names_members_by_their_numbers(typed, tmp_path):
    note = tmp_path / "note.scenario"
    note.write_text("body harbour\nby @1 as secretary\nfill office treasurer\n    person: @1\n")
    status, printed = typed("perform", str(note))
    assert status == 0
    assert "1 act stands" in printed
    note.write_text("body harbour\nby @4711 as secretary\nfill office clerk\n    person: @1\n")
    status, printed = typed("perform", str(note))
    assert status == 2
    assert "nobody has the alias or the member number '4711'" in printed


@pytest.mark.usefixtures("harbour")
def test_a_link_for_nobody_says_what_nobody_has(typed):
    assert typed("sign-in", "99") == (
        2, "delegata: nobody has the alias or the member number '99'\n"
    )  # fmt: skip


@pytest.mark.usefixtures("harbour")
def test_a_link_to_what_was_never_served_says_which_address_it_takes(typed):
    status, printed = typed("sign-in", "1")

    assert status == 0
    assert "http://127.0.0.1:8000/sign-in/" in printed
    assert "was not served yet; the link is for http://127.0.0.1:8000." in printed
    assert "not served" not in typed("sign-in", "1", "--at", "https://hall.example")[1]


@pytest.mark.usefixtures("harbour")
def test_an_export_goes_into_a_folder_of_its_own(typed, folder, tmp_path):
    status, printed = typed("export", str(folder / "var"))
    assert status == 2
    assert "is not empty, and holds no earlier export; name a new folder" in printed
    for _ in range(2):
        status, printed = typed("export", str(tmp_path / "record"))
        assert status == 0
        assert printed.startswith("1 body, ")
    assert "is not empty" in typed("export", "--public", str(tmp_path / "record"))[1]
