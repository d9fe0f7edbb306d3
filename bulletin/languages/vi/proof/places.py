"""Places that have other names since the communes were merged and districts ended in 2025.

In: text. Out: the old names, with today's where there is one. Names that several places bore, or
that a place bears today (by the package vietnam-provinces), are left alone, and so is whatever
is told of the past.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bulletin.languages.proof import Slip
from bulletin.languages.vi.words import PACKAGE, cased, old_placing

_NAME = r"(?:[\U][\l\U]*(?:['’][\l\U]+)?)"
_PLACE = cased(
    rf"(?<!\w)(?P<kind>[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hị xã|[Hh]uyện|[Qq]uận|[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+"
    rf"(?P<name>{_NAME}(?:\s+{_NAME}|\s+-\s+{_NAME}|\s+[0-9]{{1,2}}(?![0-9/.-]))*|[0-9]{{1,2}}(?![\w/.-]))"
)
_PAST = re.compile(
    r"(?<!\w)(?:nguyên|nguyên là|cũ|trước đây|trước kia|trước|ngày xưa|ngày trước|xưa|thời|hồi|khi đó|lúc đó|lúc bấy giờ"
    r"|sáp nhập|hợp nhất|giải thể|chia tách|tách ra|thành lập|gồm|đổi tên|cựu|kháng chiến|chiến tranh|quê|quê quán|sinh ra|lịch sử"
    r"|(?:năm |[0-9]{1,2}[/-])?(?:1[0-9]{3}|20[01][0-9]|202[0-5]))(?!\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:bệnh viện|trường|trung tâm|công ty|ngân hàng|hợp tác xã|htx|đại học|cao đẳng|chùa|đình|đền|miếu|di tích"
    r"|bảo tàng|nhà máy|khu công nghiệp|kcn|sân bay|cảng|cầu|chợ|đường|hội đồng hương|đồng hương|quyết định|nghị quyết"
    r"|chỉ thị|kế hoạch|giấy phép|văn kiện|đặc sản|câu lạc bộ|nông trường)(?!\w)[^.;,!?()]{0,50}$",
    re.IGNORECASE,
)
"""Institutions, roads and documents keep the names that they were given."""
_SIGHT = 160


def places(text: str) -> Iterator[Slip]:
    """Names that places no longer have."""
    for match in _PLACE.finditer(text):
        kind = "thành phố" if match["kind"].startswith("TP") else match["kind"].lower()
        name = old_placing(f"{kind} {match['name']}".lower())
        if name not in _old() or name in _today():
            continue
        start = max(0, match.start() - _SIGHT)
        if _NAMED.search(text[start : match.start()]):
            continue
        if not _PAST.search(text[start : match.start()]) and not _PAST.search(
            text[match.end() : match.end() + _SIGHT // 2]
        ):
            yield Slip(match.start(), match.end(), _old()[name])


@cache
def _old() -> dict[str, str]:
    """What every old place is called today; "" for a district."""
    text = files(PACKAGE).joinpath("tables", "old_places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {old_placing(name.lower()): now for name, now in rows}


@cache
def _today() -> frozenset[str]:
    """Every commune, ward and province of today."""
    from vietnam_provinces import FLAT_DIVISIONS_JSON_PATH  # noqa: PLC0415, read when it is needed

    divisions = json.loads(FLAT_DIVISIONS_JSON_PATH.read_text(encoding="utf-8"))
    names = {one[key] for one in divisions for key in ("name", "province_name")}
    return frozenset(old_placing(name.lower()) for name in names)
