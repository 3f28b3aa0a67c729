"""Canonical bytes against RFC 8785, and everything that is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegata.record.canonical import NotCanonical, canonical, decoder_of
from delegata.record.canonical import parse as parse_as

ANYTHING = decoder_of(Any)


def parse(line):
    """The value of canonical bytes of anything."""
    return parse_as(line, ANYTHING)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcXYZ019 _-", max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_string_and_literals_of_rfc_8785_section_3_2_2_come_out_as_printed():
    given_ = json.loads(
        '{"string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/",'
        ' "literals": [null, true, false]}'
    )

    expected = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    assert canonical(given_) == expected.encode()


@pytest.mark.parametrize(
    ("char", "written"),
    [("\b", "\\b"), ("\t", "\\t"), ("\n", "\\n"), ("\f", "\\f"), ("\r", "\\r"), ("\x1f", "\\u001f"),
     ("\x7f", "\x7f"), ("\u2028", "\u2028"), ("/", "/"), ("😂", "😂")],
)  # fmt: skip
def test_each_kind_of_character_is_written_as_the_rfc_says(char, written):
    assert canonical(char) == f'"{written}"'.encode()


@given(VALUES)
def test_canonical_bytes_are_those_of_the_standard_library_sorted_and_tight(value):
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        expected = plain.encode()
    except UnicodeEncodeError:
        with pytest.raises(NotCanonical):
            canonical(value)
    else:
        assert canonical(value) == expected


@given(VALUES.filter(lambda v: "\\ud" not in json.dumps(v)))
def test_what_is_written_is_read_back(value):
    assert parse(canonical(value)) == value


@pytest.mark.parametrize(
    "line",
    [b'{"a":1,"a":2}', b'{"b":1,"a":2}', b'{"a": 1}', b"1.5", b"1e3", b"NaN", b"9007199254740992",
     b"[" * 70 + b"]" * 70, b'"\\ud800"', b'"\\u0041"', b"\xef\xbb\xbf1", b"1\r", b'{"a":1', b"",
     b'{"\xc3\xa9":1}', b"\xff", b"-0", b"01", b'"' + b"a" * 2**20 + b'"'],
)  # fmt: skip
def test_bytes_that_are_not_canonical_are_refused(line):
    with pytest.raises(NotCanonical):
        parse(line)


@pytest.mark.parametrize("value", [1.0, {1: 2}, {"é": 1}, 2**53, b"x", {"a": object()}])
def test_values_without_a_canonical_form_are_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)
