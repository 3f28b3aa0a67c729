"""An import of members: laid beside the register, judged row by row, applied whole or not."""

import secrets
from collections.abc import Callable, Iterable
from typing import NamedTuple

from psycopg import Connection
from psycopg.types.json import Jsonb

from delegata.store.people import Register

VERDICTS = (
    "new", "changed", "moved", "joined", "same", "doubled", "elsewhere", "doubtful", "wrong",
)  # fmt: skip
"""What becomes of a row; `absent` are those on the roll whom the file does not name.

`elsewhere` are rows that another roll's keeper has to bring in; they are passed over.
"""
SHOWN = 200
_PROGRESS_EVERY = 20_000


class Incoming(NamedTuple):
    """A row as it was read; `body` is the roll it belongs on, `reason` what is wrong with it.

    With `elsewhere` the reason is why it is passed over.
    """

    row: int
    number: str
    name: str
    email: str
    body: str
    since: str
    field: str
    reason: str
    elsewhere: bool = False


class Judged(NamedTuple):
    """What an import would do with a row, and why."""

    row: int
    number: str
    name: str
    body: str
    verdict: str
    field: str
    reason: str


class Preview(NamedTuple):
    """What an import would do: how many rows of each verdict, and how many stay absent."""

    id: str
    body: str
    counts: dict[str, int]

    @property
    def applicable(self) -> bool:
        """Whether nothing in it is wrong."""
        return not self.counts.get("wrong")


class NotApplied(Exception):
    """Why an import was not applied; nothing of it was."""


def stage(
    register: Register,
    body: str,
    rows: Iterable[Incoming],
    told: Callable[[int], None] = lambda _: None,
    *,
    only: str | None = None,
) -> Preview:
    """Lays the rows beside the register and judges each; nothing in the register changes.

    With `only`, rows of other rolls and members of other rolls are passed over, and nothing that
    the register knows of them is told.
    """
    name = secrets.token_hex(8)
    version = register.alone(_settled)

    def lay(connection: Connection) -> dict[str, int]:
        connection.execute(_BEGIN, [name, body, version])
        done = 0
        with connection.cursor().copy(_COPY) as copy:
            for done, row in enumerate(rows, 1):
                verdict = ("elsewhere" if row.elsewhere else "wrong") if row.reason else None
                copy.write_row((name, *row[:6], verdict, row.field, row.reason))
                if done % _PROGRESS_EVERY == 0:
                    told(done)
        told(done)
        connection.execute("analyze import_row")
        for statement in _JUDGE:
            connection.execute(statement, {"import": name, "body": body, "only": only})
        counts = dict(connection.execute(_COUNTS, [name]).fetchall())
        absent = connection.execute(_ABSENT, {"import": name, "body": body}).fetchone()
        assert absent is not None, "a count has one row"
        counts["absent"] = absent[0]
        connection.execute(_JUDGED, [Jsonb(counts), name])
        return counts

    return Preview(name, body, register.alone(lay))


def _settled(connection: Connection) -> int:
    """How often the register has changed, once nobody is in the middle of changing it."""
    connection.execute("lock table person in share mode")
    row = connection.execute(_VERSION).fetchone()
    assert row is not None, "a sequence has a value"
    return int(row[0])


def preview(register: Register, name: str) -> Preview | None:
    """An import that waits."""
    row = register.asked(
        lambda c: c.execute(
            "select body, counts from import where id = %s and state = 'judged'", [name]
        ).fetchone()
    )
    return None if row is None else Preview(name, row[0], row[1])


def applied(register: Register, name: str, body: str) -> dict[str, int] | None:
    """How many rows of each verdict came in with an import that is applied."""
    row = register.asked(lambda c: c.execute(_APPLIED, [name, body]).fetchone())
    return None if row is None else row[0]


def judged(register: Register, name: str, verdict: str, most: int = SHOWN) -> list[Judged]:
    """The first rows of a verdict, in the order of the file."""
    rows = register.asked(lambda c: c.execute(_ROWS, [name, verdict, most]).fetchall())
    return [Judged(*row) for row in rows]


class Terms(NamedTuple):
    """On which day, by whom, and how an import is applied.

    `doubtful` says what becomes of doubtful rows: `new` people, or `skip`. With `whole` the file is
    the whole roll, so that whoever it does not name leaves.
    """

    day: str
    by: str
    doubtful: str = ""
    whole: bool = False


def apply(register: Register, name: str, terms: Terms) -> dict[str, int]:
    """Applies an import in one transaction; what was done. Raises `NotApplied`."""

    def put(connection: Connection) -> dict[str, int]:
        connection.execute("lock table person in share row exclusive mode")
        row = connection.execute(_WAITING, [name]).fetchone()
        if row is None:
            raise NotApplied("This import was applied already, or never made; upload the file.")
        body, version, counts = row
        if counts.get("wrong"):
            raise NotApplied(f"{counts['wrong']} rows are wrong; mend them in the file first.")
        if counts.get("doubtful") and terms.doubtful not in {"new", "skip"}:
            raise NotApplied(
                f"{counts['doubtful']} rows are doubtful; say whether they are new or skipped."
            )
        now = connection.execute(_VERSION).fetchone()
        assert now is not None, "a sequence has a value"
        if now[0] != version:
            raise NotApplied("The register has changed since the preview; look at it again.")
        facts = {"import": name, "body": body, "day": terms.day, "by": terms.by}
        if terms.doubtful == "new":
            connection.execute(_DOUBTFUL_NEW, facts)
        for statement in (*_APPLY, *(_LEAVE if terms.whole else ()), *_DONE):
            connection.execute(statement, facts)
        return dict(counts)

    return register.alone(put)


def drop(register: Register, name: str) -> None:
    """Throws an import away that nobody wants."""

    def throw(connection: Connection) -> None:
        connection.execute("delete from import_row where import = %s", [name])
        connection.execute("delete from import where id = %s", [name])

    register.asked(throw)


def drop_abandoned(register: Register) -> None:
    """Throws away what nobody came back to within a day: names do not lie about."""

    def throw(connection: Connection) -> None:
        for statement in _ABANDONED:
            connection.execute(statement)

    register.asked(throw)


_ABANDONED = (
    "delete from import_row r using import i where i.id = r.import"
    " and i.at < now() - interval '1 day'",
    "delete from import where state <> 'applied' and at < now() - interval '1 day'",
)
_VERSION = "select last_value + is_called::int from register_version"
_BEGIN = "insert into import (id, body, state, version) values (%s, %s, 'laid', %s)"
_COPY = (
    "copy import_row (import, row, number, name, email, body, since, verdict, field, reason)"
    " from stdin"
)
_JUDGED = "update import set state = 'judged', counts = %s where id = %s"
_WAITING = "select body, version, counts from import where id = %s and state = 'judged' for update"
_APPLIED = "select counts from import where id = %s and body = %s and state = 'applied'"
_COUNTS = "select verdict, count(*) from import_row where import = %s group by 1"
_ROWS = (
    "select row, number, name, body, verdict, coalesce(field, ''), coalesce(reason, '')"
    " from import_row where import = %s and verdict = %s order by row limit %s"
)
_ABSENT = """
    select count(*) from membership m where m.body = %(body)s and m.until is null
    and not exists (select from import_row r where r.import = %(import)s and r.person = m.person)
"""
_ELSEWHERE = (
    # Somebody known who is not on this roll, and may not be taken from where they are.
    """
    update import_row r set verdict = 'elsewhere', person = null, field = 'number',
        reason = 'is known already, but not on this roll; ' || case when on_other
            then 'its own keeper must let them go first'
            else 'the name or e-mail differs, so ask who runs the server' end
    from (
        select i.row, p.name, p.email, exists (
            select from membership m where m.person = p.id and m.until is null) as on_other
        from import_row i join person p on p.id = i.person or (i.person is null and i.email <> ''
            and lower(p.email) = lower(i.email) and lower(p.name) = lower(i.name))
        where i.import = %(import)s and i.verdict is null and not exists (select from membership m
            where m.person = p.id and m.body = %(only)s and m.until is null)
    ) k
    where %(only)s::text is not null and r.import = %(import)s and r.row = k.row and (on_other
        or r.person is null or lower(r.name) <> lower(k.name)
        or (r.email <> '' and lower(r.email) <> lower(coalesce(k.email, ''))))
    """,
)
_JUDGE = (
    """
    update import_row set verdict = 'elsewhere', field = 'body',
        reason = 'belongs on the roll of ' || body || ', which its own keeper brings in'
    where import = %(import)s and body <> %(only)s
    """,
    # The same number twice: the same member doubled, or a number of two members or two bodies.
    """
    update import_row r set verdict = case when same then 'doubled' else 'wrong' end,
        field = 'number', reason = case
            when same then 'stands in row ' || first || ' already'
            else 'number ' || r.number || ' stands in row ' || first
                || ' with another name or body' end
    from (
        select row, first_value(row) over w as first,
            lower(name) = lower(first_value(name) over w)
                and body = first_value(body) over w as same
        from import_row where import = %(import)s and number <> '' and verdict is null
        window w as (partition by number order by row)
    ) d where r.import = %(import)s and r.row = d.row and d.row <> d.first
    """,
    """
    update import_row r set verdict = 'doubled', field = 'name',
        reason = 'stands in row ' || d.first || ' already'
    from (
        select row, number, first_value(row) over (
            partition by lower(name), lower(email), body order by number = '', row) as first
        from import_row where import = %(import)s and email <> '' and verdict is null
    ) d where r.import = %(import)s and r.row = d.row and d.row <> d.first and d.number = ''
    """,
    # Who it is: by number first, then by e-mail and name together.
    """
    update import_row r set person = p.id from person p
    where r.import = %(import)s and r.verdict is null and r.number <> '' and p.number = r.number
    """,
    """
    update import_row r set person = p.id from person p
    where r.import = %(import)s and r.verdict is null and r.person is null and r.email <> ''
    and lower(p.email) = lower(r.email) and lower(p.name) = lower(r.name)
    and (r.number = '' or p.number is null)
    """,
    *_ELSEWHERE,
    # A number that belongs to somebody with another name and another address.
    """
    update import_row r set verdict = 'wrong', field = 'number',
        reason = 'number ' || r.number || ' is that of ' || p.name || '; correct one of them'
    from person p
    where r.import = %(import)s and r.verdict is null and p.id = r.person and r.number <> ''
    and r.email <> '' and p.email <> '' and lower(r.email) <> lower(p.email)
    and not string_to_array(lower(r.name), ' ') && string_to_array(lower(p.name), ' ')
    """,
    # Two rows that turn out to be one person.
    """
    update import_row r set verdict = 'doubled', field = 'name',
        reason = 'is the member of row ' || d.first
    from (
        select row, min(row) over (partition by person) as first
        from import_row where import = %(import)s and person is not null and verdict is null
    ) d where r.import = %(import)s and r.row = d.row and d.row <> d.first
    """,
    # Somebody who may be known, but not surely.
    """
    update import_row r set verdict = 'doubtful', field = 'name',
        reason = 'known under the number ' || p.number || ' with this name and e-mail'
    from person p
    where r.import = %(import)s and r.verdict is null and r.person is null and r.email <> ''
    and lower(p.email) = lower(r.email) and lower(p.name) = lower(r.name)
    """,
    """
    update import_row r set verdict = 'doubtful', field = 'name',
        reason = 'somebody of this name is on the roll already'
    from person p join membership m on m.person = p.id and m.until is null
    where r.import = %(import)s and r.verdict is null and r.person is null
    and (r.number = '' or p.number is null) and lower(p.name) = lower(r.name) and m.body = r.body
    """,
    # What would change of those who are known.
    """
    update import_row r set verdict = 'changed', field = case
            when p.name <> r.name then 'name' when r.number <> coalesce(p.number, '') then 'number'
            else 'email' end,
        reason = concat_ws('; ',
            case when p.name <> r.name then p.name || ' becomes ' || r.name end,
            case when r.email <> '' and lower(r.email) <> lower(coalesce(p.email, ''))
                then coalesce(nullif(p.email, ''), 'no e-mail') || ' becomes ' || r.email end,
            case when r.number <> '' and p.number is null then 'gets the number ' || r.number end)
    from person p where r.import = %(import)s and r.verdict is null and p.id = r.person
    and (p.name <> r.name or (r.email <> '' and lower(r.email) <> lower(coalesce(p.email, '')))
        or (r.number <> '' and p.number is null))
    """,
    """
    update import_row r set verdict = 'same' where import = %(import)s and verdict is null
    and exists (select from membership m where m.person = r.person and m.body = r.body
        and m.until is null)
    """,
    """
    update import_row r set verdict = 'moved', field = 'body', reason = 'moves from ' || m.body
    from membership m where r.import = %(import)s and r.verdict is null and m.person = r.person
    and m.until is null and m.body <> r.body and (m.body = %(body)s or exists
        (select from import_row o where o.import = %(import)s and o.body = m.body
        and o.verdict is distinct from 'elsewhere'))
    """,
    "update import_row set verdict = 'joined' where import = %(import)s and verdict is null"
    " and person is not null",
    "update import_row set verdict = 'new' where import = %(import)s and verdict is null",
)
_DOUBTFUL_NEW = (
    "update import_row set verdict = 'new' where import = %(import)s and verdict = 'doubtful'"
)
_APPLY = (
    """
    update import_row set person = 'p-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)
        || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)
    where import = %(import)s and verdict = 'new'
    """,
    """
    insert into person (id, number, name, email)
    select person, nullif(number, ''), name, nullif(email, '') from import_row
    where import = %(import)s and verdict = 'new'
    """,
    # Without fresh statistics a large import into a small register is planned for a small one.
    "analyze person",
    "analyze import_row",
    """
    insert into correction (person, field, was, became, by)
    select p.id, f.field, f.was, f.became, %(by)s
    from import_row r join person p on p.id = r.person cross join lateral (values
        ('name', p.name, r.name), ('email', coalesce(p.email, ''), r.email),
        ('number', coalesce(p.number, ''), r.number)) as f(field, was, became)
    where r.import = %(import)s and r.verdict = 'changed' and f.became <> '' and f.was <> f.became
    and not (f.field = 'email' and lower(f.was) = lower(f.became))
    """,
    """
    update person p set name = r.name, email = coalesce(nullif(r.email, ''), p.email),
        number = coalesce(p.number, nullif(r.number, ''))
    from import_row r where r.import = %(import)s and r.verdict = 'changed' and p.id = r.person
    """,
    # A member who moved, changed or not, leaves the roll they were on, if the file speaks of it.
    """
    update membership m set until = %(day)s from import_row r
    where r.import = %(import)s and r.verdict in ('moved', 'changed') and m.person = r.person
    and m.until is null and m.body <> r.body and (m.body = %(body)s or exists
        (select from import_row o where o.import = %(import)s and o.body = m.body
        and o.verdict is distinct from 'elsewhere'))
    """,
    """
    insert into membership (body, person, since)
    select r.body, r.person, coalesce(nullif(r.since, ''), %(day)s) from import_row r
    where r.import = %(import)s and r.verdict in ('new', 'changed', 'moved', 'joined')
    and not exists (select from membership m where m.person = r.person and m.body = r.body
        and m.until is null)
    on conflict (body, person, since) do update set until = null
    """,
)
_LEAVE = (
    """
    update membership m set until = %(day)s where m.body = %(body)s and m.until is null
    and not exists (select from import_row r where r.import = %(import)s and r.person = m.person)
    """,
)
_DONE = (
    "select nextval('register_version')",
    "update import set state = 'applied' where id = %(import)s",
    "delete from import_row where import = %(import)s",
)
