"""A rule's `opens` and `then` only spare the question: they never keep an answer back."""

from pathlib import Path

import pytest

from bulletin.languages import reader_for
from bulletin.reading import Lexicon
from bulletin.reading.scanner import Place

HERE = Path(__file__).parent
PHRASES = {
    language: [
        line.split("\t")[0]
        for table in sorted((HERE / language).glob("*.tsv"))
        for line in table.read_text("utf-8").splitlines()[::10]
    ]
    for language in ("vi", "en")
}


def rules_of(language):
    from bulletin.languages import language_of  # noqa: PLC0415, beside its one use

    return language_of(language).rules().families


def kept_out(rule, text, start, end):
    """Whether a rule is not asked at a place, by what it says of itself."""
    if rule.opens and text[start] not in rule.opens:
        return True
    behind = " " if text[end : end + 1].isspace() else text[end : end + 1]
    return bool(rule.then) and (not behind or behind not in rule.then)


@pytest.mark.parametrize("language", PHRASES)
def test_no_rule_would_answer_where_it_is_not_asked(language):
    wrong = []
    for phrase in PHRASES[language]:
        for start, end, kind in tokens(language, phrase):
            place = Place(phrase, start, end, Lexicon({}), {})
            wrong += [
                (rule.name, phrase, start)
                for rule in rules_of(language)
                if rule.starts == kind and kept_out(rule, phrase, start, end) and rule.claim(place)
            ]
    assert wrong == []


def tokens(language, phrase):
    from bulletin.reading.scanner import _TOKEN  # noqa: PLC0415, how rules see a text

    del language
    for match in _TOKEN.finditer(phrase):
        kind = match.lastgroup if match.lastgroup in {"word", "number"} else "sign"
        yield match.start(), match.end(), kind


@pytest.mark.parametrize("sign", [".", ",", ";", ":", "!", "?", "…", ")", "]", "“", "'"])
def test_what_closes_a_clause_asks_hardly_any_rule(sign):
    place = Place(f"{sign} a", 0, 1, Lexicon({}), {})
    asked = [
        rule
        for rule in rules_of("vi")
        if rule.starts == "sign"
        and not kept_out(rule, place.text, 0, 1)
        and (rule.form is None or place.match(rule.form))
    ]
    assert len(asked) <= 2
    assert reader_for("vi", Lexicon({})).questions(f"xã {sign} ấp", 9) <= 1
