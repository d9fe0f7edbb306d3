"""A whole build with a service that misbehaves, and the sound of it read back."""

from __future__ import annotations

import json

import numpy as np
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.narration.listening import recogniser
from tests.narration import service as s
from tests.narration.test_takes import TEXT, Server


class Misbehaving(Server):
    """Skips words of one sentence once, of another always, and says a third silently once."""

    silent = 1

    def behave(self, handler):
        if "Nga" in self._here.text and self.silent:
            self.silent -= 1
            s.send(200, s.wav(2.0, loud=0))(handler)
        else:
            super().behave(handler)


class Hears:
    """Hears what was written, in another number and without a name."""

    asked: tuple[str, ...] = ()

    def __init__(self, *_):
        self.texts = iter(
            text.replace("15/10", "ngày mười sáu tháng mười") for text in type(self).asked
        )

    def hear(self, samples):
        assert np.abs(samples).max() > 0.05
        return next(self.texts)


def bulletin(*arguments):
    given = ["--lang", "en", *map(str, arguments)]
    return CliRunner().invoke(cli, given, obj=Terminal.of_environment(quiet=True))


def test_a_build_asks_again_reports_and_is_read_back(small, tmp_path, monkeypatch):
    text = TEXT + "\nUBND xã họp ngày 15/10.\n"
    (small / "2026-11" / "01-mua-lu.md").write_text(text, encoding="utf-8")
    (small / "2026-11" / "02-y-te.md").unlink()
    issue = small / "2026-11" / "issue.yaml"
    issue.write_text(issue.read_text("utf-8").partition("  - title: Đời sống")[0], encoding="utf-8")
    server = Misbehaving(Huệ=(0.5, 1.0), Cúc=(0.4,))
    with s.service(server.behave, read=server.read) as log:
        settings = (small / "publication.yaml").read_text(encoding="utf-8")
        options = json.dumps({"url": log.address, "model": "m"})
        voice = f"voice: {{engine: openai, name: v, options: {options}}}"
        (small / "publication.yaml").write_text(
            settings.replace("voice: {engine: espeak}", voice), encoding="utf-8"
        )
        places = ("--in", small, "--out", tmp_path / "dist", "--cache", tmp_path / "cache")
        built = bulletin("build", *places, "--edition", "audiobook")
    assert built.exit_code == 0, built.output + str(built.exception)
    lines = [line for line in built.output.splitlines() if "B530" in line]
    assert len(lines) == 1, built.output
    assert f"01-mua-lu.md:{1 + text[: text.index('Cúc')].count(chr(10))}" in lines[0]
    assert [server.times(name) for name in ("Huệ", "Cúc", "Nga", "Sen")] == [2, 2, 2, 1]

    article = [line for line in text.split("---\n")[2].splitlines() if line]
    monkeypatch.setattr(Hears, "asked", ("Tin ấp", *article))
    monkeypatch.setattr(recogniser, "FasterWhisper", Hears)
    where = ("--in", small, "--out", tmp_path / "dist", "--model", small)
    heard = bulletin("listen", "2026-11", *where, "--article", "01-mua-lu")
    assert heard.exit_code == 0, heard.output + str(heard.exception)
    assert "“15/10”" in heard.output
    assert f"{1 + len(article)} sentences heard" in heard.output
