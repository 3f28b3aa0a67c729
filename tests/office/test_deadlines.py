"""What is said of the meetings that are called, where there are several."""

from cast import CONGRESS, Stage
from delegata.office.readers.deadlines import next_meeting, waiting_meetings


def test_a_motion_goes_to_the_first_meeting_to_which_it_can_still_be_sent_in_time():
    scene = CONGRESS.replace("notice_days: 0", "notice_days: 0\n      motions deadline_days: 14")
    scene += "convene autumn\n    convener: secretary\n    opens on: 2026-09-15\n"
    scene += "convene summer\n    convener: secretary\n    opens on: 2026-06-15\n"
    council = Stage().perform(scene).councils["congress"]

    assert [call.id for call in waiting_meetings(council)] == ["spring", "summer", "autumn"]
    days = ("2026-02-15", "2026-02-16", "2026-06-01", "2026-06-02", "2026-12-01")
    found = [next_meeting(council, day).id for day in days]
    assert found == ["spring", "summer", "summer", "autumn", "autumn"]
