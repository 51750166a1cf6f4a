"""`.drafter.yaml`: what an office has settled, whoever asks."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from drafter.data.settings import FACES, settings_for
from drafter.errors import ReadingError
from drafter.layout import Faces
from tests.conftest import messages_of, save

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_nothing_is_settled(tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "报告.yaml")
    assert (settings.reference, dict(settings.faces), settings.source) == (None, {}, None)


def test_the_page_of_an_office_is_found_from_a_folder_below(tmp_path: Path) -> None:
    save(tmp_path, "版式: 样式/局样式.docx\n字体: {标题: 华文中宋, 正文: 仿宋}\n", ".drafter.yaml")
    below = tmp_path / "二〇二四年"
    below.mkdir()
    settings = settings_for(below / "报告.yaml")
    assert settings.reference == tmp_path.resolve() / "样式" / "局样式.docx"
    assert settings.faces == {"title": "华文中宋", "body": "仿宋"}


def test_every_key_of_faces_names_a_face_of_the_layout() -> None:
    assert sorted(FACES.values()) == sorted(field.name for field in fields(Faces))


def test_what_is_wrong_with_it_is_said_at_once(tmp_path: Path) -> None:
    save(
        tmp_path,
        "版式: [甲]\n字体:\n  封面: 黑体\n  正文: '仿宋\"<'\n  标题: [华文中宋]\n",
        ".drafter.yaml",
    )
    with pytest.raises(ReadingError) as caught:
        settings_for(tmp_path / "报告.yaml")
    assert sorted(messages_of(caught)) == [
        "1:1 “版式”写一个 .docx 文件的名称",
        "3:3 不认识的键“封面”；可写：标题、正文、一级标题、二级标题、页码、西文",
        '4:7 “仿宋"<”不像字体的名称',
        "5:3 “标题”的值应是文字",
    ]
