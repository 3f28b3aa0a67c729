"""Papers as PDF and as DOCX."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from delegata.council.lines import Line
from delegata.office.readers.papers import Grid, Heading, Paper, Passage, legible

_WIDTH = 450


def paper_pdf(paper: Paper) -> bytes:
    """A paper as PDF, with the number of each page."""
    buffer = BytesIO()
    styles = _styles()
    document = SimpleDocTemplate(buffer, pagesize=A4, title=legible(paper.title))
    parts: list[Any] = [_said(paper.title, styles["Title"])]
    parts += [_said(words, styles["Normal"]) for words in paper.lead]
    for part in paper.parts:
        match part:
            case Heading(words, level):
                parts.append(_said(words, styles[f"Heading{level}"]))
            case Passage():
                parts += _passage(part, styles)
            case Grid():
                parts += _grid(part, styles)
    parts += [Spacer(1, 18), *(_said(words, styles["Italic"]) for words in paper.foot)]
    drawn = numbered(legible(paper.mark))
    document.build(parts, onFirstPage=drawn, onLaterPages=drawn)
    return buffer.getvalue()


def numbered(mark: str) -> Callable[[Any, Any], None]:
    """What is drawn on each page: its number, and above it what it must not be taken for."""

    def draw(canvas: Any, document: Any) -> None:
        canvas.drawCentredString(A4[0] / 2, 30, str(document.page))
        if mark:
            canvas.setFont(_font(), 11)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 30, mark)

    return draw


def _styles() -> Any:
    """The styles, in a font with more than Latin letters where the system has one."""
    styles = getSampleStyleSheet()
    font = _font()
    for style in styles.byName.values():
        if isinstance(style, ParagraphStyle):
            style.fontName = font
            style.splitLongWords = 1
            style.keepWithNext = style.name.startswith("Heading")
    styles["Heading1"].spaceBefore = 18
    styles["Italic"].fontSize = 8
    styles.add(ParagraphStyle("Quoted", parent=styles["Normal"], leftIndent=18, spaceAfter=3))
    styles.add(ParagraphStyle("Cell", parent=styles["Normal"], fontSize=8, leading=10))
    return styles


def _font() -> str:
    for name in ("DejaVuSans", "Vera"):
        try:
            registerFont(TTFont(name, f"{name}.ttf"))
        except TTFError:
            continue
        registerFontFamily(name, name, name, name, name)
        return name
    return "Helvetica"


def _said(words: str, style: Any) -> Any:
    safe = legible(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Paragraph(safe.replace("\n", "<br/>"), style)


def _passage(part: Passage, styles: Any) -> list[Any]:
    found = [
        Spacer(1, 5),
        _said(f"[{part.position}] {part.when}: {part.sentence}", styles["Normal"]),
    ]
    found += [_said(part.text, styles["Quoted"])] if part.text else []
    found += [_numbered_lines(part.lines, styles)] if part.lines else []
    found += [_said(note, styles["Quoted"]) for note in part.notes]
    for grid in part.grids:
        found += _grid(grid, styles)
    return found


def _numbered_lines(lines: tuple[Line, ...], styles: Any) -> Any:
    """A text with the number of each line, and a gap after each paragraph."""
    rows = [
        [_said(str(number), styles["Cell"]), _said(line.words, styles["Normal"])]
        for number, line in enumerate(lines, 1)
    ]
    table = Table(rows, colWidths=[30, _WIDTH - 30], hAlign="LEFT")
    gaps = [
        ("BOTTOMPADDING", (0, row), (-1, row), 6 if line.breaks else 0)
        for row, line in enumerate(lines)
    ]
    table.setStyle(
        [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0), *gaps]
    )
    return table


def _grid(grid: Grid, styles: Any) -> list[Any]:
    rows = [[_said(word, styles["Cell"]) for word in row] for row in (grid.headings, *grid.rows)]
    table = Table(rows, colWidths=_widths(grid), repeatRows=1, hAlign="LEFT")
    line = ("LINEBELOW", (0, 0), (-1, -1), 0.25, "grey")
    table.setStyle([line, ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [_said(grid.caption, styles["Heading4"]), table]


def _widths(grid: Grid) -> list[int]:
    """Columns as wide as their longest words ask, within the page."""
    columns = zip(grid.headings, *grid.rows, strict=True)
    longest = [min(max(*map(len, column), 14), 40) for column in columns]
    whole = min(_WIDTH, 8 * sum(longest))
    return [whole * one // sum(longest) for one in longest]


def paper_docx(paper: Paper) -> bytes:
    """A paper as DOCX, for those who go on writing in it."""
    document = Document()
    document.core_properties.title = legible(paper.title)[:255]
    document.core_properties.author = ""
    document.core_properties.language = paper.language
    document.sections[0].header.paragraphs[0].text = legible(paper.mark)
    document.add_heading(legible(paper.title), 0)
    for words in paper.lead:
        document.add_paragraph(legible(words))
    for part in paper.parts:
        match part:
            case Heading(words, level):
                document.add_heading(legible(words), level)
            case Passage():
                _write_passage(document, part)
            case Grid():
                _write_grid(document, part)
    for words in paper.foot:
        document.add_paragraph().add_run(legible(words)).italic = True
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write_passage(document: Any, part: Passage) -> None:
    document.add_paragraph(legible(f"[{part.position}] {part.when}: {part.sentence}"))
    if part.text:
        document.add_paragraph(legible(part.text), style="Quote")
    for number, line in enumerate(part.lines, 1):
        document.add_paragraph(f"{number}\t{legible(line.words)}", style="Quote")
    for note in part.notes:
        document.add_paragraph(legible(note), style="List Bullet")
    for grid in part.grids:
        _write_grid(document, grid)


def _write_grid(document: Any, grid: Grid) -> None:
    document.add_paragraph(legible(grid.caption), style="Caption")
    table = document.add_table(rows=0, cols=len(grid.headings), style="Table Grid")
    for row in (grid.headings, *grid.rows):
        for cell, word in zip(table.add_row().cells, row, strict=True):
            cell.text = legible(word)
