"""A federation in memory whose invariants are held after every act."""

import re
from collections import Counter
from hashlib import sha256

from delegata.council.act import Command, Refused
from delegata.council.acts import decide, evolve, fold
from delegata.council.consequence import follow
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.norm import seats_of
from delegata.council.state import Council
from delegata.record.checkpoint import Checkpoint, signed_checkpoint
from delegata.record.envelope import leaf_of, line_of, written
from delegata.record.note import signer
from delegata.record.tree import Tree
from delegata.verify.folder import Export, verify

SALT = bytes(16)
SIGNER = signer("simulation.example", bytes(range(32)))


class Broken(AssertionError):
    """An invariant that does not hold, and where."""

    def __init__(self, invariant: str, where: str) -> None:
        super().__init__(f"{invariant}: {where}")
        self.invariant = invariant


def person(number: int) -> str:
    return f"p-{sha256(str(number).encode()).hexdigest()[:12]}"


class World:
    """All bodies, their entries, and the clock."""

    def __init__(self) -> None:
        self.councils: dict[str, Council] = {}
        self.entries: dict[str, list[Entry]] = {}
        self.leaves: dict[str, list[bytes]] = {}
        self.now = "2026-01-01T00:00:00Z"
        self.acts = 0
        self.refusals: Counter[str] = Counter()

    def act(self, body: str, command: Command) -> Entry | Refused:
        """Decides one act; what it makes due is performed with it."""
        council = self.councils.get(body) or Council(body=body)
        outcome = decide(council, command, max(self.now, council.at))
        if isinstance(outcome, Refused):
            self._check_refusal(outcome)
            return outcome
        touched = [body]
        self._append(outcome)

        def perform(other: str, further: Command) -> Entry | None:
            if other not in self.councils:
                return None
            made = decide(self.councils[other], further, max(self.now, self.councils[other].at))
            if isinstance(made, Refused):
                return None
            self._append(made)
            touched.append(other)
            return made

        follow(outcome, self.councils.__getitem__, self._cite, perform)
        for name in dict.fromkeys(touched):
            check(self.councils[name])
        self._check_seat(outcome)
        return outcome

    def _check_seat(self, entry: Entry) -> None:
        if entry.kind != "mandate.ended":
            return
        given = self.councils[entry.body].given[entry.data["mandate"]]
        above = self.councils.get(given.to_body)
        seat = above.mandates.get(given.id) if above else None
        if seat is not None and seat.state != "ended":
            raise Broken("nothing rests on an ended mandate", f"{given.to_body} {seat.id}")

    def must(self, body: str, command: Command) -> Entry:
        """An act that is lawful as the story stands."""
        outcome = self.act(body, command)
        assert isinstance(outcome, Entry), (body, outcome.sentence)
        return outcome

    def given_cite(self, body: str, mandate: str) -> Cite:
        position = self.councils[body].given[mandate].given.position
        return self._cite(self.entries[body][position])

    def _append(self, entry: Entry) -> None:
        council = self.councils.get(entry.body) or Council(body=entry.body)
        self.councils[entry.body] = evolve(council, entry)
        self.entries.setdefault(entry.body, []).append(entry)
        self.leaves.setdefault(entry.body, []).append(leaf_of(line_of(entry, SALT, ())))
        self.acts += 1

    def _cite(self, entry: Entry) -> Cite:
        leaf = self.leaves[entry.body][entry.position]
        return Cite(body=entry.body, position=entry.position, hash=leaf.hex())

    def _check_refusal(self, refused: Refused) -> None:
        self.refusals[refused.code] += 1
        if not re.search(r"@\d+", refused.rule):
            raise Broken("a refusal names its rule", refused.code)

    def finish(self) -> None:
        """Replayed records give the same state, and all of them verify."""
        for body, entries in self.entries.items():
            if fold(body, entries) != self.councils[body]:
                raise Broken("a replay gives the same state", body)
        report = verify(self._export(), key=SIGNER.vkey)
        if not report.ok:
            raise Broken("all records verify", str(report.findings[0]))

    def _export(self) -> Export:
        records, checkpoints = {}, {}
        for body, entries in self.entries.items():
            lines = [line_of(entry, SALT, ()) for entry in entries]
            records[body] = b"".join(written(line) + b"\n" for line in lines)
            stated = Checkpoint(
                f"{SIGNER.name}/{body}", len(entries), Tree(self.leaves[body]).root()
            )
            checkpoints[body] = signed_checkpoint(stated, SIGNER)
        return Export(records, checkpoints, None, ())


def office(number: int, name: str = "secretary") -> Actor:
    return Actor(person=person(number), right=f"office:{name}")


def check(council: Council) -> None:
    """What holds in a body after every act; raises `Broken`."""
    for name in council.attendance.here:
        if council.mandates[name].state != "confirmed":
            raise Broken("no vote without a confirmed mandate in force", f"{council.body} {name}")
    standing = [m for m in council.mandates.values() if m.state not in {"ended", "rejected"}]
    seated = Counter(m.holder.person for m in standing if m.holder.person)
    if twice := [who for who, times in seated.items() if times > 1]:
        raise Broken("no person twice in one body", f"{council.body} {twice[0]}")
    for sender, held in council.seats_held.items():
        due = seats_of(council, sender)
        if due is not None and held > due:
            raise Broken("seats equal the norm", f"{council.body}: {sender} {held} of {due}")
    _check_rests(council)


def _check_rests(council: Council) -> None:
    gone = [m.id for m in council.mandates.values() if m.state in {"ended", "rejected"}]
    for base in gone:
        above = [n for n in council.resting_given.get(base, ()) if not council.given[n].ended]
        if above or base in council.resting:
            raise Broken("nothing rests on an ended mandate", f"{council.body} {base}")
    if council.due:
        raise Broken("nothing rests on an ended mandate", f"{council.body} {council.due[0]}")
