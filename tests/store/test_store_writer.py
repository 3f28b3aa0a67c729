"""The writer: acts become entries durably, once, in order, and all or none of a batch."""

import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from branch_acts import BY, SECRETARY, filling, founding
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.body import FillOffice, VacateOffice
from delegata.council.ending import EndMandate
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.words import Holder
from delegata.record.envelope import DetachedText
from delegata.store.batch import HeadsNotLocked
from delegata.store.federation import Federation
from delegata.store.postgres import connect
from delegata.store.writer import MOST_REACHES, Writer

PERFORMING = Path(__file__).with_name("performing.py")


def settled(writer, *acts):
    """Submits acts while the writer is held up, so that they are decided as few batches."""
    answers = [writer.submit(body, command) for body, command in acts]
    return [answer.result(20) for answer in answers]


def test_an_acknowledged_act_stands_in_the_database_and_in_memory(writer, federation, sound):
    writer.perform("branch", founding())
    entry = writer.perform("branch", filling("chair"))
    council, lines = sound("branch")
    assert lines[-1].entry == entry
    assert federation.chronicle("branch").council == council
    assert federation.entries("branch") == [line.entry for line in lines]


def test_a_refused_act_leaves_nothing(writer, sound):
    writer.perform("branch", founding())
    writer.perform("branch", filling("chair"))
    refused = writer.perform("branch", filling("chair"))
    assert isinstance(refused, Refused)
    assert refused.code == "office-held"
    assert sound("branch")[0].size == 2


def test_acts_of_one_batch_are_decided_in_order_each_on_the_last(writer, sound):
    acts = [("branch", founding())] + [("branch", filling(f"o-{n % 70}")) for n in range(140)]
    outcomes = settled(writer, *acts)
    assert [type(outcome) for outcome in outcomes] == [Entry] * 71 + [Refused] * 70
    assert [outcome.position for outcome in outcomes[:71]] == list(range(71))
    assert sound("branch")[0].size == 71


def test_two_processes_on_one_body_never_both_win_a_position(uri, sound):
    processes = [
        subprocess.Popen(
            [sys.executable, PERFORMING, uri, "branch", prefix, "200"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for prefix in ("a", "b")
    ]
    won = [
        line.split()
        for process in processes
        for line in process.communicate(timeout=60)[0].splitlines()
    ]
    assert [process.returncode for process in processes] == [0, 0]
    positions = [int(position) for _, position in won]
    assert sorted(positions) == list(range(1, 401))
    council, _ = sound("branch")
    assert {key: int(position) for key, position in won} == {
        key: position for key, position in council.seen.items() if key != "founding"
    }


def test_a_key_makes_an_act_count_once_and_the_retry_is_answered_with_its_entry(writer, sound):
    writer.perform("branch", founding())
    first = writer.perform("branch", filling("chair", "k1"))
    assert writer.perform("branch", filling("chair", "k1")) == first
    assert sound("branch")[0].size == 2


def test_a_key_sent_twice_in_one_batch_counts_once(writer, sound):
    outcomes = settled(
        writer, ("b", founding()), *[("b", filling("chair", "k1")) for _ in range(20)]
    )
    assert {outcome.position for outcome in outcomes[1:]} == {1}
    assert sound("b")[0].size == 2


def test_anothers_key_is_refused_as_already_done(writer):
    """Whoever did not perform the act is not told that it succeeded in their name."""
    writer.perform("branch", founding())
    writer.perform("branch", filling("chair", "k1"))
    deputy = Actor(person="p-00000002", right="office:secretary")
    other = replace(filling("chair", "k1"), by=deputy)
    # Who could not act here is not told either whether the key stands in the record.
    unknown = writer.perform("branch", replace(other, key="k2"))
    assert writer.perform("branch", other) == unknown
    assert unknown.code == "right-not-held"
    writer.perform("branch", replace(filling("secretary"), person=deputy.person))
    assert writer.perform("branch", other).code == "already-done"


def test_a_key_that_was_used_for_another_act_is_refused_in_words_that_say_so(writer, sound):
    """Whoever sends a second act under the key of a first is not told that it stands."""
    settled(writer, ("b", founding()), ("b", filling("chair", "k1")))
    vacating = VacateOffice(by=BY, key="k1", office="chair", person=SECRETARY)
    deputy = replace(filling("door", "k1"), by=Actor(person="p-00000002", right="office:secretary"))
    writer.perform("b", replace(filling("secretary"), person=deputy.by.person))
    for other in (filling("door", "k1"), vacating, deputy):
        refused = writer.perform("b", other)
        assert refused.code == "key-used"
        assert "k1 was used in the record of b for something else" in refused.sentence
    assert sound("b")[0].size == 3


def test_two_acts_under_one_key_in_one_batch_are_told_apart(writer, sound):
    acts = [("b", founding()), ("b", filling("chair", "k1")), ("b", filling("door", "k1"))]
    assert settled(writer, *acts)[2].code == "key-used"
    assert sound("b")[0].size == 2


def test_an_act_sent_again_is_the_same_though_its_text_was_salted_anew_and_is_forgotten(
    writer, uri, connection
):
    def founded(salt):
        text = DetachedText(salt * 16, "The words on which it rests.")
        return replace(founding(), basis=text.name), [text]

    first = writer.perform("b", *founded("00"))
    connection.execute("delete from detached_text")
    other = Writer(uri, Federation())
    assert other.perform("b", *founded("ff")) == first
    other.stop()


@pytest.mark.parametrize("key", ["a\x00b", "\u00fc", "a b", "\ud800"])
def test_an_act_that_could_not_be_read_again_is_refused_alone(writer, sound, key):
    """A field that nobody checked before stands in no record, and stops no act beside it."""
    writer.perform("b", founding())
    outcomes = settled(
        writer, ("b", filling("chair", "k1")), ("b", filling("x", key)), ("b", filling("y", "k2"))
    )
    assert [outcome.position for outcome in outcomes[::2]] == [1, 2]
    assert outcomes[1].code == "not-canonical"
    assert sound("b")[0].size == 3


def test_the_clock_never_runs_back_within_a_body(uri):
    times = iter(["2026-05-01T10:00:00Z", "2026-05-01T09:00:00Z", "2026-05-01T11:00:00Z"])
    writer = Writer(uri, Federation(), clock=lambda: next(times))
    entries = [writer.perform("b", act) for act in (founding(), filling("x"), filling("y"))]
    writer.stop()
    assert [entry.at for entry in entries] == [
        "2026-05-01T10:00:00Z",
        "2026-05-01T10:00:00Z",
        "2026-05-01T11:00:00Z",
    ]


def test_a_batch_that_fails_writes_nothing_and_one_bad_act_harms_no_other(
    writer, connection, sound
):
    writer.perform("b", founding())
    connection.execute(
        "create function no_trap() returns trigger language plpgsql as $$ begin"
        " if convert_from(new.line, 'utf8') like '%trap%' then raise exception 'trapped'; end if;"
        " return new; end $$;"
        "create trigger no_trap before insert on entry for each row execute function no_trap()"
    )
    answers = [writer.submit("b", filling(office)) for office in ("x", "trap", "y")]
    with pytest.raises(psycopg.errors.RaiseException, match="trapped"):
        answers[1].result(20)
    assert {answers[0].result(20).position, answers[2].result(20).position} == {1, 2}
    council, _ = sound("b")
    assert council.size == 3
    assert "trap" not in council.offices


class CutAfterCommit:
    """A connection whose line is cut once, after its next commit and before the answer."""

    def __init__(self, connection):
        self._connection = connection
        self.cuts = 1

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def transaction(self):
        return self

    def __enter__(self):
        self._transaction = self._connection.transaction()
        return self._transaction.__enter__()

    def __exit__(self, *error):
        self._transaction.__exit__(*error)
        if self.cuts:
            self.cuts -= 1
            self._connection.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")


@pytest.mark.parametrize("key", ["k1", None])
def test_an_act_whose_answer_was_cut_off_counts_once_even_without_a_key(
    writer, federation, sound, key
):
    """After the cut the writer finds by the leaf that its commit did happen."""
    writer.perform("b", founding())
    # The line is cut at the one place that only the writer can reach.
    writer._connection = CutAfterCommit(writer._connection)  # noqa: SLF001 - see above
    entry = writer.perform("b", filling("chair", key))
    assert isinstance(entry, Entry)
    council, lines = sound("b")
    assert lines[1].entry == entry
    assert council.size == federation.chronicle("b").council.size == 2


def test_a_retry_by_another_process_after_a_cut_is_already_done(writer, uri, sound):
    writer.perform("b", founding())
    entry = writer.perform("b", filling("chair", "k1"))
    other = Writer(uri, Federation())
    assert other.perform("b", filling("chair", "k1")) == entry
    other.stop()
    assert sound("b")[0].size == 2


def test_a_connection_that_the_server_ends_is_opened_again(writer, connection, sound):
    writer.perform("b", founding())
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    assert isinstance(writer.perform("b", filling("chair")), Entry)
    assert sound("b")[0].size == 2


def test_entries_cannot_be_altered_or_deleted_in_the_database(writer, connection):
    writer.perform("b", founding())
    for statement in ("update entry set leaf = ''", "delete from entry", "truncate entry"):
        with pytest.raises(psycopg.errors.RaiseException, match="the record only grows"):
            connection.execute(statement)


def given(mandate, to_body):
    return GiveMandate(by=BY, mandate=mandate, holder=Holder(person=SECRETARY), to_body=to_body)


def presented(mandate, cite):
    return PresentMandate(
        by=BY,
        cites=(cite,),
        mandate=mandate,
        holder=Holder(person=SECRETARY),
        from_body="below",
        proof="cited",
    )


def test_a_cite_that_names_no_entry_is_refused_before_the_database_hears_of_it(writer):
    writer.perform("b", founding())
    for wrong in ("no\x00body", "\ud800", "x" * 70):
        cite = Cite(body=wrong, position=0, hash="0" * 64)
        refused = writer.perform("b", presented("m", cite))
        assert isinstance(refused, Refused)
        assert refused.code == "cite-malformed"


def test_a_mandate_given_and_ended_in_one_batch_is_noted_above_in_the_same_transaction(
    writer, federation, sound
):
    settled(writer, ("below", founding()), ("above", founding()))
    gift = writer.perform("below", given("m", "above"))
    cite = federation.chronicle("below").cite(gift.position)
    seat = writer.perform("above", presented("m", cite))
    assert isinstance(seat, Entry)
    ended = EndMandate(by=BY, mandate="m", ending="resigned")
    assert isinstance(writer.perform("below", ended), Entry)
    council, lines = sound("above")
    assert lines[-1].entry.kind == "mandate.ending-noted"
    assert council.mandates["m"].state == "ended"
    outcomes = settled(
        writer,
        ("below", given("n", "above")),
        ("below", EndMandate(by=BY, mandate="n", ending="died")),
    )
    assert [type(outcome) for outcome in outcomes] == [Entry, Entry]


def test_an_entry_that_another_process_wrote_can_be_cited_at_once(writer, uri):
    settled(writer, ("below", founding()), ("above", founding()))
    elsewhere = Federation()
    other = Writer(uri, elsewhere)
    gift = other.perform("below", given("m", "above"))
    other.stop()
    cite = elsewhere.chronicle("below").cite(gift.position)
    assert isinstance(writer.perform("above", presented("m", cite)), Entry)


@pytest.mark.parametrize("beside", [(), ("branch", "filled")])
def test_a_refusal_is_judged_by_what_another_process_wrote(writer, uri, beside):
    """The chair that another process filled is known, though this one was not told of it."""
    for body in ("branch", "other"):
        writer.perform(body, founding())
    federation = Federation()
    with connect(uri) as connection:
        federation.catch_up(connection)
    another = Writer(uri, federation)
    assert isinstance(another.perform("other", filling("chair")), Entry)
    another.stop()
    by_chair = FillOffice(
        by=Actor(person=SECRETARY, right="office:chair"), office="door", person=SECRETARY
    )
    acts = [("other", by_chair), *([(beside[0], filling(beside[1]))] if beside else [])]

    refused, *others = settled(writer, *acts)
    assert refused.code == "not-competent"  # and not `right-not-held`
    assert all(isinstance(other, Entry) for other in others)


def test_a_false_citation_is_refused(writer):
    settled(writer, ("below", founding()), ("above", founding()))
    for position in (0, 7, -1):
        cite = Cite(body="below", position=position, hash="0" * 64)
        assert writer.perform("above", presented("m", cite)).code == "citation-false"


def test_a_text_that_cannot_be_stored_is_refused(writer, federation):
    for sign in ("\x00", "\ud800"):
        text = DetachedText("00" * 16, f"words{sign}")
        assert writer.perform("b", founding(), [text]).code == "text-unwritable"
    assert not federation.bodies


def test_many_threads_are_each_answered_with_their_own_entry(writer, sound):
    writer.perform("b", founding())
    answers = {}

    def act(n):
        answers[n] = writer.perform("b", filling(f"o-{n}"))

    threads = [threading.Thread(target=act, args=(n,)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert {n: entry.data["office"] for n, entry in answers.items()} == {
        n: f"o-{n}" for n in range(32)
    }
    assert sound("b")[0].size == 33


def test_a_stopped_writer_refuses_further_acts_and_has_written_what_waited(uri, sound):
    writer = Writer(uri, Federation())
    answers = [writer.submit("b", act) for act in (founding(), filling("x"), filling("y"))]
    writer.stop()
    assert [answer.result(0).position for answer in answers] == [0, 1, 2]
    with pytest.raises(RuntimeError, match="has stopped"):
        writer.submit("b", filling("z"))
    assert sound("b")[0].size == 3


class Patience:
    """How long an absence is waited for, counted and not timed: longer than batches reach."""

    left = 2 * MOST_REACHES

    def lasts(self, error):
        self.left -= 1
        return error if self.left <= 0 else None


@pytest.fixture
def away(monkeypatch):
    """A database that refuses each connection at once, for longer than anybody waits."""
    attempts = []

    def refused(_):
        attempts.append(1)
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr("delegata.store.writer.connect", refused)
    monkeypatch.setattr("delegata.store.writer.Absence", Patience)
    return attempts


def test_an_act_is_answered_however_often_the_database_refused_to_connect(away):
    writer = Writer("nowhere", Federation())
    with pytest.raises(psycopg.OperationalError, match="refused"):
        writer.submit("b", founding()).result(20)
    assert len(away) == Patience.left
    writer.stop()


def test_an_act_that_reached_further_before_the_database_left_is_answered(away, monkeypatch):
    real, reached = Writer._write, []  # noqa: SLF001 - the fault is put where only it can be

    def write(self, batch):
        if not reached:
            reached.append(1)
            raise HeadsNotLocked({"above"})
        return real(self, batch)

    monkeypatch.setattr(Writer, "_write", write)
    writer = Writer("nowhere", Federation())
    with pytest.raises(psycopg.OperationalError, match="refused"):
        writer.submit("b", founding()).result(20)
    assert away
    writer.stop()


def test_acts_that_reach_further_each_time_are_answered(writer, monkeypatch):
    def write(*_):
        raise HeadsNotLocked({"above"})

    monkeypatch.setattr(Writer, "_write", write)
    for answer in [writer.submit("b", founding()), writer.submit("b", filling("chair"))]:
        with pytest.raises(HeadsNotLocked):
            answer.result(20)
