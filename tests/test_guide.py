"""README.vi.md, the editors' guide: its commands exist, and its pictures are there and small."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ET

import click
import pytest
from PIL import Image

from bulletin.cli import cli
from bulletin.preview.told import words
from tests.conftest import CHECKOUT

GUIDE = (CHECKOUT / "README.vi.md").read_text("utf-8")
SCRIPT = (CHECKOUT / "tests" / "guide" / "__main__.py").read_text("utf-8")
COMMANDS = re.findall(r"^bulletin .*$", GUIDE, re.MULTILINE)
COMMANDS += re.findall(r"`(bulletin [^`]+)`", GUIDE)
PICTURES = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", GUIDE)


@pytest.mark.parametrize("line", sorted(set(COMMANDS)))
def test_each_command_of_the_guide_can_be_typed(line):
    _, *rest = shlex.split(line)
    context = click.Context(cli, info_name="bulletin")
    command: click.Command = cli
    while rest and isinstance(command, click.Group) and not rest[0].startswith("-"):
        name = rest.pop(0)
        command = command.get_command(context, name)
        assert command is not None, name
    options = {one for param in command.get_params(context) for one in param.opts}
    assert {one for one in rest if one.startswith("--")} <= options


def test_each_step_has_a_picture_of_its_command():
    steps = GUIDE.split("\n## ")[1:]
    assert len(steps) == 10
    pictured = [step for step in steps if "](.github/guide/" in step]
    assert len(pictured) == 9, "only writing is shown as text"


def test_each_picture_is_there_small_and_made_by_the_script():
    folder = CHECKOUT / ".github" / "guide"
    named = {path for _, path in PICTURES}
    assert named == {f".github/guide/{file.name}" for file in folder.iterdir()}
    for words_for_the_blind, path in PICTURES:
        file = CHECKOUT / path
        assert len(words_for_the_blind) > 10
        assert file.stat().st_size < 60_000
        assert f'"{file.stem}"' in SCRIPT
        if file.suffix == ".svg":
            text = ET.tostring(ET.parse(file).getroot(), "unicode")  # noqa: S314, our own
            assert "url(http" not in text
            assert "$" in text
        else:
            with Image.open(file) as image:
                assert image.width >= 300


def test_buttons_are_called_as_the_preview_calls_them():
    said = words("vi")
    for key in ("pdf", "sound", "proof", "say_it_so"):
        assert f"**{said[key]}**" in GUIDE


def test_what_the_pictures_show_is_said_in_vietnamese():
    said = {"lỗi B202", "Cần điền", "địa chỉ", "bulletin explain"}
    shown = ""
    for file in (CHECKOUT / ".github" / "guide").glob("*.svg"):
        text = "".join(ET.parse(file).getroot().itertext())  # noqa: S314, our own
        shown += text.replace("\xa0", " ") + "\n"
    assert [one for one in said if one not in shown] == []
    english = (
        " error B",
        " warning B",
        "findings:",
        "address:",
        "unchanged",
        " says more",
        "wrote",
    )
    assert [one for one in english if one in shown] == []
