"""A data folder in one file: its database, its secrets, its key, and what to find in it again."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from delegata.server.rehearsal import MARK_FILE, NAME_FILE
from delegata.store.dump import DumpFailed, dump, load, standing_still
from delegata.store.federation import Federation
from delegata.store.postgres import address, connect, leave, prepare

FORM = "delegata backup 1"
DATABASE = "database.dump"
MANIFEST = "manifest.json"
KEPT = (NAME_FILE, "secret", "signing-key", MARK_FILE)
"""The files of a data folder beside its database; the last one only in a rehearsal."""
LARGEST_MANIFEST_BYTES = 2**26


class NoBackup(Exception):
    """A backup that is not made, or one that is not restored, with the reason."""


class Backed(NamedTuple):
    """What a backup holds: how many records, how many entries in them, which open secret boxes."""

    bodies: int
    entries: int
    secret_boxes: tuple[str, ...] = ()
    """Until a box is closed, a copy of it could tell who cast what."""


def backup(folder: Path, given: str | None, file: Path) -> Backed:
    """Writes a data folder to a file, whole or not at all, while it may be served."""
    if file.exists():
        raise NoBackup(f"{file} is there already; name a file that is not")
    if not (folder / NAME_FILE).is_file():
        raise NoBackup(f"{folder} is no data folder; name the one to back up with --data")
    beside = file.with_name(f"{file.name}.part")
    uri = address(folder, given)
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as place:
            dumped = Path(place) / DATABASE
            with standing_still(uri) as (snapshot, federation):
                dump(uri, dumped, snapshot=snapshot)
            _write(beside, [folder / name for name in KEPT], dumped, heads(federation))
        beside.rename(file)
    finally:
        leave(uri)
        beside.unlink(missing_ok=True)
    return _counted(heads(federation))._replace(secret_boxes=tuple(_secret_boxes(federation)))


def _secret_boxes(federation: Federation) -> Iterator[str]:
    for body, chronicle in sorted(federation.bodies.items()):
        council = chronicle.council
        division = council.divisions.get(council.dividing)
        if division is not None and division.method == "secret":
            yield f"{body}/{division.id}"
        for election in council.elections.values():
            if election.state == "polling" and election.secrecy == "detached":
                yield f"{body}/{election.id}"


def heads(federation: Federation) -> dict[str, list[Any]]:
    """How long each record is, and its root: what a restored one must come to again."""
    return {
        body: [chronicle.council.size, b64encode(chronicle.tree.root()).decode()]
        for body, chronicle in sorted(federation.bodies.items())
    }


def _counted(known: dict[str, list[Any]]) -> Backed:
    return Backed(len(known), sum(size for size, _ in known.values()))


def _write(beside: Path, files: list[Path], dumped: Path, known: dict[str, list[Any]]) -> None:
    """The manifest comes last: a file that was cut off has none."""
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        with tarfile.open(fileobj=opened, mode="w") as tar:
            present = [path for path in (*files, dumped) if path.exists()]
            for path in present:
                tar.add(path, path.name)
            digests = {path.name: _digest(path) for path in present}
            manifest = json.dumps({"form": FORM, "files": digests, "heads": known}).encode()
            said = tarfile.TarInfo(MANIFEST)
            said.size = len(manifest)
            tar.addfile(said, io.BytesIO(manifest))
        opened.flush()
        os.fsync(opened.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def restore(file: Path, folder: Path) -> Backed:
    """Makes a data folder of a backup, whole or not at all; its records are folded and compared."""
    if folder.exists() and any(folder.iterdir()):
        raise NoBackup(f"{folder} is not empty; name a folder that is not there yet with --data")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        known = _unpacked(file, beside)
        _load(beside, known)
        (beside / DATABASE).unlink()
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except (tarfile.TarError, EOFError, ValueError, KeyError, DumpFailed) as error:
        raise NoBackup(f"{file} is no whole backup: {error}. Take another one.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return _counted(known)


def _unpacked(file: Path, beside: Path) -> dict[str, list[Any]]:
    """Takes the files out that the manifest names, if they are what it says."""
    with tarfile.open(file, mode="r:") as tar:
        members = {member.name: member for member in tar.getmembers()}
        said = members.get(MANIFEST)
        if said is None or said.size > LARGEST_MANIFEST_BYTES:
            raise ValueError("it has no manifest, and was cut off or is something else")
        opened = tar.extractfile(said)
        manifest = json.load(opened) if opened else {}
        if manifest.get("form") != FORM:
            raise ValueError(f"its form is not {FORM!r}")
        missing = {DATABASE, *KEPT[:3]} - set(manifest["files"])
        if missing:
            raise ValueError(f"it lacks {', '.join(sorted(missing))}")
        for name, digest in manifest["files"].items():
            if name not in {DATABASE, *KEPT} or name not in members:
                raise ValueError(f"it should hold {name}, which does not belong or is not there")
            tar.extract(members[name], beside, set_attrs=False, filter="data")
            (beside / name).chmod(0o600)
            if _digest(beside / name) != digest:
                raise ValueError(f"{name} was altered")
    heads_said: dict[str, list[Any]] = manifest["heads"]
    return heads_said


def _load(beside: Path, known: dict[str, list[Any]]) -> None:
    uri = address(beside, None)
    try:
        load(beside / DATABASE, uri)
        federation = Federation()
        with connect(uri) as connection:
            prepare(connection)
            federation.catch_up(connection)
    finally:
        leave(uri)
    if heads(federation) != known:
        raise ValueError("its records are not as long, or not the same, as its manifest says")
