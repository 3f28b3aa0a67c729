"""Elections of persons: called, nominations made and accepted, the poll opened and closed."""

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
from delegata.council.calendar import days_between, unreal
from delegata.council.constituency import Candidacy, Election
from delegata.council.electors import nobody_here, of_those_here, with_electors, with_most
from delegata.council.entry import Mark
from delegata.council.presence import quorate
from delegata.council.state import Council
from delegata.council.words import (
    Count,
    Date,
    ElectionMethod,
    Holder,
    Id,
    Seal,
    Secrecy,
    Title,
    Voice,
)


class CallElection(Command, frozen=True, kw_only=True):
    """An election is called: for which seats in which body, by which method, for which day.

    It may cite the entry of that body that says how many seats are due here.
    """

    election: Id
    title: Title
    to_body: Id
    seats: Count
    voice: Voice = "decisive"
    until: Date | None = None
    method: ElectionMethod = "most-votes"
    secrecy: Secrecy = "hands"
    polls_on: Date
    called_on: Date | None = None


class Nominate(ElectorsCommand, frozen=True, kw_only=True):
    """Somebody is nominated, on a list where the election is by lists.

    `rests_on` is the mandate here that the candidate sits by, where only delegates can be chosen.
    """

    election: Id
    candidate: Id
    holder: Holder
    list: Title | None = None
    rests_on: Id | None = None


class AnswerNomination(ElectorsCommand, frozen=True, kw_only=True):
    """A nomination is accepted or declined, by the candidate or as an officer was told."""

    election: Id
    candidate: Id
    accepts: bool


class OpenPoll(Command, frozen=True, kw_only=True):
    """Nominations close and the poll opens on those who accepted."""

    election: Id


class ClosePoll(Command, frozen=True, kw_only=True):
    """An electronic poll closes: its two ledgers are sealed, voters and ballots apart."""

    election: Id
    voters: Seal
    ballots: Seal


class AnnulElection(Command, frozen=True, kw_only=True):
    """An election is annulled before it is declared, with the reason; it elects nobody."""

    election: Id
    reason: Title


class NoticeFigures(Figures, frozen=True, kw_only=True):
    """The days from the call to the poll, and those that the rules ask for."""

    notice_days: int
    notice_needed: int


class PollFigures(Figures, frozen=True, kw_only=True):
    """Who stands, and how many are present to vote where those present elect."""

    standing: tuple[str, ...]
    present: int | None


def call(council: Council, command: CallElection) -> NoticeFigures | Refused:
    """An election is called by a method of the rules, with the notice that they ask for.

    Grounds: `election-exists`, `no-seats`, `method-unknown`, `ballots-needed`, `date-unreal`,
    `notice-short`.
    """
    article, rule = council.standing.article("elections"), council.standing.election
    if command.election in council.elections:
        return refuse(
            "election-exists",
            article,
            "{body} has called an election {election} already; choose another name.",
            body=council.body,
            election=command.election,
        )
    if not command.seats:
        return refuse("no-seats", article, "An election fills at least one seat; say how many.")
    if barred := _barred_method(council, command):
        return barred
    called = command.called_on or day_of(council, command)
    if wrong := unreal(article, called, command.polls_on):
        return wrong
    days = days_between(called, command.polls_on) or 0
    if days < rule.notice_days:
        return refuse(
            "notice-short",
            article,
            "The poll on {polls} is {days} days after the call, and {needed} are needed.",
            polls=command.polls_on,
            days=days,
            needed=rule.notice_days,
        )
    return NoticeFigures(notice_days=days, notice_needed=rule.notice_days)


def _barred_method(council: Council, command: CallElection) -> Refused | None:
    article, rule = council.standing.article("elections"), council.standing.election
    if command.method not in rule.methods:
        return refuse(
            "method-unknown",
            article,
            "{body} does not elect by {method}; its methods: {methods}.",
            body=council.body,
            method=command.method,
            methods=", ".join(rule.methods),
        )
    if command.method == "ranked" and command.secrecy == "hands":
        return refuse(
            "ballots-needed",
            article,
            "A ranked election is counted from ballots; let it be open or secret (detached).",
        )
    return None


def called(council: Council, command: CallElection, _: Figures, mark: Mark) -> Council:
    """Nominations are open."""
    election = Election(
        id=command.election,
        title=command.title,
        to_body=command.to_body,
        seats=command.seats,
        voice=command.voice,
        until=command.until or "",
        method=command.method,
        secrecy=command.secrecy,
        polls_on=command.polls_on,
        state="called",
        called=mark,
    )
    return with_election(council, election)


def with_election(council: Council, election: Election) -> Council:
    """The council with an election as it stands now."""
    return replace(council, elections=council.elections.insert(election.id, election))


def in_state(council: Council, name: str, *states: str) -> Election | Refused:
    """The election, if it is in one of these states. Grounds: `election-not-so-far`."""
    election = council.elections.get(name)
    if election is not None and election.state in states:
        return election
    return refuse(
        "election-not-so-far",
        council.standing.article("elections"),
        "The election {election} is {state} in {body}; this needs one that is {wanted}.",
        election=name,
        state="unknown" if election is None else election.state,
        body=council.body,
        wanted=" or ".join(states),
    )


def nominate(council: Council, command: Nominate) -> Figures | Refused:
    """Anybody who may act here nominates, while nominations are open, and each person once.

    Grounds: `election-not-so-far`, `runoff-closed`, `candidate-exists`, `person-nominated`,
    `list-missing`, `rests-on-nothing`.
    """
    election = in_state(council, command.election, "called")
    if isinstance(election, Refused):
        return election
    article = council.standing.article("elections")
    if election.runoff_of:
        return refuse(
            "runoff-closed",
            article,
            "{election} is the runoff of {first}; only the foremost of that stand in it.",
            election=election.id,
            first=election.runoff_of,
        )
    if command.candidate in election.candidates:
        return refuse(
            "candidate-exists",
            article,
            "A candidate {candidate} stands already; choose another name.",
            candidate=command.candidate,
        )
    if command.holder in {c.holder for c in election.candidates.values()}:
        return refuse(
            "person-nominated",
            article,
            "{person} is nominated already; nobody stands twice.",
            person=command.holder.person or command.holder.label or "",
        )
    return _wrongly_placed(council, election, command) or NO_FIGURES


def _wrongly_placed(council: Council, election: Election, command: Nominate) -> Refused | None:
    """Grounds: `list-missing`, `rests-on-nothing`."""
    article = council.standing.article("elections")
    if (election.method == "list") is not (command.list is not None):
        return refuse(
            "list-missing",
            article,
            "An election by {method} takes nominations {how} a list.",
            method=election.method,
            how="on" if election.method == "list" else "without",
        )
    base = council.mandates.get(command.rests_on or "")
    if command.rests_on is not None and (
        base is None or base.state != "confirmed" or base.holder != command.holder
    ):
        return refuse(
            "rests-on-nothing",
            article,
            "The candidate holds no confirmed mandate {mandate} in {body}.",
            mandate=command.rests_on,
            body=council.body,
        )
    return None


def nominated(council: Council, command: Nominate, _: Figures, __: Mark) -> Council:
    """The nomination waits for the candidate's answer."""
    election = council.elections[command.election]
    candidacy = Candidacy(
        id=command.candidate,
        holder=command.holder,
        list=command.list or "",
        rests_on=command.rests_on or "",
        state="nominated",
    )
    after = replace(
        election,
        candidates=election.candidates.insert(candidacy.id, candidacy),
        order=(*election.order, candidacy.id),
    )
    return with_election(council, after)


def answer(council: Council, command: AnswerNomination) -> Figures | Refused:
    """Only the candidate answers, or an officer for one; until the poll opens.

    Grounds: `election-not-so-far`, `candidate-unknown`, `own-name-only`, `answered-already`.
    """
    election = in_state(council, command.election, "called")
    if isinstance(election, Refused):
        return election
    article = council.standing.article("elections")
    candidacy = election.candidates.get(command.candidate)
    if candidacy is None:
        return refuse(
            "candidate-unknown",
            article,
            "Nobody is nominated as {candidate} in {election}.",
            candidate=command.candidate,
            election=election.id,
        )
    own = candidacy.holder.person == command.by.person
    if not own and not command.by.right.startswith("office:"):
        return refuse(
            "own-name-only",
            article,
            "Only {candidate} can answer this nomination, or an officer who was told.",
            candidate=command.candidate,
        )
    if candidacy.state == ("accepted" if command.accepts else "declined"):
        return refuse(
            "answered-already",
            article,
            "{candidate} has {state} already; nothing is to be done.",
            candidate=command.candidate,
            state=candidacy.state,
        )
    return NO_FIGURES


def answered(council: Council, command: AnswerNomination, _: Figures, __: Mark) -> Council:
    """The candidate stands, or does not."""
    election = council.elections[command.election]
    candidacy = replace(
        election.candidates[command.candidate],
        state="accepted" if command.accepts else "declined",
    )
    return with_election(
        council,
        replace(election, candidates=election.candidates.insert(candidacy.id, candidacy)),
    )


def open_poll(council: Council, command: OpenPoll) -> PollFigures | Refused:
    """The poll opens on its day, with a candidate.

    By hands, and where only those present elect, it does at a competent, quorate sitting. Grounds:
    `election-not-so-far`, `no-candidates`, `too-early`, `no-sitting`, `no-quorum`, `nobody-votes`.
    """
    election = in_state(council, command.election, "called")
    if isinstance(election, Refused):
        return election
    article = council.standing.article("elections")
    standing = tuple(candidate.id for candidate in election.standing)
    if not standing:
        return refuse(
            "no-candidates",
            article,
            "Nobody has accepted a nomination in {election}; call for more.",
            election=election.id,
        )
    if day_of(council, command) < election.polls_on:
        return refuse(
            "too-early",
            article,
            "The poll of {election} is called for {day}; open it then.",
            election=election.id,
            day=election.polls_on,
        )
    day = day_of(council, command)
    if election.secrecy == "hands":
        return _in_the_hall(council, standing, day)
    if of_those_here(council, election.secrecy):
        return nobody_here(council, day) or _in_the_hall(council, standing, day)
    return PollFigures(standing=standing, present=None)


def _in_the_hall(council: Council, standing: tuple[str, ...], day: str) -> PollFigures | Refused:
    sitting = council.sitting
    if sitting is None or sitting.state != "open" or not sitting.competent:
        return refuse(
            "no-sitting",
            council.standing.article("elections"),
            "This poll needs an open sitting that is competent; open one in {body}.",
            body=council.body,
        )
    found = quorate(council, day)
    if isinstance(found, Refused):
        return found
    return PollFigures(standing=standing, present=found.present)


def poll_opened(council: Council, command: OpenPoll, figures: PollFigures, _: Mark) -> Council:
    """Nominations are closed, and those who elect are fixed where only those present do."""
    election = council.elections[command.election]
    polling = replace(election, state="polling", present=figures.present)
    return with_election(council, with_electors(council, polling, day_of(council, command)))


def close_poll(council: Council, command: ClosePoll) -> Figures | Refused:
    """An electronic poll closes with as many voters as ballots, of those who could elect.

    Grounds: `election-not-so-far`, `by-hands`, `ballots-unequal`, `more-ballots-than-voters`.
    """
    election = in_state(council, command.election, "polling")
    if isinstance(election, Refused):
        return election
    if election.secrecy == "hands":
        return refuse(
            "by-hands",
            council.standing.article("elections"),
            "{election} is voted by hands; declare the tellers' counts.",
            election=election.id,
        )
    if command.voters.count != command.ballots.count:
        return refuse(
            "ballots-unequal",
            council.standing.article("elections"),
            "{voters} have voted, but {ballots} ballots lie in the box; find out why.",
            voters=command.voters.count,
            ballots=command.ballots.count,
        )
    if election.electors is not None and command.voters.count > len(election.electors):
        return refuse(
            "more-ballots-than-voters",
            council.standing.article("elections"),
            "{voters} ballots were cast in {election}, and {entitled} could vote; annul it.",
            voters=command.voters.count,
            election=election.id,
            entitled=len(election.electors),
        )
    return NO_FIGURES


def poll_closed(council: Council, command: ClosePoll, _: Figures, __: Mark) -> Council:
    """The box is sealed and can be counted."""
    election = with_most(council, council.elections[command.election])
    after = replace(election, state="polled", voters=command.voters, ballots=command.ballots)
    return with_election(council, after)


def annul(council: Council, command: AnnulElection) -> Figures | Refused:
    """An election is annulled until it is declared. Grounds: `election-not-so-far`."""
    found = in_state(council, command.election, "called", "polling", "polled")
    return found if isinstance(found, Refused) else NO_FIGURES


def annulled(council: Council, command: AnnulElection, _: Figures, __: Mark) -> Council:
    """The election is void and elects nobody; another can be called."""
    election = council.elections[command.election]
    return with_election(council, replace(election, state="void", note=command.reason))


ACTS = (
    Act("election.called", CallElection, call, called, NoticeFigures),
    Act("election.nominated", Nominate, nominate, nominated),
    Act("election.nomination-answered", AnswerNomination, answer, answered),
    Act("election.opened", OpenPoll, open_poll, poll_opened, PollFigures),
    Act("election.polled", ClosePoll, close_poll, poll_closed),
    Act("election.annulled", AnnulElection, annul, annulled),
)
