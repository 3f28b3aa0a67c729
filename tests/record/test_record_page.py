"""The worked example of docs/record.md, computed again from the page alone."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from delegata.record.checkpoint import read_checkpoint
from delegata.record.envelope import leaf_of, read_line
from delegata.record.note import verifier

PAGE = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL))
SALT = bytes.fromhex(re.search(r"salt `([0-9a-f]{32})`", PAGE)[1])


def block(name):
    """A block of the page, without its last line feed."""
    return BLOCKS[name].removesuffix("\n").encode()


def test_the_digest_is_that_of_salt_and_data():
    assert sha256(SALT + block("data")).hexdigest().encode() == block("digest")


def test_the_leaf_is_that_of_the_envelope():
    assert json.loads(block("envelope"))["digest"].encode() == block("digest")
    assert sha256(b"\0" + block("envelope")).hexdigest().encode() == block("leaf")


def test_the_line_has_the_data_and_the_leaf():
    line = read_line(block("line"))

    assert leaf_of(line).hex().encode() == block("leaf")
    assert line.entry.data["statement"] == line.texts[0].name


def test_the_checkpoint_states_the_root_under_a_good_signature():
    checkpoint, note = read_checkpoint(BLOCKS["checkpoint"])

    assert b64encode(checkpoint.root) == b64encode(bytes.fromhex(block("leaf").decode()))
    assert verifier(block("vkey").decode()).signed(note)


@pytest.mark.parametrize("name", ["data", "envelope", "line"])
def test_the_blocks_are_canonical(name):
    plain = json.dumps(
        json.loads(block(name)), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )

    assert plain.encode() == block(name)
