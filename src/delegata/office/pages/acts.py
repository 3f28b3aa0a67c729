"""Acting from the web: every command as a form, in the notation of scenario files."""

import secrets
from typing import Any, NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from delegata.council.act import Act, Command, ElectorsCommand, Refused
from delegata.council.acts import KINDS
from delegata.council.entry import Actor, Cite
from delegata.office.desk import Shown, premises, visible_body, visible_record
from delegata.office.pages.afterwards import place_after, way_back
from delegata.office.pages.cautioned import bodies_named, cautions_of, doubted
from delegata.office.pages.names import why_not
from delegata.office.pages.shown import show
from delegata.office.pages.steps import as_first_sent
from delegata.office.readers.cautions import Caution
from delegata.office.readers.families import families_for
from delegata.office.readers.fields import fields, label_of
from delegata.office.readers.particulars import BEGUN, COMPLETED, Sent
from delegata.office.readers.rights import Rights, rights_of, with_second_factor
from delegata.office.readers.rolls import member_proof
from delegata.record.envelope import SALT_BYTES, DetachedText
from delegata.scenario.hints import hint
from delegata.scenario.notation import Reading, checked, fields_of
from delegata.scenario.script import phrase_of


class Filled(NamedTuple):
    """A form as it was filled in, what is wrong with it or doubted, and why it was refused."""

    written: dict[str, str]
    errors: dict[str, str]
    refused: Refused | None = None
    cautions: tuple[Caution, ...] = ()


def overview(request: HttpRequest, name: str) -> HttpResponse:
    shown = visible_body(request, name)
    rights = rights_of(request, shown.chronicle)
    context: dict[str, Any] = {"rights": rights.held, "families": families_for(rights)}
    return show(request, shown, "pages/acts.html", "/acts", **context)


def form(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    shown = visible_body(request, name)
    act, rights = KINDS.get(kind), rights_of(request, shown.chronicle)
    if act is None:
        raise Http404(f"No act is called {kind}; the page Act lists those that you may perform.")
    if not rights.held:
        raise Http404("Sign in as somebody who holds an office or a mandate here to act.")
    if request.method != "POST":
        return _page(request, shown, act, Filled(_begun(request, shown, act, rights), {}))
    return _perform(request, shown, act, rights)


def _begun(request: HttpRequest, shown: Shown, act: Act, rights: Rights) -> dict[str, str]:
    """What stands in a form before anybody writes: what its address says, and what is known."""
    names = (*fields_of(act.command), "cites")
    begun = BEGUN[act.kind](shown.chronicle.council) if act.kind in BEGUN else {}
    begun |= {name: request.GET[name] for name in names if name in request.GET}
    nature, _, mandate = next(iter(rights.for_act(act.kind)), "").partition(":")
    if nature == "mandate" and act.by_mandate == "delegate":
        begun.setdefault("delegate", mandate)
    return begun


def _perform(request: HttpRequest, shown: Shown, act: Act, rights: Rights) -> HttpResponse:
    texts: list[DetachedText] = []
    written = _written(request, act)
    values, errors = _values(request, act.command, {k: v for k, v in written.items() if v}, texts)
    errors |= _missing(act.command, written)
    values |= _signed(request, act, rights, values)
    if act.kind in COMPLETED:
        met = as_first_sent(shown.chronicle, str(values["key"]))
        COMPLETED[act.kind](Sent(written, values, texts, met))
    command = None if errors else _command(act, values, errors)
    if command is None:
        return _page(request, shown, act, Filled(written, errors), 422)
    doubts = cautions_of(request, shown, command)
    if doubts and request.POST.get("sure", "") != doubted(doubts):
        return _page(request, shown, act, Filled(written, {}, cautions=doubts), 422)
    outcome = premises().writer.perform(shown.council.body, command, texts)
    if isinstance(outcome, Refused):
        return _page(request, shown, act, Filled(written, {}, outcome), 409)
    council, back = shown.chronicle.council, way_back(request, shown.council.body)
    return redirect(place_after(council, back, command, outcome))


def _written(request: HttpRequest, act: Act) -> dict[str, str]:
    """What was written in each field; what a button puts in place of it, where that was pressed."""
    names = [*fields_of(act.command), "cites"]
    written = {name: request.POST.get(name, "").strip() for name in names}
    field, _, word = request.POST.get("instead", "").partition("=")
    return written | ({field: word} if field in written else {})


def _signed(
    request: HttpRequest, act: Act, rights: Rights, values: dict[str, Any]
) -> dict[str, Any]:
    """Who acts by which right, with the proof of it, and the key under which it is done once."""
    right = request.POST.get("right", "")
    if right.startswith("office:"):
        with_second_factor(request)
    signed: dict[str, Any] = {"by": Actor(person=rights.person, right=right)}
    if right.startswith("roll:") and issubclass(act.command, ElectorsCommand):
        proof = member_proof(rights.council, rights.person)
        signed["membership"] = msgspec.to_builtins(proof)
    once = request.POST.get("once") or secrets.token_hex(8)
    return signed | {"key": values.get("key") or once}


def _command(act: Act, values: dict[str, Any], errors: dict[str, str]) -> Command | None:
    """The command of a form whose fields are good one by one; or None, and what is still wrong."""
    try:
        return msgspec.convert(values, act.command)
    except msgspec.ValidationError as error:
        errors[""] = f"this cannot be written so: {error}"
        return None


def _missing(command: type[Command], written: dict[str, str]) -> dict[str, str]:
    """What is wrong with fields that are needed and were left empty; lines are counted."""
    return {
        name: f"this is needed; give {hint(info.type, name)}"
        for name, info in fields_of(command).items()
        if info.required and name != "lines" and not written[name]
    }


def _values(
    request: HttpRequest,
    command: type[Command],
    written: dict[str, str],
    texts: list[DetachedText],
) -> tuple[dict[str, Any], dict[str, str]]:
    def person(alias: str) -> str:
        known = premises().register.person(alias)
        if known is None:
            raise ValueError(f"nobody has the alias or the member number {alias!r}")
        return known

    def text(words: str) -> str:
        texts.append(DetachedText(secrets.token_hex(SALT_BYTES), words))
        return texts[-1].name

    kinds, values, errors = fields_of(command), {}, {}
    for name, words in written.items():
        try:
            if name == "cites":
                values["cites"] = [
                    _cite(request, line) for line in words.splitlines() if line.strip()
                ]
            else:
                values[kinds[name].name] = checked(
                    kinds[name].type, words, Reading(person, text), name
                )
        except ValueError as error:
            errors[name] = str(error)
    return values, errors


def _cite(request: HttpRequest, words: str) -> Cite:
    body, _, key = words.partition(" ")
    chronicle = visible_record(request, body)
    position = chronicle.council.seen.get(key.strip()) if chronicle else None
    if chronicle and position is None and key.strip().isdecimal():
        position = int(key) if int(key) < chronicle.council.size else None
    if chronicle is None or position is None:
        raise ValueError(f"the record of {body!r} holds no act with the key {key.strip()!r}")
    return chronicle.cite(position)


def _page(
    request: HttpRequest, shown: Shown, act: Act, filled: Filled, status: int = 200
) -> HttpResponse:
    rights = rights_of(request, shown.chronicle)
    return show(
        request,
        shown,
        "pages/act.html",
        "/acts",
        status=status,
        act=act,
        phrase=phrase_of(act.command),
        explanation=(act.command.__doc__ or "").split("\n\n")[0],
        fields=fields(
            act,
            shown.chronicle.council,
            filled.written,
            filled.errors,
            bodies_named(request, act.command),
        ),
        errors=[(label_of(name), wrong) for name, wrong in filled.errors.items()],
        refused=why_not(shown.chronicle.council, filled.refused) if filled.refused else "",
        cautions=filled.cautions,
        sure=doubted(filled.cautions),
        rights=_rights_first(rights.for_act(act.kind), request.POST.get("right", "")),
        entitled=rights.council.standing.entitled_offices(act.kind),
        own=bool(act.by_mandate),
        back=way_back(request, shown.council.body),
        once=request.POST.get("once") or secrets.token_hex(8),
    )


def _rights_first(rights: tuple[str, ...], chosen: str) -> list[str]:
    """The rights that allow an act, the one that was chosen before the others."""
    return sorted(rights, key=lambda right: right != chosen)
