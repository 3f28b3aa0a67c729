"""How far a count has come towards what is needed."""

from django.utils.safestring import SafeString

from delegata.office.drawings.svg import drawing, element, words

WIDTH, HEIGHT, BAR = 640.0, 64.0, 26.0


def progress(name: str, done: int, needed: int, title: str) -> SafeString:
    """A bar that is full when the threshold is reached, with its figures in words."""
    share = min(done / needed, 1.0) if needed else 1.0
    said = f"{done:,} of {needed:,} needed"
    return drawing(
        f"progress-{name}",
        title,
        said,
        (WIDTH, HEIGHT),
        element("rect", x=1, y=1, width=WIDTH - 2, height=BAR, class_="votes not-voting"),
        element("rect", x=1, y=1, width=(WIDTH - 2) * share, height=BAR, class_="votes for"),
        words(said, x=4, y=BAR + 22),
    )


def result_bars(name: str, rows: list[tuple[str, int, bool]], title: str) -> SafeString:
    """Votes of each candidate or list as a bar; those elected are filled."""
    most = max((votes for _, votes, _ in rows), default=0) or 1
    parts = []
    for at, (who, votes, elected) in enumerate(rows):
        y = 4 + 44.0 * at
        fill = "votes for" if elected else "votes abstaining"
        parts += [
            words(f"{who}: {votes:,}{' (elected)' if elected else ''}", x=4, y=y + 12),
            element(
                "rect", x=2, y=y + 18, width=(WIDTH - 4) * votes / most, height=16, class_=fill
            ),
        ]
    said = "; ".join(f"{who} {votes}{' elected' if e else ''}" for who, votes, e in rows)
    return drawing(f"result-{name}", title, said, (WIDTH, 44.0 * len(rows) + 8), *parts)
