"""A document tree as text, a block a line, for comparison with an expected file."""

from dataclasses import fields

from bulletin import document

_MARKS = {"emphasis": "*", "strong": "**", "struck": "~~"}
_NOT_SHOWN = {"span", "id", "children", "header", "rows"}


def text_of(article):
    """The whole article."""
    head = [
        f"{name}: {getattr(article, name)}"
        for name in ("slug", "number", "authors", "columns")
        if getattr(article, name)
    ]
    return "\n".join([*head, *(line for block in article.blocks for line in _block(block))]) + "\n"


def _block(block, depth=0):
    shown = [type(block).__name__, f"#{block.id}", f"{block.span.line}:{block.span.column}"]
    for field in fields(block):
        value = getattr(block, field.name)
        if field.name in _NOT_SHOWN or value in ("", (), None, False):
            continue
        shown.append(f"{field.name}={_value(value)}")
    content = getattr(block, "children", ())
    if content and isinstance(content[0], document.Inline):
        shown.append(f"«{_inlines(content)}»")
    yield "  " * depth + " ".join(shown)
    for child in document.children_of(block):
        yield from _block(child, depth + 1)


def _value(value):
    if isinstance(value, document.Inline):
        return _inline(value)
    if isinstance(value, tuple) and value and isinstance(value[0], document.Inline):
        return f"«{_inlines(value)}»"
    if isinstance(value, document.Anchor):
        return f"{value.article}#{value.fragment}"
    return str(value)


def _inlines(inlines):
    return "".join(map(_inline, inlines))


def _inline(inline):  # noqa: PLR0911, a node type a line
    match inline:
        case document.Text(text):
            return text.replace("\u00a0", "<nbsp>")
        case document.InlineCode(text):
            return f"`{text}`"
        case document.LineBreak():
            return "<br>"
        case document.Styled(style, children):
            return f"{_MARKS[style]}{_inlines(children)}{_MARKS[style]}"
        case document.Phrase(children, say, silent, language):
            return f"[{_inlines(children)}]{{{say=} {silent=} {language=}}}"
        case document.Link(children, target):
            return f"[{_inlines(children)}]({_value(target)})"
        case document.Picture(file, alt, span):
            return f"![{alt}]({file} {span.line}:{span.column})"
        case document.FootnoteReference(footnote, number):
            return f"[^{number} {footnote}]"
    raise AssertionError(inline)
