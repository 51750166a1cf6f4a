"""Slots with nothing in them: 共有家企业, 增长%, 居全省第位, 《关于的通知》.

What is found is the unit that is left behind, or the words that have closed up over a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.patterns import Form, Pattern, alternatives, beginning
from drafter.prose.slots import BLANKS, CLASSIFIERS, CLOSES, HAN, MEASURES, NUMERALS
from drafter.prose.variants import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.slots import Classifier


_MARKS = r"(?=[，。；、）！,;)]|$)"
_MEASURE = {measure.name: measure.pattern for measure in MEASURES}
_PLAIN = "|".join(
    _MEASURE[name] for name in ("length", "area", "volume", "weight", "power", "time")
)
_PEOPLE = "就业|培训|参训|惠及|受益|人数|职工|教师|学生|党员|干部|代表|游客|专家|人才|劳动力"


_VERBS = (
    "检查|排查|整治|查处|处置|化解|实施|发放|救助|慰问|走访|帮扶|修缮|改造|新建|安装|配备"
    "|投放|开通|举办|开展"
    "|召开|印发|出台|发布|引进|招聘|安置|购置|更新|治理|打造|办理|审批|完成"
)
"""Verbs of amount of two characters: what is counted, or how many, must follow."""


def _of(classifier: Classifier) -> Iterator[Form]:
    """A measure word that ends its clause and no noun with it, or stands before what is counted."""
    word, noun_before, nouns, example, another = classifier
    counted = [noun for noun in nouns.split("|") if noun.isalpha() and len(noun) > 1]
    behind = f"(?<![{noun_before}的]{word}){another}"
    if noun_before is None:
        behind = "(?:" + "|".join(f"(?<={noun}{word})" for noun in counted) + ")"
    bare = re.sub(r"\d+", "", example)
    yield Form(f"{word} at the end", rf"{word}{_MARKS}{behind}", bare, word)
    if noun_before is not None:
        said = f"全市已有{word}{counted[0]}，"
        yield Form(f"{word} before what is counted", rf"{word}(?={nouns}){behind}", said, word)


QUANTITIES: tuple[tuple[str, Form], ...] = (
    (
        "%％",
        Form(
            "per cent",
            rf"[%％](?<![位栏以用].)(?<![位栏号项亦]为.)(?:{CLOSES}|(?=的))",
            "工业用电量同比增长%，",
            "%",
        ),
    ),
    ("个", Form("points", r"个百分点(?<!零点个百分点)", "高于全国个百分点，", "个百分点")),
    (
        "万亿",
        Form("money", rf"[亿万](?<!元.)(?<!位为.)亿?美?元{_MARKS}", "争取资金万元，", "万元"),
    ),
    (
        "公千万亿平亩立兆吉个小分",
        Form("measure", rf"(?:{_PLAIN}){CLOSES}", "粮食产量万吨，", "万吨"),
    ),
    (
        "万亿",
        Form("heads", rf"(?<!千家)(?:{_MEASURE['heads']}){_MARKS}", "持卡人数达万人，", "万人"),
    ),
    (
        "万亿",
        Form("power", r"[万亿]千瓦时(?<=[量达].千瓦时)", "用电量达亿千瓦时的新高，", "亿千瓦时"),
    ),
    (
        "人户家场",
        Form(
            "turns",
            rf"(?<=[员工众民师生企训务诊待查导练])[人户家场]次{_MARKS}",
            "培训职工人次，",
            "人次",
        ),
    ),
    ("次场", Form("turns alone", rf"(?:(?<=培训)|(?<=活动))[次场]{_MARKS}", "组织培训次，", "次")),
    (
        "人名位",
        Form(
            "persons",
            "(?:" + "|".join(f"(?<={word})" for word in _PEOPLE.split("|")) + rf")[人名位]{_MARKS}",
            "城镇新增就业人，引进人才名。",
            "人",
        ),
    ),
    (
        "米吨元岁天",
        Form(
            "small measures",
            rf"(?<=[长宽高深])米{_MARKS}|(?<=[量达产])吨{_MARKS}|(?:(?<=达)|(?<=人均)|(?<=收入)"
            rf"|(?<=补助)|(?<=标准))元{_MARKS}|(?:(?<=年龄)|(?<=寿命)|(?<=达到))岁{_MARKS}"
            rf"|(?:(?<=历时)|(?<=工期)|(?<=时限)|(?<=天数))天{_MARKS}",
            "人均可支配收入元，",
            "元",
        ),
    ),
    ("倍", Form("times", rf"(?:(?<=增长)|(?<=增加)|(?<=翻))倍{_MARKS}", "较2020年增长倍，", "倍")),
    (
        "家户项件个台辆所",
        Form(
            "behind a verb of amount",
            r"(?:(?<=共有)|(?<=新增)|(?<=净增)|(?<=共计)|(?<=达到)|(?<=合计))"
            r"(?:家(?![庭政具电禽畜居校族园乡])|户(?![外籍口用型])|项(?!目)|件|个(?!人|体|性|别"
            r"|位|案)|台|辆|所)",
            "全市共有家入选，",
            "家",
        ),
    ),
    (
        "家户项个起台所套座宗笔部例篇栋间盏株条支份",
        Form(
            "behind a verb, at the end",
            rf"[家户项个起台所套座宗笔部例篇栋间盏株条支份]{_MARKS}"
            rf"(?<=(?:{_VERBS}).)",
            "全年共查处起，走访户。",
            "起",
        ),
    ),
    (
        "家户项件个",
        Form(
            "tops and floors",
            rf"(?:(?<=[由从])|(?<=[加少长升降]到))[家户项件个]{_MARKS}"
            r"|(?<=由)[家户项件个](?=[增减发扩])",
            "企业由家增加到家，",
            "家",
        ),
    ),
    (
        "家",
        Form(
            "new entrepreneurs",
            r"(?:(?<=新增企业)|(?<=型中小企业)|(?<=技术企业)|(?<=规上企业)|(?<=小微企业)"
            rf"|(?<=工业企业))家(?![{HAN}])",
            "新增企业家，",
            "家",
        ),
    ),
    (
        "位名批次届期第",
        Form(
            "rank",
            r"(?<=第)(?:位|[名批次届期](?=[，。；、）]|$))"
            r"|(?<=[全省市县区列居为])第(?=[，。；）])",
            "增速列全市第位，",
            "位",
        ),
    ),
)
"""Units without their number, whatever is counted, each with the characters that it begins with."""

COUNTED = {classifier.word: tuple(_of(classifier)) for classifier in CLASSIFIERS}
"""Measure words without their number."""

DATES = (
    Form(
        "year, month and day",
        rf"(?<![\d{HAN}])年月日|(?<=[局会府室院办 ])年月日",
        "江城市科学技术局 年月日",
        "年月日",
    ),
    Form("month and day", r"(?:(?<=\d年)|(?<=[于在至]))月日", "推进会已于月日召开。", "月日"),
    Form(
        "blanks before the year",
        rf"(?<!\d)(?:[12]\d{{0,2}})?{BLANKS}{{2,12}}年(?:{BLANKS}{{0,12}}月(?:{BLANKS}{{0,12}}"
        r"日)?)?",
        "20  年  月  日",
        "20  年  月  日",
    ),
    Form(
        "blanks before the month",
        rf"(?<=\d年){BLANKS}{{1,12}}月(?:{BLANKS}{{0,12}}日)?",
        "2024年  月  日",
        "  月  日",
    ),
    Form("blanks before the day", rf"(?<=\d月){BLANKS}{{1,12}}日", "2024年6月  日", "  日"),
    Form("number of a document", rf"(?<=\d\d〕){BLANKS}{{0,12}}号", "江科发〔2024〕 号", " 号"),
    Form(
        "year at the head of a clause",
        r"(?:^|(?<=[，。；：（！]))年(?=[，、]|以来|上半年|一季度|前三季度|全[省市县区国]"
        r"|我[省市县区局]|[是为来将]|比上年|比20|要[把以]|计划|力争|\d{1,2}[—-]\d)",
        "年，我们攻坚克难。",
        "年",
    ),
    Form(
        "year behind its preposition",
        r"(?:(?<=[。，；：（\n][到至从自])|(?<=截至)|(?<=力争到)|^(?<=到))年(?=[，、]|以来"
        r"|[全我][省市县区国])|(?<=[到由从])年的(?=[\d第])",
        "力争到年，全省建成平台6个。",
        "年",
    ),
)
"""Dates without their figures. 年末, 年底, 年初 and 年度 need none."""

_AT_HEAD = "(?:(?<=[，。；：]{0})|(?<!.{0}))"
"""Behind a word: it begins its clause. The word comes first, so that a search skips to it."""
NAMES = (
    Form(
        "title of a document",
        r"关于的(?=通知|意见|实施|决定|报告|方案|办法|批复|函|请示|规定|若干|公告|通报|建议)",
        "根据《关于的通知》要求，",
        "关于的",
    ),
    Form("names in a row", r"、、+", "县领导、、等出席，", "、、"),
    Form(
        "list before 等",
        rf"等{_AT_HEAD.format('等')}(?=[{HAN}]{{0,4}}(?:产业|项目|企业|平台|领域|行业|部门))",
        "等支柱产业加快发展，",
        "等",
    ),
    Form("time before 以来", r"以来(?<!.以来)(?=[，,])", "以来，全市坚持创新驱动。", "以来"),
    Form(
        "who leads",
        rf"由{_AT_HEAD.format('由')}(?=牵头|主办|主持|带队|承办|承建|等)",
        "会议召开，由牵头，",
        "由",
    ),
    Form(
        "with whom",
        "|".join(
            f"{word}{_AT_HEAD.format(word)}(?=签订|签署|合作共建|联合[开举])" for word in "与同"
        ),
        "赴外地招商，与签订协议3个，",
        "与",
    ),
    Form(
        "where",
        r"在(?:(?<=[，。；：日]在)|(?<!.在))(?=召开|举行|举办|揭牌)",
        "推进会6月8日在召开，",
        "在",
    ),
    Form(
        "what it is about",
        r"以为(?=主题|核心|重点|抓手|契机|引领|主线|载体|依托|目标|统领)",
        "活动以为主题，",
        "以为",
    ),
    Form(
        "which honour",
        beginning(("荣获", "获评", "授予", "荣膺"), "(?=称号|荣誉|奖项)"),
        "被授予称号，",
        "授予",
    ),
    Form(
        "who",
        rf"同志{_AT_HEAD.format('同志')}(?=主持|出席|率|带队|带领|到|赴|在|作|参加|代表)",
        "会议召开，同志主持会议，",
        "同志",
    ),
)
"""Names that are gone, told by the words that have closed up."""

_SENTENCE = Pattern("[，。；、：,;]")
_LEAD = Pattern(
    "[" + "".join(sorted({*"".join(firsts for firsts, _form in QUANTITIES), *COUNTED})) + "]"
    rf"(?<=[{HAN}].)(?<![{NUMERALS}].)(?<!若干.)"
)
"""Where a unit may begin that nothing counts. Few places of a text are looked at closer."""
_FORMS = [
    *((firsts, Pattern(form.pattern)) for firsts, form in QUANTITIES),
    *((word, Pattern(form.pattern)) for word, forms in COUNTED.items() for form in forms),
]
_UNITS = {
    first: tuple(pattern for firsts, pattern in _FORMS if first in firsts)
    for first in dict.fromkeys("".join(firsts for firsts, _pattern in _FORMS))
}
"""The forms by the character that they begin with."""
_MAY_BE_DATE = Pattern(
    r"年(?<![^\s，。；：（！到至从自由局会府室院办截]年)|月(?<=[年于在至\s]月)|日(?<=\s日)"
    r"|号(?<=[〕\s]号)"
)
_BLANK = Pattern(
    rf"(?<=[{HAN}])(?<![{NUMERALS}]){BLANKS}{{1,12}}(?P<left>[%％]{_MARKS}|个百分点|(?:万亿"
    rf"|[亿万])美?元{_MARKS}"
    rf"|(?:{_PLAIN}){CLOSES}|(?:{_MEASURE['heads']}){_MARKS}"
    rf"|(?:{'|'.join(c.word for c in CLASSIFIERS)}){_MARKS}|"
    + "|".join(f"{c.word}(?={c.nouns})" for c in CLASSIFIERS if c.noun_before is not None)
    + ")",
    (" ", "\u3000", "\u00a0"),
)
"""A unit behind the blanks that its number has left."""
_DATE = Pattern(alternatives(DATES))
_NAME = Pattern(alternatives(NAMES))

_LARGE_ENOUGH = Pattern(
    "企业|单个|单体|个项目|大户|品种|园区|村|单笔|单户|集群|产业|规模|大关|关口|台阶|[亿万]元|级"
)
"""What is spoken of by its size: 产值超亿元的企业, a trillion as a threshold."""
_ROUND = frozenset("超过破近上逾")
_NEAR = 24
"""Characters before an amount in which what it is the size of is looked for. Our choice."""


def find_vanished(text: str) -> list[tuple[int, int]]:
    """What numbers and names that are gone have left behind, in the order of the text.

    A line without a mark of a sentence is a row or a heading of a table, where units stand alone.
    """
    text = simplified(text)
    spans: list[tuple[int, int]] = []
    if _MAY_BE_DATE.search(text) is not None:
        spans.extend(match.span() for match in _DATE.finditer(text))
    if _SENTENCE.search(text) is not None:
        spans.extend(_units(text))
        spans.extend(match.span("left") for match in _BLANK.finditer(text))
        spans.extend(match.span() for match in _NAME.finditer(text))
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, stop))
    return kept


def _units(text: str) -> Iterator[tuple[int, int]]:
    """The units and measure words without their number."""
    for lead in _LEAD.finditer(text):
        at = lead.start()
        for form in _UNITS[lead[0]]:
            if (match := form.match(text, at)) is not None:
                if not _is_round(text, at, match[0]):
                    yield match.span()
                break


def _is_round(text: str, start: int, unit: str) -> bool:
    """Whether the unit is a number itself: 突破万亿元, 产值超亿元的企业."""
    if unit[0] not in "万亿" or text[start - 1] not in _ROUND:
        return False
    return unit.startswith("万亿") or bool(
        _LARGE_ENOUGH.search(text, max(0, start - _NEAR), start - 1)
    )
