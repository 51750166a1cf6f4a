"""The JSON Schema of a report file, generated from the model, so that an editor completes and explains the keys."""

from __future__ import annotations

import json
from typing import Any

from drafter.data.figure import DECLINABLE
from drafter.data.model import Report
from drafter.data.quantity import NOTHING_TEXT

_SHORT_FORMS: dict[str, dict[str, Any]] = {
    "Figure": {"type": "string", "description": "简写：只写本期数，如 767家"},
    "Point": {"type": "string", "description": "简写：只写内容"},
    "Chapter": {
        "type": "array",
        "description": "简写：小节的列表，或要点的列表",
        "items": {"anyOf": [{"$ref": "#/$defs/Section"}, {"$ref": "#/$defs/Point"}]},
    },
}
"""What a part of the file may be besides a table; `model` reads these forms."""


def report_schema() -> dict[str, Any]:
    """The schema, a JSON document of draft 2020-12."""
    schema = Report.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name, short in _SHORT_FORMS.items():
        definitions[name] = {
            "title": definitions[name]["title"],
            "anyOf": [short, _untitled(definitions[name])],
        }
    figure = definitions["Figure"]["anyOf"][1]["properties"]
    for key in DECLINABLE:
        if figure[key].get("type") != "string":
            figure[key] = {
                "anyOf": [{"const": NOTHING_TEXT}, figure[key]],
                "title": figure[key]["title"],
            }
    for definition in (schema, *definitions.values()):
        _drop_noise(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "报告文件",
        "description": "drafter 的报告文件：一个期间的指标、事实和文字",
    }


def schema_text() -> str:
    """The schema as the file `schemas/report.schema.json` holds it."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"


_TITLES = {
    "Attachment": "附件",
    "Base": "基期",
    "Bureau": "单位",
    "Chapter": "章",
    "Figure": "指标",
    "Forecast": "预计",
    "Point": "要点",
    "Section": "小节",
    "Settings": "设置",
}


def _untitled(definition: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in definition.items() if key != "title"}


def _drop_noise(node: Any) -> None:
    """Take out what pydantic adds for Python's sake: class names, English docstrings, null for what may be left out."""
    if isinstance(node, list):
        for item in node:
            _drop_noise(item)
    elif isinstance(node, dict):
        if node.get("title") in _TITLES:
            node["title"] = _TITLES[node["title"]]
        if "properties" in node:
            node.pop("description", None)
        if "anyOf" in node:
            for overruled in ("type", "items", "additionalProperties"):
                node.pop(overruled, None)
        if node.get("default", "") is None:
            del node["default"]
        choices = node.get("anyOf")
        if isinstance(choices, list):
            node["anyOf"] = [choice for choice in choices if choice != {"type": "null"}]
        for value in node.values():
            _drop_noise(value)
