"""What is particular to some kinds of acts on their forms: cites, new names, what is filled in."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from delegata.council.acts import KINDS
from delegata.council.entry import Cite
from delegata.council.lines import lines_of
from delegata.council.state import Council
from delegata.office.desk import federation
from delegata.record.envelope import DetachedText
from delegata.scenario.notation import fields_of

CITING = {
    "mandate.presented", "mandate.ending-noted", "norm.applied", "election.called",
    "motion.submitted",
}  # fmt: skip
"""The kinds of acts that rest on an entry of another record."""

NAMING = {
    "division.opened", "division.consented", "division.roll-call-opened", "election.called",
    "election.runoff-called", "faction.declared", "meeting.convened", "motion.moved",
    "motion.amendment-moved", "motion.lines-amended", "motion.submitted", "motion.joint-proposed",
    "motion.urgency-moved", "procedure.moved", "procedure.speech-limit-moved",
    "procedure.postponement-moved", "procedure.referral-moved", "procedure.division-moved",
    "procedure.reconsideration-moved", "procedure.suspension-moved", "procedure.recess-moved",
    "procedure.method-moved", "procedure.appealed", "recall.petitioned",
}  # fmt: skip
"""The kinds of acts whose first field is a new name, not that of something there."""


class Sent(NamedTuple):
    """A form as it was sent: its lines, the values that they gave, the texts beside them.

    `council` is the body as the act met it when it was first sent.
    """

    written: Mapping[str, str]
    values: dict[str, Any]
    texts: list[DetachedText]
    council: Council


def _agenda(council: Council) -> dict[str, str]:
    """It is set as a whole, and mostly one item changes."""
    return {"items": "\n".join(f"{item.id}: {item.title}" for item in council.agenda)}


def _with_giving(sent: Sent) -> None:
    """The entry that gave a mandate for here: who gets it may cite it, whatever else they see."""
    values = sent.values
    if "cites" in values:
        return
    cited = values.get("proof", "cited") == "cited"
    values["cites"] = _given(str(values.get("from_body")), values) if cited else ()


def _given(body: str, values: dict[str, Any]) -> tuple[Cite, ...]:
    chronicle = federation().bodies.get(body)
    given = chronicle.council.given.get(str(values.get("mandate"))) if chronicle else None
    return (chronicle.cite(given.given.position),) if chronicle and given else ()


def _with_next_version(sent: Sent) -> None:
    """Rules are the next version, unless a line says another."""
    lines = [line.strip() for line in sent.written.get("rules", "").splitlines()]
    if "rules" in sent.values and not any(line.startswith("version:") for line in lines):
        sent.values["rules"]["version"] = sent.council.standing.version + 1


def _with_lines(sent: Sent) -> None:
    """The lines of a text are counted."""
    if sent.texts and "lines" not in sent.values:
        width = sent.council.standing.motion.line_width
        sent.values["lines"] = len(lines_of(sent.texts[0].text, width))


BEGUN: Mapping[str, Callable[[Council], dict[str, str]]] = {"agenda.set": _agenda}
"""What stands in the form of a kind of act before anybody writes."""

COMPLETED: Mapping[str, Callable[[Sent], None]] = {
    **{kind: _with_lines for kind, act in KINDS.items() if "lines" in fields_of(act.command)},
    "mandate.presented": _with_giving,
    "rules.adopted": _with_next_version,
}
"""What is filled in of a kind of act where the form that was sent leaves it open."""
