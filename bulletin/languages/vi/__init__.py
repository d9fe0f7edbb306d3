"""Vietnamese: as offices, newspapers and schools of Viet Nam write and read it.

Out: `LANGUAGE`. The reading rules are in `rules`, the tables in `tables/`.
"""

from functools import cache, partial
from importlib.resources import files

from bulletin.languages.base import CellWords, Headings, KnownVoice, Language, Ties
from bulletin.languages.proof import Proof
from bulletin.reading import Rules
from bulletin.reading.sentences import Dots
from bulletin.reading.tables import sets_of, table, words_in


def _rules() -> Rules:
    from bulletin.languages.vi.rules import RULES  # noqa: PLC0415, only what speaks reads

    return RULES


def _dots() -> Dots:
    from bulletin.languages.vi.words import is_syllable  # noqa: PLC0415

    roles = table(__name__, "roles")
    return Dots(
        **sets_of(__name__, "sentences"),
        openers=words_in(roles["openers"]),
        persons=words_in(roles["persons"]),
        numbers=words_in("một hai ba tư bốn năm sáu bảy tám chín mười"),
        is_word=is_syllable,
    )


def _fingerprint() -> tuple[str, ...]:
    return tuple(table(__name__, "fingerprint")["words"].split())


def _proof() -> Proof:
    from bulletin.languages.vi.proof import PROOF  # noqa: PLC0415, only the check reads

    return PROOF


_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"

LANGUAGE = Language(
    tag="vi",
    letters=_LETTERS + _LETTERS.upper(),
    region="VN",
    rules=_rules,
    dots=_dots,
    spoken=files(__name__) / "tables" / "spoken.yaml",
    ties=cache(partial(Ties.read, __name__)),
    fingerprint=_fingerprint,
    headings=cache(partial(Headings.read, __name__)),
    cells=cache(partial(CellWords.read, __name__)),
    phrases=partial(table, __name__, "phrases"),
    proof=_proof,
    varieties={"north": "vi", "central": "vi-vn-x-central", "south": "vi-vn-x-south"},
    natural_voice="vi_VN-vais1000-medium",
    known_voices=(
        KnownVoice("vi_VN-vais1000-medium", 63_206_154, "CC BY 4.0"),
        KnownVoice("vi_VN-25hours_single-low", 63_108_702, ""),
        KnownVoice("vi_VN-vivos-x_low", 27_795_005, "CC BY-NC-SA 4.0"),
    ),
)
