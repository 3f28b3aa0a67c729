"""The office's desk: the federation that it shows, the writer of acts, the visitor."""

from typing import NamedTuple, Protocol, cast

from django.conf import settings
from django.http import Http404, HttpRequest

from delegata.council.state import Council
from delegata.record.note import Signer
from delegata.store.federation import Chronicle, Federation
from delegata.store.writer import Writer


class Premises(Protocol):
    """What the composition gives to the office."""

    @property
    def federation(self) -> Federation: ...
    @property
    def writer(self) -> Writer: ...
    @property
    def signer(self) -> Signer: ...
    @property
    def secret(self) -> str: ...


def premises() -> Premises:
    return cast("Premises", settings.PREMISES)


def federation() -> Federation:
    return premises().federation


def person_of(request: HttpRequest) -> str | None:
    """The person who is signed in."""
    person = request.session.get("person")
    return person if isinstance(person, str) else None


class Shown(NamedTuple):
    """A body as a page shows it: its record, and its state now or at an earlier entry."""

    chronicle: Chronicle
    council: Council
    size: int
    past: bool


def visible_body(request: HttpRequest, body: str) -> Shown:
    """The body a page is about, as of `?at=N` entries; every record that is here is public."""
    chronicle = federation().bodies.get(body)
    if chronicle is None:
        raise Http404(f"No body {body} keeps its record here.")
    size = chronicle.council.size
    asked = request.GET.get("at", "")
    if asked and not (asked.isdigit() and len(asked) < 16):
        raise Http404(f"?at={asked} is no number of entries.")
    at = min(max(int(asked), 1), size) if asked else size
    return Shown(chronicle, chronicle.council_at(at), size, at < size)


def name_of(word: str) -> str:
    """The registered name of a person's id; any other word as it is."""
    return federation().names.get(word, word)


def words_of(chronicle: Chronicle, digest: str) -> str:
    """A detached text, or what stands in its place once it is forgotten."""
    text = chronicle.texts.get(digest)
    return "(this text is withheld)" if text is None else text.text
