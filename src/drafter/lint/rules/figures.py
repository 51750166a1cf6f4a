"""Figures that contradict the words around them: signs, points, hedges, shares, ranks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.numerals import numeral
from drafter.lint.findings import Hit
from drafter.lint.rules.changes import CHANGE, DOWN, SINCE, UP, behind_comma, changes
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_SIGNED = Pattern(
    rf"(?:{UP}|{DOWN})了?(?P<number>[-−－](?:\d[\d.]*|[xX×*][xX×*.]*)(?:[%％]|个百分点)?)(?![-—～~至])",
    ("-", "−", "－"),
)
_RATE_SUBJECT = Pattern(
    r"(?:率|比重|占比|强度|比例)(?:已|为|达到?|提升至|提高到|[升降]至|增至|居|是|约)*(?P<value>\d+(?:\.\d+)?)[%％]",
    ("%", "％"),
)
_RATE_AGAINST = Pattern(
    rf"(?:增速|增幅|降幅|占比|比重)(?:比|较)[^，。；\d]{{1,8}}?(?:{UP}|{DOWN})了?(?P<number>\d+(?:\.\d+)?[%％])",
    ("%", "％"),
)
_RATE_ABOVE = Pattern(
    r"(?:增速|增幅|占比|比重)[^，。；\d]{0,4}(?:高于|低于|快于|慢于|领先|高出)[^，。；\d]{1,14}?(?P<number>\d+(?:\.\d+)?[%％])",
    ("%", "％"),
)
_AMOUNT_IN_POINTS = Pattern(
    rf"\d[万亿]*(?:元|家|户|人|件|项|吨|千瓦时)，{SINCE}(?:{UP}|{DOWN})了?(?P<number>\d+(?:\.\d+)?个百分点)",
    ("个百分点",),
)
_COUNT_IN_POINTS = Pattern(
    r"(?:企业数|入库数|登记数|授权量|用电量|数量|总数|总量|户数|家数|人数|产值|收入|投资额|总额|成交额|金额|税收|利润)"
    rf"(?:\d[\d.]*[万亿]*(?:元|家|户|人|个|项)，)?{SINCE}(?:{UP}|{DOWN})了?(?P<number>\d+(?:\.\d+)?个百分点)",
    ("个百分点",),
)
_CONTRIBUTES = Pattern("拉动|带动|贡献|推动")
_MOVED_TO = Pattern("[升降增高]至|提高到")
_AMOUNT = Pattern(r"\d[万亿]*(?:元|家|户|吨|千瓦时)")
_TIMES = Pattern(
    r"(?:下降|减少|降低|缩小|削减|(?<![至不最多缺])少|缩短|压减|压缩|下滑)了?(?:约|近)?(?:\d+(?:\.\d+)?|[一两二三四五六七八九十]+)倍",
    ("倍",),
)
_SHARE = Pattern(
    r"(?:占比|比重|占全[市省县区国][^，。；\d]{0,10}|占[^，。；\d]{2,14}(?:总数|总量|比重|总额)的?|合格率|优良率|满意率|通过率"
    r"|(?<!拨备)(?<!流动性)(?<!保障)覆盖率|及格率|入园率|就业率|天数比例|利用率|占有率|普及率|使用率)"
    r"(?:已|为|达到?|约|超过|提高到)*(?P<number>(?:1\d\d|[2-9]\d\d|\d{4,})(?:\.\d+)?[%％])",
    ("%", "％"),
)
_PLAN = Pattern("目标|任务|计划|预算")
_PLACES = (
    "乡镇|街道|园区|高新区|经开区|成员单位|部门|县市区|县（市、区）|市州|地市|设区市|县区|区县"
    "|省份|县(?!级)|市(?!级)|区(?!级)|省(?!级)"
)
_ORDINAL = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_RANK = Pattern(
    rf"(?P<total>{_ORDINAL})[个家](?:参评|参赛|同类|国家级?|省级)?(?:{_PLACES})(?:中[^。；]{{0,16}}?|[^，。；]{{0,10}}?)"
    rf"第(?P<rank>{_ORDINAL})(?:[位名]|(?=[，。；）]|$))",
    ("第",),
)
_RANK_BEFORE = Pattern(
    rf"第(?P<rank>{_ORDINAL})[位名]?（[^（）\d]{{0,6}}(?P<total>{_ORDINAL})个(?:{_PLACES})?[^（）]{{0,4}}）",
    ("第",),
)
_AT_LEAST = Pattern(
    r"(?:至少|最少|不少于|不低于)(?:达到?|为|有|实现|完成)\d[\d.]*[^，。；\d]{1,4}?以上", ("以上",)
)
_ROUND_CHINESE = Pattern(r"(?:近|约|超过?|逾)[十百千万]+(?:余|多)(?:家|人|项|个|名)", ("余", "多"))
_UNIT = Pattern(r"人次|家次|[家户项个件人名次吨亩元]")


def growth_sign(passage: Passage) -> Iterator[Hit]:
    """“增长”“下降”之后不跟负数。

    反例: 工业投资同比增长-3.2%。
    正例: 工业投资同比下降3.2%。
    依据: 统计用语的通例：方向由动词表示，数值取绝对值。
    """
    for match in _SIGNED.finditer(passage.text):
        start, end = match.span("number")
        number = match["number"].lstrip("-−－")
        yield Hit(
            start, end, _("方向词后面跟了负数，请写成“下降{number}”或“增长{number}”", number=number)
        )


def pp_vs_percent(passage: Passage) -> Iterator[Hit]:
    """两个百分数之差用百分点，数量的增减用百分号。

    反例: 研发投入强度2.23%，同比增长0.66%。
    正例: 研发投入强度2.23%，同比提高0.66个百分点。
    依据: 统计用语的通例：百分点是两个百分数相减的差。
    """
    text = passage.text
    spans = {
        match.span("number")
        for form in (_COUNT_IN_POINTS, _AMOUNT_IN_POINTS)
        for match in form.finditer(text)
        if not _CONTRIBUTES.search(text, max(0, match.start() - 12), match.start())
    }
    for start, end in sorted(spans):
        yield Hit(start, end, _("数量的增减不用百分点，请写百分号"))
    for form in (_RATE_AGAINST, _RATE_ABOVE):
        for match in form.finditer(text):
            yield _points(*match.span("number"), text)
    for subject in _RATE_SUBJECT.finditer(text):
        sentence = text[
            max(text.rfind(mark, 0, subject.start()) for mark in "。；") + 1 : subject.start()
        ]
        change = behind_comma(CHANGE, text, subject.end())
        # Behind an amount 增长 may speak of the amount again; 提高 and 回落 speak of rates alone.
        ambiguous = (
            change is not None
            and change["word"] in ("增长", "下降")
            and _AMOUNT.search(sentence)
            and not _MOVED_TO.search(subject[0])
        )
        if change and change["unit"] in "%％" and not ambiguous:
            yield _points(change.start("number"), change.end(), text)
    for match, before, after in changes(text):
        change = behind_comma(CHANGE, text, match.end())
        if before.unit.is_rate and after.unit.is_rate and change and change["unit"] in "%％":
            difference = abs(after.value - before.value)
            if abs(difference - Decimal(change["number"])) <= before.error + after.error:
                yield _points(change.start("number"), change.end(), text)


def times_decrease(passage: Passage) -> Iterator[Hit]:
    """减少不用倍数。

    反例: 能耗下降了2倍。
    正例: 能耗下降到原来的三分之一。
    依据: 倍数只用于增加。
    """
    for match in _TIMES.finditer(passage.text):
        yield Hit(match.start(), match.end(), _("减少不用倍数，请写成降到几分之几，或下降百分之几"))


def approx_conflict(passage: Passage) -> Iterator[Hit]:
    """一个数前后有两个概数词，或者概数词用在不是整数的数上。

    反例: 走访企业约200家左右，惠及近137家。
    正例: 走访企业约200家，惠及137家。
    依据: 概数词只用一个；近、余、多要求约整的数。
    """
    for match in _ROUND_CHINESE.finditer(passage.text):
        yield Hit(
            match.start(),
            match.end(),
            _("“{first}”和“{second}”只用一个", first=match[0][0], second="余"),
        )
    for match in _AT_LEAST.finditer(passage.text):
        yield Hit(
            match.start(),
            match.end(),
            _("“{first}”和“{second}”只用一个", first=match[0][:2], second="以上"),
        )
    for number in passage.numbers:
        hedges = [hedge for hedge in (number.before, number.between, number.after) if hedge]
        start = number.start - len(number.before)
        end = number.end + len(number.after)
        if number.after in ("多", "余") and (unit := _UNIT.match(passage.text, end)):
            end = unit.end()  # 近3万余人次
        if number.before in ("不少于", "不低于", "不超过", "至少") and not (
            number.between or number.after
        ):
            continue
        if len(hedges) > 1:
            message = _("“{first}”和“{second}”只用一个", first=hedges[0], second=hedges[1])
            yield Hit(start, end, message)
        elif _is_exact_figure(number):
            yield Hit(
                start,
                end,
                _(
                    "“{hedge}”要用在约整的数上，{digits}是准数",
                    hedge=hedges[0],
                    digits=number.digits,
                ),
            )


def share_over_100(passage: Passage) -> Iterator[Hit]:
    """占比超过百分之百。

    反例: 高新技术产业占比105.3%。
    正例: 高新技术产业占比15.3%。
    依据: 部分不大于整体。
    """
    for match in _SHARE.finditer(passage.text):
        if Decimal(match["number"].rstrip("%％")) > 100 and not _PLAN.search(match[0]):
            yield Hit(*match.span("number"), _("占比不会超过100%，请核对"))


def rank_range(passage: Passage) -> Iterator[Hit]:
    """位次大于参加排位的个数。

    反例: 在全市12个县中排第13位。
    正例: 在全市12个县中排第3位。
    依据: 算术。
    """
    for form in (_RANK, _RANK_BEFORE):
        for match in form.finditer(passage.text):
            if _ordinal(match["rank"]) > _ordinal(match["total"]):
                message = _(
                    "只有{total}个，排不到第{rank}位", total=match["total"], rank=match["rank"]
                )
                yield Hit(*match.span("rank"), message)


def _ordinal(text: str) -> int:
    return int(text) if text.isdecimal() else numeral(text)


def _points(start: int, end: int, text: str) -> Hit:
    number = text[start:end].rstrip("%％")
    return Hit(start, end, _("两个百分数之差用百分点，请写成“{number}个百分点”", number=number))


def _is_exact_figure(number: Number) -> bool:
    digits = number.digits.replace(",", "")
    if number.between:
        return "." in digits or not digits.endswith("0")
    if number.before in ("近", "将近", "接近"):
        return "." not in digits and len(digits) >= 3 and digits[-1] not in "05"
    return False
