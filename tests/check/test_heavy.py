"""Pictures of many megabytes are told of, and those that any edition bears are not."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from bulletin.check.registry import check
from bulletin.source.load import load
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
