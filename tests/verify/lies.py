"""Good records, and lies told with a good signature: what `conformance/` holds, edition by edition.

Run it (`python -m tests.verify.lies`, from the project's folder) to write the folder anew.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import msgspec
from forging import (
    SIGNER,
    changed,
    files,
    noted,
    position_of,
    told,
    with_data,
    with_figures,
    without,
)
from texts_merged import MERGED, TEXT, consolidated

from cast import SITTING, sealed
from delegata.council.entry import Actor, Cite, Entry
from delegata.record.checkpoint import Checkpoint, signed_checkpoint
from delegata.record.envelope import Line, leaf_of
from delegata.record.note import signer
from delegata.record.tree import Tree

FOLDER = Path(__file__).parents[2] / "conformance"
EDITIONS = sorted(path for path in FOLDER.iterdir() if path.is_dir())
"""What earlier versions wrote, one folder each, never written again: it must verify for ever."""

MEETING = (
    SITTING
    + """
open division rise
    motion: rise
close division rise
    for: 4
    against: 2
    abstaining: 1
record dissent rise
    dissenter: delegate 9
    statement: Two delegates wanted more.
by ada as secretary
leave d-7
open division rise-by-roll
    motion: rise
    expect: not-competent
"""
)
CHAIN = """
person ada: Ada (made up)
by ada as secretary
body branch
found body Branch
    character: assembly
    tier: 0
    rules: union-branch
      motions: none
      convening notice_days: 0
    officers: secretary: @ada; chair: @ada
    constituents: members delegates 40
    listed: no
convene march
    convener: secretary
    opens on: 2026-03-01
open sitting march
    convocation: march
count present 31
by ada as chair
move elect
    title: Ada goes to the council
    mover: the branch
    question: election
open division elect
    motion: elect
close division elect
    for: 30
    against: 1
    abstaining: 0
by ada as secretary
give mandate m-1
    holder: @ada
    to body: council
    division: elect
    key: give
body council
found body Council
    character: congress
    tier: 1
    rules: union-congress
      convening notice_days: 0
    officers: secretary: @ada; chair: @ada; credentials: @ada
    constituents: branch delegates
present mandate m-1
    holder: @ada
    from body: branch
    cites: branch give
confirm mandates m-1
"""
ROLL = (
    SITTING
    + """
open division rise
    motion: rise
    method: roll-call
close division rise
    roll: d-1 for; d-2 for; d-3 against
"""
)

_SEAL, _PROOFS = sealed("ada", "ben", "cleo", "dan")
_MEMBERS = f"""
person ben: Ben (made up)
person cleo: Cleo (made up)
person dan: Dan (made up)
body branch
seal roll members
    held on: 2026-01-01
    seal: {_SEAL}
"""
RECALL = (
    CHAIN
    + _MEMBERS
    + f"""
petition recall absent
    mandate: m-1
    reason: never there
    by: dan as roll:members
    membership: {_PROOFS["dan"]}
support recall absent
    by: cleo as roll:members
    membership: {_PROOFS["cleo"]}
by ada as chair
open division absent
    motion: absent
close division absent
    for: 21
    against: 7
    abstaining: 3
by ada as secretary
"""
).replace(
    "convening notice_days: 0", "recall petition: at least 1/2\n      convening notice_days: 0", 1
)
DEMAND = (
    SITTING.replace(
        "convening notice_days: 0",
        "convening notice_days: 0\n      divisions roll_call_demand: at least 3/7",
    )
    + """
for n in 1..2:
demand method rise
    method: roll-call
    delegate: d-{n}
"""
)
ELECTION = (
    CHAIN
    + _MEMBERS
    + """
call election second
    title: A second delegate
    to body: council
    seats: 1
    polls on: 2026-01-08
nominate second
    candidate: ada
    holder: @ada
nominate second
    candidate: ben
    holder: @ben
answer nomination second
    candidate: ada
    accepts: yes
answer nomination second
    candidate: ben
    accepts: yes
day 2026-01-08
open poll second
declare election second
    votes: ada 20; ben 11
"""
)


def ending_missing() -> dict[str, bytes]:
    """A recall is carried, and the record stops before the mandate ends."""
    lines = told(RECALL)
    lines["branch"] = lines["branch"][: position_of(lines, "branch", "mandate.ended")]
    return files(without(lines, "council", "mandate.ending-noted"))


def ending_not_noted() -> dict[str, bytes]:
    """A mandate has ended where it was given, and goes on in the body of its seat."""
    return files(without(told(RECALL), "council", "mandate.ending-noted"))


RIVAL = (
    CHAIN
    + """
body rival
found body Rival branch
    character: assembly
    tier: 0
    rules: union-branch
    officers: secretary: @ada
give mandate m-1
    holder: somebody else
    to body: council
end mandate m-1
    ending: resigned
    key: end
"""
)


def ended_by_another() -> dict[str, bytes]:
    """A body that gave a mandate of the same name ends it, and the seat is said to be free."""
    return files(noted(told(RIVAL), "rival"))


def ended_under_its_name() -> dict[str, bytes]:
    """The giver gives the name again, for another seat, and ends that; the first goes too."""
    again = """
body branch
give mandate m-2
    holder: somebody else
    to body: council
end mandate m-2
    ending: resigned
"""
    lines = told(CHAIN + again)
    for kind in ("mandate.given", "mandate.ended"):
        lines = with_data(lines, "branch", kind, mandate="m-1")
    return files(noted(lines, "branch"))


def presented_after_end() -> dict[str, bytes]:
    """A mandate is presented a month after it ended where it was given, and then noted as ended."""
    lines = told(CHAIN + "body branch\nend mandate m-1\n    ending: resigned\n")
    lines = without(lines, "council", "mandate.ending-noted")
    for position in range(position_of(lines, "council", "mandate.presented"), 3):
        lines = changed(lines, "council", position, at="2026-02-01T12:00:00Z")
    return files(noted(lines, "branch", "2026-03-01T12:00:00Z"))


def false_signature() -> dict[str, bytes]:
    """An elector signs a petition with somebody else's place on the roll."""
    lines = told(RECALL)
    position = position_of(lines, "branch", "recall.supported")
    stranger = Actor(person="p-000000000000", right="roll:members")
    return files(changed(lines, "branch", position, by=stranger))


def threshold_moved() -> dict[str, bytes]:
    """Two signatures are said to be too few."""
    return files(with_figures(told(RECALL), "branch", "recall.supported", needed=9, due=False))


def wrong_winner() -> dict[str, bytes]:
    """The candidate with fewer votes is declared elected."""
    return files(with_figures(told(ELECTION), "branch", "election.declared",
                              elected=["ben"], substitutes=["ada"]))  # fmt: skip


def false_outcome() -> dict[str, bytes]:
    """Four to two is recorded as lost."""
    bases = [["cast", "lost"], ["present", "lost"], ["members", "lost"]]
    return files(with_figures(told(MEETING), "congress", "division.closed", outcome="lost",
                              on_bases=bases))  # fmt: skip


def unconfirmed_vote() -> dict[str, bytes]:
    """A delegate whose mandate was never confirmed answers the roll."""
    lines = told(ROLL)
    lines = with_data(lines, "congress", "division.closed",
                      roll=[["d-1", "for"], ["d-2", "for"], ["d-8", "for"]])  # fmt: skip
    return files(with_figures(lines, "congress", "division.closed", in_favour=3, against=0))


def no_quorum() -> dict[str, bytes]:
    """A division is opened although only four of nine are there."""
    lines = told(MEETING)
    few = [f"d-{n}" for n in range(1, 5)]
    lines = with_data(lines, "congress", "presence.arrived", mandates=few)
    figures = {"present": 4, "quorate": False}
    lines = without(lines, "congress", "presence.left", "division.closed", "division.dissented")
    return files(with_figures(lines, "congress", "presence.arrived", **figures))


def false_convener() -> dict[str, bytes]:
    """Somebody not entitled convenes, and the record claims that it was competent."""
    return files(with_data(told(MEETING), "congress", "meeting.convened", convener="passer-by"))


def not_an_officer() -> dict[str, bytes]:
    """The result is declared by somebody who holds no office."""
    lines = told(MEETING)
    stranger = Actor(person="p-000000000000", right="office:chair")
    position = position_of(lines, "congress", "division.closed")
    return files(changed(lines, "congress", position, by=stranger))


def missing_entry() -> dict[str, bytes]:
    """An entry is taken out and the rest left as it was."""
    lines = told(MEETING)
    del lines["congress"][5]
    return files(lines)


def reordered() -> dict[str, bytes]:
    """Two entries have changed places."""
    lines = told(MEETING)
    its = lines["congress"]
    its[3], its[4] = its[4], its[3]
    return files(lines)


def altered_unsigned() -> dict[str, bytes]:
    """A figure is altered after signing."""
    export = files(told(MEETING))
    export["congress.jsonl"] = export["congress.jsonl"].replace(b'"number":4', b'"number":5', 1)
    return export


def bad_signature() -> dict[str, bytes]:
    """The checkpoint is signed by another key under the same name."""
    lines = told(MEETING)
    tree = Tree(leaf_of(line) for line in lines["congress"])
    other = signer(SIGNER.name, bytes(32))
    checkpoint = Checkpoint(f"{SIGNER.name}/congress", len(tree), tree.root())
    return files(lines) | {"congress.checkpoint": signed_checkpoint(checkpoint, other).encode()}


def dangling_cite() -> dict[str, bytes]:
    """A mandate cites an entry that its giver's record does not have."""
    lines = told(CHAIN)
    position = position_of(lines, "council", "mandate.presented")
    cite = msgspec.structs.replace(lines["council"][position].entry.cites[0], position=99)
    return files(changed(lines, "council", position, cites=(cite,)))


def false_cite() -> dict[str, bytes]:
    """A mandate cites an entry that gave nobody anything."""
    lines = told(CHAIN)
    cited = position_of(lines, "branch", "division.opened")
    position = position_of(lines, "council", "mandate.presented")
    cite = msgspec.structs.replace(
        lines["council"][position].entry.cites[0],
        position=cited,
        hash=leaf_of(lines["branch"][cited]).hex(),
    )
    return files(changed(lines, "council", position, cites=(cite,)))


def altered_text() -> dict[str, bytes]:
    """A detached text says something else than when it was recorded."""
    export = files(told(MEETING))
    export["congress.jsonl"] = export["congress.jsonl"].replace(b"wanted more", b"wanted less")
    return export


def unknown_kind() -> dict[str, bytes]:
    """An act of a kind that no rule knows."""
    lines = told(MEETING)
    position = position_of(lines, "congress", "division.dissented")
    return files(changed(lines, "congress", position, kind="division.undone"))


def time_runs_back() -> dict[str, bytes]:
    """An entry claims to have been recorded before the one above it."""
    lines = told(MEETING)
    return files(changed(lines, "congress", 4, at="2025-12-31T23:59:59Z"))


def unreal_time() -> dict[str, bytes]:
    """The last entry was recorded on a day that no calendar has."""
    lines = told(MEETING)
    return files(changed(lines, "congress", len(lines["congress"]) - 1, at="2026-13-99T99:99:99Z"))


def nonsense_cite() -> dict[str, bytes]:
    """A mandate cites a body whose name is meant for the reader's terminal."""
    lines = told(CHAIN)
    position = position_of(lines, "council", "mandate.presented")
    cite = Cite(body="x\x1b[2J\n1 bodies, 9 entries: all is well", position=-7, hash="nonsense")
    return files(changed(lines, "council", position, cites=(cite,)))


def nobody_demands() -> dict[str, bytes]:
    """Who holds no mandate demands a roll call, so that nobody can say how many demand it next."""
    lines = told(DEMAND)
    position = position_of(lines, "congress", "division.method-demanded") - 1
    data = lines["congress"][position].entry.data
    return files(changed(lines, "congress", position, data={**data, "delegate": "d-99"}))


def withheld() -> dict[str, bytes]:
    """The data of the last entry is withheld; the envelope still verifies."""
    lines = told(MEETING)
    last = lines["congress"][-1]
    bare: Entry = msgspec.structs.replace(last.entry, data={})
    lines["congress"][-1] = Line(bare, None, last.digest)
    return files(lines)


def texts_withheld() -> dict[str, bytes]:
    """Every detached text is withheld; every act can still be judged."""
    lines = told(MEETING)
    return files({body: [line._replace(texts=()) for line in its] for body, its in lines.items()})


GOOD: dict[str, Callable[[], dict[str, bytes]]] = {
    "meeting": lambda: files(told(MEETING)),
    "roll-call": lambda: files(told(ROLL)),
    "chain": lambda: files(told(CHAIN)),
    "recall": lambda: files(told(RECALL)),
    "election": lambda: files(told(ELECTION)),
    "amended": lambda: files(told(consolidated(MERGED, 5))),
    "withheld": withheld,
    "texts-withheld": texts_withheld,
}
BAD: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "ending-missing": (ending_missing, "ending-missing"),
    "ending-not-noted": (ending_not_noted, "ending-not-noted"),
    "ended-by-another": (ended_by_another, "refused:not-the-giver"),
    "ended-under-its-name": (ended_under_its_name, "ending-of-another"),
    "presented-after-end": (presented_after_end, "presented-after-end"),
    "false-signature": (false_signature, "refused:right-not-held"),
    "threshold-moved": (threshold_moved, "not-as-decided"),
    "wrong-winner": (wrong_winner, "not-as-decided"),
    "false-outcome": (false_outcome, "not-as-decided"),
    "unconfirmed-vote": (unconfirmed_vote, "refused:roll-wrong"),
    "no-quorum": (no_quorum, "refused:no-quorum"),
    "false-convener": (false_convener, "not-as-decided"),
    "not-an-officer": (not_an_officer, "refused:right-not-held"),
    "missing-entry": (missing_entry, "position-wrong"),
    "reordered": (reordered, "position-wrong"),
    "altered-unsigned": (altered_unsigned, "root-wrong"),
    "bad-signature": (bad_signature, "signature-bad"),
    "dangling-cite": (dangling_cite, "cite-dangling"),
    "false-cite": (false_cite, "cite-disagrees"),
    "altered-text": (altered_text, "text-altered"),
    "unknown-kind": (unknown_kind, "act-unreadable"),
    "time-runs-back": (time_runs_back, "time-runs-back"),
    "unreal-time": (unreal_time, "time-malformed"),
    "miscounted-lines": (lambda: files(told(consolidated(MERGED, 6))), "lines-wrong"),
    "unmerged-text": (lambda: files(told(consolidated(TEXT, 5))), "text-not-merged"),
    "nonsense-cite": (nonsense_cite, "cite-malformed"),
    "nobody-demands": (nobody_demands, "act-undecidable"),
}


def write(folder: Path, export: dict[str, bytes]) -> None:
    """Writes an export folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in export.items():
        (folder / name).write_bytes(content)


def write_edition(folder: Path) -> None:
    """Writes the records as this version makes them, beside what is to be found of each lie."""
    folder.mkdir(parents=True)
    for name, make in GOOD.items():
        write(folder / "good" / name, make())
    for name, (make, _) in BAD.items():
        write(folder / "bad" / name, make())
    expected = {name: kind for name, (_, kind) in BAD.items()}
    (folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    write_edition(FOLDER / str(len(EDITIONS) + 1))
