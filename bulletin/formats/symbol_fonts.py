"""What shows where a letter stands in a font of signs: Symbol, Wingdings, Wingdings 2.

In: the name of a font and a text; or a character of Unicode's private area, which Word writes for
such a letter. Out: the signs of Unicode.
"""

_PRIVATE = 0xF000
"""What Word adds to the place of a sign in its font."""
_SYMBOL = {
    **dict(zip("°±´¸£³¹»", "°±×÷≤≥≠≈", strict=True)),
    **dict(zip("¥Öåabgmp", "∞√∑αβγµπ", strict=True)),
    **dict(zip("DWSj\u00ce\u00c7\u00c8\u00b2", "ΔΩΣφ∈∩∪″", strict=True)),
    **dict(zip("¬\u00ad®¯«ÞÛ·", "←↑→↓↔⇒⇔•", strict=True)),
}
_GREEK = dict(
    zip(
        "cdefhiklnoqrstuwxyzABCEFGHIKLMNOPQRTUXYZ",
        "χδεφηικλνοθρστυωξψζΑΒΧΕΦΓΗΙΚΛΜΝΟΠΘΡΤΥΞΨΖ",
        strict=True,
    )
)
_WINGDINGS = {
    **dict(zip("ßàáâèðØ§", "←→↑↓➔⇨➢▪", strict=True)),
    **dict(zip("o¨qrþýxü", "☐☐☐☐☑☒☒✓", strict=True)),
    **dict(zip("ûnluv()*", "✗■●◆❖☎☎✉", strict=True)),
    **dict(zip('FEJL!"# ', "☞☜☺☹✏✂✁ ", strict=True)),
}
_WINGDINGS_2 = dict(zip("OPQRST£", "✗✓✗☑☒☒☐", strict=True))
_FONTS = {
    "symbol": _SYMBOL | _GREEK,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}
SIGNS = {chr(_PRIVATE + ord(letter)): sign for letter, sign in (_SYMBOL | _WINGDINGS).items()}
"""Of private characters whose font is lost, as in the files of Vietnamese offices."""


def signs_of(font: str, text: str) -> str:
    """What a text shows in a font; what nobody knows of becomes a private character."""
    known = _FONTS.get(font.casefold())
    if known is None:
        return text
    letters = font.casefold() == "symbol"  # its digits and marks are those of any font
    return "".join(
        known.get(char)
        or (char if char.isspace() or (letters and char.isascii()) else _private(char))
        for char in text
    )


def _private(char: str) -> str:
    return chr(_PRIVATE + ord(char)) if "!" <= char <= "ÿ" else char
