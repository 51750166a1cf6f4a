"""`.drafter.yaml`: what an office has settled, whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import fields

from drafter.data.settings import FACES, office_folder, settings_for
from drafter.drafting.library import library_for
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


@pytest.mark.parametrize(
    "text", ["", "\n", "# 以后再写\n", "---\n", "规则:\n用词:\n不算占位:\n字体:\n"]
)
def test_a_file_that_says_nothing_settles_nothing_but_the_folder(tmp_path: Path, text: str) -> None:
    save(tmp_path, text, ".drafter.yaml")
    settings = settings_for(tmp_path / "二〇二四年" / "报告.yaml")
    assert (dict(settings.rules), dict(settings.words), settings.look_alikes) == ({}, {}, ())
    assert office_folder(tmp_path / "二〇二四年" / "报告.yaml") == tmp_path.resolve()


def test_the_folder_of_templates_is_told_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "局模板").mkdir()
    save(tmp_path, "模板文件夹: 局模板\n", ".drafter.yaml")
    settings = settings_for(tmp_path / "二〇二四年" / "报告.yaml")
    assert settings.templates == tmp_path.resolve() / "局模板"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("模板文件夹: 没有\n", "1:8 没有文件夹“没有”；“模板文件夹”从 {here} 算起"),
        ("模板文件夹: [甲]\n", "1:1 “模板文件夹”写一个文件夹的路径，从这个文件所在的文件夹算起"),
    ],
    ids=["not there", "a list"],
)
def test_a_folder_of_templates_that_is_none_is_said(
    text: str, message: str, tmp_path: Path
) -> None:
    save(tmp_path, text, ".drafter.yaml")
    with pytest.raises(ReadingError) as caught:
        library_for(tmp_path / "报告.yaml")
    assert messages_of(caught) == [message.format(here=tmp_path.resolve().as_posix())]
