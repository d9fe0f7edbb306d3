"""How narrow a table can be set, found without a page being set.

In: tables, and the theme. Out: how dense each is set, which of its cells may break a word, and
a finding for each table that no page of this size holds.
"""

from collections.abc import Iterator, Mapping, Sequence

from bulletin import document
from bulletin.art.boxes import boxes_of
from bulletin.art.fonts import Faces, nearest
from bulletin.codes import WIDE_TABLE
from bulletin.diagnostics import Finding, FindingsError
from bulletin.formats.element_text import text_within
from bulletin.messages import tr
from bulletin.paper.markup.line_breaking import Font, font_of
from bulletin.paper.markup.spanning import spans
from bulletin.source.issue import Issue
from bulletin.theming.models import ColumnSpace, PageSettings
from bulletin.theming.theme import Theme
from bulletin.xhtml import Element
from bulletin.xhtml.elements import add_class

_DENSE = 8
"""Columns of a table that is set in smaller letters when it has more; in each box three fewer."""
_CROWDED = 11
"""As above, for letters that are smaller still."""
_FEWER = 3
_BREAKABLE = 20
"""Letters of a word in a cell that is never torn; of longer ones lines may end anywhere."""
_LONGEST_NUMBER = 30
"""Digits and signs of a number, which is not torn either: what is longer is none that anyone reads."""
_MUCH = 500
"""Letters of a cell whose row need not be kept whole."""
_POINT = 25.4 / 72
"""Millimetres."""
SETTING = {"": (9.2, 2.4), "dense": (8.0, 1.4), "crowded": (7.0, 0.8)}
NARROW = {"": (8.4, 1.6), "dense": (7.4, 1.0), "crowded": (6.6, 0.6)}
"""Points of letters and millimetres beside them, as `pdf/boxes.css` and `pdf/narrow.css` say."""
TAKEN: Mapping[type[document.Block], float] = {
    document.ListItem: 6.0,
    document.Quotation: 6.0,
    document.Note: 11.2,
    document.Ask: 35.2,
    document.Broadcast: 35.2,
    document.Dialogue: 4.4,
    document.Media: 25.0,
    document.LinkCard: 9.5,
}
"""Millimetres that boxes take from the width, at the least, as the same sheets say.

`tests/paper/test_pdf_tables.py` holds both tables to the sheets."""
_TOLERANCE = 0.4
"""Millimetres by which rounding may go over, as on pages."""


def density(columns: int, inside: int) -> str:
    """The class of a table with so many columns, inside so many boxes."""
    if columns > _CROWDED - _FEWER * inside:
        return "crowded"
    return "dense" if columns > _DENSE - _FEWER * inside else ""


def let_break(table: Element) -> None:
    """Let lines end within words that are wider than any column should be; never in a number.

    A row of much text goes on on the next page: WeasyPrint leaves the names of columns out where a
    page does not hold a row below them.
    """
    for row in table.iter("tr"):
        texts = [(cell, text_within(cell)) for cell in row]
        for cell, text in texts:
            if any(_is_breakable(word) for word in text.split()):
                add_class(cell, "long")
        if any(len(text) > _MUCH for _, text in texts):
            add_class(row, "loose")


def _is_breakable(word: str) -> bool:
    is_number = any(map(str.isdigit, word)) and not any(map(str.isalpha, word))
    return len(word) > (_LONGEST_NUMBER if is_number else _BREAKABLE)


def too_wide(issue: Issue, theme: Theme, faces: Faces) -> Iterator[Finding]:
    """A finding for each table of an issue that does not fit its page."""
    try:
        settings = theme.page_settings
    except FindingsError:
        return  # what is wrong in the theme has its own findings
    for article in issue.articles:
        yield from _in_article(article, settings, faces)


def _in_article(
    article: document.Article, settings: PageSettings, faces: Faces
) -> Iterator[Finding]:
    columns = min(article.columns, settings.most_columns)

    def below(
        blocks: Sequence[document.Block], inside: int, taken: float, *, whole: bool
    ) -> Iterator[Finding]:
        for block in blocks:
            if isinstance(block, document.Table):
                room = _room(settings, columns, inside, taken, whole=whole)
                yield from _of_table(block, room, inside, settings, faces)
            deeper = inside + boxes_of(block)
            less = taken + TAKEN.get(type(block), 0.0)
            yield from below(list(document.children_of(block)), deeper, less, whole=whole)

    for block in article.body:
        whole = columns == 1 or spans(block, settings)
        yield from below((block,), 0, 0.0, whole=whole)
    # Notes may have the whole width of the foot, and the end of the article has no less.
    yield from below(article.footnotes, 0, 0.0, whole=True)


def _room(settings: PageSettings, columns: int, inside: int, taken: float, *, whole: bool) -> float:
    """The width of a table's place in millimetres; `whole`: it has the width of all columns."""
    if whole and (columns > 1 or not inside):
        return settings.room("wide").width - taken
    return settings.room("figure", ColumnSpace(columns)).width - taken


def _of_table(
    table: document.Table, room: float, inside: int, settings: PageSettings, faces: Faces
) -> Iterator[Finding]:
    setting = NARROW if settings.most_columns == 1 else SETTING
    size, padding = setting[density(len(table.header.cells), inside)]
    own = faces.text if settings.table_face == "text" else faces.display
    regular, strong = (font_of(nearest(own, weight).file, weight) for weight in (400, 700))
    em = size * _POINT
    widths = [
        2 * padding
        + em
        * max(
            (
                _narrowest(row, index, strong if row is table.header else regular)
                for row in (table.header, *table.rows)
                if isinstance(row, document.Row)
            ),
            default=0.0,
        )
        for index in range(len(table.header.cells))
    ]
    needed = sum(widths)
    if needed > room + _TOLERANCE:
        message = tr(
            "these {columns} columns need {needed} mm, and the page has {room}",
            columns=len(widths),
            needed=round(needed),
            room=int(room),
        )
        hint = tr(
            "take columns out, write their figures in thousands or millions, or make two tables"
        )
        yield Finding(WIDE_TABLE, message, table.span, hint)


def _narrowest(row: document.Row, index: int, font: Font) -> float:
    """The width in em of the widest thing in a cell that no line breaks."""
    cell = row.cells[index]
    if any(
        isinstance(one, document.Picture | document.Link)
        for one in document.walk_inlines(cell.children)
    ):
        return 0.0  # both are fitted to their cell
    text = " ".join(
        one for one in document.plain_text(cell.children).split() if not _is_breakable(one)
    )
    return max(word.width for word in font.words(text))
