"""Divisions: opened with a quorum, counted by a method, closed with the outcome that follows."""

from delegata.council.division import (
    closing,
    demand,
    dissent,
    doubt,
    opening,
    roll_call,
    telling,
)

ACTS = (
    *opening.ACTS,
    *closing.ACTS,
    *dissent.ACTS,
    *demand.ACTS,
    *roll_call.ACTS,
    *telling.ACTS,
    *doubt.ACTS,
)
