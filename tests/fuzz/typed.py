"""Blocks as people and programs type them: the same things by other signs, from a `Pen`."""

import textwrap

from tests.fuzz.fences import DEEPEST
from tests.fuzz.pen import DRAWN, LONG

SCRIPTS = {
    "ru": "Объявление о прививках",
    "el": "Ανακοίνωση εμβολιασμού",
    "jra": "Plei Ơi ngă hăng bôn sang, adôh suang pơtâp",
    "hmn": "Ntawv xov xwm, hnub nyoog tsib caug",
    "fr": "Avis à la population : « œuvre »",
}
"""Words of other languages, in their scripts, those that the faces of themes have."""
CODES = ("<b>&amp;</b>", ":::{note}", "[^1]", "**a**", "| a |", "\\*", "{.silent}", "<!-- a -->", "$a$")  # fmt: skip
"""What means something everywhere but in code."""
ENTITIES = {"&hellip;": "…", "&eacute;": "é", "&#8211;": "–", "&#x1EBF;": "ế", "&quot;": '"', "&lt;i>": "<i>"}  # fmt: skip


def wrapped(pen, _depth):
    """A paragraph of short lines, as mail programs and editors of code break them."""
    end = pen.rng.choice(("", "", "  "))
    return f"{end}\n".join(pen.words(9) for _ in range(pen.rng.randint(2, 9)))


def long_paragraph(pen, _depth):
    return ". ".join(pen.words(40) for _ in range(pen.rng.choice((5, 20, 45)))) + "."


def underlined_heading(pen, _depth):
    pen.level = 2
    return f"{pen.words(6, 'name')}\n{'-' * pen.rng.randint(3, 30)}\n\n{pen.line(2)}"


def closed_heading(pen, _depth):
    pen.level = 2
    return f"## {pen.words(5, 'name')} {'#' * pen.rng.randint(1, 5)}\n\n{pen.line(2)}"


def long_heading(pen, _depth):
    """A heading of many words, or of one that no line has room for."""
    pen.level = 2
    most = pen.rng.choice((1, 45))
    return f"## {pen.rng.choice(LONG)} {pen.words(most, 'name')}\n\n{pen.line(2)}"


def other_code(pen, _depth):
    """Code by other fences, with what means something elsewhere and lines that are too long."""
    fence = pen.rng.choice(("~~~", "````", "``` python", "~~~ csv"))
    lines = []
    for _ in range(pen.rng.randint(1, 6)):
        sign = pen.rng.choice(CODES)
        lines.append(pen.mark(end=sign) + sign + pen.rng.choice(("", " " + "x=1;" * 40, "\t1")))
    return "\n".join([fence, *lines, fence.split(" ", maxsplit=1)[0]])


def linked_picture(pen, _depth):
    return f"[![{pen.words(2, 'alt')}]({DRAWN})](https://a.example/{pen.rng.randint(1, 9)})"


def referred_picture(pen, _depth):
    name = f"hinh-{len(pen.ends)}"
    title = f' "{pen.words(2)}"' if pen.chance(0.3) else ""
    pen.ends.append(f"[{name}]: {DRAWN}{title}")
    return f"![{pen.words(2, 'alt')}][{name}]"


def other_signs(pen, _depth):
    """Emphasis, addresses, code and letters by signs that are not the usual ones."""
    written = pen.rng.choice(list(ENTITIES))
    forms = (
        lambda: f"_{pen.words(2)}_ __{pen.words(2)}__",
        lambda: f"<a@a.example> {pen.words(2)}",
        lambda: f"bientap@xa-tan.gov.vn {pen.words(2)}",
        lambda: f"xa-tan-phuoc.gov.vn/tin {pen.words(2)}, www.a.example/b?c=1 {pen.words(1)}",
        lambda: f"`` `{pen.words(1)}` `` {pen.words(1)}",
        lambda: pen.mark(end=ENTITIES[written]) + written,
        lambda: f"{pen.words(2)} <!-- {pen.words(2, 'hidden')} --> {pen.words(2)}",
        lambda: f'[{pen.words(2)}](<https://a.example/b> "{pen.words(2, "hidden")}")',
        lambda: f"*{pen.words(2)}*{pen.mark()} {pen.mark()}**{pen.words(1)}**",
        lambda: f"**{pen.words(2)}:** {pen.words(3)}",
        lambda: f"[{pen.words(1)}]{{lang=en}}[{pen.words(1)}]{{.silent}}",
    )
    return " ".join(pen.rng.choice(forms)() for _ in range(pen.rng.randint(1, 6)))


def other_script(pen, _depth):
    language = pen.rng.choice(list(SCRIPTS))
    words = SCRIPTS[language]
    if pen.chance(0.5):
        words = f"[{words}]{{lang={language}}}"
    return f"{pen.words(3)} {words} {pen.words(3)}"


def nested_items(pen, depth):
    """Lists in lists, without blank lines, of different kinds."""
    lines, indent = [], 0
    for level in range(pen.rng.randint(2, 4 if depth < DEEPEST else 2)):
        mark = pen.rng.choice(("- ", "* ", "+ ", "1. ", "1) ", "10. "))
        for number in range(pen.rng.randint(1, 3)):
            own = mark if not mark[0].isdigit() else mark.replace("1", str(1 + number), 1)
            lines.append(" " * indent + own + pen.line(2, notes=level < 1))
        indent += len(mark)
    return "\n".join(lines)


def odd_items(pen, _depth):
    """Items that begin with something else than words."""
    made = []
    for _ in range(pen.rng.randint(1, 4)):
        forms = (
            lambda: f"```\n{pen.words(3)}\n```",
            lambda: f"> {pen.line(2)}",
            lambda: f"![{pen.words(2, 'alt')}](images/wide.jpg)",
            lambda: f"| {pen.mark()} |\n|---|\n| {pen.mark()} |",
            lambda: f"**{pen.words(3)}**\\\n{pen.words(4)}",
            lambda: f"- {pen.line(2)}",
        )
        begun = pen.rng.choice(forms)()
        made.append("- " + textwrap.indent(begun, "  ").lstrip(" "))
    return "\n".join(made)


def lazy_quotation(pen, _depth):
    return f"> {pen.words(6)}\n{pen.words(6)}\n{pen.words(4)}"


def wide_table(pen, _depth):
    """A table of many columns with little in them."""
    columns = pen.rng.randint(6, 9)
    head = [pen.mark() for _ in range(columns)]
    rows = [[str(pen.rng.randint(0, 99)) for _ in head] for _ in range(pen.rng.choice((1, 2, 12)))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["--:"] * columns, *rows])


def uneven_table(pen, _depth):
    """A table as it is typed: no sign at the edges, signs within cells, cells that are missing."""
    rows = [
        f"{pen.mark()} | {pen.mark()}",
        "--- | ---",
        f"{pen.mark(end='|')}\\| | `{pen.words(1)}`",
        f"{pen.words(2)} |",
        f"*{pen.words(1)}* {pen.reference()} | [{pen.words(2)}](https://a.example/)",
    ]
    return "\n".join(rows)


TYPED = {
    "wrapped": wrapped,
    "long-paragraph": long_paragraph,
    "underlined-heading": underlined_heading,
    "closed-heading": closed_heading,
    "long-heading": long_heading,
    "other-code": other_code,
    "linked-picture": linked_picture,
    "referred-picture": referred_picture,
    "other-signs": other_signs,
    "other-script": other_script,
    "nested-items": nested_items,
    "odd-items": odd_items,
    "lazy-quotation": lazy_quotation,
    "wide-table": wide_table,
    "uneven-table": uneven_table,
}
HEADINGS = {"underlined-heading", "closed-heading", "long-heading"}
