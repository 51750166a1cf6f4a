"""The house itself: the public face, the README's commands, the documents that name things."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import drafter
from drafter.cli import summaries
from drafter.data.model import Report
from drafter.data.tables import keys_of, tables_of
from tests.conftest import ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

DOCUMENTS = [
    "README.md",
    "README.zh-CN.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/api.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/style.md",
    "docs/templates.md",
]


def test_the_public_face_is_what_all_says_and_every_name_is_there() -> None:
    for name in drafter.__all__:
        assert getattr(drafter, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = drafter.nothing


def test_the_glossary_binds_every_key() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    keys = {alias for table in tables_of(Report) for alias in keys_of(table)}
    assert {key for key in keys if f"| {key} |" not in glossary} == set()


def test_the_example_of_the_readme_prints_what_the_readme_says(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    own = readme.split("## A report file\n")[1]
    report = own.split("```yaml\n")[1].split("```")[0]
    printed = readme.split("$ drafter draft 报告.yaml\n")[1].split("```")[0]
    save(tmp_path, report)
    assert run("draft", "报告.yaml") == (0, printed, "")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_of_a_document_leads_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert ((ROOT / document).parent / target).exists(), target


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_a_picture_of_a_document_is_there_and_light(document: str) -> None:
    pictures = re.findall(r'<img src="([^"]+)"', (ROOT / document).read_text(encoding="utf-8"))
    assert len(pictures) == 4  # the page, lint, a form, a reviewed page
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 200_000, picture


def test_reading_a_report_imports_no_template_engine_and_no_command_line() -> None:
    code = "import sys, drafter.data.reading; print([m for m in ('jinja2', 'typer', 'babel') if m in sys.modules])"
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "[]"


def test_a_text_is_linted_without_what_reports_need(tmp_path: Path) -> None:
    file = save(tmp_path, "完成xx亿元，增长-3%。\n", "稿.txt")
    code = (
        "import sys; sys.argv = ['drafter', 'lint', sys.argv[1]]\n"
        "from drafter.cli import main\n"
        "main()\n"
        "print([m for m in ('jinja2', 'pydantic', 'yaml', 'babel', 'xml.etree', 'zipfile') if m in sys.modules])"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    command = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["", *summaries()])
def test_help_is_given_without_the_engine(command: str) -> None:
    arguments = [*command.split(), "--help"]
    code = (
        f"import sys; sys.argv = ['drafter', *{arguments!r}]\n"
        "from drafter.cli import main\n"
        "main()\n"
        "mine = {'cli', 'errors', 'fence', 'messages', 'outputs', 'version'}\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('drafter.')}\n"
        "others = {'jinja2', 'pydantic', 'msgspec', 'yaml', 'babel', 'docx', 'openpyxl', 'rich'}\n"
        "print(sorted(rooms - mine), sorted(others & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        encoding="utf-8",
    )
    assert done.stdout.splitlines()[-1] == "[] []"


@pytest.mark.parametrize("file", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.name)
def test_chinese_for_people_goes_through_the_catalog(file: Path) -> None:
    """No message is printed or raised but through `_`: an f-string of Chinese would have no English."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"(?:echo|Problem|print)\(f?\"[^\"]*[\u4e00-\u9fff]", text)


def test_the_story_of_the_readme_goes_as_the_readme_says(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    story = readme[readme.index("## From 2024年上半年") : readme.index("## One day")]
    old, new = re.findall(r"```yaml\n(.*?)```", story, re.DOTALL)
    (tmp_path / "2024年上半年.yaml").write_text(old, encoding="utf-8")
    assert run("draft", "--final", "2024年上半年.yaml")[0] == 0
    for command, printed in re.findall(r"```console\n\$ drafter (.*?)\n(.*?)```", story, re.DOTALL):
        assert run(*command.split())[1] == printed
    assert (tmp_path / "2025年上半年.yaml").read_text(encoding="utf-8") == new
