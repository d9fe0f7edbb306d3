"""The attributes of a drawing's elements, copied as far as they are allowed.

In: an element and the one that is made of it. Out: its attributes, with all that style sheets
say; what loads or runs something, and what only some programs draw, is reported.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from bulletin import codes
from bulletin.art.drawings import vocabulary
from bulletin.art.drawings.cleaning.blending import is_newer
from bulletin.art.drawings.cleaning.embedded import EmbeddedError, recoded
from bulletin.art.drawings.cleaning.late import Late, is_shape
from bulletin.art.drawings.cleaning.otherwise import say_otherwise
from bulletin.art.drawings.cleaning.programs import Program, runs_program
from bulletin.art.drawings.cleaning.two_ways import drawn_in_two_ways
from bulletin.art.drawings.css.calculations import worked_out
from bulletin.art.drawings.css.colours import StrangeError
from bulletin.art.drawings.css.current import filled_in
from bulletin.art.drawings.css.filling import declared as declared_variables
from bulletin.art.drawings.css.instances import Variables
from bulletin.art.drawings.css.longhands import longhands, resolved, says_nothing
from bulletin.art.drawings.css.styles import BROWSER, OUTLINES, STILL, Declared, Styles
from bulletin.art.drawings.css.values import OutsideError, as_id, plain, property_value
from bulletin.art.drawings.effects import most_of
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.geometry import lengths
from bulletin.art.drawings.geometry.moves import is_passed_over, key_of, said_as_attributes
from bulletin.art.drawings.markup import PLAIN, hint_for
from bulletin.art.drawings.text.flowing import UNFLOWED
from bulletin.art.drawings.tree import HREF, Tree, local, said_around
from bulletin.diagnostics import Code
from bulletin.messages import tr

EMBED = tr("embed it as PNG or JPG")
PATH = tr("make a path of the shape (Object to Path), and put the text on it again")
IN_TWO_WAYS = tr("programs draw in two ways")
_KEPT = {f"{{{vocabulary.XML}}}space", f"{{{vocabulary.XML}}}lang"}
_SHAPED = {"rect", "circle", "ellipse", "image", "svg", "use"}
_IDLE = {None, "none", "unset", "1", "view-box", "auto", "normal", "all", "0s", "0", "0px", "mixed"}
"""Values by which a property changes nothing."""
_SIZES = {"width", "height"}
_NEVER_BELOW = {"font-size", "stroke-width"}
"""Properties that are never less than 0."""
_FILLING = re.compile(rb"<svg\b[^>]*\bpreserveAspectRatio\s*=\s*[\"']none")
_POINTING = {"use", "image", "feImage", "textPath", "pattern", *vocabulary.GRADIENTS}
_UNSEEN = {"none", "rgba(0,0,0,0)"}
_INITIALLY = {"initial", "unset", "revert"}
_LEGACY = re.compile(r"(?:^|['\",\s])(\.Vn\w*|VNI[- ][\w-]+)", re.IGNORECASE)
"""Fonts of TCVN3 and VNI: their texts are other letters in any other font."""

Custom = Mapping[str, str]
"""Custom properties of CSS, by name."""


class _Copy(NamedTuple):
    """An element, what is made of it, and the name of that."""

    source: Tree
    made: Tree
    name: str


class DrawingAttributes:
    """Copies attributes. `drawing` cleans a drawing that is embedded in this one."""

    def __init__(
        self, report: Report, styles: Styles, drawing: Callable[[bytes, Tree], bytes]
    ) -> None:
        self._report = report
        self._styles = styles
        self._drawing = drawing
        self._stretched: set[Tree] = set()
        """Pictures of drawings with no viewBox or ratio: browsers fill their places with them."""
        self.ground = ""
        """The colour behind the whole drawing; "" for none."""
        self.newer_stops: dict[Tree, str] = {}
        """Stops of gradients, and their colours that are written in newer ways."""
        self.programs: list[Program] = []
        """Those that were left out."""
        self.variables = Variables()
        self._late = Late(report, _IDLE)

    def leave_out(self, name: str, source: Tree) -> None:
        """Leave out a program: a picture runs none, in browsers neither."""
        self.programs.append((name, source))

    def copied(self, source: Tree, made: Tree, custom: Custom) -> Custom:
        """Copy what is allowed; gives the custom properties that hold inside."""
        written = list(self._styles.of(source))
        if own := {one.name: one.value for one in written if one.name.startswith("--")}:
            custom = declared_variables(own, custom)
        copy = _Copy(source, made, local(made))
        own_attributes = [
            Declared(str(key), str(value))
            for key, value in source.attrib.items()
            if not is_passed_over(copy.name, str(key), str(value))
        ]
        self.variables.note(source, own, (*own_attributes, *written))
        plainly = list(resolved(own_attributes, custom)), list(resolved(written, custom))
        plainly = said_as_attributes(source, *plainly)
        attributes, declarations = filled_in(source, made, *plainly, self._styles.of)
        for one in attributes:
            self._attribute(copy, one.name, one.value)
        only: dict[str, str] = {}
        declared = [made_of for one in declarations for made_of in longhands(one)]
        for one in declared:
            if not says_nothing(one):
                self._declared(copy, one, only)
        said = {one.name: one.value for one in declared}
        for message in self._late.settled(source, made, said):
            self._lost(message, copy)
        self._compared(copy)
        if only:
            made.set("style", ";".join(f"{key}:{value}" for key, value in only.items()))
        return custom

    @cached_property
    def _shapes(self) -> dict[str, str]:
        """The names of shapes that are no paths, by their ids."""
        named = ((etree.QName(item).localname, item.get("id")) for item in self._report.places)
        return {
            str(key): name for name, key in named if key and name in vocabulary.SHAPES - {"path"}
        }

    # -- attributes as they were written -----------------------------------------------

    def _attribute(self, copy: _Copy, key: str, value: str) -> None:
        space, _, name = key.rpartition("}")
        if name == "href" and space in {"", "{" + vocabulary.XLINK}:
            if not space or copy.source.get("href") is None:
                self._reference(copy, value.strip())
        elif key in _KEPT:
            if re.fullmatch(r"[\w-]+", value):
                copy.made.set(key, value)
        elif not space:
            self._own(copy, name, value)

    def _own(self, copy: _Copy, key: str, value: str) -> None:
        """An attribute of SVG itself."""
        if key.lower().startswith("on"):
            self.leave_out(key, copy.source)
        elif key in vocabulary.PROPERTIES and key not in vocabulary.STYLE_ONLY:
            self._property(copy, key, value)
        elif key in vocabulary.ATTRIBUTES and (
            value := self._reckoned(copy, value, vocabulary.ATTRIBUTES[key], key)
        ):
            kind = vocabulary.ATTRIBUTES[key]
            value = as_id(value) if key == "id" else value
            kept = self._value(copy, kind, value) if kind == "transform" else plain(kind, value)
            if kept is not None and self._bearable(copy, key, kept):
                copy.made.set(key, kept)

    def _reckoned(self, copy: _Copy, value: str, kind: str, key: str = "") -> str:
        """A value without lengths that a browser has to reckon; "" where no other program can."""
        value = worked_out(lengths.rem_in_pixels(value, copy.made))
        whole = copy.source.getparent() is None and key in _SIZES  # which `extent` reckons
        # A colour may be of another one, by whose channels it reckons.
        made = kind == "paint" and "from" in value
        if whole or made or not (found := lengths.only_browsers_know(value)):
            return lengths.spelt_plainly(value) if kind == "lengths" else value
        self._lost(tr("uses {error}, which only browsers can draw", error=found), copy)
        return ""

    def _bearable(self, copy: _Copy, key: str, value: str) -> bool:
        """Whether a number of a filter is one that can be drawn in time."""
        most = most_of(copy.source, copy.name, key, value)
        numbers = [abs(float(n)) for n in re.findall(vocabulary.NUMBER, value)]
        if most is None or max(numbers, default=0) <= most:
            return True
        message = tr("has a filter with {key}={value}", key=key, value=value[:20])
        self._tell(codes.HEAVY_DRAWING, message, tr("write at most {most}", most=most), copy)
        return False

    # -- declarations of styles --------------------------------------------------------

    def _declared(self, copy: _Copy, one: Declared, only: dict[str, str]) -> None:
        if one.name in vocabulary.PROPERTIES and one.name not in vocabulary.STYLE_ONLY:
            self._property(copy, one.name, one.value)
        elif one.value in _INITIALLY and one.name in vocabulary.GEOMETRY | vocabulary.STYLE_ONLY:
            only.pop(one.name, "")
            copy.made.attrib.pop(one.name if copy.name in _SHAPED else "", "")
        elif one.name in vocabulary.STYLE_ONLY:
            if (kept := self._value(copy, vocabulary.PROPERTIES[one.name], one.value)) is not None:
                only[one.name] = kept
        elif one.name in vocabulary.GEOMETRY and copy.name in _SHAPED:
            self._length(copy, one)
        elif one.name == "white-space":
            if one.value in {"pre", "pre-wrap", "break-spaces"}:
                copy.made.set(f"{{{vocabulary.XML}}}space", "preserve")
        elif one.name in vocabulary.GROUNDS and copy.source.getparent() is None:
            self._ground(copy, one.value)
        elif one.value not in _IDLE or one.name == "all":
            self._unknown(copy, one)

    def _length(self, copy: _Copy, one: Declared) -> None:
        kept = plain("lengths", self._reckoned(copy, one.value, "lengths"))
        if kept is not None and not (copy.name == "svg" and "%" in kept):
            copy.made.set(one.name, kept)

    def _unknown(self, copy: _Copy, one: Declared) -> None:
        """A property that is dropped; it is told of when a reader would see that."""
        if one.name.startswith(("animation", "transition")):
            self._tell(codes.CHANGED_DRAWING, tr("moves"), STILL, copy)
        elif copy.source.getparent() is None and one.name.startswith(vocabulary.FRAMES):
            message = tr('has a style "{name}" around it, which only browsers draw', name=one.name)
            self._lost(message, copy)
        elif one.name in vocabulary.FLOWING:
            if not any(item.get("x") for item in copy.source.iter(f"{{{vocabulary.SVG}}}tspan")):
                message = tr("holds text that flows in a shape, which browsers do not draw")
                self._tell(codes.LOST_IN_DRAWING, message, UNFLOWED, copy)
        elif one.name in vocabulary.CHANGING:
            message = tr(
                'has a style "{name}", which {changing} in browsers only',
                name=one.name,
                changing=vocabulary.CHANGING[one.name],
            )
            self._lost(message, copy)
        else:
            self._value(copy, "word", one.value)

    def _compared(self, copy: _Copy) -> None:
        """Tell of what was compared and found to be drawn in two ways."""
        if copy.made in self._stretched:
            copy.made.set("preserveAspectRatio", "none")
        say_otherwise(copy.made, copy.name)
        for key in drawn_in_two_ways(copy.made, copy.name):
            if key:
                said = said_around(copy.made, key)[:40]
                message = tr(
                    'has {key}="{said}", which programs draw in two ways', key=key, said=said
                )
            else:
                message = tr("holds <{name}>, which {said}", name=copy.name, said=IN_TWO_WAYS)
            self._lost(message, copy)

    def _property(self, copy: _Copy, key: str, value: str) -> None:
        if value in _INITIALLY:
            value = (
                vocabulary.INITIAL.get(key, "")
                if value == "initial" or key in vocabulary.SINGLE
                else "inherit"
            )
            if not value:
                copy.made.attrib.pop(key_of(copy.name, key), "")
        if key == "font-family" and (found := _LEGACY.search(value)):
            message = tr(
                'is written in "{found}", whose letters are others without it', found=found[1]
            )
            self._tell(codes.LOST_IN_DRAWING, message, OUTLINES, copy)
        if key == "stop-color":
            self.newer_stops.pop(copy.made, "")
            if is_newer(value):
                self.newer_stops[copy.made] = value
        if (key in _NEVER_BELOW and value.startswith("-")) or is_shape(key, value):
            return  # browsers pass over the one, and the other is cut out late
        if key == "font-size" and (ems := lengths.ex_in_ems(value)):
            message = tr(
                "has letters as large as {value}, which is another size in each font", value=value
            )
            self._tell(codes.CHANGED_DRAWING, message, tr("write the size in px"), copy)
            value = ems
        kind = vocabulary.PROPERTIES[key]
        kept = self._value(copy, kind, self._reckoned(copy, value, kind))
        if kept is not None:
            kept = lengths.font_size(kept, copy.made) if key == "font-size" else kept
            copy.made.set(key_of(copy.name, key), kept)

    def _value(self, copy: _Copy, kind: str, value: str) -> str | None:
        try:
            return property_value(kind, value)
        except OutsideError as error:
            self._outside(error.address, copy)
        except StrangeError as error:
            self._lost(tr("uses {error}, which only browsers can draw", error=error), copy)
        return None

    def _ground(self, copy: _Copy, value: str) -> None:
        """A ground behind the drawing, which browsers paint and other programs do not."""
        if "gradient(" in value or "image" in value:
            self._lost(tr("uses {error}, which only browsers can draw", error=value[:40]), copy)
            return
        kept = self._value(copy, "paint", value)
        if kept is not None:
            self.ground = "" if kept in _UNSEEN else kept

    # -- references --------------------------------------------------------------------

    def _reference(self, copy: _Copy, address: str) -> None:
        if copy.name not in _POINTING or not address:
            return  # a link, which leads nowhere in a picture, or nothing at all
        embedded = address[:5].lower() == "data:" and copy.name in {"image", "feImage"}
        if embedded:
            self._embed(copy, address)
        elif address[0] == "#" != address:
            copy.made.set(HREF, f"#{as_id(address[1:])}")
            if copy.name == "textPath" and (shape := self._shapes.get(address[1:])):
                message = tr("holds text along a <{name}>, which browsers do not draw", name=shape)
                self._tell(codes.LOST_IN_DRAWING, message, PATH, copy)
        elif runs_program(address) and address[:5].lower() != "data:":
            self._tell(codes.UNSAFE_SVG, tr("holds a program in a link"), PLAIN, copy)
        elif address != "#":
            self._outside(address, copy)

    def _outside(self, address: str, copy: _Copy) -> None:
        message = tr('needs another file, "{address}"', address=address[:60])
        self._tell(codes.UNSAFE_SVG, message, hint_for(address, self._report.places), copy)

    def _embed(self, copy: _Copy, address: str) -> None:
        def cleaned(data: bytes) -> bytes:
            if b"viewBox" not in data or _FILLING.search(data):
                self._stretched.add(copy.made)
            return self._drawing(data, copy.source)

        try:
            copy.made.set(HREF, recoded(address, cleaned))
        except EmbeddedError as error:
            self._tell(codes.BROKEN_PICTURE, tr("holds {error}", error=error), EMBED, copy)

    def _lost(self, message: str, copy: _Copy) -> None:
        """Tell of what is drawn in browsers alone."""
        self._tell(codes.LOST_IN_DRAWING, message, BROWSER, copy)

    def _tell(self, code: Code, message: str, hint: str, copy: _Copy) -> None:
        self._report.add(code, message, hint, copy.source)
