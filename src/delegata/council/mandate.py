"""Mandates: given here for a seat elsewhere, and presented here from elsewhere."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, day_of, refuse
from delegata.council.decision import not_carried
from delegata.council.entry import Mark
from delegata.council.seat import given_and_standing, resize
from delegata.council.state import Council, GivenMandate, Mandate
from delegata.council.succession import Claim, chosen, seated
from delegata.council.words import Date, Holder, Id, Proof, Text, Title, Voice


class GiveMandate(Command, frozen=True, kw_only=True):
    """A person gets a mandate from this body for a seat in another one.

    `division` names the vote here that gave it, or `election` and `candidate` the election;
    `replaces` the ended mandate whose seat passes to this substitute. `rests_on` is the mandate
    here that its holder sits by, if any: when that ends, this one falls. An `alternate` votes only
    while standing in for a delegate.
    """

    mandate: Id
    holder: Holder
    to_body: Id
    voice: Voice = "decisive"
    seat: Title | None = None
    until: Date | None = None
    division: Id | None = None
    rests_on: Id | None = None
    election: Id | None = None
    candidate: Id | None = None
    replaces: Id | None = None
    alternate: bool = False


def give(council: Council, command: GiveMandate) -> Figures | Refused:
    """A mandate is given once, by a vote or an election that is over, on a mandate that stands.

    Grounds: `mandate-exists`, `division-not-carried`, `rests-on-nothing`, `election-missing`, and
    those of `succession.chosen`.
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
    if command.division and (barred := not_carried(council, article, command.division)):
        return barred
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
    if command.election is None and (command.candidate or command.replaces):
        return refuse(
            "election-missing",
            article,
            "A candidate or a seat passed on belongs to an election; name it.",
        )
    if command.election is not None:
        return chosen(council, _claim(council, command)) or NO_FIGURES
    return NO_FIGURES


def _claim(council: Council, command: GiveMandate) -> Claim:
    return Claim(
        election=command.election or "",
        candidate=command.candidate or "",
        holder=command.holder,
        terms=(command.to_body, command.voice, command.until or ""),
        rests_on=command.rests_on or "",
        replaces=command.replaces or "",
        alternate=command.alternate,
        today=day_of(council, command),
    )


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
        election=command.election or "",
        alternate=command.alternate,
        given=mark,
    )
    council = replace(council, given=council.given.insert(given.id, given))
    if given.rests_on:
        above = (*council.resting_given.get(given.rests_on, ()), given.id)
        council = replace(
            council, resting_given=council.resting_given.insert(given.rests_on, above)
        )
    if command.election is None or command.candidate is None:
        return council
    claim = (command.election, command.candidate, command.replaces or "")
    return seated(council, claim, given.id)


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
    alternate: bool = False


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
        alternate=command.alternate,
        origin=command.cites[0] if command.cites else None,
        presented=mark,
    )
    after = replace(council, mandates=council.mandates.insert(mandate.id, mandate))
    if command.holder.person:
        after = replace(after, seated=after.seated.insert(command.holder.person, mandate.id))
    return after if not mandate.faction else resize(after, mandate.faction, 1)


class InstructDelegate(Command, frozen=True, kw_only=True):
    """The body that sent a delegate gives instructions: how to speak and vote on what."""

    mandate: Id
    title: Title
    instruction: Text
    division: Id | None = None


def instruct(council: Council, command: InstructDelegate) -> Figures | Refused:
    """Only the giver instructs, and only while the mandate stands.

    Grounds: `mandate-not-given`, `mandate-over`, `division-not-carried`.
    """
    article = council.standing.article("mandates")
    given = given_and_standing(council, article, command.mandate)
    if isinstance(given, Refused):
        return given
    if command.division and (barred := not_carried(council, article, command.division)):
        return barred
    return NO_FIGURES


def instructed(council: Council, command: InstructDelegate, _: Figures, __: Mark) -> Council:
    """The instruction stands with the mandate."""
    given = council.given[command.mandate]
    after = replace(given, instructions=(*given.instructions, (command.title, command.instruction)))
    return replace(council, given=council.given.insert(after.id, after))


ACTS = (
    Act("mandate.given", GiveMandate, give, gave),
    Act("mandate.presented", PresentMandate, present, presented),
    Act("mandate.instructed", InstructDelegate, instruct, instructed),
)
