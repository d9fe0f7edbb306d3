"""Settings without a fault, from a `Pen`: of a publication, an issue, an article."""

from tests.fuzz.making import ISSUE
from tests.fuzz.pen import DRAWN, PHOTOGRAPHS
from tests.fuzz.themed import bring

BASE_URLS = (
    "https://bantin.example/",
    "https://bantin.example",
    "https://bantin.example/a/b-c",
    "http://localhost:8000/",
    "https://xã-tân.example/ban/",
    "https://xn--x-vga.example/tin~1/",
    "https://a.b.c.d.e.example:8443/tin/",
    "https://bantin.example/" + "/".join(["thon-ban"] * 13) + "/",
)
PAGES = ("A4", "A5", "B5", "letter", "190x270", "120x170", "330x460", "210x210", "297x210", "148x260", "120x215")  # fmt: skip
LANGUAGES = ("en", "jra", "km", "vi-VN", "fr", "en-GB", "de", "es", "pt-BR", "cs", "hmn", "cjm")
SPOKEN = ("vi", "vi-VN", "en", "en-GB", "fr", "de", "es", "cs")
KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


def _yaml(pen, most, *, must=(), chance=0.3):
    lines = [*must, *(line() for line in most if pen.chance(chance))]
    return "\n".join([*lines, ""])


def _title(pen):
    return pen.value(pen.rng.choice((1, 4, 9, 9, 24)))


def _corrections(pen):
    made = [
        f"{{date: 2026-11-2{day}, text: {pen.value(9)}}}"
        for day in range(6, 6 + pen.rng.randint(1, 3))
    ]
    return f"corrections: [{', '.join(made)}]"


def _picture(pen, key):
    """A photograph with its alternative text and perhaps a credit; `key` names its file."""
    credit = f", credit: {pen.value(2)}" if pen.chance(0.5) else ""
    file = pen.rng.choice(list(PHOTOGRAPHS))
    return f"{{{key}: '{file}', alt: {pen.value(4, 'alt')}{credit}}}"


def front(pen):
    """The head of an article."""
    rng = pen.rng
    return _yaml(
        pen,
        [
            lambda: f"summary: {pen.value(rng.choice((6, 40, 200)))}",
            lambda: f"authors: [{', '.join(pen.value(2) for _ in range(rng.randint(1, 4)))}]",
            lambda: "layout: two",
            lambda: f"image: {_picture(pen, 'file')}",
            lambda: _corrections(pen),
            lambda: "topics: [đường sá, y tế]",
            lambda: f'speaker: {{text: {pen.value(9, "hidden")}, at: "17:00"}}',
            lambda: "standing: true",
            lambda: "clip: true",
        ],
        must=[f"title: {_title(pen)}"],
    )


def _page(rng):
    if rng.random() < 0.5:
        return rng.choice(PAGES)
    width, times = rng.randint(120, 255), rng.uniform(0.6, 1.75)
    return f"{width}x{min(max(170, round(width * times)), 460)}"


def _theme(pen, folder):
    rng = pen.rng
    colours = [f"accent: '#{rng.randint(0, 0x777777):06x}'"] if pen.chance(0.7) else []
    colours += [f"accent_soft: '#{rng.randint(0xCCCCCC, 0xFFFFFF):06x}'"] if pen.chance(0.3) else []
    logo = f", logo: '{ISSUE}/{rng.choice((DRAWN, *PHOTOGRAPHS))}'" if pen.chance(0.5) else ""
    name = rng.choice(("default", "school"))
    brought = bring(pen, folder, name)
    return f"{{name: {name}, colours: {{{', '.join(colours)}}}{logo}{brought}}}"


def _publisher(pen):
    ways = [
        lambda: f"address: {pen.value(pen.rng.choice((6, 30)))}",
        lambda: "phone: 0200 3000 010",
        lambda: "email: van-phong.ubnd@xa-tan-phuoc.example.vn",
        lambda: "website: https://xa-tan-phuoc.example.vn/",
    ]
    said = [f"name: {pen.value(4)}", *(way() for way in ways if pen.chance(0.6))]
    return f"publisher: {{{', '.join(said)}}}"


def _licence(pen):
    if pen.chance(0.3):
        return f'licence: {{text: {pen.value(5)}, url: "https://a.example/giay-phep"}}'
    return f"licence: {pen.value(pen.rng.choice((5, 40)))}"


def _voice(pen, language):
    """A voice where there is one."""
    if language not in SPOKEN or pen.chance(0.7):
        return "off"
    chosen = (
        "second: {pitch: 3}",
        f"second: {{name: {language[:2]}+f3, rate: 1.1}}",
        "region: south",
        "rate: 1.2",
        "profile: acx",
        "profile: loudspeaker",
        "footnotes: inline",
        "footnotes: end",
        f"credit: {pen.value(3, 'free')}",
    )
    options = {line.partition(":")[0]: line for line in pen.rng.sample(chosen, 3)}
    return f"{{engine: espeak, {', '.join(options.values())}}}"


def masthead(pen, folder):
    """publication.yaml, and in the folder what it names."""
    rng = pen.rng
    language = rng.choice(LANGUAGES) if pen.chance(0.4) else "vi"
    editors = [
        f"{{name: {pen.value(2)}{f', role: {pen.value(3)}' if pen.chance(0.6) else ''}}}"
        for _ in range(rng.choice((1, 2, 2, 7)))
    ]
    return _yaml(
        pen,
        [
            lambda: f"subtitle: {pen.value(8, 'free')}",
            lambda: f"copyright: {pen.value(30)}",
            lambda: "slug: thu-nghiem",
            lambda: rng.choice((f"page: {_page(rng)}", f"page: {{size: {_page(rng)}}}")),
            lambda: f"printer: {pen.value(4)}",
            lambda: "print_run: 1200",
            lambda: f"frequency: {pen.value(2)}",
            lambda: "profile: ban-tin",
            lambda: f"podcast: {{episodes: {rng.choice(('issue', 'article'))}}}",
            lambda: "single: {audio: false}",
            lambda: "targets: {usb: {type: folder, path: ../hosted}}",
            lambda: f"signing: {KEY}",
        ],
        must=[
            f"title: {pen.value(rng.choice((2, 4, 8)))}",
            f"language: {language}",
            f"base_url: {rng.choice(BASE_URLS) if pen.chance(0.4) else BASE_URLS[0]}",
            _publisher(pen),
            _licence(pen),
            f"editors: [{', '.join(editors)}]",
            f"voice: {_voice(pen, language)}",
            f"theme: {_theme(pen, folder)}",
        ],
        chance=0.35,
    )


def issue_settings(pen, names):
    """issue.yaml, with all articles in sections or none."""
    rng = pen.rng
    names = rng.sample(names, len(names))
    parts = []
    while names:
        one = rng.randint(1, len(names))
        parts.append(names[:one])
        names = names[one:]

    def section(part):
        return f"{{title: {pen.value(3)}, articles: [{', '.join(part)}]}}"

    return _yaml(
        pen,
        [
            lambda: f"title: {_title(pen)}",
            lambda: f"summary: {pen.value(rng.choice((6, 40, 200)))}",
            lambda: f"cover: {_picture(pen, 'image')}",
            lambda: f"sections: [{', '.join(map(section, parts))}]",
            lambda: _corrections(pen),
        ],
        must=[f"number: {rng.choice((1, 11, 999, 202611))}", "date: 2026-11-25"],
        chance=0.5,
    )
