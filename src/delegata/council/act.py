"""The one shape of every act: a command, the figures its rule needed, and the entry they make.

An act family (one file a noun) lists its acts as `Act` values: the kind of entry, the command, what
decides it and what evolves the state. Everything common to all acts stands here.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import msgspec

from delegata.council.entry import Actor, Cite, Entry, Mark
from delegata.council.inclusion import on_roll
from delegata.council.state import Council, Mandate
from delegata.council.words import Held, Key, Membership, Title

_POSITION = re.compile(r"[0-9]{1,15}")
RECORD_ORDER = "delegata@1 (order of the record)"


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A lawful no: its code, the rule it rests on, the facts, and a sentence saying what to do."""

    code: str
    rule: str
    template: str
    facts: dict[str, str | int]

    @property
    def sentence(self) -> str:
        """The refusal as people read it."""
        return f"{self.template.format(**self.facts)} [{self.rule}]"


def refuse(code: str, rule: str, template: str, **facts: str | int) -> Refused:
    """A refusal with its facts filled into its sentence."""
    return Refused(code=code, rule=rule, template=template, facts=facts)


class Command(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """What somebody wants done: who, by what right, resting on which entries elsewhere.

    `key` makes a repeated command count once. `held` says when a paper act took place. `source`
    names where a fact is taken from.
    """

    by: Actor
    cites: tuple[Cite, ...] = ()
    key: Key | None = None
    held: Held | None = None
    source: Title | None = None


class ElectorsCommand(Command, frozen=True, kw_only=True):
    """A command that electors may give themselves, by `roll:ROLL` with a proof of being on it.

    In a body of delegates the electors are its voting mandates, who act by their mandate.
    """

    membership: Membership | None = None


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The figures that a rule needed; a family extends this where it needs any."""


NO_FIGURES = Figures()


class Act(NamedTuple):
    """One kind of act: its entry's kind, its command and figures, and its two functions."""

    kind: str
    command: type[Command]
    decide: Callable[[Council, Any], Any]
    evolve: Callable[[Council, Any, Any, Mark], Council]
    figures: type[Figures] = Figures
    by_mandate: str = ""
    """The command's field that names the acting delegate, where delegates may act themselves."""
    by_notice: bool = False
    """Whether the act is a notice from another body's record, which needs no office here."""
    by_consequence: Callable[[Council, Any, int], bool] | None = None
    """Whether the command is what an entry of this record, by position, made due."""


def bars(council: Council, command: Command, act: Act, at: str) -> Refused | None:
    """No act stands before the body is founded, twice, earlier than the last, or without a right.

    Nor after its dissolution, but for the endings that are due, nor on a cite that can name no
    entry. Grounds: `not-founded`, `already-founded`, `already-done`, `time-runs-back`,
    `body-dissolved`, `cite-malformed`, and those of `barred_by_right`.
    """
    if command.key is not None and command.key in council.seen:
        return refuse(
            "already-done",
            RECORD_ORDER,
            "The act {key} stands in the record of {body} already; nothing is to be done.",
            key=command.key,
            body=council.body,
        )
    founding = act.kind == "body.founded"
    if founding is (council.rules is not None):
        code = "already-founded" if founding else "not-founded"
        return refuse(
            code,
            RECORD_ORDER,
            "The body {body} "
            + (
                "is founded already; act in it instead of founding it again."
                if founding
                else "is not founded; found it first."
            ),
            body=council.body,
        )
    if at < council.at:
        return refuse(
            "time-runs-back",
            RECORD_ORDER,
            "The clock says {at}, but the last act was recorded at {last}; set the clock.",
            at=at,
            last=council.at,
        )
    if council.dissolved is not None and not (act.by_notice or act.by_consequence):
        return refuse(
            "body-dissolved",
            RECORD_ORDER,
            "{body} was dissolved by entry {position} of its record; act in its successor.",
            body=council.body,
            position=council.dissolved.position,
        )
    return _malformed_cite(command) or (
        None if founding else barred_by_right(council, command, act)
    )


def _malformed_cite(command: Command) -> Refused | None:
    for number, cite in enumerate(command.cites, 1):
        if not cite.well_formed:
            return refuse(
                "cite-malformed",
                RECORD_ORDER,
                "Cite {number} names no entry; give the body, the entry's number and its hash.",
                number=number,
            )
    return None


def barred_by_right(council: Council, command: Command, act: Act) -> Refused | None:
    """Whoever acts holds the office, the mandate or the place on the roll that they act by.

    A notice from another body's record needs no office here: it acts by `notice:BODY` and its cite.
    What an earlier entry made due acts by `consequence:POSITION`, and needs nobody's leave.
    Grounds: `right-not-held`, `not-competent`.
    """
    nature, _, name = command.by.right.partition(":")
    if nature == "office" and command.by in council.offices.get(name, ()):
        return _barred_office(council, name, act)
    mandate = council.mandates.get(name)
    if nature == "mandate" and mandate and mandate.holder.person == command.by.person:
        return _barred_mandate(council, mandate, command, act)
    if _holds_otherwise(council, command, act, (nature, name)):
        return None
    return refuse(
        "right-not-held",
        council.standing.article("competences"),
        "{person} does not hold {right} in {body}; act by a right that is held.",
        person=command.by.person,
        right=command.by.right,
        body=council.body,
    )


def _holds_otherwise(council: Council, command: Command, act: Act, right: tuple[str, str]) -> bool:
    nature, name = right
    if nature == "roll" and isinstance(command, ElectorsCommand) and command.membership:
        roll = council.rolls[-1] if council.rolls else None
        return (
            roll is not None
            and roll.id == name
            and on_roll(roll.seal, command.by.person, command.membership)
        )
    if nature == "notice" and act.by_notice:
        return {cite.body for cite in command.cites} == {name}
    if nature == "consequence" and act.by_consequence is not None and _POSITION.fullmatch(name):
        return act.by_consequence(council, command, int(name))
    return False


def _barred_office(council: Council, office: str, act: Act) -> Refused | None:
    if council.standing.allows(office, act.kind):
        return None
    return refuse(
        "not-competent",
        council.standing.article("competences"),
        "The office of {office} may not perform {kind}; entitled: {entitled}.",
        office=office,
        kind=act.kind,
        entitled=", ".join(council.standing.entitled_offices(act.kind)) or "nobody",
    )


def _barred_mandate(
    council: Council, mandate: Mandate, command: Command, act: Act
) -> Refused | None:
    own = act.by_mandate and getattr(command, act.by_mandate) == mandate.id
    elects = isinstance(command, ElectorsCommand) and mandate.votes
    if elects or (own and mandate.state == "confirmed"):
        return None
    return refuse(
        "not-competent",
        council.standing.article("competences"),
        "The mandate {mandate} ({state}) may not perform {kind} here; a confirmed delegate acts in"
        " the own name only.",
        mandate=mandate.id,
        state=mandate.state,
        kind=act.kind,
    )


def day_of(council: Council, command: Command) -> str:
    """The day on which an act takes place: the day it was held, else the day of recording."""
    return command.held.date if command.held else council.at[:10]


@cache
def _words_by_default(command: type[Command]) -> Mapping[str, str]:
    fields = msgspec.structs.fields(command)
    return {field.name: field.default for field in fields if isinstance(field.default, str)}


def encoded(command: Command) -> dict[str, Any]:
    """The command as an entry's data holds it: who acts and the cites stand in the envelope.

    A word that stands by default is left out, whoever made the command: the encoder leaves out what
    *is* the default, and not a word that only equals it, as one from a form does.
    """
    data: dict[str, Any] = msgspec.to_builtins(command)
    del data["by"]
    data.pop("cites", None)
    for name, word in _words_by_default(type(command)).items():
        if data.get(name) == word:
            del data[name]
    return data


def entry_of(council: Council, command: Command, act: Act, figures: Figures, at: str) -> Entry:
    """The entry that a decided act becomes at the next position of its body."""
    data = encoded(command)
    if act.figures is not Figures:
        data["figures"] = msgspec.to_builtins(figures)
    rules = council.rules if council.rules is not None else getattr(command, "rules", None)
    assert rules is not None, "a founding act carries rules"
    return Entry(
        body=council.body,
        position=council.size,
        kind=act.kind,
        at=at,
        by=command.by,
        rule=rules.edition,
        data=data,
        cites=command.cites,
    )


def read_command(entry: Entry, act: Act) -> Command:
    """The command that an entry was made from; raises `msgspec.ValidationError`."""
    fields = {**entry.data, "by": entry.by, "cites": entry.cites}
    fields.pop("figures", None)
    return msgspec.convert(fields, act.command)


def read_figures(entry: Entry, act: Act) -> Figures:
    """The figures that an entry carries; raises `msgspec.ValidationError` on a wrong field."""
    if act.figures is Figures:
        return NO_FIGURES
    return msgspec.convert(entry.data.get("figures"), act.figures)


def advance(council: Council, command: Command, act: Act, figures: Figures, at: str) -> Council:
    """The state after an act: what the family makes of it, one entry further."""
    mark = Mark(council.size, at, command.held)
    after = act.evolve(council, command, figures, mark)
    seen = after.seen if command.key is None else after.seen.insert(command.key, council.size)
    return msgspec.structs.replace(after, size=council.size + 1, at=at, seen=seen)


def registry(*families: tuple[Act, ...]) -> Mapping[str, Act]:
    """All acts by kind; two of one kind are a mistake of ours."""
    acts = [act for family in families for act in family]
    by_kind = {act.kind: act for act in acts}
    assert len(by_kind) == len(acts), "each kind of act is defined once"
    assert not any("figures" in act.command.__struct_fields__ for act in acts), "a reserved name"
    return by_kind
