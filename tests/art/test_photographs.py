"""A photograph that the judge takes is one that every edition can use, however odd its bytes."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from bulletin.art import photographs, pictures
from bulletin.diagnostics import BulletinError

FORMATS = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}


def sample(form):
    ramp = Image.linear_gradient("L").resize((60, 40))
    image = Image.merge("RGB", (ramp, ramp.rotate(180), ramp))
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(stream, form, **({} if form == "GIF" else {"exif": exif}))
    return stream.getvalue()


def damaged(data, seed):
    """The same bytes, some of them changed, left out or doubled."""
    chance = random.Random(seed)  # noqa: S311, the same each time
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made))
        match chance.randrange(4):
            case 0:
                made[place] = chance.randrange(256)
            case 1:
                made[place] ^= 1 << chance.randrange(8)
            case 2:
                del made[place : place + chance.randint(1, 30)]
            case _:
                made[place:place] = made[place : place + chance.randint(1, 30)]
    return bytes(made)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_the_judge_takes_every_edition_can_use(suffix, tmp_path):
    file: Path = tmp_path / f"a{suffix}"
    whole = sample(FORMATS[suffix])
    taken = 0
    for seed in range(120):
        file.write_bytes(damaged(whole, seed))
        if photographs.fault_of(file):
            continue
        taken += 1
        width, height = pictures.size_of(file)
        for wanted in (None, "jpeg", "webp", "png"):
            made = pictures.derive(file, 30, wanted)
            assert made.width <= 30
            assert abs(made.width / made.height - width / height) < 0.2
    assert taken


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_an_edition_would_refuse_the_judge_refuses(suffix, tmp_path):
    file: Path = tmp_path / f"a{suffix}"
    whole = sample(FORMATS[suffix])
    for seed in range(120, 200):
        file.write_bytes(damaged(whole, seed))
        try:
            pictures.derive(file, 30, "jpeg")
        except BulletinError:
            assert photographs.fault_of(file)
