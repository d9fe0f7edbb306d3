"""Pages that were set and drawn before, and stand as they did.

In: WeasyPrint, at work on an issue. Out: the same pages; of those that nothing has changed
neither the layout is made again nor the drawing, but their record taken from the cache.

An issue is one flow, so a page's place in it is part of its key: `parts` says what of the flow
a page was made of, `paging` goes from page to page, `painting` draws one so that nothing in it
depends on the others, `records` writes it down. All pages of a PDF go through `painting`, kept
or not: a mended issue has the bytes of one that was made from nothing.

Every use of private names of WeasyPrint's page layout and drawing stands in this package and
in the modules of `paper` that say so: its upper bound in pyproject.toml is for it too.
"""
