"""Committees elected by approval: block, sequential PAV and Phragmén, and equal shares."""

from delegata.representation.committees.ballots import ApprovalProfile, approval_profile
from delegata.representation.committees.election import RULES, elect_committee
from delegata.representation.committees.result import Committee, OpenPlaces, Step

__all__ = [
    "RULES",
    "ApprovalProfile",
    "Committee",
    "OpenPlaces",
    "Step",
    "approval_profile",
    "elect_committee",
]
