"""Proof-reading of Vietnamese. Out: `PROOF`; each module beside finds one kind of slip."""

from bulletin.languages.proof import Proof
from bulletin.languages.vi.proof.advertising import advertising
from bulletin.languages.vi.proof.apart import apart
from bulletin.languages.vi.proof.arrows import arrows
from bulletin.languages.vi.proof.contradictions import contradicting
from bulletin.languages.vi.proof.days import WEEKDAYS, days
from bulletin.languages.vi.proof.doubled import doubled
from bulletin.languages.vi.proof.periods import backwards, impossible
from bulletin.languages.vi.proof.places import places
from bulletin.languages.vi.proof.spelling import placings, syllables
from bulletin.languages.vi.proof.telephones import dialled, telephones

PROOF = Proof(
    weekdays=WEEKDAYS,
    days=days,
    telephones=telephones,
    dialled=dialled,
    backwards=backwards,
    impossible=impossible,
    contradicting=contradicting,
    doubled=doubled,
    syllables=syllables,
    placings=placings,
    places=places,
    advertising=advertising,
    arrows=arrows,
    apart=apart,
    wordless=r"(?=\D)(?:hình(?: ảnh|(?= ?\d| minh| đính))|(?:bức |tấm )?ảnh(?: bìa| chụp)?|tranh|sơ đồ|biểu đồ|logo)?"
    r"(?: ?(?:minh h[oọ][aạ]|đính kèm)(?: (?:cho )?bài(?: viết| báo)?)?)?\s*\d*",
    quotes="“”‘’",
    tight=",.;:!?",
)
