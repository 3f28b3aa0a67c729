"""The motion book as a page: what was sent in and is in hand, by sections; and its committee."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from delegata.council.deliberation import Motion
from delegata.council.state import Council
from delegata.council.voting_order import PENDING, PUT_ASIDE, seconders_lacking
from delegata.office.desk import Shown, visible_body
from delegata.office.pages.motions import moved_by
from delegata.office.pages.shown import show
from delegata.office.readers.deadlines import deadline_of, waiting_meetings
from delegata.office.readers.motion_book import SENT_IN, below, sections
from delegata.office.readers.rights import rights_of
from delegata.office.wording import day_words


def book(request: HttpRequest, name: str) -> HttpResponse:
    """Shows what stands in the motion book, and leads to the forms that somebody may use."""
    shown = visible_body(request, name)
    council, rights = shown.council, rights_of(request, shown.chronicle)
    return show(
        request,
        shown,
        "pages/motion_book.html",
        "/motions",
        sections=[
            (section, [_row(request, shown, motion) for motion in motions])
            for section, motions in sections(council).items()
        ],
        settled=_others(council, lambda state: state not in _OPEN),
        aside=_others(council, lambda state: state in PUT_ASIDE),
        business=council.business[-1] if council.business else None,
        places=[
            (item, [council.motions[motion] for motion in item.motions])
            for item in (council.business[-1].items if council.business else ())
        ],
        calls=[
            (day_words(call.opens_on), day_words(deadline), deadline < shown.day)
            for call in waiting_meetings(council)
            for deadline in [deadline_of(council, call)]
        ],
        rule=council.standing.motion,
        may={kind.partition(".")[2].replace("-", "_"): rights.may(kind) for kind in _FORMS},
    )


_OPEN = PUT_ASIDE | {"divided"}
_FORMS = ("motion.submitted", "motion.moved", "motion.joint-proposed", "motion.recommended",
          "motion.admissibility-ruled", "motion.rivals-declared", "agenda.business-reported",
          "agenda.business-adopted")  # fmt: skip


def _others(council: Council, so: Callable[[str], bool]) -> list[Motion]:
    """The motions that are in hand no longer, the last one first, in states that are so."""
    found = (m for m in council.motions.values() if not m.amends and m.procedure is None)
    over = (m for m in found if m.state not in PENDING | SENT_IN and so(m.state))
    return sorted(over, key=lambda m: -m.mark.position)


def _row(request: HttpRequest, shown: Shown, motion: Motion) -> tuple[Motion, str, int, int]:
    council = shown.council
    return (
        motion,
        moved_by(request, council, motion),
        0 if motion.state in {"inadmissible", "proposed"} else seconders_lacking(council, motion),
        len(below(council, motion)),
    )
