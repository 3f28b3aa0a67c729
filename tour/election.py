"""The congress elects its executive of nine by single transferable vote, secretly."""

import random
from datetime import UTC, datetime

from playwright.sync_api import expect

from tour.crowd import Device
from tour.hall import PLACE, Hall
from tour.union import EXECUTIVE, Delegate

SEATS = 9
STANDING = 14
SEED = 1917
_RANKED = 6
_PAGE = f"{PLACE}/elections"
_BALLOT = f"{_PAGE}/executive/ballot"


def election(hall: Hall) -> None:
    album, today = hall.album, datetime.now(UTC).date().isoformat()
    album.chapter("The executive is elected by single transferable vote")
    hall.at("chair", f"{PLACE}/chair")
    hall.press("chair", "Take Election of the executive")
    office = "office:returning-officer"
    hall.act("returning", "election.called", office, election="executive",
             title="Executive of nine", to_body=EXECUTIVE, seats=str(SEATS), method="ranked",
             secrecy="detached", polls_on=today)  # fmt: skip
    candidates = _nominated(hall)
    hall.act("returning", "election.opened", office, election="executive")
    phone = hall.open("voter", "phone", _BALLOT, hall.here()[1].alias)
    album.take(phone, "phone-stv", "The ballot: rank as many as you like.")
    wall = hall.windows["wall"]
    expect(wall.locator("main")).to_contain_text("The poll is open")
    album.take(wall, "wall-poll", "Those who are here elect; the wall says how many have.")
    ballots = _ballots(hall, candidates)

    async def cast(device: Device) -> None:
        await device.form(_BALLOT, _BALLOT, **ballots[device.alias])

    hall.crowd.each(ballots, cast)
    album.note(f"{len(ballots)} delegates rank {len(candidates)} candidates for {SEATS} seats.")
    desk = hall.open("returning", "desk", _PAGE, "returning")
    hall.press("returning", "Close the poll")
    hall.press("returning", "Count the ballots")
    expect(desk.locator("main")).to_contain_text("Declared")
    album.take(desk, "elected", "Counted and declared; anybody can count the sealed ballots again.")
    expect(wall.locator("main")).to_contain_text("Elected")
    album.take(wall, "wall-elected", "Who is elected, at once on the wall.")
    hall.at("returning", f"{_PAGE}/executive/transfers")
    album.take(desk, "transfers", "Where the votes went, round by round.")
    _seated(hall, candidates)
    hall.at("chair", f"{PLACE}/chair")
    hall.press("chair", "Election of the executive: done")


def _nominated(hall: Hall) -> list[Delegate]:
    """Delegates stand from their own devices, each by one press on the own seat."""
    standing = hall.here()[3 :: len(hall.here()) // STANDING][:STANDING]
    for one in standing:
        said = {"form": "stand", "key": f"stand-{one.mandate}", "from": "seat"}
        place = f"{_PAGE}/executive/nominations"
        hall.crowd.wait(hall.device(one.alias).form(f"{PLACE}/seat", place, **said))
    return standing


def _candidates(standing: list[Delegate]) -> dict[str, Delegate]:
    """Who stands under which name: they are numbered as they come."""
    return {f"c-{number}": one for number, one in enumerate(standing, 1)}


def _ballots(hall: Hall, candidates: list[Delegate]) -> dict[str, dict[str, str]]:
    """Everybody ranks some candidates, those of the own faction first; the same in every run."""
    chance = random.Random(SEED)
    made = {}
    for voter in hall.here():
        liked = sorted(
            _candidates(candidates).items(),
            key=lambda c: (c[1].faction != voter.faction, chance.random()),
        )
        ranked = enumerate(liked[: chance.randint(2, _RANKED)], 1)
        made[voter.alias] = {f"rank-{name}": str(place) for place, (name, _) in ranked}
    return made


def _seated(hall: Hall, standing: list[Delegate]) -> None:
    """The congress gives nine mandates, and the executive confirms those whom it was sent."""
    page = hall.windows["returning"]
    hall.at("returning", _PAGE)
    rows = page.locator("table tbody tr", has_text="elected")
    candidates = [row.split()[-1] for row in rows.locator("th").all_inner_texts()]
    assert len(candidates) == SEATS, candidates
    names = _candidates(standing)
    for candidate in candidates:
        one = names[candidate]
        mandate = f"e-{one.mandate}"
        hall.act("returning", "mandate.given", "office:returning-officer", mandate=mandate,
                 holder=f"@{one.alias}", to_body=EXECUTIVE, election="executive",
                 candidate=candidate)  # fmt: skip
