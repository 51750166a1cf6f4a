"""The report: what the clerk's file says, typed. Keys are Chinese aliases, unknown keys are refused.

The JSON Schema of a report file is generated from these classes; titles and descriptions come from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field, field_validator, model_validator

from drafter.data.figure import Figure, Model, check_names, drop_empty
from drafter.data.quantity import MASK_CHARACTERS, NOTHING_TEXT
from drafter.data.types import DateField, DecimalPlaces, PeriodField, Prose, Text, wrong
from drafter.messages import _

PointNumbering = Literal["一是", "1.", "（1）"]
_LONGEST_TITLE = 200
"""Characters. Our choice: five lines of the largest type."""
ALL_FIGURES = "全部"


class Point(Model):
    """要点: one item of a run-on series (一是…) or of a list (1. …)."""

    theme: Prose | None = Field(
        None, alias="主题", title="主题", description="要点开头的一句，句末不加标点"
    )
    content: Prose = Field("", alias="内容", title="内容")

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        return {"内容": value} if isinstance(value, str) else value


class Section(Model):
    """小节: a heading with what stands under it, or a part of the library (板块)."""

    heading: Prose | None = Field(
        None, alias="标题", title="标题", description="单独成行，句末不加标点"
    )
    library: Text | None = Field(
        None,
        alias="板块",
        title="板块",
        description="板块库里的名称，由指标直接成文；见 drafter templates",
    )
    lead: Prose | None = Field(None, alias="导语", title="导语")
    content: Prose | None = Field(None, alias="内容", title="内容")
    points: tuple[Point, ...] = Field((), alias="要点", title="要点")
    sections: tuple[Section, ...] = Field((), alias="小节", title="下一级小节")
    numbering: PointNumbering | None = Field(
        None, alias="序号", title="要点的序号", description="不写就是 一是、二是"
    )

    @model_validator(mode="after")
    def _has_a_name(self) -> Section:
        if not self.heading and not self.library:
            raise wrong(_("小节要有“标题”或“板块”"))
        return self


_SECTION_KEYS = {"标题", "板块", "导语", "要点", "小节", "序号"}
"""Keys that only a section has: an item of a chapter with one of them is no point."""


class Chapter(Model):
    """A chapter: its sections, or its points. Written as a plain list, or as a table with 标题 and 导语."""

    heading: Prose | None = Field(None, alias="标题", title="标题", description="不写就用模板的")
    lead: Prose | None = Field(None, alias="导语", title="导语")
    points: tuple[Point, ...] = Field((), alias="要点", title="要点")
    sections: tuple[Section, ...] = Field((), alias="小节", title="小节")
    numbering: PointNumbering | None = Field(None, alias="序号", title="要点的序号")

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        is_section = any(isinstance(item, dict) and _SECTION_KEYS & item.keys() for item in value)
        return {"小节" if is_section else "要点": value}


class Bureau(Model):
    """单位: who reports."""

    name: Text = Field(alias="名称", title="单位名称", description="落款用的全称")
    self_name: Text = Field("我局", alias="自称", title="自称")
    area: Text = Field(
        "全市", alias="辖区", title="辖区", description="全市、全县、全区；正文里的“我市”由它得出"
    )

    @property
    def home(self) -> str:
        """我市 for 全市: the area as the bureau calls its own."""
        return "我" + self.area.removeprefix("全")


class Attachment(Model):
    """附件: a page of its own behind the report."""

    heading: Text = Field(alias="标题", title="附件名称")
    content: Prose | None = Field(None, alias="内容", title="内容")
    figures: tuple[Text, ...] = Field(
        (),
        alias="指标",
        title="列入表中的指标",
        description="指标名称的列表，或 全部",
        json_schema_extra={
            "anyOf": [{"const": ALL_FIGURES}, {"type": "array", "items": {"type": "string"}}]
        },
    )

    @field_validator("figures", mode="before")
    @classmethod
    def _all_or_some(cls, value: Any) -> Any:
        return [ALL_FIGURES] if value == ALL_FIGURES else value


class Promise(Model):
    """承诺: what the last report promised, and what has become of it."""

    content: Text = Field(alias="内容", title="上期承诺的内容")
    answer: Text | None = Field(
        None, alias="答复", title="办理情况", description="完成得怎样；没有答复的会提醒"
    )

    @property
    def is_answered(self) -> bool:
        """Whether the answer says something: a mask says nothing yet."""
        return bool(self.answer) and not re.fullmatch(
            rf"[{re.escape(MASK_CHARACTERS)}]+", self.answer or ""
        )


class Settings(Model):
    """设置: how computed figures are rounded and points are numbered."""

    places: DecimalPlaces = Field(1, alias="小数位", title="算出的比率保留几位小数")
    rounding: Literal["四舍五入", "四舍六入五成双"] = Field(
        "四舍五入", alias="修约", title="修约", description="四舍六入五成双即 GB/T 8170"
    )
    numbering: PointNumbering = Field("一是", alias="要点序号", title="要点的序号")


class Report(Model):
    """A report file."""

    model_config = ConfigDict(defer_build=False)

    template: Text = Field(
        alias="模板", title="模板", description="模板的名称；见 drafter templates"
    )
    period: PeriodField = Field(alias="期间", title="报告的期间")
    previous: Text | None = Field(
        None, alias="上期报告", title="上期报告", description="上一期的报告文件，供核对"
    )
    bureau: Bureau = Field(alias="单位", title="单位")
    title: Prose | None = Field(None, alias="标题", title="标题", description="不写就用模板的")
    addressee: Text | None = Field(None, alias="主送", title="主送机关")
    opening: Prose | None = Field(None, alias="开头", title="开头", description="不写就用模板的")
    closing: Prose | None = Field(None, alias="结尾", title="结尾")
    signing_date: DateField | None = Field(None, alias="成文日期", title="成文日期")
    attachments: tuple[Attachment, ...] = Field((), alias="附件", title="附件")
    settings: Settings = Field(default_factory=Settings, alias="设置", title="设置")
    promises: tuple[Promise, ...] = Field(
        (), alias="承诺", title="上期承诺", description="上期思路里的承诺，逐条答复；不写入报告"
    )
    figures: Mapping[str, Figure] = Field(default_factory=dict, alias="指标", title="指标")
    achievements: Chapter | None = Field(None, alias="成效", title="成效")
    problems: Chapter | None = Field(None, alias="问题", title="问题")
    plans: Chapter | None = Field(None, alias="思路", title="思路")
    outlook: Chapter | None = Field(None, alias="展望", title="展望")

    def without(self, figure: str) -> Report:
        """This report as it would be if the figure of that name were 无."""
        figures = {**self.figures, figure: Figure.model_validate(NOTHING_TEXT)}
        return self.model_copy(update={"figures": figures})

    @field_validator("title")
    @classmethod
    def _short_title(cls, value: str | None) -> str | None:
        if value is not None and len(value) > _LONGEST_TITLE:
            raise wrong(_("标题太长，不超过{limit}个字", limit=_LONGEST_TITLE))
        return value

    @field_validator("figures", mode="before")
    @classmethod
    def _leave_out_empty_figures(cls, value: Any) -> Any:
        return drop_empty(value)

    @field_validator("figures")
    @classmethod
    def _names(cls, value: Mapping[str, Figure]) -> Mapping[str, Figure]:
        check_names(value)
        return value


CHAPTERS: Mapping[str, str] = {
    "成效": "achievements",
    "问题": "problems",
    "思路": "plans",
    "展望": "outlook",
}
"""The key of each chapter in the file, and its field of Report."""

POINT_NUMBERINGS: tuple[str, ...] = get_args(PointNumbering)
