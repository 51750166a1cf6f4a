"""The nearest name: the hint at a slip of the hand."""

from __future__ import annotations

from drafter.nearest import nearest


def test_the_most_similar_name_is_offered() -> None:
    assert nearest("高新企业", ["研发投入", "高新技术企业"], cutoff=0.4) == "高新技术企业"


def test_nothing_is_offered_where_nothing_is_similar() -> None:
    assert nearest("高新企业", ["研发投入"], cutoff=0.4) is None


def test_a_sentence_is_no_slip_of_a_name() -> None:
    assert nearest("高新技术企业" * 20, ["高新技术企业"], cutoff=0.1) is None


def test_the_nearest_is_found_among_many() -> None:
    names = [f"指标{n}号" for n in range(5000)]
    assert nearest("指标4321号x", names, cutoff=0.4) == "指标4321号"
