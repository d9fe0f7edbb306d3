"""A drawing written anew, of nothing but what is allowed.

In: a tree as a program wrote it. Out: another tree, element by element from the lists in
`vocabulary`; what an editor should know of is reported, and what no reader sees is left out.
"""

from collections.abc import Callable, Sequence

from lxml import etree

from bulletin import codes
from bulletin.art.drawings import vocabulary
from bulletin.art.drawings.cleaning.attributes import IN_TWO_WAYS, Custom, DrawingAttributes
from bulletin.art.drawings.cleaning.blending import spread
from bulletin.art.drawings.cleaning.programs import Program, runs_program
from bulletin.art.drawings.css.instances import styled_from_outside
from bulletin.art.drawings.css.styles import BROWSER, OUTLINES, STILL, Styles
from bulletin.art.drawings.faults import Report
from bulletin.art.drawings.markup import PLAIN
from bulletin.art.drawings.text import flowing, labels, lettering
from bulletin.art.drawings.tree import HREF, Tree, said_around
from bulletin.diagnostics import Code
from bulletin.formats.element_text import text_within
from bulletin.messages import tr

_PREFIXES: dict[str | None, str] = {None: vocabulary.SVG, "xlink": vocabulary.XLINK}
MAX_LETTERS = 20_000
"""Letters that are drawn within ten seconds: as many as on five pages."""
_ONE_LANGUAGE = tr("leave only the words in the language of the publication in it")
_STRANGE = tr("is no part of SVG")
_NOT_KEPT = dict.fromkeys(vocabulary.NOT_DRAWN, tr("browsers do not draw")) | {
    "foreignObject": tr("only browsers show"),
    "feDisplacementMap": IN_TWO_WAYS,
}


class Cleaner:
    """Writes one drawing anew. `drawing` cleans another that is embedded in it."""

    def __init__(
        self, report: Report, styles: Styles, drawing: Callable[[bytes, Tree], bytes]
    ) -> None:
        self._report = report
        self._styles = styles
        self._labelled = 0
        self._attributes = DrawingAttributes(report, styles, drawing)

    def root(self, source: Tree) -> Tree:
        """The whole drawing."""
        made = etree.Element(f"{{{vocabulary.SVG}}}svg", nsmap=_PREFIXES)  # type: ignore[arg-type]  # as lxml has it
        custom = self._attributes.copied(source, made, {})
        self._children(source, made, custom, inside="svg")
        newer = self._attributes.newer_stops
        gradients = dict.fromkeys(stop.getparent() for stop in newer)
        if not all(spread(one, newer) for one in gradients if one is not None):
            message = tr("mixes colours that are written in newer ways, as only browsers do")
            self._tell(codes.LOST_IN_DRAWING, message, BROWSER, source)
        for use in self._attributes.variables.handed_on(source):
            message = tr("hands variables to what it draws again, which only browsers do")
            self._tell(codes.LOST_IN_DRAWING, message, BROWSER, use)
        for use in styled_from_outside(source, self._styles):
            message = tr("draws again what is styled by its surroundings, which browsers do not")
            self._tell(codes.LOST_IN_DRAWING, message, BROWSER, use)
        return made

    @property
    def ground(self) -> str:
        """The colour behind the whole drawing; "" for none."""
        return self._attributes.ground

    @property
    def programs(self) -> Sequence[Program]:
        """What was left out because it runs something."""
        return self._attributes.programs

    # -- elements ----------------------------------------------------------------------

    def _children(self, source: Tree, made: Tree, custom: Custom, inside: str) -> None:
        words = inside in vocabulary.WORDS
        if words:
            _append(made, source.text)
            if inside in vocabulary.TEXTS:
                self._letters(source, made)
        for child in source:
            self._child(child, made, custom, inside)
            if words:
                _append(made, child.tail)

    def _letters(self, source: Tree, made: Tree) -> None:
        """Tell of letters that the faces of drawings in dots may not have, or have otherwise."""
        said = "".join((source.text or "", *(child.tail or "" for child in source)))
        if odd := sorted(set(vocabulary.ODD_LETTERS.findall(said))):
            signs = " ".join(odd[:5])
            message = tr('holds "{signs}", which not every program has a letter for', signs=signs)
            self._tell(codes.CHANGED_DRAWING, message, OUTLINES, source)
        family = said_around(made, "font-family")
        if said.strip() and lettering.generic_of(family) == "monospace":
            self._even_letters(source, family)

    def _even_letters(self, source: Tree, family: str) -> None:
        """Tell of letters of one width in a line of which our face of them lacks some."""
        if not lettering.has_all("monospace", text_within(lettering.line_of(source))):
            message = tr(
                'has letters of one width ("{family}"), which are of several on paper',
                family=family.partition(",")[0].strip("'"),
            )
            self._tell(codes.CHANGED_DRAWING, message, OUTLINES, source)

    def _child(self, source: Tree, parent: Tree, custom: Custom, inside: str) -> None:
        if not isinstance(source.tag, str):
            return
        name = etree.QName(source)
        if name.namespace == vocabulary.XHTML or name.localname.lower() in vocabulary.PROGRAMS:
            if name.localname == "script":
                self._attributes.leave_out("<script>", source)
            elif name.namespace in {vocabulary.SVG, vocabulary.XHTML}:
                message = tr("holds <{localname}>", localname=name.localname)
                self._tell(codes.UNSAFE_SVG, message, PLAIN, source)
        elif name.namespace == vocabulary.SVG and name.localname not in vocabulary.SILENT:
            self._drawn(source, name.localname, parent, custom, inside)

    def _drawn(self, source: Tree, name: str, parent: Tree, custom: Custom, inside: str) -> None:
        if name == "foreignObject" and self._label(source, parent, custom, inside):
            pass
        elif name == "switch":
            self._switch(source, parent, custom, inside)
        elif name == "flowRoot":
            for text in flowing.as_text(source, self._report):
                self._child(text, parent, custom, inside)
        elif name in vocabulary.MOVING:
            self._moving(source)
        elif (source.get("requiredExtensions") or "").strip():
            pass  # no program that shows pictures knows any
        elif name == "a":
            self._link(source)
            self._element(source, "tspan" if inside in vocabulary.TEXTS else "g", parent, custom)
        elif name in vocabulary.ELEMENTS:
            self._element(source, name, parent, custom)
        elif name not in {"flowRegion", "flowPara", "flowSpan"}:
            message = tr(
                "holds <{name}>, which {said}", name=name, said=_NOT_KEPT.get(name, _STRANGE)
            )
            self._tell(codes.LOST_IN_DRAWING, message, flowing.HINT, source)

    def _element(self, source: Tree, name: str, parent: Tree, custom: Custom) -> None:
        made = etree.SubElement(parent, f"{{{vocabulary.SVG}}}{name}")
        custom = self._attributes.copied(source, made, custom)
        if name in {"image", "use", "textPath", "feImage"} and made.get(HREF) is None:
            if path := source.get("path"):
                message = tr(
                    'has {key}="{said}", which programs draw in two ways',
                    key="path",
                    said=path[:40],
                )
                self._tell(codes.LOST_IN_DRAWING, message, BROWSER, source)
            parent.remove(made)  # it shows nothing
            return
        self._children(source, made, custom, inside=name)

    def _switch(self, source: Tree, parent: Tree, custom: Custom, inside: str) -> None:
        """The first child that every program can show (SVG 2, 5.9)."""
        children = [child for child in source if isinstance(child.tag, str)]
        html = [c for c in children if etree.QName(c).localname == "foreignObject"]
        able = [c for c in children if c not in html and not c.get("requiredExtensions")]
        able = [c for c in able if c.get("systemLanguage") != ""]
        if len(able) > 1 and any(c.get("systemLanguage") for c in able):
            message = tr("holds words in several languages, of which one is shown to all readers")
            self._tell(codes.CHANGED_DRAWING, message, _ONE_LANGUAGE, source)
        chosen = [c for c in able if not c.get("systemLanguage")] or able
        shown = (
            html[:1] == children[:1] != [] and not (html[0].get("requiredExtensions") or "").strip()
        )
        if shown and self._label(html[0], parent, custom, inside):
            return
        if cut := flowing.cut_words(html, chosen[:1]):
            message = tr('loses words outside of browsers: "{cut}"', cut=cut)
            self._tell(codes.LOST_IN_DRAWING, message, flowing.FORMATTED, source)
        elif shown and chosen:
            words = " ".join(text_within(html[0]).split())[:40]
            message = tr('shows "{words}" plainer than in browsers', words=words)
            self._tell(codes.CHANGED_DRAWING, message, flowing.LOOK, source)
        if chosen:
            self._child(chosen[0], parent, custom, inside)

    def _label(self, source: Tree, parent: Tree, custom: Custom, inside: str) -> bool:
        """Write a label of HTML as text, if it is no more than that."""
        text = text_within(source)
        self._labelled += len(text)
        if self._labelled > MAX_LETTERS:
            return False
        label = labels.as_text(source, parent, self._styles, custom)
        if label is None:
            return False
        if label.otherwise:
            message = tr(
                'holds a label of HTML, whose lines may end elsewhere: "{words}"',
                words=" ".join(text.split())[:40],
            )
            self._tell(codes.CHANGED_DRAWING, message, flowing.LOOK, source)
        self._child(label.group, parent, custom, inside)
        return True

    def _moving(self, source: Tree) -> None:
        target = source.get("attributeName", "").lower().rpartition(":")[2]
        said = " ".join(source.get(key) or "" for key in ("values", "to", "from", "by"))
        if target == "href" or target.startswith("on") or runs_program(said):
            self._tell(codes.UNSAFE_SVG, tr("holds a program in an animation"), PLAIN, source)
        else:
            self._tell(codes.CHANGED_DRAWING, tr("moves"), STILL, source)

    def _link(self, source: Tree) -> None:
        """A link in a picture leads nowhere: only one that would run something is told of."""
        if any(runs_program(source.get(key) or "") for key in (HREF, "href")):
            self._tell(codes.UNSAFE_SVG, tr("holds a program in a link"), PLAIN, source)

    def _tell(self, code: Code, message: str, hint: str, at: Tree) -> None:
        self._report.add(code, message, hint, at)


def _append(made: Tree, text: str | None) -> None:
    """Text after what is already in an element."""
    if not text:
        return
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
