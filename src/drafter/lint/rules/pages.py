"""What a page of the web has left round a text: its bar, its counter, its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit, told_once
from drafter.messages import _
from drafter.patterns import Form, Forms, behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

FRAME = (
    Form(
        "time of publication",
        r"(?:时间|日期|来源)[^。]{0,30}20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}"
        r"|20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2} +[0-9]{1,2}:[0-9]{2}",
        "发布时间：2024-07-03 09:12",
        "时间：2024-07-03",
        behind("0123456789", "-"),
    ),
    Form(
        "counter",
        r"(?:浏览|点击|阅读)(?:量|数|次数|率)?：\d*(?=\||次|$)",
        "浏览量：12",
        "浏览量：12",
        ("浏览", "点击", "阅读"),
    ),
    Form(
        "button",
        r"^[【\[]?(?:打印|收藏|关闭|字号|返回顶部|分享到?)[】\]：]|【(?:打印|收藏|关闭|字号|大|中|小)】?",
        "【打印】【关闭】",
        "【打印】",
        ("打印", "收藏", "关闭", "字号", "返回顶部", "分享", "【大", "【中", "【小"),
    ),
    Form(
        "foot",
        "版权所有|网站标识码|公网安备|ICP备|免责声明：|转载请(?:注明|保留)"
        "|^(?:关于我们|联系我们|网站地图|网站帮助|隐私[申声]明|返回顶部)$",
        "版权所有：江城市人民政府",
        "版权所有",
        ("版权所有", "网站", "公网安备", "ICP备", "免责声明", "转载请", "我们", "隐私", "返回顶部"),
    ),
    Form(
        "way through the site",
        "^(?:当前位置|您的位置|您所在的位置)：|首页$|^(?:上一[篇条]|下一[篇条]|责任编辑|网站编辑)："
        "|^(?:相关阅读|相关链接|相关文章|推荐阅读|最近更新|推荐专题)$",
        "上一篇：工作动态",
        "上一篇：",
        ("位置：", "首页", "上一", "下一", "编辑：", "相关", "推荐", "最近更新"),
    ),
    Form(
        "entry of an index",
        "^[•·]?(?:索引号|公开方式|公开范围|公开日期|生成日期|发布机构)：",
        "索引号：366/2024-17668",
        "索引号：",
        ("索引号", "公开", "生成日期", "发布机构"),
    ),
)
"""How the lines round a text on a page look. None is a sentence of a report."""
_FRAME = Forms(FRAME)
_AT_HEAD, _AT_FOOT = 12, 20
"""Lines of a text among which a page's are looked for. Our choice."""
_LONGEST = 160
"""Characters of such a line. Our choice: a foot with its owner, its number and its telephone."""


def page_residue(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """从网页上带下来的栏目、来源、浏览量、页脚；一份文件只报一次，说明有几处。

    反例: 发布时间：2024-07-03 09:12　来源：市科技局　浏览量：12
    正例: （删去这一行）
    依据: 本工具的约定：网页的栏目和计数不是公文的内容。
    """
    return told_once(list(_every_line(passages)))


def _every_line(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    message = _("像是从网页上带下来的，不是正文")
    outer = {id(p): p for p in (*passages[:_AT_HEAD], *passages[-_AT_FOOT:])}
    for passage in outer.values():
        text = passage.text
        if len(text) > _LONGEST or passage.cells or "。" in text:
            continue
        if next(_FRAME.finditer(passage.normal.text.rstrip("|")), None) is not None:
            yield passage, Hit(0, len(text), message)
