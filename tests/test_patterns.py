"""Expressions as rows: every form finds in its example what it says."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest

import drafter
from drafter.patterns import Form, Pattern, alternatives, beginning

if TYPE_CHECKING:
    from collections.abc import Iterator


def forms() -> Iterator[Form]:
    """Every row of every table of forms in the project."""
    for module in pkgutil.walk_packages(drafter.__path__, "drafter."):
        if module.name == "drafter.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, tuple):
                yield from (row for row in value if isinstance(row, Form))


@pytest.mark.parametrize("form", sorted(set(forms())), ids=lambda form: form.name)
def test_a_form_finds_in_its_example_what_it_says(form: Form) -> None:
    assert form.found in [match[0] for match in re.finditer(form.pattern, form.example)]


def test_tables_of_forms_are_found() -> None:
    assert len(set(forms())) > 60


def test_the_first_alternative_that_matches_counts() -> None:
    forms = (Form("long", "ab+", "abb", "abb"), Form("short", "a", "a", "a"))
    found = Pattern(alternatives(forms)).search("xabb")
    assert found is not None
    assert found[0] == "abb"


def test_a_rest_stands_behind_every_beginning() -> None:
    assert re.findall(beginning(("(", "荣获"), "[称奖]"), "(奖，荣获称号，荣获") == [
        "(奖",
        "荣获称",
    ]
