"""What was referred comes back: the body or committee reports, and the motion is in hand again."""

from typing import Literal

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.entry import Mark
from delegata.council.floor import floor_of
from delegata.council.state import Council
from delegata.council.words import Id, Text, Title


class ReportBack(Command, frozen=True, kw_only=True):
    """Whom a motion was referred to reports on it, and says what it advises."""

    motion: Id
    reporter: Title
    advice: Literal["adopt", "adopt-amended", "reject", "none"] = "none"
    text: Text | None = None


def report(council: Council, command: ReportBack) -> Figures | Refused:
    """Only what was referred is reported back, at a sitting.

    Grounds: `not-referred`, and those of `floor_of`.
    """
    motion = council.motions.get(command.motion)
    if motion is not None and motion.state == "referred":
        return floor_of(council, None) or NO_FIGURES
    return refuse(
        "not-referred",
        council.standing.article("procedures"),
        "{motion} was not referred to anybody in {body}; name a motion that was.",
        motion=command.motion,
        body=council.body,
    )


def reported(council: Council, command: ReportBack, _: Figures, __: Mark) -> Council:
    """The motion is in hand again."""
    motion = replace(council.motions[command.motion], state="moved", awaits="")
    return replace(council, motions=council.motions.insert(motion.id, motion))


ACTS = (Act("procedure.reported-back", ReportBack, report, reported),)
