"""What papers say, by language: a catalogue each, all of them with the same keys."""

from collections.abc import Mapping

from delegata.office.languages.english import ENGLISH
from delegata.office.languages.german import GERMAN
from delegata.office.languages.language import Language

LANGUAGES: Mapping[str, Language] = {one.code: one for one in (ENGLISH, GERMAN)}

__all__ = ["ENGLISH", "LANGUAGES", "Language"]
