"""A batch: acts decided in order on provisional states, and what they are about to append.

Nothing outside the batch changes here; a batch that fails is thrown away.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from delegata.council.act import Command, Refused, refuse
from delegata.council.acts import COMMANDS, decide, evolve
from delegata.council.citation import disagreement
from delegata.council.entry import Actor, Cite, Entry
from delegata.council.mandate import EndMandate, NoteEnding
from delegata.council.state import Council
from delegata.record.canonical import NotCanonical
from delegata.record.envelope import DetachedText, Line, leaf_of, line_of, read_line, written
from delegata.store.federation import Federation, Step

_CITATIONS = "delegata@1 (citations)"
_FORM = "delegata@1 (form of the record)"


class HeadNotLocked(Exception):
    """An act turned out to write in a body whose head the batch has not locked."""


class Request:
    """An act that somebody wants done, with its texts, and where the answer goes.

    `drafted` is the line that the last attempt would have written: after an interrupted commit, it
    tells whether the commit happened.
    """

    def __init__(self, body: str, command: Command, texts: tuple[DetachedText, ...]) -> None:
        self.body = body
        self.command = command
        self.texts = texts
        self.drafted: Line | None = None
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
    """Acts decided together; `drafts` are the bodies whose heads are locked."""

    def __init__(
        self, federation: Federation, drafts: dict[str, Draft], salt: Callable[[], bytes]
    ) -> None:
        self._federation = federation
        self.drafts = drafts
        self._salt = salt

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
        except (NotCanonical, UnicodeEncodeError) as error:
            return refuse(
                "not-canonical", _FORM, "The act cannot be written: {why}.", why=str(error)
            )
        request.drafted = line
        if isinstance(request.command, EndMandate):
            self._give_notice(request.command, draft.steps[-1])
        return line.entry

    def _done_before(self, request: Request, refused: Refused) -> Entry | Refused:
        """An act sent twice is answered with the entry that it made, if it is the same act."""
        draft = self.drafts[request.body]
        position = draft.council.seen.get(request.command.key or "")
        if refused.code != "already-done" or position is None:
            return refused
        lines = self._federation.chronicle(request.body).lines
        if position < len(lines):
            entry = lines[position].entry
        else:
            entry = draft.steps[position - draft.steps[0].line.entry.position].line.entry
        kind = COMMANDS[type(request.command)].kind
        return entry if (entry.by, entry.kind) == (request.command.by, kind) else refused

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
        """A cited entry that is here must say what is claimed of it."""
        for cite in entry.cites:
            chronicle = self._federation.bodies.get(cite.body)
            cited = None if chronicle is None else chronicle.lines[cite.position].entry
            wrong = None if cited is None else disagreement(entry, cited)
            if wrong is not None:
                return refuse(
                    "citation-disagrees",
                    _CITATIONS,
                    "The citation does not bear the act: {why}.",
                    why=wrong,
                )
        return None

    def _give_notice(self, command: EndMandate, step: Step) -> None:
        """The body of the seat takes notice of an ended mandate in the same transaction.

        Raises `HeadNotLocked` where that body's record is here, but its head is not locked.
        """
        entry = step.line.entry
        target_body = step.council.given[command.mandate].to_body
        target = self.drafts.get(target_body)
        if target is None:
            raise HeadNotLocked(target_body)
        if target.council.rules is None:
            return
        notice = NoteEnding(
            by=Actor(person=entry.by.person, right=f"notice:{entry.body}"),
            cites=(Cite(body=entry.body, position=entry.position, hash=step.leaf.hex()),),
            mandate=command.mandate,
            ending=command.ending,
        )
        noted = decide(target.council, notice, target.at)
        if isinstance(noted, Entry):
            target.append(noted, self._salt())


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
