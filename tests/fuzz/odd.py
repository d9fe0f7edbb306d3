"""Files of a publication that are well-formed and odd: drawings, figures, a lexicon, recordings.

In: random numbers and a publication's folder. Out: the file, and an article or a setting that
uses it. `widely.py` spoils the bytes of such files; here every value is one that a program may
have written, and that somebody has to read as a number, a length, a colour or a word.
"""

import io
import wave

from tests.fuzz.making import ISSUE
from tests.fuzz.pieces import NASTY, WORDS

NUMBERS = ("0", "1", "-1", "9", "1e400", "-0.0", "NaN", "inf", "1.2.3", ".5", "1e-320", "9" * 400, "", " ", "１２", "½", "0x1", "1_000", "1 000", "1,5", "1.200", "12.345.678", "98,7%", "2026-11-25", "25/11", "#REF!", "—", "n/a", "=A1", "-", "1;2", "٣")  # fmt: skip
LENGTHS = (*NUMBERS, "9px", "50%", "-3em", "1e9", "calc(1px + 2%)", "auto", "1mm 2", "9 PX")
COLOURS = ("red", "#0b5d3b", "#12", "none", "url(#a)", "url(#b) red", "url('#khong-co')", "url(x.png)", "currentColor", "rgb(1 2 3 / 50%)", "hsl(1turn 2% 3%)", "inherit", "var(--a)", "context-fill", "transparent", "RGB(300,-1,1e9)")  # fmt: skip
PLACES = ("M0 0L9 9", "M", "m1e400 0", "M0 0A1 1 0 0 0 9", "0,0 9,9 9", "a1 1 0 002 2z", "matrix(0 0 0 0 0 0)", "rotate()", "scale(1e300)scale(1e300)", "translate(1,", "skewX(90)", "0 0 9 9", "0 0 0 0", "0 0 -9 9", "xMidYMid slice")  # fmt: skip
ELEMENTS = ("g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan", "textPath", "image", "use", "symbol", "marker", "mask", "clipPath", "pattern", "linearGradient", "radialGradient", "stop", "filter", "feGaussianBlur", "feImage", "switch", "a", "svg", "style", "defs", "title", "foreignObject", "animate", "metadata", "flowRoot", "script")  # fmt: skip
ATTRIBUTES = {
    LENGTHS: ("x", "y", "width", "height", "r", "rx", "cx", "x1", "y2", "offset", "font-size", "stroke-width", "stroke-dasharray", "opacity", "refX", "markerWidth", "stdDeviation", "letter-spacing", "fx", "startOffset"),
    COLOURS: ("fill", "stroke", "stop-color", "mask", "clip-path", "filter", "marker-end", "color"),
    PLACES: ("d", "points", "transform", "viewBox", "gradientTransform", "patternTransform", "preserveAspectRatio", "style"),
    ("a", "b", "#a", "#b", "#khong-co", "", "a a", "data:image/png;base64,AAAA", "x.png", "Arial", "bold italic 9px/1 'Be Vietnam Pro'", "middle", "preserve", "objectBoundingBox"): ("id", "href", "xlink:href", "class", "font", "font-family", "text-anchor", "xml:space", "gradientUnits", "clipPathUnits", "systemLanguage"),
}  # fmt: skip
PROLOGUES = ("", "", "", '<?xml version="1.0" encoding="utf-16"?>', "<?xml-stylesheet href='a.css'?>", "<!-- <?xml-stylesheet?> -->", "<?php a ?>", '<!DOCTYPE svg [<!ATTLIST rect fill CDATA "red" r CDATA "9">]>', '<!DOCTYPE svg [<!ENTITY ns "a"><!ENTITY a "&ns;&ns;">]>', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">', "\ufeff", "\n")  # fmt: skip
SHEETS = (".a{fill:red}", "*{fill:url(#a)}", "@import 'a.css';", "a>b~c:nth-child(2n+1){}", ".a{", "}", "@media print{.a{r:1e400}}", ".a,#a,g .b{font:9px x!important}", "/*", "<!-- .a{} -->", "\\", "@font-face{src:url(x)}")  # fmt: skip
KEYS = ("UBND", "ubnd", "a", ".", "(", "[x", "\\d", "^", "$", "1", "12/3", "½", "😀", "́", " ", "a b", "a  b", "  a", "Ủy ban", "Uỷ ban", "null", "true", "1.5", "2026-11-25", "-", "--", "#a", "A" * 300, "Đ", "đ", "\u00a0", "a\u200bb", "%", "QL13", "QL1", "QL", "*a*")  # fmt: skip
TIMES = ("0", "0.5", "1", "1.0\t2.0", "0\t1\ta", "0,5\t1,5\tb", "-1\t2\tc", "3\t1\td", "inf\tnan\te", "1e400\t2\tf", "WEBVTT", "00:00.500 --> 00:01.000", "00:00:01.000 --> 00:00:00.500", "00:00,1 --> 00:01", "", "NOTE a", "\\\t1\t2", "1\t1\t1\t1", "9" * 400 + "\t1\tg", "1")  # fmt: skip


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _shown(folder, block, *, front=""):
    """An article of its own with a block."""
    text = f"---\ntitle: Bài lạ\n{front}---\n\nMột câu.\n\n{block}\n"
    return {folder / ISSUE / "09-bai-la.md": text}


def drawing(rng, folder):
    """An SVG of any elements, nested, with any values, shown or named as the logo."""
    head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    size = ' viewBox="0 0 90 60"' if rng.random() < 0.7 else _attributes(rng)
    parts = "".join(_element(rng, 0) for _ in range(rng.randint(1, 5)))
    svg = f"{rng.choice(PROLOGUES)}<svg {head}{size}>{parts}</svg>"
    picture = folder / ISSUE / "images" / "la.svg"
    alone = rng.choice(("![Hình lạ](images/la.svg)", "Một ![hình](images/la.svg) trong câu."))
    return {picture: svg} | _shown(folder, alone)


def _element(rng, depth):
    name = rng.choice(ELEMENTS)
    inner = rng.choice(SHEETS) if name == "style" else rng.choice(("", *WORDS[:5]))
    if depth < 4:
        inner += "".join(_element(rng, depth + 1) for _ in range(rng.choice((0, 0, 1, 2))))
    return f"<{name}{_attributes(rng)}>{inner.replace('&', '')}</{name}>".replace("<!--", "")


def _attributes(rng):
    chosen = {}
    for _ in range(rng.randint(0, 5)):
        values = rng.choice(list(ATTRIBUTES))
        chosen[rng.choice(ATTRIBUTES[values])] = rng.choice(values)
    return "".join(f' {key}="{value}"' for key, value in chosen.items())


def figures(rng, folder):
    """Rows as a spreadsheet exports them, in a table or a chart of any kind."""
    sign = rng.choice((",", ",", ";", "\t", "|"))
    columns = rng.randint(1, 6)
    cell = lambda: rng.choice((*NUMBERS, *NUMBERS, *WORDS[:9], '"a\nb"', '"', "a" * 300))  # noqa: E731, said once
    names = [rng.choice((*WORDS[:6], "Năm", "Năm", "", "1", "a b")) for _ in range(columns)]
    rows = [names] + [
        [cell() for _ in range(rng.choice((columns, columns, columns, columns + 1, 0)))]
        for _ in range(rng.choice((0, 1, 3, 12, 40)))
    ]
    text = rng.choice(("", "", "sep=;\n", "\ufeff")) + "\n".join(sign.join(row) for row in rows)
    kind = rng.choice(("bar", "column", "stacked", "line", "area", "pie", "x"))
    what = rng.choice(
        (f":::{{chart}} data/la.csv\n:type: {kind}\n:title: Hình\n:alt: Hình", ":::{table} data/la.csv\n:caption: Bảng\n:align: right left")
    )  # fmt: skip
    return {folder / ISSUE / "data" / "la.csv": text} | _shown(folder, f"{what}\n:::")


def lexicon(rng, folder):
    """Words that look like patterns, numbers, YAML and each other, said in any way."""
    says = (*WORDS[:9], *KEYS, *(one for one in NASTY if one.isprintable()))
    lines = []
    for key in rng.sample(KEYS, rng.randint(1, 12)):
        say = _quoted(rng.choice(says))
        entry = rng.choice((say, f"{{say: {say}, language: {rng.choice(('en', 'vi', 'xx'))}}}"))
        lines.append(f"{_quoted(key)}: {entry}")
    body = " ".join(rng.choices(KEYS, k=30))
    return {folder / "lexicon.yaml": "\n".join([*lines, ""])} | _shown(folder, body)


def recording(rng, folder):
    """Sound that a person may have recorded, odd in its form, with marks of any program."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(rng.choice((1, 1, 2, 6)))
        file.setsampwidth(rng.choice((1, 2, 2, 3, 4)))
        file.setframerate(rng.choice((1, 8000, 44100, 192000)))
        file.writeframes(rng.choice((b"", b"\0" * 24000, b"\xff\x7f" * 24000, b"\x01")))
    data = made.getvalue()
    marks = "\n".join(rng.choice(TIMES) for _ in range(rng.randint(0, 9)))
    ending = rng.choice(("txt", "vtt", "srt", "tsv"))
    front = f"recording: media/la.wav\nrecording-by: An\nrecording-marks: media/la.{ending}\n"
    files = {
        folder / ISSUE / "media" / "la.wav": data[: rng.choice((len(data), len(data), 50, 44))],
        folder / ISSUE / "media" / f"la.{ending}": marks,
    }
    return files | _shown(folder, "Hai câu.", front=front)


ODD = (drawing, drawing, figures, figures, lexicon, recording)
