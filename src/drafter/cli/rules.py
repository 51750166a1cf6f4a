"""`drafter rules`: the rules and their manual pages."""

from __future__ import annotations

import inspect

import click

from drafter.cli.usage import Command
from drafter.errors import MisuseError, Problem
from drafter.lint.rules import BY_NAME, RULES
from drafter.messages import _


def command() -> click.Command:
    """The command and its options."""
    code = click.Argument(["code"], help=_("规则的编号或名称"), metavar="[CODE]", required=False)
    return Command("rules", _rules, _("列出检查规则；带编号或名称时说明这一条。"), [code])


def _rules(code: str | None) -> None:
    if code is None:
        for rule in RULES:
            click.echo(
                f"{rule.code}  {rule.name:<24}{rule.severity:<9}{rule.manual.splitlines()[0]}"
            )
        return
    if code not in BY_NAME:
        raise MisuseError([Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=code))])
    rule = BY_NAME[code]
    click.echo(f"{rule.code}  {rule.name}  {rule.severity}\n\n{inspect.cleandoc(rule.manual)}")
