"""The tables of abbreviations say nothing that no rule understands."""

from collections import Counter

from bulletin.languages.vi import glossary
from bulletin.reading.tables import table

CONDITIONS = {
    "followed_by", "preceded_by", "about", "near", "before_number", "after_number", "before_name",
    "after_name", "numbered", "before_fraction", "not_in_capitals",
}  # fmt: skip


def test_every_reading_has_words_and_conditions_that_exist():
    odd = {
        key: one
        for key, entry in glossary.entries().items()
        for one in entry.alternatives
        if not one.get("say") or set(one) - CONDITIONS - {"say", "surely"}
    }
    assert odd == {}


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


def test_nothing_that_stands_beside_an_abbreviation_tells_two_of_its_senses():
    told = Counter(
        (key, side, phrase.strip())
        for key, senses in table(glossary.PACKAGE, "company").items()
        for phrases in senses.values()
        for side, listed in phrases.items()
        for phrase in dict.fromkeys(listed.split(","))
    )
    assert [one for one, times in told.items() if times > 1] == []
