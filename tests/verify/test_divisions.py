"""Divisions by ballot as the verifier sees them: sealed, each voter entitled and once, counted."""

import pytest

from cast import SITTING, Stage
from delegata.record.ledger import file_of, row, seal
from delegata.record.note import MalformedNote, signer, verifier
from delegata.record.receipt import Promise, read_receipt, signed_batch
from delegata.verify.divisions import check_divisions
from delegata.verify.receipts import check_receipt

SIGNER = signer("hall.example", bytes(32))
OTHER = signer("hall.example", bytes(31) + b"1")
OPEN = [("d-1", "for"), ("d-2", "for"), ("d-3", "against")]


def rows(votes, method="electronic"):
    """The two ledgers of votes as they are sealed: papers, and voters."""
    named = method == "electronic"
    papers = [row({"mandate": m, "stance": s} if named else {"stance": s}) for m, s in votes]
    return sorted(papers), sorted(row({"mandate": m}) for m, _ in votes)


def congress(papers, voters, counts=(2, 1, 0), method="electronic"):
    """A congress that closed the division on these ledgers."""
    stage = Stage().perform(f"""{SITTING}
open division rise
    motion: rise
    method: {method}
close ballot rise
    voters: {seal(voters).count} {seal(voters).root}
    ballots: {seal(papers).count} {seal(papers).root}
    in favour: {counts[0]}
    against: {counts[1]}
    abstaining: {counts[2]}
""")
    return stage.councils


def found(papers, voters, councils, name="rise"):
    boxes = {
        ("congress", name, "votes"): file_of(papers),
        ("congress", name, "voters"): file_of(voters),
    }
    return [getattr(said, "kind", said) for said in check_divisions(councils, boxes)]


@pytest.mark.parametrize("method", ["electronic", "secret"])
def test_sealed_ballots_that_come_to_the_count_are_well(method):
    papers, voters = rows(OPEN, method)

    assert found(papers, voters, congress(papers, voters, method=method)) == []


@pytest.mark.parametrize(
    ("votes", "counts", "kind"),
    [
        ([("d-1", "for"), ("d-2", "for"), ("d-8", "against")], (2, 1, 0), "ballots-unreadable"),
        ([("d-1", "for"), ("d-1", "for"), ("d-3", "against")], (2, 1, 0), "ballots-unreadable"),
        ([("d-1", "for"), ("d-2", "for"), ("d-3", "twice")], (2, 1, 0), "ballots-unreadable"),
        (OPEN, (1, 2, 0), "votes-not-counted"),
    ],
)
def test_what_does_not_follow_from_lawful_ballots_is_found(votes, counts, kind):
    papers, voters = rows(votes)

    assert found(papers, voters, congress(papers, voters, counts)) == [kind]


def test_ballots_that_name_others_than_those_who_voted_are_found():
    papers, _ = rows(OPEN)
    _, voters = rows([("d-1", "for"), ("d-2", "for"), ("d-4", "for")])

    assert found(papers, voters, congress(papers, voters)) == ["ballots-unreadable"]


def test_what_is_no_ballot_or_was_never_sealed_is_found():
    papers, voters = rows(OPEN)
    councils = congress(papers, voters)
    nonsense = [b"nonsense"] * 3

    assert found(papers[:2], voters, councils) == ["ballots-altered"]
    assert found(nonsense, voters, congress(nonsense, voters)) == ["ballots-unreadable"]
    said = found(papers, voters, councils, name="nothing")
    assert said[:2] == ["ballots-unsealed"] * 2
    assert "not in the export" in said[2]


def receipt(promise):
    batch = signed_batch([promise, promise._replace(row=b'{"mandate":"x"}')], SIGNER, "b")
    return batch.receipt(0, promise)


def judged(words, boxes, councils, trusted=SIGNER):
    said = check_receipt("receipt.txt", words, councils, boxes, verifier(trusted.vkey))
    return [getattr(one, "kind", one) for one in said]


def test_a_receipt_is_kept_broken_or_beyond_this_export():
    papers, voters = rows(OPEN)
    councils = congress(papers, voters)
    boxes = {("congress", "rise", "votes"): file_of(papers)}
    kept = Promise("congress", "division/rise", "ballots", papers[0])
    broken = kept._replace(row=row({"mandate": "d-1", "stance": "against"}))

    assert "the receipt is kept" in judged(receipt(kept), boxes, councils)[0]
    assert judged(receipt(broken), boxes, councils) == ["promise-broken"]
    for beyond in (kept._replace(poll="rise"), kept._replace(ledger="voters"),
                   kept._replace(body="elsewhere")):  # fmt: skip
        assert "not in the export" in judged(receipt(beyond), boxes, councils)[0]
    assert judged(receipt(kept), boxes, councils, trusted=OTHER) == ["receipt-malformed"]


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words[:-2],
        lambda words: words.replace("index 0", "index 1"),
        lambda words: words.replace("extra ", "extra A", 1),
        lambda words: words.replace("extra ", "extra =", 1),
        lambda words: words + "x" * 70000,
        lambda words: words.replace("extra eyJ", "extra e30=\nextra eyJ"),
        lambda words: words.replace(words.split("\n")[1], "extra e30="),
        lambda words: words.replace(words.split("\n")[1], "extra bm9uc2Vuc2U="),
    ],
)
def test_a_receipt_with_a_sign_changed_is_no_receipt(change):
    words = receipt(Promise("congress", "division/rise", "voters", b'{"mandate":"d-1"}'))

    assert read_receipt(words, verifier(SIGNER.vkey)).ledger == "voters"
    with pytest.raises(MalformedNote):
        read_receipt(change(words), verifier(SIGNER.vkey))


@pytest.mark.parametrize("size", range(1, 18))
def test_every_place_of_a_batch_of_any_size_proves_its_promise(size):
    promises = [Promise("b", "e", "ballots", row({"n": n}), "5a" * (n % 2)) for n in range(size)]
    batch = signed_batch(promises, SIGNER, "x")

    for place, promise in enumerate(promises):
        assert read_receipt(batch.receipt(place, promise), verifier(SIGNER.vkey)) == promise


WEIGHED = SITTING.replace(
    "      convening notice_days: 0",
    "      convening notice_days: 0\n      weights methods: electronic; secret\n"
    "      weights secret_alike: 3\n      proxies most: 1",
)
CAST = """
by ada as secretary
set weights branch
    members: {members}
    roll on: 2026-01-01
    delegates: {delegates}
give proxy d-8
    holder: d-1
by ben as chair
open division rise
    motion: rise
    method: {method}
close ballot rise
    voters: {voters}
    ballots: {ballots}
    in favour: {for_}
    against: {against}
    abstaining: 0
    alike: {alike}
"""
OPENLY = {"method": "electronic", "delegates": "d-1, d-2, d-8", "members": 1000}
SECRETLY = {
    "method": "secret",
    "delegates": ", ".join(f"d-{n}" for n in range(1, 10)),
    "members": 900,
}


def weighed(papers, voters, counts, how=OPENLY, alike=3):
    """What is found in a division where d-1 has 334 votes, d-2 and the absent d-8 have 333 each."""
    papers, voters = sorted(map(row, papers)), sorted(map(row, voters))
    seals = {
        name: f"{sealed.count} {sealed.root}"
        for name, sealed in (("voters", seal(voters)), ("ballots", seal(papers)))
    }
    scene = WEIGHED + CAST.format(**how, **seals, for_=counts[0], against=counts[1], alike=alike)
    return found(papers, voters, Stage().perform(scene).councils)


SPLIT = {"mandate": "d-1", "for": 300, "against": 34, "abstaining": 0}
ABSENT = {"mandate": "d-8", "stance": "for", "weight": 333}
VOTERS = [{"mandate": "d-1"}, {"mandate": "d-8", "by": "d-1"}]


def test_split_votes_and_votes_for_the_absent_are_well_where_they_are_as_the_record_has_them():
    assert weighed([SPLIT, ABSENT], VOTERS, (633, 34)) == []


@pytest.mark.parametrize(
    ("papers", "voters", "counts", "kind"),
    [
        ([SPLIT | {"for": 301}, ABSENT], VOTERS, (634, 34), "ballots-unreadable"),
        ([SPLIT, ABSENT | {"weight": 334}], VOTERS, (634, 34), "ballots-unreadable"),
        ([SPLIT, {"mandate": "d-8", "stance": "for"}], VOTERS, (301, 34), "ballots-unreadable"),
        ([SPLIT | {"for": 368, "against": -34}, ABSENT], VOTERS, (701, 0), "ballots-unreadable"),
        ([SPLIT, ABSENT | {"weight": True}], VOTERS, (301, 34), "ballots-unreadable"),
        ([SPLIT, ABSENT], [VOTERS[0], {"mandate": "d-8", "by": "d-2"}], (633, 34),
         "ballots-unreadable"),
        ([SPLIT], [{"mandate": "d-1", "by": "d-2"}], (300, 34), "ballots-unreadable"),
        ([SPLIT, ABSENT], VOTERS, (600, 67), "votes-not-counted"),
    ],
)  # fmt: skip
def test_a_lie_about_weights_splits_or_proxies_is_found(papers, voters, counts, kind):
    assert weighed(papers, voters, counts) == [kind]


@pytest.mark.parametrize(
    ("ballots", "counts", "findings"),
    [
        ([("for", 100), ("for", 100), ("against", 100)], (200, 100), []),
        ([("for", 100), ("for", 100), ("against", 101)], (200, 101), ["ballots-unreadable"]),
    ],
)
def test_secret_ballots_have_the_weights_of_those_who_voted(ballots, counts, findings):
    papers = [{"stance": stance, "weight": weight} for stance, weight in ballots]
    voters = [{"mandate": f"d-{n}"} for n in range(1, 4)]

    assert weighed(papers, voters, counts, SECRETLY) == findings


def test_a_secret_ballot_whose_weight_tells_who_cast_it_is_found():
    papers = [{"stance": "for", "weight": 101}, *[{"stance": "against", "weight": 100}] * 3]
    voters = [{"mandate": f"d-{n}"} for n in (1, 6, 7, 5)]

    assert weighed(papers, voters, (101, 300), SECRETLY | {"members": 904}) == [
        "ballots-unreadable"
    ]


def test_the_receipt_of_an_open_election_is_kept_or_broken():
    paper = row({"person": "p-1", "chosen": []})
    ballots = [paper, row({"person": "p-2", "chosen": []})]
    stage = Stage().perform(f"""{SITTING}
by ada as secretary
call election auditor
    title: The auditor
    to body: congress
    seats: 1
    secrecy: open
    polls on: 2026-01-01
    called on: 2026-01-01
nominate auditor
    candidate: ben
    holder: @ben
answer nomination auditor
    candidate: ben
    accepts: yes
open poll auditor
close poll auditor
    voters: {seal(ballots).count} {seal(ballots).root}
    ballots: {seal(ballots).count} {seal(ballots).root}
""")
    boxes = {("congress", "auditor", "ballots"): file_of(ballots)}
    kept = Promise("congress", "auditor", "ballots", paper)
    broken = kept._replace(row=row({"person": "p-1", "chosen": ["ben"]}))

    assert "the receipt is kept" in judged(receipt(kept), boxes, stage.councils)[0]
    assert judged(receipt(broken), boxes, stage.councils) == ["promise-broken"]
    assert "not in the export" in judged(receipt(kept), {}, stage.councils)[0]
