"""Whose voice it is stands in the imprint, for every engine that says so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bulletin.building.narrator import credit_of
from bulletin.composition import compose
from bulletin.document import plain_text
from bulletin.narration.engines.local.piper import licence_file_of
from bulletin.narration.voices.licences import licence_of, papers_in, papers_of, stated
from bulletin.source.load import load
from bulletin.source.settings.models import Voice
from tests.conftest import SMALL


@pytest.fixture(scope="module")
def small():
    issue = load(SMALL, "2026-11").issue
    assert issue
    return issue


@pytest.fixture
def voices(tmp_path):
    """A Piper voice for Vietnamese, as far as it is looked at before it speaks."""
    model = tmp_path / "vi_VN-xa-medium.onnx"
    model.write_bytes(b"a model")
    about = {"language": {"code": "vi_VN"}, "audio": {"quality": "medium"}, "espeak": {}}
    (tmp_path / "vi_VN-xa-medium.onnx.json").write_text(json.dumps(about))
    licence_file_of(model).write_text("CC BY 4.0\n")
    return tmp_path


def spoken_by(issue, **voice):
    publication = issue.publication.model_copy(update={"voice": Voice(**voice)})
    return replace(issue, publication=publication)


@pytest.mark.parametrize(
    ("voice", "engine", "credit"),
    [
        ({}, None, "vi_VN-xa-medium (Piper), CC BY 4.0"),
        ({"engine": "espeak"}, "piper", "vi_VN-xa-medium (Piper), CC BY 4.0"),
        ({"engine": "espeak"}, None, ""),
        ({"engine": "gtts"}, None, "Google Translate (gTTS)"),
        ({"engine": "azure", "name": "vi-VN-HoaiMyNeural"}, None, "vi-VN-HoaiMyNeural (azure)"),
        ({"engine": "openai", "name": "af"}, None, "af (tts-1) (openai)"),
        ({"engine": "espeak", "credit": "Giọng: Lê Thị Ba"}, None, "Giọng: Lê Thị Ba"),
        ({"engine": "espeak", "credit": "Giọng: Lê Thị Ba"}, "gtts", "Google Translate (gTTS)"),
        ({"engine": "openai", "name": "af"}, "openai", "af (tts-1) (openai)"),
        ({"engine": "nobody"}, None, ""),
        ({"engine": "gtts", "second": {"pitch": 3}}, None, "Google Translate (gTTS)"),
        (
            {"engine": "espeak", "second": {"engine": "piper"}},
            None,
            "vi_VN-xa-medium (Piper), CC BY 4.0",
        ),
        (
            {"engine": "piper", "second": {"engine": "gtts"}},
            None,
            "vi_VN-xa-medium (Piper), CC BY 4.0; Google Translate (gTTS)",
        ),
    ],
)
def test_a_voice_is_credited_as_it_is_set_or_as_its_engine_says(
    small, voices, voice, engine, credit
):
    found = credit_of(spoken_by(small, **voice), engine, voices, {})
    assert found == credit


def test_a_publication_without_a_voice_names_none(small, voices):
    silent = replace(small, publication=small.publication.model_copy(update={"voice": None}))
    assert credit_of(silent, None, voices, {}) == ""


def test_the_imprint_names_the_voice_that_it_is_given_and_else_nobody(small):
    lines = [
        [plain_text(block.children) for block in compose(small, credit).imprint.body]
        for credit in ("Piper, CC BY 4.0", "")
    ]
    assert set(lines[0]) - set(lines[1]) == {"Giọng đọc: Piper, CC BY 4.0"}
    assert set(lines[1]) < set(lines[0])


@pytest.mark.parametrize(
    ("card", "licence"),
    [
        ("* License: CC BY-NC 4.0\n", "CC BY-NC 4.0"),
        ("# Dataset\nlicence : **MIT**\n", "MIT"),
        ("---\nlicense: openrail\n---\n", "openrail"),
        ("license: other\nlicense_name: openrail++\n", "openrail++"),
        ("It is said that the license: depends.", ""),
        ("", ""),
    ],
)
def test_a_card_states_its_licence_in_a_line_of_its_own(card, licence):
    assert stated(card) == licence


@pytest.mark.parametrize(
    ("file", "text", "licence"),
    [
        ("LICENSE", "Apache License\n Version 2.0, January 2004", "Apache-2.0"),
        ("LICENSE.txt", "MIT License\n\nCopyright", "MIT"),
        ("LICENSE", "BigScience Open RAIL-M License", "OpenRAIL-M"),
        ("COPYING", "GNU GENERAL PUBLIC LICENSE\n  Version 3", "GPL-3.0"),
        ("README.md", "A voice.\n\n**License:** CC0\n", "CC0"),
        ("Licence.md", "MIT Licence\n", "MIT"),
        ("giong-xa.MODEL_CARD", "License: CC BY 4.0\n", "CC BY 4.0"),
        ("readme.txt", "See https://creativecommons.org/licenses/by-nc/4.0/", "CC BY-NC 4.0"),
        ("LICENSE", "Attribution-NonCommercial-NoDerivatives 4.0 Int.", "CC BY-NC-ND 4.0"),
        ("README", "Voice under CC-BY-SA-3.0.", "CC BY-SA 3.0"),
        ("LICENSE", "Permission is hereby granted, free of charge, to any person", "MIT"),
        ("LICENSE", "BSD 3-Clause License\n", "BSD"),
        ("LICENSE", "Mozilla Public License Version 2.0\n", "MPL-2.0"),
        ("COPYING", "GNU LESSER GENERAL PUBLIC LICENSE\n Version 3", "LGPL-3.0"),
        (
            "UNLICENSE",
            "This is free and unencumbered software released into the public domain",
            "Unlicense",
        ),
        ("LICENSE", "MIT License".encode("utf-16"), "MIT"),
        ("notes.txt", "MIT License", ""),
    ],
)
def test_a_licence_is_known_by_its_text(file, text, licence, tmp_path):
    (tmp_path / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert licence_of(papers_in(tmp_path)) == licence


def test_papers_of_a_voice_among_others_bear_its_name(tmp_path):
    for name in ("a.onnx", "README.md", "b.MODEL_CARD", "a.LICENSE"):
        (tmp_path / name).touch()
    assert len(papers_of(tmp_path / "a.onnx")) == 3
    (tmp_path / "b.onnx").touch()
    assert [one.name for one in papers_of(tmp_path / "a.onnx")] == ["a.LICENSE"]
