"""A seat ends with the mandate it rests on, and by nothing that others do under its name."""

import pytest
from branch_acts import BY, SECRETARY, founding
from msgspec.structs import replace

from delegata.council.act import Refused
from delegata.council.ending import EndMandate, NoteEnding
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.rules import MandateRule
from delegata.council.words import Holder
from delegata.record.checkpoint import Checkpoint, origin_of, signed_checkpoint
from delegata.record.envelope import leaf_of, written
from delegata.record.note import signer
from delegata.record.tree import Tree
from delegata.store.federation import Federation
from delegata.store.writer import Writer
from delegata.verify.folder import Export, verify

SIGNER = signer("two-federations.example", bytes(32))
HOLDER = Holder(person="p-0000000b")


@pytest.fixture
def act(writer):
    """Performs an act that must stand."""

    def perform(body, command):
        made = writer.perform(body, command)
        assert isinstance(made, Entry), made.sentence
        return made

    return perform


@pytest.fixture
def verified(federation):
    """What the verifier finds in the record of all that stands here."""

    def found():
        records, checkpoints = {}, {}
        for body, chronicle in federation.bodies.items():
            lines = [chronicle.line(n) for n in range(len(chronicle.lines))]
            tree = Tree(leaf_of(line) for line in lines)
            records[body] = b"".join(written(line) + b"\n" for line in lines)
            stated = Checkpoint(origin_of(SIGNER.name, body), len(tree), tree.root())
            checkpoints[body] = signed_checkpoint(stated, SIGNER)
        return verify(Export(records, checkpoints, SIGNER.vkey, ()), key=SIGNER.vkey)

    return found


def given(to_body="board", holder=HOLDER):
    return GiveMandate(by=BY, mandate="m", holder=holder, to_body=to_body)


def presented(cite, from_body="branch"):
    return PresentMandate(by=BY, cites=(cite,), mandate="m", holder=HOLDER, from_body=from_body)


ON_PAPER = PresentMandate(by=BY, mandate="m", holder=HOLDER, from_body="branch", proof="paper")
ENDED = EndMandate(by=BY, mandate="m", ending="resigned")


def board():
    founded = founding()
    proofs = MandateRule(proofs=("cited", "paper"))
    return replace(founded, rules=replace(founded.rules, mandates=proofs))


@pytest.mark.parametrize("proof", ["cited", "paper"])
def test_a_secretary_elsewhere_unseats_nobody_by_a_mandate_of_the_same_name(
    act, federation, verified, proof
):
    """Two federations on one server: the second one's secretary gives a mandate so as to end it."""
    act("board", board())
    for branch in ("branch", "stranger"):
        act(branch, founding())
    gift = act("branch", given())
    cite = federation.chronicle("branch").cite(gift.position)
    act("board", presented(cite) if proof == "cited" else ON_PAPER)
    size = federation.size("board")

    act("stranger", given(holder=Holder(label="nobody at all")))
    act("stranger", ENDED)
    assert federation.chronicle("stranger").council.given["m"].ended == "resigned"
    assert federation.size("board") == size
    assert federation.chronicle("board").council.mandates["m"].state == "presented"
    assert verified().findings == ()

    act("branch", ENDED)
    assert federation.chronicle("board").council.mandates["m"].state == "ended"
    assert verified().findings == ()


def test_nor_does_a_notice_that_somebody_sends_by_hand(act, writer, federation):
    act("board", board())
    for branch in ("branch", "stranger"):
        act(branch, founding())
    gift = act("branch", given())
    act("board", presented(federation.chronicle("branch").cite(gift.position)))
    act("stranger", given())
    ended = act("stranger", ENDED)

    for right in ("notice:stranger", "office:secretary"):
        notice = NoteEnding(
            by=Actor(person=SECRETARY, right=right),
            cites=(federation.chronicle("stranger").cite(ended.position),),
            mandate="m",
            ending="resigned",
        )
        assert writer.perform("board", notice).code == "not-the-giver"


def test_a_body_that_takes_the_name_of_an_unseen_giver_unseats_nobody(act, federation):
    """The mandate was cited from a server elsewhere; a body of that name is founded here later."""
    act("board", board())
    act("board", presented(Cite(body="abroad", position=1, hash="ab" * 32), "abroad"))
    act("abroad", founding())
    assert act("abroad", given()).position == 1

    act("abroad", ENDED)
    assert federation.chronicle("board").council.mandates["m"].state == "presented"


def test_a_mandate_for_a_seat_elsewhere_ends_no_seat_of_its_name_here(act, writer, federation):
    act("board", board())
    act("branch", founding())
    act("board", ON_PAPER)
    act("branch", given("council"))
    ended = act("branch", ENDED)
    notice = NoteEnding(
        by=BY,
        cites=(federation.chronicle("branch").cite(ended.position),),
        mandate="m",
        ending="resigned",
    )

    assert federation.chronicle("board").council.mandates["m"].state == "presented"
    assert writer.perform("board", notice).code == "citation-disagrees"


def test_what_has_ended_is_presented_by_citation_no_more(act, writer, federation):
    act("board", board())
    act("branch", founding())
    gift = act("branch", given())
    act("branch", ENDED)
    refused = writer.perform("board", presented(federation.chronicle("branch").cite(gift.position)))

    assert isinstance(refused, Refused)
    assert refused.code == "citation-disagrees"
    assert "ended in branch: resigned" in refused.sentence


def test_an_ending_is_noted_of_a_mandate_that_another_process_presented_meanwhile(
    act, uri, federation
):
    """This process has not heard of the seat when the giver ends its mandate."""
    act("board", board())
    act("branch", founding())
    gift = act("branch", given())
    elsewhere = Federation()
    other = Writer(uri, elsewhere)
    seat = other.perform("board", presented(federation.chronicle("branch").cite(gift.position)))
    other.stop()
    assert isinstance(seat, Entry)

    act("branch", ENDED)
    assert federation.chronicle("board").council.mandates["m"].state == "ended"
