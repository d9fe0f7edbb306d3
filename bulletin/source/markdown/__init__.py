"""Markdown in, `Article` out.

`read_article` reads an article of an issue; `read_lone` a text with no issue around it.
"""

from bulletin.source.markdown.article import (
    ArticlePlace,
    is_draft,
    is_standing,
    read_article,
    read_lone,
    topics_of,
)
from bulletin.source.markdown.titles import FRONT_MATTER_EXAMPLES

__all__ = [
    "FRONT_MATTER_EXAMPLES",
    "ArticlePlace",
    "is_draft",
    "is_standing",
    "read_article",
    "read_lone",
    "topics_of",
]
