"""What the chair can do next: each step is tried on the rules themselves, which say why not.

No rule stands here. A step is a command; whether it is lawful, `decide` says.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import Command, Refused
from delegata.council.acts import COMMANDS, decide
from delegata.council.agenda import FinishItem, TakeItem
from delegata.council.deliberation import Motion
from delegata.council.division.doubt import OpenRecount
from delegata.council.division.opening import CarryByConsent, OpenDivision
from delegata.council.division.roll_call import OpenRollCall
from delegata.council.election import OpenPoll
from delegata.council.entry import Actor
from delegata.council.procedure.pending import in_turn
from delegata.council.publicity import CloseDoors, OpenDoors
from delegata.council.sitting import CloseSitting, OpenSitting, Recess, Resume
from delegata.council.speakers import CallSpeaker, CloseList, ContinueDebate, ReopenList, empty_list
from delegata.council.speaking_order import following
from delegata.council.speech import ChangeTime, EndSpeech, InterruptSpeech, ResumeSpeech
from delegata.council.state import Council
from delegata.council.submission import CallMotion, urgent_by
from delegata.council.words import Method
from delegata.office.readers.divisions import calling_order, free_name
from delegata.office.readers.refusals import Who, in_words
from delegata.office.readers.votes import recounts_due

MOST_STEPS = 60
RECESSES = (5, 10, 15, 30)
TIMED = "recess-"
"""What a recess of a set length is called; one without is a step of its own."""
_ANY = Actor(person="p-00000000", right="office:nobody")
_PUT: dict[Method, str] = {
    "show-of-hands": "by show of hands",
    "cards": "by cards",
    "roll-call": "by roll call",
    "electronic": "by open electronic ballot",
    "secret": "by secret electronic ballot",
    "paper": "by secret ballot on paper",
}


class Step(NamedTuple):
    """A step: what it is called, its words, its command, and why it cannot be taken now.

    One that ends something or decides at once `asks` for a second press; `note` says what it leaves
    undone. What goes `back` to business that is done stands folded beneath the others.
    """

    id: str
    words: str
    command: Command
    barred: str = ""
    asks: bool = False
    note: str = ""
    back: bool = False

    @property
    def kind(self) -> str:
        """The kind of act that the step is."""
        return COMMANDS[type(self.command)].kind


def next_steps(council: Council, actors: dict[str, Actor], at: str, who: Who) -> list[Step]:
    """The steps that somebody may take by the offices held, the lawful ones first.

    Those that go back to what is done come last, so that they never stand in the way of the others.
    `actors` gives the right by which each kind of act is performed; a kind that is not there is
    left out. `who` names the holder of a mandate.
    """
    steps = []
    names = calling_order(council, max(at, council.at)[:10], who)
    for step in _steps(council, who):
        by = actors.get(step.kind)
        if by is not None:
            called = {"names": names} if isinstance(step.command, OpenRollCall) else {}
            command = replace(step.command, by=by, **called)
            steps.append(judged(council, step._replace(command=command), at, who))
    onward = [step for step in steps if not step.back]
    back = [step for step in steps if step.back]
    return [*sorted(onward, key=lambda step: bool(step.barred))[:MOST_STEPS], *back]


def by_reason(steps: Iterable[Step]) -> list[tuple[str, list[str]]]:
    """The steps that are barred, by what bars them, so that each reason is read once."""
    reasons: dict[str, list[str]] = {}
    for step in steps:
        if step.barred:
            reasons.setdefault(step.barred, []).append(step.words)
    return list(reasons.items())


def kinds() -> tuple[str, ...]:
    """The kinds of acts that are steps of a sitting."""
    return tuple(COMMANDS[command].kind for command in _COMMANDS)


def judged(council: Council, step: Step, at: str, who: Who = str) -> Step:
    """The step with the reason for which the rules do not allow it now, if there is one."""
    outcome = decide(council, step.command, max(at, council.at))
    if isinstance(outcome, Refused):
        return step._replace(barred=in_words(council, outcome, who))
    return step


_COMMANDS = (
    OpenSitting, Resume, TakeItem, OpenDivision, CarryByConsent, FinishItem, Recess, CloseSitting,
    CallSpeaker, EndSpeech, InterruptSpeech, ResumeSpeech, ChangeTime, ContinueDebate, CloseList,
    ReopenList, OpenRollCall, CloseDoors, OpenDoors, CallMotion, OpenRecount, OpenPoll,
)  # fmt: skip


def _steps(council: Council, who: Who) -> Iterator[Step]:
    """Every step that could be thought of in this state, lawful or not, the usual order first."""
    used = {sitting.convocation for sitting in council.sittings}
    if council.sitting is None:
        for called in reversed(council.convocations):
            if called.id not in used:
                name = f"sitting-{len(council.sittings) + 1}"
                command: Command = OpenSitting(by=_ANY, sitting=name, convocation=called.id)
                words = f"Open the sitting called for {called.opens_on} ({called.id})"
                yield Step(f"open-{called.id}", words, command)
        return
    left = _unsettled(council)
    end = Step("close", "Close the sitting", CloseSitting(by=_ANY), asks=True, note=left)
    if council.sitting.state == "recess":
        yield Step("resume", "Go on with the sitting", Resume(by=_ANY))
        yield end
        return
    for due in recounts_due(council):
        words = f"Count {council.motions[due.motion].title} again, as was demanded"
        again = OpenRecount(by=_ANY, division=due.id, reason="as was demanded")
        yield Step(f"again-{due.id}", words, again)
    yield from _on_floor(council, who)
    yield from _to_call(council)
    motions = in_turn(council)
    for motion in motions[:1]:
        yield from _on(council, motion)
    if not council.dividing:
        yield from _on_agenda(council)
    for motion in motions[1:]:
        yield from _on(council, motion)
    yield from _to_elect(council)
    yield from _on_list(council)
    yield from _at_doors(council)
    yield from _recesses()
    yield end
    if not council.dividing:
        yield from _done(council)


def _recesses() -> Iterator[Step]:
    yield Step("recess", "Recess", Recess(by=_ANY))
    for minutes in RECESSES:
        words = f"Recess of {minutes} minutes"
        yield Step(f"{TIMED}{minutes}", words, Recess(by=_ANY, minutes=minutes))


def _unsettled(council: Council) -> str:
    """What is said of the motions that stay in hand beyond the item or the sitting."""
    heads = [m.title for m in in_turn(council) if m.procedure is None and not m.amends]
    if not heads:
        return ""
    more = f" and {len(heads) - 1} more" if heads[1:] else ""
    return f"Not settled, and still in hand afterwards: {heads[0]}{more}."


def _at_doors(council: Council) -> Iterator[Step]:
    """Doors are closed by a form where a vote is wanted, since the vote must be named."""
    rule = council.standing.publicity
    if council.closure is not None:
        yield Step("open-doors", "Open the doors", OpenDoors(by=_ANY))
    elif rule is not UNSET and not rule.by_vote:
        for ground in rule.grounds:
            words = f"Close the doors: {ground.replace('-', ' ')}"
            yield Step(f"doors-{ground}", words, CloseDoors(by=_ANY, ground=ground))


def _on_floor(council: Council, who: Who) -> Iterator[Step]:
    turn = following(council)
    first = () if turn is None else (turn.request,)
    if council.speaking is not None:
        for point in first:
            words = f"Interrupt for the point of order of {who(point.mandate)}"
            interrupt = InterruptSpeech(by=_ANY, delegate=point.mandate)
            if point.form == "point-of-order":
                yield Step(f"interrupt-{point.mandate}", words, interrupt)
        words = f"The speech of {who(council.speaking.mandate)} is over"
        yield Step("end-speech", words, EndSpeech(by=_ANY))
        minute = ChangeTime(by=_ANY, change="extend", seconds=60)
        yield Step("one-minute-more", "Give one minute more", minute)
    if council.suspended and not council.dividing:
        words = f"Let {who(council.suspended[-1].mandate)} go on, who was interrupted"
        yield Step("resume-speech", words, ResumeSpeech(by=_ANY))
    if empty_list(council):
        words = "The body lets the debate go on over the empty list"
        yield Step("continue-debate", words, ContinueDebate(by=_ANY))
    for waiting in first:
        words = f"Call {who(waiting.mandate)}, who is next"
        yield Step(f"call-{waiting.mandate}", words, CallSpeaker(by=_ANY, delegate=waiting.mandate))


def _on_list(council: Council) -> Iterator[Step]:
    """When the debate is over, so is the list: the body reopens it by a motion, not the chair."""
    if council.list_closed and not council.debate_closed:
        yield Step("reopen-list", "Reopen the speakers' list", ReopenList(by=_ANY))
    elif not council.list_closed:
        yield Step("close-list", "Close the speakers' list", CloseList(by=_ANY))


def _on_agenda(council: Council) -> Iterator[Step]:
    left = _unsettled(council)
    for item in council.agenda:
        if item.state == "taken":
            done = FinishItem(by=_ANY, item=item.id)
            yield Step(f"finish-{item.id}", f"{item.title}: done", done, asks=True, note=left)
        elif item.state == "waiting":
            yield Step(f"take-{item.id}", f"Take {item.title}", TakeItem(by=_ANY, item=item.id))


def _to_elect(council: Council) -> Iterator[Step]:
    for election in council.elections.values():
        if election.state == "called":
            poll = OpenPoll(by=_ANY, election=election.id)
            yield Step(f"poll-{election.id}", f"Open the poll: {election.title}", poll, asks=True)


def _done(council: Council) -> Iterator[Step]:
    """The items that are done can be taken again, as where one was said to be done too soon."""
    for item in council.agenda:
        if item.state == "done":
            again = TakeItem(by=_ANY, item=item.id)
            yield Step(f"retake-{item.id}", f"Take “{item.title}” again", again, back=True)


def _to_call(council: Council) -> Iterator[Step]:
    """The motions that were sent in for the item in hand, then late ones that were found urgent."""
    taken = [name for item in council.agenda if item.state == "taken" for name in item.motions]
    urgent = [m.id for m in council.motions.values() if m.late and urgent_by(council, m)]
    for motion in (council.motions[name] for name in dict.fromkeys([*taken, *urgent])):
        if motion.state == "admitted":
            words = f"Call {motion.number} {motion.title}"
            yield Step(f"call-motion-{motion.id}", words, CallMotion(by=_ANY, motion=motion.id))


def _on(council: Council, motion: Motion) -> Iterator[Step]:
    name = free_name(council, motion.id)
    methods = council.standing.divisions.methods
    for method in methods:
        if method != "consent":
            put: Command = OpenDivision(by=_ANY, division=name, motion=motion.id, method=method)
            if method == "roll-call" and council.listed:
                put = OpenRollCall(by=_ANY, division=name, motion=motion.id)
            yield Step(f"put-{method}-{motion.id}", f"Put {motion.title}, {_PUT[method]}", put)
    if "consent" in methods:
        # Last, because it decides at once: a slip of the finger only opens a vote.
        consent = CarryByConsent(by=_ANY, division=name, motion=motion.id)
        words = f"{motion.title}: carried, nobody objects"
        yield Step(f"consent-{motion.id}", words, consent, asks=True)
