"""Sound read back: what is compared, in which form; and what is said when nothing can hear."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from click.testing import CliRunner

from bulletin.cli import cli
from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.languages import reader_for, words_for
from bulletin.narration.engines.choose import choose
from bulletin.narration.listening import ReleaseText, listen, recogniser
from bulletin.narration.listening.comparing import compare
from bulletin.narration.listening.recogniser import RATE, FasterWhisper
from bulletin.narration.transcript import spans_in, webvtt
from bulletin.reading import Lexicon
from tests.narration.narrated import narrate
from tests.narration.spoken import article, order, setting

READER = reader_for("vi", Lexicon({}))
ENGLISH = reader_for("en", Lexicon({}))


def differences(written, heard, language="vi"):
    reader = READER if language == "vi" else ENGLISH
    found = compare(reader.reading(written), heard, reader, words_for(language))
    return [(one.written, one.heard) for one in found.differences]


SAME = [
    ("Họp ngày 15/10/2026 tại UBND xã.", "họp ngày 15 tháng 10 năm 2026 tại ủy ban nhân dân xã"),
    ("Họp ngày 15/10/2026.", "Họp ngày mười lăm tháng mười năm hai nghìn không trăm hai mươi sáu."),
    ("Có 101 hộ.", "có một trăm linh một hộ"),
    ("Có 24 hộ và 1.200 người.", "có hai mươi bốn hộ và một ngàn hai trăm người"),
    ("Thu 9,6 triệu đồng.", "thu chín phẩy sáu triệu đồng"),
    ("Ông Trần Hòa ở ấp Gò Dưa.", "ông trần hoà ở ấp gò dưa"),
    ("Ông Trần Hòa ở ấp Gò Dưa.", "ông Trần Hoa ở ấp Gó Dứa"),
    ("Gọi 114 ngay.", "Gọi một một bốn ngay!"),
    ("Thu 3,5 triệu từ 08:00 ngày 4/3.", "thu 3.5 triệu từ 8.00 ngày 04-03"),
    ("Mở từ 7:30 đến 11:00.", "mở từ 730 đến 1100"),
    ("Đêm −3°C, ngày −2,5°C.", "đêm âm 3 độ C, ngày âm 2.5 độ C"),
    ("Tăng 62,5% so với 2025.", "tăng 62.5% so với năm 2025"),
    ("Năm 12 có 20 hộ.", "năm mười hai có hai mươi hộ"),
    ("Không có gì.", "nghe ra cái gì khác hẳn"),
    ("Đất 5 ha, có 7 hộ.", "đất 5ha, có bảy hộ ạ"),
    ("Có 24 hộ, 131 người.", "có hai tư hộ một trăm ba mốt người"),
    ("Họp lúc 7g30.", "họp lúc bảy giờ rưỡi"),
    ("Góp 1.500 đồng mỗi kg.", "góp một ngàn rưỡi đồng mỗi ký lô gam"),
    ("Bà Lý Thị Mỹ đến.", "bà lí thị mĩ đến"),
    ("Giá 150.000 đồng/kg.", "giá trăm rưỡi ngàn đồng một ký"),
    ("Có 105 hộ.", "có trăm lẻ năm hộ"),
    ("Hỗ trợ 1,5 triệu đồng.", "hỗ trợ triệu rưỡi đồng"),
    ("Hỗ trợ 2,5 tỷ đồng.", "hỗ trợ hai tỷ rưỡi đồng"),
    ("Mua 2,5 kg phân, cách 3 km.", "mua hai ký rưỡi phân cách ba cây số"),
    ("Mở cửa lúc 8:30.", "mở cửa lúc tám rưỡi"),
    ("Họp lúc 14h và 19h30.", "họp lúc 2 giờ chiều và bảy giờ rưỡi tối"),
    ("Họp ngày 5/1, có 31 em.", "họp ngày năm tháng giêng có băm mốt em"),
]
SAME += [
    ("Năm 2002 có bão.", "năm hai ngàn lẻ hai có bão"),
    ("Có 2.200 hộ.", "có hai ngàn hai hộ"),
    ("Có 340 hộ, 1.250 người.", "có ba trăm tư hộ một ngàn hai năm mươi người"),
    ("Thu 3.700.000 đồng.", "thu 3 triệu 7 đồng"),
    ("Thu 12.400.000 đồng.", "thu mười hai triệu tư đồng"),
    ("Thu 3,7 triệu đồng.", "thu 3.700.000 đồng"),
    ("Kinh phí 1,25 tỷ đồng.", "kinh phí một tỷ hai trăm năm mươi triệu đồng"),
    ("Quý IV/2026.", "quý bốn năm hai nghìn hai sáu"),
    ("Năm 1975.", "năm một chín bảy lăm"),
    ("Năm 1986, lần thứ 4.", "năm mười chín tám sáu lần thứ tư"),
    ("Họp lúc 14h45 ngày 4/11.", "họp lúc 3 giờ kém 15 chiều mồng bốn tháng mười một"),
    ("Có 24 quả, 50 cây, 35.000 con.", "có hai tá quả, năm chục cây, ba vạn rưỡi con"),
    ("Tăng 8,5%, đạt 100%.", "tăng tám rưỡi phần trăm, đạt trăm phần trăm"),
    ("Giảm 0,5%, còn 1/2 số hộ.", "giảm nửa phần trăm, còn một nửa số hộ"),
    ("Rộng 1,5 ha, cao 1,65 m.", "rộng một héc ta rưỡi, cao một mét sáu lăm"),
    ("Trong 30 phút có 10-15% mưa.", "trong nửa tiếng có từ mười tới mười lăm phần trăm mưa"),
    ("Gọi 0912345678, 02838294114.", "gọi 0912 345 678, 028 38 29 41 14"),
]
OTHER = [
    ("Có 2.200 hộ.", "có hai ngàn lẻ hai hộ", ["2.200"]),
    ("Có 6.700 cây.", "có sáu ngàn bảy mươi cây", ["6.700"]),
    ("Có 250 hộ.", "có hai trăm lẻ năm hộ", ["250"]),
    ("Thu 3.700.000 đồng.", "thu ba triệu không trăm bảy mươi nghìn đồng", ["3.700.000"]),
    ("Giá 20.000 đồng.", "giá hai nghìn đồng", ["20.000"]),
    ("Họp ngày 15/10/2026.", "họp ngày 16 tháng 10 năm 2026", ["15/10/2026"]),
    ("Có 24 hộ và 1.200 người.", "có 24 hộ và 1.300 người", ["1.200"]),
    ("Có 24 hộ và 1.200 người.", "có hai mươi lăm hộ và 1.200 người", ["24"]),
    ("Ông Trần Văn Hòa đến.", "ông Trần Văn Hạnh đến", ["Ông Trần Văn Hòa"]),
    ("UBND xã họp.", "tòa án xã họp", ["UBND"]),
    ("Có 5 hộ nghèo.", "có hộ nghèo", ["5"]),
    ("Có 5 hộ nghèo.", "", ["5"]),
    ("Dài 3,5 km, họp 11:30.", "dài 35 km, họp 11:20", ["3,5", "11:30"]),
    ("Mở lúc 7:30.", "mở lúc 740", ["7:30"]),
    ("Tăng 62% so với 2025.", "tăng 72% so với 2025", ["62%"]),
    ("Tăng 62% so với 2025.", "tăng 62 phần nghìn so với 2025", ["62%"]),
    ("Đêm −3°C, ngày −2,5°C.", "đêm 3 độ C, ngày 2.5 độ C", ["−3", "−2,5"]),
    ("Bão cấp 10, có 5 hộ.", "bão cấp 12, có 50 hộ", ["10", "5"]),
    ("Bão cấp 10, có 200 hộ.", "bão cấp mười hai, có 1.200 hộ", ["10", "200"]),
    (
        "Giảm 12%, còn 20 hộ.",
        "giảm hai mươi hai phần trăm, còn một trăm hai mươi hộ",
        ["12%", "20"],
    ),
    ("Có 214 hộ.", "có hai trăm bốn hộ", ["214"]),
    ("Họp lúc 7g30.", "họp lúc tám giờ rưỡi", ["7g30"]),
    ("Giá 150.000 đồng.", "giá hai trăm rưỡi ngàn đồng", ["150.000"]),
    ("Giá 160.000 đồng.", "giá trăm rưỡi ngàn đồng", ["160.000"]),
    ("Hỗ trợ 1,5 triệu.", "hỗ trợ hai triệu rưỡi", ["1,5"]),
    ("Mở cửa lúc 8:00, mua 5 kg.", "mở cửa lúc tám rưỡi mua năm tạ", ["8:00", "kg"]),
    ("Họp lúc 15h.", "họp lúc hai giờ chiều", ["15"]),
    ("Năm 1986 có 205 hộ.", "năm mười chín sáu tám có hai mươi lăm hộ", ["1986", "205"]),
    ("Họp lúc 9:45.", "họp lúc chín giờ kém mười lăm", ["9:45"]),
    (
        "Có 24 quả, 50 cây, 45.000 con.",
        "có tá rưỡi quả, năm cây, bốn vạn con",
        ["24", "50", "45.000"],
    ),
    (
        "Gọi 19001006, tăng 8,5%.",
        "gọi một chín không không một không sáu, tăng tám mươi lăm phần trăm",
        ["19001006", "8,5%"],
    ),
    ("Sâu 1,2 m, rộng 1,5 ha.", "sâu một mét rưỡi, rộng hai rưỡi héc ta", ["1,2", "1,5"]),
    ("Họp ngày 2/9, thu 2.000 đồng.", "họp ngày 12/9, thu 2.005 đồng", ["2/9", "2.000"]),
]


@pytest.mark.parametrize(("written", "heard"), SAME)
def test_what_is_heard_in_another_spelling_is_the_same(written, heard):
    assert differences(written, heard) == []


@pytest.mark.parametrize(("written", "heard", "where"), OTHER)
def test_numbers_and_names_that_are_heard_otherwise_are_found(written, heard, where):
    assert [place for place, _ in differences(written, heard)] == where


def test_what_is_heard_in_the_place_is_told():
    assert differences("Có 24 hộ ở ấp Gò Dưa.", "có ba mươi hộ ở ấp gò chùa") == [
        ("24", "ba mươi"),
        ("Gò Dưa", "gò chùa"),
    ]
    assert differences("The fee is $12 for adults.", "the fee is $20 for adults", "en") == [
        ("$12", "twenty dollars")
    ]
    assert differences("The road is 2.5 km long.", "the road is 2.5 kilometers long", "en") == []
    assert differences("About 2,500,000 people.", "about 2.5 million people", "en") == []
    assert differences("There are 250 houses.", "there are two hundred five houses", "en")


def test_a_long_sentence_is_compared_in_good_time():
    long = "Ông Trần Văn Hòa có 24 con gà, " * 300
    assert differences(long, long) == []
    assert differences("Có 5 con.", long)


# -- a release -----------------------------------------------------------------------------

NEWS = """---
title: Tin ấp
---
Có 24 hộ ở ấp Gò Dưa. Nước rút rồi.
"""


class Hears:
    """Hears what it is told to, and notes how long the sound was."""

    def __init__(self, *texts):
        self.texts, self.lengths, self.loud = list(texts), [], []

    def hear(self, samples):
        self.lengths.append(len(samples) / RATE)
        self.loud.append(float(np.abs(samples).max()))
        return self.texts.pop(0)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """An article's sound and transcript, as they lie in a release; and its track."""
    folder = tmp_path_factory.mktemp("release")
    made = order(folder / "cache", choose(setting(folder)))
    (track,) = narrate([article(NEWS, "tin-ap")], folder / "audio", made).tracks
    track.file.with_suffix(".vtt").write_text(webvtt(track, "vi"), encoding="utf-8")
    return folder, track


def listened(folder, text, hears):
    given = ReleaseText([article(text, "tin-ap")], READER, words_for("vi"))
    return listen(folder, given, hears, lambda _done, _all: None)


def test_each_sentence_of_a_release_is_heard_and_those_that_differ_are_listed(release):
    folder, track = release
    hears = Hears("Tin ấp.", "Có 42 hộ ở ấp Gò Dưa", "nước rút rồi")
    found = listened(folder, NEWS, hears)
    assert (found.sentences, found.changed) == (3, 0)
    for length, cue in zip(hears.lengths, track.cues, strict=True):
        assert length == pytest.approx(cue.end - cue.start + 0.3, abs=0.01)
    assert min(hears.loud) > 0.1
    (one,) = found.misheard
    assert (one.article, one.span.line) == ("01-tin-ap", 4)
    assert one.said == "Có hai mươi tư hộ ở ấp Gò Dưa."
    assert [(d.written, d.said, d.heard) for d in one.differences] == [
        ("24", "hai mươi tư", "bốn mươi hai")
    ]


def test_what_was_written_after_the_sound_was_made_is_counted(release):
    found = listened(release[0], NEWS + "\nCâu mới.\n", Hears("Tin ấp", "Có 24 hộ ở ấp Gò Dưa", ""))
    assert (found.sentences, found.changed, found.misheard) == (3, 1, ())


def test_a_release_without_sound_is_said(release, tmp_path):
    with pytest.raises(BulletinError, match="there is no sound of 01-tin-ap"):
        listened(tmp_path, NEWS, Hears())
    (tmp_path / "audio").mkdir()
    text = (release[0] / "audio" / "01-tin-ap.vtt").read_text(encoding="utf-8")
    (tmp_path / "audio" / "01-tin-ap.vtt").write_text(text, encoding="utf-8")
    (tmp_path / "audio" / "01-tin-ap.m4a").write_bytes(b"no sound")
    with pytest.raises(BulletinError, match="cannot be read"):
        listened(tmp_path, NEWS, Hears())


def test_a_sentence_in_several_captions_is_one_stretch():
    text = "WEBVTT\n\na-s1\n00:00:01.000 --> 00:00:09.500\nMột,\n\n"
    text += "a-s1.2\n00:00:09.500 --> 01:00:12.000\nhai\n\na-s2\n01:00:13.000 --> 01:00:14.000\nx\n"
    assert spans_in(text) == {"a-s1": (1.0, 3612.0), "a-s2": (3613.0, 3614.0)}


# -- the recogniser ------------------------------------------------------------------------


def model(folder, **files):
    folder.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.json"):
        (folder / name).write_text(files.get(name.partition(".")[0], "{}"), encoding="utf-8")
    return folder


def test_a_folder_that_is_not_there_or_holds_no_model_is_said(tmp_path):
    with pytest.raises(BulletinError, match="there is no folder") as caught:
        FasterWhisper(tmp_path / "none", "vi", 1)
    assert "Systran/faster-whisper-small" in caught.value.hint
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "model.bin").write_bytes(b"")
    with pytest.raises(BulletinError, match=r"it lacks config\.json, tokenizer\.json, vocabulary"):
        FasterWhisper(tmp_path / "half", "vi", 1)


@pytest.mark.parametrize("kind", ["empty", "text", "other"])
def test_faster_whisper_itself_says_that_a_model_is_none(tmp_path, kind):
    """The real library, on folders whose files are there and are no model's."""
    files = {"empty": "", "text": "not a model", "other": "\x06\x00\x00\x00" * 40}[kind]
    folder = model(tmp_path / "m", model=files, config=json.dumps({"lang_ids": [1]}))
    with pytest.raises(BulletinError, match=r"the model in .* cannot be used"):
        FasterWhisper(folder, "vi", 1)


class OfTwoModels:
    """What the library makes of a folder whose tokenizer is another model's: it fails when asked."""

    supported_languages = ("vi",)

    def transcribe(self, _samples, **_how):
        raise IndexError


def test_a_model_that_fails_when_it_is_asked_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(recogniser, "_loaded", lambda *_: OfTwoModels())
    hears = FasterWhisper(tmp_path / "m", "vi", 1)
    for ask in (hears.hear, lambda samples: list(hears.words(samples))):
        with pytest.raises(BulletinError, match=r"the model in .* cannot be used"):
            ask(np.zeros(RATE, np.float32))


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(BulletinError, match="not installed") as caught:
        FasterWhisper(model(tmp_path / "m"), "vi", 1)
    assert install_command("listen") in caught.value.hint


def test_the_command_asks_for_a_model():
    asked = CliRunner().invoke(cli, ["listen"], obj=None)
    assert asked.exit_code == 2
    assert "--model" in asked.output
