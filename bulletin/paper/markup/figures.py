"""Films, charts, icons and bars as a printed page shows them.

In: the writer and a block, or an element to be changed. Out: its element.
"""

from lxml import etree

from bulletin.art.charts import chart_svg, palette_of
from bulletin.art.charts.crowded import PIXEL
from bulletin.art.qr_symbol import checked_qr
from bulletin.document import Chart, Media, Quiz, QuizAnswer, QuizQuestion, plain_text
from bulletin.languages import figure_written
from bulletin.paper.markup.pen import PaperPen
from bulletin.paper.markup.unbroken import JOINER
from bulletin.xhtml import Element, append, element
from bulletin.xhtml.prose import source


def media(writer: PaperPen, block: Media) -> Element:
    """A film or a sound: poster, title, words, and a code for its place in the hosted copy."""
    address = f"{writer.composition.issue.address}#{block.id}"
    title = writer.inlines(element("a", href=address, class_="media-title"), block.title)
    hint = writer.strings("pdf_watch" if block.kind == "video" else "pdf_listen")
    words = element("div", element("p", title), *writer.blocks(block.children))
    words.set("class", "media-words")
    append(words, element("p", hint, class_="media-hint"))
    row = element("div", words, code(writer, address, block.id), class_="media-row")
    made = element("figure", row, class_=f"media {block.kind}")
    if block.poster:
        poster = element("div", writer.picture(block.poster, "poster"), class_="media-poster")
        beside = writer.space.columns == 1 and not writer.space.boxes
        (row if beside else made).insert(0, poster)
    return made


def code(writer: PaperPen, address: str, name: str) -> Element:
    """A QR code as a picture that names its address."""
    drawn = checked_qr(address)
    file = writer.placing.keep(f"codes/{name}.svg", drawn.svg)
    alt = writer.strings("pdf_code", address=address)
    return element("div", element("img", src=file, alt=alt, class_="code"), class_="code-box")


def answers(writer: PaperPen, block: Quiz) -> Element:
    """The answers of a quiz in one box, which the style sheet turns upside down."""
    made = element("div", class_="quiz-answers")
    append(made, element("p", writer.strings("content_quiz_answers"), class_="quiz-answers-title"))
    for number, question in enumerate(block.children, start=1):
        told = writer.strings("content_quiz_number", number=number)
        for child in question.children if isinstance(question, QuizQuestion) else ():
            if isinstance(child, QuizAnswer):
                written = writer.block(child)
                written.insert(0, element("span", f"{told} ", class_="quiz-number"))
                written[0].tail, written.text = written.text, None
                append(made, written)
    return made


def chart(writer: PaperPen, block: Chart) -> Element:
    """A chart: title, picture, source. The alternative text says what it shows, then the data."""
    made = element("figure", class_=f"chart chart-{block.type}")
    if block.title:
        append(made, writer.inlines(element("figcaption", class_="box-title"), block.title))
    room = writer.settings.room("chart", writer.space)
    svg = chart_svg(block, writer.strings, palette_of(writer.theme), room.width / PIXEL)
    svg = svg.replace("currentColor", writer.placing.colours["ink"])
    file = writer.placing.keep(f"charts/{block.id}.svg", svg)
    alt = block.alt or plain_text(block.title).replace(JOINER, "")
    data = writer.strings("pdf_chart_data", alt=alt, data=_data(writer, block))
    size = f"width:{room.width}mm" + (";max-width:100%" if writer.space.boxes else "")
    append(made, element("img", src=file, alt=data, class_="as-chart", style=size))
    return append(made, source(writer, block.source))


def _data(writer: PaperPen, block: Chart) -> str:
    """The figures of a chart in words: "Series: category 1,5; category 2."."""
    rows = []
    for series in block.series:
        values = (
            writer.strings("content_gap")
            if value is None
            else figure_written(value, writer.strings.language)
            for value in series.values
        )
        pairs = zip(block.categories, values, strict=True)
        unit = f" ({block.unit})" if block.unit else ""
        rows.append(f"{series.name}{unit}: " + "; ".join(f"{name} {v}" for name, v in pairs))
    return ". ".join(rows)


def icon_as_ground(writer: PaperPen, target: Element, name: str) -> None:
    """Turn an icon into the ground of an empty box, which readers of tags pass over."""
    kind = name.removeprefix("note-") if name.startswith("note-") else ""
    colour = writer.placing.colours.get(kind) or writer.placing.colours["accent_text"]
    target.attrib.pop("class", "")
    svg = etree.tostring(target, encoding="unicode", with_tail=False)
    svg = svg.replace("currentColor", colour)
    file = writer.placing.keep(f"icons/{name}.svg", svg)
    _emptied(target)
    target.set("class", "icon")
    target.set("style", f"background-image:url('{file}')")


def bar_as_boxes(target: Element, share: float) -> None:
    """Turn a bar into two boxes, one in the other."""
    kind = target.get("class", "bar")
    _emptied(target)
    target.set("class", kind)
    filled = f"width:{min(max(share, 0.0), 1.0) * 100:.4g}%"
    append(target, element("span", class_="bar-filled", style=filled))


def _emptied(target: Element) -> None:
    for child in list(target):
        target.remove(child)
    target.text = None
    target.attrib.clear()
    target.tag = "span"
