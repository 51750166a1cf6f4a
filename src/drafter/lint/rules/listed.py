"""Lists: as many names as the count behind them says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.numerals import COUNT, count_of
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import UNMARKED, Pattern, behind
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim, Reading

_COUNTED = Pattern(
    r"(?P<count>[\d两一二三四五六七八九十]{1,3})(?:个|座)?"
    r"(?:乡（镇）|乡镇|镇街|镇|乡|街道|县市区|县区|县市|区县|县|区|市|省|村|社区|国家|部门|方面|领域|环节|园区)"
    r"(?!.{0,2}级)"
)
_COUNTED_BODIES = Pattern(
    rf"(?P<count>{COUNT})"
    r"(?:条(?:城市|市政|农村)?(?:道路|线路)|家(?:重点|规上|骨干)?企业|家公司|家医院|家银行"
    r"|所学校|[家个]景区|座水库|座[^，。；、\d]{0,2}桥梁?|个(?:重点)?项目|位一体"
    r"|类(?:培训班|人员|主体|对象)|人(?=获|入选|当选|被评))",
    behind("条", ("城", "市", "农", "道", "线"))
    + behind("家", ("重", "规", "骨", "企", "公", "医", "银", "景"))
    + ("所学校", "个景区", "座水库", "个项目", "个重点项目", "位一体")
    + behind("座", ("桥", "危桥", "大桥", "小桥"))
    + behind("类", ("培训班", "人员", "主体", "对象"))
    + behind("人", ("获", "入选", "当选", "被评")),
)
_WORK = frozenset(
    {"新建", "改建", "扩建", "改扩建", "续建", "迁建", "改造", "提升", "维修", "修复"}
)
"""Items of a list that are what is done, not what it is done to."""
_NAME = r"[^，。；：、！？（）“”《》\d\s]{1,12}"
_NAMES = Pattern(rf"{_NAME}(?:、{_NAME})+$")
_LONGEST_LIST = 120
"""Characters that are looked back. Our choice: ten names."""
_NO_COUNT = frozenset("第统唯同单逐任某每分")
"""What makes another word of a numeral: 第三, 统一."""
_AND = Pattern("(?<=.)(?:和|及|与|以及)(?=.)")
OPEN_LIST = Pattern("等|一[个项批套条支]|其他|以外|除|外$|包括|涉及|分别|第$")
_MOST_APART = 3
"""Our choice: a count that is farther off is of something else than the names before it."""


def wrong_counts(passage: Passage) -> Iterator[Hit]:
    """甲镇、乙镇和丙镇4个乡镇: a closed list of names with a count that is none of theirs."""
    text = passage.normal.text
    if "、" not in text:
        return
    found = [(form, match) for form in (_COUNTED, _COUNTED_BODIES) for match in form.finditer(text)]
    for form, match in found:
        listed = _NAMES.search(text, max(0, match.start() - _LONGEST_LIST), match.start())
        if listed is None or listed[0][-1] in _NO_COUNT:
            continue
        if text[match.end() : match.end() + 1].isdecimal() or _COUNTS_TOO.search(listed[0]):
            continue  # 6市35县; 一轴两带、一城五镇
        if text[match.end() : match.end() + 1] == "、":
            continue
        if form is _COUNTED and (
            _NO_PLACE.search(listed[0]) or _is_of_places(listed[0], match["count"])
        ):
            continue  # 水库、东部三镇; 发病率、死亡率在华北五省
        is_open = listed[0].endswith("等")
        if text[max(0, listed.start() - 1)].isdecimal():
            continue  # 农业局下属1家、交通局下属1家企业
        if OPEN_LIST.search(listed[0].removesuffix("等")):
            continue
        least, most = count_names(listed[0])
        said = count_of(match["count"])
        near = least - _MOST_APART <= said <= most + _MOST_APART
        if not said or not near or least <= said <= most or (is_open and said > most):
            continue
        message = _("前面列了{listed}个，写的是{said}个", listed=most, said=said)
        yield Hit(*passage.normal.typed(*match.span("count")), message)


_NO_PLACE = Pattern(
    "(?:[东西南北中]部|周边|沿线|主城|平原|山区)$|[率量额](?:、|$)|、[^、]*在[^、]*$"
)
"""What is listed before a count of places, and is none."""
_COUNTS_TOO = Pattern("(?:^|、)[一二两三四五六七八九]")
_MOST_PLACES = 3
_LAST_JOINT = Pattern("[、和及与]")


def _is_of_places(listed: str, count: str) -> bool:
    """Whether the last name is as many places as are counted, run together.

    A character each, or two: 京津两市, 四川云南两省.
    """
    last = len(_LAST_JOINT.split(listed)[-1])
    said = count_of(count)
    return last == said <= _MOST_PLACES or last == 2 * said <= 4 * _MOST_PLACES


_OF_MORE = Pattern(
    rf"(?<=等)(?P<count>{COUNT})(?:个|家|项|条|座|所|处|种|类|大|件|部|名|位|支|款)(?![^，。；]{{0,4}}方面)",
    behind("等", "0123456789两一二三四五六七八九十"),
)
_DOES = Pattern("、(?:加强|推进|完善|建设|开展|实施|建立|打造|加快|举办|制定|出台|深化|落实|组织)")
"""Items of a list that say what is done, so that only the last of them may be counted."""


def wrong_open_counts(passage: Passage) -> Iterator[Hit]:
    """甲、乙、丙等2个园区: more names than are counted."""
    text = passage.normal.text
    for match in _OF_MORE.finditer(text) if "、" in text else ():
        listed = _NAMES.search(text, max(0, match.start() - _LONGEST_LIST), match.start() - 1)
        is_told = any(form.match(text, match.start()) for form in (_COUNTED, _COUNTED_BODIES))
        if listed is None or is_told or OPEN_LIST.search(listed[0]):
            continue
        least, _most = count_names(listed[0])
        said = count_of(match["count"])
        if 1 < said < least <= said + _MOST_APART and not _DOES.search(listed[0]):
            message = _("前面列了{listed}个，写的是{said}个", listed=least, said=said)
            yield Hit(*passage.normal.typed(*match.span("count")), message)


_IN_BRACKET = Pattern(rf"（(?P<names>{UNMARKED}{{2,14}}(?:、{UNMARKED}{{2,14}})+)）", ("（",))
_COUNTED_BEFORE = Pattern(rf"(?P<count>{COUNT})(?:个|家|所|条|座|处|支部?){UNMARKED}{{1,10}}$")
_LONGEST_COUNT = 14
"""Characters of 4个招商分局 before its bracket."""


def wrong_brackets(passage: Passage) -> Iterator[Hit]:
    """驻外4个分局（上海、深圳、北京）: a bracket names fewer than are counted, or more."""
    text = passage.normal.text
    for match in _IN_BRACKET.finditer(text) if "、" in text else ():
        start = match.start()
        counted = _COUNTED_BEFORE.search(text, max(0, start - _LONGEST_COUNT), start)
        if counted is None or OPEN_LIST.search(match["names"]):
            continue
        least, most = count_names(match["names"])
        said = count_of(counted["count"])
        if said == 1:
            continue  # 一个点（县城）…一个轴（甲、乙、丙）: the article of what is explained
        if least - _MISCOUNTED <= said <= most + _MISCOUNTED and not least <= said <= most:
            message = _("前面说{said}项，后面列了{told}项", said=said, told=least)
            yield Hit(*passage.normal.typed(*counted.span("count")), message)


_EACH_NAMED = Pattern(
    rf"(?<!第)(?P<count>{COUNT})(?:个|项|大|类|种|条|座|家|所|处|件){UNMARKED}{{1,14}}，"
    rf"(?:即|分别是|分别为|依次是|依次为)(?P<names>{UNMARKED}{{2,16}}(?:、{UNMARKED}{{2,16}})+)(?=[。；，]|$)",
    ("，即", "，分别是", "，分别为", "，依次"),
)


def wrong_namings(passage: Passage) -> Iterator[Hit]:
    """四项行动，即甲行动、乙行动、丙行动: as many names as are counted."""
    text = passage.normal.text
    for match in _EACH_NAMED.finditer(text):
        least, most = count_names(match["names"])
        said = count_of(match["count"])
        if said > 1 and not least <= said <= most and not OPEN_LIST.search(match["names"]):
            message = _("前面说{said}项，后面列了{told}项", said=said, told=least)
            yield Hit(*passage.normal.typed(*match.span("count")), message)


_MISCOUNTED = 2
"""Our choice: who names still fewer does not mean to name all."""
_KINDS = Pattern(rf"(?P<count>{COUNT})(?:类|种|大类|个部分)$")


_MOST_KINDS = 20
_ENDS_OF_KINDS = ("类", "种", "个部分")


def wrong_kinds(reading: Reading) -> Iterator[Hit]:
    """共有六类11384人，具体为…: as many kinds as there are amounts that come to the total."""
    for total in reading.claims:
        ends = total.aspect is Aspect.LEVEL and total.lead.endswith(_ENDS_OF_KINDS)
        kinds = _KINDS.search(total.lead) if ends else None
        if kinds is None or not total.number.is_exact:
            continue
        parts: list[Claim] = []
        for claim in reading.claims[total.at + 1 : total.at + 1 + _MOST_KINDS]:
            same = claim.number.unit.symbol == total.number.unit.symbol
            if claim.sentence != total.sentence or not same or claim.aspect is not Aspect.LEVEL:
                break
            parts.append(claim)
        if parts and parts[0].lead.startswith(("包括", "其中", "包含")):
            continue  # 五大类21个指标，包括13个预期性指标、8个约束性指标: another cut
        added = sum((part.number.base for part in parts), Decimal(0))
        said = count_of(kinds["count"])
        if len(parts) > 1 and added == total.number.base and said and said != len(parts):
            start = total.lead_start + kinds.start("count")
            message = _("前面说{said}项，后面列了{told}项", said=said, told=len(parts))
            yield Hit(*reading.span(start, start + len(kinds["count"])), message)


def count_names(listed: str) -> tuple[int, int]:
    """How many names there are: 和 may join two of them, or be a part of one (和平镇)."""
    names = [name for name in listed.split("、") if name not in _WORK]
    return len(names), len(names) + sum(_AND.search(name) is not None for name in names)
