"""The proof: the draft says what the old file says, line by line, character by character.

It reads the old file by itself and knows nothing of how the report file was made. A number in front
of a line is set aside, and told where it is another one; the signs of `_NORMAL` are read as one.
"""

from __future__ import annotations

import html
import re
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numbered,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from drafter.document import Block, Document

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBER = f"(?:{_HAN_NUMBER}|[0-9xX×*＊]{{1,2}})"
_LABEL = re.compile(
    rf"^(?:[（(]{_NUMBER}[）)][、.．]?|{_HAN_NUMBER}[.．]|{_NUMBER}、"
    r"|[\u2474-\u249b\u3220-\u3229][、.．]?|[0-9]{1,2}[）)](?=[^0-9，。；、）)]|$)"
    rf"|{_NUMBER}[.．](?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}年))"
    r"|附件[：:][ 　\t]*(?:[0-9]{1,2}[.．、])?)[ 　\t]*"
)
_ATTACHMENTS_ALONE = re.compile(r"附件[：:][ 　\t]*")
"""The line above the names of the attachments: drafter sets it before the first of them."""
_NORMAL = str.maketrans("％﹪０１２３４５６７８９：", "%%0123456789:")
_POINT = re.compile(r"(?<=\d)．(?=\d)")
_APART = re.compile(r" *\t[ \t]*| {2,}")
"""What stands between cells that are kept as text: how wide it is says nothing."""
_DASH = "—"
_HIDDEN = re.compile(
    "[\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ue000-\\ue002"
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]"
)


class Line(NamedTuple):
    """A line that says something."""

    text: str
    cells: tuple[str | None, ...] = ()
    """Of a row of a table its cells, blank ones too; None for what is joined to a cell before or
    above. Empty for any other line, and where the text does not tell."""


class Difference(NamedTuple):
    """Lines of the old text that the draft says otherwise."""

    first: int
    last: int
    """The lines of the old text, from 0, the last exclusive."""
    old: tuple[str, ...]
    new: tuple[str, ...]


class Renumbered(NamedTuple):
    """A line whose number drafter sets otherwise."""

    line: int
    old: str
    new: str


class Proof(NamedTuple):
    """What the comparison came to."""

    lines: int
    identical: int
    differences: tuple[Difference, ...]
    renumbered: tuple[Renumbered, ...]
    dashes: int = 0
    """Blank cells of tables, in which drafter sets a dash."""

    @property
    def holds(self) -> bool:
        """Whether the draft says the same."""
        return not self.differences

    @property
    def differing(self) -> int:
        """How many lines of the old text, or beside them of the draft, are not the same."""
        return sum(max(len(one.old), len(one.new)) for one in self.differences)


def proof_of(read: Sequence[Line], draft: Document) -> Proof:
    """The lines of the old text against those of the draft, rows of its tables cell by cell."""
    drafted = [line for block, label in numbered(draft.blocks) for line in _lines(block, label)]
    drafted = [line for line in drafted if line.text.strip()]
    new = [line.text for line in drafted]
    lines = list(_lines_of([line.text for line in read], new))
    old = [line for _number, line in lines]
    first, second = [_bare(line) for line in old], [_bare(line) for line in new]
    differences: list[Difference] = []
    renumbered: list[Renumbered] = []
    identical = dashes = 0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    same = first == second
    codes = [("equal", 0, len(first), 0, len(second))] if same else matcher.get_opcodes()
    for kind, a, b, c, d in codes:
        if kind != "equal":
            at = lines[a][0] if a < len(lines) else len(lines)
            end = lines[b - 1][0] + 1 if b > a else at
            differences.append(Difference(at, end, tuple(old[a:b]), tuple(new[c:d])))
            continue
        for at, (one, other) in enumerate(zip(old[a:b], new[c:d], strict=True)):
            cells = read[lines[a + at][0]].cells, drafted[c + at].cells
            if not _same_cells(*cells):
                number = lines[a + at][0]
                differences.append(Difference(number, number + 1, (one,), (other,)))
                continue
            dashes += max(0, _dashes(other) - _dashes(one))
            if one == other or (all(cells) and cells[0] == cells[1]):
                identical += 1  # of a row, how wide the blanks between its cells are says nothing
            elif (was := _label(one)) and was != (now := _label(other)):
                renumbered.append(Renumbered(lines[a + at][0], was, now))
    return Proof(len(old), identical, tuple(differences), tuple(renumbered), dashes)


def _same_cells(old: Sequence[str | None], new: Sequence[str | None]) -> bool:
    """Whether a row of a table says the same in every cell; a dash is as good as nothing.

    True for a line that is no row of a table in both.
    """
    pairs = zip_longest(old, new, fillvalue="") if old and new else ()
    return all(
        one is not None
        and other is not None
        and (_normal(one) == _normal(other) or (not one.strip() and other in ("", _DASH)))
        for one, other in pairs
    )


def _normal(text: str) -> str:
    return _HIDDEN.sub("", _POINT.sub(".", text.translate(_NORMAL))).strip()


def _lines_of(old: Sequence[str], new: Collection[str]) -> Iterator[tuple[int, str]]:
    """The lines of the old text as drafter would set them, each with which line it begins in.

    附件： alone stands before the first name, where the draft has it so.
    """
    listed = {_bare(line) for line in new if _ATTACHMENTS_ALONE.match(line)}
    head: str | None = None
    for at, line in enumerate(old):
        following = old[at + 1] if at + 1 < len(old) else ""
        if _ATTACHMENTS_ALONE.fullmatch(line) and _bare(following) in listed:
            head = line.strip()
        elif head is not None:
            yield at - 1, head + line
            head = None
        else:
            yield from ((at, piece) for piece in _broken(line, new))


def _broken(line: str, new: Collection[str]) -> list[str]:
    """A line with breaks in it: as one where the draft has it so, else as the lines of a title."""
    if "\n" not in line:
        return [line]
    pieces = [piece.strip() for piece in line.split("\n") if piece.strip()]
    return pieces if all(piece in new for piece in pieces) else [" ".join(pieces)]


def _label(line: str) -> str:
    match = _LABEL.match(line)
    return match[0] if match else ""


def _bare(line: str) -> str:
    """The line without its number, its signs and gaps normal, without blanks around it.

    Where cells stand in it, those that hold a dash are as good as blank.
    """
    text = _APART.sub("  ", _POINT.sub(".", line.translate(_NORMAL)))
    text = _LABEL.sub("", _HIDDEN.sub("", text).strip(), count=1).strip()
    first, *others = text.split("  ")
    return "  ".join([first, *(cell for cell in others if cell != _DASH)])


def _dashes(line: str) -> int:
    return line.split("  ")[1:].count(_DASH)


def _lines(block: Block, label: str) -> Iterator[Line]:
    if isinstance(block, Table):
        for inlines in (*block.head_lines, *block.rows):
            cells = tuple(map(plain, inlines))
            yield Line("  ".join(filter(None, cells)), cells)
        return
    yield from map(Line, _texts(block, label))


def _texts(block: Block, label: str) -> Iterator[str]:
    match block:
        case Title(lines=lines) | Byline(lines=lines):
            yield from map(plain, lines)
        case Addressee():
            yield f"{plain(block.inlines)}："
        case Heading() | Item():
            yield label + plain(block.inlines)
        case Paragraph() | Point():
            yield plain(block.inlines)
        case Signature(name=name, date=date):
            yield plain(name)
            if date is not None:
                yield plain(date)
        case AttachmentList(names=names):
            for at, name in enumerate(names, start=1):
                head = "附件：" if at == 1 else ""
                yield head + (f"{at}. " if len(names) > 1 else "") + plain(name)
        case AttachmentTitle(number=number, inlines=inlines):
            yield f"附件{number or ''}"
            yield plain(inlines)


def lines_of_text(text: str, *, markdown: bool) -> list[Line]:
    """The lines of a text that say something.

    Of a row of Markdown, and of one pasted from a sheet, its cells too.
    """
    found: list[Line] = []
    for line in re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        said, cells = line.strip(), list[str]()
        if markdown and said.startswith("|"):
            cells = [_without_marks(cell.strip()) for cell in re.split(_BAR, said.strip("|"))]
        elif "\t" in said:
            cells = [cell.strip() for cell in line.split("\t")]
        if markdown:
            said = _without_marks(said)
        if _HIDDEN.sub("", said).strip():
            found.append(Line(re.sub(r"[ \t]{2,}", "  ", said), tuple(cells)))
    return found


_BAR = r"(?<!\\)\|"
"""What stands between the cells of a row of Markdown."""


def _without_marks(line: str) -> str:
    """A line of Markdown as it is shown."""
    if re.fullmatch(r"(?:[-*_][ \t]*){3,}|[|:\- \t]*\|[|:\- \t]*", line):
        return ""
    if line.startswith("|"):
        cells = re.split(_BAR, line.strip("|"))
        line = "  ".join(cell.strip() for cell in cells if cell.strip())
    line = re.sub(r"^#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?$", r"\1", line)
    line = re.sub(r"^[-*+][ \t]+", "", line)
    return re.sub(
        r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});",
        lambda match: match[1] or html.unescape(match[0]),
        line,
    ).strip()
