"""What is asked before an act is sent, and what is not."""

from msgspec.structs import replace

from delegata.council.election import Nominate
from delegata.council.entry import Actor, Cite
from delegata.council.mandate import GiveMandate, PresentMandate
from delegata.council.words import Holder
from delegata.office.readers.cautions import Somebody, cautions

BY = Actor(person="p-00000000", right="office:secretary")
NILS = Holder(label="Nils Lampton")
GIVEN = GiveMandate(by=BY, mandate="m-1", holder=NILS, to_body="congress")
PRESENTED = PresentMandate(by=BY, mandate="m-1", holder=NILS, from_body="branch", proof="paper")
CITED = Cite(body="branch", position=3, hash="0" * 64)


def asked(command):
    """The fields that are asked about, and what is offered, where two lists name one person."""

    def called(_):
        yield Somebody("p-11111111", "@114", "Nils Lampton", "member 114")
        yield Somebody("p-11111111", "@p-11111111", "Nils Lampton", "mandate d-4")

    return [(c.field, c.instead) for c in cautions(command, {"congress"}.__contains__, called)]


def test_a_person_in_words_is_asked_about_and_offered_once():
    said = [("holder", (("@114", "Nils Lampton, member 114"),))]
    nominated = Nominate(by=BY, election="board", candidate="c-1", holder=NILS)

    assert asked(nominated) == said
    assert asked(GIVEN) == said
    assert asked(PRESENTED) == said
    assert asked(replace(nominated, holder=Holder(person="p-11111111"))) == []


def test_who_was_elected_or_given_a_mandate_in_words_is_not_asked_about_again():
    assert asked(replace(GIVEN, election="board", candidate="c-1")) == []
    assert asked(replace(PRESENTED, proof="cited", cites=(CITED,))) == []


def test_a_body_that_is_not_here_is_asked_about_with_every_act_that_names_one():
    assert asked(replace(GIVEN, to_body="congres", election="board")) == [("to body", ())]
