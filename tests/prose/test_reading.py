"""What a paragraph says in each number: of what, as what, for when, against what."""

from __future__ import annotations

import pytest

from drafter.prose.claims import Aspect, Claim, Reading
from drafter.prose.reading import read


def claim_of(text: str, digits: str) -> tuple[Reading, Claim]:
    """The reading of a text, and its claim whose number has these digits."""
    reading = read(text)
    return reading, next(c for c in reading.claims if c.number.digits == digits)


ASPECTS = {
    "a level reached": ("高新技术企业达到767家", "767", Aspect.LEVEL, "高新技术企业"),
    "an amount done": ("全市完成工业投资43.5亿元", "43.5", Aspect.LEVEL, "工业投资"),
    "what has come": ("新增规上工业企业46家", "46", Aspect.ADDED, "规上工业企业"),
    "a growth": ("工业投资同比增长5.2%", "5.2", Aspect.GROWTH, "工业投资"),
    "a fall": ("用电量比上年下降0.8%", "0.8", Aspect.GROWTH, "用电量"),
    "a change of an amount": ("税收比上年减少3.6亿元", "3.6", Aspect.CHANGE, "税收"),
    "more than a year ago": ("优良天数比上年多12天", "12", Aspect.CHANGE, "优良天数"),
    "less than a year ago": ("办结案件同比少6件", "6", Aspect.CHANGE, "办结案件"),
    "more than elsewhere": ("优良天数比全省多9天", "9", Aspect.NONE, "优良天数"),
    "a difference of rates": ("城镇化率提高0.9个百分点", "0.9", Aspect.POINTS, "城镇化率"),
    "a comparison with a place": ("增速高于全省1.2个百分点", "1.2", Aspect.ABOVE, "增速"),
    "a share": ("服务业占生产总值的51.7%", "51.7", Aspect.SHARE, "服务业"),
    "a rank": ("总量居全省第5位", "5", Aspect.RANK, ""),
    "how many times": ("快递业务量增长2倍", "2", Aspect.MULTIPLE, "快递业务量"),
}


@pytest.mark.parametrize(("text", "digits", "aspect", "subject"), ASPECTS.values(), ids=ASPECTS)
def test_the_words_before_a_number_say_how_it_is_meant(
    text: str, digits: str, aspect: Aspect, subject: str
) -> None:
    _reading, claim = claim_of(text, digits)
    assert (claim.aspect, claim.subject) == (aspect, subject)


def test_a_new_value_knows_the_old_one() -> None:
    reading, claim = claim_of("研发投入由2022年的8.2亿元增加到9.5亿元，增长15.9%。", "9.5")
    before = reading.before(claim)
    assert before is not None
    assert before.number.digits == "8.2"
    assert [c.number.digits for c in reading.said_of(claim, Aspect.GROWTH)] == ["15.9"]


@pytest.mark.parametrize(
    "text",
    [
        "营业收入42.6亿元，上年同期为39.8亿元，增长7.0%。",
        "营业收入42.6亿元，比上年同期的39.8亿元增加2.8亿元。",
        "2023年营业收入39.8亿元，2024年为42.6亿元，增长7.0%。",
        "营业收入42.6亿元（上年39.8亿元），增长7.0%。",
    ],
)
def test_the_value_of_a_year_ago_is_found_however_it_is_told(text: str) -> None:
    reading, claim = claim_of(text, "42.6")
    before = reading.before(claim)
    assert before is not None
    assert before.number.digits == "39.8"


def test_what_follows_carries_the_subject_over() -> None:
    reading = read("全市规上工业增加值同比增长6.1%，比一季度加快0.9个百分点，居全省第3位。")
    assert [c.subject for c in reading.claims] == ["规上工业增加值"] * 3
    assert [c.owned for c in reading.claims] == [True, False, False]


def test_parts_know_their_total_over_the_end_of_a_sentence() -> None:
    reading = read("实现生产总值812.6亿元。其中，第一产业96.4亿元；第二产业299.5亿元。")
    assert [c.part_of for c in reading.claims] == [None, 0, 0]


def test_another_thing_behind_a_semicolon_is_no_part() -> None:
    reading = read("开展学习32次，其中研讨8次、讲党课4次；开展主题活动9次。")
    assert [c.part_of for c in reading.claims] == [None, 0, 0, None]


def test_in_a_row_the_verb_of_the_first_holds_for_all() -> None:
    reading = read("新增科技型中小企业853家、高新技术企业97家。")
    assert [c.aspect for c in reading.claims] == [Aspect.ADDED, Aspect.ADDED]


def test_a_row_behind_respectively_has_one_meaning() -> None:
    reading = read("起数、死亡人数分别下降14.8%和13.6%。")
    assert [(c.aspect, c.respectively) for c in reading.claims] == [(Aspect.GROWTH, True)] * 2


@pytest.mark.parametrize(
    ("text", "is_goal"),
    [
        ("力争高新技术企业达到800家", True),
        ("到2027年，高新技术企业达到800家", True),
        ("完成年度目标的85%", False),
        ("占年度计划86亿元的75%", False),
        ("实施“共同成长计划”，惠及企业1.2万家", False),
    ],
)
def test_a_goal_is_told_from_what_is_reached(text: str, is_goal: bool) -> None:
    assert read(text).claims[-1].is_goal is is_goal


def test_years_names_and_codes_state_no_amount() -> None:
    reading = read("2024年，“135”体系落地，《2023年要点》印发〔2024〕8号。")
    assert [c for c in reading.claims if c.aspect is not Aspect.NONE] == []


def test_a_number_inside_a_name_does_not_cut_it() -> None:
    _reading, claim = claim_of("每千人口3岁以下婴幼儿托位数已达4.1个", "4.1")
    assert claim.subject == "每千人口3岁以下婴幼儿托位数"


def test_blanks_and_full_width_digits_change_nothing_but_the_span() -> None:
    typed = "工业投资 18.4 亿元，同比增长 ５．２％。"
    reading = read(typed)
    assert [c.aspect for c in reading.claims] == [Aspect.LEVEL, Aspect.GROWTH]
    growth = reading.claims[1]
    assert typed[slice(*reading.span(growth.start, growth.end))] == "５．２％"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("有效发明专利1046件", "有效发明专利"),
        ("现代服务业增加值35亿元", "现代服务业增加值"),
        ("服务业增加值52亿元", "服务业增加值"),
        ("共享单车投放800辆", "共享单车投放"),
        ("以旧换新补贴48.3亿元", "以旧换新补贴"),
    ],
)
def test_a_name_that_begins_like_a_word_of_the_clause_stays_whole(text: str, subject: str) -> None:
    assert read(text).claims[0].subject == subject


def test_money_that_was_fought_for_is_no_goal() -> None:
    assert not read("争取政策性资金824亿元。").claims[0].is_goal
    assert read("争取增加值达到824亿元。").claims[0].is_goal


def test_a_share_that_is_named_again_is_the_one_told_before() -> None:
    reading, claim = claim_of("服务业占生产总值的51.7%，占比提高1.9个百分点", "1.9")
    assert claim.of is not None
    assert reading.claims[claim.of].number.digits == "51.7"
    assert claim.subject == "服务业"
