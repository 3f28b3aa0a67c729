"""What papers say, by language: a catalogue each, all of them with the same keys."""

from collections.abc import Mapping

from msgspec import UNSET

from delegata.council.state import Council
from delegata.office.languages.english import ENGLISH
from delegata.office.languages.german import GERMAN
from delegata.office.languages.language import Language

LANGUAGES: Mapping[str, Language] = {one.code: one for one in (ENGLISH, GERMAN)}


def language_of(council: Council, asked: str = "") -> Language:
    """The language in which papers are written: the one asked for, else the body's own."""
    own = ENGLISH.code if council.rules is None else council.rules.language
    return LANGUAGES.get(asked) or LANGUAGES[ENGLISH.code if own is UNSET else own]


__all__ = ["ENGLISH", "LANGUAGES", "Language", "language_of"]
