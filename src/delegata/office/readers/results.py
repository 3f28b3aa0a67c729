"""Results of divisions and elections, and attendance, as rows for a spreadsheet."""

from collections.abc import Iterable, Iterator

from delegata.council.deliberation import Division
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.office.readers.attendance import Stay, when
from delegata.office.readers.naming import Names
from delegata.office.readers.narration import holder_words
from delegata.office.readers.proceedings import Span
from delegata.office.readers.votes import verdict
from delegata.office.wording import figure, moment, portions

RESULTS = (
    "Entry", "When", "Kind", "Name", "Title", "For", "Against", "Abstaining", "Present",
    "Entitled", "Rule", "Outcome", "Elected", "Votes",
    "Votes here", "Votes of all", "By proxy",
)  # fmt: skip
ATTENDANCE = ("Mandate", "Holder", "From entry", "From", "Until entry", "Until")


def result_rows(council: Council, span: Span | None, name: Names) -> list[tuple[str, ...]]:
    """The divisions closed and elections declared, in order; of one sitting or of all time."""
    found = sorted([*_divisions(council), *_elections(council, name)], key=lambda row: int(row[0]))
    return [row for row in found if span is None or span.first <= int(row[0]) < span.last]


def _divisions(council: Council) -> Iterator[tuple[str, ...]]:
    for held in council.divisions.values():
        if held.closed is not None:
            counts = (figure(f) for f in (held.in_favour, held.against, held.abstaining))
            present = "not stated" if held.present is None else str(held.present)
            outcome = verdict(held) + ("" if held.competent else " (not competent)")
            yield (
                *_head(held.closed, "division", held.id, council.motions[held.motion].title),
                *counts, present, str(held.members), held.rule, outcome, "", "",
                *_by_weights(held), str(held.represented),
            )  # fmt: skip


def _by_weights(held: Division) -> tuple[str, str]:
    """The votes that could be cast here, and those of all, where they count with the members."""
    return (str(held.votes_present), str(held.votes_of_all)) if held.weighed else ("", "")


def _elections(council: Council, name: Names) -> Iterator[tuple[str, ...]]:
    for held in council.elections.values():
        if held.declared is not None:
            elected = "; ".join(
                holder_words(held.candidates[one].holder, name) for one in held.elected
            )
            present = "" if held.present is None else str(held.present)
            yield (
                *_head(held.declared, "election", held.id, held.title),
                "", "", "", present, "", held.method, held.state, elected, portions(held.votes),
                "", "", "",
            )  # fmt: skip


def _head(mark: Mark, kind: str, name: str, title: str) -> tuple[str, ...]:
    return str(mark.position), moment(mark), kind, name, title


def attendance_rows(
    council: Council, found: Iterable[Stay], name: Names
) -> Iterator[tuple[str, ...]]:
    """Each stay of each mandate; who is still here has no end."""
    for mandate, since, until in found:
        held = council.mandates.get(mandate)
        yield (
            mandate,
            "" if held is None else holder_words(held.holder, name),
            str(since.position),
            when(since),
            "" if until is None else str(until.position),
            "" if until is None else when(until),
        )
