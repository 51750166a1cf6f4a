"""What the tests share: a report made of a few lines of YAML, and its draft as text."""

from __future__ import annotations

import os
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from drafter import cli, fence
from drafter.data.figure import Figure
from drafter.data.reading import report_of
from drafter.data.source import Source, source_of
from drafter.data.tables import UNREAD, Reader, read_table
from drafter.drafting.draft import Draft, draft
from drafter.drafting.library import library_of
from drafter.formats.text import write_text
from drafter.messages import set_language
from drafter.wording.expressions import Scope
from drafter.wording.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.model import Report
    from drafter.data.nodes import Value
    from drafter.errors import DrafterError

os.environ[fence.OPEN] = "open"  # a fault of ours is a traceback
settings.register_profile("project", deadline=None)  # no law of ours is a law of time
settings.load_profile("project")

ROOT = Path(__file__).parent.parent
HEAD = "模板: plain\n期间: {period}\n单位: {{名称: 江城市科学技术局}}\n"
PLAIN_TEMPLATE = """{# 名称: 测试模板 #}
{% block 正文 %}
{{ 章节(成效) }}
{% endblock %}
"""

YamlText = str
Run = Callable[..., tuple[int, str, str]]
"""What the fixture `run` gives: arguments in; exit code, what was printed, what it complained of."""

REPORT = """模板: city-annual
期间: 2022年
单位: {名称: 江城市科学技术局}
成文日期: 2023年1月10日
指标:
  研发投入: {本期: 98.06亿元, 上年同期: 71.25亿元}
成效:
  - 标题: 加大投入
    内容: '全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。'
问题: [{主题: 主体少, 内容: 企业偏少。}]
思路: [{主题: 抓培育, 内容: 培育企业。}]
"""
"""A report with one figure and nothing missing."""
BRIEF = """{# 名称: 简报 #}
# 简报
全社会研发投入{{ 研发投入 }}，专利{{ 专利 }}。
"""
"""A second template of the office."""
TWICE = REPORT.replace("模板: city-annual", "模板: [city-annual, 简报]").replace(
    "成效:", "  专利: 3件\n成效:"
)
"""The report by two templates."""


@pytest.fixture(autouse=True, scope="session")
def _temporary_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled templates are kept beside the tests' other files."""
    tempfile.tempdir = str(tmp_path_factory.mktemp("temporary"))


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    """Every test begins in Chinese."""
    set_language("zh")
    yield
    set_language("zh")


def source_from(body: YamlText, *, period: str = "2022年", file: str = "报告.yaml") -> Source:
    """A source of the usual head and this body."""
    return source_of(file, HEAD.format(period=period) + textwrap.dedent(body))


def report_from(body: YamlText, *, period: str = "2022年") -> Report:
    """A report of the usual head and this body."""
    return report_of(source_from(body, period=period))


def subjects_of(body: YamlText, *, period: str = "2022年") -> dict[str, Subject]:
    """The figures under 指标 as subjects."""
    report = report_from("指标:\n" + textwrap.indent(textwrap.dedent(body), "  "), period=period)
    subjects: dict[str, Subject] = {}
    for name, figure in report.figures.items():
        subjects[name] = Subject(
            name, figure, ("指标", name), report.period, report.settings, subjects
        )
    return subjects


def figure_of(value: Value) -> Figure:
    """A figure as it is written."""
    figure = read_table(Figure, value, (), Reader())
    assert figure is not UNREAD
    return figure


def say(figure: str, word: str = "", *, period: str = "2022年", name: str = "指标甲") -> str | None:
    """What a word says of a figure given as YAML; None where it is 无."""
    subjects = subjects_of(f"{name}: {figure}\n", period=period)
    said = Scope(subjects, {}).resolve(f"{name}.{word}" if word else name)
    return None if said is None else said.text


def messages_of(error: pytest.ExceptionInfo[DrafterError]) -> list[str]:
    """The problems of an error as `line:column message`."""
    return [
        f"{problem.place.line}:{problem.place.column} {problem.message}"
        if problem.place
        else problem.message
        for problem in error.value.problems
    ]


@pytest.fixture
def drafted(tmp_path: Path) -> Callable[..., Draft]:
    """Draft a report of the usual head and this body by a template of these lines."""

    def make(
        body: YamlText, template: str = PLAIN_TEMPLATE, *, period: str = "2022年", **files: str
    ) -> Draft:
        folder = tmp_path / "templates"
        (folder / "sections").mkdir(parents=True, exist_ok=True)
        (folder / "seeds").mkdir(exist_ok=True)
        (folder / "plain.j2").write_text(template, encoding="utf-8")
        for name, text in files.items():
            place = (
                folder / "seeds" / "plain.yaml"
                if name == "seed"
                else folder / "sections" / f"{name}.j2"
            )
            place.write_text(textwrap.dedent(text), encoding="utf-8")
        source = source_from(body, period=period)
        return draft(report_of(source), source, library_of((folder,)))

    return make


@pytest.fixture
def drafted_text(drafted: Callable[..., Draft]) -> Callable[..., str]:
    """The draft as plain text, without the indents of paragraphs."""

    def make(body: YamlText, template: str = PLAIN_TEMPLATE, **rest: str) -> str:
        text = write_text(drafted(body, template, **rest).document)
        return "\n".join(line.strip("　") for line in text.strip().splitlines())

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in a folder of its own: exit code, what it printed, what it complained of."""
    monkeypatch.chdir(tmp_path)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.run(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def save(folder: Path, text: str, name: str = "报告.yaml") -> Path:
    """A report file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a template of the office beside the report."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.j2").write_text(BRIEF, encoding="utf-8")
    return tmp_path
