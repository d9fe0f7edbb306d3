"""Templates and style sheets of a theme of one's own, put together from what their languages have.

In: random numbers. Out: text. `widely.py` changes those that are shipped; here every tag is one
that Jinja2 reads, every declaration one that CSS has, about values that a page may have or not.
"""

from dataclasses import fields

from bulletin.theming.contexts import PAGES
from bulletin.theming.judging.browsers.values import known
from bulletin.theming.sandbox import FILTERS
from tests.fuzz.odd import COLOURS, LENGTHS
from tests.fuzz.pieces import NASTY, WORDS

STYLES = ("content.css", "web/page.css", "web/archive.css", "pdf/boxes.css", "pdf/book.css", "share/share.css", "epub/book.css.j2")  # fmt: skip
PIECES = ("web/base.html", "web/tools.html", "web/icon.svg", "pdf/macros.html", "icons/info.svg", "khong-co.html")  # fmt: skip
ATTRIBUTES = ("title", "slug", "date", "articles", "url", "language", "summary", "number", "items", "name", "text", "__class__", "get", "first", "x")  # fmt: skip
TESTS = ("defined", "none", "number", "string", "mapping", "odd", "divisibleby(0)", "sameas(1)", "in [1]", "khong_co")  # fmt: skip
STRINGS = ("'imprint_heading'", "'khong_co'")
LITERALS = ("0", "1", "-1", "''", "'a'", "none", "true", "[]", "[1, 'a']", "{'a': 1}", "1.5", "9999999999", "'%s' % 1", "(1,)", "range(9)", "namespace(a=1)", "1/0", "'a' * 9")  # fmt: skip
SELECTORS = ("a", ".note", "#x", "*", "a > b", "a + b", ":root", "a:hover", "a:not(.b)", "a::before", "@page", "tr:nth-child(2n)", "[lang]", "a,", "a:has(b)", "&", ".a .b .c")  # fmt: skip
RULES = ("@media print", "@media (min-width: 9px)", "@supports (a: b)", "@page :left", "@font-face", "@keyframes a", "@layer a", "@container (width > 9px)", "@counter-style a", "@import url(x.css)", "@charset 'x'")  # fmt: skip
VALUES = (*COLOURS, *LENGTHS[:20], "var(--accent)", "var(--khong-co, 1px)", "calc(1px + 2vw)", "attr(x)", "counter(a)", "'a' 'b'", "1fr 2fr", "url(../images/a.png)", "bold 1em/1 serif", "running(a)", "string(a)", "leader('.')", "target-counter(attr(href), page)", "!important", "env(a)", "clamp(1px, 2em, 3%)")  # fmt: skip


def template(rng):
    """The name and the text of a template, whole or with a page of ours below it."""
    page = rng.choice((*PAGES, *PAGES, *PIECES))
    names = [field.name for field in fields(PAGES[page])] if page in PAGES else list(ATTRIBUTES)
    head = rng.choice(("", '{% extends "web/base.html" %}', '{% import "pdf/macros.html" as m %}'))
    body = "".join(_tag(rng, names, 0) for _ in range(rng.randint(1, 6)))
    return page, f"{head}{body}"


def _tag(rng, names, depth):
    inner = "".join(
        _tag(rng, names, depth + 1) for _ in range(rng.randint(0, 2) if depth < 3 else 0)
    )
    said = _said(rng, names, 0)
    name = rng.choice(("content", "title", "main", "a", "item"))
    forms = (
        f"{{{{ {said} }}}}",
        f"{{{{ {said} }}}}",
        f'<p class="{{{{ {said} }}}}">{inner}</p>',
        f"<{rng.choice(('div', 'img', 'script', 'a href=x', 'style', 'svg'))}>{inner}",
        f"{{% if {said} %}}{inner}{{% elif {said} %}}{{% else %}}{inner}{{% endif %}}",
        f"{{% for {name} in {said} %}}{inner}{{{{ loop.index }}}}{{% else %}}{{% endfor %}}",
        f"{{% for {name} in range(999) %}}{inner}{{% endfor %}}",
        f"{{% set {name} = {said} %}}",
        f"{{% set {name} %}}{inner}{{% endset %}}",
        f"{{% block {name} %}}{inner}{{{{ super() }}}}{{% endblock %}}",
        f"{{% macro {name}(a, b=1) %}}{inner}{{% endmacro %}}{{{{ {name}({said}) }}}}",
        f"{{% include {rng.choice((repr(rng.choice(PIECES)), said))} %}}",
        f"{{% with a = {said} %}}{inner}{{% endwith %}}",
        f"{{% filter {rng.choice(sorted(FILTERS))} %}}{inner}{{% endfilter %}}",
        f"{{% call {name}() %}}{inner}{{% endcall %}}",
        "{# a #}{% raw %}{{ a }}{% endraw %}",
        f"{{{{ t({rng.choice((*STRINGS, said))}, count={said}) }}}}",
        rng.choice((*WORDS, *NASTY)),
    )
    return rng.choice(forms)


def _said(rng, names, depth):
    """An expression."""
    if depth > 2:
        return rng.choice((*names, *LITERALS))
    one, two = (_said(rng, names, depth + 1) for _ in range(2))
    forms = (
        lambda: rng.choice(names),
        lambda: rng.choice(names),
        lambda: rng.choice(LITERALS),
        lambda: f"{one}.{rng.choice(ATTRIBUTES)}",
        lambda: f"{one} | {rng.choice(sorted(FILTERS))}",
        lambda: f"{one} | {rng.choice(sorted(FILTERS))}({two})",
        lambda: f"{one} is {rng.choice(TESTS)}",
        lambda: (
            f"{one} {rng.choice(['+', '-', '*', '/', '//', '%', '**', '~', '==', '<', 'in', 'and', 'or'])} {two}"
        ),
        lambda: f"{one}[{two}]",
        lambda: f"{one}[{two}:]",
        lambda: f"{one}({two})",
        lambda: f"({one} if {two})",
    )
    return rng.choice(forms)()


def style_sheet(rng):
    """The name and the text of a style sheet."""
    rules = "\n".join(_rule(rng, 0) for _ in range(rng.randint(1, 8)))
    return rng.choice(STYLES), rules


def _rule(rng, depth):
    properties = [
        *sorted(known("properties")),
        "--a",
        "--accent",
        "colr",
        "-webkit-a",
        "string-set",
    ]
    inner = "".join(
        f"  {rng.choice(properties)}: {rng.choice(VALUES)}{rng.choice((';', ';', ';', '', ' !important;'))}\n"
        for _ in range(rng.randint(0, 5))
    )
    if depth < 2 and rng.random() < 0.3:
        inner += _rule(rng, depth + 1)
    head = rng.choice(RULES if rng.random() < 0.3 else SELECTORS)
    return f"{head} {{\n{inner}{rng.choice(('}', '}', '}', '}', ''))}"
