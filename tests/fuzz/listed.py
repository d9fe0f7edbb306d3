"""Directives whose body is a list of YAML, from a `Pen`."""

from tests.fuzz.fences import directive, maybe


def dates(pen, depth):
    def row():
        day = pen.rng.randint(1, 27)
        more = [f", until: 2026-12-{day + 1:02}"] if pen.chance(0.3) else []
        more += [', time: "07:30"'] if pen.chance(0.4) else []
        more += [f", place: {pen.value(4)}"] if pen.chance(0.4) else []
        return f"- {{date: 2026-12-{day:02}, title: {pen.value(5)}{''.join(more)}}}"

    return directive("dates", "", [("title", maybe(pen, lambda: pen.line(2))), ("lunar", maybe(pen, lambda: "true", 0.2))], _rows(pen, row, 8), depth)  # fmt: skip


def _rows(pen, row, most):
    return "\n".join(row() for _ in range(pen.rng.randint(1, most)))


def timeline(pen, depth):
    def row():
        text = f", text: {pen.value(20)}" if pen.chance(0.6) else ""
        return f"- {{when: {pen.value(2)}, title: {pen.value(6)}{text}}}"

    return directive("timeline", "", [("title", maybe(pen, lambda: pen.line(2)))], _rows(pen, row, 8), depth)  # fmt: skip


def _sourced(pen):
    return [("title", maybe(pen, lambda: pen.line(2))), ("source", maybe(pen, lambda: pen.words(2)))]  # fmt: skip


def stats(pen, depth):
    def row():
        value = pen.rng.choice((str(pen.rng.randint(0, 10**6)), '"3 trong 4"', "12.5"))
        more = [", unit: ha"] if pen.chance(0.3) else []
        more += [f", note: {pen.value(4)}"] if pen.chance(0.3) else []
        more += [", icon: water"] if pen.chance(0.3) else []
        return f"- {{value: {value}, label: {pen.value(4)}{''.join(more)}}}"

    return directive("stats", "", _sourced(pen), _rows(pen, row, 8), depth)


def progress(pen, depth):
    def row():
        done, plan = pen.rng.randint(0, 400), pen.rng.randint(1, 400)
        return f"- {{label: {pen.value(5)}, value: {done}, plan: {plan}, unit: hộ}}"

    return directive("progress", "", _sourced(pen), _rows(pen, row, 8), depth)


def compare(pen, depth):
    def row():
        before, after = pen.rng.randint(0, 10**5), pen.rng.randint(0, 900)
        return f"- {{label: {pen.value(5)}, before: {before}, after: {after}}}"

    options = [*_sourced(pen), ("before", pen.words(2)), ("after", pen.words(2))]
    return directive("compare", "", options, _rows(pen, row, 8), depth)


def quiz(pen, depth):
    def row():
        options = ", ".join(pen.value(4) for _ in range(3))
        why = f", explanation: {pen.value(9)}" if pen.chance(0.6) else ""
        answer = pen.rng.randint(1, 3)
        return f"- {{question: {pen.value(8)}, options: [{options}], answer: {answer}{why}}}"

    return directive("quiz", "", [("title", maybe(pen, lambda: pen.line(2)))], _rows(pen, row, 4), depth)  # fmt: skip
