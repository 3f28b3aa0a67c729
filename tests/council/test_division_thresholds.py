"""Divisions as the history of 1917 states their counts, judged on each base.

Figures: Trotsky, The History of the Russian Revolution, vol. 3, ch. 41, 42, 45 and 47.
"""

import pytest

from cast import CONGRESS, Stage

SCENE = """
person ada: Ada
person ben: Ben
by ada as secretary
body b
found body B
    character: committee
    tier: 0
    rules: body-1917
    officers: secretary: @ada; chair: @ben
    listed: {listed}
for n in 1..{members}:
present mandate d-{{n}}
    holder: delegate {{n}}
    from body: b
    proof: paper
confirm mandates d-1..{members}
convene one
    convener: secretary
    opens on: 1917-10-10
open sitting one
    convocation: one
{presence}
by ben as chair
move m
    title: M
    mover: somebody
open division m
    motion: m
"""


def opened(members, present, *, listed=True):
    """A body of so many members, so many of them present, with a division open on a motion."""
    presence = f"arrive d-1..{present}" if listed else f"count present {present}"
    scene = SCENE.format(
        members=members, presence=presence if present else "", listed="yes" if listed else "no"
    )
    return Stage().perform(scene)


def closed(stage, **counts):
    """The division closed with these counts, as the body holds it."""
    fields = "".join(f"    {name.replace('_', ' ')}: {said}\n" for name, said in counts.items())
    stage.perform(f"by ben as chair\nbody b\nclose division m\n{fields}    key: close\n")
    return stage.councils["b"].divisions["m"]


@pytest.mark.parametrize(
    ("members", "present", "counts", "bases"),
    [
        (21, 12, (10, 2, 0), ("carried", "carried", "lost")),
        (16, 16, (6, 4, 6), ("carried", "lost", "lost")),
        (25, 25, (20, 2, 3), ("carried", "carried", "carried")),
        (24, 24, (6, 15, 3), ("lost", "lost", "lost")),
        (307, 307, (283, 1, 23), ("carried", "carried", "carried")),
        (12, 12, (6, 6, 0), ("lost", "lost", "lost")),
    ],
    ids=["10-2 of 21", "6-4-6", "20-2-3", "6-15-3", "283-1-23", "a tie is lost"],
)
def test_stated_counts_have_their_outcome_on_every_base(members, present, counts, bases):
    favour, against, abstaining = counts
    division = closed(
        opened(members, present), in_favour=favour, against=against, abstaining=abstaining
    )

    assert (division.present, division.members) == (present, members)
    assert tuple(dict(division.on_bases)[b] for b in ("cast", "present", "members")) == bases
    assert division.outcome == bases[0]
    assert division.result == bases[0]


def test_nobody_against_57_abstaining_and_hands_uncounted_rests_on_what_was_declared():
    division = closed(
        opened(200, 200), in_favour="not stated", against=0, abstaining=57, declared="carried"
    )

    assert (division.in_favour.number, division.abstaining.number) == (None, 57)
    assert (division.outcome, division.declared) == ("undetermined", "carried")
    assert division.result == "carried"


def test_two_against_twelve_abstaining_and_the_rest_in_favour_of_625():
    division = closed(opened(650, 625), in_favour="the rest", against=2, abstaining=12)

    assert (division.in_favour.number, division.in_favour.rest) == (611, True)
    assert division.outcome == "carried"


def test_the_rest_is_refused_where_more_voted_than_are_present():
    stage = opened(30, 10)
    stage.perform(
        "by ben as chair\nbody b\nclose division m\n    in favour: the rest\n    against: 11\n"
        "    abstaining: 0\n    expect: more-votes-than-present\n"
    )


def test_about_150_is_lost_as_the_chair_declared():
    division = closed(
        opened(650, 625),
        in_favour="about 150",
        against="not stated",
        abstaining="not stated",
        declared="lost",
    )

    assert (division.in_favour.number, division.in_favour.about) == (150, True)
    assert (division.outcome, division.result) == ("undetermined", "lost")


def test_counts_that_decide_are_not_declared_otherwise():
    stage = opened(21, 12)
    stage.perform(
        "by ben as chair\nbody b\nclose division m\n    in favour: 2\n    against: 10\n"
        "    abstaining: 0\n    declared: carried\n    expect: declared-otherwise\n"
    )


def test_where_nobody_counted_the_presence_the_base_of_those_present_stays_open():
    stage = opened(1, 0, listed=False)
    division = closed(stage, in_favour=9, against=1, abstaining=0)

    assert division.present is None
    assert dict(division.on_bases)["present"] == "undetermined"
    assert division.outcome == "carried"


@pytest.mark.parametrize(
    ("share", "needed"), [("more than 1/2", 326), ("at least 1/2", 325), ("at least 2/3", 434)]
)
def test_a_quorum_of_650_is_counted_exactly(share, needed):
    scene = CONGRESS.replace("1..9:", "1..650:").replace("d-1..9", "d-1..650")
    scene = scene.replace("convening notice_days: 0", f"convening notice_days: 0\n      quorum "
                          f"share: {share}")  # fmt: skip
    stage = Stage().perform(
        scene + f"open sitting a\n    convocation: spring\narrive d-1..{needed - 1}\n"
        "by ben as chair\nmove m\n    title: M\n    mover: x\n"
        "open division m\n    motion: m\n    expect: no-quorum\n"
        f"by ada as secretary\narrive d-{needed}\nby ben as chair\nopen division m\n    motion: m\n"
    )

    assert stage.councils["congress"].divisions["m"].needed_for_quorum == needed
