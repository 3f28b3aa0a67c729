"""Divisions: opened with a quorum, counted by a method, closed with the outcome that follows."""

from delegata.council.division import closing, dissent, opening

ACTS = (*opening.ACTS, *closing.ACTS, *dissent.ACTS)
