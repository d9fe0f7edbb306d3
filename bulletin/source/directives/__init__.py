"""The directives by name: one module a family, which declares those that it reads."""

from collections.abc import Mapping
from types import MappingProxyType

from bulletin.source.directives import (
    audience,
    boxes,
    calendar,
    chart,
    dialogue,
    figures,
    media,
    pictures,
    table,
)
from bulletin.source.directives.base import Directive

_FAMILIES = (pictures, table, boxes, calendar, media, chart, figures, dialogue, audience)
"""In the order in which the README has them."""

DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {one.name: one for family in _FAMILIES for one in family.DIRECTIVES}
)

BODIES: Mapping[str, str] = MappingProxyType({one.name: one.body for one in DIRECTIVES.values()})
"""What each directive holds."""
