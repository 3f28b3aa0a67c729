"""A ballot is taken once, counts once, and nothing in a secret box joins it to its voter."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import psycopg
import pytest

from delegata.council.ballot import Ballot, fault, rankings, votes
from delegata.council.constituency import Candidacy, Election
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Holder, Portion
from delegata.record.ledger import file_of, seal
from delegata.representation.counting.ranked import ranked
from delegata.store.ballot_box import BallotBox, read_papers
from delegata.store.people import Register
from delegata.verify.ballots import check_ballots

PEOPLE = [f"p-{n:08d}" for n in range(30)]


def election(**changes):
    """An election on which three stand."""
    names = ("ada", "ben", "cleo")
    held = Election(id="e", title="E", to_body="above", seats=2, voice="decisive", until="",
                    method="most-votes", secrecy="detached", polls_on="2026-01-01",
                    state="polling", order=names, called=Mark(1, "2026"))  # fmt: skip
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


@pytest.fixture
def box(register):
    return BallotBox(register, "branch", "e", secret=True)


def test_thirty_people_who_press_twice_at_once_vote_once(box):
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda p: box.cast(p, Ballot(chosen=("ada",))), PEOPLE * 2))

    assert sum(taken) == box.turnout() == len(box.ballots()) == 30


def test_a_closed_box_takes_nothing_until_it_is_open_again(box):
    box.cast(PEOPLE[0], Ballot())
    voters, ballots = box.sealed()

    assert not box.cast(PEOPLE[1], Ballot())
    assert (voters.count, ballots.count) == (1, 1)
    box.reopen()
    assert box.cast(PEOPLE[1], Ballot())


def test_nothing_joins_a_secret_ballot_to_its_voter(box, uri):
    for number, person in enumerate(PEOPLE):
        box.cast(person, Ballot(chosen=("ada",) if number % 2 else ("ben",)))
    box.sealed()
    with psycopg.connect(uri) as connection:
        columns = connection.execute(
            "select column_name from information_schema.columns where table_name = 'ballot'"
        ).fetchall()
        papers = [row[0] for row in connection.execute("select paper from ballot order by ctid")]

    assert {name for (name,) in columns} == {"key", "body", "election", "paper"}
    assert papers == sorted(papers)
    assert not any("p-" in paper for paper in papers)


def test_an_open_ballot_stands_beside_its_voter(register):
    box = BallotBox(register, "branch", "open", secret=False)
    box.cast(PEOPLE[0], Ballot(chosen=("ada",)))

    assert PEOPLE[0].encode() in box.ballots()[0]
    assert read_papers(box.ballots()) == [Ballot(chosen=("ada",))]


def test_each_voter_can_prove_that_they_voted(box, register):
    for person in PEOPLE[:5]:
        box.cast(person, Ballot())
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


def checked(content, recount=None, **changes):
    held = election(state="declared", votes=(Portion("ada", 2),), declared=Mark(5, "x"), **changes)
    council = Council(body="branch", size=6)
    council = msgspec.structs.replace(council, elections=council.elections.insert("e", held))
    return [getattr(found, "kind", found) for found in
            check_ballots({"branch": council}, {("branch", "e"): content}, recount)]  # fmt: skip


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
