"""The table of old places, made from the package vietnam-provinces (2026.9 or newer, Python 3.12).

    python tests/check/old_places_table.py > bulletin/languages/vi/tables/old_places.tsv

A place is in it when its name, of all places that bore it before 1 July 2025, became one place
of today, and no place bears it today. A district has no place of today: nothing stands after it.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

KINDS = ("Thành phố", "Tỉnh", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Xã", "Quận", "Huyện")


def bare(name: str) -> str:
    """A name without the kind of place before it."""
    kind = next((kind for kind in KINDS if name.startswith(f"{kind} ")), "")
    return name.removeprefix(f"{kind} ")


def rows() -> dict[str, str]:
    """What every old name is today."""
    from vietnam_provinces import Province, Ward  # noqa: PLC0415, not in every Python
    from vietnam_provinces import _province_conversion_2025 as provinces  # noqa: PLC0415
    from vietnam_provinces import _ward_conversion_2025 as wards  # noqa: PLC0415
    from vietnam_provinces.legacy import District as OldDistrict  # noqa: PLC0415
    from vietnam_provinces.legacy import Province as OldProvince  # noqa: PLC0415
    from vietnam_provinces.legacy import Ward as OldWard  # noqa: PLC0415

    ward = {int(one.code): one for one in Ward.iter_all()}
    province = {int(one.code): bare(one.name) for one in Province.iter_all()}
    today = {one.name for one in ward.values()}
    became: dict[str, set[int]] = defaultdict(set)
    for old in OldWard.iter_all():
        entry = wards.OLD_TO_NEW.get(int(old.code))
        news = [one.code for one in entry.new_wards] if entry else []
        became[old.name] |= set(news) if len(news) == 1 else {0, -1}
    table = {
        name: f"{ward[code].name}, {province[int(ward[code].province_code)]}"
        for name, codes in became.items()
        if len(codes) == 1 and name not in today
        for code in codes
    }
    table |= {one.name: "" for one in OldDistrict.iter_all() if one.name not in today}
    parts: dict[int, Counter[int]] = defaultdict(Counter)
    for entry in wards.OLD_TO_NEW.values():
        parts[entry.old_ward.province_code].update(one.province_code for one in entry.new_wards)
    for old in OldProvince.iter_all():
        news = provinces.OLD_TO_NEW[int(old.code)].new_provinces
        most = parts[int(old.code)].most_common(1)[0][0] if len(news) > 1 else news[0].code
        if (
            bare(old.name) not in province.values()
            and bare(old.name).replace("oà", "òa") not in province.values()
        ):
            table[old.name] = province[most]
    return table


if __name__ == "__main__":
    for name, now in sorted(rows().items()):
        sys.stdout.write(f"{name}\t{now}\n")
