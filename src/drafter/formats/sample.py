"""A page that shows every style once: what `drafter styles` writes for an office to change."""

from __future__ import annotations

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Document,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Properties,
    Signature,
    Stated,
    Table,
    Text,
    Title,
)


def sample() -> Document:
    """The page. It is text of a document, so it is Chinese in every language."""
    attachment = _text("附件名称")
    return Document(
        (
            Title((_text("标题样式"),)),
            Byline((_text("题下署名"), _text("（2024年1月1日）"))),
            Addressee(_text("主送机关")),
            Heading(1, _text("一级标题")),
            Heading(2, _text("二级标题")),
            Heading(3, _text("三级标题")),
            Heading(4, _text("四级标题")),
            Paragraph(
                (
                    *_text(
                        "正文。改样式，不改这里的字：起草时只取样式、页面、页眉页脚。还没有填的数是"
                    ),
                    Stated("xx.x亿元", masked=True),
                    *_text("这个样子。"),
                )
            ),
            Item(3, _text("编号的段落。")),
            Item(4, _text("下一级编号的段落。")),
            AttachmentList((attachment,)),
            Signature(_text("发文机关署名"), _text("2024年1月1日")),
            AttachmentTitle(0, attachment),
            Table(
                ("表头", "单位", "本期"),
                ((_text("表格首列"), _text("亿元"), _text("1.00")),),
            ),
        ),
        Properties("公文样式"),
    )


def _text(text: str) -> Inlines:
    return (Text(text),)
