"""Days as acts write them: reckoned where the calendar has them, refused where it has not."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from delegata.council.act import Refused, refuse


@lru_cache(maxsize=4096)
def days_between(first: str, last: str) -> int | None:
    """Whole days from one date to another of the same calendar, or None for an unreal date.

    Many mandates begin on few days, and each vote and demand asks of all of them.
    """
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None


def days_after(day: str, days: int) -> str | None:
    """The date so many days later, or None for an unreal date or one beyond the calendar."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None


def minutes_after(moment: str, minutes: int) -> str | None:
    """The moment so many minutes later, written as this one is; None where it cannot be reckoned.

    A moment is a day and a time, in UTC where `Z` follows.
    """
    try:
        later = datetime.fromisoformat(moment.rstrip("Z")) + timedelta(minutes=minutes)
    except (ValueError, OverflowError):
        return None
    return later.isoformat(timespec="minutes") + "Z" * moment.endswith("Z")


def unreal(article: str, *days: str) -> Refused | None:
    """Every day is one of the calendar. Grounds: `date-unreal`."""
    wrong = [day for day in days if days_between(day, day) is None]
    return no_such_day(article, wrong[0]) if wrong else None


def no_such_day(article: str, day: str) -> Refused:
    """The refusal of a day that the calendar does not have, or from which it cannot reckon on."""
    return refuse("date-unreal", article, "{day} is no day of the calendar; correct it.", day=day)
