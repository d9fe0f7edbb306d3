"""Blocks of Markdown that have no fault, one in the other, from a `Pen`."""

import textwrap

from tests.fuzz.fences import DEEPEST, directive, maybe
from tests.fuzz.listed import compare, dates, progress, quiz, stats, timeline
from tests.fuzz.pen import DRAWN, PHOTOGRAPHS, Pen
from tests.fuzz.sheets import chart, sheet_table
from tests.fuzz.typed import HEADINGS, TYPED

PICTURES = (DRAWN, *PHOTOGRAPHS)


def body(pen: Pen, most=8):
    """Blocks at the top of an article, and the notes that they refer to."""
    pen.begin()
    blocks = [block(pen, 0) for _ in range(pen.rng.randint(1, most))]
    return "\n\n".join([*blocks, *notes(pen), *pen.ends])


def notes(pen):
    """The notes that were referred to, as some of them refer to more."""
    written = []
    while len(written) < len(pen.notes):
        number = len(written) + 1
        text = pen.line(3, notes=False)
        if pen.chance(0.25):
            more = [block(pen, 2) for _ in range(pen.rng.randint(1, 3))]
            text += "\n\n" + textwrap.indent("\n\n".join(more), "    ")
        written.append(f"[^{number}]: {text}")
    return written


def block(pen, depth):
    names = [name for name in BLOCKS if depth < DEEPEST or name not in NESTING]
    if depth:
        names = [name for name in names if name not in {"heading", *HEADINGS}]
    return BLOCKS[pen.rng.choice(names)](pen, depth)


def inner(pen, depth, most=3):
    return "\n\n".join(block(pen, depth + 1) for _ in range(pen.rng.randint(1, most)))


# -- without another block in it ------------------------------------------------------------


def paragraph(pen, _depth):
    return pen.line(pen.rng.choice((2, 4, 8, 30)))


def second(pen, _depth):
    return "{voice=second}\n" + pen.line(3)


def led(pen, _depth):
    """A link to a heading before it, or a link whose address stands at the article's end."""
    if pen.anchors and pen.chance(0.5):
        return f"[{pen.words(3)}](#{pen.rng.choice(pen.anchors)}) {pen.line(2)}"
    pen.ends.append(f"[nguon-{len(pen.ends)}]: https://a.example/{len(pen.ends)}")
    return f"[{pen.words(3)}][nguon-{len(pen.ends) - 1}] {pen.line(2)}"


def broken(pen, _depth):
    return f"{pen.line(2)}\\\n{pen.line(2)}"


def heading(pen, _depth):
    pen.level = min(pen.rng.choice((2, 2, 3, 4)), pen.level + 1)
    title = pen.words(pen.rng.choice((5, 5, 20)), "name")
    title = f"{title} *{pen.words(2, 'name')}*" if pen.chance(0.2) else title
    title += pen.reference() if pen.chance(0.2) else ""
    title += pen.anchor() if pen.chance(0.3) else ""
    return f"{'#' * pen.level} {title}\n\n{pen.line(3)}"


def code(pen, _depth):
    most = pen.rng.choice((3, 3, 16))
    return "```\n" + "\n".join(pen.words(most) for _ in range(pen.rng.randint(1, 9))) + "\n```"


def silent(pen, _depth):
    return "{.silent}\n" + pen.line(3)


def comment(pen, _depth):
    return f"<!-- {pen.words(3, 'hidden')} -->\n\n{pen.line(2)}"


def divider(pen, _depth):
    return f"{pen.line(2)}\n\n---\n\n{pen.line(2)}"


def pipe_table(pen, depth):
    columns = pen.rng.randint(1, (5, 4, 2, 2)[min(depth, 3)])
    head = [pen.words(1) for _ in range(columns)]
    many = pen.rng.choice((1, 3, 6, 30))
    rows = [[_cell(pen) for _ in range(columns)] for _ in range(many)]
    rule = [pen.rng.choice((":--", ":-:", "--:", "---")) for _ in range(columns)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, rule, *rows])


def _cell(pen):
    forms = (
        lambda: pen.words(1),
        lambda: pen.words(3),
        lambda: "",
        lambda: pen.words(1) + " " + pen.reference(),
        lambda: f"![{pen.words(1, 'alt')}](images/wide.jpg)",
        lambda: f"**{pen.words(1)}**",
        lambda: pen.words(12),
        lambda: f"[{pen.words(1)}](https://a.example/)",
        lambda: pen.rng.choice(("1.250", "98,7%", "x", "–", "07:30", "25/11/2026")),
    )
    return pen.rng.choice(forms)()


def picture(pen, _depth):
    title = f' "{pen.words(3)}"' if pen.chance(0.5) else ""
    file = pen.rng.choice(PICTURES)
    file = f"<{file}>" if " " in file else file
    return f"![{pen.words(2, 'alt')}]({file}{title})"


def figure(pen, depth):
    seen = ("alt", pen.words(4, "alt")) if pen.chance(0.8) else ("decorative", "true")
    options = [
        seen,
        ("say", maybe(pen, lambda: pen.words(4, "hidden"), 0.2)),
        ("width", maybe(pen, lambda: pen.rng.choice(("column", "wide", "full")))),
        ("credit", maybe(pen, lambda: pen.words(2))),
    ]
    text = pen.line(2) if pen.chance(0.7) else ""
    return directive("figure", pen.rng.choice(PICTURES), options, text, depth)


def gallery(pen, depth):
    options = [
        ("columns", pen.rng.randint(2, 4)),
        ("caption", maybe(pen, lambda: pen.line(2))),
        ("credit", maybe(pen, lambda: pen.words(2))),
    ]
    pictures = [picture(pen, depth) for _ in range(pen.rng.randint(2, 6))]
    return directive("gallery", "", options, "\n".join(pictures), depth)


# -- with others in them --------------------------------------------------------------------


def items(pen, depth):
    marks = pen.rng.choice((("- ",), ("* ",), ("1. ",), ("7. ",), ("- [ ] ", "- [x] ")))
    made = []
    for number in range(pen.rng.choice((1, 2, 3, 5, 9))):
        mark = marks[number % len(marks)]
        text = pen.line(2)
        if pen.chance(0.3):
            text += "\n\n" + inner(pen, depth, 2)
        indent = 2 if mark.startswith("- ") else len(mark)
        made.append(mark + textwrap.indent(text, " " * indent).lstrip(" "))
    return pen.rng.choice(("\n", "\n\n")).join(made)


def quotation(pen, depth):
    return textwrap.indent(inner(pen, depth), "> ", lambda _line: True)


def note(pen, depth):
    kind = pen.rng.choice(("info", "tip", "warning", "danger"))
    title = pen.words(4, "name") if pen.chance(0.7) else ""
    return directive("note", title, [("kind", kind)], inner(pen, depth, 5), depth)


def pull_quote(pen, depth):
    options = [("by", pen.words(2)), ("role", maybe(pen, lambda: pen.words(3)))]
    return directive("pull-quote", "", options, _within(pen, depth) or pen.line(4), depth)


def _within(pen, depth):
    """What stands in a box: mostly a line, or nothing, or anything."""
    share = pen.rng.random()
    if share < 0.2 and depth < DEEPEST:
        return inner(pen, depth, 2)
    return pen.line(2) if share < 0.7 else ""


def video(pen, depth):
    options = [
        ("title", pen.words(3, "name")),
        ("poster", "images/wide.jpg"),
        ("alt", pen.words(3, "alt")),
        ("captions", maybe(pen, lambda: pen.rng.choice(("media/a.vtt", "media/b.srt")))),
    ]
    where = pen.rng.choice(("media/a.mp4", "https://a.example/a.mp4"))
    return directive("video", where, options, _within(pen, depth), depth)


def audio(pen, depth):
    options = [("title", pen.words(3, "name"))]
    return directive("audio", "media/a.m4a", options, _within(pen, depth), depth)


def link_card(pen, depth):
    options = [("title", pen.words(4, "name"))]
    if pen.chance(0.4):
        options += [("image", "images/wide.jpg"), ("alt", pen.words(3, "alt"))]
    where = pen.rng.choice((*pen.links, "https://a.example/b/c", "https://xã.example/"))
    return directive("link-card", where, options, _within(pen, depth), depth)


def ask(pen, depth):
    ways = [
        ("phone", "0200 3000 010"),
        ("zalo", "0200 3000 010"),
        ("email", "bientap@example.vn"),
        ("form", "https://forms.example.vn/hoi"),
    ]
    chosen = pen.rng.sample(ways, pen.rng.randint(1, 4))
    return directive("ask", pen.words(4, "name"), chosen, inner(pen, depth, 2), depth)


def broadcast(pen, depth):
    options = [
        ("title", pen.words(4, "name")),
        ("start", "2026-12-30 08:00"),
        ("end", "2026-12-30 10:00"),
        ("place", maybe(pen, lambda: pen.words(3))),
        ("recording", maybe(pen, lambda: "https://live.example.vn/xem-lai", 0.3)),
    ]
    return directive(
        "broadcast", "https://live.example.vn/hop", options, _within(pen, depth), depth
    )


def dialogue(pen, depth):
    names = (pen.words(1, "name"), pen.words(1, "name"))
    second = names[1] if pen.chance(0.3) else None
    turns = []
    for number in range(pen.rng.randint(2, 6)):
        more = "\n\n" + inner(pen, depth, 2) if pen.chance(0.2) else ""
        turns.append(f"**{names[number % 2]}:** {pen.line(3)}{more}")
    title = pen.words(4, "name") if pen.chance(0.5) else ""
    return directive("dialogue", title, [("second", second)], "\n\n".join(turns), depth)


BLOCKS = {
    "paragraph": paragraph,
    "broken": broken,
    "second": second,
    "led": led,
    "heading": heading,
    "code": code,
    "silent": silent,
    "comment": comment,
    "divider": divider,
    "pipe-table": pipe_table,
    "picture": picture,
    "items": items,
    "quotation": quotation,
    "figure": figure,
    "gallery": gallery,
    "table": sheet_table,
    "note": note,
    "pull-quote": pull_quote,
    "dates": dates,
    "video": video,
    "audio": audio,
    "link-card": link_card,
    "chart": chart,
    "stats": stats,
    "progress": progress,
    "timeline": timeline,
    "compare": compare,
    "quiz": quiz,
    "ask": ask,
    "broadcast": broadcast,
    "dialogue": dialogue,
    **TYPED,
}
NESTING = {"items", "quotation", "note", "ask", "dialogue"}
