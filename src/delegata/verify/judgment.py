"""The second stage: every act is decided again by the rules in force, and cites are followed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from delegata.council.act import Command, Figures, Refused, read_command, read_figures
from delegata.council.acts import KINDS, decide, performed
from delegata.council.citation import disagreement
from delegata.council.entry import Cite, Entry
from delegata.council.state import Council
from delegata.record.canonical import encode
from delegata.record.envelope import Line
from delegata.verify.chain import Chain
from delegata.verify.findings import Finding


class Judgment(NamedTuple):
    """What became of judging one body: the state, what is wrong, and what could not be judged.

    `whole` says whether every entry was judged, so that the state is that of the whole record.
    """

    council: Council
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    whole: bool = False


def judge_chain(chain: Chain) -> Judgment:
    """Each entry is what `decide` makes of its own command on the state before it, byte for byte.

    A wrong entry is found and the fold goes on as recorded, so that later findings show too. Where
    that is impossible, or data is withheld, the rest is named as not judged.
    """
    council = Council(body=chain.body)
    findings: list[Finding] = []
    for line in chain.lines:
        position = line.entry.position
        if line.withheld:
            note = f"the data of entry {position} is withheld"
            return Judgment(council, tuple(findings), (_not_judged(chain, position, note),))
        finding, after = _judged(council, line.entry)
        if finding is not None:
            findings.append(finding)
        if after is None:
            note = f"no state follows from entry {position}"
            return Judgment(council, tuple(findings), (_not_judged(chain, position, note),))
        council = after
    return Judgment(council, (*findings, *_left_undone(council)), (), whole=True)


def _left_undone(council: Council) -> Iterator[Finding]:
    """What an entry made due stands in the record with it: nothing may rest on an ended mandate."""
    for due in council.due:
        message = f"the mandate {due.mandate} was due to end ({due.ending}) and has not ended"
        yield Finding(council.body, due.cause, "ending-missing", message)


def _not_judged(chain: Chain, position: int, why: str) -> str:
    return f"{chain.body}: {why}; the entries from {position} on were not judged"


def _judged(council: Council, entry: Entry) -> tuple[Finding | None, Council | None]:
    """What is wrong with an entry, and the state after it as it is recorded."""
    try:
        act = KINDS[entry.kind]
        command, figures = read_command(entry, act), read_figures(entry, act)
    except (KeyError, msgspec.ValidationError) as error:
        message = f"{entry.kind}: {error}"
        return Finding(council.body, entry.position, "act-unreadable", message), None
    after = _after(council, command, figures, entry.at)
    try:
        decided = decide(council, command, entry.at)
    except Exception as error:  # noqa: BLE001 - on what an unlawful act left, no rule may fit
        return _undecidable(
            council, entry, f"no rule fits what stands before it ({error!r})"
        ), after
    if isinstance(decided, Refused) or encode(decided) != encode(entry):
        return _wrong(council, decided, entry), after
    lost = _undecidable(council, entry, "no state follows from it") if after is None else None
    return lost, after


def _undecidable(council: Council, entry: Entry, why: str) -> Finding:
    return Finding(council.body, entry.position, "act-undecidable", f"{entry.kind}: {why}")


def _after(council: Council, command: Command, figures: Figures, at: str) -> Council | None:
    """The state after an act as it is recorded; None where it fits the state in no way at all."""
    try:
        return performed(council, command, figures, at)
    except Exception:  # noqa: BLE001 - a record may say anything
        return None


def _wrong(council: Council, decided: Entry | Refused, entry: Entry) -> Finding:
    if isinstance(decided, Refused):
        message = f"{entry.kind}: {decided.sentence}"
        return Finding(council.body, entry.position, f"refused:{decided.code}", message)
    message = f"{entry.kind}: {_difference(decided, entry)}"
    return Finding(council.body, entry.position, "not-as-decided", message)


def _difference(decided: Entry, entry: Entry) -> str:
    """The first field in which a recorded entry is not what its rules give."""
    if decided.rule != entry.rule:
        return f"recorded under {entry.rule}, but {decided.rule} was in force"
    due = decided.data.get("figures", {})
    given = entry.data.get("figures", {})
    if isinstance(due, dict) and isinstance(given, dict):
        for name in sorted({*due, *given}):
            if encode(due.get(name)) != encode(given.get(name)):
                return (
                    f"{name} is recorded as {given.get(name)!r}, but follows as {due.get(name)!r}"
                )
    return "the recorded entry is not the one that its own command gives"


def follow_cites(chains: Mapping[str, Chain]) -> Iterator[Finding | str]:
    """A cited entry stands where the cite says, with that hash, and says what is claimed of it.

    A body that is not in the export gives a note, not a finding.
    """
    unseen: set[str] = set()
    for chain in chains.values():
        for line in chain.lines:
            for cite in line.entry.cites:
                if cite.body in chains:
                    yield from _followed(chains[cite.body], line, cite)
                else:
                    unseen.add(cite.body)
    for body in sorted(unseen):
        yield f"cited, but not seen: the record of {body} is not in the export"


def _followed(cited: Chain, line: Line, cite: Cite) -> Iterator[Finding]:
    entry = line.entry
    if not 0 <= cite.position < len(cited.tree):
        yield Finding(
            entry.body,
            entry.position,
            "cite-dangling",
            f"cites entry {cite.position} of {cite.body}, which has {len(cited.tree)}",
        )
        return
    if cited.tree.levels[0][cite.position].hex() != cite.hash:
        yield Finding(
            entry.body,
            entry.position,
            "cite-altered",
            f"cites entry {cite.position} of {cite.body} with another hash",
        )
        return
    other = cited.lines[cite.position]
    wrong = None if line.withheld or other.withheld else disagreement(entry, other.entry)
    if wrong is not None:
        yield Finding(entry.body, entry.position, "cite-disagrees", wrong)
