"""Lots during a count: drawn from the published seed, laid down beforehand, or found to be due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from delegata.representation.lots import draw_lot


@dataclass(frozen=True, slots=True)
class Lots:
    """How the lots of one count fall.

    With a `seed` each is drawn as `lots.draw_lot` documents, under the label `RULE round N
    QUESTION`. `laid` gives the outcome of some lots by label, as when all ways that they can fall
    are tried. Without either the lowest number is taken and the lot is `open`.
    """

    seed: str | None = None
    laid: Mapping[str, int] = field(default_factory=dict)

    def draw(self, label: str, tied: Sequence[int]) -> tuple[int, str]:
        """Choose one of the tied, and say by what."""
        if label in self.laid:
            return self.laid[label], "open"
        if self.seed is None:
            return min(tied), "open"

        return draw_lot(self.seed, label, sorted(tied))[0], "lot"
