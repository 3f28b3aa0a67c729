"""An export folder: which files belong to it, read within bounds and never beyond the folder."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from delegata.council.state import Council
from delegata.record.checkpoint import REHEARSAL
from delegata.record.note import MalformedNote, Verifier, verifier
from delegata.verify.ballots import Recount, check_ballots
from delegata.verify.chain import Chain, check_checkpoint, check_older, read_chain
from delegata.verify.divisions import check_divisions
from delegata.verify.endings import check_endings
from delegata.verify.findings import Finding, Ledgers, Report
from delegata.verify.judgment import follow_cites, judge_chain
from delegata.verify.quotation import check_quotation
from delegata.verify.receipts import check_receipt
from delegata.verify.texts import check_texts, texts_of

LARGEST_BYTES = 2**30
LARGEST_CHECKPOINT_BYTES = 2**16
KEY_FILE = "server.vkey"
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NAME = r"([a-z0-9][a-z0-9-]{0,63})"
_LEDGER_FILE = re.compile(rf"{_NAME}\.{_NAME}\.(ballots|voted|votes|voters)")
_BODY_FILE = re.compile(rf"{_NAME}\.(jsonl|checkpoint)")


class Export(NamedTuple):
    """The files of an export: records and checkpoints by body, ledgers, and the server's key."""

    records: dict[str, bytes]
    checkpoints: dict[str, str]
    vkey: str | None
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    ledgers: Ledgers = MappingProxyType({})


class Brought(NamedTuple):
    """What somebody holds against an export, by the names of its files."""

    receipts: Mapping[str, str] = _NOTHING
    quotations: Mapping[str, str] = _NOTHING


NOTHING_BROUGHT = Brought()


class UnreadableExport(Exception):
    """A folder that is no export, with the reason."""


def read_export(folder: Path) -> Export:
    """The export in a folder. Raises `UnreadableExport`; other files are noted."""
    if not folder.is_dir():
        raise UnreadableExport(f"{folder} is not a folder; name the folder of an export")
    export = Export({}, {}, None, ())
    ledgers: dict[tuple[str, str, str], bytes] = {}
    findings: list[Finding] = []
    notes: list[str] = []
    for path in sorted(folder.iterdir()):
        content, wrong = _content(folder, path)
        if wrong:
            findings.append(Finding(path.stem, None, "file-unreadable", f"{path.name}: {wrong}"))
        elif path.name == KEY_FILE:
            export = export._replace(vkey=content.decode("utf-8", "replace"))
        elif found := _BODY_FILE.fullmatch(path.name):
            if found[2] == "jsonl":
                export.records[found[1]] = content
            else:
                export.checkpoints[found[1]] = content.decode("utf-8", "replace")
        elif ledger := _LEDGER_FILE.fullmatch(path.name):
            ledgers[ledger[1], ledger[2], ledger[3]] = content
        else:
            notes.append(f"{path.name} is no part of an export and was not read")
    if not export.records:
        raise UnreadableExport(f"{folder} holds no record (no file BODY.jsonl)")
    return export._replace(findings=tuple(findings), notes=tuple(notes), ledgers=ledgers)


def read_older(path: Path) -> str:
    """A checkpoint, a receipt or words, read within bounds. Raises `UnreadableExport`."""
    with path.open("rb") as file:
        content = file.read(LARGEST_CHECKPOINT_BYTES + 1)
    if len(content) > LARGEST_CHECKPOINT_BYTES:
        raise UnreadableExport(f"{path} is too large for what it should be")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UnreadableExport(f"{path} is no text in UTF-8; save it anew") from error


def _content(folder: Path, path: Path) -> tuple[bytes, str]:
    """The bytes of a regular file inside the folder, or why they are not read."""
    if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()):
        return b"", "it leads out of the folder"
    if not path.is_file():
        return b"", "it is not a regular file"
    if path.stat().st_size > LARGEST_BYTES:
        return b"", f"it is larger than {LARGEST_BYTES} bytes"
    return path.read_bytes(), ""


def verify(
    export: Export,
    *,
    key: str | None = None,
    older: str | None = None,
    recount: Recount | None = None,
    brought: Brought = NOTHING_BROUGHT,
) -> Report:
    """The whole verification of an export.

    `key` is the verifier key to trust; without it the signer is not pinned. `older` is a checkpoint
    kept from before, which the record of its body must continue. `recount` makes ranked counts
    again; `brought` are receipts of voters and words to look up. Raises `MalformedNote` for a `key`
    that is none.
    """
    notes = [] if key else ["signer not pinned: give --key to say whose signature you trust"]
    notes += export.notes
    findings = list(export.findings)
    trusted = verifier(key) if key else _shipped(export, findings)
    findings += _rehearsals(export, trusted.name if key and trusted else "")
    chains = {body: read_chain(body, content) for body, content in export.records.items()}
    findings += [
        Finding(body, None, "record-missing", "a checkpoint without its record")
        for body in sorted({*export.checkpoints} - {*chains})
    ]
    councils: dict[str, Council] = {}
    for body, chain in chains.items():
        findings += chain.findings
        origin = f"{trusted.name if trusted else ''}/{body}"
        findings += check_checkpoint(chain, export.checkpoints.get(body), trusted, origin)
        if chain.judgeable:
            judgment = judge_chain(chain)
            findings += judgment.findings
            notes += judgment.notes
            if judgment.whole:
                councils[body] = judgment.council
    for followed in _followed_up(export, chains, councils, trusted, (recount, brought)):
        if isinstance(followed, Finding):
            findings.append(followed)
        else:
            notes.append(followed)
    if older is not None:
        findings += _older(chains, older, trusted)
    notes += [
        f"{body}: its lines are broken, so its acts were not judged"
        for body, chain in chains.items()
        if not chain.judgeable
    ]
    entries = sum(len(chain.lines) for chain in chains.values())
    return Report(len(chains), entries, tuple(findings), tuple(notes))


def _followed_up(
    export: Export,
    chains: Mapping[str, Chain],
    councils: Mapping[str, Council],
    trusted: Verifier | None,
    asked: tuple[Recount | None, Brought],
) -> Iterator[Finding | str]:
    """What reaches over bodies, and into ledgers; of a body that was judged in part none is."""
    recount, brought = asked
    partly = {body for body, chain in chains.items() if chain.judgeable} - set(councils)
    ledgers = {key: ledger for key, ledger in export.ledgers.items() if key[0] not in partly}
    left = {key[:2] for key in export.ledgers if key[0] in partly}
    yield from (f"{body}: the ballots of {name} were not judged" for body, name in sorted(left))
    yield from follow_cites({body: chain for body, chain in chains.items() if chain.judgeable})
    yield from check_endings(chains, councils)
    yield from check_ballots(councils, ledgers, recount)
    yield from check_divisions(councils, ledgers)
    texts = {body: texts_of(chains[body]) for body in councils}
    yield from check_texts(councils, texts)
    for name, receipt in brought.receipts.items():
        yield from check_receipt(name, receipt, councils, ledgers, trusted)
    for name, words in brought.quotations.items():
        yield from check_quotation(name, words, councils, texts)
    for body in sorted({*chains} - {*councils}) if brought.quotations else ():
        yield f"{body}: it was judged in part, so no quotation was looked up in it"


def _rehearsals(export: Export, pinned: str) -> Iterator[Finding]:
    """A rehearsal is nobody's record: only who names its key can have it checked as what it is."""
    names = {(export.vkey or "").partition("+")[0]}
    names |= {content.partition("/")[0] for content in export.checkpoints.values()}
    for name in sorted(name for name in names if name.startswith(REHEARSAL) and name != pinned):
        said = f"{name[:100]!r} only rehearses; nothing in it is the record of a federation"
        yield Finding("", None, "rehearsal", said)


def _shipped(export: Export, findings: list[Finding]) -> Verifier | None:
    try:
        if export.vkey is not None:
            return verifier(export.vkey.removesuffix("\n"))
        findings.append(Finding("", None, "key-missing", f"the export has no {KEY_FILE}"))
    except MalformedNote as error:
        findings.append(Finding("", None, "key-malformed", str(error)))
    return None


def _older(chains: dict[str, Chain], older: str, trusted: Verifier | None) -> list[Finding]:
    body = older.split("\n", 1)[0].rpartition("/")[2]
    if body not in chains:
        return [
            Finding(
                body,
                None,
                "record-missing",
                "the older checkpoint is of a body whose record is not here",
            )
        ]
    return list(check_older(chains[body], older, trusted))
