"""The .docx files that the peers start from, laid out as GB/T 9704-2012 asks.

Made once, before anything is timed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from benchmarks.peers import content, lines

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_SONG, _HEI, _KAI, _TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
_STYLES = {
    "Normal": (_SONG, 16, 0),
    "Title": (_TITLE, 22, 0),
    "Heading 1": (_HEI, 16, 2),
    "Heading 2": (_KAI, 16, 2),
    "Body Text": (_SONG, 16, 2),
    "Body Text 2": (_SONG, 16, 0),
    "Body Text 3": (_SONG, 16, 0),
}
"""Style -> its face, its size in points, the characters that its first line is indented."""


def python_docx_template() -> bytes:
    """An empty document with the page, the styles and the page numbers."""
    return _bytes(_empty())


def docxtpl_template(report: bytes) -> bytes:
    """The same with the text of a report, a Jinja tag for each figure."""
    said = content(report, as_tags=True)
    document = _empty()
    add = document.add_paragraph
    for text, style in lines(said):
        add(text, style)
    add("附件", "Body Text 2").paragraph_format.page_break_before = True
    add(said["table_title"], "Title")
    table = document.add_table(len(said["rows"]) + 1, len(said["header"]), "Table Grid")
    for column, name in enumerate(said["header"]):
        table.cell(0, column).text = name
    for row, cells in zip(table.rows[1:], said["rows"], strict=True):
        for column, cell in enumerate(row.cells):
            cell.text = f'{{{{rows["{cells[0]}"][{column}]}}}}'
    return _bytes(document)


def docxtpl_loops_template() -> bytes:
    """The same with loops, each heading, paragraph and cell one tag."""
    document = _empty()
    add = document.add_paragraph
    for text, style in (
        ("{{ title }}", "Title"),
        ("{{ addressee }}", "Body Text 2"),
        ("{{ opening }}", "Body Text"),
        ("{%p for chapter in chapters %}", "Body Text"),
        ("{{ chapter.heading }}", "Heading 1"),
        ("{%p for section in chapter.sections %}", "Body Text"),
        ("{{ section.heading }}", "Heading 2"),
        ("{%p for paragraph in section.paragraphs %}", "Body Text"),
        ("{{ paragraph }}", "Body Text"),
        ("{%p endfor %}", "Body Text"),
        ("{%p endfor %}", "Body Text"),
        ("{%p endfor %}", "Body Text"),
        ("{{ closing }}", "Body Text"),
        ("{{ attachments }}", "Body Text"),
        ("{{ name }}", "Body Text 3"),
        ("{{ date }}", "Body Text 3"),
    ):
        add(text, style)
    add("附件", "Body Text 2").paragraph_format.page_break_before = True
    add("{{ table_title }}", "Title")
    columns = 6
    table = document.add_table(4, columns, "Table Grid")
    for column in range(columns):
        table.cell(0, column).text = f"{{{{ header[{column}] }}}}"
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(1, 0).text, table.cell(3, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    return _bytes(document)


def _empty() -> DocumentType:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    document.settings.odd_and_even_pages_header_footer = True
    for name, (face, size, indent) in _STYLES.items():
        _set_style(document.styles[name], face, size, indent)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Body Text 3"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_page_number(page.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _add_page_number(page.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    return document


def _set_style(style: ParagraphStyle, face: str, size: int, indent: int) -> None:
    style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    layout = style.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
    layout.space_before, layout.space_after = Pt(0), Pt(0)
    layout.first_line_indent = Pt(size * indent)


def _add_page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = side
    paragraph.add_run("— ")
    for kind in ("begin", "instruction", "separate", "number", "end"):
        run = paragraph.add_run("1" if kind == "number" else "")
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = " PAGE "
            run._r.append(element)
        elif kind != "number":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)
    paragraph.add_run(" —")


def _bytes(document: DocumentType) -> bytes:
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()
