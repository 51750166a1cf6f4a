"""What templates compile to, kept between runs: used when nothing has changed, never needed."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from jinja2 import FunctionLoader

from drafter.drafting.compiled import compiled_templates
from drafter.drafting.environment import TemplateEnvironment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def environment_of(text: str) -> TemplateEnvironment:
    environment = TemplateEnvironment(FunctionLoader(lambda _name: (text, "a.j2", None)))
    environment.bytecode_cache = compiled_templates()
    return environment


def compiles(environment: TemplateEnvironment, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often loading the template compiles it."""
    times: list[object] = []
    own = environment.compile

    def counted(*arguments: object, **named: object) -> object:
        times.append(arguments)
        return own(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(environment, "compile", counted)
    environment.get_template("a.j2")
    return len(times)


def test_a_template_is_compiled_once_by_all_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiles(environment_of("甲"), monkeypatch) == 1
    assert compiles(environment_of("甲"), monkeypatch) == 0
    assert list(folder.rglob("drafter_*.cache"))


def test_an_edited_template_is_compiled_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    assert compiles(environment_of("甲"), monkeypatch) == 1
    assert compiles(environment_of("乙"), monkeypatch) == 1


def test_a_damaged_store_is_compiled_past(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiles(environment_of("甲"), monkeypatch)
    for file in folder.rglob("drafter_*.cache"):
        file.write_bytes(file.read_bytes()[:40])
    assert compiles(environment_of("甲"), monkeypatch) == 1


def test_a_folder_that_others_own_holds_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "not there"))
    assert compiled_templates() is None
    assert compiles(environment_of("甲"), monkeypatch) == 1
