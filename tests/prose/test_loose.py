"""Numbers that state an amount though no table knows their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.prose.loose import LOOSE, loose_numbers, sharing_unit

if TYPE_CHECKING:
    from drafter.patterns import Form


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in loose_numbers(text)]


@pytest.mark.parametrize("form", LOOSE, ids=lambda form: form.name)
def test_each_form_finds_its_example(form: Form) -> None:
    assert found(form.example) == [form.found]


@pytest.mark.parametrize(
    "text",
    [
        "截至2024，", "到2025，", "（2024年1月5日）", "〔2024〕5号", "GB/T 9704—2012",
        "位于318国道，", "拨打12345热线，", "下午3：30开会", "建成5G基站，", "第5届，", "实施“1236”工程，",
        "第3次会议，", "8月，", "3日，", "2023年度，", "国家4A级景区，", "住在12村，",
    ],
)  # fmt: skip
def test_names_dates_and_standards_state_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("分别提高0.9、5.9个百分点", "0.9"),
        ("增长15.8、14.4和3%", "15.8、14.4"),
        ("1、5个项目", None),
        ("提高5.9个百分点", None),
    ],
)
def test_numbers_may_share_the_unit_of_the_last(text: str, shared: str | None) -> None:
    start = max(text.rfind(mark) for mark in "、和提高") + 1
    span = sharing_unit(text, start)
    assert (text[slice(*span)] if span else None) == shared
