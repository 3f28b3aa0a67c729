"""Recall: electors petition, and at the threshold the vote must be held; nobody can stop it."""

from msgspec.structs import replace

from delegata.council.act import Act, ElectorsCommand, Figures, Refused, refuse
from delegata.council.constituency import Recall
from delegata.council.deliberation import Division, Motion
from delegata.council.ending import make_due
from delegata.council.entry import Mark
from delegata.council.roll import barred_electors, electors
from delegata.council.seat import given_and_standing
from delegata.council.state import Council
from delegata.council.words import Id, Person, Text, Title
from delegata.representation.quorum import Quorum


class PetitionRecall(ElectorsCommand, frozen=True, kw_only=True):
    """Electors ask that a delegate whom this body sent be recalled.

    `supporters` are those who sign; whoever acts by the roll or by a mandate signs alone.
    """

    recall: Id
    mandate: Id
    reason: Title
    text: Text | None = None
    supporters: tuple[Person, ...] = ()


class SupportRecall(ElectorsCommand, frozen=True, kw_only=True):
    """Further electors sign a petition, each once."""

    recall: Id
    supporters: tuple[Person, ...] = ()


class PetitionFigures(Figures, frozen=True, kw_only=True):
    """The electors, the signatures needed, those given, and whether the vote is due."""

    electors: int
    needed: int
    supporters: int
    due: bool


def petition(council: Council, command: PetitionRecall) -> PetitionFigures | Refused:
    """A petition names a mandate that this body gave and that stands, and is the only one open.

    The threshold is a share of the electors at this moment, rounded up to whole persons.
    Grounds: `mandate-not-given`, `mandate-over`, `recall-exists`, `recall-open`, `no-electors`, and
    those of `roll.barred_electors`.
    """
    article = council.standing.article("recall")
    given = given_and_standing(council, article, command.mandate)
    if isinstance(given, Refused):
        return given
    if command.recall in council.recalls or command.recall in council.motions:
        return refuse(
            "recall-exists",
            article,
            "{body} has a recall or a motion {recall} already; choose another name.",
            body=council.body,
            recall=command.recall,
        )
    last = council.recalls.get(council.petitioned.get(command.mandate, ""))
    if last is not None and last.state in {"open", "due"}:
        return refuse(
            "recall-open",
            article,
            "The petition {recall} against {mandate} is open; sign that one.",
            recall=last.id,
            mandate=command.mandate,
        )
    barred = barred_electors(council, command, command.supporters, frozenset())
    return barred or _counted(council, electors(council), len(_signing(command)))


def _signing(command: PetitionRecall | SupportRecall) -> tuple[str, ...]:
    return command.supporters or (command.by.person,)


def _counted(council: Council, base: int, supporters: int) -> PetitionFigures | Refused:
    share = council.standing.recall.petition
    if not base:
        return refuse(
            "no-electors",
            council.standing.article("recall"),
            "{body} has no electors on record; seal its roll first.",
            body=council.body,
        )
    needed = max(1, Quorum(share.fraction(), share.over).needed(base))
    return PetitionFigures(
        electors=base, needed=needed, supporters=supporters, due=supporters >= needed
    )


def petitioned(
    council: Council, command: PetitionRecall, figures: PetitionFigures, mark: Mark
) -> Council:
    """The petition is open to signatures."""
    recall = Recall(
        id=command.recall,
        mandate=command.mandate,
        reason=command.reason,
        electors=figures.electors,
        needed=figures.needed,
        state="open",
        opened=mark,
    )
    council = replace(council, petitioned=council.petitioned.insert(recall.mandate, recall.id))
    return _signed(council, recall, command, figures, mark)


def support(council: Council, command: SupportRecall) -> PetitionFigures | Refused:
    """Electors sign a petition that is open or due, each once; the threshold stays as it was.

    Grounds: `recall-not-open`, and those of `roll.barred_electors`.
    """
    recall = council.recalls.get(command.recall)
    if recall is None or recall.state not in {"open", "due"}:
        return refuse(
            "recall-not-open",
            council.standing.article("recall"),
            "No petition {recall} is open in {body}; begin one.",
            recall=command.recall,
            body=council.body,
        )
    if barred := barred_electors(council, command, command.supporters, recall.supporters):
        return barred
    supporters = len(recall.supporters) + len(_signing(command))
    return PetitionFigures(
        electors=recall.electors,
        needed=recall.needed,
        supporters=supporters,
        due=supporters >= recall.needed,
    )


def supported(
    council: Council, command: SupportRecall, figures: PetitionFigures, mark: Mark
) -> Council:
    """The signatures stand; at the threshold the question is in hand."""
    return _signed(council, council.recalls[command.recall], command, figures, mark)


def _signed(
    council: Council,
    recall: Recall,
    command: PetitionRecall | SupportRecall,
    figures: PetitionFigures,
    mark: Mark,
) -> Council:
    supporters = recall.supporters
    for person in _signing(command):
        supporters = supporters.insert(person)
    recall = replace(recall, supporters=supporters)
    if figures.due and recall.state == "open":
        recall = replace(recall, state="due", due=mark)
        motion = _motion(recall, mark)
        council = replace(council, motions=council.motions.insert(motion.id, motion))
    return replace(council, recalls=council.recalls.insert(recall.id, recall))


def _motion(recall: Recall, mark: Mark) -> Motion:
    return Motion(
        id=recall.id,
        title=f"Recall of the mandate {recall.mandate}: {recall.reason}"[:300],
        text="",
        mover="the electors, by petition",
        question="recall",
        form="recall",
        state="moved",
        mark=mark,
    )


def divided(council: Council, motion: Motion, division: Division, mark: Mark) -> Council:
    """A recall that was voted on is carried and ends the mandate, or is lost.

    A vote at a meeting that was not competent decides nothing: the question stays in hand.
    """
    if motion.form != "recall":
        return council
    if motion.state == "not-competent":
        again = replace(motion, state="moved")
        return replace(council, motions=council.motions.insert(again.id, again))
    carried = division.decided
    recall = replace(council.recalls[motion.id], state="carried" if carried else "lost")
    council = replace(council, recalls=council.recalls.insert(recall.id, recall))
    return make_due(council, [recall.mandate], "recalled", mark) if carried else council


ACTS = (
    Act("recall.petitioned", PetitionRecall, petition, petitioned, PetitionFigures),
    Act("recall.supported", SupportRecall, support, supported, PetitionFigures),
)
