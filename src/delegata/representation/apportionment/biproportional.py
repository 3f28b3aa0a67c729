"""Biproportional apportionment: seats divided by region and by party at once, exactly.

Each cell's votes are multiplied by a number of its region and one of its party and rounded, such
that every region and every party gets just the seats that are due to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from delegata.representation.apportionment.divisors import DIVISORS

METHODS = ("dhondt", "sainte-lague", "modified-sainte-lague")

Cell = tuple[str, str]
"""A region and a party."""

_Node = tuple[str, int]
_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CellTie:
    """Cells of which only some can have one more seat, since regions and parties must add up."""

    cells: tuple[Cell, ...]
    places: int


@dataclass(frozen=True, slots=True)
class Biproportional:
    """The seats of each cell that are certain, in the order given, and the ties over the rest."""

    method: str
    seats: tuple[tuple[Cell, int], ...]
    ties: tuple[CellTie, ...] = ()


def apportion_twice(
    method: str,
    votes: Iterable[tuple[str, str, int]],
    *,
    regions: Mapping[str, int],
    parties: Mapping[str, int],
) -> Biproportional:
    """Seats go to cells so that regions and parties both get what is due, in proportion to votes.

    `votes` are (region, party, votes); a cell that is missing has none and gets no seat. `regions`
    and `parties` give the seats due, with equal sums; parties are usually due an apportionment of
    their votes in all regions. Exact; where several divisions are equally proportional, `seats`
    hold what all of them give. Raises `ValueError` for an unknown method or name, a cell that
    stands twice, sums that differ, or seats that no division can meet.
    Source: Balinski and Demange, Math. Programming 45 (1989) 193-210 (tie and transfer);
    Pukelsheim, Proportional Representation (2nd ed. 2017), ch. 14-15.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}; choose one of {', '.join(METHODS)}")
    rows, columns = list(regions), list(parties)
    cells = _cells(votes, rows, columns)
    due = sum(regions.values()), sum(parties.values())
    if due[0] != due[1] or min([*regions.values(), *parties.values()], default=0) < 0:
        raise ValueError(f"regions are due {due[0]} seats and parties {due[1]}; make them equal")
    scaling = _Scaling(method, cells, list(regions.values()), list(parties.values()))
    scaling.fill_parties([f"the party {name!r}" for name in columns])
    while wanting := scaling.unbalanced():
        if not scaling.transfer(*wanting):
            names = ", ".join(rows[i] for kind, i in scaling.reached if kind == "row")
            raise ValueError(f"no division meets all seats due: {names} would get too many; change"
                             " the seats of regions or parties")  # fmt: skip
    ties = scaling.ties()
    open_cells = {cell for tied, _ in ties for cell in tied}
    seats = {
        cell: held - (cell in open_cells and scaling.at_foot(cell))
        for cell, held in scaling.held.items()
    }
    named = tuple(((rows[i], columns[j]), seats[i, j]) for i, j in cells)
    return Biproportional(method, named, tuple(
        CellTie(tuple((rows[i], columns[j]) for i, j in sorted(tied)), places)
        for tied, places in ties))  # fmt: skip


def _cells(
    votes: Iterable[tuple[str, str, int]], rows: Sequence[str], columns: Sequence[str]
) -> dict[_Cell, int]:
    row_of = {name: i for i, name in enumerate(rows)}
    column_of = {name: j for j, name in enumerate(columns)}
    cells: dict[_Cell, int] = {}
    for region, party, number in votes:
        if region not in row_of or party not in column_of:
            raise ValueError(f"no seats are due to {region!r} or {party!r}; give both, even if 0")
        cell = row_of[region], column_of[party]
        if cell in cells or number < 0:
            raise ValueError(f"{party!r} in {region!r} stands twice or below 0; give it once")
        cells[cell] = number
    return cells


class _Scaling:
    """Votes scaled by multipliers, the seats held, and the moves that keep them in proportion.

    Throughout, d(held - 1) <= scaled votes <= d(held) in each cell with votes, and each party
    holds just the seats due. A cell is at its foot where the first is an equality (it can give up
    a seat), and at its head where the second is (it can take one).
    """

    def __init__(
        self, method: str, cells: Mapping[_Cell, int], rows: list[int], columns: list[int]
    ) -> None:
        self.divisor = DIVISORS[method]
        self.rows, self.columns = rows, columns
        totals = [sum(number for (i, _), number in cells.items() if i == row)
                  for row in range(len(rows))]  # fmt: skip
        self.scaled = {
            (i, j): Fraction(number * rows[i], totals[i])
            for (i, j), number in cells.items()
            if number and rows[i]
        }
        self.held = dict.fromkeys(cells, 0)
        self.reached: dict[_Node, _Node | None] = {}

    def signpost(self, held: int) -> Fraction:
        """d(held), where the next seat is due; below no seat there is none to give up."""
        return Fraction(self.divisor.denominator(held), self.divisor.numerator(held))

    def at_foot(self, cell: _Cell) -> bool:
        held = self.held[cell]
        return held > 0 and cell in self.scaled and self.scaled[cell] == self.signpost(held - 1)

    def at_head(self, cell: _Cell) -> bool:
        return cell in self.scaled and self.scaled[cell] == self.signpost(self.held[cell])

    def fill_parties(self, names: Sequence[str]) -> None:
        """Each party's seats go to its cells by highest quotient; ties are put right later."""
        for column, due in enumerate(self.columns):
            cells = [cell for cell in self.scaled if cell[1] == column]
            if due and not cells:
                raise ValueError(f"{names[column]} is due {due} seats and has no votes in any"
                                 " region that is due seats; change its seats")  # fmt: skip
            for _ in range(due):
                best = max(cells, key=lambda c: self.scaled[c] / self.signpost(self.held[c]))
                self.held[best] += 1
            heads = [self.signpost(self.held[c]) / self.scaled[c] for c in cells]
            if heads:
                self._scale(cells, min(heads))

    def unbalanced(self) -> tuple[set[int], set[int]] | None:
        """The regions with too many seats and those with too few, or None where all are right."""
        sums = [0] * len(self.rows)
        for (row, _), held in self.held.items():
            sums[row] += held
        over = {i for i, due in enumerate(self.rows) if sums[i] > due}
        under = {i for i, due in enumerate(self.rows) if sums[i] < due}
        return (over, under) if over or under else None

    def transfer(self, over: set[int], under: set[int]) -> bool:
        """One seat passes from a region with too many to one with too few, in proportion.

        Where equal claims give no path yet, multipliers change until one more claim is equal.
        False where nothing can change: the regions `reached` must hold too many seats.
        """
        while True:
            self._reach(over)
            ends = sorted(i for i in under if ("row", i) in self.reached)
            if ends:
                self._pass_along(("row", ends[0]))
                return True
            factor = self._next_factor()
            if factor is None:
                return False
            rows = {i for kind, i in self.reached if kind == "row"}
            columns = {i for kind, i in self.reached if kind == "column"}
            self._scale([c for c in self.scaled if c[0] in rows and c[1] not in columns], factor)
            self._scale(
                [c for c in self.scaled if c[0] not in rows and c[1] in columns], 1 / factor
            )

    def _next_factor(self) -> Fraction | None:
        """The mildest lowering of the reached regions that puts a new cell at its foot or head."""
        factors = []
        for (row, column), votes in self.scaled.items():
            from_row, from_column = ("row", row) in self.reached, ("column", column) in self.reached
            held = self.held[row, column]
            if from_row and not from_column and held:
                factors.append(self.signpost(held - 1) / votes)
            elif from_column and not from_row:
                factors.append(votes / self.signpost(held))
        return max(factors, default=None)

    def _scale(self, cells: Iterable[_Cell], factor: Fraction) -> None:
        for cell in cells:
            self.scaled[cell] *= factor

    def moves(self) -> dict[_Node, list[_Node]]:
        """Where a seat can go: region to party at a foot, party to region at a head."""
        moves: dict[_Node, list[_Node]] = {}
        for row, column in self.scaled:
            if self.at_foot((row, column)):
                moves.setdefault(("row", row), []).append(("column", column))
            if self.at_head((row, column)):
                moves.setdefault(("column", column), []).append(("row", row))
        return moves

    def _reach(self, over: set[int]) -> None:
        moves = self.moves()
        self.reached = {("row", i): None for i in sorted(over)}
        queue = list(self.reached)
        for node in queue:
            for following in moves.get(node, ()):
                if following not in self.reached:
                    self.reached[following] = node
                    queue.append(following)

    def _pass_along(self, node: _Node) -> None:
        while (before := self.reached[node]) is not None:
            if node[0] == "row":
                self.held[node[1], before[1]] += 1
            else:
                self.held[before[1], node[1]] -= 1
            node = before

    def ties(self) -> list[tuple[set[_Cell], int]]:
        """Cells whose moves lie on a circle: a seat could go round it and all sums would stay."""
        moves = self.moves()
        found = []
        for ring in _rings(moves):
            cells = set()
            places = 0
            for row, column in self.scaled:
                if ("row", row) in ring and ("column", column) in ring:
                    foot, head = self.at_foot((row, column)), self.at_head((row, column))
                    places += foot
                    if foot or head:
                        cells.add((row, column))
            found.append((cells, places))
        return found


def _rings(moves: Mapping[_Node, Sequence[_Node]]) -> list[set[_Node]]:
    """The sets of more than one node that can all be reached from each other."""
    reach = {node: _reachable(moves, node) for node in moves}
    rings: list[set[_Node]] = []
    for node in moves:
        ring = {other for other in reach[node] if node in reach.get(other, ())}
        if len(ring) > 1 and ring not in rings:
            rings.append(ring)
    return rings


def _reachable(moves: Mapping[_Node, Sequence[_Node]], start: _Node) -> set[_Node]:
    seen: set[_Node] = set()
    queue = [start]
    while queue:
        for following in moves.get(queue.pop(), ()):
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return seen
