"""Drawings that were looked at: what the judge said of a file, which is kept.

In: a file. Out: a `Judgement`, or the `Drawing`. The judge is imported when there is a drawing that
was not judged yet: it takes as long to import as a hundred drawings that were.
"""

from pathlib import Path

from bulletin.art.drawings.markup import MAX_BYTES
from bulletin.art.drawings.verdicts import Drawing, Judgement
from bulletin.cache import digest_of, once
from bulletin.diagnostics import BulletinError, Severity
from bulletin.messages import tr


def judged(file: Path) -> Judgement:
    """The judgement on a file. Raises `OSError` when it cannot be read."""
    with file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    key = ("without faults", digest_of(data))
    if kept := once.found(once.DRAWING, key):
        return Judgement((), _unpacked(kept))
    from bulletin.art.drawings.judgement import judgement_of  # noqa: PLC0415, heavy, seldom needed

    judgement = judgement_of(data)
    if judgement.drawing and not judgement.faults:
        once.keep(once.DRAWING, key, _packed(judgement.drawing))
    return judgement


def read(file: Path) -> Drawing:
    """The drawing in a file. Raises `BulletinError` with the first fault if it has any."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return _accepted(file)  # it is refused, and not read to its end
        digest = once.digest_of_source(file)
    except OSError as error:
        raise BulletinError(tr("there is no picture {name}", name=file.name)) from error
    return _unpacked(once.made(once.DRAWING, digest, lambda: _packed(_accepted(file))))


_PLAIN, _RICH = "plain", "rich"


def _packed(drawing: Drawing) -> bytes:
    how = _PLAIN if drawing.plain else _RICH
    return f"{drawing.width} {drawing.height} {how}\n".encode() + drawing.data


def _unpacked(data: bytes) -> Drawing:
    head, _, rest = data.partition(b"\n")
    width, height, how = head.decode().split()
    return Drawing(rest, int(width), int(height), plain=how == _PLAIN)


def _accepted(file: Path) -> Drawing:
    """The drawing in a file, judged now."""
    judgement = judged(file)
    if judgement.drawing is None:
        fault = next(f for f in judgement.faults if f.code.severity is Severity.ERROR)
        place = tr(" ({place})", place=fault.place) if fault.place else ""
        message = tr(
            "the drawing {name} {message}{place}",
            name=file.name,
            message=fault.message,
            place=place,
        )
        raise BulletinError(message, fault.hint)
    return judgement.drawing
