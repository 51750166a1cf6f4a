"""The JSON Schema: the one in the repository is that of the model, and it takes what the reader takes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from drafter.data.model import Report
from drafter.data.schema import report_schema, schema_text
from drafter.data.tables import tables_of
from tests.conftest import ROOT

FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "seeds").glob("*.yaml")])


class _Text(yaml.SafeLoader):
    """YAML as editors read it, but for dates, which they take for text."""


_Text.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    stored = (ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(), "run: make schema"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_and_blank_form_fits_the_schema(file: Any) -> None:
    data = yaml.load(file.read_text(encoding="utf-8"), _Text)  # noqa: S506 - a safe loader without dates
    assert [
        error.message for error in Draft202012Validator(report_schema()).iter_errors(data)
    ] == []


@pytest.mark.parametrize(
    "data",
    [{"模板": "a"}, {"模板": "a", "期间": "2022年", "单位": {"名称": "局"}, "成绩": []},
     {"模板": "a", "期间": "2022年", "单位": {"名称": "局"}, "指标": {"甲": {"本季": "3家"}}},
     {"模板": "a", "期间": "2022年", "单位": "局"}],
)  # fmt: skip
def test_what_the_reader_refuses_the_schema_refuses(data: dict[str, Any]) -> None:
    assert list(Draft202012Validator(report_schema()).iter_errors(data))


def properties(node: Any) -> list[tuple[str, dict[str, Any]]]:
    """Every property of the schema with its name."""
    found = []
    if isinstance(node, dict):
        found.extend(node.get("properties", {}).items())
        for value in node.values():
            found.extend(properties(value))
    elif isinstance(node, list):
        for value in node:
            found.extend(properties(value))
    return found


def test_every_key_has_a_chinese_title() -> None:
    for name, definition in properties(report_schema()):
        title = definition.get("title", "")
        assert any("\u4e00" <= character <= "\u9fff" for character in title), name


def test_every_table_is_frozen() -> None:
    for table in tables_of(Report):
        with pytest.raises(AttributeError):
            table.__new__(table).declined = frozenset()


def test_every_table_is_closed() -> None:
    schema = report_schema()
    tables = [schema, *schema["$defs"].values()]
    for table in tables:
        own = table["anyOf"][1] if "anyOf" in table and "properties" not in table else table
        assert own["additionalProperties"] is False
