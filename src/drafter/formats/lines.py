"""The lines of a file -> blocks: what readers of Word files and of texts share.

A reader says what its format knows of a line (a style, a number that a list gives, a mark of
Markdown); what it does not know is judged by the grammar of `outline`.
"""

from __future__ import annotations

from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from drafter import outline
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Paragraph,
    Signature,
    Table,
    Text,
    Title,
    normalised,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.document import Block
    from drafter.outline import Label

Role = Literal[
    "",
    "title",
    "byline",
    "heading",
    "item",
    "addressee",
    "attachment list",
    "attachment label",
    "attachment title",
    "signature",
    "date",
    "contents",
]
"""What a format says that a line is; empty where only its words can tell."""

MOST_CHARACTERS = 600_000
"""Characters of a file's text. Our choice: twenty times the longest report that we have met."""
MOST_LINES = 15_000
"""Lines of a text, or paragraphs of a .docx, those of cells and blank ones too. Our choice."""
_LONGEST_TITLE = 3
"""Lines above the text that may belong to its title. Our choice."""
_PLAIN_TITLE = 2
"""Lines of one that does not end as titles do. Our choice."""
_LONGEST_BYLINE = 6
"""Lines below the title that name bureaus or the date. Our choice."""


Texts = tuple[Text, ...]
"""What a line of a file is made of: it holds no stated values."""


class Line(Struct, frozen=True):
    """A line of a file that is not blank, without the blanks around it."""

    parts: tuple[Texts, ...]
    """Its text; a title has a part for each of its lines."""
    role: Role = ""
    level: int = 0
    """The level that a heading's style or mark gives, from 1; 0 for any other line."""
    listed: str | None = None
    """The number that a list gives it; it is no part of its text. None: it stands in no list."""
    after_blank: bool = False
    """Whether a blank line stands before it."""
    indented: bool = False
    """Whether it is set in as a paragraph is: by two full-width blanks."""

    @property
    def inlines(self) -> Texts:
        """The text of all parts."""
        return self.parts[0] if len(self.parts) == 1 else sum(self.parts, ())

    @property
    def text(self) -> str:
        """The characters of all parts."""
        return plain(self.inlines)


Entry = Line | Table


def blocks_of(entries: Sequence[Entry]) -> tuple[Block, ...]:
    """The blocks that the lines and tables of a file make, from first to last."""
    reading = _Reading(entries)
    reading.read()
    return tuple(normalised(_with_lists(reading)))


class _Reading:
    """One file under way.

    `given` are the indices of blocks that the format itself calls headings; `tight` has the number
    of an entry such as 8.6个… where 7. stands before it and 9. behind.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.blocks: list[Block] = []
        self.given: set[int] = set()
        self.at = 0
        self.tight = _tight_labels(entries)

    def read(self) -> None:
        """Make the blocks."""
        while self.at < len(self.entries):
            entry = self.entries[self.at]
            if isinstance(entry, Table):
                self._put(entry)
            elif entry.role:
                self._as_told(entry)
            elif not (self._front(entry) or self._attachment(entry) or self._signature(entry)):
                self._put(self._numbered(entry) or Paragraph(entry.inlines))

    def _put(self, block: Block, lines: int = 1) -> None:
        """The block is what the next lines are."""
        self.blocks.append(block)
        self.at += lines

    def _as_told(self, line: Line) -> None:
        """A line of which the format says what it is."""
        match line.role:
            case "title":
                self._title(line)
            case "byline":
                self._byline_as_told(line)
            case "heading":
                heading = self._heading(line)
                if isinstance(heading, Heading):
                    self.given.add(len(self.blocks))
                self._put(heading)
            case "item":
                self._put(self._item(line))
            case "addressee":
                self._put(_addressee(line.inlines))
            case "attachment list":
                if not self._attachment_list():
                    self._put(Paragraph(line.inlines))
            case "attachment label":
                self._attachment_title(line, outline.attachment_number(line.text) or 0)
            case "signature" | "date":
                if not self._signature(line):
                    self._put(Paragraph(line.inlines))
            case _:
                self._put(Paragraph(line.inlines))

    def _title(self, line: Line) -> None:
        """A line of the title, or all of them."""
        if self.blocks and isinstance(last := self.blocks[-1], Title):
            self.blocks[-1] = Title((*last.lines, *line.parts))
            self.at += 1
        else:
            self._put(Title(line.parts))

    def _byline_as_told(self, line: Line) -> None:
        """A line below the title, whatever its words: its style says so."""
        if self.blocks and isinstance(last := self.blocks[-1], Byline):
            self.blocks[-1] = Byline((*last.lines, line.inlines))
            self.at += 1
        else:
            self._put(Byline((line.inlines,)))

    def _item(self, line: Line) -> Block:
        """A numbered paragraph, however short."""
        block = self._numbered(line)
        if isinstance(block, Heading):
            return Item(block.level, block.inlines, block.label)
        return block or Paragraph(line.inlines)

    def _heading(self, line: Line) -> Block:
        """A line in the style of a heading: one of its own, unless it runs on into its text."""
        block = self._numbered(line)
        if block is None:
            if line.listed is not None or outline.stands_alone(line.text, 1):
                return Heading(min(line.level, 4), line.inlines, line.listed or "")
            return Paragraph(line.inlines)
        return block

    def _numbered(self, line: Line) -> Heading | Item | None:
        """A line that bears a number, listed or typed; None where it bears none."""
        text = line.text
        if outline.is_contents_line(text):
            return None
        if line.listed:
            label = outline.label_of(line.listed)
            if label is None:
                return None
            shown, inlines = line.listed, line.inlines
        else:
            label = outline.label_of(text) or self.tight.get(self.at)
            if label is None:
                return None
            shown, inlines = text[: label.end], cut_from(line.inlines, label.end)
        if outline.stands_alone(plain(inlines), label.level):
            return Heading(label.level, inlines, shown)
        return Item(label.level, inlines, shown)

    def _front(self, line: Line) -> bool:
        """Title and addressee, which stand before all other text."""
        if not self.blocks and (lines := self._title_lines()):
            parts = [part for entry in self._lines(lines) for part in entry.parts]
            self._put(Title(tuple(parts)), lines)
            return True
        if len(self.blocks) == 1 and (lines := self._byline_lines(self.at)):
            self._put(Byline(tuple(entry.inlines for entry in self._lines(lines))), lines)
            return True
        text = line.text
        in_front = all(isinstance(block, Title | Byline) for block in self.blocks)
        if in_front and text.endswith("：") and not line.listed and outline.is_addressee(text[:-1]):
            self._put(_addressee(line.inlines))
            return True
        return False

    def _title_lines(self) -> int:
        """How many of the first lines are the title.

        Up to one that ends as titles do, a blank line, or one set in as a paragraph is.
        """
        count = 0
        for entry in self.entries[: _LONGEST_TITLE + 1]:
            if not isinstance(entry, Line) or entry.role or entry.listed is not None:
                break
            text = entry.text
            if (
                not outline.is_plain(text)
                or len(text) > outline.LONGEST_HEADING
                or outline.label_of(text)
                or text.endswith(("：", ":"))
            ):
                break
            if count and (entry.after_blank or entry.indented):
                break
            count += 1
        for last in range(min(count, _LONGEST_TITLE), 0, -1):
            if outline.is_title(self._line(last - 1).text):
                return last
        own = takewhile(
            lambda at: not outline.byline_of(self._line(at).text), range(min(count, _PLAIN_TITLE))
        )
        lines = sum(1 for _line in own)
        return next((last for last in range(lines, 0, -1) if self._is_above_text(last)), 0)

    def _is_above_text(self, lines: int) -> bool:
        """Whether so many first lines stand above whole paragraphs, an addressee or 一、.

        They are the title then, whatever it ends on. Only who reports and when may stand between.
        """
        following = self._next(lines + self._byline_lines(lines))
        if following is None or following.role not in ("", "heading"):
            return False
        label = outline.label_of(following.text)
        if label is not None:
            return (label.level, label.number) == (1, 1)
        text = following.text
        is_for = text.endswith("：") and outline.is_addressee(text[:-1])
        return is_for or outline.is_whole_paragraph(text)

    def _byline_lines(self, start: int) -> int:
        """How many lines from this one on say who reports and when, below the title."""
        if start == 0 or (self.blocks and not isinstance(self.blocks[0], Title)):
            return 0
        count = 0
        for entry in self.entries[start : start + _LONGEST_BYLINE]:
            if not isinstance(entry, Line) or entry.role or entry.listed is not None:
                break
            if not outline.byline_of(entry.text):
                break
            count += 1
        return count

    def _line(self, at: int) -> Line:
        return cast("Line", self.entries[at])  # whoever asks has seen that it is one

    def _lines(self, count: int) -> Iterator[Line]:
        return (self._line(self.at + ahead) for ahead in range(count))

    def _next(self, ahead: int = 1) -> Line | None:
        """The line so many behind this one; None where there is none, or a table."""
        at = self.at + ahead
        entry = self.entries[at] if at < len(self.entries) else None
        return entry if isinstance(entry, Line) else None

    def _attachment(self, line: Line) -> bool:
        """附件说明, or the line with which an attachment begins."""
        text = line.text
        if not text.startswith("附"):
            return False
        number = outline.attachment_number(text)
        if number is not None and self.blocks:
            self._attachment_title(line, number)
            return True
        return self._attachment_list()

    def _attachment_title(self, label: Line, number: int) -> None:
        """An attachment with its name, which is the line behind its label."""
        name = self._next()
        if name is not None and (
            name.role == "attachment title"
            or (outline.is_plain(name.text) and not outline.label_of(name.text))
        ):
            self._put(AttachmentTitle(number, name.inlines, label.inlines), 2)
        else:
            self._put(AttachmentTitle(number, (), label.inlines))

    def _attachment_list(self) -> bool:
        """附件：1. 甲表, and the lines 2. 乙表 below it; the only one bears no number."""
        first = self._line(self.at)
        head = outline.attachments_head(first.text)
        if head is None:
            return False
        start, is_numbered = head
        names = [cut_from(first.inlines, start)] if start < len(first.text) else []
        labels = [first.text[:start]]
        lines = 1
        while (is_numbered or not names) and (line := self._next(lines)):
            label = line.listed or ""
            at = outline.attachment_head(label + line.text, len(names) + 1)
            listed = line.role == "item" and line.listed is not None
            if at is None or not (listed or line.role in ("", first.role)):
                break
            is_numbered = True
            label += line.text[: max(0, at - len(label))]
            labels = [*labels, label] if names else [labels[0] + label]
            names.append(cut_from(line.inlines, max(0, at - len(line.listed or ""))))
            lines += 1
        if names:
            block = AttachmentList(tuple(names))
            typed = () if block.labels == tuple(labels) else tuple(labels)
            self._put(replace(block, typed_labels=typed), lines)
        return bool(names)

    def _signature(self, line: Line) -> bool:
        """署名 with its date on the next line, behind some text.

        A name alone only where its style says so.
        """
        if all(isinstance(block, Title | Byline | Addressee) for block in self.blocks):
            return False
        following = self._next()
        has_date = following is not None and (
            outline.is_date(following.text) and following.role in ("", "date")
        )
        if line.role == "date":
            return False
        if line.role == "signature":
            date = following.inlines if has_date and following else None
            self._put(Signature(line.inlines, date), 2 if date is not None else 1)
            return True
        if has_date and following and not following.after_blank and outline.is_name(line.text):
            self._put(Signature(line.inlines, following.inlines), 2)
            return True
        if self._ends_text(line) and outline.is_bureau(line.text):
            self._put(Signature(line.inlines, None))
            return True
        return False

    def _ends_text(self, line: Line) -> bool:
        """Whether the line stands apart from what is before it, with only attachments behind it."""
        if not line.after_blank:
            return False
        following = self._next()
        return self.at + 1 >= len(self.entries) or (
            following is not None and outline.attachment_number(following.text) is not None
        )


def cut_from(inlines: Texts, start: int) -> Texts:
    """The inlines from this character on, each knowing where it stands.

    Nothing left: an empty one.
    """
    rest: list[Text] = []
    last: Text | None = None
    for inline in inlines:
        length = len(inline.text)
        last = inline if start >= length else None
        if start < length:
            rest.append(_behind(inline, start) if start > 0 else inline)
        start = max(0, start - length)
    return tuple(rest) if rest or last is None else (_behind(last, len(last.text)),)


def _behind(text: Text, start: int) -> Text:
    place = text.place
    if place is not None:
        place = replace(place, offset=place.offset + start)
    return Text(text.text[start:], place=place)


def _addressee(inlines: Texts) -> Addressee:
    """主送机关, the colon at its end apart."""
    *before, last = inlines
    if not last.text.endswith("："):
        return Addressee(inlines, has_colon=False)
    text = last.text.removesuffix("：")
    return Addressee((*before, replace(last, text=text)) if text else tuple(before))


def _tight_labels(entries: Sequence[Entry]) -> dict[int, Label]:
    """The numbers right before a digit, in a row that has the one before and the one behind."""
    waiting: list[tuple[int, Label]] = []
    found: dict[int, Label] = {}
    last = 0
    for at, entry in enumerate(entries):
        if not isinstance(entry, Line) or entry.listed is not None:
            continue
        text = entry.text[:8]
        if not text[:1].isdecimal():
            continue
        if label := outline.label_of(text):
            if label.number == last + 1 + len(waiting):
                found.update(waiting)
            waiting.clear()
            last = label.number
        elif last and (tight := outline.tight_label_of(text)):
            waiting += [(at, tight)] if tight.number == last + 1 + len(waiting) else []
    return found


def _with_lists(reading: _Reading) -> Iterable[Block]:
    """The blocks with short lines of 1. or （1） in a row, and no text below the last, as items."""
    blocks = reading.blocks
    start = 0
    for level, group in groupby(blocks, key=_number_level):
        size = len(list(group))
        following = blocks[start + size] if start + size < len(blocks) else None
        has_body = isinstance(following, Paragraph | Table)
        if level > 2 and size > 1 and not has_body:
            for at in range(start, start + size):
                if isinstance(block := blocks[at], Heading) and at not in reading.given:
                    blocks[at] = Item(block.level, block.inlines, block.label)
        start += size
    return blocks


def _number_level(block: Block) -> int:
    return block.level if isinstance(block, Heading | Item) else 0
