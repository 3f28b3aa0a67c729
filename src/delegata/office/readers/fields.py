"""The fields of an act's form: what each is called, what is chosen and what written, and how."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from msgspec import UNSET
from msgspec.structs import FieldInfo

from delegata.council.act import Act
from delegata.council.deliberation import Motion
from delegata.council.rules import RuleSet
from delegata.council.speaking_order import speakers_rule
from delegata.council.state import Council
from delegata.council.voting_order import PENDING
from delegata.council.words import Date, Id, Text, Title
from delegata.office.readers.cautions import OF_BODIES
from delegata.office.readers.particulars import CITING, NAMING
from delegata.office.wording import plain, secrecy
from delegata.scenario.hints import hint, plain_type, without_none
from delegata.scenario.notation import fields_of

MOST_CHOICES = 300
"""A field with more to choose from is written."""

COUNTED = "the lines of the text; left empty, they are counted"
CITED = "the body and the key or number of the entry cited"
VERSION = "; the version is the next one unless a line says another: version: 4"

_SAID = {
    "source": "where this is taken from, for what stood on paper first",
    "mover": "who moves it, as the record shall say it",
    "seconder": "who seconds it, as the record shall say it",
    "speaker": "who speaks, as the record shall say it",
    "behalf": "in whose name",
    "convener": "the office or body that calls the meeting",
    "postponer": "the office or body that puts it off",
    "office": "the office, as the rules call it",
    "from body": "the short name of the body that gave the mandate, such as branch-7",
    "to body": "the short name of the body in which the seat is, such as branch-7",
}
"""How a line is filled in whose type does not say it."""

Choice = tuple[str, str]
"""What is sent, and what people read."""


class Field(NamedTuple):
    """A field of a form: what it is called, how it is filled in, what stands in it.

    `shape` is one of choice, date, number, line and words. `known` are good values of a line, with
    what they are called.
    """

    name: str
    label: str
    hint: str
    required: bool
    value: str
    error: str
    shape: str = "line"
    choices: tuple[Choice, ...] = ()
    known: tuple[Choice, ...] = ()
    rows: int = 2


class _Filled(NamedTuple):
    """What a form knows of its act: what was written, what is wrong with it, and the body."""

    act: Act
    council: Council
    written: Mapping[str, str]
    errors: Mapping[str, str]
    bodies: tuple[Choice, ...] = ()


def label_of(name: str) -> str:
    """What a field is called on a form."""
    return name.capitalize()


def fields(
    act: Act,
    council: Council,
    written: Mapping[str, str],
    errors: Mapping[str, str],
    bodies: tuple[Choice, ...] = (),
) -> list[Field]:
    """The fields of an act's form in a body, with what stands in them; `bodies` may be named."""
    filled = _Filled(act, council, written, errors, bodies)
    made = [
        _field(filled, name, info)
        for name, info in fields_of(act.command).items()
        if name not in {"key", "membership"}
    ]
    if act.kind in CITING:
        made.append(_plain(filled, "cites", CITED)._replace(shape="words"))
    return made


def _plain(filled: _Filled, name: str, how: str, *, required: bool = False) -> Field:
    said, wrong = filled.written.get(name, ""), filled.errors.get(name, "")
    return Field(name, label_of(name), how, required, said, wrong)


def _field(filled: _Filled, name: str, info: FieldInfo) -> Field:
    kind: Any = without_none(info.type)
    if name == "lines":
        return _plain(filled, name, COUNTED)._replace(shape="number")
    how = _SAID.get(name) or ("" if kind == Title else hint(kind, name))
    field = _plain(filled, name, how, required=info.required)
    choices = _choices(filled, name, kind)
    if choices and (not field.value or field.value in dict(choices)):
        return _chosen(field, choices, info)
    if kind == Date:
        # What is no day cannot stand in a field for days; so that it is not lost, it stands in a
        # line.
        return field._replace(shape="line" if field.error else "date")
    return _written(filled, field, kind)


def _chosen(field: Field, choices: tuple[Choice, ...], info: FieldInfo) -> Field:
    """A field with a choice; where nothing stands by default, nothing is chosen at first."""
    default = {True: "yes", False: "no"}.get(info.default, info.default)
    if default in dict(choices):
        return field._replace(
            shape="choice", hint="", choices=choices, value=field.value or default, required=True
        )
    none = "choose" if field.required else "none"
    return field._replace(shape="choice", hint="", choices=(("", none), *choices))


def _written(filled: _Filled, field: Field, kind: Any) -> Field:
    if kind == RuleSet:
        next_one = VERSION if filled.act.kind == "rules.adopted" else ""
        return field._replace(shape="words", rows=5, hint=field.hint + next_one)
    if kind == Text or get_origin(kind) is tuple:
        return field._replace(shape="words", rows=5 if kind == Text else 4)
    if plain_type(kind) is int:
        return field._replace(shape="number")
    if field.name in OF_BODIES:
        return field._replace(known=filled.bodies)
    known = _KNOWN.get(field.name)
    names = tuple(known(filled.council)) if known is not None and kind in {Id, Title} else ()
    if names:
        there = tuple((name, "") for name in names)
        return field._replace(known=there, hint=f"{field.hint}; by the rules {_or(names)}")
    return field


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _choices(filled: _Filled, name: str, kind: Any) -> tuple[Choice, ...]:
    """What there is to choose from: what the type allows, or what the body has of a kind."""
    if kind is bool:
        return (("yes", "yes"), ("no", "no"))
    if get_origin(kind) is Literal:
        return tuple((word, _called(name, word)) for word in get_args(kind))
    first = next(iter(fields_of(filled.act.command)))
    if kind != Id or (name == first and filled.act.kind in NAMING) or name not in _THERE:
        return ()
    there = tuple(_THERE[name](filled.council))
    return there if len(there) <= MOST_CHOICES else ()


def _called(name: str, word: str) -> str:
    return secrecy(word) if name == "secrecy" else plain(word)


def _motions(council: Council) -> list[Choice]:
    """The motions, those in hand first, the latest before others."""

    def place(motion: Motion) -> tuple[bool, int]:
        return motion.state not in PENDING, -motion.mark.position

    def words(motion: Motion) -> str:
        state = "" if motion.state == "moved" else f" ({plain(motion.state)})"
        return f"{motion.number} {motion.title}{state}".strip()

    return [(m.id, words(m)) for m in sorted(council.motions.values(), key=place)]


def _divisions(council: Council) -> list[Choice]:
    """The divisions, that which is open first, the latest before others."""
    ordered = sorted(
        council.divisions.values(), key=lambda d: (d.id != council.dividing, -d.opened.position)
    )
    titles = {m.id: m.title for m in council.motions.values()}
    return [
        (d.id, f"{d.id}: {titles.get(d.motion, d.motion)}"
         + (" (open)" if d.id == council.dividing else ""))
        for d in ordered
    ]  # fmt: skip


def _grounds(council: Council) -> list[Choice]:
    rule = council.standing.publicity
    return [] if rule is UNSET else [(ground, plain(ground)) for ground in rule.grounds]


_THERE: dict[str, Callable[[Council], list[Choice]]] = {
    **dict.fromkeys(("motion", "amends", "on", "late", "because"), _motions),
    "division": _divisions,
    **dict.fromkeys(
        ("election", "runoff of"), lambda c: [(e.id, e.title) for e in c.elections.values()]
    ),
    "item": lambda c: [(item.id, f"{item.title} ({item.state})") for item in c.agenda],
    "convocation": lambda c: [(s.id, f"{s.id}: {s.opens_on}") for s in c.convocations[::-1]],
    "recall": lambda c: [(name, name) for name in c.recalls],
    "resolution": lambda c: [(r.id, r.title) for r in c.resolutions.values()],
    **dict.fromkeys(("faction", "into"), lambda c: [(f.id, f.name) for f in c.factions.values()]),
    "ground": _grounds,
    "point": lambda c: [(point, plain(point)) for point in speakers_rule(c).points],
    "group": lambda c: [(name, name) for name in speakers_rule(c).lists],
}
_KNOWN: dict[str, Callable[[Council], Iterable[str]]] = {
    **dict.fromkeys(("convener", "postponer"), lambda c: c.standing.convening.entitled),
    "office": lambda c: [one.office for one in c.standing.competences],
}
