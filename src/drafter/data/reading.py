"""Source -> Report. Every problem of the file is said at once, each with its place."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from drafter.data.figure import Base, Figure, Forecast, Model
from drafter.data.model import (
    ALL_FIGURES,
    CHAPTERS,
    Attachment,
    Bureau,
    Chapter,
    Point,
    Report,
    Section,
    Settings,
)
from drafter.data.quantity import Amount
from drafter.data.source import Source, read_source
from drafter.errors import Problem, ReadingError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.nodes import Path as ValuePath

MOST_FIGURES = 2000
"""Our choice: a report with more is a data base."""


def read_report(file: Path | str) -> Report:
    """Read and check a report file. Raises ReadingError."""
    return report_of(read_source(file))


def report_of(source: Source) -> Report:
    """The Report that a Source holds. Raises ReadingError with everything that breaks the rules of the keys."""
    try:
        report = Report.model_validate(source.root)
    except ValidationError as error:
        problems = [_problem(source, dict(item)) for item in error.errors(include_url=False)]
        raise ReadingError(dict.fromkeys(problems)) from None
    if problems := list(_contradictions(source, report)):
        raise ReadingError(problems)
    return report


def _problem(source: Source, error: dict[str, Any]) -> Problem:
    kind, location = error["type"], error["loc"]
    path = source.resolved(location)
    if kind == "extra_forbidden":
        return Problem(_unknown_key(path), source.key_place(path))
    if kind == "missing":
        message = _("缺少“{key}”，请补上", key=location[-1])
        return Problem(message, source.key_place(path))
    return Problem(_message(kind, error, str(location[-1]) if location else ""), source.place(path))


def _message(kind: str, error: dict[str, Any], key: str) -> str:
    if kind == "drafter":
        return str(error["msg"])
    value = error["input"]
    if kind == "literal_error":
        expected = (
            str(error["ctx"]["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
        return _("“{value}”不能用，这里可写：{expected}", value=value, expected=expected)
    typed = (
        f"“{value[:20]}”"
        if isinstance(value, str)
        else _("一张表")
        if isinstance(value, dict)
        else _("一个列表")
    )
    if kind in ("list_type", "tuple_type"):
        return _("“{key}”应是一个列表（每项一行，以“- ”开头），现在是{typed}", key=key, typed=typed)
    if kind in ("model_type", "dict_type", "model_attributes_type", "mapping_type"):
        hint = (
            _("；冒号要用半角并空一格")
            if isinstance(value, str) and ("：" in value or ":" in value)
            else ""
        )
        return _(
            "“{key}”应是一张“键: 值”的表，现在是{typed}{hint}", key=key, typed=typed, hint=hint
        )
    return _("“{key}”的内容不对：{reason}", key=key, reason=error["msg"])


def _unknown_key(path: ValuePath) -> str:
    """The message for a key that its table does not know, with the nearest one that it does."""
    key = str(path[-1])
    keys = _keys_of_table(path[:-1])
    if key in keys:
        return _("“{key}”不写在这里：要点的键写在“要点”下面，小节的键和“标题”写在一起", key=key)
    near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    if near:
        return _("没有“{key}”这个键，是不是“{near}”？", key=key, near=near[0])
    return _("没有“{key}”这个键；这里可写：{keys}", key=key, keys="、".join(keys))


def _keys_of_table(path: ValuePath) -> list[str]:
    """The keys that the table at `path` may have: those of the model that the last key of the path holds."""
    holders = [at for at, step in enumerate(path) if step in MODELS]
    if not holders:
        models: tuple[type[Model], ...] = (Report,)
    elif path[holders[-1]] in CHAPTERS and len(path) > holders[-1] + 1:
        models = (Section, Point)
    else:
        models = (MODELS[path[holders[-1]]],)
    return list(
        dict.fromkeys(
            field.alias for m in models for field in m.model_fields.values() if field.alias
        )
    )


MODELS: dict[str | int, type[Model]] = {
    "指标": Figure,
    "其中": Figure,
    "预计": Forecast,
    "基期": Base,
    "单位": Bureau,
    "设置": Settings,
    "附件": Attachment,
    "小节": Section,
    "要点": Point,
    **dict.fromkeys(CHAPTERS, Chapter),
}
"""The model of the table, or of the tables in the list, that a key holds."""


def _contradictions(source: Source, report: Report) -> Iterator[Problem]:
    """What the keys allow one by one and not together."""
    if (
        report.previous
        and (Path(source.file).parent / report.previous).resolve() == Path(source.file).resolve()
    ):
        message = _("“上期报告”写的是这份报告自己，应写上一期的文件")
        yield Problem(message, source.place(("上期报告",)))
    if len(report.figures) > MOST_FIGURES:
        yield Problem(
            _("指标超过 {limit} 个，不像一份报告", limit=MOST_FIGURES), source.place(("指标",))
        )
    for name, figure in report.figures.items():
        for key, other in (("部分", figure.part), ("总体", figure.whole)):
            if other is not None:
                yield from _unknown_operand(source, report, ("指标", name, key), other)
    for number, attachment in enumerate(report.attachments):
        for index, name in enumerate(attachment.figures):
            if name != ALL_FIGURES:
                yield from _unknown_operand(source, report, ("附件", number, "指标", index), name)


def _unknown_operand(
    source: Source, report: Report, path: ValuePath, name: str
) -> Iterator[Problem]:
    if name not in report.figures:
        yield Problem(unknown_figure(name, report.figures), source.place(path))
    elif path[-1] == "总体" and not _comparable(report, path[1], name):
        message = _("“部分”和“总体”的单位不能比较，算不出占比")
        yield Problem(message, source.place(path))
    elif _is_share(report.figures[name]) and path[-1] in ("部分", "总体"):
        message = _("“{name}”本身是算出来的占比，不能再用来算占比", name=name)
        yield Problem(message, source.place(path))


def _comparable(report: Report, share: str | int, whole: str) -> bool:
    part = report.figures[str(share)].part
    first = report.figures[part].now if part is not None and part in report.figures else None
    second = report.figures[whole].now
    if not isinstance(first, Amount) or not isinstance(second, Amount):
        return True
    return first.unit.compares_with(second.unit)


def _is_share(figure: Figure) -> bool:
    return figure.part is not None


def unknown_figure(name: str, known: Iterable[str]) -> str:
    """The message for a figure name that nothing bears, with the nearest one that something does."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    if near:
        return _("指标里没有“{name}”，是不是“{near}”？", name=name, near=near[0])
    return _("指标里没有“{name}”，请在“指标”下补上", name=name)
