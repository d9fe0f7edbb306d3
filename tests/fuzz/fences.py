"""Directives as they are written, deeper ones with fewer colons."""

DEEPEST = 3


def directive(name, argument, options, text, depth):
    colons = ":" * (3 + DEEPEST - depth)
    head = f"{colons}{{{name}}} {argument}".rstrip()
    lines = [f":{key}: {value}" for key, value in options if value is not None]
    return "\n".join([head, *lines, *([text] if text else []), colons])


def maybe(pen, value, share=0.5):
    return value() if pen.chance(share) else None
