"""The document tree as pages need it: pictures in their size, notes at the foot, films as codes.

In: articles whose text is `unbroken`. Out: elements; pictures lie on the `Shelf`, and what was
noticed of them in `findings` and `placed`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bulletin import document
from bulletin.art.boxes import boxes_of
from bulletin.composition import Composition
from bulletin.paper.arranging.pieces import Stance
from bulletin.paper.markup import figures
from bulletin.paper.markup.balance import Balance
from bulletin.paper.markup.cards import count_cards, in_rows, set_in_rows, side_by_side
from bulletin.paper.markup.drop_capital import raise_first_letter
from bulletin.paper.markup.page_foot import are_long, notes_at_foot, phrasing
from bulletin.paper.markup.pen import PaperPen
from bulletin.paper.markup.placing import Placing
from bulletin.paper.markup.spanning import span_columns, spans
from bulletin.paper.markup.tables import density, let_break
from bulletin.paper.markup.unbroken import JOINER, untie
from bulletin.source.addresses import shown_address
from bulletin.theming.models import ON_A_PAGE, ColumnSpace, PageSettings, PicturePlace, Room
from bulletin.xhtml import Element, append, element
from bulletin.xhtml.elements import add_class
from bulletin.xhtml.figures import figure
from bulletin.xhtml.pen import Role

_PLACES: Mapping[Stance, PicturePlace] = {
    "across": "opening",
    "strip": "strip",
    "grand": "grand",
    "beside": "portrait",
    "inside": "figure",
}
_FEW = 6
"""Rows or dates that stay on one page."""
_SHORT_CELL = 16
"""Characters that a cell of a table keeps in one line."""


class PaperWriter(PaperPen):
    """Writes articles for paper. `titles` is the level of articles' titles (1 to 3)."""

    def __init__(
        self,
        composition: Composition,
        placing: Placing,
        settings: PageSettings,
        balance: Balance,
        *,
        titles: int,
    ) -> None:
        super().__init__(composition, placing, settings)
        self._balance = balance
        self.heading_shift = titles - 1
        self._within = 0
        """How many boxes the block is for what stands in it."""
        self._spans = False
        """Whether what is being written has the width of both columns."""
        self._opening: PicturePlace = "opening"
        self._tiles: dict[int, Room] = {}
        """The places of pictures in galleries with rows of one height, by the pictures' ids."""
        self._for_foot: frozenset[str] = frozenset()
        self._at_foot: set[str] = set()
        self._marks_only = False
        """Whether notes stay where they are: in heads, and in notes."""

    # -- the article's frame ---------------------------------------------------------------

    def article(self, article: document.Article) -> Element:
        """An article, in its own number of columns."""
        self.space = ColumnSpace(article.columns)
        self._for_foot, self._at_foot = notes_at_foot(article, self.settings), set()
        return super().article(article)

    def topics(self, article: document.Article) -> None:
        """Nothing: on paper nobody can follow them, and a line of them may take a page.

        They stand among the PDF's key words.
        """

    def heads(self, article: document.Article) -> dict[Stance, Element]:
        """The article's head in each stance that its picture can take."""
        return {stance: self._head(article, stance) for stance in self._stances(article)}

    def _stances(self, article: document.Article) -> tuple[Stance, ...]:
        if article.opening is None:
            return ("across",)
        if self.placing.is_tall(article.opening.picture):
            return ("beside", "inside")
        return ("across", "strip", "grand", "beside", "inside")

    def opening(self, article: document.Article) -> Element | None:
        """The opening picture as it stands in the text."""
        if article.opening is None:
            return None
        self._opening = "figure"
        made = figure(self, article.opening, role="opening")
        add_class(made, "inside")
        return made

    def header(self, article: document.Article) -> Element:
        """The head in the first stance that its picture can take."""
        return self._head(article, self._stances(article)[0])

    def _head(self, article: document.Article, stance: Stance) -> Element:
        """Title, lead, authors, picture; the section's name stands above, in its opener."""
        self.space = ColumnSpace(article.columns)
        self._opening = _PLACES[stance]
        # Only one of the heads comes to stand on the page: each has its marks, and their notes
        # stand at the article's end.
        self._unmarked = {note.id: note.reference for note in article.footnotes}
        self._marks_only = True
        made = super().header(article)
        self._marks_only = False
        if (kicker := made.find("p[@class='kicker']")) is not None:
            made.remove(kicker)
        if (picture := made.find("figure")) is not None:
            made.remove(picture)
        words = element("div", *list(made), class_="article-words")
        append(made, words, None if stance == "inside" else picture)
        add_class(made, "across" if stance in {"strip", "grand"} else stance)
        measure = self.settings.measures.of("portrait" if stance == "beside" else "title")
        balanced = self._balance.of("".join(map(str, words[0].itertext())), measure)
        words[0].set("style", balanced.style)
        untie(words[0], balanced.text)
        return made

    def body(self, article: document.Article) -> Element:
        """The article's blocks; in two columns, what is too wide for one spans both."""
        made = super().body(article)
        if article.columns > 1:
            span_columns(article.body, list(made), self.settings)
        if len(made) and made[0].tag == "p":
            raise_first_letter(made[0], self.settings.drop_capital)
        return made

    def block(self, block: document.Block) -> Element:
        """One block; pictures of a gallery share its width."""
        # A note is written where its mark is, in the middle of a table.
        before = self._within, self._spans, self.space
        across = 1
        if isinstance(block, document.Gallery):
            across = side_by_side(block.columns, self.settings, self._spanned)
            shown = [one.picture for one in block.children if isinstance(one, document.Figure)]
            ratios = () if self.space.boxes else self.placing.uneven(shown)
            across, places = in_rows(ratios, across, self.settings, self._spanned)
            self._tiles = dict(zip(map(id, shown), places, strict=False))
            block = replace(block, columns=across)
        if isinstance(block, document.Table):
            across = len(block.header.cells)
        self.space = replace(self.space, across=across)
        self._within = boxes_of(block)
        self._spans = self._spans or (self.space.columns > 1 and spans(block, self.settings))
        made = super().block(block)
        if isinstance(block, document.Gallery) and self._tiles:
            set_in_rows(made, list(self._tiles.values()), across, self.settings.gutter)
        if isinstance(block, document.Stats):
            count_cards(made, self.settings, self._spanned)
        self._within, self._spans, self.space = before
        if isinstance(block, document.Table) and (
            name := density(len(block.header.cells), self.space.boxes)
        ):
            add_class(made, name)
        if isinstance(block, document.Table | document.Compare):
            let_break(made)
        if (first := made.get("start")) is not None:
            # WeasyPrint takes the attribute only among hints that change more than this.
            made.set("style", f"counter-reset:list-item {int(first) - 1}")
        return made

    def blocks(self, blocks: Iterable[document.Block]) -> list[Element]:
        """The blocks in a block, for which it leaves less room than for its own pictures."""
        before, boxes = self.space, self.space.boxes + self._within
        self._within = 0
        self.space = replace(self._spanned, boxes=boxes)
        made = super().blocks(blocks)
        self.space = before
        return made

    @property
    def _spanned(self) -> ColumnSpace:
        """The place of what stands in a block, which may have the width of both columns."""
        return replace(self.space, columns=1) if self._spans else self.space

    def inline(self, parent: Element, inline: document.Inline) -> None:
        """One inline; the text is `unbroken` already, and its spaces stay spaces to search for.

        Sentences get no element: nobody points at them on paper, and they cost a third of the time.
        """
        match inline:
            case document.Text(text):
                append(parent, text)
            case document.Sentence(_, children):
                self.inlines(parent, children)
            case _:
                super().inline(parent, inline)

    # -- footnotes -------------------------------------------------------------------------

    def footnote_reference(self, ref: document.FootnoteReference) -> Element:
        """The mark, and with the first one the note, which WeasyPrint puts at the page's foot."""
        mark = super().footnote_reference(ref)
        # After a full stop Pango would end the line, as before any figure. The joiner stands in the
        # figure's own run: by itself it has no glyph, and the whole face would be written for it.
        mark[0].text = f"{JOINER}{ref.number}"
        note = self.footnote_of(ref)
        if note is None or self._marks_only or note.id not in self._for_foot - self._at_foot:
            return mark
        self._at_foot.add(note.id)
        return element("span", mark, phrasing(self._note(note)), class_="noted")

    def footnotes(self, article: document.Article) -> Element | None:
        """The notes that stand at no page's foot: below the article, across all of its columns."""
        notes = [note for note in article.footnotes if note.id not in self._at_foot]
        if not notes:
            return None
        self.space = ON_A_PAGE
        title = element("p", self.strings("content_footnotes"), class_="footnotes-title")
        made = element("div", title, *(self._note(note) for note in notes), class_="footnotes")
        if are_long(notes, self.settings):
            add_class(made, "long")
        return made

    def _note(self, note: document.Footnote) -> Element:
        """A note; the number that begins its first paragraph leads back to its mark."""
        self._marks_only, before = True, self._marks_only
        self._within = boxes_of(note)
        made = element("div", *self.blocks(note.children), class_="footnote")
        self._marks_only = before
        if not len(made) or made[0].tag != "p":
            made.insert(0, element("p"))
        number = element("a", str(note.number), href=f"#{note.reference}", class_="footnote-number")
        number.tail = " " + (made[0].text or "")
        made[0].text = None
        made[0].insert(0, number)
        self.identify(made, note.id)
        return made

    # -- what media show in their own ways -------------------------------------------------

    def picture(self, picture: document.Picture, role: Role) -> Element:
        """A picture in the size of its place."""
        place: PicturePlace = self._opening if role == "opening" else role
        return self.placing.element(picture, place, self.space, self._tiles.get(id(picture)))

    def cover(self, picture: document.Picture, place: PicturePlace) -> Element:
        """A picture outside articles."""
        return self.placing.element(picture, place)

    def media(self, media: document.Media) -> Element:
        """A film or a sound as poster, title and a code that leads to it."""
        return figures.media(self, media)

    def chart(self, chart: document.Chart) -> Element:
        """A chart as a picture whose alternative text holds the figures."""
        return figures.chart(self, chart)

    def quiz_answer(self, _answer: document.QuizAnswer) -> Element | None:
        """No answer stands beside its question."""
        return None

    def quiz_end(self, quiz: document.Quiz) -> Element | None:
        """The answers of a quiz, upside down below it."""
        return figures.answers(self, quiz)

    def code(self, address: str, name: str) -> Element | None:
        """A code as a picture that names its address."""
        return figures.code(self, address, name)

    def annotate(self, target: Element, kind: str, node: object) -> None:
        """Labels for bookmarks and running heads, pages for links, drawings as ornaments."""
        match node:
            case document.Heading():
                target.set("data-label", document.plain_text(node.children).replace(JOINER, ""))
                # Under sections with titles the same heading is one element lower.
                add_class(target, f"level-{node.level}")
            case document.Link(target=document.Anchor()):
                add_class(target, "internal")
                self._page_words(target)
            case document.Cell() if (
                not self.space.boxes and len(document.plain_text(node.children)) <= _SHORT_CELL
            ):
                add_class(target, "short")
            case document.Table() | document.Dates() | document.Quiz() if (
                kind != "table-scroll" and len(list(document.children_of(node))) <= _FEW
            ):
                add_class(target, "few")
            case document.Event():
                append(target, element("div", *list(target), class_="event-row"))
            case document.ListItem() | document.QuizQuestion():
                # WeasyPrint makes a list item's body of text or of <dd>, not of paragraphs.
                append(target, element("dd", *list(target)))
            case document.LinkCard():
                self._link_card(target, node)
            case str() if kind == "icon":
                figures.icon_as_ground(self, target, node)
            case float() if kind == "bar":
                figures.bar_as_boxes(target, node)

    def _link_card(self, target: Element, card: document.LinkCard) -> None:
        if target[0].tag != "div":
            target.insert(0, element("div", target[0], class_="link-card-picture"))
        link = next(target.iter("a"))
        if isinstance(card.target, document.Anchor):
            add_class(link, "internal")
            self._page_words(link)
        else:
            address = shown_address(card.target)
            append(target[-1], element("p", address, class_="link-card-address"))

    def _page_words(self, link: Element) -> None:
        before, _, after = self.strings("pdf_see_page", page="\0").partition("\0")
        link.set("data-before", before)
        link.set("data-after", after)
