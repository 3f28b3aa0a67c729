"""Seats that fell vacant before their term, and who or what fills them."""

from typing import NamedTuple
from urllib.parse import urlencode

from delegata.council.state import Council, GivenMandate
from delegata.council.succession import next_in_line
from delegata.office.desk import name_of
from delegata.office.readers.narration import holder_words

_NOT_VACANT = {"", "term-over", "election-void", "body-dissolved"}


class Vacancy(NamedTuple):
    """A mandate that ended, its holder, why, who is next, and the form that fills the seat."""

    mandate: str
    holder: str
    ending: str
    to_body: str
    successor: str
    form: str


def vacancies(council: Council) -> list[Vacancy]:
    """What fills each seat: the next substitute, or a by-election where none is left.

    A seat for whose body a later election was called is being filled already.
    """
    return [
        _vacancy(council, given)
        for given in council.given.values()
        if given.ended not in _NOT_VACANT and not given.alternate and not _filled(council, given)
    ]


def _filled(council: Council, given: GivenMandate) -> bool:
    election = council.elections.get(given.election)
    if election is not None and given.id in election.succeeded:
        return True
    return any(
        later.to_body == given.to_body and later.called.position > given.given.position
        for later in council.elections.values()
    )


def _vacancy(council: Council, given: GivenMandate) -> Vacancy:
    base = f"/bodies/{council.body}/acts"
    election = council.elections.get(given.election)
    waiting = next_in_line(election, given) if election else ()
    holder = holder_words(given.holder, name_of)
    if election is None or not waiting:
        called = {"to body": given.to_body, "seats": "1", "until": given.until or ""}
        form = f"{base}/election.called?{urlencode(called)}"
        return Vacancy(given.id, holder, given.ended, given.to_body, "", form)
    candidacy = election.candidates[waiting[0]]
    told = {
        "to body": given.to_body, "voice": given.voice, "until": given.until or "",
        "election": election.id, "candidate": candidacy.id, "replaces": given.id,
        "holder": candidacy.holder.label or f"@{candidacy.holder.person}",
        "rests on": candidacy.rests_on,
    }  # fmt: skip
    form = f"{base}/mandate.given?{urlencode({k: v for k, v in told.items() if v})}"
    successor = holder_words(candidacy.holder, name_of)
    return Vacancy(given.id, holder, given.ended, given.to_body, successor, form)
