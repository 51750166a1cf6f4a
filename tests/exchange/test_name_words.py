"""The words round the name of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.exchange.importing.name_words import FORMS

if TYPE_CHECKING:
    from drafter.patterns import Form, Pattern

CASES = [
    pytest.param(form, pattern, id=f"{row} {form.name}")
    for row, (forms, pattern) in FORMS.items()
    for form in forms
]


@pytest.mark.parametrize(("form", "pattern"), CASES)
def test_every_form_of_a_row_finds_its_example(form: Form, pattern: Pattern) -> None:
    match = pattern.search(form.example)
    assert match is not None
    assert match[0] == form.found
