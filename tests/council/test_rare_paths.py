"""What the scenes do not reach: days of notice on paper, presented voices, lists that add up."""

import pytest

from cast import AT, CONGRESS, SITTING, Stage


def congress_after(scene):
    """The congress as a scene leaves it."""
    return Stage().perform(scene).councils["congress"]


def test_the_days_of_notice_are_counted_from_the_call_or_from_the_day_it_took_place():
    congress = congress_after(
        CONGRESS.replace("notice_days: 0", "notice_days: 28")
        + "convene dated\n    convener: secretary\n    opens on: 2026-03-01\n"
        + "    called on: 2026-02-01\n"
        + "day 2026-02-02\nconvene held\n    convener: secretary\n    opens on: 2026-03-01\n"
    )

    calls = {c.id: (c.notice_days, c.competent) for c in congress.convocations}
    assert calls == {"spring": (None, False), "dated": (28, True), "held": (27, False)}
    marks = [c.mark for c in congress.convocations]
    assert [m.moment for m in marks] == [AT, AT, "2026-02-02T00:00"]
    assert marks[-1].held.precision == "order"


def test_a_mandate_that_is_only_presented_may_change_its_voice_without_a_vote_changing():
    congress = congress_after(
        CONGRESS
        + "present mandate late\n    holder: late\n    from body: branch\n    proof: paper\n"
        + "change voice late\n    voice: advisory\n    reason: a guest\n"
        + "confirm mandates late\n"
    )

    assert (congress.electorate, congress.mandates["late"].votes) == (9, False)


def test_a_list_of_posts_that_adds_up_has_no_flag():
    congress = congress_after(
        SITTING
        + "list posts one\n    title: T\n    posts: Chair: @ben\n    announced: 1\n"
        + "list posts two\n    title: T\n    posts: Chair: @ben\n    announced: 2\n"
    )

    assert [posts.flags for posts in congress.lists] == [(), ("2 were announced, 1 are named",)]


def test_a_mandate_may_be_given_on_a_mandate_that_is_confirmed():
    congress = congress_after(
        CONGRESS
        + "give mandate up\n    holder: delegate 1\n    to body: union\n    rests on: d-1\n"
    )

    assert congress.given["up"].rests_on == "d-1"


def test_a_delegate_who_is_here_and_confirmed_has_the_floor():
    congress = congress_after(SITTING + "speak Delegate 1\n    title: T\n    delegate: d-1\n")

    assert next(iter(congress.speeches)).speaker == "d-1"


def test_a_meeting_is_called_and_put_off_to_a_day_of_the_calendar_only():
    congress_after(
        CONGRESS
        + "convene never\n    convener: secretary\n    opens on: 2026-02-30\n"
        + "    expect: date-unreal\n"
        + "postpone spring\n    postponer: secretary\n    opens on: 2026-02-30\n"
        + "    expect: date-unreal\n"
    )


@pytest.mark.parametrize(
    ("items", "state"), [("wages Wages", "done"), ("wages Wages; end End", "taken")]
)
def test_the_order_of_the_day_that_changed_meanwhile_has_perhaps_nothing_to_go_back_to(
    items, state
):
    rules = "procedures orders-of-the-day: on demand no, seconders 0"
    scene = (
        SITTING.replace("      motions: none\n", f"      motions: none\n      {rules}\n")
        + f"""
set agenda
    items: wages Wages; end End
take item wages
finish item wages
move procedure orders
    device: orders-of-the-day
    mover: delegate 2
set agenda
    items: {items}
carry by consent orders
    motion: orders
"""
    )
    council = Stage().perform(scene).councils["congress"]

    assert council.motions["orders"].state == "carried"
    assert council.agenda[-1].state == state


def test_nothing_is_postponed_to_an_item_that_was_struck_before_the_vote():
    scene = (
        SITTING
        + """
set agenda
    items: wages Wages; end End
move postponement later
    on: rise
    item: end
    mover: delegate 2
second later
    seconder: delegate 3
    delegate: d-3
set agenda
    items: wages Wages
carry by consent later
    motion: later
"""
    )
    council = congress_after(scene)

    assert (council.motions["rise"].state, council.put_off) == ("moved", ())
