"""What doors send and what they are told, over plain requests."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from door_scenes import BODY, CLOSING, DOOR, ENDING, OPENING, key_of, performed, signed_in, token

from delegata.record.credential import read_token
from delegata.record.note import verifier

DAY = "2099-01-01"


class Door:
    """A door that sends what it is told to send, right or wrong."""

    def __init__(self, congress, page, name):
        self.url = f"{congress.url}{DOOR}/check-ins"
        self.page, self.name, self.id = page, name, str(uuid.uuid4())

    def ask(self, after=0):
        answer = self.page.request.get(f"{self.url}?door={self.id}&after={after}")
        assert answer.status == 200
        return answer.json()

    def send(self, *shown, **changed):
        """The status, and the outcomes of the credentials shown."""
        body = {"door": self.id, "name": self.name, "shown": shown, **changed}
        headers = {"X-CSRFToken": self.ask()["csrf"], "Content-Type": "application/json"}
        answer = self.page.request.post(
            f"{self.url}?door={self.id}", data=json.dumps(body), headers=headers
        )
        return answer.status, answer.json()

    def outcomes(self, *tokens, at=None):
        status, answer = self.send(*({"words": t, "at": at or now()} for t in tokens))
        assert status == 200
        return [(outcome["state"], outcome["say"]) for outcome in answer["outcomes"]]


def now():
    """The time as a door has it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def later():
    """A time after everything that has been recorded, as a door has it."""
    return (datetime.now(UTC) + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def doors(congress, chromium):
    """Two doors kept by the credentials committee."""
    context = chromium.new_context()
    page = context.new_page()
    signed_in(congress, page, "sally")
    yield Door(congress, page, "Front"), Door(congress, page, "Side")
    context.close()


def record(congress):
    """The arrivals in the congress's record: mandates and source."""
    folder = congress.folder.parent / "export"
    congress.command("export", str(folder))
    entries = map(json.loads, (folder / f"{BODY}.jsonl").read_text("utf-8").splitlines())
    return [(e["data"]["mandates"], e["by"]["right"], e["data"]["source"])
            for e in entries if e["kind"] == "presence.arrived"]  # fmt: skip


def test_a_check_in_waits_for_the_sitting_becomes_one_arrival_and_is_over_after_it(congress, doors):
    front, side = doors
    first, second = token(congress, "d-1"), token(congress, "d-2")
    seen = now()

    assert front.outcomes(first, at=seen)[0][0] == "waiting"
    assert front.ask()["open"] is False
    performed(congress, OPENING)
    assert front.ask()["open"] is True
    for _ in range(2):
        assert front.outcomes(first, at=seen) == [("arrived", "The arrival stands in the record.")]
    state, say = side.outcomes(first)[0]
    assert (state, "nobody is counted twice" in say) == ("refused", True)
    assert record(congress) == [
        (["d-1"], "office:credentials", f"check-in at the door Front, {seen}")
    ]

    early = now()
    performed(congress, CLOSING)
    assert front.outcomes(second, at="2020-01-01T00:00:00Z")[0][0] == "over", early
    assert front.outcomes(first)[0][0] == "waiting", "at the next sitting everybody comes again"


LEAVING = """
by nora as secretary
body made-up-congress
leave d-8
"""


def test_who_left_is_said_to_be_gone_and_arrives_again_when_they_come_back(congress, doors):
    front, side = doors
    words, seen = token(congress, "d-8"), now()
    performed(congress, OPENING.replace("first", "returning"))
    assert front.outcomes(words, at=seen)[0][0] == "arrived"
    performed(congress, LEAVING)

    # What is sent again, or comes late from another door, undoes no leaving.
    gone = [("left", "By the record they are here no more.")]
    assert front.outcomes(words, at=seen) == gone
    assert side.outcomes(words, at=seen) == gone
    for _ in range(2):
        assert front.outcomes(words, at=later())[0][0] == "arrived"
    assert [mandates for mandates, *_ in record(congress)].count(["d-8"]) == 2
    performed(congress, CLOSING)


def test_a_number_lets_in_as_a_credential_would_and_the_record_says_so(congress, doors):
    front, side = doors
    seen = now()
    shown = [{"words": words, "at": seen, "by_number": True} for words in ("D-9", "d-6", "d-99")]
    answers = front.send(*shown)[1]["outcomes"]

    assert [answer["state"] for answer in answers] == ["waiting", "waiting", "refused"]
    assert "holds no mandate d-99" in answers[2]["say"]
    told = {o["mandate"]: o["by_number"] for o in side.ask()["others"] if o["door"] == front.id}
    assert told == {"d-9": True, "d-6": True}
    performed(congress, OPENING.replace("first", "numbered"))
    answers = front.send(*shown)[1]["outcomes"]
    assert [answer["state"] for answer in answers] == ["arrived", "refused", "refused"]
    assert "confirms it first" in answers[1]["say"]
    assert (["d-9"], "office:credentials", f"check-in by number at the door Front, {seen}") in (
        record(congress)
    )
    performed(congress, CLOSING)


def test_each_door_is_told_what_the_others_saw_and_no_more(congress, doors):
    front, side = doors
    assert front.outcomes(token(congress, "d-3"))[0][0] != "refused"

    others = [o for o in side.ask()["others"] if o["door"] == front.id]
    assert [(o["mandate"], o["door_name"]) for o in others] == [("d-3", "Front")]
    assert [o for o in front.ask()["others"] if o["door"] == front.id] == []
    assert side.ask(after=others[-1]["number"])["others"] == []


def test_what_is_no_good_credential_is_refused_and_not_told(congress, doors):
    front, side = doors
    good = token(congress, "d-5")
    command = ("credential", "issue", BODY, "d-5")
    short = congress.command(*command, "--until", now()[:10]).strip()
    before = side.ask()["others"]

    assert (
        "forged" in front.outcomes(good[:80] + ("1" if good[80] != "1" else "2") + good[81:])[0][1]
    )
    assert "no credential" in front.outcomes("DLG1")[0][1]
    assert "valid until" in front.outcomes(short, at=f"{DAY}T00:00:00Z")[0][1]
    assert side.ask()["others"] == before


def test_who_was_recalled_meanwhile_does_not_arrive(congress, doors):
    front, _ = doors
    late = token(congress, "d-4")
    performed(congress, ENDING.format(mandate="d-4"))
    performed(congress, OPENING.replace("first", "second"))

    state, say = front.outcomes(late)[0]
    assert (state, "has ended" in say) == ("refused", True)


@pytest.mark.parametrize(
    "changed",
    [
        {"door": "x"}, {"name": ""}, {"name": "a\nb"}, {"name": "x" * 41}, {"shown": 1},
        {"shown": [{"words": "DLG1", "at": "today"}]}, {"shown": [{"words": "x" * 401, "at": DAY}]},
        {"shown": [{"words": "", "at": f"{DAY}T00:00:00Z"}] * 201},
    ],
)  # fmt: skip
def test_what_no_door_sends_is_said_to_be_wrong(doors, changed):
    status, answer = doors[0].send(**changed)

    assert status == 422
    assert "not what a door sends" in answer["wrong"]


def test_without_the_token_of_the_form_nothing_is_taken(doors):
    answer = doors[0].page.request.post(doors[0].url, data="{}")

    assert answer.status == 403


def test_the_worker_reaches_the_door_and_nothing_else(congress, doors):
    answer = doors[0].page.request.get(f"{congress.url}{DOOR}/worker.js")

    assert answer.headers["service-worker-allowed"] == DOOR
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "camera=(self)" in doors[0].page.goto(congress.url + DOOR).headers["permissions-policy"]
    assert "camera=()" in doors[0].page.goto(congress.url + "/").headers["permissions-policy"]


def test_a_credential_is_issued_as_letters_and_as_a_drawing(congress, tmp_path):
    command = ("credential", "issue", BODY, "d-1")
    words = congress.command(*command).strip()
    file = tmp_path / "credential.svg"
    said = congress.command(*command, "--svg", str(file))

    assert words == congress.command(*command, "--text").strip()
    assert read_token(words, verifier(key_of(congress).vkey)).mandate == "d-1"
    assert "the credential of d-1, valid until" in said
    assert ET.parse(file).getroot().attrib["width"].endswith("mm")


@pytest.mark.parametrize(
    ("body", "mandate", "sentence"),
    [
        ("no-body", "d-1", "no body 'no-body' keeps its record here"),
        (BODY, "no-mandate", "holds no mandate no-mandate"),
    ],
)
def test_what_cannot_be_issued_is_refused_with_a_sentence(congress, body, mandate, sentence):
    with pytest.raises(AssertionError, match=sentence):
        congress.command("credential", "issue", body, mandate)
