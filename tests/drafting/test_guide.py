"""docs/templates.md: its whole example is run as it stands; its lists are those of the code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.records import MOST_ROWS
from drafter.drafting import environment
from drafter.drafting import globals as template_globals
from drafter.drafting.draft import draft_file
from drafter.drafting.engine import engine_of
from drafter.drafting.library import library_for
from drafter.drafting.output import MOST_CHARACTERS, MOST_STEPS
from drafter.formats.text import write_text
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

GUIDE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"(?s)\n## 八、.*?(?=\n## 九、)", GUIDE)[0]  # type: ignore[index]  # is there
LISTS = re.search(r"(?s)\n## 九、.*?(?=\n## 十、)", GUIDE)[0]  # type: ignore[index]  # is there
LIMITS = re.search(r"(?s)\n## 十一、.*", GUIDE)[0]  # type: ignore[index]  # is there
_TEN_THOUSAND = 10_000


def files_of_the_example(folder: Path) -> None:
    """Write every file that the guide shows to where it says that it stands."""
    shown = re.findall(r"(?s)\n`([^`\n]+)`：\n\n```(?:jinja|yaml)\n(.*?)```\n", EXAMPLE)
    assert len(shown) == 5
    for name, text in shown:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_the_example_of_the_guide_becomes_the_page_that_it_shows(tmp_path: Path) -> None:
    files_of_the_example(tmp_path)
    page = re.search(r"(?s)```text\n(.*?)```", EXAMPLE)
    draft = draft_file(tmp_path / "2025年上半年.yaml")
    assert page is not None
    assert write_text(draft.document) == page[1]
    assert (draft.missing, draft.warnings) == ((), ())


def test_the_commands_of_the_guide_say_what_it_shows(run: Run, tmp_path: Path) -> None:
    files_of_the_example(tmp_path)
    shown = re.search(r"\n\$ drafter (templates .*)\n(.*)\n", EXAMPLE)
    assert shown is not None
    code, out, _err = run(*shown[1].split())
    assert (code, out.strip()) == (0, shown[2])
    new = re.search(r"`drafter (new [^`]*)`", EXAMPLE)
    assert new is not None
    (tmp_path / "2025年上半年.yaml").unlink()
    code, out, _err = run(*new[1].split())
    assert (code, out.splitlines()[0]) == (0, "已写成 2025年上半年.yaml")


def first_cells(title: str) -> list[str]:
    """The names in the first column of the table whose head begins with a title, in the guide."""
    rows = LISTS.split(f"| {title} |")[1].split("\n\n")[0].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split(" | ")[0])]


def test_the_guide_lists_every_filter_and_test_that_there_is() -> None:
    engine = engine_of(library_for())
    filters = {name for name in engine.filters if not name.startswith(" ")}
    assert sorted(first_cells("过滤器")) == sorted(filters)
    assert sorted(first_cells("测试")) == sorted(engine.tests)
    (line,) = [line for line in LISTS.splitlines() if line.startswith("方法只有")]
    assert re.findall(r"`\.(\w+)\(\)`", line) == list(environment._METHODS)


def test_the_guide_names_every_function() -> None:
    for name in template_globals.FUNCTIONS:
        assert f"{name}(" in GUIDE or f"call {name}" in GUIDE, name


def test_the_guide_tells_the_limits_that_there_are() -> None:
    assert f"{MOST_STEPS // _TEN_THOUSAND}万步" in LIMITS
    assert f"表的一行算{template_globals._ROW_STEPS}步" in LIMITS
    assert f"引入一个文件算{environment._INCLUDE_STEPS}步" in LIMITS
    assert f"{MOST_CHARACTERS // _TEN_THOUSAND}万字符" in LIMITS
    assert f"{environment._LARGEST_NUMBER // 10**12}万亿" in LIMITS
    assert f"{MOST_ROWS // _TEN_THOUSAND}万行" in LIMITS


def test_what_the_guide_says_of_blank_lines_holds(drafted_text: Callable[..., str]) -> None:
    template = (
        "{# 名称: 测试模板 #}\n第一段，\n{% if 甲 > 1 %}\n接着，\n{% endif %}\n还是第一段。\n\n\n\n"
        "第二段。\n\n{% if 甲 > 9 %}\n\n没有的一段。\n\n{% endif %}\n\n"
        '{% include "sections/引入.j2" %}\n\n接着引入的。\n\n'
        '{% include "sections/引入.j2" %}\n\n\n另起一段。\n'
    )
    assert drafted_text("指标:\n  甲: 3家\n", template, 引入="引入的，{{ 甲 }}。\n").split() == [
        "第一段，接着，还是第一段。",
        "第二段。",
        "引入的，3家。接着引入的。",
        "引入的，3家。",
        "另起一段。",
    ]
