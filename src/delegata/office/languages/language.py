"""A language of the papers: its catalogue of sentences, and how it writes days and figures."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from delegata.council.entry import Mark
from delegata.council.words import Figure, Held, Portion

_GAP = re.compile(r" (?=[.,:;](?: |$))")
"""What a fact that is not stated leaves before a stop."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Fact(str):
    """A fact in a sentence; `{seats:seat|seats}` adds the noun in the number that it needs."""

    __slots__ = ()

    def __format__(self, nouns: str) -> str:
        one, divided, many = nouns.partition("|")
        if not divided:
            return super().__format__(nouns)
        return f"{self} {one if self == '1' else many}"


class Language(NamedTuple):
    """One language of the papers.

    `sentences` has one sentence for each kind of act, `headings` the labels of papers, `phrases`
    the parts of sentences, `codes` what code words are in plain words where the word itself will
    not do. `day` and `time` are patterns; `group` stands between thousands.
    """

    code: str
    name: str
    headings: Mapping[str, str]
    sentences: Mapping[str, str]
    phrases: Mapping[str, str]
    codes: Mapping[str, str]
    months: tuple[str, ...]
    day: str
    time: str
    group: str

    def plain(self, word: str) -> str:
        """A code word as people say it: `show-of-hands` is "show of hands"."""
        return self.codes.get(word, word.replace("-", " "))

    def sentence(self, kind: str, facts: Mapping[str, str]) -> str:
        """The sentence of a kind of act with its facts in it; what is not stated leaves no gap."""
        return _filled(self.sentences[kind], facts)

    def phrase(self, name: str, **facts: object) -> str:
        """A part of a sentence with its facts in it."""
        return _filled(self.phrases[name], {key: str(fact) for key, fact in facts.items()})

    def day_words(self, iso: str) -> str:
        """A day as people write it: `1917-10-25` is "25 October 1917"."""
        year, month, day = iso[:10].split("-")
        return self.day.format(day=int(day), month=self.months[int(month) - 1], year=int(year))

    def dated(self, words: str) -> str:
        """Words that are a day, as people write it; all others as they are."""
        return self.day_words(words) if _DAY.match(words) else words

    def held_words(self, held: Held) -> str:
        """When a paper act took place, with its calendar and what is known of the hour."""
        style = f" ({self.phrases['old-style']})" if held.calendar == "julian" else ""
        day = f"{self.day_words(held.date)}{style}"
        if held.time is None:
            return f"{day}, {self.phrases['no-hour']}"
        time = self.time.format(time=held.time)
        return f"{day}, {self.phrase('about', said=time) if held.precision == 'about' else time}"

    def moment(self, mark: Mark) -> str:
        """When an act took place; for an act recorded as it happened, when it was recorded."""
        if mark.held is not None:
            return self.held_words(mark.held)
        time = self.time.format(time=mark.at[11:16])
        return f"{self.day_words(mark.at)}, {time} UTC"

    def number(self, count: int) -> str:
        """A count with its thousands apart."""
        return f"{count:,}".replace(",", self.group)

    def figure(self, count: Figure) -> str:
        """A count with what is known of it: "about 150", "565 (the rest)", "not stated"."""
        if count.number is None:
            return self.phrases["rest" if count.rest else "unstated"]
        said = self.number(count.number)
        said = self.phrase("about", said=said) if count.about else said
        return f"{said} ({self.phrases['rest']})" if count.rest else said

    def portions(self, shares: tuple[Portion, ...]) -> str:
        """Shares in one line: "Bolsheviks 14, Left SR 7"."""
        return ", ".join(f"{share.name} {self.number(share.number)}" for share in shares)

    def rule(self, words: str) -> str:
        """A majority rule as the record says it, in this language."""
        for said in ("more than", "at least", "of the votes cast", "of those present",
                     "of all members"):  # fmt: skip
            words = words.replace(said, self.phrases[said])
        return words


class _Facts(dict[str, str]):
    def __missing__(self, _: str) -> str:
        return Fact()


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    said = _Facts({name: Fact(fact) for name, fact in facts.items()})
    return _GAP.sub("", " ".join(pattern.format_map(said).split()))
