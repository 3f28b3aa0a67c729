"""Signed notes against the published example, and everything that is malformed."""

from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from delegata.record.checkpoint import Checkpoint, read_checkpoint, signed_checkpoint
from delegata.record.note import COSIGNATURE, MalformedNote, read_note, signer, verifier

VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
SIGNER = signer("example.org/log", bytes(range(32)))


def test_the_published_note_verifies_under_its_published_key():
    assert verifier(VKEY).signed(read_note(NOTE))


def test_a_changed_note_does_not_verify():
    assert not verifier(VKEY).signed(read_note(NOTE.replace("problem is", "problem was")))


def test_what_is_signed_verifies_under_the_published_key_of_its_signer():
    checkpoint = Checkpoint("example.org/log/body", 7, bytes(32))
    read, note = read_checkpoint(signed_checkpoint(checkpoint, SIGNER))

    assert read == checkpoint
    assert verifier(SIGNER.vkey).signed(note)
    assert not verifier(VKEY).signed(note)


def test_a_witness_may_sign_below():
    text = Checkpoint("o", 1, bytes(32)).text
    witness = signer("witness", bytes(32))
    both = SIGNER.sign(text) + witness.sign(text).split("\n\n")[1]
    note = read_note(both)

    assert verifier(SIGNER.vkey).signed(note)
    assert verifier(witness.vkey).signed(note)


@pytest.mark.parametrize(
    "content",
    ["", "text\n", "text\n\n", "text\n\n- name AAAAAAAA\n", "text\n\n— name !!!!\n",
     "text\n\n— AAAAAAAA\n", "text\n\n— name AAAA\n"],
)  # fmt: skip
def test_a_malformed_note_is_refused(content):
    with pytest.raises(MalformedNote):
        read_note(content)


@pytest.mark.parametrize(
    "vkey",
    ["", "name", "name+00000000+AAAA", VKEY.replace("c74f", "c74e"), "a b+c74f20a3+AR", "x+zz+!"],
)
def test_a_malformed_key_is_refused(vkey):
    with pytest.raises(MalformedNote):
        verifier(vkey)


@pytest.mark.parametrize("text", ["o\n01\nAAAA\n", "o\n1\n\n", "o\n1\n" + "A" * 42 + "B=\n"])
def test_a_malformed_checkpoint_is_refused(text):
    with pytest.raises(MalformedNote):
        read_checkpoint(SIGNER.sign(text))


def test_a_note_ends_in_a_line_feed_and_a_signer_has_a_plain_name():
    with pytest.raises(MalformedNote):
        SIGNER.sign("text")
    with pytest.raises(MalformedNote):
        signer("a+b", bytes(32))


def test_a_witness_cosignature_verifies_with_its_time_and_not_without():
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = bytes([COSIGNATURE]) + private.public_key().public_bytes_raw()
    key_hash = sha256(b"witness\n" + public).digest()[:4]
    vkey = f"witness+{key_hash.hex()}+{b64encode(public).decode()}"
    text = Checkpoint("o", 1, bytes(32)).text
    time = (1_770_000_000).to_bytes(8, "big")
    signed = private.sign(f"cosignature/v1\ntime 1770000000\n{text}".encode())
    good = b64encode(key_hash + time + signed).decode()
    late = b64encode(key_hash + (1_770_000_001).to_bytes(8, "big") + signed).decode()

    assert verifier(vkey).signed(read_note(f"{text}\n— witness {good}\n"))
    assert not verifier(vkey).signed(read_note(f"{text}\n— witness {late}\n"))


def test_a_checkpoint_may_have_further_lines():
    text = Checkpoint("o", 1, bytes(32)).text + "an extension\n"

    assert read_checkpoint(SIGNER.sign(text))[0].size == 1
