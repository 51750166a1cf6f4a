"""数据: the keys by which a report names the files that its figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from drafter.data.figure import Figure, wrong_name
from drafter.data.kinds import Listed, Named, One, Scalar
from drafter.data.tables import Table, key, keys_of
from drafter.data.types import LINE, PERIOD
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.nodes import Value
    from drafter.data.period import Period

YAML_ENDINGS = (".yaml", ".yml")
TABLE_ENDINGS = (".xlsx", ".csv")
_COLUMN: Scalar[str] = Scalar(
    LINE.parse,
    {"type": "string", "description": "列号或表头里的字", "examples": ["C", "本月止累计"]},
)
VALUE_KEYS = (
    "本期", "上年同期", "同比", "增减", "上期", "环比", "目标", "位次", "来源", "口径", "备注",
)  # fmt: skip
"""The keys of a figure that a column of a table may give."""
TEXT_KEYS = ("来源", "口径", "备注")
"""Those of them that are words."""


class Lender(Table):
    """数据: one file that figures are taken from, and where in it they stand."""

    called: ClassVar[str] = "数据"

    file: str = key(
        "文件",
        LINE,
        "文件",
        "相对路径；.yaml（报告或只有“指标”的文件）、.xlsx、.csv",
        required=True,
    )
    sheet: str | None = key("工作表", LINE, "工作表", "只有一张表的可以不写")
    period: Period | None = key(
        "期间", PERIOD, "表里的数是哪一期的", "不写就是报告的期间；转下期时后移"
    )
    name: str | None = key("名称", _COLUMN, "指标名称在哪一列")
    unit: str | None = key("单位", _COLUMN, "单位在哪一列", "全表一个单位的直接写单位，如 万元")
    now: str | None = key("本期", _COLUMN, "本期数在哪一列")
    before: str | None = key("上年同期", _COLUMN, "上年同期数在哪一列")
    growth: str | None = key("同比", _COLUMN, "同比在哪一列")
    change: str | None = key("增减", _COLUMN, "增减量在哪一列")
    last: str | None = key("上期", _COLUMN, "上期数在哪一列")
    last_growth: str | None = key("环比", _COLUMN, "环比在哪一列")
    target: str | None = key("目标", _COLUMN, "目标在哪一列")
    rank: str | None = key("位次", _COLUMN, "位次在哪一列")
    owner: str | None = key("来源", _COLUMN, "来源在哪一列")
    basis: str | None = key("口径", _COLUMN, "口径在哪一列")
    note: str | None = key("备注", _COLUMN, "备注在哪一列")
    names: Mapping[str, str] = key(
        "指标",
        Named(LINE, wrong_name),
        "取哪些指标",
        "名称的列表；叫法不同的写 报告里的名称: 那边的名称；不写就全取",
    )

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """A text is the 文件; a list of names takes each by its own name."""
        if isinstance(value, str) and value:
            return {"文件": value}
        names = value.get("指标") if isinstance(value, dict) else None
        if isinstance(value, dict) and isinstance(names, list):
            named: Any = {name: name for name in names if isinstance(name, str)}
            return {**value, "指标": named}
        return value

    @property
    def is_yaml(self) -> bool:
        """Whether the file is a report, or a file of figures."""
        return self.file.lower().endswith(YAML_ENDINGS)

    @property
    def columns(self) -> dict[str, str]:
        """The columns by the keys of a figure that they give."""
        keys = keys_of(type(self))
        found = {alias: getattr(self, keys[alias].field) for alias in VALUE_KEYS}
        return {alias: column for alias, column in found.items() if column is not None}

    def gaps(self) -> Iterator[str]:
        """A table needs to be told by its columns, a file of YAML tells itself."""
        if not self.file.lower().endswith((*YAML_ENDINGS, *TABLE_ENDINGS)):
            known = " ".join((*YAML_ENDINGS, *TABLE_ENDINGS))
            yield _("“{name}”这样的文件不会读；可读：{known}", name=self.file, known=known)
        elif self.is_yaml and (self.name or self.unit or self.sheet or self.columns or self.period):
            yield _("YAML 文件只写“文件”和“指标”：期间、单位和各个数它自己有")
        elif not self.is_yaml and not (self.name and self.columns):
            yield _("表格要写明“名称”在哪一列，“本期”等在哪一列，如 名称: A, 单位: B, 本期: C")


class FigureStore(Table):
    """A file of figures alone, that several reports use."""

    called: ClassVar[str] = "指标库"

    period: Period | None = key("期间", PERIOD)
    data: tuple[Lender, ...] = key("数据", Listed(One(lambda: Lender)))
    figures: Mapping[str, Figure] = key("指标", Named(One(lambda: Figure), wrong_name))
    note: str | None = key("备注", LINE)
