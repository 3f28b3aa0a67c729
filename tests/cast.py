"""A small cast: bodies performed from scenario text in memory, with people and texts made up."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from delegata.council.act import Command, Refused
from delegata.council.acts import decide, evolve
from delegata.council.consequence import follow
from delegata.council.entry import Cite, Entry
from delegata.council.inclusion import leaf, row_of
from delegata.council.lines import LINE_WIDTH
from delegata.council.state import Council
from delegata.record.envelope import DetachedText, Line, leaf_of, line_of, text_name, written
from delegata.record.tree import Tree
from delegata.scenario.script import Surroundings, command_from, parse
from delegata.store.performer import check

AT = "2026-01-01T12:00:00Z"
SALT = bytes(16)


def person(alias: str) -> str:
    """A made-up id that is the same for the same alias."""
    return f"p-{sha256(alias.encode()).hexdigest()[:12]}"


def sealed(*aliases: str) -> tuple[str, dict[str, str]]:
    """A roll of made-up people as it is written: its seal, and each one's proof of being on it."""
    ids = sorted((person(alias), alias) for alias in aliases)
    tree = Tree(leaf(row_of(one, SALT.hex())) for one, _ in ids)
    proofs = {
        alias: " ".join(
            [SALT.hex(), str(at), *(step.hex() for step in tree.inclusion(at, len(ids)))]
        )
        for at, (_, alias) in enumerate(ids)
    }
    return f"{len(ids)} {tree.root().hex()}", proofs


class Stage:
    """Bodies on a stage: each act is decided, checked against its `expect`, and folded in."""

    def __init__(self, salt: Callable[[], bytes] = lambda: SALT) -> None:
        self.salt = salt
        self.councils: dict[str, Council] = {}
        self.lines: dict[str, list[Line]] = {}
        self.commands: list[Command] = []
        self.refusals: list[Refused] = []
        self.people: set[str] = set()
        self._texts: list[DetachedText] = []

    def perform(self, scenario: str | Path) -> "Stage":
        """Performs a scenario: words, or a file."""
        if isinstance(scenario, Path):
            script = parse(scenario.read_bytes(), str(scenario))
        else:
            script = parse(scenario.encode(), f"scene{len(self.commands)}.scenario")
        self.people |= set(script.people)
        around = Surroundings(self._person, self._text, self._cite, self._width)
        for act in script.acts:
            self._texts = []
            command = command_from(act, around)
            outcome = self.act(act.body, command)
            check(act, outcome)
        return self

    def act(self, body: str, command: Command, at: str = AT) -> Entry | Refused:
        """Decides one act of a body and folds it in."""
        council = self.councils.get(body) or Council(body=body)
        outcome = decide(council, command, max(at, council.at))
        self.commands.append(command)
        if isinstance(outcome, Refused):
            self.refusals.append(outcome)
            return outcome
        self._append(outcome)
        follow(outcome, lambda name: self.councils[name], self._cited, self._follow)
        return outcome

    def _append(self, entry: Entry) -> None:
        council = self.councils.get(entry.body) or Council(body=entry.body)
        self.councils[entry.body] = evolve(council, entry)
        line = line_of(entry, self.salt(), tuple(self._texts))
        self.lines.setdefault(entry.body, []).append(line)

    def _follow(self, body: str, command: Command) -> Entry | None:
        """What an act makes due is performed with it, as the store does."""
        if body not in self.councils:
            return None
        outcome = decide(self.councils[body], command, max(AT, self.councils[body].at))
        if isinstance(outcome, Refused):
            return None
        self._append(outcome)
        return outcome

    def _cited(self, entry: Entry) -> Cite:
        leaf = leaf_of(self.lines[entry.body][entry.position])
        return Cite(body=entry.body, position=entry.position, hash=leaf.hex())

    def entries(self, body: str) -> list[Entry]:
        """The entries of a body."""
        return [line.entry for line in self.lines[body]]

    def export(self) -> dict[str, bytes]:
        """The records as they are exported."""
        return {
            body: b"".join(written(line) + b"\n" for line in lines)
            for body, lines in self.lines.items()
        }

    def _person(self, alias: str) -> str:
        if alias not in self.people:
            raise ValueError(f"nobody is called {alias!r}")
        return person(alias)

    def _text(self, words: str) -> str:
        self._texts.append(DetachedText(SALT.hex(), words))
        return text_name(SALT, words)

    def _width(self, body: str) -> int:
        council = self.councils.get(body)
        return council.standing.motion.line_width if council and council.rules else LINE_WIDTH

    def _cite(self, body: str, key: str) -> Cite:
        if body not in self.councils or key not in self.councils[body].seen:
            raise ValueError(f"no act {key} in {body}")
        position = self.councils[body].seen[key]
        return Cite(body=body, position=position, hash=leaf_of(self.lines[body][position]).hex())


BRANCH = """
person ada: Ada (made up)
person ben: Ben (made up)
person cleo: Cleo (made up)
by ada as secretary
body branch
found body Bakers' branch
    character: assembly
    tier: 0
    rules: union-branch
      convening notice_days: 0
      motions: none
    officers: secretary: @ada; chair: @ben; teller: @cleo
    constituents: bakers delegates 40
    listed: no
"""

CONGRESS = """
person ada: Ada (made up)
person ben: Ben (made up)
person cleo: Cleo (made up)
by ada as secretary
body congress
found body Congress of the bakers
    character: congress
    tier: 2
    rules: union-congress
      motions: none
      mandates proofs: cited; paper
      convening notice_days: 0
    officers: secretary: @ada; chair: @ben; credentials: @cleo; teller: @cleo
    constituents: branch delegates
for n in 1..9:
present mandate d-{n}
    holder: delegate {n}
    from body: branch
    proof: paper
confirm mandates d-1..9
convene spring
    convener: secretary
    opens on: 2026-03-01
"""

SITTING = (
    CONGRESS
    + """
open sitting first
    convocation: spring
arrive d-1..7
by ben as chair
move rise
    title: Wages rise
    mover: delegate 1
    form: resolution
"""
)

SEAL, PROOFS = sealed("ada", "ben", "cleo", "dan", "eve")
MORE_PEOPLE = """
person dan: Dan (made up)
person eve: Eve (made up)
"""
ASSEMBLY = (
    BRANCH
    + MORE_PEOPLE
    + f"""
seal roll spring
    held on: 2026-01-01
    seal: {SEAL}
convene march
    convener: chair
    opens on: 2026-03-01
"""
)
