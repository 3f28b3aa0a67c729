"""A batch: acts decided in order on provisional states, and what they are about to append.

Nothing outside the batch changes here; a batch that fails is thrown away.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cache, partial
from typing import Any

import msgspec
from msgspec.structs import replace

from delegata.council.act import (
    RECORD_ORDER,
    Command,
    Refused,
    bars,
    encoded,
    read_command,
    refuse,
)
from delegata.council.acts import COMMANDS, decide, evolve
from delegata.council.citation import belied, disagreement
from delegata.council.consequence import follow
from delegata.council.entry import Cite, Entry
from delegata.council.state import Council
from delegata.council.words import Text
from delegata.record.canonical import NotCanonical
from delegata.record.envelope import DetachedText, Line, leaf_of, line_of, read_line, written
from delegata.store.federation import Federation, Step

TEXTS = (Text, Text | None)
"""The types of fields that hold free text."""
_CITATIONS = "delegata@1 (citations)"
_FORM = "delegata@1 (form of the record)"


class HeadsNotLocked(Exception):
    """Acts turned out to write in bodies whose heads the batch has not locked."""

    def __init__(self, bodies: set[str]) -> None:
        super().__init__(", ".join(sorted(bodies)))
        self.bodies = bodies


class Request:
    """An act that somebody wants done, with its texts, and where the answer goes.

    `drafted` is the line that the last attempt would have written: after an interrupted commit, it
    tells whether the commit happened. `reach` are the bodies that its consequences write in, as far
    as an attempt has found them.
    """

    def __init__(self, body: str, command: Command, texts: tuple[DetachedText, ...]) -> None:
        self.body = body
        self.command = command
        self.texts = texts
        self.drafted: Line | None = None
        self.reach = {body}
        self.answer: Future[Entry | Refused] = Future()


class Draft:
    """What a batch is about to append to one body."""

    def __init__(self, council: Council, at: str) -> None:
        self.council = council
        self.at = at
        self.steps: list[Step] = []

    def append(self, entry: Entry, salt: bytes, texts: tuple[DetachedText, ...] = ()) -> Line:
        """Appends an entry as it will be read again, so that no line is written that cannot be."""
        whole = line_of(entry, salt, texts)
        bare = written(whole._replace(texts=()))
        line = read_line(bare)._replace(texts=whole.texts)
        self.council = evolve(self.council, line.entry)
        self.steps.append(Step(line, bare, leaf_of(line), self.council))
        return line


class Batch:
    """Acts decided together; `drafts` are the bodies that they write in.

    `unlocked` gathers the bodies that consequences reached beyond those begun with.
    """

    def __init__(
        self, federation: Federation, drafts: dict[str, Draft], salt: Callable[[], bytes], now: str
    ) -> None:
        self._federation = federation
        self.drafts = drafts
        self._salt = salt
        self._now = now
        self.unlocked: set[str] = set()

    def decided(self, request: Request) -> Entry | Refused:
        """The entry that an act becomes, appended to its draft, or the refusal."""
        draft = self.drafts[request.body]
        refused = self._false_cite(request.command) or unwritable(request.texts)
        if refused is not None:
            return refused
        outcome = decide(draft.council, request.command, draft.at)
        if isinstance(outcome, Refused):
            return self._done_before(request, outcome)
        refused = self._unborne(outcome)
        if refused is not None:
            return refused
        try:
            line = draft.append(outcome, self._salt(), request.texts)
        except (NotCanonical, UnicodeEncodeError, msgspec.ValidationError) as error:
            return refuse(
                "not-canonical", _FORM, "The act cannot be written: {why}.", why=str(error)
            )
        request.drafted = line
        self._follow(request, line.entry)
        return line.entry

    def _follow(self, request: Request, entry: Entry) -> None:
        """What an act makes due is written with it: endings, and notices to other bodies.

        It is judged as any act is: a notice that is of no concern to a body is not written there,
        and the act that sent it stands.
        """

        def perform(body: str, command: Command) -> Entry | None:
            draft = self._draft(request, body)
            if draft.council.rules is None:
                return None
            made = decide(draft.council, command, draft.at)
            if isinstance(made, Refused) or self._unborne(made):
                return None
            return draft.append(made, self._salt()).entry

        def cite(made: Entry) -> Cite:
            return self._cited(made.body, made.position)

        follow(entry, lambda body: self.drafts[body].council, cite, perform)

    def _draft(self, request: Request, body: str) -> Draft:
        request.reach.add(body)
        if body not in self.drafts:
            self.unlocked.add(body)
            council = self._federation.chronicle(body).council
            self.drafts[body] = Draft(council, max(self._now, council.at))
        return self.drafts[body]

    def _council(self, body: str) -> Council:
        draft = self.drafts.get(body)
        return draft.council if draft else self._federation.chronicle(body).council

    def _step(self, body: str, position: int) -> Step | None:
        """What this batch is about to append to a body at a position, if anything."""
        steps = self.drafts[body].steps if body in self.drafts else []
        at = position - steps[0].line.entry.position if steps else -1
        return steps[at] if 0 <= at < len(steps) else None

    def _cited(self, body: str, position: int) -> Cite:
        step = self._step(body, position)
        if step is None:
            return self._federation.chronicle(body).cite(position)
        return Cite(body=body, position=position, hash=step.leaf.hex())

    def _done_before(self, request: Request, refused: Refused) -> Entry | Refused:
        """An act sent twice is answered with the entry that it made, if it is the same act.

        One under a key that was used for another act is refused. Others, who may not see what was
        done, are told of the key only where they could act here.
        """
        draft, command = self.drafts[request.body], request.command
        position = draft.council.seen.get(command.key or "")
        if refused.code != "already-done" or position is None:
            return refused
        lines = self._federation.chronicle(request.body).lines
        if position < len(lines):
            entry = lines[position].entry
        else:
            entry = draft.steps[position - draft.steps[0].line.entry.position].line.entry
        same = _says_the_same(entry, command)
        if not same:
            refused = _key_used(draft.council, command)
        if entry.by.person != command.by.person:
            return self._without_key(draft, command) or refused
        return entry if same and entry.by == command.by else refused

    def _without_key(self, draft: Draft, command: Command) -> Refused | None:
        """Why somebody could not perform an act whose key nobody had used.

        A notice needs no right, so that the whole of it is judged.
        """
        fresh = replace(command, key=None)
        if not command.by.right.startswith("notice:"):
            return bars(draft.council, fresh, COMMANDS[type(command)], draft.at)
        outcome = decide(draft.council, fresh, draft.at)
        return outcome if isinstance(outcome, Refused) else self._unborne(outcome)

    def _false_cite(self, command: Command) -> Refused | None:
        """A cited record that is here must hold the entry."""
        for cite in command.cites:
            chronicle = self._federation.bodies.get(cite.body)
            if chronicle is not None and (
                not 0 <= cite.position < len(chronicle.lines)
                or chronicle.cite(cite.position) != cite
            ):
                return refuse(
                    "citation-false",
                    _CITATIONS,
                    "Entry {position} of {body} is not the one that is cited; cite it by its hash.",
                    position=cite.position,
                    body=cite.body,
                )
        return None

    def _unborne(self, entry: Entry) -> Refused | None:
        """A cited entry that is here must say what is claimed of it, and so must its record."""
        for cite in entry.cites:
            wrong = self._belied(entry, cite)
            if wrong is not None:
                return refuse(
                    "citation-disagrees",
                    _CITATIONS,
                    "The citation does not bear the act: {why}.",
                    why=wrong,
                )
        return None

    def _belied(self, entry: Entry, cite: Cite) -> str | None:
        step, bodies = self._step(cite.body, cite.position), self._federation.bodies
        if step is None and cite.body not in bodies:
            return None
        line = step.line if step else bodies[cite.body].lines[cite.position]
        here, there = self._council(entry.body), self._council(cite.body)
        wrong = disagreement(entry, line.entry)
        return wrong or belied(entry, here, there, partial(self._cited, cite.body))


def _says_the_same(entry: Entry, command: Command) -> bool:
    """Whether an entry is what a command makes, but for what is made anew at each sending."""
    act = COMMANDS[type(command)]
    return entry.kind == act.kind and _said(read_command(entry, act)) == _said(command)


def _said(command: Command) -> dict[str, Any]:
    made_anew = _made_anew(type(command))
    return {name: word for name, word in encoded(command).items() if name not in made_anew}


@cache
def _made_anew(command: type[Command]) -> frozenset[str]:
    """Texts, which are named under a new salt, and the proof that somebody is on the last roll."""
    fields = msgspec.structs.fields(command)
    return frozenset({"membership", *(field.name for field in fields if field.type in TEXTS)})


def _key_used(council: Council, command: Command) -> Refused:
    return refuse(
        "key-used",
        RECORD_ORDER,
        "The key {key} was used in the record of {body} for something else; load the page again, or"
        " send this act under a key of its own.",
        key=command.key or "",
        body=council.body,
    )


def unwritable(texts: Sequence[DetachedText]) -> Refused | None:
    """Texts are stored as they are, which the database allows for all but two kinds of signs."""
    for text in texts:
        if "\x00" in text.text or any("\ud800" <= sign <= "\udfff" for sign in text.text):
            return refuse(
                "text-unwritable",
                _FORM,
                "A text of {length} signs holds a NUL or half a surrogate pair; take it out.",
                length=len(text.text),
            )
    return None


def columns(drafts: dict[str, Draft]) -> list[list[Any]]:
    """What `append_batch` takes: entries, texts and heads, column by column."""
    steps = [step for draft in drafts.values() for step in draft.steps]
    texts = [(step.line.entry.body, text) for step in steps for text in step.line.texts]
    heads = [(body, draft) for body, draft in drafts.items() if draft.steps]
    return [
        [step.line.entry.body for step in steps],
        [step.line.entry.position for step in steps],
        [step.written for step in steps],
        [step.leaf for step in steps],
        [body for body, _ in texts],
        [text.name for _, text in texts],
        [text.salt for _, text in texts],
        [text.text for _, text in texts],
        [body for body, _ in heads],
        [draft.council.size for _, draft in heads],
        [draft.at for _, draft in heads],
        [draft.steps[0].line.entry.position for _, draft in heads],
    ]
