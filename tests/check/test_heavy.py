"""Pictures and films of many megabytes are told of, and those that readers load are not."""

from __future__ import annotations

import shutil
import struct

import pytest
from PIL import Image

from bulletin.check.registry import check
from bulletin.source.load import load
from tests.conftest import SAMPLE
from tests.findings.cases import BASE


@pytest.mark.parametrize(("megabytes", "found"), [(2, []), (13, ["B427"])])
def test_a_heavy_picture_is_told_of(tmp_path, megabytes, found):
    root = tmp_path / "issues"
    shutil.copytree(BASE, root)
    file = root / "2026-11" / "anh.jpg"
    Image.new("RGB", (1600, 1200), "green").save(file)
    with file.open("ab") as stream:  # what follows the picture is no part of it
        stream.write(b"\0" * megabytes * 1_000_000)
    text = "---\ntitle: Tin\nsummary: Tin vắn.\n---\n\n:::{figure} anh.jpg\n:alt: Đồng lúa\n:::\n"
    (root / "2026-11" / "01-bai-mot.md").write_text(text, encoding="utf-8")
    numbers = [finding.code.number for finding in check(load(root, "2026-11").issue)]
    assert [number for number in numbers if number == "B427"] == found


@pytest.mark.parametrize(("megabytes", "found"), [(9, []), (60, ["B427"])])
def test_a_film_is_heavy_for_the_time_that_it_goes_on(tmp_path, megabytes, found):
    root = tmp_path / "issues"
    shutil.copytree(BASE, root)
    file = root / "2026-11" / "phim.mp4"
    shutil.copy(SAMPLE / "2026-11" / "media" / "ba-muc-bao-dong.mp4", file)
    with file.open("ab") as stream:
        stream.write(struct.pack(">I4s", megabytes * 1_000_000 + 8, b"free"))
        stream.truncate(stream.tell() + megabytes * 1_000_000)
    Image.new("RGB", (640, 360), "green").save(root / "2026-11" / "a.jpg")
    text = ":::{video} phim.mp4\n:title: Phim\n:poster: a.jpg\n:alt: Nước lên\n:::\n"
    (root / "2026-11" / "01-bai-mot.md").write_text(f"# Tin\n\n{text}", encoding="utf-8")
    told = [one for one in check(load(root, "2026-11").issue) if one.code.number == "B427"]
    assert [one.code.number for one in told] == found
