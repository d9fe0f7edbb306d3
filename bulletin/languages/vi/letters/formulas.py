"""Chemical formulas: P2O5, H2SO4, NH4NO3, CaCO3.

In: a place at the first letter. Out: the letters by their names and the figures as numbers, so that
the P of P2O5 is no ward. An oxide or an acid is told by its oxygen, and anything that the glossary
knows is none.
"""

import re

from bulletin.languages.vi.abbreviations.glossary import known
from bulletin.languages.vi.cardinals import cardinal
from bulletin.languages.vi.words import CAPITALS, spelled
from bulletin.reading.scanner import Claim, Place, Rule

_ELEMENT = r"(?:Al|As|Ba|Br|Ca|Cd|Cl|Cr|Cu|Fe|Hg|Mg|Mn|Na|Ni|Pb|Si|Sn|Ti|Zn|[BCFHIKNOPS])"
_FORMULA = re.compile(rf"(?=[A-Za-z0-9]{{0,24}}[2-9])(?:{_ELEMENT}[2-9]?){{2,8}}(?![^\W_]|-[0-9])")
_OXYGEN = re.compile(r"O(?![a-z])")
_PIECE = re.compile(r"[A-Za-z]+|[0-9]")


def formula(_: Place, match: re.Match[str]) -> Claim | None:
    """Letters and small figures of which each letter is an element, oxygen among them."""
    if not _OXYGEN.search(match[0]) or known(match[0]):
        return None
    pieces = _PIECE.findall(match[0])
    if any(len(piece) > 1 and known(piece) for piece in pieces):
        return None  # "KO2" may be one, and what a table has with a number is not
    return Claim(
        match.end(),
        " ".join(cardinal(int(one)) if one.isdigit() else spelled(one) for one in pieces),
    )


RULES = (Rule("word", formula, _FORMULA, opens=CAPITALS),)
