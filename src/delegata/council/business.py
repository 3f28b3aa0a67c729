"""The order-of-business committee's report, and the order of the day that follows from it."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.agenda import with_agenda
from delegata.council.decision import not_carried
from delegata.council.deliberation import BusinessReport, Item
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Count, Id, Text, Title


class ReportBusiness(Command, frozen=True, kw_only=True):
    """The order-of-business committee reports the items in order, their times and their motions.

    `minutes` and `motions` are written `item: minutes` and `item: motion`, one a line.
    """

    report: Id
    committee: Title
    items: tuple[tuple[Id, Title], ...]
    minutes: tuple[tuple[Id, Count], ...] = ()
    motions: tuple[tuple[Id, Id], ...] = ()
    text: Text | None = None


class AdoptBusiness(Command, frozen=True, kw_only=True):
    """The body adopted a report on the order of business, which becomes the order of the day."""

    report: Id
    division: Id


def report_business(council: Council, command: ReportBusiness) -> Figures | Refused:
    """A report names each item once, and times and motions for items that it names.

    Grounds: `report-exists`, `items-unfit`, `motion-unknown`.
    """
    article = council.standing.article("motions")
    if any(report.id == command.report for report in council.business):
        return refuse(
            "report-exists",
            article,
            "{body} has a report {report} already; choose another name.",
            body=council.body,
            report=command.report,
        )
    items = [name for name, _ in command.items]
    timed, placed = [name for name, _ in command.minutes], [m for _, m in command.motions]
    places = {*timed, *(item for item, _ in command.motions)}
    once = all(len(set(names)) == len(names) for names in (items, timed, placed))
    if not items or not once or not places <= set(items):
        return refuse(
            "items-unfit",
            article,
            "Name at least one item, each item, its time and each motion once, and no time or"
            " motion for an item that the report does not name.",
        )
    unknown = [name for name in placed if name not in council.motions]
    if unknown:
        return refuse(
            "motion-unknown",
            article,
            "{body} has no motion {motion}; see the motion book.",
            body=council.body,
            motion=unknown[0],
        )
    return NO_FIGURES


def business_reported(council: Council, command: ReportBusiness, _: Figures, mark: Mark) -> Council:
    """The report lies before the body."""
    minutes = dict(command.minutes)
    items = tuple(
        Item(
            id=name,
            title=title,
            minutes=minutes.get(name),
            motions=tuple(motion for item, motion in command.motions if item == name),
        )
        for name, title in command.items
    )
    report = BusinessReport(
        id=command.report,
        committee=command.committee,
        items=items,
        text=command.text or "",
        mark=mark,
    )
    return replace(council, business=(*council.business, report))


def adopt_business(council: Council, command: AdoptBusiness) -> Figures | Refused:
    """A report is adopted by a division that carried.

    Grounds: `report-unknown`, `division-not-carried`.
    """
    article = council.standing.article("motions")
    if not any(report.id == command.report for report in council.business):
        return refuse(
            "report-unknown",
            article,
            "{body} has no report {report} on the order of business; report it first.",
            body=council.body,
            report=command.report,
        )
    return not_carried(council, article, command.division) or NO_FIGURES


def business_adopted(council: Council, command: AdoptBusiness, _: Figures, mark: Mark) -> Council:
    """The order of the day is that of the report; an item that was done stays done."""
    found = next(report for report in council.business if report.id == command.report)
    others = tuple(report for report in council.business if report.id != command.report)
    adopted = replace(found, adopted=mark)
    return with_agenda(replace(council, business=(*others, adopted)), adopted.items)


ACTS = (
    Act("agenda.business-reported", ReportBusiness, report_business, business_reported),
    Act("agenda.business-adopted", AdoptBusiness, adopt_business, business_adopted),
)
