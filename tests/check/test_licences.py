"""A licence that says its last day is compared with the day of the issue."""

import pytest

from bulletin import codes
from bulletin.building.preflight import examined
from bulletin.source.root import PUBLICATION
from tests.findings.cases import TODAY, publication

ENDED = (
    "Giấy phép số 12/GP-STTTT ngày 05/01/2025, có giá trị đến ngày 31/12/2025",
    "GPXB số 3/GP-SVHTTDL ngày 02-01-2026 (hết hạn ngày 30-6-2026)",
    "Giấy phép số 9/GP cấp ngày 01.02.2025, hiệu lực từ 01.02.2025 đến 31.01.2026",
    "Giấy phép số 9/GP, thời hạn đến ngày 24 tháng 11 năm 2026",
    "Giấy phép số 4/GP; hết hiệu lực từ ngày 2026-11-01",
    "Licence no. 4 of 5 January 2025, valid until 31 December 2025",
    "Licence no. 4, expires on 2025-12-31",
)
HOLDS = (
    "Giấy phép số 12/GP-STTTT ngày 05/01/2025",
    "Giấy phép số 12/GP-STTTT ngày 05/01/2025, có giá trị đến ngày 25/11/2026",
    "Giấy phép số 12/GP ngày 05/01/2025, có giá trị đến khi có giấy phép thay thế",
    "Giấy phép số 12/GP ngày 05/01/2025, có giá trị 12 tháng, gửi tới Sở 2 bản",
    "Giấy phép số 1 đến số 12/GP của Sở, ngày 05/01/2025",
    "Giấy phép số 12/GP ngày 05/01/2025, hiệu lực đến năm 2030, sửa đổi ngày 06/02/2025",
    "Giấy phép số 12/GP, có giá trị đến 31/12/2025; gia hạn đến ngày 31/12/2027",
    "Giấy phép số 12/GP, có giá trị đến khi có giấy phép thay thế giấy phép cấp ngày 01/01/2020",
    "Licence no. 4 of 5 January 2025, valid until further notice",
)


@pytest.mark.parametrize(
    ("licence", "told"), [*((one, True) for one in ENDED), *((one, False) for one in HOLDS)]
)
def test_an_issue_after_the_last_day_of_its_licence_is_told_of(tmp_path, licence, told):
    root = tmp_path / "issues"
    publication(tmp_path / "nothing", root)
    file = root / PUBLICATION
    text = file.read_text("utf-8").replace("Giấy phép số 1/GP", f'"{licence}"')
    file.write_text(text, "utf-8")
    found = {one.code for one in examined(root, "2026-11", today=TODAY)[1]}
    assert (codes.LICENCE_ENDED in found) is told


def test_an_old_issue_keeps_the_licence_that_held_then(tmp_path):
    root = tmp_path / "issues"
    publication(tmp_path / "nothing", root)
    file = root / PUBLICATION
    now = "Giấy phép số 2/GP, có giá trị đến ngày 31/12/2026"
    text = file.read_text("utf-8").replace("Giấy phép số 1/GP", now)
    file.write_text(f"{text}\nformer: [{{until: 2026-11-25, licence: 'Số 1, hết hạn 1/1/2026'}}]\n")
    _, found = examined(root, "2026-11", today=TODAY)
    assert [one.code for one in found] == [codes.LICENCE_ENDED]
