"""True records altered entry by entry, and signed as if nothing had happened."""

import msgspec

from cast import AT, SALT, Stage
from delegata.council.entry import Actor, Cite
from delegata.record.checkpoint import Checkpoint, signed_checkpoint
from delegata.record.envelope import Line, leaf_of, line_of, written
from delegata.record.note import signer
from delegata.record.tree import Tree

SEED = bytes(range(32))
"""The test signing key ships, so that anyone can make a lying but well-signed record."""
SIGNER = signer("conformance.example", SEED)
Lines = dict[str, list[Line]]


def files(lines: Lines) -> dict[str, bytes]:
    """An export of lines as they are, with a true signature under whatever they say."""
    export = {"server.vkey": f"{SIGNER.vkey}\n".encode()}
    for body, its in lines.items():
        tree = Tree(leaf_of(line) for line in its)
        checkpoint = Checkpoint(f"{SIGNER.name}/{body}", len(its), tree.root())
        export[f"{body}.jsonl"] = b"".join(written(line) + b"\n" for line in its)
        export[f"{body}.checkpoint"] = signed_checkpoint(checkpoint, SIGNER).encode()
    return export


def told(scenario: str) -> Lines:
    """The true lines of a scenario."""
    return Stage().perform(scenario).lines


def position_of(lines: Lines, body: str, kind: str) -> int:
    """The last entry of a kind."""
    return max(line.entry.position for line in lines[body] if line.entry.kind == kind)


def changed(lines: Lines, body: str, position: int, **changes: object) -> Lines:
    """One entry with other fields, under a new salt digest."""
    line = lines[body][position]
    entry = msgspec.structs.replace(line.entry, **changes)
    lines[body][position] = line_of(entry, SALT, line.texts)
    return lines


def with_data(lines: Lines, body: str, kind: str, **data: object) -> Lines:
    """The last entry of a kind with other data."""
    position = position_of(lines, body, kind)
    entry = lines[body][position].entry
    return changed(lines, body, position, data={**entry.data, **data})


def with_figures(lines: Lines, body: str, kind: str, **figures: object) -> Lines:
    """The last entry of a kind with other figures."""
    entry = lines[body][position_of(lines, body, kind)].entry
    return with_data(lines, body, kind, figures={**entry.data["figures"], **figures})


def renumbered(lines: Lines, body: str) -> Lines:
    """The same entries under unbroken positions."""
    lines[body] = [
        line_of(msgspec.structs.replace(line.entry, position=i), SALT, line.texts)
        for i, line in enumerate(lines[body])
    ]
    return lines


def without(lines: Lines, body: str, *kinds: str) -> Lines:
    """The record without the acts of some kinds, numbered as if they had never been."""
    lines[body] = [line for line in lines[body] if line.entry.kind not in kinds]
    return renumbered(lines, body)


def noted(lines: Lines, giver: str, at: str = AT) -> Lines:
    """The record of the council with a notice, by citation, of the last mandate that ended."""
    its, ended = lines["council"], lines[giver][position_of(lines, giver, "mandate.ended")]
    cite = Cite(body=giver, position=ended.entry.position, hash=leaf_of(ended).hex())
    notice = msgspec.structs.replace(
        its[-1].entry,
        position=len(its),
        kind="mandate.ending-noted",
        at=at,
        by=Actor(person=ended.entry.by.person, right=f"notice:{giver}"),
        data={"mandate": "m-1", "ending": ended.entry.data["ending"]},
        cites=(cite,),
    )
    its.append(line_of(notice, SALT))
    return lines
