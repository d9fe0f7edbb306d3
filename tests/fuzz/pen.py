"""What writes Markdown of random words, and remembers which of them must arrive.

Each text holds a mark, a word that nothing else holds; what is written is without a fault.
"""

import json
from dataclasses import dataclass, field

from tests.fuzz.pieces import WORDS

VOWELS = ("a", "e", "i", "o", "u", "y", "ai", "oi", "au", "ia", "eu", "ua")
GLUED = (
    *("", "", "", "", "đ", "ế", "ự", "½", "m²", "°", "€", "₫", "œ", "ß", "Ω", "Я", "’", "…", "%"),
    *("→", "✓", "★", "•", "①", "“", "”", "/", "=", "+", ".", ",", ";", ":", "!", "?", "(", ")"),
    *("e\u0302\u0301", "\u00ad", "\u200b", "\u2060", "\u200d", "ﬁ", "Ⅳ", "٣", "中", "あ", "ק"),
)
"""What stands at a mark's end, and arrives with it."""
DRAWN = "images/lua.svg"
LYING = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
"""What a camera writes that was held upright: orientation 6."""
PHOTOGRAPHS = {
    "images/wide.jpg": ("JPEG", "RGB", (1400, 500)),
    "images/tall.jpg": ("JPEG", "L", (500, 1300)),
    "images/small.png": ("PNG", "RGB", (90, 60)),
    "images/press.jpg": ("JPEG", "CMYK", (900, 900)),
    "images/strip.png": ("PNG", "RGBA", (1800, 90)),
    "images/needle.webp": ("WEBP", "RGB", (80, 1200)),
    "images/sign.gif": ("GIF", "P", (320, 200)),
    "images/ảnh họp xã (1).jpg": ("JPEG", "RGB", (1200, 800)),
    "images/fax.png": ("PNG", "1", (1728, 1100)),
    "images/grey.png": ("PNG", "LA", (400, 400)),
    "images/deep.png": ("PNG", "I;16", (500, 300)),
    "images/huge.jpeg": ("JPEG", "RGB", (5200, 3100)),
    "images/lying.jpg": ("JPEG", "RGB", (600, 900), {"exif": LYING, "progressive": True}),
    "images/moving.webp": ("WEBP", "RGB", (300, 300), {"save_all": True, "lossless": True}),
}
"""Files of pictures: form, colours, width and height, and how they are saved."""
LONG = (
    *("Krông-Pa-Chư-Prông-Ia-Grai-Đăk-Đoa-Mang-Yang", "125/2026/QĐ-UBND-VP-KTHTĐT-VHXH"),
    *("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "1.250.000.000.000"),
    *("tcvn-5687/2024/btc/ttđt/ubnd/kh-nn-mt", "polymethylmethacrylat", "0200.3000.010/011/012"),
)
"""Words that no line may be too narrow for."""
ESCAPED = {"&amp;": "&", "&lt;": "<", "\\*": "*", "\\_": "_", "\\#": "#", "\\[x\\]": "[x]"}
"""What Markdown writes in another way than it reads."""


@dataclass(frozen=True)
class Fact:
    """A word, and where it must be found: what is "hidden" is seen nowhere.

    "text" once in what is seen of an edition, "name" at least once, "data" in all that flows,
    "alt" in the markup of it.
    """

    word: str
    place: str = "text"


@dataclass
class Pen:
    """Random words of a publication, with the facts that they hold."""

    rng: object
    facts: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    """Texts of the issue's folder that articles name."""
    notes: list = field(default_factory=list)
    """Notes of the article that is being written."""
    level: int = 1
    """The level of the last heading."""
    anchors: list = field(default_factory=list)
    """Names of its headings."""
    ends: list = field(default_factory=list)
    """Lines that stand at its end."""
    links: tuple = ()
    """Where links may lead, as files of the issue."""
    exotic: bool = True
    """Whether any letter may come."""

    def begin(self):
        """Take a new article."""
        self.notes, self.level, self.anchors, self.ends = [], 1, [], []

    def anchor(self):
        """Attributes that name a heading."""
        self.anchors.append(f"muc-{len(self.anchors)}")
        return f" {{#{self.anchors[-1]}}}"

    def file(self, kind, text):
        """The name of a new file of data."""
        name = f"data/so-{len(self.files)}.{kind}"
        self.files[name] = text
        return name

    def mark(self, place="text", end=""):
        rest, one = divmod(len(self.facts), len(VOWELS))
        rest, two = divmod(rest, len(VOWELS))
        rest, three = divmod(rest, len(VOWELS))
        word = f"Z{VOWELS[one]}w{VOWELS[two]}j{VOWELS[three]}n" + "w" * rest
        self.facts.append(Fact(word + end, place))
        return word

    def chance(self, share):
        return self.rng.random() < share

    def words(self, most=6, place="text"):
        """Plain words without a sign that means something, one of them a mark."""
        said = self.rng.choices(WORDS, k=self.rng.randint(0, most))
        if most > 1 and self.chance(0.04):
            said.append(self.rng.choice(LONG))
        said.insert(self.rng.randint(0, len(said)), self.mark(place))
        return " ".join(word for word in said if word not in {"#1", "<3", "–", "http", "@xa"})

    def value(self, most=6, place="name"):
        """The same as a value of YAML."""
        return json.dumps(self.words(most, place), ensure_ascii=False)

    def glued(self):
        if self.exotic and self.chance(0.3):
            written = self.rng.choice(list(ESCAPED))
            return self.mark(end=ESCAPED[written]) + written
        end = self.rng.choice(GLUED if self.exotic else GLUED[:4])
        return self.mark(end=end) + end

    def reference(self):
        """The mark of a note, which is written by the end of the article."""
        if len(self.notes) > 12:
            return ""
        self.notes.append(None)
        return f"[^{len(self.notes)}]"

    def line(self, most=4, *, notes=True):
        """A line of Markdown."""
        made = [self._inline(notes=notes) for _ in range(self.rng.randint(1, most))]
        return " ".join(made)

    def _inline(self, *, notes):
        words, rng = self.words, self.rng
        forms = (
            words,
            words,
            words,
            self.glued,
            lambda: f"*{words()}*",
            lambda: f"**{words()}**",
            lambda: f"~~{words(2)}~~",
            lambda: f"***{words(2)}***",
            lambda: f"**{words(2)} *{words(2)}* {words(2)}**",
            lambda: f"`{words(2)}`",
            lambda: f"[{words(3)}](https://a.example/b?c={rng.randint(1, 99)}&d=e)",
            lambda: f"[**{words(2)}** {words(1)}](mailto:a@a.example)",
            lambda: f"[{words(2)}](tel:+84912345678)",
            lambda: f"[{words(3)}]({rng.choice(self.links)})",
            lambda: f'[{words(3)}]{{say="{words(2, "hidden")}"}}',
            lambda: f"[{words(3)}]{{.silent}}",
            lambda: f"[{words(3)}]{{lang={rng.choice(['en', 'fr', 'km', 'jra', 'zh'])}}}",
            lambda: f"“{words(4)}” ({words(2)})",
            lambda: f"https://a.example/{'bieu-mau/' * rng.randint(0, 12)}{rng.randint(1, 99)}",
            lambda: f"<https://a.example/{rng.randint(1, 99)}>",
            lambda: f"H~2~O m^2^ {words(1)}",
            lambda: f"{words(2)}\u00a0{words(1)}",
            lambda: f"![{words(1, 'alt')}](images/lua.svg) {words(2)}",
            lambda: words(2) + (self.reference() if notes else ""),
            lambda: words(2) + (" " + self.reference() if notes else ""),
        )
        return rng.choice(forms)()
