"""What leads to a number.

The stretch between the mark before it and the number says how it is meant.

Read from its end: words with a meaning, then what a change is against, then the name with its area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import Form, Pattern, alternatives, behind, not_before, words_in
from drafter.prose.claims import Aspect
from drafter.prose.language import GROWTH_NOUNS, MORE, MORE_OR_LESS, TO_SENSES, Sense, word_at_end

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from drafter.prose.claims import Claim
    from drafter.prose.language import Word

_DATE_UNITS = frozenset({"年", "月", "日", "天", "季", "点", "岁", "代", "号"})
_AREAS = words_in(
    "全国|全省|全市|全县|全区|全州|全镇|全乡|全旗|全盟|我国|我省|我市|我县|我区|本市|本县|"
    "全系统|辖区|区域|各地|各级"
)
_COMPARED = Pattern(
    r"(?:[同环]?比|较|与|同|跟|相比)(?P<base>[^比较]{1,14}?)(?:的|相比|时)?$",
)
BASES = (
    Form(
        "year",
        r"[\dxX×*]{4}年|上年|去年|前年|今年|上一年|年初|当年|以往|历年|往年|常年",
        "比2020年增长",
        "2020年",
    ),
    Form(
        "part of a year",
        r"上[一个]?(?:月|季度?|期)|本月|一季度|二季度|三季度|四季度"
        r"|[上下]半年|前[一二三四五六七八九十\d]|\d{1,2}(?:月|——|—|-|~)",
        "较一季度提高",
        "一季度",
    ),
    Form("what was given", "基期|同期|预算|计划|预期|目标|原|入库|“", "比预算增加", "预算"),
    Form("area", "全国|全省|全市|全县|全区|平均|其他|城镇|农村|东部|中部|西部", "比全省高", "全省"),
    Form("state of things", "疫情|改革|GDP|经济", "较疫情前增长", "疫情"),
)
"""How what a change is against begins."""
_BASE = Pattern(rf"^(?:{alternatives(BASES)})")
_SHARE_LEAD = Pattern(r"占(?P<whole>[^，。；占]{0,24}?)(?:的?(?:比重|比例|份额|百分比))?$")
STATES = "建线校岗册产职营库编网用孵训学籍管保押研谈园读途逃孕"
"""What makes a state with 在 before it: 在建, 在孵, 在用."""
_NOT_TOGETHER = not_before("享同建")
_NOT_OF_TODAY = not_before("代场金货行")
_TRIM = Pattern(
    rf"(?:的|了|是|相当于|并|且|同时|其中|另|另有|但|而|对|为|在{not_before(STATES)}"
    rf"|以{not_before('旧上下')}|共{_NOT_TOGETHER}|已|现{_NOT_OF_TODAY}"
    r"|累计|全年|目前|截至|预计|预测|力争|确保|其|该)+"
)
LEAD_VERBS = (
    Form(
        "doing",
        "实现|完成|新增|净增加?|建成|新建|培育|认定|获批|引进|组织|开展|推动|支持|带动|促进|入库(?=[^数])"
        "|惠及|服务(?!业|贸易|外包)|覆盖(?!率|面)|帮扶|选派|受益|吸引|集聚|发放|安排|投入|推进",
        "完成固定资产投资",
        "完成",
    ),
    Form(
        "having",
        f"累计|拥有|现有|共{_NOT_TOGETHER}|有{not_before('效机色限线关轨偿')}|达到|总计"
        f"|现{_NOT_OF_TODAY}",
        "拥有高新技术企业",
        "拥有",
    ),
    Form("to come", "预计|预测|力争|确保|争取|计划", "力争财政收入", "力争"),
    Form(
        "joining",
        "已|又|也|均|继续|并|同时|另有|其中|通过|使得|使|进一步|全部|各类|我局",
        "同时新型研发机构",
        "同时",
    ),
    Form("time", "全年|当年|目前|截至目前|年内|一年来", "目前在孵企业", "目前"),
)
"""What stands before the name of a figure and is no part of it."""
_LEAD_VERBS = Pattern(rf"(?:{alternatives(LEAD_VERBS)})+")


def classify(claim: Claim) -> None:
    """Decide from the lead what the number says."""
    number, lead = claim.number, claim.lead
    symbol = number.unit.symbol
    is_age = symbol == "岁" and _AGES.search(lead) is not None
    if claim.quoted or (symbol in _DATE_UNITS and symbol != "天" and not is_age):
        return
    if lead.endswith("第") or (lead.endswith("前") and number.unit.symbol in ("位", "名", "")):
        claim.aspect = Aspect.RANK
        claim.subject = ""
        return
    if claim.unit_kind == "amount" and not MORE_OR_LESS.isdisjoint(lead[-3:].replace("提高", "")):
        more = _MORE_SINCE.search(lead)
        if more and (not more["base"] or _A_TIME.search(more["base"])):
            _read_as_change(claim, more)
            return
    timed = _TIME_BEFORE_NUMBER.search(lead) if lead[-1:] in _ENDS_OF_TIMES else None
    words, rest = _verbs(lead[: timed.start()] if timed else lead)
    main = next((word for word in words if word.sense is not Sense.FILL), None)
    claim.sense = main.sense if main else Sense.FILL
    claim.verb = main.text if main else ""
    kind = claim.unit_kind
    compared = _compared(rest)
    if compared is not None:
        claim.against = compared["base"]
        rest = rest[: compared.start()]
    if claim.sense is Sense.FILL and _begins(_HAS, lead):
        claim.sense = Sense.REACH
    claim.aspect = _aspect(claim, kind, words, lead)
    if compared is not None and claim.aspect is Aspect.LEVEL and kind in ("amount", "rate"):
        # 比上年同期的39.8亿元; behind any other word the number says what we do not know
        is_earlier = _A_TIME.search(claim.against) or lead.endswith("的")
        claim.aspect = Aspect.BEFORE if is_earlier else Aspect.NONE
    claim.direction = _DIRECTIONS.get(claim.sense, 0)
    if claim.aspect is Aspect.SHARE or (claim.aspect is Aspect.WHOLE):
        share = _SHARE_LEAD.search(lead[: len(lead) - len("".join(w.text for w in words))]) or (
            _SHARE_LEAD.search(lead)
        )
        rest = lead[: share.start()] if share else rest
        claim.against = share["whole"] if share else ""
    elif claim.aspect is Aspect.ABOVE and (above := _above(lead)):
        rest = lead[: above.start()]
        claim.against = claim.against or above["what"]
        claim.verb = above["word"]
    claim.subject, claim.area = _name(rest)
    is_growth = claim.subject.endswith(GROWTH_NOUNS) and not claim.subject.endswith("自然增长率")
    if claim.aspect is Aspect.LEVEL and kind == "rate" and is_growth:
        _read_as_growth(claim)
    claim.owned = bool(claim.subject)


_AGES = Pattern("(?:年龄|寿命)(?:为|是|达到?|提高到|提高至|延长至)?$|(?:提高|延长)$")
"""Years of life are an amount: 人均预期寿命80.36岁; 60岁以上 tells who."""
_A_TIME = Pattern("[年期月日度初末底前]$|[数值]$|水平$")
"""How the base of a comparison ends that is a time or its value: 上年同期, 预算数."""
_ENDS_OF_TIMES = frozenset("的年末底期初月份度先来前在")
_TIME_BEFORE_NUMBER = Pattern(
    r"(?<=[由从到至为])(?:(?:[\dxX×*]{4}年)?\d{1,2}月份?(?:末|底)?|[\dxX×*]{4}年(?:末|底|同期)?"
    r"|[上去]年(?:同期|末|底)?|今年|目前|现在|同期"
    r"|每人每[年月天]|每[年月]|年初|原先|原来|最初|[上本]月|一季度|二季度|三季度|四季度)的?$",
    tuple("由从到至为"),
)
"""从2006年的18亿元增加到2010年的306亿元: the time of each value stands before it."""
_ADDED_FIRST = Pattern(
    "(?:全[国省市县区州]|我[省市县区局])?(?:预计|共|累计)?(?:净增加?|新增|新建|新认定|新培育|新登记|新开工|新引进)",
    ("净增", *behind("新", "增建认培登开引")),
)
_HAS = Pattern(
    r"(?:全[国省市县区州]|我[省市县区局])?(?:现有|共有|拥有|已有|建有)", behind("现共拥已建", "有")
)
_DIRECTIONS = {
    Sense.UP: 1, Sense.UP_TO: 1, Sense.ABOVE: 1, Sense.ADDED: 1,
    Sense.DOWN: -1, Sense.DOWN_TO: -1, Sense.BELOW: -1,
}  # fmt: skip


_MORE_SINCE = Pattern(rf"(?:[同环]比|[比较](?P<base>[^比较，]{{1,12}}?))(?P<word>{MORE})$")
"""比去年多9.6件, 同比少3天."""


def _read_as_change(claim: Claim, more: re.Match[str]) -> None:
    """比去年多9.6件: a change, whose verb says which way only behind what it is against."""
    claim.aspect, claim.verb = Aspect.CHANGE, more["word"]
    claim.direction = -1 if more["word"][0] in "少低" else 1
    claim.sense = Sense.DOWN if claim.direction < 0 else Sense.UP
    claim.against = more["base"] or ""
    claim.subject, claim.area = _name(claim.lead[: more.start()])
    claim.owned = bool(claim.subject)


def _read_as_growth(claim: Claim) -> None:
    """增幅达65%, 工业增加值增速为6.1%: a noun of growth says what a verb says."""
    noun = next(noun for noun in GROWTH_NOUNS if claim.subject.endswith(noun))
    claim.aspect = Aspect.GROWTH
    claim.direction = -1 if noun[0] in "降跌" else 1
    claim.sense = Sense.UP if claim.direction > 0 else Sense.DOWN
    claim.verb = noun
    named = claim.subject.removesuffix(noun)
    claim.subject = named or noun


def _verbs(lead: str) -> tuple[list[Word], str]:
    """The words with a meaning at the end of the lead, the last first, and what stands before."""
    words: list[Word] = []
    rest = lead
    while len(words) < 6 and (word := word_at_end(rest)):
        if words and word.sense is not Sense.FILL and any(w.sense is not Sense.FILL for w in words):
            break
        words.append(word)
        rest = rest[: word.start]
    return words, rest


def _compared(rest: str) -> re.Match[str] | None:
    if "比" not in rest and "较" not in rest and "与" not in rest and "同" not in rest:
        return None
    match = _COMPARED.search(rest)
    return match if match and _BASE.match(match["base"]) else None


def _aspect(claim: Claim, kind: str, words: Sequence[Word], lead: str) -> Aspect:  # noqa: PLR0912
    sense = claim.sense
    if kind == "bare":
        if sense in TO_SENSES:
            return Aspect.LEVEL
        return Aspect.BEFORE if sense is Sense.FROM else Aspect.NONE
    if sense is Sense.FROM:
        return Aspect.BEFORE
    if sense in (Sense.UP_TO, Sense.DOWN_TO, Sense.MOVED_TO):
        return Aspect.LEVEL
    moves = sense in (Sense.UP, Sense.DOWN)
    if "占" in lead and not moves and (share := _SHARE_LEAD.search(lead)):
        if kind == "rate":
            return Aspect.SHARE
        if kind == "amount" and claim.behind.startswith(("的", "总")) and len(share["whole"]) < 20:
            return Aspect.WHOLE
    if kind == "points":
        above = sense in (Sense.ABOVE, Sense.BELOW) or _above(lead)
        return Aspect.ABOVE if above else Aspect.POINTS
    if sense in (Sense.UP, Sense.DOWN):
        if kind == "rate":
            return Aspect.GROWTH
        return Aspect.MULTIPLE if kind == "times" else Aspect.CHANGE
    if kind == "times":
        return Aspect.MULTIPLE
    above = _above(lead) if kind == "rate" else None
    if kind == "rate" and above and above["what"]:
        return Aspect.ABOVE  # 失业率低于4.6% is a bound, 低于全省4.6% a difference
    if sense is Sense.ADDED:
        return Aspect.ADDED
    if kind == "amount" and claim.behind.startswith("的") and DONE_OF.search(lead):
        return Aspect.WHOLE
    if kind == "amount" and (claim.in_goal_bracket or _is_goal_of_share(claim)):
        return Aspect.WHOLE
    if kind == "rate" and lead.endswith("的") and (lead == "的" or _COMPLETED.search(lead)):
        return Aspect.COMPLETION
    if kind == "amount" and sense is Sense.FILL and _begins(_ADDED_FIRST, lead):
        return Aspect.ADDED
    if any(word.text in ("同比", "环比") for word in words) and kind == "rate":
        return Aspect.GROWTH  # with no verb: 同比11.4%
    return Aspect.LEVEL


def _is_goal_of_share(claim: Claim) -> bool:
    """已完成全年92亿元目标的77.4%: the goal, with its noun behind it."""
    behind = claim.behind
    return (
        bool(behind)
        and behind.endswith("的")
        and (
            _GOAL_BEHIND.fullmatch(behind) is not None
            and _DONE_BEFORE.search(claim.lead) is not None
        )
    )


_GOAL_BEHIND = Pattern("的?(?:年度|全年|预期|年初)*(?:目标|任务|计划|预算)(?:任务|数|值)?的")
_DONE_BEFORE = Pattern("(?:完成|达到?|实现|占|为)[^，。；：]{0,8}$")


def _above(lead: str) -> re.Match[str] | None:
    """The comparison that a lead ends with: 高于全省平均水平."""
    if _COMPARES.isdisjoint(lead):
        return None
    return _MORE_THAN.search(lead) or _ABOVE_LEAD.search(lead)


_COMPARES = frozenset("于出先后超高低快慢")
_MORE_THAN = Pattern(
    r"[比较](?P<what>全[国省市州县区][^，。；\d]{0,8}|[^，。；\d]{0,6}平均(?:水平|值)?"
    r"|[^，。；\d比较]{2,10}(?:增[幅速]|涨幅|降幅|占比|比重))(?P<word>高出|高|低|快|慢)$",
    (*behind("比较", "全"), "平均", "幅", "速", "占比", "比重"),
)
"""比全省平均高: the comparison stands before its word."""
_ABOVE_LEAD = Pattern(
    r"(?P<word>高于|快于|高出|低于|慢于|优于|领先于?|落后于?|好于|"
    r"超(?:过|出)?(?=[^，。；\d]{0,4}(?:进度|平均|均值)))"
    r"(?P<what>[^，。；\d]{0,16})$",
    (*behind("高快低慢优好", "于"), "高出", "领先", "落后", "超"),
)
_COMPLETED = Pattern(
    rf"^{_GOAL_BEHIND.pattern}$|"
    r"(?:完成|实现|达到?|占|为)[^，。；]{0,12}(?:目标|任务|计划|预算|指标|任务数|总数|总量)(?:数|值)?的$"
    r"|(?:恢复|回升|相当于?|达到?)[^，。；]{0,12}(?:水平|同期)的$"
)
DONE_OF = Pattern(
    r"(?:完成|达到|实现|为|超额完成|占)[^，。；]{0,14}(?:目标|任务|计划|预算|指标|任务数)(?:数|值)?(?:的)?$",
    ("目标", "任务", "计划", "预算", "指标"),
)

WHOLE_OF = Pattern(rf"{DONE_OF.pattern}|占[^，。；占（]{{2,24}}$")
"""What stands before a bracket that holds the whole: 完成目标（400家）的, 占总数（366天）的."""


def _begins(words: Pattern, lead: str) -> bool:
    """Whether the lead begins with the words, a time before them left out."""
    return words.may_match(lead) and words.match(_without(_STRIP_TIME, lead)) is not None


def _without(beginning: Pattern, text: str) -> str:
    """The text without what it begins with."""
    match = beginning.match(text)
    return text[match.end() :] if match else text


def _name(rest: str) -> tuple[str, str]:
    """The subject in what stands before the verbs: without time, area and verbs of doing."""
    name = rest.strip("“”").lstrip("和及与或、")
    area = ""
    for _round in range(4):
        before = name
        name = _without(_STRIP_TIME, name)
        if name.startswith(_AREAS):
            area = next(word for word in _AREAS if name.startswith(word))
            name = name.removeprefix(area)
        elif name.startswith("全社会城镇"):
            area, name = "全社会", name.removeprefix("全社会")
        shorter = _without(_LEAD_VERBS, _without(_TRIM, name))
        if len(shorter) == 1 and len(name) < 5:
            break  # 完成率, 总额: the verb is part of the name
        name = shorter
        if name == before:
            break
    if len(name) > _LONGEST_TIME and name[-1] in _ENDS_OF_TIMES_TOLD:
        name = _TIME_AT_END.sub("", name)
    return name.removesuffix("的"), area


_LONGEST_TIME = 7
_ENDS_OF_TIMES_TOLD = frozenset("年末底初")
_TIME_AT_END = Pattern(
    r"(?<=..)(?:20\d\d年(?:年?[末底初])?|(?<![近每往历])[今去上]年(?:年?[末底初])?)$", ("年",)
)
"""外借图书2024年为49.4万册: the time of the value, behind its name."""


TIMES_AT_HEAD = (
    Form(
        "plan",
        "“(?:十?[一二三四五六七八九]五”(?:规划)?(?:期?末|期间|以来)?|[^”]{2,4}”(?:规划)?(?:期?末|期间|以来))",
        "“十四五”期间累计",
        "“十四五”期间",
    ),
    Form(
        "year",
        r"今年|本年|全年|当年|去年|上年|上一年|明年|同期|同月|(?:19|20)[\dxX×*]{2}(?:年度|年底|年末|年初|年)",
        "2024年底培育",
        "2024年底",
    ),
    Form("point", "目前|年末|年底|期末|[底末]", "年末贷款余额", "年末"),
    Form(
        "part of a year",
        r"第?(?:一季度|二季度|三季度|四季度)|[上下]半年|前[一二三四五六七八九十]+个?[月季]度?"
        r"|(?:(?:\d{1,2}(?:月?(?:——|—|-|~|至)))?\d{1,2}月(?:份|底|末|\d{1,2}日)?)",
        "1—5月工业投资",
        "1—5月",
    ),
    Form(
        "stretch of years",
        r"期间|以来|近[一二三四五六七八九十两几]年来?|[一二三四五六七八九十两\d]{1,2}年(?:内|来|$)",
        "近三年来新增",
        "近三年来",
    ),
)
"""Times that a name may begin with."""
_STRIP_TIME = Pattern(rf"(?:截至|截止|到|至|自|在)?(?:{alternatives(TIMES_AT_HEAD)})+的?")
