"""Acting from the web: every command as a form, in the notation of scenario files."""

import secrets
from typing import Any, NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Act, Command, ElectorsCommand, Refused
from delegata.council.acts import KINDS
from delegata.council.entry import Actor, Cite
from delegata.council.state import Council
from delegata.office.accounts.account import lacks_second_factor
from delegata.office.desk import Shown, federation, person_of, premises, visible_body
from delegata.office.pages.shown import show
from delegata.office.readers.rolls import member_proof
from delegata.record.envelope import SALT_BYTES, DetachedText
from delegata.scenario.notation import Reading, fields_of, hint, read
from delegata.scenario.script import phrase_of


class Field(NamedTuple):
    """A field of a form: what it is called, how it is written, what stands in it."""

    name: str
    label: str
    hint: str
    required: bool
    value: str
    error: str


class Filled(NamedTuple):
    """A form as it was filled in, what is wrong with it, and why the act was refused."""

    written: dict[str, str]
    errors: dict[str, str]
    refused: Refused | None = None


CITING = {"mandate.presented", "mandate.ending-noted", "norm.applied", "election.called"}
"""The kinds of acts that rest on an entry of another record."""


def rights(council: Council, person: str) -> list[str]:
    """The offices and mandates that a person holds here, as rights to act by."""
    held = [
        f"office:{office}"
        for office, holders in sorted(council.offices.items())
        if any(holder.person == person for holder in holders)
    ]
    mandate = council.seated.get(person)
    if mandate is not None:
        held.append(f"mandate:{mandate}")
    if member_proof(council, person) is not None:
        held.append(f"roll:{council.rolls[-1].id}")
    return held


def may_perform(council: Council, person: str | None, kind: str) -> bool:
    """Whether somebody could perform an act of a kind here, by any right."""
    held = rights(council, person) if person else []
    return any(_may(council, right, KINDS[kind]) for right in held)


def _may(council: Council, right: str, act: Act) -> bool:
    nature, _, name = right.partition(":")
    if nature == "office":
        return council.standing.allows(name, act.kind)
    return issubclass(act.command, ElectorsCommand) or (
        nature == "mandate" and bool(act.by_mandate)
    )


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    person = person_of(request)
    held = rights(shown.council, person) if person else []
    return show(
        request,
        shown,
        "pages/acts.html",
        "/acts",
        rights=held,
        families=_families(shown.council, held),
    )


def _families(council: Council, held: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    families: dict[str, list[tuple[str, str]]] = {}
    for kind, act in KINDS.items():
        may = any(_may(council, right, act) for right in held)
        if may and kind != "body.founded":
            families.setdefault(kind.partition(".")[0], []).append((kind, phrase_of(act.command)))
    return list(families.items())


def form(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    shown = visible_body(request, name)
    person, act = person_of(request), KINDS.get(kind)
    if act is None or person is None or not rights(shown.council, person):
        raise Http404("Sign in as somebody who holds an office or a mandate here to act.")
    if request.method != "POST":
        begun = {name: request.GET[name] for name in fields_of(act.command) if name in request.GET}
        return _page(request, shown, act, Filled(begun, {}))
    return _perform(request, shown, act, person)


def _perform(request: HttpRequest, shown: Shown, act: Act, person: str) -> HttpResponse:
    names = [*fields_of(act.command), "cites"]
    written = {name: request.POST.get(name, "").strip() for name in names}
    texts: list[DetachedText] = []
    values, errors = _values(act.command, {k: v for k, v in written.items() if v}, texts)
    right = request.POST.get("right", "")
    values["by"] = Actor(person=person, right=right)
    if right.startswith("roll:") and issubclass(act.command, ElectorsCommand):
        values["membership"] = msgspec.to_builtins(member_proof(shown.council, person))
    values["key"] = values.get("key") or request.POST.get("once") or secrets.token_hex(8)
    if act.kind == "mandate.presented" and "cites" not in values:
        giver, mandate = str(values.get("from_body")), str(values.get("mandate"))
        values["cites"] = _giving(giver, mandate) if values.get("proof", "cited") == "cited" else ()
    try:
        command = msgspec.convert(values, act.command)
    except msgspec.ValidationError as error:
        errors.setdefault("", str(error))
    if errors:
        return _page(request, shown, act, Filled(written, errors), 422)
    if right.startswith("office:") and lacks_second_factor(request):
        message = "An office acts with a second factor. Set one up under your account first."
        return _page(request, shown, act, Filled(written, {"": message}), 403)
    outcome = premises().writer.perform(shown.council.body, command, texts)
    if isinstance(outcome, Refused):
        return _page(request, shown, act, Filled(written, {}, outcome), 409)
    return redirect(f"/bodies/{shown.council.body}/record/{outcome.position}")


def _values(
    command: type[Command], written: dict[str, str], texts: list[DetachedText]
) -> tuple[dict[str, Any], dict[str, str]]:
    def person(alias: str) -> str:
        known = federation().aliases.get(alias) or premises().register.by_number(alias)
        if known is None and alias not in federation().names:
            raise ValueError(f"nobody has the alias or the member number {alias!r}")
        return known or alias

    def text(words: str) -> str:
        texts.append(DetachedText(secrets.token_hex(SALT_BYTES), words))
        return texts[-1].name

    kinds, values, errors = fields_of(command), {}, {}
    for name, words in written.items():
        try:
            if name == "cites":
                values["cites"] = [_cite(line) for line in words.splitlines() if line.strip()]
            else:
                values[kinds[name].name] = read(kinds[name].type, words, Reading(person, text))
        except ValueError as error:
            errors[name] = str(error)
    return values, errors


def _giving(body: str, mandate: str) -> tuple[Cite, ...]:
    """The entry that gave a mandate, where the giver's record is here."""
    chronicle = federation().bodies.get(body)
    given = chronicle.council.given.get(mandate) if chronicle else None
    return (chronicle.cite(given.given.position),) if chronicle and given else ()


def _cite(words: str) -> Cite:
    body, _, key = words.partition(" ")
    chronicle = federation().bodies.get(body)
    position = chronicle.council.seen.get(key.strip()) if chronicle else None
    if chronicle and position is None and key.strip().isdecimal():
        position = int(key) if int(key) < chronicle.council.size else None
    if chronicle is None or position is None:
        raise ValueError(f"the record of {body!r} holds no act with the key {key.strip()!r}")
    return chronicle.cite(position)


def _page(
    request: HttpRequest, shown: Shown, act: Act, filled: Filled, status: int = 200
) -> HttpResponse:
    response = show(
        request,
        shown,
        "pages/act.html",
        "/acts",
        act=act,
        phrase=phrase_of(act.command),
        explanation=(act.command.__doc__ or "").split("\n\n")[0],
        fields=_fields(act, filled),
        errors=filled.errors,
        refused=filled.refused,
        rights=rights(shown.council, person_of(request) or ""),
        once=request.POST.get("once") or secrets.token_hex(8),
    )
    response.status_code = status
    return response


def _fields(act: Act, filled: Filled) -> list[Field]:
    fields = [(name, hint(f.type), f.required) for name, f in fields_of(act.command).items()]
    if act.kind in CITING:
        fields.append(("cites", "the body and the key or number of the entry cited", False))
    return [
        Field(
            name,
            name.capitalize(),
            how,
            required,
            filled.written.get(name, ""),
            filled.errors.get(name, ""),
        )
        for name, how, required in fields
        if name not in {"key", "membership"}
    ]
