"""How each voted is read once from the ledger that was sealed, and from no other."""

from types import SimpleNamespace

import pytest

from delegata.office.readers import open_ballots
from delegata.office.readers.open_ballots import stances
from delegata.record.ledger import seal

PAPERS = [b'{"mandate":"d-1","stance":"for"}', b'{"mandate":"d-2","stance":"against"}']


@pytest.fixture
def reads(monkeypatch):
    """How often the box is opened; it holds `PAPERS`, whatever was sealed."""
    opened = []
    box = SimpleNamespace(ballots=lambda: opened.append(1) or PAPERS)
    monkeypatch.setattr(open_ballots, "_box", lambda *_: box)
    open_ballots._read.cache_clear()  # noqa: SLF001 - what it has read in other tests
    return opened


def division(papers):
    return SimpleNamespace(id="rise", method="electronic", ballots=seal(papers), roll={})


def test_the_wall_opens_a_box_once(reads):
    voted = {"d-1": "for", "d-2": "against"}
    assert [stances("congress", division(PAPERS)) for _ in range(3)] == [voted] * 3
    assert len(reads) == 1


def test_the_wall_shows_nothing_of_a_ledger_that_was_not_sealed(reads):
    assert stances("congress", division(PAPERS[:1])) == {}
    assert reads
