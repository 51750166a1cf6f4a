"""Units that have lost their number: 共有家企业, 增长%, 居全省第位.

Each row says what is left, what has to stand before it and behind it; a unit between two words
that do not fit is a noun or a part of one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.han import HAN, is_han
from drafter.patterns import Pattern, behind
from drafter.prose.slots import CLASSIFIERS, CLOSES, MEASURES, NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.slots import Classifier

MARKS = "，。；、）！,;)"
"""What ends a clause behind a unit."""
MEASURE = {measure.name: measure.pattern for measure in MEASURES}
PLAIN = "|".join(MEASURE[name] for name in ("length", "area", "volume", "weight", "power", "time"))
"""Measures whose words are no part of a noun."""
_PEOPLE = (
    "就业", "培训", "参训", "惠及", "受益", "人数", "职工", "教师", "学生", "党员", "干部", "代表",
    "游客", "专家", "人才", "劳动力",
)  # fmt: skip
_VERBS = (
    "检查", "排查", "整治", "查处", "处置", "化解", "实施", "发放", "救助", "慰问", "走访", "帮扶",
    "修缮", "改造", "新建", "安装", "配备", "投放", "开通", "举办", "开展", "召开", "印发", "出台",
    "发布", "引进", "招聘", "安置", "购置", "更新", "治理", "打造", "办理", "审批", "完成",
)  # fmt: skip
"""Verbs of amount: what is counted, or how many, must follow."""
_OF_AMOUNT = ("共有", "新增", "净增", "共计", "达到", "合计")


class BareUnit(Struct, frozen=True):
    """A unit without its number, with an example that the tests run."""

    name: str
    words: tuple[str, ...]
    """What is left, the longer first."""
    example: str
    found: str
    """What of the example is found."""
    behind: tuple[str, ...] = ()
    """What it stands behind, one of them; empty for anything."""
    not_behind: tuple[str, ...] = ()
    """What makes a word with it, or counts it otherwise."""
    before: str = MARKS
    """The characters that it stands before, or the end of the line; empty for anything."""
    not_before: str = ""
    """The characters that make a word with it."""
    follows: Pattern | None = None
    """What it stands before, where characters do not say it; `before` counts no more."""
    unless: Pattern | None = None
    """A look back from behind it that tells another word."""

    @property
    def begins_with(self) -> tuple[str, ...]:
        """What it begins with."""
        return self.words

    @property
    def ends_before(self) -> tuple[str, ...]:
        """The last characters of what it stands behind; empty for anything."""
        return tuple(word[-1] for word in self.behind)

    def end_at(self, text: str, at: int) -> int:
        """Where it ends if it stands at this place; 0 where it does not."""
        if (
            not text.startswith(self.words, at)
            or (self.behind and not text.endswith(self.behind, 0, at))
            or (self.not_behind and text.endswith(self.not_behind, 0, at))
        ):
            return 0
        end = at + next(len(word) for word in self.words if text.startswith(word, at))
        if self.unless is not None and self.unless.match(text, end) is None:
            return 0
        if self.follows is not None:
            return end if self.follows.begins(text, end) else 0
        following = text[end : end + 1]
        fits = not following or not self.before or following in self.before
        return end if fits and not (following and following in self.not_before) else 0


class BareMeasure(Struct, frozen=True):
    """A measure with its own forms (万吨, 亿千瓦时), which stands at the end of its clause."""

    name: str
    starts: tuple[str, ...]
    """What its forms begin with: one character, or two."""
    form: Pattern
    example: str
    found: str
    ends_before: tuple[str, ...] = ()
    """It stands behind anything."""

    @property
    def begins_with(self) -> tuple[str, ...]:
        """What it begins with."""
        return self.starts

    def end_at(self, text: str, at: int) -> int:
        """Where it ends if it stands at this place; 0 where it does not."""
        if not text.startswith(self.starts, at):
            return 0
        match = self.form.match(text, at)
        return match.end() if match else 0


def _counted(classifier: Classifier) -> Iterator[BareUnit]:
    """A measure word that ends its clause and no noun with it, or stands before what is counted."""
    word, noun_before = classifier.word, classifier.noun_before
    counted = [noun for noun in classifier.nouns.split("|") if noun.isalpha() and len(noun) > 1]
    bare = re.sub(r"\d+", "", classifier.example)
    at_end = BareUnit(f"{word} at the end", (word,), bare, word)
    if noun_before is None:
        yield replace(at_end, behind=tuple(counted))
        return
    at_end = replace(
        at_end,
        not_behind=(*noun_before, "的", word),
        unless=Pattern(classifier.another) if classifier.another else None,
    )
    yield at_end
    yield replace(
        at_end,
        name=f"{word} before what is counted",
        example=f"全市已有{word}{counted[0]}，",
        follows=Pattern(classifier.nouns),
    )


BARE_UNITS: tuple[BareUnit | BareMeasure, ...] = (
    BareUnit(
        "per cent",
        ("%", "％"),
        example="工业用电量同比增长%，",
        found="%",
        not_behind=(*"位栏以用", "位为", "栏为", "号为", "项为", "亦为"),
        follows=Pattern(
            rf"{CLOSES}|的|[提上下降增减回加放扩收压缩左][高升降落少长快缓大窄缩短右]|以[上下内]"
        ),
    ),
    BareUnit(
        "points",
        ("个百分点",),
        example="高于全国个百分点，",
        found="个百分点",
        not_behind=("零点",),
        before="",
    ),
    BareUnit(
        "money",
        ("万亿美元", "万亿元", "亿美元", "万美元", "亿元", "万元"),
        example="争取资金万元，",
        found="万元",
        not_behind=("元", "位为"),
    ),
    BareMeasure(
        "measure",
        starts=(
            *("亩", "公里", "公顷", "公斤", "千米", "千瓦", "平方", "立方", "吨标", "兆瓦", "吉瓦"),
            *("个工", "个月", "个小", "小时", "分钟", "万米", "万方"),
            *behind("万亿", "平公亩立吨斤担千度"),
        ),
        form=Pattern(rf"(?:{PLAIN}){CLOSES}"),
        example="粮食产量万吨，",
        found="万吨",
    ),
    BareMeasure(
        "heads",
        starts=behind("万亿", "人户家个名件册张辆台套头只羽株场部"),
        form=Pattern(rf"(?<!千家)(?:{MEASURE['heads']})(?=[{MARKS}]|$)"),
        example="持卡人数达万人，",
        found="万人",
    ),
    BareUnit(
        "power",
        ("万千瓦时", "亿千瓦时"),
        example="用电量达亿千瓦时的新高，",
        found="亿千瓦时",
        behind=("量", "达"),
        before="",
    ),
    BareUnit(
        "turns",
        ("人次", "户次", "家次", "场次"),
        example="培训职工人次，",
        found="人次",
        behind=tuple("员工众民师生企训务诊待查导练"),
    ),
    BareUnit("turns alone", ("次", "场"), "组织培训次，", "次", behind=("培训", "活动")),
    BareUnit(
        "persons",
        ("人", "名", "位"),
        "城镇新增就业人，引进人才名。",
        "人",
        behind=_PEOPLE,
        unless=Pattern("(?<![一大定要险的为]受益人)"),
    ),
    BareUnit("metres", ("米",), "新增围堰高米，", "米", behind=tuple("长宽高深")),
    BareUnit("tons", ("吨",), "粮食总产吨，", "吨", behind=tuple("量达产")),
    BareUnit(
        "yuan",
        ("元",),
        example="人均可支配收入元，",
        found="元",
        behind=("达", "人均", "收入", "补助", "标准"),
    ),
    BareUnit("age", ("岁",), "人均预期寿命岁，", "岁", behind=("年龄", "寿命", "达到")),
    BareUnit("days", ("天",), "改造工期天，", "天", behind=("历时", "工期", "时限", "天数")),
    BareUnit("times", ("倍",), "较2020年增长倍，", "倍", behind=("增长", "增加", "翻")),
    BareUnit(
        "houses behind a verb of amount",
        ("家",),
        example="全市共有家入选，",
        found="家",
        behind=_OF_AMOUNT,
        before="",
        not_before="庭政具电禽畜居校族园乡",
    ),
    BareUnit(
        "households behind a verb of amount",
        ("户",),
        example="全市新增户入住，",
        found="户",
        behind=_OF_AMOUNT,
        not_behind=("直达到",),
        before="",
        not_before="外籍口用型",
    ),
    BareUnit(
        "items behind a verb of amount",
        ("项", "件", "台", "辆", "所"),
        example="全市新增项入库，",
        found="项",
        behind=_OF_AMOUNT,
        before="",
        not_before="目",
    ),
    BareUnit(
        "pieces behind a verb of amount",
        ("个",),
        example="全市新增个入库，",
        found="个",
        behind=_OF_AMOUNT,
        before="",
        not_before="人体性别位案转",
    ),
    BareUnit(
        "behind a verb, at the end",
        tuple("家户项个起台所套座宗笔部例篇栋间盏株条支份"),
        example="全年共查处起，走访户。",
        found="起",
        behind=_VERBS,
    ),
    BareUnit(
        "tops and floors",
        tuple("家户项件个"),
        example="企业由家增加到家，",
        found="家",
        behind=("由", "从", "加到", "少到", "长到", "升到", "降到"),
    ),
    BareUnit(
        "floors before a verb",
        tuple("家户项件个"),
        example="企业由家增加到12家，",
        found="家",
        behind=("由",),
        follows=Pattern("[增减发扩]"),
    ),
    BareUnit(
        "new entrepreneurs",
        ("家",),
        example="新增企业家，",
        found="家",
        behind=("新增企业", "型中小企业", "技术企业", "规上企业", "小微企业", "工业企业"),
        follows=Pattern(rf"(?!{HAN})"),
    ),
    BareUnit("rank", ("位",), "增速列全市第位，", "位", behind=("第",), before=""),
    BareUnit(
        "rank of a batch",
        tuple("名批次届期"),
        "列全市第名，",
        "名",
        behind=("第",),
        before="，。；、）",
    ),
    BareUnit(
        "rank without its word",
        ("第",),
        example="增速列全市第，",
        found="第",
        behind=tuple("全省市县区列居为"),
        follows=Pattern("[，。；）]"),
    ),
    *(row for classifier in CLASSIFIERS for row in _counted(classifier)),
)
"""Units and measure words without their number, the first that fits counting."""


class _Beginning(Struct, frozen=True):
    """What begins with one character."""

    anywhere: tuple[BareUnit | BareMeasure, ...]
    """The rows that stand behind any character."""
    behind: dict[str, tuple[BareUnit | BareMeasure, ...]]
    """All rows that may stand behind a character, where there are more."""
    second: frozenset[str]
    """The characters that follow; empty where it is a unit alone."""

    def rows_at(self, text: str, at: int) -> tuple[BareUnit | BareMeasure, ...]:
        """The rows that the characters around the place let begin there."""
        if self.second and text[at + 1 : at + 2] not in self.second:
            return ()
        return self.behind.get(text[at - 1], self.anywhere)


def _by_first() -> dict[str, list[BareUnit | BareMeasure]]:
    rows: dict[str, list[BareUnit | BareMeasure]] = {}
    for row in BARE_UNITS:
        for first in dict.fromkeys(word[0] for word in row.begins_with):
            rows.setdefault(first, []).append(row)
    return rows


_BY_FIRST = _by_first()


@cache
def _beginning(first: str) -> _Beginning:
    """What begins with one of the first characters: made when a text holds it."""
    anywhere: list[BareUnit | BareMeasure] = []
    behind: dict[str, list[BareUnit | BareMeasure]] = {}
    for row in _BY_FIRST[first]:  # in their order, the first that fits counting
        ends = dict.fromkeys(row.ends_before)
        for end in ends:
            behind.setdefault(end, list(anywhere)).append(row)
        if not ends:
            anywhere.append(row)
            for rows in behind.values():
                rows.append(row)
    seconds = [w[1:2] for row in _BY_FIRST[first] for w in row.begins_with if w[0] == first]
    return _Beginning(
        anywhere=tuple(anywhere),
        behind={end: tuple(rows) for end, rows in behind.items()},
        second=frozenset(seconds if all(seconds) else ()),
    )


_DOUBLE = "台件套辆架艘人户家株盆只份册部"
"""Measure words that go before another: 4120台件, 120台套, 860辆次."""
_FIRSTS = f"[{''.join(sorted(_BY_FIRST))}]"
_LEAD = Pattern(rf"{_FIRSTS}(?<=(?:{HAN}|、).)(?<![{NUMERALS}].)")
"""Where a unit may begin that no number counts. Few places of a text are looked at closer."""
_LARGE_ENOUGH = Pattern(
    "企业|单个|单体|个项目|大户|品种|园区|村|单笔|单户|集群|产业|规模"
    "|大关|关口|台阶|[亿万]元|级|人均|收入$|工资$"
)
"""What is spoken of by its size: 产值超亿元的企业, a trillion as a threshold."""
_OF_A_SIZE = Pattern(rf"以[上下](?!的?(?:左右|水平)){HAN}", ("以上", "以下"))
"""What is called by its size follows: 万吨标准煤以上重点企业."""
_NAMES = Pattern(r"、[^，。；：\n]{0,60}?等", ("等",))
"""What follows one name of a list that 等 ends: 红花套、高坝洲等5个乡镇. Our choice: within sixty
characters, so that a line of such names stays linear."""
_ROUND = frozenset("超过破近上逾")
_NEAR = 24
"""Characters before an amount in which what it is the size of is looked for. Our choice."""


def find_bare_units(text: str) -> Iterator[tuple[int, int]]:
    """The span of every unit and measure word without its number, from first to last."""
    for lead in _LEAD.finditer(text):
        at = lead.start()
        rows = _beginning(lead[0]).rows_at(text, at)
        if not rows:
            continue
        behind_word = is_han(text[at - 1]) or _follows_a_rate(text, at)  # Ｘ is no Han, a mask
        if not behind_word or _is_counted(text, at):
            continue
        end = next((end for row in rows if (end := row.end_at(text, at))), 0)
        if end and not _is_round(text, at, text[at:end]) and not _NAMES.match(text, end):
            yield at, end


def _follows_a_rate(text: str, at: int) -> bool:
    """Whether it is the next of a row of rates: 分别下降8.9%、%."""
    return text[at - 1] == "、" and text[at - 2] in "%％点" and text[at] in "%％个"


def _is_counted(text: str, at: int) -> bool:
    """Whether a word or a figure counts the unit that begins here: 若干项, 120台套.

    A numeral before it (几个) was looked at already.
    """
    before, farther = text[at - 1], text[at - 2 : at - 1]
    if text.endswith(("若干", "个工作"), 0, at):
        return True
    return before in _DOUBLE and (farther.isdecimal() or farther in ("余", "多", "万", "亿"))


def _is_round(text: str, start: int, unit: str) -> bool:
    """Whether the unit is a number itself: 突破万亿元, 产值超亿元的企业, 耗能万吨以上企业."""
    if unit[0] not in "万亿":
        return False
    if _OF_A_SIZE.begins(text, start + len(unit)):
        return True
    if text[start - 1] not in _ROUND:
        return False
    passed = text[start - 1] == "破" and text[start - 2 : start] != "突破"  # 单月破亿元
    return (
        passed
        or unit.startswith("万亿")
        or bool(_LARGE_ENOUGH.search(text, max(0, start - _NEAR), start - 1))
    )
