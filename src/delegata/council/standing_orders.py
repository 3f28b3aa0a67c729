"""The rules of a body as standing orders that people read, article by article."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from msgspec import UNSET

from delegata.council.procedural_orders import procedural_sentences
from delegata.council.rules import (
    AttendanceRule,
    ElectionRule,
    MajorityRule,
    MotionRule,
    PublicityRule,
    RepresentationRule,
    RuleSet,
)
from delegata.council.speaking_rules import Principle, SpeakersRule
from delegata.council.voting_rules import proxy_sentences, weight_sentences
from delegata.council.words import Language, Question


class Article(NamedTuple):
    """One article: its number, its heading and its sentences."""

    number: int
    heading: str
    sentences: tuple[str, ...]


def standing_orders(rules: RuleSet) -> tuple[Article, ...]:
    """Every article of a rule set said in sentences; what is not regulated is said too."""
    said = (
        ("Composition", _composition(rules)),
        ("Mandates", _mandates(rules)),
        ("Recall", _recall(rules)),
        ("Convening", _convening(rules)),
        ("Quorum", _quorum(rules)),
        ("Majorities", _majorities(rules)),
        ("Presidium", (_seats("presidium", rules.presidium.method),)),
        ("Executive", (_seats("executive", rules.executive.method),)),
        ("The floor", _floor(rules)),
        ("Divisions", _divisions(rules)),
        ("Competences", _competences(rules)),
        ("Publication", _publication(rules)),
        ("Representation", _representation(rules)),
        ("Elections", _elections(rules)),
        ("Motions", _motions(rules)),
        ("Speakers", _speakers(rules)),
        ("Attendance", _attendance(rules)),
        ("Procedures", procedural_sentences(rules.procedures)),
        ("Publicity", _publicity(rules)),
        ("Weights", tuple(weight_sentences(rules.weights))),
        ("Proxies", tuple(proxy_sentences(rules.proxies))),
        ("Language", (_language(rules),)),
    )
    return tuple(
        Article(number, heading, sentences)
        for number, (heading, sentences) in enumerate(said, start=1)
    )


def _composition(rules: RuleSet) -> tuple[str, ...]:
    seats = rules.composition.seats
    size = (
        "The number of seats is not fixed."
        if seats is None
        else f"The body has {_many(seats, 'seat')}."
    )
    return size, f"A mandate carries one of these voices: {_list(rules.composition.voices)}."


def _mandates(rules: RuleSet) -> tuple[str, ...]:
    term = rules.mandates.term_days
    stale = "may vote until replaced" if rules.mandates.stale_may_vote else "may not vote"
    sentences = (
        "A mandate has no fixed term."
        if term is None
        else f"A mandate runs for {_many(term, 'day')}.",
        f"It is proved in one of these ways: {_list(rules.mandates.proofs)}.",
        "It votes once the credentials committee has confirmed it.",
        f"After its term its holder {stale}.",
    )
    if rules.mandates.alternates is UNSET:
        return sentences
    return (
        *sentences,
        "The same is true of an alternate once the term of the delegate stood in for is over.",
    )


def _recall(rules: RuleSet) -> tuple[str, ...]:
    return (
        f"A recall must be put to the vote when {rules.recall.petition.words()} of the electors"
        " ask for it.",
        f"It is carried by {rules.recall.majority.words()} of the votes.",
    )


def _convening(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.convening
    due = (
        f"It is due every {_many(rule.interval_days, 'day')}."
        if rule.interval_days is not None
        else "No interval is set at which it is due."
    )
    requisition = (
        "Nobody else can requisition it."
        if rule.requisition is None
        else f"{rule.requisition.words().capitalize()} of its constituents can convene it too."
    )
    return (
        f"The body is convened by: {_list(rule.entitled)}.",
        f"Notice is {_many(rule.notice_days, 'day')}." if rule.notice_days else "No notice is set.",
        due,
        requisition,
        "A meeting called by anybody else can be held, but is not competent to decide.",
    )


def _quorum(rules: RuleSet) -> tuple[str, ...]:
    if rules.quorum is None:
        return ("No quorum is set.",)
    return (f"A division needs {rules.quorum.share.words()} of the voting mandates present.",)


def _majorities(rules: RuleSet) -> tuple[str, ...]:
    regulated = {majority.question for majority in rules.majorities}
    silent = [question for question in get_args(Question) if question not in regulated]
    return (
        *(_majority(majority) for majority in rules.majorities),
        *(f"{_majority(rules.majority(question))[:-1]}, as no rule is set." for question in silent),
    )


_KINDS_OF_QUESTION: dict[Question, str] = {
    "substantive": "A substantive question",
    "procedural": "A procedural question",
    "rules": "A change of the rules",
    "election": "An election",
}


def _majority(rule: MajorityRule) -> str:
    base = {"cast": "the votes cast", "present": "those present", "members": "all members"}
    counted = ", abstentions counted among them" if rule.abstentions_cast else ""
    return (
        f"{_KINDS_OF_QUESTION[rule.question]} is carried by {rule.share.words()} of"
        f" {base[rule.base]}{counted}."
    )


def _seats(organ: str, method: str) -> str:
    if method == "negotiated":
        return (
            f"The seats of the {organ} are agreed among the factions; what the standard methods"
            " would give is shown beside them."
        )
    return f"The seats of the {organ} are divided among the factions by the method {method}."


def _floor(rules: RuleSet) -> tuple[str, ...]:
    minutes, seconders = rules.floor.speech_minutes, rules.floor.seconders
    interrupt = "may" if rules.floor.declarations_interrupt else "may not"
    return (
        (
            "Speaking time is not limited."
            if minutes is None
            else f"A speech has {_many(minutes, 'minute')}."
        ),
        (
            f"A motion needs {_many(seconders, 'seconder')}."
            if seconders
            else "A motion needs no seconder."
        ),
        f"Declarations {interrupt} interrupt the order of the day.",
        *_movers(rules),
    )


def _movers(rules: RuleSet) -> Iterator[str]:
    voices = rules.floor.movers
    if voices is not UNSET:
        yield (
            "At a sitting, a delegate moves, seconds and objects while being here with one of these"
            f" voices: {_list(voices)}."
        )


def _divisions(rules: RuleSet) -> tuple[str, ...]:
    return (
        f"Votes are taken by: {_list(rules.divisions.methods)}.",
        f"A roll call is held when {rules.divisions.roll_call_demand.words()} of those present"
        " demand it.",
        *_secret(rules),
        *_counts(rules),
    )


def _secret(rules: RuleSet) -> Iterator[str]:
    rule = rules.divisions
    if rule.secret_demand is not UNSET:
        share = rule.secret_demand.words()
        yield f"A secret ballot is held when {share} of those present demand it."
    if rule.precedence is not UNSET:
        before = "a roll call" if rule.precedence == "roll-call" else "the secret ballot"
        yield f"Where both are demanded, {before} goes before."


def _counts(rules: RuleSet) -> Iterator[str]:
    rule = rules.divisions
    if rule.tellers is not UNSET:
        yield {
            "one": "One teller's count is enough.",
            "two": "Two tellers enter each count apart, and it stands where they agree.",
        }[rule.tellers]
    if rule.recount_demand is not UNSET:
        share = rule.recount_demand.words()
        yield f"A count is made again when {share} of those present demand it."
    if rule.recount_until is not UNSET:
        until = {"next-division": "the next division opens", "sitting": "the sitting closes"}
        yield f"A count can be doubted until {until[rule.recount_until]}."
    if rule.bodies is not UNSET:
        share = rule.bodies.words()
        yield f"Some questions need {share} of the bodies whose delegates vote too, by roll call."
    if rule.bodies_on is not UNSET:
        yield f"A majority of bodies is needed on these questions: {_list(rule.bodies_on)}."
    if rule.dissenters is not UNSET:
        whose = {"anybody": "any delegate", "voters": "a delegate who could vote in it"}
        yield f"After a division the dissent of {whose[rule.dissenters]} is recorded."
    if rule.casting_vote is not UNSET:
        yield f"Where votes are equal, the office of {rule.casting_vote} has the casting vote."


def _competences(rules: RuleSet) -> tuple[str, ...]:
    return tuple(
        f"The office of {competence.office} performs: {_list(competence.acts)}."
        for competence in rules.competences
    )


def _publication(rules: RuleSet) -> tuple[str, ...]:
    if rules.publication_hours is None:
        return ("No time is set for the publication of resolutions.",)
    return (f"Resolutions are published within {_many(rules.publication_hours, 'hour')}.",)


def _representation(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.representation
    if not isinstance(rule, RepresentationRule):
        return ("No norm of representation is set.",)
    bounds = f"Each gets at least {_many(rule.minimum, 'seat')}" if rule.minimum else ""
    most = f"and at most {_many(rule.cap, 'seat')}" if rule.cap is not None else ""
    limits = (f"{bounds or 'Each gets a seat or none'} {most}".strip() + ".",)
    return (_norm(rule), *(limits if bounds or most else ()))


_REMAINDERS = {
    "over-half": "more than half of that",
    "half": "half of that or more",
    "any": "any size",
}


def _norm(rule: RepresentationRule) -> str:
    if rule.norm == "fixed":
        return f"Each constituent sends {_many(rule.number, 'delegate')}."
    if rule.norm != "per-members":
        return (
            f"The {_many(rule.number, 'seat')} of the body are divided among the constituents by"
            f" the method {rule.norm}, after their members."
        )
    said = f"A constituent sends one delegate for each {_many(rule.number, 'member')}"
    if rule.remainder == "none":
        return f"{said}, and none for a remainder."
    return f"{said}, and one more for a remainder of {_REMAINDERS[rule.remainder]}."


_ELECTORS = {
    "members": "By ballot all members elect, wherever they are.",
    "present": "By ballot those elect who are present with a vote when the poll opens, each with"
    " one vote.",
}


def _elections(rules: RuleSet) -> tuple[str, ...]:
    if not isinstance(rules.elections, ElectionRule):
        return ("No notice and no time for objections are set for elections.",)
    rule = rules.elections
    notice = f"{_many(rule.notice_days, 'day')} pass" if rule.notice_days else "no time need pass"
    objections = (
        f"Objections can be raised for {_many(rule.objection_days, 'day')} after it is declared."
        if rule.objection_days
        else "No time is set for objections."
    )
    return (
        f"Persons are elected by one of these methods: {_list(rule.methods)}.",
        f"Seats are divided among lists by the method {rule.lists}.",
        f"Between the call and the poll {notice}.",
        _ELECTORS["members" if rule.electors is UNSET else rule.electors],
        objections,
        *(
            ()
            if rule.majority is UNSET
            else (
                f"Who has most votes is elected with {rule.majority.words()} of the votes cast; a"
                " runoff among the foremost, by most votes, fills what is left.",
            )
        ),
    )


_ORDERS = {
    "furthest": "the furthest-reaching first, as the chair states",
    "lines": "in the order of the lines that they change",
    "moved": "in the order in which they were moved",
}


def _motions(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.motions
    if not isinstance(rule, MotionRule):
        return ("No deadline, no order of voting and no seconders are enforced for motions.",)
    accepts = "may accept an amendment" if rule.mover_accepts else "may not accept an amendment"
    late = (
        "A late one is not taken."
        if rule.urgency is None
        else f"A late one is taken if {rule.urgency.words()} of the votes cast find it urgent."
    )
    return (
        (
            f"A delegate's motion or amendment is put to the vote once"
            f" {_many(rule.seconders, 'other delegate')} second{'s' * (rule.seconders == 1)} it."
            if rule.seconders
            else "A motion is put to the vote without a seconder."
        ),
        f"Texts are wrapped and numbered at {rule.line_width} signs a line.",
        "Amendments are voted on before what they amend, and merged into the text that is put.",
        f"Among amendments to one text, {_ORDERS[rule.order]}.",
        (
            "An amendment can itself be amended"
            + (f", to a depth of {rule.depth}." if rule.depth > 2 else ".")
            if rule.depth > 1
            else "An amendment cannot itself be amended."
        ),
        f"The mover {accepts}"
        + (", and an objection sends it to a vote." if rule.mover_accepts else "."),
        f"Motions are sent in at least {_many(rule.deadline_days, 'day')} before the opening."
        if rule.deadline_days
        else "Motions are sent in up to the opening.",
        late,
    )


def _attendance(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.attendance
    if not isinstance(rule, AttendanceRule):
        return ("Whoever comes in is noted at the door; delegates may note that they leave.",)
    return (
        "Whoever left by the own device may return by it; everybody else comes in at the door."
        if rule.returning == "device"
        else "Whoever comes in is noted at the door; delegates may note that they leave.",
        "Delegates may take part, and count as present, from elsewhere."
        if rule.remote
        else "Nobody takes part from elsewhere.",
    )


_PRINCIPLES: dict[Principle, str] = {
    "by-list": "from the declared lists in turn",
    "by-faction": "in proportion to the factions' members here",
    "alternating-sides": "for and against in turn",
    "first-time-first": "those first who have not spoken to the item",
}
_BRIDGING = {
    "go-on": "is passed over",
    "ask": "ends the debate, unless the body lets it go on",
    "close": "ends the debate",
}


def _speakers(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.speakers
    if not isinstance(rule, SpeakersRule):
        return ("Points of order come first; then the floor is given as it was asked for.",)
    order = [_PRINCIPLES[principle] for principle in rule.order]
    return (
        f"The floor is given {', then '.join([*order, 'as it was asked for'])}.",
        *_lists(rule),
        *_points(rule),
        *_speaking_times(rule),
    )


def _lists(rule: SpeakersRule) -> tuple[str, ...]:
    if not rule.lists:
        return ()
    return (
        f"These lists alternate: {_list(rule.lists)}; a list that runs empty on its turn"
        f" {_BRIDGING[rule.bridging]}.",
    )


def _points(rule: SpeakersRule) -> tuple[str, ...]:
    if not rule.points:
        return ("Points of order come before speeches.",)
    interrupting = (
        f"A speech may be interrupted by points of: {_list(rule.interrupting)}."
        if rule.interrupting
        else "No point of order interrupts a speech."
    )
    return (
        f"Points of order come before speeches, in this rank: {_list(rule.points)}.",
        interrupting,
    )


def _speaking_times(rule: SpeakersRule) -> tuple[str, ...]:
    forms = (
        ("A question", rule.question_minutes),
        ("A point of order", rule.point_minutes),
        ("The mover's opening word", rule.opening_minutes),
        ("The mover's closing word", rule.closing_minutes),
    )
    said = [f"{form} has {_many(most, 'minute')}." for form, most in forms if most is not None]
    if rule.times is not None:
        said.append(f"Nobody speaks more than {_many(rule.times, 'time')} to an item.")
    if rule.answer_days is not None:
        said.append(f"A question is answered within {_many(rule.answer_days, 'day')}.")
    return tuple(said)


_LANGUAGES: dict[Language, str] = {"en": "English", "de": "German"}


def _language(rules: RuleSet) -> str:
    if rules.language is UNSET:
        return "No language is set for the minutes; they are written in English."
    return f"The minutes are written in {_LANGUAGES[rules.language]}."


def _publicity(rules: RuleSet) -> tuple[str, ...]:
    rule = rules.publicity
    if not isinstance(rule, PublicityRule):
        return ("The body and its sittings are public; no ground is set for closing the doors.",)
    vote = " by a vote" if rule.by_vote else ""
    return (
        (
            "The body and its sittings are public."
            if rule.body == "public"
            else "The body is open to its members alone: who sits, holds office or elects in it."
        ),
        (
            f"The doors may be closed{vote} on one of these grounds: {_list(rule.grounds)}."
            if rule.grounds
            else "The doors are never closed."
        ),
        f"Votes by name are {'public' if rule.names == 'public' else 'for members alone'}.",
        f"Texts are public once they are {rule.texts}.",
    )


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _list(words: tuple[str, ...]) -> str:
    said = (word.replace("-", " ").replace(".", " ") for word in words)
    return ", ".join(said) or "none"
