"""Time: dates that do not exist, periods that run backwards, 截止 and 截至."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern, not_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage
    from drafter.prose.normal import Normal

_DATE = Pattern(r"\d(?:\d{3}年\d{1,2})?\d?月\d{1,2}日", ("日",))
_TIME = Pattern(r"\d[年月]|\d[—–－～~至-]")
_SPAN = Pattern(r"\d\D?(?:——|—|–|－|-|～|~|至|到)\d")
_NO_MONTH = Pattern(
    r"(?<![\d.—－～~至、-])(?:\d{4}年)?(?:00?|1[3-9]|[2-9]\d|[1-9]\d\d)月(?!\d)"
    rf"{not_before('饼球色光')}",
    ("月",),
)
_FIRST_STEPS = ("开工", "动工", "启动", "立项", "签约", "奠基", "破土", "开幕")
_LAST_STEPS = (
    *("竣工", "完工", "投产", "通车", "建成", "开业", "验收", "投入使用", "交付", "封顶"),
    "闭幕",
)
_STEPS = Pattern(
    r"(?:(?P<year>20\d\d|当|同|次|今|去)年(?:(?P<month>\d{1,2})月)?|(?<![\d年])(?P<alone>\d{1,2})月)"
    r"(?:(?P<day>\d{1,2})日|份|[底初末]|[上中下]旬)?"
    rf"[^，。；\d]{{0,10}}?(?P<step>{'|'.join((*_FIRST_STEPS, *_LAST_STEPS))})",
    (*_FIRST_STEPS, *_LAST_STEPS),
)
_DATE_PARTS = Pattern(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_MONTHS = Pattern(
    r"(?<!\d)(?P<first>\d{1,2})月?(?:—|–|－|-|～|~|至)(?P<last>\d{1,2})月(?!\d)", ("月",)
)
_YEARS = Pattern(r"(?<!\d)(?P<first>\d{4})年?(?:—|–|－|-|～|~|至)(?P<last>\d{4})年", ("年",))
_WHEN = (
    r"目前|今[年日天]|[去上]年|昨[日天]|当前|现在|发稿|报告期|[上下]半?年|[上本]月|本[年季]"
    r"|前?[一二三四]季度|前?[一二三四五六七八九十]+(?:个月|月)"
    r"|[年月季]度?[底末]|第?[一二三四]季度|“[^”]{2,4}”[期末]|\d|[xXｘＸ×*]+[年月日]|[〇○零一二三四]{4}年"
)
_DAYS = Pattern(
    r"(?<!\d)(?:(?P<y1>\d{4})年)?(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日)?(?:—|–|－|-|～|~|至|到)"
    r"(?:(?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?",
    ("月",),
)
_DAYS_OF_MONTH = Pattern(
    r"(?<!\d)\d{1,2}月(?P<first>\d{1,2})日?(?:—|–|－|-|～|~|至|到)(?P<last>\d{1,2})日", ("日",)
)
_STRETCH = Pattern(
    r"(?<!\d)(?P<span>(?P<month>\d{1,2})月(?P<first>\d{1,2})日?(?:—|–|－|-|～|~|至|到)(?P<last>\d{1,2})日)[）)]?"
    r"，?(?:为期|共计?|历时)(?P<days>\d{1,2})天",
    ("天",),
)
_UP_TO = Pattern(rf"截止至?(?={_WHEN})|截至到", ("截止", "截至到"))
_UNTIL = Pattern(r"截至(?=后|日期|时间|日[，。]|期限|之日|[，。；、）]|$)", ("截至",))


def date_order(passage: Passage) -> Iterator[Hit]:
    """日期不存在，或者起点在终点之后。

    反例: 9—5月完成投资，4月31日验收。
    正例: 5—9月完成投资，4月30日验收。
    依据: 历法。
    """
    normal = passage.normal
    text = normal.text
    if not _TIME.search(text):
        return
    for date in _DATE.finditer(text):
        match = _DATE_PARTS.match(text, date.start())
        if match and not _exists(match):
            yield Hit(*normal.typed(*match.span()), _("没有“{date}”这一天", date=match[0]))
    for match in _NO_MONTH.finditer(text):
        yield Hit(*normal.typed(*match.span()), _("没有“{date}”这个月", date=match[0]))
    spans = _SPAN.search(text) is not None
    for match in _DAYS.finditer(text) if spans else ():
        if _backwards(match):
            yield Hit(*normal.typed(*match.span()), _("“{span}”的起点和终点不对", span=match[0]))
    for match in _DAYS_OF_MONTH.finditer(text) if spans else ():
        if int(match["first"]) > int(match["last"]):
            yield Hit(*normal.typed(*match.span()), _("“{span}”的起点和终点不对", span=match[0]))
    for start, end in _wrong_turns(text):
        months = text[start:end]
        yield Hit(*normal.typed(start, end), _("“{months}”不是先后的次序", months=months))
    yield from _wrong_days(normal)
    yield from _steps_backwards(normal)
    for form in (_MONTHS, _YEARS) if spans else ():
        for match in form.finditer(text):
            first, last = int(match["first"]), int(match["last"])
            if first > last or (form is _MONTHS and not 1 <= first <= last <= 12):
                yield Hit(
                    *normal.typed(*match.span()), _("“{span}”的起点和终点不对", span=match[0])
                )


def _wrong_days(normal: Normal) -> Iterator[Hit]:
    """10月1日至8日共7天: both ends count."""
    for match in _STRETCH.finditer(normal.text):
        real = int(match["last"]) - int(match["first"]) + 1
        if real > 0 and int(match["days"]) != real:
            message = _("“{span}”是{days}天", span=match["span"], days=real)
            yield Hit(*normal.typed(*match.span("days")), message)


def _steps_backwards(normal: Normal) -> Iterator[Hit]:
    """竣工 before 开工 in one sentence."""
    text = normal.text
    begun: tuple[int, ...] | None = None
    done: tuple[int, ...] | None = None
    sentence, year = -1, 0
    for match in _STEPS.finditer(text):
        stop = text.rfind("。", 0, match.start())
        if stop != sentence:
            begun, done, sentence, year = None, None, stop, 0
        year = _year_of(match, year)
        date = year, int(match["month"] or match["alone"] or 0), int(match["day"] or 0)
        if match["step"] in _FIRST_STEPS:
            begun = date
        else:
            done = date
        if begun is not None and done is not None and _is_before(done, begun):
            yield Hit(
                *normal.typed(match.start(), match.end("step")),
                _("竣工早于开工，请核对前后两个时间"),
            )
            begun, done = None, None


def _year_of(match: re.Match[str], before: int) -> int:
    """The year of a step, by that of the one before: 当年, 次年; 0 for one that is not told."""
    told = match["year"] or "同"
    if told.isdecimal():
        return int(told)
    return before + (told == "次") if told in ("当", "同", "次") else 0


def _is_before(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Whether a date lies before another, as far as both are told: years, months, days."""
    known = 3 if first[2] and second[2] else 2 if first[1] and second[1] else 1
    return first[:known] < second[:known]


_IN_TURN = Pattern(
    r"(?<![\d年—－～~至-])(?P<months>\d{1,2}月(?:、\d{1,2}月)+)(?:份)?(?:先后|依次|相继)",
    ("先后", "依次", "相继"),
)


def _wrong_turns(text: str) -> Iterator[tuple[int, int]]:
    """5月、11月、9月先后举办: months told in turn that do not follow one another."""
    for match in _IN_TURN.finditer(text):
        months = [int(month) for month in re.findall(r"\d+", match["months"])]
        if months != sorted(months) and max(months) <= _DECEMBER:
            yield match.span("months")


_DECEMBER = 12


def jiezhi(passage: Passage) -> Iterator[Hit]:
    """“截至”说到某时为止的情况，“截止”说到期停止。

    反例: 截止6月底，共有58家。
    正例: 截至6月底，共有58家。
    依据: 《现代汉语词典》释义的区别。
    """
    normal = passage.normal
    text = normal.text
    for match in _UP_TO.finditer(text):
        yield Hit(*normal.typed(*match.span()), _("说到某时为止的情况，用“截至”"), "截至")
    for match in _UNTIL.finditer(text):
        yield Hit(*normal.typed(*match.span()), _("说到期停止，用“截止”"), "截止")


def _backwards(match: re.Match[str]) -> bool:
    """Years on both sides: the whole dates.

    One year, or none: only days of one month; _MONTHS tells of bare months.
    """
    m1, m2, d1, d2 = (int(match[name] or 0) for name in ("m1", "m2", "d1", "d2"))
    if match["y2"]:
        return bool(match["y1"]) and (int(match["y1"]), m1, d1 if d2 else 0) > (
            int(match["y2"]),
            m2,
            d2 if d1 else 0,
        )
    return bool(d1 and d2) and m1 == m2 and d1 > d2


def _exists(match: re.Match[str]) -> bool:
    year = int(match["year"] or 2024)  # a leap year: without a year 2月29日 may exist
    try:
        datetime.date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True
