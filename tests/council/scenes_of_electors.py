"""Scenes between a body and its electors: rolls, norms, elections, recalls, requisitions."""

from cast import BRANCH

_ROOT = "6e" * 32

ROLLS = (
    BRANCH
    + f"""
seal roll spring
    held on: 2026-01-01
    seal: 40 {_ROOT}
seal roll spring
    held on: 2026-01-02
    seal: 41 {_ROOT}
    expect: roll-exists
"""
)
