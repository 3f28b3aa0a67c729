"""The register of people: who is on whose roll, proofs of that, corrections, and forgetting."""

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple, TypeVar

from psycopg import Connection

from delegata.council.inclusion import leaf, row_of
from delegata.council.words import Membership, Seal
from delegata.record.tree import Tree
from delegata.store.forgetting import forget
from delegata.store.postgres import connect

SALT_BYTES = 16
A_PAGE = 200
_TREES_KEPT = 4

Answer = TypeVar("Answer")


class Member(NamedTuple):
    """Somebody on a roll, as the register has them."""

    person: str
    number: str
    name: str
    email: str
    since: str


class Correction(NamedTuple):
    """What was corrected of somebody, when and by whom."""

    field: str
    was: str
    became: str
    at: str
    by: str


class Register:
    """The people's part of the database.

    One connection, one question at a time; what takes long has a connection of its own.
    """

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._tree = lru_cache(_TREES_KEPT)(self._planted)

    def asked(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question; a connection that broke is made anew the next time."""
        with self._lock:
            connection = self._connection = self._connection or connect(self._uri)
            try:
                with connection.transaction():
                    return question(connection)
            except BaseException:
                if connection.broken or connection.closed:
                    self._connection = None
                raise

    def alone(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer to a question that takes long, on a connection of its own."""
        with connect(self._uri) as connection, connection.transaction():
            return question(connection)

    @contextmanager
    def one_at_a_time(self, work: str) -> Iterator[None]:
        """While this is held, nobody else on this database does the same work.

        The lock is that of a session: a transaction that waits for the work would be ended as idle,
        and let the next one in. It ends with its connection, however the work does.
        """
        with connect(self._uri) as connection:
            connection.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [work])
            yield

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def name(self, person: str) -> str | None:
        return self.names([person]).get(person)

    def names(self, people: Sequence[str]) -> dict[str, str]:
        """The names of those of many who are in the register."""
        return dict(self.asked(lambda c: c.execute(_NAMES, [list(people)]).fetchall()))

    def person(self, said: str) -> str | None:
        """Somebody by alias, by member number or by id, as people write them."""
        row = self.asked(lambda c: c.execute(_PERSON, {"said": said}).fetchone())
        return row[0] if row else None

    def is_on(self, body: str, root: str, person: str) -> bool:
        """Whether somebody is on the roll with this root."""
        row = self.asked(lambda c: c.execute(_PLACE, [body, root, person]).fetchone())
        return row is not None

    def enrol(self, people: list[tuple[str, str, str, str]]) -> None:
        """Registers people by id, number, name and e-mail, but for those who are known."""

        def insert(connection: Connection) -> None:
            with connection.cursor() as cursor:
                cursor.executemany(_ENROL, people)
            connection.execute("select nextval('register_version')")

        self.asked(insert)

    def count(self, body: str, day: str) -> int:
        row = self.asked(lambda c: c.execute(_COUNT, {"body": body, "day": day}).fetchone())
        assert row is not None, "a count has one row"
        return int(row[0])

    def members(self, body: str, day: str, find: str = "", page: int = 1) -> list[Member]:
        """A page of a body's roll on a day, by name, one more than fits where there are more."""
        wanted = {"body": body, "day": day, "find": f"%{find.lower()}%"}
        wanted |= {"skip": str((page - 1) * A_PAGE), "most": str(A_PAGE + 1)}
        rows = self.asked(lambda c: c.execute(_MEMBERS, wanted).fetchall())
        return [Member(*row) for row in rows]

    def every_member(self, body: str, day: str) -> Iterator[Member]:
        """The whole roll of a body on a day, row by row."""
        with (
            connect(self._uri) as connection,
            connection.transaction(),
            connection.cursor(name="roll") as cursor,
        ):
            cursor.execute(_EVERY, {"body": body, "day": day})
            for row in cursor:
                yield Member(*row)

    def member(self, body: str, person: str) -> Member | None:
        """Somebody who is on the roll of a body now."""
        row = self.asked(lambda c: c.execute(_MEMBER, [body, person]).fetchone())
        return Member(*row) if row else None

    def signed_in(self, sessions: Iterable[str]) -> set[str]:
        """Those of the sessions that are signed in still."""
        rows = self.asked(lambda c: c.execute(_SIGNED_IN, [list(sessions)]).fetchall())
        return {session for (session,) in rows}

    def sign_in_changed(self, person: str, what: str) -> None:
        self.asked(
            lambda c: c.execute(
                "insert into sign_in_change (person, what) values (%s, %s)", [person, what]
            )
        )

    def sign_in_changed_within(self, person: str, hours: int) -> bool:
        """Whether somebody's address or password was changed lately, not first set."""
        return person in self.sign_in_changed_among([person], hours)

    def sign_in_changed_among(self, people: list[str], hours: int) -> frozenset[str]:
        """Those of many whose address or password was changed lately, not first set."""
        rows = self.asked(lambda c: c.execute(_CHANGED, [people, hours]).fetchall())
        return frozenset(person for (person,) in rows)

    def sign_in_changes(self, person: str) -> list[tuple[str, str]]:
        """When and what somebody's sign-in changed, the latest first."""
        return self.asked(lambda c: c.execute(_CHANGES, [person]).fetchall())

    def corrections(self, person: str) -> list[Correction]:
        rows = self.asked(lambda c: c.execute(_CORRECTIONS, [person]).fetchall())
        return [Correction(*row) for row in rows]

    def bodies_of(self, person: str) -> list[tuple[str, str, str]]:
        """The bodies on whose rolls somebody is or was: body, since, until."""
        return self.asked(lambda c: c.execute(_BODIES_OF, [person]).fetchall())

    def prepare_roll(self, body: str, day: str) -> Seal:
        """Lays a roll down as it stands on a day, each row with a new salt; its seal.

        Its rows are kept under its root, so that no roll is ever laid over another.
        """

        def lay(connection: Connection) -> Seal:
            people = connection.execute(_ON_ROLL, {"body": body, "day": day}).fetchall()
            salted = [(person, secrets.token_hex(SALT_BYTES)) for (person,) in people]
            tree = Tree(leaf(row_of(person, salt)) for person, salt in salted)
            root = tree.root().hex()
            with connection.cursor().copy(_COPY_ROLL) as copy:
                for place, (person, salt) in enumerate(salted):
                    copy.write_row((body, root, place, person, salt))
            return Seal(len(tree), root)

        return self.alone(lay)

    def drop_roll(self, body: str, root: str) -> None:
        """Takes back a roll that was refused its seal."""
        self.asked(
            lambda c: c.execute("delete from roll_row where body = %s and root = %s", [body, root])
        )

    def membership(self, body: str, root: str, person: str) -> Membership | None:
        """Somebody's proof of being on the roll with this root."""
        row = self.asked(lambda c: c.execute(_PLACE, [body, root, person]).fetchone())
        if row is None:
            return None
        place, salt = row
        tree = self._tree(body, root)
        path = tuple(step.hex() for step in tree.inclusion(place, len(tree)))
        return Membership(salt, place, path)

    def _planted(self, body: str, root: str) -> Tree:
        rows = self.asked(lambda c: c.execute(_ROLL, [body, root]).fetchall())
        return Tree(leaf(row_of(person, salt)) for person, salt in rows)

    def forget(self, person: str) -> bool:
        return self.asked(lambda c: forget(c, person))


_NAMES = "select id, name from person where id = any(%s) and name <> ''"
_ON = "m.body = %(body)s and m.since <= %(day)s and (m.until is null or m.until > %(day)s)"
_COUNT = f"select count(distinct person) from membership m where {_ON}"  # noqa: S608 - a constant
_SELECT = f"""
    select p.id, coalesce(p.number, ''), p.name, coalesce(p.email, ''), min(m.since)
    from membership m join person p on p.id = m.person where {_ON}
"""  # noqa: S608 - a constant
_MEMBERS = f"""{_SELECT} and lower(p.name || ' ' || coalesce(p.number, '')) like %(find)s
    group by p.id order by lower(p.name), p.id limit %(most)s::int offset %(skip)s::int"""
_EVERY = f"{_SELECT} group by p.id order by lower(p.name), p.id"
_ON_ROLL = f"select distinct m.person from membership m where {_ON} order by 1"  # noqa: S608 - same
_COPY_ROLL = "copy roll_row (body, root, place, person, salt) from stdin"
_PLACE = "select place, salt from roll_row where body = %s and root = %s and person = %s"
_ROLL = "select person, salt from roll_row where body = %s and root = %s order by place"
_MEMBER = """
    select p.id, coalesce(p.number, ''), p.name, coalesce(p.email, ''), m.since
    from membership m join person p on p.id = m.person
    where m.body = %s and p.id = %s and m.until is null
"""
_SIGNED_IN = (
    "select session_key from office.django_session where session_key = any(%s)"
    " and expire_date > now()"
)
_CHANGED = (
    "select person from sign_in_change"
    " where person = any(%s) and at > now() - make_interval(hours => %s)"
    " and what in ('email changed', 'email deleted', 'password changed', 'password reset',"
    " 'account connected')"
)
_CHANGES = (
    "select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), what from sign_in_change"
    " where person = %s order by at desc limit 50"
)
_CORRECTIONS = (
    "select field, coalesce(was, ''), coalesce(became, ''),"
    " to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), by"
    " from correction where person = %s order by at"
)
_BODIES_OF = (
    "select body, since, coalesce(until, '') from membership where person = %s order by since"
)
_PERSON = """
    select id from person where alias = %(said)s or number = %(said)s or id = %(said)s
    order by alias = %(said)s desc nulls last, number = %(said)s desc nulls last limit 1
"""
_ENROL = (
    "insert into person (id, number, name, email) values (%s, nullif(%s, ''), %s, nullif(%s, ''))"
    " on conflict do nothing"
)
