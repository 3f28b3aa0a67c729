"""Credentials: mandates confirmed, contested or rejected; voices changed; lists in versions."""

from collections import Counter

from msgspec.structs import replace

from delegata.council.act import Act, Command, Figures, Refused, refuse
from delegata.council.ending import unseated
from delegata.council.entry import Mark
from delegata.council.norm import seats_of
from delegata.council.seat import known, settle
from delegata.council.state import Council, CredentialsList
from delegata.council.words import Count, Id, Portion, Title, Voice


class ConfirmMandates(Command, frozen=True, kw_only=True):
    """The credentials committee confirms mandates: from now on they may vote or advise."""

    mandates: tuple[Id, ...]


class ContestMandates(Command, frozen=True, kw_only=True):
    """Mandates are contested: until they are confirmed again they neither vote nor count."""

    mandates: tuple[Id, ...]
    reason: Title


class RejectMandates(Command, frozen=True, kw_only=True):
    """The credentials committee rejects mandates, with its reason."""

    mandates: tuple[Id, ...]
    reason: Title


class ChangeVoice(Command, frozen=True, kw_only=True):
    """The franchise changes: delegates get or lose the vote, from this act on."""

    mandates: tuple[Id, ...]
    voice: Voice
    reason: Title


class ElectorateFigures(Figures, frozen=True, kw_only=True):
    """How many mandates could vote before the act, and how many after it."""

    before: int
    after: int


_MAY_BECOME = {
    "confirmed": ("presented", "contested"),
    "contested": ("presented", "confirmed"),
    "rejected": ("presented", "contested"),
}


def confirm(council: Council, command: ConfirmMandates) -> ElectorateFigures | Refused:
    """Mandates that are presented or contested can be confirmed, as many as are due.

    Where a norm of representation was applied, no body gets more votes than its seats.
    Grounds: as `_judged`, and `more-than-due`.
    """
    figures = _judged(council, command.mandates, "confirmed")
    if isinstance(figures, Refused):
        return figures
    return _within_norm(council, command.mandates, state="confirmed") or figures


def _within_norm(council: Council, names: tuple[str, ...], **changes: str) -> Refused | None:
    """No body gets more votes by a change than the seats that are due to it, where a norm is."""
    if not council.norms:
        return None
    mandates = [council.mandates[name] for name in names]
    more = Counter(
        mandate.from_body
        for mandate in mandates
        if replace(mandate, **changes).votes and not mandate.votes
    )
    for body, number in sorted(more.items()):
        due, held = seats_of(council, body), council.seats_held.get(body, 0)
        if due is not None and held + number > due:
            return refuse(
                "more-than-due",
                council.standing.article("representation"),
                "{constituent} has {due} seats by the norm and holds {held}; {number} more are too"
                " many.",
                constituent=body,
                due=due,
                held=held,
                number=number,
            )
    return None


def contest(council: Council, command: ContestMandates) -> ElectorateFigures | Refused:
    """Mandates that are presented or confirmed can be contested. Grounds: as `_judged`."""
    return _judged(council, command.mandates, "contested")


def reject(council: Council, command: RejectMandates) -> ElectorateFigures | Refused:
    """Mandates that are presented or contested can be rejected. Grounds: as `_judged`."""
    return _judged(council, command.mandates, "rejected")


def _judged(council: Council, names: tuple[str, ...], state: str) -> ElectorateFigures | Refused:
    """Each named mandate is known, named once, and in a state that may change to `state`.

    Grounds: `nobody-named`, `mandate-unknown`, `wrong-state`.
    """
    if barred := known(council, names):
        return barred
    electorate = council.electorate
    for name in names:
        mandate = council.mandates[name]
        if mandate.state not in _MAY_BECOME[state]:
            return refuse(
                "wrong-state",
                council.standing.article("mandates"),
                "The mandate {mandate} is {state} and cannot become {wanted}.",
                mandate=name,
                state=mandate.state,
                wanted=state,
            )
        electorate += replace(mandate, state=state).votes - mandate.votes
    return ElectorateFigures(before=council.electorate, after=electorate)


def confirmed(council: Council, command: ConfirmMandates, _: Figures, mark: Mark) -> Council:
    """The mandates are confirmed."""
    for name in command.mandates:
        council = settle(council, council.mandates[name], mark, state="confirmed", reason="")
    return council


def contested(council: Council, command: ContestMandates, _: Figures, mark: Mark) -> Council:
    """The mandates are contested; those who hold them neither vote nor count as present."""
    for name in command.mandates:
        council = settle(
            council, council.mandates[name], mark, state="contested", reason=command.reason
        )
    return council


def rejected(council: Council, command: RejectMandates, _: Figures, mark: Mark) -> Council:
    """The mandates are rejected, with the reason; who held them may come with another."""
    for name in command.mandates:
        mandate = council.mandates[name]
        council = settle(council, mandate, mark, state="rejected", reason=command.reason)
        council = unseated(council, mandate, mark)
    return council


def change_voice(council: Council, command: ChangeVoice) -> ElectorateFigures | Refused:
    """Delegates of another voice get this one, if the body knows it.

    Grounds: `nobody-named`, `mandate-unknown`, `voice-unknown`, `division-open`, `wrong-state`,
    `voice-same`, `more-than-due`.
    """
    standing = council.standing
    if barred := known(council, command.mandates):
        return barred
    if command.voice not in standing.composition.voices:
        return refuse(
            "voice-unknown",
            standing.article("composition"),
            "{body} knows no {voice} voice.",
            body=council.body,
            voice=command.voice,
        )
    if council.dividing:
        return refuse(
            "division-open",
            standing.article("divisions"),
            "The division {division} is open; the franchise cannot change during it.",
            division=council.dividing,
        )
    electorate = council.electorate
    for name in command.mandates:
        mandate = council.mandates[name]
        if mandate.state in {"rejected", "ended"}:
            return refuse(
                "wrong-state",
                standing.article("mandates"),
                "The mandate {mandate} is {state}; it has no voice to change.",
                mandate=name,
                state=mandate.state,
            )
        if mandate.voice == command.voice:
            return refuse(
                "voice-same",
                standing.article("composition"),
                "The mandate {mandate} has a {voice} voice already.",
                mandate=name,
                voice=command.voice,
            )
        electorate += replace(mandate, voice=command.voice).votes - mandate.votes
    figures = ElectorateFigures(before=council.electorate, after=electorate)
    return _within_norm(council, command.mandates, voice=command.voice) or figures


def voice_changed(council: Council, command: ChangeVoice, _: Figures, mark: Mark) -> Council:
    """The delegates have the new voice."""
    for name in command.mandates:
        council = settle(council, council.mandates[name], mark, voice=command.voice)
    return council


class ListCredentials(Command, frozen=True, kw_only=True):
    """One version of the credentials list is laid before the body, with whose count it is.

    Lists that contradict each other stand side by side; none replaces another.
    """

    list: Id
    title: Title
    strengths: tuple[Portion, ...]
    total: Count | None = None
    by_whom: Title


class RegisterFigures(Figures, frozen=True, kw_only=True):
    """Mandates confirmed in the record when the list was laid, and the sum of its strengths."""

    registered: int
    sum: int


def list_credentials(council: Council, command: ListCredentials) -> RegisterFigures | Refused:
    """Each version of the list has its own name. Grounds: `list-exists`."""
    if any(laid.id == command.list for laid in council.credentials):
        return refuse(
            "list-exists",
            council.standing.article("mandates"),
            "A credentials list {list} is laid already; give this version another name.",
            list=command.list,
        )
    return RegisterFigures(
        registered=council.electorate, sum=sum(strength.number for strength in command.strengths)
    )


def listed(
    council: Council, command: ListCredentials, figures: RegisterFigures, mark: Mark
) -> Council:
    """The version stands beside the others."""
    laid = CredentialsList(
        id=command.list,
        title=command.title,
        strengths=command.strengths,
        total=command.total,
        source=command.by_whom,
        registered=figures.registered,
        mark=mark,
    )
    return replace(council, credentials=(*council.credentials, laid))


ACTS = (
    Act("credentials.confirmed", ConfirmMandates, confirm, confirmed, ElectorateFigures),
    Act("credentials.contested", ContestMandates, contest, contested, ElectorateFigures),
    Act("credentials.rejected", RejectMandates, reject, rejected, ElectorateFigures),
    Act("credentials.voice-changed", ChangeVoice, change_voice, voice_changed, ElectorateFigures),
    Act("credentials.listed", ListCredentials, list_credentials, listed, RegisterFigures),
)
