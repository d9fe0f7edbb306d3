"""Findings in themes: templates, style sheets, words, faces."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

STYLE_UNKNOWN = _warning("B123", "A line of a theme's style sheet that browsers pass over")
OUTSIDE_BLOCKS = _warning("B125", "Text of a page that stands outside its blocks")
BROKEN_SCRIPT = _warning("B126", "A script of a theme that browsers cannot read")
VALUE_LEFT_OUT = _warning("B127", "Words of a theme that leave out a value")
PAGE_UNKNOWN = _warning("B128", "A part of a theme's page that browsers pass over")
NO_WORDS = _warning("B274", "A language in which the theme has no words")
UNKNOWN_THEME = _error("B340", "A theme that does not exist")
TEMPLATE_SYNTAX = _error("B341", "A template that cannot be read")
TEMPLATE_NAME = _error("B342", "A template asks for something that its page does not have")
TEMPLATE_FILE = _error("B343", "A template, style sheet or file that the theme does not have")
TEMPLATE_FORBIDDEN = _error("B344", "A template does what no theme may do")
TEMPLATE_LIMIT = _error(
    "B345", "A file of a theme that is too large, or a template that goes on too long"
)
TEMPLATE_FAILS = _error("B346", "A template that cannot be filled in")
TEMPLATE_BLOCK = _error("B347", "A block of a page that the page below does not have")
STRING_PLACEHOLDER = _error("B348", "Braces in a theme's words that no value belongs to")
STRING_PATTERN = _error("B349", "A pattern that writes no date or time")
STRINGS_MISSING = _warning("B350", "Words of a theme that are not there in the language")
UNKNOWN_FAMILY = _error("B351", "A family of faces that is not installed, or lacks a weight")
BROKEN_FACE = _error("B352", "A font file that cannot be used")
STYLE_SYNTAX = _error("B353", "A style sheet that cannot be read")
LOADED_FROM_OUTSIDE = _error("B354", "A theme that loads something from outside")
NOT_USED = _warning("B355", "A file in the theme's folder that nothing uses")
