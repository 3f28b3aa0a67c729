"""How figures, moments and holders are said on pages: template filters, and nothing else."""

from datetime import date

from django import template

from delegata.council.entry import Mark
from delegata.council.words import Figure, Held, Portion

register = template.Library()

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_KINDS = {
    "show-of-hands": "show of hands",
    "roll-call": "roll call",
    "electronic": "open electronic ballot",
    "secret": "secret electronic ballot",
    "cards": "delegates' cards",
    "consent": "general consent",
}


def day_words(iso: str) -> str:
    """A day as people write it: `1917-10-25` is "25 October 1917"."""
    year, month, day = iso[:10].split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {int(year)}"


def held_words(held: Held) -> str:
    """When a paper act took place, with its calendar and what is known of the hour."""
    style = " (old style)" if held.calendar == "julian" else ""
    if held.time is None:
        return f"{day_words(held.date)}{style}, hour not stated"
    about = "about " if held.precision == "about" else ""
    return f"{day_words(held.date)}{style}, {about}{held.time}"


@register.filter
def moment(mark: Mark) -> str:
    """When an act took place; for an act recorded as it happened, when it was recorded."""
    if mark.held is not None:
        return held_words(mark.held)
    return f"{day_words(mark.at)}, {mark.at[11:16]} UTC"


@register.filter
def figure(count: Figure) -> str:
    """A count with what is known of it: "about 150", "565 (the rest)", "not stated"."""
    if count.number is None:
        return "the rest" if count.rest else "not stated"
    return f"{'about ' if count.about else ''}{count.number:,}{' (the rest)' if count.rest else ''}"


@register.filter
def portions(shares: tuple[Portion, ...]) -> str:
    """Shares in one line: "Bolsheviks 14, Left SR 7"."""
    return ", ".join(f"{share.name} {share.number:,}" for share in shares)


@register.filter
def plain(word: str) -> str:
    """A code word as people say it: `show-of-hands` is "show of hands"."""
    return _KINDS.get(word, word.replace("-", " "))


@register.filter
def lookup(mapping: dict[str, str], key: str) -> str:
    """The value of a key, or the key itself where nothing is known."""
    return mapping.get(key, key)


def age_words(since: str | None, until: str) -> str:
    """How long ago a mandate was given, in days, months or years."""
    if since is None:
        return "not stated"
    days = (date.fromisoformat(until[:10]) - date.fromisoformat(since[:10])).days
    if days < 62:
        return f"{days} days"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"
