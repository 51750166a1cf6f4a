"""The published reports that this project learned from: their masks, and the slips that reached the public.

The reports themselves are not part of the project. Where a checkout has them beside it, they are linted whole;
their masks, with a few characters around each, are checked everywhere.
"""

from __future__ import annotations

import pytest

from drafter.lint.engine import lint_file
from drafter.prose.masks import find_masks
from tests.conftest import ROOT

FRAGMENTS = (ROOT / "tests" / "lint" / "masks-of-sources.txt").read_text(encoding="utf-8")
SOURCES = ROOT.parent / "shared" / "sources"
MARKS = ("half-width-punctuation", "range-mark", "mask")
SLIPS = {
    "000": [
        (1, "encoding-damage", "號(hào)"),
        (1, "page-residue", "• 索 引 號(hào):366/2020-1766811"),
        (15, "number-typing", "2016"),
        (25, "numbering-duplicate", "5."),
        (39, "encoding-damage", "!笆\ue1a2奈濉逼陂g"),
        (47, "encoding-damage", "!笆\ue1a2奈濉逼陂g"),
    ],
    "001": [
        (4, "heading-punctuation", "。"),
        (5, "growth-sign", "-xx.x%"),
        (5, "unit-magnitude", "xxxxx.xx万千瓦"),
        (7, "number-typing", "x. x"),
        (13, "blank-in-text", " "),
        (13, "number-typing", "x. x"),
        (13, "quote-comma", "、"),
        (18, "broken-paragraph", ","),
        (28, "numbering-duplicate", "(一)"),
    ],
    "002": [
        (1, "page-residue", "蚂蚁范文网 首页"),
        (7, "repeated-sentence", "区科技局2022年重点工作及下步高新技术发展工作谋划"),
        (19, "blank-in-text", " "),
        (33, "jiezhi", "截止"),
        (49, "confused-word", "看展培训"),
        (88, "repeated-sentence", "区科技局2022年重点工作及下步高新技术发展工作谋划"),
    ],
    "003": [
        (2, "encoding-damage", "創(chuàng)"),
        (4, "encoding-damage", "??"),
        (5, "unpaired", ")"),
        (10, "unpaired", ")"),
        (22, "page-residue", "關(guān)于我們"),
    ],
    "004": [
        (3, "page-residue", "编稿时间: 2023-03-20 15:19 来源: 市科技局浏览量:1"),
        (11, "pp-vs-percent", "0.66%"),
        (33, "target-below-actual", "1200家"),
        (35, "unpaired", "【"),
        (35, "unpaired", "】"),
    ],
}
"""The line, rule and span of every finding that is neither a mask nor a half-width mark."""
MASKS = {"000": 0, "001": 122, "002": 149, "003": 0, "004": 0}


def fragments() -> list[str]:
    """Every mask of the drafts in its surroundings."""
    return [line for line in FRAGMENTS.splitlines() if "⟦" in line and not line.startswith("#")]


def test_every_mask_of_the_drafts_is_found_to_the_character() -> None:
    wrong = []
    for fragment in fragments():
        before, _mark, rest = fragment.partition("⟦")
        mask, _mark, behind = rest.partition("⟧")
        found = list(find_masks(before + mask + behind))
        if found != [(len(before), len(before) + len(mask))]:
            wrong.append(fragment)
    assert wrong == []
    assert len(fragments()) == MASKS["001"] + MASKS["002"]


if SOURCES.is_dir():

    @pytest.mark.parametrize("number", SLIPS)
    def test_a_published_report_has_these_findings_and_no_other(number: str) -> None:
        findings = lint_file(next(SOURCES.glob(f"{number}_*.txt")))
        assert sum(finding.name == "mask" for finding in findings) == MASKS[number]
        found = [(f.place.line, f.name, f.text) for f in findings if f.name not in MARKS]
        assert sorted(found) == sorted(SLIPS[number])
