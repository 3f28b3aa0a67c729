"""The ballot box: who voted and what was cast, in two ledgers that are sealed at the close."""

import json
import secrets
from typing import Any

import msgspec
from psycopg import Connection

from delegata.council.ballot import Ballot, read_ballot
from delegata.council.inclusion import row_of
from delegata.council.words import Seal
from delegata.record.ledger import row, seal
from delegata.store.people import SALT_BYTES, Register


class BallotBox:
    """The box of one election; each person's ballot is taken once, whole or not at all."""

    def __init__(self, register: Register, body: str, election: str, *, secret: bool) -> None:
        self._register = register
        self._place = [body, election]
        self._secret = secret

    def cast(self, person: str, ballot: Ballot) -> bool:
        """Takes a ballot; False where the person has voted or the box is closed."""

        def put(connection: Connection) -> bool:
            connection.execute(
                "insert into poll_box (body, election) values (%s, %s) on conflict do nothing",
                self._place,
            )
            box = connection.execute(
                "select closed from poll_box where body = %s and election = %s for share",
                self._place,
            ).fetchone()
            if box is None or box[0]:
                return False
            taken = connection.execute(
                "insert into voter (body, election, person, salt) values (%s, %s, %s, %s)"
                " on conflict do nothing",
                [*self._place, person, secrets.token_hex(SALT_BYTES)],
            ).rowcount
            if taken:
                connection.execute(
                    "insert into ballot (key, body, election, paper) values (%s, %s, %s, %s)",
                    [secrets.token_hex(SALT_BYTES), *self._place, self._paper(person, ballot)],
                )
            return bool(taken)

        return self._register.asked(put)

    def _paper(self, person: str, ballot: Ballot) -> str:
        said: dict[str, Any] = msgspec.to_builtins(ballot)
        return row(said if self._secret else {**said, "person": person}).decode()

    def has_voted(self, person: str) -> bool:
        found = self._register.asked(
            lambda c: c.execute(
                "select 1 from voter where body = %s and election = %s and person = %s",
                [*self._place, person],
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

    def ballots(self) -> list[bytes]:
        """The papers by their content, which is the order in which they are sealed."""
        papers = self._register.asked(
            lambda c: c.execute(
                "select paper from ballot where body = %s and election = %s", self._place
            ).fetchall()
        )
        return sorted(paper.encode() for (paper,) in papers)

    def sealed(self) -> tuple[Seal, Seal]:
        """The seals of voters and of ballots, as they stand at the close.

        The ballots are written anew in the order of their content under new keys, and the voters'
        rows are kept under their root, so that each voter can prove that they voted.
        """

        def close(connection: Connection) -> tuple[Seal, Seal]:
            connection.execute(
                "insert into poll_box (body, election, closed) values (%s, %s, true)"
                " on conflict (body, election) do update set closed = true",
                self._place,
            )
            voters = connection.execute(
                "select person, salt from voter where body = %s and election = %s order by person",
                self._place,
            ).fetchall()
            papers = connection.execute(
                "delete from ballot where body = %s and election = %s returning paper", self._place
            ).fetchall()
            ordered = sorted(paper for (paper,) in papers)
            with connection.cursor() as cursor:
                cursor.executemany(
                    "insert into ballot (key, body, election, paper) values (%s, %s, %s, %s)",
                    [(secrets.token_hex(SALT_BYTES), *self._place, paper) for paper in ordered],
                )
                voted = seal(row_of(person, salt) for person, salt in voters)
                cursor.executemany(
                    "insert into roll_row (body, root, place, person, salt)"
                    " values (%s, %s, %s, %s, %s) on conflict do nothing",
                    [
                        (self._place[0], voted.root, place, person, salt)
                        for place, (person, salt) in enumerate(voters)
                    ],
                )
            return voted, seal(paper.encode() for paper in ordered)

        return self._register.asked(close)

    def reopen(self) -> None:
        """Takes the close back, where the act that was to seal the box was refused."""
        self._register.asked(
            lambda c: c.execute(
                "update poll_box set closed = false where body = %s and election = %s",
                self._place,
            )
        )


def read_papers(papers: list[bytes]) -> list[Ballot]:
    """The ballots that papers hold."""
    return [read_ballot(json.loads(paper)) for paper in papers]
