"""Every report as PDF and PNG pages, by LibreOffice and poppler; fails unless pages hold 22 x 28.

    python tools/pages.py FOLDER REPORT.yaml…

Beside the reports it lays out a page of plain Chinese text, of which the lines and characters are
counted in the PDF. No line may end inside a range (1—5月).
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.document import Document, Paragraph, Text
from drafter.drafting.draft import draft_file
from drafter.formats.docx_write import write_docx
from drafter.layout import CHARACTERS, LINE_PITCH, LINES, MARGIN_BOTTOM, PAGE_HEIGHT

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
)
_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff，。；：、（）《》“”]+")
_BROKEN_RANGE = re.compile(r"\d\|—\d|\d—\|\d|\d—\d+\|[年月日%]")
_TWIPS_PER_POINT = 20


def main() -> int:
    """Lay out, draw, count; 0 when the measure holds on every page that is full."""
    folder, *reports = map(Path, sys.argv[1:])
    for program in ("soffice", "pdftoppm", "pdftotext"):
        if shutil.which(program) is None:
            print(
                f"{program} is missing: install libreoffice-writer and poppler-utils",
                file=sys.stderr,
            )
            return 1
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    measure = Document((Paragraph((Text("国" * (CHARACTERS * LINES * 2)),)),))
    (folder / "measure.docx").write_bytes(write_docx(measure))
    for report in reports:
        (folder / f"{report.stem}.docx").write_bytes(write_docx(draft_file(report).document))
    convert(sorted(folder.glob("*.docx")), folder)
    faults = 0
    for pdf in sorted(folder.glob("*.pdf")):
        subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, pdf.with_suffix("")], check=True)
        faults += check(pdf)
    return 1 if faults else 0


def convert(files: list[Path], folder: Path) -> None:
    """Turn all files to PDF in one run.

    In a profile of its own no open LibreOffice is in the way.
    """
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True)


def check(pdf: Path) -> int:
    """Count the lines of every page and the characters of every full line; 1 when one is broken."""
    rows = [rows_of(page) for page in _PAGE.findall(bounding_boxes(pdf))]
    pages = [list(page.values()) for page in rows]
    broken = [
        f"{line[-8:]}|{following[:8]}"
        for page in pages
        for line, following in itertools.pairwise(page)
        if _BROKEN_RANGE.search(f"{line}|{following}")
    ]
    if broken:
        print(f"{pdf.name}: ranges broken across lines: {broken}")
        return 1
    if pdf.stem == "measure":
        counts = [len(line) for line in pages[0]]
        good = len(counts) == LINES and set(counts[1:]) == {CHARACTERS}
        print(f"{pdf.name}: {len(counts)} lines, {sorted(set(counts[1:]))} characters a full line")
        return 0 if good else 1
    before = itertools.takewhile(lambda page: not page[0].startswith("附件"), pages)
    text = [page for page, place in zip(before, rows, strict=False) if not holds_table(place)]
    longest = max((len(page) for page in text), default=0)
    print(
        f"{pdf.name}: {len(pages)} pages, {len(text)} of them text alone, at most {longest} lines"
    )
    full = [len(line) for page in text for line in page if _HAN_ONLY.fullmatch(line)]
    widest = max(full, default=0)
    print(f"  {widest} characters on the widest line of Chinese alone")
    if len(text) <= 3:  # the first and the last need not be full, nor one before a table
        return 0 if longest <= LINES else 1
    # A mark at the end of a line may hang over its edge.
    return 0 if longest == LINES and CHARACTERS <= widest <= CHARACTERS + 1 else 1


def bounding_boxes(pdf: Path) -> str:
    """The words of the PDF with where they stand, as poppler tells it."""
    result = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    )
    return result.stdout


def holds_table(rows: dict[int, str]) -> bool:
    """Whether a page holds a table, whose rows stand closer than lines of text."""
    pitch = LINE_PITCH / _TWIPS_PER_POINT
    return any(low - high < pitch * 0.9 for high, low in itertools.pairwise(rows))


def rows_of(page: str) -> dict[int, str]:
    """The lines of the text area of a page by their middles in points from its top.

    From top to bottom, without the page number below it.
    """
    lines: dict[int, list[tuple[float, str]]] = {}
    bottom = (PAGE_HEIGHT - MARGIN_BOTTOM) / _TWIPS_PER_POINT
    for x_min, y_min, _x_max, y_max, word in _WORD.findall(page):
        middle = (float(y_min) + float(y_max)) / 2
        if middle < bottom:
            row = next((row for row in lines if abs(row - middle) < 6), round(middle))
            lines.setdefault(row, []).append((float(x_min), word))
    return {
        row: "".join(word for _x, word in sorted(words)) for row, words in sorted(lines.items())
    }


if __name__ == "__main__":
    sys.exit(main())
