"""Results of divisions and elections, and attendance, as rows for a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from delegata.council.constituency import Election
from delegata.council.deliberation import Division
from delegata.council.entry import Mark
from delegata.council.seating import seat_of
from delegata.council.state import Council
from delegata.council.words import STANCES, Stance, Tally
from delegata.office.readers.attendance import Stay, iso, mark_of, when
from delegata.office.readers.naming import Names
from delegata.office.readers.narration import holder_words
from delegata.office.readers.open_ballots import Cast
from delegata.office.readers.proceedings import Span
from delegata.office.readers.ranked_counts import countable
from delegata.office.readers.votes import verdict
from delegata.office.wording import figure, moment, plain, portions, secrecy
from delegata.representation.transcript import Transcript, decimal

RESULTS = (
    "Entry", "When", "Kind", "Name", "Title", "For", "Against", "Abstaining", "Present",
    "Entitled", "Rule", "Outcome", "Elected", "Votes",
    "Votes here", "Votes of all", "By proxy", "Method", "Turnout", "Counted before", "Table",
    "When (ISO 8601)",
)  # fmt: skip
VOTES = (
    "Mandate", "Holder", "Vote", "Votes", "Cast by", "Caster", "In place of", "Delegate",
)  # fmt: skip
"""How each voted in a division; who split the votes has a row for each part."""
ROUNDS = (
    "Round", "Action", "Candidate", "Name", "Votes", "Received", "Passed on", "Decision", "Quota",
)  # fmt: skip
"""Where every vote lies at the end of each round, in exact decimals."""
ATTENDANCE = (
    "Mandate", "Holder", "From entry", "From", "Until entry", "Until", "Voice", "Faction",
    "In place of", "Delegate", "Remote", "From (ISO 8601)", "Until (ISO 8601)",
)  # fmt: skip


def result_rows(
    council: Council, span: Span | None, name: Names, *, names: bool = True
) -> list[tuple[str, ...]]:
    """The divisions closed and elections declared, in order; of one sitting or of all time.

    With `names`, who reads it may see who voted how, and is told where that stands.
    """
    found = [*_divisions(council, names=names), *_elections(council, name)]
    found.sort(key=lambda row: int(row[0]))
    return [row for row in found if span is None or span.first <= int(row[0]) < span.last]


def _divisions(council: Council, *, names: bool) -> Iterator[tuple[str, ...]]:
    for held in council.divisions.values():
        if held.closed is not None:
            counts = (figure(f) for f in (held.in_favour, held.against, held.abstaining))
            present = "not stated" if held.present is None else str(held.present)
            outcome = verdict(held) + ("" if held.competent else " (not competent)")
            yield (
                *_head(held.closed, "division", held.id, council.motions[held.motion].title),
                *counts, present, str(held.members), held.rule, outcome, "", "",
                *_by_weights(held), str(held.represented), plain(held.method),
                "" if held.voted is None else str(held.voted.count), _before(held),
                _votes_table(council, held) if names else "", iso(held.closed),
            )  # fmt: skip


def _by_weights(held: Division) -> tuple[str, str]:
    """The votes that could be cast here, and those of all, where they count with the members."""
    return (str(held.votes_present), str(held.votes_of_all)) if held.weighed else ("", "")


def _before(held: Division) -> str:
    """The counts that were declared and made again since, the first one first."""
    said = (
        f"{figure(c.in_favour)} for, {figure(c.against)} against, {figure(c.abstaining)}"
        f" abstaining: {c.declared or c.outcome}"
        for c in held.earlier
    )
    return "; ".join(said)


def _votes_table(council: Council, held: Division) -> str:
    """The address of the table of who voted how, where that is known by name."""
    named = held.named or (held.method == "electronic" and held.ballots)
    return f"/bodies/{council.body}/divisions/{held.id}/votes.csv" if named else ""


def _rounds_table(council: Council, held: Election) -> str:
    """The address of the rounds of an election, where it was counted in rounds."""
    return f"/bodies/{council.body}/elections/{held.id}/rounds.csv" if countable(held) else ""


def _electors(council: Council, held: Election) -> str:
    """The electors of a poll by ballot: those on the roll that was sealed last before its end."""
    if held.voters is None or held.declared is None:
        return ""
    known = [r.seal.count for r in council.rolls if r.mark.position < held.declared.position]
    return str(known[-1]) if known else ""


def _elections(council: Council, name: Names) -> Iterator[tuple[str, ...]]:
    for held in council.elections.values():
        if held.declared is not None:
            elected = "; ".join(
                holder_words(held.candidates[one].holder, name) for one in held.elected
            )
            present = "" if held.present is None else str(held.present)
            yield (
                *_head(held.declared, "election", held.id, held.title),
                "", "", "", present, _electors(council, held), plain(held.method), held.state,
                elected,
                portions(held.votes), "", "", "", secrecy(held.secrecy),
                "" if held.voters is None else str(held.voters.count), "",
                _rounds_table(council, held), iso(held.declared),
            )  # fmt: skip


def _head(mark: Mark, kind: str, name: str, title: str) -> tuple[str, ...]:
    return str(mark.position), moment(mark), kind, name, title


def vote_rows(
    council: Council, held: Division, cast: Cast, casters: Mapping[str, str], name: Names
) -> Iterator[tuple[str, ...]]:
    """Who voted how, with how many votes, cast by whom for the absent, and in whose place."""

    def holder(mandate: str) -> str:
        known = council.mandates.get(mandate)
        return holder_words(known.holder, name) if known is not None else ""

    for mandate, vote in cast:
        by, seat = casters.get(mandate, ""), seat_of(held, mandate)
        place = ("", "") if seat == mandate else (seat, holder(seat))
        for stance, votes in _parts(held, mandate, vote):
            yield mandate, holder(mandate), stance, str(votes), by, holder(by), *place


def _parts(held: Division, mandate: str, vote: Stance | Tally) -> Iterator[tuple[str, int]]:
    """A stance with the votes of its mandate, or each part of votes that were split."""
    if isinstance(vote, str):
        yield vote, held.weight(mandate)
        return
    parts = zip(STANCES, (vote.in_favour, vote.against, vote.abstaining), strict=True)
    yield from ((stance, votes) for stance, votes in parts if votes)


def round_rows(made: Transcript, people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Each candidate in each round, then what no one gets any more and what rounding lost."""

    def exact(votes: int) -> str:
        return decimal(votes, made.scale)

    for number, counted in enumerate(made.rounds, start=1):
        received, passed = Counter[int](), Counter[int]()
        for moved in counted.transfers:
            received[moved.target] += moved.votes
            passed[moved.source] += moved.votes
        said = {d.candidate: d.kind for d in counted.decisions}
        of = "" if counted.candidate is None else f" {people[counted.candidate - 1]}"
        head = str(number), f"{counted.action}{of}"
        quota = "" if counted.quota is None else exact(counted.quota)
        for at, (code, person) in enumerate(zip(made.candidates, people, strict=True), start=1):
            held = exact(counted.votes[at - 1]), exact(received[at]), exact(passed[at])
            yield *head, code, person, *held, said.get(at, ""), quota
        spent = exact(counted.exhausted), exact(received[0]), exact(0)
        yield *head, "", "exhausted", *spent, "", quota
        yield *head, "", "lost by rounding", exact(counted.lost), "", "", "", quota


def attendance_rows(
    council: Council, found: Iterable[Stay], name: Names
) -> Iterator[tuple[str, ...]]:
    """Each stay of each mandate in one role; who is still here has no end."""

    def holder(mandate: str) -> str:
        held = council.mandates.get(mandate)
        return holder_words(held.holder, name) if held is not None else ""

    for mandate, since, until, role in found:
        place = role.in_place_of if role is not None else ""
        yield (
            mandate,
            holder(mandate),
            str(since.position),
            when(since),
            "" if until is None else str(until.position),
            "" if until is None else when(until),
            role.voice if role is not None else "",
            role.faction if role is not None else "",
            place,
            holder(place),
            "yes" if role is not None and role.remote else "",
            iso(mark_of(since)),
            "" if until is None else iso(mark_of(until)),
        )
