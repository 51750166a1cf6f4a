"""Sums: parts that a sentence or a table adds up, and the share of a goal or a whole that is reached."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Cell, Passage

_SENTENCE = Pattern(r"[^。！？\n]+")
_AMONG = Pattern(
    r"[，,（(；;]?(?:其中|包括|包含|分别[是为](?=[^，。；\d]))[:：，,]?|[（(](?=[^（）()\d]{1,14}\d)"
)
_TOGETHER = Pattern(
    r"[，,：:；;]?(?:[一两二三四五六七八九十]+[批项类年个者期轮次县区地家方部市])?(?:一共|共计|合计|总计|共有?|合起来|加起来共?)(?:[^，。；、\d]{0,10}?)(?:达到?|为|有)?(?=\d)"
)
_SEPARATOR = Pattern(r"[、，,；;]|和(?=[^，。；、]{0,16}\d)|以及|及(?=[^，。；、]{0,16}\d)")
_OPEN = Pattern(
    "等(?![级奖第])|主要|包括|包含|含|多数|以上|约|近|余|多(?=[家个项件名人])|左右|超|不少于|既|又|还"
)
_CHANGE = Pattern(
    r"增长|下降|增加|减少|提高|回落|同比|环比|较|比|占|位|完成|降低|上升|平均|人均|户均|持平"
)
_CHANGE_OF = Pattern(r"增长|下降|增加到|提高|回落|同比|环比|占|人均|户均|平均")
_TOTAL_WORD = Pattern(r"共|合计|总计|总数|总量|全部")
_KINDS = """
人大+政协 男+女 新建+续建 主办+会办 主办+协办 发明+实用新型+外观 线上+线下 第一产业+第二产业+第三产业
一产+二产+三产 内资+外资 采矿+制造+电力 直接+间接 城镇+农村 财政+自筹 建议+提案 已完成+未完成
已验收+未验收 已验收+在研 正高+副高+中级 国有+民营
"""
_CLOSED_SETS = tuple(tuple(kinds.split("+")) for kinds in _KINDS.split())
"""Kinds of which, named together, nothing else remains."""
_NEAR = Decimal("0.15")
"""Our choice: parts that miss the total by more are most likely not all of it, or overlap."""
_MOST_PARTS = 40
_LONGEST_NAME = 60
_BETWEEN = Pattern(
    r"[、，,和及；][^，。；、\d]{0,16}|[（(][^（）()]{0,40}[）)][、，][^，。；、\d]{0,16}"
)
_RATE = r"(?P<rate>\d+(?:\.\d+)?)[%％]"
_NUMBER = r"(?<![\d.,])\d[\d.,]{0,14}[^，。；、\d（）()的]{1,5}?"
_COMPLETION = Pattern(
    rf"[，、]?(?:仅|只|已|约)?(?:占|为|完成|达到?|实现)了?[^，。；\d（）()]{{0,16}}[（(]?(?P<whole>{_NUMBER})[）)]?(?:目标|任务|计划)?的{_RATE}",
    ("%", "％"),
)
_GOAL_THEN_RATE = Pattern(
    rf"(?P<whole>{_NUMBER})，[^，。；\d]{{0,12}}?(?:已|实际|累计|实现)*(?:完成|实现|达到|到位|办结|开工|通过|建成|投产|验收)"
    rf"[^，。；\d]{{0,6}}(?P<part>{_NUMBER})，"
    rf"(?:任务)?(?:[办开通到建投验解]\w率|完成率|完成进度|进度|占比|完成(?:年度|全年)?(?:目标|任务|计划)的|占[^，。；\d]{{1,10}}的)(?:为|达到?|是)?{_RATE}",
    ("率", "进度", "占比", "的"),
)
_AMONG_SHARE = Pattern(
    rf"(?P<whole>(?<![\d.,])\d[\d.,]{{0,14}}[^，。；、\d]{{1,16}}?)(?:中|里)，?[^，。；、\d]{{0,14}}(?P<part>{_NUMBER})"
    rf"[^，。；\d]{{0,20}}，(?:占比|占)(?:为|达到?)?{_RATE}",
    ("%", "％"),
)
_WHOLE_SHARE = Pattern(
    rf"(?P<whole>{_NUMBER})，其中(?P<part>[^，。；、\d]{{2,24}}?{_NUMBER})，(?:占比|占(?:[^，。；\d]{{0,14}}的)?)(?:为|达到?)?{_RATE}",
    ("其中",),
)
_RATIO_HEADER = Pattern("增|率|比|%|％|位|排名|名次|序号|均|年份|时间|日期|电话")
_SUM_ROW = Pattern(r"[ 　]*(?:合[ 　]*计|总[ 　]*计|共[ 　]*计)[ 　]*$")


def sum_mismatch(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """分项之和与总数不符：句子里的其中、合计，表里的合计行。

    反例: 办理建议提案共36件，其中人大建议5件、政协提案30件。
    正例: 办理建议提案共36件，其中人大建议5件、政协提案31件。
    依据: 算术；分项用“等”“主要”说明不全的，以及与总数相差很多、显然不全或有交叉的，不核对。
    """
    for passage in passages:
        for sentence in _SENTENCE.finditer(passage.text):
            if _AMONG.search(sentence[0]) or _TOGETHER.search(sentence[0]):
                for hit in _in_sentence(sentence[0], sentence.start()):
                    yield passage, hit
    cells = ((passage, cell) for passage in passages for cell in passage.cells)
    for _table, group in groupby(cells, key=lambda entry: entry[1].table):
        yield from _in_table(list(group))


def _in_sentence(sentence: str, offset: int) -> Iterator[Hit]:
    numbers = list(find_numbers(sentence))
    starts = [number.start for number in numbers]
    for among in _AMONG.finditer(sentence):
        behind = bisect_left(starts, among.start())
        total = numbers[behind - 1] if behind else None
        if (
            total is None
            or sentence[total.end : among.start()].strip("）)")
            or not _is_amount(total)
        ):
            continue
        names, parts = _parts(sentence, among.end(), numbers[behind : behind + _MOST_PARTS], total)
        if len(parts) > 1 and _disagree(parts, total, names, said=_clause_before(sentence, total)):
            yield _hit(total, parts, offset)
    for together in _TOGETHER.finditer(sentence):
        at = bisect_left(starts, together.end())
        total = numbers[at] if at < len(numbers) and starts[at] == together.end() else None
        if total is None or not _is_amount(total) or not total.is_exact:
            continue
        parts = _parts_before(
            sentence, together.start(), numbers[max(0, at - _MOST_PARTS) : at], total
        )
        if len(parts) > 1 and _gap(parts, total) > _slack([*parts, total]):
            yield _hit(total, parts, offset)


def _parts(
    sentence: str, start: int, numbers: list[Number], total: Number
) -> tuple[str, list[Number]]:
    """The parts listed from `start` on, and their names; none where the list is open or holds something else."""
    found: list[Number] = []
    names: list[str] = []
    at = start
    last = numbers[-1].end + _LONGEST_NAME if numbers else start
    while at < min(len(sentence), last):
        separator = _SEPARATOR.search(sentence, at)
        stop = separator.start() if separator else len(sentence)
        piece = sentence[at:stop]
        inside = [n for n in numbers if at <= n.start < stop]
        first, at = at, separator.end() if separator else stop
        if not piece.strip():
            continue
        if _CHANGE.search(piece) or (inside and inside[0].unit.is_rate):
            if found:
                continue  # 采矿业1210.4万元，增长8.1%；制造业…
            return "", []
        if len(inside) != 1 or not inside[0].unit.compares_with(total.unit):
            break
        name = piece[: inside[0].start - first]
        tail = sentence[inside[0].end : stop]
        is_whole = inside[0].is_exact and name.strip() and not tail.strip("）) 　")
        if not is_whole or _OPEN.search(piece) or _AMONG.match(piece):
            return "", []
        names.append(name)
        found.append(inside[0])
    if found and re.match(r"[^，。；]{0,4}等", sentence[found[-1].end : found[-1].end + 6]):
        return "", []
    return "，".join(names), found


def _parts_before(sentence: str, end: int, numbers: list[Number], total: Number) -> list[Number]:
    """The amounts listed right before “合计”: 甲3项、乙4项, or 甲、乙分别3项、4项."""
    found: list[Number] = []
    at = end
    for number in reversed([n for n in numbers if n.end <= end]):
        between = sentence[number.end : at]
        if (
            not number.unit.compares_with(total.unit)
            or number.unit.symbol != total.unit.symbol
            or not number.is_exact
        ):
            break
        if not (_BETWEEN.fullmatch(between) if found else not between.strip("，,；; ")):
            break
        name = _clause_before(sentence, number)
        if _CHANGE_OF.search(name) or _OPEN.search(name) or _TOTAL_WORD.search(name):
            return []
        found.append(number)
        at = number.start
    return found


def _disagree(parts: list[Number], total: Number, names: str, said: str) -> bool:
    gap = _gap(parts, total)
    if (
        not total.is_exact
        or gap <= _slack([*parts, total])
        or any(part.base > total.base for part in parts)
    ):
        return False
    closed = any(all(kind in names for kind in kinds) for kinds in _CLOSED_SETS)
    near = gap <= total.base * _NEAR * (
        2 if _TOTAL_WORD.search(said) and _sum(parts) > total.base else 1
    )
    return closed or near


def _clause_before(sentence: str, number: Number) -> str:
    return re.split(
        r"[，。；、：:]", sentence[max(0, number.start - _LONGEST_NAME) : number.start]
    )[-1]


def _is_amount(number: Number) -> bool:
    return not number.unit.is_rate and number.unit.symbol not in (
        "年",
        "月",
        "日",
        "天",
        "",
        "个百分点",
        "倍",
        "位",
    )


def _sum(parts: Sequence[Number]) -> Decimal:
    return sum((part.base for part in parts), Decimal(0))


def _gap(parts: Sequence[Number], total: Number) -> Decimal:
    return abs(_sum(parts) - total.base)


def _slack(numbers: Sequence[Number]) -> Decimal:
    """What rounding may hide: nothing where all are counts."""
    return sum((number.slack for number in numbers), Decimal(0))


def _hit(total: Number, parts: Sequence[Number], offset: int) -> Hit:
    shown = f"{(_sum(parts) / total.unit.scale).normalize():f}{total.unit.symbol}"
    message = _("分项合计{sum}，与{total}不符", sum=shown, total=total.text)
    return Hit(offset + total.start, offset + total.end, message)


def _in_table(cells: list[tuple[Passage, Cell]]) -> Iterator[tuple[Passage, Hit]]:
    """The columns of a table whose last row is 合计, ratios and ranks left out."""
    rows = [list(row) for _row, row in groupby(cells, key=lambda entry: entry[1].row)]
    if len(rows) < 4 or not any(_SUM_ROW.match(_cell_text(*entry)) for entry in rows[-1][:2]):
        return
    header = {cell.column: _cell_text(passage, cell) for passage, cell in rows[0]}
    for passage, cell in rows[-1]:
        total = _cell_number(passage, cell)
        if total is None or _RATIO_HEADER.search(header.get(cell.column, "")):
            continue
        column = [
            _cell_number(p, c) for row in rows[1:-1] for p, c in row if c.column == cell.column
        ]
        parts = [number for number in column if number is not None]
        if len(parts) == len(rows) - 2 and _gap(parts, total) > _slack([*parts, total]):
            yield passage, _hit(total, parts, 0)


def _cell_text(passage: Passage, cell: Cell) -> str:
    return passage.text[cell.start : cell.end]


def _cell_number(passage: Passage, cell: Cell) -> Number | None:
    """The number that fills a cell; None where it holds anything else, or a rate."""
    text = _cell_text(passage, cell)
    found = list(find_numbers(text))
    if (
        len(found) != 1
        or found[0].unit.is_rate
        or text.strip(" 　|") != text[found[0].start : found[0].end]
    ):
        return None
    number = found[0]
    return Number(
        number.start + cell.start,
        number.end + cell.start,
        number.value,
        number.digits,
        number.unit,
        "",
        "",
        "",
    )


def completion_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的完成率、占比与前后两个数不符。

    反例: 完成13.0亿元，占年度目标40.2亿元的35.2%。
    正例: 完成13.0亿元，占年度目标40.2亿元的32.3%。
    依据: 算术；两个数是四舍五入的，按区间核对。
    """
    text = passage.text
    if "%" not in text and "％" not in text:
        return
    for match in _COMPLETION.finditer(text):
        whole = _only(match["whole"])
        stretch = text[max(0, match.start() - 24) : match.start()]
        before = [n for n in find_numbers(stretch) if _is_amount(n)]
        behind = re.split(r"[。；]", stretch)[-1]
        said = (
            whole is not None
            and before
            and before[-1].is_exact
            and any(ch.isdigit() for ch in behind)
        )
        if whole is not None and said and not re.search(r"[，、；）)]", stretch[before[-1].end :]):
            yield from _rate(before[-1], whole, match)
    for form in (_GOAL_THEN_RATE, _AMONG_SHARE, _WHOLE_SHARE):
        for match in form.finditer(text):
            part, whole = _only(match["part"]), _only(match["whole"])
            if part is not None and whole is not None:
                yield from _rate(part, whole, match)


def _only(text: str) -> Number | None:
    found = [number for number in find_numbers(text) if _is_amount(number)]
    return found[0] if len(found) == 1 and found[0].is_exact else None


def _rate(part: Number, whole: Number, match: re.Match[str]) -> Iterator[Hit]:
    if not part.unit.compares_with(whole.unit) or whole.base <= 0:
        return
    stated = Decimal(match["rate"])
    half = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
    part_slack, whole_slack = part.slack, whole.slack
    if "." in part.digits + whole.digits:  # beside 40.2亿元, 13亿元 is meant to the tenth
        part_slack, whole_slack = (
            number.slack if "." in number.digits else Decimal(0) for number in (part, whole)
        )
    low = (part.base - part_slack) / (whole.base + whole_slack) * 100 - half
    high = (part.base + part_slack) / max(whole.base - whole_slack, Decimal(1)) * 100 + half
    if not low <= stated <= high:
        real = f"{part.base / whole.base * 100:.1f}"
        yield Hit(
            match.start("rate"),
            match.end("rate") + 1,
            _("按前后两个数算是{real}%，不是{stated}%", real=real, stated=match["rate"]),
        )
