"""Situations: what real meetings throw up, each told as a few acts and what must come of them.

    setting hall
        ... acts ...

    situation The debate is closed while delegates wait to speak
        from: hall
        ... acts, refused ones with `expect: CODE` ...
        then: nobody is next

A setting can begin from another. The lines of acts are those of scenarios; a `then` says what is
true at that point, in one of the sentences of `expectations`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from cast import Stage


class Situation(NamedTuple):
    """One situation: where it stands, its title, and its lines with their numbers."""

    file: Path
    number: int
    title: str
    lines: tuple[tuple[int, str], ...]


class Book(NamedTuple):
    """All situations of a rule set, and the settings that they begin from."""

    settings: dict[str, Situation]
    situations: tuple[Situation, ...]


def read(folder: Path) -> Book:
    """The situations of one folder, in the order of its files."""
    settings: dict[str, Situation] = {}
    situations = []
    for file in sorted(folder.glob("*.scenario")):
        for told, kind in _told(file):
            if kind == "setting":
                settings[told.title] = told
            else:
                situations.append(told)
    return Book(settings, tuple(situations))


def _told(file):
    head, kind, lines = None, "", []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        found = re.fullmatch(r"(setting|situation) (.+)", line)
        if found:
            if head:
                yield head._replace(lines=tuple(lines)), kind
            head, kind, lines = Situation(file, number, found[2], ()), found[1], []
        elif line.strip() and not line.startswith("#"):
            assert line.startswith("    "), f"{file}:{number}: expected an indented line"
            lines.append((number, line[4:]))
    if head:
        yield head._replace(lines=tuple(lines)), kind


def play(book: Book, situation: Situation, stage: Stage, then) -> None:
    """Performs a situation; `then` is called with the stage and each sentence, as it stands."""
    _Player(book, stage, then).play(situation)


class _Player:
    def __init__(self, book, stage, then):
        self.book, self.stage, self.then = book, stage, then
        self.scene: dict[str, str] = {}
        self.acts: list[str] = []

    def play(self, situation):
        for number, line in situation.lines:
            if found := re.fullmatch(r"from: (.+)", line):
                self.play(self.book.settings[found[1]])
            elif found := re.fullmatch(r"then: (.+)", line):
                self.perform()
                try:
                    self.then(self.stage, self.scene["body"].removeprefix("body "), found[1])
                except AssertionError as error:
                    raise AssertionError(f"{situation.file}:{number}: {error}") from error
            else:
                self.acts.append(line)
        self.perform()

    def perform(self):
        """The acts since the last `then`, on the scene that the directives so far have set."""
        acts, self.acts = self.acts, []
        before = [*self.scene.values()]
        for line in acts:
            if found := re.match(r"(body|by|day|person \S+) ", line):
                self.scene[found[1].split(":")[0]] = line
        if acts:
            self.stage.perform("\n".join([*before, *acts]) + "\n")
