"""The rules of procedural motions: for each device its rank, support, debate and majority."""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from delegata.council.words import Base, Device, Share


class DeviceRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one procedural motion is moved, debated and carried.

    `rank`: while a procedural motion is pending, only one of a higher rank can be moved; an
    `incidental` one arises out of what is pending and comes before it whatever its rank.
    `to_amendments` says that it can be applied to an amendment by itself. Where `after_speaking` is
    false, who has had the floor on the item may not move it. `renewable` says when it can be moved
    again after it was lost. With `on_demand` it takes effect at once, without a vote. `amendable`
    lets another proposal of the same kind be moved against it, which is voted on first.
    """

    device: Device
    rank: Annotated[int, Meta(ge=0, le=100)] = 0
    incidental: bool = False
    seconders: Annotated[int, Meta(ge=0, le=10**4)] = 0
    debate: Literal["none", "one-each", "open"] = "one-each"
    amendable: bool = False
    interrupts: bool = False
    share: Share = Share(1, 2)
    base: Base = "cast"
    after_speaking: bool = True
    to_amendments: bool = False
    renewable: Literal["never", "after-progress", "always"] = "after-progress"
    on_demand: bool = False
    without_quorum: bool = False


class ProcedureRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The procedural motions that the body knows; any other is out of order.

    `amendment_rank` is the rank of an amendment that is pending: what ranks lower waits until the
    amendment is settled. `reconsidered_by` and `reconsidered_until` say who may move that a vote be
    reconsidered, and how long. Where `mover_closes`, a mover of a motion has a last word after the
    debate on it was closed. With `withdrawal_by_leave` a mover withdraws a motion freely only until
    it was seconded or amended; from then on it is the body's. With `any_vote_is_progress`
    business has gone on after a roll call and a count by two tellers too. With `items_are_no_days`
    a motion put off until an item waits for it even if the item's name begins with a year.
    """

    devices: tuple[DeviceRule, ...]
    amendment_rank: Annotated[int, Meta(ge=0, le=100)] = 0
    reconsidered_by: Literal["anybody", "prevailing"] = "anybody"
    reconsidered_until: Literal["sitting", "next-sitting", "always"] = "sitting"
    mover_closes: bool = False
    withdrawal_by_leave: bool = False
    any_vote_is_progress: bool = False
    items_are_no_days: bool = False


def contradictions_of(rules: ProcedureRule, article: str) -> Iterator[str]:
    """A device is ruled on once, by a share that can be reached."""
    devices = [rule.device for rule in rules.devices]
    for twice in sorted({device for device in devices if devices.count(device) > 1}):
        yield f"{article}: two rules are set for {twice.replace('-', ' ')}"
    for rule in rules.devices:
        share = rule.share
        if share.fraction() > 1 or (share.over and share.fraction() == 1):
            yield f"{article}: {share.words()} can never be reached"
