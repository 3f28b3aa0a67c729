"""A transcript as a drawing: one column a round, a bar for each pile, a band for each transfer."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from delegata.representation.transcript import Round, Transcript, decimal

COLUMN = 170  # from one round to the next
BAR = 12
HEIGHT = 640  # of all papers together
GAP = 8
TOP = 70
LEFT = 20
LABEL = 240
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
    width = LEFT + COLUMN * max(len(columns) - 1, 0) + BAR + LABEL
    height = TOP + HEIGHT + GAP * (len(transcript.candidates) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {FACE}>',
        f'<title id="title">{escape(_title(transcript))}</title>',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="16">{escape(_title(transcript))}</text>',
        *_bands(transcript, columns),
        *_piles(transcript, columns),
        *_labels(transcript, columns),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _title(transcript: Transcript) -> str:
    names = "; ".join(transcript.names(transcript.elected))
    return f"{transcript.title or 'Count'} ({transcript.rule}, {transcript.seats} seats): {names}"


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
                title = f"{_pile_name(transcript, number)}: {decimal(votes, transcript.scale)}"
                yield (
                    f'<rect x="{x}" y="{bar.top}" width="{BAR}" height="{max(bar.height, 1)}" '
                    f'fill="{_shade(number - 1, transcript)}"{stroke}>'
                    f"<title>{escape(title)}</title></rect>"
                )


def _pile_name(transcript: Transcript, number: int) -> str:
    names = transcript.candidates
    return names[number - 1] if number <= len(names) else "exhausted"


def _labels(transcript: Transcript, columns: list[list[Bar]]) -> Iterator[str]:
    if not columns:
        return
    x = LEFT + (len(columns) - 1) * COLUMN + BAR + 6
    last = transcript.rounds[-1]
    for number, name in enumerate(transcript.candidates, 1):
        if last.votes[number - 1]:
            weight = ' font-weight="bold"' if number in transcript.elected else ""
            bar = columns[-1][number - 1]
            y = bar.top + bar.height // 2 + 4
            yield f'<text x="{x}" y="{y}"{weight}>{escape(name[:34])}</text>'


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
