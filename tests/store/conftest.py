"""One embedded PostgreSQL for all tests of the store; each test has a database of its own in it."""

import itertools

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from delegata.council.acts import fold
from delegata.record.envelope import leaf_of, read_line
from delegata.store.federation import Federation
from delegata.store.postgres import address, connect, prepare
from delegata.store.writer import Writer

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    return address(tmp_path_factory.mktemp("server"), None)


@pytest.fixture
def uri(server):
    name = f"t{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    uri = make_conninfo(server, dbname=name)
    with connect(uri) as connection:
        prepare(connection)
    return uri


@pytest.fixture
def connection(uri):
    with connect(uri) as connection:
        yield connection


@pytest.fixture
def federation():
    return Federation()


@pytest.fixture
def writer(uri, federation):
    writer = Writer(uri, federation)
    yield writer
    writer.stop()


@pytest.fixture
def sound(uri):
    """Says whether a record in the database is whole: positions, leaves, head, fold, keys."""

    def check(body, uri=uri):
        with connect(uri) as connection:
            rows = connection.execute(
                "select position, line, leaf from entry where body = %s order by position", [body]
            ).fetchall()
            head = connection.execute(
                "select size, at from head where body = %s", [body]
            ).fetchone()
        lines = [read_line(line) for _, line, _ in rows]
        council = fold(body, (line.entry for line in lines))
        assert [position for position, _, _ in rows] == list(range(len(rows)))
        assert [line.entry.position for line in lines] == list(range(len(rows)))
        assert [leaf for _, _, leaf in rows] == [leaf_of(line) for line in lines]
        assert head == (council.size, council.at)
        keys = [line.entry.data["key"] for line in lines if "key" in line.entry.data]
        assert len(keys) == len(set(keys)) == len(council.seen)
        return council, lines

    return check
