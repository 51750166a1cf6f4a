"""The report: what the clerk's file says, typed. Keys are Chinese, unknown keys are refused.

The JSON Schema of a report file is generated from these tables; titles and descriptions come from
here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from drafter.data.area import AREAS, area_of, leaders_of
from drafter.data.borrowed import Lender
from drafter.data.byline import BYLINE_FORMS, BylineForm
from drafter.data.figure import Figure, wrong_name
from drafter.data.kinds import Listed, Named, One, Scalar, choice
from drafter.data.numerals import NumberForm
from drafter.data.quantity import MASK_CHARACTERS, Nothing
from drafter.data.records import Records
from drafter.data.tables import Table, key
from drafter.data.types import DATE, LINE, PERIOD, PLACES, PROSE, YES_NO, Prose
from drafter.errors import WrongValueError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.nodes import KeyPath, Value
    from drafter.data.period import Period
    from drafter.data.types import SigningDate

PointNumbering = Literal["一是", "一要", "第一，", "①", "一、", "1.", "（1）"]
SectionNumbering = Literal["1.", "（1）"]
"""Numbers of sections that do not go on from those of what they stand in: 1. right below 一、."""
SECTION_LEVELS: Mapping[str, int] = {"1.": 3, "（1）": 4}
"""The level of their headings."""
WideSign = Literal["％", "．"]
POINT_NUMBERINGS: tuple[PointNumbering, ...] = get_args(PointNumbering)
ChapterKind = Literal["成效", "问题", "思路", "展望", "其他"]
Rounding = Literal["四舍五入", "四舍六入五成双"]
_NUMBERING = choice(POINT_NUMBERINGS)
_LONGEST_TITLE = 200
"""Characters. Our choice: five lines of the largest type."""
ALL_FIGURES = "全部"
MOST_TEMPLATES = 9
"""Our choice: nobody writes one period's figures up in more ways."""
_RUN_IN = "写 是，标题和正文在一段里：（一）标题。正文"
_SPLIT = "写 是，一是、二是各起一段"
_ANEW = "写 是，连成一段的一是、二是另起一段，不接在前一段后面"
_SECTION_NUMBERING = choice(get_args(SectionNumbering))
_SECTIONS_AS = "小节不接着上一级编号的写：一、下面就是 1. 的写 1."
_FIGURE_NAME = Scalar(LINE.parse, {"type": "string", "examples": [ALL_FIGURES]})


def _title(text: str) -> str:
    if len(text) > _LONGEST_TITLE:
        raise WrongValueError(_("标题太长，不超过{limit}个字", limit=_LONGEST_TITLE))
    return text


class Point(Table):
    """要点: one item of a run-on series (一是…) or of a list (1. …)."""

    called: ClassVar[str] = "要点"

    theme: str | None = key("主题", PROSE, "主题", "要点开头的一句，句末不加标点")
    content: str = key("内容", PROSE, default="")

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """A text is the 内容."""
        return {"内容": value} if isinstance(value, str) else value

    @classmethod
    def neighbours(cls) -> tuple[type[Table], ...]:
        """A section."""
        return (Section,)


class Section(Table):
    """小节: a heading with what stands under it, or a part of the library (板块)."""

    called: ClassVar[str] = "小节"

    heading: str | None = key("标题", PROSE, "标题", "单独成行，句末不加标点")
    library: str | None = key(
        "板块", LINE, "板块", "板块库里的名称，由指标直接成文；见 drafter templates"
    )
    lead: str | None = key("导语", PROSE)
    content: str | None = key("内容", PROSE)
    points: tuple[Point, ...] = key("要点", Listed(One(lambda: Point)))
    sections: tuple[Section, ...] = key("小节", Listed(One(lambda: Section)), "下一级小节")
    numbering: PointNumbering | None = key("序号", _NUMBERING, "要点的序号", "不写就是 一是、二是")
    section_numbering: SectionNumbering | None = key(
        "小节序号", _SECTION_NUMBERING, "下一级小节的序号", _SECTIONS_AS
    )
    run_in: bool | None = key("标题随文", YES_NO, "标题随文", _RUN_IN)
    split_points: bool | None = key("要点分段", YES_NO, "要点分段", _SPLIT)
    row_anew: bool | None = key("要点另起", YES_NO, "要点另起", _ANEW)

    @classmethod
    def neighbours(cls) -> tuple[type[Table], ...]:
        """A point."""
        return (Point,)

    def gaps(self) -> Iterator[str]:
        """It has a heading of its own, or the library's."""
        if not self.heading and not self.library:
            yield _("小节要有“标题”或“板块”")


_SECTION_KEYS = {
    "标题", "板块", "导语", "要点", "小节", "序号", "小节序号", "标题随文", "要点分段",
    "要点另起",
}  # fmt: skip
"""Keys that only a section has: an item of a chapter with one of them is no point."""


class Chapter(Table):
    """A chapter: its sections, or its points.

    Written as a plain list, or as a table with 标题 and 导语.
    """

    called: ClassVar[str] = "章"

    heading: str | None = key("标题", PROSE, "标题", "不写就用模板的；“章节”里的不写就没有标题")
    lead: str | None = key("导语", PROSE)
    content: str | None = key("内容", PROSE)
    points: tuple[Point, ...] = key("要点", Listed(One(lambda: Point)))
    sections: tuple[Section, ...] = key("小节", Listed(One(lambda: Section)))
    numbering: PointNumbering | None = key("序号", _NUMBERING, "要点的序号")
    section_numbering: SectionNumbering | None = key(
        "小节序号", _SECTION_NUMBERING, "小节的序号", _SECTIONS_AS
    )
    split_points: bool | None = key("要点分段", YES_NO, "要点分段", _SPLIT)
    row_anew: bool | None = key("要点另起", YES_NO, "要点另起", _ANEW)

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """A list is one of sections where an item has a key of sections, else one of points."""
        if not isinstance(value, list):
            return value
        is_section = any(isinstance(item, dict) and _SECTION_KEYS & item.keys() for item in value)
        return {"小节" if is_section else "要点": value}


class ListedChapter(Chapter):
    """章节: a chapter of a report that has its own, in its own order, under its own title."""

    called: ClassVar[str] = "自列的章"

    kind: ChapterKind = key(
        "类",
        choice(get_args(ChapterKind)),
        "类别",
        "这一章说的是什么：转下期时“思路”列为承诺，核对时看缺不缺哪一章",
        default="其他",
    )
    run_in: bool | None = key("标题随文", YES_NO, "标题随文", "写 是，一、标题。正文 在一段里")

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """It has none: a list would not say which kind it is."""
        return value


class Bureau(Table):
    """单位: who reports."""

    called: ClassVar[str] = "单位"

    name: str = key("名称", LINE, "单位名称", "落款用的全称", required=True)
    self_name: str = key("自称", LINE, default="我局")
    own_area: str | None = key(
        "辖区", LINE, "辖区", "全市、全县、全区；不写就由名称得出，正文里的“我市”也由它得出"
    )

    @property
    def area(self) -> str:
        """辖区: as given, else as the name tells; 全市 where it tells nothing (our choice)."""
        return self.own_area or area_of(self.name) or "全市"

    @property
    def contradicted_area(self) -> str | None:
        """The area that the name tells where the given one is another; None where they agree."""
        told = area_of(self.name)
        is_other = told is not None and self.own_area in AREAS and self.own_area != told
        return told if is_other else None

    @property
    def home(self) -> str:
        """我市 for 全市: the area as the bureau calls its own."""
        return "我" + self.area.removeprefix("全")

    @property
    def leaders(self) -> str:
        """市委、市政府 for 全市: whose decisions the bureau carries out."""
        return leaders_of(self.area, self.name)


class Attachment(Table):
    """附件: a page of its own behind the report, or a file of its own that is only named."""

    called: ClassVar[str] = "附件"

    heading: str = key("标题", LINE, "附件名称", required=True)
    content: str | None = key("内容", PROSE)
    sections: tuple[Section, ...] = key(
        "小节", Listed(One(lambda: Section)), "附件的小节", "标题从“一、”另起，写法同各章的小节"
    )
    figures: tuple[str, ...] = key(
        "指标",
        Listed(_FIGURE_NAME, alone=True),
        "列入表中的指标",
        f"指标名称的列表，或 {ALL_FIGURES}",
    )
    records: str | None = key("清单", LINE, "列入表中的清单", "清单的名称")
    columns: tuple[str, ...] = key("列", Listed(LINE), "清单的列", "不写就是全部")
    apart: bool = key(
        "另附", YES_NO, "另附", "写 是，附件是另外的文件，这里只列名称", default=False
    )

    def misfits(self) -> Iterator[tuple[KeyPath, str]]:
        """A file of its own has nothing here."""
        has_page = self.content or self.sections or self.figures or self.records
        if self.apart and has_page:
            yield ("另附",), _("“另附: 是”的附件只写标题，内容在另外的文件里")


class Promise(Table):
    """承诺: what the last report promised, and what has become of it."""

    called: ClassVar[str] = "承诺"

    content: str = key("内容", LINE, "上期承诺的内容", required=True)
    answer: str | None = key("答复", LINE, "办理情况", "完成得怎样；没有答复的会提醒")

    @property
    def is_answered(self) -> bool:
        """Whether the answer says something: a mask says nothing yet."""
        return bool(self.answer) and not re.fullmatch(
            rf"[{re.escape(MASK_CHARACTERS)}]+", self.answer or ""
        )


class OfficialPaper(Table):
    """公文: what a report has as an official paper, and a plain report has not."""

    called: ClassVar[str] = "公文"

    sealed: bool = key(
        "印章", YES_NO, "要盖印章", "写 是，落款按盖章的位置留空（7.3.5.1）", default=False
    )
    notes: str | None = key(
        "附注", PROSE, "附注", "成文日期下面的话（7.3.6），如 （联系人：xxx；电话：xxxxxxx）"
    )


class Settings(Table):
    """设置: how computed figures are rounded, points are numbered and headings stand."""

    called: ClassVar[str] = "设置"

    places: int = key("小数位", PLACES, "算出的比率保留几位小数", default=1)
    rounding: Rounding = key(
        "修约", choice(get_args(Rounding)), "修约", "四舍六入五成双即 GB/T 8170", default="四舍五入"
    )
    numbering: PointNumbering = key("要点序号", _NUMBERING, "要点的序号", default="一是")
    run_in: bool = key("标题随文", YES_NO, "各小节的标题随文", _RUN_IN, default=False)
    split_points: bool = key("要点分段", YES_NO, "各处的要点分段", _SPLIT, default=False)
    signed: bool = key("落款", YES_NO, "落款", "写 否，不写署名和成文日期", default=True)
    byline: tuple[BylineForm, ...] = key(
        "题下",
        Listed(choice(BYLINE_FORMS), alone=True),
        "题下的署名和日期",
        "写了就不再落款：单位、成文日期写在标题下面，居中，如 [单位, （成文日期）]；"
        "单位名称里用、隔开的各占一行",
    )
    heading_numbers: tuple[NumberForm, ...] = key(
        "层次序号",
        Listed(choice(get_args(NumberForm))),
        "标题序号的写法",
        "只写与国标 一、（一）1.（1）不同的，如 [(一), 1、]；不要序号的写 章不编号、小节不编号",
    )
    wide_signs: tuple[WideSign, ...] = key(
        "全角符号",
        Listed(choice(get_args(WideSign))),
        "数里的全角符号",
        "写上的 ％、．，全文的数都用全角的排",
    )


class Report(Table):
    """A report file."""

    called: ClassVar[str] = "报告文件"

    templates: tuple[str, ...] = key(
        "模板",
        Listed(LINE, alone=True),
        "模板",
        "模板的名称；见 drafter templates。同一套数要写几份的，写成列表，第一个为主",
        required=True,
    )
    period: Period = key("期间", PERIOD, "报告的期间", required=True)
    previous: str | None = key("上期报告", LINE, "上期报告", "上一期的报告文件，供核对")
    data: tuple[Lender, ...] = key(
        "数据",
        Listed(One(lambda: Lender)),
        "数据",
        "指标从哪些文件来：别的报告、指标库、统计表；报告里自己写的数优先",
    )
    bureau: Bureau = key("单位", One(lambda: Bureau), required=True)
    title: str | None = key("标题", Prose(_title, PROSE.told), "标题", "不写就用模板的")
    addressee: str | None = key("主送", LINE, "主送机关")
    opening: str | None = key("开头", PROSE, "开头", "不写就用模板的")
    closing: str | None = key("结尾", PROSE)
    signing_date: SigningDate | None = key("成文日期", DATE)
    paper: OfficialPaper = key("公文", One(lambda: OfficialPaper), default=OfficialPaper())
    settings: Settings = key("设置", One(lambda: Settings), default=Settings())
    promises: tuple[Promise, ...] = key(
        "承诺", Listed(One(lambda: Promise)), "上期承诺", "上期思路里的承诺，逐条答复；不写入报告"
    )
    figures: Mapping[str, Figure] = key("指标", Named(One(lambda: Figure), wrong_name))
    records: Mapping[str, Records] = key(
        "清单",
        Named(One(lambda: Records), wrong_name),
        "清单",
        "不是指标的各行：项目、文件、任务；每行的列相同",
    )
    achievements: Chapter | None = key("成效", One(lambda: Chapter))
    problems: Chapter | None = key("问题", One(lambda: Chapter))
    plans: Chapter | None = key("思路", One(lambda: Chapter))
    outlook: Chapter | None = key("展望", One(lambda: Chapter))
    listed: tuple[ListedChapter, ...] = key(
        "章节",
        Listed(One(lambda: ListedChapter)),
        "自列的各章",
        "各章自定标题、次序和多少；写了它，就不再写 成效、问题、思路、展望",
    )
    attachments: tuple[Attachment, ...] = key("附件", Listed(One(lambda: Attachment)))

    @property
    def template(self) -> str:
        """The main template: the first."""
        return self.templates[0]

    def written_by(self, template: str | None) -> Report:
        """This report by one template alone; None: the main one."""
        return self.changed(templates=(template or self.template,))

    def misfits(self) -> Iterator[tuple[KeyPath, str]]:
        """Chapters both as a list of their own and under the standing keys.

        Templates by no name.
        """
        if not self.templates:
            yield ("模板",), _("“模板”的列表是空的，请写上模板的名称")
        elif len(set(self.templates)) < len(self.templates):
            yield ("模板",), _("“模板”里有一个名称写了两次")
        elif len(self.templates) > MOST_TEMPLATES:
            yield ("模板",), _("“模板”不超过{limit}个", limit=MOST_TEMPLATES)
        standing = [alias for alias, field in CHAPTERS.items() if getattr(self, field) is not None]
        if self.listed and standing:
            message = _(
                "“章节”和“{standing}”只能用一样，请把各章都写在一处", standing="、".join(standing)
            )
            yield (standing[0],), message

    def without(self, figure: str) -> Report:
        """This report as it would be if the figure of that name were 无."""
        return self.changed(figures={**self.figures, figure: Figure(now=Nothing())})

    def without_rows(self, records: str) -> Report:
        """This report as it would be if nothing stood in the list of that name."""
        emptied = self.records[records].changed(rows=(), totals={})
        return self.changed(records={**self.records, records: emptied})


CHAPTERS: Mapping[str, str] = {
    "成效": "achievements",
    "问题": "problems",
    "思路": "plans",
    "展望": "outlook",
}
"""The key of each standing chapter in the file, and its field of Report."""
LISTED = "章节"
"""The key of the chapters that a report lists itself."""
