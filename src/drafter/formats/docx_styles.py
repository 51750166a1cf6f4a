"""The styles of a .docx that drafter writes, each with what it sets; XML is made of them here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter import layout
from drafter.layout import CHARACTER_PITCH, CHARACTER_SPACING, LINE_PITCH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.layout import Faces

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FIRST_LINE = (
    f'<w:ind w:firstLineChars="{layout.INDENT * 100}" '
    f'w:firstLine="{layout.INDENT * CHARACTER_PITCH}"/>'
)
NORMAL = "Normal"
BODY_TEXT = "BodyText"
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_SPACING = '<w:spacing w:before="{before}" w:after="{after}"{line}/>'
_EXACT = f' w:line="{LINE_PITCH}" w:lineRule="exact"'


class ParagraphStyle(Struct, frozen=True):
    """A style of paragraphs. What is None or empty comes from the style that it is based on."""

    identifier: str
    name: str
    """As Word knows it: a built-in style has its English name, whatever the language of Word."""
    based: str = NORMAL
    following: str = ""
    face: str | None = None
    latin: str = layout.LATIN_FACE
    size: int | None = None
    """Half-points."""
    character_spacing: int | None = None
    """Twips behind each character."""
    flow: str = ""
    """keepNext and pageBreakBefore: what stands first in the properties of a paragraph."""
    outline: int | None = None
    """The level of a heading, from 0."""
    numbered: bool = False
    auto_space: bool = True
    """Whether Word puts a blank between Chinese characters and digits."""
    grid: bool = True
    """Whether its lines stand on the lines of the page."""
    spacing: str = ""
    indent: str = ""
    align: str = ""

    def xml(self, ids: Mapping[str, str] | None = None) -> str:
        """The style; styles that it names have the identifiers in `ids`, if there."""
        ids = ids or {}
        custom = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        following = ""
        if self.following:
            following = f'<w:next w:val="{ids.get(self.following, self.following)}"/>'
        return (
            f'<w:style w:type="paragraph"{custom} '
            f'w:styleId="{ids.get(self.identifier, self.identifier)}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="{ids.get(self.based, self.based)}"/>'
            f"{following}<w:qFormat/><w:pPr>{self._paragraph()}</w:pPr>"
            f"<w:rPr>{self._run()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        """The properties of the paragraph, in the order that the schema asks for."""
        level = self.outline
        return "".join(
            (
                self.flow,
                list_number(level or 0) if self.numbered else "",
                "" if self.auto_space else '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
                "" if self.grid else '<w:snapToGrid w:val="0"/>',
                self.spacing,
                self.indent,
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                "" if level is None else f'<w:outlineLvl w:val="{level}"/>',
            )
        )

    def _run(self) -> str:
        spacing = self.character_spacing
        return "".join(
            (
                fonts(self.face, self.latin) if self.face else "",
                "" if spacing is None else f'<w:spacing w:val="{spacing}"/>',
                size_xml(self.size) if self.size else "",
            )
        )

    def complete(self, faces: Faces) -> ParagraphStyle:
        """The style with all that our base style gives it: an office's file has another base."""
        if self.based != NORMAL:
            return self
        return replace(
            self,
            face=self.face or faces.body,
            latin=self.latin if self.face else faces.latin,
            size=self.size or layout.BODY_SIZE,
            character_spacing=(
                CHARACTER_SPACING if self.character_spacing is None else self.character_spacing
            ),
            spacing=self.spacing or _SPACING.format(before=0, after=0, line=_EXACT),
            indent=self.indent or _NO_INDENT,
            align=self.align or "both",
        )


_BUILT_IN = {
    "Body Text", "Title", "Signature", "Date", "List Number", "List Number 2",
    "heading 1", "heading 2", "heading 3", "heading 4",
}  # fmt: skip


def paragraph_styles(faces: Faces, *, list_numbers: bool) -> tuple[ParagraphStyle, ...]:
    """Every style of paragraphs. Without list numbers headings write their numbers as text."""
    latin = faces.latin
    headings = (
        ParagraphStyle(
            f"Heading{level + 1}",
            f"heading {level + 1}",
            following=BODY_TEXT,
            face=face,
            latin=latin,
            flow="<w:keepNext/>",
            outline=level,
            numbered=list_numbers,
            indent=FIRST_LINE,
        )
        for level, face in enumerate(faces.headings)
    )
    title = ParagraphStyle(
        "Title",
        "Title",
        following=BODY_TEXT,
        face=faces.title,
        latin=latin,
        size=layout.TITLE_SIZE,
        character_spacing=0,
        grid=False,
        spacing=_SPACING.format(before=0, after=LINE_PITCH, line=_EXACT),
        align="center",
    )
    cells = ParagraphStyle(
        "TableText",
        "表格文字",
        size=layout.TABLE_SIZE,
        character_spacing=0,
        auto_space=False,
        grid=False,
        spacing=_SPACING.format(
            before=layout.TABLE_SPACING,
            after=layout.TABLE_SPACING,
            line=' w:line="240" w:lineRule="auto"',
        ),
        align="center",
    )
    return (
        ParagraphStyle(BODY_TEXT, "Body Text", indent=FIRST_LINE),
        *headings,
        ParagraphStyle("ListNumber", "List Number", based=BODY_TEXT),
        ParagraphStyle("ListNumber2", "List Number 2", based=BODY_TEXT),
        title,
        ParagraphStyle(
            "Byline",
            "题下署名",
            following=BODY_TEXT,
            face=faces.subheading,
            latin=latin,
            indent=_NO_INDENT,
            align="center",
        ),
        ParagraphStyle("Addressee", "主送机关", following=BODY_TEXT, indent=_NO_INDENT),
        ParagraphStyle("AttachmentList", "附件说明", align="left"),
        # A blank between Chinese characters and digits would move the date's first character.
        ParagraphStyle("Signature", "Signature", auto_space=False, align="left"),
        ParagraphStyle("Date", "Date", auto_space=False, align="left"),
        ParagraphStyle(
            "AttachmentLabel",
            "附件标识",
            following="AttachmentTitle",
            face=faces.heading,
            latin=latin,
            flow="<w:pageBreakBefore/>",
        ),
        replace(
            title,
            identifier="AttachmentTitle",
            name="附件标题",
            based="Title",
            face=None,
            size=None,
            character_spacing=None,
            spacing=_SPACING.format(before=LINE_PITCH, after=LINE_PITCH, line=_EXACT),
        ),
        cells,
        ParagraphStyle("TableName", "表格首列", based="TableText", align="left"),
        ParagraphStyle(
            "TableHeader", "表格表头", based="TableText", face=faces.heading, latin=latin
        ),
        _footer_style("FooterOdd", "页脚奇数页", "right", faces),
        _footer_style("FooterEven", "页脚偶数页", "left", faces),
    )


def _footer_style(identifier: str, name: str, side: str, faces: Faces) -> ParagraphStyle:
    # The page number stands one character from the edge that it is aligned to.
    return ParagraphStyle(
        identifier,
        name,
        face=faces.page_number,
        latin=faces.page_number,
        size=layout.PAGE_NUMBER_SIZE,
        character_spacing=0,
        grid=False,
        indent=f'<w:ind w:{side}Chars="100" w:{side}="{layout.PAGE_NUMBER_SIZE * 10}"/>',
        align=side,
    )


class CharacterStyle(Struct, frozen=True):
    """A style of characters within a paragraph."""

    identifier: str
    name: str
    properties: str
    """What it does to a run."""

    def xml(self, identifier: str = "") -> str:
        """The definition, under another identifier where a file has taken this one."""
        return (
            '<w:style w:type="character" w:customStyle="1" '
            f'w:styleId="{identifier or self.identifier}"><w:name w:val="{self.name}"/>'
            f"<w:qFormat/><w:rPr>{self.properties}</w:rPr></w:style>"
        )


RUN_IN_LEVELS = (1, 2)
"""The levels of headings whose face is not that of the text (7.3.3: 黑体, 楷体)."""


def run_in_style(level: int) -> str:
    """The style of the heading part of a paragraph that a heading runs into."""
    return f"RunIn{level}"


def character_styles(faces: Faces) -> tuple[CharacterStyle, ...]:
    """Every style of characters."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{layout.MASK_COLOUR}"/>'
    names = {1: "随文一级标题", 2: "随文二级标题"}
    return (
        CharacterStyle("Mask", "待补", shade),
        *(
            CharacterStyle(
                run_in_style(level), names[level], fonts(faces.headings[level - 1], faces.latin)
            )
            for level in RUN_IN_LEVELS
        ),
    )


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="{base}"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="{layout.TABLE_RULE}" w:space="0" w:color="{layout.INK}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)
CELL_MARGINS = (
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    f'<w:left w:w="{layout.TABLE_PADDING}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    f'<w:right w:w="{layout.TABLE_PADDING}" w:type="dxa"/></w:tblCellMar>'
)


def styles(faces: Faces, *, list_numbers: bool) -> str:
    """`word/styles.xml` of our own."""
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f"{fonts(faces.body, faces.latin)}{size_xml(layout.BODY_SIZE)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        # The spacing that makes 28 characters a line stands in the base style: every style has it.
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{NORMAL}"><w:name w:val="Normal"/>'
        '<w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:spacing w:val="{CHARACTER_SPACING}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        "</w:tblPr></w:style>"
        + "".join(style.xml() for style in paragraph_styles(faces, list_numbers=list_numbers))
        + "".join(style.xml() for style in character_styles(faces))
        + TABLE_STYLE.format(base="TableNormal")
        + "</w:styles>"
    )


def fonts(face: str, latin: str) -> str:
    """The faces of a run: of its Chinese characters and of its Latin ones."""
    face, latin = escape(face), escape(latin)
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}" w:cs="{latin}"/>'


def size_xml(half_points: int) -> str:
    """The size of a run."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def list_number(level: int, number: int = 1) -> str:
    """The property that numbers a paragraph, at a level from 0, in one of the document's lists.

    Word takes the level of a style from the list's `pStyle`, so a style can stand for it only where
    it is the one of its level: headings are, numbered paragraphs bear the property themselves.
    """
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
