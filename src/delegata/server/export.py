"""The public record written to a folder, for `delegata verify` and for any other verifier."""

from pathlib import Path

from delegata.council.publicity import members_only, names_public
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.envelope import written
from delegata.record.ledger import file_of, hashes_of
from delegata.record.note import Signer
from delegata.store.ballot_box import BallotBox, division_poll, election_poll
from delegata.store.federation import Chronicle, Federation, PublicChronicle
from delegata.store.people import Register
from delegata.verify.folder import KEY_FILE


def export(
    federation: Federation,
    signer: Signer,
    folder: Path,
    register: Register | None = None,
    *,
    public: bool = False,
) -> int:
    """Writes every record with its checkpoint; returns the number of entries written.

    As the `public` may have it, a body for its members alone is not there, and what is not public
    is withheld: its envelopes stand, so that every proof holds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = 0
    for body, whole in federation.bodies.items():
        chronicle = whole.public() if public else whole
        if public and members_only(whole.council):
            continue
        size = chronicle.council.size
        lines = (written(chronicle.line(position)) + b"\n" for position in range(size))
        _replace(folder / f"{body}.jsonl", b"".join(lines))
        _replace(folder / f"{body}.checkpoint", checkpoint(chronicle, signer, size).encode())
        entries += size
        if register is not None:
            _ballots(folder, chronicle, register)
    _replace(folder / KEY_FILE, f"{signer.vkey}\n".encode())
    return entries


def _ballots(folder: Path, chronicle: Chronicle, register: Register) -> None:
    """The sealed boxes of a body, each as a file; no roll leaves.

    Of the electors who voted the hashes of their salted rows do: they tell nobody who that is, and
    each elector that their own is there. The delegates who voted in a division are public.
    """
    named = names_public(chronicle.council) or not isinstance(chronicle, PublicChronicle)
    for election in chronicle.council.elections.values():
        if election.ballots is None:
            continue
        box = BallotBox(register, election_poll(chronicle.body, election))
        path = folder / f"{chronicle.body}.{election.id}"
        _replace(path.with_name(f"{path.name}.voted"), hashes_of(box.voters()))
        if named or election.secrecy == "detached":
            _replace(path.with_name(f"{path.name}.ballots"), file_of(box.ballots()))
    for division in chronicle.council.divisions.values():
        if division.ballots is not None and (named or division.method == "secret"):
            box = BallotBox(register, division_poll(chronicle.body, division))
            path = folder / f"{chronicle.body}.{division.id}"
            _replace(path.with_name(f"{path.name}.votes"), file_of(box.ballots()))
            _replace(path.with_name(f"{path.name}.voters"), file_of(box.voters()))


def checkpoint(chronicle: Chronicle, signer: Signer, size: int | None = None) -> str:
    """The signed checkpoint of a record at a size, by default as it stands."""
    size = chronicle.council.size if size is None else size
    stated = Checkpoint(origin_of(signer.name, chronicle.body), size, chronicle.tree.root(size))
    return signed_checkpoint(stated, signer)


def _replace(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(content)
    beside.replace(path)
