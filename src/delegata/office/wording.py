"""How figures, moments and holders are said on pages: template filters, and nothing else."""

from datetime import date

from django import template

from delegata.council.entry import Mark
from delegata.council.words import Figure, Portion
from delegata.office.languages import ENGLISH

register = template.Library()

day_words = ENGLISH.day_words


@register.filter
def moment(mark: Mark) -> str:
    """When an act took place; for an act recorded as it happened, when it was recorded."""
    return ENGLISH.moment(mark)


@register.filter
def day(iso: str) -> str:
    """A day as people write it: `2026-10-25` is "25 October 2026"."""
    return ENGLISH.day_words(iso)


@register.filter
def figure(count: Figure) -> str:
    """A count with what is known of it: "about 150", "565 (the rest)", "not stated"."""
    return ENGLISH.figure(count)


@register.filter
def portions(shares: tuple[Portion, ...]) -> str:
    """Shares in one line: "Bolsheviks 14, Left SR 7"."""
    return ENGLISH.portions(shares)


@register.filter
def plain(word: str) -> str:
    """A code word as people say it: `show-of-hands` is "show of hands"."""
    return ENGLISH.plain(word)


@register.filter
def secrecy(word: str) -> str:
    """How an election is voted, as people say it: `detached` is "secret ballot"."""
    return ENGLISH.plain(f"secrecy-{word}")


@register.filter
def right(held: str) -> str:
    """A right as people say it: `office:chair` is "the office of chair"."""
    nature, _, name = held.partition(":")
    words = {"office": "the office of", "mandate": "the mandate", "roll": "a place on the roll"}
    return f"{words.get(nature, nature)} {name}"


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
