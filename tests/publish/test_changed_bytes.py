"""One changed byte anywhere in a signed hosted copy is named with the file that it is in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bulletin.provenance.keys import generate
from bulletin.publish.verifying import Wanted, verify
from bulletin.site.archive import write_archive
from bulletin.theming.theme import Theme
from tests.publish.shop import PUBLICATION, built, signed

KEY = generate()
ID = "2026-11"
_ENDINGS = (
    "html css js mjs json webmanifest xml svg png jpg jpeg webp avif gif ico woff2 ttf pdf epub m4b"
    " m4a mp3 opus mp4 vtt srt txt csv ics opds smil zip wasm md"
)
ENDINGS = _ENDINGS.split()
SIGNED = PUBLICATION.model_validate(PUBLICATION.model_dump() | {"signing": {"key": KEY.public}})


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A signed hosted copy with a file of each kind."""
    out = tmp_path_factory.mktemp("changed") / "site"
    kinds = {f"files/a.{ending}": f"a file {ending} " * 9 for ending in ENDINGS}
    signed(built(out, ID, {"index.html": "<p>page</p>", **kinds}) / ID, KEY)
    write_archive(Theme(SIGNED, out), out)
    assert verify(str(out), Wanted(now=0.0)).faults == ()
    return out


def kinds_of(out: Path) -> dict[str, Path]:
    """A file of each kind, those of the archive around the issue by themselves."""
    found = (
        f
        for f in sorted(out.rglob("*"))
        if f.is_file() and f.name not in {".lock", ".bulletin.json"}
    )
    return {f"{f.relative_to(out).parts[0] == ID} {f.suffix or f.name}": f for f in found}  # fmt: skip


def test_a_changed_byte_is_named_with_its_file_and_nothing_else_is(copy):
    chance = random.Random(16)  # noqa: S311, no secret
    kinds = kinds_of(copy)
    assert len(kinds) > len(ENDINGS) + 5
    for file in kinds.values():
        data = file.read_bytes()
        at = chance.randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        file.write_bytes(changed)
        named = {fault.place for fault in verify(str(copy), Wanted(now=0.0)).faults}
        file.write_bytes(data)
        # A manifest shows in its signature, and a key in whatever it is to judge.
        shown = {str(file), str(copy / ID / "manifest.sig")}
        assert str(file) in named or (file.name == "manifest.json" and named), (file, at)
        if file.parent != copy and file.name != "manifest.json":
            assert named <= shown, (file, at)


def test_nothing_of_a_copy_can_be_taken_away_or_put_into_an_issue_unnoticed(copy):
    for file in kinds_of(copy).values():
        data = file.read_bytes()
        file.unlink()
        named = {fault.place for fault in verify(str(copy), Wanted(now=0.0)).faults}
        file.write_bytes(data)
        assert str(file) in named or file.name == "manifest.json", file
    for name in ("b.html", "files/.hidden", "files/deeper/x", "MANIFEST.JSON"):
        extra = copy / ID / name
        extra.parent.mkdir(exist_ok=True)
        extra.write_text("x", encoding="utf-8")
        assert str(extra) in {f.place for f in verify(str(copy), Wanted(now=0.0)).faults}
        extra.unlink()
