"""Each entry of a record as one sentence of the minutes, with what was read or said beneath it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from delegata.council.acts import command_of
from delegata.council.amendment import change_of
from delegata.council.deliberation import Part, Request
from delegata.council.entry import Entry, Mark
from delegata.council.lines import LineChange
from delegata.council.state import Constituent, Post
from delegata.council.words import Figure, Holder, Seal
from delegata.office.languages import ENGLISH, Language
from delegata.office.readers.naming import Names, Naming
from delegata.office.readers.seconders import in_words_alone


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


CODED = {
    "answer",
    "casting",
    "method",
    "stance",
    "voice",
    "state",
    "ending",
    "organ",
    "form",
    "device",
    "side",
    "voted",
    "advice",
    "article",
}
"""The fields of commands that hold a code word."""
_TEXTS = {"division.dissented": ("statement",), "body.founded": ("basis",)}


def narrate(
    entry: Entry,
    naming: Naming,
    words: Names,
) -> Line:
    """The line of the minutes that an entry makes.

    With the state of the body it names people and titles; without it, the codes stand alone. With
    the state before the act it also says whose speech ended.
    """
    command, language = command_of(entry), naming.language
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
        when=language.moment(Mark(entry.position, entry.at, command.held)),
        sentence=language.sentence(entry.kind, _facts(entry, command, naming)),
        text=words(digest) if digest else "",
        source=command.source or "",
        key=command.key or "",
    )


def not_public(entry: Entry, language: Language = ENGLISH, *, last: int | None = None) -> Line:
    """The line of an entry whose data is withheld from the reader, or of several up to `last`."""
    many = last is not None and last > entry.position
    return Line(
        position=entry.position,
        kind=entry.kind,
        family="withheld",
        when=language.moment(Mark(entry.position, entry.at)),
        sentence=language.phrase(
            "not-public-many" if many else "not-public", first=entry.position, last=last
        ),
        text="",
        source="",
        key="",
    )


def _facts(entry: Entry, command: Any, naming: Naming) -> dict[str, str]:
    language = naming.language
    facts = {
        field: _field(field, command, _named_apart(entry.kind, field, naming))
        for field in command.__struct_fields__
        if field not in {"by", "cites", "held"}
    }
    figures = entry.data.get("figures", {})
    if "outcome" in figures:
        facts["outcome"] = _outcome(figures["outcome"], entry.data.get("declared"), language)
        facts |= _judged(figures, command)
    facts |= {
        figure: _said(value, figure, naming, command)
        for figure, value in figures.items()
        if figure in _FIGURES and figure not in facts
    }
    worded = _WORDED.get(entry.kind, ())
    return facts | {name: words(entry, command, naming) for name, words in worded}


def _named_apart(kind: str, field: str, naming: Naming) -> Naming:
    """A mandate stands by its code alone where the sentence names its holder besides."""
    apart = field == "mandate" and kind in {"mandate.given", "mandate.presented"}
    return naming._replace(council=None) if apart else naming


def _field(field: str, command: Any, naming: Naming) -> str:
    said = _said(getattr(command, field), field, naming, command)
    if field in CODED:
        return naming.language.plain(said)
    return naming.language.dated(said) if field.endswith("_on") else said


_FIGURES = {
    "merged", "confirmed", "past_term", "demanding", "needed", "seconds",
    "allowed",
}  # fmt: skip


def _speech(_: Entry, __: Any, naming: Naming) -> str:
    """Whose speech it is that an act ends, interrupts, or gives other time."""
    speaking = naming.before.speaking if naming.before is not None else None
    return _speech_of(speaking, naming)


def _suspended(_: Entry, __: Any, naming: Naming) -> str:
    """Whose speech it is that goes on: of those that were interrupted, the last one."""
    suspended = naming.before.suspended if naming.before is not None else ()
    return _speech_of(next(reversed(suspended), None), naming)


def _speech_of(speech: Request | None, naming: Naming) -> str:
    if speech is None:
        return naming.language.phrases["speech"]
    return naming.language.phrase("speech-of", speaker=naming.delegate(speech.mandate))


def _upon(_: Entry, command: Any, naming: Naming) -> str:
    """The motion that a procedural motion is on, where it is on one."""
    if not command.on:
        return ""
    return naming.language.phrase("upon", motion=naming.of_field("on", command.on, command))


def _teller(entry: Entry, _: Any, naming: Naming) -> str:
    return naming.name(entry.by.person)


def _form(_: Entry, command: Any, naming: Naming) -> str:
    """What somebody asks for the floor for: in which form, for which side, from which list."""
    said = [naming.language.plain(code) for code in (command.form, command.side) if code]
    return ", ".join([*said, *(word for word in (command.group, command.point) if word)])


def _walkout(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("walk-out" if command.walkout else "left")


def _lasting(_: Entry, command: Any, naming: Naming) -> str:
    if command.minutes is None:
        return ""
    return f" {naming.language.phrase('lasting', minutes=command.minutes)}"


def _back(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("from-elsewhere" if command.remote else "back")


def _accepts(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("accepts" if command.accepts else "declines")


def _elected(entry: Entry, command: Any, naming: Naming) -> str:
    names = [naming.of_field("elected", n, command) for n in entry.data["figures"]["elected"]]
    return ", ".join(names) or naming.language.phrases["nobody"]


def _standing(entry: Entry, command: Any, naming: Naming) -> str:
    standing = entry.data["figures"]["standing"]
    return ", ".join(naming.of_field("standing", name, command) for name in standing)


def _votes_each(_: Entry, command: Any, naming: Naming) -> str:
    """The votes of each, by name: candidates stand in an election, lists have names already."""
    votes = ", ".join(
        f"{naming.of_field('elected', p.name, command)} {naming.language.number(p.number)}"
        for p in command.votes
    )
    return naming.language.phrase("votes-each", votes=votes) if votes else ""


def _lots(_: Entry, command: Any, naming: Naming) -> str:
    lots = ", ".join(naming.of_field("elected", name, command) for name in command.lots)
    return naming.language.phrase("lots", lots=lots) if lots else ""


def _voted(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("have-voted", count=command.voters.count)


def _upheld(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("upheld" if command.upheld else "dismissed")


def _settled(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("challenge-upheld" if command.upheld else "challenge-dismissed")


def _seats(entry: Entry, _: Any, __: Naming) -> str:
    seats = entry.data["figures"]["seats"]
    return ", ".join(f"{seat['name']} {seat['number']}" for seat in seats)


def _signed(entry: Entry, _: Any, naming: Naming) -> str:
    figures = entry.data["figures"]
    return naming.language.phrase(
        "due" if figures["due"] else "signed",
        supporters=figures["supporters"],
        needed=figures["needed"],
    )


def _place(_: Entry, command: Any, naming: Naming) -> str:
    return place_words(change_of(command), naming.language)


def place_words(change: LineChange, language: Language = ENGLISH) -> str:
    """What an amendment does to which lines, as it is said: "in place of lines 3 to 5"."""
    name = change.kind if change.first != change.last else f"{change.kind}-one"
    name = "insert-first" if change.first == 0 else name
    return language.phrase(name, first=change.first, last=change.last)


def _rising(entry: Entry, _: Any, naming: Naming) -> str:
    figures = entry.data["figures"]
    return naming.language.phrase(
        "risen" if figures["met"] else "rising",
        demanding=figures["demanding"],
        needed=figures["needed"],
    )


def _begins(entry: Entry, command: Any, naming: Naming) -> str:
    first = naming.delegate(entry.data["figures"]["order"][0])
    return (
        naming.language.phrase("drawn", first=first, seed=command.seed) if command.seed else first
    )


def _split(_: Entry, command: Any, naming: Naming) -> str:
    votes = command.votes
    return naming.language.phrase(
        "split", in_favour=votes.in_favour, against=votes.against, abstaining=votes.abstaining
    )


def _weights(entry: Entry, _: Any, naming: Naming) -> str:
    weights = entry.data["figures"]["weights"]
    return ", ".join(
        f"{naming.delegate(each['name'])} {naming.language.number(each['number'])}"
        for each in weights
    )


def _compared(entry: Entry, command: Any, naming: Naming) -> str:
    figures = entry.data["figures"]
    if figures["equal"]:
        votes = {name: figures[name] for name in ("in_favour", "against", "abstaining")}
        return naming.language.phrase(
            "agree", outcome=naming.language.plain(figures["outcome"]), **votes
        )
    first, second = (
        f"{slip.in_favour}/{slip.against}/{slip.abstaining}"
        for slip in (command.first, command.second)
    )
    return naming.language.phrase("differ", first=first, second=second)


def _sender(_: Entry, command: Any, naming: Naming) -> str:
    return str(command.from_body or naming.delegate(command.mover or ""))


def _number(entry: Entry, _: Any, __: Naming) -> str:
    return str(entry.data["figures"]["number"])


def _lateness(entry: Entry, _: Any, naming: Naming) -> str:
    figures = entry.data["figures"]
    deadline = naming.language.dated(figures["deadline"])
    return naming.language.phrase("late", deadline=deadline) if figures["late"] else ""


def _words_of(entry: Entry, command: Any, naming: Naming) -> str:
    """Whose words it is that somebody seconds, where the rules count it and no mandate is named."""
    council = naming.council
    motion = None if council is None else council.motions.get(command.motion)
    seconder = command.delegate or command.seconder
    if council is None or motion is None or not in_words_alone(council, motion, seconder):
        return ""
    return naming.language.phrase("words-of", office=entry.by.right.partition(":")[2])


def _admissible(_: Entry, command: Any, naming: Naming) -> str:
    return naming.language.phrase("admissible" if command.admissible else "inadmissible")


_Worded = Callable[[Entry, Any, Naming], str]
_WORDED: Mapping[str, tuple[tuple[str, _Worded], ...]] = {
    "sitting.recessed": (("lasting", _lasting),),
    "presence.left": (("walkout", _walkout),),
    "presence.departed": (("walkout", _walkout),),
    "presence.returned": (("back", _back),),
    "floor.requested": (("form", _form),),
    "floor.ended": (("speech", _speech),),
    "floor.interrupted": (("speech", _speech),),
    "floor.time-changed": (("speech", _speech),),
    "floor.speech-resumed": (("speech", _suspended),),
    "division.count-entered": (("teller", _teller),),
    "norm.applied": (("seats", _seats),),
    "election.nomination-answered": (("accepts", _accepts),),
    "election.opened": (("standing", _standing),),
    "election.runoff-called": (("standing", _standing),),
    "election.polled": (("voters", _voted),),
    "election.declared": (("elected", _elected), ("votes", _votes_each), ("lots", _lots)),
    "election.challenge-decided": (("upheld", _upheld),),
    "floor.challenge-settled": (("upheld", _settled),),
    "motion.submitted": (("sender", _sender), ("number", _number), ("lateness", _lateness)),
    "motion.seconded": (("words", _words_of),),
    "motion.admissibility-ruled": (("admissible", _admissible),),
    "motion.lines-amended": (("place", _place),),
    "procedure.moved": (("upon", _upon),),
    "division.method-demanded": (("rising", _rising),),
    "division.demand-counted": (("rising", _rising),),
    "division.recount-demanded": (("rising", _rising),),
    "division.roll-call-opened": (("begins", _begins),),
    "division.counts-compared": (("compared", _compared),),
    "division.answer-split": (("split", _split),),
    "mandate.weighed": (("shares", _weights),),
    "recall.petitioned": (("signed", _signed),),
    "recall.supported": (("signed", _signed),),
}
"""What a kind of act says in words of its own."""
TOLD_BY_BEFORE = frozenset(
    kind for kind, worded in _WORDED.items() if worded[0][1] in {_speech, _suspended}
)
"""The kinds whose sentences need the state before the act."""


def _outcome(computed: str, declared: str | None, language: Language) -> str:
    if computed != "undetermined":
        return language.plain(computed)
    return language.phrase("declared", outcome=language.plain(declared or ""))


def _judged(figures: dict[str, Any], command: Any) -> dict[str, str]:
    """The counts that were judged, where the command itself states none."""
    return {
        count: str(figures[count])
        for count in ("in_favour", "against", "abstaining")
        if figures.get(count) is not None and not _states(command, count)
    }


def _states(command: Any, count: str) -> bool:
    value = getattr(command, count, None)
    return value is not None and value != Figure()


def _said(value: Any, field: str, naming: Naming, command: Any) -> str:
    if isinstance(value, Holder):
        return naming.holder(value)
    if isinstance(value, Figure):
        return naming.language.figure(value)
    if isinstance(value, Seal):
        rows = naming.language.number(value.count)
        return naming.language.phrase("seal", count=rows, root=value.root[:12])
    if isinstance(value, tuple | list):
        return _many(tuple(value), field, naming, command)
    word = value.body if isinstance(value, Constituent) else value
    return naming.of_field(field, str(word), command) if word not in {None, ""} else ""


def holder_words(holder: Holder, name: Names, language: Language = ENGLISH) -> str:
    """Who holds a mandate or post: the registered name, or the label that stands for one."""
    return Naming(name, language).holder(holder)


def _many(values: tuple[Any, ...], field: str, naming: Naming, command: Any = None) -> str:
    if values and hasattr(values[0], "number"):
        return naming.language.portions(values)
    if values and isinstance(values[0], tuple):
        return "; ".join(str(value[-1]) for value in values)
    if values and isinstance(values[0], Post | Part):
        return "; ".join(post.title for post in values)
    if len(values) > 6:
        first, last = (_said(values[place], field, naming, command) for place in (0, -1))
        return naming.language.phrase("many", number=len(values), first=first, last=last)
    return ", ".join(_said(value, field, naming, command) for value in values)
