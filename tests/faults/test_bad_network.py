"""A delegate votes and asks for the floor over a network that loses a fifth of all packets."""

import os
import re

import pytest
from faulty_hall import BODY, DIVISION, HEAD, HERE, SITTING, Hand, entries
from networks import network

from delegata.store.ballot_box import BallotBox, Poll
from delegata.store.people import Register
from delegata.store.postgres import address
from served import Served

PATIENCE_MILLISECONDS = 180_000
ALL = "FAULTS" in os.environ
RAN: list[str] = []


@pytest.mark.parametrize("kind", ["netem", "tun", "stream"])
def test_a_delegate_votes_asks_for_the_floor_and_is_told_the_truth(kind, tmp_path, chromium):
    if RAN and not ALL:
        pytest.skip(f"{RAN[0]} ran, which is truer; FAULTS in the environment asks for all")
    bad = network(kind)
    RAN.append(kind)
    try:
        scene = HEAD + SITTING + DIVISION.format(method="electronic")
        hall = Served.of(tmp_path, scene, host=bad.host, before=bad.before)
        try:
            hand = Hand(hall, "d-1")
            bad.worsen(hall)
            _votes_and_asks(hall, hand, chromium, tmp_path)
        finally:
            hall.stop()
    finally:
        bad.stop()
    assert getattr(bad, "dropped", 1) > 0


def _votes_and_asks(hall, hand, chromium, tmp_path):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": k, "value": v, "url": hall.url} for k, v in hand.cookies.items()])
    phone = context.new_page()
    phone.set_default_timeout(PATIENCE_MILLISECONDS)
    opened(phone, f"{hall.url}{HERE}/divisions/wages", "For")
    phone.get_by_role("button", name="For").click()
    phone.get_by_text("again to cast this ballot").wait_for()
    assert not in_the_box(hall), "nothing is cast before the second press, and nothing said so"
    phone.get_by_role("button", name="For").click()
    phone.get_by_text("Your ballot is in the box").first.wait_for()
    assert in_the_box(hall), "the phone said what the hall has not stored"

    opened(phone, f"{hall.url}{HERE}/seat", "Ask to speak")
    phone.get_by_role("button", name="Ask to speak").click()
    phone.locator(".sent").get_by_text("Ask to speak: Stored as entry").wait_for()
    position = int(re.search(r"Stored as entry (\d+)", phone.locator(".sent").inner_text())[1])
    asked = entries(hall, tmp_path)[position]
    assert (asked["kind"], asked["data"]["delegate"]) == ("floor.requested", "d-1")
    context.close()


def opened(phone, url, button):
    """Opens a page as somebody does who presses "reload" when nothing comes."""
    for _ in range(20):
        try:
            phone.goto(url, timeout=60_000)
            phone.get_by_role("button", name=button).wait_for(timeout=10_000)
        except Exception:  # noqa: BLE001 - a connection that broke is what this is about
            continue
        return
    raise AssertionError(f"{url} could not be opened")


def in_the_box(hall):
    register = Register(address(hall.folder, None))
    found = BallotBox(register, Poll(BODY, "wages", "division", secret=False)).has_voted("d-1")
    register.close()
    return found
