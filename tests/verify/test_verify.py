"""The verifier says that good records are well, and finds every lie."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from forging import SIGNER, files, told
from lies import BAD, EDITIONS, GOOD, MEETING, write, write_edition

from delegata.cli import main
from delegata.record.checkpoint import Checkpoint, signed_checkpoint
from delegata.record.envelope import DetachedText
from delegata.record.note import signer
from delegata.verify.chain import MOST_FINDINGS, read_chain
from delegata.verify.folder import LARGEST_BYTES, Export, UnreadableExport, read_export, verify


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The edition that this version would write."""
    folder = tmp_path_factory.mktemp("conformance") / "made"
    write_edition(folder)
    return folder


LAST = EDITIONS[-1]
GOOD_RECORDS = [path for edition in EDITIONS for path in sorted((edition / "good").iterdir())]
BAD_RECORDS = [path for edition in EDITIONS for path in sorted((edition / "bad").iterdir())]


def expected(bad):
    return json.loads((bad.parents[1] / "expected.json").read_text("utf-8"))[bad.name]


@pytest.mark.parametrize("record", GOOD_RECORDS, ids=lambda path: "-".join(path.parts[-3:]))
def test_a_good_record_of_any_version_is_well(record):
    assert verify(read_export(record), key=SIGNER.vkey).findings == ()


@pytest.mark.parametrize("record", BAD_RECORDS, ids=lambda path: "-".join(path.parts[-3:]))
def test_a_lie_of_any_version_is_found_for_what_it_is(record):
    report = verify(read_export(record), key=SIGNER.vkey)

    assert expected(record) in {finding.kind for finding in report.findings}


def test_what_this_version_writes_is_well_and_its_lies_are_found(made):
    for name in GOOD:
        assert verify(read_export(made / "good" / name), key=SIGNER.vkey).findings == (), name
    for name, (_, kind) in BAD.items():
        report = verify(read_export(made / "bad" / name), key=SIGNER.vkey)
        assert kind in {finding.kind for finding in report.findings}, name


def test_withheld_data_is_named_and_no_finding():
    report = verify(read_export(LAST / "good" / "withheld"))

    assert report.ok
    assert any("withheld" in note for note in report.notes)


SMALL = MEETING.split("move rise")[0].replace("1..9", "1..2").replace("1..7", "1..2")


def test_every_flipped_byte_of_a_small_record_is_found():
    export = files(told(SMALL))
    assert verify(_export(export), key=SIGNER.vkey).ok
    for name, content in export.items():
        if name == "server.vkey":
            continue
        for place in range(len(content)):
            flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            report = verify(_export(export | {name: flipped}), key=SIGNER.vkey)
            assert not report.ok, f"{name}, byte {place}: {content[place : place + 1]!r}"


def test_every_flipped_byte_of_the_shipped_key_is_found():
    export = files(told(SMALL))
    content = export["server.vkey"]
    for place in range(len(content)):
        flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert not verify(_export(export | {"server.vkey": flipped})).ok, place


def _export(content: dict[str, bytes]) -> Export:
    return Export(
        {"congress": content["congress.jsonl"]},
        {"congress": content["congress.checkpoint"].decode("utf-8", "replace")},
        content["server.vkey"].decode("utf-8", "replace"),
        (),
    )


def test_every_line_cut_doubled_or_moved_is_found():
    export = files(told(MEETING))
    lines = export["congress.jsonl"].splitlines(keepends=True)
    for i in range(len(lines)):
        cut, doubled = lines[:i] + lines[i + 1 :], lines[: i + 1] + lines[i:]
        moved = lines[:i] + lines[i + 1 : i + 2] + lines[i : i + 1] + lines[i + 2 :]
        for changed in (cut, doubled, moved):
            if changed != lines:
                bad = _export(export | {"congress.jsonl": b"".join(changed)})
                assert not verify(bad, key=SIGNER.vkey).ok


def test_a_record_that_was_cut_and_signed_again_fails_against_the_kept_checkpoint():
    lines = told(MEETING)
    kept = files(lines)["congress.checkpoint"].decode()
    lines["congress"] = lines["congress"][:-2]
    report = verify(_export(files(lines)), key=SIGNER.vkey, older=kept)

    assert {finding.kind for finding in report.findings} == {"history-cut"}


def test_a_record_that_was_rewritten_and_signed_again_fails_against_the_kept_checkpoint():
    kept = files(told(MEETING.replace("Wages rise", "Wages fall")))["congress.checkpoint"].decode()
    report = verify(_export(files(told(MEETING))), key=SIGNER.vkey, older=kept)

    assert {finding.kind for finding in report.findings} == {"history-changed"}


def test_a_record_that_only_grew_agrees_with_the_kept_checkpoint():
    kept = files(told(SMALL))["congress.checkpoint"].decode()
    assert verify(_export(files(told(SMALL))), key=SIGNER.vkey, older=kept).ok


def test_another_key_than_the_trusted_one_is_found():
    other = signer("conformance.example", bytes(32))
    report = verify(read_export(LAST / "good" / "meeting"), key=other.vkey)

    assert {finding.kind for finding in report.findings} == {"signature-bad"}


def test_a_body_outside_the_export_is_not_seen_and_no_finding():
    export = files(told(MEETING))
    chain = read_export(LAST / "good" / "chain")
    del chain.records["branch"], chain.checkpoints["branch"]
    report = verify(chain, key=SIGNER.vkey)

    assert report.ok
    assert any("not seen" in note for note in report.notes)
    assert export


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    write(tmp_path, files(told(SMALL)))
    (tmp_path / "evil.jsonl").symlink_to("/etc/passwd")
    report = verify(read_export(tmp_path))

    assert "file-unreadable" in {finding.kind for finding in report.findings}


def test_a_folder_that_is_no_export_is_refused(tmp_path):
    with pytest.raises(UnreadableExport):
        read_export(tmp_path)
    with pytest.raises(UnreadableExport):
        read_export(tmp_path / "missing")


def test_the_command_prints_the_documented_object_and_exits_0_only_when_well(capsys):
    assert main(["verify", str(LAST / "good" / "chain"), "--json"]) == 0
    well = json.loads(capsys.readouterr().out)
    assert (well["ok"], well["bodies"], well["findings"]) == (True, 2, [])

    assert main(["verify", str(LAST / "bad" / "no-quorum"), "--json"]) == 1
    bad = json.loads(capsys.readouterr().out)
    assert set(bad["findings"][0]) == {"body", "position", "kind", "message"}


def test_the_command_says_one_line_for_bad_input(capsys, tmp_path):
    assert main(["verify", str(tmp_path)]) == 2
    assert main(["verify", str(LAST / "good" / "chain"), "--key", "nonsense"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


def test_the_verifier_needs_neither_django_nor_a_database_nor_numpy():
    probe = (
        "import sys; from delegata.cli import main; "
        f"assert main(['verify', {str(LAST / 'good' / 'chain')!r}]) == 0; "
        "print({'django', 'psycopg', 'starlette', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("set()")


def changed_checkpoint(**parts):
    """The kinds of findings for a good record under another checkpoint."""
    export = files(told(SMALL))
    tree = read_chain("congress", export["congress.jsonl"]).tree
    stated = {"origin": "conformance.example/congress", "size": len(tree), "root": tree.root()}
    note = signed_checkpoint(Checkpoint(**{**stated, **parts}), SIGNER)
    report = verify(_export(export | {"congress.checkpoint": note.encode()}), key=SIGNER.vkey)
    return {finding.kind for finding in report.findings}


def test_a_checkpoint_of_another_origin_size_or_root_is_found():
    assert changed_checkpoint() == set()
    assert changed_checkpoint(origin="conformance.example/other") == {"checkpoint-origin"}
    assert changed_checkpoint(size=99) == {"size-wrong"}
    assert changed_checkpoint(root=bytes(32)) == {"root-wrong"}


def test_a_missing_or_malformed_checkpoint_is_found():
    export = _export(files(told(SMALL)))
    export.checkpoints.clear()
    assert {f.kind for f in verify(export).findings} == {"checkpoint-missing"}
    export.checkpoints["congress"] = "nonsense"
    assert {f.kind for f in verify(export).findings} == {"checkpoint-malformed"}


def test_a_missing_or_malformed_key_and_a_record_without_its_lines_are_found():
    export = _export(files(told(SMALL)))
    export.checkpoints["other"] = export.checkpoints["congress"]
    kinds = {f.kind for f in verify(export._replace(vkey=None)).findings}
    assert {"key-missing", "record-missing", "signature-bad"} <= kinds
    assert "key-malformed" in {f.kind for f in verify(export._replace(vkey="x")).findings}


@pytest.mark.parametrize(
    ("older", "kind"),
    [
        ("nonsense", "record-missing"),
        ("a/congress\nx", "older-malformed"),
        (None, "older-signature-bad"),
    ],
)
def test_a_kept_checkpoint_that_is_none_or_not_the_servers_is_found(older, kind):
    export = files(told(SMALL))
    if older is None:
        other = signer(SIGNER.name, bytes(32))
        chain = read_chain("congress", export["congress.jsonl"])
        stated = Checkpoint("conformance.example/congress", 1, chain.tree.root(1))
        older = signed_checkpoint(stated, other)
    report = verify(_export(export), key=SIGNER.vkey, older=older)

    assert {finding.kind for finding in report.findings} == {kind}


def with_texts(*texts):
    """The kinds of findings for a line with other texts."""
    lines = told(MEETING)
    line = next(line for line in lines["congress"] if line.texts)
    lines["congress"][line.entry.position] = line._replace(texts=texts)
    return {f.kind for f in verify(_export(files(lines)), key=SIGNER.vkey).findings}


def test_texts_that_are_malformed_doubled_or_of_another_case_are_found():
    text = next(line.texts[0] for line in told(MEETING)["congress"] if line.texts)
    assert with_texts(text) == set()
    assert "text-order" in with_texts(text, text)
    assert with_texts(DetachedText("zz", text.text)) == {"text-malformed"}
    assert with_texts(DetachedText(text.salt + "00", text.text)) == {"text-altered"}


def test_a_line_cut_short_is_found():
    export = files(told(SMALL))
    cut = verify(_export(export | {"congress.jsonl": export["congress.jsonl"][:-1]}))

    assert "line-cut" in {finding.kind for finding in cut.findings}


def test_endless_nonsense_is_given_up_after_a_hundred_findings():
    chain = read_chain("congress", b"nonsense\n" * 5_000)

    assert len(chain.findings) == MOST_FINDINGS


def test_a_record_prints_no_control_signs_on_a_terminal(capsys):
    assert main(["verify", str(LAST / "bad" / "nonsense-cite")]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\n1 bodies, 9 entries" not in printed


def test_a_kept_checkpoint_is_read_within_bounds(capsys, tmp_path):
    (tmp_path / "large").write_bytes(b"x" * 70_000)
    (tmp_path / "bytes").write_bytes(b"\xff")
    good = str(LAST / "good" / "chain")
    assert main(["verify", good, "--against", str(tmp_path / "large")]) == 2
    assert main(["verify", good, "--against", str(tmp_path / "bytes")]) == 2
    assert main(["verify", good, "--against", str(tmp_path / "missing")]) == 2
    assert main(["verify", good, "--against", str(LAST / "good/chain/branch.checkpoint")]) == 0
    capsys.readouterr()


def test_folders_and_large_files_in_an_export_are_findings(tmp_path):
    write(tmp_path, files(told(SMALL)))
    (tmp_path / "folder.jsonl").mkdir()
    with (tmp_path / "large.jsonl").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    (tmp_path / "README").write_text("no part of it")
    report = verify(read_export(tmp_path))

    assert [f.kind for f in report.findings] == ["file-unreadable"] * 2
    assert any("README" in note for note in report.notes)
