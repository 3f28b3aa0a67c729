"""Cost against size: `python -m bench.counting.curve` measures and draws `counting-cost.svg`."""

# ruff: noqa: ANN001, ANN201 # a drawing script needs no types

import math
from pathlib import Path

from bench.counting.__main__ import BUILD, ROOT, ours
from bench.counting.synthetic import poll
from delegata.representation.formats import blt

WIDTH, HEIGHT, MARGIN = 300, 240, 50


def measured(ballots, candidates):
    profile = poll(ballots, candidates).compact()
    file = Path(BUILD / "curve.blt")
    file.write_bytes(blt.write(profile))
    times = {}
    for rule in ("scottish-stv", "meek"):
        prepare, counting, _megabytes, _elected = ours("from_files", rule, file)
        times[rule] = prepare + counting
    seconds = f"{times['scottish-stv']:.3f} | {times['meek']:.3f}"
    print(f"| {ballots:,} | {candidates} | {len(profile):,} | {seconds} |", flush=True)
    return len(profile), times


def panel(left, title, label, rows):
    """One log-log panel: (x, seconds by rule) for each row."""
    xs = [math.log10(x) for x, _times in rows]
    ys = [math.log10(s) for _x, times in rows for s in times.values()]
    low, high, bottom, top = min(xs), max(xs), math.floor(min(ys)), math.ceil(max(ys))
    across = lambda x: left + MARGIN + (x - low) / (high - low) * WIDTH  # noqa: E731 # two scales
    up = lambda y: MARGIN + (top - y) / (top - bottom) * HEIGHT  # noqa: E731 # of one drawing
    parts = [f'<text x="{left + MARGIN}" y="30" font-size="14">{title}</text>']
    for power in range(bottom, top + 1):
        y = up(power)
        parts.append(f'<path d="M{left + MARGIN},{y:.0f} h{WIDTH}" stroke="#ccc"/>')
        parts.append(f'<text x="{left + 4}" y="{y + 4:.0f}">{10.0**power:g} s</text>')
    for x, _times in rows:
        at = across(math.log10(x))
        parts.append(
            f'<text x="{at:.0f}" y="{MARGIN + HEIGHT + 18}" text-anchor="middle">{x:,}</text>'
        )
    parts.append(f'<text x="{left + MARGIN}" y="{MARGIN + HEIGHT + 36}">{label}</text>')
    for rule, colour in (("scottish-stv", "#0060a0"), ("meek", "#b04000")):
        points = [(across(math.log10(x)), up(math.log10(times[rule]))) for x, times in rows]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = points[-1]
        parts.append(f'<text x="{x - 70:.0f}" y="{y - 8:.0f}" fill="{colour}">{rule}</text>')
    return parts


def main():
    print("| ballots | candidates | distinct | scottish-stv s | meek s |\n|---|---|---|---|---|")
    sizes = [(n, *measured(n, 12)) for n in (10_000, 100_000, 1_000_000)]
    widths = [(m, *measured(100_000, m)) for m in (4, 12, 36, 108)]
    shapes = (
        panel(0, "12 candidates", "ballots", [(n, times) for n, _d, times in sizes])
        + panel(370, "12 candidates", "distinct rankings", [(d, times) for _n, d, times in sizes])
        + panel(740, "100,000 ballots", "candidates", [(m, times) for m, _d, times in widths])
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1110 340" font-family="sans-serif"'
    title = "<title>Seconds from a BLT file to the result, 5 seats</title>"
    text = "\n".join([f'{head} font-size="11" role="img">', title, *shapes, "</svg>", ""])
    (ROOT / "docs" / "counting-cost.svg").write_text(text)


if __name__ == "__main__":
    main()
