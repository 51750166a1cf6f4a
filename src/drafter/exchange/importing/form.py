"""A template that words its reports as an old one does: its blank form holds the office's wording.

Figures become masks, typed numbers too, years the words for them. What a report without one of the
figures could not say soundly stays a typed mask, so that `templates --check` finds nothing.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.period import Kind
from drafter.data.source import source_of
from drafter.drafting.checking import check_template
from drafter.drafting.library import built_in, library_of
from drafter.errors import MisuseError, Problem
from drafter.exchange.importing.figures import Entry
from drafter.exchange.importing.front import UNKNOWN_BUREAU
from drafter.exchange.importing.importing import AS_IS
from drafter.exchange.importing.writing import Written, escaped
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.rollover.masking import masked_numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from drafter.data.period import Period
    from drafter.exchange.importing.importing import Imported
    from drafter.exchange.importing.tables import Tabled

_NAME = Pattern(r"[\w一-鿿-]{1,40}")
_MOST_ROUNDS = 4
"""Our choice: what is still unsound after so many is typed altogether."""
_NOT_ASKED = frozenset({"目标", "位次", "排位", "增速位次", "增速排位"})
"""What a form masks where it stands in the prose."""
_DIGITS = re.compile(r"\d")


def known_name(name: str) -> str:
    """The name of the template to write. Raises MisuseError."""
    if not _NAME.fullmatch(name) or name.startswith(("_", "-")):
        message = _("模板名“{name}”不能用：用汉字、字母、数字和 -，不超过40个字", name=name)
        raise MisuseError([Problem(message)])
    return name


def form_of(result: Imported, name: str, target: Path) -> dict[Path, str]:
    """The template and its blank form, as files beside the report file."""
    folder = target.parent / "templates"
    template = _template(result, name)
    typed: set[str] = set()
    seed = ""
    for attempt in range(_MOST_ROUNDS):
        if attempt == _MOST_ROUNDS - 1:
            typed = set(result.lifting.entries)
        seed = _seed(result, name, typed)
        unsound = _unsound(name, template, seed)
        if not unsound:
            break
        typed |= unsound & result.lifting.entries.keys() or set(result.lifting.entries)
    return {folder / f"{name}.j2": template, folder / "seeds" / f"{name}.yaml": seed}


def _template(result: Imported, name: str) -> str:
    kinds = dict.fromkeys(chapter.kind for chapter in result.layout.chapters if chapter.kind)
    about = _("照旧文稿的措辞起草，句子在空白表里")
    chapters = f"\n   章节: {'、'.join(kinds)}" if kinds else ""
    return f'{{# 名称: {name}\n   说明: {about}{chapters} #}}\n{{% extends "{AS_IS}.j2" %}}\n'


def _seed(result: Imported, name: str, typed: Collection[str]) -> str:
    """The blank form; the figures of `typed` stay masks in the prose."""
    entries = {
        key: _masked(entry) for key, entry in result.lifting.entries.items() if key not in typed
    }
    kept = {
        unit: [
            lifted for lifted in several
            if lifted.name in entries and not set(lifted.words) & _NOT_ASKED
        ]
        for unit, several in result.lifting.lifted.items()
    }  # fmt: skip
    said = {lifted.name for some in kept.values() for lifted in some}
    tables = {at: _blank_table(table) for at, table in result.tables.items()}
    tables = {
        at: table
        for at, table in tables.items()
        if all(entry.name in entries for entry in table.entries)
    }
    said |= {entry.name for table in tables.values() for entry in table.entries}
    period = result.front.period
    layout = replace(result.layout, date=None)
    written = Written(
        units=result.units,
        layout=layout,
        front=result.front._replace(
            period=_blank(period), bureau=UNKNOWN_BUREAU, area=result.front.area, guessed=()
        ),
        entries={key: entry for key, entry in entries.items() if key in said},
        lifted=kept,
        signs=result.signs,
        tables=tables,
        template=name,
        old_name=name,
        literal=lambda text: _blanked(text, period),
    )
    head = _("# {name}的空白表：把 x 换成数，没有的写“无”。", name=name)
    return head + "\n" + written.text().partition("\n")[2]


def _masked(entry: Entry) -> Entry:
    """The figure with masks for its values; goals, ranks and periods are asked for in the prose."""
    values = {
        key: _DIGITS.sub("x", text)
        for key, text in entry.values.items()
        if key[0] not in _NOT_ASKED
    }
    return Entry(entry.name, "", values, entry.is_stock)


def _blank_table(table: Tabled) -> Tabled:
    """The table with one row of masks, where it is a list; figures are masked as they are."""
    first = table.records[0] if table.records else {}
    masked = {column: _DIGITS.sub("x", cell) for column, cell in first.items()}
    blank = {column: cell if "x" in cell else "xx" for column, cell in masked.items()}
    return replace(table, records=(blank,) if blank else ())


def _blank(period: Period) -> Period:
    if period.kind is Kind.PLAN or period.year is None:
        return period
    return replace(period, year=None, masked_year="xxxx")


def _blanked(text: str, period: Period) -> str:
    """Running text of the form: the report's years by their words, other numbers as masks."""
    words: dict[str, str] = {}
    if period.year is not None and period.kind is not Kind.PLAN:
        words = {
            f"{period.year}年": "{{ 期间.年 }}",
            f"{period.year + 1}年": "{{ 期间.下年 }}",
            f"{period.year - 1}年": "{{ 期间.上年 }}",
        }
    pieces: list[str] = []
    at = 0
    marks = [(m.start(), m.end(), words[m[0]]) for w in words for m in re.finditer(w, text)]
    taken = [(start, end) for start, end, _word in marks]
    marks += masked_numbers(text, taken)
    for start, end, new in sorted(marks):
        if start < at:
            continue
        pieces += [escaped(text[at:start]), new]
        at = end
    return "".join([*pieces, escaped(text[at:])])


def _unsound(name: str, template: str, seed: str) -> set[str]:
    """The figures of the form at whose lines `templates --check` finds something wrong."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "seeds").mkdir()
        (folder / f"{name}.j2").write_text(template, encoding="utf-8")
        form = folder / "seeds" / f"{name}.yaml"
        form.write_text(seed, encoding="utf-8")
        library = library_of((folder, built_in("templates")))
        problems = check_template(library, library.template(name))
        source = source_of(form.as_posix(), seed)
    lines = {
        source.key_place(path).line: str(path[1])
        for path in source.keys
        if len(path) == 2 and path[0] == "指标"
    }
    return {lines.get(problem.place.line, "") if problem.place else "" for problem in problems}
