"""Pages show what other editions show: what both need is made once."""

from tests.editions.conftest import things_of_editions

__all__ = ["things_of_editions"]
