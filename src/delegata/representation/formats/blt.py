"""BLT, the plain-text ballots of most STV programs, as found in the wild; read and written."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from delegata.representation.formats.place import (
    BallotFormatError,
    error_at,
    line_and_column,
    shown,
)
from delegata.representation.profile import (
    CANDIDATES_MAX,
    PAPERS_MAX,
    Counts,
    Irregularities,
    Numbers,
    Profile,
    number_type,
)

PIECE = 1 << 18  # bytes parsed at once: the working arrays then stay in the processor's cache
DIGITS_MAX = 16  # of the largest number of papers that can be stated
HEADER_MAX = 1 << 10
BITS_MAX = 57  # candidates whose bits can be added up to 57 times within 63 bits

BOM = b"\xef\xbb\xbf"
HEADER = re.compile(rb"[ \t\r\n]*([0-9]+)[ \t]+([0-9]+)[ \t]*\r?(?:\n|\Z)")
WITHDRAWN = re.compile(rb"[ \t\r\n]*((?:-[0-9]+[ \t]*)+)\r?(?:\n|\Z)")
END = re.compile(rb"^[ \t]*0[ \t]*\r?$", re.MULTILINE)
NEITHER = re.compile(rb"[^0-9 \t\r\n]")
LINE = re.compile(rb"[^\n]*")
QUOTED = re.compile(r'"([^"]*)"')

PAPERS_EXPECTED = f"a number of papers from 1 to {PAPERS_MAX}"
BALLOT_EXPECTED = "only numbers and blanks on a ballot line, or a line with 0 alone after the last"


def read(raw: bytes) -> Profile:
    """Read BLT: `candidates seats`, optional `-withdrawn`, ballots, a 0, the names, the title.

    A ballot line holds its number of papers, the candidates in order of preference and a final 0,
    in digits and blanks alone; anything else is refused with its line and column and never guessed.
    Names may be quoted in any of the usual ways; they are UTF-8, or else Windows-1252. Repeated and
    withdrawn candidates and empty ballots follow `Irregularities`. Raises `BallotFormatError`,
    nothing else.
    """
    candidates, seats, at = _header(raw)
    withdrawn, at = _withdrawn(raw, at, candidates)
    end = _end(raw, at)
    ballots = _Ballots(raw, candidates)
    ballots.read(at, end.start() if end else len(raw))
    if end is None:
        raise error_at(raw, len(raw), "a line with 0 alone after the last ballot, then the names")
    names, title = _names(raw, end.end(), candidates)
    return ballots.profile(names, title, seats).without(withdrawn)


def write(profile: Profile, seats: int | None = None) -> bytes:
    """Write BLT; reading it back gives the same papers. `seats` default to the profile's."""
    places = profile.seats if seats is None else seats
    if places is None:
        raise ValueError("BLT states the number of seats: give `seats`")
    lines = [f"{len(profile.candidates)} {places}"]
    if profile.withdrawn:
        lines.append(" ".join(f"-{number}" for number in sorted(profile.withdrawn)))
    for ranking, papers in profile.rankings().items():
        lines.append(" ".join(map(str, (papers, *ranking, 0))))
    if profile.irregularities.empty:
        lines.append(f"{profile.irregularities.empty} 0")
    lines.append("0")
    lines.extend('"' + _plain(name) + '"' for name in (*profile.candidates, profile.title))
    return ("\n".join(lines) + "\n").encode()


def _plain(name: str) -> str:
    return " ".join(name.replace('"', "'").split())


def _end(raw: bytes, at: int) -> "re.Match[bytes] | None":
    """The line with 0 alone; where no line begins with a blank a search for bytes finds it."""
    if raw.find(b"\n ", at) >= 0 or raw.find(b"\n\t", at) >= 0:
        return END.search(raw, at)
    while (found := raw.find(b"\n0", max(at - 1, 0))) >= 0:
        if end := END.match(raw, found + 1):
            return end
        at = found + 2
    return None


def _header(raw: bytes) -> tuple[int, int, int]:
    start = len(BOM) if raw.startswith(BOM) else 0
    if not raw[start : start + HEADER_MAX].strip():
        raise BallotFormatError(
            "an empty file", "a BLT file: the numbers of candidates and of seats"
        )
    found = HEADER.match(raw, start, start + HEADER_MAX)
    if found is None or max(len(found[1]), len(found[2])) > DIGITS_MAX:
        first = LINE.match(raw, start)
        length = max(len(first[0]) if first else 0, 1)
        raise error_at(raw, start, "the numbers of candidates and of seats", length=length)
    candidates, seats = int(found[1]), int(found[2])
    if not 1 <= candidates <= CANDIDATES_MAX:
        raise error_at(
            raw, found.start(1), f"1 to {CANDIDATES_MAX} candidates", length=len(found[1])
        )
    if not 1 <= seats <= candidates:
        raise error_at(
            raw,
            found.start(2),
            f"1 to {candidates} seats, as many as candidates",
            length=len(found[2]),
        )
    return candidates, seats, found.end()


def _withdrawn(raw: bytes, at: int, candidates: int) -> tuple[set[int], int]:
    withdrawn: set[int] = set()
    while found := WITHDRAWN.match(raw, at):
        for token in re.finditer(rb"-([0-9]+)", found[1]):
            if len(token[1]) > DIGITS_MAX or not 1 <= int(token[1]) <= candidates:
                raise error_at(
                    raw,
                    found.start(1) + token.start(),
                    f"-1 to -{candidates}",
                    length=len(token[0]),
                )
            withdrawn.add(int(token[1]))
        at = found.end()
    return withdrawn, at


@dataclass(slots=True)
class _Piece:
    """Whole lines as numbers: where each begins, its value, and whether it ends its line."""

    begins: Counts
    values: Counts
    last: NDArray[np.bool_]


class _Ballots:
    """Gathers the rankings of the ballot lines, piece by piece."""

    def __init__(self, raw: bytes, candidates: int) -> None:
        self.raw = raw
        self.candidates = candidates
        self.preferences: list[Numbers] = []
        self.starts: list[Counts] = []
        self.papers: list[Counts] = []
        self.length = 0
        self.irregularities = Irregularities()

    def read(self, at: int, end: int) -> None:
        while at < end:
            stop = min(at + PIECE, end)
            if stop < end:
                stop = self.raw.rfind(b"\n", at, stop) + 1 or self._line_end(at, end)
            self._piece(at, stop)
            at = stop

    def profile(self, names: tuple[str, ...], title: str, seats: int) -> Profile:
        none = np.zeros(0, np.int64)
        kind = number_type(self.candidates)
        papers = np.concatenate([none, *self.papers])
        self._check_total(papers)
        return Profile(
            candidates=names,
            preferences=np.concatenate([none.astype(kind), *self.preferences]),
            starts=np.concatenate([none, *self.starts]),
            papers=papers,
            seats=seats,
            title=title,
            irregularities=self.irregularities,
        )

    def _check_total(self, papers: Counts) -> None:
        if sum(papers.tolist()) > PAPERS_MAX if len(papers) and papers.max() > 2**31 else False:
            raise BallotFormatError("more papers in all", f"at most {PAPERS_MAX}")

    def _line_end(self, at: int, end: int) -> int:
        """The end of a line longer than a piece: no ballot is that long unless it is refused."""
        found = self.raw.find(b"\n", at, min(end, at + (self.candidates + 2) * (DIGITS_MAX + 1)))
        if found < 0:
            raise error_at(self.raw, at, "a line end after at most one mention of each candidate")
        return found + 1

    def _piece(self, at: int, stop: int) -> None:
        if self.raw[at:stop].translate(None, b"0123456789 \t\r\n"):
            bad = NEITHER.search(self.raw, at, stop)
            raise error_at(self.raw, bad.start() if bad else at, BALLOT_EXPECTED)
        piece = _numbers(self.raw, at, stop)
        if not len(piece.values):
            return
        firsts = np.concatenate(([0], np.flatnonzero(piece.last)[:-1] + 1))
        self._check(piece, firsts)
        self._keep(piece, firsts)

    def _check(self, piece: _Piece, firsts: Counts) -> None:
        ends = piece.last != (piece.values == 0)
        high = piece.values > self.candidates
        high[firsts] = (piece.values[firsts] > PAPERS_MAX) | (piece.values[firsts] == 0)
        ends[firsts] |= piece.last[firsts]
        if (wrong := ends | high).any():
            token = int(wrong.argmax())
            self._refuse(piece, token, first=bool((firsts == token).any()))

    def _refuse(self, piece: _Piece, token: int, *, first: bool) -> None:
        at = int(piece.begins[token])
        match = re.compile(rb"[0-9]+").match(self.raw, at)
        length = len(match[0]) if match else 1
        if first and not 1 <= piece.values[token] <= PAPERS_MAX:
            expected = PAPERS_EXPECTED
        elif first:
            expected = "a number of papers, then candidates and a final 0"
        elif piece.values[token] == 0:
            line, column = line_and_column(self.raw, at + length)
            raise BallotFormatError(
                "a 0 before the end of the ballot", "0 only after the last preference",
                line=line, column=column - 1,
            )  # fmt: skip
        elif piece.values[token] > self.candidates:
            expected = f"a candidate's number from 1 to {self.candidates}"
        else:
            line, column = line_and_column(self.raw, at + length)
            raise BallotFormatError(
                "the end of the line", "a 0 at the end of each ballot", line=line, column=column
            )
        raise error_at(self.raw, at, expected, length=length)

    def _keep(self, piece: _Piece, firsts: Counts) -> None:
        papers = piece.values[firsts]
        lengths = np.diff(firsts, append=len(piece.values)) - 1
        rank = np.ones(len(piece.values), bool)
        rank[firsts] = False
        preferences = piece.values[rank]
        starts = np.cumsum(lengths) - lengths
        repeated = _repeated(preferences, starts, lengths, self.candidates)
        if repeated.any():
            preferences, lengths = self._without_repeats(preferences, lengths, papers, repeated)
        empty = lengths == 1
        if empty.any():
            kept = np.repeat(~empty, lengths)
            preferences = preferences[kept]
            self.irregularities += Irregularities(empty=_total(papers[empty]))
            papers, lengths = papers[~empty], lengths[~empty]
        self.preferences.append(preferences.astype(number_type(self.candidates)))
        self.starts.append(np.cumsum(lengths) - lengths + self.length)
        self.papers.append(papers)
        self.length += len(preferences)

    def _without_repeats(
        self, preferences: Counts, lengths: Counts, papers: Counts, repeated: NDArray[np.bool_]
    ) -> tuple[Counts, Counts]:
        """Keep the first mention of each candidate on the rankings that repeat one."""
        ballot = np.repeat(np.arange(len(lengths)), lengths)
        key = ballot * (self.candidates + 1) + preferences
        first = np.zeros(len(key), bool)
        first[np.unique(key, return_index=True)[1]] = True
        self.irregularities += Irregularities(repeated=_total(papers[repeated]))
        return preferences[first], np.bincount(ballot[first], minlength=len(lengths))


def _total(papers: Counts) -> int:
    return sum(papers.tolist())


def _repeated(
    preferences: Counts, starts: Counts, lengths: Counts, candidates: int
) -> NDArray[np.bool_]:
    """Which rankings name a candidate twice.

    Up to 57 candidates, a bit for each: their sum over a ranking equals their union only if all
    differ.
    """
    if candidates <= BITS_MAX and int(lengths.max()) <= BITS_MAX + 1:
        bits = np.left_shift(1, preferences)
        added: NDArray[np.bool_] = np.add.reduceat(bits, starts) != np.bitwise_or.reduceat(
            bits, starts
        )
        return added
    ballot = np.repeat(np.arange(len(lengths)), lengths)
    key = np.sort(ballot * (candidates + 1) + preferences)
    again = key[1:][key[1:] == key[:-1]] // (candidates + 1)
    return np.isin(np.arange(len(lengths)), again)


def _numbers(raw: bytes, at: int, stop: int) -> _Piece:
    """Find every number between two offsets of a text that has only digits and blanks."""
    text = np.frombuffer(raw, np.uint8, stop - at, at)
    digit = np.zeros(len(text) + 2, np.int8)
    digit[1:-1] = text >= ord("0")
    edge = np.diff(digit)
    begins = np.flatnonzero(edge == 1)
    ends = np.flatnonzero(edge == -1)
    values = _values(raw, at, text, begins, ends)
    following = np.append(text, ord("\n"))[ends]
    last = following == ord("\n")
    if (
        np.count_nonzero(last)
        != np.count_nonzero(text == ord("\n")) + (text[-1:] != ord("\n")).sum()
    ):
        last = _last_on_line(text, begins)
    return _Piece(begins + at, values, last)


def _values(raw: bytes, at: int, text: NDArray[np.uint8], begins: Counts, ends: Counts) -> Counts:
    values = text[begins].astype(np.int64) - ord("0")
    lengths = ends - begins
    longer = np.flatnonzero(lengths > 1)
    place = 1
    while len(longer):
        if place == DIGITS_MAX:
            token = int(longer[0])
            raise error_at(
                raw, at + int(begins[token]), f"a number of at most {DIGITS_MAX} digits",
                length=int(lengths[token]),
            )  # fmt: skip
        values[longer] = values[longer] * 10 + text[begins[longer] + place] - ord("0")
        place += 1
        longer = longer[lengths[longer] > place]
    return values


def _last_on_line(text: NDArray[np.uint8], begins: Counts) -> NDArray[np.bool_]:
    """Which numbers end their line, where lines may be blank or end in blanks."""
    line = np.searchsorted(np.flatnonzero(text == ord("\n")), begins)
    return np.append(line[1:] != line[:-1], True)[: len(begins)]


def _names(raw: bytes, at: int, candidates: int) -> tuple[tuple[str, ...], str]:
    lines: list[str] = []
    number = raw.count(b"\n", 0, at)
    for line in raw[at:].split(b"\n"):
        number += 1
        if not line.strip():
            continue
        if len(lines) > candidates:
            raise BallotFormatError(
                f"one more line {shown(line.strip())}",
                f"{candidates} names and a title, as the first line says",
                line=number, column=1,
            )  # fmt: skip
        lines.append(_name(line, number))
    if len(lines) < candidates:
        raise BallotFormatError(
            f"{len(lines)} names", f"{candidates}, as the first line says", line=number, column=1
        )
    return tuple(lines[:candidates]), "".join(lines[candidates:])


def _name(raw: bytes, line: int) -> str:
    """One name: its quoted and its bare parts, joined by commas.

    A line that a spreadsheet has quoted once more (doubled quotes inside) loses that layer first.
    """
    text = _decoded(raw, line).strip()
    if len(text) > 1 and text.startswith('"') and text.endswith('"') and '""' in text[1:-1]:
        text = text[1:-1].replace('""', '"')
    parts = (" ".join(part.split()) for part in QUOTED.split(text))
    return ", ".join(part for part in (p.strip('"').strip() for p in parts) if part)


def _decoded(raw: bytes, line: int) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(character.isprintable() or character in "\t\r" for character in text):
            return text
    raise BallotFormatError(shown(raw), "a name in UTF-8 or Windows-1252", line=line, column=1)
