"""The text of a part of a .docx as Word shows it, element by element.

Paragraphs, tables by grid, text boxes.

Inserted text is read and deleted text is not; the result of a field is read, but for page numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.document import FilePosition, Text
from drafter.formats.docx_lists import LAST_LEVEL, Lists
from drafter.formats.docx_tables import TableRow, table_of
from drafter.formats.docx_xml import number
from drafter.formats.lines import Line
from drafter.layout import JOINER
from drafter.outline import label_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.document import Inlines
    from drafter.formats.docx_roles import Styles
    from drafter.formats.docx_xml import Budget
    from drafter.formats.lines import Entry, Texts

_SKIPPED = {
    "w:delText",
    "w:del",
    "w:moveFrom",
    "w:rPr",
    "mc:Fallback",
    "w:sectPr",
    "w:tblPr",
    "w:rt",
}
"""What is no text of the final page; Fallback says for old programs what Choice says for new
ones."""
_CHANGES = {"w:ins", "w:del", "w:moveFrom", "w:moveTo"}
_CHANGES_OF_FORM = {
    "w:rPrChange",
    "w:pPrChange",
    "w:tblPrChange",
    "w:trPrChange",
    "w:tcPrChange",
    "w:sectPrChange",
}
_TEXT = {"w:t", "m:t"}
_RUN = {"w:r", "m:r"}
_CHARACTERS = {"w:tab": " ", "w:ptab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_CUT = "\v"
"""Where a line of a title was cut because the page is narrow: the writer says textWrapping
there."""
_PAGE_FIELD = Pattern(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_OFF = {"0", "false", "off"}
"""How a property says that it does not hold (ECMA-376-1, 17.17.4)."""
_MOST_COLUMNS = 63
"""What Word allows in a table."""


class _Anchor(Struct, frozen=True):
    """A comment, where it stands, and what it was written on."""

    comment: str
    place: FilePosition
    on: str


class _Paragraph(Struct):
    """A paragraph under way."""

    ordinal: int
    runs: int = 0
    texts: list[tuple[int, str]] = field(default_factory=list)
    """(run, text)."""
    style: str = ""
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    joins_next: bool = False
    """Whether its end is deleted, so that the next paragraph runs on from it."""
    boxes: list[Entry] = field(default_factory=list)
    """The text boxes that it anchors."""
    commented: dict[str, int] = field(default_factory=dict)
    """How far its text had come where the stretch of each comment begins."""

    @property
    def text(self) -> str:
        """What it says so far."""
        return "".join(text for _run, text in self.texts)


class _Cell(Struct):
    """A cell under way, of a table that is open."""

    span: int = 1
    begins: bool = False
    """Whether the cell below belongs to it."""
    goes_on: bool = False
    """Whether it belongs to the cell above."""


class _Table(Struct):
    """A table under way."""

    rows: list[TableRow] = field(default_factory=list)
    row: TableRow = field(default_factory=TableRow)
    is_deleted: bool = False
    """Whether the row under way is deleted."""
    before: int = 0
    """How many paragraphs stand before it."""


class TextReader(Struct):
    """The handler of a part with text; `entries` is what it holds."""

    budget: Budget
    lists: Lists
    styles: Styles
    ordinal: int = 0
    """How many paragraphs were read, blank ones and those of cells too."""
    comments: list[_Anchor] = field(default_factory=list)
    revisions: list[FilePosition] = field(default_factory=list)
    nested_tables: list[FilePosition] = field(default_factory=list)
    pictures: list[FilePosition] = field(default_factory=list)
    boxes: list[FilePosition] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)
    """The ordinals of the first and the last paragraph of each table that stands in no other."""
    _containers: list[list[Entry]] = field(default_factory=lambda: [[]])
    """The lines of the body, of the cells and of the text boxes that are open."""
    _paragraphs: list[_Paragraph] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _drawings: list[bool] = field(default_factory=list)
    """Of each drawing that is open: whether it holds a text box."""
    _fields: list[list[str]] = field(default_factory=list)
    """What the fields that are open say; a second entry once their result has begun."""
    _depth: int = 0
    _skipping: int = 0
    """The depth of the element that is passed over; 0 for none."""
    _properties: int = 0
    """The depth of the properties of a paragraph that are read; 0 for none."""
    _in_text: bool = False
    _joined: _Paragraph | None = None
    """A paragraph whose end is deleted, waiting for the next."""
    _after_blank: bool = False
    _stretches: dict[str, str] = field(default_factory=dict)
    """What the comments were written on that are still to be met."""

    @property
    def entries(self) -> list[Entry]:
        """The lines and tables of the part, blank paragraphs left out."""
        return self._containers[0]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if tag in _CHANGES or tag in _CHANGES_OF_FORM:
            self._change(tag)
        if self._skipping:
            return
        if self._properties:
            self._property(tag, attributes)
        elif tag in _TEXT:
            self._in_text = True
        elif tag in _RUN:
            if self._paragraphs:
                self._paragraphs[-1].runs += 1
        elif tag in _SKIPPED:
            self._skipping = self._depth
        elif tag == "w:p":
            self._begin_paragraph()
        elif tag == "w:pPr":
            self._properties = self._depth
        elif tag in _CHARACTERS:
            is_cut = tag == "w:br" and attributes.get("w:type") == "textWrapping"
            self._add(_CUT if is_cut else _CHARACTERS[tag])
        else:
            self._container(tag, attributes)

    def data(self, text: str) -> None:
        """Characters."""
        if self._in_text:
            self._add(text)
        elif self._fields and not self._skipping and len(self._fields[-1]) == 1:
            self._fields[-1][0] += text[:40]

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._skipping:
            if self._depth < self._skipping:
                self._skipping = 0
        elif self._properties:
            if self._depth < self._properties:
                self._properties = 0
        elif tag in _TEXT:
            self._in_text = False
        elif tag == "w:p":
            self._end_paragraph()
        else:
            self._end_container(tag)

    def _end_container(self, tag: str) -> None:
        """The end of an element that holds others."""
        match tag:
            case "w:tc" if self._cells:
                self._end_cell()
            case "w:tr" if self._tables:
                table = self._tables[-1]
                if not table.is_deleted:
                    table.rows.append(table.row)
            case "w:tbl" if self._tables:
                self._end_table()
            case "w:drawing" | "w:pict" | "w:object" if self._drawings:
                has_box = self._drawings.pop()
                (self.boxes if has_box else self.pictures).append(self._place())
            case "w:txbxContent" if len(self._containers) > 1:
                box = self._containers.pop()
                anchor = self._paragraphs[-1].boxes if self._paragraphs else self._containers[-1]
                anchor += box
            case _:
                pass

    def _container(self, tag: str, attributes: dict[str, str]) -> None:
        """An element that holds others, or marks a place."""
        match tag:
            case "w:tbl":
                self._tables.append(_Table(before=self.ordinal))
            case "w:tr" if self._tables:
                self._tables[-1].row = TableRow()
                self._tables[-1].is_deleted = False
            case "w:gridBefore" | "w:tblHeader" if self._tables:
                self._row_property(tag, attributes.get("w:val", ""))
            case "w:tc" if self._tables:
                self._cells.append(_Cell())
                self._containers.append([])
            case "w:gridSpan" | "w:vMerge" if self._cells:
                self._cell_property(tag, attributes)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawings.append(False)
            case "w:txbxContent":
                self._drawings[-1:] = [True] if self._drawings else []
                self._containers.append([])
            case "w:fldSimple" if _PAGE_FIELD.match(attributes.get("w:instr", "")):
                self._skipping = self._depth
            case "w:fldChar":
                self._field(attributes.get("w:fldCharType", ""))
            case "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference":
                self._comment(tag, attributes.get("w:id", ""))
            case _:
                pass

    def _row_property(self, tag: str, value: str) -> None:
        """How many columns a row leaves out before its first cell; whether it repeats as a head."""
        row = self._tables[-1].row
        if tag == "w:gridBefore":
            row.cells += [()] * number(value, high=_MOST_COLUMNS)
        elif value not in _OFF:
            row.repeats = True

    def _cell_property(self, tag: str, attributes: dict[str, str]) -> None:
        """How many columns a cell takes; whether it goes on from the row above."""
        cell = self._cells[-1]
        if tag == "w:gridSpan":
            cell.span = number(attributes.get("w:val", ""), low=1, high=_MOST_COLUMNS)
        else:
            cell.goes_on = attributes.get("w:val", "continue") == "continue"
            cell.begins = not cell.goes_on

    def _place(self) -> FilePosition:
        return FilePosition(self._paragraphs[-1].ordinal if self._paragraphs else self.ordinal or 1)

    def _comment(self, tag: str, comment: str) -> None:
        """The stretch of a comment begins or ends here, or its mark stands here."""
        paragraph = self._paragraphs[-1] if self._paragraphs else None
        if tag == "w:commentReference":
            on = self._stretches.pop(comment, "")
            self.comments.append(_Anchor(comment, self._place(), on))
        elif paragraph is not None and tag == "w:commentRangeStart":
            paragraph.commented[comment] = len(paragraph.text)
        elif paragraph is not None and comment in paragraph.commented:
            self._stretches[comment] = paragraph.text[paragraph.commented[comment] :]

    def _change(self, tag: str) -> None:
        self.revisions.append(self._place())
        if tag == "w:del" and self._paragraphs and self._properties:
            self._paragraphs[-1].joins_next = True
        elif tag == "w:del" and not self._paragraphs and self._tables and not self._cells:
            self._tables[-1].is_deleted = True

    def _field(self, kind: str) -> None:
        match kind:
            case "begin":
                self._fields.append([""])
            case "separate" if self._fields:
                self._fields[-1].append("")
            case "end" if self._fields:
                self._fields.pop()
            case _:
                pass

    def _add(self, text: str) -> None:
        if not self._paragraphs:
            return
        if self._fields and any(len(f) > 1 and _PAGE_FIELD.match(f[0]) for f in self._fields):
            return
        self.budget.charge(characters=len(text))
        text = text.replace(JOINER, "")
        paragraph = self._paragraphs[-1]
        paragraph.texts.append((max(1, paragraph.runs), text))

    def _begin_paragraph(self) -> None:
        self.budget.charge(paragraphs=1)
        self.ordinal += 1
        paragraph = _Paragraph(self.ordinal)
        if self._joined is not None:
            joined, self._joined = self._joined, None
            paragraph.texts, paragraph.runs = joined.texts, joined.runs
            paragraph.ordinal, paragraph.boxes = joined.ordinal, joined.boxes
        self._paragraphs.append(paragraph)

    def _property(self, tag: str, attributes: dict[str, str]) -> None:
        """A property of the paragraph; what it was before a change is none."""
        if not self._paragraphs or tag in _CHANGES_OF_FORM:
            self._skipping = self._depth
            return
        paragraph, typed = self._paragraphs[-1], attributes.get("w:val", "")
        match tag:
            case "w:pStyle":
                paragraph.style = typed
            case "w:numId":
                paragraph.list_id = typed
            case "w:ilvl":
                paragraph.list_level = number(typed, high=LAST_LEVEL)
            case "w:outlineLvl":
                paragraph.outline = number(typed, high=9)
            case _:
                pass

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if paragraph.joins_next:
            self._joined = paragraph
            return
        line = self._line(paragraph)
        here = self._containers[-1]
        if line is None:
            self._after_blank = True
        else:
            here.append(line)
            self._after_blank = False
        here += paragraph.boxes

    def _line(self, paragraph: _Paragraph) -> Line | None:
        """The paragraph as a line; None for a blank one, whose number counts all the same."""
        style = self.styles[paragraph.style]
        role, level = style.role, style.level
        if paragraph.outline is not None and role in ("", "item", "heading"):
            role, level = ("heading", paragraph.outline + 1) if paragraph.outline < 9 else ("", 0)
        listed = self._listed(paragraph, style.list_id, style.list_level)
        is_title = role in ("title", "attachment title")
        parts = _parts(paragraph, listed or "", is_title=is_title, is_cell=bool(self._cells))
        if not parts:
            return None
        if listed and role != "heading" and label_of(listed) is None:
            # A number of no kind that headings have: ①, a. It is text, as Word shows it.
            number_text = Text(listed, place=FilePosition(paragraph.ordinal))
            parts, listed = ((number_text, *parts[0]), *parts[1:]), None
        return Line(parts, role, level, listed, after_blank=self._after_blank)

    def _listed(self, paragraph: _Paragraph, list_id: str, level: int | None) -> str | None:
        """The number that a list gives the paragraph; None where it stands in none."""
        if paragraph.list_id is not None:
            list_id, level = paragraph.list_id, paragraph.list_level
        elif paragraph.list_level is not None:
            level = paragraph.list_level
        if not list_id:
            return None
        if level is None:
            level = self.lists.level_of_style.get((list_id, paragraph.style), 0)
        return self.lists.label(list_id, level) or None

    def _end_cell(self) -> None:
        cell, content, table = self._cells.pop(), self._containers.pop(), self._tables[-1]
        table.row.add(
            () if cell.goes_on else self._flat(content),
            span=cell.span,
            begins=cell.begins,
            goes_on=cell.goes_on,
        )

    def _flat(self, content: list[Entry]) -> Inlines:
        """What stands in a cell as one text.

        A blank between its lines and the cells of a table in it.
        """
        texts: list[Inlines] = []
        for entry in content:
            if isinstance(entry, Line):
                label = (Text(entry.listed),) if entry.listed else ()
                texts.append((*label, *entry.inlines))
            else:
                lines = (*entry.head_lines, *entry.rows)
                inner = [cell for line in lines for cell in line if cell]
                first = inner[0][0]
                place = first.place if isinstance(first, Text) else None
                self.nested_tables.append(place or self._place())
                texts += inner
        blank = (Text(" "),)
        return tuple(i for at, text in enumerate(texts) for i in ((*blank, *text) if at else text))

    def _end_table(self) -> None:
        under_way = self._tables.pop()
        if not self._tables:
            self.tables.append((under_way.before + 1, self.ordinal))
        table = table_of(under_way.rows)
        if table is None:
            return
        self._containers[-1].append(table)
        self._after_blank = False


def _parts(
    paragraph: _Paragraph, label: str, *, is_title: bool, is_cell: bool
) -> tuple[Texts, ...]:
    """The text of the paragraph without blanks around it.

    The lines of a title as parts of their own.

    In a cell the blanks before it stay: they say what it is part of.
    """
    parts: list[list[Text]] = [[]]
    at = len(label)
    for run, whole in paragraph.texts:
        for index, text in enumerate(whole.split("\n")):
            if index and is_title:
                parts.append([])
                at += 1
            shown = text if not index or is_title else " " + text
            shown = shown.replace(_CUT, "" if is_title else " ")
            if shown:
                last = parts[-1][-1] if parts[-1] else None
                if last and last.place and last.place.run == run:
                    parts[-1][-1] = replace(last, text=last.text + shown)
                else:
                    parts[-1].append(Text(shown, place=FilePosition(paragraph.ordinal, run, at)))
            at += len(shown)
    return tuple(trimmed for part in parts if (trimmed := _trimmed(part, only_end=is_cell)))


def _trimmed(texts: list[Text], *, only_end: bool) -> Texts:
    """The runs without the blanks around them all, or only without those behind."""
    while texts and not texts[0].text.strip() and not only_end:
        texts = texts[1:]
    while texts and not texts[-1].text.strip():
        texts = texts[:-1]
    if not texts:
        return ()
    first = texts[0]
    blanks = len(first.text) - len(first.text.lstrip())
    if blanks and first.place and not only_end:
        place = replace(first.place, offset=first.place.offset + blanks)
        texts = [Text(first.text[blanks:], place=place), *texts[1:]]
    texts[-1] = replace(texts[-1], text=texts[-1].text.rstrip())
    return tuple(texts)
