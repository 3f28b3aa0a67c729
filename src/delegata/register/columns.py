"""Which column of a table is what: guessed from its headings in several languages, or said."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

FIELDS = ("number", "name", "given", "family", "email", "body", "since")
"""A member's number, name (whole, or given and family name), e-mail, body, and day of joining."""

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "number", "no", "nr", "member number", "membership number", "member no", "member id", "id",
        "mitgliedsnummer", "mitglieds nr", "mitgliedsnr", "nummer",
        "numero", "numero de membre", "numero d adherent", "no d adherent", "matricule",
        "numero de socio", "numero de afiliado", "n socio", "numero afiliado",
    ),
    "name": ("name", "full name", "member", "nom complet", "nom et prenom", "nombre completo",
             "nombre y apellidos", "vollstandiger name", "mitglied"),
    "given": ("given name", "first name", "forename", "vorname", "prenom", "nombre"),
    "family": ("family name", "last name", "surname", "nachname", "familienname", "nom",
               "nom de famille", "apellido", "apellidos"),
    "email": ("email", "e mail", "mail", "e mail address", "email address", "e mail adresse",
              "courriel", "adresse electronique", "adresse mail", "correo", "correo electronico"),
    "body": ("body", "branch", "local", "section", "unit", "chapter", "ortsgruppe", "ortsverein",
             "gliederung", "gruppe", "section locale", "syndicat", "seccion", "sindicato",
             "agrupacion", "betrieb"),
    "since": ("since", "joined", "member since", "date joined", "joining date", "entry date",
              "eintritt", "eintrittsdatum", "beitritt", "mitglied seit", "date d adhesion",
              "adhesion", "fecha de alta", "alta", "fecha de ingreso"),
}  # fmt: skip


class Unclear(Exception):
    """Columns that cannot be told apart, and what to say."""


def plain(heading: str) -> str:
    """A heading without accents, case and punctuation: `Mitglieds-Nr.` is `mitglieds nr`."""
    letters = unicodedata.normalize("NFKD", heading)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^0-9a-zA-Z]+", " ", bare).lower().split())


def guess(headings: Sequence[str]) -> dict[str, int]:
    """The place of each field that a heading names, the first heading counting."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        for field, known in _HEADINGS.items():
            if plain(heading) in known:
                found.setdefault(field, place)
    if "given" in found and "family" not in found and "name" in found:
        found["family"] = found.pop("name")
    return found


def chosen(headings: Sequence[str], said: Mapping[str, str]) -> dict[str, int]:
    """The place of each field as somebody said it: by heading, or by number from 1.

    Raises `Unclear` for an unknown field or column.
    """
    places: dict[str, int] = {}
    for field, column in said.items():
        if field not in FIELDS:
            raise Unclear(f"there is no field {field!r}; the fields are {', '.join(FIELDS)}")
        names = [plain(heading) for heading in headings]
        if column.isdecimal() and len(column) < 6 and 1 <= int(column) <= len(headings):
            places[field] = int(column) - 1
        elif plain(column) in names:
            places[field] = names.index(plain(column))
        else:
            raise Unclear(f"no column is called {column!r}; the columns are {', '.join(headings)}")
    return places


def complete(places: Mapping[str, int]) -> None:
    """A table needs a name at least. Raises `Unclear`."""
    if "name" not in places and "family" not in places:
        raise Unclear("no column holds names; say which: name=COLUMN")
