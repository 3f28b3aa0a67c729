"""Signing in by another service: a small OpenID provider, honest or not."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from test_office import Visitor

from delegata.store.people import Register
from delegata.store.postgres import address
from served import ROOT, Served

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SCENE = """
person ada: Ada (made up)
person ben: Ben (made up)
by ada as secretary
body branch
found body A made-up branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @ada; chair: @ben
    listed: no
"""


class Provider(http.server.BaseHTTPRequestHandler):
    """Discovery, tokens and claims; what it says of a person is set by the test."""

    claims: ClassVar[dict] = {}
    changed: ClassVar[dict] = {}
    tokens = 0
    away = False

    def log_message(self, *_):
        """Says nothing."""

    def _say(self, said):
        content = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        path = urlsplit(self.path)
        if path.path == "/authorize":
            asked = parse_qs(path.query)
            back = urlencode({"code": "one-time", "state": asked["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.away:
            self.send_error(503)
        elif path.path == "/userinfo":
            self._say(self.claims)
        elif path.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._say({"keys": [{**public, "kid": "1", "alg": "RS256"}]})
        else:
            self._say({
                "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token", "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/keys",
            })  # fmt: skip

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert sent["code_verifier"], "without PKCE no token is given"
        type(self).tokens += 1
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        said = {"iss": issuer, "aud": "delegata", "iat": int(time.time()), **self.claims,
                "exp": int(time.time()) + 60, **self.changed}  # fmt: skip
        token = jwt.encode(said, KEY, algorithm="RS256", headers={"kid": "1"})
        self._say({"access_token": "made-up", "token_type": "Bearer", "id_token": token})


@pytest.fixture(scope="module")
def provider():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def settings(provider):
    return {
        "DELEGATA_OIDC_NAME": "Union House",
        "DELEGATA_OIDC_ISSUER": f"http://127.0.0.1:{provider.server_port}",
        "DELEGATA_OIDC_CLIENT": "delegata",
        "DELEGATA_OIDC_SECRET": "made up",
    }


@pytest.fixture(scope="module")
def branch(tmp_path_factory, provider):
    """A branch whose secretary has an account with a verified address, from before."""
    folder = tmp_path_factory.mktemp("sso")
    os.environ |= settings(provider)
    served = Served.of(folder, SCENE)
    for name in settings(provider):
        del os.environ[name]
    yield served
    served.stop()


@pytest.fixture
def ada(branch):
    """The secretary, signed in by a link, with a verified address."""
    visitor = Visitor(branch.url)
    link = branch.command("sign-in", "ada", "--at", branch.url).strip()
    assert visitor.post(urlsplit(link).path)[0] == 302
    return visitor


def service(visitor, **claims):
    """The whole way: the button, the service, and back; the last answer."""
    Provider.claims = {"sub": "u-1", "email": "ada@union.example", "email_verified": True, **claims}
    status, headers, _ = begin(visitor)
    assert status == 302
    return back(visitor, headers["Location"])


def begin(visitor):
    page = visitor.ask("GET", "/accounts/login/")[2]
    assert "Sign in with Union House" in page
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    return visitor.ask(
        "POST", "/accounts/oidc/single-sign-on/login/", urlencode({"csrfmiddlewaretoken": token}),
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip


def back(visitor, location, **changed):
    asked = parse_qs(urlsplit(location).query)
    said = {"code": "one-time", "state": asked["state"][0], **changed}
    return visitor.ask("GET", f"{urlsplit(asked['redirect_uri'][0]).path}?{urlencode(said)}")


def signed_in(visitor):
    return "Your account" in visitor.ask("GET", "/account")[2]


def connect(ada):
    """Connects the service's account from the account page."""
    Provider.claims = {"sub": "u-1", "email": "ada@union.example", "email_verified": True}
    page = ada.ask("GET", "/account")[2]
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    status, headers, _ = ada.ask(
        "POST", "/accounts/oidc/single-sign-on/login/?process=connect",
        urlencode({"csrfmiddlewaretoken": token, "process": "connect"}),
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    assert status == 302
    assert back(ada, headers["Location"])[0] == 302


def test_who_has_no_account_gets_none(branch):
    stranger = Visitor(branch.url)
    status, _, page = service(stranger)

    assert (status, "Ask the secretary of your body for an" in page) == (403, True)
    assert not signed_in(stranger)


def test_an_address_that_an_invitation_verified_is_enough(branch, ada, tmp_path):
    sheet = tmp_path / "members.csv"
    sheet.write_text("Number,Name,E-mail\n7,Mia Member,mia@union.example\n", "utf-8")
    branch.command("people", "import", str(sheet), "--body", "branch", "--apply")
    mia = Visitor(branch.url)
    said = {"sub": "u-7", "email": "Mia@union.example"}
    assert service(mia, **said)[0] == 403, "the roll's address is not enough"

    page = ada.ask("GET", "/bodies/branch/roll")[2]
    person = re.search(r'name="person" value="([^"]+)"', page)[1]
    assert ada.post("/bodies/branch/roll", person=person)[0] in {200, 302, 405}
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    ada.ask(
        "POST", "/bodies/branch/roll/invite",
        urlencode({"csrfmiddlewaretoken": token, "person": person}),
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    letter = max((branch.folder / "outbox").iterdir()).read_text("utf-8").replace("=\n", "")
    link = re.search(r"/invitations/[^\s]+", letter)[0]
    assert Visitor(branch.url).post(link)[0] == 302

    assert service(mia, **said)[0] == 302
    assert signed_in(mia)
    assert service(Visitor(branch.url), **said, email_verified=False)[0] == 403


def test_who_connected_the_service_signs_in_by_it_and_it_is_recorded(branch, ada):
    connect(ada)
    assert "account connected" in ada.ask("GET", "/account")[2]

    again = Visitor(branch.url)
    assert service(again)[0] == 302
    assert signed_in(again)
    other = Visitor(branch.url)
    assert service(other, sub="u-2", email="other@union.example")[0] == 403


@pytest.mark.parametrize("stated", [False, "false", None, "true"])
def test_an_address_that_is_not_verified_reaches_nobody(branch, stated):
    visitor = Visitor(branch.url)

    assert service(visitor, sub="u-9", email_verified=stated)[0] == 403
    assert not signed_in(visitor)


def test_a_forged_state_or_a_token_for_somebody_else_is_refused(branch):
    visitor = Visitor(branch.url)
    Provider.claims = {"sub": "u-1", "email": "ada@union.example", "email_verified": True}
    location = begin(visitor)[1]["Location"]
    before = Provider.tokens
    status, _, page = back(visitor, location, state="forged")
    assert (status, "did not confirm who you are" in page) == (403, True)
    assert Provider.tokens == before

    for changed in (
        {"aud": "another"},
        {"iss": "http://elsewhere.example"},
        {"exp": 1},
        {"sub": "somebody-else"},
    ):
        Provider.changed = changed
        assert service(visitor)[0] == 403
        assert not signed_in(visitor)
    Provider.changed = {}


def test_a_service_that_does_not_answer_is_said_to_be_away(branch):
    visitor = Visitor(branch.url)
    Provider.away = True
    status, _, page = begin(visitor)
    Provider.away = False

    assert (status, "Union House does not answer" in page) == (502, True)
    assert not signed_in(visitor)


def test_a_new_connection_bars_ballots_as_a_changed_address_does(branch, ada):
    connect(ada)
    register = Register(address(branch.folder, None))
    changed = register.sign_in_changed_within(register.person("ada"), 72)
    register.close()

    assert changed


def test_signing_in_is_begun_by_a_form_alone(branch):
    visitor = Visitor(branch.url)
    path = "/accounts/oidc/single-sign-on/login/"

    assert "Location" not in visitor.ask("GET", path)[1]
    assert visitor.ask("POST", path, "")[0] == 403


def test_a_browser_is_led_there_and_back(branch, ada, chromium):
    connect(ada)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{branch.url}/accounts/login/")
    page.get_by_role("button", name="Sign in with Union House").click()
    page.get_by_role("link", name="Account").wait_for()
    context.close()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"DELEGATA_OIDC_SECRET": ""}, "needs DELEGATA_OIDC_SECRET too"),
        ({"DELEGATA_OIDC_ISSUER": "http://sso.union.example"}, "must be reached by TLS"),
        ({"DELEGATA_OIDC_ISSUER": "sso.union.example"}, "must be reached by TLS"),
    ],
)
def test_half_or_unsafe_a_configuration_is_named_at_the_start(provider, tmp_path, changed, said):
    done = subprocess.run(
        [sys.executable, "-m", "delegata", "run", "--data", str(tmp_path)],
        env={**os.environ, **settings(provider), **changed},
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert said in done.stderr
