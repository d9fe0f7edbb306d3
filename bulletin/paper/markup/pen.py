"""The pen of printed pages: the shared writer, with the place that things have on paper."""

from bulletin.composition import Composition
from bulletin.paper.markup.placing import Placing
from bulletin.theming.models import ON_A_PAGE, PageSettings
from bulletin.xhtml import Writer


class PaperPen(Writer):
    """Writes on paper: `placing` keeps its pictures, `settings` says how much room they have."""

    def __init__(self, composition: Composition, placing: Placing, settings: PageSettings) -> None:
        super().__init__(composition.theme.strings, theme=composition.theme)
        self.composition = composition
        self.placing = placing
        self.settings = settings
        self.space = ON_A_PAGE
        """Where what is being written stands."""
