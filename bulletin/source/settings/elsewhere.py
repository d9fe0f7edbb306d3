"""Keys as other programs and people write them, and ours that they stand for.

In: a key that does not exist, and those that do. Out: a hint.
"""

import re
from collections.abc import Collection, Mapping

from bulletin.messages import tr
from bulletin.source.reporting import meant, nearest, suggestion
from bulletin.source.values import unaccented

_WORDS = {
    "title": "name, heading, headline, tieu de, ten, ten bai, nhan de",
    "summary": "description, excerpt, abstract, subtitle, lead, intro, tom tat, mo ta, trich yeu, sapo",
    "authors": "author, by, byline, creator, writer, tac gia, nguoi viet, bien tap",
    "topics": "tags, tag, categories, category, keywords, labels, chu de, chuyen muc, tu khoa, the",
    "image": "cover, thumbnail, banner, picture, photo, featured image, hero, anh, hinh, hinh anh, anh bia",
    "articles": "chapters, pages, posts, items, files, bai viet, cac bai",
    "number": "issue, no, so",
    "date": "day, published, ngay, ngay dang, ngay phat hanh",
}
_OURS: Mapping[str, str] = {
    word: ours for ours, words in _WORDS.items() for word in words.split(", ")
}
"""Without accents and capitals, with a space for each sign between words."""
_LANGUAGES = {"language", "lang", "locale", "ngon ngu", "tieng"}
_DATES = {"date", *_WORDS["date"].split(", ")}

_ARTICLES = {"articles", *_WORDS["articles"].split(", ")}


def _folded(key: str) -> str:
    return re.sub(r"[\W_]+", " ", unaccented(key[:80])).strip().lower()


def _ours(key: str) -> str:
    return _OURS.get(_folded(key), "")


def key_meant(key: str, keys: Collection[str]) -> str | None:
    """The key for which one that does not exist most likely stands."""
    name, colon, _ = key.partition(":")
    if colon and name in keys:
        return name
    ours = _ours(key)
    return ours if ours in keys else nearest(key, keys)


def hint_for_key(key: str, keys: Collection[str]) -> str:
    """What to write for a key that does not exist."""
    if (ours := _ours(key)) in keys:
        return meant(ours)
    word = _folded(key)
    if word in _ARTICLES and "sections" in keys:
        return tr(
            "write sections: [{{title: Tin tức, articles: [01-bai.md]}}], or delete it: then all"
            " articles are in the issue, by the order of their names"
        )
    if word in _DATES and {"summary", "authors"} <= set(keys):
        return tr("delete this line: an article has the date of its issue")
    if word in _LANGUAGES and {"summary", "authors"} <= set(keys):
        return tr(
            "delete this line, and write {{lang=en}} on the line above each paragraph and list in"
            ' another language, and title: "[Words]{{lang=en}}"; with the language\'s own tag'
        )
    return suggestion(key, keys, tr("the keys are: "))


_BOXES = (
    "tip, warning, caution, danger, important, info, attention, hint, error, admonition, callout, "
    "box, alert, seealso, details, luu y, chu y, ghi chu"
)
_DIRECTIVES: Mapping[str, str] = {
    **dict.fromkeys(_BOXES.split(", "), "note"),
    **dict.fromkeys(("image", "img", "picture", "hinh", "anh"), "figure"),
    **dict.fromkeys(("csv table", "list table", "bang"), "table"),
    **dict.fromkeys(("youtube", "film", "phim", "iframe", "embed"), "video"),
    **dict.fromkeys(("sound", "podcast", "am thanh"), "audio"),
    **dict.fromkeys(("quote", "epigraph", "pullquote", "blockquote", "trich dan"), "pull-quote"),
    **dict.fromkeys(("calendar", "events", "schedule", "lich"), "dates"),
    **dict.fromkeys(
        ("poll", "survey", "form", "contact", "khao sat", "tham do", "hoi y kien"), "ask"
    ),
    **dict.fromkeys(("exam", "test", "do vui", "trac nghiem", "cau do"), "quiz"),
    **dict.fromkeys(("figures", "numbers", "con so", "so lieu"), "stats"),
    **dict.fromkeys(("interview", "chat", "q a", "hoi dap", "phong van"), "dialogue"),
    **dict.fromkeys(("vegalite", "plot", "graph", "mermaid", "bieu do"), "chart"),
}
"""Names of directives elsewhere, in small letters and without accents."""


def hint_for_directive(name: str, names: Collection[str]) -> str:
    """What to write for a directive that does not exist."""
    word = _folded(name).removeprefix("callout ")
    if word in _DIRECTIVES:
        return meant(_DIRECTIVES[word])
    return suggestion(name, names)


_OPTIONS = {
    "title": "tieu de, tua, tua de, ten, nhan de, name, heading",
    "caption": "chu thich, loi chu, ten bang, tieu de, ten, title",
    "alt": "mo ta, mo ta anh, mo ta hinh, mieu ta, loi ta, alt text, description",
    "source": "nguon, nguon so lieu",
    "unit": "don vi, don vi tinh, dvt, units",
    "type": "loai, kieu, loai bieu do, kieu bieu do, kind",
    "kind": "loai, kieu, type",
    "width": "rong, be rong, do rong, chieu rong, size",
    "credit": "nguon anh, tac gia, nguoi chup, anh, photo, photographer",
    "align": "can le, can, alignment",
    "columns": "so cot, cot",
    "phone": "dien thoai, so dien thoai, dt, sdt, tel, telephone",
    "before": "truoc",
    "after": "sau",
    "start": "bat dau",
    "end": "ket thuc",
    "place": "noi, dia diem",
    "image": "anh, hinh, hinh anh, picture",
}
"""Options of directives in other words; one word may stand for options of several directives."""


def option_meant(name: str, names: Collection[str]) -> str:
    """The option for which one that does not exist most likely stands; "" where nobody knows."""
    word = _folded(name)
    said = (ours for ours, words in _OPTIONS.items() if ours in names and word in words.split(", "))
    return next(said, "") or nearest(name, names) or ""


def hint_for_option(name: str, names: Collection[str]) -> str:
    """What to write for an option that a directive does not have; "" where it has none."""
    close = option_meant(name, names)
    return meant(close) if close else suggestion(name, names, tr("it has: "))


_CHOICES: Mapping[str, str] = {
    word: ours
    for ours, words in {
        "column": "cot, cot dung, cot doc, vertical, columns",
        "bar": "thanh, thanh ngang, cot ngang, ngang, horizontal, bars",
        "line": "duong, duong gap khuc, duong ke, lines",
        "area": "mien, vung",
        "pie": "tron, banh, hinh tron, banh tron",
        "donut": "vanh khuyen, vong, nhan, doughnut, ring",
        "stacked": "chong, cot chong, xep chong, stack",
        "left": "trai, ben trai, start",
        "center": "giua, o giua, centre, middle",
        "right": "phai, ben phai, end",
        "both": "ca hai",
        "row": "hang, dong",
        "wide": "rong",
        "full": "day trang, toan trang, ca trang",
        "info": "thong tin, luu y, note",
        "tip": "meo, hint",
        "warning": "canh bao, chu y, caution",
        "danger": "nguy hiem, error",
    }.items()
    for word in words.split(", ")
}
"""Values of options in other words, in small letters and without accents."""


def hint_for_choice(word: str, allowed: Collection[str]) -> str:
    """What to write for a value that an option does not have."""
    ours = _CHOICES.get(_folded(word), "")
    return meant(ours) if ours in allowed else suggestion(word, allowed)
