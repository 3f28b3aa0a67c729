"""Challenges to a speaker's credentials: open until the chair or the credentials office settles."""

from msgspec.structs import replace

from delegata.council.act import NO_FIGURES, Act, Command, Figures, Refused, refuse
from delegata.council.deliberation import Speech
from delegata.council.entry import Mark
from delegata.council.floor import position_of, said
from delegata.council.state import Council
from delegata.council.words import Key, Title


class SettleChallenge(Command, frozen=True, kw_only=True):
    """A challenge to a speaker's credentials is upheld or dismissed, once their chain was seen."""

    challenge: Key
    upheld: bool
    reason: Title | None = None


_SETTLED = {"upheld", "dismissed"}


def open_challenges(council: Council) -> tuple[Speech, ...]:
    """The challenges that nobody has settled, in order."""
    settled = {speech.answers for speech in council.speeches if speech.kind in _SETTLED}
    return tuple(
        speech
        for speech in council.speeches
        if speech.kind == "challenged" and speech.mark.position not in settled
    )


def settle_challenge(council: Council, command: SettleChallenge) -> Figures | Refused:
    """A challenge that is open is settled once. Grounds: `challenge-not-open`."""
    position = position_of(council, command.challenge)
    if any(speech.mark.position == position for speech in open_challenges(council)):
        return NO_FIGURES
    return refuse(
        "challenge-not-open",
        council.standing.article("floor"),
        "No challenge {challenge} to a speaker is open in {body}; name its key or position.",
        challenge=command.challenge,
        body=council.body,
    )


def challenge_settled(
    council: Council, command: SettleChallenge, _: Figures, mark: Mark
) -> Council:
    """Upheld, the challenged delegate loses the floor and the place on the list, not the mandate.

    The mandate is for the credentials committee to contest.
    """
    position = position_of(council, command.challenge)
    challenged = next(s.about for s in open_challenges(council) if s.mark.position == position)
    kind = "upheld" if command.upheld else "dismissed"
    settled = Speech(
        kind=kind, speaker=command.by.right, title=command.reason or "", answers=position, mark=mark
    )
    council = said(council, settled)
    return _without(council, challenged) if command.upheld else council


def _without(council: Council, mandate: str) -> Council:
    """Somebody neither has the floor nor waits for it."""
    speaking = council.speaking
    return replace(
        council,
        requests=council.requests.discard(mandate),
        points=council.points.discard(mandate),
        speaking=None if speaking is not None and speaking.mandate == mandate else speaking,
        suspended=tuple(held for held in council.suspended if held.mandate != mandate),
    )


ACTS = (Act("floor.challenge-settled", SettleChallenge, settle_challenge, challenge_settled),)
