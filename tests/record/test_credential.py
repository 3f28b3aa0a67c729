"""Credentials: what a token says, and that nothing else passes for one."""

import re
from base64 import b32hexdecode, b32hexencode
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from halls import SIGNER, STRANGER, hall
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.words import Holder
from delegata.record.credential import (
    Credential,
    Issue,
    commitment,
    credential_of,
    read_token,
    token_of,
)
from delegata.record.note import verifier

VERIFIER = verifier(SIGNER.vkey)
TODAY = Issue("2026-03-01")
NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
DAY, LAST = date(1970, 1, 1), date(2149, 6, 6)


@st.composite
def credentials(draw):
    """Any credential that a server may issue."""
    return Credential(
        body=draw(NAMES),
        mandate=draw(NAMES),
        holder=draw(st.binary(min_size=8, max_size=8)).hex(),
        voice=draw(st.sampled_from(["decisive", "advisory"])),
        alternate=draw(st.booleans()),
        until=draw(st.dates(min_value=DAY, max_value=LAST)).isoformat(),
        size=draw(st.integers(0, 2**48 - 1)),
    )


@given(credentials())
def test_a_token_says_what_was_signed_and_fits_a_code(credential):
    token = token_of(credential, SIGNER)

    assert read_token(token, VERIFIER) == credential
    assert len(token) <= 350
    assert re.fullmatch("DLG1[0-9A-V]+", token)


@given(credentials(), st.data())
def test_any_changed_byte_is_refused(credential, data):
    token = token_of(credential, SIGNER)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from([c for c in ALPHABET + "WZ$ \n" if c != token[place]]))
    outcome = read_token(token[:place] + other + token[place + 1 :], VERIFIER)

    assert isinstance(outcome, Refused)
    assert outcome.code in {"forged", "not-a-credential", "other-key"}


@given(credentials(), st.data())
def test_a_cut_or_lengthened_token_is_refused(credential, data):
    token = token_of(credential, SIGNER)
    cut = token[: data.draw(st.integers(0, len(token) - 1))]
    longer = token + data.draw(st.text(ALPHABET, min_size=1, max_size=9))

    assert isinstance(read_token(cut, VERIFIER), Refused)
    assert isinstance(read_token(longer, VERIFIER), Refused)


@given(st.text(max_size=500))
def test_whatever_is_typed_is_answered(words):
    assert isinstance(read_token(words, VERIFIER), Refused)


@given(st.binary(min_size=20, max_size=200))
def test_whatever_a_key_signed_is_read_or_refused(rest):
    """A server's key that signed odd bytes for credentials makes no reader stumble."""
    signed = SIGNER.key_hash + rest
    token = encoded(signed + SIGNER.private.sign(b"delegata credential 1\x00" + signed))
    outcome = read_token(token, VERIFIER)

    assert isinstance(outcome, Refused) or token_of(outcome, SIGNER) == token


def test_small_letters_and_blanks_are_let_be():
    credential = issued(hall(), "d-1")
    token = token_of(credential, SIGNER)

    assert read_token(f"  {token[:40].lower()}\n {token[40:]}\r\n", VERIFIER) == credential


def issued(made, name, issue=TODAY):
    """The credential of a mandate, which must be issued."""
    credential = credential_of(made.council, name, issue)
    assert isinstance(credential, Credential)
    return credential


def test_a_token_of_another_key_is_named_as_such():
    token = token_of(issued(hall(), "d-1"), STRANGER)

    assert read_token(token, VERIFIER).code == "other-key"


class Impostor(NamedTuple):
    """A signer that claims another's key hash."""

    private: object
    key_hash: bytes


def test_a_stranger_who_copies_the_key_hash_is_a_forger():
    impostor = Impostor(STRANGER.private, SIGNER.key_hash)
    token = token_of(issued(hall(), "d-1"), impostor)

    assert read_token(token, VERIFIER).code == "forged"


def test_a_checkpoint_signature_is_no_credential():
    """What the key signs for notes does not pass for what it signs for credentials."""
    credential = issued(hall(), "d-1")
    token = token_of(credential, SIGNER)
    content = decoded(token)
    note = SIGNER.private.sign(content[:-64])

    assert read_token(encoded(content[:-64] + note), VERIFIER).code == "forged"


def test_a_credential_that_was_misread_is_not_said_to_begin_otherwise():
    whole = token_of(issued(hall(), "d-1"), SIGNER)

    assert "begins with DLG1" in read_token("https://example.org", VERIFIER).sentence
    for misread in (whole[:-1], whole + "0", whole[:-1] + "W"):
        refused = read_token(misread, VERIFIER)
        assert (refused.code, "wrong or missing" in refused.sentence) == ("not-a-credential", True)


def decoded(token):
    """The bytes of a token."""
    words = token.removeprefix("DLG1")
    return b32hexdecode(words + "=" * (-len(words) % 8))


def encoded(content):
    """A token of any bytes."""
    return "DLG1" + b32hexencode(content).decode().rstrip("=")


@pytest.mark.parametrize(("name", "code"), [("d-5", "mandate-over"), ("d-9", "mandate-unknown")])
def test_what_has_no_mandate_has_no_credential(name, code):
    assert credential_of(hall().council, name, TODAY).code == code


def test_a_recalled_delegate_gets_no_credential():
    made = hall()
    made.end("d-6")
    refused = credential_of(made.council, "d-6", TODAY)

    assert refused.code == "mandate-over"
    assert "recalled" in refused.sentence


def test_a_credential_ends_with_the_term_and_no_later():
    made = hall()
    made.present("d-7", until="2026-05-31")

    assert issued(made, "d-7").until == "2026-05-31"
    assert issued(made, "d-7", Issue("2026-03-01", "2026-04-01")).until == "2026-04-01"
    assert issued(made, "d-7", Issue("2026-03-01", "2027-04-01")).until == "2026-05-31"
    assert credential_of(made.council, "d-7", Issue("2026-06-01")).code == "mandate-stale"
    assert issued(made, "d-1").until == "2027-03-02", "366 days, the term of two years is longer"
    assert issued(made, "d-1", Issue("2028-01-31")).until == "2028-02-01", "elected 2026-02-01"


def test_where_a_mandate_may_vote_past_its_term_its_credential_lasts_a_year():
    made = hall()
    rules = made.council.rules
    rules = replace(rules, mandates=replace(rules.mandates, stale_may_vote=True))
    council = replace(made.council, rules=rules)

    assert credential_of(council, "d-1", Issue("2030-01-01")).until == "2031-01-02"


def test_the_commitment_is_to_body_mandate_and_holder():
    said = [
        commitment("a", "b", Holder(person="p-00000001")),
        commitment("a", "c", Holder(person="p-00000001")),
        commitment("x", "b", Holder(person="p-00000001")),
        commitment("a", "b", Holder(person="p-00000002")),
        commitment("a", "b", Holder(label="p-00000001")),
    ]

    assert len(set(said)) == 5


def test_the_example_of_the_page_is_read():
    page = (Path(__file__).parents[2] / "docs" / "credential.md").read_text("utf-8")
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", page, re.DOTALL))
    credential = read_token(blocks["token"], VERIFIER)

    assert isinstance(credential, Credential)
    said = [f"{name}: {getattr(credential, name)}" for name in Credential.__struct_fields__]
    assert said == blocks["said"].strip().splitlines()


def test_an_unreal_day_of_election_ends_no_term():
    """The record may hold 30 February; no day follows from it, so only the 366 days bind."""
    made = hall()
    made.present("d-7", elected_on="2026-02-30")

    assert issued(made, "d-7").until == "2027-03-02"


def test_a_name_that_no_body_has_makes_no_credential():
    signed = SIGNER.key_hash + bytes(17) + b"\x03A_B" + b"\x03d-1"
    token = encoded(signed + SIGNER.private.sign(b"delegata credential 1\x00" + signed))

    assert read_token(token, VERIFIER).code == "forged"
