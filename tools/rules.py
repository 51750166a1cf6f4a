"""Write docs/rules.md from the rules' own pages and from what they found in published reports.

python tools/rules.py
"""

from __future__ import annotations

import csv
import inspect
from collections import Counter
from pathlib import Path

from drafter.lint.rules import RULES

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"
JUDGED = ROOT / "tests" / "lint" / "judged" / "published.tsv"
"""Every finding in published reports, judged by reading the sentence: right, wrong, or a matter of
taste."""
VERDICTS = ("right", "wrong", "taste")
FAMILIES = {
    "M": "占位和空缺",
    "F": "数字",
    "T": "时间",
    "S": "结构",
    "D": "报告文件的数据",
    "H": "与上期对照",
    "W": "用词和标点",
}
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


def page() -> str:
    """The whole page."""
    parts = [
        "# 检查规则\n\n由 `python tools/rules.py` 按规则自己的说明生成。单看一条：`drafter rules "
        "编号`。\n"
    ]
    for letter, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        for rule in RULES:
            if rule.code.startswith(letter):
                text, _blank, fields = inspect.cleandoc(rule.manual).partition("\n\n")
                lines = "\n".join(f"- {line}" for line in fields.splitlines())
                parts.append(
                    f"### {rule.code} "
                    f"{rule.name}（{SEVERITIES[rule.severity]}）\n\n{text}\n\n{lines}\n"
                )
    parts.append(evidence())
    return "\n".join(parts)


def evidence() -> str:
    """The table of what each rule found in published reports, and how it was judged.

    Our choice: a rule is an error where at least 95 % of its findings are right, a warning where
    70 % are; what is less sure is info, or the rule makes its single finding so.
    """
    with JUDGED.open(encoding="utf-8", newline="") as file:
        counted = Counter(
            (row["rule"], row["verdict"]) for row in csv.DictReader(file, delimiter="\t")
        )
    rows = []
    for rule in RULES:
        right, wrong, taste = (counted[rule.name, verdict] for verdict in VERDICTS)
        cells = (rule.code, rule.name, SEVERITIES[rule.severity])
        rows.append(
            f"| {' | '.join(cells)} | {right + wrong + taste} | {right} | {wrong} | {taste} |"
        )
    return (
        "## 在公开报告上的对错\n\n"
        "65篇公开的报告（57.6万汉字）里每条规则的发现，逐条读原句判定。"
        "级别按对的比例定：错误不低于95%，警告不低于70%，其余为提示；"
        "拿不准的一处（如四位相同的整数、全文一致的写法）由规则自己降为提示。"
        "没有发现的规则，由 `python tools/accuracy.py --planted` 种错来量。"
        "判定逐条记在 `tests/lint/judged/published.tsv`。\n\n"
        "| 编号 | 规则 | 级别 | 发现 | 对 | 错 | 见仁见智 |\n"
        "| --- | --- | --- | ---: | ---: | ---: | ---: |\n" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
