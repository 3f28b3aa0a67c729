"""A made-up congress with mandates in every state, and the keys of a made-up server."""

from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.acts import decide, evolve
from delegata.council.body import FoundBody
from delegata.council.credentials import ConfirmMandates, ContestMandates, RejectMandates
from delegata.council.ending import NoteEnding
from delegata.council.entry import Actor, Cite
from delegata.council.mandate import PresentMandate
from delegata.council.rulesets import union
from delegata.council.state import Council
from delegata.council.words import Holder
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.door import list_of
from delegata.record.envelope import leaf_of, line_of, written
from delegata.record.note import signer
from delegata.record.tree import Tree

SIGNER = signer("hall.example", bytes(range(32)))
STRANGER = signer("hall.example", bytes(range(1, 33)))
SECRETARY = "p-5ec4e7a4"
BY = Actor(person=SECRETARY, right="office:secretary")
SALT = bytes(16)
HASH = "0" * 64
AT = "2026-03-01T09:00:00Z"


class Hall:
    """A council with its record, grown act by act."""

    def __init__(self, body="made-up-congress") -> None:
        self.council = Council(body=body)
        self.tree = Tree()
        self.lines = []
        self.do(
            FoundBody(
                by=BY, name="A made-up congress", character="congress", tier=1,
                rules=union.UNION_CONGRESS, officers=(("secretary", SECRETARY),),
            )
        )  # fmt: skip

    def do(self, command, at=AT):
        """Performs an act that must stand."""
        entry = decide(self.council, command, at)
        assert not isinstance(entry, Refused), entry.sentence
        line = line_of(entry, SALT)
        self.council = evolve(self.council, entry)
        self.tree.append(leaf_of(line))
        self.lines.append(written(line))

    def present(self, name, at=AT, **more):
        """A delegate comes with a mandate."""
        holder = Holder(person=f"p-{name.replace('-', '0'):0>8}")
        cite = Cite(body="a-branch", position=len(self.tree), hash=HASH)
        self.do(PresentMandate(by=BY, cites=(cite,), mandate=name, holder=holder,
                               from_body="a-branch", **more), at)  # fmt: skip

    def confirm(self, *names):
        """The credentials committee confirms."""
        self.do(ConfirmMandates(by=BY, mandates=names))

    def end(self, name, at=AT):
        """The branch has recalled its delegate."""
        cite = Cite(body="a-branch", position=len(self.tree), hash=HASH)
        by = replace(BY, right="notice:a-branch")
        self.do(NoteEnding(by=by, cites=(cite,), mandate=name, ending="recalled"), at)

    def checkpoint(self, by=SIGNER):
        """The record's signed checkpoint as it stands."""
        origin = origin_of(SIGNER.name, self.council.body)
        return signed_checkpoint(Checkpoint(origin, len(self.tree), self.tree.root()), by)

    def list(self, made_at="2026-03-01T12:00:00Z"):
        """The door list as it follows."""
        return list_of(self.council, self.checkpoint(), made_at)


def hall(body="made-up-congress"):
    """Delegates d-1 to d-6: confirmed, advisory, presented, contested, rejected, recalled."""
    made = Hall(body)
    for number in range(1, 7):
        voice = "advisory" if number == 2 else "decisive"
        made.present(f"d-{number}", voice=voice, elected_on="2026-02-01")
    made.confirm("d-1", "d-2", "d-6")
    made.do(ContestMandates(by=BY, mandates=("d-4",), reason="no minutes"))
    made.do(RejectMandates(by=BY, mandates=("d-5",), reason="two of one seat"))
    return made
