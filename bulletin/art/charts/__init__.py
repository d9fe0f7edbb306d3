"""Charts as pictures that scale: figures in, SVG out.

In: a `Chart` of the document tree, the theme's strings and colours. Out: an SVG that needs
nothing else, the same bytes each time.
"""

from bulletin.art.charts.palette import Palette, palette_of
from bulletin.art.charts.svg import chart_svg

__all__ = ["Palette", "chart_svg", "palette_of"]
