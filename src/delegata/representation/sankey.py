"""A transcript as a drawing: one column a round, a bar for each pile, a band for each transfer."""

import textwrap
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from delegata.representation.tables import RULE_WORDS
from delegata.representation.transcript import Round, Transcript, figure

COLUMN = 170  # from one round to the next
BAR = 12
HEIGHT = 640  # of all papers together
GAP = 8
TOP = 50
LEFT = 200  # room for the names before the first round
LABEL = 240  # and after the last one
ROW = 14  # from one name to the next, at least
NAME_MAX = 30
TITLE_ROW = 20
TITLE_SIGNS = 40  # of a line of the title, so that it is in view where the drawing is not whole
FACE = 'role="img" font-family="sans-serif" font-size="12" aria-labelledby="title"'
COLOURS = 12  # hues around the wheel before they repeat


class Bar(NamedTuple):
    """A pile at the end of a round: where it is drawn."""

    top: int
    height: int


def svg(transcript: Transcript) -> str:
    """Draw the count as a Sankey diagram in SVG; exact votes are in each shape's title.

    Lengths are whole units; shapes are rounded down for the eye alone, no figure is taken from
    them.
    """
    columns = [_bars(counted, transcript) for counted in transcript.rounds]
    title = textwrap.wrap(_title(transcript), TITLE_SIGNS)
    width = max(LEFT + COLUMN * max(len(columns) - 1, 0) + BAR + LABEL, 9 * TITLE_SIGNS)
    height = TOP + HEIGHT + (GAP + ROW) * (len(transcript.candidates) + 2)
    down = TITLE_ROW * len(title)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + down}" {FACE}>',
        f'<title id="title">{escape(_title(transcript))}</title>',
        f'<rect width="{width}" height="{height + down}" fill="white"/>',
        *(
            f'<text x="8" y="{TITLE_ROW * number + 2}" font-size="16">{escape(line)}</text>'
            for number, line in enumerate(title, 1)
        ),
        f'<g transform="translate(0,{down})">',
        *_bands(transcript, columns),
        *_piles(transcript, columns),
        *_labels(transcript, columns),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _title(transcript: Transcript) -> str:
    names = "; ".join(transcript.names(transcript.elected)) or "nobody"
    seats = f"{transcript.seats} seat{'s' * (transcript.seats != 1)}"
    rule = RULE_WORDS.get(transcript.rule, transcript.rule)
    return f"{transcript.title or 'Count'} ({seats}, {rule}). Elected: {names}"


def _colour(number: int) -> str:
    return f"hsl({(number - 1) * 360 // COLOURS * 5 % 360},60%,{45 + number // COLOURS % 3 * 12}%)"


def _bars(counted: Round, transcript: Transcript) -> list[Bar]:
    """The bars of a round from top to bottom: candidates by number, then the exhausted."""
    whole = max(transcript.papers * transcript.scale, 1)
    bars: list[Bar] = []
    top = TOP
    for votes in (*counted.votes, counted.exhausted):
        height = max(votes, 0) * HEIGHT // whole
        bars.append(Bar(top, height))
        top += height + (GAP if votes else 0)
    return bars


def _piles(transcript: Transcript, columns: list[list[Bar]]) -> Iterator[str]:
    for column, (counted, bars) in enumerate(zip(transcript.rounds, columns, strict=True)):
        x = LEFT + column * COLUMN
        heading = counted.action
        yield f'<text x="{x}" y="{TOP - 22}">{column + 1}. {escape(heading)}</text>'
        if counted.candidate is not None:
            name = transcript.candidates[counted.candidate - 1][:24]
            yield f'<text x="{x}" y="{TOP - 8}" font-size="10">{escape(name)}</text>'
        won = {d.candidate for d in counted.decisions if d.kind == "elected"}
        figures = (*counted.votes, counted.exhausted)
        for number, (bar, votes) in enumerate(zip(bars, figures, strict=True), 1):
            if votes:
                stroke = ' stroke="black" stroke-width="2"' if number in won else ""
                title = f"{_pile_name(transcript, number)}: {figure(votes, transcript.scale)}"
                yield (
                    f'<rect x="{x}" y="{bar.top}" width="{BAR}" height="{max(bar.height, 1)}" '
                    f'fill="{_shade(number - 1, transcript)}"{stroke}>'
                    f"<title>{escape(title)}</title></rect>"
                )


def _pile_name(transcript: Transcript, number: int) -> str:
    names = transcript.candidates
    return names[number - 1] if number <= len(names) else "exhausted"


def _labels(transcript: Transcript, columns: list[list[Bar]]) -> Iterator[str]:
    """The names before the first round, where they are in view first, and after the last one."""
    if not columns:
        return
    ends = (
        (0, LEFT - 6, ' text-anchor="end"'),
        (len(columns) - 1, LEFT + (len(columns) - 1) * COLUMN + BAR + 6, ""),
    )
    for column, x, anchor in ends:
        votes = transcript.rounds[column].votes
        held = [number for number in range(1, len(transcript.candidates) + 1) if votes[number - 1]]
        heights = _apart(columns[column][number - 1] for number in held)
        for number, y in zip(held, heights, strict=True):
            weight = ' font-weight="bold"' if number in transcript.elected else ""
            name = escape(transcript.candidates[number - 1][:NAME_MAX])
            yield f'<text x="{x}" y="{y}"{anchor}{weight}>{name}</text>'


def _apart(bars: Iterable[Bar]) -> Iterator[int]:
    """Where the names of bars stand: at their middles, and never one upon another."""
    last = 0
    for bar in bars:
        last = max(bar.top + bar.height // 2 + 4, last + ROW)
        yield last


def _bands(transcript: Transcript, columns: list[list[Bar]]) -> Iterator[str]:
    whole = max(transcript.papers * transcript.scale, 1)
    for column in range(1, len(columns)):
        counted, before = transcript.rounds[column], transcript.rounds[column - 1]
        left, right = columns[column - 1], columns[column]
        x = LEFT + (column - 1) * COLUMN + BAR
        filled = [0] * len(right)
        for index in range(len(right)):
            kept = _kept(counted, before, index)
            height = kept * HEIGHT // whole
            if height:
                yield _band(x, left[index].top, right[index].top, height, _shade(index, transcript))
            filled[index] = height
        leaving = dict.fromkeys(range(len(right)), 0)
        for transfer in counted.transfers:
            source = transfer.source - 1
            target = (transfer.target or len(right)) - 1
            height = transfer.votes * HEIGHT // whole
            start = left[source].top + filled[source] + leaving[source]
            if height:
                shade = _shade(source, transcript)
                yield _band(x, start, right[target].top + filled[target], height, shade)
            leaving[source] += height
            filled[target] += height if target != source else 0


def _kept(counted: Round, before: Round, index: int) -> int:
    """The votes of a pile that were there a round before and still are."""
    now = (*counted.votes, counted.exhausted)[index]
    then = (*before.votes, before.exhausted)[index]
    return max(0, min(now, then))


def _shade(index: int, transcript: Transcript) -> str:
    return "#999" if index >= len(transcript.candidates) else _colour(index + 1)


def _band(x: int, left: int, right: int, height: int, colour: str) -> str:
    end, middle = x + COLUMN - BAR, x + (COLUMN - BAR) // 2
    return (
        f'<path d="M{x},{left} C{middle},{left} {middle},{right} {end},{right} v{height} '
        f'C{middle},{right + height} {middle},{left + height} {x},{left + height} Z" '
        f'fill="{colour}" fill-opacity="0.35"/>'
    )
