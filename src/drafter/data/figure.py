"""The figure: one number of a report with what is known about it. See `model` for the report around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from drafter.data.period import Period
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing, Quantity
from drafter.data.types import (
    DecimalPlaces,
    KnownQuantity,
    PeriodField,
    QuantityField,
    RankField,
    TargetPeriod,
    Text,
    YesNo,
    wrong,
)
from drafter.data.units import POINTS
from drafter.messages import _

DECLINABLE = ("上年同期", "同比", "增减", "基期", "目标", "位次", "增速位次", "预计", "其中")
"""Keys of a figure that may say 无 for themselves."""


def drop_empty(value: object, model: type[Model] | None = None) -> object:
    """A key with nothing behind it says nothing: it is left out, as if it had not been typed.

    Of the table of a `model` a key that it does not know stays, to be named as such.
    """
    if isinstance(value, dict) and "" in value.values():
        known = None if model is None else {field.alias for field in model.model_fields.values()}
        return {
            key: item
            for key, item in value.items()
            if item != "" or (known is not None and key not in known)
        }
    return value


def check_names(names: Iterable[str]) -> None:
    """Names of figures and of their parts: short, on one line, without the marks of expressions."""
    for name in names:
        if (
            not name.strip()
            or len(name) > 40
            or any(mark in name for mark in "{}|\n\r")
            or name.startswith("_")
        ):
            raise wrong(
                _("指标名“{name}”不能用：不超过40个字，不含 {{ }} | 和换行", name=name[:40])
            )


class Model(BaseModel):
    """What all parts of a report file share: frozen, closed, known by their Chinese keys."""

    # A part of the report is checked with it: only the report as a whole needs a validator.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _read_table(cls, value: Any) -> Any:
        """Leave out the keys with nothing behind them. A model that reads more from its table does so in its place."""
        return drop_empty(value, cls)


class Base(Model):
    """基期: an earlier value to compare with, other than that of a year ago."""

    period: PeriodField = Field(alias="期间", title="基期的期间")
    value: KnownQuantity = Field(alias="数值", title="基期的数值")


class Forecast(Model):
    """预计: what a period that is not over yet is expected to come to."""

    period: PeriodField | None = Field(
        None, alias="期间", title="预计的期间", description="不写就是报告的期间"
    )
    now: KnownQuantity | None = Field(None, alias="本期", title="预计数")
    growth: KnownQuantity | None = Field(None, alias="同比", title="预计同比")


class Figure(Model):
    """指标: one figure with what is known about it."""

    period: PeriodField | None = Field(
        None, alias="期间", title="期间", description="与报告期间不同时才写，如 2021年、2022年1—9月"
    )
    now: QuantityField | None = Field(None, alias="本期", title="本期数")
    before: KnownQuantity | None = Field(
        None, alias="上年同期", title="上年同期数", description="时点指标写上年末数"
    )
    growth: KnownQuantity | None = Field(
        None,
        alias="同比",
        title="同比",
        description="只在公布了同比、又不能由两期数算出时才写；比率写 x个百分点",
    )
    change: KnownQuantity | None = Field(
        None, alias="增减", title="增减量", description="只在公布了增减、又不能由两期数算出时才写"
    )
    base: Base | None = Field(
        None, alias="基期", title="基期", description="与更早时期比较，如比2016年"
    )
    targets: Mapping[TargetPeriod, KnownQuantity] = Field(
        default_factory=dict,
        alias="目标",
        title="目标",
        description="一个目标直接写数；多个目标写成 期间: 数",
        json_schema_extra={
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        },
    )
    rank: RankField | None = Field(None, alias="位次", title="位次")
    growth_rank: RankField | None = Field(None, alias="增速位次", title="增速位次")
    forecast: Forecast | None = Field(None, alias="预计", title="预计")
    parts: Mapping[str, Figure] = Field(
        default_factory=dict, alias="其中", title="其中", description="各个分项，每项写法与指标相同"
    )
    exhaustive: YesNo = Field(
        True, alias="合计", title="分项合计等于总数", description="分项不全时写 否"
    )
    part: Text | None = Field(
        None, alias="部分", title="部分", description="算占比用的分子：另一个指标的名称"
    )
    whole: Text | None = Field(
        None, alias="总体", title="总体", description="算占比用的分母：另一个指标的名称"
    )
    status: Literal["实绩", "快报", "预计"] = Field("实绩", alias="状态", title="数据状态")
    nature: tuple[Literal["时点", "越低越好"], ...] = Field(
        (),
        alias="性质",
        title="性质",
        description="时点：存量，与上年末比；越低越好：如能耗。两样都是写成列表",
        json_schema_extra={
            "anyOf": [
                {"enum": ["时点", "越低越好"]},
                {"type": "array", "items": {"enum": ["时点", "越低越好"]}},
            ]
        },
    )
    basis: Text | None = Field(None, alias="口径", title="统计口径", examples=["可比价格"])
    owner: Text | None = Field(None, alias="来源", title="来源", description="提供这个数的股室")
    note: Text | None = Field(None, alias="备注", title="备注")
    places: DecimalPlaces | None = Field(None, alias="小数位", title="算出的比率保留几位小数")
    _declined: frozenset[str] = PrivateAttr(frozenset())

    @model_validator(mode="wrap")
    @classmethod
    def _read_table(cls, value: Any, build: ModelWrapValidatorHandler[Figure]) -> Figure:
        """Read the short form (`甲: 3家`), leave out empty keys and what the clerk declines (无).

        It stands for the callback of the same name of every model. Raises where 部分 stands without 总体.
        """
        if isinstance(value, str) and value:
            value = {"本期": value}
        value = drop_empty(value, cls)
        declined: list[str] = []
        if isinstance(value, dict) and NOTHING_TEXT in value.values():
            declined = [
                key for key, item in value.items() if key in DECLINABLE and item == NOTHING_TEXT
            ]
            value = {key: item for key, item in value.items() if key not in declined}
        figure = build(value)
        _require_part_and_whole(figure)
        if declined:
            figure._declined = frozenset(declined)
        return figure

    def declines(self, key: str) -> bool:
        """Whether the file says that there is no such thing (`同比: 无`): what needs it is left out, not masked."""
        return key in self._declined

    @field_validator("targets", mode="before")
    @classmethod
    def _one_target_or_several(cls, value: Any) -> Any:
        return {"": value} if isinstance(value, str) else value

    @field_validator("targets")
    @classmethod
    def _targets_comparable(
        cls, value: Mapping[Period | None, Quantity | Mask], info: ValidationInfo
    ) -> Mapping[Period | None, Quantity | Mask]:
        for amount in value.values():
            _require_same_dimension(info.data.get("now"), amount)
        return value

    @field_validator("before", "base", "forecast")
    @classmethod
    def _comparable(cls, value: Any, info: ValidationInfo) -> Any:
        other = (
            value.value
            if isinstance(value, Base)
            else value.now
            if isinstance(value, Forecast)
            else value
        )
        _require_same_dimension(info.data.get("now"), other)
        return value

    @field_validator("change")
    @classmethod
    def _change_in_the_right_unit(cls, value: Any, info: ValidationInfo) -> Any:
        now = info.data.get("now")
        if isinstance(now, Amount) and value is not None:
            fits = (
                value.unit.dimension == POINTS
                if now.unit.is_rate
                else value.unit.compares_with(now.unit)
            )
            if not fits:
                expected = "个百分点" if now.unit.is_rate else now.unit.symbol
                raise wrong(
                    _(
                        "“{text}”和本期“{now}”不能相减，增减的单位应是{unit}",
                        text=value.text,
                        now=now.text,
                        unit=expected,
                    )
                )
        return value

    @field_validator("growth")
    @classmethod
    def _growth_in_the_right_unit(cls, value: Any, info: ValidationInfo) -> Any:
        now = info.data.get("now")
        if value is None or not isinstance(now, Amount):
            return value
        in_points = value.unit.dimension == POINTS
        if not in_points and not value.unit.is_rate:
            raise wrong(_("“{text}”不是增速：写百分数，比率写百分点", text=value.text))
        if now.unit.is_rate and not in_points:
            example = value.text.replace("%", "") + "个百分点"
            raise wrong(_("本期是比率，两期之差用百分点：请写成 {example}", example=example))
        if not now.unit.is_rate and not value.unit.is_rate:
            raise wrong(_("本期不是比率，同比用百分号：请写成 {example}", example="5.2%"))
        return value

    @field_validator("parts", mode="before")
    @classmethod
    def _leave_out_empty_parts(cls, value: Any) -> Any:
        return drop_empty(value)

    @field_validator("parts")
    @classmethod
    def _parts_comparable(
        cls, value: Mapping[str, Figure], info: ValidationInfo
    ) -> Mapping[str, Figure]:
        check_names(value)
        for part in value.values():
            _require_same_dimension(info.data.get("now"), part.now)
        return value

    @field_validator("nature", mode="before")
    @classmethod
    def _one_nature_or_several(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @property
    def is_nothing(self) -> bool:
        """Whether there is no such thing here (`本期: 无`)."""
        return isinstance(self.now, Nothing)

    @property
    def is_stock(self) -> bool:
        """Whether it counts what there is at a point in time, and so is compared with 上年末."""
        return "时点" in self.nature

    @property
    def lower_is_better(self) -> bool:
        """Whether a fall is the wanted direction."""
        return "越低越好" in self.nature


def _require_part_and_whole(figure: Figure) -> None:
    if bool(figure.whole) != bool(figure.part):
        raise wrong(_("“部分”和“总体”要一起写"))


def _require_same_dimension(now: object, other: object) -> None:
    if not isinstance(now, Amount) or not isinstance(other, Amount):
        return
    if not now.unit.compares_with(other.unit):
        message = _(
            "“{other}”和本期“{now}”的单位不能比较，请用同一种单位",
            other=other.text,
            now=now.text,
        )
        raise wrong(message)
