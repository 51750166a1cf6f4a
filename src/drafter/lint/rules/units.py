"""Units: of the wrong kind, or a thousand times too large."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.han import is_han
from drafter.lint.findings import Hit
from drafter.lint.mentions import Mention, mentions_in
from drafter.lint.passages import behind_last, once, whole_of
from drafter.lint.rules.averages import no_such_average
from drafter.lint.rules.incomes import income_between
from drafter.lint.rules.within import revenue_over_product
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.prose.claims import AMOUNTS, Aspect, Claim, Reading
from drafter.prose.language import AMOUNT_NOUNS, Sense
from drafter.prose.masks import find_masks
from drafter.prose.measures import MONEY, misfit
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_LEAP = 1000
"""A jump between two amounts of one subject that only a wrong 万 or 亿 makes."""
_BEYOND = Pattern("[千万]亿|亿万", ("千亿", "万亿", "亿万"))
_BALANCES = ("余额", "存款", "贷款")
_SMALL = Pattern("逾期|不良|关注|呆账|垫款|欠")
"""Balances that are a small part of the others."""
_BARE = Pattern(
    rf"(?P<name>{'|'.join(AMOUNT_NOUNS)})(?:[约近超逾达为有共]|达到|完成|实现|突破|超过){{0,2}}"
    r"(?P<number>\d[\d,]*(?:\.\d+)?[万亿]?)(?=[，。；]|$)"
)
_ENDS_BARE = Pattern(r"\d[万亿]?(?:[，。；）]|$)")
"""A number that a mark follows: most paragraphs have none."""
_DONE_BARE = Pattern(
    r"(?P<name>完成|实现|投入|到位|发放|争取|拨付)(?:[约近超逾了共]){0,2}"
    r"(?P<number>\d[\d,]*\.\d+)(?=[，。；]|$)"
)
"""完成0.36，: done are amounts, and what is no whole number counts nothing."""
_MONEY_BARE = Pattern(
    r"(?P<name>[短超减]收|[减增]支|结转|结余)(?:[约近超逾了共]){0,2}"
    r"(?P<number>\d[\d,]*(?:\.\d+)?[万亿]?)(?=[，。；]|$)",
    ("收", "支", "结"),
)
"""短收5645万，: verbs of money alone."""
_BARE_IN_ROW = Pattern(
    r"(?<=[，、；。])(?P<name>[^\W\da-zA-Z]{2,10})(?<![年第约号])(?P<number>\d{1,6})"
    r"(?=，[^\W\da-zA-Z]{2,12}\d+(?:\.\d+)?[^\W\da-zA-Z])"
)
"""茶园2000亩，稻田养鱼1200，药材300亩: the one of a row that has none."""
_OF_RATES = frozenset(
    {
        "提高",
        "提升",
        "上升",
        "下降",
        "降低",
        "回升",
        "扩大",
        "缩小",
        "加快",
        "放缓",
        "回落",
        "收窄",
        "减缓",
    }
)
_OF_RATES_ALONE = frozenset({"加快", "放缓", "回落", "收窄", "减缓"})
_ABOVE_ALL = Pattern(
    "[高低快慢好优]于全[国省市县区州](?:平均|经济|工业|投资)?(?:水平|增速)?$",
    behind("高低快慢好优", ("于全",)),
)
_AVERAGED = Pattern("每[百千万]?[人名户村个]|[人户村]均")
_OTHER_WORD = frozenset("点之比数制率")
"""What makes another word of 百分."""
_RATE_BARE = Pattern(
    r"(?<!差)(?<!倍)(?<!率)(?<!幅)(?<!重)(?<!指数)(?<!系数)(?<!入比)(?<!之比)(?<!配比)(?<!强度)(?P<name>增长|下降)"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?=[，。；）](?!\d)|$)",
    ("增长", "下降"),
)
"""31200元，增长7.1。: 百分号 is missing; nothing else grows by tenths."""
_POINTS_BARE = Pattern(
    r"(?:(?:率|比重|占比|增速|增幅)[^，。；：\d]{0,12}|\d%，)(?P<name>提高|提升|上升|下降|降低|回落|加快|放缓|回升"
    r"|[高低快慢]于全[国省市县区州](?:平均)?(?:水平)?)(?P<number>\d{1,2}\.\d{1,2})(?=[，。；]|$)",
    ("率", "比重", "占比", "增速", "增幅", "%，"),
)
"""比重比上年提高0.7，: 百分点 are missing."""
_LEAST_DIGITS = 3
_SUMS_OF_A_PLACE = Pattern(
    "^(?:全[市县区州省]|地方|完成|实现)*(?:(?:地区)?生产总值|一般公共预算(?:收入|支出)|财政(?:总)?(?:收入|支出)"
    "|(?:全社会)?固定资产投资|社会消费品零售总额|旅游(?:综合|总)?收入|(?:外贸)?进出口总额"
    "|规模?以?上工业(?:增加值|总产值)|(?:金融机构)?(?:本外币|人民币)?(?:各项)?(?:存款|贷款)余额"
    "|限额?以?上[^，。；]{0,10}零售额|(?:批发|零售)业销售额|(?:住宿|餐饮)业营业额"
    "|(?:农林牧渔业|工业|建筑业)总产值|(?:第[一二三]产业|农林牧渔业|服务业|建筑业)增加值"
    "|(?:工业|民间|房地产开发)投资|税收收入|(?:实际)?到位资金)$"
)
_SIBLINGS = 3
"""Our choice: so many others in one paragraph show which unit is meant."""
_PER_HEAD = Pattern("均|每|单[户笔家人价]|标准|补贴|补助")
_LEAST_SUM = 1_000_000
"""元. Our choice: what all of a place comes to is no less; 1.52万元 was meant in 亿元."""


def unit_magnitude(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """单位的种类不对，或者“万”“亿”差了千倍以上。

    反例: 全社会研发投入由98.06亿元增加到102.30万元。
    正例: 全社会研发投入由98.06亿元增加到102.30亿元。
    依据: 本工具的约定：同一件事的两个数相差千倍以上，多是单位写错。
    """
    may_be_masked = not _SIGNS.isdisjoint(once(passages, whole_of).characters)
    for passage in passages:
        reading = passage.reading
        for claim in reading.claims:
            misfit = _misfit(reading, claim)
            message = (
                misfit
                or _leap(reading, claim)
                or no_such_average(reading, claim)
                or _no_such_sum(claim)
                or _of_one_person(claim)
                or _not_whole(reading, claim)
                or _too_many_days(claim)
            )
            if message:
                # 9千亿元 stands in printed reports: a matter of taste
                taste = misfit and "千亿" in claim.number.unit.symbol
                span = reading.span(claim.start, claim.end)
                yield passage, Hit(*span, message, severity="info" if taste else None)
        for start, end in _masked_misfits(passage) if may_be_masked else ():
            message = _("这里的单位与所说的事不符：{number}", number=passage.text[start:end])
            yield passage, Hit(start, end, message)
        yield from ((passage, hit) for hit in income_between(reading))
        for claim, unit in _odd_among_siblings(reading):
            message = _("同样的数都以{unit}为单位，这里是{this}", unit=unit, this=claim.number.text)
            yield passage, Hit(*reading.span(claim.start, claim.end), message)
    for revenue, product in revenue_over_product(mentions_in(passages)):
        message = _(
            "{revenue}比生产总值{product}还多，请核对单位",
            revenue=revenue.claim.number.text,
            product=product.claim.number.text,
        )
        yield revenue.passage, Hit(*revenue.span, message)
    first: dict[tuple[str, str], Mention] = {}
    by_digits: dict[str, list[Mention]] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if claim.aspect is not Aspect.LEVEL or not mention.is_sure or claim.number.unit.is_count:
            continue
        if claim.number.unit.dimension in MONEY:
            alike = by_digits.setdefault(claim.number.digits, [])
            other = _same_digits(mention, alike)
            if other is not None and not _no_such_sum(claim):
                yield mention.passage, Hit(*mention.span, _apart(other.claim, claim))
                continue
            alike.append(mention)
        other = first.setdefault((mention.name, claim.number.unit.dimension), mention)
        low, high = sorted((abs(other.claim.number.base), abs(claim.number.base)))
        if low > 0 and high >= low * _LEAP and claim.unit_kind == "amount":
            yield mention.passage, Hit(*mention.span, _apart(other.claim, claim))


def _apart(other: Claim, this: Claim) -> str:
    return _(
        "前面是{other}，这里是{this}，相差千倍以上，请核对单位",
        other=other.number.text,
        this=this.number.text,
    )


def _same_digits(mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """旅游收入1.52亿元 before 旅游综合收入1.52万元: one sum of money, in two units."""
    own = mention.claim.subject
    if len(mention.claim.number.digits.replace(".", "").strip("0")) < _LEAST_DIGITS:
        return None
    for other in others:
        named = other.claim.subject
        units = {other.claim.number.unit.scale, mention.claim.number.unit.scale}
        if named[-2:] == own[-2:] and set(named[:-2]) & set(own[:-2]) and len(units) == 2:
            return other
    return None


_SAYS_UNIT = ("人次", "人数", "户数", "件数", "篇数", "册数", "次数")
"""How a name ends that says what is counted."""


def missing_unit(passage: Passage) -> Iterator[Hit]:
    """数额后面少了单位。

    反例: 完成固定资产投资13.25，同比增长5%。
    正例: 完成固定资产投资13.25亿元，同比增长5%。
    依据: 本工具的约定：没有单位的数不成其为数；写明“单位：万元”的表和段落不算。
    """
    normal = passage.normal
    for claim in passage.reading.claims:
        if end := _cut_points_end(passage.reading, claim):
            text = normal.text[claim.start : end]
            message = _("“{text}”没有写完，应是“百分点”", text=text)
            yield Hit(*normal.typed(claim.start, end), message)
    if passage.cells or "单位：" in normal.text or not _ENDS_BARE.search(normal.text):
        return
    for claim in passage.reading.claims:
        if before := _unit_of_before(passage.reading, claim):
            message = _("前面是{before}，这里少了单位", before=before.number.text)
            yield Hit(*passage.reading.span(claim.start, claim.end), message)
    for form in (_BARE, _DONE_BARE, _MONEY_BARE, _BARE_IN_ROW, _POINTS_BARE, _RATE_BARE):
        for match in form.finditer(normal.text):
            if match["number"] == "0" or (
                normal.text.startswith(("，", ","), match.end())
                and (normal.text[match.end() + 1 : match.end() + 4].isdecimal())
            ):
                continue  # 支出为0; 结转234, 558万元 with a blank
            if match["name"].endswith(("数", "量")) and match["number"][-1] in "万亿":
                continue  # 用户数1800万: said so, and clear
            if match["name"].endswith(_SAYS_UNIT):
                continue  # 参与人次914022
            message = _("“{name}”的数后面少了单位", name=match["name"])
            yield Hit(*normal.typed(*match.span("number")), message)


def _unit_of_before(reading: Reading, claim: Claim) -> Claim | None:
    """The value with a unit that a number without one goes on from: 从30%提高到70."""
    before = reading.claims[claim.at - 1] if claim.at else None
    if before is None or before.sentence != claim.sentence or not before.number.unit.symbol:
        return None
    to = claim.sense in (Sense.UP_TO, Sense.DOWN_TO) and not claim.number.unit.symbol
    bare = reading.text[claim.end : claim.end + 1] in ("", "，", "。", "；", "、", "）")
    between = reading.text[before.number.full_end : claim.lead_start]
    from_it = before.sense is Sense.FROM and before.number.unit.symbol not in _OF_TIME
    return before if to and bare and from_it and between == "" else None


_OF_TIME = frozenset({"年", "月", "日", "位", "名", "第"})


def _cut_points_end(reading: Reading, claim: Claim) -> int:
    """Where 提高1.8个。, 高于全省1个，, 回落2.1百分， end, where 百分点 was meant; else 0.

    Nothing rises by tenths of a thing but an average.
    """
    symbol = claim.number.unit.symbol
    left = claim.behind.startswith("百分") and claim.behind[2:3] not in _OTHER_WORD
    alone = symbol == "个" and not claim.behind and reading.text[claim.end : claim.end + 1] != "、"
    if not (alone or (left and symbol in ("", "个"))) or claim.quoted:
        return 0
    above = _ABOVE_ALL.search(claim.lead) is not None
    moved = claim.verb in (_OF_RATES if "." in claim.number.digits else _OF_RATES_ALONE)
    if not (above or moved) or _AVERAGED.search(reading.sentence_of(claim)):
        return 0
    return claim.end + 2 * left


def _misfit(reading: Reading, claim: Claim) -> str:
    number = claim.number
    if (
        number.unit.dimension in MONEY
        and _BEYOND.search(number.unit.symbol)
        and "万亿" not in number.unit.symbol
    ):
        return _("没有“{unit}”这样的单位", unit=number.unit.symbol)
    behind_bracket = claim.mark == "）" and not claim.lead
    owned = claim.owned or behind_bracket
    plain = claim.aspect in AMOUNTS and owned and not claim.quoted
    if not plain or claim.respectively or is_han(claim.behind.removeprefix("的")[:1]):
        return ""
    if number.unit.is_rate and claim.sense is Sense.FILL and not re.search("实现|完成", claim.lead):
        return ""
    if number.unit.is_count and claim.sense is Sense.FILL and not number.before:
        return ""  # 研发投入500家: the name of a list
    if claim.sense is Sense.DONE and number.unit.dimension in MONEY:
        return ""  # 高速公路完成36.2亿元: of its investment
    if misfit(_named_before(reading, claim), number.unit) and not _in_such_a_row(reading, claim):
        return _("这里的单位与所说的事不符：{number}", number=number.text)
    return ""


def _named_before(reading: Reading, claim: Claim) -> str:
    """The subject; behind a bracket what stands before it: 公路里程（不含岛县）11779公里."""
    if claim.lead or claim.mark != "）":
        return claim.subject
    opened = reading.text.rfind("（", 0, claim.lead_start)
    return behind_last("，。；：、", reading.text[max(0, opened - _ROW) : max(0, opened)])


_SIGNS = frozenset("xX×*＊ｘＸ○□")
"""What a masked amount is written with most often."""


def _masked_misfits(passage: Passage) -> Iterator[tuple[int, int]]:
    """用电量xx.xx万千瓦: the spans of masks whose unit measures another kind of thing."""
    is_masked = not passage.cells and not _SIGNS.isdisjoint(passage.text)
    masks = list(find_masks(passage.text)) if is_masked else []
    if not masks:
        return
    filled = list(passage.text)
    for start, end in masks:
        filled[start:end] = ["." if c in ".．" else "1" for c in filled[start:end]]
    reading = read("".join(filled))
    for claim in reading.claims:
        start, end = reading.span(claim.start, claim.end)
        if any(first <= start < last for first, last in masks) and _misfit(reading, claim):
            yield start, end


def _leap(reading: Reading, claim: Claim) -> str:
    """Two values of one thing that differ by a thousand times, or are of two kinds."""
    if claim.aspect is not Aspect.LEVEL:
        return ""
    befores = reading.said_of(claim, Aspect.BEFORE)
    before = befores[0] if befores else None
    if before is None:
        return _sibling_leap(reading, claim)
    a, b = before.number, claim.number
    if not a.unit.symbol or not b.unit.symbol:
        return ""
    if not a.unit.compares_with(b.unit):
        measures = all(
            n.unit.is_rate or n.unit.dimension in MONEY or n.unit.is_count for n in (a, b)
        )
        if measures and before.sense is Sense.FROM:
            return _(
                "前后两个数的单位不是一类：{before}、{after}",
                before=a.unit.symbol,
                after=b.unit.symbol,
            )
        return ""
    low, high = sorted((abs(a.base), abs(b.base)))
    if low > 0 and high >= low * _LEAP:
        text = reading.text[before.start : claim.end]
        return _("前后两个数相差千倍以上，请核对单位：{text}", text=text)
    return ""


def _sibling_leap(reading: Reading, claim: Claim) -> str:
    """存款余额648亿元，贷款余额482万元: two of one kind in one sentence."""
    if not claim.subject.endswith(_BALANCES) or claim.number.unit.dimension not in MONEY:
        return ""
    if _PER_HEAD.search(claim.lead) or _SMALL.search(claim.subject):
        return ""
    for other in reading.before_in_sentence(claim):
        alike = other.subject.endswith(_BALANCES) and not _SMALL.search(other.subject)
        units = other.number.unit, claim.number.unit
        if alike and units[0].dimension == units[1].dimension and units[0] != units[1]:
            low, high = sorted((other.number.base, claim.number.base))
            if low > 0 and high >= low * _LEAP:
                return _apart(other, claim)
    return ""


def _of_one_person(claim: Claim) -> str:
    """人均可支配收入13037万元: a 万 too many."""
    plain = claim.aspect is Aspect.LEVEL and claim.owned and not claim.quoted
    rich = claim.number.unit.dimension in MONEY and claim.number.base >= _LEAST_SUM
    if not (plain and rich and claim.subject.endswith(_EACH_EARNS)):
        return ""
    number = claim.number.text
    return _("{subject}达到{number}，请核对单位", subject=claim.subject, number=number)


_WHOLE_ONES = frozenset(
    {"家", "户", "人", "名", "件", "座", "所", "台", "辆", "起", "宗", "艘", "部", "头", "只", "羽"}
)
"""What is counted one by one, and in no other measure: 个 and 项 begin other words too."""
_ROW = 60
"""Characters before a number in which its row says that it is told for each. Our choice."""
_PER_ONE = Pattern("均|每|比|折|率|指数|强度|密度|系数|[百千万亿][人户名车吨元]|GDP")


def _not_whole(reading: Reading, claim: Claim) -> str:
    """新增企业168.3家: no part of one is counted."""
    number = claim.number
    if number.unit.symbol not in _WHOLE_ONES or not number.places or claim.quoted:
        return ""
    start, _end = reading.sentences[claim.sentence]
    if _PER_ONE.search(reading.text, max(start, claim.start - _ROW), claim.start):
        return ""  # 每千人口执业医师3.2人、注册护士3.9人
    if is_han(claim.behind[:1]) or claim.behind.startswith("/"):
        return ""
    return _("{number}不是整数，请核对", number=number.text)


def _in_such_a_row(reading: Reading, claim: Claim) -> bool:
    """Whether it is a part, or one of a row, in their unit: 投资18.5亿元，其中公路16.9亿元."""
    beside = [] if claim.part_of is None else [reading.claims[claim.part_of]]
    if claim.mark == "、" and claim.at:
        beside.append(reading.claims[claim.at - 1])
    following = reading.claims[claim.at + 1 : claim.at + 2]
    if any(other.mark == "、" and not other.lead for other in following):
        return True  # 播种面积、产量稳定在35万亩、15万吨左右
    beside += [other for other in following if other.mark == "、"]
    return any(other.number.unit.symbol == claim.number.unit.symbol for other in beside)


_EACH_EARNS = ("可支配收入", "人均纯收入", "人均收入", "年人均工资", "平均工资")


def _odd_among_siblings(reading: Reading) -> Iterator[tuple[Claim, str]]:
    """完成投资43346元 among 完成投资 in 万元: the unit of all others was meant."""
    rows: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        plain = claim.aspect is Aspect.LEVEL and claim.number.unit.dimension in MONEY
        plain = plain and claim.part_of is None
        if plain and claim.number.unit.symbol and len(claim.subject) > 1 and not claim.quoted:
            rows.setdefault(claim.subject[-2:], []).append(claim)
    for row in rows.values():
        odd = [claim for claim in row if claim.number.unit.symbol == "元"]
        others = [claim for claim in row if claim.number.unit.symbol == "万元"]
        if len(odd) != 1 or len(others) < _SIBLINGS or odd[0].number.before:
            continue
        least = min(claim.number.base for claim in others)
        if odd[0].number.base * 100 < least and not _PER_HEAD.search(odd[0].subject + odd[0].lead):
            yield odd[0], others[0].number.unit.symbol


_DAYS_OF_A_YEAR = 366


def _too_many_days(claim: Claim) -> str:
    """优良天数380天: more than a year has."""
    counted = claim.number.unit.symbol == "天" and claim.subject.endswith("天数")
    if not counted or claim.number.value <= _DAYS_OF_A_YEAR or "累计" in claim.lead:
        return ""
    return _("一年没有{number}", number=claim.number.text)


_MOST_SUM = 200_000_000_000_000
"""Yuan. Our choice: more than the product of the country in a year."""
_OF_THE_NATION = Pattern(
    "全国|我国|国内|全球|世界|融资|货币|M2|银行|金融|存款|贷款|资产|市值|股|交易|成交"
)


def _no_such_sum(claim: Claim) -> str:
    """旅游综合收入1.52万元: less than what all of a place comes to."""
    if claim.aspect is not Aspect.LEVEL or claim.number.unit.dimension not in MONEY:
        return ""
    plain = claim.owned and not claim.quoted and not claim.respectively and claim.number.base > 0
    if claim.number.base >= _MOST_SUM and not _OF_THE_NATION.search(claim.lead + claim.subject):
        return _(
            "{subject}达到{number}，请核对单位", subject=claim.subject, number=claim.number.text
        )
    if not plain or claim.number.base >= _LEAST_SUM or not _SUMS_OF_A_PLACE.match(claim.subject):
        return ""
    return _("{subject}只有{number}，请核对单位", subject=claim.subject, number=claim.number.text)
