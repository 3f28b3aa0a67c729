"""Mandates end: by recall, resignation, death, or because what they rested on ended."""

from collections.abc import Iterable

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.constituency import DueEnding
from delegata.council.decision import carried
from delegata.council.entry import Mark
from delegata.council.seat import given_and_standing, resize, settle
from delegata.council.state import Council, Mandate
from delegata.council.words import Ending, Id, Title


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
    article = council.standing.article("recall")
    given = given_and_standing(council, article, command.mandate)
    if isinstance(given, Refused):
        return given
    due = any((d.mandate, d.ending) == (given.id, command.ending) for d in council.due)
    if command.ending == "recalled" and not due and not carried(council, command.division):
        return refuse(
            "recall-not-carried",
            article,
            "A recall of {mandate} needs a division that carried it; hold it first.",
            mandate=command.mandate,
        )
    return NO_FIGURES


def ended(council: Council, command: EndMandate, _: Figures, __: Mark) -> Council:
    """The mandate is over in its giver's record; the body of the seat is due a notice."""
    over = replace(council.given[command.mandate], ended=command.ending)
    council = replace(
        council,
        given=council.given.insert(over.id, over),
        due=tuple(due for due in council.due if due.mandate != over.id),
    )
    return _moot(council, over.id)


def _moot(council: Council, mandate: str) -> Council:
    """A petition against a mandate that is over has lost its object, and so has its motion."""
    recall = council.recalls.get(council.petitioned.get(mandate, ""))
    if recall is None or recall.state not in {"open", "due"}:
        return council
    over = council.recalls.insert(recall.id, replace(recall, state="moot"))
    council = replace(council, recalls=over)
    motion = council.motions.get(recall.id)
    if motion is None or motion.state not in {"moved", "deferred"}:
        return council
    withdrawn = replace(motion, state="withdrawn")
    return replace(council, motions=council.motions.insert(motion.id, withdrawn))


def is_due(council: Council, command: EndMandate, position: int) -> bool:
    """Whether an earlier entry here made this ending due."""
    return DueEnding(command.mandate, command.ending, position) in council.due


class NoteEnding(Command, frozen=True, kw_only=True):
    """The body of the seat takes notice, by citation, that a mandate ended where it was given."""

    mandate: Id
    ending: Ending


def note(council: Council, command: NoteEnding) -> Figures | Refused:
    """A notice cites the ending, by its giver, of a mandate that still stands here.

    What another body ended is another mandate, whatever it is called; whether the giver's record
    ended this very one is asked of both records (`citation.belied`).
    Grounds: `citation-missing`, `mandate-unknown`, `mandate-over`, `not-the-giver`.
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
    if mandate.giver != command.cites[0].body:
        return refuse(
            "not-the-giver",
            article,
            "The mandate {mandate} came from {giver}; cite its ending there, not in {other}.",
            mandate=command.mandate,
            giver=mandate.giver,
            other=command.cites[0].body,
        )
    return NO_FIGURES


def noted(council: Council, command: NoteEnding, _: Figures, mark: Mark) -> Council:
    """The seat ends, and with it what rested on it in this body: presence, faction, offices."""
    mandate = council.mandates[command.mandate]
    after = settle(council, mandate, mark, state="ended", reason=command.ending)
    if mandate.faction:
        after = resize(after, mandate.faction, -1)
    return unseated(after, mandate, mark)


def unseated(council: Council, mandate: Mandate, mark: Mark) -> Council:
    """The holder's seat is free, and what rested on the mandate falls.

    Offices here are vacant at once; mandates given elsewhere are due to end, each by an entry.
    """
    offices, person = council.offices, mandate.holder.person
    for fallen in council.resting.get(mandate.id, ()):
        name = fallen.right.removeprefix("office:")
        offices = offices.insert(name, tuple(a for a in offices[name] if a != fallen))
    seated = council.seated
    if person is not None and seated.get(person) == mandate.id:
        seated = seated.discard(person)
    council = replace(
        council, offices=offices, seated=seated, resting=council.resting.discard(mandate.id)
    )
    return make_due(council, council.resting_given.get(mandate.id, ()), "fell", mark)


def make_due(council: Council, names: Iterable[str], ending: Ending, mark: Mark) -> Council:
    """Mandates given here that stand are due to end, because of the entry at this mark."""
    standing = (name for name in names if not council.given[name].ended)
    known = {due.mandate for due in council.due}
    due = tuple(DueEnding(name, ending, mark.position) for name in standing if name not in known)
    return replace(council, due=(*council.due, *due))


ACTS = (
    Act("mandate.ended", EndMandate, end, ended, by_consequence=is_due),
    Act("mandate.ending-noted", NoteEnding, note, noted, by_notice=True),
)
