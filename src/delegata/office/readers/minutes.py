"""The minutes: entries of a record as lines that people read, arrivals of many drawn together."""

from collections.abc import Sequence

from delegata.office.desk import Shown, name_of, words_of
from delegata.office.languages import ENGLISH
from delegata.office.readers.narration import Line, narrate


def lines(shown: Shown, first: int, last: int) -> list[Line]:
    """One line an entry, from `first` up to but not including `last`."""
    entries = [line.entry for line in shown.chronicle.lines[first:last]]
    return [
        narrate(entry, name_of, lambda digest: words_of(shown.chronicle, digest))
        for entry in entries
    ]


def drawn_together(all_lines: Sequence[Line]) -> list[Line]:
    """Runs of the same act, as when hundreds of mandates are presented, become one line."""
    together: list[Line] = []
    run = 0
    for line in all_lines:
        same = bool(together) and line.kind == together[-1].kind == "mandate.presented"
        run = run + 1 if same else 1
        if not same:
            together.append(line)
        else:
            first = together[-1].position
            said = ENGLISH.phrase("presented", number=run, position=first)
            together[-1] = together[-1]._replace(sentence=said)
    return together
