"""A transcript as a table for people: in plain text and in HTML, one column a round."""

from collections.abc import Iterator
from html import escape

from delegata.representation.transcript import Round, Transcript, figure

WIDTH = 100
NAME_MAX = 36
RULE_WORDS = {
    "scottish-stv": "single transferable vote, as in Scottish local elections",
    "wigm": "single transferable vote, surpluses by weighted inclusive Gregory",
    "meek": "single transferable vote, by Meek's method",
    "irv": "instant runoff",
    "plurality": "the most votes",
    "sntv": "the most votes, one vote each",
    "block": "the most votes, a vote for each seat",
}
"""Each rule as people call it."""
_DRAWN = {
    "exclusion": "is excluded",
    "surplus": "is first to pass on a surplus",
    "last place": "takes the place",
}
"""What the lot decides for the one who is drawn, by the question of the tie."""


def text(transcript: Transcript) -> str:
    """The count as plain text: who is elected, then every round, in blocks no wider than 100."""
    return "\n".join((_title(transcript), *told(transcript), "", *_blocks(transcript))) + "\n"


def html(transcript: Transcript) -> str:
    """The rounds as one HTML table with a caption and scoped headers; all text is escaped."""
    head = "".join(
        f'<th scope="col">{number}. {escape(_action(counted, transcript))}</th>'
        for number, counted in enumerate(transcript.rounds, 1)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in _rows(transcript)
    )
    caption = escape(f"{_title(transcript)}. Votes in each round; * elected, x excluded.")
    return (
        f"<table><caption>{caption}</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _title(transcript: Transcript) -> str:
    rule = RULE_WORDS.get(transcript.rule, transcript.rule)
    return f"{transcript.title or 'Count'}: {transcript.seats} to elect by {rule}"


def told(transcript: Transcript) -> Iterator[str]:
    """What a count came to in sentences: papers and quota, who is elected, and each lot."""
    quota, papers = transcript.quota, transcript.papers
    reached = f"; the quota is {figure(quota, transcript.scale)}" if quota is not None else ""
    yield f"{papers} valid paper{'s' * (papers != 1)}{reached}."
    for kind, papers in transcript.irregularities:
        if papers:
            yield f"Papers {kind}: {papers}."
    for number, name in zip(transcript.elected, transcript.names(transcript.elected), strict=True):
        yield f"Elected: {number} {name}"
    for stage, tie in transcript.drawn:
        names = "; ".join(transcript.names(tie.candidates))
        (chosen,) = transcript.names((tie.chosen,))
        yield (
            f"By lot in round {stage}, between {names}: {chosen} {_DRAWN[tie.question]}."
            f" The lot was drawn from the seed {transcript.seed}"
        )
    for left in transcript.ties:
        names = "; ".join(transcript.names(left.candidates))
        yield f"Only a lot can say who of these takes {left.places} more (give a seed): {names}"
    yield f"Counted by {transcript.source} ({transcript.rule})."


def _action(counted: Round, transcript: Transcript) -> str:
    if counted.candidate is None:
        return counted.action
    return f"{counted.action} {transcript.candidates[counted.candidate - 1]}"


def _rows(transcript: Transcript) -> list[list[str]]:
    """A row for each candidate, for exhausted papers and for what rounding lost."""
    scale = transcript.scale
    rows = [[f"{n} {name}"] for n, name in enumerate(transcript.candidates, 1)]
    tail = [["exhausted"], ["lost by rounding"]]
    for counted in transcript.rounds:
        marks = {d.candidate: " *" if d.kind == "elected" else " x" for d in counted.decisions}
        for number, row in enumerate(rows, 1):
            row.append(figure(counted.votes[number - 1], scale) + marks.get(number, "  "))
        tail[0].append(figure(counted.exhausted, scale) + "  ")
        tail[1].append(figure(counted.lost, scale) + "  ")
    return rows + tail


def _blocks(transcript: Transcript) -> Iterator[str]:
    """The rows, cut into blocks of rounds that fit the width; * elected, x excluded."""
    rows = _rows(transcript)
    name = min(NAME_MAX, max(len(row[0]) for row in rows))
    column = max((len(cell) for row in rows for cell in row[1:]), default=1) + 1
    at_once = max(1, (WIDTH - name) // column)
    for first in range(0, len(transcript.rounds), at_once):
        rounds = range(first, min(first + at_once, len(transcript.rounds)))
        for number in rounds:
            yield f"Round {number + 1}: {_action(transcript.rounds[number], transcript)}"
        yield " " * name + "".join(f"{number + 1}  ".rjust(column) for number in rounds)
        for row in rows:
            cells = "".join(row[number + 1].rjust(column) for number in rounds)
            yield f"{row[0][:name]:<{name}}{cells}".rstrip()
        yield ""
    yield "* elected, x excluded"
