"""Pictures of a Word file as Word shows them: cut, turned and mirrored, which pandoc passes over.

In: the XML of a part, and the file that it is of. Out: the same, pointing at pictures that are
made so, and these; what was cut off is not published. Pictures outside the file are remarked upon.
"""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from PIL import Image, ImageOps

from bulletin.art import photographs
from bulletin.desk.importing.docx.wordml import DRAWING, RELATIONS, VECTOR, Tree, words_near
from bulletin.desk.importing.opening.archives import Package, part_at, relations_of
from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMBED, _LINK, _ID = (f"{{{RELATIONS}}}{name}" for name in ("embed", "link", "id"))
_SIDES = ("l", "t", "r", "b")
_CROPS = ("cropleft", "croptop", "cropright", "cropbottom")
_WHOLE = 100_000
"""Of a side, in the units of `srcRect` (20.1.10.41)."""
_DEGREE = 60_000
_FIXED = 65_536
"""Of a side, in VML's fractions (19.1.2.11)."""
_STRAIGHT = 2
"""Degrees by which a picture may stand askew without being slanted."""
_QUALITY = 92


@dataclass(frozen=True, slots=True)
class _Look:
    """How Word shows a picture: what is cut off at each side as shares of it, then its turn."""

    cut: tuple[float, float, float, float] = (0, 0, 0, 0)
    degrees: int = 0
    mirrored: bool = False
    upside_down: bool = False

    @property
    def plain(self) -> bool:
        return self == _Look()

    def of(self, image: Image.Image) -> Image.Image:
        """The picture as it is shown."""
        left, top, right, bottom = self.cut
        width, height = image.size
        across = (round(left * width), round((1 - right) * width))
        down = (round(top * height), round((1 - bottom) * height))
        box = (across[0], down[0], max(across[1], across[0] + 1), max(down[1], down[0] + 1))
        made = image.crop(box)
        made = ImageOps.mirror(made) if self.mirrored else made
        made = ImageOps.flip(made) if self.upside_down else made
        return made.rotate(-self.degrees, expand=True)


def as_shown(tree: Tree, package: Package, part: str, remarks: Remarks) -> dict[str, bytes]:
    """Point a part at pictures as it shows them; these, and its relations, by their names."""
    name = relations_of(part)
    relations = package.xml(name)
    if relations is None:
        relations = etree.Element(f"{{{_PACKAGE}}}Relationships")
    by_id = {str(relation.get("Id")): relation for relation in relations}
    made: dict[str, bytes] = {}
    for holder, key, look in [*_drawn(tree, remarks), *_in_vml(tree)]:
        relation = by_id.get(holder.get(key) or "")
        if relation is None or relation.get("TargetMode") == "External":
            _report_link(holder, by_id, remarks)
            continue
        target = relation.get("Target") or ""
        if not package.has(part_at(part, target)):
            _report_gone(holder, remarks)
            continue
        if look.plain or not (shown := _edited(package.read(part_at(part, target)), look)):
            continue
        number = f"{posixpath.splitext(posixpath.basename(part))[0]}{len(made) + 1}"
        stem, ending = posixpath.splitext(target)
        new = {"Id": f"shown-{number}", "Target": f"{stem}-{number}{ending}"}
        new["Type"] = relation.get("Type") or ""
        etree.SubElement(relations, f"{{{_PACKAGE}}}Relationship", new)
        made[part_at(part, new["Target"])] = shown
        holder.set(key, new["Id"])
        for other in list(holder):
            holder.remove(other)  # the same as a drawing, whole
    if made:
        made[name] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8")
    return made


def _drawn(tree: Tree, remarks: Remarks) -> Iterator[tuple[Tree, str, _Look]]:
    """Pictures as Word writes them now: what points to each, by which attribute, and its look."""
    for picture in tree.iter(f"{{{_PICTURE}}}pic"):
        blip = next(picture.iter(f"{{{DRAWING}}}blip"), None)
        if blip is None:
            continue
        crop = next(picture.iter(f"{{{DRAWING}}}srcRect"), None)
        frame = next(picture.iter(f"{{{DRAWING}}}xfrm"), None)
        sides = [_number(crop, side) / _WHOLE for side in _SIDES]
        turned = _number(frame, "rot") / _DEGREE
        straight = round(turned / 90) * 90
        if abs(turned - straight) > _STRAIGHT:
            remarks.changed(tr("A picture that stood slanted was put straight"), words_near(blip))
            straight = 0
        flips = [
            frame is not None and frame.get(way) in {"1", "true"} for way in ("flipH", "flipV")
        ]
        yield blip, _EMBED, _Look(_cut(sides), straight % 360, *flips)


def _in_vml(tree: Tree) -> Iterator[tuple[Tree, str, _Look]]:
    """Pictures as Word wrote them before 2007."""
    for image in tree.iter(f"{{{VECTOR}}}imagedata"):
        yield image, _ID, _Look(_cut([_fraction(image.get(side) or "") for side in _CROPS]))


def _number(element: Tree | None, key: str) -> int:
    said = element.get(key) or "" if element is not None else ""
    return int(said) if re.fullmatch(r"-?\d{1,9}", said) else 0


def _fraction(said: str) -> float:
    found = re.fullmatch(r"(-?\d*\.?\d+)(f|%)?", said.strip())
    whole = {"f": _FIXED, "%": 100}.get(found[2], 1) if found else 1
    return float(found[1]) / whole if found else 0


def _cut(sides: list[float]) -> tuple[float, float, float, float]:
    """What is cut off; nothing where that leaves nothing. Less than nothing is an edge of white."""
    left, top, right, bottom = (max(0.0, side) for side in sides)
    sound = left + right < 1 and top + bottom < 1
    return (left, top, right, bottom) if sound else (0, 0, 0, 0)


def _edited(data: bytes, look: _Look) -> bytes:
    """A picture as it is shown, in its own format; nothing where it cannot be opened."""
    try:
        with photographs.opened(io.BytesIO(data)) as image:
            kind = image.format or "PNG"
            made = look.of(ImageOps.exif_transpose(image))
            stream = io.BytesIO()
            kept = {"icc_profile": profile} if (profile := image.info.get("icc_profile")) else {}
            made.save(stream, "JPEG" if kind == "MPO" else kind, quality=_QUALITY, **kept)
    except (photographs.PictureError, OSError, ValueError):
        return b""
    return stream.getvalue()


def _report_link(holder: Tree, by_id: dict[str, Tree], remarks: Remarks) -> None:
    """Note a picture that Word only shows from elsewhere."""
    keys = (_LINK, f"{{{RELATIONS}}}href", _ID, _EMBED)
    relation = by_id.get(next((named for key in keys if (named := holder.get(key))), ""))
    if relation is not None:
        message = tr("A picture that is not in the file, but linked: show it with :::{{figure}}")
        remarks.missing(message, (relation.get("Target") or "")[-80:])
    elif holder.get(_LINK) or holder.get(_EMBED):
        _report_gone(holder, remarks)


def _report_gone(holder: Tree, remarks: Remarks) -> None:
    """Note a picture that something has taken out of the file, as some senders of mail do."""
    said = tr("A picture that is not in the file, only its address: put it in anew")
    remarks.lost(said, words_near(holder))
