"""What can be said of an element only once all its attributes are known.

In: an element, what is made of it, and what its styles declare. Out: the same as plain SVG says it;
the words for what only browsers draw.
"""

import re
from collections.abc import Container, Iterator, Mapping

from bulletin import codes
from bulletin.art.drawings.css.styles import BROWSER
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.geometry.clips import clip_of
from bulletin.art.drawings.geometry.origins import turn_about
from bulletin.art.drawings.text.shadows import is_stretched, shadows_of
from bulletin.art.drawings.tree import Tree, local
from bulletin.art.drawings.vocabulary import TAKEN_FROM_ABOVE, TEXTS
from bulletin.messages import tr

_CORNER = re.compile(r"(0(px|%)?\s*){2,3}")
_MIDDLE = re.compile(r"((center|50%)\s*){1,2}(0(px)?)?")
"""The points about which an element turns, and about which a whole drawing does, unless told."""
_SHAPE = re.compile(r"\s*(?:[a-z-]+\s+)?(?:circle|ellipse|inset|path|polygon)\(", re.IGNORECASE)


def is_shape(key: str, value: str) -> bool:
    """Whether a property is a shape of CSS that cuts off what is around it."""
    return key == "clip-path" and _SHAPE.match(value) is not None


class Late:
    """Says the last things of elements, in the order in which they are made."""

    def __init__(self, report: Report, idle: Container[str | None]) -> None:
        self._report = report
        self._idle = idle
        self._shadows: dict[Tree, str] = {}
        self._made = 0

    def settled(self, source: Tree, made: Tree, said: Mapping[str, str]) -> Iterator[str]:
        """What of an element only browsers draw, in words."""
        origin = said.get("transform-origin", source.get("transform-origin", ""))
        box = said.get("transform-box", "")
        if (origin or box) and not self._turned(made, origin, "" if box in self._idle else box):
            yield tr("turns about {value}, which only browsers can draw", value=origin or box)
        shape = said.get("clip-path", source.get("clip-path", ""))
        if is_shape("clip-path", shape) and not self._clipped(source, made, shape):
            yield tr("uses {error}, which only browsers can draw", error=shape[:40])
        if not self._shadowed(source, made, said.get("text-shadow", "")):
            yield tr(
                'has a style "{name}", which {changing} in browsers only',
                name="text-shadow",
                changing=tr("changes its looks"),
            )

    @staticmethod
    def _turned(made: Tree, said: str, box: str) -> bool:
        """Fold the point about which an element turns into its transform, if that can be done."""
        whole = made.getparent() is None
        at_rest = not box and (_MIDDLE if whole else _CORNER).fullmatch(said)
        return bool(at_rest) or turn_about(made, said, box, whole=whole)

    def _clipped(self, source: Tree, made: Tree, shape: str) -> bool:
        clip = clip_of(made, source, shape)
        if clip is not None:
            made.set("clip-path", f"url(#{self._stand_before(made, clip)})")
        return clip is not None

    def _shadowed(self, source: Tree, made: Tree, own: str) -> bool:
        """Cast the shadow of a text, which goes on to the texts inside. Whether that can be done."""
        if own and own not in TAKEN_FROM_ABOVE:
            self._shadows[made] = own
        name = local(made)
        if name != "text":
            return name not in TEXTS or own in {"", "none", *TAKEN_FROM_ABOVE}
        around = (self._shadows.get(one) for one in (made, *made.iterancestors()))
        said = next((one for one in around if one), "none")
        if said in {"none", "initial"}:
            return True
        cast = None if "filter" in made.attrib else shadows_of(made, source, said)
        if cast is not None:
            made.set("filter", f"url(#{self._stand_before(made, cast)})")
            if is_stretched(made):
                message = tr("has a shadow behind stretched text, which browsers do not stretch")
                self._report.add(codes.CHANGED_DRAWING, message, BROWSER, source)
        return cast is not None

    def _stand_before(self, made: Tree, part: Tree) -> str:
        """Put what an element points to in front of it. Its id."""
        taken = {item.get("id") for item in self._report.places}
        name = ""
        while not name or name in taken:
            self._made += 1
            name = f"css-{self._made}"
        part.set("id", name)
        made.addprevious(part)
        return name
