"""Scenarios performed: people looked up or registered, texts salted, citations resolved."""

import secrets
from collections.abc import Callable, Iterator
from typing import NamedTuple

from psycopg import Connection

from delegata.council.act import Command, Refused
from delegata.council.acts import decide, evolve
from delegata.council.consequence import follow
from delegata.council.entry import Cite, Entry
from delegata.council.lines import LINE_WIDTH
from delegata.council.state import Council
from delegata.record.envelope import SALT_BYTES, DetachedText
from delegata.scenario.script import (
    ScenarioError,
    Script,
    ScriptedAct,
    Surroundings,
    command_from,
)
from delegata.store.federation import Federation
from delegata.store.writer import Writer, utc_now

_NO_HASH = "0" * 64
"""The hash of an entry that is only rehearsed."""


class Performed(NamedTuple):
    """One act of a scenario, what became of it, and whether it is new."""

    act: ScriptedAct
    outcome: Entry | Refused
    fresh: bool = True


def register(connection: Connection, federation: Federation, people: dict[str, str]) -> None:
    """Registers people who are not known yet, each under a random id."""
    with connection.transaction():
        for alias, name in people.items():
            connection.execute(
                "insert into person (id, alias, name) values (%s, %s, %s)"
                " on conflict (alias) do nothing",
                [f"p-{secrets.token_hex(8)}", alias, name],
            )
    federation.read_register(connection)


class Performer:
    """Performs the acts of a scenario, one by one, as its lines say.

    `known` finds those whom no scenario named: the members who were imported.
    """

    def __init__(
        self, federation: Federation, writer: Writer, known: Callable[[str], str | None]
    ) -> None:
        self._federation = federation
        self._writer = writer
        self._known = known
        self._texts: list[DetachedText] = []

    def _person(self, alias: str) -> str:
        person = self._federation.aliases.get(alias) or self._known(alias)
        if person is None:
            raise ValueError(
                f"nobody has the alias or the member number {alias!r};"
                f' import the members first, or write "person {alias}: NAME" above'
            )
        return person

    def _text(self, words: str) -> str:
        text = DetachedText(secrets.token_hex(SALT_BYTES), words)
        self._texts.append(text)
        return text.name

    def _cite(self, body: str, key: str) -> Cite:
        chronicle = self._federation.bodies.get(body)
        position = None if chronicle is None else chronicle.council.seen.get(key)
        if chronicle is None or position is None:
            raise ValueError(f"the record of {body!r} holds no act with the key {key!r}")
        return chronicle.cite(position)

    def _council(self, body: str) -> Council:
        return self._federation.chronicle(body).council

    def around(
        self, cite: Callable[[str, str], Cite], council: Callable[[str], Council]
    ) -> Surroundings:
        def width(body: str) -> int:
            rules = council(body).rules
            return LINE_WIDTH if rules is None else rules.motion.line_width

        return Surroundings(self._person, self._text, cite, width)

    def rehearse(self, script: Script) -> None:
        """Decides every act on a copy of the states, so that nothing is written of a bad scenario.

        Raises `ScenarioError` at the first act that is refused, or that is not refused as expected.
        """
        councils: dict[str, Council] = {}

        def now(body: str) -> Council:
            return councils.get(body) or self._council(body)

        def cite(body: str, key: str) -> Cite:
            council = now(body)
            if key not in council.seen:
                raise ValueError(f"the record of {body!r} holds no act with the key {key!r}")
            return Cite(body=body, position=council.seen[key], hash=_NO_HASH)

        for act in script.acts:
            council = now(act.body)
            outcome = decide(
                council,
                command_from(act, self.around(cite, now)),
                max(council.at, utc_now()),
            )
            check(act, outcome)
            if isinstance(outcome, Entry):
                councils[act.body] = evolve(council, outcome)
                self._follow(councils, outcome)
        self._texts.clear()

    def _follow(self, councils: dict[str, Council], entry: Entry) -> None:
        def perform(body: str, command: Command) -> Entry | None:
            council = councils.get(body) or self._federation.chronicle(body).council
            made = None if council.rules is None else decide(council, command, council.at)
            if not isinstance(made, Entry):
                return None
            councils[body] = evolve(council, made)
            return made

        follow(entry, lambda body: councils[body], _unhashed, perform)

    def perform(self, script: Script) -> Iterator[Performed]:
        """Performs act after act; one that stands already is passed over."""
        for act in script.acts:
            standing = self._standing(act)
            if standing is not None:
                yield Performed(act, standing, fresh=False)
                continue
            self._texts = []
            command = command_from(act, self.around(self._cite, self._council))
            outcome = self._writer.perform(act.body, command, self._texts)
            check(act, outcome)
            yield Performed(act, outcome)

    def _standing(self, act: ScriptedAct) -> Entry | None:
        """The entry that an act made before, found by its key."""
        chronicle = self._federation.chronicle(act.body)
        position = chronicle.council.seen.get(act.key)
        return None if position is None else chronicle.lines[position].entry


def _unhashed(entry: Entry) -> Cite:
    return Cite(body=entry.body, position=entry.position, hash=_NO_HASH)


def check(act: ScriptedAct, outcome: Entry | Refused) -> None:
    """An act has the outcome that its scenario expects. Raises `ScenarioError`."""
    if isinstance(outcome, Entry):
        if act.expect:
            raise ScenarioError(
                act.file,
                act.line,
                f"{act.phrase}: expected the refusal {act.expect}, but it stands",
            )
    elif outcome.code not in {act.expect, "already-done"}:
        raise ScenarioError(act.file, act.line, f"{act.phrase}: {outcome.sentence}")
