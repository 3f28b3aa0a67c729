"""The first stage: every line is canonical, in its place, and under the signed root."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from delegata.record.canonical import NotCanonical
from delegata.record.checkpoint import Checkpoint, read_checkpoint
from delegata.record.envelope import Line, leaf_of, read_line
from delegata.record.note import MalformedNote, Verifier
from delegata.record.tree import Tree
from delegata.verify.findings import Finding

MOST_FINDINGS = 100
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Chain(NamedTuple):
    """The lines of one body that could be read, their leaves' tree, and what is wrong with them.

    `judgeable` is false where a line is missing or unreadable, so that no state follows from it.
    """

    body: str
    lines: tuple[Line, ...]
    tree: Tree
    findings: tuple[Finding, ...]
    judgeable: bool


def read_chain(body: str, content: bytes) -> Chain:
    """The chain of a body's `.jsonl` file, with a finding for each line out of order."""
    lines: list[Line] = []
    tree = Tree()
    findings: list[Finding] = []
    raw = content.split(b"\n")
    if raw.pop() != b"":
        findings.append(Finding(body, len(raw), "line-cut", "the last line has no line feed"))
    for position, bytes_ in enumerate(raw):
        try:
            line = read_line(bytes_)
        except NotCanonical as error:
            findings.append(Finding(body, position, "line-malformed", str(error)))
            if len(findings) >= MOST_FINDINGS:
                break
            continue
        findings += _out_of_place(body, position, line, lines[-1] if lines else None)
        findings += _malformed(body, position, line)
        findings += _false_texts(body, position, line)
        lines.append(line)
        tree.append(leaf_of(line))
    return Chain(body, tuple(lines), tree, tuple(findings), not findings)


def _out_of_place(body: str, position: int, line: Line, last: Line | None) -> Iterator[Finding]:
    entry = line.entry
    if entry.body != body:
        yield Finding(body, position, "body-wrong", f"the entry belongs to {entry.body}")
    if entry.position != position:
        yield Finding(
            body,
            position,
            "position-wrong",
            f"the entry says position {entry.position}; one is missing, added or moved",
        )
    if last is not None and entry.at < last.entry.at:
        yield Finding(
            body,
            position,
            "time-runs-back",
            f"recorded at {entry.at}, before the entry above it ({last.entry.at})",
        )


def _malformed(body: str, position: int, line: Line) -> Iterator[Finding]:
    """A time is a real one, to the second, in UTC; a cite names a body, a position and a hash."""
    if not _real(line.entry.at):
        yield Finding(body, position, "time-malformed", f"recorded at {line.entry.at!r}")
    for cite in line.entry.cites:
        if not cite.well_formed:
            yield Finding(body, position, "cite-malformed", f"cites {cite.body!r}")


def _real(time: str) -> bool:
    try:
        datetime.fromisoformat(time)
    except ValueError:
        return False
    return _TIME.fullmatch(time) is not None


def _false_texts(body: str, position: int, line: Line) -> Iterator[Finding]:
    """A shipped text has the digest under which the data names it, and stands in order, once."""
    if not line.texts:
        return
    try:
        names = [text.name for text in line.texts]
    except ValueError:
        yield Finding(body, position, "text-malformed", "a text's salt is not hexadecimal")
        return
    named = set(_strings(line.entry.data))
    if names != sorted(set(names)):
        yield Finding(body, position, "text-order", "texts stand twice or out of order")
    for name, text in zip(names, line.texts, strict=True):
        if name not in named or text.salt != text.salt.lower() or len(text.salt) != 32:
            yield Finding(body, position, "text-altered", f"no data names the text {name}")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def check_checkpoint(
    chain: Chain, content: str | None, verifier: Verifier | None, origin: str
) -> Iterator[Finding]:
    """The checkpoint is signed by the server's key and states this record's size and root."""
    if content is None:
        yield Finding(chain.body, None, "checkpoint-missing", "the record has no checkpoint")
        return
    try:
        checkpoint, note = read_checkpoint(content)
    except MalformedNote as error:
        yield Finding(chain.body, None, "checkpoint-malformed", str(error))
        return
    if checkpoint.origin != origin:
        yield Finding(
            chain.body,
            None,
            "checkpoint-origin",
            f"the checkpoint is of {checkpoint.origin}, not of {origin}",
        )
    if verifier is None or not verifier.signed(note):
        yield Finding(
            chain.body,
            None,
            "signature-bad",
            "the checkpoint bears no good signature of the server's key",
        )
    yield from _stated(chain, checkpoint)


def _stated(chain: Chain, checkpoint: Checkpoint) -> Iterator[Finding]:
    if checkpoint.size != len(chain.tree):
        yield Finding(
            chain.body,
            min(checkpoint.size, len(chain.tree)),
            "size-wrong",
            f"the checkpoint states {checkpoint.size} entries; {len(chain.tree)} are here",
        )
    elif checkpoint.root != chain.tree.root():
        yield Finding(
            chain.body,
            None,
            "root-wrong",
            "the entries do not have the root that the checkpoint states: at least one is altered",
        )


def check_older(chain: Chain, content: str, verifier: Verifier | None) -> Iterator[Finding]:
    """An older checkpoint of the same record is one of its beginnings."""
    try:
        older, note = read_checkpoint(content)
    except MalformedNote as error:
        yield Finding(chain.body, None, "older-malformed", str(error))
        return
    if verifier is None or not verifier.signed(note):
        yield Finding(
            chain.body,
            None,
            "older-signature-bad",
            "the older checkpoint bears no good signature of the server's key",
        )
    if older.size > len(chain.tree):
        yield Finding(
            chain.body,
            len(chain.tree),
            "history-cut",
            f"the older checkpoint states {older.size} entries; {len(chain.tree)} are left",
        )
    elif chain.tree.root(older.size) != older.root:
        yield Finding(
            chain.body,
            None,
            "history-changed",
            f"the first {older.size} entries are not those of the older checkpoint",
        )
