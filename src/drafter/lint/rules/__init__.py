"""RULES: every rule.

A code is a family letter and two digits; neither a code nor a name is ever reused.
"""

from __future__ import annotations

from drafter.lint.findings import DeferredCheck, Rule
from drafter.lint.rules import (
    bases,
    breaks,
    calendar_days,
    characters,
    consistency,
    damage,
    directions,
    doubled,
    goals,
    growth,
    hedges,
    holes,
    names,
    pages,
    periods,
    phrases,
    plans,
    points,
    promised,
    punctuation,
    ranges,
    ranks,
    repeats,
    shares,
    structure,
    structures,
    sums,
    times,
    units,
    unsettled,
    vocabulary,
)
from drafter.patterns import Needs
from drafter.prose.leftovers import RESIDUE_FORMS, TODO_FORMS

_UNREADABLE = """报告文件读不下去，或者键和值不合规定；总会报告。

反例: 期间: 明年
正例: 期间: 2024年上半年
依据: 本工具的约定：见 drafter schema。
"""
_UNUSED_ALLOW = """放行的说明没有用处，或者没有写理由。

反例: # drafter: allow growth-mismatch
正例: # drafter: allow growth-mismatch 官方可比价格口径
依据: 本工具的约定：放行要有理由，用不上了就删去。
"""

_MISSING_PREVIOUS = """“上期报告”写的文件没有找到，或者读不下去，两期之间没有核对。

反例: 上期报告: 2021.yaml（没有这个文件）
正例: 上期报告: city-annual-2021.yaml
依据: 本工具的约定：写了上期报告，就要能核对。
"""


RULES: tuple[Rule, ...] = (
    Rule("M01", "mask", "error", holes.mask),
    Rule("M02", "todo-mark", "error", holes.todo_mark, needs=TODO_FORMS.needs),
    Rule("M03", "empty-bracket", "error", holes.empty_bracket, needs=Needs(holes.PAIR.needs)),
    Rule("M04", "template-residue", "error", holes.template_residue, needs=RESIDUE_FORMS.needs),
    Rule("M05", "vanished-number", "error", holes.vanished_number),
    Rule("M06", "filler-value", "warning", check_all=holes.filler_value, needs=holes.FILLER.needs),
    Rule("M07", "page-residue", "warning", check_all=pages.page_residue),
    Rule("F01", "growth-sign", "error", check_all=directions.growth_sign, needs=directions.SIGNS),
    Rule(
        "F02",
        "direction-word",
        "error",
        directions.direction_word,
        directions.theme_direction,
        of_sentences=True,
    ),
    Rule("F03", "pp-vs-percent", "error", points.pp_vs_percent, of_sentences=True),
    Rule("F04", "growth-mismatch", "error", growth.growth_mismatch, of_sentences=True),
    Rule("F05", "times-decrease", "warning", directions.times_decrease, needs=Needs(("倍",))),
    Rule("F06", "approx-conflict", "warning", hedges.approx_conflict, of_sentences=True),
    Rule("F07", "share-over-100", "error", shares.share_over_100),
    Rule("F08", "rank-range", "error", ranks.rank_range, needs=Needs(("第",)), of_sentences=True),
    Rule("F09", "sum-mismatch", "error", check_all=sums.sum_mismatch),
    Rule("F10", "inconsistent-figure", "error", check_all=consistency.inconsistent_figure),
    Rule("F11", "unit-magnitude", "error", check_all=units.unit_magnitude),
    Rule("F12", "completion-mismatch", "error", check_all=shares.completion_mismatch),
    Rule(
        code="F13",
        name="target-below-actual",
        severity="error",
        check=None,
        check_all=goals.target_below_actual,
        check_data=DeferredCheck("data:target_below_actual"),
    ),
    Rule("F14", "structure-total", "error", structures.structure_total, of_sentences=True),
    Rule("F15", "missing-verb", "warning", directions.missing_verb, of_sentences=True),
    Rule("F16", "missing-unit", "error", units.missing_unit),
    Rule(
        "F17",
        "two-bases",
        "error",
        bases.two_bases,
        needs=bases.NEEDS,
        of_sentences=True,
    ),
    Rule("T01", "date-order", "error", times.date_order, calendar_days.against_the_calendar),
    Rule(
        "T02", "jiezhi", "warning", times.jiezhi, needs=Needs(("截止", "截至")), of_sentences=True
    ),
    Rule("T03", "stale-year", "error", check_all=periods.stale_year),
    Rule("T04", "plan-years", "error", check_all=plans.plan_years, needs=plans.NEEDS),
    Rule(
        "S01", "numbering-duplicate", "error", check_all=structure.numbering_duplicate, mends=True
    ),
    Rule("S02", "numbering-gap", "error", check_all=structure.numbering_gap, mends=True),
    Rule("S03", "empty-section", "error", check_all=structure.empty_section),
    Rule("S04", "lone-subheading", "warning", check_all=structure.lone_subheading),
    Rule(
        "S05",
        "heading-punctuation",
        "info",
        check_all=structure.heading_punctuation,
        mends=True,
        every=structure.every_heading_mark,
    ),
    Rule(
        code="S06",
        name="missing-chapter",
        severity="error",
        check=None,
        check_all=promised.missing_chapter,
        check_data=DeferredCheck("promised:undeclared_chapters"),
    ),
    Rule("S07", "open-comment", "warning", check_document=unsettled.open_comment),
    Rule("S08", "open-revision", "warning", check_document=unsettled.open_revision),
    Rule("S09", "nested-table", "info", check_document=unsettled.nested_table),
    Rule("S10", "markup-left", "error", holes.markup_left, needs=Needs(holes.MARKUP.needs)),
    Rule(
        "S11",
        "hand-numbering",
        "error",
        check_data=DeferredCheck("numbering:hand_numbering"),
        mends=True,
    ),
    Rule(
        "W01",
        "half-width-punctuation",
        "info",
        check_all=punctuation.half_width_punctuation,
        mends=True,
        every=punctuation.every_half_width,
    ),
    Rule(
        "W02",
        "doubled-punctuation",
        "warning",
        punctuation.doubled_punctuation,
        mends=True,
        needs=Needs(punctuation.DOUBLED.needs),
    ),
    Rule("W03", "unpaired", "warning", check_all=punctuation.unpaired),
    Rule(
        "W04",
        "full-width-digit",
        "warning",
        check_all=punctuation.wide_digits,
        needs=Needs(punctuation.WIDE_DIGITS.needs),
        every=punctuation.every_wide_digit,
        mends=True,
    ),
    Rule("W05", "range-unit", "warning", ranges.range_unit, needs=Needs(ranges.RANGES)),
    Rule(
        "W06",
        "range-mark",
        "info",
        ranges.range_mark,
        mends=True,
        needs=Needs(ranges.RANGE_MARKS),
    ),
    Rule(
        "W07",
        "comma-before-etc",
        "warning",
        punctuation.comma_before_etc,
        mends=True,
        needs=Needs(punctuation.ETC.needs),
    ),
    Rule("W08", "encoding-damage", "error", check_all=damage.encoding_damage),
    Rule("D01", "unreadable", "error", page=_UNREADABLE),
    Rule("D02", "given-growth", "error", check_data=DeferredCheck("data:given_growth")),
    Rule("D03", "sum-of-parts", "error", check_data=DeferredCheck("data:sum_of_parts")),
    Rule("D04", "unstated-figure", "warning", check_data=DeferredCheck("data:unstated_figure")),
    Rule("D06", "unused-allow", "warning", page=_UNUSED_ALLOW),
    Rule("D07", "typed-number", "warning", check_data=DeferredCheck("data:typed_number")),
    Rule("D08", "missing-previous", "warning", page=_MISSING_PREVIOUS),
    Rule("D09", "unnamed-period", "warning", check_data=DeferredCheck("dated:unnamed_period")),
    Rule("D10", "form-words", "warning", check_data=DeferredCheck("form:form_words")),
    Rule("D11", "out-of-range", "error", check_data=DeferredCheck("data:out_of_range")),
    Rule("D12", "list-total", "error", check_data=DeferredCheck("records:list_total")),
    Rule("D13", "list-figure", "warning", check_data=DeferredCheck("records:list_figure")),
    Rule("D14", "doubled-row", "warning", check_data=DeferredCheck("records:doubled_row")),
    Rule("D15", "group-rank", "error", check_data=DeferredCheck("groups:group_rank")),
    Rule("D16", "share-of-zero", "error", check_data=DeferredCheck("data:share_of_zero")),
    Rule("D18", "lent-differs", "warning", check_data=DeferredCheck("lent:lent_differs")),
    Rule("D19", "far-from-value", "warning", check_data=DeferredCheck("otherwise:far_from_value")),
    Rule("H01", "carried-over", "warning", check_past=DeferredCheck("history:carried_over")),
    Rule(
        "H02",
        "unanswered-promise",
        "warning",
        check_data=DeferredCheck("data:unanswered_promise"),
    ),
    Rule(
        "H03",
        "previous-mismatch",
        "error",
        check_past=DeferredCheck("history:previous_mismatch"),
    ),
    Rule("H04", "target-changed", "warning", check_past=DeferredCheck("history:target_changed")),
    Rule(
        "H05",
        "unchanged-figure",
        "warning",
        check_past=DeferredCheck("history:unchanged_figure"),
    ),
    Rule(
        "H06",
        "unchanged-paragraph",
        "warning",
        check_past=DeferredCheck("history:unchanged_paragraph"),
    ),
    Rule("H07", "tenfold-change", "warning", check_past=DeferredCheck("history:tenfold_change")),
    Rule("H08", "unit-changed", "warning", check_past=DeferredCheck("history:unit_changed")),
    Rule("H09", "vanished-figure", "warning", check_past=DeferredCheck("history:vanished_figure")),
    Rule("H10", "vanished-row", "warning", check_past=DeferredCheck("records:vanished_row")),
    Rule("H11", "cumulative-fell", "warning", check_past=DeferredCheck("records:cumulative_fell")),
    Rule(
        "H12", "unchanged-column", "warning", check_past=DeferredCheck("records:unchanged_column")
    ),
    Rule(
        "W09", "confused-word", "warning", vocabulary.confused_word, needs=Needs(vocabulary.WORDS)
    ),
    Rule("W10", "number-typing", "error", characters.number_typing, mends=True),
    Rule("W11", "doubled-word", "warning", check_all=doubled.doubled_word),
    Rule(
        "W12",
        "quote-comma",
        "info",
        check_all=characters.quote_comma,
        mends=True,
        needs=Needs(characters.BOOK_COMMA.needs),
        every=characters.every_quote_comma,
    ),
    Rule(
        "W13",
        "blank-in-text",
        "info",
        check_all=characters.blank_in_text,
        mends=True,
        every=characters.every_blank,
    ),
    Rule("W14", "repeated-sentence", "warning", check_all=repeats.repeated_sentence),
    Rule("W15", "own-name", "warning", check_all=names.own_name),
    Rule("W16", "broken-paragraph", "warning", check_all=breaks.broken_paragraph),
    Rule("W17", "set-phrase", "warning", check_all=phrases.set_phrase, needs=phrases.NEEDS),
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES} | {rule.code: rule for rule in RULES}
