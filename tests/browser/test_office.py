"""The office over plain HTTP: who may act, and what bad requests are told."""

import http.client
import re
from urllib.parse import urlsplit

import pytest

from served import Visitor


@pytest.fixture
def nobody(demo):
    """A visitor who is not signed in."""
    return Visitor(demo.url)


@pytest.fixture
def signed_in(demo):
    """Signs a person in by an invitation, as a visitor."""

    def enter(alias: str) -> Visitor:
        visitor = Visitor(demo.url)
        link = urlsplit(demo.command("sign-in", alias, "--at", demo.url).strip()).path
        assert visitor.post(link)[0] == 302
        return visitor

    return enter


FORM = "/bodies/old-executive/acts/meeting.convened"


def test_nobody_sees_a_form_or_performs_an_act(nobody):
    assert nobody.ask("GET", FORM)[0] == 404
    assert nobody.ask("POST", FORM, "convocation=x")[0] == 403


def test_a_person_without_an_office_here_cannot_act_here(signed_in):
    lenin = signed_in("lenin")

    assert lenin.ask("GET", FORM)[0] == 404
    assert "You hold no office" in lenin.ask("GET", "/bodies/old-executive/acts")[2]


def test_an_office_does_not_reach_beyond_its_competence(signed_in):
    kamenev = signed_in("kamenev")
    status, _, page = kamenev.post(
        "/bodies/new-executive/acts/mandate.presented",
        right="office:chair",
        mandate="x-1",
        holder="somebody",
        **{"from body": "nowhere", "proof": "not stated"},
    )

    assert status == 409
    assert "The office of chair may not perform mandate.presented" in page


def test_a_right_that_is_claimed_and_not_held_is_refused(signed_in):
    kamenev = signed_in("kamenev")
    status, _, page = kamenev.post(
        "/bodies/new-executive/acts/sitting.resumed", right="office:secretary"
    )

    assert status == 409
    assert "does not hold office:secretary" in page


def test_a_form_without_its_token_is_refused(signed_in):
    editor = signed_in("editor")
    status, _, _ = editor.ask(
        "POST", FORM, "convocation=x", **{"Content-Type": "application/x-www-form-urlencoded"}
    )

    assert status == 403


def test_a_form_sent_twice_counts_once(signed_in):
    editor = signed_in("editor")
    fields = {"right": "office:secretary", "convocation": "twice", "convener": "secretary",
              "opens on": "2026-01-01", "once": "the-same-form"}  # fmt: skip
    first = editor.post(FORM, **fields)[1]["Location"]

    assert editor.post(FORM, **fields)[1]["Location"] == first


def test_words_in_a_form_are_shown_as_words(signed_in):
    editor = signed_in("editor")
    evil = "<script>alert(1)</script>"
    place = editor.post(
        FORM,
        right="office:secretary",
        convocation="evil",
        convener="secretary",
        place=evil,
        **{"opens on": "2026-01-01"},
    )[1]["Location"]

    assert evil not in editor.ask("GET", place)[2]
    entry = place.rpartition("=")[2]
    page = editor.ask("GET", f"/bodies/old-executive/record/{entry}")[2]
    assert evil not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "path",
    ["/bodies/none", "/bodies/second-congress?at=x", "/bodies/second-congress?at=1917-13",
     "/bodies/second-congress/mandates/none", "/bodies/second-congress/divisions/none",
     "/bodies/second-congress/resolutions/none", "/bodies/second-congress/record/99999",
     "/bodies/second-congress/acts/no.such", "/nowhere", "/bodies/..%2f..%2fetc"],
)  # fmt: skip
def test_what_is_not_here_is_said_and_breaks_nothing(nobody, path):
    status, _, page = nobody.ask("GET", path)

    assert status == 404
    assert "Not here" in page


@pytest.mark.parametrize("query", ["", "held=none:1", "held=", "held=second-congress"])
def test_a_stream_of_nothing_is_refused_with_what_to_do(nobody, query):
    status, _, text = nobody.ask("GET", f"/live?{query}")

    assert status == 400
    assert "?held=BODY:SIZE" in text


def test_a_stream_begins_with_what_the_browser_has_missed(demo):
    connection = http.client.HTTPConnection(urlsplit(demo.url).netloc, timeout=20)
    connection.request("GET", "/live?held=second-congress:1", headers={})
    answer = connection.getresponse()
    seen = b""
    while b"data:" not in seen or not seen.endswith(b"\n\n"):
        seen += answer.read1(200)
    connection.close()

    assert b"event: moved" in seen
    size = re.search(rb"id: second-congress:(\d+)", seen)
    connection.request(
        "GET", "/live?held=second-congress:1",
        headers={"Last-Event-ID": f"second-congress:{size[1].decode()}"},
    )  # fmt: skip
    assert connection.getresponse().read1(200) == b"retry: 1000\n\n"
    connection.close()


def test_an_oversized_form_is_refused(signed_in):
    editor = signed_in("editor")
    body = b"convocation=" + b"x" * 400_000
    status = editor.ask(
        "POST", FORM, body, **{"Content-Type": "application/x-www-form-urlencoded"}
    )[0]

    assert status in {400, 413}
