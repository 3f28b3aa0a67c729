"""Door lists: what follows from the record, and what a door answers by one."""

import msgspec
import pytest
from halls import AT, BY, SIGNER, STRANGER, hall
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.credentials import ChangeVoice
from delegata.record.credential import Credential, Issue, credential_of
from delegata.record.door import (
    BadList,
    admitted,
    read_list,
    signed_list,
    written_list,
)
from delegata.verify.chain import read_chain
from delegata.verify.door import check_door

TODAY = "2026-03-01"


def door(made, **changed):
    """The door list of a hall, read as a door reads it."""
    return read_list(written_list(signed_list(replace(made.list(), **changed), SIGNER)))


def issued(made, name):
    credential = credential_of(made.council, name, Issue(TODAY))
    assert isinstance(credential, Credential), credential
    return credential


def code(outcome):
    """The ground of a refusal, or nothing."""
    return outcome.code if isinstance(outcome, Refused) else ""


def test_a_confirmed_delegate_is_let_in():
    made = hall()
    place = admitted(door(made), issued(made, "d-2"), TODAY)

    assert (place.mandate, place.voice) == ("d-2", "advisory")


@pytest.mark.parametrize(("name", "ground"), [("d-3", "not-confirmed"), ("d-4", "not-confirmed")])
def test_who_is_not_confirmed_waits(name, ground):
    made = hall()

    assert code(admitted(door(made), issued(made, name), TODAY)) == ground


def test_who_is_recalled_after_the_credential_was_issued_is_refused():
    made = hall()
    credential = issued(made, "d-6")
    before = door(made)
    made.end("d-6")
    outcome = admitted(door(made), credential, TODAY)

    assert code(outcome) == "mandate-ended"
    assert "recalled" in outcome.sentence
    assert code(admitted(before, credential, TODAY)) == "", "recalled after the checkpoint"


def test_who_is_rejected_after_the_credential_was_issued_is_refused():
    made = hall()
    credential = replace(issued(made, "d-1"), mandate="d-5")

    assert code(admitted(door(made), credential, TODAY)) == "not-confirmed"


def test_a_credential_is_good_on_its_last_day_and_not_after():
    made = hall()
    credential = replace(issued(made, "d-1"), until="2026-03-09")

    assert code(admitted(door(made), credential, "2026-03-09")) == ""
    assert code(admitted(door(made), credential, "2026-03-10")) == "expired"


def test_a_term_that_ended_bars_a_credential_that_says_otherwise():
    made = hall()
    credential = replace(issued(made, "d-1"), until="2030-01-01")

    assert code(admitted(door(made), credential, "2028-02-02")) == "mandate-stale"


def test_the_credential_of_another_body_is_sent_there():
    made = hall()
    credential = replace(issued(made, "d-1"), body="another-body")

    assert code(admitted(door(made), credential, TODAY)) == "other-body"


def test_a_mandate_newer_than_the_list_asks_for_a_new_list():
    made = hall()
    old = door(made)
    made.present("d-7")
    credential = issued(made, "d-7")

    assert code(admitted(old, credential, TODAY)) == "list-older"
    assert code(admitted(old, replace(credential, size=1), TODAY)) == "mandate-unknown"


def test_a_mandate_confirmed_after_the_list_asks_for_a_new_list():
    made = hall()
    old = door(made)
    made.confirm("d-3")

    assert code(admitted(old, issued(made, "d-3"), TODAY)) == "list-older"
    assert code(admitted(door(made), issued(made, "d-3"), TODAY)) == ""


def test_a_credential_of_another_holder_is_refused():
    made = hall()
    credential = replace(issued(made, "d-1"), holder="0" * 16)

    assert code(admitted(door(made), credential, TODAY)) == "other-holder"


def test_the_voice_is_that_of_the_list():
    made = hall()
    credential = issued(made, "d-1")
    made.do(ChangeVoice(by=BY, mandates=("d-1",), voice="advisory", reason="a rule"))

    assert admitted(door(made), credential, TODAY).voice == "advisory"


def test_a_list_that_was_changed_is_not_relied_on():
    content = written_list(signed_list(hall().list(), SIGNER))
    cut = content.replace(b'"state":"contested"', b'"state":"confirmed"')

    assert cut != content
    with pytest.raises(BadList, match="no good signature"):
        read_list(cut)


def test_a_list_of_another_key_is_not_relied_on():
    content = written_list(signed_list(hall().list(), STRANGER))

    with pytest.raises(BadList, match="no good signature"):
        read_list(content, SIGNER.vkey)


def test_a_list_whose_checkpoint_is_anothers_is_not_relied_on():
    made = hall()
    listed = replace(made.list(), checkpoint=made.checkpoint(STRANGER))

    with pytest.raises(BadList, match="checkpoint"):
        read_list(written_list(signed_list(listed, SIGNER)))
    elsewhere = replace(made.list(), body="another-body")
    with pytest.raises(BadList, match="checkpoint"):
        read_list(written_list(signed_list(elsewhere, SIGNER)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"list":'])
def test_what_is_no_list_is_said_to_be_none(content):
    with pytest.raises(BadList, match="no door list"):
        read_list(content)


def test_a_list_too_long_is_not_read():
    with pytest.raises(BadList, match="64 MiB"):
        read_list(b" " * (2**26 + 1))


def found(made, given):
    """What verification finds about a door list."""
    chain = read_chain(made.council.body, b"".join(line + b"\n" for line in made.lines))
    return [finding.kind for finding in check_door(given, chain)]


def test_a_list_follows_from_its_record_also_when_the_record_has_grown():
    made = hall()
    given = door(made)

    assert found(made, given) == []
    made.end("d-6")
    assert found(made, given) == []


def test_a_list_that_says_what_the_record_does_not_is_found():
    made = hall()
    places = made.list().places
    confirmed = replace(places[3], state="confirmed")

    assert found(made, door(made, places=(*places[:3], confirmed, *places[4:]))) == [
        "door-not-as-record"
    ]
    assert found(made, door(made, places=places[1:])) == ["door-not-as-record"]
    assert found(made, door(made, at="2026-03-01T09:00:01Z")) == ["door-not-as-record"]
    assert found(made, door(made, closed=1)) == ["door-not-as-record"]


def test_a_list_of_another_history_is_found():
    made, other = hall(), hall()
    other.present("d-8", AT)
    made.present("d-7", AT)

    assert found(made, door(other)) == ["door-root-wrong"]
    other.present("d-9", AT)
    assert found(made, door(other)) == ["door-beyond-record"]


def test_a_record_without_its_data_judges_no_list():
    made = hall()
    given = door(made)
    line = msgspec.json.decode(made.lines[1])
    digest = read_chain(made.council.body, made.lines[1] + b"\n").lines[0].digest
    del line["data"], line["salt"]
    made.lines[1] = msgspec.json.encode(line | {"digest": digest}, order="sorted")

    assert found(made, given) == ["door-not-judged"]
