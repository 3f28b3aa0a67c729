"""The screen on the wall: what is in hand, large; it changes nothing and needs no sign-in."""

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delegata.council.amendment import versions_of
from delegata.council.constituency import Election
from delegata.council.deliberation import Division, Item, Motion, Speech
from delegata.council.division.outcome import said
from delegata.council.presence import quorum_needed, voters_present
from delegata.council.procedure.pending import majority_for
from delegata.council.publicity import names_public
from delegata.council.state import Council
from delegata.council.voting_order import amendments_in_order
from delegata.office.desk import Shown, name_of, now, premises, visible_body, words_of
from delegata.office.drawings.hemicycle import hemicycle
from delegata.office.pages.decisions import bar_of
from delegata.office.pages.floor import on_the_floor
from delegata.office.pages.names import holder_of, mover_of
from delegata.office.readers.blocs import blocs, blocs_by_vote
from delegata.office.readers.divisions import next_called
from delegata.office.readers.minutes import lines
from delegata.office.readers.narration import holder_words
from delegata.office.readers.open_ballots import stances
from delegata.office.readers.polls import poll_in_hall
from delegata.office.readers.recess import recess_at
from delegata.office.readers.said import said_of
from delegata.office.readers.speakers import Place
from delegata.office.readers.texts import NumberedLine, amended_lines, numbered, proposal
from delegata.office.readers.votes import recounts_due, verdict
from delegata.office.readers.wall import Scene, Wall, on_the_wall
from delegata.store.ballot_box import BallotBox, division_poll, election_poll

LONGEST_WORDS = 500
TITLE_ROW = 30
LONG_TITLE = 40
LONG_TITLE_ROW = 46
"""The signs of a row of a title; one of more signs than `LONG_TITLE` has smaller letters."""
HEAD_ROW = 62
"""The signs that stand beside each other at the head: the body, the item, who is here."""
ROW = 72
"""The signs of a row of text from edge to edge of the wall."""
ROWS = 10
"""The rows that a text has with all that stands around it but the first row of its title."""
MOST_LINES = 60
MOST_NAMES = 3
NAMES_ROOM = 120
MOST_AMENDMENTS = 7
MOST_ITEMS = 7
_CHOSEN: tuple[Scene, ...] = ("agenda", "presence")


def screen(request: HttpRequest, name: str) -> HttpResponse:
    """One picture of the sitting; `?show=` keeps a screen on the order of the day or presence."""
    shown = visible_body(request, name)
    wall = scene_for(shown)
    if request.GET.get("show") in _CHOSEN and wall.scene not in {"closed", "doors"}:
        wall = Wall(request.GET["show"])  # type: ignore[arg-type] # one of the scenes
    return render(request, f"screen/{wall.scene}.html", in_the_hall(shown, wall))


def scene_for(shown: Shown) -> Wall:
    """What is to be seen in the hall; from outside, while its doors are closed, only that."""
    council = shown.council
    return Wall("doors") if shown.outside and council.closure else on_the_wall(council)


def in_the_hall(shown: Shown, wall: Wall) -> dict[str, Any]:
    """What a scene of the hall says, for any page that shows it."""
    council = shown.council
    seats = blocs(council)
    present, needed = voters_present(council.attendance), quorum_needed(council)
    item, floor = item_in_hand(council), on_the_floor(council, council.at if shown.past else "")
    return {
        "council": council,
        "item": item,
        "two_rows": len(council.name) + len(item) > HEAD_ROW - (24 if council.sitting else 0),
        "items": _items(council),
        "division": wall.division,
        "motion": wall.motion,
        "mover": mover_of(council, wall.motion.mover) if wall.motion else "",
        **(_text(shown, wall.motion) if wall.motion else {}),
        "present": present,
        "needed": needed,
        "lacks_quorum": needed is not None and present < needed,
        "blocs": list(enumerate(seats)),
        "hemicycle": hemicycle(seats, "Those present, by faction") if seats else "",
        **floor,
        "recess": recess_at(council, council.at if shown.past else now()),
        **_upcoming(floor["waiting"]),
        "point": council.speaking.point if council.speaking else "",
        **_recounts(council, wall.division),
        **_beside(council, wall.beside),
        "ruling": _ruling(shown, wall.motion) if wall.motion else "",
        "words": _heard(shown, wall.words) if wall.words else None,
        "past": shown.past,
        **(_of_vote(shown, wall.division) if wall.division else {}),
        **_of_election(shown, wall),
        "closure": council.closure,
        "outside": shown.outside,
    }


def _upcoming(waiting: Sequence[Place]) -> dict[str, Any]:
    """Who is next, as many as there is room for, and how many more wait."""
    names = [f"{p.who} ({p.details})" if p.details else p.who for p in waiting]
    room = accumulate(map(len, names[:MOST_NAMES]))
    number = max(sum(signs <= NAMES_ROOM for signs in room), bool(names))
    return {"upcoming": names[:number], "upcoming_left": len(names) - number}


def _recounts(council: Council, seen: Division | None) -> dict[str, Any]:
    """The votes that are to be counted again: whether the one seen is, and the titles of others."""
    due = recounts_due(council)
    others = [council.motions[held.motion].title for held in due if held != seen]
    return {"due": len(others) < len(due), "recounts": others}


def _beside(council: Council, held: Division | None) -> dict[str, Any]:
    """What a vote came to while somebody has the floor."""
    if held is None:
        return {}
    title = council.motions[held.motion].title
    return {"beside": held, "beside_title": title, "beside_verdict": verdict(held)}


def item_in_hand(council: Council) -> str:
    """The item that a sitting has before it."""
    taken = (item.title for item in council.agenda if item.state == "taken")
    return next(taken, "") if council.sitting else ""


def _ruling(shown: Shown, motion: Motion) -> str:
    """The ruling from which a motion appeals, as the minutes tell it."""
    at = motion.procedure.ruling if motion.procedure is not None else None
    if at is None or shown.chronicle.lines[at].withheld:
        return ""
    return lines(shown, at, at + 1)[0].sentence


def _text(shown: Shown, motion: Motion) -> dict[str, Any]:
    """The numbered lines of a text with its amendments, or what an amendment does to lines."""
    council = shown.council

    def words(digest: str) -> str:
        return words_of(shown.chronicle, digest)

    tabled = proposal(council, motion, words) if motion.amends else None
    whole = () if tabled else numbered(council, motion, versions_of(motion)[-1], words)
    amendments = amendments_in_order(council, motion)[:MOST_AMENDMENTS]
    signs = len(motion.title)
    beside = 2 * (signs > (LONG_TITLE_ROW if signs > LONG_TITLE else TITLE_ROW))
    beside += 2 if council.dividing else 2 * bool(amendments)
    beside += bool(council.dividing and council.divisions[council.dividing].calling)
    sought = amended_lines(motion, whole, words) | {line.number for line in whole if line.touched}
    read = _in_view(whole[:MOST_LINES], sought, _room(whole, ROWS - beside))
    return {
        "amended": council.motions.get(motion.amends),
        "proposal": tabled,
        "lines": whole[:MOST_LINES],
        "lines_sought": sought,
        "lines_read": read,
        "lines_left": len(whole) - len(read),
        "lines_all": len(whole),
        "amendments": amendments,
    }


def _room(lines: Sequence[NumberedLine], rows: int) -> int:
    """How many lines are shown whole, with a row left to say how many are not."""
    ends = tuple(accumulate(-(-len(line.words) // ROW) or 1 for line in lines))
    whole = sum(end <= rows for end in ends)
    return whole if whole == len(lines) else sum(end < rows for end in ends)


def _in_view(lines: Sequence[NumberedLine], sought: Collection[int], number: int) -> Sequence[int]:
    """The numbers of the lines in view: the first ones, or those with more of what is sought."""
    every = [line.number for line in lines]
    views = (every[first : first + number] for first in range(len(every) - number + 1))
    return max(views, key=lambda view: sum(at in sought for at in view), default=every)


def _items(council: Council) -> Sequence[Item]:
    """The order of the day around the item that is taken."""
    taken = next((n for n, item in enumerate(council.agenda) if item.state == "taken"), 0)
    first = max(0, min(taken - 2, len(council.agenda) - MOST_ITEMS))
    return council.agenda[first : first + MOST_ITEMS]


def _heard(shown: Shown, speech: Speech) -> dict[str, Any]:
    text = words_of(shown.chronicle, speech.text) if speech.text else ""
    return {
        "said": said_of(speech, lambda name: mover_of(shown.council, name)),
        "behalf": speech.behalf,
        "text": text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]} …",
    }


def _of_vote(shown: Shown, division: Division) -> dict[str, Any]:
    council = shown.council
    box = BallotBox(premises().register, division_poll(council.body, division))
    named = division.state == "closed" and (names_public(council) or not shown.outside)
    seats = blocs_by_vote(council, division, stances(council.body, division)) if named else []
    return {
        "majority": said(majority_for(council, division.motion)),
        "turnout": box.turnout() if division.by_ballot and not shown.past else None,
        "verdict": verdict(division),
        **(_roll_call(shown, division) if division.state == "open" and division.calling else {}),
        "bar": bar_of(council, division, division.id) if division.state == "closed" else "",
        "votes": hemicycle(seats, "The votes, by faction") if seats else "",
    }


class Named(NamedTuple):
    """Somebody who stands or is elected, with the votes where they are counted."""

    who: str
    votes: int | None


def _of_election(shown: Shown, wall: Wall) -> dict[str, Any]:
    """The poll or the result that is shown; else the title of the poll that goes on beside it."""
    election, council = wall.election, shown.council
    if election is None:
        poll = poll_in_hall(council)
        return {"poll_beside": poll.title if poll and council.sitting else ""}
    box = BallotBox(premises().register, election_poll(council.body, election))
    counting = election.secrecy != "hands" and election.state == "polling" and not shown.past
    return {
        "election": election,
        "standing": _named(election, [c.id for c in election.standing]),
        "elected": _named(election, election.elected),
        "open_seats": election.seats - len(election.elected),
        "poll_turnout": box.turnout() if counting else None,
    }


def _named(election: Election, names: Sequence[str]) -> list[Named]:
    votes = {portion.name: portion.number for portion in election.votes}
    by_name = [(election.candidates[name].holder, votes.get(name)) for name in names]
    return [Named(holder_words(holder, name_of), number) for holder, number in by_name]


def _roll_call(shown: Shown, division: Division) -> dict[str, Any]:
    """Whose name is called, and how many were; from outside only where names are public."""
    if shown.outside and not names_public(shown.council):
        return {}
    name = next_called(division)
    return {
        "called": holder_of(shown.council, name) if name else "",
        "answered": len(division.answers),
    }
