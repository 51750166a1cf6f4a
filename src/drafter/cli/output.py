"""What the command line says: one way out, through which no control sequence of the data passes."""

from __future__ import annotations

import typer

from drafter.messages import shown


def say(text: str, *, error: bool = False, end: str = "\n") -> None:
    """Print a text for people, on the error stream if it is trouble.

    Hidden characters made visible.
    """
    typer.echo(shown(text) + end, err=error, nl=False)


def say_coloured(text: str) -> None:
    """Print a line that colours itself, and whose data its maker has made visible."""
    typer.echo(text)
