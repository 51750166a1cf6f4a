"""Names of figures: what a colleague would call the thing that a number counts or measures.

A poor name harms no sentence, since names are not drafted; but the clerk reads them for years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, wrong_name
from drafter.drafting.globals import RESERVED
from drafter.exchange.importing.name_words import LEADING, NOUN_ENDS, TRAILING
from drafter.patterns import Form, Pattern, alternatives
from drafter.prose.claims import Aspect
from drafter.wording.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from drafter.prose.claims import Claim, Reading

LONGEST = 24
"""Characters of a name that drafter gives. Our choice: a longer one is a clause."""
_SHORTEST = 2
_ALSO_CALLED = {
    "高企": "高新技术企业",
    "国家高新技术企业": "高新技术企业",
    "地区生产总值": "地区生产总值",
    "生产总值": "地区生产总值",
    "GDP": "地区生产总值",
    "规模以上工业增加值": "规上工业增加值",
    "规模工业增加值": "规上工业增加值",
    "全社会固定资产投资": "固定资产投资",
    "社消零总额": "社会消费品零售总额",
    "地方一般公共预算收入": "一般公共预算收入",
    "科小": "科技型中小企业",
    "R&D经费投入": "全社会研发投入",
}
"""What a figure is called besides the name that the blank forms have for it."""
_TAKEN = RESERVED | WORDS.keys() | FIGURE_KEYS.keys()
TIMES = (
    Form(
        "year in digits, or masked",
        r"(?:19|20|88|[xX×*]{2})[\dxX×*]{2}年?(?:[—\-~至](?:20)?\d\d年?)?(?:度|[底末初])?",
        "2023年底全市建成",
        "2023年底",
    ),
    Form("part of a year", "[一二三四]季度|前三季度|[上下]半年", "前三季度全市完成", "前三季度"),
    Form("year by its place", "今年|去年|上年|明年|本年度?|当年", "去年新增", "去年"),
    Form(
        "months",
        r"\d{1,2}月?[—\-~至]\d{1,2}月|\d{1,2}月[份底末]?",
        "1—6月完成",
        "1—6月",
    ),
)
"""Times that a name does not bear."""
_TIMES = Pattern(rf"(?:截至|截止)?(?:到|至)?(?:{alternatives(TIMES)})")
_CHECKED = re.compile("经[一-鿿]{2,8}(?:审核|核定|认定|统计)(?=[一-鿿]{2})")
"""Who has checked the number: 重点项目经重点办审核完成投资."""
_DONE_WITHIN = re.compile(
    "(?<=[一-鿿]{2})(?:实际)?(?:完成|实现)(?=(?:工业|固定资产)投资$|(?:工业)?"
    "(?:总产值|产值|增加值|营业收入|销售收入|收入|税收|利润|进出口|利税)(?:总?额)?$)"
)
"""轻工业完成总产值: a verb within the name of what is measured."""
_VERBS = frozenset((
    "解决", "打造", "开展", "全面", "投资", "组织", "发放", "争取", "建设", "新建", "新增",
    "改造", "安置", "安排", "推进", "推动", "完成", "实施", "办理", "培育", "认定", "引进",
    "获批", "帮助", "支持", "带动", "服务", "落实", "出台", "制定", "举办", "召开", "签约",
    "开工", "竣工", "投产", "入库", "申报", "立项", "走访", "培训", "发布", "修订", "清理",
    "整治", "查处", "检查", "处置", "化解", "减免", "拨付", "兑现", "盘活", "供应", "收储",
    "创建", "建成", "打通", "打赢", "增加", "减少", "下降", "提高", "其他", "之一", "平均",
    "每年", "连续", "提供", "资助", "加固", "救助", "选派", "选聘", "调解", "受理", "累计",
    "总额", "总量", "总数", "数量", "面积", "金额", "资金", "收入", "支出", "占比", "比重", "增速",
    "增幅", "降幅", "共计", "项目", "企业", "任务", "目标", "人员", "工作", "问题", "中央",
    "其中", "超额", "承接", "落户", "招引", "签订", "对接", "储备", "列入", "纳入", "涉及",
    "覆盖", "惠及", "受益", "方面", "全省", "全市", "全县", "全区", "县中", "三年", "三年行动",
    "破亿",
))  # fmt: skip
"""Words that name nothing by themselves: a name takes more of its head, or what is counted."""
_QUOTES = re.compile("[“”‘’《》]")
_HAN_RUN = re.compile(r"[的]?(?P<noun>[一-鿿A-Za-z“”]{2,16})")


class Namer:
    """Gives names; `vocabulary` are those of the blank forms, which come first."""

    def __init__(self, vocabulary: Collection[str]) -> None:
        self.vocabulary = vocabulary

    def names(
        self, claim: Claim, reading: Reading, head: str = "", topic: str = ""
    ) -> Iterator[str]:
        """The names that fit a claim, the best first; none where nothing tells what it is of.

        `head` is the heading that the clause stands under: it makes a name unique. `topic` is the
        figure that the sentence stated last.
        """
        if claim.subject in _OF_A_TOPIC and topic and claim.aspect is not Aspect.SHARE:
            subject = "完成投资" if claim.lead.endswith("完成投资") else claim.subject
            yield from filter(None, [self.cleaned(_TOPIC_ENDS.sub("", topic) + subject)])
        raw = self._raw(claim, reading, topic)
        given = dict.fromkeys(filter(None, map(self.cleaned, raw)))
        yield from given
        if not head or len(head) > _LONGEST_HEAD or _ANY_MARK.search(head):
            return
        for name in given:
            if name not in head and (longer := self.cleaned(f"{head}{name}")):
                yield longer

    def _raw(self, claim: Claim, reading: Reading, topic: str) -> Iterator[str]:
        """What may be the name, as it stands in the text."""
        subject = claim.subject
        if _COMPARING.search(subject) or _COMPARED.search(claim.lead):
            return
        if claim.aspect is Aspect.SHARE:
            whole = claim.against.removesuffix("的")
            subject = topic if subject in _OF_A_TOPIC or not subject else subject
            yield f"{subject}占比" if whole[:1] in ("", "比") else f"{subject}占{whole}比重"
            return
        if claim.lead.endswith("各") and (each := claim.lead.removesuffix("各")):
            yield _clause_before(reading, claim, each)
            return
        before = _before(claim)
        if not claim.lead and claim.mark in ("：", "）"):
            yield _before_mark(reading, claim)
        if what := _whole_behind(reading, claim):
            yield what
        counts = _counts(claim)
        if counts and (noun := _noun_behind(reading, claim)):
            yield from _of_noun(noun, before, subject, claim)
        elif not counts and _bare(subject) and _HAN_RUN.match(reading.text, claim.number.full_end):
            return  # 120万吨乙烯项目: how large something is that is told of
        if _bare(subject):
            yield from _of_verb(before, claim)
        elif not claim.lead.endswith("等"):
            yield from _of_subject(before, claim)
            yield _clause_before(reading, claim, before)
        if counts and (did := _did_behind(reading, claim)):
            yield did

    def part_of(self, claim: Claim, reading: Reading) -> str:
        """The name of a part: it stands under its total, so that 企业 is enough."""
        noun = _noun_behind(reading, claim)
        for raw in (claim.subject, noun):
            name = TRAILING.sub("", LEADING.sub("", _paired(_TIMES.sub("", raw))))
            if name and len(name) <= LONGEST and not wrong_name(name) and name not in _TAKEN:
                return name.replace(".", "")
        return ""

    def cleaned(self, raw: str) -> str:
        """The name that a stretch of text gives; empty where it gives none."""
        name = _DONE_WITHIN.sub("", _CHECKED.sub("", _paired(_TIMES.sub("", raw))))
        for _round in range(3):
            shorter = TRAILING.sub("", LEADING.sub("", name))
            if shorter == name:
                break
            name = shorter
        if len(name) > LONGEST:
            name = _shortened(name)
        name = self._known(name)
        if _bare(name) or len(name) < _SHORTEST or len(name) > LONGEST or wrong_name(name):
            return ""
        if name in _TAKEN or name.startswith(("期间.", "单位.")) or re.search(r"\d{3}", name):
            return ""
        return name.replace(".", "")

    def _known(self, name: str) -> str:
        """The name that the blank forms have for it."""
        known = _ALSO_CALLED.get(name, name)
        if known in self.vocabulary or known != name:
            return known
        for mark in ("数", "数量", "总数", "户数", "家数"):
            if (shorter := name.removesuffix(mark)) != name and shorter in self.vocabulary:
                return shorter
        return name


_OF_A_TOPIC = frozenset({
    "增加值", "全长", "成交额", "交易额", "合同成交额", "合同金额", "金额", "总额", "总投资",
    "投资额",
    "总投资额",
    "计划总投资", "概算总投资", "营业收入", "产值", "总产值", "利润", "利润总额", "销售额",
    "投资", "完成率", "完成投资", "年度投资计划", "年度计划投资", "计划投资",
    "面积", "总面积", "总长", "里程", "产量", "销量", "规模", "总规模", "开工率", "完工率",
    "竣工率", "办结率", "整改率", "合格率", "占比", "到位资金", "授信", "余额", "均价",
    "年度投资",
})  # fmt: skip
"""Names that say what is measured and not of what: 项目71个，总投资…."""
_TOPIC_ENDS = re.compile(
    "^(?:新增|新建|实施|建成|开工|完成|检查|办理|受理|未开工|已开工)"
    "|(?:登记|认定|数量|数|总数|总产值|产值|总投资|年度投资计划|完成投资|营业收入)$"
)


def _clause_before(reading: Reading, claim: Claim, before: str) -> str:
    """The clause up to where `before` ends in it, numbers that belong to a name and all."""
    start, _end = reading.sentences[claim.sentence]
    stretch = re.split("[，；：（]", reading.text[start : claim.lead_start])[-1]
    whole = stretch + before
    return "" if len(whole) > LONGEST or whole[:1].isdecimal() else whole


def _before_mark(reading: Reading, claim: Claim) -> str:
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


def _whole_behind(reading: Reading, claim: Claim) -> str:
    """总投资21亿元的新型电池项目: the name of an investment whose project stands behind it."""
    match = _WHOLE_BEHIND.match(reading.text, claim.number.full_end)
    told = next((word for word in ("总投资", "投资") if claim.lead.endswith(word)), "")
    return match["what"] + told if match and told else ""


_LONGEST_HEAD = 8
_ANY_MARK = re.compile("[，。：；、！？]")
_COMPARED = re.compile("[比较].{1,10}(?:多|少)(?:完成|实现)$")
"""比去年同期多完成3亿元: a difference, which no name is of."""
_COMPARING = re.compile("比.{1,8}(?:多|少|高|低|快|慢)$")
_MEASURED = {
    "人": "人数", "名": "人数", "人次": "人次", "户": "户数", "家": "家数", "亩": "面积",
    "元": "金额",
    "公里": "里程", "平方米": "面积", "平方公里": "面积", "公顷": "面积", "户次": "户次",
}  # fmt: skip
"""What is named where only a verb says what was done: 惠及160余万人 is 惠及人数."""
_VERBS_ONLY = re.compile(
    f"(?:新|再|已|共|再次|启动|{'|'.join(sorted(_VERBS, key=len, reverse=True))})+"
)
_ENDS_IN_VERB = re.compile(
    "(?:惠及|受益|服务|带动|吸引|覆盖|培训|帮扶|救助|资助|安置|涉及|辐射|参与|接待|参加|选派|引进|培养|发放"
    "|兑现|拨付|减免|节约|投入|争取|到位|完成|建成|新建|改造|新增|整治|修复|治理|流转|收储|供应|盘活|清理|减税降费)$"
)


_AMOUNTS = (
    "元",
    "%",
    "‰",
    "吨",
    "斤",
    "克",
    "公里",
    "米",
    "亩",
    "公顷",
    "千瓦",
    "千瓦时",
    "立方米",
)


def _counts(claim: Claim) -> bool:
    """Whether the unit counts what stands behind the number: 8个平台, not 120万吨项目."""
    return not claim.number.unit.symbol.endswith(_AMOUNTS)


def _of_subject(before: str, claim: Claim) -> Iterator[str]:
    """Names of what the clause speaks of, with as much of its head as makes them unique."""
    subject = claim.subject
    if claim.aspect is Aspect.ADDED:
        verb = claim.verb or _added_word(claim.lead)
        is_told = subject.startswith(("新", "净")) or verb in subject
        yield subject if is_told else f"{verb}{subject}"
    else:
        if len(subject) <= _SHORTEST and before:
            yield before  # 惠及群众, not 群众
        yield subject
    if before and before != subject:
        yield before
    if claim.area:
        yield claim.area + subject


def _of_verb(before: str, claim: Claim) -> Iterator[str]:
    """Names where a clause says only what was done: 服务企业260余家, 惠及160余万人."""
    if before and not _bare(before):
        yield before
    measured = _MEASURED.get(claim.number.unit.symbol.lstrip("百千万亿"))
    if measured and (verb := _verb_at_end(before)):
        yield f"{verb}{measured}"


def _verb_at_end(before: str) -> str:
    match = _ENDS_IN_VERB.search(before)
    return match[0] if match else ""


def _of_noun(noun: str, before: str, subject: str, claim: Claim) -> Iterator[str]:
    """Names of what is counted.

    建成8个试验平台 is 建成试验平台, 竹叶青等14个品牌 is 竹叶青等品牌.
    """
    if before.endswith("等") and 1 < len(subject) <= _LONGEST_HEAD:
        yield f"{subject.removesuffix('等')}等{noun}"
    lead = claim.lead.rstrip("了共")
    verb = next((v for v in _DOING if lead.endswith(v)), "")
    if claim.aspect is Aspect.ADDED and not verb:
        verb = claim.verb or _added_word(claim.lead)
    yield f"{verb}{noun}"
    if verb:
        yield noun


_DOING = (
    "新培育", "新认定", "新建成", "新开工", "新引进", "新签约", "新创建", "新建", "新增", "净增",
    "建成", "建设", "培育", "打造", "创建", "认定", "获批", "引进", "实施", "开展", "举办",
    "改造", "完成", "办理", "解决", "出台", "制定", "修订", "组建", "设立", "推进", "推动",
    "签约", "开工", "竣工", "投产", "入库", "申报", "走访", "发布", "整治", "查处", "办好",
    "启动", "布局", "做大", "维护", "结束", "提供", "发放", "资助", "选派", "调解", "受理",
    "组织", "开发", "争创", "创成", "入选", "荣获", "获得", "落实", "化解", "开通", "建立",
    "配备", "安装", "支持", "惠及", "服务", "带动", "吸引", "覆盖", "培训", "帮扶", "救助",
    "安置",
)  # fmt: skip
"""Verbs of doing that belong to a name, the longer before the shorter."""


def _bare(name: str) -> bool:
    return (
        not name
        or name in _VERBS
        or _VERBS_ONLY.fullmatch(name) is not None
        or not re.search("[一-鿿]", name)
    )


def _added_word(lead: str) -> str:
    match = _ADDED.search(lead)
    return match[0] if match else ""


_ADDED = Pattern("净增|新增|新建|新认定|新培育|新登记|新开工|新引进|新签约")


def _before(claim: Claim) -> str:
    """The lead up to the name's end, verbs of doing and all: 新认定高新技术企业."""
    lead = claim.lead
    at = lead.rfind(claim.subject) if claim.subject else -1
    return lead[: at + len(claim.subject)] if at >= 0 else lead


def _noun_behind(reading: Reading, claim: Claim) -> str:
    """What is counted where it stands behind the number: 建成104条城市道路."""
    match = _HAN_RUN.match(reading.text, claim.number.full_end)
    if match is None:
        return ""
    noun = match["noun"]
    end = NOUN_ENDS.search(noun, _SHORTEST)
    noun = noun[: end.start()] if end else noun
    return noun if len(noun) >= _SHORTEST else ""


_WHO_DID = Pattern(
    r"(?P<who>企业|项目|单位|机构|学校|部门|个人|人员|人|村|乡镇)(?:已|均|全部|成功|分别|正在)*"
    r"(?:进行|开展|完成|办理|实施|参加|获得?|荣获|做|作)?了?(?P<what>[一-鿿“”]{2,12})(?=[，。；、]|$)"
)


def _did_behind(reading: Reading, claim: Claim) -> str:
    """The name of those counted, by what they did: 29个项目已通过验收 is 通过验收项目."""
    match = _WHO_DID.match(reading.text, claim.number.full_end)
    return match["what"] + match["who"] if match else ""


def _paired(name: str) -> str:
    """The name without quotes: a pair of them may have been cut."""
    return _QUOTES.sub("", name)


_SHORTER = re.compile("[，、的和及与或中内]")


def _shortened(name: str) -> str:
    """The end of a long name, cut where a word ends; empty where no word does."""
    for match in _SHORTER.finditer(name):
        if len(name) - match.end() <= LONGEST - 4:
            return name[match.end() :]
    return ""
