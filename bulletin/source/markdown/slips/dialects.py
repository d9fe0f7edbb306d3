"""Signs of other programs, which Markdown shows as they are written.

Table: what they look like in a stretch of text (as for `almost`), what is wrong, what to write.
"""

import re
from collections.abc import Callable

from bulletin.messages import tr
from bulletin.reading.sought import Begun
from bulletin.source.markdown.rules import TYPED_QUOTES

Hint = str | Callable[[re.Match[str]], str]
"""What to write, or how it is found from what stands there."""

FOREIGN = Begun(
    r"[\[\]{}\0'|†\ue200]|#[a-z]|\A\. \.|!!!|\?\?\?|::|%%|[=^]|:\Z|\A(?:[:.#]|h[1-6]\.|import|export|_)|(?<!\w):[a-z]"
    r"|@[a-z]{2,3}-|Error! |Lỗi! |HYPERLINK|FORMAT|PAGE|TOC|SEQ|REF|mso-|Mso|X-NONE|</?\w{1,9}:|<!--|here to enter|vào đây để|citeturn",
    *"[]{}\0'|†\ue200#=^:<@",
    *("!!!", "???", "%%", "error! ", "lỗi! ", "hyperlink", "format", "page", "toc", "seq", "ref"),
    *("mso", "x-none", "here to enter", "vào đây để", "citeturn"),
)
"""What any of them has."""
_HEADING = tr("a heading as other programs have it is shown as it is written")
_WRITE_HEADING = tr("write ## and the heading")
_COMMAND = tr("a command of another program is shown as it is written")
_WRITE_COMMAND = tr("delete it, or write what it stands for")
_NOTE = tr("this is no footnote, for only other programs write notes so")
_WRITE_NOTE = tr("write [^1] here, and [^1]: and the note on a line of its own")
_STYLE = tr("signs of another program are shown as they are written")
_WRITE_STYLE = tr("write **bold**, *slanted*, or [words](address)")

DIALECTS: tuple[tuple[re.Pattern[str], str, Hint], ...] = (
    (
        re.compile(
            r"\A(?:!!!|\?\?\?\+?)[ \t]+[a-z]+\b|\A\[!(?:[A-Z]+|[a-z]+)\][+-]?(?=\s|\Z)"
            r"|\A\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?=\s|\Z)"
        ),
        tr("a box as other programs have it is shown as it is written"),
        tr("write :::{{note}}, the text below it, and ::: at the end"),
    ),
    (
        re.compile(r"\A\*\[[^\[\]\n]{1,40}\]:(?=\s)"),
        tr("what an abbreviation means is shown as other programs write it"),
        tr("say it where it first stands, as in Ủy ban nhân dân (UBND)"),
    ),
    # AsciiDoc, Typst and wikis, Textile
    (
        re.compile(r"\A={2,6}[ \t]+(?=[^=\s])|\A=[ \t]+(?=[^\W\d_])|\Ah[1-6]\.[ \t]+(?=\S)"),
        _HEADING,
        _WRITE_HEADING,
    ),
    (
        # Liquid, Jinja and wikis; Hugo; kramdown; LaTeX; reStructuredText; Org; MyST; MDX; AsciiDoc;
        # Typst; Quarto's slides
        re.compile(
            r"\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|\{\{[<%]"
            r"|\A\[(?:TOC|toc|\[_?(?:TOC|toc)_?\])\]\Z|\{::?\s?[.#\w][^{}\n]{0,100}\}"
            r"|\A\0(?:ewpage|agebreak|learpage|space|oindent|entering|aketitle)\b"
            r"|\0(?!ootnote)[A-Za-z]{1,24}\*?(?:\[[^\[\]\n]{0,100}\])?\{[^{}\n]{0,200}\}"
            r"|\A\.\.[ ](?:[\w:-]{1,40}::|_[^:\n]{1,80}:(?=\s|\Z)|\|[^|\n]{1,80}\|)"
            r"|\A#\+[A-Za-z_]{2,20}:|\A\([\w-]{1,60}\)=\Z"
            r"|\{[a-z][a-z:-]{1,20}\}\Z|\A(?:import|export)[ ][\w{}*, ]{1,80}[ ]from[ ]['\"]"
            r"|\b(?:link|xref|image|include|video|audio|kbd|btn|icon|ifdef|ifndef|endif)"
            r"::?[^\s\[\]]{0,200}\[[^\[\]\n]{0,200}\]"
            r"|\A\[(?:source|cols|quote|verse|options)\b[^\[\]\n]{0,100}\]\Z"
            r"|(?<![\w.@])@(?:fig|tbl|sec|eq|lst|nte|tip|wrn|imp|cau|thm)-[\w-]{1,60}"
            r"|(?<![\w&/])#(?:set|show|let|import|include)[ ](?=[\w.(\"])"
            r"|(?<![\w&/])#[a-z]{1,20}(?:\([^()\n]{0,200}\)|\[[^\[\]\n]{0,200}\]){1,2}|\A\.(?: \.){2}\Z"
        ),
        _COMMAND,
        _WRITE_COMMAND,
    ),
    (
        re.compile(
            # With words behind it, it may be an option of a directive, below its text.
            r"(?<![\w:/]):[a-z][a-z0-9_+-]{1,30}:(?![\w:/]|[ ]\S)"
            r"|\A:(?![a-z-]+:)[^\W\d_][^:\n]{0,30}:(?=\s)"
            # Pictures of chats, in the middle of a sentence: no option has a low line.
            r"|(?<=\S ):(?:[a-z0-9]+(?:_[a-z0-9]+){1,4}|smile|smiley|grin|joy|wink|cry|tada|heart|fire"
            r"|star|sparkles|rocket|warning|bulb|pray|clap|muscle|wave|thumbsup|eyes|phone|telephone"
            r"|calendar|pushpin|bell|gift|birthday|rose|tulip|sunflower|house):(?!\w)"
        ),
        tr("a name between colons, as other programs have it, is shown as it is written"),
        _WRITE_COMMAND,
    ),
    (
        # reStructuredText, AsciiDoc, LaTeX, Pandoc's sources
        re.compile(
            r"\[(?:#[\w-]{0,40}|\*|\d{1,3})\]_(?!\w)|\A\.\.[ ]\[(?:#[\w-]{0,40}|\*|\d{1,3})\]"
            r"|\bfootnote(?:ref)?:[\w-]{0,40}\[[^\[\]\n]{0,400}\]|\0ootnote\{[^{}\n]{0,400}\}"
            r"|\[@[\w:.-]{1,80}[^\[\]\n]{0,80}\]|(?<=\s)\^\d{1,3}\^(?!\w)"
        ),
        _NOTE,
        _WRITE_NOTE,
    ),
    (
        # wikis, forums, reStructuredText's links
        re.compile(
            r"(?<![\w'])'{2,3}(?=[^\s'])[^'\n]{1,200}(?<=[^\s'])'{2,3}(?![\w'])"
            r"|\[/(?:b|i|u|s|url|img|quote|code|color|size|font|center|left|right|list)\]"
            r"|\A__?(?=[\s.,;:!?)][^_]*\Z|\Z)"
        ),
        _STYLE,
        _WRITE_STYLE,
    ),
    (
        TYPED_QUOTES,
        tr("these quotes are shown as they were typed"),
        lambda match: tr("write “{words}”", words=match["words"]),
    ),
    (
        re.compile(r"%%[^%\n]{1,400}%%"),
        tr("a remark that only another program hides is shown"),
        tr("delete it"),
    ),
    (
        re.compile(r"<!--"),
        tr("this comment is not closed"),
        tr("write --> at its end"),
    ),
    (
        # Tables of MultiMarkdown
        re.compile(r"\A\^\^\Z"),
        tr("a cell that other programs join to the one above is shown as it is written"),
        tr("write the words of that cell here, too"),
    ),
    (
        re.compile(r"(?<=\s)\^[A-Za-z0-9-]{4,40}\Z"),
        tr("the name that another program gives a paragraph is shown"),
        tr("delete it"),
    ),
    (
        re.compile(
            r"【\d{1,3}[†:][^】\n]{0,80}】|\ue200[^\ue201\n]{0,200}\ue201?|\bciteturn\d\w{0,40}"
            r"|\[(?:oaicite:|cite: ?\d|cite_start)[^\[\]\n]{0,60}\]"
        ),
        tr("a mark by which a chat program names its sources is shown"),
        tr("delete it, and say in words where this is from"),
    ),
    # Word's fields
    (
        re.compile(
            r"(?:Error! (?:Reference source|Bookmark|No text|Hyperlink|Unknown)|Lỗi! )[^.!\n]{0,60}\.?"
            r"|\b(?:HYPERLINK|INCLUDEPICTURE)[ ]+(?:\\l[ ]+)?[\"“]"
            r"|\b(?:PAGE|NUMPAGES|PAGEREF|REF|SEQ|TOC)\b[^.\n\0]{0,30}[\\\0](?:[ ]?(?:\*|[a-z]\b|[ ]?MERGEFORMAT)|(?<=\0)[ ]\")"
            r"|[\\\0][ ]?\*?[ ]?MERGEFORMAT|(?:MERGE|CHAR)FORMAT"
            r"|Click (?:or tap )?here to enter \w+|(?:Bấm|Nhấp|Nhấn)[^.\n]{0,30} vào đây để nhập văn bản"
        ),
        tr("what Word writes in place of a field is shown as it is written"),
        tr("delete it, and write what belongs there"),
    ),
    # Word's styles and settings, which some programs paste along
    (
        re.compile(
            r"</?[a-z]\w{0,8}:[A-Za-z]\w{0,40}(?:\s[^<>\n]{0,200})?/?>|/\* Style Definitions \*/"
            r"|\bmso-[a-z-]{2,40}:|\bMso[A-Z]\w{2,40}|\bNormal 0 (?:false|true)\b|\bX-NONE\b"
        ),
        tr("what Word keeps beside a text is shown as it is written"),
        tr("delete it"),
    ),
)
