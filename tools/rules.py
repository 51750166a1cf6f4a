"""Write docs/rules.md from the rules' own pages.

python tools/rules.py
"""

from __future__ import annotations

import inspect
from pathlib import Path

from drafter.lint.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
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
        "# 检查规则\n\n由 `python tools/rules.py` 按规则自己的说明生成。单看一条：`drafter rules 编号`。\n"
    ]
    for letter, title in FAMILIES.items():
        parts.append(f"## {title}\n")
        for rule in RULES:
            if rule.code.startswith(letter):
                text, _blank, fields = inspect.cleandoc(rule.manual).partition("\n\n")
                lines = "\n".join(f"- {line}" for line in fields.splitlines())
                parts.append(
                    f"### {rule.code} {rule.name}（{SEVERITIES[rule.severity]}）\n\n{text}\n\n{lines}\n"
                )
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
