"""Slow, endless, oversized and malformed requests: each is refused, and others are answered."""

import json
import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_division_by_ballot import SCENE
from test_office import Visitor

from served import Served

HERE = "/bodies/made-up-congress"
TAKING = ("/hall/ballot", "/hall/act", f"/api{HERE}/acts/motion.moved", "/accounts/login/",
          f"{HERE}/quotation", f"{HERE}/acts/motion.moved", f"{HERE}/door/check-ins",
          f"{HERE}/roll/import", "/sign-out", "/account/tokens")  # fmt: skip
SLOW = 48


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("hostile"), SCENE)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def nobody(served):
    return Visitor(served.url)


def dialled(served):
    where = urlsplit(served.url)
    return socket.create_connection((where.hostname, where.port), timeout=10)


def begun(served, path, *headers):
    """A POST of which the head alone was sent."""
    line = dialled(served)
    said = [f"POST {path} HTTP/1.1", f"Host: {urlsplit(served.url).netloc}",
            f"Cookie: csrftoken={'a' * 32}",
            "Content-Type: application/x-www-form-urlencoded", *headers]  # fmt: skip
    line.sendall("\r\n".join([*said, "", ""]).encode())
    return line


def answers(nobody):
    return nobody.ask("GET", f"{HERE}/floor")[0] == 200


@pytest.mark.parametrize("path", ["/accounts/login/", f"{HERE}/roll/import", "/hall/ballot"])
def test_slow_senders_hold_nobody_up(served, nobody, path):
    lines = [begun(served, path, "Content-Length: 5000") for _ in range(SLOW)]
    for line in lines:
        line.sendall(b"a")
    assert answers(nobody)
    for line in lines:
        line.close()
    assert answers(nobody)


def test_a_thousand_idle_connections_and_half_sent_heads_hold_nobody_up(served, nobody):
    lines = [dialled(served) for _ in range(1000)]
    for line in lines[::2]:
        line.sendall(b"GET /bodies HTTP/1.1\r\nHost: ")
    assert answers(nobody)
    for line in lines:
        line.close()
    assert answers(nobody)


@pytest.mark.parametrize("path", [path for path in TAKING if not path.endswith("import")])
def test_a_body_without_end_is_cut_off(served, nobody, path):
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    line = begun(served, path, "Transfer-Encoding: chunked")
    try:
        for _ in range(400):
            line.sendall(chunk)
        cut = False
    except OSError:
        cut = True
    line.close()
    assert cut
    assert answers(nobody)


@pytest.mark.parametrize("path", TAKING)
@pytest.mark.parametrize(
    "body",
    [b"\x00" * 100, b"\xff\xfe{", b"[" * 3000, b'{"a":' * 600, b"%00=%00", b"a=1&" * 500,
     "\U0001f600".encode() * 100],
    ids=range(7),
)  # fmt: skip
def test_what_no_form_and_no_program_sends_breaks_nothing(nobody, path, body):
    for kind in ("application/json", "application/x-www-form-urlencoded", "multipart/form-data",
                 "multipart/form-data; boundary=x", "text/plain", "\x7f"):  # fmt: skip
        status, _, _ = nobody.ask("POST", path, body, **{"Content-Type": kind})
        assert 400 <= status < 500, (path, kind, status)


BOUNDED = settings(max_examples=60, deadline=None, derandomize=True,
                   suppress_health_check=list(HealthCheck))  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_FIELDS = ("admission", "body", "division", "mandate", "stance", "key", "kind", "right", "said")


@BOUNDED
@given(said=st.dictionaries(st.sampled_from(_FIELDS) | st.text(), _JSON, max_size=9))
@pytest.mark.parametrize("path", ["/hall/ballot", "/hall/act"])
def test_a_desk_answers_any_json_with_a_refusal(nobody, path, said):
    status, _, text = nobody.ask("POST", path, json.dumps(said))
    assert status in {401, 413, 422}
    assert json.loads(text)["say"]


@BOUNDED
@given(held=st.text(max_size=200), last=st.text(st.characters(codec="latin-1"), max_size=80))
def test_the_event_stream_answers_any_query_and_header(served, held, last):
    """A name that is no body's is refused; what names one gets its stream."""
    line = dialled(served)
    query = "".join(f"%{byte:02x}" for byte in held.encode("utf-8", "replace"))
    sent = "".join(sign for sign in last if sign.isprintable())
    line.sendall(
        f"GET /live?held={query} HTTP/1.1\r\nHost: {urlsplit(served.url).netloc}\r\n"
        f"Last-Event-ID: {sent}\r\n\r\n".encode("latin-1", "replace")
    )
    assert line.recv(64).split()[1] in {b"200", b"400"}
    line.close()
