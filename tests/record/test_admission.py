"""Admissions are good in their own session until their time, and for nobody else."""

import pytest

from delegata.record.admission import Admission, admission, admitted

SECRET = bytes(range(32))
TOKEN = admission(SECRET, "p-00000001", "session-a", 1000)


def test_an_admission_is_read_in_its_session_until_its_time():
    expected = Admission("p-00000001", "session-a", 1000)

    assert admitted(SECRET, TOKEN, "session-a", 1000) == expected
    assert admitted(SECRET, TOKEN, "session-a", 1001) is None
    assert admitted(SECRET, TOKEN, "session-b", 999) is None
    assert admitted(bytes(32), TOKEN, "session-a", 999) is None


@pytest.mark.parametrize("at", range(0, len(TOKEN), 7))
def test_a_sign_that_is_changed_makes_it_void(at):
    forged = TOKEN[:at] + ("0" if TOKEN[at] != "0" else "1") + TOKEN[at + 1 :]

    assert admitted(SECRET, forged, "session-a", 1) is None


@pytest.mark.parametrize("words", ["", ".", "a.b", "a.b.c", "a.b.c.d", "x" * 300, "é.b.1.d"])
def test_what_is_no_admission_is_none(words):
    assert admitted(SECRET, words, "session-a", 1) is None


def test_an_admission_is_good_for_its_own_purpose_alone():
    purposes = ("ballot", "mandate")
    tokens = {use: admission(SECRET, "p-00000001", "session-a", 1000, use) for use in purposes}

    assert tokens["ballot"] == TOKEN
    for use, token in tokens.items():
        for other in purposes:
            assert (admitted(SECRET, token, "session-a", 1, other) is not None) is (use == other)
