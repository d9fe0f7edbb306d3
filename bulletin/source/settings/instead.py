"""What to write for settings that are missing, and what stands in for them meanwhile."""

from collections.abc import Mapping

from bulletin.languages import DEFAULT
from bulletin.messages import tr
from bulletin.source.yaml.nodes import Plain

PUBLICATION_EXAMPLES = {
    "title": "title: Bản tin xã Tân Phước",
    "language": "language: vi",
    "base_url": tr("base_url: https://bantin.example.vn/ (where readers will find the bulletin)"),
    "publisher": "publisher: {name: UBND xã Tân Phước}",
    "publisher.name": "name: UBND xã Tân Phước",
    "licence": tr("licence: and the words of the permission to publish"),
    "editors": "editors: [{name: Nguyễn Thị Mai, role: Chịu trách nhiệm xuất bản}]",
}
ISSUE_EXAMPLES = {
    "number": "number: 11",
    "date": "date: 2026-11-25",
    "cover.image": "image: images/bia.jpg",
    "cover.alt": tr("alt: what the picture shows"),
}

PUBLICATION_STAND_INS: Mapping[str, Plain] = {
    "title": "…",
    "slug": "ban-tin",
    "language": DEFAULT,
    "base_url": "https://example.invalid/",
    "publisher": {"name": "…"},
    "licence": "…",
    "editors": [{"name": "…"}],
}
ISSUE_STAND_INS: Mapping[str, Plain] = {"number": "1", "date": "2000-01-01"}
