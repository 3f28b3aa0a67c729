"""The ballot box: who voted and what was cast, in two ledgers that are sealed at the close."""

import json
import secrets
from collections.abc import Callable
from hashlib import sha256
from typing import Literal, NamedTuple, TypeVar

from psycopg import Connection

from delegata.council.ballot import Ballot, read_ballot
from delegata.council.constituency import Election
from delegata.council.deliberation import Division
from delegata.council.inclusion import leaf, row_of
from delegata.council.words import Seal
from delegata.record.ledger import row, seal
from delegata.record.receipt import Batch, Promise
from delegata.store.people import SALT_BYTES, Register

_PAPERS = "select paper from ballot where body = %s and election = %s"

_PAPER = "select paper from ballot where key = %s"
_VOTED = """
    select v.salt, v.place, v.cast_by, b.note, b.leaves from voter v
    left join receipt_batch b on b.number = v.batch
    where v.body = %s and v.election = %s and v.person = %s
"""

_TURNOUT_WITH = """
    select count(*), coalesce(array_agg(person) filter (where person = any(%s)), '{}')
    from voter where body = %s and election = %s
"""

Outcome = TypeVar("Outcome")


class Poll(NamedTuple):
    """A vote by ballot in a body: an election of persons, or a division on a motion."""

    body: str
    name: str
    of: Literal["election", "division"]
    secret: bool

    @property
    def key(self) -> str:
        """What the tables call it: no election has a stroke in its name."""
        return self.name if self.of == "election" else f"division/{self.name}"

    def voter_row(self, voter: str, salt: str, by: str = "") -> bytes:
        """A voter's row: a person with a salt, or a mandate, which is public as it is.

        `by` is the mandate that voted for an absent one.
        """
        if self.of == "election":
            return row_of(voter, salt)
        return row({"mandate": voter, "by": by} if by else {"mandate": voter})

    def paper(self, voter: str, said: dict[str, object]) -> bytes:
        """A ballot's row, which names its voter where the ballot is open."""
        if self.secret:
            return row(said)
        return row({**said, "person" if self.of == "election" else "mandate": voter})

    def ballot_key(self, voter: str) -> str:
        """Under what a ballot lies in its box: at random where it is secret."""
        if self.secret:
            return secrets.token_hex(SALT_BYTES)
        return sha256(f"{self.body} {self.key} {voter}".encode()).hexdigest()

    def promise(self, voter: str, salt: str, paper: bytes, by: str = "") -> Promise:
        """What a receipt promises: the ballot where it is open, and that one voted where not."""
        if self.secret:
            voted = self.voter_row(voter, salt, by)
            return Promise(self.body, self.key, "voters", voted, salt)
        return Promise(self.body, self.key, "ballots", paper, salt)


def election_poll(body: str, election: Election) -> Poll:
    """The poll of an election by ballot."""
    return Poll(body, election.id, "election", secret=election.secrecy == "detached")


def division_poll(body: str, division: Division) -> Poll:
    """The poll of a division by ballot."""
    return Poll(body, division.id, "division", secret=division.method == "secret")


class BallotBox:
    """The box of one poll, as who keeps it opens it; ballots come in at the polling station."""

    def __init__(self, register: Register, poll: Poll) -> None:
        self._register = register
        self._poll = poll
        self._place = [poll.body, poll.key]

    def receipt(self, voter: str) -> str | None:
        """The receipt of who has voted."""
        return self._register.asked(lambda c: receipt_of(c, self._poll, voter))

    def has_voted(self, voter: str) -> bool:
        found = self._register.asked(
            lambda c: c.execute(
                "select 1 from voter where body = %s and election = %s and person = %s",
                [*self._place, voter],
            ).fetchone()
        )
        return found is not None

    def turnout(self) -> int:
        found = self._register.asked(
            lambda c: c.execute(
                "select count(*) from voter where body = %s and election = %s", self._place
            ).fetchone()
        )
        assert found is not None, "a count has one row"
        return int(found[0])

    def turnout_with(self, voters: list[str]) -> tuple[int, frozenset[str]]:
        """How many have voted, and who of these."""
        count, voted = self._register.asked(
            lambda c: c.execute(_TURNOUT_WITH, [voters, *self._place]).fetchone()
        ) or (0, [])
        return count, frozenset(voted)

    def ballots(self) -> list[bytes]:
        """The papers by their content, which is the order in which they are sealed."""
        rows = self._register.asked(lambda c: c.execute(_PAPERS, self._place).fetchall())
        return sorted(paper.encode() for (paper,) in rows)

    def voters(self) -> list[bytes]:
        """The rows of those who voted, in the order in which they are sealed."""
        rows = self._register.asked(self._voters)
        return [self._poll.voter_row(*row) for row in rows]

    def _voters(self, connection: Connection) -> list[tuple[str, str, str]]:
        return connection.execute(
            "select person, salt, cast_by from voter where body = %s and election = %s"
            ' order by person collate "C"',
            self._place,
        ).fetchall()

    def closing(
        self, perform: Callable[[Seal, Seal], Outcome], goes_on: Callable[[], bool]
    ) -> Outcome | None:
        """Seals the box and performs the act that says so, one close of a poll at a time.

        `goes_on` says whether the poll does. Where the act is refused and it does, the box is open
        again; None where somebody else had closed it.
        """
        with self._register.one_at_a_time(f"close {self._poll.body} {self._poll.key}"):
            if not goes_on():
                return None
            outcome = perform(*self.sealed())
            if goes_on():
                self.reopen()
            return outcome

    def sealed(self) -> tuple[Seal, Seal]:
        """The seals of voters and of ballots, as they stand at the close.

        Secret ballots are written anew in the order of their content under new keys. The voters of
        an election are kept under their root, so that each can prove that they voted.
        """
        return self._register.alone(self._close)

    def _close(self, connection: Connection) -> tuple[Seal, Seal]:
        connection.execute(
            "insert into poll_box (body, election, closed) values (%s, %s, true)"
            " on conflict (body, election) do update set closed = true",
            self._place,
        )
        voters = self._voters(connection)
        papers = connection.execute(_PAPERS, self._place).fetchall()
        ordered = sorted(paper.encode() for (paper,) in papers)
        if self._poll.secret:
            self._rewrite(connection, ordered)
        voted = seal(self._poll.voter_row(*voter) for voter in voters)
        if self._poll.of == "election":
            self._lay_down(connection, voted.root, voters)
        return voted, seal(ordered)

    def _rewrite(self, connection: Connection, papers: list[bytes]) -> None:
        connection.execute("delete from ballot where body = %s and election = %s", self._place)
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into ballot (key, body, election, paper) values (%s, %s, %s, %s)",
                [(secrets.token_hex(SALT_BYTES), *self._place, paper.decode()) for paper in papers],
            )

    def _lay_down(
        self, connection: Connection, root: str, voters: list[tuple[str, str, str]]
    ) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into roll_row (body, root, place, person, salt)"
                " values (%s, %s, %s, %s, %s) on conflict do nothing",
                [
                    (self._poll.body, root, place, person, salt)
                    for place, (person, salt, _) in enumerate(voters)
                ],
            )

    def reopen(self) -> None:
        """Takes a close back, where the act that was to seal the box was refused."""
        self._register.asked(
            lambda c: c.execute(
                "update poll_box set closed = false where body = %s and election = %s",
                self._place,
            )
        )


def voted_in(register: Register, body: str, voter: str) -> frozenset[str]:
    """The polls of a body in which somebody has voted."""
    rows = register.asked(
        lambda c: c.execute(
            "select election from voter where body = %s and person = %s", [body, voter]
        ).fetchall()
    )
    return frozenset(election for (election,) in rows)


def receipt_of(connection: Connection, poll: Poll, voter: str) -> str | None:
    """The receipt of who has voted, the same each time; None where no ballot was cast.

    Empty for a ballot from before receipts were given.
    """
    row = connection.execute(_VOTED, [poll.body, poll.key, voter]).fetchone()
    if row is None:
        return None
    salt, place, by, note, leaves = row
    if note is None:
        return ""
    said = connection.execute(_PAPER, [poll.ballot_key(voter)]).fetchone()
    batch = Batch([leaves[at : at + 32] for at in range(0, len(leaves), 32)], note)
    promise = poll.promise(voter, salt, said[0].encode() if said else b"", by)
    unsalted = leaf(promise.line) != batch.leaves[place]  # promised before there were salts
    return batch.receipt(place, promise._replace(salt="") if unsalted else promise)


def read_papers(papers: list[bytes]) -> list[Ballot]:
    """The ballots that papers of an election hold."""
    return [read_ballot(json.loads(paper)) for paper in papers]
