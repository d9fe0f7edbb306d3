"""What `profile: ban-tin` checks: sizes, names, licences, roles, and what advertises."""

from __future__ import annotations

import pytest

from bulletin.building.preflight import examined
from bulletin.check import check
from bulletin.languages import proof_of
from bulletin.source.load import load
from bulletin.source.settings.page_size import PageSize
from bulletin.source.settings.press_law import fits, is_responsible, licence_parts, own_name
from tests.findings.cases import HERE, publication


@pytest.mark.parametrize(
    ("width", "height", "allowed"),
    [(190, 270, True), (148, 210, True), (176, 250, True), (270, 190, True), (210, 148, True),
     (210, 297, False), (215.9, 279.4, False), (190.5, 270, False), (190, 271, False), (195, 200, False)],
)  # fmt: skip
def test_a_page_is_19_by_27_cm_or_smaller_upright_or_lying(width, height, allowed):
    assert fits(PageSize(width, height)) is allowed


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bản tin xã Tân Phước", "Xã Tân Phước"),
        ("BẢN TIN PHƯỜNG 5", "PHƯỜNG 5"),
        ("Bản tin: Sông Lá", "Sông Lá"),
        ("Bản  tin – Nông thôn mới", "Nông thôn mới"),
        ("bản tin ấp Tân Lợi", "Ấp Tân Lợi"),
        ("Tiếng nói Tân Phước", "Tiếng nói Tân Phước"),
        ("Tân Phước, bản tin của xã", "Tân Phước, bản tin của xã"),
        ("Bản tinh hoa", "Bản tinh hoa"),
        ("Bulletin of the Commune", "Of the Commune"),
        ("Bản tin", ""),
        ("BẢN TIN.", ""),
    ],
)
def test_the_name_is_what_stands_beside_the_words_ban_tin(title, name):
    assert own_name(title) == name


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Giấy phép xuất bản bản tin số 12/GP-SVHTTDL ngày 05/01/2026", True, True),
        ("Số 7/GP-XBBT, cấp ngày 5 tháng 1 năm 2026", True, True),
        ("GP số: 45 ngày 5-1-2026", True, True),
        ("12/GP-STTTT cấp 2026-01-05", True, True),
        ("Giấy phép số 12/GP-STTTT ngày 5.1.2026", True, True),
        ("Licence No. 12 of 5 January 2026", True, True),
        ("Licence no. 12 of January 5, 2026", True, True),
        ("Giấy phép xuất bản bản tin ngày 05/01/2026", False, True),
        ("Giấy phép số 12/GP-STTTT", True, False),
        ("Giấy phép số 12/GP-STTTT năm 2026", True, False),
        ("Giấy phép số 12/GP-STTTT tháng 01/2026", True, False),
        ("Theo giấy phép của Sở", False, False),
    ],
)
def test_a_licence_is_quoted_with_number_and_day(text, number, day):
    parts = licence_parts(text)
    assert (parts.number, parts.day) == (number, day)


@pytest.mark.parametrize(
    ("role", "answers"),
    [("Chịu trách nhiệm xuất bản", True), ("Người chịu trách nhiệm nội dung", True),
     ("CHỊU TRÁCH NHIỆM XUẤT BẢN", True), ("Responsible for publishing", True),
     ("Biên tập", False), ("Tranh và đồ họa", False), ("Trưởng ban biên tập", False), (None, False)],
)  # fmt: skip
def test_somebody_is_named_as_responsible(role, answers):
    assert is_responsible(role) is answers


SELLS = [
    "Quảng cáo", "QUẢNG CÁO:", "[Quảng cáo] Máy cày đời mới", "Trang quảng cáo", "(QC)",
    "Mục rao vặt", "Mua bán - rao vặt", "Nội dung được tài trợ", "Cửa hàng Ba Lành (bài quảng cáo)",
    "Khuyến mãi lớn, nhanh tay đặt hàng ngay hôm nay", "Giá chỉ 99.000 đồng, inbox để chốt đơn",
    "Mua 2 tặng 1, liên hệ mua tại chợ", "Giảm tới 50%: mua ngay kẻo hết",
    "Quảng cáo: giảm giá phân bón ở cửa hàng Ba Lành", "Quý khách được tặng ngay một nón lá",
]  # fmt: skip
TELLS = [
    "Xã tháo dỡ biển quảng cáo trái phép", "Quảng cáo sai sự thật bị phạt thế nào?",
    "Hội chợ có nhiều gian hàng khuyến mãi, giảm giá cho bà con",
    "Đăng ký học nghề miễn phí: gọi 0200 3000 001", "Nhà tài trợ trao quà tặng học sinh nghèo",
    "Tiêm phòng miễn phí cho trẻ em, liên hệ trạm y tế",
    'Tin nhắn "giảm giá, mua ngay" là chiêu trò lừa đảo', "Vay vốn ưu đãi cho hộ nghèo",
    "Giá lúa giảm 200 đồng một ký", "Quảng cáo: quy định mới từ tháng 7", "Thông tin thị trường",
    "Đừng mua hàng ngay khi thấy giá rẻ bất thường", "Đặt lịch hẹn qua VNeID",
]  # fmt: skip


@pytest.mark.parametrize("text", SELLS)
def test_what_is_labelled_or_sells_is_advertising(text):
    assert [*proof_of("vi").advertising(text)] != []


@pytest.mark.parametrize("text", TELLS)
def test_news_and_warnings_are_no_advertising(text):
    assert [*proof_of("vi").advertising(text)] == []


def test_advertising_is_known_in_english_too():
    find = proof_of("en").advertising
    assert all(map(any, map(find, ["Advertisement", "Sponsored content", "20% off: order now!"])))
    news = [
        "Beware: “50% off, buy now” is a scam",
        "Free vaccination today",
        "Ads on walls are banned",
    ]
    assert not any(any(find(text)) for text in news)


def test_without_the_profile_nothing_of_it_is_asked(tmp_path):
    root = tmp_path / "issues"
    publication(HERE / "press-law-advertising", root)
    file = root / "publication.yaml"
    text = file.read_text(encoding="utf-8").replace("page: 190x270\n", "")
    file.write_text(text, encoding="utf-8")
    assert {f.code.number for f in check(load(root, "2026-11").issue)} >= {"B471", "B473"}
    file.write_text(text.replace("profile: ban-tin\n", ""), encoding="utf-8")
    assert {f.code.number for f in check(load(root, "2026-11").issue)} & {"B471", "B473"} == set()


def test_each_rule_can_be_switched_off_with_a_reason(tmp_path):
    root = tmp_path / "issues"
    publication(HERE / "press-law-form", root)
    file = root / "publication.yaml"
    off = "".join(f"  B47{n}: Luật mới không còn đòi\n" for n in (1, 4, 6, 7, 8))
    file.write_text(file.read_text(encoding="utf-8") + f"check:\n{off}", encoding="utf-8")
    assert [f for f in examined(root, "2026-11")[1] if f.code.number.startswith("B47")] == []
