"""Each entry of a record as one sentence of the minutes, with what was read or said beneath it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from delegata.council.acts import command_of
from delegata.council.entry import Entry, Mark
from delegata.council.state import Post
from delegata.council.words import Figure, Holder, Seal
from delegata.office.wording import figure, moment, plain, portions

Names = Callable[[str], str]


class Line(NamedTuple):
    """One line of the minutes."""

    position: int
    kind: str
    family: str
    when: str
    sentence: str
    text: str
    source: str
    key: str


_CODED = {"method", "stance", "voice", "state", "ending"}
_TEXTS = {"division.dissented": ("statement",), "body.founded": ("basis",)}
_SENTENCES = {
    "body.founded": "{name} is founded.",
    "body.constituent-admitted": "A further body constitutes this one: {constituent}.",
    "office.filled": "{person} takes the office of {office}.",
    "office.vacated": "{person} leaves the office of {office}.",
    "body.constituent-released": "{constituent} constitutes this body no longer: {reason}.",
    "body.dissolved": "The body dissolves itself; every mandate that it gave ends.",
    "norm.applied": "The norm of representation is applied to the rolls of {roll_on}: {seats}.",
    "election.called": "An election is called for {polls_on}: {title}, {seats} seats in {to_body}.",
    "election.nominated": "Nominated for {election}: {holder}. {list}",
    "election.nomination-answered": "{candidate} {accepts} the nomination for {election}.",
    "election.opened": "The poll of {election} opens on: {standing}.",
    "election.polled": "The poll of {election} closes: {voters}.",
    "election.declared": "Elected by {election}: {elected}. {votes}",
    "election.challenged": "{election} is challenged: {reason}.",
    "election.challenge-decided": "The challenge {challenge} to {election} is {upheld}.",
    "mandate.instructed": "Instruction to the holder of {mandate}: {title}.",
    "recall.petitioned": "Electors ask for the recall of {mandate}: {reason}. {signed}",
    "recall.supported": "Signed for the recall {recall}: {signed}",
    "credentials.reported": "Credentials report: {confirmed} voting mandates confirmed, {past_term}"
    " past their term.",
    "requisition.resolved": "{of_body} is to meet on {opens_on}, whatever its executive wants.",
    "meeting.requisitioned": "A constituent demands a meeting on {opens_on}: {demanding} of the"
    " {needed} needed.",
    "meeting.demanded": "Electors demand a meeting on {opens_on}: {demanding} of the {needed}"
    " needed.",
    "presence.stood-in": "{alternate} stands in for {delegate}.",
    "presence.stepped-back": "{delegate} is back, and the alternate steps back.",
    "roll.sealed": "The roll of {held_on} is sealed: {seal}.",
    "rules.adopted": "New rules are in force.",
    "mandate.given": "{holder} gets the mandate {mandate} for a seat in {to_body}.",
    "mandate.presented": "Mandate {mandate} is presented: {holder}, from {from_body}.",
    "mandate.ended": "The mandate {mandate} ends: {ending}.",
    "mandate.ending-noted": "Notice is taken that the mandate {mandate} ended: {ending}.",
    "credentials.confirmed": "Mandates confirmed: {mandates}.",
    "credentials.contested": "Mandates contested: {mandates}. {reason}",
    "credentials.rejected": "Mandates rejected: {mandates}. {reason}",
    "credentials.voice-changed": "Voice of {mandates} is now {voice}: {reason}.",
    "credentials.listed": "Credentials list: {title}: {strengths} ({by_whom}).",
    "faction.declared": "The faction {name} declares itself.",
    "faction.joined": "Into the faction {faction}: {mandates}.",
    "faction.merged": "The faction {faction} merges into {into}.",
    "faction.strength-stated": "Strength of {faction} stated as {number} by {by_whom}.",
    "faction.caucused": "Caucus of {faction} on {question}: {in_favour} for, {against} against,"
    " {abstaining} abstaining.",
    "meeting.convened": "Convened by {convener} for {opens_on}.",
    "meeting.postponed": "Postponed to {opens_on} by {postponer}. {reason}",
    "sitting.opened": "The sitting {sitting} opens. {opened_by}",
    "sitting.recessed": "Recess. {reason}",
    "sitting.resumed": "The sitting goes on.",
    "sitting.closed": "The sitting closes.",
    "presence.arrived": "Present: {mandates}.",
    "presence.left": "{walkout}: {mandates}. {reason}",
    "presence.counted": "{present} are counted as present.",
    "seats.divided": "{title}: {shares}.",
    "seats.declined": "{list} declines its seats in the {organ}.",
    "seats.passed-on": "{seats} seats of {list} in the {organ} pass to {to}.",
    "seats.named": "{list} names for the {organ}: {members}.",
    "seats.reserved": "Reserved in the {organ} for {beneficiary}: {norm}.",
    "agenda.set": "Order of the day: {items}.",
    "agenda.taken": "The item {item} is taken.",
    "agenda.finished": "The item {item} is done.",
    "floor.spoken": "{speaker}: {title}",
    "floor.declared": "Declaration, {speaker}: {title}",
    "floor.asked": "Question to {to}, {speaker}: {title}",
    "floor.answered": "Answer, {speaker}: {title}",
    "floor.challenged": "{speaker} challenges {challenged}: {title}",
    "floor.ruled": "Ruling, {speaker}: {title}",
    "floor.communicated": "Communication, {speaker}: {title}",
    "floor.requested": "{delegate} asks for the floor ({form}).",
    "floor.request-withdrawn": "{delegate} no longer asks for the floor.",
    "floor.called": "{delegate} has the floor. {reason}",
    "floor.ended": "The speech ends after {seconds} seconds. {reason}",
    "floor.list-closed": "The speakers' list is closed.",
    "floor.list-reopened": "The speakers' list is open again.",
    "motion.moved": "Moved by {mover}: {title}.",
    "motion.amendment-moved": "Amendment moved by {mover}: {title}.",
    "motion.seconded": "{seconder} supports {motion}.",
    "motion.amendment-accepted": "The mover accepts {motion}; no vote is needed.",
    "motion.deferred": "{motion} is deferred. {reason}",
    "motion.withdrawn": "{motion} is withdrawn.",
    "division.opened": "{motion} is put to the vote by {method}.",
    "division.closed": "Vote on {division}: {in_favour} for, {against} against, {abstaining}"
    " abstaining: {outcome}.",
    "division.balloted": "The ballots of {division} are sealed and counted: {in_favour} for,"
    " {against} against, {abstaining} abstaining: {outcome}.",
    "division.annulled": "The division {division} is annulled: {reason}.",
    "division.consented": "{motion} is carried by general consent. {note}",
    "division.dissented": "{dissenter} has dissent recorded on {division}.",
    "resolution.annexed": "Annexed to {resolution}: {title}. {conflict}",
    "resolution.assigned": "{resolution} is to be executed by {executor}.",
    "resolution.published": "{resolution} is published: {where}.",
    "resolution.execution-reported": "On the execution of {resolution}: {state}. {report}",
    "posts.listed": "{title}: {posts}.",
    "poll.taken": "Poll of {unit}, {question}: {answers}.",
    "allegiance.declared": "{unit}: {stance} {principal}.",
}


def narrate(entry: Entry, name: Names, words: Names) -> Line:
    """The line of the minutes that an entry makes."""
    command = command_of(entry)
    facts: Mapping[str, str] = defaultdict(str, _facts(entry, command, name))
    sentence = _SENTENCES.get(entry.kind, plain(entry.kind.replace(".", " "))).format_map(facts)
    digest = next(
        (
            str(entry.data[field])
            for field in _TEXTS.get(entry.kind, ("text",))
            if entry.data.get(field)
        ),
        "",
    )
    return Line(
        position=entry.position,
        kind=entry.kind,
        family=entry.kind.partition(".")[0],
        when=moment(Mark(entry.position, entry.at, command.held)),
        sentence=" ".join(sentence.split()),
        text=words(digest) if digest else "",
        source=command.source or "",
        key=command.key or "",
    )


def _facts(entry: Entry, command: Any, name: Names) -> dict[str, str]:
    facts = {
        field: (plain if field in _CODED else str)(_said(getattr(command, field), name))
        for field in command.__struct_fields__
        if field not in {"by", "cites", "held"}
    }
    figures = entry.data.get("figures", {})
    if "outcome" in figures:
        facts["outcome"] = _outcome(figures["outcome"], entry.data.get("declared"))
        facts |= _judged(figures, facts)
    facts |= {
        name: _said(tuple(value) if isinstance(value, list) else value, str)
        for name, value in figures.items()
        if name in _FIGURES and name not in facts
    }
    return facts | {name: words(entry, command) for name, words in _WORDED.get(entry.kind, ())}


_FIGURES = {"standing", "elected", "confirmed", "past_term", "demanding", "needed"}
_WORDED: Mapping[str, tuple[tuple[str, Callable[[Entry, Any], str]], ...]] = {
    "presence.left": (("walkout", lambda _, c: "Walk-out" if c.walkout else "Left"),),
    "norm.applied": (("seats", lambda e, _: _seats(e.data["figures"]["seats"])),),
    "election.nomination-answered": (
        ("accepts", lambda _, c: "accepts" if c.accepts else "declines"),
    ),
    "election.challenge-decided": (
        ("upheld", lambda _, c: "upheld; it is void" if c.upheld else "dismissed; it stands"),
    ),
    "recall.petitioned": (("signed", lambda e, _: _signed(e.data["figures"])),),
    "recall.supported": (("signed", lambda e, _: _signed(e.data["figures"])),),
}
"""What a kind of act says in words of its own."""


def _seats(seats: list[dict[str, Any]]) -> str:
    return ", ".join(f"{seat['name']} {seat['number']}" for seat in seats)


def _signed(figures: dict[str, Any]) -> str:
    due = "; the vote must be held." if figures["due"] else "."
    return f"{figures['supporters']} of the {figures['needed']} signatures needed{due}"


def _outcome(computed: str, declared: str | None) -> str:
    return computed if computed != "undetermined" else f"declared {declared}, not counted"


def _judged(figures: dict[str, Any], facts: dict[str, str]) -> dict[str, str]:
    counts = ("in_favour", "against", "abstaining")
    return {
        c: facts[c] if facts.get(c) not in {"", "not stated"} else str(figures[c])
        for c in counts
        if figures.get(c) is not None
    }


def _said(value: Any, name: Names) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Holder):
        return holder_words(value, name)
    if isinstance(value, Figure):
        return figure(value)
    if isinstance(value, Seal):
        return f"{value.count:,} rows, root {value.root[:12]}"
    if isinstance(value, tuple):
        return _many(value, name)
    return name(str(value))


def holder_words(holder: Holder, name: Names) -> str:
    """Who holds a mandate or post: the registered name, or the label that stands for one."""
    return name(holder.person) if holder.person else holder.label or "not stated"


def _many(values: tuple[Any, ...], name: Names) -> str:
    if values and hasattr(values[0], "number"):
        return portions(values)
    if values and isinstance(values[0], tuple):
        return "; ".join(str(value[-1]) for value in values)
    if values and isinstance(values[0], Post):
        return "; ".join(post.title for post in values)
    if len(values) > 6:
        return f"{len(values)} delegates ({_said(values[0], name)} ... {_said(values[-1], name)})"
    return ", ".join(_said(value, name) for value in values)
