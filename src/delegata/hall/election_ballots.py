"""Casting a ballot in an election of persons: `POST /hall/election`, answered with a receipt.

The body is `{"admission", "body", "election", "ballot"}`; the ballot has `chosen`, `list` or
`ranked`, or nothing where it is blank. Sent again, it is answered as the first time.
"""

import asyncio
from functools import lru_cache

import msgspec

from delegata.council.ballot import Ballot, fault
from delegata.council.constituency import Election
from delegata.council.electors import NOT_HERE, elects
from delegata.council.state import Council
from delegata.council.words import Id
from delegata.hall.ballots import Desk, Premises, receipted
from delegata.hall.exchange import Reply, told
from delegata.record.admission import Admission
from delegata.store.ballot_box import BallotBox, election_poll
from delegata.store.polling_station import Cast

ELECTORS_KEPT = 65_536
_NOT_HERE = 403, told("refused", NOT_HERE)
_CLOSED = 409, told("closed", "The poll is not open; no ballot can be cast.")


class SentBallot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a device sends."""

    admission: str
    body: Id
    election: Id
    ballot: Ballot


class ElectionDesk(Desk[SentBallot]):
    """Takes the ballots of electors: on the sealed roll, with a voting mandate, or here."""

    def __init__(self, premises: Premises, cookie: str) -> None:
        super().__init__(premises, cookie, SentBallot)
        # A sealed roll never changes, so that an answer about it holds.
        self._on_roll = lru_cache(ELECTORS_KEPT)(premises.register.is_on)

    async def cast(self, sent: SentBallot, who: Admission) -> Reply:
        council = self.federation.chronicle(sent.body).council
        election = council.elections.get(sent.election)
        # Others are answered alike, whatever elections there are, and for a body that is not here.
        if not await self._belongs(council, election, who.person):
            return 403, told("refused", f"You are no elector of {sent.body}.")
        if election is None or election.secrecy == "hands":
            return 403, told("refused", f"{sent.body} holds no election {sent.election} by ballot.")
        if election.state != "polling":
            return await self._before(sent.body, election, who.person, _CLOSED)
        own = council.seated.get(who.person, "")
        if election.electors is not None and not elects(council, election, own):
            return await self._before(sent.body, election, who.person, _NOT_HERE)
        wrong = fault(election, sent.ballot)
        if wrong is not None:
            return 422, told("wrong", wrong)
        said = msgspec.to_builtins(sent.ballot)
        poll = election_poll(sent.body, election)
        return receipted(await self.submitted(Cast(poll, who.person, said, who.session)))

    async def _belongs(self, council: Council, election: Election | None, person: str) -> bool:
        """Whether somebody has a vote here, is on the roll, or had a place among those here."""
        mandate = council.mandates.get(council.seated.get(person, ""))
        if mandate is not None and (
            mandate.votes or (election is not None and mandate.id in (election.electors or ()))
        ):
            return True
        if not council.rolls:
            return False
        root = council.rolls[-1].seal.root
        return await asyncio.to_thread(self._on_roll, council.body, root, person)

    async def _before(self, body: str, election: Election, person: str, barred: Reply) -> Reply:
        """The receipt of a ballot whose answer was lost, though none can be cast any more."""
        box = BallotBox(self.register, election_poll(body, election))
        receipt = await asyncio.to_thread(box.receipt, person)
        if receipt is None:
            return barred
        say = "You had voted already; that ballot stands, and this is its receipt."
        return 200, {**told("voted-before", say), "receipt": receipt}
