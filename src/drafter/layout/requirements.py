"""What a page is held to, as a table: an office's own page is drafted, and told where it departs.

Only what GB/T 9704-2012 asks for is here, R and G; what we chose ourselves is nobody's duty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter import layout
from drafter.layout import MM
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class StyleFound(Struct, frozen=True):
    """A style as an office has it; None: it leaves that to the program."""

    face: str | None = None
    size: int | None = None
    """Half-points."""


class PageFound(Struct, frozen=True):
    """A page as an office has it."""

    lengths: Mapping[str, int] = field(default_factory=dict)
    """Name of a length of the table -> twips."""
    lines: int | None = None
    """Lines of text on a page; None: nothing fixes them."""
    indent: float | None = None
    """Characters that the first line of a paragraph is indented."""
    styles: Mapping[str, StyleFound] = field(default_factory=dict)
    """Our name of a style -> how it looks."""


class Length(Struct, frozen=True):
    """A length of the page that the standard fixes."""

    name: str
    what: Callable[[], str]
    twips: int
    clause: str


class Type(Struct, frozen=True):
    """The face and size of a style that the standard names."""

    style: str
    what: Callable[[], str]
    face: str
    known_as: tuple[str, ...]
    """Parts of the names that faces of this kind bear."""
    size: int
    """Half-points."""
    clause: str


_TOLERANCE = MM
"""±1 mm. Clause 5.2.1, R for the upper and left edge; the others follow from it."""
LENGTHS = (
    Length("width", lambda: _("纸宽"), layout.PAGE_WIDTH, "5.1"),
    Length("height", lambda: _("纸高"), layout.PAGE_HEIGHT, "5.1"),
    Length("top", lambda: _("上边距（天头）"), layout.MARGIN_TOP, "5.2.1"),
    Length("left", lambda: _("左边距（订口）"), layout.MARGIN_LEFT, "5.2.1"),
    Length("bottom", lambda: _("下边距"), layout.MARGIN_BOTTOM, "5.2.1"),
    Length("right", lambda: _("右边距"), layout.MARGIN_RIGHT, "5.2.1"),
)
_FANGSONG = ("仿宋", "FangSong", "Fangsong")
_KAI = ("楷体", "楷_", "KaiTi", "Kaiti")
_HEI = ("黑体", "SimHei", "Heiti")
_TITLE = ("小标宋",)
TYPES = (
    Type("BodyText", lambda: _("正文"), "仿宋", _FANGSONG, layout.BODY_SIZE, "5.2.2"),
    Type("Title", lambda: _("标题"), "小标宋", _TITLE, layout.TITLE_SIZE, "7.3.1"),
    Type("Heading1", lambda: _("一级标题"), "黑体", _HEI, layout.BODY_SIZE, "7.3.3"),
    Type("Heading2", lambda: _("二级标题"), "楷体", _KAI, layout.BODY_SIZE, "7.3.3"),
    Type("Heading3", lambda: _("三级标题"), "仿宋", _FANGSONG, layout.BODY_SIZE, "7.3.3"),
    Type("Heading4", lambda: _("四级标题"), "仿宋", _FANGSONG, layout.BODY_SIZE, "7.3.3"),
    Type("AttachmentLabel", lambda: _("附件标识"), "黑体", _HEI, layout.BODY_SIZE, "7.3.7"),
)


def departures(found: PageFound) -> Iterator[str]:
    """Where the page departs from the standard, each said once, in the order of the table."""
    for length in LENGTHS:
        twips = found.lengths.get(length.name)
        if twips is not None and abs(twips - length.twips) > _TOLERANCE:
            yield _departure(length.what(), _mm(twips), _mm(length.twips), length.clause)
    wanted = _("{count}行", count=layout.LINES)
    if found.lines is None:
        yield _("没有定每页行数，GB/T 9704—2012 第5.2.3条要求{wanted}", wanted=wanted)
    elif found.lines != layout.LINES:
        lines = _("{count}行", count=found.lines)
        yield _departure(_("每页行数"), lines, wanted, "5.2.3")
    if found.indent is not None and abs(found.indent - layout.INDENT) > _HALF_A_CHARACTER:
        wanted = _("{count}字", count=layout.INDENT)
        indent = _("{count}字", count=f"{found.indent:g}")
        yield _departure(_("首行缩进"), indent, wanted, "7.3.3")
    for kind in TYPES:
        style = found.styles.get(kind.style)
        if style is None:
            continue
        if style.face and not any(name in style.face for name in kind.known_as):
            what = _("{style}字体", style=kind.what())
            yield _departure(what, style.face, kind.face, kind.clause)
        if style.size and style.size != kind.size:
            what = _("{style}字号", style=kind.what())
            yield _departure(what, _points(style.size), _points(kind.size), kind.clause)


_HALF_A_CHARACTER = 0.5


def _departure(what: str, found: str, wanted: str, clause: str) -> str:
    return _(
        "{what}是{found}，GB/T 9704—2012 第{clause}条要求{wanted}",
        what=what,
        found=found,
        clause=clause,
        wanted=wanted,
    )


def _mm(twips: int) -> str:
    return _("{number}毫米", number=f"{twips / MM:.0f}")


def _points(half_points: int) -> str:
    return _("{number}磅", number=f"{half_points / 2:g}")
