"""Promises that hold for any text, however odd."""

from unicodedata import is_normalized

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.languages import reader_for, sentences_of
from bulletin.languages.vi.capitals import lowered
from bulletin.reading import Lexicon, LexiconEntry

SAMPLES = (
    "UBND TP. Q. P.5 X IV II.3 quý ngày tháng từ đến - – / . , : ; ( ) % ‰ & + = > < ~ ° ² ½ $ € đ/kg"
    " km/h m2 m³ http:// ³/ 20/11 15-10-2026 7h30 24/7 0274 3822 825 1.500 1,5 06 57-NQ/TW a.b@x.vn v.v. đ/c T2-T6"
    " 3-0 lớp 10A2 Nguyễn Văn A. bà H. ộ ũ é \u0301 \u0323 \u00a0 \u200b \ufeff ７ Ａ № § … 🌾 \n"
)
PIECES = st.sampled_from(SAMPLES.split(" "))
ODD_TEXT = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join) | st.lists(
    PIECES, max_size=10
).map(" ".join)
READERS = {
    language: reader_for(language, Lexicon({"QL13": LexiconEntry("x"), "Gò": LexiconEntry("go")}))
    for language in ("vi", "en", "fr")
}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ODD_TEXT, st.sampled_from(sorted(READERS)))
def test_any_text_is_read_in_composed_letters(text, language):
    for run in READERS[language].read(text):
        assert is_normalized("NFC", run.text)
        assert any(character.isalnum() for character in run.text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ODD_TEXT)
def test_capitals_become_small_letters_one_for_one(text):
    heading = f"THÔNG BÁO 8H {text.upper()}"
    assert len(lowered(heading)) == len(heading)
    assert lowered(heading).upper() == heading.upper()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(ODD_TEXT)
def test_what_is_unknown_stands_where_it_is_said_to_stand(text):
    for found in READERS["vi"].unknown(text):
        assert text[found.start : found.end] == found.text != ""


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ODD_TEXT)
def test_sentences_of_any_text_cover_it_in_order(text):
    spans = sentences_of(text, "vi")
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert [edge for span in spans for edge in span] == sorted(
        edge for span in spans for edge in span
    )
