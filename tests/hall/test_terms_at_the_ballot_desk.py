"""The ballot desk judges a mandate's term by today, whenever the last act was recorded."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cast import SITTING, Stage, person
from delegata.hall.ballots import BallotDesk, Sent
from delegata.record.admission import Admission

YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def answered(until):
    """What somebody is told who casts today, in a division opened long ago in the record."""
    scene = SITTING.replace(
        "by ben as chair",
        f"""
present mandate e-1
    holder: @cleo
    from body: branch
    proof: paper
    until: {until}
confirm mandates e-1
arrive e-1
by ben as chair""",
    )
    opened = "open division rise\n    motion: rise\n    method: secret\n"
    council = Stage().perform(scene + opened).councils["congress"]
    desk = BallotDesk(
        SimpleNamespace(
            federation=SimpleNamespace(chronicle=lambda _: SimpleNamespace(council=council)),
            register=SimpleNamespace(asked=lambda _: None),
            station=SimpleNamespace(submit=_taken),
            secret="00" * 32,
        ),
        "sessionid",
        lambda _, refused: refused.code,
    )
    sent = Sent(admission="", body="congress", division="rise", mandate="e-1", stance="for")
    status, said = asyncio.run(desk.cast(sent, Admission(person("cleo"), "session", 0)))
    return status, said


def _taken(_, deliver, future):
    deliver([(future, SimpleNamespace(state="taken", receipt="a receipt"))])


@pytest.mark.parametrize(("until", "status"), [(YESTERDAY, 409), ("9999-12-31", 200)])
def test_a_mandate_whose_term_ended_yesterday_casts_no_ballot_today(until, status):
    assert answered(until)[0] == status
