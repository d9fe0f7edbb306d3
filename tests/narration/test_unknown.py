"""Abbreviations that nobody knows, before the voice spells them out."""

from __future__ import annotations

from dataclasses import replace

from bulletin.cache import Cache, once
from bulletin.diagnostics import Span
from bulletin.document import Recording
from bulletin.languages import reader_for, words_for
from bulletin.narration.script import unknown
from bulletin.narration.script.unknown import Doubts, unknown_abbreviations
from bulletin.reading import Lexicon, LexiconEntry
from tests.narration.spoken import article

TEXT = """---
title: Họp
---
UBND xã họp.

Dòng đầu của đoạn,
rồi BQXK có mặt, lại BQXK nữa.

- Mục có [KZTV]{say="ka dét tê vê"}.
- Mục có WQRT.
"""


def found(lexicon=(), language="vi"):
    reader = reader_for(language, Lexicon(dict(lexicon)))
    return unknown_abbreviations(
        [article(TEXT, "hop")], reader, words_for(language), {"hop.md": TEXT}.get
    )


def test_each_is_found_once_at_its_own_place_with_what_to_write():
    findings = found()
    assert [finding.span for finding in findings] == [
        Span("hop.md", 7, 5, 9),
        Span("hop.md", 10, 10, 14),
    ]
    assert all(finding.code.number == "B501" and not finding.is_error for finding in findings)
    assert "BQXK" in findings[0].message
    assert "lexicon.yaml" in findings[0].hint


def test_what_the_lexicon_or_the_text_says_is_known():
    assert len(found([("BQXK", LexiconEntry("ban quản lý"))])) == 1


def test_a_language_without_rules_has_no_unknown_abbreviations():
    assert found(language="fr") == ()


def test_an_article_in_a_script_that_no_voice_reads_has_one_warning_that_asks_for_a_recording():
    khmer = "# ខេត្តត្រាវិញ\n\nប្រជាជននៅខេត្តត្រាវិញ អំពី BQXK។\n"
    script, word = doubts("# Tin\n\nTin mới.\n", khmer)
    assert places([script, word]) == [("B501", "bai-2.md", 1, 3), ("B501", "bai-2.md", 3, 28)]
    assert "Khmer" in script.message
    assert "recording: " in script.hint
    read = replace(article(khmer, "bai-2"), recording=Recording(("bai.m4a",), Span("bai-2.md")))
    told = unknown_abbreviations([read], reader_for("vi", Lexicon({})), words_for("vi"), {}.get)
    assert [finding.hint for finding in told] == [word.hint]


def doubts(*texts, lexicon=(), **how):
    """The findings about articles in order, as code, line and column."""
    files = {f"bai-{n}.md": text for n, text in enumerate(texts, start=1)}
    articles = [article(text, name.removesuffix(".md")) for name, text in files.items()]
    reader = reader_for("vi", Lexicon(dict(lexicon)))
    return unknown_abbreviations(articles, reader, words_for("vi"), files.get, **how)


def places(findings):
    return [(f.code.number, f.span.file, f.span.line, f.span.column) for f in findings]


def test_a_guess_is_a_warning_at_its_place_with_the_senses_and_the_lexicon_line():
    (finding,) = doubts("# Tin\n\nHôm qua CĐ lại họp.\n")
    assert places([finding]) == [("B502", "bai-1.md", 3, 9)]
    assert not finding.is_error
    assert "“công đoàn”" in finding.message or "“Công đoàn”" in finding.message
    assert "“cao đẳng”" in finding.message
    assert "“CĐ: cộng đồng”" in finding.hint
    assert "lexicon.yaml" in finding.hint


def test_a_day_in_short_is_to_be_written_out_and_has_no_line_in_the_lexicon():
    (finding,) = doubts("# Tin\n\nTrạm nghỉ T3.\n")
    assert "“thứ ba”, “tháng ba”" in finding.hint
    assert "lexicon" not in finding.hint


def test_what_its_company_or_a_definition_or_the_lexicon_tells_is_no_guess():
    assert doubts("# Tin\n\nCĐ cơ sở họp, sinh viên trường CĐ cũng họp.\n") == ()
    assert doubts("# Tin\n\nCông đoàn (CĐ) họp. Hôm qua CĐ lại họp.\n") == ()
    assert doubts("# Tin\n\nHôm qua CĐ lại họp.\n", lexicon=[("CĐ", LexiconEntry("a"))]) == ()
    assert doubts('# Tin\n\nHôm qua [CĐ]{say="công đoàn"} lại họp.\n') == ()


def test_a_guess_points_at_the_word_that_was_guessed_and_not_at_one_that_was_told():
    text = "# Tin\n\nCĐ cơ sở họp. Rồi\nCĐ lại họp. CĐ viên về.\nMai CĐ lại họp nữa.\n"
    (finding,) = doubts(text)
    assert places([finding]) == [("B502", "bai-1.md", 4, 1)]
    assert "also in line 5" in finding.message


def test_each_article_has_its_own_warning_of_a_guess_and_an_issue_one_of_the_unknown():
    text = "# Tin\n\nHôm qua CĐ lại họp với QZXW.\n"
    assert places(doubts(text, text)) == [
        ("B502", "bai-1.md", 3, 9),
        ("B501", "bai-1.md", 3, 24),
        ("B502", "bai-2.md", 3, 9),
    ]


def test_what_one_article_defines_is_known_in_the_next_and_in_its_own_title():
    first = "# Dự án CĐ\n\nCông đoàn (CĐ) họp.\n"
    assert doubts(first, "# Tin\n\nHôm qua CĐ lại họp.\n") == ()


def test_what_two_articles_define_differently_is_told_with_both_definitions_and_the_lexicon_line():
    first = "# Họp\n\nHợp đồng (HĐ) đã ký. Hội Nông dân (HND) họp.\n"
    second = "# Tin\n\nHĐ mới.\n\nHội đồng (HĐ) thi đua. Hội Nông dân xã (HND) họp.\n"
    [other] = doubts(first, second)
    assert places([other]) == [("B502", "bai-2.md", 5, 11)]
    assert "“hội đồng” here, and as “hợp đồng” in bai-1.md" in other.message
    assert "“HĐ: hội đồng” or “HĐ: hợp đồng” in lexicon.yaml" in other.hint


def test_lines_are_counted_as_an_editor_counts_them():
    text = "# Tin\n\nMột\u2028hai\u2029ba.\n\nHôm qua QZXW họp.\n"
    assert places(doubts(text)) == [("B501", "bai-1.md", 5, 9)]


def test_a_file_is_read_once_for_all_the_doubts_of_an_article():
    text = "# Tin\n\n" + "\n\n".join(f"Họp QZ{first}W rồi." for first in "BCDGHKLMN")
    asked = []
    found = unknown_abbreviations(
        [article(text, "tin")],
        reader_for("vi", Lexicon({})),
        words_for("vi"),
        lambda file: asked.append(file) or text,
    )
    assert [one.span.line for one in found] == list(range(3, 21, 2))
    assert asked == ["tin.md"]


def test_a_doubt_is_looked_for_in_the_lines_of_its_own_block():
    text = "# Tin\n\nHọp QZ&#88;W rồi.\n\nQZXW đến.\n"
    assert places(doubts(text))[0][2] == 3


SAYS = "---\ntitle: Một\n---\nKỹ thuật số (KTS) đã đến, có WQRT.\n"
ASKS = "---\ntitle: Hai\n---\nXã học KTS, họp với HĐ và KZTV.\n"
FIGURES = "---\ntitle: Ba\n---\n" + "1, 2 và 3 ha.\n\n" * 30


def test_an_article_that_was_read_before_is_not_read_again(monkeypatch, tmp_path):
    monkeypatch.setattr(unknown, "MAX_QUESTIONS", 60)
    read = []
    written = Doubts.to_json
    monkeypatch.setattr(Doubts, "to_json", lambda one: read.append(one) or written(one))
    for texts, anew in [
        ((SAYS, ASKS), 2),
        ((SAYS, ASKS), 0),
        ((SAYS, ASKS.replace("họp", "bàn")), 1),
        # What is defined before an article is read with it.
        ((SAYS.replace("(KTS)", "(KTB)"), ASKS), 2),
        ((SAYS, FIGURES), 1),
    ]:
        read.clear()
        with once.kept_in(once.store_in(Cache(tmp_path))):
            kept = doubts(*texts)
        assert len(read) == anew
        assert kept == doubts(*texts) != ()


def test_the_number_of_a_heading_is_no_guess():
    text = "---\ntitle: Họp\n---\n\n## 2.1. Y tế\n\nMột.\n\n## 2.1 và sau\n"
    findings = unknown_abbreviations(
        [article(text, "hop")], reader_for("vi", Lexicon({})), words_for("vi"), {"hop.md": text}.get
    )
    assert [finding.span.line for finding in findings] == [9]
