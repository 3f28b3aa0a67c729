"""The minutes: entries of a record as lines that people read, arrivals of many drawn together."""

from collections.abc import Sequence

from delegata.council.entry import Entry
from delegata.office.desk import Shown, name_of, words_of
from delegata.office.languages import ENGLISH
from delegata.office.readers.naming import Naming
from delegata.office.readers.narration import TOLD_BY_BEFORE, Line, narrate, not_public


def lines(shown: Shown, first: int, last: int) -> list[Line]:
    """One line an entry, from `first` up to but not including `last`."""

    def words(digest: str) -> str:
        return words_of(shown.chronicle, digest)

    return [
        not_public(line.entry)
        if line.withheld
        else narrate(line.entry, _naming(shown, line.entry), words)
        for line in shown.chronicle.lines[first:last]
    ]


def _naming(shown: Shown, entry: Entry) -> Naming:
    """How an entry names people: as things are now, and where its sentence needs it, as before."""
    needed = entry.kind in TOLD_BY_BEFORE
    before = shown.chronicle.council_at(entry.position) if needed else None
    return Naming(name_of, council=shown.council, before=before)


def drawn_together(all_lines: Sequence[Line]) -> list[Line]:
    """Runs of the same act, as when hundreds of mandates are presented, become one line.

    So do runs of entries that are not public.
    """
    together: list[Line] = []
    run = 0
    for line in all_lines:
        same = bool(together) and _alike(together[-1], line)
        run = run + 1 if same else 1
        if not same:
            together.append(line)
        else:
            first = together[-1].position
            said = (
                ENGLISH.phrase("not-public-many", first=first, last=line.position)
                if line.family == "withheld"
                else ENGLISH.phrase("presented", number=run, position=first)
            )
            together[-1] = together[-1]._replace(sentence=said)
    return together


def _alike(one: Line, other: Line) -> bool:
    if one.family == other.family == "withheld":
        return True
    return one.kind == other.kind == "mandate.presented" and one.family == other.family
