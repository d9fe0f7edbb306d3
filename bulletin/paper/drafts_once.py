"""Drafts of articles, each written once for each version of it.

In: an article as it is composed, and what writes it. Out: its `Draft`. What was written before
asks its pictures and drawings again of their `Placing`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import etree

from bulletin.cache import once
from bulletin.cache.once import Kind
from bulletin.document import Article
from bulletin.paper import LIBRARIES
from bulletin.paper.drafts import Draft
from bulletin.paper.markup.placing import Placing, PlacingRequest
from bulletin.xhtml import Element

DRAFT = Kind("drafts", (*LIBRARIES, "babel", "lxml", "zxing-cpp"), quick=True)


def draft_once(
    article: Article,
    key: object,
    placing: Placing,
    fit: Callable[[Article], Article],
    write: Callable[[Article], Draft],
) -> Draft:
    """A draft of an article that is made `fit` for lines, found or written.

    `key` names all that shapes it. One with pictures that cannot be read is not kept.
    """
    data = once.found(DRAFT, key)
    if data is not None:
        return _read(data, fit(replace(article, body=(), footnotes=())), placing)
    faults = len(placing.findings)
    draft, requests = placing.recorded(lambda: write(fit(article)))
    if len(placing.findings) == faults:
        once.keep(DRAFT, key, _written(draft, requests))
    return draft


def _written(draft: Draft, requests: Sequence[PlacingRequest]) -> bytes:
    heads = {stance: _as_text(head) for stance, head in draft.heads.items()}
    figure = None if draft.figure is None else _as_text(draft.figure)
    return json.dumps([_as_text(draft.frame), heads, figure, requests], ensure_ascii=False).encode()


def _read(data: bytes, article: Article, placing: Placing) -> Draft:
    frame, heads, figure, requests = json.loads(data)
    placing.replay(requests)
    return Draft(
        article,
        etree.fromstring(frame),
        {stance: etree.fromstring(head) for stance, head in heads.items()},
        None if figure is None else etree.fromstring(figure),
    )


def _as_text(made: Element) -> str:
    etree.cleanup_namespaces(made)  # a box that was a drawing still declares that name space
    return str(etree.tostring(made, encoding="unicode"))
