"""Short forms of other programs in Markdown: of Hugo, Jekyll, WordPress, kramdown, MyST, pandoc.

In: a text. Out: the same, line for line, with HTML for what is known; the rest is taken out and
remarked upon with its line.
"""

import re
from collections.abc import Callable
from functools import partial
from html import escape

from bulletin.desk.importing.remarks import Remarks
from bulletin.messages import tr

_HUGO = re.compile(r"\{\{[<%]\s*/?\s*(?P<name>[\w-]+)(?P<rest>[^\n]*?)\s*/?[%>]\}\}")
_LIQUID = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<rest>[^\n%]*?)-?%\}")
_BRACKETS = re.compile(
    r"\[/?(?P<name>caption|gallery|embed|video|audio|youtube|vimeo|toc)\b(?P<rest>[^\]\n]*)\](?![(\[])",
    re.IGNORECASE,
)
_WORDPRESS = re.compile(
    r"\[caption\b[^\]\n]*\]\s*(?:<a\b[^>\n]*>)?(?P<picture><img\b[^>\n]*>)(?:</a>)?"
    r"(?P<words>[^\[\n]{0,500})\[/caption\]"
)
_KRAMDOWN = re.compile(
    r"(?P<before>^|(?<=\S))\{:\s*(?P<name>[.#\w])(?P<rest>[^{}\n]*)\}", re.MULTILINE
)
_REFERENCES = re.compile(
    r"(?:\{(?=[a-z:-]{2,21}\}`)|\[(?=@[A-Za-z0-9_:.-]+[,;\]]))(?P<name>@?[\w:.-]+)"
    r"(?P<rest>[^`\]\n]*(?:`[^`\n]+)?)[`\]](?![(\[:])"
)
"""MyST's {ref}`place`, and what pandoc cites: [@key, p. 5]."""
_PAIR = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_FILMS = {
    "youtube": "https://www.youtube.com/embed/{}",
    "youtubeplayer": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
}
_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})", re.MULTILINE)


def in_html(text: str, above: int, remarks: Remarks) -> str:
    """The text with HTML for short forms; `above`: lines of the file that stand above it."""
    if not re.search(
        r"\{\{[<%]|\{%|\{:|\}`|\[@|\[/?(?:caption|gallery|embed|video|audio|youtube|vimeo|toc)",
        text,
        re.IGNORECASE,
    ):
        return text
    rows = _WORDPRESS.sub(_captioned, text).split("\n")
    fenced = False
    for number, row in enumerate(rows):
        if _FENCE.match(row):
            fenced = not fenced
        elif not fenced:
            say = partial(_said, line=above + number + 1, remarks=remarks)
            for pattern in (_HUGO, _LIQUID, _BRACKETS, _KRAMDOWN, _REFERENCES):
                rows[number] = pattern.sub(say, rows[number])
    return "\n".join(rows)


def _captioned(match: re.Match[str]) -> str:
    """WordPress's picture with a caption, on as many lines as before."""
    lines = "\n" * match[0].count("\n")
    return f"<figure>{match['picture']}<figcaption>{match['words']}</figcaption></figure>{lines}"


def _said(match: re.Match[str], line: int, remarks: Remarks) -> str:
    name, rest = match["name"].lower(), match["rest"].strip()
    read = _role if rest.startswith("}`") else _KNOWN.get(name)
    made = read(name, rest) if read else ""
    if not made and name not in _SILENT:
        remarks.lost(tr("A short form of another program: {form}", form=match[0][:60]), line)
    return made


def _role(name: str, rest: str) -> str:
    """The words of {kbd}`Lưu` and {doc}`words <place>`; what only names a place has none."""
    words, _, place = rest.removeprefix("}`").partition("<")
    return words.strip() if place or name not in _PLACES else ""


def _film(name: str, rest: str) -> str:
    pairs = _pairs(rest)
    first = (
        rest.split(maxsplit=1)[0].strip("\"'")
        if rest and "=" not in rest.split(maxsplit=1)[0]
        else ""
    )
    given = pairs.get("id") or pairs.get("src") or first
    if not given:
        return ""
    source = given if given.startswith("http") else _FILMS[name].format(given)
    return f'<iframe src="{escape(source)}" title="{escape(pairs.get("title", ""))}"></iframe>'


def _figure(_name: str, rest: str) -> str:
    pairs = _pairs(rest)
    source = pairs.get("src") or pairs.get("link") or ""
    if not source:
        return ""
    caption = " ".join(filter(None, (pairs.get("title"), pairs.get("caption"))))
    words = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return (
        f'<figure><img src="{escape(source)}" alt="{escape(pairs.get("alt", ""))}">{words}</figure>'
    )


def _pairs(rest: str) -> dict[str, str]:
    return {key.lower(): a or b or c for key, a, b, c in _PAIR.findall(rest)}


_KNOWN: dict[str, Callable[[str, str], str]] = {
    **dict.fromkeys(_FILMS, _film),
    "figure": _figure,
    "img": _figure,
}
_PLACES = frozenset(["ref", "numref", "eq", "doc", "any", "download"])
_SILENT = {"caption"}
"""What only stood around a picture, which stays."""
