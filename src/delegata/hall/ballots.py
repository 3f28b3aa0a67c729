"""Casting a ballot in a division: `POST /hall/ballot`, answered with a receipt after the commit.

The body is `{"admission", "body", "division", "mandate", "stance"}`; for `stance` there may be
`split`, votes `in_favour`, `against` and `abstaining`. The mandate is one's own, or that of an
absent delegate whom one represents. Sent again, it is answered as the first time; nothing is
counted twice.
"""

import asyncio
import time
from typing import Generic, Protocol, TypeVar

import msgspec
from starlette.types import Receive, Scope, Send

from delegata.council.act import Refused
from delegata.council.balloting import ballot_says, may_cast
from delegata.council.state import Council
from delegata.council.words import Id, Stance, Tally
from delegata.hall.exchange import (
    NO_JSON,
    SIGN_IN,
    Futures,
    Reply,
    WhyNot,
    answered,
    content_of,
    cookie_of,
    told,
    unless_away,
)
from delegata.record.admission import Admission, admitted
from delegata.store.ballot_box import BallotBox, division_poll
from delegata.store.federation import Federation
from delegata.store.people import Register
from delegata.store.polling_station import Answer, Cast, PollingStation
from delegata.store.writer import utc_now

_STATUS = {"taken": 200, "voted-before": 200, "closed": 409, "signed-out": 401}
_SENTENCES = {
    "taken": "Your ballot is in the box. Keep the receipt.",
    "voted-before": "You had voted already; that ballot stands, and this is its receipt.",
    "closed": "The box is closed; no ballot can be cast any more.",
    "signed-out": "You are signed out; sign in, and cast the ballot again.",
}


class Sent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device sends."""

    admission: str
    body: Id
    division: Id
    mandate: Id
    stance: Stance | None = None
    split: Tally | None = None


class Admitted(Protocol):
    """What every ballot that is sent carries."""

    @property
    def admission(self) -> str: ...


S = TypeVar("S", bound=Admitted)


class Premises(Protocol):
    """What the composition gives to the hall."""

    @property
    def federation(self) -> Federation: ...
    @property
    def station(self) -> PollingStation: ...
    @property
    def register(self) -> Register: ...
    @property
    def secret(self) -> str: ...


class Desk(Generic[S]):
    """Takes ballots over HTTP; one ballot a request, no cookie trusted without its admission."""

    def __init__(self, premises: Premises, cookie: str, sent: type[S]) -> None:
        self.federation = premises.federation
        self.register = premises.register
        self._station = premises.station
        self._secret = bytes.fromhex(premises.secret)
        self._cookie = cookie
        self._decoder = msgspec.json.Decoder(sent)
        self._futures = Futures()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, as ASGI has it."""
        await answered(send, *await unless_away(self._answer(scope, receive)))

    async def _answer(self, scope: Scope, receive: Receive) -> Reply:
        if scope["method"] != "POST":
            return 405, told("wrong", "A ballot is cast by POST.")
        content = await content_of(receive)
        if not isinstance(content, bytes):
            return content
        try:
            sent = self._decoder.decode(content)
        except NO_JSON as error:
            return 422, told("wrong", f"This is no ballot: {error}.")
        session = cookie_of(scope, self._cookie)
        who = admitted(self._secret, sent.admission, session, int(time.time()))
        if who is None:
            return 401, told("signed-out", SIGN_IN)
        return await self.cast(sent, who)

    async def cast(self, sent: S, who: Admission) -> Reply:
        """The answer to a ballot that came from the session of who is admitted."""
        raise NotImplementedError

    async def submitted(self, ballot: Cast) -> Answer:
        """The answer to a ballot, after the commit that stored it."""
        future, deliver = self._futures.made()
        self._station.submit(ballot, deliver, future)
        answer: Answer = await future
        return answer


class BallotDesk(Desk[Sent]):
    """Takes the ballots of delegates in divisions."""

    def __init__(self, premises: Premises, cookie: str, why_not: WhyNot) -> None:
        super().__init__(premises, cookie, Sent)
        self._why_not = why_not

    async def cast(self, sent: Sent, who: Admission) -> Reply:
        council = self.federation.chronicle(sent.body).council
        mandate = council.mandates.get(sent.mandate)
        by = sent.mandate
        if mandate is None or mandate.holder.person != who.person:
            by = _proxy(council, sent, who.person)
        if not by:
            return 403, told("refused", f"You hold no mandate {sent.mandate} in {sent.body}.")
        vote = sent.split or sent.stance
        if vote is None or (sent.split and sent.stance):
            return 422, told("wrong", "A ballot has a stance, or votes that are split.")
        division = may_cast(council, sent.division, sent.mandate, by, day=utc_now()[:10])
        if isinstance(division, Refused):
            receipt = await self._earlier(council, sent)
            if receipt is None:
                return await self._refused(council, division)
            return 200, {**told("voted-before", _SENTENCES["voted-before"]), "receipt": receipt}
        said = ballot_says(council, division, sent.mandate, vote)
        if isinstance(said, Refused):
            return await self._refused(council, said)
        poll = division_poll(sent.body, division)
        holder = "" if by == sent.mandate else by
        return receipted(
            await self.submitted(Cast(poll, sent.mandate, said, who.session, by=holder))
        )

    async def _refused(self, council: Council, refused: Refused) -> Reply:
        return 409, told("refused", await asyncio.to_thread(self._why_not, council, refused))

    async def _earlier(self, council: Council, sent: Sent) -> str | None:
        """The receipt of a ballot whose answer was lost, though none can be cast any more."""
        division = council.divisions.get(sent.division)
        if division is None or sent.mandate not in division.voters:
            return None
        box = BallotBox(self.register, division_poll(sent.body, division))
        return await asyncio.to_thread(box.receipt, sent.mandate)


def receipted(answer: Answer) -> Reply:
    """What a device is told of its ballot, with the receipt."""
    said = told(answer.state, _SENTENCES[answer.state])
    return _STATUS[answer.state], {**said, "receipt": answer.receipt}


def _proxy(council: Council, sent: Sent, person: str) -> str:
    """The mandate by which somebody votes for an absent one in an open division; or nothing."""
    division = council.divisions.get(sent.division)
    holder = division.proxies.get(sent.mandate, "") if division else ""
    return holder if holder and council.seated.get(person) == holder else ""
