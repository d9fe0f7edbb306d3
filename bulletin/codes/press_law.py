"""Findings in the form that the press law wants of a bulletin."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

PAGE_SIZE = _error("B470", "A size of pages that nothing can be set on")
BULLETIN_SIZE = _warning("B471", "A page that is larger than the press law let a bulletin be")
BULLETIN_PAGES = _warning("B472", "More pages than the press law let a bulletin have")
BULLETIN_ADVERTISING = _warning("B473", "Advertising in a bulletin")
BULLETIN_NAME = _warning("B474", 'A bulletin without a name beside the words "bản tin"')
BULLETIN_FIRST_PAGE = _warning("B475", "A first page that does not say what a bulletin's must")
BULLETIN_PRINTING = _warning("B476", "A bulletin that does not say where, how many, how often")
BULLETIN_LICENCE = _warning("B477", "A bulletin's licence without its number or its day")
BULLETIN_RESPONSIBLE = _warning("B478", "A bulletin for which nobody is named as responsible")
BULLETIN_LAST_PAGE = _warning("B479", "A last page that does not say what a bulletin's must")
LICENCE_ENDED = _warning("B616", "A licence that ended before the issue came out")
