"""Whether a word can be one in the language of the old encodings.

In: a word. Out: yes or no, by the parts that syllables are made of.
"""

from bulletin.languages.vi.words import is_syllable


def is_word(word: str) -> bool:
    """Whether a word is one syllable; after qu, y stands for uy ("quýt" as "huýt")."""
    if is_syllable(word):
        return True
    return word[:2].lower() == "qu" and len(word) > 2 and is_syllable(f"h{word[1:]}")  # noqa: PLR2004, qu
