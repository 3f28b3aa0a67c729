"""The order in which names with numbers in them are listed: branch-2 comes before branch-10."""

import re


def by_number(name: str) -> tuple[int | str, ...]:
    """A key to sort names by: words stand as words, and numbers as numbers.

    Words and numbers take turns in it, beginning with a word, so that like meets like.
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))
