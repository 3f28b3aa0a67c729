"""A data folder in one file: taken while it is served, whole or refused, and restored the same."""

import io
import json
import re
import tarfile

import pytest
from test_division_by_ballot import PLACE, SCENE, page, plain_cast
from test_office import Visitor
from test_rehearsal import signed_in

from served import Served, told


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("backed"), SCENE)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def kept(served, tmp_path_factory):
    """A backup taken in the middle of a vote, of a server that goes on."""
    file = tmp_path_factory.mktemp("kept") / "hall.backup"
    served.voter = signed_in(served, "ada")
    assert plain_cast(served.voter, "wages", "for")[0] == 302
    assert "1 body, " in served.command("backup", str(file))
    return file


def exported(served, folder):
    served.command("export", str(folder))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_restored_folder_is_the_same_federation_with_its_key_accounts_and_boxes(
    served, kept, tmp_path
):
    assert "restored" in told("restore", kept, "--data", tmp_path / "var", status=0)
    again = Served(tmp_path / "var", "run")
    try:
        assert exported(again, tmp_path / "a") == exported(served, tmp_path / "b")
        back = signed_in(again, "ada")
        assert "Your ballot is in the box" in page(back)
        receipts = [re.search(r"(?s)<pre[^>]*>(.*?)</pre>", page(one))[1]
                    for one in (back, served.voter)]  # fmt: skip
        assert receipts[0] == receipts[1]
        assert plain_cast(signed_in(again, "ben"), "wages", "against")[0] == 302
        assert "<strong>2</strong> of 3" in again_page(again)
    finally:
        again.stop()
    assert "<strong>1</strong> of 3" in page(Visitor(served.url))


def again_page(again):
    return Visitor(again.url).ask("GET", f"{PLACE}/wages")[2]


def test_nobody_else_on_the_machine_reads_a_backup(kept):
    assert kept.stat().st_mode & 0o077 == 0
    assert list(kept.parent.iterdir()) == [kept], "nothing lies beside it"


def rewritten(kept, to, change):
    """A backup with its members changed."""
    with tarfile.open(kept) as old, tarfile.open(to, "w") as new:
        for member in old.getmembers():
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return to


def longer(name, content):
    """A manifest that says that a record is longer than it is."""
    if name != "manifest.json":
        return content
    said = json.loads(content)
    said["heads"]["made-up-congress"][0] += 1
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda name, content: None if name == "manifest.json" else content, "no manifest"),
        (lambda name, content: None if name == "secret" else content, "secret"),
        (lambda name, content: content[::-1] if name == "signing-key" else content, "altered"),
        (lambda name, content: content[:-9] if name == "database.dump" else content, "altered"),
        (longer, "not as long"),
    ],
)
def test_a_backup_that_is_not_whole_restores_nothing(kept, tmp_path, change, why):
    bad = rewritten(kept, tmp_path / "bad.backup", change)
    said = told("restore", bad, "--data", tmp_path / "var", status=2)

    assert why in said
    assert [path.name for path in tmp_path.iterdir()] == ["bad.backup"]


@pytest.mark.parametrize("share", [0, 1, 2, 3])
def test_a_backup_that_was_cut_off_restores_nothing(kept, tmp_path, share):
    whole = kept.read_bytes()
    cut = tmp_path / "cut.backup"
    cut.write_bytes(whole[: len(whole) * share // 4])

    assert "no whole backup" in told("restore", cut, "--data", tmp_path / "var", status=2)
    assert not (tmp_path / "var").exists()


def test_neither_a_backup_nor_a_folder_is_written_over(served, kept, tmp_path):
    assert "is there already" in told("backup", kept, "--data", served.folder, status=2)
    assert "is not empty" in told("restore", kept, "--data", served.folder, status=2)
    nowhere = told("backup", tmp_path / "x", "--data", tmp_path / "nowhere", status=2)
    assert "is no data folder" in nowhere


def test_a_backup_made_while_a_secret_box_is_open_says_what_it_could_tell(tmp_path):
    served = Served.of(tmp_path, SCENE.replace("method: electronic", "method: secret"))
    said = served.command("backup", str(tmp_path / "early.backup"))
    served.stop()
    assert "The secret box of made-up-congress/wages is open" in said
