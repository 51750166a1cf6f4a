"""Where the name of a figure stands: before its number, behind it, in the clause before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.exchange.importing.name_words import LEADING, NOUN_ENDS, WHOLE_AT_END
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.prose.claims import Claim, Reading

LONGEST = 24
"""Characters of a name that drafter gives. Our choice: a longer one is a clause."""
SHORTEST = 2
_HAN_RUN = Pattern(r"[的]?(?P<noun>[一-鿿A-Za-z“”]{2,16})")


def clause_before(reading: Reading, claim: Claim, before: str) -> str:
    """The clause up to where `before` ends in it, numbers that belong to a name and all."""
    start, _end = reading.sentences[claim.sentence]
    stretch = re.split("[，；：（]", reading.text[start : claim.lead_start])[-1]
    whole = stretch + before
    if re.search("[0-9][^、]*、", whole):
        return ""  # another number of the row: 城市低保户21户、低保对象
    if claim.at and counted_in(reading, claim, before):
        return ""  # 全县27个组团收集信息共104条: the first number counts something else
    return "" if len(whole) > LONGEST or whole[:1].isdecimal() else whole


def before_mark(reading: Reading, claim: Claim) -> str:
    """The clause before the mark in front of a number.

    共计调研四类需求：12项; 地区生产总值（GDP）225亿元.
    """
    start, _end = reading.sentences[claim.sentence]
    stretch = reading.text[start : claim.lead_start - 1]
    if claim.mark == "）":
        stretch, _opened, inner = stretch.rpartition("（")
        if re.search("[0-9，；]", inner):
            return ""
    return re.split("[，；：（）]", stretch)[-1]


_WHOLE_BEHIND = Pattern(r"的(?P<what>[^，。；、\d]{3,20}?(?:项目|工程))")


def whole_behind(reading: Reading, claim: Claim) -> str:
    """总投资21亿元的新型电池项目: the name of an investment whose project stands behind it."""
    match = _WHOLE_BEHIND.match(reading.text, claim.number.full_end)
    told = next((word for word in ("总投资", "投资") if claim.lead.endswith(word)), "")
    return match["what"] + told if match and told else ""


_AMOUNTS = (
    "元", "%", "‰", "吨", "斤", "克", "公里", "米", "亩", "公顷", "千瓦", "千瓦时", "立方米", "点",
)  # fmt: skip
_EXTENTS = ("公里", "里", "米", "亩", "公顷")


def counts(claim: Claim) -> bool:
    """Whether the unit counts what stands behind the number: 8个平台, not 120万吨项目."""
    return not claim.number.unit.symbol.endswith(_AMOUNTS)


def is_extent(claim: Claim) -> bool:
    """Whether the unit says how far what stands behind the number reaches: 200公里农村公路."""
    symbol = claim.number.unit.symbol
    return symbol.endswith(_EXTENTS) and not symbol.startswith("立方")


_MONEY = Pattern("(?:费用|资金|补贴|贷款|收入|投资|税收|奖励|奖补|经费|补助|债券|基金|融资)$")


def is_money(claim: Claim, noun: str) -> bool:
    """Whether a sum is of what stands behind it: 拨付300万元奖补资金."""
    return claim.number.unit.symbol.endswith("元") and _MONEY.search(noun) is not None


def subject_of(claim: Claim) -> str:
    """What the clause speaks of, with the characters that only look like words beside it.

    人均 and 户均 belong to it, though 均 leads to a number too; so does 许可. 及时 is one word.
    """
    subject = claim.subject
    at = claim.lead.rfind(subject) if subject else -1
    if at < 0:
        return subject
    end = at + len(subject)
    at -= claim.lead[max(0, at - 1) : at + 1] in _BEGIN_WORDS
    end += claim.lead[end - 1 : end + 1] in WHOLE_AT_END
    return claim.lead[at:end]


_BEGIN_WORDS = frozenset((
    "及时", "及格", "与会", "和谐", "和解", "或有", "其他", "其它", "现汇", "现价", "现金", "现代",
    "现货", "现场", "现役", "现浇",
))  # fmt: skip
"""Words whose first character joins names elsewhere."""


def before_of(claim: Claim) -> str:
    """The lead up to the name's end, verbs of doing and all: 新认定高新技术企业."""
    lead = claim.lead
    subject = subject_of(claim)
    at = lead.rfind(subject) if subject else -1
    return lead[: at + len(subject)] if at >= 0 else lead


def noun_behind(reading: Reading, claim: Claim) -> str:
    """What is counted where it stands behind the number: 建成104条城市道路."""
    match = _HAN_RUN.match(reading.text, claim.number.full_end)
    if match is None:
        return ""
    noun = match["noun"]
    if total := _IN_ALL.search(noun):  # 27个组团收集信息共104条
        doing = _DOES_WITHIN.search(noun, SHORTEST, total.start())
        noun = noun[: doing.start()] if doing else ""
    end = NOUN_ENDS.search(noun, SHORTEST)
    noun = noun[: end.start()] if end else noun
    return noun if len(noun) >= SHORTEST else ""


DOES = Pattern(
    "组成|组建|参加|参与|赴|前往|接受|获得|荣获|入选|通过|深入|下沉|报名|上岗|成立|奔赴|进驻|驻村"
)
"""What those do whom a number counts, where it stands right behind it."""
_IN_ALL = Pattern("(?:一?共|合计|累计|总计)$")
_DOES_WITHIN = Pattern(
    "收集|征集|外出|上报|摸排|排查|对接|组织|开展|举办|引进|签约|完成|实施|建成|受理|办理|发放|培训|检查|调解|查处"
    "|争取|落实|申报|化解|走访|服务"
)


def counted_in(reading: Reading, claim: Claim, before: str) -> str:
    """What the number before counts, where the lead of this one begins with it.

    Of 104条 in 27个组团收集信息共104条 it is 组团. Empty where no number stands right before.
    """
    if claim.mark or not claim.at or not counts(claim) or not _IN_ALL.search(claim.lead):
        return ""
    noun = noun_behind(reading, reading.claims[claim.at - 1])
    return noun if noun and before.startswith(noun) and before != noun else ""


def threshold_name(reading: Reading, claim: Claim) -> str:
    """The name of what lies above or below an amount: 5亿元以上项目, 省外资金2000万元以上项目."""
    amount = reading.claims[claim.at - 1] if claim.at else None
    if amount is None or amount.number.after not in ("以上", "以下") or not counts(claim):
        return ""
    if amount.unit_kind != "amount" or claim.lead_start != amount.number.full_end:
        return ""
    lead = LEADING.sub("", amount.lead)
    name = lead + reading.text[amount.start : claim.start]
    return name if claim.lead and len(name) <= LONGEST else ""


_MEASURED_ROW = Pattern(
    "(?:产量|面积|总额|余额|价格|产值|增加值|收入|支出|投资|数量|人数|销量|存栏|出栏|消费)$"
)
_SHORT_NOUN = 6
_LEVELS = frozenset(("国家", "中央", "部", "省", "自治区", "市", "州", "县", "区", "乡", "镇"))


def row_of_nouns(reading: Reading, claim: Claim) -> str:
    """Several nouns with one number: 蔬菜、瓜果、食用菌产量11.5万吨, 省、市重点项目11个."""
    if claim.mark != "、":
        return ""
    start, _end = reading.sentences[claim.sentence]
    clause = re.split("[，；：（）]", reading.text[start : claim.start])[-1]
    nouns = clause.split("、")
    if all(LEADING.sub("", noun) in _LEVELS for noun in nouns[:-1]):
        return LEADING.sub("", clause)
    if not _MEASURED_ROW.search(claim.lead):
        return ""
    short = all(0 < len(noun) <= _SHORT_NOUN for noun in nouns[:-1])
    plain = not re.search("[0-9]", clause) and len(clause) <= LONGEST
    return clause if short and plain and not _DOES_WITHIN.search(clause) else ""


def stands_behind(reading: Reading, claim: Claim) -> bool:
    """Whether words follow the number without a mark."""
    return _HAN_RUN.match(reading.text, claim.number.full_end) is not None


_WHO_DID = Pattern(
    r"(?P<who>企业|项目|单位|机构|学校|部门|个人|人员|人|村|乡镇)(?:已|均|全部|成功|分别|正在)*"
    r"(?:进行|开展|完成|办理|实施|参加|获得?|荣获|做|作)?了?(?P<what>[一-鿿“”]{2,12})(?=[，。；、]|$)"
)


def did_behind(reading: Reading, claim: Claim) -> str:
    """The name of those counted, by what they did: 29个项目已通过验收 is 通过验收项目."""
    match = _WHO_DID.match(reading.text, claim.number.full_end)
    return match["what"] + match["who"] if match else ""


_SAYS_HOW_MUCH = Pattern(
    "(?:去年|今年|全年|目前|已|累计|总数|总量|数量|规模|合计|共|仅|只|还|才)*"
    "(?:达到?|突破|超过|升至|增至|降至|增加到|提高到|为|有|共|累计)?"
)
_PREDICATE = Pattern(
    "再[上创次]|首次|率先|屡创|创(?!新|业|意|建)|翻[倍番]|突破|稳居|稳步|稳定|连续|不断|持续|明显|大幅|显著|快速|迅速|较快"
    "|实现|在全|居|(?<!同)比|增长(?!点|极|率)|提升|提高|扩大|壮大|增加|好转|回升|跃"
    "|[偏较略仍][低高少多弱小大]|不[高足多强够]|(?:则|也|均)?(?:位?居|[位排名并]?列|排名|排在|排)(?=全|第|倒)"
)
_RANK_AT_END = Pattern("第[0-9]{1,3}[位名]?$", ("第",))
"""居第7: a rank whose figure closes the clause."""
_LONGEST_TOPIC = 18
_LONGEST_CLAUSE = 60
"""Characters. Our choice: a longer clause is no short name of anything."""


def told_before(reading: Reading, claim: Claim) -> str:
    """What the clause before tells of, where the claim's own only says how much.

    粮食总产量再上新台阶，突破1600亿斤. Empty where there is none.
    """
    says = (claim.lead or claim.number.before) and _SAYS_HOW_MUCH.fullmatch(claim.lead)
    if not says or claim.mark not in ("，", "、"):
        return ""
    stretch = _last_clause(reading, claim)
    match = _PREDICATE.search(stretch, SHORTEST)
    name = stretch[: match.start()] if match else ""
    return name if len(name) <= _LONGEST_TOPIC else ""


def _last_clause(reading: Reading, claim: Claim) -> str:
    """The clause before a claim's own; empty where it holds a number, or is a long one."""
    start, _end = reading.sentences[claim.sentence]
    end = max(start, claim.lead_start - 1)
    clauses = re.split("[，；：、（）]", reading.text[max(start, end - _LONGEST_CLAUSE) : end])
    is_cut = len(clauses) == 1 and end - start > _LONGEST_CLAUSE
    clause = _RANK_AT_END.sub("", clauses[-1])
    return "" if is_cut or re.search("[0-9]", clause) else clauses[-1]


_WHAT_WAS_DONE = Pattern(
    "^(?:全面|加快|大力|积极|深入|扎实|高质量|持续|有序|着力|扩面|稳步|提速|强力|统筹|坚持|全力|认真|进一步"
    "|科学|创新|启动|继续|协同)*"
    "(?:推进|实施|开展|加强|抓好|落实|做好|完善|推动|建设|组织|深化|强化|优化|搭建|发挥|出台|举办|聚焦|围绕|依托|通过"
    "|支持|加大)(?P<what>.+)$"
)


def done_before(reading: Reading, claim: Claim) -> str:
    """What the clause before says was done: it tells one of several figures from the others.

    实施“共同成长计划”，惠及企业1.2万家 is 共同成长计划. Empty where it is no short noun.
    """
    match = _WHAT_WAS_DONE.match(_last_clause(reading, claim))
    what = match["what"] if match else ""
    return what if SHORTEST < len(what.strip("“”")) <= _LONGEST_TOPIC else ""
