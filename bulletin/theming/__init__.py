"""What a theme may be: the data of its pages, its sandbox, the shape of its settings.

In: a theme's files, a publication's own before those that come with the tool. Out: pages
filled in with plain data alone, and a finding for whatever cannot be used. Nothing in a theme
can run a program, read a file outside the theme, or go on for ever.

`theme.py` is what editions ask: `files.py` finds files, `tables.py` reads YAML into `models.py`,
`filling.py` fills in pages with the values of `contexts/` in the `sandbox/`. `judging/` is what only
the check asks, `typesetter/` has WeasyPrint imported part by part.
"""

from bulletin.theming.typesetter.imports import found_at_once, imported_when_called

found_at_once()
imported_when_called()
