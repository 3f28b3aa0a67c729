"""The synthetic poll: three blocs that rank by Plackett-Luce, each ballot cut at random."""

import numpy as np

from delegata.representation.profile import Profile, number_type


def poll(ballots: int, candidates: int = 12, seats: int = 5, seed: int = 7) -> Profile:
    """One ranking a ballot, not yet joined, as arrays."""
    chance = np.random.default_rng(seed)
    strength = chance.gamma(0.5, size=(3, candidates)) + 0.02
    bloc = chance.choice(3, size=ballots, p=[0.45, 0.35, 0.2])
    keys = np.log(strength)[bloc] + chance.gumbel(size=(ballots, candidates))
    order = (np.argsort(-keys, axis=1) + 1).astype(number_type(candidates))
    lengths = chance.integers(1, candidates + 1, size=ballots)
    columns = np.arange(candidates + 1)
    padded = np.hstack([order, np.zeros((ballots, 1), order.dtype)])
    padded[columns >= lengths[:, None]] = 0
    kept = columns <= lengths[:, None]
    return Profile(
        candidates=tuple(f"C{n}" for n in range(1, candidates + 1)),
        preferences=padded[kept],
        starts=np.cumsum(lengths + 1) - lengths - 1,
        papers=np.ones(ballots, np.int64),
        seats=min(seats, candidates - 1),
        title="synthetic",
    )
