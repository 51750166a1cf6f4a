"""What a draft lacks: every mask of the report file, and those that its blank form lends.

The list is whole the first time: of a figure whose 本期 and 上年同期 are both masked the text shows
one mask, 增长xx.x%, and the list names both, each as it is to be filled in.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.period import Period
from drafter.data.quantity import MASK_CHARACTERS, Mask, Quantity
from drafter.data.rank import Rank
from drafter.data.records import Lent
from drafter.data.tables import Table
from drafter.data.tree import period_along
from drafter.data.types import SigningDate
from drafter.document import Stated, inlines_of
from drafter.messages import _
from drafter.prose.masks import find_masks, may_hold_masks
from drafter.wording.expressions import pieces_of
from drafter.wording.filling import filled
from drafter.wording.groups import ranking

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records
    from drafter.data.source import Source
    from drafter.document import Block, Inline
    from drafter.drafting.rendering import Rendering
    from drafter.errors import Place
    from drafter.wording.subject import Subject

_NOT_WRITTEN = frozenset(
    [
        "模板",
        "上期报告",
        "数据",
        "设置",
        "承诺",
        "范围",
        "部分",
        "总体",
        "状态",
        "性质",
        "来源",
        "备注",
        "别名",
        "序号",
        "负责",
        "量词",
        "文字",
        "各带单位",
        "不变",
        "列",
    ]
)
"""Keys whose values never come into the text, so that nothing in them is a mask."""

_At = tuple["KeyPath", int | None]
"""Where a mask stands: the path of its value, and its index in a value that is text."""


class Missing(Struct, frozen=True):
    """A figure, name or date that is not known yet."""

    subject: str
    """The figure that it belongs to, with its part: 工业税收·采矿业; else the keys: 成效·标题."""
    key: str
    """What of the figure is missing: 上年同期, 基期的数值; the column of a record; empty for the
    name of a part and for text."""
    text: str
    """The mask as it is to be filled in: xxx.xx亿元."""
    place: Place
    owner: str
    """来源: who owes it; empty where nobody is named."""
    period: str = ""
    """The period that the figure speaks of; empty for text and records."""
    lent: bool = False
    """Whether the blank form alone asks for it: the report file does not hold it."""
    used: bool = True
    """Whether the text states it, is computed from it or is decided by it."""
    path: KeyPath = ()
    """Where it is to be filled in."""

    @property
    def name(self) -> str:
        """What is missing, as a message says it: 指标“工业投资”的本期."""
        if not self.period and self.key:
            return _("清单“{name}”的{key}", name=self.subject, key=self.key)
        if not self.period:
            return f"“{self.subject}”"
        if not self.key:
            return _("指标“{name}”其中一项的名称", name=self.subject)
        return _("指标“{name}”的{key}", name=self.subject, key=self.key)

    @property
    def remark(self) -> str:
        """What a list adds to a mask that is not simply one of the text; empty for most."""
        if self.lent:
            return _("（空白表要，报告里没有写）")
        return "" if self.used else _("（正文没有用到）")


def requests(missing: Iterable[Missing]) -> str:
    """The list as a message to the offices that owe the figures: by office, without file places."""
    lines: list[str] = []
    for owner, entries in groupby(sorted(missing, key=_by_owner), key=lambda entry: entry.owner):
        lines.append(_("{owner}，请补：", owner=owner) if owner else _("还要补："))
        subjects: dict[tuple[str, str], list[str]] = {}
        for entry in entries:
            asked = subjects.setdefault((entry.subject, entry.period), [])
            asked.append(f"{entry.key}{entry.text}")
        for number, ((subject, period), wanted) in enumerate(subjects.items(), start=1):
            when = f"（{period}）" if period else ""
            lines.append(f"{number}. {subject}{when}：{'，'.join(wanted)}")
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _by_owner(missing: Missing) -> tuple[bool, str]:
    return missing.owner == "", missing.owner


def missing_of(
    stated: Sequence[tuple[KeyPath, Inline]], rendering: Rendering, source: Source
) -> tuple[Missing, ...]:
    """Everything that is missing, in the order of the file.

    `stated` are the masks that the document states or that decided what it says, with their paths.
    """
    shown: dict[_At, str] = {}
    hung_on: set[KeyPath] = set()
    for path, mask in stated:
        hung_on.update(mask.operands if isinstance(mask, Stated) else ())
        for hole in _operands(path, rendering):
            shown.setdefault((hole, mask.offset), mask.text)
    typed = {(path, at): text for path, text, at in masks_in(rendering.report, ())}
    stating = {path[1] for path, _at in shown if path[0] == "指标"}
    lent = {at: text for at, text in _lent(rendering, stating) if at not in typed}
    found = []
    for at, text in (shown | lent | typed).items():
        missing = _missing(at, text, rendering, source)
        is_used = at in shown or at[0] in hung_on or _is_needed(at[0], rendering)
        is_lent = at in lent or _is_of_a_lent_list(at[0], rendering)
        found.append(replace(missing, lent=is_lent, used=is_used, path=at[0]))
    return tuple(sorted(found, key=lambda missing: missing.place))


def stated_masks(blocks: Iterable[Block]) -> Iterator[tuple[KeyPath, Inline]]:
    """Every mask that the blocks state, and the path that it stands for."""
    for block in blocks:
        for inlines in inlines_of(block):
            if True in map(_MASKED, inlines):  # most paragraphs have none
                for inline in inlines:
                    if inline.masked and inline.path is not None:
                        yield inline.path, inline


_MASKED = attrgetter("masked")


def hole_of(path: KeyPath, rendering: Rendering) -> KeyPath:
    """Where what is masked at `path` is to be filled in: for a share, the first operand missing."""
    return _operands(path, rendering)[0]


def _operands(path: KeyPath, rendering: Rendering) -> list[KeyPath]:
    """The path, or for a share those of its operands that are not known."""
    subject = rendering.subjects.get(str(path[1])) if len(path) > 1 and path[0] == "指标" else None
    if subject is None:
        return [path]
    if (place := _place_among(path, subject)) is not None:
        return [place]
    names = [name for name in (subject.figure.part, subject.figure.whole) if name is not None]
    unknown = [n for n in names if not isinstance(rendering.subjects[n].now, Quantity)]
    return [("指标", name, "本期") for name in unknown] or [path]


def _place_among(path: KeyPath, subject: Subject) -> KeyPath | None:
    """Of a place in a group that is not known, the mask on which it hangs; None of all else."""
    if len(path) < 6 or path[-4] != "分组" or path[-1] not in ("位次", "增速位次"):
        return None
    owner = subject
    for at in range(3, len(path) - 4, 2):
        owner = owner.part(str(path[at]))
    group, name = str(path[-3]), str(path[-2])
    given, found = owner.figure.groups[group][name], ranking(owner, group)
    if path[-1] == "位次":
        return found.hole if given.rank is None else None
    return found.growth_hole if given.growth_rank is None else None


def _is_of_a_lent_list(path: KeyPath, rendering: Rendering) -> bool:
    """Whether it stands in a list (清单) or a column of the blank form that the report has not."""
    if path[0] != "清单" or path[1] not in rendering.report.records:
        return path[0] == "清单"
    if len(path) < 5:
        return False
    row = rendering.records[str(path[1])].rows[int(path[3])]
    return isinstance(row.get(str(path[4])), Lent)


def _lent(rendering: Rendering, stating: Container[str | int]) -> Iterator[tuple[_At, str]]:
    """The masks that the blank form lends to figures of which the text states a mask."""
    for name, form in rendering.form_figures.items():
        if name not in stating:
            continue
        needed = rendering.scope.needed.get(name, ())
        own = rendering.report.figures.get(name)
        figure = form if own is None else filled(own, form)
        if needed and not figure.is_nothing:
            for path, text, at in masks_in(figure, ("指标", name)):
                if path[2] in needed:
                    yield (path, at), text


def masks_in(value: object, path: KeyPath) -> Sequence[tuple[KeyPath, str, int | None]]:
    """Every mask in a value of the report: its path, its text, and its index in a value of text."""
    found: list[tuple[KeyPath, str, int | None]] = []
    _find_masks_in(value, path, found)
    return found


def _find_masks_in(
    value: object, path: KeyPath, found: list[tuple[KeyPath, str, int | None]]
) -> None:
    match value:
        case dict():
            _find_masks_in_entries(value, path, found)
        case Table():
            written = _written(type(value))
            for field, held in vars(value).items():
                # Most values are known amounts, which need no closer look.
                if type(held) is not Quantity and held and field in written:
                    _find_masks_in(held, (*path, written[field]), found)
        case str():
            found.extend(_masks_in_text(value, path))
        case Mask() | Period() | Rank() | SigningDate():
            if (mask := _mask_of(value)) is not None:
                found.append((path, mask, None))
        case tuple():
            for number, item in enumerate(value):
                _find_masks_in(item, (*path, number), found)
        case _:
            return


_WRITTEN: dict[type[Table], dict[str, str]] = {}


def _written(table: type[Table]) -> dict[str, str]:
    """The keys of a table whose values come into the text, by their fields; found once a kind."""
    if table not in _WRITTEN:
        aliases = {field: key.alias for field, key in table.keys.items()}
        written = {field: alias for field, alias in aliases.items() if alias not in _NOT_WRITTEN}
        _WRITTEN[table] = written
    return _WRITTEN[table]


def _mask_of(value: Mask | Period | Rank | SigningDate) -> str | None:
    """The mask that a value is as a whole; None for one that is known."""
    match value:
        case Mask():
            return value.text
        case Period():
            return value.label if value.is_masked else None
        case Rank():
            return value.text if value.is_masked else None
        case SigningDate():
            return value.text if value.day is None else None


def _find_masks_in_entries(
    entries: Mapping[str | Period | None, object],
    path: KeyPath,
    found: list[tuple[KeyPath, str, int | None]],
) -> None:
    """The masks of named values: figures, goals with or without a period, parts and their names."""
    names_parts = path[-1:] == ("其中",) or path[-2:-1] == ("分组",)
    for name, item in entries.items():
        own = path
        if isinstance(name, str):
            own = (*path, name)
            if names_parts and name[0] in MASK_CHARACTERS:
                found.append((own, name, None))
        elif name is not None:
            if type(item) is Quantity:
                continue
            own = (*path, name.label)
        _find_masks_in(item, own, found)


def _masks_in_text(text: str, path: KeyPath) -> Iterator[tuple[KeyPath, str, int]]:
    """The masks of a text, those in its expressions left out: the name of a figure holds none."""
    if not may_hold_masks(text):
        return
    offset = 0
    for number, piece in enumerate(pieces_of(text)):
        if number % 2 == 0:
            for start, end in find_masks(piece):
                yield path, piece[start:end], offset + start
        offset += len(piece)


def _is_needed(path: KeyPath, rendering: Rendering) -> bool:
    """Whether the text says something of a figure that comes from the key at `path`."""
    if path[0] != "指标" or len(path) < 3:
        return False
    return path[2] in rendering.scope.needed.get(str(path[1]), ())


def _missing(at: _At, text: str, rendering: Rendering, source: Source) -> Missing:
    path, offset = at
    place = source.place(path, offset, len(text))
    if path[0] == "清单" and len(path) == 5:
        return _missing_cell(path, text, rendering.records[str(path[1])], place)
    if path[0] == "清单" and len(path) == 4:
        owed = rendering.records[str(path[1])].owner or ""
        return Missing(f"{path[1]}·{path[2]}", str(path[3]), text, place, owed)
    if path[0] != "指标" or len(path) < 2:
        keys = "·".join(str(step) for step in path if isinstance(step, str))
        return Missing(keys, "", text, place, "")
    name, rest = str(path[1]), [str(step) for step in path[2:]]
    subject = rendering.subjects[name]
    owner = subject.figure.owner
    if owner is None and name in rendering.form_figures:
        owner = rendering.form_figures[name].owner
    if rest[:1] == ["其中"] and len(rest) == 2:
        rest = []
    else:
        if rest[:1] == ["其中"] and len(rest) > 2:
            name, rest = f"{name}·{rest[1]}", rest[2:]
        elif rest[:1] == ["分组"] and len(rest) > 2:
            name, rest = f"{name}·{rest[2]}", rest[3:]
        rest = rest or ["本期"]
    return Missing(
        subject=name,
        key="的".join(rest),
        text=text,
        place=place,
        owner=owner or "",
        period=period_along(subject.figure, path, subject.report_period).label,
    )


def _missing_cell(path: KeyPath, text: str, records: Records, place: Place) -> Missing:
    """What is missing in a row of a list, owed by the row's own owner or the list's."""
    _list, name, _rows, at, column = path
    row = records.rows[int(at)]
    subject = f"{name}·{records.name_of(row)}"
    return Missing(subject, str(column), text, place, records.owner_of(row))
