"""One set of invented minutes in every form that is read, made by programs other than g2g; and Word files taken apart."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
_DOCUMENT_TYPE = "wordprocessingml.document"

# (kind, words): a heading, a paragraph, an item of a numbered list, one of a bullet list, or a row of the table.
HEADING, PLAIN, STEP, POINT, ROW = "heading", "plain", "step", "point", "row"
MINUTES: tuple[tuple[str, str | tuple[str, ...]], ...] = (
    (HEADING, "Slipway and Beacons Panel"),
    (PLAIN, "Present: Hilda Marsh (Chair), Theo Lund, Osian Fry"),
    (PLAIN, "Apologies: Petra Quill"),
    (HEADING, "The beacon at Gull Point"),
    (PLAIN, "The panel heard that the lamp went out twice in March."),
    (POINT, "Theo Lund to ask the maker for a new lens"),
    (POINT, "Osian Fry to tell the pilots"),
    (HEADING, "The slipway"),
    (STEP, "Weed to be scraped off"),
    (STEP, "Chain to be painted white"),
    (HEADING, "Summary of actions"),
    (ROW, ("Ref", "Action", "Owner", "Due")),
    (ROW, ("A1", "Order the lens", "Theo Lund", "4 May 2023")),
    (ROW, ("A2", "Write to the pilots", "Osian Fry", "11 May 2023")),
    (HEADING, "Next meeting"),
    (PLAIN, "Tuesday 6 June 2023 at the boathouse"),
)


def _rows(at: int) -> list[tuple[str, ...]]:
    found = []
    for kind, words in MINUTES[at:]:
        if kind != ROW or isinstance(words, str):
            break
        found.append(words)
    return found


def as_text() -> str:
    """The minutes as a clerk types them."""
    made, step = [], 0
    for kind, words in MINUTES:
        step = step + 1 if kind == STEP else 0
        if isinstance(words, tuple):
            made.append("".join(cell.ljust(24) for cell in words).rstrip())
        else:
            gap = "" if kind in (STEP, POINT) else "\n"
            made.append(gap + {HEADING: "", PLAIN: "", STEP: f"{step}. ", POINT: "- "}[kind] + words + (
                "\n" if kind == HEADING else ""))  # fmt: skip
    return "\n".join(made) + "\n"


def as_markdown() -> str:
    made, step, is_headed = [], 0, False
    for kind, words in MINUTES:
        step = step + 1 if kind == STEP else 0
        if isinstance(words, tuple):
            made.append("| " + " | ".join(words) + " |")
            if not is_headed:
                made.append("|" + " --- |" * len(words))
            is_headed = True
        else:
            made.append({HEADING: "\n## ", PLAIN: "\n", STEP: f"{step}. ", POINT: "- "}[kind] + words + ("\n" if kind == HEADING else ""))
    return "\n".join(made) + "\n"


def as_page() -> str:
    made, around = [], ""
    for kind, words in MINUTES:
        wanted = {STEP: "ol", POINT: "ul", ROW: "table"}.get(kind, "")
        if wanted != around:
            made.append((f"</{around}>" if around else "") + (f"<{wanted}>" if wanted else ""))
        around = wanted
        if isinstance(words, tuple):
            made.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in words) + "</tr>")
        else:
            tag = {HEADING: "h2", PLAIN: "p"}.get(kind, "li")
            made.append(f"<{tag}>{words}</{tag}>")
    return "<!DOCTYPE html><html><head><title>Minutes</title></head><body>" + "\n".join(made) + "</body></html>"


def as_word() -> bytes:
    made = docx.Document()
    for at, (kind, words) in enumerate(MINUTES):
        if isinstance(words, str):
            style = {HEADING: "Heading 2", PLAIN: "Normal", STEP: "List Number", POINT: "List Bullet"}[kind]
            made.add_paragraph(words, style=style)
        elif MINUTES[at - 1][0] != ROW:
            rows = _rows(at)
            table = made.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    return saved(made)


def as_portable(turned: int = 0) -> bytes:
    """The minutes on a page of A4, as a word processor prints them: words placed, no lines and no tables."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    if turned:
        canvas.setPageRotation(turned)
        width, height = A4
        # The page is turned when it is shown, so what stands on it is turned the other way.
        {90: lambda: canvas.translate(width, 0), 180: lambda: canvas.translate(width, height), 270: lambda: canvas.translate(0, height)}[turned]()
        canvas.rotate(turned)
    top, step = (A4[1] if turned in (0, 180) else A4[0]) - 60.0, 0
    for kind, words in MINUTES:
        step = step + 1 if kind == STEP else 0
        canvas.setFont("Helvetica-Bold" if kind == HEADING else "Helvetica", 11)
        if isinstance(words, tuple):
            for cell, left in zip(words, (60, 120, 300, 420), strict=True):
                canvas.drawString(left, top, cell)
        else:
            top -= 14 if kind in (HEADING, PLAIN) else 0
            canvas.drawString(60, top, {STEP: f"{step}. ", POINT: "- "}.get(kind, "") + words)
            top -= 14 if kind == HEADING else 0
        top -= 14
    canvas.save()
    return out.getvalue()


def saved(made: WordDocument) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_of(body: str, *, kind: str = _DOCUMENT_TYPE, **parts: str) -> bytes:
    """A Word file with this body; ``numbering`` and ``styles`` are what stands in those parts."""
    made: dict[str, str | bytes] = {"[Content_Types].xml": TYPES.format(kind=kind)}
    made["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped(made | {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()})
