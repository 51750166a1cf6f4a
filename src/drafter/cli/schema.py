"""`drafter schema`: the JSON Schema of a report file."""

from __future__ import annotations

import click

from drafter.cli.usage import Command
from drafter.data.schema import schema_text
from drafter.messages import _


def command() -> click.Command:
    """The command; it has no options."""
    return Command("schema", _schema, _("输出报告文件的 JSON Schema，供编辑器提示和核对。"), [])


def _schema() -> None:
    click.echo(schema_text(), nl=False)
