"""Over TLS: a telephone signs in, votes and follows; plain http and other names are refused."""

import contextlib
import os
import socket
import ssl
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import expect
from test_division_by_ballot import PLACE, SCENE

from served import Served

LET_GO_SECONDS = 40
"""More than twice what a connection may be silent for."""


def certificate(folder):
    """A certificate for localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert, secret = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, secret


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    Served.of(folder, SCENE).stop()
    cert, key = certificate(folder)
    os.environ["DELEGATA_HOSTS"] = "hall.example"
    served = Served(folder / "var", "run", "--tls", str(cert), str(key))
    del os.environ["DELEGATA_HOSTS"]
    served.url = served.url.replace("http://127.0.0.1", "https://localhost")
    yield served
    served.stop()


def test_a_telephone_signs_in_and_votes_over_tls(hall, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, ignore_https_errors=True)
    phone = context.new_page()
    phone.set_default_timeout(10000)
    phone.goto(hall.command("sign-in", "ada", "--at", hall.url).strip())
    phone.get_by_role("button", name="Sign in as").click()
    assert all(cookie["secure"] for cookie in context.cookies())
    phone.goto(f"{hall.url}{PLACE}/wages")
    phone.get_by_role("button", name="For").click()
    phone.get_by_role("button", name="For").click()
    expect(phone.get_by_text("Your ballot is in the box")).to_be_visible()
    context.close()


def trusting(offered=()):
    """How a client speaks TLS that takes any certificate, and which protocols it offers."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if offered:
        context.set_alpn_protocols(offered)
    return context


def asked(hall, host):
    """The first line of the answer to a request that calls the server by a name."""
    with dialled(hall) as line, trusting().wrap_socket(line, server_hostname="localhost") as safe:
        request = f"GET /bodies HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        safe.sendall(request.encode())
        return safe.recv(4096).split(b"\r\n", 1)[0].decode()


def test_the_server_answers_to_its_own_names_alone(hall):
    assert asked(hall, "hall.example").startswith("HTTP/1.1 200")
    assert asked(hall, "elsewhere.example").startswith("HTTP/1.1 400")


def test_silent_connections_are_ended(hall):
    """Before the handshake, after it and after an answer, whatever a client would rather speak."""
    request = b"GET /bodies HTTP/1.1\r\nHost: hall.example\r\n\r\n"
    with contextlib.ExitStack() as lines:
        silent = [lines.enter_context(dialled(hall)) for _ in range(5)]
        for number, (offered, said) in enumerate(
            product((["http/1.1"], ["h2", "http/1.1"]), (b"", request))
        ):
            safe = trusting(offered).wrap_socket(silent[number], server_hostname="localhost")
            silent[number] = lines.enter_context(safe)
            assert safe.selected_alpn_protocol() in {None, "http/1.1"}
            safe.sendall(said)
        for line in silent:
            with contextlib.suppress(ssl.SSLEOFError):
                while line.recv(65536):
                    pass


def dialled(hall):
    return socket.create_connection(("127.0.0.1", hall.port), timeout=LET_GO_SECONDS)
