"""The credentials report: who holds mandates, from where, in which faction, and since when."""

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import asdict, replace

from delegata.council.act import Act, Command, Figures, Refused, day_of, refuse
from delegata.council.calendar import days_between
from delegata.council.entry import Mark
from delegata.council.seat import lapsed
from delegata.council.state import Council, CredentialsReport, Mandate
from delegata.council.words import Id, Portion

_YEAR = 365
_MOST_ROWS = 2000


class ReportCredentials(Command, frozen=True, kw_only=True):
    """The credentials committee reports to the body what its register holds."""

    report: Id


class ReportFigures(Figures, frozen=True, kw_only=True):
    """The register in figures: confirmed decisive and advisory voices, alternates, and the rest.

    `due` are the seats of the norm last applied. The portions count decisive mandates.
    """

    confirmed: int
    advisory: int
    alternates: int
    contested: tuple[str, ...]
    rejected: int
    past_term: int
    due: int | None
    by_body: tuple[Portion, ...]
    by_faction: tuple[Portion, ...]
    by_age: tuple[Portion, ...]


def report(council: Council, command: ReportCredentials) -> ReportFigures | Refused:
    """Each report has its own name and the register's figures. Grounds: `report-exists`."""
    if any(made.id == command.report for made in council.reports):
        return refuse(
            "report-exists",
            council.standing.article("mandates"),
            "A credentials report {report} was made already; choose another name.",
            report=command.report,
        )
    day = day_of(council, command)
    mandates = list(council.mandates.values())
    voting = [mandate for mandate in mandates if mandate.votes]
    confirmed = [mandate for mandate in mandates if mandate.state == "confirmed"]
    contested = sorted(mandate.id for mandate in mandates if mandate.state == "contested")
    seats = [portion.number for norm in council.norms[-1:] for portion in norm.seats]
    return ReportFigures(
        confirmed=len(voting),
        advisory=sum(m.voice == "advisory" and not m.alternate for m in confirmed),
        alternates=sum(m.alternate for m in confirmed),
        contested=tuple(contested[:_MOST_ROWS]),
        rejected=sum(mandate.state == "rejected" for mandate in mandates),
        past_term=sum(lapsed(council, mandate, day) for mandate in voting),
        due=sum(seats) if council.norms else None,
        by_body=_portions(mandate.from_body for mandate in voting),
        by_faction=_portions(mandate.faction or "none stated" for mandate in voting),
        by_age=_portions(_age(mandate, day) for mandate in voting),
    )


def _portions(names: Iterable[str]) -> tuple[Portion, ...]:
    counted = sorted(Counter(names).items())
    return tuple(Portion(name, number) for name, number in counted[:_MOST_ROWS])


def _age(mandate: Mandate, day: str) -> str:
    days = days_between(mandate.elected_on or mandate.presented.moment[:10], day)
    if days is None or days < 0:
        return "not stated"
    years = days // _YEAR
    return f"{years} to {years + 1} years" if years else "under a year"


def reported(
    council: Council, command: ReportCredentials, figures: ReportFigures, mark: Mark
) -> Council:
    """The report stands, and can be read and debated."""
    made = CredentialsReport(id=command.report, mark=mark, **asdict(figures))
    return replace(council, reports=(*council.reports, made))


ACTS = (Act("credentials.reported", ReportCredentials, report, reported, ReportFigures),)
