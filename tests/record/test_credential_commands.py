"""`delegata credential check|verify`, as somebody at a door without a server runs them."""

import io
import sys

import pytest
from halls import SIGNER, STRANGER, hall

from delegata.cli import main
from delegata.record.credential import Issue, credential_of, token_of
from delegata.record.door import signed_list, written_list

NOON = ("--at", "2026-03-01T13:00Z")


def carried(made, name, signer=SIGNER):
    """The token of a mandate."""
    return token_of(credential_of(made.council, name, Issue("2026-03-01", "2026-04-01")), signer)


@pytest.fixture
def ask(tmp_path, capsys):
    """Asks the door list of a hall about a token: the exit status and what is printed."""

    def asked(made, token, *arguments, signer=SIGNER):
        path = tmp_path / "door.json"
        path.write_bytes(written_list(signed_list(made.list(), signer)))
        status = main(["credential", "check", token, "--door", str(path), *(arguments or NOON)])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return asked


def test_a_good_credential_is_said_to_be_good_with_mandate_voice_and_age(ask):
    made = hall()
    status, said = ask(made, carried(made, "d-2"))

    assert status == 0
    assert "GOOD: mandate d-2 in made-up-congress, advisory voice" in said
    assert "(1 hour old), which knows 10 entries" in said
    assert "signer not pinned" in said


def test_with_a_pinned_key_nothing_is_noted(ask):
    made = hall()
    status, said = ask(made, carried(made, "d-1"), *NOON, "--key", SIGNER.vkey + "\n")

    assert status == 0
    assert "note" not in said


def test_an_alternate_is_said_to_be_one(ask):
    made = hall()
    made.present("e-1", alternate=True)
    made.confirm("e-1")

    assert "decisive voice, as an alternate" in ask(made, carried(made, "e-1"))[1]


@pytest.mark.parametrize(
    ("name", "when", "words"),
    [
        ("d-3", "2026-03-01T13:00Z", "not-confirmed"),
        ("d-4", "2026-03-01T13:00Z", "contested, not confirmed"),
        ("d-6", "2026-03-01T13:00Z", "has ended (recalled)"),
        ("d-1", "2026-04-02T00:00", "was valid until 2026-04-01"),
    ],
)
def test_what_is_refused_is_refused_with_a_sentence(ask, name, when, words):
    made = hall()
    token = carried(made, name)
    made.end("d-6")
    status, said = ask(made, token, "--at", when)

    assert status == 1
    assert "REFUSED" in said
    assert words in said


def test_a_forged_one_is_refused(ask):
    made = hall()
    token = carried(made, "d-1")
    status, said = ask(made, token[:50] + ("A" if token[50] != "A" else "B") + token[51:])

    assert status == 1
    assert "REFUSED (forged)" in said


def test_one_of_another_body_is_refused(ask):
    made, other = hall(), hall("another-congress")
    status, said = ask(made, carried(other, "d-1"))

    assert status == 1
    assert "another-congress" in said


def test_a_second_use_is_seen_and_nothing_toggles(ask, tmp_path):
    made = hall()
    token, kept = carried(made, "d-1"), ("--seen", str(tmp_path / "let-in"))

    assert ask(made, token, *NOON, *kept)[0] == 0
    for _ in range(3):
        status, said = ask(made, token, "--at", "2026-03-01T14:00Z", *kept)
        assert status == 1
        assert "SEEN BEFORE: the credential of d-1 was let in here at 2026-03-01T13:00:00Z" in said
    assert ask(made, carried(made, "d-2"), *NOON, *kept)[0] == 0


def test_a_refused_credential_is_not_remembered_as_let_in(ask, tmp_path):
    made = hall()
    ask(made, carried(made, "d-3"), *NOON, "--seen", str(tmp_path / "let-in"))

    assert not (tmp_path / "let-in").exists()


def test_the_words_may_come_from_a_scanner(ask, monkeypatch):
    made = hall()
    monkeypatch.setattr(sys, "stdin", io.StringIO(carried(made, "d-1").lower() + "\n"))

    assert ask(made, "-")[0] == 0


@pytest.mark.parametrize(
    ("when", "age"),
    [
        ("2026-03-01T12:00:30Z", "less than a minute old"),
        ("2026-03-01T12:05Z", "5 minutes old"),
        ("2026-03-03T12:00Z", "2 days old"),
        ("2026-03-01T11:00Z", "set the clock"),
    ],
)
def test_the_age_of_the_list_is_said(ask, when, age):
    made = hall()

    assert age in ask(made, carried(made, "d-1"), "--at", when)[1]


def test_a_list_of_a_stranger_is_no_answer(ask):
    made = hall()
    status, said = ask(made, carried(made, "d-1"), "--key", SIGNER.vkey, signer=STRANGER)

    assert status == 2
    assert "no good signature" in said


def test_a_missing_list_and_a_bad_key_are_named(capsys, tmp_path, ask):
    missing = str(tmp_path / "none.json")

    assert main(["credential", "check", "DLG1", "--door", missing]) == 2
    assert "none.json" in capsys.readouterr().err
    assert ask(hall(), "DLG1", "--key", "nonsense")[0] == 2


@pytest.fixture
def export(tmp_path):
    """Writes the export of a hall."""

    def write(made):
        folder = tmp_path / "export"
        folder.mkdir(exist_ok=True)
        name = made.council.body
        (folder / f"{name}.jsonl").write_bytes(b"".join(line + b"\n" for line in made.lines))
        (folder / f"{name}.checkpoint").write_text(made.checkpoint(), "utf-8")
        (folder / "server.vkey").write_text(SIGNER.vkey + "\n", "utf-8")
        return str(folder)

    return write


def test_a_list_follows_from_the_export_or_is_found_out(tmp_path, capsys, export):
    made = hall()
    path, listed = tmp_path / "door.json", made.list()
    path.write_bytes(written_list(signed_list(listed, SIGNER)))
    made.end("d-6")

    assert main(["credential", "verify", str(path), export(made)]) == 0
    assert "follows from the record" in capsys.readouterr().out
    short = type(listed)(**{n: getattr(listed, n) for n in listed.__struct_fields__[:-1]},
                         places=listed.places[:-1])  # fmt: skip
    path.write_bytes(written_list(signed_list(short, SIGNER)))
    assert main(["credential", "verify", str(path), export(made), "--key", SIGNER.vkey]) == 1
    assert "door-not-as-record" in capsys.readouterr().out


def test_a_list_is_not_judged_by_the_export_of_others(tmp_path, capsys, export):
    path = tmp_path / "door.json"
    path.write_bytes(written_list(signed_list(hall("another-congress").list(), SIGNER)))

    assert main(["credential", "verify", str(path), export(hall())]) == 2
    assert "no record of another-congress" in capsys.readouterr().err
