"""Resolutions and decrees after their adoption: annexes, addressees, publication, execution."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.decision import in_doubt
from delegata.council.deliberation import Execution, Resolution
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Date, Id, Text, Title


class OnResolution(Command, frozen=True, kw_only=True):
    """Common to acts on one adopted resolution."""

    resolution: Id


class AttachAnnex(OnResolution, frozen=True, kw_only=True):
    """A text is attached to a resolution, with its standing and any conflict with the main text."""

    title: Title
    text: Text | None = None
    conflict: Title | None = None


class AssignExecution(OnResolution, frozen=True, kw_only=True):
    """A resolution gets addressees, an executor and a date by which it is to be executed."""

    executor: Title
    addressees: tuple[Title, ...] = ()
    due_on: Date | None = None


class Publish(OnResolution, frozen=True, kw_only=True):
    """A resolution is published."""

    where: Title


class ReportExecution(OnResolution, frozen=True, kw_only=True):
    """Somebody reports how far a resolution is executed."""

    state: Literal["pending", "begun", "done", "not-done", "overtaken"]
    report: Title


def known(council: Council, command: OnResolution) -> Figures | Refused:
    """Only what was adopted here is annexed to, assigned, reported on.

    Grounds: `resolution-unknown`, `resolution-fallen`.
    """
    adopted = council.resolutions.get(command.resolution)
    if adopted is not None and adopted.fallen is not None:
        return refuse(
            "resolution-fallen",
            council.standing.article("publication_hours"),
            "{resolution} is no longer in force (entry {position}); put it to the vote again.",
            resolution=command.resolution,
            position=adopted.fallen.position,
        )
    if adopted is not None:
        return NO_FIGURES
    return refuse(
        "resolution-unknown",
        council.standing.article("publication_hours"),
        "{body} adopted no resolution {resolution}; see what it adopted.",
        body=council.body,
        resolution=command.resolution,
    )


def publish(council: Council, command: Publish) -> Figures | Refused:
    """A resolution is published once, and not while its count is in doubt.

    Grounds: `published-already`, and those of `known` and `in_doubt`.
    """
    resolution = council.resolutions.get(command.resolution)
    if resolution is not None and resolution.published is not None:
        return refuse(
            "published-already",
            council.standing.article("publication_hours"),
            "{resolution} is published already.",
            resolution=command.resolution,
        )
    rested = (command.resolution, *(resolution.parts if resolution is not None else ()))
    article = council.standing.article("publication_hours")
    barred = in_doubt(council, article, lambda motion: motion.id in rested)
    return barred or known(council, command)


def annexed(council: Council, command: AttachAnnex, _: Figures, __: Mark) -> Council:
    """The annex stands with the resolution, its conflict marked."""
    resolution = council.resolutions[command.resolution]
    annex = (command.title, command.text or "", command.conflict or "")
    return _with(council, replace(resolution, annexes=(*resolution.annexes, annex)))


def assigned(council: Council, command: AssignExecution, _: Figures, __: Mark) -> Council:
    """The resolution is owed by somebody."""
    return _with(
        council,
        replace(
            council.resolutions[command.resolution],
            executor=command.executor,
            addressees=command.addressees,
            due_on=command.due_on,
        ),
    )


def published(council: Council, command: Publish, _: Figures, mark: Mark) -> Council:
    """The resolution is public."""
    return _with(council, replace(council.resolutions[command.resolution], published=mark))


def reported(council: Council, command: ReportExecution, _: Figures, mark: Mark) -> Council:
    """The report stands after the earlier ones."""
    resolution = council.resolutions[command.resolution]
    report = Execution(command.state, command.report, mark.position)
    return _with(council, replace(resolution, executions=(*resolution.executions, report)))


def _with(council: Council, resolution: Resolution) -> Council:
    return replace(council, resolutions=council.resolutions.insert(resolution.id, resolution))


ACTS = (
    Act("resolution.annexed", AttachAnnex, known, annexed),
    Act("resolution.assigned", AssignExecution, known, assigned),
    Act("resolution.published", Publish, publish, published),
    Act("resolution.execution-reported", ReportExecution, known, reported),
)
