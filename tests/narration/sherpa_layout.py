"""A Piper voice in the layout of sherpa-onnx: the model with its metadata inside, and tokens."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path


def as_sherpa_has_it(folder: Path, model: Path) -> None:
    """Write what sherpa-onnx's own conversion of a Piper voice gives."""
    folder.mkdir(parents=True)
    described = model.with_name(model.name + ".json")
    config = json.loads(described.read_text(encoding="utf-8"))
    told = {
        "model_type": "vits",
        "comment": "piper",
        "language": "English",
        "voice": config["espeak"]["voice"],
        "has_espeak": 1,
        "n_speakers": config["num_speakers"],
        "sample_rate": config["audio"]["sample_rate"],
    }
    (folder / model.name).write_bytes(model.read_bytes() + metadata(told))
    shutil.copyfile(described, folder / described.name)
    tokens = "".join(f"{sign} {ids[0]}\n" for sign, ids in config["phoneme_id_map"].items())
    (folder / "tokens.txt").write_text(tokens, encoding="utf-8")


def metadata(told: Mapping[str, object]) -> bytes:
    """Pairs as further `metadata_props` (field 14) at the end of a serialised ONNX model."""
    return b"".join(
        _field(14, _field(1, key.encode()) + _field(2, str(value).encode()))
        for key, value in told.items()
    )


def _field(number: int, data: bytes) -> bytes:
    """A length-delimited field of a protocol buffer; `data` is below 16 KiB."""
    size = len(data)
    length = bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])
    return bytes([number << 3 | 2]) + length + data
