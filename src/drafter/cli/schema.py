"""`drafter schema`: the JSON Schema of a report file."""

from __future__ import annotations

from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of


def command(about: str) -> TyperCommand:
    """The command; it has no options."""
    return command_of(_schema, "schema", about)


def _schema() -> None:
    from drafter.data.schema import schema_text

    say(schema_text(), end="")
