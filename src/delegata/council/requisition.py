"""Requisition: constituents or electors demand a meeting, and at the threshold it is convened."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import (
    NO_FIGURES,
    Act,
    Command,
    ElectorsCommand,
    Figures,
    Refused,
    day_of,
    refuse,
)
from delegata.council.calendar import days_after, days_between, no_such_day, unreal
from delegata.council.constituency import Requisition
from delegata.council.decision import not_carried
from delegata.council.entry import Mark
from delegata.council.roll import barred_electors, electors
from delegata.council.state import Convocation, Council
from delegata.council.words import Date, Id, Person
from delegata.representation.quorum import Quorum

Of = Literal["constituents", "electors"]


class ResolveRequisition(Command, frozen=True, kw_only=True):
    """A constituent has decided to demand that the body which it constitutes meet."""

    of_body: Id
    opens_on: Date
    division: Id


class NoteRequisition(Command, frozen=True, kw_only=True):
    """The body whose meeting is demanded takes notice, by citation, of a constituent's decision."""

    of_body: Id
    opens_on: Date


class DemandMeeting(ElectorsCommand, frozen=True, kw_only=True):
    """Electors of this body demand that it meet; who acts by the roll or a mandate signs alone."""

    opens_on: Date
    supporters: tuple[Person, ...] = ()


class RequisitionFigures(Figures, frozen=True, kw_only=True):
    """Who demands it so far, of how many, how many are needed, and the day it is convened for."""

    demanding: int
    base: int
    needed: int
    reached: bool
    opens_on: str


def resolve(council: Council, command: ResolveRequisition) -> Figures | Refused:
    """A demand rests on a division that carried, and names a day of the calendar.

    Grounds: `division-not-carried`, `date-unreal`, `asked-already`.
    """
    article = council.standing.article("convening")
    if barred := not_carried(council, article, command.division):
        return barred
    if command.division in council.demanded:
        return refuse(
            "asked-already",
            article,
            "The demand by {division} stands already; it counts once.",
            division=command.division,
        )
    return unreal(article, command.opens_on) or NO_FIGURES


def resolved(council: Council, command: ResolveRequisition, _: Figures, __: Mark) -> Council:
    """The body whose meeting is demanded is due a notice."""
    return replace(council, demanded=council.demanded.insert(command.division))


def note(council: Council, command: NoteRequisition) -> RequisitionFigures | Refused:
    """Each constituent counts once towards the share of constituents that the rules ask for.

    A demand that was counted is not counted for the next meeting. Grounds: `citation-missing`,
    `of-another-body`, `no-requisition`, `not-a-constituent`, `asked-already`, `date-unreal`.
    """
    article = council.standing.article("convening")
    if len(command.cites) != 1:
        return refuse(
            "citation-missing", article, "The notice must cite the one entry that demands it."
        )
    body = command.cites[0].body
    if command.of_body != council.body:
        return refuse(
            "of-another-body",
            article,
            "The demand is that {other} meet, not {body}.",
            other=command.of_body,
            body=council.body,
        )
    if _citation(command) in council.demanded:
        return refuse(
            "asked-already",
            article,
            "This demand of {name} was counted already; it counts once.",
            name=body,
        )
    if all(part.body != body for part in council.constituents):
        return refuse(
            "not-a-constituent",
            article,
            "{constituent} does not constitute {body} and cannot demand its meeting.",
            constituent=body,
            body=council.body,
        )
    return _reckoned(council, "constituents", (body,), command, len(council.constituents))


def _citation(command: NoteRequisition) -> str:
    """A demand as it is remembered, which is no name of a division."""
    return f"{command.cites[0].body} {command.cites[0].position}"


def demand(council: Council, command: DemandMeeting) -> RequisitionFigures | Refused:
    """Each elector counts once towards the share of electors that the rules ask for.

    Grounds: `no-requisition`, `asked-already`, `date-unreal`, and those of `roll.barred_electors`.
    """
    if barred := barred_electors(council, command, command.supporters, ()):
        return barred
    signing = command.supporters or (command.by.person,)
    return _reckoned(council, "electors", signing, command, electors(council))


def open_requisition(council: Council, of: Of) -> Requisition | None:
    """The requisition that is gathering support, if there is one."""
    last = [r for r in council.requisitions if r.of == of][-1:]
    return next((r for r in last if r.state == "open"), None)


def _reckoned(
    council: Council,
    of: Of,
    joining: tuple[str, ...],
    command: NoteRequisition | DemandMeeting,
    base: int,
) -> RequisitionFigures | Refused:
    article = council.standing.article("convening")
    rule = council.standing.convening
    if rule.requisition is None or not base:
        return refuse(
            "no-requisition",
            article,
            "The rules of {body} know no requisition by its {of}, or it has none.",
            body=council.body,
            of=of,
        )
    standing = open_requisition(council, of)
    demanding = standing.supporters if standing else ()
    if twice := [name for name in joining if name in demanding]:
        return refuse(
            "asked-already",
            article,
            "{name} demands the meeting already; each counts once.",
            name=twice[0],
        )
    day = day_of(council, command)
    earliest = days_after(day, rule.notice_days)
    if earliest is None or days_after(command.opens_on, 0) is None:
        return no_such_day(article, day if earliest is None else command.opens_on)
    needed = Quorum(rule.requisition.fraction(), rule.requisition.over).needed(base)
    number = len(demanding) + len(joining)
    wanted = standing.opens_on if standing else command.opens_on
    return RequisitionFigures(
        demanding=number,
        base=base,
        needed=max(needed, 1),
        reached=number >= max(needed, 1),
        opens_on=max(wanted, earliest),
    )


def noted(
    council: Council, command: NoteRequisition, figures: RequisitionFigures, mark: Mark
) -> Council:
    """One more constituent demands the meeting."""
    joining = (command.cites[0].body,)
    council = replace(council, demanded=council.demanded.insert(_citation(command)))
    return _joined(council, "constituents", joining, command.opens_on, (figures, mark))


def demanded(
    council: Council, command: DemandMeeting, figures: RequisitionFigures, mark: Mark
) -> Council:
    """More electors demand the meeting."""
    joining = command.supporters or (command.by.person,)
    return _joined(council, "electors", joining, command.opens_on, (figures, mark))


def _joined(
    council: Council,
    of: Of,
    joining: tuple[str, ...],
    opens_on: str,
    reckoned: tuple[RequisitionFigures, Mark],
) -> Council:
    figures, mark = reckoned
    standing = open_requisition(council, of)
    if standing is None:
        standing = Requisition(
            id=f"requisition-{len(council.requisitions) + 1}",
            of=of,
            opens_on=opens_on,
            base=figures.base,
            needed=figures.needed,
            state="open",
            opened=mark,
        )
        council = replace(council, requisitions=(*council.requisitions, standing))
    after = replace(
        standing,
        base=figures.base,
        needed=figures.needed,
        supporters=(*standing.supporters, *joining),
        state="reached" if figures.reached else "open",
        reached=mark if figures.reached else None,
    )
    others = tuple(after if r.id == after.id else r for r in council.requisitions)
    council = replace(council, requisitions=others)
    return _convened(council, after, figures, mark) if figures.reached else council


def _convened(
    council: Council, requisition: Requisition, figures: RequisitionFigures, mark: Mark
) -> Council:
    """The meeting is convened by its constituents, with the notice that the rules ask for."""
    call = Convocation(
        id=requisition.id,
        convener=requisition.of,
        opens_on=figures.opens_on,
        competent=True,
        notice_days=days_between(mark.moment[:10], figures.opens_on),
        mark=mark,
    )
    return replace(council, convocations=(*council.convocations, call))


ACTS = (
    Act("requisition.resolved", ResolveRequisition, resolve, resolved),
    Act("meeting.requisitioned", NoteRequisition, note, noted, RequisitionFigures, by_notice=True),
    Act("meeting.demanded", DemandMeeting, demand, demanded, RequisitionFigures),
)
