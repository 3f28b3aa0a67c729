"""A scenario file becomes acts: directives set the scene, each act is a line with fields below it.

    person kamenev: L. B. Kamenev
    body second-congress
    day 1917-10-25 julian
    by kamenev as chair

    02:40 close division land-decree
        against: 1
        abstaining: 8
        for: the rest
        source: ch. 47

`for n in 1..390:` before an act repeats it, with {n} replaced. `expect: no-quorum` says that an act
must be refused on these grounds. `cites: BODY KEY` cites the act with that key in another record.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from delegata.council.act import Command
from delegata.council.acts import COMMANDS
from delegata.council.entry import Cite
from delegata.council.lines import LINE_WIDTH, lines_of
from delegata.scenario.hints import hint
from delegata.scenario.notation import CONTROL, Reading, checked, fields_of

LONGEST_BYTES = 4 * 2**20
MOST_ACTS = 50_000
_SYNONYMS = {"for": "in favour"}


class ScenarioError(Exception):
    """What is wrong in a scenario file, and on which line of it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        """Say the place the way editors jump to it."""
        super().__init__(f"{file}:{line}: {message}")
        self.line = line


class Written(NamedTuple):
    """A field as it was written, with its line."""

    line: int
    value: str


class ScriptedAct(NamedTuple):
    """One act of a scenario, before people, texts and citations are looked up."""

    file: str
    line: int
    body: str
    command: type[Command]
    fields: dict[str, Written]
    person: str
    office: str
    held: dict[str, Any] | None
    key: str
    expect: str

    @property
    def phrase(self) -> str:
        """The act as its line says it: "close division"."""
        return phrase_of(self.command)


class Script(NamedTuple):
    """A whole scenario: the people it names, and its acts in order."""

    people: dict[str, str]
    acts: tuple[ScriptedAct, ...]


class Surroundings(NamedTuple):
    """What a scripted act needs from outside to become a command."""

    person: Callable[[str], str]
    text: Callable[[str], str]
    cite: Callable[[str, str], Cite]
    width: Callable[[str], int] = lambda _: LINE_WIDTH
    """How many signs a line has in a body, by which the lines of its texts are counted."""


def phrase_of(command: type[Command]) -> str:
    """How a command is written: `CloseDivision` is "close division"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", command.__name__).lower()


PHRASES = {phrase_of(command): command for command in COMMANDS}


class _Line(NamedTuple):
    number: int
    depth: int
    words: str


def parse(content: bytes, file: str) -> Script:
    """The script that a file holds. Raises `ScenarioError` with the line and what was expected."""
    if len(content) > LONGEST_BYTES:
        raise ScenarioError(file, 1, f"expected at most {LONGEST_BYTES} bytes; split the scenario")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ScenarioError(file, line, "expected UTF-8 text; save the file as UTF-8") from error
    return _Parser(file, list(_lines(text, file))).script()


def _lines(text: str, file: str) -> Iterator[_Line]:
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip()
        if "\t" in line:
            raise ScenarioError(file, number, "expected blanks, not tabs, at the start of fields")
        if found := CONTROL.search(line) or re.search("\r", line):
            message = f"expected no control characters; found {found[0]!r}"
            raise ScenarioError(file, number, message)
        if line.strip() and not line.lstrip().startswith("#"):
            yield _Line(number, len(line) - len(line.lstrip(" ")), line.strip())


class _Parser:
    """Walks the lines once; the scene is what the directives so far have set."""

    def __init__(self, file: str, lines: list[_Line]) -> None:
        self.file = file
        self.lines = lines
        self.people: dict[str, str] = {}
        self.body = ""
        self.day: dict[str, Any] | None = None
        self.actor = ("", "")
        self.source = ""
        self.span: tuple[str, range] | None = None
        self.acts: list[ScriptedAct] = []
        self.keys: set[tuple[str, str]] = set()

    def script(self) -> Script:
        at = 0
        while at < len(self.lines):
            head = self.lines[at]
            if head.depth:
                raise self._error(head, "expected an act or a directive at the start of a line")
            end = at + 1
            while end < len(self.lines) and self.lines[end].depth:
                end += 1
            if not self._directive(head):
                self._act(head, self.lines[at + 1 : end])
            elif end > at + 1:
                raise self._error(self.lines[at + 1], "expected no fields under a directive")
            at = end
        if self.span is not None:
            raise self._error(self.lines[-1], 'expected an act below "for"')
        return Script(self.people, tuple(self.acts))

    def _error(self, line: _Line, message: str) -> ScenarioError:
        return ScenarioError(self.file, line.number, message)

    def _directive(self, line: _Line) -> bool:
        for pattern, set_scene in _DIRECTIVES:
            if found := re.fullmatch(pattern, line.words):
                try:
                    set_scene(self, found)
                except ValueError as error:
                    raise self._error(line, str(error)) from error
                return True
        shape = _SHAPES.get(line.words.partition(" ")[0])
        if shape is not None:
            raise self._error(line, f"expected {shape!r}; found {line.words!r}")
        return False

    def set_body(self, found: re.Match[str]) -> None:
        self.body = found[1]

    def set_person(self, found: re.Match[str]) -> None:
        if self.people.setdefault(found[1], found[2]) != found[2]:
            raise ValueError(f"the person {found[1]!r} stands above as {self.people[found[1]]!r}")

    def set_day(self, found: re.Match[str]) -> None:
        month, day = int(found[1][5:7]), int(found[1][8:])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise ValueError(f"expected a day of the calendar; found {found[1]!r}")
        self.day = {"date": found[1], "calendar": found[2] or "gregorian"}

    def set_today(self, _: re.Match[str]) -> None:
        self.day = None

    def set_actor(self, found: re.Match[str]) -> None:
        self.actor = (found[1], found[2])

    def set_source(self, found: re.Match[str]) -> None:
        self.source = found[1]

    def set_span(self, found: re.Match[str]) -> None:
        if int(found[3]) < int(found[2]):
            raise ValueError(f"expected a range upwards; found {found[2]}..{found[3]}")
        if self.span is not None:
            raise ValueError('expected an act below "for", not another "for"')
        self.span = (found[1], range(int(found[2]), int(found[3]) + 1))

    def _act(self, head: _Line, below: list[_Line]) -> None:
        name, numbers = self.span or ("", range(1))
        self.span = None
        if len(self.acts) + len(numbers) > MOST_ACTS:
            raise self._error(head, f"expected at most {MOST_ACTS} acts; split the scenario")
        for number in numbers:

            def filled(words: str, number: int = number) -> str:
                return words.replace(f"{{{name}}}", str(number)) if name else words

            lines = [line._replace(words=filled(line.words)) for line in below]
            self.acts.append(self._scripted(head._replace(words=filled(head.words)), lines))

    def _scripted(self, head: _Line, below: list[_Line]) -> ScriptedAct:
        if not self.body:
            raise self._error(head, 'expected "body NAME" before the first act')
        time, words = _timed(head.words)
        command, rest = self._command(head, words)
        fields = self._fields(command, below)
        if rest:
            first = next(iter(fields_of(command)))
            fields.setdefault(first, Written(head.number, rest))
        person, office = self._actor(fields)
        if self.source and "source" in fields_of(command):
            fields.setdefault("source", Written(head.number, self.source))
        key = _taken(fields, "key") or f"{_stem(self.file)}/{len(self.acts) + 1}"
        expect = _taken(fields, "expect")
        if (self.body, key) in self.keys and expect != "already-done":
            raise self._error(head, f"the key {key!r} stands twice in {self.body}; choose another")
        self.keys.add((self.body, key))
        return ScriptedAct(
            file=self.file,
            line=head.number,
            body=self.body,
            command=command,
            person=person,
            office=office,
            held=self._held(head, time, fields),
            expect=expect,
            key=key,
            fields=fields,
        )

    def _command(self, head: _Line, words: str) -> tuple[type[Command], str]:
        tokens = words.split(" ")
        for length in range(min(4, len(tokens)), 0, -1):
            phrase = " ".join(tokens[:length]).lower()
            if phrase in PHRASES:
                return PHRASES[phrase], " ".join(tokens[length:]).strip()
        raise self._error(head, f"expected an act such as {_nearest(words)}; found {words!r}")

    def _fields(self, command: type[Command], below: list[_Line]) -> dict[str, Written]:
        known = {*fields_of(command), "by", "cites", "expect", "order"}
        fields: dict[str, Written] = {}
        depth = below[0].depth if below else 0
        name = ""
        for line in below:
            if line.depth > depth:
                fields[name] = Written(fields[name].line, f"{fields[name].value}\n{line.words}")
                continue
            written, separator, value = line.words.partition(":")
            name = _SYNONYMS.get(written.strip().lower(), written.strip().lower())
            if line.depth < depth or not separator or name not in known:
                raise self._error(
                    line, f"expected a field: {', '.join(sorted(known))}; found {line.words!r}"
                )
            if name in fields:
                raise self._error(line, f"the field {name!r} stands twice")
            fields[name] = Written(line.number, value.strip())
        return fields

    def _actor(self, fields: dict[str, Written]) -> tuple[str, str]:
        if "by" not in fields:
            return self.actor
        line, written = fields.pop("by")
        found = re.fullmatch(_BY, written)
        if found is None:
            raise ScenarioError(self.file, line, 'expected "by: PERSON as OFFICE"')
        return found[1], found[2]

    def _held(self, head: _Line, time: str, fields: dict[str, Written]) -> dict[str, Any] | None:
        order = _taken(fields, "order")
        if self.day is None:
            if time:
                raise self._error(head, 'expected "day DATE" before an act with a time of day')
            return None
        about = time.startswith("about ")
        held = {**self.day, "precision": "about" if about else "minute" if time else "order"}
        if time:
            held["time"] = time.removeprefix("about ")
        return held if not order else {**held, "precision": "order"}


_BY = r"@?([a-z0-9-]+) as ([a-z0-9-]+(?::[a-z0-9-]+)?)"
_SHAPES = {
    "body": "body NAME",
    "person": "person ALIAS: NAME",
    "day": "day YYYY-MM-DD, or day YYYY-MM-DD julian",
    "today": "today",
    "by": "by PERSON as OFFICE",
    "source": "source WORDS",
    "for": "for NAME in FIRST..LAST:",
}
_DIRECTIVES: tuple[tuple[str, Callable[[_Parser, re.Match[str]], None]], ...] = (
    (r"body ([a-z0-9-]+)", _Parser.set_body),
    (r"person ([a-z0-9-]+): (.{1,200})", _Parser.set_person),
    (r"day ([0-9]{4}-[0-9]{2}-[0-9]{2})(?: (julian|gregorian))?", _Parser.set_day),
    (r"today", _Parser.set_today),
    (rf"by {_BY}", _Parser.set_actor),
    (r"source (.{1,300})", _Parser.set_source),
    (r"for ([a-z]+) in ([0-9]{1,6})\.\.([0-9]{1,6}):", _Parser.set_span),
)


def _timed(words: str) -> tuple[str, str]:
    found = re.fullmatch(r"((?:about )?[0-9]{2}:[0-9]{2}) (.*)", words)
    return (found[1], found[2]) if found else ("", words)


def _taken(fields: dict[str, Written], name: str) -> str:
    return fields.pop(name).value if name in fields else ""


def _stem(file: str) -> str:
    return re.sub(r"[^\x21-\x7e]", "-", file.rpartition("/")[2].partition(".")[0]) or "scenario"


def _nearest(words: str) -> str:
    first = words.split(" ", maxsplit=1)[0].lower()
    near = [phrase for phrase in PHRASES if phrase.startswith(first)] or sorted(PHRASES)
    return ", ".join(repr(phrase) for phrase in near[:6])


def _cited(written: str, around: Surroundings) -> Cite:
    body, _, key = written.partition(" ")
    if not key.strip():
        raise ValueError(f'expected "BODY KEY"; found {written!r}')
    return around.cite(body, key.strip())


def command_from(act: ScriptedAct, around: Surroundings) -> Command:
    """The command of a scripted act. Raises `ScenarioError` with the line of the wrong field."""
    kinds = fields_of(act.command)
    reading = Reading(person=around.person, text=around.text)
    right = act.office if ":" in act.office else f"office:{act.office}"
    try:
        values: dict[str, Any] = {"by": {"person": around.person(act.person), "right": right}}
    except ValueError as error:
        raise ScenarioError(act.file, act.line, f"who acts: {error}") from error
    for name, (line, written) in act.fields.items():
        try:
            if name == "cites":
                values["cites"] = [msgspec.to_builtins(_cited(written, around))]
            else:
                values[kinds[name].name] = checked(kinds[name].type, written, reading, name)
        except ValueError as error:
            raise ScenarioError(act.file, line, f"field {name!r}: {error}") from error
    if "lines" in kinds and "lines" not in act.fields and "text" in act.fields:
        words = act.fields["text"].value.strip()
        values["lines"] = len(lines_of(words, around.width(act.body)))
    values["key"] = act.key
    if act.held is not None:
        values["held"] = act.held
    for name, field in kinds.items():
        if field.required and field.name not in values:
            message = f"{act.phrase}: the field {name!r} is missing; give {hint(field.type, name)}"
            raise ScenarioError(act.file, act.line, message)
    try:
        return msgspec.convert(values, act.command)
    except msgspec.ValidationError as error:
        raise ScenarioError(act.file, act.line, f"{act.phrase}: {error}") from error
