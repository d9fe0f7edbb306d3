"""Whatever the judge accepts, every edition can use; whatever is published is allowed.

Drawings of any elements, attributes and values, right and wrong, in any order.
"""

import base64
import io
import logging
import tempfile
from pathlib import Path

import pypdfium2
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bulletin.art import drawings, pictures
from bulletin.art.drawings.vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    MOVING,
    NOT_DRAWN,
    PROGRAMS,
    PROPERTIES,
    SILENT,
)
from tests.art.allowed import only_allowed

NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "-1",
        ".5",
        "10",
        "40",
        "1e3",
        "1e400",
        "-1e-400",
        "NaN",
        "inf",
        "1.2.3",
        "9999999999",
        "50%",
        "-20%",
        "3mm",
        "2em",
        "1e",
        "1px",
    ]
)
COLOURS = st.sampled_from(
    [
        "red",
        "#0b5d3b",
        "none",
        "currentColor",
        "inherit",
        "url(#a)",
        "url('#b')",
        "url(#c)#fff",
        "rgb(1,2)",
        "rgba(1,2,3,.5)",
        "url(https://x.example/)",
        "javascript:alert(1)",
        "u\\72l(x)",
        "hsl(1,2%,3%)",
        "color(srgb",
        "1",
        "0",
        "0)",
    ]
)
PATHS = st.sampled_from(
    ["M0 0L9 9", "M0 0h40v30z", "M1 1a5 5 0 01 9 9", "L", "M1e5.5.5", "M0,0 Q", "m0 0c1", ""]
)
TRANSFORMS = st.sampled_from(
    [
        "translate(3)",
        "rotate(45deg)",
        "scale(0)",
        "matrix(1 0 0 1 2)",
        "matrix(1 2 2 4 0 0)",
        "skewX(90)",
        "rotate(1,2)",
        "scale(1e7)",
        "perspective(3)",
        "x",
    ]
)
LISTS = st.lists(NUMBERS, max_size=5).map(" ".join)
WORDS = st.sampled_from(
    [
        "evenodd",
        "round",
        "hidden",
        "none",
        "bold",
        "middle",
        "userSpaceOnUse",
        "objectBoundingBox",
        "in",
        "SourceGraphic",
        "normal",
        "multiply",
        "discrete",
        "sRGB",
        "linearRGB",
        "xMidYMid",
        "nonsense",
        "Lũ",
    ]
)
IDS = st.sampled_from("abc")
HREFS = st.sampled_from(
    [
        "#a",
        "#b",
        "#c",
        "#",
        "a.png",
        "data:image/png;base64,AAAA",
        "data:,",
        "java\tscript:alert(1)",
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E",
    ]
)
ANY = st.one_of(NUMBERS, COLOURS, PATHS, TRANSFORMS, LISTS, WORDS)
BY_KIND = {
    "lengths": st.one_of(NUMBERS, LISTS),
    "numbers": st.one_of(NUMBERS, LISTS),
    "transform": TRANSFORMS,
    "path": PATHS,
    "paint": COLOURS,
    "place": COLOURS,
    "filter": COLOURS,
    "word": WORDS,
    "blend": WORDS,
    "family": WORDS,
    "text": IDS,
}
KINDS = ATTRIBUTES | PROPERTIES
NAMES = st.one_of(
    st.sampled_from(sorted(ELEMENTS)),
    st.sampled_from(
        [
            "rect",
            "circle",
            "path",
            "g",
            "use",
            "text",
            "tspan",
            "linearGradient",
            "stop",
            "clipPath",
            "mask",
        ]
    ),
    st.sampled_from(sorted(MOVING | NOT_DRAWN | PROGRAMS | SILENT | {"a", "switch", "nonsense"})),
)


def attribute(name):
    values = st.one_of(BY_KIND[KINDS[name]], BY_KIND[KINDS[name]], ANY)
    return values.map(lambda value: (name, value))


STYLES = st.lists(st.sampled_from(sorted(PROPERTIES)).flatmap(attribute), max_size=3).map(
    lambda pairs: ";".join(f"{name}:{value}" for name, value in pairs)
)
PAIRS = st.one_of(
    st.sampled_from(sorted(KINDS)).flatmap(attribute),
    st.sampled_from(["x", "y", "width", "height", "fill", "d", "r"]).flatmap(attribute),
    IDS.map(lambda value: ("id", value)),
    HREFS.map(lambda value: ("xlink:href", value)),
    STYLES.map(lambda value: ("style", value)),
    st.sampled_from(["onload", "onclick"]).map(lambda name: (name, "x()")),
)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def element(name, pairs, children, words):
    attributes = "".join(f' {key}="{escaped(value)}"' for key, value in dict(pairs).items())
    return f"<{name}{attributes}>{words}{''.join(children)}</{name}>"


def elements(children):
    return st.builds(
        element,
        NAMES,
        st.lists(PAIRS, max_size=5),
        st.lists(children, max_size=4),
        st.sampled_from(["", "", "Lũ về ", "rect{fill:red}@import 'x';", "#a{opacity:.5}"]),
    )


TREES = st.recursive(
    st.builds(element, NAMES, st.lists(PAIRS, max_size=5), st.just([]), st.just("")),
    elements,
    max_leaves=12,
)
ROOTS = st.one_of(
    st.just([("viewBox", "0 0 40 30")]),
    st.just([("viewBox", "0 0 40 30"), ("width", "40"), ("height", "30")]),
    st.lists(PAIRS, max_size=4),
)
DRAWINGS = st.builds(
    lambda pairs, children: (
        element(
            'svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
            pairs,
            children,
            "",
        ).removesuffix(
            '</svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        )
        + "</svg>"
    ),
    ROOTS,
    st.lists(TREES, min_size=1, max_size=5),
)


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(DRAWINGS)
def test_what_the_judge_accepts_every_edition_can_use(text):
    judgement = drawings.judgement_of(text.encode())
    drawing = judgement.drawing
    assert (drawing is None) == any(f.code.severity == "error" for f in judgement.faults)
    if drawing is None:
        return
    only_allowed(drawing.data)
    assert drawings.judgement_of(drawing.data).drawing == drawing
    scale = 60 / max(drawing.width, drawing.height)
    made = drawings.rasterised(drawing, scale)
    assert max(made.size) in {59, 60, 61}
    for derived in derived_from(drawing.data):
        with Image.open(io.BytesIO(derived.data)) as opened:
            assert opened.size == (derived.width, derived.height)
    if drawing.plain:
        assert said_by_weasyprint(drawing) == []


def derived_from(data):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.svg"
        file.write_bytes(data)
        return [pictures.derive(file, 60, wanted) for wanted in ("jpeg", "png", "webp")]


def said_by_weasyprint(drawing):
    messages = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        address = f"data:image/svg+xml;base64,{base64.b64encode(drawing.data).decode()}"
        page = f"<style>@page{{size:60px;margin:0}}img{{max-width:60px;max-height:60px}}</style><img src='{address}'>"
        data = weasyprint.HTML(string=page).write_pdf()
        pypdfium2.PdfDocument(data)[0].render(scale=0.5)
    finally:
        logger.removeHandler(handler)
    return messages
