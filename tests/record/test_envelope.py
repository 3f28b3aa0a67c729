"""Lines, envelopes and leaves: what they cover, and what is refused."""

from hashlib import sha256

import pytest

from delegata.council.entry import Actor, Entry
from delegata.record.canonical import NotCanonical
from delegata.record.envelope import (
    DetachedText,
    Line,
    envelope,
    leaf_of,
    line_of,
    read_line,
    text_name,
    written,
)

SALT = bytes(range(16))
ENTRY = Entry(
    body="b", position=3, kind="k.done", at="2026-01-01T00:00:00Z",
    by=Actor(person="p-1", right="office:chair"), rule="r@1", data={"count": 7, "name": "é"},
)  # fmt: skip


def test_a_line_is_read_back_as_it_was_written():
    text = DetachedText(SALT.hex(), "words")
    line = line_of(ENTRY, SALT, (text,))

    assert read_line(written(line)) == line


def test_a_leaf_is_the_hash_of_a_zero_byte_and_the_envelope():
    line = line_of(ENTRY, SALT)
    digest = sha256(SALT + '{"count":7,"name":"é"}'.encode()).hexdigest()

    assert line.digest == digest
    assert leaf_of(line) == sha256(b"\0" + envelope(ENTRY, digest)).digest()


def test_withheld_data_leaves_the_leaf_as_it_was():
    line = line_of(ENTRY, SALT)
    withheld = Line(
        Entry(**{f: getattr(ENTRY, f) for f in ENTRY.__struct_fields__} | {"data": {}}),
        None,
        line.digest,
    )
    again = read_line(written(withheld))

    assert again.withheld
    assert leaf_of(again) == leaf_of(line)


def test_a_text_is_named_by_the_digest_of_salt_and_words():
    assert text_name(SALT, "é") == "sha256:" + sha256(SALT + "é".encode()).hexdigest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"salt":"000102', b'"salt":"00010G'),
        (b'"salt":"000102', b'"salt":"0102'),
        (b'"position":3', b'"position":"3"'),
        (b'"rule":"r@1"', b'"rule":"r@1","unknown":1'),
        (b'"data":{"count":7,"name":"\xc3\xa9"},', b""),
        (b'"cites":[]', b'"cites":[],"digest":"' + b"0" * 64 + b'"'),
    ],
)
def test_a_line_with_another_shape_is_refused(old, new):
    line = written(line_of(ENTRY, SALT))
    assert old in line
    changed = line.replace(old, new)
    with pytest.raises(NotCanonical):
        read_line(changed)
