"""Minutes as other programs read them: the paper of the office, without its print."""

from base64 import b64encode
from functools import partial
from typing import Any

from delegata.office.desk import name_of
from delegata.office.languages import language_of
from delegata.office.readers.papers import Grid, Heading, Passage
from delegata.office.readers.proceedings import Desk, minutes, sitting_span
from delegata.office.readers.ranked_counts import recount
from delegata.store.federation import Chronicle


def minutes_of(chronicle: Chronicle, number: int, language: str, full: bool) -> Any:  # noqa: ANN401, FBT001 - JSON; the shape that the API asks for
    """The minutes of a sitting, counted from 1, of a record as its reader may see it."""
    council = chronicle.council
    root = b64encode(chronicle.tree.root(council.size)).decode()
    again = partial(recount, chronicle.body)
    desk = Desk(chronicle, name_of, language_of(council, language), root, again)
    paper = minutes(desk, council, sitting_span(council, number), full=full)
    return {
        "title": paper.title,
        "language": paper.language,
        "lead": paper.lead,
        "parts": [_part(part) for part in paper.parts],
        "foot": paper.foot,
    }


def _part(part: Heading | Passage | Grid) -> dict[str, Any]:
    if isinstance(part, Heading):
        return {"heading": part.words}
    if isinstance(part, Grid):
        return {"table": part._asdict()}
    said = part._asdict()
    return {"passage": {**said, "grids": [grid._asdict() for grid in part.grids]}}
