"""What a drawing that was accepted may hold."""

from __future__ import annotations

import base64

from lxml import etree

from bulletin.art.drawings.vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    PROPERTIES,
    STYLE_ONLY,
    XLINK,
    XML,
)


def only_allowed(data):
    """Whether a published drawing holds nothing but names and references that are allowed."""
    tree = etree.fromstring(data)
    for item in tree.iter():
        name = etree.QName(item)
        assert name.localname in ELEMENTS
        for key, value in item.attrib.items():
            space = etree.QName(key).namespace
            if space == XLINK:
                assert value.startswith(("#", "data:image/"))
                if value.startswith("data:image/svg"):
                    only_allowed(base64.b64decode(value.partition(",")[2]))
            elif key == "style":
                properties = {part.partition(":")[0] for part in value.split(";")}
                assert properties <= STYLE_ONLY
            elif space == XML:
                assert etree.QName(key).localname in {"space", "lang"}
            else:
                assert key in ATTRIBUTES or key in PROPERTIES
            if ATTRIBUTES.get(key) != "text":
                assert "url(" not in value.replace("url(#", "")
                assert "script:" not in value.lower()
    assert data.count(b"<!") == data.count(b"<?") == 0
