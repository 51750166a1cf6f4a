"""What people have left open in a .docx: comments, changes.

And what could not be read as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.document import Document, FilePosition


def open_comment(document: Document) -> Iterator[tuple[FilePosition, str]]:
    """.docx 里还有没处理的批注；已标“已解决”的和回复不算。

    反例: 定稿里留着批注“这个数再核一下”
    正例: 批注处理完，已删除或标为“已解决”
    依据: 本工具的约定：批注会随文件报出去。
    """
    if found := document.beside.comments:
        yield found[0].place, _("文件里还有{count}条批注没有处理，从这一段起", count=len(found))


def open_revision(document: Document) -> Iterator[tuple[FilePosition, str]]:
    """.docx 里还有没接受也没拒绝的修订；检查的是全部接受以后的文字。

    反例: 定稿里留着修订痕迹
    正例: 修订已全部接受或拒绝
    依据: 本工具的约定：修订痕迹会随文件报出去，删掉的字也看得到。
    """
    if found := document.beside.revisions:
        message = _(
            "文件里还有{count}处修订没有接受或拒绝，从这一段起；已按接受后的文字检查",
            count=len(found),
        )
        yield found[0], message


def nested_table(document: Document) -> Iterator[tuple[FilePosition, str]]:
    """表格的单元格里还有一个表格；里面的表只当作文字读。

    反例: 一格里又插了一个三行两列的表
    正例: 里面的表拿出来，单独成表
    依据: 本工具的约定：表里的表没有行列可对，不核对合计。
    """
    for place in document.beside.nested_tables:
        yield place, _("单元格里还有一个表，只当作文字读了，没有核对行列")
