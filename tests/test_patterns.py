"""Expressions as rows: every form finds in its example what it says."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter.patterns import Form, Forms, Needs, Pattern, alternatives, beginning, behind

if TYPE_CHECKING:
    from collections.abc import Iterator


def module_values() -> Iterator[object]:
    """Every value that a module of the project names."""
    for module in pkgutil.walk_packages(drafter.__path__, "drafter."):
        if module.name != "drafter.__main__":
            yield from vars(importlib.import_module(module.name)).values()


def forms() -> Iterator[Form]:
    """Every row of every table of forms in the project."""
    for value in module_values():
        if isinstance(value, tuple):
            yield from (row for row in value if isinstance(row, Form))


def needing() -> dict[str, tuple[str, ...]]:
    """What every expression of the project that needs something is, and needs."""
    patterns = (value for value in module_values() if isinstance(value, Pattern) and value.needs)
    return {
        **{pattern.pattern: pattern.needs for pattern in patterns},
        **{form.pattern: form.needs for form in forms() if form.needs},
    }


FORMS_BY_NAME = sorted(set(forms()), key=lambda form: (form.name, form.example))


@pytest.mark.parametrize("form", FORMS_BY_NAME, ids=lambda form: form.name)
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


@pytest.mark.parametrize(("pattern", "needs"), sorted(needing().items()))
def test_what_an_expression_matches_holds_what_it_needs(
    pattern: str, needs: tuple[str, ...]
) -> None:
    around = st.sampled_from(["", "，", "全市", "2024年", "（", "增长", "“", "。", "第", " "])

    @settings(max_examples=15, deadline=None, database=None, derandomize=True)
    @given(around, st.from_regex(pattern), around)
    def holds(before: str, text: str, after: str) -> None:
        match = re.search(pattern, whole := before + text + after)
        # The needs may stand in what the expression looks at before or behind the match.
        assert match is None or any(need in whole for need in needs)

    holds()


def test_expressions_with_needs_are_found() -> None:
    assert len(needing()) > 100


FORMS = (
    Form("long", "ab+", "abb", "abb", ("ab",)),
    Form("short", "a", "a", "a", ("a",)),
    Form("other", "(?<=a)c|bc", "bc", "bc", behind("ab", "c")),
    Form("empty", "(?=d)", "d", "", ("d",)),
)


@given(st.text("abcde", max_size=30))
def test_forms_find_what_their_alternatives_find(text: str) -> None:
    expected = [match.span() for match in re.finditer(alternatives(FORMS), text)]
    assert [match.span() for match in Forms(FORMS).finditer(text)] == expected


def test_a_list_of_words_is_compiled_when_a_text_holds_one_of_them() -> None:
    words = Pattern("增长|增加")
    assert words.search("完成投资3亿元") is None
    assert "compiled" not in vars(words)
    assert words.search("同比增加3%") is not None
    assert words.search("完成投资3亿元") is None


@given(st.text("待补核定未", max_size=8))
def test_needs_are_held_or_not_however_much_text_has_gone_by(text: str) -> None:
    fresh, read_on = (Needs(("待补", "待核", "未定")) for _ in range(2))
    assert not read_on.held_by("完成投资" * 20_000)
    wanted = any(need in text for need in ("待补", "待核", "未定"))
    assert fresh.held_by(text) is wanted
    assert read_on.held_by(text) is wanted


def test_each_rest_stands_behind_each_word() -> None:
    assert behind("待未", ("补", "定")) == ("待补", "待定", "未补", "未定")
