"""The parts of a .docx that are the same in every report: styles, numbering, settings, fonts, footers.

XML is written as text: these strings are the whole of it, and a parser would only take them apart again.
Every raw quirk of WordprocessingML has its reason beside it.
"""

from __future__ import annotations

from drafter import layout
from drafter.layout import CHARACTER_PITCH, CHARACTER_SPACING, LINE_PITCH

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SECTION = (
    "<w:sectPr>"
    '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
    f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="{layout.MARGIN_TOP}" w:right="{layout.MARGIN_RIGHT}" w:bottom="{layout.MARGIN_BOTTOM}" '
    f'w:left="{layout.MARGIN_LEFT}" w:header="851" w:footer="{layout.FOOTER}" w:gutter="0"/>'
    f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE_PITCH}"/>'
    "</w:sectPr>"
)

FIRST_LINE = f'<w:ind w:firstLineChars="{layout.INDENT * 100}" w:firstLine="{layout.INDENT * CHARACTER_PITCH}"/>'
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_OUTLINE = ("chineseCountingThousand", "chineseCountingThousand", "decimal", "decimal")
_LABELS = ("%1、", "（%2）", "%3.", "（%4）")
_TITLE_LINE = (
    '<w:snapToGrid w:val="0"/>'
    f'<w:spacing w:before="{{before}}" w:after="{LINE_PITCH}" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
)


def _fonts(face: str, latin: str = layout.LATIN_FACE) -> str:
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}" w:cs="{latin}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(  # noqa: PLR0913 - the parts of a style
    identifier: str,
    name: str,
    *,
    based: str = "Normal",
    next_: str = "",
    paragraph: str = "",
    run: str = "",
) -> str:
    following = f'<w:next w:val="{next_}"/>' if next_ else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{"" if name in _BUILT_IN else _CUSTOM}>'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/>{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_CUSTOM = ' w:customStyle="1"'
_BUILT_IN = {
    "Body Text", "Title", "Signature", "Date", "footer", "List Number", "List Number 2",
    "heading 1", "heading 2", "heading 3", "heading 4",
}  # fmt: skip


def styles(*, list_numbers: bool) -> str:
    """`word/styles.xml`. Without list numbers the headings keep their styles and write their numbers as text."""
    headings = "".join(_heading_style(level, list_numbers=list_numbers) for level in range(4))
    items = "".join(
        _style(
            f"ListNumber{suffix}", f"List Number{' ' + suffix if suffix else ''}", based="BodyText"
        )
        for suffix in ("", "2")
    )
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(layout.BODY_FACE)}"
        f'{_size(layout.BODY_SIZE)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        # The spacing that makes 28 characters a line stands in the base style, so every style has it.
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:spacing w:val="{CHARACTER_SPACING}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        f'<w:top w:w="0" w:type="dxa"/><w:left w:w="{layout.TABLE_PADDING}" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/>'
        f'<w:right w:w="{layout.TABLE_PADDING}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + _style("BodyText", "Body Text", paragraph=FIRST_LINE)
        + headings
        + items
        + _style(
            "Title",
            "Title",
            next_="BodyText",
            paragraph=_TITLE_LINE.format(before=0) + '<w:jc w:val="center"/>',
            run=_fonts(layout.TITLE_FACE) + '<w:spacing w:val="0"/>' + _size(layout.TITLE_SIZE),
        )
        + _style("Addressee", "主送机关", next_="BodyText", paragraph=_NO_INDENT)
        + _style("AttachmentList", "附件说明", paragraph='<w:jc w:val="left"/>')
        + _style("Signature", "Signature", paragraph='<w:jc w:val="right"/>')
        + _style("Date", "Date", paragraph='<w:jc w:val="right"/>')
        + _style(
            "AttachmentLabel",
            "附件标识",
            next_="AttachmentTitle",
            paragraph="<w:pageBreakBefore/>",
            run=_fonts(layout.ATTACHMENT_FACE),
        )
        + _style(
            "AttachmentTitle",
            "附件标题",
            based="Title",
            next_="BodyText",
            paragraph=_TITLE_LINE.format(before=LINE_PITCH),
        )
        + _style(
            "TableText",
            "表格文字",
            paragraph='<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40"/><w:jc w:val="center"/>',
            run='<w:spacing w:val="0"/>' + _size(layout.TABLE_SIZE),
        )
        + _style("TableName", "表格首列", based="TableText", paragraph='<w:jc w:val="left"/>')
        + _style("TableHeader", "表格表头", based="TableText", run=_fonts("黑体"))
        + _footer_style("FooterOdd", "页脚奇数页", "right")
        + _footer_style("FooterEven", "页脚偶数页", "left")
        + '<w:style w:type="character" w:customStyle="1" w:styleId="Mask"><w:name w:val="待补"/><w:qFormat/>'
        '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _heading_style(level: int, *, list_numbers: bool) -> str:
    return _style(
        f"Heading{level + 1}",
        f"heading {level + 1}",
        next_="BodyText",
        paragraph=(
            f'<w:keepNext/>{list_number(level) if list_numbers else ""}{FIRST_LINE}<w:outlineLvl w:val="{level}"/>'
        ),
        run=_fonts(layout.HEADING_FACES[level]),
    )


def list_number(level: int) -> str:
    """The property that numbers a paragraph at a level from 0 of the one list.

    Word takes the level of a style from the list's `pStyle`, so a style can stand for it only where it is the
    one of its level: headings are, numbered paragraphs bear the property themselves.
    """
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def _footer_style(identifier: str, name: str, side: str) -> str:
    # The page number stands one character from the edge that it is aligned to.
    indent = f'<w:ind w:{side}Chars="100" w:{side}="{layout.PAGE_NUMBER_SIZE * 10}"/>'
    return _style(
        identifier,
        name,
        paragraph=f'<w:snapToGrid w:val="0"/>{indent}<w:jc w:val="{side}"/>',
        run=_fonts(layout.PAGE_NUMBER_FACE, layout.PAGE_NUMBER_FACE)
        + '<w:spacing w:val="0"/>'
        + _size(layout.PAGE_NUMBER_SIZE),
    )


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{level + 1}"/>'
        # The text follows the number at once: 一、 and （一） bring their own space.
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{FIRST_LINE}</w:pPr></w:lvl>"
        for level, (form, label) in enumerate(zip(_OUTLINE, _LABELS, strict=True))
    )
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


NUMBERING = _numbering()
SETTINGS = (
    f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    # Without compatibility mode 15 Word lays a page out as Word 2007 did.
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _font_table() -> str:
    faces = (
        layout.BODY_FACE,
        layout.TITLE_FACE,
        *layout.HEADING_FACES[:2],
        layout.PAGE_NUMBER_FACE,
        layout.LATIN_FACE,
    )
    entries = []
    for face in faces:
        substitute = layout.SUBSTITUTES.get(face)
        alternative = f'<w:altName w:val="{substitute}"/>' if substitute else ""
        charset = "00" if face == layout.LATIN_FACE else "86"
        entries.append(
            f'<w:font w:name="{face}">{alternative}<w:charset w:val="{charset}"/></w:font>'
        )
    return f"{HEAD}<w:fonts {W}>{''.join(entries)}</w:fonts>"


FONT_TABLE = _font_table()


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
