"""The parts of a .docx of our own that hold no text: page, numbering, settings, fonts, footers.

XML is written as text: these strings are the whole of it, and a parser would only take them apart
again. Every raw quirk of WordprocessingML has its reason beside it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from drafter import layout
from drafter.formats.docx_styles import FIRST_LINE, HEAD, W
from drafter.layout import LINE_PITCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.layout import Faces

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SECTION = (
    "<w:sectPr>"
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="even" r:id="rId6"/>'
    f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="{layout.MARGIN_TOP}" w:right="{layout.MARGIN_RIGHT}" '
    f'w:bottom="{layout.MARGIN_BOTTOM}" w:left="{layout.MARGIN_LEFT}" '
    f'w:header="{layout.HEADER}" w:footer="{layout.FOOTER}" w:gutter="0"/>'
    f'<w:cols w:space="{layout.COLUMN_GAP}"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{LINE_PITCH}"/>'
    "</w:sectPr>"
)
_OUTLINE = ("chineseCountingThousand", "chineseCountingThousand", "decimal", "decimal")
_LABELS = ("%1、", "（%2）", "%3.", "（%4）")
FIRST_LIST = 1
"""The list of the report itself; each attachment has the next one, which begins anew."""


def outline_list(
    abstract: int, *, styled: bool = True, indents: Sequence[str] = (FIRST_LINE,) * 4
) -> str:
    """The definition of the list 一、 （一） 1. （1）, which indents each level as its heading.

    `styled`: our heading styles stand for its levels. LibreOffice takes a level without an indent
    for one that is not indented, whatever the style says.
    """
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{level + 1}"/>' if styled else "")
        # The text follows the number at once: 一、 and （一） bring their own space.
        + f'<w:suff w:val="nothing"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>'
        + f"<w:pPr>{indents[level]}</w:pPr></w:lvl>"
        for level, (form, label) in enumerate(zip(_OUTLINE, _LABELS, strict=True))
    )
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def counted_list(number: int, abstract: int, *, anew: bool) -> str:
    """A list that counts by the definition `abstract`; `anew`: not on from the list before it."""
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(len(_LABELS) if anew else 0)
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>'


NUMBERING = (
    f"{HEAD}<w:numbering {W}>{outline_list(0)}",
    "</w:numbering>",
)
"""`word/numbering.xml` before and behind the lists that a document counts by."""
SETTINGS = (
    f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/>'
    "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
    f'<w:defaultTabStop w:val="{layout.TAB_STOP}"/><w:evenAndOddHeaders/>'
    f'<w:drawingGridVerticalSpacing w:val="{LINE_PITCH}"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    # Without compatibility mode 15 Word lays a page out as Word 2007 did.
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def font_table(faces: Faces) -> str:
    """`word/fontTable.xml`: the faces, and what stands in where one is not installed."""
    entries = []
    for face in dict.fromkeys((*faces.headings, faces.title, faces.page_number, faces.latin)):
        substitute = layout.SUBSTITUTES.get(face)
        alternative = f'<w:altName w:val="{substitute}"/>' if substitute else ""
        charset = "00" if face == faces.latin else "86"
        entries.append(
            f'<w:font w:name="{escape(face)}">{alternative}<w:charset w:val="{charset}"/></w:font>'
        )
    return f"{HEAD}<w:fonts {W}>{''.join(entries)}</w:fonts>"


def _footer(style: str) -> str:
    # A 一字线 (U+2014) on each side, one half-width space between it and the number.
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'{run}<w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'{run}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


FOOTER_ODD = _footer("FooterOdd")
FOOTER_EVEN = _footer("FooterEven")
