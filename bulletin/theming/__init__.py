"""What a theme may be: the data of its pages, its sandbox, the shape of its settings.

In: a theme's files, a publication's own before those that come with the tool. Out: pages
filled in with plain data alone, and a finding for whatever cannot be used. Nothing in a theme
can run a program, read a file outside the theme, or go on for ever.
"""

from bulletin.theming.typesetter.lazy_imports import imported_when_called
from bulletin.theming.typesetter.shared_objects import found_at_once

found_at_once()
imported_when_called()
