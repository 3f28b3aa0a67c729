"""How each type of field is written by people: one notation for files, forms and the command line.

A reader takes what was written and gives plain values that `msgspec.convert` checks; it raises
`ValueError` with a sentence that says what was expected.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

import msgspec
from msgspec import UnsetType

from delegata.council.act import ElectorsCommand
from delegata.council.deliberation import Part
from delegata.council.procedural_rules import DeviceRule
from delegata.council.rules import RuleSet
from delegata.council.rulesets import READY_MADE
from delegata.council.state import Constituent, Post
from delegata.council.words import (
    Device,
    Figure,
    Holder,
    Id,
    Membership,
    Person,
    Portion,
    Seal,
    Share,
    Slip,
    Tally,
    Text,
    Title,
)
from delegata.scenario.hints import hint, plain_type, without_none

MOST_NAMES = 5_000
"""A list names at most so many mandates, so that a range cannot fill the memory."""

LONG = 120
"""An error quotes so many signs of what was written."""

MOST_SIGNS = 64
"""A short name has at most so many signs."""

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that no field may hold; tabs and line breaks are judged where they stand."""


class Reading(NamedTuple):
    """What a reader needs from outside: the ids of people by alias, and where texts are kept."""

    person: Callable[[str], str]
    text: Callable[[str], str]


def read(kind: Any, written: str, reading: Reading) -> Any:
    """What was written for a field of some type, as plain values. Raises `ValueError`.

    Line breaks stand in texts and between the parts of a list; elsewhere they are blanks.
    """
    if found := CONTROL.search(written):
        raise ValueError(f"expected no control characters; found {found[0]!r}")
    kind = without_none(kind)
    for known, reader in _READERS:
        if kind == known:
            return reader(written, reading)
    origin = get_origin(kind)
    if origin is Literal:
        return _choice(kind, written)
    if origin is tuple:
        return _list(get_args(kind), written, reading)
    if plain_type(kind) is int:
        return _integer(written)
    return " ".join(line.strip() for line in written.strip().splitlines())


def checked(kind: Any, written: str, reading: Reading, name: str = "") -> Any:
    """What was written for a field, as plain values that its type allows. Raises `ValueError`.

    The sentence says what a good value looks like; `name` is that of the field.
    """
    value = read(kind, written, reading)
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        said = written.strip() if len(written) < LONG else f"{written.strip()[:LONG]}..."
        raise ValueError(f"expected {hint(kind, name)}; found {said!r}") from error
    return value


def _choice(kind: Any, written: str) -> str:
    chosen = written.strip().replace(" ", "-").lower()
    if chosen not in get_args(kind):
        raise ValueError(f"expected one of {', '.join(get_args(kind))}; found {written.strip()!r}")
    return chosen


def _integer(written: str) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,13}\s*", written):
        raise ValueError(f"expected a whole number; found {written.strip()!r}")
    return int(written)


def _truth(written: str, _: Reading) -> bool:
    answers = {"yes": True, "no": False, "true": True, "false": False, "on": True}
    if written.strip().lower() not in answers:
        raise ValueError(f"expected yes or no; found {written.strip()!r}")
    return answers[written.strip().lower()]


def _list(of: tuple[Any, ...], written: str, reading: Reading) -> list[Any]:
    if len(of) == 2 and of[1] is not Ellipsis:
        return _pair(of, written, reading)
    if of[0] == Id:
        return [_single(Id, name, reading) for name in _names(written)]
    return [_single(of[0], part, reading) for part in _parts(written)]


def _single(kind: Any, written: str, reading: Reading) -> Any:
    """One of many: what is a plain word or number is judged, so that an error quotes it alone."""
    known = any(kind == other for other, _ in _READERS)
    return read(kind, written, reading) if known else checked(kind, written, reading)


def _parts(written: str) -> list[str]:
    """Parts stand on lines of their own, or on one line between semicolons."""
    lines = [line for line in written.splitlines() if line.strip()]
    parts = lines if len(lines) > 1 else written.split(";")
    return [part.strip() for part in parts if part.strip()]


def _pair(of: tuple[Any, ...], written: str, reading: Reading) -> list[Any]:
    """A pair is written `first: second`; a stance may stand after a blank: `b-1 for`."""
    if of == (Id, Title) and (title := _title_alone(written)):
        return [name_of(title), title]
    separator = ":" if ":" in written else None
    halves = written.split(separator, 1)
    if len(halves) != 2:
        raise ValueError(f"expected two parts with a colon between; found {written.strip()!r}")
    return [_single(kind, half.strip(), reading) for kind, half in zip(of, halves, strict=True)]


def _title_alone(written: str) -> str:
    """A title without a name before it: one word, or words that begin with no name."""
    title = " ".join(written.split())
    return "" if re.match(r"[a-z0-9][a-z0-9-]*(:| )", title) else title


def name_of(title: str) -> str:
    """The short name that a title makes: "Any other business" is `any-other-business`."""
    plain_letters = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS))
    words = "".join(c for c in plain_letters if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:MOST_SIGNS].strip("-") or "item"


def _names(written: str) -> list[str]:
    """Names stand between commas; `b-1..390` is every name from b-1 to b-390."""
    names: list[str] = []
    for part in re.split(r"[,\s]+", written.strip()):
        span = re.fullmatch(r"([a-z0-9-]*?)([0-9]{1,9})\.\.([0-9]{1,9})", part)
        if span is None:
            names.append(part)
        else:
            stem, first, last = span[1], int(span[2]), int(span[3])
            if last < first or last - first >= MOST_NAMES:
                raise ValueError(f"expected a range of at most {MOST_NAMES} names; found {part!r}")
            names += [f"{stem}{number}" for number in range(first, last + 1)]
        if len(names) > MOST_NAMES:
            raise ValueError(f"expected at most {MOST_NAMES} names")
    return names


def _figure(written: str, _: Reading) -> dict[str, Any]:
    said = written.strip().lower()
    if said in {"not stated", ""}:
        return {}
    if said == "the rest":
        return {"rest": True}
    if said.startswith("about "):
        return {"number": _integer(said[6:]), "about": True}
    return {"number": _integer(said)}


def _holder(written: str, reading: Reading) -> dict[str, str]:
    """A person is written `@alias`; anything else is a label, for who is not named."""
    said = written.strip()
    if said.isdecimal():
        raise ValueError(f"expected @{said} for the member with this number, or a name in words")
    return {"person": reading.person(said[1:])} if said.startswith("@") else {"label": said}


def _portion(written: str, _: Reading) -> list[Any] | dict[str, Any]:
    name, _separator, number = written.strip().rpartition(" ")
    if not name:
        raise ValueError(f"expected a name and a number; found {written.strip()!r}")
    return {"name": name.rstrip(" :="), "number": _integer(number)}


def _share(written: str, _: Reading) -> dict[str, Any]:
    said = re.fullmatch(r"\s*(more than|at least)\s+([0-9]{1,9})/([0-9]{1,9})\s*", written)
    if said is None:
        raise ValueError(f'expected "more than 1/2" or "at least 2/3"; found {written.strip()!r}')
    return {"num": int(said[2]), "den": int(said[3]), "over": said[1] == "more than"}


def _post(written: str, reading: Reading) -> dict[str, Any]:
    """A post is written `Title: holder`, or `Title: vacant because ...`."""
    title, separator, holder = written.partition(":")
    if not separator:
        raise ValueError(f'expected "post: holder"; found {written.strip()!r}')
    vacant = holder.strip().removeprefix("vacant because ")
    if vacant != holder.strip():
        return {"title": title.strip(), "vacant_because": vacant}
    return {"title": title.strip(), "holder": _holder(holder, reading)}


def _constituent(written: str, _: Reading) -> dict[str, Any]:
    """A constituent is written `body how members`: `branch-7 delegates 2431`."""
    words = written.split()
    if not 1 <= len(words) <= 3:
        raise ValueError(f'expected "body how members"; found {written.strip()!r}')
    fields: dict[str, Any] = dict(zip(("body", "how"), words, strict=False))
    return fields if len(words) < 3 else {**fields, "members": _integer(words[2])}


def _rules(written: str, reading: Reading) -> Any:
    """Rules are written as the name of a ready-made set, then one changed article a line.

    `convening entitled: executive, secretary` changes one field; `quorum: none` strikes an article;
    `procedures table: rank 8, seconders 1, debate none` changes how one procedural motion is moved.
    """
    name, *changes = [line.strip() for line in written.strip().splitlines() if line.strip()] or [""]
    if name not in READY_MADE:
        raise ValueError(
            f"expected the name of a ready-made set of rules: {', '.join(READY_MADE)};"
            f" found {name!r}"
        )
    rules: dict[str, Any] = msgspec.to_builtins(READY_MADE[name])
    for change in changes:
        _change(rules, change, reading)
    return rules


def _change(rules: dict[str, Any], change: str, reading: Reading) -> None:
    path, separator, written = change.partition(":")
    steps = path.strip().split(" ")
    if steps[0] == "procedures" and steps[-1] in get_args(Device):
        article = rules.get("procedures") or {}
        devices = _devices(article.get("devices") or [], steps[-1], written, reading)
        rules["procedures"] = {**article, "devices": devices}
        return
    kind: Any = RuleSet
    place: Any = rules
    for step in steps[:-1]:
        kind, place = _field(kind, step), place.get(step) or {}
    if not separator or len(steps) > 2:
        raise ValueError(f'expected "article field: value"; found {change!r}')
    field = _field(kind, steps[-1])
    value = None if written.strip() == "none" else checked(field, written, reading)
    if len(steps) == 2:
        rules[steps[0]] = {**place, steps[1]: value}
    elif value is None and UnsetType in get_args(field):
        rules.pop(steps[0], None)
    else:
        rules[steps[0]] = value


def _devices(
    devices: list[dict[str, Any]], name: str, written: str, reading: Reading
) -> list[dict[str, Any]]:
    """The devices with one changed, added, or struck by `none`."""
    others = [device for device in devices if device["device"] != name]
    if written.strip() == "none":
        return others
    known = next((device for device in devices if device["device"] == name), {"device": name})
    given = dict(_particular(part.strip(), reading) for part in written.split(","))
    return [*others, {**known, **given}]


def _particular(said: str, reading: Reading) -> tuple[str, Any]:
    """One field of a device's rule, as `seconders 1` or `share at least 2/3`."""
    fields = {f.name.replace("_", " "): f for f in msgspec.structs.fields(DeviceRule)}
    name = max((name for name in fields if said.startswith(f"{name} ")), key=len, default="device")
    if name == "device":
        expected = ", ".join(other for other in fields if other != "device")
        raise ValueError(f"expected one of {expected}, and a value; found {said!r}")
    return fields[name].name, read(fields[name].type, said[len(name) :], reading)


def _field(kind: Any, name: str) -> Any:
    kind = without_none(kind)
    article = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    fields = {f.name: f.type for f in msgspec.structs.fields(kind)} if article else {}
    if not fields:
        raise ValueError(f"expected a whole article, not its field {name!r}")
    if name not in fields:
        raise ValueError(f"expected one of {', '.join(fields)}; found {name!r}")
    return fields[name]


def _seal(written: str, _: Reading) -> dict[str, Any]:
    """A seal is written `count root`."""
    words = written.split()
    if len(words) != 2:
        raise ValueError(f'expected "count root"; found {written.strip()!r}')
    return {"count": _integer(words[0]), "root": words[1]}


def _part(written: str, _: Reading) -> dict[str, Any]:
    """A part of a question is written `name first-last: subject`; the lines can be left out."""
    said = re.fullmatch(r"(\S+)(?: +([0-9]{1,9})(?:-([0-9]{1,9}))?)?: *(.+)", written.strip())
    if said is None:
        raise ValueError(f'expected "name: subject"; found {written.strip()!r}')
    part: dict[str, Any] = {"id": said[1], "title": said[4]}
    if said[2]:
        part |= {"first": int(said[2]), "last": int(said[3] or said[2])}
    return part


def _membership(written: str, _: Reading) -> dict[str, Any]:
    """A proof of membership is written `salt index digest digest ...`."""
    salt, index, *path = [*written.split(), "", ""][: max(2, len(written.split()))]
    return {"salt": salt, "index": _integer(index), "path": path}


def _tally(written: str, _: Reading) -> dict[str, Any]:
    """Votes that are split are written `for against abstaining`, the last if there are any."""
    words = written.split()
    if not 2 <= len(words) <= 3:
        raise ValueError(f'expected "for against abstaining"; found {written.strip()!r}')
    names = ("in_favour", "against", "abstaining")
    return {name: _integer(word) for name, word in zip(names, words, strict=False)}


def _slip(written: str, reading: Reading) -> dict[str, Any]:
    """A teller's count is written `@teller salt for against abstaining`."""
    words = written.split()
    if len(words) != 5:  # a teller, a salt, three counts
        raise ValueError(
            f'expected "@teller salt for against abstaining"; found {written.strip()!r}'
        )
    names = ("in_favour", "against", "abstaining")
    counts = {name: _integer(word) for name, word in zip(names, words[2:], strict=True)}
    return {"teller": reading.person(words[0].removeprefix("@")), "salt": words[1], **counts}


_READERS: tuple[tuple[Any, Callable[[str, Reading], Any]], ...] = (
    (bool, _truth),
    (Person, lambda written, reading: reading.person(written.strip().removeprefix("@"))),
    (Text, lambda written, reading: reading.text(written.strip())),
    (Figure, _figure),
    (Holder, _holder),
    (Portion, _portion),
    (Share, _share),
    (Post, _post),
    (Constituent, _constituent),
    (RuleSet, _rules),
    (Seal, _seal),
    (Slip, _slip),
    (Tally, _tally),
    (Part, _part),
    (Membership, _membership),
)


def fields_of(command: type[msgspec.Struct]) -> Mapping[str, msgspec.structs.FieldInfo]:
    """The fields of a command that people write, by the name they write: "in favour".

    The command's own fields come first, then those that every act has.
    """
    common = {f.name for f in msgspec.structs.fields(ElectorsCommand)}
    fields = sorted(msgspec.structs.fields(command), key=lambda f: f.name in common)
    return {f.name.replace("_", " "): f for f in fields if f.name not in {"by", "cites", "held"}}
