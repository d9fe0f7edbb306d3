"""Examples at the end of a command's help, a line each."""

from __future__ import annotations


def example(*lines: str) -> str:
    r"""The text for click; the \b keeps it from joining the lines."""
    shown = "\n".join(f"  {line}" for line in lines)
    return f"\b\nExample{'s' if len(lines) > 1 else ''}:\n{shown}"
