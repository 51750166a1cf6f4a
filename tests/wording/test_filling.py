"""What the blank form lends to a figure of the report."""

from __future__ import annotations

from drafter.wording.filling import filled
from tests.conftest import figure_of

FORM = figure_of(
    {
        "本期": "xx.xx亿元",
        "上年同期": "xx.xx亿元",
        "位次": "全省第x",
        "目标": "xx亿元",
        "性质": "时点",
        "其中": {"xx区": "x亿元"},
    }
)


def test_what_the_clerk_has_not_said_is_taken_from_the_blank_form() -> None:
    figure = filled(figure_of({"本期": "3亿元"}), FORM)
    assert figure.rank == FORM.rank
    assert figure.before == FORM.before
    assert figure.targets == FORM.targets
    assert figure.is_stock


def test_a_missing_value_keeps_the_unit_of_the_blank_form() -> None:
    assert filled(figure_of({"上年同期": "2亿元"}), FORM).now == FORM.now


def test_given_growth_asks_for_no_value_of_last_year() -> None:
    assert filled(figure_of({"本期": "3亿元", "同比": "5%"}), FORM).before is None


def test_what_is_declined_is_not_lent() -> None:
    figure = filled(
        figure_of({"本期": "3亿元", "位次": "无", "上年同期": "无", "其中": "无"}), FORM
    )
    assert (figure.rank, figure.before, dict(figure.parts)) == (None, None, {})


def test_nothing_stays_nothing() -> None:
    assert filled(figure_of("无"), FORM).rank is None


def test_another_unit_lends_no_amounts() -> None:
    assert filled(figure_of({"本期": "3家"}), FORM).before is None
