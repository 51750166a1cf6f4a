"""Every rule against its cases: right and wrong twins, the exact spans, the message."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from drafter.formats.text_read import read_text_document
from drafter.lint.engine import hits_of
from drafter.lint.passages import passages_of
from drafter.lint.rules import BY_NAME, RULES
from drafter.lint.rules.holes import MARKS, Mark, markup_left
from tests.conftest import ROOT

FILES = sorted((ROOT / "tests" / "lint" / "cases").glob("*.yaml"))


def cases() -> list[Any]:
    """Every case of every file, named by its sentence."""
    found: list[Any] = []
    for file in FILES:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        found.extend(
            pytest.param(data["rule"], case, id=f"{data['rule']}: {case['name']}")
            for case in data["cases"]
        )
    return found


def hits(rule_name: str, text: str) -> list[tuple[str, str]]:
    """What a rule finds in a text: the characters of each span, and the message."""
    passages = passages_of(read_text_document(text, markdown=False))
    found = hits_of(BY_NAME[rule_name], passages)
    return [(passage.text[hit.start : hit.end], hit.message) for passage, hit in found]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_a_rule_finds_what_is_wrong_and_nothing_else(rule: str, case: dict[str, Any]) -> None:
    found = hits(rule, case["text"])
    assert [span for span, _message in found] == case["found"]
    if "message" in case:
        assert found[0][1] == case["message"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_manual_page_and_cases(rule: Any) -> None:
    assert rule.manual.splitlines()[0].endswith("。")
    for part in ("反例: ", "正例: ", "依据: "):
        assert part in rule.manual
    if rule.check_data or rule.check_past or rule.check_document or rule.page:
        return  # its cases are report files or Word files: test_data.py, test_engine.py
    file = ROOT / "tests" / "lint" / "cases" / f"{rule.name}.yaml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert any(case["found"] for case in data["cases"])
    assert any(not case["found"] for case in data["cases"])


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_the_page_of_rules_is_that_of_their_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from rules import page  # type: ignore[import-not-found]  # noqa: PLC0415 - a tool, not a package

    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == page(), (
        "run: python tools/rules.py"
    )


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.example)
def test_a_mark_of_markdown_is_found_in_its_example_but_not_in_a_markdown_text(mark: Mark) -> None:
    assert re.search(mark.pattern, mark.example)
    for markdown in (False, True):
        document = read_text_document(mark.example, markdown=markdown)
        passages = passages_of(document, markdown=markdown)
        assert any(list(markup_left(passage)) for passage in passages) is not markdown
