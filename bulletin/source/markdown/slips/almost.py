"""What stays in the text when Markdown is almost right, or another program's signs are.

In: a stretch of text as it will be shown, with U+0000 for each character that was escaped. Out:
slips with what is wrong and what to write.
"""

import itertools
import re
from collections.abc import Iterator

from bulletin.messages import tr
from bulletin.reading.sought import Sought
from bulletin.source.markdown.slips.dialects import DIALECTS, FOREIGN, Hint
from bulletin.source.markdown.slips.torn_addresses import TORN, TORN_SIGNS

MOST_SLIPS = 12
"""So many slips of one kind are named in one stretch of text; an editor mends them together."""


def slips_in(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """The slips in a stretch of text: where, what is wrong, what to write.

    Signs that two rules know are told once, by the one that stands first.
    """
    told: list[tuple[int, int]] = []
    for signs, rows in ((_ANY, _ALMOST), (FOREIGN, DIALECTS), (TORN_SIGNS, TORN)):
        for pattern, message, hint in rows if signs.search(text) else ():
            for match in itertools.islice(pattern.finditer(text), MOST_SLIPS):
                start, end = match.span()
                if any(start < last and first < end for first, last in told):
                    continue
                told.append((start, end))
                yield match, message, hint if isinstance(hint, str) else hint(match)


def contexts(text: str, match: re.Match[str]) -> Iterator[str]:
    """A slip with the words around it, by which it is told from signs that are right."""
    before = text[max(0, match.start() - _SIGHT) : match.start()].rpartition(match[0])[2]
    before = before.rpartition("\0")[2]
    after = text[match.end() : match.end() + _SIGHT].partition("\0")[0]
    for left in (before, before.rpartition(" ")[2], ""):
        for right in (after, after.partition(" ")[0], ""):
            if left or right:
                yield f"{left}{match[0]}{right}"


_LESS = "\1"
"""What stands for &lt;, with which an element of HTML begins where its source was copied."""


def seen(written: str) -> str:
    """What stands for a character that was escaped, or written as HTML has it."""
    return _LESS if written == "&lt;" else "\0"


_SIGHT = 24
_ANY = re.compile(r"[*\[\]^~$=+_{}\0\1<&]|#{7}|[/／]|\\\Z")


def without_spaces(target: str) -> str:
    """What to write for a target with a space in it."""
    if title := _TITLE.search(target):
        return _with_other_quotes(title)
    if size := re.search(r"\s=\d*x\d*$", target):
        return tr(
            "delete {size}; how wide a picture is says :width: of a figure", size=size[0].strip()
        )
    if target.count('"') % 2:
        return tr("close the quotes of the title")
    if re.match(r"(https?|tel|sms|mailto):", target):
        return _whole_address(target)
    if re.fullmatch(r"[+\d][\d .()-]{6,}", target):
        return tr("write tel: and the number: (tel:{digits})", digits=re.sub(r"[^+\d]", "", target))
    return tr("give the file a name without spaces, or write <...> around the address")


_TITLE = re.compile(
    r"\s(?:[“”‘’«](?P<curly>[^“”‘’«»]*)[“”‘’»]|\"(?P<straight>[^\"]*\"[^\"]*\".*)\")$"
)
"""The title of a link in quotes that Markdown does not take."""


def _with_other_quotes(title: re.Match[str]) -> str:
    """What to write for such a title."""
    if (curly := title["curly"]) is not None:
        return tr('write straight quotes: "{title}"', title=curly)
    inner = title["straight"].replace('"', "'")
    return tr('write other quotes inside the title: "{title}"', title=inner)


def _whole_address(target: str) -> str:
    """What to write for an address with spaces in it: some belong to it, some tear it."""
    torn = re.match(r"https?://\S*(?:[-/?&=]\s|\s[/?&=])", target)
    if not torn and re.match(r"https?://[^\s/]+/|(?:sms|mailto):[^\s?]+\?", target):
        return tr("write %20 for each space: ({split})", split="%20".join(target.split()))
    return tr("write it without spaces: ({split})", split="".join(target.split()))


def _beside_stars(match: re.Match[str]) -> str:
    """What to write where stars make nothing bold."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if (before.isalnum() and not (after.isalnum() or after.isspace())) or (
        after.isalnum() and not (before.isalnum() or before.isspace())
    ):
        return tr("leave a space between the stars and the word beside them")
    return tr("write **words** without spaces inside the stars; write \\* for a star")


_ALMOST: tuple[tuple[Sought, str, Hint], ...] = (
    (
        Sought(r":{3,9}[ \t]?\{[a-z-]{2,30}\}", ":::"),
        tr("this opens nothing among words or in a cell, and readers see it as it is written"),
        tr("begin a line of its own with it, with an empty line above"),
    ),
    (
        Sought(r"!?\[[^\[\]\n]*\][ \t]+\([^()\n]*(?:\.md|://)[^()\n]*\)", "["),
        tr("this is no link, for a space stands between ] and ("),
        tr("delete the space"),
    ),
    (
        Sought(r"!?\[[^\[\]\n]*\]\(([^()\n]*)\)", "]("),
        tr("this is no link and no picture, for a space stands in the address"),
        lambda match: without_spaces(match[1].strip()),
    ),
    (
        # A bracket too many in the address, or none that closes it.
        Sought(
            r"!?\[[^\[\]\n]+\]\("
            r"(?:(?:https?|mailto|tel|sms):|[\w./-]{0,80}/|[\w-]{1,80}\.(?:md|jpe?g|png|webp|svg)\b)"
            r"[^()\s]*(?:\(\S*|(?=\s|\Z)(?![^()]*\)))",
            "](",
        ),
        tr("this is no link, for the brackets in its address do not fit"),
        tr("close the brackets, or write %28 and %29 for those of the address"),
    ),
    (
        Sought(r"(?:\A|(?<=\n))[^\[\n]{0,200}\]\((?:https?:[^()\s]+|[^()\s]+\.md)\)", "]("),
        tr("this is no link, for another link or a footnote stands in it"),
        tr("write it before or after the link"),
    ),
    (
        Sought(
            r"\([^()\n]{1,200}\)\[(?:\s*\Z|(?=[^\]\n]{1,2000}\])[^\]\n]*?(?:\.md|://)[^\]\n]*\])"
            r"|\[[^\[\]\n]{1,200}\][\[{]\Z",  # an address stands behind it
            "[",
        ),
        tr("this is no link, for its brackets are the wrong way round"),
        tr("write [words](address)"),
    ),
    (
        Sought(r"(?<!!)\[\[(?!_?(?i:toc)_?\]\])[^\[\]\n]+\]\]", "[["),
        tr("these brackets make no link"),
        tr("write [words](02-bai.md)"),
    ),
    (
        Sought(r"\[[^\[\]()|\n]{1,200}(?:\||(?<=\w)\()\Z", "|", "("),
        tr("these brackets make no link"),
        tr("write [words](address)"),
    ),
    (
        Sought(r"\[\^[^\[\]\n]*\s[^\[\]\n]*\]", "[^"),
        tr("this is no footnote, for a space stands in its name"),
        tr("write [^1] here, and [^1]: and the note on a line of its own"),
    ),
    (
        Sought(r"\^\[[^\[\]\n]+\]", "^["),
        tr("this is no footnote, for notes do not stand in the text"),
        tr("write [^1] here, and [^1]: and the note on a line of its own"),
    ),
    (
        Sought(r"\[[^\[\]^\n][^\[\]\n]*\]\[[^\[\]\n]*\]", "]["),
        tr("this is no link, for its address is nowhere"),
        tr("write [words](address)"),
    ),
    (
        Sought(r"(?<![\w<])<\Z", "<"),
        tr("this address ends at a space, and the link with it"),
        tr("write %20 for each space"),
    ),
    (Sought(r"(?!(?<=\()\*\*\))\*\*", "**"), tr("these stars make nothing bold"), _beside_stars),
    (
        Sought(r"(?<!_)__(?!_)(?=[^_\n]{0,200}[^\W\d_])[^_\n]{1,200}(?<!_)__(?!_)", "__"),
        tr("these lines make nothing bold"),
        tr("write **words** without spaces inside the stars"),
    ),
    (
        Sought(
            r"(?<![\w*])\*(?:(?=[^\W\d_])[^*\n]{1,80}\s|\s(?=[^\W\d_])[^*\n]{1,80}(?<!\s)"
            r"|\u00a0(?=[^\W\d_])[^*\n]{1,80}\u00a0)\*(?![\w*])",
            "*",
        ),
        tr("these stars make nothing slanted"),
        tr("write *words* without spaces inside the stars; write \\* for a star"),
    ),
    (
        Sought(
            r"(?<=[\w)])\^[-−]?\d{1,3}(?![\w^$])|(?<=\w)\^[^\s^]{1,12}\^|(?<=[^\W\d])~[^\s~]{1,12}~"
            r"|(?<=[\w)])[\^_]\{[-−]?\d{1,3}\}|(?<=\b[HCONS])[_~]\d(?![\d~])|(?<=\b[CNS][HO])[_~]\d(?![\d~])",
            "^",
            "~",
            "_",
        ),
        tr("these signs make nothing small"),
        tr("write the character itself, as in m² or H₂O, or write it in words"),
    ),
    (
        Sought(
            r"(?<![\w~])~~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~(?!~)"
            r"|(?<![\w~])~(?=[^\W\d_])[^~\n]{1,80}(?<=\w)~(?![\w~])",
            "~",
        ),
        tr("these signs strike nothing out"),
        tr("write ~~words~~ with two signs on both sides"),
    ),
    (
        Sought(
            r"\$\$[^$\n]{1,400}\$\$|(?<![\w$])\$(?:[\0\\][A-Za-z]|[^$\s][^$\n]{0,200}?[\0\\^_{}])"
            r"[^$\n]{0,200}\$",
            "$",
        ),
        tr("formulas are shown as they are written"),
        tr("write the signs themselves, as in x² or ½, or show the formula as a picture"),
    ),
    (
        Sought(
            r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}(?<=[^\s=])==(?![=\w])"
            r"|(?<!\S)\+\+(?=[^\s+])[^+\n]{1,200}\+\+(?!\w)",
            "==",
            "++",
        ),
        tr("these signs mark nothing"),
        tr("write **words**, or leave them out"),
    ),
    (
        Sought(
            r"(?i)(?<![\w/])(?!https?://\w)h{1,2}t{1,3}ps{0,2}[ ]?[:：;]?[ ]?[/／\\]{1,2}[ ]?(?=[\w-]+[.．]|(?<=/ )\Z)|https?://\Z",
            "ht",
        ),
        tr("this is no address, for it does not begin with https://"),
        tr("write https:// and the rest of the address right behind it"),
    ),
    (
        Sought(
            r"&(?:nbsp|amp|lt|gt|quot|apos|hellip|[nm]dash|[lr][ds]quo|bull|rarr|times"
            r"|[A-Za-z](?:grave|acute|tilde|circ)|#\d{2,6}|#x[0-9A-Fa-f]{2,6})(?:;|(?![A-Za-z]))",
            "&",
        ),
        tr("a sign of HTML is shown as it is written"),
        tr("write the character itself, or a space"),
    ),
    (
        Sought(
            rf"{_LESS}/?(?:[abipu]|[bh]r|div|em|font|h[1-6]|img|li|[ou]l|span|strong|su[bp]|table|t[dhr])"
            r"(?:\s[^<>\0\n]{0,200})?[ /]{0,2}\0",
            _LESS,
        ),
        tr("a sign of HTML is shown as it is written"),
        tr("delete it, or write it in Markdown: **bold**, *slanted*, a blank line"),
    ),
    (
        Sought(r"(?<!\b[A-Za-z]:)\\\Z", "\\"),
        tr("the backslash that ends this paragraph is shown"),
        tr("delete it: only a line that others follow needs one"),
    ),
    (
        Sought(r"\A#{7,}[ \t]", "#######"),
        tr("this is no heading, for it has more than six #"),
        tr("write ## and the heading"),
    ),
)
