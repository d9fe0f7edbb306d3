"""What speaks with readers as elements: quizzes, cards for questions, broadcasts.

In: the writer and a block. Out: its element; the writer adds the id. Nothing of it needs a script,
and nothing that a reader does leaves the page.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bulletin import document
from bulletin.source.addresses import shown_address
from bulletin.source.days import UTC_OFFSET
from bulletin.theming.theme import Strings
from bulletin.xhtml.boxes import box_title
from bulletin.xhtml.elements import Element, append, element, fragment_of
from bulletin.xhtml.pen import Pen, breakable


def quiz(writer: Pen, block: document.Quiz) -> Element:
    """Questions in their order, each with its options and, somewhere, its answer."""
    made = element("div", class_="quiz", role="group")
    box_title(writer, block, block.title, made)
    if not block.title:
        made.set("aria-label", writer.strings("content_quiz"))
    append(made, element("ol", *writer.blocks(block.children), class_="quiz-questions"))
    return append(made, writer.quiz_end(block))


def question(writer: Pen, block: document.QuizQuestion) -> Element:
    """One question; `data-right` is the number of its right option, for the page's script."""
    made = element("li", class_="quiz-question")
    append(made, writer.inlines(element("p", class_="quiz-text"), block.question))
    options = element("ol", class_="quiz-options", type="A")
    append(made, options)
    for child in block.children:
        if isinstance(child, document.QuizAnswer):
            made.set("data-right", str(child.right))
            append(made, writer.quiz_answer(child))
        else:
            append(options, writer.block(child))
    return made


def option(writer: Pen, block: document.QuizOption) -> Element:
    """One option."""
    return writer.inlines(element("li", class_="quiz-option"), block.children)


def answer(writer: Pen, block: document.QuizAnswer) -> Element:
    """The right option and why, as they stand wherever an edition puts them."""
    made = element("p", class_="quiz-answer")
    told = writer.strings("content_quiz_answer", letter=document.letter_of(block.right))
    append(made, element("strong", told), " ")
    writer.inlines(made, block.option)
    if block.children:
        append(made, ". ")
        writer.inlines(made, block.children)
    return made


def answer_to_open(writer: Pen, block: document.QuizAnswer) -> Element:
    """An answer that the reader opens."""
    summary = element("summary", writer.strings("content_quiz_show"))
    return element("details", summary, writer.block(block), class_="quiz-open")


def drawn_code(writer: Pen, address: str) -> Element:
    """A QR code as a drawing in the page."""
    from bulletin.art.qr_symbol import checked_qr  # noqa: PLC0415, heavy

    made = fragment_of(checked_qr(address).svg)
    made.set("role", "img")
    made.set("aria-label", writer.strings("content_code", address=shown_address(address)))
    return element("div", made, class_="code-box")


def ask(writer: Pen, block: document.Ask) -> Element:
    """A card with every way to ask, and a code for the one that a telephone takes best."""
    made = element("aside", class_="ask", role="note")
    box_title(writer, block, block.title, made)
    if not block.title:
        made.set("aria-label", writer.strings("content_ask"))
    words = element("div", *writer.blocks(block.children), class_="ask-words")
    found = (child for child in block.children if isinstance(child, document.Contacts))
    codes = [writer.code(best_way(child), child.id) for child in found]
    return append(made, element("div", words, *codes, class_="ask-row"))


_BESIDE_A_CODE = 16
"""Letters of an address for which a column has room beside a code."""


def contacts(writer: Pen, block: document.Contacts) -> Element:
    """Every way to reach somebody, each a link."""
    ways = element("ul", class_="ask-ways")
    for way, text, address in _ways(block):
        link = element("a", href=address)
        breakable(link, text, _BESIDE_A_CODE)
        if address.startswith("http"):
            writer.external(link)
        name = element("span", writer.strings(f"content_ask_{way}"), class_="ask-way")
        append(ways, element("li", name, " ", link))
    return ways


def _ways(block: document.Contacts) -> Iterator[tuple[str, str, str]]:
    """Each way to ask: its name, its words and its address."""
    if block.phone:
        yield "phone", block.phone, "tel:" + re.sub(r"[^0-9+]", "", block.phone)
    if block.zalo:
        yield "zalo", shown_address(block.zalo), block.zalo
    if block.email:
        yield "email", block.email, f"mailto:{block.email}"
    if block.form:
        yield "form", shown_address(block.form), block.form


def best_way(block: document.Contacts) -> str:
    """The address that a code leads to: a form or a chat before what has to be written or said."""
    addresses = {way: address for way, _, address in _ways(block)}
    order = ("form", "zalo", "phone", "email")
    return next(addresses[way] for way in order if way in addresses)


def broadcast(writer: Pen, block: document.Broadcast) -> Element:
    """A broadcast: all that holds before, during and after it; a script hides what does not."""
    made = element("div", class_="broadcast", role="group")
    made.set("data-from", _for_scripts(block.start))
    made.set("data-until", _for_scripts(block.end))
    box_title(writer, block, block.title, made)
    words = element("div", class_="broadcast-words")
    append(words, element("p", _span_of(writer.strings, block), class_="broadcast-when"))
    if block.place:
        append(words, writer.inlines(element("p", class_="broadcast-place"), block.place))
    append(words, *writer.blocks(block.children))
    append(words, _link(writer, "live", block.target))
    if block.recording:
        append(words, _link(writer, "recording", block.recording))
    else:
        later = writer.strings("content_broadcast_later")
        append(words, element("p", later, class_="broadcast-later"))
    code = writer.code(block.recording or block.target, block.id)
    return append(made, element("div", words, code, class_="broadcast-row"))


def _for_scripts(moment: dt.datetime) -> str:
    """A moment that means the same wherever the reader is (ISO 8601)."""
    return moment.replace(tzinfo=dt.timezone(UTC_OFFSET)).isoformat()


def _link(writer: Pen, kind: str, address: str) -> Element:
    link = element("a", writer.strings(f"content_broadcast_{kind}"), href=address)
    writer.external(link)
    return element("p", link, class_=f"broadcast-{kind}")


def _span_of(strings: Strings, block: document.Broadcast) -> str:
    """From when until when, in words."""

    def told(moment: dt.datetime) -> str:
        return strings("dates_at", time=strings.time(moment.time()), date=strings.date(moment))

    same = block.start.date() == block.end.date()
    end = strings.time(block.end.time()) if same else told(block.end)
    whole = strings("dates_until", start=told(block.start), end=end)
    return whole[:1].upper() + whole[1:]


BLOCKS: Mapping[type[document.Block], Callable[[Any, Any], Element]] = {
    document.Quiz: quiz,
    document.QuizQuestion: question,
    document.QuizOption: option,
    document.QuizAnswer: answer,
    document.Ask: ask,
    document.Contacts: contacts,
    document.Broadcast: broadcast,
}
