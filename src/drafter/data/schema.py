"""The JSON Schema of a report file, by which an editor completes and explains the keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from drafter.data.borrowed import Lender
from drafter.data.figure import Figure
from drafter.data.model import Chapter, Point, Report, Section
from drafter.data.quantity import NOTHING_TEXT
from drafter.data.tables import keys_of, tables_of

if TYPE_CHECKING:
    from drafter.data.tables import Key, Schema, Table


def report_schema() -> Schema:
    """The schema, a JSON document of draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            table.__name__: _definition(table) for table in tables_of(Report) if table is not Report
        },
        **_table(Report),
        "description": "drafter 的报告文件：一个期间的指标、事实和文字",
    }


def schema_text() -> str:
    """The schema as the file `schemas/report.schema.json` holds it."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"


def _reference(table: type[Table]) -> Schema:
    return {"$ref": f"#/$defs/{table.__name__}"}


_SHORT_FORMS: dict[type[Table], Schema] = {
    Figure: {"type": "string", "description": "简写：只写本期数，如 767家"},
    Point: {"type": "string", "description": "简写：只写内容"},
    Lender: {"type": "string", "description": "简写：只写文件，如 ../指标库.yaml"},
    Chapter: {
        "type": "array",
        "description": "简写：小节的列表，或要点的列表",
        "items": {"anyOf": [_reference(Section), _reference(Point)]},
    },
}
"""What a table may be written as besides; its `short_form` reads these."""


def _definition(table: type[Table]) -> Schema:
    if table not in _SHORT_FORMS:
        return _table(table)
    own = {key: value for key, value in _table(table).items() if key != "title"}
    return {"title": table.called, "anyOf": [_SHORT_FORMS[table], own]}


def _table(table: type[Table]) -> Schema:
    keys = keys_of(table)
    required = [alias for alias, key in keys.items() if key.required]
    return {
        "title": table.called,
        "type": "object",
        "additionalProperties": False,
        "properties": {alias: _property(key) for alias, key in keys.items()},
        **({"required": required} if required else {}),
    }


def _property(key: Key) -> Schema:
    held = key.kind.schema(_reference)
    if "$ref" in held:
        held = {"anyOf": [held]}  # editors pass over what stands beside a reference
    if key.declinable and held.get("type") != "string":
        held = {"anyOf": [{"const": NOTHING_TEXT}, *held.get("anyOf", [held])]}
    explained = "；".join(filter(None, [key.description, held.get("description", "")]))
    return {
        **held,
        "title": key.title,
        **({"description": explained} if explained else {}),
        **_default(key.default),
    }


def _default(value: object) -> Schema:
    """What a key counts as when it is left out, as a clerk would type it."""
    match value:
        case bool():
            return {"default": "是" if value else "否"}
        case str() | int() if value != "":
            return {"default": value}
        case _:
            return {}
