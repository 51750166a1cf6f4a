"""Holes: what stands for something that is not known yet, and what is left when it has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.document import Stated
from drafter.han import HAN, is_han
from drafter.lint.chapters import is_of_budget
from drafter.lint.findings import Hit
from drafter.lint.passages import is_in_title, stated_in
from drafter.messages import _
from drafter.patterns import Form, Forms, Pattern, behind
from drafter.prose.masks import find_masks
from drafter.prose.vanished import find_vanished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.lint.passages import Passage

_PAIRS = tuple(zip("（(“《【‘〔［「[", "）)”》】’〕］」]", strict=True))
PAIR = Pattern(
    "|".join(rf"\{left}[ \u3000]{{0,200}}\{right}" for left, right in _PAIRS),
    (*(left + right for left, right in _PAIRS), " ", "\u3000"),
)
_FILLED_UNIT = "(?=亿元|万元|元|家|项|个|件|人|%|户|份|篇|亩|吨|平方米)"
FILLERS = (
    Form(
        "row of digits",
        r"(?<![\d.,])(?:1234(?:5(?:6(?:7(?:89?)?)?)?)?(?:\.(?:5(?:6(?:78?)?)?|6(?:78?)?|0+))?(?![\d.])|12(?:3\.45|\.345)6?|123\.456)"
        + _FILLED_UNIT,
        "新增企业12345家。",
        "12345",
        ("1234", "123.45", "12.345"),
    ),
    Form(
        "one digit",
        rf"(?<![\d.,])([1-9])\1{{3,}}(?:\.(?:\1|0)+)?{_FILLED_UNIT}",
        "新增企业6666家。",
        "6666",
        tuple(digit * 4 for digit in "123456789"),
    ),
    Form(
        "one digit, on both sides of the point",
        rf"(?<![\d.,])([89])\1{{2,}}\.\1{{2,}}{_FILLED_UNIT}",
        "完成投资888.88亿元。",
        "888.88",
        ("88.88", "99.99"),
    ),
    Form(
        "zero of a large unit",
        r"(?<![0-9.,:A-Za-z-])(?<!：)0(?:\.0+)?(?=万元|亿元|百万元|千万元|百亿元|千亿元|万人|万户|万吨"
        "|万亩|公里|千瓦时|万千瓦时|亿千瓦时)",
        "完成投资0.0亿元。",
        "0.0",
        behind("0", "百千万亿公"),
    ),
)
"""Numbers that look as if they were put there for the time being."""
FILLER = Forms(FILLERS)
_MAY_BE_CHANCE = 4
"""Equal digits that a true count may have by chance: 9999家."""


def mask(passage: Passage) -> Iterator[Hit]:
    """数、名称或日期还用占位代替。

    反例: 全年完成投资xx.x亿元。
    正例: 全年完成投资43.5亿元。
    依据: 本工具的约定：占位不得进入定稿。
    """
    masks = list(find_masks(passage.text))
    residue = passage.leftovers.residue if masks else ()  # {{ 产值_同比 }} is one thing
    for start, end in _outside(masks, residue):
        yield Hit(start, end, _("“{text}”还没有填", text=passage.text[start:end]))


def todo_mark(passage: Passage) -> Iterator[Hit]:
    """留着给自己看的记号：待补、待核、TBD、作者的说明。

    反例: 技术合同成交额（待补）。
    正例: 技术合同成交额42.6亿元。
    依据: 本工具的约定：记号不得进入定稿。
    """
    for start, end in passage.leftovers.notes:
        text = passage.text[start:end]
        yield Hit(start, end, _("“{text}”是留给自己的记号，补齐后删去", text=text))


def empty_bracket(passage: Passage) -> Iterator[Hit]:
    """括号、引号、书名号里什么也没有。

    反例: 出台《》等政策文件。
    正例: 出台《江城市科技创新条例》等政策文件。
    依据: 本工具的约定：多是替换占位时删掉了内容。
    """
    text = passage.text
    for match in PAIR.finditer(text):
        left, before = match[0][0], text[match.start() - 1 : match.start()]
        if (left == "(" and before.isascii() and before.isalnum()) or (
            left == "[" and not is_han(before)
        ):
            continue
        yield Hit(
            match.start(), match.end(), _("“{text}”里面是空的，补上内容或删去", text=match[0])
        )


def template_residue(passage: Passage) -> Iterator[Hit]:
    """模板、表格或程序留下的残余。

    反例: 全年投入{{ 研发投入 }}，增长#REF!。
    正例: 全年投入3.2亿元，增长5.1%。
    依据: 本工具的约定：程序的记号不得进入定稿。
    """
    found = passage.leftovers
    for start, end in _outside(found.residue, found.notes):
        text = passage.text[start:end]
        if text[0] == "<" and is_in_title(passage.text, start):
            continue  # 《推进<改革实施办法>工作方案》: a name within a name
        yield Hit(start, end, _("“{text}”是模板或程序的残余", text=text))


def _outside(
    found: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What does not lie inside a finding of another rule."""
    for start, end in found:
        if not any(first <= start and end <= last for first, last in others):
            yield start, end


class Mark(Struct, frozen=True):
    """One way of Markdown to say what a line is: its pattern, and an example that it matches."""

    pattern: str
    example: str


_UNIT_OF_MASK = "[%％‰家项个亿万元件名人次位户年月日号吨度省市县区局镇乡村]"
MARKS = (
    Mark(r"^[ 　]*#{1,6}[ 　\t]+(?=\S)(?!\S+(?:[ 　\t]+-?[\d.]+)+\s*$)", "## 存在的问题"),
    Mark(rf"^[ 　]*#{{2,6}}(?={HAN})(?!{_UNIT_OF_MASK})", "##存在的问题"),
    Mark(r"(?<=[^#\s])[ 　]*#{2,6}[ 　\t]+(?=[^\s\d])", "全部投产。### 存在的问题"),
    Mark(
        rf"\*\*(?!{_UNIT_OF_MASK}|[\s*])[^*\n]+\*\*(?!{_UNIT_OF_MASK})",
        "要**重点推进**。",
    ),
    Mark(
        rf"__(?!{_UNIT_OF_MASK})(?=[^_\n]*{HAN})[^_\n]+__(?!{_UNIT_OF_MASK})",
        "要__重点推进__。",
    ),
    Mark(r"!\[[^\]\n]*\](?:\([^)\n]*\))?", "![产业园](park.png)"),
    Mark(r"\[[^\]^\n]+\]\([^)\s]+\)", "[统计公报](https://example.cn/a)"),
    Mark(r"\[\^[^\]\n]{1,20}\]:?", "增长5.1%[^1]"),
    Mark(r"^[ 　]*\|(?:[^|\n]*\|){2,}.*$", "| 指标 | 本期 |"),
    Mark(r"^[ 　]*(?:`{3,}|~{3,}).*$", "```"),
    Mark(r"(?<!`)`[^`\n]+`(?!`)", "填写`本期`一栏"),
)
"""What a heading, emphasis, picture, link, note, table or code looks like in Markdown."""
MARKUP = Pattern("|".join(mark.pattern for mark in MARKS), ("#", "*", "_", "[", "|", "`", "~~~"))


def markup_left(passage: Passage) -> Iterator[Hit]:
    """标题、加粗、表格、图片、脚注的记号当作文字留在稿里。

    反例: 全部投产。### 存在的问题
    正例: 标题单独成段，由程序编号；强调、表格、图片用 Word 的格式。
    依据: 本工具的约定：Markdown 的记号不得进入定稿；模板里的标题写成 # 、空格、文字，单独一行。
    """
    if passage.is_markdown:
        return
    for match in MARKUP.finditer(passage.text):
        text = match[0].strip(" 　\t")
        start = match.start() + match[0].index(text)
        message = (
            _("“{text}”是标题的记号，标题要单独成段，由程序编号", text=text)
            if set(text) == {"#"}
            else _("“{text}”是 Markdown 的记号，删去记号，或换成正式的格式", text=text[:40])
        )
        yield Hit(start, start + len(text), message)


def vanished_number(passage: Passage) -> Iterator[Hit]:
    """数字没有了，只剩下单位。

    反例: 全市共有家企业，增长%。
    正例: 全市共有767家企业，增长8.5%。
    依据: 本工具的约定：多是清除占位时连数一起删了。
    """
    for start, end in find_vanished(passage.text):
        left = passage.text[start:end]
        if left[-1] in "的等、来由":
            yield Hit(start, end, _("“{text}”处的名称或时间不见了", text=left))
        else:
            yield Hit(start, end, _("“{text}”前面的数字不见了", text=left))
    for start, end in _broken_off(passage.text):
        yield Hit(start, end, _("句子到“{text}”没有写完", text=passage.text[start:end]))


_AMOUNT_IS = behind("率额量值度数重", "为达")
_JOINTS = ("和", "及", "与", "或")
"""What joins something that has to follow: 提高质量和。"""
_ENDS_OF_JOINTS = (
    *behind("温缓中饱共谐随柔平祥总调谦亲议讲求人失之协宽日宣义永泰维薄清同融附不", "和"),
    *behind("普涉触波危顾提兼遍推企埃不得殃累论述谈可言以惠齐莫", "及"),
    *behind("参给授赋施付赠相寄", "与"),
)
"""Words that end in one of them: 缓和, 普及, 参与."""
_UNFINISHED = (
    "并取得", "并取得了", "取得", "取得了", "同比", "环比", "其中", "达到", "实现了", "获得了",
    "包括", "位居", "分别为", "累计达", "以及", "提供了", "需及时",
    "有待", "亟待", "亟需", "仍需", "需进一步", "有待进一步", "要进一步", "将进一步", "切实",
    *_AMOUNT_IS, *_JOINTS,
)  # fmt: skip
"""What something has to follow: 并取得。 ends in the middle."""
_MOVED = behind(("分别",), ("增长", "下降", "提高", "提升", "增加", "减少", "上升", "降低", "达到"))
_THAN = behind(("较", "比"), ("上年", "去年", "上年同期", "去年同期"))
_GAINED = behind(("得到", "得到了"), ("极大", "进一步", "明显", "显著", "有效", "全面"))
_BROKEN = tuple(
    (mark, words, frozenset(word[-1] for word in words))
    for mark, words in (
        ("。", (*_UNFINISHED, *_GAINED, *_MOVED, *_THAN)),
        ("；", (*_UNFINISHED, *_GAINED, *_MOVED, *_THAN)),
        ("，", _GAINED),
    )
)
"""What ends in the middle before each mark, and the last characters of it."""
_FINISHED = (
    "已取得",
    "已取得了",
    "环同比",
    *behind("与身化入含藏列在现串", ("其中",)),
    *_ENDS_OF_JOINTS,
)
"""What is whole though it ends so: 参与其中, 置身其中, 贯穿其中."""


def _broken_off(text: str) -> Iterator[tuple[int, int]]:
    """The last words of the clauses that end where something has to follow."""
    for mark, words, ends in _BROKEN:
        at = text.find(mark)
        while at >= 0:
            is_end = text[at - 1] in ends and text.endswith(words, 0, at)
            if is_end and not text.endswith(_FINISHED, 0, at):
                word = max((word for word in words if text.endswith(word, 0, at)), key=len)
                yield at - (1 if word in _AMOUNT_IS else len(word)), at
            at = text.find(mark, at + 1)


def filler_value(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """看上去是临时填的数。

    反例: 新增企业12345家。
    正例: 新增企业123家。
    依据: 本工具的约定：请核对，确是此数可加说明；四位相同的整数（9999家）或是实数，只提示。
    """
    found = [
        (passage, match)
        for passage in passages
        for match in FILLER.finditer(passage.text)
        if not _is_added_up(passage, *match.span())
    ]
    zeros = sum(match[0][0] == "0" for _passage, match in found)
    tells_zeros = is_of_budget(passages) or zeros >= _TELLS_ZEROS
    for passage, match in found:
        if tells_zeros and match[0][0] == "0":
            continue  # 因公出国费支出0.00万元: accounts say so of each item
        message = _("“{text}”像是临时填的数，请核对", text=match[0])
        chance = match[0] == match[0][0] * _MAY_BE_CHANCE
        hit = Hit(match.start(), match.end(), message, severity="info" if chance else None)
        yield passage, hit


_TELLS_ZEROS = 4
"""Zeros of one text that are meant. Our choice: so many are no slip."""


def _is_added_up(passage: Passage, start: int, end: int) -> bool:
    """Whether the number is the sum of a list's rows, which nobody typed: 0亿元 of none."""
    parts = (part for part, _at in stated_in(passage, start, end))
    return any(isinstance(part, Stated) and part.path and part.path[-1] == "行" for part in parts)
