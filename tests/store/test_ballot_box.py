"""A ballot is taken once, counts once, and nothing in a secret box joins it to its voter."""

import threading
from base64 import b64encode
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import msgspec
import psycopg
import pytest

from delegata.council.ballot import Ballot, fault, rankings, votes
from delegata.council.constituency import Candidacy, Election
from delegata.council.entry import Mark
from delegata.council.inclusion import leaf, row_of
from delegata.council.state import Council
from delegata.council.words import Holder, Portion
from delegata.record.ledger import file_of, hashes_of, seal
from delegata.record.note import MalformedNote, signer, verifier
from delegata.record.receipt import Promise, read_receipt, signed_batch
from delegata.representation.counting.ranked import ranked
from delegata.store.ballot_box import BallotBox, Poll, read_papers
from delegata.store.people import Register
from delegata.store.polling_station import Answer, Cast, PollingStation
from delegata.verify.ballots import check_ballots
from delegata.verify.receipts import check_receipt

PEOPLE = [f"p-{n:08d}" for n in range(30)]


def election(**changes):
    """An election on which three stand."""
    names = ("ada", "ben", "cleo")
    held = Election(id="e", title="E", to_body="above", seats=2, voice="decisive", until="",
                    method="most-votes", secrecy="detached", polls_on="2026-01-01",
                    state="polling", order=names, most=9, called=Mark(1, "2026"))  # fmt: skip
    for name in names:
        candidacy = Candidacy(id=name, holder=Holder(label=name), list="Left", rests_on="",
                              state="accepted")  # fmt: skip
        held = msgspec.structs.replace(held, candidates=held.candidates.insert(name, candidacy))
    return msgspec.structs.replace(held, **changes)


@pytest.fixture
def register(uri):
    register = Register(uri)
    yield register
    register.close()


SIGNER = signer("polls.example", bytes(32))
SECRET = Poll("branch", "e", "election", secret=True)
OPEN = Poll("branch", "open", "election", secret=False)


@pytest.fixture
def station(uri):
    station = PollingStation(uri, SIGNER)
    yield station
    station.stop()


@pytest.fixture
def cast(station):
    """Casts a ballot; the state of the answer."""
    return lambda person, *chosen, poll=SECRET: station.cast(
        Cast(poll, person, {"chosen": list(chosen)} if chosen else {})
    )


@pytest.fixture
def box(register):
    return BallotBox(register, SECRET)


def test_thirty_people_who_press_twice_at_once_vote_once(box, cast):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda person: cast(person, "ada"), PEOPLE * 2))

    states = Counter(answer.state for answer in answers)
    assert states == {"taken": 30, "voted-before": 30}
    assert box.turnout() == len(box.ballots()) == 30
    assert len({answer.receipt for answer in answers}) == 30


def test_a_closed_box_takes_nothing_until_it_is_open_again(box, cast):
    first = cast(PEOPLE[0])
    voters, ballots = box.sealed()

    assert cast(PEOPLE[1]) == Answer("closed")
    assert cast(PEOPLE[0]) == Answer("voted-before", first.receipt)
    assert (voters.count, ballots.count) == (1, 1)
    box.reopen()
    assert cast(PEOPLE[1]).state == "taken"


def test_two_who_close_a_box_at_once_close_it_once(box, cast, register):
    cast(PEOPLE[0])
    sealing, begun = threading.Event(), threading.Event()
    sealed = []

    def perform(voters, ballots):
        begun.set()
        assert sealing.wait(10)
        sealed.append((voters.count, ballots.count))
        return "declared"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(box.closing, perform, lambda: not sealed)
        assert begun.wait(10)
        second = pool.submit(BallotBox(register, SECRET).closing, perform, lambda: not sealed)
        late = cast(PEOPLE[1])
        sealing.set()
        outcomes = first.result(), second.result()

    assert outcomes == ("declared", None)
    assert sealed == [(1, 1)]
    assert (late, cast(PEOPLE[2])) == (Answer("closed"), Answer("closed"))
    assert len(box.ballots()) == 1


def test_a_box_whose_close_is_refused_is_open_again_while_its_poll_goes_on(box, cast):
    assert box.closing(lambda *_: "refused", lambda: True) == "refused"
    assert cast(PEOPLE[0]).state == "taken"

    going_on = [True, False]
    assert box.closing(lambda *_: "refused", lambda: going_on.pop(0)) == "refused"
    assert cast(PEOPLE[1]) == Answer("closed")


@pytest.mark.parametrize("poll", [OPEN, SECRET], ids=["open", "secret"])
def test_a_receipt_tells_nothing_of_the_ballots_that_came_with_it(uri, poll):
    """Of two ballots of one voter in one batch one is taken; of the other nobody can show one."""
    station = PollingStation(uri, SIGNER)
    answers = _at_once(station, [Cast(poll, PEOPLE[0], {"chosen": [n]}) for n in ("ada", "ben")])
    station.stop()
    taken = next(answer for answer in answers if answer.state == "taken")
    lines = taken.receipt.split("\n")
    promise = read_receipt(taken.receipt, None)
    guess = promise._replace(row=promise.row.replace(b"ada", b"ben"), salt="")
    assert len(lines[3:]) > 3, "the two were signed together"

    for other in (guess, guess._replace(salt=promise.salt)):
        assert lines[3] != b64encode(leaf(other.line)).decode()


@pytest.mark.parametrize(
    "pasted",
    [
        lambda words: words.removesuffix("\n"),
        lambda words: f"\n{words}\n\n",
        lambda words: words.replace("\n", "\r\n"),
        lambda words: "\ufeff" + words.replace("\n", " \n"),
    ],
    ids=["no last line end", "empty lines around", "CRLF", "a mark and blanks"],
)
def test_a_receipt_that_was_copied_and_pasted_is_the_same(cast, pasted):
    words = cast(PEOPLE[0]).receipt

    assert read_receipt(pasted(words), verifier(SIGNER.vkey)) == read_receipt(words, None)
    with pytest.raises(MalformedNote):
        read_receipt(words.rstrip("\n").rpartition("\n")[0], None)


def _at_once(station, casts):
    """The answers to ballots that come in one batch: the station is busy with another meanwhile."""
    gate, answered = threading.Event(), []

    def busy(_):
        gate.wait(10)

    done = threading.Event()

    def deliver(many):
        answered.extend(answer for _, answer in many)
        done.set()

    station.submit(Cast(OPEN, PEOPLE[9], {"chosen": []}), busy, None)
    for cast in casts:
        station.submit(cast, deliver, None)
    gate.set()
    assert done.wait(10)
    return answered


def test_a_receipt_from_before_promises_had_salts_is_given_again_as_it_was(cast, uri, register):
    words = cast(PEOPLE[0], "ada", poll=OPEN).receipt
    promise = read_receipt(words, None)._replace(salt="")
    batch = signed_batch([promise], SIGNER, "before")
    with psycopg.connect(uri) as connection:
        connection.execute(
            "update receipt_batch set note = %s, leaves = %s",
            [batch.note, b"".join(batch.leaves)],
        )

    again = BallotBox(register, OPEN).receipt(PEOPLE[0])
    assert read_receipt(again, verifier(SIGNER.vkey)) == promise
    assert read_receipt(words, verifier(SIGNER.vkey)).salt


def test_a_receipt_of_an_open_ballot_promises_the_ballot_and_a_secret_one_that_one_voted(cast):
    told = verifier(SIGNER.vkey)
    shown = read_receipt(cast(PEOPLE[0], "ada", poll=OPEN).receipt, told)
    hidden = read_receipt(cast(PEOPLE[0], "ada").receipt, told)

    paper = f'{{"chosen":["ada"],"person":"{PEOPLE[0]}"}}'.encode()
    assert shown == Promise("branch", "open", "ballots", paper, shown.salt)
    assert (hidden.ledger, b"ada" in hidden.row) == ("voters", False)


def test_who_votes_otherwise_the_second_time_gets_the_first_receipt(cast, register):
    first = cast(PEOPLE[0], "ada", poll=OPEN)
    again = cast(PEOPLE[0], "ben", poll=OPEN)

    assert again == Answer("voted-before", first.receipt)
    assert read_papers(BallotBox(register, OPEN).ballots()) == [Ballot(chosen=("ada",))]


def test_a_ballot_from_a_session_that_has_ended_is_not_taken(station, uri, box):
    with psycopg.connect(uri) as connection:
        connection.execute(
            "create table office.django_session (session_key text, expire_date timestamptz)"
        )
        connection.execute(
            "insert into office.django_session values ('in', now() + interval '1 hour'),"
            " ('over', now() - interval '1 hour')"
        )
    answers = [station.cast(Cast(SECRET, PEOPLE[n], {}, session))
               for n, session in enumerate(["in", "over", "out"])]  # fmt: skip

    assert [answer.state for answer in answers] == ["taken", "signed-out", "signed-out"]
    assert box.turnout() == 1
    box.sealed()
    assert station.cast(Cast(SECRET, PEOPLE[3], {}, "in")) == Answer("closed")


def test_nothing_joins_a_secret_ballot_to_its_voter(box, uri, cast):
    for number, person in enumerate(PEOPLE):
        cast(person, "ada" if number % 2 else "ben")
    box.sealed()
    with psycopg.connect(uri) as connection:
        columns = connection.execute(
            "select column_name from information_schema.columns where table_name = 'ballot'"
        ).fetchall()
        papers = [row[0] for row in connection.execute("select paper from ballot order by ctid")]

    assert {name for (name,) in columns} == {"key", "body", "election", "paper"}
    assert papers == sorted(papers)
    assert not any("p-" in paper for paper in papers)


def test_an_open_ballot_stands_beside_its_voter(register, cast):
    box = BallotBox(register, OPEN)
    cast(PEOPLE[0], "ada", poll=OPEN)

    assert PEOPLE[0].encode() in box.ballots()[0]
    assert read_papers(box.ballots()) == [Ballot(chosen=("ada",))]


def test_each_voter_can_prove_that_they_voted(box, register, cast):
    for person in PEOPLE[:5]:
        cast(person)
    voters, _ = box.sealed()

    assert register.membership("branch", voters.root, PEOPLE[0]) is not None
    assert register.membership("branch", voters.root, PEOPLE[9]) is None


@pytest.mark.parametrize(
    ("ballot", "method"),
    [
        (Ballot(chosen=("ada", "ada")), "most-votes"),
        (Ballot(chosen=("nobody",)), "most-votes"),
        (Ballot(chosen=("ada", "ben", "cleo")), "most-votes"),
        (Ballot(ranked=("ada",)), "most-votes"),
        (Ballot(chosen=("ada",)), "list"),
        (Ballot(list="Right"), "list"),
        (Ballot(list="Left"), "ranked"),
        (Ballot(ranked=("ada", "ada")), "ranked"),
    ],
)
def test_a_wrong_ballot_is_told_what_is_wrong(ballot, method):
    assert fault(election(method=method), ballot)
    assert fault(election(method=method), Ballot()) is None


def test_votes_are_counted_in_the_order_of_nomination():
    cast = [Ballot(chosen=("ben", "ada")), Ballot(chosen=("ben",)), Ballot()]

    assert votes(election(), cast) == (Portion("ada", 1), Portion("ben", 2), Portion("cleo", 0))


def checked(content, recount=None, part="ballots", **changes):
    held = election(state="declared", votes=(Portion("ada", 2),), declared=Mark(5, "x"), **changes)
    council = Council(body="branch", size=6)
    council = msgspec.structs.replace(council, elections=council.elections.insert("e", held))
    found = check_ballots({"branch": council}, {("branch", "e", part): content}, recount)
    return [getattr(one, "kind", one) for one in found]


def test_the_verifier_counts_the_sealed_ballots_again():
    papers = [b'{"chosen":["ada"]}', b'{"chosen":["ada"]}']
    other = [b'{"chosen":["ada"]}', b'{"chosen":["ben"]}']
    broken = [b'{"chosen":["nobody"]}', b"{}"]

    assert checked(file_of(papers), ballots=seal(papers)) == []
    assert checked(file_of(other), ballots=seal(papers)) == ["ballots-altered"]
    assert checked(file_of(other), ballots=seal(other)) == ["votes-not-counted"]
    assert checked(file_of(broken), ballots=seal(broken)) == ["ballots-unreadable"]
    assert checked(b"nonsense\n", ballots=seal([b"nonsense"])) == ["ballots-unreadable"]
    assert checked(b"", ballots=None) == ["ballots-unsealed"]


def test_who_voted_is_exported_as_hashes_that_have_the_sealed_root():
    voters = [row_of(person, "00" * 16) for person in ("ada", "ben", "cleo")]
    sealed = {"part": "voted", "ballots": seal([]), "voters": seal(voters)}
    hashes = hashes_of(voters)

    assert b"ada" not in hashes
    assert checked(hashes, **sealed) == ["branch: the ballots of e are not in the export"]
    for altered in (hashes[65:], hashes[65:] + hashes[:65], hashes.upper(), b"nonsense\n", b""):
        assert checked(altered, **sealed)[0] == "ballots-altered"


def test_an_elector_shows_that_they_voted_and_who_did_not_cannot():
    voters = [row_of(person, "00" * 16) for person in ("ada", "ben")]
    held = election(ballots=seal([]), voters=seal(voters))
    council = Council(body="branch")
    council = msgspec.structs.replace(council, elections=council.elections.insert("e", held))

    def judged(person):
        promise = Promise("branch", "e", "voters", row_of(person, "00" * 16))
        words = signed_batch([promise], SIGNER, "b").receipt(0, promise)
        shipped = {("branch", "e", "voted"): hashes_of(voters)}
        found = check_receipt("kept.txt", words, {"branch": council}, shipped, None)
        return [getattr(one, "kind", one) for one in found]

    assert "the receipt is kept" in judged("ada")[0]
    assert judged("cleo") == ["promise-broken"]


def test_a_ranked_count_is_made_again_to_the_digest_of_its_transcript():
    papers = [b'{"ranked":["ada","ben"]}', b'{"ranked":["ben"]}', b'{"ranked":["ada"]}']
    sealed = {"ballots": seal(papers), "method": "ranked", "seats": 1}
    held = election(**sealed)
    elected, digest = ranked(*rankings(held, read_papers(papers)))
    content = file_of(papers)

    assert elected == ("ada",)
    assert "not made again" in checked(content, **sealed)[0]
    assert checked(content, ranked, **sealed, elected=elected, transcript=digest) == []
    wrong = checked(content, ranked, **sealed, elected=("ben",), transcript=digest)
    assert wrong == ["votes-not-counted"]
    other = checked(content, ranked, **sealed, elected=elected, transcript="0" * 64)
    assert other == ["votes-not-counted"]


def test_who_closes_a_poll_holds_its_lock_and_no_transaction(register, connection):
    """A transaction that waits for the count would be ended as idle, and its lock with it."""
    held = (
        "select a.state from pg_locks l join pg_stat_activity a using (pid)"
        " where l.locktype = 'advisory' and l.granted and a.datname = current_database()"
    )
    free = "select pg_try_advisory_lock(hashtextextended('close b e', 0))"
    with register.one_at_a_time("close b e"):
        assert connection.execute(held).fetchall() == [("idle",)]
        assert connection.execute(free).fetchone() == (False,)


def test_the_lock_of_a_close_ends_with_it_even_if_it_fails(register, connection):
    with pytest.raises(ValueError, match="no count"), register.one_at_a_time("close b e"):
        raise ValueError("no count")
    connection.execute("set lock_timeout = '20s'")
    connection.execute("select pg_advisory_lock(hashtextextended('close b e', 0))")


def test_a_box_is_sealed_beside_what_others_ask_of_the_register(register, cast, box, monkeypatch):
    """Many thousand ballots take seconds, and names are looked up meanwhile."""
    cast(PEOPLE[0], "ada")
    rewrite, asked = BallotBox._rewrite, []  # noqa: SLF001 - the middle of the sealing

    another = ThreadPoolExecutor(1)

    def rewritten(self, connection, papers):
        asked.append(another.submit(register.name, PEOPLE[0]).result(10))
        rewrite(self, connection, papers)

    monkeypatch.setattr(BallotBox, "_rewrite", rewritten)
    box.sealed()
    another.shutdown()
    assert asked == [None]
