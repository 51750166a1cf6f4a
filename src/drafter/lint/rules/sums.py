"""Sums: parts that a sentence or a table adds up."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.lint.chapters import is_of_budget, is_of_statistics
from drafter.lint.findings import Hit
from drafter.lint.passages import behind_last, grids_of, once, sentences_of
from drafter.lint.rules.adding import (
    NEAR,
    TOTAL_WORD,
    adds_up,
    gap_of,
    is_certain_slip,
    is_slip,
    slack_of,
)
from drafter.lint.rules.announced import wrong_below, wrong_names, wrong_points
from drafter.lint.rules.balances import wrong_balances, wrong_equity, wrong_natural_growth
from drafter.lint.rules.budgets import wrong_budgets
from drafter.lint.rules.columns import in_two_columns
from drafter.lint.rules.grouped import groups_that_miss
from drafter.lint.rules.listed import (
    wrong_brackets,
    wrong_counts,
    wrong_kinds,
    wrong_namings,
    wrong_open_counts,
)
from drafter.lint.rules.part_years import wrong_part_years
from drafter.lint.rules.remainders import wrong_remainders, wrong_rest_in_percent
from drafter.lint.rules.respective import wrong_ranks, wrong_rows, wrong_values
from drafter.lint.rules.rows import wrong_quarters, wrong_sums_of_rows
from drafter.lint.rules.stocks import wrong_new_totals
from drafter.lint.rules.table_sums import wrong_sums
from drafter.lint.rules.untold import added_up, by_industry, over_sentences
from drafter.lint.rules.wholes import lists_that_miss
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Claim, Reading
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_KINDS = """
人大+政协 男+女 新建+续建 新建+改建+扩建 主办+会办 主办+协办 发明+实用新型+外观 线上+线下
第一产业+第二产业+第三产业 一产+二产+三产 内资+外资 采矿+制造+电力 直接+间接
城镇+农村 城镇+乡村 城镇职工+城乡居民 城市+农村 财政+自筹 建议+提案 已完成+未完成
省级+市 中央+省 行政编制+事业编制 已验收+未验收 已验收+在研 正高+副高+中级
国有+民营 出口+进口 一般隐患+重大隐患 一季度+二季度 上半年+下半年 早稻+中稻+晚稻
夏粮+秋粮 春粮+秋粮 公办+民办 公办+社会办 货物+工程+服务 中央+地方 本级+下级 人工+自然
商品零售+餐饮 一般债券+专项债券 一般债务+专项债务 税收+非税 新增债券+再融资债券
农业+林业+牧业+渔业+服务业
固定电话+移动电话 高速+普通 食品+药械 住院+门诊 金牌+银牌+铜牌
"""
_CLOSED_SETS = tuple(tuple(kinds.split("+")) for kinds in _KINDS.split())
"""Kinds of which, named together, nothing else remains."""
_SERVICES_LEFT_OUT = ("农业", "林业", "牧业", "渔业")
"""Branches of 农林牧渔业 beside which 农林牧渔专业及辅助性活动 remains.

Source: GB/T 4754-2017, section A (divisions 01–05).
"""
_CLOSES = Pattern("其他|其它|其余|[两三四五六七八九]部分|[一二三四五六七八九]类")
_CUT_BY = Pattern("按[^，。；：]{1,8}[分看]|分[^，。；：]{1,6}看")
"""分税种看: kinds are told, not always all of them."""
_OPEN = Pattern("(?<![中高初平对优同])等(?![级奖第])|主要|多数|包含|既|又|还|不含|约|左右")
_SUBTOTAL = Pattern(r"[一二三四五六七八九两][^，。；\d]{0,5}合计|小计|合计占")
_MOST_PARTS = 40
_NEAR_OF_TWO = Decimal("0.1")
"""Our choice: two parts that miss the total by more may well leave a third one out."""


_BY_CLAIMS = (
    wrong_remainders,
    wrong_balances,
    wrong_equity,
    wrong_natural_growth,
    wrong_budgets,
    wrong_kinds,
    wrong_sums_of_rows,
    wrong_quarters,
    wrong_part_years,
    wrong_rest_in_percent,
)
"""Checks of one paragraph on what its claims leave and come to."""
_BY_WORDS = (
    ("、", (wrong_counts, wrong_open_counts, wrong_names, wrong_namings, wrong_brackets)),
    ("分别", (wrong_values, wrong_ranks, wrong_rows)),
    ("一", (wrong_points,)),
)
"""Checks of one paragraph on how many things it names, by what it holds then."""


def sum_mismatch(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """分项之和与总数不符：句子里的其中、合计，表里的合计行。

    反例: 办理建议提案共36件，其中人大建议5件、政协提案30件。
    正例: 办理建议提案共36件，其中人大建议5件、政协提案31件。
    依据: 算术；分项用“等”“主要”说明不全的，以及与总数相差很多、显然不全或有交叉的，不核对。
    """
    of_budget, chooses = is_of_budget(passages), is_of_statistics(passages)
    for passage in once(passages, sentences_of):
        reading = passage.reading
        found = _sums_of(reading, chooses=chooses)
        if of_budget:  # counts of things are summed there as elsewhere
            counted = (pair for pair in found if pair[0].number.unit.dimension not in MONEY)
            found = chain(_sure_sums(reading), counted)
        yield from ((passage, hit) for hit in _missed(reading, found))
        for find in _BY_CLAIMS if reading.claims else ():
            for hit in find(reading):
                yield passage, hit
        for word, checks in _BY_WORDS:
            for check in checks if word in passage.text else ():
                for hit in check(passage):
                    yield passage, hit
    yield from wrong_below(passages)
    if not of_budget:
        yield from wrong_new_totals(passages)
    for passage, column in lists_that_miss(passages):
        told = [part for part in column.parts if part is not None]
        yield passage, _sum_hit(passage.reading, column.total, told)
    for grid in grids_of(passages):
        yield from wrong_sums(grid)


def _missed(reading: Reading, found: Iterator[tuple[Claim, list[Claim]]]) -> Iterator[Hit]:
    """Each total once, by the first parts that miss it."""
    missed: dict[int, Sequence[Claim]] = {}
    for total, parts in found if len(reading.claims) > 1 else ():
        missed.setdefault(total.at, parts)
    for at, told in missed.items():
        yield _sum_hit(reading, reading.claims[at], told)


def _sums_of(reading: Reading, *, chooses: bool) -> Iterator[tuple[Claim, list[Claim]]]:
    """Every total that its parts miss, in whatever way a paragraph tells them.

    `chooses`: the text tells some of the parts, so that only those that leave nothing else count.
    """
    for total, parts in _totals(reading):
        if _disagree(reading, total, parts) and (not chooses or _leaves_nothing(reading, parts)):
            yield total, parts
    yield from added_up(reading)
    yield from by_industry(reading)
    yield from groups_that_miss(reading)
    yield from over_sentences(reading)
    yield from in_two_columns(reading)


def _sure_sums(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """Those of a budget, which tells totals of several levels and funds in one breath.

    Only one long number typed wrong counts there.
    """
    for total, parts in _totals(reading):
        if _disagree(reading, total, parts) and _is_slip_of(total, parts):
            yield total, parts


def _totals(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """Every total with the parts that are told of it, in one unit."""
    by_total: dict[int, list[Claim]] = {}
    closed: set[int] = set()
    for claim in reading.claims:
        if claim.part_of is None or claim.part_of in closed:
            continue
        total = reading.claims[claim.part_of]
        if claim.quoted or claim.respectively:
            closed.add(claim.part_of)
        elif claim.number.unit.compares_with(total.number.unit):
            by_total.setdefault(claim.part_of, []).append(claim)
        elif claim.unit_kind == "amount" and by_total.get(claim.part_of):
            closed.add(claim.part_of)
            if claim.mark in ("、", "；"):
                by_total[
                    claim.part_of
                ] = []  # 奶牛8984头；马2708匹: the row goes on in another unit
    for at, parts in by_total.items():
        total = reading.claims[at]
        outside = [part for part in parts if part.bracket <= total.bracket]
        # 教师8108人（民办563人）。其中，…: the bracket tells another part
        for cut in _cuts(reading, outside or parts) if parts else ():
            yield total, cut


def _cuts(reading: Reading, parts: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The parts by the way that the total is cut: 其中，出口…、进口…。按贸易方式分，…."""
    cut = [parts[0]]
    for before, part in pairwise(parts):
        if _CUT.search(reading.text, before.end, part.start):
            yield cut
            cut = []
        cut.append(part)
    yield cut


def _disagree(reading: Reading, total: Claim, parts: Sequence[Claim]) -> bool:
    number = total.number
    if not 2 <= len(parts) <= _MOST_PARTS or not adds_up(number) or not number.is_exact:
        return False
    if total.aspect not in AMOUNTS or _AVERAGE.search(total.lead):
        return False
    if any(not part.number.is_exact or not part.lead.strip() for part in parts):
        return False
    if _overlap(parts):
        return False
    larger = [part for part in parts if part.number.base > number.base + number.slack]
    if len(larger) > 1 or (larger and not (_is_closed(parts) or _is_slip_of(total, parts))):
        return False  # a part that is larger than the whole is told by itself
    if any(
        gap_of(parts[:count], number) <= slack_of([*parts[:count], total])
        for count in range(2, len(parts) + 1)
        if count == len(parts) or parts[count].mark != "、"
    ):
        return False
    if _is_of_another(reading, total, parts):
        return False
    return _in_another_unit(total, parts) is not None or _misses(reading, total, parts)


_AVERAGE = Pattern("亩产|单产|均价|平均|[人户亩项]均")
"""What does not add up: 粮食亩产491公斤, 其中夏粮亩产379公斤."""
_ANOTHER_CUT = Pattern("；[分按][^，。；、]{1,8}[看分]，", ("；分", "；按"))
_CUT = Pattern("[分按][^，。；、]{1,8}[看分]，")
_BOTH = Pattern(
    "同时(?:反映|涉及|享受|属于|具有|参加|符合|计入)|重复(?:计|统计|计算)|交叉|重叠|兼有|(?<!不)含重"
)


def _is_of_another(reading: Reading, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts are of a total behind this one, are cut anew, or are said to overlap.

    25个断面中…实测24个。其中; 夏粮…秋粮…；分品种看; 部分举报同时反映两类问题.
    """
    start, end = reading.sentences[total.sentence]
    between = reading.text[total.end : parts[0].start]
    if _ANOTHER_CUT.search(between) and _CUT.search(reading.text, start, total.start):
        return True
    if _BOTH.search(reading.text, parts[-1].end, max(end, parts[-1].end + 60)):
        return True
    return any(
        claim.aspect in AMOUNTS
        and claim.number.unit.symbol == total.number.unit.symbol
        and gap_of(parts, claim.number) == 0
        for claim in reading.claims[total.at + 1 : parts[0].at]
    )


def _misses(reading: Reading, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether parts that do not come to the total were meant to: they are all of it, or nearly."""
    number = total.number
    tail = reading.text[parts[-1].end : parts[-1].end + 24]
    if _SUBTOTAL.search(tail):
        return False
    gap, base = gap_of(parts, number), number.base
    said_total = bool(TOTAL_WORD.search(total.lead))
    if len(parts) == 2 and parts[1].mark == "；" and not _is_slip_of(total, parts):
        return _is_closed(parts)  # 移动用户486万户，其中5G用户298万户；宽带用户212万户
    stretch = reading.text[total.end : parts[-1].start]
    if _CUT_BY.search(stretch) and not _leaves_nothing(reading, parts):
        return gap <= base * NEAR and is_slip([*parts, total], gap)  # 按机构分，医院…卫生院…
    if sum((part.number.base for part in parts), Decimal(0)) > base:
        if parts[0].mark == "（" and all(part.bracket > total.bracket for part in parts):
            return True  # 300人（其中专家290人、特派员100人）
        sure = _is_closed(parts) or _is_slip_of(total, parts)
        return sure or gap <= base * NEAR * (2 if said_total else 1)
    if _OPEN.search(stretch) or tail.startswith("等"):
        return False
    if _is_closed(parts) or _closes(reading, parts):
        return gap <= base / 2 and not _leaves_services_out(parts)
    if said_total or parts[0].mark == "（":
        # 共发表论文1206篇，其中SCI收录810篇，核心期刊306篇: 其中 need not tell all of them
        told_all = len(parts) > 2 or "其中" not in stretch or parts[1].mark in ("、", "（")
        return gap <= base * NEAR and (told_all or _is_slip_of(total, parts))
    if len(parts) > 2:
        return gap <= base * NEAR and is_slip([*parts, total], gap)
    steps = any(_STEP.search(part.lead) for part in parts)
    is_row = parts[1].mark == "、" and not steps and not _names_more(reading, total, len(parts))
    scales = {claim.number.unit.scale for claim in (total, *parts)}
    is_typed_wrong = len(scales) > 1 or is_slip([*parts, total], gap)
    return is_row and gap <= base * _NEAR_OF_TWO and is_typed_wrong


def _is_slip_of(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether one number typed wrong is all that keeps the parts from the total."""
    return is_certain_slip([*parts, total], gap_of(parts, total.number))


def _leaves_nothing(reading: Reading, parts: Sequence[Claim]) -> bool:
    """Whether the parts are said to be all that there is, or are by their names."""
    return _is_closed(parts, whole=True) or _closes(reading, parts)


def _closes(reading: Reading, parts: Sequence[Claim]) -> bool:
    """Whether a part is all the rest (其他32个), or a word before them counts them: 三部分."""
    first = parts[0]
    start = max(reading.text.rfind("。", 0, first.start), first.start - _OPENING)
    cuts = (match.start() for match in _CUT_BY.finditer(reading.text, start + 1, first.start))
    return _CLOSES.search(reading.text, max(cuts, default=start + 1), parts[-1].start) is not None


_OPENING = 40
"""Characters before the first part in which a word may count the parts. Our choice."""


def _names_more(reading: Reading, total: Claim, count: int) -> bool:
    """Whether more kinds are named before the total than are told: 甲、乙和丙256个，其中甲196个…"""
    named = behind_last("，。；：", reading.text[: total.start])
    return 1 + named.count("、") + ("和" in named) > count


_STEP = Pattern("立案|办结|结案|整改|满意|销号|督办|重点|落实|采纳|验收|完工|开工|挂牌")
"""Steps that one thing goes through, and kinds within others: 立案187件、重点提案12件."""
_TRAITS = (
    Pattern("女|男", ("女", "男")),
    Pattern("岁|青年|老年", ("岁", "青年", "老年")),
    Pattern("民族", ("民族",)),
    Pattern("学历|大专(?!项)|大学|本科|研究生|硕士|博士"),
    Pattern("党员|非党|党外|民主党派|团员", ("党", "团员")),
)
"""Traits of people; one person has one of each."""


def _overlap(parts: Sequence[Claim]) -> bool:
    """Whether the parts are told by different traits: 35岁以下13名、女性9名."""
    told = {next((i for i, trait in enumerate(_TRAITS) if trait.search(p.lead)), -1) for p in parts}
    return len(told) > 1


_DONE = Pattern("(?:其中)?已(?!有)", ("已",))
_NOT_YET = Pattern("(?:目前)?(?:尚|仍|还)未", ("未",))


def _is_closed(parts: Sequence[Claim], *, whole: bool = False) -> bool:
    """Whether the kinds that the parts name leave nothing else.

    `whole`: only where they name no other kind besides.
    """
    names = "，".join(part.lead for part in parts)
    if _DONE.match(parts[0].lead) and _NOT_YET.match(parts[-1].lead):
        return True  # 已归还82笔，办理展期47笔，尚未归还11笔
    closed = (kinds for kinds in _CLOSED_SETS if not whole or len(kinds) == len(parts))
    return any(all(kind in names for kind in kinds) for kinds in closed)


def _leaves_services_out(parts: Sequence[Claim]) -> bool:
    names = "，".join(part.lead for part in parts)
    return "服务" not in names and all(branch in names for branch in _SERVICES_LEFT_OUT)


def _sum_hit(reading: Reading, total: Claim, parts: Sequence[Claim]) -> Hit:
    """The finding at the total, or at the one part whose unit is another: 19.55万元 of 59亿元."""
    odd = _in_another_unit(total, parts)
    if odd is total:
        message = _(
            "各分项的单位都是{unit}，这里是{this}，请核对单位",
            unit=parts[0].number.unit.symbol,
            this=total.number.text,
        )
        return Hit(*reading.span(total.start, total.end), message)
    if odd is not None:
        message = _(
            "其余各项和总数{total}的单位都是{unit}，这里是{this}，请核对单位",
            total=total.number.text,
            unit=total.number.unit.symbol,
            this=odd.number.text,
        )
        return Hit(*reading.span(odd.start, odd.end), message)
    added = sum((part.number.base for part in parts), Decimal(0)) / total.number.unit.scale
    places = max(claim.number.places for claim in (total, *parts))
    shown = f"{round(added, places).normalize():f}{total.number.unit.symbol}"
    message = _("分项合计{sum}，与{total}不符", sum=shown, total=total.number.text)
    return Hit(*reading.span(total.start, total.end), message)


def _in_another_unit(total: Claim, parts: Sequence[Claim]) -> Claim | None:
    """What has another unit than all the rest, where with theirs the sum would be right.

    That is a part, or the total itself.
    """
    unit = total.number.unit
    units = {part.number.unit for part in parts}
    if len(units) == 1 and unit not in units and len(parts) > 1:
        meant = replace(total, number=replace(total.number, unit=parts[0].number.unit))
        return total if gap_of(parts, meant.number) <= slack_of([*parts, meant]) else None
    others = [part for part in parts if part.number.unit.symbol != unit.symbol]
    if len(others) != 1 or len(parts) < 3:
        return None
    number = others[0].number
    meant = replace(others[0], number=replace(number, unit=unit))
    mended = [meant if part is others[0] else part for part in parts]
    return others[0] if gap_of(mended, total.number) <= slack_of([*mended, total]) else None
