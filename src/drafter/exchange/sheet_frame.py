"""What every sheet of a form has around its rows: title, head, foot, the page that it prints on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.formats.xlsx import write_text
from drafter.formats.xlsx_form import HEAD, Look, Wardrobe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.data.model import Report

HEAD_ROW = 4
"""The row of the heads of the columns: title, office and how to fill it in stand above."""
_A4 = 9
"""The paper's number in a workbook."""
_BLANK = "　" * 8


class SheetFrame:
    """A sheet of a form without its rows. `widths` are those of its columns, in characters."""

    def __init__(self, sheet: Any, looks: Wardrobe, widths: Mapping[str, float]) -> None:
        self.sheet = sheet
        self.looks = looks
        self.widths = widths
        self.last = list(widths)[-1]

    def head(self, report: Report, office: str, what: str, how: str) -> None:
        """The title, whose it is, and how to fill it in."""
        period = report.period.label
        title = f"{report.bureau.name}{period}{what}填报表"
        told = f"填报股室：{office}　　报告期间：{period}"
        for at, (text, size, height) in enumerate(
            ((title, 18, 34), (told, 11, 20), (how, 10, 30)), 1
        ):
            write_text(self.sheet[f"A{at}"], text)
            look = Look(size=size, bold=at == 1, grid=False, across="center" if at == 1 else "left")
            self.looks.dress(self.sheet[f"A{at}"], look)
            self.sheet.merge_cells(f"A{at}:{self.last}{at}")
            self.sheet.row_dimensions[at].height = height

    def heads(self, texts: Sequence[str], height: float = 24) -> None:
        """The heads of the columns."""
        for column, text in zip(self.widths, texts, strict=True):
            cell = self.sheet[f"{column}{HEAD_ROW}"]
            write_text(cell, text)
            self.looks.dress(cell, Look(fill=HEAD, bold=True, across="center"))
        self.sheet.row_dimensions[HEAD_ROW].height = height

    def close(self, rows: int, *, frozen: str) -> None:
        """The foot below so many rows, and the page.

        Landscape A4, as wide as the page, the head on each; on the screen head and the columns
        before `frozen` stay in view.
        """
        foot = HEAD_ROW + rows + 1
        cell = self.sheet[f"A{foot}"]
        write_text(cell, _BLANK.join(("填表人：", "审核人：", "联系电话：", "填报日期：")))
        self.looks.dress(cell, Look(grid=False))
        self.sheet.merge_cells(f"A{foot}:{self.last}{foot}")
        self.sheet.row_dimensions[foot].height = 30
        sheet = self.sheet
        for column, width in self.widths.items():
            sheet.column_dimensions[column].width = width
        sheet.freeze_panes = f"{frozen}{HEAD_ROW + 1}"
        sheet.print_area = f"A1:{self.last}{foot}"
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.7
        sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False
