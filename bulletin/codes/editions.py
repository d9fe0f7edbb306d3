"""Findings that making an edition brings: pages, faces, files that are too large."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

CLIP_WITHOUT_PICTURE = _warning("B490", "An article marked for a clip that has no picture")
NO_GLYPH = _error("B601", "A character that the theme's faces do not have")
OVERFULL = _error("B602", "Something that sticks out of its place on the page")
LINK_LOST = _error("B603", "A link that leads to no page of the PDF")
STYLE_IGNORED = _error("B604", "A line of a theme's style sheet that has no effect on pages")
PAGE_WARNING = _error("B605", "A page that cannot be set as it should")
COARSE_PICTURE = _warning("B606", "A picture with too few pixels for the press")
CROWDED_CHART = _error("B607", "A chart that is taller than a page")
PATCHED_FACE = _warning("B608", "A face that lacks letters of the issue's language")
QUIET_HOURS = _warning("B670", "Something for the loudspeaker that is planned in quiet hours")
LONG_ITEM = _warning("B671", "Something for the loudspeaker that is longer than three minutes")
SINGLE_FILE_WITHOUT_SOUND = _warning("B680", "Sound that does not fit into the single file")
LARGE_SINGLE_FILE = _warning("B681", "A single file that is too large for a chat")
LONG_CLIP = _warning("B682", "A title and a summary that are too long for a clip")
WIDE_TABLE = _error("B690", "A table that is wider than a page")
