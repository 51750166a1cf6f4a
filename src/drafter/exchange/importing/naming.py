"""Names of figures: what a colleague would call the thing that a number counts or measures.

A poor name harms no sentence, since names are not drafted; but the clerk reads them for years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, wrong_name
from drafter.drafting.globals import RESERVED
from drafter.exchange.importing.name_places import (
    DOES,
    LONGEST,
    SHORTEST,
    before_mark,
    before_of,
    clause_before,
    counted_in,
    counts,
    did_behind,
    done_before,
    is_extent,
    is_money,
    noun_behind,
    row_of_nouns,
    stands_behind,
    subject_of,
    threshold_name,
    told_before,
    whole_behind,
)
from drafter.exchange.importing.name_words import (
    DOING,
    MEASURED_BY,
    is_bare,
    trimmed,
)
from drafter.han import HAN
from drafter.patterns import Form, Pattern, alternatives
from drafter.prose.claims import Aspect
from drafter.wording.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from drafter.prose.claims import Claim, Reading

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
    Form("part of a year", "第?[一二三四]季度|前三季度|[上下]半年", "前三季度全市完成", "前三季度"),
    Form("year by its place", "今年|去年|上年|明年|本年度?|当年", "去年新增", "去年"),
    Form("years up to now", r"近[\d一二三四五六七八九十两几]{1,2}年来?", "近3年招录", "近3年"),
    Form(
        "months",
        r"\d{1,2}月?[—\-~至]\d{1,2}月份?|\d{1,2}月[份底末]?",
        "1—6月完成",
        "1—6月",
    ),
)
"""Times that a name does not bear."""
_SINCE = (
    "以来|期间|之?前(?!期|沿|景|三|海|置|列|端|瞻|往|[一二四五六七八九十])|之后|以[前后]"
    "|后(?!备|续|勤|期|台|盾)|内(?!河|部|需|资|外|贸|科|涝|网|容|销|镇|环)|起(?!重|步|草|诉|降|点)"
)
"""What a time ends with that is no word of its own: 6月底前, 汛期以来."""
_TIMES = Pattern(rf"(?:截至|截止)?(?:到|至)?(?:{alternatives(TIMES)})(?:{_SINCE})?")
_CHECKED = Pattern(rf"经{HAN}{{2,8}}(?:审核|核定|认定|统计)(?={HAN}{{2}})", needs=("经",))
"""Who has checked the number: 重点项目经重点办审核完成投资."""
_DONE_WITHIN = Pattern(
    rf"(?<={HAN}{{2}})(?:实际|预计|预测)?(?:完成|实现)(?=(?:工业|固定资产)投资$|(?:工业|新产品|农业|技工贸)?"
    "(?:总产值|产值|总收入|增加值|营业收入|销售收入|收入|税收|利润|进出口|利税|税金|交易|成交|销售)(?:总?额)?$)",
    needs=("完成", "实现"),
)
"""轻工业完成总产值: a verb within the name of what is measured."""
_MASKED_PLACE = Pattern("^8{1,2}(?=[区县市乡镇])")
"""xx县, as it is read."""
_TURNS = Pattern("^[同环]比|^同期|^[较比](?!例|重|率|值|分)|[偏略稍][多少高低大小快慢早晚]$")
"""A comparison is no name: 较常年偏多, 降水量偏少. Next year it is the other way round."""
_NUMBERED = Pattern(r"[0-9]{3}(?![0-9]{0,2}(?:[^\W\d]{0,4}热线|警情|报警|急救|平台|指挥|接处?警))")
"""Three digits are a year, a size or a date, and no part of a name but in 12345热线, 110警情."""
_ENDS_OF_RANGES = "0123456789—-–~～"
_QUOTES = Pattern("[“”‘’《》]")


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
        if named := threshold_name(reading, claim):
            yield named
            return
        owner = head if head.endswith(_PROJECTS) and len(head) <= _LONGEST_PROJECT else topic
        if owner and claim.aspect is not Aspect.SHARE:
            yield from self._of_topic(claim, owner)
        given = dict.fromkeys(filter(None, map(self.cleaned, self._raw(claim, reading, topic))))
        yield from given
        before = before_of(claim)
        if not given and _DONE_TO_WHAT.fullmatch(before):
            given = {before.removeprefix("实现"): None}
        contexts = [done_before(reading, claim), _TOPIC_ENDS.sub("", topic)]
        if head and len(head) <= _LONGEST_HEAD and not _ANY_MARK.search(head):
            contexts.insert(0, head)
        for context in filter(None, contexts):
            for name in given:
                if name not in context and (longer := self.cleaned(_joined(context, name))):
                    yield longer

    def _of_topic(self, claim: Claim, topic: str) -> Iterator[str]:
        """Names of what is measured of the topic: 项目71个，总投资85亿元 is 项目总投资."""
        stem = _TOPIC_ENDS.sub("", topic)
        if stem and stem in claim.subject:
            return  # 完成投资2.1亿元，年度投资计划5.7亿元
        subject = claim.subject
        planned = "计划" in claim.lead
        completes = _COMPLETES.fullmatch(claim.lead) and topic.endswith("投资")
        told = _COMPLETES_INVESTMENT.fullmatch(_TIMES.sub("", claim.lead))
        if completes or (told and not planned):
            subject = "完成投资"
        elif not (
            subject in _OF_A_TOPIC or _PLANNED.fullmatch(subject) or _QUALITY.fullmatch(subject)
        ):
            return
        whole = topic if topic.endswith(subject) else _joined(stem, subject)
        yield from filter(None, [self.cleaned(whole)])

    def _raw(self, claim: Claim, reading: Reading, topic: str) -> Iterator[str]:
        """What may be the name, as it stands in the text."""
        subject = subject_of(claim)
        if _COMPARING.search(subject) or _COMPARED.search(claim.lead):
            return
        if claim.aspect is Aspect.SHARE:
            whole = claim.against.removesuffix("的")
            subject = topic if subject in _OF_A_TOPIC or not subject else subject
            is_told = whole and whole[0] != "比" and whole not in ("到", "了")
            yield f"{subject}占{whole}比重" if is_told else f"{subject}占比"
            return
        if settled := _settled(claim, reading):
            yield settled
            return
        before = before_of(claim)
        if not claim.lead and claim.mark in ("：", "）"):
            yield before_mark(reading, claim)
        if what := whole_behind(reading, claim):
            yield what
        counted = counts(claim)
        if not subject and (told := told_before(reading, claim)):
            yield told
        noun = noun_behind(reading, claim)
        if DOES.match(noun) and len(subject) > SHORTEST and not is_bare(subject):
            noun = ""  # 专家10人组成服务队: those counted stand before the number
        reaches = is_extent(claim) and (is_bare(subject) or ends_in_doing(claim))
        if noun and (counted or reaches or is_money(claim, noun)):
            yield from _of_noun(noun, before, subject, claim)
        elif not counted and is_bare(subject) and stands_behind(reading, claim):
            return  # 120万吨乙烯项目: how large something is that is told of
        if is_bare(subject):
            yield from _of_verb(before, claim)
        elif not claim.lead.endswith("等"):
            yield from _of_subject(before, subject, claim)
            yield clause_before(reading, claim, before)
        if counted and (did := did_behind(reading, claim)):
            yield did

    def part_of(self, claim: Claim, reading: Reading) -> str:
        """The name of a part: it stands under its total, so that 企业 is enough."""
        if threshold := threshold_name(reading, claim):
            return threshold
        noun = noun_behind(reading, claim)
        for raw in (subject_of(claim), noun):
            name = trimmed(_paired(_TIMES.sub("", raw)))
            if name and len(name) <= LONGEST and not wrong_name(name) and name not in _TAKEN:
                return name.replace(".", "")
        return ""

    def cleaned(self, raw: str) -> str:
        """The name that a stretch of text gives; empty where it gives none."""
        raw = _MASKED_PLACE.sub("", raw).rstrip(_ENDS_OF_RANGES)
        name = _DONE_WITHIN.sub("", _CHECKED.sub("", _paired(_TIMES.sub("", raw))))
        for _round in range(3):
            shorter = trimmed(name)
            if shorter == name:
                break
            name = shorter
        if len(name) > LONGEST:
            name = _shortened(name)
        if _TURNS.search(name):
            return ""
        name = self._known(name)
        if is_bare(name) or len(name) < SHORTEST or len(name) > LONGEST or wrong_name(name):
            return ""
        if name.count("（") != name.count("）"):
            return ""
        if name in _TAKEN or name.startswith(("期间.", "单位.")) or _NUMBERED.search(name):
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


def _settled(claim: Claim, reading: Reading) -> str:
    """The name where the form of the clause leaves no choice; empty elsewhere."""
    if claim.lead.endswith("的") and is_money(claim, noun := noun_behind(reading, claim)):
        return noun  # 国家下达的90亿元以旧换新资金
    if claim.lead.endswith("各") and (each := claim.lead.removesuffix("各")):
        return clause_before(reading, claim, each)
    before = before_of(claim)
    counted = counted_in(reading, claim, before)
    return row_of_nouns(reading, claim) or (before.removeprefix(counted) if counted else "")


def ends_in_doing(claim: Claim) -> bool:
    """Whether a verb of doing leads to the number, so that what was done stands behind it."""
    return claim.lead.rstrip("了共").endswith(DOING)


def _joined(head: str, name: str) -> str:
    """The name with what makes it unique before it; what both have stands once: 抽检合格率."""
    shared = next((n for n in range(len(name), 1, -1) if head.endswith(name[:n])), 0)
    return head + name[shared:]


_OF_A_TOPIC = frozenset({
    "增加值", "全长", "成交额", "交易额", "合同成交额", "合同金额", "金额", "总额", "总投资",
    "投资额", "总投资额", "年产量", "存栏", "存栏量",
    "计划总投资", "概算总投资", "营业收入", "产值", "总产值", "利润", "利润总额", "销售额",
    "投资", "完成率", "完成投资", "年度投资计划", "年度计划投资", "计划投资",
    "面积", "总面积", "总长", "里程", "产量", "销量", "规模", "总规模", "开工率", "完工率",
    "竣工率", "办结率", "整改率", "合格率", "占比", "到位资金", "授信", "余额", "均价",
    "年度投资", "资金", "争取资金", "补助资金",
})  # fmt: skip
"""Names that say what is measured and not of what: 项目71个，总投资…."""
_QUALITIES = (
    "(?:普及|覆盖|优良|优质|达标|利用|成活|到位|入住|回收|投产|出勤|使用|入库|良种|孵化)率|满意[率度]"
    "|(?:移栽|播种|种植|收获|改造|建筑|占地|经营|展览|核心区)面积"
)
"""Rates and areas that are of something: 推广杂交玉米40万公斤，普及率达95%."""
_QUALITY = Pattern(_QUALITIES)
_TOPIC_ENDS = Pattern(
    "^(?:全[省市县区])?(?:新增|新建|实施|建成|开工|完成|检查|办理|受理|未开工|已开工|出栏|推广)"
    f"|(?:{_QUALITIES})$|(?:登记|播面|播种面积|种植面积|认定|数量|数|总数|总产值|产值|总产量|产量|销量"
    "|(?:计划|概算)?总投资|年度投资计划|(?:年度)?计划(?:完成)?投资"
    "|(?:累计)?完成投资|营业收入|完成投资占.*比重)$"
)
_PLANNED = Pattern("(?:年度|全年|当年)?计划(?:完成)?投资")
_DONE_TO_WHAT = Pattern("(?:完成|实现|实施|落实|安排|支持)?(?:投资|收入|资金|项目)")
"""Enough for a name only where the clause before tells of what."""
_COMPLETES = Pattern("(?:目前|已|实际|累计|共)*完成")
_COMPLETES_INVESTMENT = Pattern("(?:目前|已|实际|累计|共|全年|年内|当年|年度)*完成投资")


_LONGEST_HEAD = 8
_PROJECTS = ("项目", "工程")
"""How the heading of one project of a list ends, whose 总投资 the text below it tells."""
_LONGEST_PROJECT = LONGEST - 4
_ANY_MARK = Pattern("[，。：；、！？]")
_COMPARED = Pattern("[比较].{1,10}(?:多|少)(?:完成|实现)$")
"""比去年同期多完成3亿元: a difference, which no name is of."""
_COMPARING = Pattern("比.{1,8}(?:多|少|高|低|快|慢)$")
_ENDS_IN_VERB = Pattern(
    "(?:惠及|受益|服务|带动|吸引|覆盖|培训|帮扶|救助|资助|安置|涉及|辐射|参与|接待|参加|选派|引进|培养|发放"
    "|兑现|拨付|减免|节约|投入|争取|到位|完成|建成|新建|改造|新增|整治|修复|治理|流转|收储|供应|盘活|清理|减税降费)$"
)


def _of_subject(before: str, subject: str, claim: Claim) -> Iterator[str]:
    """Names of what the clause speaks of, with as much of its head as makes them unique."""
    if claim.aspect is Aspect.ADDED:
        verb = claim.verb or _added_word(claim.lead)
        is_told = subject.startswith(("新", "净")) or verb in subject
        yield subject if is_told else f"{verb}{subject}"
    else:
        if len(subject) <= SHORTEST and before:
            yield before  # 惠及群众, not 群众
        yield subject
    if before and before != subject:
        yield before
    if claim.area:
        yield claim.area + subject


def _of_verb(before: str, claim: Claim) -> Iterator[str]:
    """Names where a clause says only what was done: 服务企业260余家, 惠及160余万人."""
    if before and not is_bare(before):
        yield before
    measured = MEASURED_BY.get(claim.number.unit.symbol.lstrip("百千万亿"))
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
    verb = next((v for v in DOING if lead.endswith(v)), "")
    if claim.aspect is Aspect.ADDED and not verb:
        verb = claim.verb or _added_word(claim.lead)
    yield f"{verb}{noun}"
    if verb:
        yield noun


def _added_word(lead: str) -> str:
    match = _ADDED.search(lead)
    return match[0] if match else ""


_ADDED = Pattern("净增|新增|新建|新认定|新培育|新登记|新开工|新引进|新签约")


def _paired(name: str) -> str:
    """The name without quotes: a pair of them may have been cut."""
    return _QUOTES.sub("", name)


_SHORTER = Pattern("[，、的和及与或中内]")


def _shortened(name: str) -> str:
    """The end of a long name, cut where a word ends; empty where no word does."""
    for match in _SHORTER.finditer(name):
        if len(name) - match.end() <= LONGEST - 4:
            return name[match.end() :]
    return ""
