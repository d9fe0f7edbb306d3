"""The tables of abbreviations say nothing that no rule understands."""

from bulletin.languages import reader_for
from bulletin.languages.vi.abbreviations import glossary
from bulletin.languages.vi.abbreviations.company import company_of, with_company
from bulletin.reading import Lexicon
from bulletin.reading.tables import table

CONDITIONS = {
    "followed_by", "preceded_by", "about", "near", "before_number", "after_number", "before_name",
    "after_name", "numbered", "before_measure", "before_day", "before_fraction", "not_in_capitals",
    "labels", "heads", "before_change", "before_mark", "after_count", "behind_dash",
}  # fmt: skip


def test_every_reading_has_words_and_conditions_that_exist():
    odd = {
        key: one
        for key, entry in glossary.entries().items()
        for one in entry.alternatives
        if not isinstance(one.get("say"), str) or set(one) - CONDITIONS - {"say", "surely", "or"}
    }
    assert odd == {}


def test_letters_tied_to_numbers_have_words_and_conditions_that_exist():
    odd = [
        one
        for side in table(glossary.PACKAGE, "tied").values()
        for readings in side.values()
        for one in readings
        if not isinstance(one.get("say"), str) or set(one) - CONDITIONS - {"say", "or", "numbers"}
    ]
    assert odd == []


def test_no_reading_stands_after_the_one_by_default():
    behind = [
        key
        for key, entry in glossary.entries().items()
        for one in entry.alternatives[:-1]
        if not set(one) & CONDITIONS
    ]
    assert behind == []


def test_every_topic_that_is_named_exists():
    topics = set(table(glossary.PACKAGE, "topics"))
    named = {
        topic.strip()
        for entry in glossary.entries().values()
        for one in entry.alternatives
        for topic in one.get("about", "").split(",")
        if topic.strip()
    }
    assert named <= topics


def test_phrases_are_as_short_as_the_rules_look():
    long = {
        phrase.strip()
        for entry in glossary.entries().values()
        for one in entry.alternatives
        for condition in ("preceded_by", "near")
        for phrase in one.get(condition, "").split(",")
        if len(phrase.split()) > 4
    }
    assert long == set()


def test_what_two_senses_have_beside_them_is_asked_about():
    voice = reader_for("vi", Lexicon({}))
    shared = [
        f"{key} {phrase}" if side is one.right else f"{phrase} {key}"
        for key, one in ((key, company_of(key)) for key in with_company())
        for side in (one.right, one.left)
        for phrase, senses in side.items()
        if len(senses) > 1
    ]
    assert len(shared) > 10
    assert [text for text in shared if not voice.reading(text).guesses] == []


def against_the_clause():
    """Abbreviations with words beside them that tell another sense than a word of the clause."""
    for key in with_company():
        told = glossary.readings(key) if glossary.known(key) else ()
        far = next((one for one, conditions in told if [*dict(conditions)] == ["near"]), None)
        left = company_of(key).left
        beside = (
            phrase
            for phrase, told in left.items()
            if " " in phrase and len(told) == 1 and far and told[0] != far["say"]
        )
        phrase = next(beside, None)
        if phrase:
            yield key, f"{far['near'].split(',')[0]} vừa rồi, {phrase} {key} hôm qua"


def test_words_beside_an_abbreviation_go_before_words_near_it():
    voice = reader_for("vi", Lexicon({}))
    read = {text: (key, voice.reading(text)) for key, text in against_the_clause()}
    assert len(read) > 30
    silent = {
        text: change.why
        for text, (key, reading) in read.items()
        for change in reading.changes
        if change.text == key and change.why.endswith("(near)") and not reading.guesses
    }
    assert silent == {}
