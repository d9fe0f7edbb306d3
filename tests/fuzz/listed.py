"""Directives whose body is a list of YAML, from a `Pen`."""

from typing import get_args

from bulletin.source.directives.figures import IconName
from tests.fuzz.fences import directive, maybe


def dates(pen, depth):
    """Days, in the body or in a file, some in the calendar of the moon too."""

    def row():
        day = pen.rng.randint(1, 27)
        more = [f", until: 2026-12-{day + 1:02}"] if pen.chance(0.3) else []
        more += [', time: "07:30"'] if pen.chance(0.4) else []
        more += [f", place: {pen.value(4)}"] if pen.chance(0.4) else []
        more += [", lunar: true"] if pen.chance(0.2) else []
        return f"- {{date: 2026-12-{day:02}, title: {pen.value(5)}{''.join(more)}}}"

    rows, name = _rows(pen, row, 8), ""
    if pen.chance(0.2):
        name, rows = pen.file("yaml", rows + "\n"), ""
    options = [*_titled(pen), ("lunar", maybe(pen, lambda: "true", 0.2))]
    return directive("dates", name, options, rows, depth)


def _rows(pen, row, most):
    return "\n".join(row() for _ in range(pen.rng.randint(1, most)))


def _titled(pen):
    return [("title", maybe(pen, lambda: pen.line(2)))]


def _sourced(pen):
    return [*_titled(pen), ("source", maybe(pen, lambda: pen.words(2)))]


def timeline(pen, depth):
    def row():
        text = f", text: {pen.value(20)}" if pen.chance(0.6) else ""
        when = pen.rng.choice(("2026-11-20", '"1968"')) if pen.chance(0.4) else pen.value(2)
        return f"- {{when: {when}, title: {pen.value(6)}{text}}}"

    return directive("timeline", "", _titled(pen), _rows(pen, row, 8), depth)


def stats(pen, depth):
    values = (
        '"3 trong 4"',
        "12.5",
        '"1.250.000 đồng"',
        '"98,7%"',
        '"từ 7 giờ đến 11 giờ 30"',
        "-4",
    )

    def row():
        value = pen.rng.choice((str(pen.rng.randint(0, 10**6)), *values))
        more = [f", unit: {pen.rng.choice(('ha', 'triệu đồng'))}"] if pen.chance(0.3) else []
        more += [f", note: {pen.value(4)}"] if pen.chance(0.3) else []
        more += [f", icon: {pen.rng.choice(get_args(IconName))}"] if pen.chance(0.3) else []
        return f"- {{value: {value}, label: {pen.value(4)}{''.join(more)}}}"

    return directive("stats", "", _sourced(pen), _rows(pen, row, 8), depth)


def progress(pen, depth):
    def row():
        done, plan = pen.rng.randint(0, 400), pen.rng.randint(1, 400)
        unit = ", unit: hộ" if pen.chance(0.5) else ""
        return f"- {{label: {pen.value(5)}, value: {done}, plan: {plan}{unit}}}"

    return directive("progress", "", _sourced(pen), _rows(pen, row, 8), depth)


def compare(pen, depth):
    def row():
        before, after = pen.rng.randint(0, 10**5), pen.rng.randint(-50, 900)
        unit = ", unit: triệu đồng" if pen.chance(0.3) else ""
        return f"- {{label: {pen.value(5)}, before: {before}, after: {after}{unit}}}"

    options = [*_sourced(pen), ("before", pen.words(2)), ("after", pen.words(2))]
    return directive("compare", "", options, _rows(pen, row, 8), depth)


def quiz(pen, depth):
    def row():
        options = [pen.value(4) for _ in range(pen.rng.randint(2, 6))]
        why = f", explanation: {pen.value(9)}" if pen.chance(0.6) else ""
        place = pen.rng.randrange(len(options))
        answer = pen.rng.choice((place + 1, "abcdef"[place], options[place]))
        asked = f"question: {pen.value(8)}, options: [{', '.join(options)}]"
        return f"- {{{asked}, answer: {answer}{why}}}"

    return directive("quiz", "", _titled(pen), _rows(pen, row, 4), depth)
