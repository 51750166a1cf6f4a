"""`drafter rules`: the rules and their manual pages."""

from __future__ import annotations

import inspect
from typing import Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of
from drafter.errors import MisuseError, Problem
from drafter.messages import _, padded


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_rules, "rules", about)


def _rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help=_("规则的编号或名称"), show_default=False),
    ] = None,
) -> None:
    from drafter.lint.reporting import severity_name
    from drafter.lint.rules import BY_NAME, RULES

    if code is None:
        for rule in RULES:
            severity = padded(severity_name(rule.severity), 9)
            summary = rule.summary and _(rule.summary)
            say(f"{rule.code}  {rule.name:<24}{severity}{summary}")
        return
    if code not in BY_NAME:
        raise MisuseError([Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=code))])
    rule = BY_NAME[code]
    head = f"{rule.code}  {rule.name}  {severity_name(rule.severity)}"
    say(f"{head}\n\n{inspect.cleandoc(rule.manual)}")
