"""How a theme sets its pages, as the editions on paper know it.

In: nothing. Out: the models of the theme's `pdf/settings.yaml`.
"""

from bulletin.theming.models import Measure, PageSettings, Place, Room, Title

__all__ = ["Measure", "PageSettings", "Place", "Room", "Title"]
