"""Presence from the own device: however they come and go, nobody counts twice."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cast import SITTING, Stage
from delegata.council.act import Refused
from delegata.council.alternate import StandIn, StepBack
from delegata.council.own_presence import Depart, Return
from delegata.council.presence import Arrive, Leave, voters_present
from delegata.council.rules import AttendanceRule

ALTERNATES = """by ada as secretary
present mandate a-1
    holder: alternate 1
    from body: branch
    proof: paper
    alternate: yes
present mandate a-2
    holder: alternate 2
    from body: branch
    proof: paper
    alternate: yes
confirm mandates a-1..2
"""
BASE = Stage().perform(SITTING + ALTERNATES)
SECRETARY = BASE.councils["congress"].offices["secretary"][0]
WHO = st.sampled_from(["d-1", "d-2", "d-3", "a-1", "a-2"])


def stage(**rule):
    made = Stage()
    council = BASE.councils["congress"]
    rules = replace(council.standing, attendance=AttendanceRule(**rule))
    made.councils["congress"] = replace(council, rules=rules)
    made.lines = {body: list(lines) for body, lines in BASE.lines.items()}
    return made


STEPS = st.one_of(
    st.builds(lambda d: Arrive(by=SECRETARY, mandates=(d,)), WHO),
    st.builds(lambda d: Leave(by=SECRETARY, mandates=(d,)), WHO),
    st.builds(lambda d: Depart(by=SECRETARY, delegate=d), WHO),
    st.builds(lambda d, r: Return(by=SECRETARY, delegate=d, remote=r), WHO, st.booleans()),
    st.builds(lambda d, a: StandIn(by=SECRETARY, delegate=d, alternate=a), WHO, WHO),
    st.builds(lambda d: StepBack(by=SECRETARY, delegate=d), WHO),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=14), st.booleans(), st.sampled_from(["door", "device"]))
def test_each_seat_counts_once_and_who_is_remote_or_away_is_known(steps, remote, returning):
    made = stage(remote=remote, returning=returning)
    for step in steps:
        made.act("congress", step)
        attendance = made.councils["congress"].attendance
        seats = [attendance.standing_in.get(name, name) for name in attendance.here]
        voting = [name for name in seats if name.startswith("d-")]

        assert len(set(voting)) == len(voting) == voters_present(attendance)
        assert set(attendance.remote) <= set(attendance.here)
        assert not set(attendance.away) & set(attendance.here)
        assert remote or not set(attendance.remote)


def test_who_left_by_device_returns_by_it_only_where_the_rules_let():
    for returning, code in (("device", None), ("door", "at-the-door")):
        made = stage(returning=returning)
        made.act("congress", Depart(by=SECRETARY, delegate="d-1", walkout=True))
        gone = made.councils["congress"].attendance
        back = made.act("congress", Return(by=SECRETARY, delegate="d-1"))

        assert "d-1" not in gone.here
        assert (back.code if isinstance(back, Refused) else None) == code
