"""Consistency: what a report says of one subject in two places, and whether amounts are of the right kind and size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.said import NEAR, Said, said_in
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import Number, find_numbers
from drafter.prose.statements import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.units import Unit
    from drafter.lint.passages import Passage

_MOST_COMPARED = 20
_FARTHEST = 2
"""Our choice: amounts that differ by more speak of two subjects with one name, not of one subject twice."""
_LEAP = 1000
"""A jump between two amounts of one subject that only a wrong 万 or 亿 makes."""
_AMONG = Pattern(r"[，（(]其中(?!，)")
_COUNTED = (
    "高新技术企业|高企|科技型中小企业|规上工业企业|规模以上工业企业|规模工业企业|规上企业|专精特新(?:中小)?企业"
    "|小巨人企业|瞪羚企业|上市企业|高新企业"
)
_MONEY = (
    "成交额|总产值|产值|增加值|投资额|税收|利润总额|利润|营业收入|主营业务收入|研发投入|研发经费|技改投资|工业投资"
    "|财政支出|总投资|贷款额|贷款余额|到位资金"
)
_RATE = "增速|比重|占比|投入强度|完成率|覆盖率|合格率|满意率|增幅|转化率|贡献率|渗透率"
_VERB = (
    "(?:总?数(?:量)?)?(?:累计|已|约|共|总量|总计|增|升)*"
    "(?:达到了?|达|为|有|是|完成|实现|突破|超过|增加?[到至]|(?:提高|提升|上升|增长)[到至])?(?:了|近|约)?"
)
_THINGS = "(?:家|个(?!百)|项|户|件|人|名|台|套|篇)"
_WRONG_KIND = (
    Pattern(
        rf"(?:{_COUNTED}){_VERB}(?P<number>\d[\d,.]*(?:[万亿]*元|[%％]|吨|平方米))(?![^，。；]{{0,6}}以[上下])",
        ("企业", "高企"),
    ),
    Pattern(rf"(?:{_MONEY}){_VERB}(?P<number>\d[\d,.]*[万亿]?{_THINGS})(?!项目)"),
    Pattern(
        rf"(?:项数|件数|户数|人数|家数|项目数|企业数|科技特派员|高层次人才|从业人员){_VERB}(?P<number>\d[\d,.]*[万亿]*元)",
        ("数", "科技特派员", "高层次人才", "从业人员"),
    ),
    Pattern(
        rf"(?:产值|成交额|投资额|营业收入|税收收入)(?<!占..)(?<!占....){_VERB}(?P<number>\d[\d,.]*[%％])(?=[，。；])",
        ("%", "％"),
    ),
    Pattern(
        rf"(?:用电量|发电量){_VERB}(?P<number>\d[\d,.]*(?:[万亿]*元|{_THINGS}))",
        ("用电量", "发电量"),
    ),
    Pattern(
        rf"(?:{_RATE})(?:为|达到?|是|提[高升]至|居)?(?P<number>\d[\d,.]*(?:[万亿]*元|{_THINGS}))",
        ("率", "比", "增速", "强度", "增幅"),
    ),
)
_CHANGED = Pattern(
    r"[由从](?P<from>[^，。；由从]{1,16}?)(?:回升|增加|增长|提高|上升|提升|扩大|攀升|减少|下降|降低|回落|缩小|增|升|降|减)(?:到|至|为)(?P<to>[^，。；]{1,16})"
)
_LAST_YEAR = Pattern(
    r"(?P<to>(?<![\d.,])\d[\d.,]{0,14}[^，。；\d]{1,6})[，（](?:上年|去年)(?:同期|末|底)?(?:仅?为|是|完成)?(?P<from>\d[\d.,]{0,14}[^，。；）\d]{1,6})",
    ("上年", "去年"),
)
_BEYOND = Pattern("[千万]亿", ("千亿", "万亿"))


def inconsistent_figure(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一件事在一份报告里有两个数，或者其中的一项比总数还大。

    反例: 高新技术企业达到767家。……高新技术企业总数达到776家。
    正例: 高新技术企业达到767家。……高新技术企业总数达到767家。
    依据: 本工具的约定：时间、范围、口径都相同的才比较，四舍五入的差别不算。
    """
    for passage in passages:
        for among in _AMONG.finditer(passage.text):
            yield from ((passage, hit) for hit in _larger_parts(passage.text, among))
    by_subject: dict[tuple[str, Aspect, str, bool, str], list[Said]] = {}
    for said in said_in(passages):
        statement = said.statement
        key = (
            statement.subject,
            statement.aspect,
            statement.verb,
            said.is_goal,
            statement.unit.dimension,
        )
        earlier = by_subject.setdefault(key, [])
        if statement.number.is_exact and not (said.is_goal and statement.year is None):
            conflict = next((other for other in earlier if _conflict(other, said)), None)
            if conflict:
                message = _(
                    "“{subject}”前面写的是{other}，这里是{this}",
                    subject=statement.subject,
                    other=conflict.shown,
                    this=said.shown,
                )
                yield said.passage, Hit(*said.hit_span, message)
            if len(earlier) < _MOST_COMPARED:
                earlier.append(said)


def _conflict(first: Said, second: Said) -> bool:
    """Whether two statements of one subject, for one time, differ by more than rounding hides."""
    a, b = first.statement, second.statement
    if a.year != b.year and (
        first.is_goal
        or (a.year is not None and b.year is not None)
        or first.passage is second.passage
    ):
        return False
    if a.year != b.year and a.span_of_year != b.span_of_year:
        return False
    if a.span_of_year != b.span_of_year and a.span_of_year and b.span_of_year:
        return False
    if a.aspect is Aspect.ADDED and (a.year != b.year or a.unit.is_rate):
        return False
    if not _same_area(first, second):
        return False
    low, high = sorted((abs(a.number.base), abs(b.number.base)))
    hidden = max(a.number.slack, b.number.slack)
    return low > 0 and high - low > hidden and high <= low * _FARTHEST


def _same_area(first: Said, second: Said) -> bool:
    """Whether neither stands under a heading that names a part of the area: 江北区, 高新园区."""
    return first.passage.section == second.passage.section or not any(
        re.search("[县区镇乡园]$|街道$", said.passage.section) for said in (first, second)
    )


def _larger_parts(text: str, among: re.Match[str]) -> Iterator[Hit]:
    nearest = max(0, among.start() - NEAR)
    start = max(nearest, *(text.rfind(mark, nearest, among.start()) + 1 for mark in "。；"))
    before = list(find_numbers(text[start : among.start()]))
    if not before or text[start + before[-1].end : among.start()].strip("）)"):
        return
    total = before[-1]
    clause = re.split(r"[，。；]", text[start : start + total.start])[-1]
    if (
        not total.is_exact
        or total.unit.is_rate
        or total.unit.symbol in ("", "年", "月", "日", "位", "个百分点", "倍")
    ):
        return
    if re.search("人均|户均|平均|增加|增长|比上年|较上年|净增", clause) and not re.search(
        "新增", clause
    ):
        return
    farthest = min(len(text), among.end() + NEAR)
    marks = "）)" if text[among.start()] in "（(" else "。；"
    stop = min(
        (at for mark in marks if (at := text.find(mark, among.end(), farthest)) >= 0),
        default=farthest,
    )
    at = among.end()
    for piece in re.split(r"([，、])", text[among.end() : stop]):
        numbers = list(find_numbers(piece))
        if numbers and re.search("共(?!享|建|性)|合计|总[计数]|增长|比(?!例)|较", piece):
            return
        for number in numbers[:1]:
            same = number.unit.symbol == total.unit.symbol
            comparable = same or (
                number.unit.compares_with(total.unit) and number.unit.dimension == "人民币"
            )
            if (
                comparable
                and number.is_exact
                and number.base > total.base + total.slack + number.slack
            ):
                message = _(
                    "分项{part}大于总数{total}",
                    part=number.text,
                    total=total.text,
                )
                yield Hit(at + number.start, at + number.end, message)
        at += len(piece)


def unit_magnitude(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """单位的种类不对，或者“万”“亿”差了千倍以上。

    反例: 全社会研发投入由98.06亿元增加到102.30万元。
    正例: 全社会研发投入由98.06亿元增加到102.30亿元。
    依据: 本工具的约定：同一件事的两个数相差千倍以上，多是单位写错。
    """
    for passage in passages:
        seen: set[int] = set()
        for form in _WRONG_KIND:
            for match in form.finditer(passage.text):
                if match.start("number") not in seen:
                    seen.add(match.start("number"))
                    message = _("这里的单位与所说的事不符：{number}", number=match["number"])
                    yield passage, Hit(*match.span("number"), message)
        forms = (_CHANGED, _LAST_YEAR) if "年" in passage.text else (_CHANGED,)
        for form in forms:
            for match in form.finditer(passage.text):
                yield from (
                    (passage, hit) for hit in _leap(passage.text, match, changed=form is _CHANGED)
                )
        for number in passage.numbers if _BEYOND.search(passage.text) else ():
            if (
                _BEYOND.match(number.unit.symbol)
                and number.unit.dimension == "人民币"
                and "万亿" not in number.unit.symbol
            ):
                yield (
                    passage,
                    Hit(
                        number.start,
                        number.end,
                        _("没有“{unit}”这样的单位", unit=number.unit.symbol),
                    ),
                )
    by_subject: dict[tuple[str, Aspect, str], Said] = {}
    for said in said_in(passages):
        statement = said.statement
        key = (statement.subject, statement.aspect, statement.unit.dimension)
        first = by_subject.setdefault(key, said)
        low, high = sorted((abs(first.statement.number.base), abs(statement.number.base)))
        if (
            low > 0
            and high >= low * _LEAP
            and not statement.unit.is_count
            and statement.aspect is Aspect.LEVEL
        ):
            message = _(
                "前面是{other}，这里是{this}，相差千倍以上，请核对单位",
                other=first.shown,
                this=said.shown,
            )
            yield said.passage, Hit(*said.hit_span, message)


def _leap(text: str, match: re.Match[str], *, changed: bool) -> Iterator[Hit]:
    before, after = _amount(match["from"]), _amount(match["to"])
    if before is None or after is None or before.base <= 0 or after.base <= 0:
        return
    start = match.start("to") + after.start
    end = match.start("to") + after.end
    if not before.unit.compares_with(after.unit):
        # 增长31.3%（上年24.06亿元）: the base of a rate stands in the bracket.
        both = before.unit.is_rate is after.unit.is_rate or changed
        if both and _is_measure(before.unit) and _is_measure(after.unit):
            message = _(
                "前后两个数的单位不是一类：{before}、{after}",
                before=before.unit.symbol,
                after=after.unit.symbol,
            )
            yield Hit(start, end, message)
    elif max(before.base, after.base) >= min(before.base, after.base) * _LEAP:
        message = _(
            "前后两个数相差千倍以上，请核对单位：{text}", text=text[match.start() : match.end()]
        )
        yield Hit(start, end, message)


def _amount(text: str) -> Number | None:
    found = [n for n in find_numbers(text) if n.unit.symbol not in ("年", "月", "日")]
    return found[0] if len(found) == 1 else None


def _is_measure(unit: Unit) -> bool:
    """Whether it is a unit that no other is written for: money, per cent, or what is counted."""
    return (
        unit.is_rate or unit.dimension == "人民币" or unit.symbol in ("家", "户", "人", "件", "项")
    )
