"""Buttons and links of motions, words and dissent: offered to those of whom they are accepted."""

import pytest
from test_division_by_ballot import SCENE
from test_seat import signed_in

from barriers import barriers
from served import Served

BODY = "/bodies/made-up-congress"
PEOPLE = """person gil: Gil (made up)
person eve: Eve (made up)
"""
OTHERS = """by nora as secretary
present mandate v-gil
    holder: @gil
    from body: branch
    proof: paper
    voice: advisory
present mandate a-eve
    holder: @eve
    from body: branch
    proof: paper
    alternate: yes
confirm mandates v-gil, a-eve
    by: nora as credentials
arrive v-gil, a-eve
by sally as chair
"""
VOTED = """open division hours
    motion: hours
close division hours
    for: 2
    against: 1
    abstaining: 0
move words
    title: Words are weighed
    mover: d-ada
    delegate: d-ada
    form: resolution
    text: Words are weighed before they are said.
"""
HALL = PEOPLE + SCENE[: SCENE.index("open division wages")] + OTHERS + VOTED
SPOKEN = "The congress is cancelled. Go home."


@pytest.fixture(scope="module")
def congress(tmp_path_factory):
    served = Served.of(tmp_path_factory.mktemp("movers"), HALL)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def visitors(congress):
    return {name: signed_in(congress, name) for name in ("ada", "ben", "dan", "gil", "eve")}


def page(visitors, name, path):
    status, _, text = visitors[name].ask("GET", BODY + path)
    assert status == 200
    return text


def test_who_is_here_with_a_vote_is_offered_to_move_amend_and_second(visitors):
    seat, motion = page(visitors, "ben", "/seat"), page(visitors, "ben", "/motions/words")

    assert "Move a motion" in seat
    assert "Amend Words are weighed" in seat
    assert "Second it" in seat
    assert "Second it" in motion
    assert "Amend it" in motion


@pytest.mark.parametrize("name", ["dan", "gil", "eve"])
def test_who_is_away_advises_or_stands_in_for_nobody_is_offered_none_of_it(visitors, name):
    seat, motion = page(visitors, name, "/seat"), page(visitors, name, "/motions/words")

    for words in (
        "Move a motion",
        "Amend Words are weighed",
        "Second it",
        "Amend it",
        "my dissent",
    ):
        assert words not in seat
        assert words not in motion


@pytest.mark.parametrize(
    ("name", "what"),
    [("dan", "is not here"), ("gil", "voice that is advisory"), ("eve", "stands in for nobody")],
)
def test_a_form_that_is_sent_all_the_same_says_what_to_do(visitors, name, what):
    mandate = {"dan": "d-dan", "gil": "v-gil", "eve": "a-eve"}[name]
    sent = visitors[name].post(
        f"{BODY}/acts/motion.seconded",
        right=f"mandate:{mandate}", motion="words", seconder=mandate, delegate=mandate,
    )  # fmt: skip

    assert sent[0] == 409
    assert what in sent[2]


def test_dissent_is_a_link_to_the_filled_form_until_it_is_recorded(visitors):
    link = "acts/division.dissented?division=hours&amp;dissenter=d-ben&amp;delegate=d-ben"
    assert link in page(visitors, "ben", "/seat")
    assert link in page(visitors, "ben", "/divisions/hours")
    assert "Record my dissent" not in page(visitors, "dan", "/divisions/hours")
    form = page(visitors, "ben", f"/{link.replace('&amp;', '&')}")
    assert 'value="d-ben"' in form

    sent = visitors["ben"].post(
        f"{BODY}/acts/division.dissented",
        right="mandate:d-ben", division="hours", dissenter="d-ben", delegate="d-ben",
    )  # fmt: skip
    assert sent[0] == 302
    assert "Record my dissent" not in page(visitors, "ben", "/seat")
    assert "Record my dissent" not in page(visitors, "ben", "/divisions/hours")
    assert "Dissent on record" in page(visitors, "ben", "/divisions/hours")


def test_a_declaration_is_a_link_on_seat_and_floor_for_who_may_declare(visitors):
    link = "acts/floor.declared?speaker=d-ben&amp;delegate=d-ben"
    for path in ("/seat", "/floor"):
        assert link in page(visitors, "ben", path)
        assert "Declare for a group" not in page(visitors, "dan", path)
    assert 'value="d-ben"' in page(visitors, "ben", f"/{link.replace('&amp;', '&')}")


def test_no_declaration_is_offered_where_it_may_not_interrupt_the_item(visitors, congress):
    chair = signed_in(congress, "sally")
    agenda = chair.post(
        f"{BODY}/acts/agenda.set", right="office:chair", items="wages: Wages\nhours: Hours"
    )
    assert agenda[0] == 302
    assert chair.post(f"{BODY}/acts/agenda.taken", right="office:chair", item="wages")[0] == 302

    assert "Declare for a group" not in page(visitors, "ben", "/seat")
    assert "Declare for a group" not in page(visitors, "ben", "/floor")


def test_a_delegates_own_words_are_on_the_floor_and_on_no_wall_or_gallery(
    visitors, congress, chromium
):
    sent = visitors["ben"].post(
        f"{BODY}/acts/floor.spoken",
        right="mandate:d-ben", speaker="The chair", delegate="d-ben", title=SPOKEN,
        behalf="the presidium", form="speech",
    )  # fmt: skip
    assert sent[0] == 302

    assert SPOKEN in page(visitors, "ada", "/floor")
    for path in ("/screen", "/gallery"):
        assert SPOKEN not in page(visitors, "ada", path)
    shown = chromium.new_context().new_page()
    shown.goto(f"{congress.url}{BODY}/floor")
    assert barriers(shown) == []
    shown.context.close()
