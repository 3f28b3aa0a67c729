"""Mandates: given here for a seat elsewhere, presented here from elsewhere, and ended."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.state import Council, GivenMandate, Mandate
from delegata.council.words import Date, Holder, Id, Proof, Title, Voice

Ending = Literal[
    "recalled", "resigned", "died", "term-over", "membership-lost", "body-dissolved", "fell"
]


class GiveMandate(Command, frozen=True, kw_only=True):
    """A person gets a mandate from this body for a seat in another one.

    `division` names the vote here that gave it; `rests_on` the mandate here that its holder sits
    by, if any: when that ends, this one falls.
    """

    mandate: Id
    holder: Holder
    to_body: Id
    voice: Voice = "decisive"
    seat: Title | None = None
    until: Date | None = None
    division: Id | None = None
    rests_on: Id | None = None


def give(council: Council, command: GiveMandate) -> Figures | Refused:
    """A mandate is given once, by a division that carried, on a mandate that stands.

    Grounds: `mandate-exists`, `division-not-carried`, `rests-on-nothing`.
    """
    article = council.standing.article("mandates")
    if command.mandate in council.given:
        return refuse(
            "mandate-exists",
            article,
            "{body} gave a mandate {mandate} already; choose another name.",
            body=council.body,
            mandate=command.mandate,
        )
    if command.division is not None:
        division = council.divisions.get(command.division)
        if division is None or not division.decided:
            return refuse(
                "division-not-carried",
                article,
                "The division {division} did not carry an election; hold it first.",
                division=command.division,
            )
    if command.rests_on is not None:
        base = council.mandates.get(command.rests_on)
        if base is None or base.state != "confirmed":
            return refuse(
                "rests-on-nothing",
                article,
                "The mandate {mandate} is not confirmed in {body}; nothing can rest on it.",
                mandate=command.rests_on,
                body=council.body,
            )
    return NO_FIGURES


def gave(council: Council, command: GiveMandate, _: Figures, mark: Mark) -> Council:
    """The mandate stands in the record of the body that gave it."""
    given = GivenMandate(
        id=command.mandate,
        holder=command.holder,
        to_body=command.to_body,
        voice=command.voice,
        seat=command.seat or "",
        until=command.until,
        rests_on=command.rests_on or "",
        division=command.division or "",
        given=mark,
    )
    return replace(council, given=council.given.insert(given.id, given))


class PresentMandate(Command, frozen=True, kw_only=True):
    """A mandate for a seat here is presented: cited from the giver's record, or on paper.

    `from_body` may name a body that keeps no record here, or say that the source names none.
    """

    mandate: Id
    holder: Holder
    from_body: Title
    voice: Voice = "decisive"
    proof: Proof = "cited"
    seat: Title | None = None
    elected_on: Date | None = None
    until: Date | None = None
    faction: Id | None = None


def present(council: Council, command: PresentMandate) -> Figures | Refused:
    """A mandate is presented once, with a proof and a voice that the rules accept.

    Grounds: `mandate-exists`, `proof-not-accepted`, `citation-missing`, `voice-unknown`,
    `person-seated`, `faction-unknown`.
    """
    standing = council.standing
    if command.mandate in council.mandates:
        return refuse(
            "mandate-exists",
            standing.article("mandates"),
            "A mandate {mandate} is presented in {body} already; choose another name.",
            mandate=command.mandate,
            body=council.body,
        )
    if command.proof not in standing.mandates.proofs:
        return refuse(
            "proof-not-accepted",
            standing.article("mandates"),
            "{body} accepts mandates proved as: {accepted}; this one is {proof}.",
            body=council.body,
            accepted=", ".join(standing.mandates.proofs),
            proof=command.proof,
        )
    if (command.proof == "cited") is not (len(command.cites) == 1):
        return refuse(
            "citation-missing",
            standing.article("mandates"),
            "The mandate {mandate} must cite the one entry that gave it.",
            mandate=command.mandate,
        )
    return _seatable(council, command)


def _seatable(council: Council, command: PresentMandate) -> Figures | Refused:
    standing = council.standing
    if command.voice not in standing.composition.voices:
        return refuse(
            "voice-unknown",
            standing.article("composition"),
            "{body} knows no {voice} voice.",
            body=council.body,
            voice=command.voice,
        )
    if command.faction is not None and command.faction not in council.factions:
        return refuse(
            "faction-unknown",
            standing.article("composition"),
            "{body} has no faction {faction}; declare it first.",
            body=council.body,
            faction=command.faction,
        )
    if command.holder.person and command.holder.person in council.seated:
        return refuse(
            "person-seated",
            standing.article("composition"),
            "{person} holds the mandate {mandate} in {body}; nobody sits twice.",
            person=command.holder.person,
            body=council.body,
            mandate=council.seated[command.holder.person],
        )
    return NO_FIGURES


def presented(council: Council, command: PresentMandate, _: Figures, mark: Mark) -> Council:
    """The mandate waits for the credentials committee."""
    mandate = Mandate(
        id=command.mandate,
        holder=command.holder,
        from_body=command.from_body,
        voice=command.voice,
        state="presented",
        proof=command.proof,
        seat=command.seat or "",
        elected_on=command.elected_on,
        until=command.until,
        faction=command.faction or "",
        origin=command.cites[0] if command.cites else None,
        presented=mark,
    )
    after = replace(council, mandates=council.mandates.insert(mandate.id, mandate))
    if command.holder.person:
        after = replace(after, seated=after.seated.insert(command.holder.person, mandate.id))
    return after if not mandate.faction else resize(after, mandate.faction, 1)


class EndMandate(Command, frozen=True, kw_only=True):
    """The body that gave a mandate ends it: by recall, resignation, or its giver's end."""

    mandate: Id
    ending: Ending
    reason: Title | None = None
    division: Id | None = None


def end(council: Council, command: EndMandate) -> Figures | Refused:
    """A mandate is ended once, by its giver; a recall rests on a division that carried.

    Grounds: `mandate-not-given`, `mandate-over`, `recall-not-carried`.
    """
    given = council.given.get(command.mandate)
    if given is None:
        return refuse(
            "mandate-not-given",
            council.standing.article("recall"),
            "{body} gave no mandate {mandate}; only the giver ends it.",
            body=council.body,
            mandate=command.mandate,
        )
    if given.ended:
        return refuse(
            "mandate-over",
            council.standing.article("recall"),
            "The mandate {mandate} ended already: {ending}.",
            mandate=command.mandate,
            ending=given.ended,
        )
    division = council.divisions.get(command.division or "")
    if command.ending == "recalled" and (division is None or not division.decided):
        return refuse(
            "recall-not-carried",
            council.standing.article("recall"),
            "A recall of {mandate} needs a division that carried it; hold it first.",
            mandate=command.mandate,
        )
    return NO_FIGURES


def ended(council: Council, command: EndMandate, _: Figures, __: Mark) -> Council:
    """The mandate is over in its giver's record; the body of the seat is due a notice."""
    over = replace(council.given[command.mandate], ended=command.ending)
    return replace(council, given=council.given.insert(over.id, over))


class NoteEnding(Command, frozen=True, kw_only=True):
    """The body of the seat takes notice, by citation, that a mandate ended where it was given."""

    mandate: Id
    ending: Ending


def note(council: Council, command: NoteEnding) -> Figures | Refused:
    """A notice cites the ending and concerns a mandate that still stands here.

    Grounds: `citation-missing`, `mandate-unknown`, `mandate-over`.
    """
    article = council.standing.article("mandates")
    if len(command.cites) != 1:
        return refuse(
            "citation-missing",
            article,
            "The notice must cite the one entry that ended {mandate}.",
            mandate=command.mandate,
        )
    mandate = council.mandates.get(command.mandate)
    if mandate is None:
        return refuse(
            "mandate-unknown",
            article,
            "{body} holds no mandate {mandate}.",
            body=council.body,
            mandate=command.mandate,
        )
    if mandate.state == "ended":
        return refuse(
            "mandate-over",
            article,
            "The mandate {mandate} ended already: {ending}.",
            mandate=command.mandate,
            ending=mandate.reason,
        )
    return NO_FIGURES


def noted(council: Council, command: NoteEnding, _: Figures, mark: Mark) -> Council:
    """The seat ends, and with it what rested on it in this body: presence, faction, offices."""
    mandate = council.mandates[command.mandate]
    after = settle(council, mandate, mark, state="ended", reason=command.ending)
    if mandate.faction:
        after = resize(after, mandate.faction, -1)
    return unseated(after, mandate)


def unseated(council: Council, mandate: Mandate) -> Council:
    """The holder's seat is free, and the offices that rested on the mandate are vacant."""
    offices, person = council.offices, mandate.holder.person
    for fallen in council.resting.get(mandate.id, ()):
        name = fallen.right.removeprefix("office:")
        offices = offices.insert(name, tuple(a for a in offices[name] if a != fallen))
    seated = council.seated
    if person is not None and seated.get(person) == mandate.id:
        seated = seated.discard(person)
    return replace(
        council, offices=offices, seated=seated, resting=council.resting.discard(mandate.id)
    )


def settle(council: Council, mandate: Mandate, mark: Mark, **changes: str) -> Council:
    """A mandate changes state or voice: the electorate and those present follow at once."""
    after = replace(mandate, changed=(*mandate.changed, mark.position), **changes)
    council = replace(
        council,
        mandates=council.mandates.insert(mandate.id, after),
        electorate=council.electorate + after.votes - mandate.votes,
    )
    if mandate.id not in council.attendance.here:
        return council
    attendance = council.attendance
    return replace(
        council,
        attendance=replace(
            attendance,
            here=attendance.here
            if after.state == "confirmed"
            else attendance.here.discard(after.id),
            decisive=attendance.decisive + after.votes - mandate.votes,
            advisory=attendance.advisory + advises(after) - advises(mandate),
        ),
    )


def advises(mandate: Mandate) -> bool:
    """A mandate advises while it is confirmed and its voice is advisory."""
    return mandate.state == "confirmed" and mandate.voice == "advisory"


def resize(council: Council, faction: str, by: int) -> Council:
    """A faction's register grows or shrinks."""
    sized = replace(council.factions[faction], size=council.factions[faction].size + by)
    return replace(council, factions=council.factions.insert(faction, sized))


ACTS = (
    Act("mandate.given", GiveMandate, give, gave),
    Act("mandate.presented", PresentMandate, present, presented),
    Act("mandate.ended", EndMandate, end, ended),
    Act("mandate.ending-noted", NoteEnding, note, noted, by_notice=True),
)
