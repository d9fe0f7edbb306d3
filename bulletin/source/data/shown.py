"""The sheets that one article shows: each is read once, and all together have a limit.

In: files of data in the issue's folder. Out: their sheets, or None after a finding.
"""

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.data.parser import MAX_CELLS, read_sheet
from bulletin.source.data.sheet import Sheet
from bulletin.source.files import Folder


class ShownSheets:
    """Those of an article, with a count of the cells that it shows of them."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet | None] = {}
        self._cells = 0

    def sheet(self, folder: Folder, file: str, span: Span) -> Sheet | None:
        """The sheet in a file that is named at `span`.

        Once there are too many cells a finding says so, and no more is read or shown.
        """
        if self._cells > MAX_CELLS:
            return None
        if file not in self._sheets:
            self._sheets[file] = read_sheet(folder, file)
        sheet = self._sheets[file]
        self._cells += len(sheet.header) * len(sheet.rows) if sheet else 1
        if self._cells <= MAX_CELLS:
            return sheet
        folder.findings.add(
            codes.TOO_LARGE,
            span,
            tr("the tables and charts of this article have more than {most} cells", most=MAX_CELLS),
            tr("keep what readers need, or cut the article into several"),
        )
        return None
