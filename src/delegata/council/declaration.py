"""Declaration: who is elected by the votes, what a challenge to it becomes."""

from msgspec import UNSET
from msgspec.structs import replace

from delegata.council.act import (
    NO_FIGURES,
    Act,
    Command,
    ElectorsCommand,
    Figures,
    Refused,
    day_of,
    refuse,
)
from delegata.council.calendar import days_after, no_such_day
from delegata.council.constituency import Election
from delegata.council.decision import not_carried
from delegata.council.election import in_state, with_election
from delegata.council.ending import make_due
from delegata.council.entry import Mark
from delegata.council.state import Council
from delegata.council.words import Digest, Id, Portion, Title
from delegata.representation.apportionment import apportion
from delegata.representation.quorum import Quorum


class DeclareElection(Command, frozen=True, kw_only=True):
    """The votes of an election are declared, and who is elected follows from them.

    `votes` are for candidates, or for lists; a second teller's count stands beside the first.
    `lots` is the drawn order where votes are equal. A ranked count names those `elected` and the
    `substitutes`, with the digest of its transcript; the sealed ballots give it again.
    """

    election: Id
    votes: tuple[Portion, ...] = ()
    second_count: tuple[Portion, ...] = ()
    lots: tuple[Title, ...] = ()
    elected: tuple[Id, ...] = ()
    substitutes: tuple[Id, ...] = ()
    transcript: Digest | None = None


class ChallengeElection(ElectorsCommand, frozen=True, kw_only=True):
    """Somebody who may act here objects to a declared election."""

    election: Id
    challenge: Id
    reason: Title


class DecideChallenge(Command, frozen=True, kw_only=True):
    """The body decides a challenge: the election stands, or is void, by a division that carried."""

    election: Id
    challenge: Id
    upheld: bool
    division: Id | None = None


class ResultFigures(Figures, frozen=True, kw_only=True):
    """Who is elected, who comes next, the seats of each list, and the last day to object."""

    elected: tuple[str, ...]
    substitutes: tuple[str, ...]
    lists: tuple[Portion, ...]
    open_seats: int
    objections_until: str


def declare(council: Council, command: DeclareElection) -> ResultFigures | Refused:
    """The result follows from the votes by the method that was called; ties are left to a lot.

    Grounds: `election-not-so-far`, `tellers-differ`, `candidate-unknown`,
    `more-votes-than-present`, `tie-open`, `not-counted`, `date-unreal`.
    """
    article = council.standing.article("elections")
    called = council.elections.get(command.election)
    by_hands = called is not None and called.secrecy == "hands"
    election = in_state(council, command.election, "polling" if by_hands else "polled")
    if isinstance(election, Refused):
        return election
    if command.second_count and set(command.second_count) != set(command.votes):
        return refuse(
            "tellers-differ",
            article,
            "The two tellers of {election} differ; count again.",
            election=election.id,
        )
    result = _result(council, election, command)
    if isinstance(result, Refused):
        return result
    elected, substitutes, lists = result
    days = council.standing.election.objection_days
    until = days_after(day_of(council, command), days) if days else ""
    if until is None:
        return no_such_day(article, day_of(council, command))
    return ResultFigures(
        elected=elected,
        substitutes=substitutes,
        lists=lists,
        open_seats=election.seats - len(elected),
        objections_until=until,
    )


_Result = tuple[tuple[str, ...], tuple[str, ...], tuple[Portion, ...]]


def _result(council: Council, election: Election, command: DeclareElection) -> _Result | Refused:
    if election.method == "ranked":
        return _ranked(council, election, command)
    standing = election.standing
    known = {c.list for c in standing} if election.method == "list" else {c.id for c in standing}
    names = [portion.name for portion in command.votes]
    if unknown := [name for name in names if name not in known or names.count(name) > 1]:
        return _unknown(council, election, unknown[0])
    votes = sum(portion.number for portion in command.votes)
    most = None if election.present is None else election.present * _votes_each(election)
    if most is not None and votes > most:
        return refuse(
            "more-votes-than-present",
            council.standing.article("elections"),
            "{votes} votes are counted, but those present have {most}; count again.",
            votes=votes,
            most=most,
        )
    count = {portion.name: portion.number for portion in command.votes}
    if election.method == "list":
        return _by_lists(council, election, count, command.lots)
    return _by_most_votes(council, election, count, command.lots)


def _unknown(council: Council, election: Election, name: str) -> Refused:
    return refuse(
        "candidate-unknown",
        council.standing.article("elections"),
        "{name} does not stand in {election}, or stands twice in the count; correct it.",
        name=name,
        election=election.id,
    )


def _votes_each(election: Election) -> int:
    """Each voter has one vote for a list, and one for each seat among candidates."""
    return 1 if election.method == "list" else election.seats


def _by_most_votes(
    council: Council, election: Election, count: dict[str, int], lots: tuple[str, ...]
) -> _Result | Refused:
    """The most votes are elected; those after them are substitutes, in order."""
    place = {name: at for at, name in enumerate(lots)}
    names = [c.id for c in election.standing if count.get(c.id)]
    with_majority = _with_majority(council, election, count)
    if with_majority is not None and len(with_majority) < election.seats:
        return tuple(with_majority), (), ()
    order = sorted(names, key=lambda name: (-count[name], place.get(name, len(place))))
    for one, next_one in zip(order[election.seats - 1 :], order[election.seats :], strict=False):
        if count[one] == count[next_one] and not {one, next_one} <= set(place):
            return _tie(council, election, one, next_one)
    return tuple(order[: election.seats]), tuple(order[election.seats :]), ()


def _with_majority(council: Council, election: Election, count: dict[str, int]) -> list[str] | None:
    """Those with the majority of the rules, the most votes first; None where none is asked for.

    Its base is the votes cast for one seat; for several, the ballots, or those present. A runoff
    needs no majority.
    """
    rule = council.standing.election.majority
    if rule is UNSET or election.runoff_of:
        return None
    voted = election.voters.count if election.voters else election.present
    cast = sum(count.values())
    base = cast if election.seats == 1 or voted is None else voted
    needed = max(1, Quorum(rule.fraction(), rule.over).needed(base))
    found = [c.id for c in election.standing if count.get(c.id, 0) >= needed]
    return sorted(found, key=lambda name: -count[name])


def _tie(council: Council, election: Election, one: str, other: str) -> Refused:
    return refuse(
        "tie-open",
        council.standing.article("elections"),
        "{one} and {other} are equal in {election}; draw lots and say the order drawn.",
        one=one,
        other=other,
        election=election.id,
    )


def _by_lists(
    council: Council, election: Election, count: dict[str, int], lots: tuple[str, ...]
) -> _Result | Refused:
    """Seats go to lists in proportion, and on each to its first names; the others wait there."""
    divided = apportion(council.standing.election.lists, list(count.items()), election.seats)
    seats = dict(divided.seats)
    for tie in divided.ties:
        drawn = [name for name in lots if name in tie.names]
        if len(drawn) < len(tie.names):
            return _tie(council, election, tie.names[0], tie.names[1])
        for name in drawn[: tie.places]:
            seats[name] += 1
    elected: list[str] = []
    waiting: list[str] = []
    for name, number in seats.items():
        own = [c.id for c in election.standing if c.list == name]
        elected += own[:number]
        waiting += own[number:]
    lists = tuple(Portion(name, number) for name, number in seats.items())
    return tuple(elected), tuple(waiting), lists


def _ranked(council: Council, election: Election, command: DeclareElection) -> _Result | Refused:
    named = (*command.elected, *command.substitutes)
    standing = {candidate.id for candidate in election.standing}
    whole = command.transcript is not None and len(set(named)) == len(named)
    if not command.elected or not whole or len(command.elected) > election.seats:
        return refuse(
            "not-counted",
            council.standing.article("elections"),
            "{election} is counted from its ballots; name whom the count elected, each once, and"
            " give the digest of its transcript.",
            election=election.id,
        )
    if unknown := [name for name in named if name not in standing]:
        return _unknown(council, election, unknown[0])
    return command.elected, command.substitutes, ()


def declared(
    council: Council, command: DeclareElection, figures: ResultFigures, mark: Mark
) -> Council:
    """The result stands, and can be challenged until the last day to object."""
    after = replace(
        council.elections[command.election],
        state="declared",
        votes=command.votes,
        elected=figures.elected,
        substitutes=figures.substitutes,
        transcript=command.transcript or "",
        lots=command.lots,
        objections_until=figures.objections_until,
        declared=mark,
    )
    return with_election(council, after)


def challenge(council: Council, command: ChallengeElection) -> Figures | Refused:
    """A declared election is challenged in time, each challenge under its own name.

    Where the rules give no days for it, until the sitting is over in which it was declared.

    Grounds: `election-not-so-far`, `objections-over`, `challenge-exists`.
    """
    election = in_state(council, command.election, "declared")
    if isinstance(election, Refused):
        return election
    article = council.standing.article("elections")
    late = day_of(council, command) > election.objections_until
    if late and not _declared_in_this_sitting(council, election):
        return refuse(
            "objections-over",
            article,
            "Objections to {election} ended with {day}.",
            election=election.id,
            day=election.objections_until or "the sitting in which it was declared",
        )
    if command.challenge in election.challenges:
        return refuse(
            "challenge-exists",
            article,
            "A challenge {challenge} to {election} is open; choose another name.",
            challenge=command.challenge,
            election=election.id,
        )
    return NO_FIGURES


def _declared_in_this_sitting(council: Council, election: Election) -> bool:
    """Whether an election to which no days of objections belong was declared in this sitting."""
    if council.sitting is None or election.objections_until or election.declared is None:
        return False
    return election.declared.position > council.sitting.opened.position


def challenged(council: Council, command: ChallengeElection, _: Figures, __: Mark) -> Council:
    """No mandate is given by the election until the challenge is decided."""
    election = council.elections[command.election]
    open_ones = (*election.challenges, command.challenge)
    return with_election(council, replace(election, challenges=open_ones))


def decide_challenge(council: Council, command: DecideChallenge) -> Figures | Refused:
    """A challenge that is open is decided; it makes an election void by a carried division only.

    Grounds: `challenge-unknown`, `division-not-carried`.
    """
    article = council.standing.article("elections")
    election = council.elections.get(command.election)
    if election is None or command.challenge not in election.challenges:
        return refuse(
            "challenge-unknown",
            article,
            "No challenge {challenge} to {election} is open.",
            challenge=command.challenge,
            election=command.election,
        )
    if command.upheld and (barred := not_carried(council, article, command.division)):
        return barred
    return NO_FIGURES


def challenge_decided(
    council: Council, command: DecideChallenge, _: Figures, mark: Mark
) -> Council:
    """The election stands, or is void and every mandate by it is due to end."""
    election = council.elections[command.election]
    left = tuple(name for name in election.challenges if name != command.challenge)
    after = replace(election, challenges=left, state="void" if command.upheld else election.state)
    council = with_election(council, after)
    if not command.upheld:
        return council
    return make_due(council, election.seated.values(), "election-void", mark)


ACTS = (
    Act("election.declared", DeclareElection, declare, declared, ResultFigures),
    Act("election.challenged", ChallengeElection, challenge, challenged),
    Act("election.challenge-decided", DecideChallenge, decide_challenge, challenge_decided),
)
